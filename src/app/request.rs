//! A request for comments, and the answers to it.

use crate::source::comments::{Found, Order, Wish};
use crate::text::Plain;

/// A request for comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRequest {
    pub map: String,
    /// Where, and whose.
    pub wish: Wish,
    /// How often the map was read again: what was gathered before that is out of date.
    pub edition: u32,
    pub order: Order,
    /// What is searched for in them.
    pub typed: String,
}

impl CommentRequest {
    /// Does it ask for the same comments, whatever the order and the search?
    #[must_use]
    pub fn is_of_same(&self, other: &Self) -> bool {
        self.map == other.map && self.wish == other.wish && self.edition == other.edition
    }
}

/// An answer to a request.
#[derive(Clone, Debug, PartialEq)]
pub enum CommentAnswer {
    /// Bytes read so far.
    Reading {
        done: u64,
        total: u64,
    },
    /// Comments scored so far.
    Scoring {
        done: usize,
        total: usize,
    },
    Found(Found),
    /// Why they could not be read.
    Failed(Plain),
}
