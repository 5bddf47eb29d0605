//! Where readings that may be told went over many periods, and what one of them can show.
//! Invariant: only what is disclosed is gone by.

use super::Disclosed;
use crate::metric::power::{self, Waves};
use crate::metric::{Attainment, Direction, Passage, objective};

impl Disclosed {
    /// Where a row of readings went ([`Passage::of`]).
    ///
    /// * `points`: the periods that count, oldest first: the place of each in the row of all periods, and its reading.
    /// * `is_estimate`: do they rest on answers? Else they are plain counts and sums.
    #[must_use]
    pub fn passage(points: &[(usize, Self)], is_estimate: bool) -> Passage {
        let readings: Vec<_> = points.iter().map(|(place, own)| (*place, own.reading)).collect();
        Passage::of(&readings, is_estimate)
    }

    /// The smallest change that two waves of this size show ([`power::smallest_change`]).
    #[must_use]
    pub fn smallest_change(&self) -> Option<f64> {
        power::smallest_change(&self.reading)
    }

    /// How many effective answers tell a difference ([`power::needed`]).
    #[must_use]
    pub fn needed(&self, difference: f64, waves: Waves) -> Option<f64> {
        power::needed(&self.reading, difference, waves)
    }

    /// How it stands to a target; `None` where it has no interval.
    #[must_use]
    pub fn attainment(&self, target: f64, direction: Direction) -> Option<Attainment> {
        Some(objective::attainment(self.interval()?, target, direction))
    }
}
