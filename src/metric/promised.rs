//! What came of a promise, by a reading.
//! Invariant: what the interval does not tell is `cannot tell`, however near the value is.

use super::{Direction, Disclosed, Interval};

/// What came of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseVerdict {
    /// The whole interval lies on the good side of what was promised.
    Reached,
    /// The whole interval lies on the other side.
    Missed,
    /// What was promised lies within it, or there are too few answers.
    CannotTell,
    /// Its day has not come.
    Due,
    /// Its day has passed, and nothing was shipped.
    Late,
}

impl PromiseVerdict {
    /// What came of a promise, by a reading.
    ///
    /// * Input: which way is better, the value promised, and the reading.
    /// * Output: reached where the whole interval is at least as good as the value, missed where all of it is worse.
    /// * Formula: low >= value where higher is better, high <= value where lower is.
    /// * Undefined never: without an interval, or on few answers, one cannot tell.
    /// * Source: our definition.
    #[must_use]
    pub fn of(direction: Direction, promised: f64, reading: &Disclosed) -> Self {
        let Some(Interval { low, high }) = reading.interval().filter(|_| !reading.is_few()) else {
            return Self::CannotTell;
        };
        let (is_good, is_short) = match direction {
            Direction::HigherIsBetter => (low >= promised, high < promised),
            Direction::LowerIsBetter => (high <= promised, low > promised),
        };
        match (is_good, is_short) {
            (true, _) => Self::Reached,
            (_, true) => Self::Missed,
            _ => Self::CannotTell,
        }
    }

    /// In words.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::Missed => "missed",
            Self::CannotTell => "cannot tell",
            Self::Due => "due",
            Self::Late => "late",
        }
    }
}
