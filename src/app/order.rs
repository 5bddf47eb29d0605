//! What is to be written, and what came of it. Must not know files.
//! Invariant: an order is answered once, by its number.

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
    /// A change is made in the text as it is on disk then.
    Change(Change),
    /// What made one text another is turned back, or made again: whatever else changed since stays.
    Turn {
        /// The text as it was left.
        from: Arc<str>,
        /// The text as it is to be.
        to: Arc<str>,
    },
    /// The change is made in the text that its author saw, and written to another file beside the map.
    Copy {
        /// The file's path from the map's folder.
        file: String,
        /// The change; `seen` is the text it is made in.
        change: Change,
    },
}

/// What came of an order.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is on disk, and will be after a power cut.
    Saved {
        /// The map as it is now, without numbers.
        book: Arc<Book>,
        /// The text before.
        before: Arc<str>,
        /// What was done; empty for a turn, and where nothing changed.
        done: Vec<Done>,
    },
    /// A copy was written.
    Copied {
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
