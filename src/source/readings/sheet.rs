//! The records of a CSV file in their order, read by the `csv` crate, with the line each begins on.
//! Invariant: the end of the file and a quote that swallowed it are told apart.

use std::io::Read;
use std::ops::ControlFlow;

use super::blocks::{BLOCK, Rest};
use super::dialect::{self, Layout};
use super::intake::{Intake, Stopped};
use super::records::{END_FIELD, Record, feeds};
use super::width::Width;
use crate::journey::understood::LineEnds;

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
pub(super) struct Sheet<'a, R> {
    reader: csv::Reader<Intake<'a, R>>,
    record: csv::ByteRecord,
    delimiter: u8,
    /// How many bytes stand before the header.
    preamble: usize,
}

impl<'a, R: Read> Sheet<'a, R> {
    /// Nothing read yet.
    pub(super) fn new(intake: Intake<'a, R>, layout: &Layout) -> Self {
        let Layout { delimiter, preamble, .. } = *layout;
        let mut builder = csv::ReaderBuilder::new();
        builder.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(BLOCK);
        Self { reader: builder.from_reader(intake), record: csv::ByteRecord::new(), delimiter, preamble }
    }

    /// The bytes from the header on that can be looked at, with the mark at their end where they are the whole file.
    pub(super) fn opening(&self) -> &[u8] {
        self.reader.get_ref().opening().get(self.preamble..).unwrap_or_default()
    }

    /// How lines end.
    pub(super) fn line_ends(&self) -> LineEnds {
        self.reader.get_ref().line_ends()
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
            Ok(true) if self.record.len() == 1 && self.record.get(0) == Some(END_FIELD) => Next::End,
            Ok(true) => {
                let n_swallowed = self.record.get(self.record.len().saturating_sub(1)).map_or(0, feeds);
                Next::UnclosedQuote(self.reader.position().line().saturating_sub(n_swallowed))
            }
        }
    }

    /// Hands out the records that follow, in their order and each with the line it begins on, until that breaks.
    ///
    /// # Errors
    ///
    /// Why no more bytes came, and for the record of which line. A quote left open just ends the file here.
    pub(crate) fn each(
        &mut self,
        mut visit: impl FnMut(Record<'_>, u64) -> ControlFlow<()>,
    ) -> Result<(), (Stopped, u64)> {
        loop {
            match self.advance() {
                Next::Record if visit(Record::parsed(&self.record), self.line()).is_break() => return Ok(()),
                Next::Record => {}
                Next::End | Next::UnclosedQuote(_) => return Ok(()),
                Next::Stopped(stopped, line) => return Err((stopped, line)),
            }
        }
    }

    /// The 1-based line the record begins on.
    pub(super) fn line(&self) -> u64 {
        let end = self.reader.position();
        let is_past_feed = self.reader.get_ref().byte_before(end.byte()) == Some(b'\n');
        (end.line() - u64::from(is_past_feed)).saturating_sub(feeds(self.record.as_slice())).max(1)
    }

    /// The first line so far that is not UTF-8.
    pub(super) fn refuted(&self) -> Option<u64> {
        self.reader.get_ref().refuted()
    }

    /// May what follows be read in blocks?
    pub(super) fn is_shareable(&self) -> bool {
        self.reader.get_ref().is_shareable(self.reader.position().byte())
    }

    /// The bytes of the records so far, where they can still be looked at.
    pub(super) fn passed(&self) -> &[u8] {
        let end = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        self.reader.get_ref().prefix().get(..end).unwrap_or_default()
    }

    /// What follows the records so far, and the line it begins on.
    pub(super) fn into_rest(self) -> (Rest<'a, R>, u64) {
        let position = self.reader.position().clone();
        (self.reader.into_inner().into_rest(position.byte()), position.line())
    }

    /// The first cells of a column, as far as the first block goes.
    pub(super) fn sample(&self, column: usize, width: Width, most: usize) -> Vec<Vec<u8>> {
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
            if is_row && Record::parsed(&record).fits(width) {
                pending = record.get(column).map(<[u8]>::to_vec);
            }
        }
        if intake.is_whole() {
            cells.extend(pending);
        }
        cells
    }
}
