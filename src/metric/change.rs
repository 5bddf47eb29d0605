//! Did it really change? Must not know what the readings are of.
//! Invariant: `Verdict::CannotTell` whenever the interval of the difference holds 0.

use super::fixed::extent;
use super::interval::{Z, adjusted_nps, normal_p, t_p, t_quantile, wilson};
use super::{Basis, Direction, Interval, Reading};

/// The share of false discoveries that is put up with among many changes.
pub const FALSE_DISCOVERIES: f64 = 0.05;

/// What can be said of two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// The later is higher, beyond chance.
    Rose,
    /// The later is lower, beyond chance.
    Fell,
    /// The difference may be chance, or there are too few answers.
    CannotTell,
}

impl Verdict {
    /// Is it good news for a metric of this direction? `None` where one cannot tell.
    #[must_use]
    pub fn is_good(self, direction: Direction) -> Option<bool> {
        match self {
            Self::CannotTell => None,
            Self::Rose => Some(direction == Direction::HigherIsBetter),
            Self::Fell => Some(direction == Direction::LowerIsBetter),
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
pub struct Change {
    /// Later minus earlier, in the unit of the readings.
    pub difference: f64,
    /// 95 % interval of the difference.
    pub interval: Interval,
    /// Two-sided p value, for the false discovery rate.
    pub p: f64,
    /// In a word.
    pub verdict: Verdict,
}

/// The change between two readings of one metric, each of its own answers.
///
/// * Input: the earlier and the later reading, of one basis (a composite goes with any that has an interval), each with
///   its effective number of answers. Answers by their weights and answers without are not compared.
/// * Output: later minus earlier in their unit, with a 95 % interval and a two-sided p value.
/// * Formula: NPS: Z = (NPS'₂ - NPS'₁) / √(Var'₁/n'₁ + Var'₂/n'₂), whose difference is that of the
///   adjusted scores. Shares: Newcombe's hybrid score interval (his method 10), p from the pooled
///   two-proportion z. Means: Welch. Medians and composites: z with their standard errors.
/// * Undefined for sums, for readings without an interval and for readings of two bases: `None`.
/// * Source: Rocks, The American Statistician 70(4), 2016; Newcombe, Statistics in Medicine 17, 1998; Welch, Biometrika 34, 1947;
///   medians: Price and Bonett, Journal of Statistical Computation and Simulation 72(2), 2002.
#[must_use]
pub fn compare(earlier: &Reading, later: &Reading) -> Option<Change> {
    if !earlier.weighing.goes_with(later.weighing) || earlier.shown != later.shown {
        return None;
    }
    match (earlier.basis, later.basis) {
        (
            Basis::Nps { promoters, detractors },
            Basis::Nps { promoters: promoters_then, detractors: detractors_then },
        ) => {
            let (before, error_before) = adjusted_nps(promoters, detractors, earlier.n_eff)?;
            let (after, error_after) = adjusted_nps(promoters_then, detractors_then, later.n_eff)?;
            by_errors(after - before, error_before, error_after)
        }
        (Basis::Share { hits }, Basis::Share { hits: hits_then }) => {
            shares((hits, earlier.n_eff), (hits_then, later.n_eff))
        }
        (Basis::Mean { variance }, Basis::Mean { variance: variance_then }) => {
            means(later.value - earlier.value, (variance?, earlier.n_eff), (variance_then?, later.n_eff))
        }
        (Basis::Composite { .. }, _) | (_, Basis::Composite { .. }) | (Basis::Median { .. }, Basis::Median { .. }) => {
            by_errors(later.headline().value - earlier.headline().value, earlier.error()?, later.error()?)
        }
        _ => None,
    }
}

/// As [`compare`], but says `CannotTell` where either rests on fewer answers than `few`.
#[must_use]
pub fn judge(earlier: &Reading, later: &Reading, few: u64) -> Option<Change> {
    let change = compare(earlier, later)?;
    let is_too_few = earlier.is_weak(few) || later.is_weak(few);
    Some(if is_too_few { Change { verdict: Verdict::CannotTell, ..change } } else { change })
}

/// Takes back the verdicts that many comparisons at once would bring about by chance.
///
/// * Input: all the changes that are looked at together, those without a verdict included.
/// * Output: the same, verdicts that do not survive turned into `CannotTell`.
/// * Formula: Benjamini-Hochberg: with p in order, the largest k with p(k) <= 0.05 k/m survives, and all before it.
/// * Undefined never: no changes are no discoveries.
/// * Source: Benjamini and Hochberg, JRSS B 57(1), 1995.
pub fn discover(changes: &mut [Change]) {
    let mut order: Vec<f64> = changes.iter().map(|change| change.p).collect();
    order.sort_by(f64::total_cmp);
    let m = extent(order.len());
    let survivors = order.iter().zip(1..).filter(|(p, rank)| **p <= FALSE_DISCOVERIES * extent(*rank) / m);
    let limit = survivors.map(|(p, _)| *p).last();
    for change in changes {
        if limit.is_none_or(|limit| change.p > limit) {
            change.verdict = Verdict::CannotTell;
        }
    }
}

/// Two values with independent standard errors.
fn by_errors(difference: f64, earlier: f64, later: f64) -> Option<Change> {
    let error = earlier.hypot(later);
    let interval = Interval::around(difference, Z * error)?;
    (error > 0.0).then(|| change(difference, interval, normal_p(difference / error)))
}

/// Two shares, in percent.
fn shares((hits, n): (f64, f64), (hits_then, n_then): (f64, f64)) -> Option<Change> {
    let (before, after) = (wilson(hits, n)?, wilson(hits_then, n_then)?);
    let (p, p_then) = (100.0 * hits / n, 100.0 * hits_then / n_then);
    let difference = p_then - p;
    let interval = Interval {
        low: difference - (p_then - after.low).hypot(before.high - p),
        high: difference + (after.high - p_then).hypot(p - before.low),
    };
    let pooled = (hits + hits_then) / (n + n_then);
    let error = 100.0 * (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / n_then)).sqrt();
    // Nobody or everybody both times: no difference at all.
    let chance = if error > 0.0 { normal_p(difference / error) } else { 1.0 };
    Some(change(difference, interval, chance))
}

/// Two means by their sample variances.
fn means(difference: f64, (variance, n): (f64, f64), (variance_then, n_then): (f64, f64)) -> Option<Change> {
    if n < 2.0 || n_then < 2.0 {
        return None;
    }
    let (earlier, later) = (variance / n, variance_then / n_then);
    let both = earlier + later;
    let freedom = both * both / (earlier * earlier / (n - 1.0) + later * later / (n_then - 1.0));
    if both <= 0.0 || !freedom.is_finite() {
        return None;
    }
    let interval = Interval::around(difference, t_quantile(freedom) * both.sqrt())?;
    Some(change(difference, interval, t_p(difference / both.sqrt(), freedom)))
}

fn change(difference: f64, interval: Interval, p: f64) -> Change {
    Change { difference, interval, p, verdict: Verdict::of(interval) }
}

#[cfg(test)]
mod tests;
