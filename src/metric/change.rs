//! Did it really change?
//! Invariant: `Rose` and `Fell` are said only where the interval of the difference does not hold 0.

use statrs::function::gamma::ln_gamma;

use super::family::{self, Adjusted, FALSE_DISCOVERIES};
use super::interval::{EQUIVALENT, Level, SHOWN, Z, adjusted_nps, normal_p, t_p, t_quantile_at, wilson_at};
use super::{Basis, Direction, Interval, Margin, Reading, power};

/// What can be said of two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The later is higher, beyond chance.
    Rose,
    /// The later is lower, beyond chance.
    Fell,
    /// If there is a difference, it is too small to matter.
    Steady,
    /// The difference may be chance, or there are too few answers.
    CannotTell,
}

impl Verdict {
    /// Is it good news for a metric of this direction? `None` where it did not move for sure.
    #[must_use]
    pub fn is_good(self, direction: Direction) -> Option<bool> {
        match self {
            Self::CannotTell | Self::Steady => None,
            Self::Rose => Some(direction == Direction::HigherIsBetter),
            Self::Fell => Some(direction == Direction::LowerIsBetter),
        }
    }

    /// In words: `rose`, `fell`, `steady`, `cannot tell`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rose => "rose",
            Self::Fell => "fell",
            Self::Steady => "steady",
            Self::CannotTell => "cannot tell",
        }
    }

    fn of(interval: Interval) -> Self {
        match interval {
            Interval { low, .. } if low > 0.0 => Self::Rose,
            Interval { high, .. } if high < 0.0 => Self::Fell,
            _ => Self::CannotTell,
        }
    }
}

/// The difference of two readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The later value minus the earlier one, as both are shown.
    pub difference: f64,
    /// 95 % interval of the difference; of an NPS that of the adjusted scores, and far enough to hold the difference.
    pub interval: Interval,
    /// 90 % interval of the difference: what lies within a margin on both sides is steady.
    pub equivalence: Interval,
    /// The standard error of the difference.
    pub error: f64,
    /// The difference in standard errors, by which p goes: of shares pooled, of means Welch's t.
    pub z: f64,
    /// The difference of the adjusted scores of an NPS, which z and the intervals go by.
    pub adjusted: Option<f64>,
    /// Two-sided p value.
    pub p: f64,
    /// How that stands among all that are looked at together.
    pub standing: Adjusted,
    /// What can be said among all of them.
    pub verdict: Verdict,
    /// Of two shares the smaller, in percent.
    pub share: Option<f64>,
    /// Within how much of no change it is called steady, where it is.
    pub steady_within: Option<f64>,
}

impl Comparison {
    /// What could be said if nothing else were looked at.
    #[must_use]
    pub fn alone(&self) -> Verdict {
        Verdict::of(self.interval)
    }

    /// The smallest change that so many answers would show four times out of five, among as many questions.
    ///
    /// * Output: the size of a difference in its unit, without a sign.
    /// * Formula: (z(1 - 0.05 / 2m) + z(0.8)) x the standard error of the difference, m the size of the family.
    /// * Source: Cohen, Statistical Power Analysis, 1988; the level of the first of m by Benjamini and Hochberg.
    #[must_use]
    pub fn smallest(&self) -> f64 {
        power::errors(self.standing.family) * self.error
    }

    /// The same, and `Steady` where one cannot tell and two one-sided tests show that it is within a margin.
    ///
    /// * Formula: the 90 % interval of the difference lies within ± the margin ([`Margin::of_share`]).
    /// * Source: Schuirmann, Journal of Pharmacokinetics and Biopharmaceutics 15, 1987 (TOST).
    #[must_use]
    pub fn within(self, margin: Option<Margin>) -> Self {
        let margin = margin.map(|own| self.share.map_or(own.size, |share| own.of_share(share)));
        let is_within = |margin: &f64| -margin <= self.equivalence.low && self.equivalence.high <= *margin;
        match margin.filter(is_within) {
            Some(margin) if self.verdict == Verdict::CannotTell => {
                Self { verdict: Verdict::Steady, steady_within: Some(margin), ..self }
            }
            _ => self,
        }
    }

    /// The change by a difference, how sure it is at two levels, and its chance.
    fn new(
        difference: f64,
        error: f64,
        (z, p): (f64, f64),
        interval: impl Fn(Level) -> Option<Interval>,
    ) -> Option<Self> {
        let (shown, equivalence) = (interval(SHOWN)?, interval(EQUIVALENT)?);
        let standing = Adjusted::alone(p);
        let verdict = Verdict::of(shown);
        Some(Self {
            difference,
            interval: shown,
            equivalence,
            error,
            z,
            adjusted: None,
            share: None,
            p,
            standing,
            verdict,
            steady_within: None,
        })
    }
}

/// The change between two readings of one metric, each of its own answers.
///
/// * Input: the earlier and the later reading, of one basis (a composite goes with any that has an interval), each with
///   its effective number of answers. Answers by their weights and answers without are not compared.
/// * Output: later minus earlier in their unit, with a 95 % interval and a two-sided p value.
/// * Formula: NPS: Z = (NPS'₂ - NPS'₁) / √(Var'₁/n'₁ + Var'₂/n'₂), interval and p by the adjusted scores. Shares:
///   Newcombe's hybrid score interval (his method 10), p from the pooled two-proportion z. Means: Welch; where all answers
///   are alike at either time, the interval as if one more had answered as at the other, p the chance of such a parting.
///   Medians and composites: z with their standard errors.
/// * Undefined for sums, for readings without an interval and for readings of two bases: `None`.
/// * Source: Rocks, The American Statistician 70(4), 2016; Newcombe, Statistics in Medicine 17, 1998; Welch, Biometrika 34, 1947;
///   medians: Price and Bonett, Journal of Statistical Computation and Simulation 72(2), 2002.
#[must_use]
pub fn compare(earlier: &Reading, later: &Reading) -> Option<Comparison> {
    if !earlier.weighing.goes_with(later.weighing) || earlier.shown != later.shown {
        return None;
    }
    let difference = later.headline().value - earlier.headline().value;
    match (earlier.basis, later.basis) {
        (
            Basis::Nps { promoters, detractors },
            Basis::Nps { promoters: promoters_then, detractors: detractors_then },
        ) => {
            let before = adjusted_nps(promoters, detractors, earlier.n_eff)?;
            let after = adjusted_nps(promoters_then, detractors_then, later.n_eff)?;
            net_scores(difference, before, after)
        }
        (Basis::Share { hits }, Basis::Share { hits: hits_then }) => {
            shares(difference, (hits, earlier.n_eff), (hits_then, later.n_eff))
        }
        (Basis::Mean { variance }, Basis::Mean { variance: variance_then }) => {
            means(difference, (variance?, earlier.n_eff), (variance_then?, later.n_eff))
        }
        (Basis::Median { .. }, Basis::Median { .. }) => medians(difference, earlier, later),
        (Basis::Composite { .. }, _) | (_, Basis::Composite { .. }) => {
            by_errors(difference, earlier.error()?, later.error()?)
        }
        _ => None,
    }
}

/// As [`compare`], but says `CannotTell` where either rests on fewer answers than `few`.
#[must_use]
pub fn judge(earlier: &Reading, later: &Reading, few: u64) -> Option<Comparison> {
    let change = compare(earlier, later)?;
    let is_too_few = earlier.is_weak(few) || later.is_weak(few);
    Some(if is_too_few { Comparison { verdict: Verdict::CannotTell, ..change } } else { change })
}

/// Takes back the verdicts that many comparisons at once would bring about by chance.
///
/// * Input: all the changes that are looked at together, those without a verdict included.
/// * Output: the same with their adjusted p, verdicts that do not survive turned into `CannotTell`.
pub fn discover(changes: &mut [Comparison]) {
    let ps: Vec<f64> = changes.iter().map(|change| change.p).collect();
    for (change, standing) in changes.iter_mut().zip(family::adjusted(&ps)) {
        change.standing = standing;
        if standing.p_adjusted > FALSE_DISCOVERIES {
            change.verdict = Verdict::CannotTell;
        }
    }
}

/// How much more one value changed than another of other people did ([`omnibus::beyond`](super::omnibus::beyond)).
pub(super) fn of_differences(own: &Comparison, rest: &Comparison) -> Option<Comparison> {
    let known = |change: &Comparison| change.adjusted.unwrap_or(change.difference);
    let change = by_errors(known(own) - known(rest), own.error, rest.error)?;
    let difference = own.difference - rest.difference;
    let hold = |Interval { low, high }: Interval| Interval { low: low.min(difference), high: high.max(difference) };
    let (interval, equivalence) = (hold(change.interval), hold(change.equivalence));
    let adjusted = own.adjusted.or(rest.adjusted).map(|_| change.difference);
    Some(Comparison { difference, interval, equivalence, adjusted, ..change })
}

/// Two values with independent standard errors.
fn by_errors(difference: f64, earlier: f64, later: f64) -> Option<Comparison> {
    let error = earlier.hypot(later);
    if error <= 0.0 {
        return None;
    }
    let z = difference / error;
    Comparison::new(difference, error, (z, normal_p(z)), |level| Interval::around(difference, level.z() * error))
}

/// Two medians by their standard errors. Where many answers are the same number, as times in whole days are, a median
/// jumps from one to the next and its error says little: while the two intervals have a number in common, nothing is told.
fn medians(difference: f64, earlier: &Reading, later: &Reading) -> Option<Comparison> {
    let (error, error_then) = (earlier.error()?, later.error()?);
    if error <= 0.0 && error_then <= 0.0 {
        // All are the same number at either time; what would be steady nobody said.
        return all_alike(difference, earlier.n_eff, later.n_eff).filter(|_| difference.abs() > 0.0);
    }
    let change = by_errors(difference, error, error_then);
    let (own, then) = (earlier.median?, later.median?);
    let Some((before, after)) = own.interval.zip(then.interval).filter(|_| own.is_tied || then.is_tied) else {
        return change;
    };
    if before.high < after.low || after.high < before.low {
        return change;
    }
    let widest = Interval { low: after.low - before.high, high: after.high - before.low };
    let error = (widest.half_width() / Z).max(f64::MIN_POSITIVE);
    Comparison::new(difference, error, (0.0, 1.0), |_| Some(widest))
}

/// Two NPS by their adjusted scores and the standard errors of these.
fn net_scores(
    difference: f64,
    (before, error_before): (f64, f64),
    (after, error_after): (f64, f64),
) -> Option<Comparison> {
    let change = by_errors(after - before, error_before, error_after)?;
    let hold = |Interval { low, high }: Interval| Interval {
        low: low.max(-200.0).min(difference),
        high: high.min(200.0).max(difference),
    };
    let (interval, equivalence) = (hold(change.interval), hold(change.equivalence));
    Some(Comparison { difference, interval, equivalence, adjusted: Some(change.difference), ..change })
}

/// Two shares, in percent.
fn shares(difference: f64, (hits, n): (f64, f64), (hits_then, n_then): (f64, f64)) -> Option<Comparison> {
    let (p, p_then) = (100.0 * hits / n, 100.0 * hits_then / n_then);
    let interval = |level| {
        let (before, after) = (wilson_at(level, hits, n)?, wilson_at(level, hits_then, n_then)?);
        Some(Interval {
            low: difference - (p_then - after.low).hypot(before.high - p),
            high: difference + (after.high - p_then).hypot(p - before.low),
        })
    };
    let pooled = (hits + hits_then) / (n + n_then);
    let error = 100.0 * (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / n_then)).sqrt();
    // Nobody or everybody both times: no difference at all.
    let z = if error > 0.0 { difference / error } else { 0.0 };
    let error = interval(SHOWN)?.half_width() / Z;
    let change = Comparison::new(difference, error, (z, normal_p(z)), interval)?;
    Some(Comparison { share: Some(p.min(p_then)), ..change })
}

/// Two means by their sample variances.
fn means(difference: f64, (variance, n): (f64, f64), (variance_then, n_then): (f64, f64)) -> Option<Comparison> {
    if n < 2.0 || n_then < 2.0 {
        return None;
    }
    if variance <= 0.0 && variance_then <= 0.0 {
        return all_alike(difference, n, n_then);
    }
    let (earlier, later) = (variance / n, variance_then / n_then);
    let both = earlier + later;
    let freedom = both * both / (earlier * earlier / (n - 1.0) + later * later / (n_then - 1.0));
    if both <= 0.0 || !freedom.is_finite() {
        return None;
    }
    let t = difference / both.sqrt();
    let interval = |level| Interval::around(difference, t_quantile_at(level, freedom) * both.sqrt());
    Comparison::new(difference, both.sqrt(), (t, t_p(t, freedom)), interval)
}

/// Two means of answers that are all alike, each in its own time: no spread was seen, which is not a spread of 0.
///
/// The standard errors are those of answers of which one more had been given as at the other time, or one off where
/// both are the same. Whether they differ by chance is told by in how many ways the answers could have been parted.
fn all_alike(difference: f64, n: f64, n_then: f64) -> Option<Comparison> {
    let step = if difference.abs() > 0.0 { difference.abs() } else { 1.0 };
    let error = (step / (n + 1.0)).hypot(step / (n_then + 1.0));
    let n_ways = ln_gamma(n + n_then + 1.0) - ln_gamma(n + 1.0) - ln_gamma(n_then + 1.0);
    let p = if difference.abs() > 0.0 { (2.0 * (-n_ways).exp()).min(1.0) } else { 1.0 };
    let is_chance = p > FALSE_DISCOVERIES;
    let change = Comparison::new(difference, error, (difference / error, p), |level| {
        Interval::around(difference, level.z() * error)
    })?;
    Some(if is_chance { Comparison { verdict: Verdict::CannotTell, ..change } } else { change })
}

#[cfg(test)]
mod tests;
