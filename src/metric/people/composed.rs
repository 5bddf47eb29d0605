//! Readings of several places put together, by what is known of the people behind them.
//! Invariant: the interval is never wider than where nothing is known, and has a width.

use crate::metric::reading::compose;
use crate::metric::{Basis, Interval, Reading};

/// Readings of several places put together as one, each counting the same, where people may have answered at several.
///
/// * Input: readings of one metric, one a place; how many people gave the answers, where that is known; the covariance of
///   the values of two places ([`SharedSums::covariance`](super::SharedSums::covariance)), where that is known.
/// * Output: the mean of their values, in their unit; n is the number of people, and that of answers where people are not
///   known.
/// * Formula: variance (Σ V + 2 Σ C) / k² for k places, with V the square of the standard error of a reading and C the
///   covariance of each two. One that is not known is the widest possible, the product of their errors. The error is at
///   most that of [`compose`], the mean of the standard errors, and at least what the surest place alone brings about, the
///   least of them over k. Low and high are those of `compose`, drawn in around the value as the error is. `n_eff` is that
///   of all answers times people over answers.
/// * Undefined without readings: `None`. Where one has no interval, neither has the whole. One reading stays as it is.
/// * Source: the variance of a sum; covariances by linearisation, Cochran, Sampling Techniques, 3rd ed. 1977, 6.3.
#[must_use]
pub fn compose_people(
    parts: &[Reading],
    n_people: Option<u64>,
    covariance: impl Fn(usize, usize) -> Option<f64>,
) -> Option<Reading> {
    let widest = compose(parts).filter(|_| parts.len() > 1);
    let Some(widest) = widest else { return compose(parts) };
    let answers = widest.n;
    // People at several places are at least those at one of them.
    let least = parts.iter().map(|part| part.n).max().unwrap_or(0);
    let n = n_people.map_or(answers, |people| people.max(least).min(answers));
    #[expect(clippy::cast_precision_loss, reason = "a share of counts far below 2^53")]
    let n_eff = if n == answers { widest.n_eff } else { widest.n_eff * (n as f64 / answers as f64) };
    let whole = Reading { n, n_eff, ..widest };
    let (Basis::Composite { error: most }, Some(ends)) = (widest.basis, widest.interval) else { return Some(whole) };
    let Some(error) = error_of(parts, most, covariance) else { return Some(whole) };
    let drawn = |end: f64| widest.value + (end - widest.value) * (error / most);
    let interval = Interval { low: drawn(ends.low), high: drawn(ends.high) };
    Some(Reading { interval: Some(interval), basis: Basis::Composite { error }, ..whole })
}

/// The standard error of the mean of readings, at most `most`.
fn error_of(parts: &[Reading], most: f64, covariance: impl Fn(usize, usize) -> Option<f64>) -> Option<f64> {
    let errors: Vec<f64> = parts.iter().map(Reading::error).collect::<Option<_>>()?;
    let k = parts.iter().fold(0.0, |k, _| k + 1.0);
    let mut sum: f64 = errors.iter().map(|error| error * error).sum();
    for (first, one) in errors.iter().enumerate() {
        for (second, other) in errors.iter().enumerate().skip(first + 1) {
            let bound = one * other;
            sum += 2.0 * covariance(first, second).map_or(bound, |known| known.clamp(-bound, bound));
        }
    }
    let least = errors.iter().copied().fold(f64::INFINITY, f64::min) / k;
    let error = (sum.max(0.0).sqrt() / k).max(least).min(most);
    (error > 0.0 && error.is_finite()).then_some(error)
}
