//! What drawings of a journey are made of: rows of cells, lines over the journey, a ring, rails.
//! Each is plain values: how they fit a screen, a page or a picture is up to whoever paints them.

use super::figure::{Figure, Tone};
use super::labels::Labels;
use crate::journey::Address;
use crate::text::Plain;

/// Something of a drawing that the cursor can be on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The place in the map that it shows; `None` if the cursor passes it by.
    pub at: Option<Address>,
    pub is_marked: bool,
}

/// A feeling, and on what it rests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Feeling {
    /// From -2 to 2.
    pub emotion: i8,
    /// Does nothing speak for it but its author? Then it is drawn hollow.
    pub is_assumed: bool,
}

/// A row of a drawing in columns: a lane of a plan, what a role is after at every stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// What it is: `thinks`, `Maya`.
    pub label: Plain,
    /// More of that, in the rows below it: `uses it`.
    pub under: Plain,
    /// One a column. All lanes of a page have as many.
    pub cells: Vec<Cell>,
    /// Are its cells the names of the columns?
    pub is_head: bool,
    /// Does a rule part it from the lane before it?
    pub is_parted: bool,
}

/// A cell of a lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub anchor: Anchor,
    /// What is felt there: `−−` to `++` in front.
    pub feeling: Option<Feeling>,
    /// What else stands in front: `4 !!`; empty where nothing does.
    pub lead: Plain,
    /// Its words, wrapped to the column.
    pub lines: Vec<CellLine>,
    /// How its lead is colored; without one, its words.
    pub tone: Tone,
    /// The number that stands under its words; it is told whole or not at all.
    pub figure: Option<Figure>,
    pub is_moment_of_truth: bool,
    /// Is it the worst of its lane?
    pub is_worst: bool,
    /// Dots at their heights, from -2 to 2, in the order of the touchpoints of the column; empty in most lanes.
    pub course: Vec<CoursePoint>,
    /// Is the column that of the stage where one is? Said of heads.
    pub is_here: bool,
}

/// What is felt at a touchpoint of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoursePoint {
    pub name: Plain,
    /// `None`: nobody has said.
    pub feeling: Option<Feeling>,
    pub is_moment_of_truth: bool,
}

/// Words of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellLine {
    pub words: Plain,
    /// Are they secondary: ours, not the author's?
    pub is_dim: bool,
    /// The number of what they name: it stands at the end of their row, or under them, whole or not at all.
    pub figure: Option<Figure>,
    /// What stands in place of that number: `n 15: few`; may be empty.
    pub lack: Plain,
}

/// Lines over a journey: in one column every touchpoint, in one panel what is measured in one unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// The stages, in order.
    pub stages: Vec<TimelineStage>,
    /// Where it happens: bands over touchpoints beside one another.
    pub zones: Vec<TimelineZone>,
    /// The touchpoints, in order.
    pub points: Vec<TimelinePoint>,
    /// One under the other, each with its own axis.
    pub panels: Vec<TimelinePanel>,
    /// Does any source say what customers feel by their words? Then a row says so of every touchpoint.
    pub has_sentiment: bool,
    /// The touchpoint that is told in words below: the one under the cursor, or the one that the cursor came from.
    pub here: Option<usize>,
    pub(crate) labels: Labels,
}

/// Whether what customers wrote is bad, neither or good on the whole, as far as its interval tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaning {
    #[default]
    Unmeasured,
    /// Too few answers to be relied on.
    Few,
    Bad,
    Neither,
    Good,
}

impl Timeline {
    /// The touchpoint that the cursor is on, or whose words it is on.
    #[must_use]
    pub fn here(&self) -> Option<usize> {
        self.points.iter().position(|point| point.anchor.is_marked).or(self.here)
    }
}

/// A stage over its touchpoints.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineStage {
    pub name: Plain,
    /// `before`, `during`, `after`; may be empty.
    pub when: Plain,
    /// How many touchpoints it has.
    pub n_points: usize,
}

/// A place over the touchpoints that are there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineZone {
    pub name: Plain,
    /// Its first touchpoint, and the one after its last.
    pub points: std::ops::Range<usize>,
}

/// A touchpoint of a timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelinePoint {
    pub anchor: Anchor,
    pub name: Plain,
    pub is_moment_of_truth: bool,
    /// What is felt there, as its authors see it.
    pub feeling: Option<Feeling>,
    /// What customers wrote, on the whole.
    pub sentiment: Leaning,
    /// The worst severity among its pain points that are not fixed, 0 where none is said; `None` without any.
    pub pain: Option<u8>,
    /// What the customer thinks there; may be empty.
    pub thinks: Plain,
}

/// What of a timeline is measured in one unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelinePanel {
    /// `emotion, as the authors see it`, `CSAT %, May 2018`.
    pub title: Plain,
    /// The ends of its axis; `None`: as its values take them.
    pub ends: Option<(f64, f64)>,
    /// The line that values stand over or under, and what it is: `0: neutral`, `the mean of the 21: 73 ±1.2`.
    pub baseline: Option<(f64, Plain)>,
    /// The interval of that value, if it was measured.
    pub baseline_ends: Option<(f64, f64)>,
    /// One, or several to compare: everyone, personas, the journey as it should be.
    pub series: Vec<TimelineSeries>,
    /// Is it emotion, from -2 to 2?
    pub is_emotion: bool,
    /// Is it what customers wrote, from -1 to 1?
    pub is_sentiment: bool,
}

/// One line of a panel: a value for every touchpoint, `None` where there is none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineSeries {
    /// Whose, or of which map: `Dana`, `as it should be`; empty where there is only one.
    pub name: Plain,
    pub values: Vec<Option<TimelineValue>>,
}

/// A value over a touchpoint.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TimelineValue {
    pub value: f64,
    /// The value as its metric shows it, with its n: `75`, `+1`.
    pub shown: Plain,
    /// `2,364`; empty where nothing was counted.
    pub n: Plain,
    pub interval: Option<(f64, f64)>,
    /// What it was before it moved.
    pub before: Option<f64>,
    /// Does nothing speak for it but its author? Then it is drawn hollow.
    pub is_assumed: bool,
    /// Does it rest on too few answers?
    pub is_few: bool,
    /// How it moved, and whether that is good: `fell 7.6`.
    pub moved: Option<(super::figure::Move, Tone, Plain)>,
    /// Is it told by name: one of the lowest, or one that moved?
    pub is_named: bool,
}

/// A ring of touchpoints around somebody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ring {
    /// Who is in the middle: the name, then what is known of them, and last whose numbers stand around.
    pub hub: Vec<Plain>,
    /// The parts of the ring, in order: before, during, after.
    pub parts: Vec<RingPart>,
}

impl Ring {
    /// Is that place on it?
    #[must_use]
    pub fn has(&self, place: &Address) -> bool {
        self.parts.iter().flat_map(|part| &part.spokes).any(|spoke| spoke.anchor.at.as_ref() == Some(place))
    }

    /// How many places along the ring the next part begins, or the one before; `None` if there is none.
    #[must_use]
    pub fn to_part(&self, from: &Address, is_on: bool) -> Option<isize> {
        let places = |part: &RingPart| part.spokes.iter().filter(|spoke| spoke.anchor.at.is_some()).count();
        let firsts = self.parts.iter().scan(0, |n, part| {
            let first = *n;
            *n += places(part);
            Some(first)
        });
        let all = self.parts.iter().flat_map(|part| &part.spokes).filter_map(|spoke| spoke.anchor.at.as_ref());
        let here = all.clone().position(|at| at == from)?;
        let n_all = all.count();
        let mut firsts = firsts.filter(|first| *first < n_all);
        let to = if is_on { firsts.find(|first| *first > here) } else { firsts.filter(|first| *first < here).last() };
        isize::try_from(to?).ok()?.checked_sub_unsigned(here)
    }
}

/// A part of a ring.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RingPart {
    /// `before`; empty if the map parts the journey nowhere.
    pub name: Plain,
    pub spokes: Vec<Spoke>,
}

/// A touchpoint on a ring, or a stage where there are many.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoke {
    pub anchor: Anchor,
    pub name: Plain,
    /// The stage that it belongs to; empty if it is one.
    pub stage: Plain,
    /// `None`: nobody has said.
    pub feeling: Option<Feeling>,
    pub is_moment_of_truth: bool,
    /// Its number; where it rests on too few answers, the word for that in place of a value.
    pub figure: Option<Figure>,
    /// What is different about its number: another metric, an older period. May be empty.
    pub apart: Plain,
    /// The worst severity among its pain points that are not fixed, 0 where none is said; `None` without any.
    pub pain: Option<u8>,
}

/// The heads of rails under one another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RailHead {
    pub name: Plain,
    /// Over what stands beside the names; may be empty.
    pub aside: Plain,
    /// One a rail: `used by, % of 611`.
    pub rails: Vec<Plain>,
}

/// A row with a dot on each of its rails, from 0 to 100.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RailRow {
    pub anchor: Anchor,
    pub name: Plain,
    /// What stands beside its name; may be empty.
    pub aside: Plain,
    /// One a rail; `None`: nobody was asked.
    pub values: Vec<Option<RailValue>>,
    /// Which of its rails it leads.
    pub leads: Option<usize>,
}

/// A dot on a rail.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RailValue {
    /// From 0 to 100.
    pub value: f64,
    pub interval: Option<(f64, f64)>,
    /// `71 (67 to 74)`.
    pub shown: Plain,
    pub n: Plain,
    /// Does it rest on too few answers, or is it no share of anybody? Then it has no dot.
    pub is_few: bool,
    /// Does nothing speak for it but its author? Then its dot is hollow.
    pub is_assumed: bool,
}
