//! What a single answer is worth in a score.
//! Invariant: a score is the mean of what its answers are worth, in its unit, but for where a mean of numbers begins.

use crate::metric::Measure;
use crate::metric::kinds::Formula;

/// What answers out of few are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worth {
    /// 1 where it is a hit: from so far above the lowest answer to so far above it.
    Hit(i32, i32),
    /// 1 from so far above the lowest on, −1 up to so far above it.
    Side(i32, i32),
    /// As far as it lies above the lowest.
    Number,
}

impl Worth {
    /// That of the answers of a measure; `None` where it is not the mean of single answers out of few.
    #[must_use]
    pub fn of(measure: &Measure) -> Option<Self> {
        let (lowest, _) = measure.few_answers()?;
        let above = |(one, other): (i32, i32)| (one.saturating_sub(lowest), other.saturating_sub(lowest));
        match measure.kind.row().formula {
            Formula::Share(hits) => {
                let (from, to) = above(hits(measure));
                Some(Self::Hit(from, to))
            }
            Formula::Net(sides) => {
                let (top, bottom) = above(sides(measure));
                Some(Self::Side(top, bottom))
            }
            Formula::Mean => Some(Self::Number),
            Formula::Sum => None,
        }
    }

    /// That of an answer so far above the lowest.
    #[must_use]
    pub fn of_answer(self, above: u16) -> i32 {
        let above = i32::from(above);
        match self {
            Self::Hit(from, to) => i32::from((from..=to).contains(&above)),
            Self::Side(top, bottom) => i32::from(above >= top) - i32::from(above <= bottom),
            Self::Number => above,
        }
    }

    /// How much of the score's unit one is.
    #[must_use]
    pub const fn unit(self) -> f64 {
        match self {
            Self::Hit(..) | Self::Side(..) => 100.0,
            Self::Number => 1.0,
        }
    }
}
