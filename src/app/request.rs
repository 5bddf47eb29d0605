//! Comments that are asked for, and what comes of that.

use crate::source::comments::{Found, Order, Wish};
use crate::text::Plain;

/// Comments that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentRequest {
    /// The map's label.
    pub map: String,
    /// Where, and whose.
    pub wish: Wish,
    /// How often the map was read anew: what was gathered before is out of date.
    pub edition: u32,
    /// Which come first.
    pub order: Order,
    /// What they hold.
    pub typed: String,
}

impl CommentRequest {
    /// Are the same comments asked for, whatever the order and the search?
    #[must_use]
    pub fn is_of_same(&self, other: &Self) -> bool {
        self.map == other.map && self.wish == other.wish && self.edition == other.edition
    }
}

/// What comes of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum CommentAnswer {
    /// So many bytes of so many are read.
    Reading {
        /// Read.
        done: u64,
        /// In all.
        total: u64,
    },
    /// So many comments of so many have their score.
    Scoring {
        /// Scored.
        done: usize,
        /// In all.
        total: usize,
    },
    /// Here they are.
    Found(Found),
    /// They could not be read.
    Failed(Plain),
}
