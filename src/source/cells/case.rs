//! One row of a file of cases: when it was opened, due and closed, and how it came out.
//! Invariant: a case is open or closed, or nothing is told of it.
//!
//! What is compared by days where one of two moments has no time of day: closed on the day it was opened is not
//! closed before, and what is due on a day may be closed until its end.

use super::answer::{Answer, Codes};
use super::ledger::{Reason, Refusal};
use crate::source::dates::{Clock, Moment};

const SECONDS_A_DAY: i64 = 86_400;

/// The states of closed cases, where the map does not name them.
const DONE: [&str; 4] = ["closed", "done", "resolved", "solved"];

/// A column of moments.
#[derive(Clone, Debug)]
pub(in crate::source) struct Moments {
    /// Its number.
    pub(in crate::source) column: usize,
    /// How it is read; `None` until that is learned.
    pub(in crate::source) clock: Option<Clock>,
}

/// The columns of a file of cases.
#[derive(Clone, Debug)]
pub(in crate::source) struct CaseColumns {
    /// When each was opened.
    pub(in crate::source) opened: Moments,
    /// By when each was to be closed.
    pub(in crate::source) due: Option<Moments>,
    /// When each was closed.
    pub(in crate::source) closed: Option<Moments>,
    /// The column with the state of each, and the states of those that are closed.
    pub(in crate::source) status: Option<(usize, Codes)>,
    /// Codes that mean the same as a blank cell.
    pub(in crate::source) missing: Codes,
}

impl CaseColumns {
    /// The states of closed cases.
    pub(in crate::source) fn done(states: &[String]) -> Codes {
        match states {
            [] => Codes::new(DONE.into_iter()),
            states => Codes::new(states.iter().map(String::as_str)),
        }
    }

    /// Every column of moments.
    pub(in crate::source) fn moments(&self) -> impl Iterator<Item = &Moments> {
        [Some(&self.opened), self.due.as_ref(), self.closed.as_ref()].into_iter().flatten()
    }

    /// Every column of moments, to be settled.
    pub(in crate::source) fn moments_mut(&mut self) -> impl Iterator<Item = &mut Moments> {
        [Some(&mut self.opened), self.due.as_mut(), self.closed.as_mut()].into_iter().flatten()
    }
}

/// What is asked of a case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::source) enum Outcome {
    /// Whether it is closed.
    Closed,
    /// Whether it is open.
    Open,
    /// Whether it was closed by the time it was due.
    InTime,
    /// Whether it was not.
    Late,
    /// How long it took, in units of so many seconds.
    Taken(u32),
}

impl Outcome {
    /// Is it about when a case was due?
    pub(in crate::source) fn is_of_due(self) -> bool {
        matches!(self, Self::InTime | Self::Late)
    }
}

/// What a case says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::source) enum Told {
    /// This.
    Answer(Answer),
    /// It is open: it is late if that moment has passed when the file ends, or else not counted.
    LateAfter(i64),
}

/// A case.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Case {
    opened: Result<Moment, Refusal>,
    due: Result<Moment, Refusal>,
    /// Why there is no closing date, of an open case that it is open.
    closed: Result<Moment, Refusal>,
    is_closed: Result<bool, Refusal>,
}

impl Case {
    /// The case of a row.
    pub(in crate::source) fn read<'r>(cell: impl Fn(usize) -> &'r [u8], columns: &CaseColumns) -> Self {
        let opened = columns.opened.read(&cell, &columns.missing);
        let of = |moments: &Option<Moments>| match moments {
            Some(moments) => moments.read(&cell, &columns.missing),
            None => Err((Reason::Blank, columns.opened.column)),
        };
        let (due, closed) = (of(&columns.due), of(&columns.closed));
        let is_closed = columns.is_closed(&cell, closed);
        let closed = match (is_closed, closed) {
            (Ok(true), Err((Reason::Blank | Reason::MissingCode, column))) => Err((Reason::NoClosingDate, column)),
            (Ok(false), Ok(_)) => Err((Reason::StillOpen, columns.closed.as_ref().map_or(0, |closed| closed.column))),
            (Ok(false), Err((_, column))) => Err((Reason::StillOpen, column)),
            (Err(refusal), _) => Err(refusal),
            (Ok(true), closed) => closed,
        };
        let closed = match (opened, closed) {
            (Ok(opened), Ok(closed)) if between(opened, closed) < 0 => {
                Err((Reason::ClosedBeforeOpened, columns.closed.as_ref().map_or(0, |closed| closed.column)))
            }
            (_, closed) => closed,
        };
        Self { opened, due, closed, is_closed }
    }

    /// The latest second it knows of: that it was opened or closed.
    pub(in crate::source) fn latest(&self) -> Option<i64> {
        [self.opened, self.closed].into_iter().flatten().map(|moment| moment.seconds).max()
    }

    /// Is it known to be open?
    pub(in crate::source) fn is_open(&self) -> bool {
        self.is_closed == Ok(false)
    }

    /// How it came out.
    pub(in crate::source) fn outcome(&self, asked: Outcome) -> Result<Told, Refusal> {
        let share = |is_hit: bool| Ok(Told::Answer(Answer::Share { hits: u64::from(is_hit), n: 1 }));
        match asked {
            Outcome::Closed => share(self.is_closed?),
            Outcome::Open => share(!self.is_closed?),
            Outcome::InTime | Outcome::Late => {
                let due = self.due?;
                if !self.is_closed? {
                    let end = if due.has_time { 0 } else { SECONDS_A_DAY - 1 };
                    return Ok(Told::LateAfter(due.seconds + end));
                }
                let is_in_time = between(self.closed?, due) >= 0;
                share(is_in_time == (asked == Outcome::InTime))
            }
            Outcome::Taken(unit) => {
                let closed = self.closed?;
                #[expect(clippy::cast_precision_loss, reason = "three centuries are fewer than 2^34 seconds")]
                let taken = between(self.opened?, closed) as f64 / f64::from(unit);
                Ok(Told::Answer(Answer::Number(taken)))
            }
        }
    }
}

impl CaseColumns {
    /// What the state says, or else whether there is a closing date.
    fn is_closed<'r>(
        &self,
        cell: impl Fn(usize) -> &'r [u8],
        closed: Result<Moment, Refusal>,
    ) -> Result<bool, Refusal> {
        if let Some((column, done)) = &self.status {
            let state = cell(*column);
            if !(state.is_empty() || self.missing.has(state)) {
                return Ok(done.has(state));
            }
            if self.closed.is_none() {
                return Err((Reason::Blank, *column));
            }
        }
        match closed {
            Ok(_) => Ok(true),
            Err((Reason::Blank | Reason::MissingCode, _)) => Ok(false),
            Err(refusal) => Err(refusal),
        }
    }
}

impl Moments {
    fn read<'r>(&self, cell: impl Fn(usize) -> &'r [u8], missing: &Codes) -> Result<Moment, Refusal> {
        let cell = cell(self.column);
        if cell.is_empty() {
            return Err((Reason::Blank, self.column));
        }
        if missing.has(cell) {
            return Err((Reason::MissingCode, self.column));
        }
        let moment = self.clock.as_ref().and_then(|clock| clock.moment(cell));
        moment.ok_or((Reason::BadDate, self.column))
    }
}

/// Seconds from one moment to another; whole days where one of them has no time of day.
fn between(one: Moment, other: Moment) -> i64 {
    if one.has_time && other.has_time {
        return other.seconds - one.seconds;
    }
    let days = one.date.until(other.date).map_or(0, |span| span.get_days());
    i64::from(days) * SECONDS_A_DAY
}
