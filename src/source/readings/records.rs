//! The records of a CSV file one by one, with the line each begins on. Must not know columns.
//! Invariant: the end of the file and a quote that swallowed it are told apart.

use std::io::Read;

use super::dialect::{self, Layout};
use super::intake::{BLOCK, Intake, Stopped};

/// What comes next in a file.
#[derive(Debug)]
pub(super) enum Next {
    /// A record.
    Record,
    /// Nothing.
    End,
    /// A quote that is opened on that line and never closed.
    UnclosedQuote(u64),
    /// No more bytes; the line of the record they were for.
    Stopped(Stopped, u64),
}

/// A file being read.
pub(super) struct Records<'a, R> {
    reader: csv::Reader<Intake<'a, R>>,
    record: csv::ByteRecord,
    delimiter: u8,
    /// How many bytes stand before the header.
    preamble: usize,
}

impl<'a, R: Read> Records<'a, R> {
    /// Nothing read yet.
    pub(super) fn new(intake: Intake<'a, R>, layout: &Layout) -> Self {
        let Layout { delimiter, preamble, .. } = *layout;
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(BLOCK);
        Self { reader: builder.from_reader(intake), record: csv::ByteRecord::new(), delimiter, preamble }
    }

    /// The record read last.
    pub(super) fn record(&self) -> &csv::ByteRecord {
        &self.record
    }

    /// Reads the next record.
    pub(super) fn advance(&mut self) -> Next {
        let from = self.reader.position().byte();
        self.reader.get_mut().begin_record(from);
        let is_read = self.reader.read_byte_record(&mut self.record);
        let end = self.reader.position().byte();
        match is_read {
            Err(error) => {
                let line = self.record.position().map_or(1, csv::Position::line);
                // The line feed of the record before is not consumed yet where lines end in CRLF.
                let line = line + u64::from(self.reader.get_ref().has_crlf() && from > 0);
                let stopped = self.reader.get_mut().stopped();
                Next::Stopped(stopped.unwrap_or_else(|| Stopped::Failed(std::io::Error::other(error))), line)
            }
            Ok(false) => Next::End,
            Ok(true) if !self.reader.get_ref().is_beyond(end) => Next::Record,
            Ok(true) if self.record.len() == 1 && self.record.get(0) == Some(super::END_FIELD) => Next::End,
            Ok(true) => {
                let n_swallowed = self.record.get(self.record.len().saturating_sub(1)).map_or(0, line_feeds);
                Next::UnclosedQuote(self.reader.position().line().saturating_sub(n_swallowed))
            }
        }
    }

    /// The 1-based line the record begins on.
    pub(super) fn line(&self) -> u64 {
        let end = self.reader.position();
        let is_past_feed = self.reader.get_ref().byte_before(end.byte()) == Some(b'\n');
        (end.line() - u64::from(is_past_feed)).saturating_sub(self.n_feeds()).max(1)
    }

    /// How many line feeds the record holds.
    pub(super) fn n_feeds(&self) -> u64 {
        line_feeds(self.record.as_slice())
    }

    /// Has a quote swallowed rows? Then the record runs over several lines and has the wrong number
    /// of fields, or a line within one of its fields looks like a row.
    pub(super) fn has_swallowed(&self, n_columns: usize) -> bool {
        let start = self.record.position().map_or(0, csv::Position::line);
        if self.reader.position().line() <= start + 1 || self.n_feeds() == 0 {
            return false;
        }
        let is_row = |line: &[u8]| occurrences(line, self.delimiter) + 1 >= n_columns as u64;
        let holds_row = |field: &[u8]| {
            let mut lines = field.split(|byte| *byte == b'\n');
            // The first line may hold any text; the last one ends where the field does.
            let last = lines.next_back().filter(|last| last.contains(&b'"') || n_columns > 5);
            lines.next().is_some() && (lines.any(is_row) || last.is_some_and(is_row))
        };
        self.record.len() != n_columns || (n_columns > 2 && self.record.iter().any(holds_row))
    }

    /// The first cells of a column, as far as the first block goes.
    pub(super) fn sample(&self, column: usize, n_columns: usize, most: usize) -> Vec<Vec<u8>> {
        let intake = self.reader.get_ref();
        let mut rest = dialect::reader(intake.prefix().get(self.preamble..).unwrap_or_default(), self.delimiter);
        let mut cells = Vec::new();
        let mut record = csv::ByteRecord::new();
        // The header; then the rows, but for the last, which may be cut.
        let mut is_row = matches!(rest.read_byte_record(&mut record), Ok(true));
        let mut pending: Option<Vec<u8>> = None;
        while is_row && cells.len() < most {
            is_row = matches!(rest.read_byte_record(&mut record), Ok(true));
            cells.extend(pending.take());
            if is_row && record.len() == n_columns {
                pending = record.get(column).map(<[u8]>::to_vec);
            }
        }
        if intake.is_whole() {
            cells.extend(pending);
        }
        cells
    }
}

fn line_feeds(bytes: &[u8]) -> u64 {
    occurrences(bytes, b'\n')
}

#[expect(clippy::naive_bytecount, reason = "only of rows that are odd, or left out")]
fn occurrences(bytes: &[u8], sought: u8) -> u64 {
    bytes.iter().filter(|byte| **byte == sought).count() as u64
}
