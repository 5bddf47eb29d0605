//! Orders to write a map, and what came of them. An order is answered once, by its number.

use std::sync::Arc;

use crate::journey::{Book, Change};
use crate::source::edit::{Done, Refusal};
use crate::text::Plain;

/// Something to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveOrder {
    /// Its number; orders are carried out in turn.
    pub number: u64,
    /// The map's label.
    pub map: String,
    /// What is to be done to it.
    pub work: Work,
}

/// What is to be done to a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Work {
    /// Make a change in the text as it is on disk by then.
    Change(Change),
    /// Make the change that leads from one text to the other; whatever else changed since stays.
    Turn {
        /// The text as it was left.
        from: Arc<str>,
        /// The text as it should be.
        to: Arc<str>,
    },
    /// Make the change in the text that its author saw, and write that to another file beside the map.
    Copy {
        /// The file's path from the map's folder.
        file: String,
        /// The change; `seen` is the text it is made in.
        change: Change,
    },
    /// Write a map that is not there yet.
    Begin(Beginning),
}

/// What a new map is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beginning {
    /// The template of that name.
    Template(&'static str),
    /// A table, by its path from the folder that was opened.
    Table(String),
    /// The proposal that is open, with all that was answered in it.
    Proposal,
}

/// What came of an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is on disk, and survives a power cut.
    Saved {
        /// The map as it is now, without numbers.
        book: Arc<Book>,
        /// The text before.
        before: Arc<str>,
        /// What was done; empty for a turn, and if nothing changed.
        done: Vec<Done>,
    },
    /// A copy was written.
    Copied {
        /// Its label.
        label: String,
    },
    /// A new map was written.
    Begun {
        /// Its label.
        label: String,
    },
    /// It cannot be done to this text.
    Refused(Refusal),
    /// The file could not be written; it is as it was.
    Failed {
        /// Why, lower case.
        message: Plain,
        /// How to mend it.
        help: Option<Plain>,
    },
}
