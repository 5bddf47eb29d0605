//! In which order places are worth mending, and which places of that order cannot be told apart.
//! Invariant: the place that a value has lies within the range of its places.

use super::correlation::Correlation;
use crate::metric::interval::Z;
use crate::metric::{Direction, Interval, Measure};

/// A value between 0 and 1 and its standard error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strength {
    /// The value.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

/// By what places are put in order, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixOrder {
    /// The higher, the sooner.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
}

/// From which to which place of an order a value may stand, 1 the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceRange {
    /// Where it stands.
    pub place: usize,
    /// The first place that it may have.
    pub first: usize,
    /// The last.
    pub last: usize,
}

impl Strength {
    /// A share in percent, as a part of one.
    #[must_use]
    pub fn of_percent(value: f64, interval: Option<Interval>) -> Self {
        Self { value: value / 100.0, error: interval.map_or(0.0, |own| own.half_width() / Z / 100.0) }
    }

    /// How far a value lies from the best that its metric can have, as a part of the way from the best to the worst: of a
    /// share that is better high the share of those who are not satisfied. `None` where the metric has no ends.
    ///
    /// * `error`: of the value, where it is known.
    #[must_use]
    pub fn lacking((value, error): (f64, Option<f64>), measure: &Measure, direction: Direction) -> Option<Self> {
        let (low, high) = measure.bounds();
        let width = high - low;
        if !width.is_finite() || width <= 0.0 {
            return None;
        }
        let lacking = match direction {
            Direction::HigherIsBetter => high - value,
            Direction::LowerIsBetter => value - low,
        };
        Some(Self { value: (lacking / width).clamp(0.0, 1.0), error: error.unwrap_or(0.0) / width })
    }
}

impl FixOrder {
    /// How soon a place is worth mending among others.
    ///
    /// * Input: how its answers go with the outcome, how much it lacks (of a share: of those not satisfied), and how many
    ///   meet it (of all respondents).
    /// * Output: no unit; only the order of several is told. Not above 1; not above 0 where it may not go with the
    ///   outcome at all.
    /// * Formula: the low end of r's interval x lack x reach; the standard error by the delta method as if the three were
    ///   independent, √((s₁bc)² + (as₂c)² + (abs₃)²).
    /// * Undefined never.
    /// * Source: ours.
    #[must_use]
    pub fn of(goes_with: &Correlation, lack: Strength, reach: Strength) -> Self {
        let (low, error) = (goes_with.interval.low, goes_with.error_of_low());
        let parts = [error * lack.value * reach.value, low * lack.error * reach.value, low * lack.value * reach.error];
        Self { value: low * lack.value * reach.value, error: parts.iter().map(|own| own * own).sum::<f64>().sqrt() }
    }

    /// Is it beyond chance above another, were nothing else compared?
    fn is_surely_above(&self, other: &Self) -> bool {
        self.value - other.value > Z * self.error.hypot(other.error)
    }
}

/// The places of values among all, and those that they cannot be told from.
///
/// * Input: values with their standard errors.
/// * Output: one range each, in their order: 1 is the highest; equals stand in the order in which they were given.
/// * Formula: from 1 + how many are surely above it to how many are not surely below it; a difference is sure where it is
///   larger than 1.96 √(s₁² + s₂²). What the answers of one person have in common is left out, which makes ranges wider
///   than they are and not narrower.
/// * Undefined never.
/// * Source: ours; ranges of places by pairs are told so by Goldstein and Spiegelhalter, JRSS A 159(3), 1996.
#[must_use]
pub fn place_ranges(all: &[FixOrder]) -> Vec<PlaceRange> {
    let range = |(idx, own): (usize, &FixOrder)| {
        let count = |is_meant: &dyn Fn(usize, &FixOrder) -> bool| {
            all.iter().enumerate().filter(|(at, other)| *at != idx && is_meant(*at, other)).count()
        };
        let is_before = |at: usize, other: &FixOrder| match other.value.total_cmp(&own.value) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Equal => at < idx,
            std::cmp::Ordering::Less => false,
        };
        let above = count(&|_, other| other.is_surely_above(own));
        let below = count(&|_, other| own.is_surely_above(other));
        PlaceRange { place: 1 + count(&is_before), first: 1 + above, last: all.len() - below }
    };
    all.iter().enumerate().map(range).collect()
}
