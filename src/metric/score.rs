//! The scores: counts to a reading, one function a kind.
//! Invariant: no answers, no reading. Parts are of the effective number of answers, and need not be whole.

use super::interval::{adjusted_wald_nps, mean_t, wilson};
use super::reading::Weighing;
use super::{Basis, Headline, Reading, Sample};

/// A compound sentiment from here up is positive, from its negative down negative.
pub const POLAR: f64 = 0.05;

/// Net Promoter Score.
///
/// * Input: promoters (9-10) and detractors (0-6) among n whole answers 0-10, one a respondent.
/// * Output: points in -100..=100, higher is better, with a 95 % interval.
/// * Formula: 100 x (promoters - detractors) / n. Interval: adjusted Wald, 3 added answers.
/// * Undefined without answers: `None`. No reading is not a reading of zero.
/// * Source: Reichheld, HBR Dec 2003; interval: Rocks, The American Statistician 70(4), 2016.
#[must_use]
pub fn nps(promoters: f64, detractors: f64, sample: Sample) -> Option<Reading> {
    let interval = adjusted_wald_nps(promoters, detractors, sample.n_eff)?;
    let value = (100.0 * (promoters - detractors) / sample.n_eff).clamp(-100.0, 100.0);
    Some(Reading { interval: Some(interval), ..bare(value, sample, Basis::Nps { promoters, detractors }) })
}

/// A share: CSAT (answers in the top boxes), a rate, a conversion.
///
/// * Input: hits among n.
/// * Output: percent in 0..=100 with a 95 % interval; which way is better the metric says.
/// * Formula: 100 x hits / n. Interval: Wilson score.
/// * Undefined without answers or with more hits than answers: `None`.
/// * Source: Wilson, JASA 22, 1927.
#[must_use]
pub fn share(hits: f64, sample: Sample) -> Option<Reading> {
    let interval = wilson(hits, sample.n_eff)?;
    let value = (100.0 * hits / sample.n_eff).min(100.0);
    Some(Reading { interval: Some(interval), ..bare(value, sample, Basis::Share { hits }) })
}

/// A mean: CES, sentiment, amounts, durations.
///
/// * Input: mean and sample variance of n numbers; no variance where it is not known.
/// * Output: the unit of the numbers with a 95 % interval.
/// * Formula: the mean. Interval: mean ± t(0.975; n - 1) s / √n.
/// * Undefined without numbers: `None`. No interval from one number, without a variance, or where all are equal.
/// * Source: Student, Biometrika 6, 1908; CES: Corporate Executive Board 2013; sentiment: Hutto and Gilbert 2014.
#[must_use]
pub fn mean(mean: f64, variance: Option<f64>, sample: Sample) -> Option<Reading> {
    if sample.n_eff.is_nan() || sample.n_eff <= 0.0 {
        return None;
    }
    let interval = variance.and_then(|variance| mean_t(mean, variance, sample.n_eff));
    Some(Reading { interval, ..bare(mean, sample, Basis::Mean { variance }) })
}

/// A sum.
///
/// * Input: the sum of n rows.
/// * Output: the unit of the rows, without an interval.
/// * Formula: the sum.
/// * Undefined without rows: `None`. A sum of zero over some rows is a reading of zero.
/// * Source: none needed.
#[must_use]
pub fn sum(total: f64, n: u64) -> Option<Reading> {
    (n > 0).then(|| bare(total, Sample::of(n), Basis::Bare))
}

fn bare(value: f64, Sample { n, n_eff }: Sample, basis: Basis) -> Reading {
    let (is_rounded, weighing) = (false, Weighing::Even);
    Reading {
        value,
        n,
        n_eff,
        interval: None,
        mean: None,
        median: None,
        p90: None,
        is_rounded,
        shown: Headline::Value,
        basis,
        weighing,
        n_without_weight: 0,
    }
}
