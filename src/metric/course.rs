//! In four words, where a row of periods went: does it rise or fall, did it move at all, is nothing seen?
//! Invariant: rising and falling are said only beyond chance among all rows that are looked at together.

use super::family::{self, Adjusted, FALSE_DISCOVERIES};
use super::homogeneity::homogeneity;
use super::signal::{ControlChart, chart, chart_of_sums};
use super::trend::{FEWEST_POINTS, of_points};
use super::{Direction, Homogeneity, Reading, Trend};

/// What can be said of a row of points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Course {
    /// Up, beyond chance.
    Rising,
    /// Down, beyond chance.
    Falling,
    /// The periods differ beyond chance, and go neither way.
    Moved,
    /// All of it may be chance.
    NoSign,
    /// Fewer than six points.
    TooFewPoints,
}

impl Course {
    /// Is it good news for a metric of this direction? `None` where it goes no way for sure.
    #[must_use]
    pub fn is_good(self, direction: Direction) -> Option<bool> {
        match self {
            Self::Moved | Self::NoSign | Self::TooFewPoints => None,
            Self::Rising => Some(direction == Direction::HigherIsBetter),
            Self::Falling => Some(direction == Direction::LowerIsBetter),
        }
    }

    /// In words: `rises`, `falls`, `moves, no direction`, `no sign of change`, `too few points`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Rising => "rises",
            Self::Falling => "falls",
            Self::Moved => "moves, no direction",
            Self::NoSign => "no sign of change",
            Self::TooFewPoints => "too few points",
        }
    }
}

/// Where one number went over many periods.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// In words, among all that are looked at together.
    pub course: Course,
    /// How many periods it rests on.
    pub n_points: usize,
    /// Which way, and how steep; `None` with too few points.
    pub trend: Option<Trend>,
    /// How that stands among the others.
    pub standing: Adjusted,
    /// Whether the periods are one; `None` where that cannot be asked.
    pub homogeneity: Option<Homogeneity>,
    /// How that stands among the others.
    pub apart: Adjusted,
    /// What stands out; `None` with too few points for limits.
    pub chart: Option<ControlChart>,
}

impl Passage {
    /// Where a number went, as if nothing else were looked at ([`discover`] takes the others into account).
    ///
    /// * `points`: the periods that count, oldest first: the place of each in the row of all periods, and its reading.
    /// * `is_estimate`: do they rest on answers? Else they are plain counts and sums.
    #[must_use]
    pub fn of(points: &[(usize, Reading)], is_estimate: bool) -> Self {
        let values: Vec<(usize, f64)> = points.iter().map(|(place, own)| (*place, own.headline().value)).collect();
        let readings: Vec<Reading> = points.iter().map(|(_, own)| *own).collect();
        let trend = of_points(&values);
        let is_enough = points.len() >= FEWEST_POINTS;
        let homogeneity = is_enough.then(|| homogeneity(&readings)).flatten();
        let chart = if is_estimate {
            chart(&readings)
        } else {
            chart_of_sums(&values.iter().map(|(_, value)| *value).collect::<Vec<_>>())
        };
        let mut passage = Self {
            course: Course::TooFewPoints,
            n_points: points.len(),
            standing: Adjusted::alone(trend.map_or(1.0, |own| own.chance())),
            apart: Adjusted::alone(homogeneity.map_or(1.0, |own| own.p)),
            trend,
            homogeneity,
            chart,
        };
        passage.judge();
        passage
    }

    fn judge(&mut self) {
        let is_sure = |standing: Adjusted| standing.p_adjusted <= FALSE_DISCOVERIES;
        let is_apart = self.homogeneity.is_some_and(|own| own.is_sound) && is_sure(self.apart);
        self.course = match self.trend {
            None => Course::TooFewPoints,
            Some(trend) if is_sure(self.standing) && trend.score > 0 => Course::Rising,
            Some(trend) if is_sure(self.standing) && trend.score < 0 => Course::Falling,
            Some(_) if is_apart => Course::Moved,
            Some(_) => Course::NoSign,
        };
    }
}

/// Takes the number of rows that are looked at together into account: trends are one family, homogeneities another.
///
/// * Input: where each went by itself.
/// * Output: the same with their adjusted p, and the words that survive.
pub fn discover(passages: &mut [&mut Passage]) {
    let trends: Vec<f64> = passages.iter().filter_map(|own| own.trend).map(|own| own.chance()).collect();
    let apart: Vec<f64> = passages.iter().filter_map(|own| own.homogeneity).map(|own| own.p).collect();
    let (mut trends, mut apart) = (family::adjusted(&trends).into_iter(), family::adjusted(&apart).into_iter());
    for own in passages {
        own.standing = own.trend.and_then(|_| trends.next()).unwrap_or(own.standing);
        own.apart = own.homogeneity.and_then(|_| apart.next()).unwrap_or(own.apart);
        own.judge();
    }
}

#[cfg(test)]
mod tests;
