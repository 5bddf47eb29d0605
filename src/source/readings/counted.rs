//! What rows came to: their counts, their dates, and what was left out. Must not know how a row is read.
//! Invariant: parts of a file add up to the whole, whatever the parts.

use super::ledger::{Ledger, Lines};
use super::table::Table;
use crate::source::dates::Calendar;

/// What came of some rows.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// The counts.
    pub(super) table: Table,
    /// What was left out.
    pub(super) ledger: Ledger,
    /// The dates met; `None` without a time column.
    pub(super) calendar: Option<Calendar>,
    /// How many rows were read.
    pub(super) n_read: u64,
    /// How many of them gave an answer.
    pub(super) n_used: u64,
}

impl Counted {
    /// Adds the rows of another part of the file, whose places, columns and dates are the same.
    pub(super) fn absorb(&mut self, other: Self) {
        let numbers = match (&mut self.calendar, &other.calendar) {
            (Some(calendar), Some(other)) => calendar.absorb(other),
            _ => vec![0],
        };
        self.table.absorb(other.table, &numbers);
        self.ledger.absorb(other.ledger);
        self.n_read += other.n_read;
        self.n_used += other.n_used;
    }

    /// Where things are is known from now on as lines of the file.
    pub(super) fn settle(&mut self, lines: &Lines) {
        self.ledger.settle(lines);
    }
}
