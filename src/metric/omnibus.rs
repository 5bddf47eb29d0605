//! Did some groups of people move otherwise than others, and how does each of them stand to the rest?
//! Invariant: a group is set against all the others, and never against a total that holds it.

use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::change;
use super::homogeneity::Homogeneity;
use super::{Comparison, Measure, Reading, Tally};

/// Did all groups change alike?
///
/// * Input: the change of each group between the same two periods, each of its own answers.
/// * Output: χ², k - 1 degrees of freedom, and p.
/// * Formula: Q = Σ (d - m)² / e², m = Σ (d / e²) / Σ (1 / e²); d a change (of an NPS that of the adjusted scores) and e
///   its standard error.
/// * Undefined for fewer than two changes, and where one has no standard error: `None`.
/// * Source: Cochran, Biometrics 10, 1954.
#[must_use]
pub fn moved_alike(changes: &[Comparison]) -> Option<Homogeneity> {
    if changes.len() < 2 || changes.iter().any(|own| own.error.is_nan() || own.error <= 0.0) {
        return None;
    }
    let difference = |own: &Comparison| own.adjusted.unwrap_or(own.difference);
    let weight = |own: &Comparison| 1.0 / (own.error * own.error);
    let all: f64 = changes.iter().map(weight).sum();
    let mean: f64 = changes.iter().map(|own| weight(own) * difference(own)).sum::<f64>() / all;
    let statistic: f64 = changes.iter().map(|own| weight(own) * (difference(own) - mean).powi(2)).sum();
    let freedom = super::fixed::extent(changes.len()) - 1.0;
    let p = ChiSquared::new(freedom).ok().map(|own| own.sf(statistic)).filter(|p| p.is_finite())?;
    Some(Homogeneity { statistic, freedom, freedom_within: None, p, is_sound: true })
}

/// How much more a group changed than the rest did.
///
/// * Input: the change of the group and that of all others, each of its own answers.
/// * Output: the first less the second, in their unit, with a 95 % interval and a two-sided p value.
/// * Formula: z = (d₁ - d₂) / √(e₁² + e₂²), by the changes of the adjusted scores where it is an NPS.
/// * Undefined where neither has a standard error: `None`.
/// * Source: the difference of two independent differences; our definition.
#[must_use]
pub fn beyond(own: &Comparison, rest: &Comparison) -> Option<Comparison> {
    change::of_differences(own, rest)
}

/// All groups but one, for each of them.
///
/// * Input: the counts of groups that nobody is in two of.
/// * Output: for each, the reading of all the others put together; `None` where there are none.
/// * Formula: counts are added up, from either end.
/// * Undefined where the counts are not of one measure: `None` there.
/// * Source: none needed.
#[must_use]
pub fn rests(groups: &[Option<Tally>], measure: &Measure) -> Vec<Option<Reading>> {
    let before = sums(groups.iter());
    let mut after = sums(groups.iter().rev());
    after.reverse();
    let pairs = before.into_iter().zip(after);
    pairs.map(|(before, after)| both(before, after.as_ref())?.reading(measure)).collect()
}

/// For each the sum of those before it.
fn sums<'t>(groups: impl Iterator<Item = &'t Option<Tally>>) -> Vec<Option<Tally>> {
    let mut sum: Option<Tally> = None;
    let mut add = |own: &Option<Tally>| {
        let before = sum.clone();
        sum = both(sum.take(), own.as_ref());
        before
    };
    groups.map(&mut add).collect()
}

/// Both together; `None` where there is neither.
fn both(own: Option<Tally>, other: Option<&Tally>) -> Option<Tally> {
    match (own, other) {
        (Some(mut own), Some(other)) => own.merge(other).then_some(own),
        (own, other) => own.or_else(|| other.cloned()),
    }
}

#[cfg(test)]
mod tests;
