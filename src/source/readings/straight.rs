//! Counting a file from its first record to the last by the `csv` crate: whatever is in it is told.
//! Must not know threads. Invariant: what others count in blocks comes out as it does here.

use std::io::Read;

use super::intake::Stopped;
use super::ledger::{Lines, Reason, Spot};
use super::records::Record;
use super::row::Rows;
use super::sheet::{Next, Sheet};
use super::tallied::{End, Swallowing, Tallied};

/// Counts what follows the header.
///
/// # Errors
///
/// The line after which the system said no.
pub(super) fn count<'p, R: Read>(
    mut sheet: Sheet<'_, R>,
    mut rows: Rows<'p>,
    delimiter: u8,
) -> Result<Tallied<'p>, (Stopped, u64)> {
    let spot = |line| Spot { block: 0, line };
    let mut swallowing = None;
    let end = loop {
        match sheet.advance() {
            Next::Record => {
                let record = Record::parsed(sheet.record());
                if record.is_blank(rows.n_columns) {
                    continue;
                }
                if swallowing.is_none() && record.has_swallowed(rows.n_columns, delimiter) {
                    swallowing = Some(Swallowing { at: sheet.line(), n_feeds: record.n_feeds() });
                }
                rows.take(&record, || spot(sheet.line()));
            }
            Next::End => break End::Whole,
            Next::UnclosedQuote(line) => {
                rows.leave_out(Reason::UnclosedQuote, spot(line));
                break End::UnclosedQuote(line);
            }
            Next::Stopped(Stopped::Cancelled, _) => break End::Cancelled,
            Next::Stopped(Stopped::TooLong, line) => {
                rows.leave_out(Reason::TooLong, spot(line));
                break End::TooLong(line);
            }
            Next::Stopped(stopped, line) => return Err((stopped, line)),
        }
    };
    Ok(Tallied { rows, lines: Lines::from_first(0), swallowing, stray: sheet.refuted(), end })
}
