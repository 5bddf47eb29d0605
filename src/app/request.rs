//! Requests for more than a book counts: comments, and what an analysis asks of sources; and the answers to them.

use std::sync::Arc;

use crate::journey::{Book, Inquired, Inquiry};
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

/// A request for what an analysis asks of the sources of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct InquiryRequest {
    pub map: String,
    /// How often the map was read again: what was read before that is out of date.
    pub edition: u32,
    pub inquiry: Inquiry,
    /// The book that it is about.
    pub book: Arc<Book>,
}

impl InquiryRequest {
    /// Is the same asked of the same numbers? Words may differ.
    #[must_use]
    pub fn is_of_same(&self, other: &Self) -> bool {
        let is_alike = self.map == other.map && self.edition == other.edition && self.inquiry == other.inquiry;
        is_alike && (Arc::ptr_eq(&self.book, &other.book) || self.book.has_numbers_of(&other.book))
    }
}

/// An answer to that.
#[derive(Clone, Debug, PartialEq)]
pub enum InquiryAnswer {
    /// Bytes read so far.
    Reading {
        done: u64,
        total: u64,
    },
    Found(Arc<Inquired>),
    /// Why it could not be read.
    Failed(Plain),
}
