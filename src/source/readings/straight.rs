//! Counting a file from its first record to the last by the `csv` crate: whatever is in it is told.
//! Invariant: what others count in blocks comes out as it does here.

use std::io::Read;

use super::intake::Stopped;
use super::ledger::{Reason, Spot};
use super::records::Record;
use super::row::Rows;
use super::sheet::{Next, Sheet};
use super::tallied::{End, Swallowing, Tallied};

/// Counts what follows the header.
///
/// # Errors
///
/// The line after which the system said no.
pub(super) fn count<R: Read>(
    mut sheet: Sheet<'_, R>,
    mut rows: Rows<'_>,
    delimiter: u8,
) -> Result<Tallied, (Stopped, u64)> {
    let mut swallowing = None;
    let end = loop {
        match sheet.advance() {
            Next::Record => {
                let record = Record::parsed(sheet.record());
                if record.is_blank(rows.width) {
                    continue;
                }
                if swallowing.is_none() && record.has_swallowed(rows.width, delimiter) {
                    swallowing = Some(Swallowing { at: sheet.line(), n_feeds: record.n_feeds() });
                }
                rows.take(&record, || Spot::of_line(sheet.line()));
            }
            Next::End => break End::Whole,
            Next::UnclosedQuote(line) => {
                rows.leave_out(Reason::UnclosedQuote, Spot::of_line(line));
                break End::UnclosedQuote(line);
            }
            Next::Stopped(Stopped::Cancelled, _) => break End::Cancelled,
            Next::Stopped(Stopped::TooLong, line) => {
                rows.leave_out(Reason::TooLong, Spot::of_line(line));
                break End::TooLong(line);
            }
            Next::Stopped(stopped, line) => return Err((stopped, line)),
        }
    };
    let overflow = rows.respondents.overflow();
    Ok(Tallied {
        counted: rows.counted,
        overflow,
        swallowing,
        stray: sheet.refuted(),
        end,
        next_line: None,
        prints: Vec::new(),
    })
}
