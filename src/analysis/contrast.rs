//! Two readings set against one another, as named values: what every list of comparisons prints alike.

use super::record::Facts;
use crate::metric::mix::Contribution;
use crate::metric::{Comparison, Homogeneity, Verdict};

/// A difference with its interval, its p, and how it stands among those that are looked at together.
#[must_use]
pub(crate) fn compared(record: Facts, own: Option<&Comparison>) -> Facts {
    record
        .with("change", own.map(|own| own.difference))
        .with("low", own.map(|own| own.interval.low))
        .with("high", own.map(|own| own.interval.high))
        .with("adjusted", own.and_then(|own| own.adjusted))
        .with("z", own.map(|own| own.z))
        .with("p", own.map(|own| own.p))
        .with("p_adjusted", own.map(|own| own.standing.p_adjusted))
        .with("family", own.map(|own| own.standing.family))
        .with("smallest", own.map(Comparison::smallest))
        .with("steady_within", own.and_then(|own| own.steady_within))
}

/// One question about several readings.
#[must_use]
pub(crate) fn omnibus(own: &Homogeneity) -> Facts {
    Facts::default()
        .with("statistic", own.statistic)
        .with("freedom", own.freedom)
        .with("freedom_within", own.freedom_within)
        .with("p", own.p)
}

/// A part of a change: its value under that name, and how sure it is under others.
#[must_use]
pub(crate) fn contribution(own: &Contribution) -> Facts {
    Facts::default()
        .with("value", own.value)
        .with("low", own.interval.map(|own| own.low))
        .with("high", own.interval.map(|own| own.high))
        .with("p", own.p)
}

/// `alone it would count, among 21 it may be chance`, where that is so.
#[must_use]
pub(crate) fn alone(own: &Comparison) -> Option<String> {
    let counts = own.verdict == Verdict::CannotTell && own.alone() != Verdict::CannotTell;
    counts.then(|| format!("alone it would count, among {} it may be chance", own.standing.family))
}

/// How one stands to others: a verdict of one period.
#[must_use]
pub(crate) const fn against(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Rose => "higher",
        Verdict::Fell => "lower",
        Verdict::Steady => "the same",
        Verdict::CannotTell => "cannot tell",
    }
}
