//! What came of counting a source, whoever counted it.
//! Invariant: nothing in it depends on how the file was shared out.

use super::counted::Counted;
use super::prints::Print;

/// How counting ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At the end of the file.
    Whole,
    /// Somebody asked for it.
    Cancelled,
    /// At a quote that is opened on that line and never closed.
    UnclosedQuote(u64),
    /// At a record that begins on that line and is too long.
    TooLong(u64),
}

/// A record that seems to hold others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Swallowing<L> {
    /// Where it begins.
    pub(super) at: L,
    /// How many line feeds it holds.
    pub(super) n_feeds: u64,
}

/// What came of it.
pub(super) struct Tallied {
    /// What the rows came to, by lines of the file.
    pub(super) counted: Counted,
    /// How many respondents were remembered, where there were more.
    pub(super) overflow: Option<usize>,
    /// The first record that seems to hold others.
    pub(super) swallowing: Option<Swallowing<u64>>,
    /// The first line that is not UTF-8.
    pub(super) stray: Option<u64>,
    /// How it ended.
    pub(super) end: End,
    /// The line on which the next record would begin, where that is known.
    pub(super) next_line: Option<u64>,
    /// What was read, where somebody asked for it.
    pub(super) prints: Vec<Print>,
}
