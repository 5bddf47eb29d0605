//! How a place stands among others: by how much it goes with the outcome, and by how well it does.
//! Invariant: a place is sure of its quadrant only if both its intervals lie off the medians.

use crate::metric::{Direction, Interval};

/// Where a place stands, by the medians of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Quadrant {
    /// It matters and does badly.
    Focus,
    /// It matters and does well.
    KeepUp,
    /// It matters little and does badly.
    Monitor,
    /// It matters little and does well.
    Maintain,
}

/// A value and its interval, where it has one.
pub type Positioned = (f64, Option<Interval>);

/// The middle of what several places have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DriverMedians {
    /// Of how much they go with the outcome.
    pub importance: f64,
    /// Of how well they do, in the unit of their metric.
    pub performance: f64,
}

impl DriverMedians {
    /// The medians of several places.
    ///
    /// * Input: r with the outcome, and the value of the metric, of each place that has both.
    /// * Output: the median of either; of an even number the mean of the two in the middle.
    /// * Formula: that of sorted values.
    /// * Undefined without places: `None`.
    /// * Source: Martilla and James, Journal of Marketing 41(1), 1977, who part by medians.
    #[must_use]
    pub fn of(places: &[(f64, f64)]) -> Option<Self> {
        let importance = median(places.iter().map(|(importance, _)| *importance))?;
        let performance = median(places.iter().map(|(_, performance)| *performance))?;
        Some(Self { importance, performance })
    }

    /// Where a place stands, and whether that is sure.
    ///
    /// * Input: r and value of the place, with their 95 % intervals; which way the metric is better.
    /// * Output: the quadrant by the two values, a value at a median counts as above it; sure only if neither interval holds
    ///   its median.
    /// * Formula: importance at least the median or not, performance at least as good as the median or not.
    /// * Undefined never; without an interval it is not sure.
    /// * Source: Martilla and James, Journal of Marketing 41(1), 1977; that it must be sure is ours.
    #[must_use]
    pub fn place(&self, importance: Positioned, performance: Positioned, direction: Direction) -> (Quadrant, bool) {
        let is_clear = |(_, interval): Positioned, median: f64| interval.is_some_and(|own| !own.contains(median));
        let is_sure = is_clear(importance, self.importance) && is_clear(performance, self.performance);
        let does_well = direction.order(performance.0, self.performance).is_ge();
        let quadrant = match (importance.0 >= self.importance, does_well) {
            (true, false) => Quadrant::Focus,
            (true, true) => Quadrant::KeepUp,
            (false, false) => Quadrant::Monitor,
            (false, true) => Quadrant::Maintain,
        };
        (quadrant, is_sure)
    }
}

impl Quadrant {
    /// Its name, as tools have it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Focus => "focus",
            Self::KeepUp => "keep up",
            Self::Monitor => "monitor",
            Self::Maintain => "maintain",
        }
    }
}

/// The middle of some numbers.
fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let (low, high) = (sorted.get(sorted.len().checked_sub(1)? / 2)?, sorted.get(sorted.len() / 2)?);
    Some(f64::midpoint(*low, *high))
}
