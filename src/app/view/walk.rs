//! What a walk along a journey shows besides texts and figures: how far it has come, what is felt, how a score went.

use super::drawing::Feeling;
use super::figure::Strip;
use crate::journey::Address;
use crate::text::Plain;

/// The touchpoints of a walk in a row: those behind, the one it is at, those ahead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepRow {
    /// Its parts, in order.
    pub parts: Vec<StepPart>,
    /// The touchpoint it is at, counted over all parts; past the last at the end.
    pub here: usize,
    /// `touchpoint 7 of 21`.
    pub words: Plain,
    /// What is walked: `the whole journey`, a scenario.
    pub whole: Plain,
}

/// Touchpoints of a walk that belong to one stage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepPart {
    /// `before`, where that begins; else empty.
    pub when: Plain,
    pub n_steps: usize,
}

/// An emotion on its scale from -2 to 2.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeelingRow {
    pub label: Plain,
    /// `None`: nobody has said.
    pub feeling: Option<Feeling>,
    /// What is to be known of it.
    pub words: Plain,
    /// The field of the map that it shows.
    pub at: Option<Address>,
    pub is_marked: bool,
}

/// How a score went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CourseRow {
    pub strip: Strip,
    /// Over which time, and how far it reaches.
    pub span: Plain,
}
