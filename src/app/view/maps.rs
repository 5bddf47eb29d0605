//! The list of maps.

use super::figure::{Figure, Tone};
use crate::text::Plain;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapList {
    pub folder: Plain,
    /// In which order they are: `worst first`.
    pub order: Plain,
    /// How the maps that are read stand together; each piece in full and in short, and the last may be left out.
    pub together: Vec<(Plain, Plain)>,
    pub rows: Vec<MapRow>,
    pub selected: usize,
    /// What is said where there is no map.
    pub blank: Vec<Plain>,
}

/// One map in the list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapRow {
    /// Title, or the file's name without one.
    pub title: Plain,
    /// Its file or folder, where another map has the same title; else blank.
    pub label: Plain,
    pub is_right_to_left: bool,
    /// The first persona's name.
    pub persona: Plain,
    /// The objective's metric: label, figure now.
    pub objective: Option<(Plain, Figure)>,
    /// The goal in words: `goal 45 by May 2019`.
    pub goal: Plain,
    /// How far it is from its goal: `, 9.9 to go`; may be blank.
    pub missing: Plain,
    /// The objective in words.
    pub purpose: Plain,
    /// The worst touchpoint and its figure.
    pub worst: Option<(Plain, Figure)>,
    /// `reviewed 2018-06-01`.
    pub reviewed: Plain,
    pub is_overdue: bool,
    /// What is wrong with the file, in short; `reading …` while it loads.
    pub remark: Option<(Plain, Tone)>,
    pub rank: MapRank,
    pub tally: MapTally,
}

/// What a map is put in order by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapRank {
    /// The metric of the worst touchpoint, and its value there, turned so that less is worse.
    pub worst: Option<(String, f64)>,
    /// How many days are left until somebody is to go through the map again; less than none if that is overdue.
    pub days_left: Option<i64>,
    /// How its goal stands, if that can be said at all.
    pub goal: Option<GoalMark>,
}

/// How much of a map is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapTally {
    pub touchpoints: usize,
    /// Of those, how many show a number.
    pub measured: usize,
    /// And how many more show only numbers that came with a template.
    pub made_up: usize,
    /// Pain points, opportunities and risks.
    pub claims: usize,
    /// Of those, how many name evidence.
    pub evidenced: usize,
}

/// How a goal stands, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoalMark {
    Missed,
    NotReached,
    CannotTell,
    Reached,
}

impl GoalMark {
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::NotReached => "not reached",
            Self::CannotTell => "cannot tell",
            Self::Reached => "reached",
        }
    }

    /// How it is colored; its sign and its words say the same.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Self::Missed => Tone::Bad,
            Self::Reached => Tone::Good,
            Self::NotReached | Self::CannotTell => Tone::Dim,
        }
    }
}
