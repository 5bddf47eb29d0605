//! What can happen to a session. A session is its start and the list of its events, so each is plain data.

use std::sync::Arc;
use std::time::Duration;

use super::command::Command;
use super::order::Outcome;
use super::request::{CommentAnswer, CommentRequest, InquiryAnswer, InquiryRequest};
use super::view::Geometry;
use super::viewing::ViewName;
use crate::journey::book::Pass;
use crate::journey::{Book, Bookmark, Draft, LastStandup};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Something was asked for.
    Command(Command),
    /// A view was asked for by name, with these of its dials turned.
    See(ViewName, Vec<(String, String)>),
    /// A character was typed into the line that takes them.
    Text(char),
    /// Text came at once, as it was copied elsewhere.
    Paste(String),
    /// Characters came faster than anybody types: most likely text that was copied elsewhere.
    Burst(String),
    /// Something came in from outside.
    News(News),
    /// The mouse was used.
    Pointed(Pointed),
}

/// What comes in from outside.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The maps that there are, by label; those not yet known will be read.
    Shelf(Vec<String>),
    /// A map was read, or more of its numbers.
    Loaded {
        /// Its label.
        map: String,
        /// As far as it is read; `counts.is_complete` when nothing more comes.
        book: Arc<Book>,
    },
    /// A source is being read.
    Progress {
        /// The map's label.
        map: String,
        /// The source's file.
        source: String,
        /// Bytes read.
        done: u64,
        /// Bytes in all; 0 when not known.
        total: u64,
        /// What for.
        pass: Pass,
    },
    /// A source of a map changed on disk, or all that is known of it may be out of date.
    Changed(String),
    /// The text of a map may be another one on disk; its sources are as they were.
    Rewritten(String),
    /// The text of a map was compared with what was read of it.
    Looked {
        /// The map's label.
        map: String,
        /// What it was compared with.
        read: Arc<Book>,
        /// What came of it.
        compared: Compared,
    },
    /// The screen has this size now.
    Resized(Size),
    /// A frame was painted, and this is where things are.
    Drawn(Geometry),
    /// Something to tell in passing: an error, what was sent to the terminal.
    Said(String),
    /// An order was carried out, or not.
    Answered {
        /// Its number.
        number: u64,
        /// The map's label.
        map: String,
        /// What came of it.
        outcome: Outcome,
    },
    /// An editor that had the terminal ended, and left this text; `None` where it left the map as it was.
    Edited {
        /// The map's label.
        map: String,
        /// The text before and after.
        texts: Option<(Arc<str>, Arc<str>)>,
        /// What to tell, where it failed.
        failed: Option<String>,
    },
    /// Something came of a request for comments.
    Comments {
        /// The request.
        request: CommentRequest,
        /// What came.
        told: CommentAnswer,
    },
    /// Something came of what an analysis asked of the sources.
    Inquired {
        /// What was asked.
        request: InquiryRequest,
        /// What came.
        told: InquiryAnswer,
    },
    /// What earlier sessions left behind of these maps.
    Recalled(Recalled),
    /// So long after the session began it is now.
    Clock(Duration),
}

/// What the text of a map says, beside what was read of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Compared {
    /// The same.
    Same,
    /// Other words about the same numbers.
    Other(Arc<Book>),
    /// It asks for other numbers, or cannot be read: the map is to be loaded.
    Unlike,
}

/// What earlier sessions left behind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recalled {
    /// Words that reached no map.
    pub drafts: Vec<Draft>,
    /// The last standup of each map.
    pub standups: Vec<LastStandup>,
    /// Where each map was left.
    pub bookmarks: Vec<Bookmark>,
}

/// A screen in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Size {
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Size {
    /// So many columns and rows.
    #[must_use]
    pub const fn new(width: u16, height: u16) -> Self {
        Self { width, height }
    }
}

/// Something done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pointed {
    /// Column, from 0.
    pub x: u16,
    /// Row, from 0.
    pub y: u16,
    /// What.
    pub gesture: Gesture,
}

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gesture {
    /// The first button was pressed.
    Click,
    /// The wheel was turned away.
    WheelUp,
    /// The wheel was turned near.
    WheelDown,
}
