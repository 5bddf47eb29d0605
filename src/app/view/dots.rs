//! Dots over time, with a day that parts them, a value that was meant, and what is told of both.
//! Places along time go from 0 to 1; how many columns that is, is up to whoever paints.

use super::figure::Tone;
use crate::text::Plain;

/// A value over time around a day on which something was done.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DotChart {
    /// Oldest first.
    pub points: Vec<DotPoint>,
    /// The lowest and the highest that is drawn.
    pub ends: (f64, f64),
    /// Where the day stands, and what it is: `29 Sep 2025`.
    pub day: Option<(f64, Plain)>,
    /// The value that was meant from that day on, and what it is: `30`.
    pub meant: Option<(f64, Plain)>,
    /// What is told under the dots.
    pub spans: Vec<DotSpan>,
    /// What is told of it all; beside the dots where there are few rows.
    pub facts: Vec<DotFact>,
}

/// A period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DotPoint {
    /// Where it stands along time.
    pub at: f64,
    /// In the unit of the metric.
    pub value: f64,
    /// Does it rest on too few answers?
    pub is_weak: bool,
}

/// A part of the time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DotSpan {
    /// Where it begins and ends along time.
    pub from: f64,
    pub to: f64,
    /// One a row, each in full and in fewer words.
    pub lines: Vec<Vec<Plain>>,
}

/// Something that is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DotFact {
    /// `does it last?`
    pub label: Plain,
    /// In full, and in fewer and fewer words.
    pub forms: Vec<Plain>,
    pub tone: Tone,
    /// Is it told even where there are only a few rows?
    pub is_main: bool,
}
