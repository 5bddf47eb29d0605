//! How the columns with the moments of cases are written.
//! Invariant: every column is settled before the first row is counted.

use super::case::CaseColumns;
use crate::journey::Source;
use crate::metric::Grain;
use crate::source::dates::{Clock, Terms};

/// A column that holds no moments, and its first cells.
pub(in crate::source) struct Unread {
    /// Its number.
    pub(in crate::source) column: usize,
    /// Its first cells.
    pub(in crate::source) cells: Vec<Vec<u8>>,
}

impl CaseColumns {
    /// Learns from the first cells of each column how it is written: as `format` has it, or where no cell is, by
    /// itself. The columns in which nothing is a date.
    pub(in crate::source) fn learn(&mut self, source: &Source, sample: impl Fn(usize) -> Vec<Vec<u8>>) -> Vec<Unread> {
        let zone = source.zone.as_deref();
        let own = Terms::new(source.time_format.as_deref(), zone);
        let any = Terms::new(None, zone);
        let mut unread = Vec::new();
        for moments in self.moments_mut() {
            let cells = sample(moments.column);
            let learn = |manner| Clock::learn(cells.iter().map(Vec::as_slice), manner);
            let clock = learn(&own).or_else(|| learn(&any));
            moments.clock = Some(clock.unwrap_or_else(|| {
                unread.push(Unread { column: moments.column, cells: cells.clone() });
                Clock::new(Grain::Day, &own)
            }));
        }
        unread
    }

    /// Is there a column of which cells further down may tell more?
    pub(in crate::source) fn is_undecided(&self) -> bool {
        self.moments().any(|moments| moments.clock.as_ref().is_some_and(Clock::is_undecided))
    }

    /// Learns from the cells of one more row; is all decided now?
    pub(in crate::source) fn scout<'r>(&mut self, cells: impl Fn(usize) -> &'r [u8]) -> bool {
        let mut is_decided = true;
        for moments in self.moments_mut() {
            let column = moments.column;
            let undecided = moments.clock.as_mut().filter(|clock| clock.is_undecided());
            is_decided &= undecided.is_none_or(|clock| clock.scout(cells(column)));
        }
        is_decided
    }

    /// The columns with a date of which nothing tells the day from the month.
    pub(in crate::source) fn ambiguous(&self) -> impl Iterator<Item = usize> {
        let ambiguous = self.moments().filter(|moments| moments.clock.as_ref().is_some_and(Clock::is_ambiguous));
        ambiguous.map(|moments| moments.column)
    }
}
