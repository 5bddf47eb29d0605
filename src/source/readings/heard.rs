//! What reading comments came to, besides the comments themselves.
//! Invariant: where the source was not read to its end, it says why.

use super::beside::BesideValues;
use super::failure::Failure;
use crate::metric::Period;

/// What is known once the last row has been read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::source) struct Heard {
    /// The period of each date, by its number.
    pub(in crate::source) periods: Vec<Period>,
    /// The columns that tell people apart, with their values.
    pub(in crate::source) segments: Vec<BesideValues>,
    /// Names of the metrics that the same rows answer here.
    pub(in crate::source) answers: Vec<String>,
    /// How many rows of the segment answer anything, by [`places`]; not counted for everyone.
    pub(in crate::source) n_answers: Vec<u64>,
    /// Why the source was not read to its end.
    pub(in crate::source) failed: Option<String>,
    pub(in crate::source) is_cancelled: bool,
}

impl Failure {
    /// What is known where the source could not be opened.
    pub(super) fn heard(self) -> Heard {
        let failed = (!self.is_cancelled).then_some(self.message);
        Heard { failed, is_cancelled: self.is_cancelled, ..Heard::default() }
    }
}
