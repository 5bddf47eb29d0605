//! A page: blocks of plain values, top to bottom. What paints them knows blocks, and no view.
//! A block with an address is the only one of its page that shows that place.

use std::fmt;

use super::comments::CommentRow;
use super::dots::DotChart;
use super::drawing::{Anchor, Lane, RailHead, RailRow, Ring, Timeline};
use super::figure::{Figure, Movement, Spread, Strip, Tone};
use super::grid::{GridHead, GridRow};
use super::overlay::ChoiceRow;
use super::scatter::Scatter;
use super::walk::{CourseRow, FeelingRow, StepRow};
use crate::journey::Address;
use crate::text::Plain;
use crate::text::link::Link;

/// What a view tells of a journey: a touchpoint in full, what was understood of its sources.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    pub title: Plain,
    /// Where that is: the stage of a touchpoint; may be empty.
    pub way: Plain,
    /// `in person · owner Terminal shops`; may be empty.
    pub aside: Plain,
    /// Does it decide whether the customer stays?
    pub is_moment_of_truth: bool,
    /// Does its aside say of when its numbers are?
    pub is_dated: bool,
    /// Where the cursor starts; `None`: at the first place in sight.
    pub starts_at: Option<Address>,
    /// Top to bottom; of a long list only those that may come into sight.
    pub blocks: Vec<Block>,
    /// Which of all blocks these are.
    pub window: Window,
}

/// Which blocks of a long list are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The position of the first.
    pub first: usize,
    /// How many there would be in all.
    pub n_all: usize,
}

impl Window {
    /// Those that may come into sight on a screen of that many rows, wherever a list moves to show what is selected.
    #[must_use]
    pub fn around(selected: usize, top: usize, n_all: usize, n_rows: usize) -> (Self, std::ops::Range<usize>) {
        let first = selected.min(top).saturating_sub(n_rows).min(n_all);
        (Self { first, n_all }, first..(selected.saturating_add(n_rows).saturating_add(1)).min(n_all))
    }
}

/// A line of a block, and the address that it leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLine {
    pub words: Plain,
    /// Where what it tells of is to be read; `None` for nearly all lines.
    pub link: Option<Link>,
}

impl From<Plain> for PageLine {
    fn from(words: Plain) -> Self {
        Self { words, link: None }
    }
}

impl From<&str> for PageLine {
    fn from(raw: &str) -> Self {
        Plain::new(raw).into()
    }
}

impl fmt::Display for PageLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words.fmt(f)
    }
}

/// A part of a page; its painter wraps and aligns it.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A blank row.
    Gap,
    /// Words of ours.
    Sentence(Plain),
    /// A section's name.
    Heading(Plain),
    /// A metric with its figure, how it moved, and what else there is to say.
    Score {
        metric: Plain,
        figure: Figure,
        /// `52 to 56 · mean 3.4`.
        more: Plain,
        movement: Option<Movement>,
        /// Is it the one that matters here? The others are kept short.
        is_main: bool,
    },
    /// A labelled text: `does    looks for something quick`.
    Field {
        label: Plain,
        /// The text, one entry a line.
        lines: Vec<PageLine>,
        tone: Tone,
        /// The field of the map that it shows; `None` if the number was counted or the words are ours.
        at: Option<Address>,
        is_marked: bool,
    },
    /// One of a list: `4 !!  prices above the city's   open`, then what is under it.
    Item {
        /// What stands in front: `4 !!`.
        lead: Plain,
        /// How `lead` is colored.
        tone: Tone,
        /// The text, one entry a line.
        lines: Vec<Plain>,
        /// What stands at the right: `open`.
        tail: Plain,
        /// Secondary lines below: evidence, owner, promise.
        under: Vec<PageLine>,
        /// Is it done with (fixed, shipped, dropped)? Then it is dimmed.
        is_done: bool,
        /// The place in the map that it shows; `None` if the words are ours.
        at: Option<Address>,
        is_marked: bool,
    },
    /// One of what a standup goes through.
    Turn(TurnRow),
    /// What somebody wrote.
    Comment(CommentRow),
    /// One of a list to choose from.
    Choice(ChoiceRow),
    /// A tall chart.
    Chart(Chart),
    /// Dots over time.
    Dots(DotChart),
    /// How far a walk has come.
    Steps(StepRow),
    /// An emotion on its scale.
    Feeling(FeelingRow),
    /// How a score went, in a row.
    Course(CourseRow),
    /// A row of cells in columns.
    Lane(Lane),
    /// Lines over the journey.
    Timeline(Timeline),
    /// Touchpoints around somebody.
    Ring(Ring),
    /// The heads of the rails below.
    RailHead(RailHead),
    /// A row with dots on rails.
    RailRow(RailRow),
    /// The head of a table.
    GridHead(GridHead),
    /// A row of a table.
    GridRow(GridRow),
    /// Dots between two axes.
    Scatter(Scatter),
    /// What is being typed, where it will stand.
    Typing(Typing),
}

impl Block {
    /// The place in the map that it shows; of several that one the cursor is on, or else the first.
    #[must_use]
    pub fn at(&self) -> Option<&Address> {
        match self {
            Self::Field { at, .. }
            | Self::Item { at, .. }
            | Self::Turn(TurnRow { at, .. })
            | Self::Feeling(FeelingRow { at, .. }) => at.as_ref(),
            _ => {
                let all = self.anchors();
                let marked = all.iter().find(|anchor| anchor.is_marked);
                marked.or_else(|| all.iter().find(|anchor| anchor.at.is_some()))?.at.as_ref()
            }
        }
    }

    /// The places beside one another that it shows, in the order of reading.
    #[must_use]
    pub fn places(&self) -> Vec<&Address> {
        match self {
            Self::Field { .. } | Self::Item { .. } | Self::Turn(_) | Self::Feeling(_) => {
                self.at().into_iter().collect()
            }
            _ => self.anchors().into_iter().filter_map(|anchor| anchor.at.as_ref()).collect(),
        }
    }

    fn anchors(&self) -> Vec<&Anchor> {
        match self {
            Self::Lane(lane) => lane.cells.iter().map(|cell| &cell.anchor).collect(),
            Self::Timeline(timeline) => timeline.points.iter().map(|point| &point.anchor).collect(),
            Self::Ring(ring) => ring.parts.iter().flat_map(|part| &part.spokes).map(|spoke| &spoke.anchor).collect(),
            Self::RailRow(row) => vec![&row.anchor],
            Self::GridRow(row) => vec![&row.anchor],
            Self::Scatter(own) => own.dots.iter().map(|dot| &dot.anchor).collect(),
            _ => Vec::new(),
        }
    }

    fn anchors_mut(&mut self) -> Vec<&mut Anchor> {
        match self {
            Self::Lane(lane) => lane.cells.iter_mut().map(|cell| &mut cell.anchor).collect(),
            Self::Timeline(timeline) => timeline.points.iter_mut().map(|point| &mut point.anchor).collect(),
            Self::Ring(ring) => {
                ring.parts.iter_mut().flat_map(|part| &mut part.spokes).map(|spoke| &mut spoke.anchor).collect()
            }
            Self::RailRow(row) => vec![&mut row.anchor],
            Self::GridRow(row) => vec![&mut row.anchor],
            Self::Scatter(own) => own.dots.iter_mut().map(|dot| &mut dot.anchor).collect(),
            _ => Vec::new(),
        }
    }
}

impl Page {
    /// Does any of it need all the width there is?
    #[must_use]
    pub fn is_drawing(&self) -> bool {
        self.blocks.iter().any(|block| !block.anchors().is_empty())
    }

    /// Is it worth a sheet of paper: a drawing, or a walk?
    #[must_use]
    pub fn is_sheet(&self) -> bool {
        self.is_drawing() || self.blocks.iter().any(|block| matches!(block, Block::Steps(_)))
    }

    /// Puts the cursor on what shows that place, and nowhere else.
    pub fn mark(&mut self, place: Option<&Address>) {
        for block in &mut self.blocks {
            if let Block::Field { at, is_marked, .. }
            | Block::Item { at, is_marked, .. }
            | Block::Turn(TurnRow { at, is_marked, .. })
            | Block::Feeling(FeelingRow { at, is_marked, .. }) = block
            {
                *is_marked = at.is_some() && at.as_ref() == place;
                continue;
            }
            for anchor in block.anchors_mut() {
                anchor.is_marked = anchor.at.is_some() && anchor.at.as_ref() == place;
            }
        }
    }
}

/// One of what a standup goes through: a line, and more of it under the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnRow {
    /// What stands in front: `4 !!`, `late`, `shipped`.
    pub lead: Plain,
    /// How `lead` is colored.
    pub tone: Tone,
    /// Its text.
    pub words: Plain,
    /// Who looks after it, and whether that is somebody; empty where that is not asked.
    pub owner: Plain,
    pub is_owned: bool,
    /// Where it stands: `open`, `due 1 Sep, 3 days ago`.
    pub state: Plain,
    /// What there is to know, what matters most first.
    pub under: Vec<TurnLine>,
    /// How its score went, and over which time.
    pub course: Option<(Strip, Plain)>,
    /// Is it done with? Then it has a sign and is dimmed.
    pub is_done: bool,
    /// The place in the map that it shows; `None` if the cursor passes it by.
    pub at: Option<Address>,
    pub is_marked: bool,
}

/// Words of the map, and behind them what is told: figures and words of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TurnLine {
    pub words: Plain,
    /// What matters most first; each is told whole, or not at all. Its pieces stand side by side, and each is read in its
    /// own direction, so that numbers keep their order in any map.
    pub told: Vec<Vec<Plain>>,
    pub tone: Tone,
    /// How the second of it is colored, if it says how something moved.
    pub moved: Option<Tone>,
}

/// A line, or several, being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typing {
    /// What is typed: `thinks`, `new pain point`, `severity`.
    pub label: Plain,
    /// What is typed so far, one entry a line; never empty.
    pub lines: Vec<Plain>,
    /// Where the next character goes: the line, and how many bytes of that line stand before it.
    pub caret: (usize, usize),
    pub is_long: bool,
    /// What to know: `1 to 5`, or what is wrong with it.
    pub help: Plain,
    /// Is `help` an error?
    pub is_wrong: bool,
}

/// A tall chart of one series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// `CSAT by year`.
    pub title: Plain,
    /// Periods, oldest first.
    pub points: Vec<ChartPoint>,
    /// The scale, in the metric's unit.
    pub scale: (f64, f64),
    /// The labels of the scale's ends.
    pub ends: (Plain, Plain),
    /// The target, if there is one, with its label.
    pub target: Option<(f64, Plain)>,
    /// The last value in words: `54 (52 to 56)`.
    pub last: Plain,
    /// Before which periods something was shipped.
    pub marks: Vec<usize>,
}

/// One period of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChartPoint {
    /// The period: `2017`, `May`, `W05`.
    pub label: Plain,
    /// Value in the metric's unit; `None`: nothing was measured.
    pub value: Option<f64>,
    /// The value as its metric shows it: `14.6`.
    pub shown: Plain,
    /// How sure it is, likewise.
    pub margin: Option<Spread>,
    /// The ends of its interval, in the metric's unit.
    pub interval: Option<(f64, f64)>,
    /// Does it rest on too few answers, or is it not compared with the others?
    pub is_weak: bool,
}
