//! Does it go anywhere over many periods?
//! Invariant: under six points nothing is said.

use super::fixed::{extent, real, sign, whole_of};
use super::interval::{Z, normal_p};
use super::{Interval, Reading};

/// The fewest points a trend is looked for in.
pub const FEWEST_POINTS: usize = 6;

/// Up to so many points without ties the chance of their order is counted out.
pub const MOST_COUNTED_OUT: usize = 10;

/// From how strong a correlation of each point with the next on it is said that they depend on each other.
pub const DEPENDENT: f64 = 0.3;

/// The measured points of a row: the place of each, and its value.
pub(super) type Points = [(usize, f64)];

/// A way over periods: whether later values lie above earlier ones, and how steep it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// How many periods were measured.
    pub n_points: usize,
    /// S: how many pairs rise, less those that fall.
    pub score: i64,
    /// S in standard errors, one nearer to 0.
    pub z: f64,
    /// Two-sided p value of z.
    pub p: f64,
    /// The exact two-sided p value, of at most ten points without ties.
    pub p_exact: Option<f64>,
    /// The usual change from one period to the next.
    pub slope: f64,
    /// 95 % interval of the slope.
    pub interval: Interval,
    /// How strongly each point goes with the next; `None` where all are equal.
    pub lag: Option<f64>,
}

impl Trend {
    /// The p value that the verdict goes by: the exact one where there is one.
    #[must_use]
    pub fn chance(&self) -> f64 {
        self.p_exact.unwrap_or(self.p)
    }

    /// Does each point go with the one before it, so that the chance is larger than it is said to be?
    #[must_use]
    pub fn is_dependent(&self) -> bool {
        self.lag.is_some_and(|lag| lag > DEPENDENT)
    }
}

/// Does a value rise or fall over periods, whatever the shape of the way?
///
/// * Input: one value a period, oldest first, `None` for a period that was not measured.
/// * Output: S, its chance, and the slope in the value's unit a period, with a 95 % interval.
/// * Formula: Mann-Kendall: S = Σ sign(xj - xi), Var = [n(n-1)(2n+5) - Σ t(t-1)(2t+5)] / 18 over ties of t,
///   Z = (S ∓ 1) / √Var; up to ten points without ties p is the share of all orders with as large an S. Slope: the median
///   of the N slopes (xj - xi) / (j - i), gaps counted in j - i; interval: those of rank (N ∓ z √Var) / 2.
/// * Undefined under six points: `None`.
/// * Source: Mann, Econometrica 13, 1945; Kendall, Rank Correlation Methods, 1975; Sen, JASA 63, 1968.
#[must_use]
pub fn trend(points: &[Option<f64>]) -> Option<Trend> {
    let finite = |(place, value): (usize, &Option<f64>)| Some((place, value.filter(|value| value.is_finite())?));
    let measured: Vec<(usize, f64)> = points.iter().enumerate().filter_map(finite).collect();
    of_points(&measured)
}

/// As [`trend`], over the values that stand for readings.
#[must_use]
pub fn of_readings<'a>(readings: impl IntoIterator<Item = Option<&'a Reading>>) -> Option<Trend> {
    let value = |reading: Option<&Reading>| reading.map(|reading| reading.headline().value);
    let values: Vec<Option<f64>> = readings.into_iter().map(value).collect();
    trend(&values)
}

/// As [`trend`], of points in order of their places.
pub(super) fn of_points(measured: &Points) -> Option<Trend> {
    let n_points = measured.len();
    if n_points < FEWEST_POINTS {
        return None;
    }
    let mut score = 0_i64;
    let mut slopes = Vec::with_capacity(n_points * (n_points - 1) / 2);
    for (idx, (place, value)) in measured.iter().enumerate() {
        for (later_place, later) in measured.iter().skip(idx + 1) {
            score += i64::from(later > value) - i64::from(later < value);
            slopes.push((later - value) / extent(later_place - place));
        }
    }
    let (variance, is_tied) = variance_of_score(measured.iter().map(|(_, value)| *value).collect());
    // All equal: no variance, and nothing to see.
    let toward_zero = sign(score) * real((score - score.signum()).unsigned_abs());
    let z = if variance > 0.0 { toward_zero / variance.sqrt() } else { 0.0 };
    let is_counted_out = !is_tied && n_points <= MOST_COUNTED_OUT;
    let p_exact = is_counted_out.then(|| exact_p(n_points, score));
    let (slope, interval) = middle_of(slopes, variance.sqrt())?;
    Some(Trend { n_points, score, z, p: normal_p(z), p_exact, slope, interval, lag: lag(measured) })
}

/// How strongly each value goes with the next.
///
/// * Input: the values in order of time.
/// * Output: a correlation in -1..=1.
/// * Formula: Σ (xt - m)(xt+1 - m) / Σ (xt - m)².
/// * Undefined where all are equal: `None`.
/// * Source: Box and Jenkins, Time Series Analysis, 1970.
fn lag(measured: &Points) -> Option<f64> {
    let mean = measured.iter().map(|(_, value)| value).sum::<f64>() / extent(measured.len());
    let spread: f64 = measured.iter().map(|(_, value)| (value - mean).powi(2)).sum();
    let pairs = measured.iter().zip(measured.iter().skip(1));
    let joint: f64 = pairs.map(|((_, value), (_, next))| (value - mean) * (next - mean)).sum();
    let lag = joint / spread;
    (spread > 0.0 && lag.is_finite()).then_some(lag)
}

/// The share of all orders of so many values whose S is as far from 0.
fn exact_p(n: usize, score: i64) -> f64 {
    // How many orders have 0, 1, 2, ... pairs that fall.
    let mut orders: Vec<u64> = vec![1];
    for n_before in 1..n {
        let mut next = vec![0_u64; orders.len() + n_before];
        for (n_falls, count) in orders.iter().enumerate() {
            next.iter_mut().skip(n_falls).take(n_before + 1).for_each(|own| *own += count);
        }
        orders = next;
    }
    let n_pairs = n * (n - 1) / 2;
    let is_as_far = |n_falls: usize| n_pairs.abs_diff(2 * n_falls) as u64 >= score.unsigned_abs();
    let (all, as_far) = orders.iter().enumerate().fold((0_u64, 0_u64), |(all, as_far), (n_falls, count)| {
        (all + count, as_far + if is_as_far(n_falls) { *count } else { 0 })
    });
    real(as_far) / real(all)
}

/// The variance of S, and whether any values are the same.
fn variance_of_score(mut values: Vec<f64>) -> (f64, bool) {
    let term = |n: usize| extent(n) * extent(n.saturating_sub(1)) * extent(2 * n + 5);
    values.sort_unstable_by(f64::total_cmp);
    #[expect(clippy::float_cmp, reason = "a tie is the same value")]
    let ties: f64 = values.chunk_by(|left, right| left == right).map(|tied| term(tied.len())).sum();
    ((term(values.len()) - ties) / 18.0, ties > 0.0)
}

/// The median of slopes, and those that lie so many ranks from it that 95 % lie between.
fn middle_of(mut slopes: Vec<f64>, error_of_score: f64) -> Option<(f64, Interval)> {
    let n = slopes.len();
    let last = n.checked_sub(1)?;
    let up = whole_of(f64::midpoint(extent(n), Z * error_of_score).round_ties_even()).min(last);
    let low = whole_of(f64::midpoint(extent(n), -Z * error_of_score).round_ties_even()).saturating_sub(1);
    // Each is looked for among those on its side of the one before.
    let middle = n / 2;
    let (below, own, above) = slopes.select_nth_unstable_by(middle, f64::total_cmp);
    let own = *own;
    let high = match up.checked_sub(middle + 1) {
        None => own,
        Some(rank) if rank < above.len() => *above.select_nth_unstable_by(rank, f64::total_cmp).1,
        Some(_) => return None,
    };
    let before = below.iter().copied().max_by(f64::total_cmp);
    let slope = if n.is_multiple_of(2) { f64::midpoint(before?, own) } else { own };
    let low = if low < below.len() { *below.select_nth_unstable_by(low, f64::total_cmp).1 } else { own };
    Some((slope, Interval { low, high }))
}

#[cfg(test)]
mod tests;
