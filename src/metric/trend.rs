//! Does it go anywhere over many periods?
//! Invariant: under six points nothing is said.

use super::fixed::extent;
use super::interval::normal_p;
use super::{Direction, Reading};

/// The fewest points a trend is looked for in.
pub const FEWEST_POINTS: usize = 6;

/// What can be said of a row of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Course {
    /// Up, beyond chance.
    Rising,
    /// Down, beyond chance.
    Falling,
    /// It may be chance.
    CannotTell,
    /// Fewer than six points.
    TooFewPoints,
}

impl Course {
    /// Is it good news for a metric of this direction? `None` where one cannot tell.
    #[must_use]
    pub fn is_good(self, direction: Direction) -> Option<bool> {
        match self {
            Self::CannotTell | Self::TooFewPoints => None,
            Self::Rising => Some(direction == Direction::HigherIsBetter),
            Self::Falling => Some(direction == Direction::LowerIsBetter),
        }
    }
}

/// A trend over periods.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trend {
    /// In a word.
    pub course: Course,
    /// How many periods were measured.
    pub n_points: usize,
    /// The usual change from one period to the next; `None` with too few points.
    pub slope: Option<f64>,
    /// Two-sided p value; `None` with too few points.
    pub p: Option<f64>,
}

/// Does a value rise or fall over periods, whatever the shape of the way?
///
/// * Input: one value a period, oldest first, `None` for a period that was not measured.
/// * Output: the course at p < 0.05, and the slope in the value's unit a period.
/// * Formula: Mann-Kendall: S = Σ sign(xj - xi), Var = [n(n-1)(2n+5) - Σ t(t-1)(2t+5)] / 18 over ties of t,
///   Z = (S ∓ 1) / √Var. Slope: the median of (xj - xi) / (j - i), gaps counted in j - i.
/// * Undefined under six points: `TooFewPoints`.
/// * Source: Mann, Econometrica 13, 1945; Kendall, Rank Correlation Methods, 1975; Sen, JASA 63, 1968.
#[must_use]
pub fn trend(points: &[Option<f64>]) -> Trend {
    let measured: Vec<(usize, f64)> = points
        .iter()
        .enumerate()
        .filter_map(|(place, value)| Some((place, value.filter(|value| value.is_finite())?)))
        .collect();
    let n_points = measured.len();
    if n_points < FEWEST_POINTS {
        return Trend { course: Course::TooFewPoints, n_points, slope: None, p: None };
    }
    let mut score = 0_i64;
    let mut slopes = Vec::with_capacity(n_points * (n_points - 1) / 2);
    for (idx, (place, value)) in measured.iter().enumerate() {
        for (later_place, later) in measured.iter().skip(idx + 1) {
            score += i64::from(later > value) - i64::from(later < value);
            slopes.push((later - value) / extent(later_place - place));
        }
    }
    let variance = variance_of_score(measured.iter().map(|(_, value)| *value).collect());
    // All equal: no variance, and nothing to see.
    let toward_zero = (score - score.signum()).unsigned_abs();
    let z = if variance > 0.0 { super::fixed::real(toward_zero) / variance.sqrt() } else { 0.0 };
    let p = normal_p(z);
    let course = match score.signum() {
        1 if p < 0.05 => Course::Rising,
        -1 if p < 0.05 => Course::Falling,
        _ => Course::CannotTell,
    };
    Trend { course, n_points, slope: median(slopes), p: Some(p) }
}

/// As [`trend`], over the values of readings.
#[must_use]
pub fn of_readings<'a>(readings: impl IntoIterator<Item = Option<&'a Reading>>) -> Trend {
    let values: Vec<Option<f64>> = readings.into_iter().map(|reading| reading.map(|reading| reading.value)).collect();
    trend(&values)
}

fn variance_of_score(mut values: Vec<f64>) -> f64 {
    let term = |n: usize| extent(n) * extent(n.saturating_sub(1)) * extent(2 * n + 5);
    values.sort_by(f64::total_cmp);
    #[expect(clippy::float_cmp, reason = "a tie is the same value")]
    let ties: f64 = values.chunk_by(|left, right| left == right).map(|tied| term(tied.len())).sum();
    (term(values.len()) - ties) / 18.0
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    let half = values.len() / 2;
    if values.is_empty() {
        return None;
    }
    let is_even = values.len().is_multiple_of(2);
    let (below, middle, _) = values.select_nth_unstable_by(half, f64::total_cmp);
    let middle = *middle;
    if !is_even {
        return Some(middle);
    }
    let before = below.iter().copied().max_by(f64::total_cmp)?;
    Some(f64::midpoint(before, middle))
}

#[cfg(test)]
mod tests;
