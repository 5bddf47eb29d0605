//! What a single answer is worth in a score. Must not know how many there are.
//! Invariant: a score is the mean of what its answers are worth, in its unit, but for where a mean of numbers begins.

use crate::metric::score::{DETRACTOR, PROMOTER};
use crate::metric::{Kind, Measure};

/// What answers out of few are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// 1 where it is a hit: so far above the lowest answer, or higher.
    Hit(i32),
    /// 1 from so far above the lowest on, −1 up to so far above it.
    Side(i32, i32),
    /// As far as it lies above the lowest.
    Number,
}

impl Worth {
    /// That of the answers of a measure; `None` where it is not the mean of single answers out of few.
    #[must_use]
    pub fn of(measure: &Measure) -> Option<Self> {
        let low = measure.scale.0;
        match measure.kind {
            Kind::Nps => Some(Self::Side(PROMOTER.saturating_sub(low), DETRACTOR.saturating_sub(low))),
            Kind::Csat => Some(Self::Hit(measure.top.saturating_sub(low))),
            Kind::Rate => Some(Self::Hit(1)),
            Kind::Ces => Some(Self::Number),
            Kind::Sentiment | Kind::Amount | Kind::Duration | Kind::Count => None,
        }
    }

    /// That of an answer so far above the lowest.
    #[must_use]
    pub fn of_answer(self, above: u16) -> i32 {
        let above = i32::from(above);
        match self {
            Self::Hit(top) => i32::from(above >= top),
            Self::Side(top, bottom) => i32::from(above >= top) - i32::from(above <= bottom),
            Self::Number => above,
        }
    }

    /// How much of the score's unit one is.
    #[must_use]
    pub const fn unit(self) -> f64 {
        match self {
            Self::Hit(_) | Self::Side(..) => 100.0,
            Self::Number => 1.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::vectors::{CES, CSAT, DURATION, NPS, RATE, near};
    use crate::metric::{Tally, fixed::extent};

    #[test]
    fn a_score_is_the_mean_of_what_answers_are_worth() {
        for (measure, most) in [(NPS, 10), (CSAT, 4), (CES, 6), (RATE, 1)] {
            let worth = Worth::of(&measure).expect("few answers");
            let mut tally = Tally::new(&measure);
            let mut all = Vec::new();
            for above in (0..=most).chain([most, most, 1]) {
                assert!(tally.add(f64::from(measure.scale.0 + i32::from(above))));
                all.push(f64::from(worth.of_answer(above)));
            }
            let begin = if worth == Worth::Number { f64::from(measure.scale.0) } else { 0.0 };
            let mean = all.iter().sum::<f64>() / extent(all.len());
            near(tally.reading(&measure).expect("answers").value, begin + worth.unit() * mean);
        }
        assert_eq!(Worth::of(&DURATION), None);
    }
}
