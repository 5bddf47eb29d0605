//! What rows came to: their counts, their dates, and what was left out. Must not know how a row is read.
//! Invariant: parts of a file add up to the whole, whatever the parts.

use super::desk::Desk;
use super::joint::Joint;
use super::ledger::{Ledger, Lines, Spot};
use super::log::Log;
use super::plan::Plan;
use super::refused::Refused;
use super::table::Table;
use super::understood::Distinct;
use crate::source::dates::Calendar;

/// What came of some rows.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// The counts.
    pub(super) table: Table,
    /// What was left out.
    pub(super) ledger: Ledger,
    /// The same of answers, by the place that lacks them.
    pub(super) refused: Refused,
    /// The values that rows are told apart by.
    pub(super) values: Distinct,
    /// The dates met; `None` without a time column.
    pub(super) calendar: Option<Calendar>,
    /// The events of cases, where it is a log.
    pub(super) log: Log,
    /// The cases that are open.
    pub(super) desk: Desk<Spot>,
    /// Pairs of answers; `None` where nobody asks for them.
    pub(super) joint: Option<Box<Joint>>,
    /// How many rows were read.
    pub(super) n_read: u64,
    /// How many of them gave an answer.
    pub(super) n_used: u64,
}

impl Counted {
    /// No rows yet.
    pub(super) fn new(plan: &Plan, table: Table, n_columns: usize, calendar: Option<Calendar>) -> Self {
        let (ledger, values) = (Ledger::new(n_columns), Distinct::of(plan));
        let refused = Refused::new(table.n_places());
        let joint = plan.joint.as_ref().map(|joint| Box::new(Joint::new(joint, plan.cohorts.len())));
        let (log, desk) = (Log::default(), Desk::default());
        Self { table, ledger, refused, values, calendar, log, desk, joint, n_read: 0, n_used: 0 }
    }

    /// Adds the rows of another part of the file, whose places, columns and dates are the same.
    pub(super) fn absorb(&mut self, other: Self) {
        let numbers = match (&mut self.calendar, &other.calendar) {
            (Some(calendar), Some(other)) => calendar.absorb(other),
            _ => vec![0],
        };
        self.table.absorb(other.table, &numbers);
        self.ledger.absorb(other.ledger);
        self.refused.absorb(other.refused);
        self.values.merge(other.values);
        self.log.absorb(other.log);
        self.desk.absorb(other.desk);
        if let (Some(joint), Some(other)) = (&mut self.joint, other.joint) {
            joint.absorb(*other, &numbers);
        }
        self.n_read += other.n_read;
        self.n_used += other.n_used;
    }

    /// Where things are is known from now on as lines of the file.
    pub(super) fn settle(&mut self, lines: &Lines) {
        self.ledger.settle(lines);
        self.refused.settle(lines);
        self.desk.settle(|spot| Spot::of_line(lines.of(spot)));
    }
}
