//! A table on a page: a head, and rows whose cells stand in the columns of that head.
//! What goes first where room is short, the columns say; how they are painted is up to whoever paints them.

use super::drawing::Anchor;
use super::figure::{Strip, Tone};
use crate::text::Plain;

/// Which end of its column the words of a cell stand at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellSide {
    /// Where reading starts: words.
    #[default]
    Start,
    /// The other end: numbers.
    End,
}

/// The head of the rows that follow it, up to the next head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridHead {
    /// Its columns, in the order of reading.
    pub columns: Vec<GridColumn>,
    /// Is the head itself left out, since its columns need no titles?
    pub is_bare: bool,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridColumn {
    /// What stands over it; over an axis without one stand its values.
    pub title: Plain,
    /// At which end its words stand.
    pub side: CellSide,
    /// When it goes, where room is short: those with the highest number first, those with 0 never.
    pub goes: u8,
    /// To how few columns of the screen its words may be cut before anything goes; 0: they are not cut.
    pub least: u16,
    /// What is drawn in it, and from which value to which its axis goes; `None`: words.
    pub axis: Option<(f64, f64)>,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridRow {
    /// The place in the map that it shows.
    pub anchor: Anchor,
    /// One a column.
    pub cells: Vec<GridCell>,
    /// Is all of it secondary?
    pub is_dim: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridCell {
    /// Its words, and the same in fewer; the first that fits is told, the last is cut.
    pub forms: Vec<Plain>,
    /// How its words are colored.
    pub tone: Tone,
    /// What is drawn instead of words.
    pub sketch: Option<Sketch>,
}

/// What is drawn in a cell, on the axis of its column.
#[derive(Clone, Debug, PartialEq)]
pub enum Sketch {
    /// Two values and the way between them: the one it is compared with is hollow.
    Dumbbell {
        /// The value it is compared with.
        from: Option<f64>,
        /// The value itself.
        to: Option<f64>,
        /// Are the two apart beyond chance?
        is_sure: bool,
        /// Is the change good or bad?
        tone: Tone,
    },
    /// A bar from the low end of the axis: what is there, and behind it what was lost.
    Bar {
        /// Where it ends.
        value: f64,
        /// Where what was lost ends.
        lost_to: Option<f64>,
        /// How it is colored.
        tone: Tone,
    },
    /// A small series around its own average.
    Strip(Strip),
}

impl GridColumn {
    /// A column of words.
    #[must_use]
    pub fn words(title: impl Into<Plain>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numbers(title: impl Into<Plain>) -> Self {
        Self { side: CellSide::End, ..Self::words(title) }
    }

    /// A column of drawings.
    #[must_use]
    pub fn drawn(title: impl Into<Plain>, axis: (f64, f64)) -> Self {
        Self { axis: Some(axis), ..Self::words(title) }
    }

    /// The same, which goes where room is short: those with the highest number first.
    #[must_use]
    pub fn going(self, goes: u8) -> Self {
        Self { goes, ..self }
    }

    /// The same, whose words may be cut to so many columns of the screen.
    #[must_use]
    pub fn cut_to(self, least: u16) -> Self {
        Self { least, ..self }
    }
}

impl GridCell {
    /// Words.
    #[must_use]
    pub fn told(words: impl Into<Plain>) -> Self {
        Self { forms: vec![words.into()], ..Self::default() }
    }

    /// The same words in fewer and fewer.
    #[must_use]
    pub fn in_forms(forms: Vec<Plain>) -> Self {
        Self { forms, ..Self::default() }
    }

    /// A drawing.
    #[must_use]
    pub fn drawn(sketch: Sketch) -> Self {
        Self { sketch: Some(sketch), ..Self::default() }
    }

    /// The same in that color.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }
}
