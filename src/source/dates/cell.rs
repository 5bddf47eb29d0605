//! Reads a cell in any of the usual forms, without a look at its column.
//! Invariant: at most one form fits a cell, so the order in which they are tried makes no difference.

use super::fast;
use super::written::{Day, Form, Written};
use super::{named, numeric};
use crate::metric::Grain;

/// Reads a cell without blanks around it.
///
/// ISO dates and date-times, weeks, quarters and days of the year; day, month and year in either order
/// with `/`, `.` or `-`; months by their English names; clocks of 12 and 24 hours.
pub(super) fn read_cell(cell: &[u8]) -> Option<Written> {
    if let Some((parts, rest)) = fast::year_first(cell) {
        return Written::new(Day::Plain(parts.date()?, Grain::Day), Form::YearFirst, rest);
    }
    numeric::read(cell).or_else(|| named::read(cell))
}
