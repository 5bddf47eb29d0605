//! A median, how sure it is, and the order statistics that say so.
//! Invariant: `low <= value <= high`, each of them a number that was met or between two of them.

use statrs::distribution::{Continuous, ContinuousCDF, Normal};
use statrs::function::beta::checked_beta_reg;

use super::Interval;

/// What may lie beyond either end of an interval.
const TAIL: f64 = 0.025;

/// At how many places of an interval numbers are compared with the next, and at how many of them they may be the same.
const PLACES: u32 = 8;
const MOST_SAME: usize = 2;

/// Above so many numbers the tail of the binomial distribution comes from its series: exact to 1e-10 there.
const SERIES_FROM: f64 = 500.0;

/// The middle of some numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Median {
    /// In the unit of the numbers.
    pub value: f64,
    /// 95 % interval; `None` of fewer than six numbers.
    pub interval: Option<Interval>,
    /// Its standard error, for changes; `None` of fewer than six numbers.
    pub error: Option<f64>,
    /// Are many of the numbers in its interval the same? Then it jumps from one to the next.
    pub is_tied: bool,
}

impl Median {
    /// A median with its interval and its standard error.
    ///
    /// * Input: the median of n numbers, and for a rank from 1 to n the number of that rank. n may be an effective
    ///   number of them.
    /// * Output: the unit of the numbers. At least 95 % of such intervals hold the median, whatever the distribution.
    /// * Formula: interval: the numbers of rank l and n + 1 - l with the largest l of which
    ///   P(Binomial(n, ½) <= l - 1) <= 0.025. Variance: ((y(n + 1 - c) - y(c)) / 2z)², c the whole number nearest
    ///   (n + 1)/2 - √n (the even one of two), z the normal quantile at 1 - P(Binomial(n, ½) <= c - 1).
    /// * Undefined for fewer than six numbers: no interval, no error.
    /// * Source: Thompson, Annals of Mathematical Statistics 7, 1936; Price and Bonett, Journal of Statistical
    ///   Computation and Simulation 72(2), 2002.
    #[must_use]
    pub fn of(value: f64, n: f64, ranked: impl Fn(f64) -> Option<f64>) -> Self {
        let ends = |rank: f64| Some(Interval { low: ranked(rank)?, high: ranked(n + 1.0 - rank)? });
        // Floats may put an end a last digit beyond.
        let hold = |own: Interval| Interval { low: own.low.min(value), high: own.high.max(value) };
        let interval = lowest_rank(n).and_then(ends).map(hold);
        let error = interval.and_then(|_| {
            let rank = (f64::midpoint(n, 1.0) - n.sqrt()).round_ties_even().max(1.0);
            let z = -Normal::standard().inverse_cdf(tail(rank - 1.0, n));
            Some(ends(rank)?.half_width() / z)
        });
        let is_tied = is_tied(n, ranked);
        Self { value, interval, error, is_tied }
    }
}

/// Are there many of the same number within the interval?
fn is_tied(n: f64, ranked: impl Fn(f64) -> Option<f64>) -> bool {
    let first = lowest_rank(n).unwrap_or(1.0);
    let width = (n + 1.0 - 2.0 * first).max(0.0);
    let is_same = |nth: &u32| {
        let rank = (first + width * f64::from(*nth) / f64::from(PLACES)).floor();
        rank < n && ranked(rank).zip(ranked(rank + 1.0)).is_some_and(|(one, next)| one >= next)
    };
    (0..PLACES).filter(is_same).count() > MOST_SAME
}

/// The rank of the number that an interval begins with; `None` where even the least is not low enough.
fn lowest_rank(n: f64) -> Option<f64> {
    let is_low = |rank: f64| tail(rank - 1.0, n) <= TAIL;
    if n.is_nan() || !is_low(1.0) {
        return None;
    }
    let mut rank = (f64::midpoint(n, 1.0) - n.sqrt()).floor().max(1.0);
    while rank > 1.0 && !is_low(rank) {
        rank -= 1.0;
    }
    while is_low(rank + 1.0) {
        rank += 1.0;
    }
    Some(rank)
}

/// P(Binomial(n, ½) <= k). Between whole n it is the incomplete beta function.
fn tail(k: f64, n: f64) -> f64 {
    if n >= SERIES_FROM {
        return tail_series(k, n);
    }
    if n <= k { 1.0 } else { checked_beta_reg(n - k, k + 1.0, 0.5).unwrap_or(1.0) }
}

/// The same by the Edgeworth series, with Sheppard's corrections for whole numbers (Kolassa and `McCullagh`, Annals of
/// Statistics 18, 1990).
fn tail_series(k: f64, n: f64) -> f64 {
    let variance = n / 4.0 - 1.0 / 12.0;
    let fourth = (1.0 / 120.0 - n / 8.0) / variance.powi(2);
    let sixth = (n / 4.0 - 1.0 / 252.0) / variance.powi(3);
    let x = (k + 0.5 - n / 2.0) / variance.sqrt();
    let x2 = x * x;
    let third = x * (x2 - 3.0);
    let fifth = x * ((x2 - 10.0) * x2 + 15.0);
    let seventh = x * (((x2 - 21.0) * x2 + 105.0) * x2 - 105.0);
    let normal = Normal::standard();
    let terms = fourth / 24.0 * third + sixth / 720.0 * fifth + fourth * fourth / 1152.0 * seventh;
    normal.cdf(x) - normal.pdf(x) * terms
}

#[cfg(test)]
mod tests;
