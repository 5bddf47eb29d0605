//! Numbers the dates of a column in the order they are met.
//! Invariant: two cells of one period have one number.

use jiff::civil::Date;

use super::clock::{Clock, Terms};
use super::days;
use super::fast::{self, Parts};
use crate::metric::{Grain, Period};

/// How the dates of a column came out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Days {
    /// How long the period of each date is.
    pub(crate) finest: Grain,
    /// How long it is as the dates are written.
    pub(crate) written: Grain,
    /// The date of each number given out by [`Calendar::place`].
    pub(crate) dates: Vec<Date>,
    /// Were there dates, and nothing told day from month? Then they are counted by year.
    pub(crate) is_ambiguous: bool,
}

/// The dates of a column, each with a number from 0 in the order they are met.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    clock: Clock,
    /// How long the periods are that are asked for; those of the clock, where they are longer.
    asked: Grain,
    met: Vec<Date>,
    /// The last cell that the fast path did not read, and its number.
    last: (Vec<u8>, Option<usize>),
    /// The last day that was written `2017-05-31`, and its number: rows often stand in the order of their days.
    day: Option<([u8; 10], usize)>,
    /// For each day from the first of 1900 on, one more than the number of its period; every month has 31.
    by_day: Vec<u32>,
}

impl Calendar {
    /// Learns from some cells how a column is written, as [`Clock::learn`] does.
    pub(crate) fn learn<'a>(cells: impl Iterator<Item = &'a [u8]>, terms: &Terms) -> Option<Self> {
        Clock::learn(cells, terms).map(Self::of)
    }

    /// A column of which nothing is seen yet; its dates have that grain or a finer one.
    pub(crate) fn new(grain: Grain, terms: &Terms) -> Self {
        Self::of(Clock::new(grain, terms))
    }

    /// A column read by that clock.
    pub(crate) fn of(clock: Clock) -> Self {
        Self { clock, asked: Grain::Day, met: Vec::new(), last: (Vec::new(), None), day: None, by_day: Vec::new() }
    }

    /// The same by periods of that length, before a cell is met.
    pub(crate) fn by(self, asked: Grain) -> Self {
        debug_assert!(self.met.is_empty(), "numbers are given out by one grain");
        Self { asked, ..self }
    }

    /// How its cells are read.
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// As [`Clock::is_undecided`].
    pub(crate) fn is_undecided(&self) -> bool {
        self.clock.is_undecided()
    }

    /// As [`Clock::scout`].
    pub(crate) fn scout(&mut self, cell: &[u8]) -> bool {
        debug_assert!(self.met.is_empty(), "cells are scouted before they are counted");
        self.clock.scout(cell)
    }

    /// The number of the date in a cell; `None` when it is no date, coarser than the column is, or of the
    /// other order of day and month. Whether there is one depends on the cell and what was learned alone.
    pub(crate) fn place(&mut self, cell: &[u8]) -> Option<usize> {
        let cell = cell.trim_ascii();
        if let (Some((start, rest)), Some((day, number))) = (cell.split_first_chunk(), &self.day)
            && start == day
            && (rest.is_empty() || fast::is_time(rest))
        {
            return Some(*number);
        }
        if let Some(idx) = self.clock.read_fast(cell).map(Parts::idx) {
            let number = match self.by_day.get(idx) {
                None | Some(0) => self.place_anew(cell, Some(idx)),
                Some(slot) => usize::try_from(*slot - 1).ok(),
            }?;
            let start = cell.first_chunk().filter(|start: &&[u8; 10]| start.get(4) == Some(&b'-'));
            if let Some(start) = start.filter(|_| !self.clock.has_format()) {
                self.day = Some((*start, number));
            }
            return Some(number);
        }
        if cell == self.last.0.as_slice() {
            return self.last.1;
        }
        let number = self.place_anew(cell, None);
        self.last.0.clear();
        self.last.0.extend_from_slice(cell);
        self.last.1 = number;
        number
    }

    /// The number of a cell, kept for its day where the cell is of that day in any zone.
    #[inline(never)]
    fn place_anew(&mut self, cell: &[u8], idx: Option<usize>) -> Option<usize> {
        let start = self.clock.start(cell).filter(|start| days::idx_of(*start).is_some())?;
        let number = self.number(self.period(start))?;
        if let Some(idx) = idx {
            *self.slot(idx)? = number;
        }
        usize::try_from(number - 1).ok()
    }

    /// The first day of the period that is asked for, of the first day of one of the clock's.
    fn period(&self, start: Date) -> Date {
        let own = self.clock.grain();
        if self.asked < own { Period::of(Period { start, grain: own }.day(), self.asked).start } else { start }
    }

    /// One more than the number of the period that begins with a date.
    fn number(&mut self, start: Date) -> Option<u32> {
        let next = u32::try_from(self.met.len() + 1).ok()?;
        // All time begins before all days; then there is no other period.
        let slot = self.slot(days::idx_of(start).unwrap_or(0))?;
        if *slot == 0 {
            *slot = next;
            self.met.push(start);
            return Some(next);
        }
        Some(*slot)
    }

    fn slot(&mut self, idx: usize) -> Option<&mut u32> {
        if idx >= self.by_day.len() {
            self.by_day.resize(idx + 1, 0);
        }
        self.by_day.get_mut(idx)
    }

    /// The period of a number that was given out.
    pub(crate) fn period_of(&self, number: usize) -> Option<Period> {
        Some(Period { start: *self.met.get(number)?, grain: self.clock.grain().min(self.asked) })
    }

    /// Takes in the dates of a clone: the number here of each number there.
    pub(crate) fn absorb(&mut self, other: &Self) -> Vec<usize> {
        debug_assert!(self.clock == other.clock, "both are of one column");
        let numbers = other.met.iter().filter_map(|start| usize::try_from(self.number(*start)? - 1).ok());
        numbers.collect()
    }

    /// The dates, now that everything is read.
    pub(crate) fn finish(self) -> Days {
        let written = self.clock.grain();
        Days { finest: written.min(self.asked), written, is_ambiguous: self.clock.is_ambiguous(), dates: self.met }
    }
}
