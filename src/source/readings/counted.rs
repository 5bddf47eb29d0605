//! What rows came to: their counts, their dates, and what was left out.
//! Invariant: parts of a file add up to the whole, whatever the parts.

use super::desk::Desk;
use super::joint::Joint;
use super::ledger::{Ledger, Lines, Spot};
use super::log::Log;
use super::panels::Panels;
use super::pending::Pending;
use super::plan::{Asked, Plan};
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
    /// Cases whose outcome is still to come.
    pub(super) pending: Pending,
    /// People who answer about several places; `None` where nobody asks for them.
    pub(super) panels: Option<Box<Panels>>,
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
        let panels = plan.panels.as_ref().map(|panels| Box::new(Panels::new(panels, plan.cohorts.len())));
        let (log, desk) = (Log::default(), Desk::default());
        let pending = Pending::default();
        Self { table, ledger, refused, values, calendar, log, desk, joint, pending, panels, n_read: 0, n_used: 0 }
    }

    /// Tells those who count people together what a row answers, so far above the lowest.
    #[inline]
    pub(super) fn hear(&mut self, asked: &Asked, above: usize) {
        if let Some(panels) = self.panels.as_mut().filter(|_| !asked.sides.is_empty()) {
            panels.hear(&asked.sides, above);
        }
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
        self.pending.absorb(other.pending, &numbers);
        if let (Some(joint), Some(other)) = (&mut self.joint, other.joint) {
            joint.absorb(*other, &numbers);
        }
        if let (Some(panels), Some(other)) = (&mut self.panels, other.panels) {
            panels.absorb(*other, &numbers);
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
