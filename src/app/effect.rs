//! What a session asks of the world. An effect holds all that is needed to perform it.

use std::sync::Arc;

use jiff::civil::Date;

use super::order::SaveOrder;
use super::request::{CommentRequest, InquiryRequest};
use crate::journey::{Book, Bookmark, Draft};
use crate::source::settings::Bidi;

/// One thing to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Forget what was counted of the sources of this map: whoever reads it next counts from the start.
    Forget(String),
    /// Read the map of this label and its data. A second load of the same map replaces the first, of which nothing
    /// more is told.
    Load(String),
    /// This map is open now, or none: remember what is counted of its sources, for when it is read again, and forget it
    /// of all others.
    Open(Option<String>),
    /// Count the sources of a map that was read before, by its text as it was read; `News::Loaded` follows. It is a
    /// load of the map like any other.
    Recount {
        /// The map's label.
        map: String,
        /// What was read.
        book: Arc<Book>,
    },
    /// Compare the text of a map on disk with what was read of it; `News::Looked` follows.
    Look {
        /// The map's label.
        map: String,
        /// What was read.
        read: Arc<Book>,
        /// Do its findings point at the lines of its text already?
        is_pointed: bool,
    },
    /// Tell when a source of this map changes on disk, in place of those it had before.
    Follow {
        /// The map's label.
        map: String,
        /// The map.
        book: Arc<Book>,
    },
    /// Stop all reading; what is read so far stays.
    CancelLoads,
    /// Gather these comments in place of those asked for before, or no more; `News::Comments` follows.
    Comments(Option<CommentRequest>),
    /// Read what an analysis asks of the sources, in place of what was asked for before, or no more; `News::Inquired`
    /// follows.
    Inquire(Option<InquiryRequest>),
    /// What was just painted is out of date: paint once more. Only ever an answer to `Drawn`.
    Redraw,
    /// Take the mouse, or let go of it.
    Mouse(bool),
    /// Put right-to-left text in order this way from now on.
    Bidi(Bidi),
    /// Pasted text was not taken: what comes of it from here on is not either.
    Refuse,
    /// Leave the screen and stop, until the shell says to go on.
    Suspend,
    /// Write a map; `Answered` follows. Orders are carried out one after the other.
    Save(SaveOrder),
    /// Keep these words safe: they are all the drafts there are now.
    Keep(Vec<Draft>),
    /// Let the user's own editor have the terminal; `Edited` follows.
    Editor {
        /// The map's label.
        map: String,
        /// The line to start at, from 1.
        line: usize,
    },
    /// A standup ended: remember the map's text for the next one.
    Remember {
        /// The map's label.
        map: String,
        /// The day.
        date: Date,
        /// Its text.
        text: Arc<str>,
    },
    /// The user is here now: keep that for when the map is opened again, at the latest when the user leaves.
    Bookmark(Bookmark),
    /// Print this once the terminal is given back.
    Report(String),
    /// Leave for good, once all orders are carried out.
    Quit,
}
