//! Counts of two stretches of time, each with how long it was: how many times as many a day.
//! Invariant: the interval holds the ratio.

use statrs::distribution::{Binomial, Discrete, DiscreteCDF};
use statrs::function::beta::beta_reg;

use super::family::Adjusted;
use super::fixed::real;
use super::{Interval, Verdict};

/// How often the interval is halved: then its ends are as exact as floats are.
const HALVINGS: u32 = 70;

/// By how much two chances may differ and be the same for the rounding of floats; the one of R and scipy.
const AS_UNLIKELY: f64 = 1.0 + 1e-7;

/// So many, in so many days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Exposed {
    /// How many.
    pub n: u64,
    /// How long they were counted.
    pub days: f64,
}

/// How many times as many a day as before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateRatio {
    /// How many a day, before and after.
    pub a_day: (f64, f64),
    /// The later over the earlier.
    pub ratio: f64,
    /// Its 95 % interval.
    pub interval: Interval,
    /// Two-sided p value of no change.
    pub p: f64,
    /// How that stands among all that are looked at together.
    pub standing: Adjusted,
    /// What can be said among all of them.
    pub verdict: Verdict,
}

impl Exposed {
    /// How many a day.
    #[must_use]
    pub fn a_day(&self) -> f64 {
        real(self.n) / self.days
    }
}

impl RateRatio {
    /// The ratio of two rates.
    ///
    /// * Input: how many there were earlier and later, and in how many days each.
    /// * Output: the later rate over the earlier, with its 95 % interval and a two-sided p value.
    /// * Formula: of all n = n₁ + n₂ the later are Bin(n, π) with π = d₂/(d₁ + d₂) where nothing changed. p adds up all
    ///   counts that are no likelier than n₂; the interval is that of Clopper and Pearson for π, as π/(1 - π) · d₁/d₂.
    /// * Undefined where there were none before, or no days: `None`.
    /// * Source: Przyborowski and Wilenski, Biometrika 31, 1940; Clopper and Pearson, Biometrika 26, 1934.
    #[must_use]
    pub fn of(earlier: Exposed, later: Exposed) -> Option<Self> {
        let n = earlier.n.checked_add(later.n)?;
        if earlier.n == 0 || earlier.days <= 0.0 || later.days <= 0.0 {
            return None;
        }
        let odds = |share: f64| share / (1.0 - share) * (earlier.days / later.days);
        let (before, after) = (real(earlier.n), real(later.n));
        let low = if later.n == 0 { 0.0 } else { odds(quantile(0.025, after, before + 1.0)) };
        let high = odds(quantile(0.975, after + 1.0, before));
        let a_day = (earlier.a_day(), later.a_day());
        let (ratio, p) = (a_day.1 / a_day.0, chance(later.n, n, later.days / (earlier.days + later.days))?);
        let interval = Interval { low: low.min(ratio), high: high.max(ratio) };
        let verdict = match interval {
            Interval { low, .. } if low > 1.0 => Verdict::Rose,
            Interval { high, .. } if high < 1.0 => Verdict::Fell,
            _ => Verdict::CannotTell,
        };
        Some(Self { a_day, ratio, interval, p, standing: Adjusted::alone(p), verdict })
    }
}

/// The share below which a Beta distribution has that much.
fn quantile(level: f64, a: f64, b: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if beta_reg(a, b, middle) < level {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The chance of a count that is no likelier than this one, among n.
fn chance(count: u64, n: u64, share: f64) -> Option<f64> {
    let binomial = Binomial::new(share, n).ok()?;
    let center = share * real(n);
    let most = binomial.pmf(count) * AS_UNLIKELY;
    let is_unlikely = |other: u64| binomial.pmf(other) <= most;
    if (real(count) - center).abs() < f64::EPSILON * center {
        return Some(1.0);
    }
    // On either side of the middle counts get less likely the further they are from it.
    let p = if real(count) < center {
        let first = boundary(whole(center.ceil()), n, is_unlikely);
        let above = first.map_or(0.0, |first| binomial.sf(first.saturating_sub(1)));
        binomial.cdf(count) + above
    } else {
        let reversed = |back: u64| is_unlikely(whole(center.floor()).saturating_sub(back));
        let last = boundary(0, whole(center.floor()), reversed).map(|back| whole(center.floor()) - back);
        last.map_or(0.0, |last| binomial.cdf(last)) + if count == 0 { 1.0 } else { binomial.sf(count - 1) }
    };
    Some(p.min(1.0))
}

/// The first number from one to another of which something holds, where it holds of all after it, too.
fn boundary(mut low: u64, most: u64, holds: impl Fn(u64) -> bool) -> Option<u64> {
    if low > most || !holds(most) {
        return None;
    }
    let mut high = most;
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Some(low)
}

/// A whole number that is not negative.
fn whole(value: f64) -> u64 {
    u64::try_from(super::fixed::whole(value)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(n: u64, days: f64, n_then: u64, days_then: f64) -> Option<RateRatio> {
        RateRatio::of(Exposed { n, days }, Exposed { n: n_then, days: days_then })
    }

    #[test]
    fn nothing_before_is_no_ratio_and_nothing_after_is_one() {
        assert_eq!(of(0, 7.0, 5, 7.0), None);
        assert_eq!(of(5, 0.0, 5, 7.0), None);
        let gone = of(9, 7.0, 0, 7.0).expect("some before");
        assert_eq!((gone.ratio, gone.interval.low, gone.verdict), (0.0, 0.0, Verdict::Fell));
        let one = of(1, 7.0, 1, 7.0).expect("one before");
        assert_eq!((one.ratio, one.p, one.verdict), (1.0, 1.0, Verdict::CannotTell));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_interval_holds_the_ratio_and_shrinks_with_more(n in 1_u64..400, n_then in 0_u64..400, days in 1_u32..400) {
            let days = f64::from(days);
            let (one, ten) = (of(n, days, n_then, 30.0).unwrap(), of(10 * n, 10.0 * days, 10 * n_then, 300.0).unwrap());
            for own in [&one, &ten] {
                prop_assert!(own.interval.contains(own.ratio) && (0.0..=1.0).contains(&own.p), "{own:?}");
                prop_assert!(own.interval.low >= 0.0 && own.interval.high.is_finite());
            }
            prop_assert!(ten.interval.half_width() < one.interval.half_width());
        }

        #[test]
        fn swapping_turns_the_ratio_over(n in 1_u64..400, n_then in 1_u64..400, days in 1_u32..400) {
            let days = f64::from(days);
            let (there, back) = (of(n, days, n_then, 30.0).unwrap(), of(n_then, 30.0, n, days).unwrap());
            prop_assert!((there.ratio * back.ratio - 1.0).abs() < 1e-9);
            prop_assert!((there.interval.low * back.interval.high - 1.0).abs() < 1e-6);
            prop_assert!((there.p - back.p).abs() < 1e-9, "{} {}", there.p, back.p);
        }
    }
}
