//! The list of maps.

use super::figure::{Figure, Tone};
use crate::text::Plain;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapList {
    pub folder: Plain,
    pub rows: Vec<MapRow>,
    pub selected: usize,
}

/// One map in the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapRow {
    /// Title, or the file's name without one.
    pub title: Plain,
    pub is_right_to_left: bool,
    /// The first persona's name.
    pub persona: Plain,
    /// The objective's metric: label, figure now.
    pub objective: Option<(Plain, Figure)>,
    /// The goal in words: `goal 45 by May 2019`.
    pub goal: Plain,
    /// How much of the way from baseline to target is done, 0..=1, for a bar; `None` if it cannot be told.
    pub progress: Option<f64>,
    /// The objective in words.
    pub purpose: Plain,
    /// The worst touchpoint and its figure.
    pub worst: Option<(Plain, Figure)>,
    /// `reviewed 2018-06-01`.
    pub reviewed: Plain,
    pub is_overdue: bool,
    /// What is wrong with the file, in short; `reading …` while it loads.
    pub remark: Option<(Plain, Tone)>,
}
