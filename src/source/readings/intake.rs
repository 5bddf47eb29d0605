//! The bytes of a CSV file on their way to the CSV reader. Responsible for reporting progress, for the limit on one
//! record, and for marking the end of the file so that a quote left open is seen.
//! Invariant: every byte the CSV reader has not consumed yet lies in the current block.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::blocks::{BLOCK, Rest};
use super::counts::Progress;
use super::records::END;
use super::utf8::Proof;
use crate::journey::understood::LineEnds;

/// How long one record may be.
pub(super) const LONGEST_RECORD: u64 = 16 * 1024 * 1024;

/// Why the bytes stopped coming.
#[derive(Debug)]
pub(super) enum Stopped {
    /// Somebody asked for it.
    Cancelled,
    /// A record is longer than [`LONGEST_RECORD`].
    TooLong,
    /// The system said no.
    Failed(io::Error),
}

/// A reader between a file and the CSV reader.
pub(super) struct Intake<'a, R> {
    input: R,
    /// How many bytes are read at once.
    size: usize,
    /// How many bytes of the file itself were taken.
    taken: Arc<AtomicU64>,
    progress: Progress<'a>,
    /// The bytes being handed out; after the last ones of the file, [`END`].
    block: Vec<u8>,
    /// How many of `block` are the file's own.
    n_own: usize,
    /// How many of `block` are handed out.
    n_given: usize,
    /// Offset of `block` in the file.
    start: u64,
    /// The byte before `block`.
    before: Option<u8>,
    /// Offset at which the record being read begins.
    record_start: u64,
    is_at_end: bool,
    /// Lines end with a lone carriage return; it is handed out as a line feed.
    has_carriage_returns: bool,
    has_crlf: bool,
    proof: Proof,
    stopped: Option<Stopped>,
}

impl<'a, R: Read> Intake<'a, R> {
    /// Reads the first block.
    pub(super) fn new(input: R, size: usize, taken: Arc<AtomicU64>, progress: Progress<'a>) -> Self {
        let mut intake = Self {
            input,
            size,
            taken,
            progress,
            block: Vec::new(),
            n_own: 0,
            n_given: 0,
            start: 0,
            before: None,
            record_start: 0,
            is_at_end: false,
            has_carriage_returns: false,
            has_crlf: false,
            proof: Proof::default(),
            stopped: None,
        };
        // How a file is laid out is told from as many bytes, however many are read at once.
        intake.size = size.max(BLOCK);
        intake.refill();
        intake.size = size;
        let prefix = intake.prefix();
        let before_feed = prefix.iter().position(|byte| *byte == b'\n').and_then(|idx| prefix.get(idx.checked_sub(1)?));
        let has_crlf = before_feed == Some(&b'\r');
        let has_carriage_returns = prefix.contains(&b'\r') && !prefix.contains(&b'\n');
        intake.has_crlf = has_crlf;
        intake.has_carriage_returns = has_carriage_returns;
        intake.prepare();
        intake
    }

    /// May what follows that offset be read in blocks, as it is?
    pub(super) fn is_shareable(&self, offset: u64) -> bool {
        self.start == 0 && !self.has_carriage_returns && self.stopped.is_none() && offset <= self.n_own as u64
    }

    /// What is left of the block from that offset on, and the rest of the file.
    pub(super) fn into_rest(mut self, offset: u64) -> Rest<'a, R> {
        self.block.truncate(self.n_own);
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.n_own);
        let read = self.block.split_off(from);
        let Self { input, taken, progress, is_at_end, .. } = self;
        Rest { read, input, is_at_end, taken, progress }
    }

    /// The first line so far that is not UTF-8.
    pub(super) fn refuted(&self) -> Option<u64> {
        if self.is_at_end { self.proof.finish() } else { self.proof.refuted() }
    }

    /// The first bytes of the file; none once a second block was read.
    pub(super) fn prefix(&self) -> &[u8] {
        self.block.get(..self.n_own).filter(|_| self.start == 0).unwrap_or_default()
    }

    /// How lines end. Known once a block was read.
    pub(super) fn line_ends(&self) -> LineEnds {
        match (self.has_crlf, self.has_carriage_returns) {
            (true, _) => LineEnds::ReturnFeed,
            (false, true) => LineEnds::Return,
            (false, false) => LineEnds::Feed,
        }
    }

    /// The bytes that can be looked at: those of the file, and the mark at their end.
    pub(super) fn opening(&self) -> &[u8] {
        if self.start == 0 { &self.block } else { &[] }
    }

    /// Do lines end in CRLF? Known once a block was read.
    pub(super) fn has_crlf(&self) -> bool {
        self.has_crlf
    }

    /// Is the prefix the whole file?
    pub(super) fn is_whole(&self) -> bool {
        self.is_at_end
    }

    /// A record begins at that offset: from here its length is counted.
    pub(super) fn begin_record(&mut self, offset: u64) {
        self.record_start = offset;
    }

    /// Does what ends at that offset reach beyond the file's own bytes?
    pub(super) fn is_beyond(&self, offset: u64) -> bool {
        // The line feed that opens the end mark may well end the last record.
        self.is_at_end && offset > self.start + self.n_own as u64 + 1
    }

    /// The byte before that offset, where it is still at hand.
    pub(super) fn byte_before(&self, offset: u64) -> Option<u8> {
        if offset == self.start {
            return self.before;
        }
        let idx = usize::try_from(offset.checked_sub(self.start + 1)?).ok()?;
        self.block.get(idx).copied()
    }

    /// Why the bytes stopped coming, once [`Read`] has failed.
    pub(super) fn stopped(&mut self) -> Option<Stopped> {
        self.stopped.take()
    }

    /// Fills the block from the file, whatever the pieces it comes in.
    fn refill(&mut self) {
        self.before = self.block.last().copied().or(self.before);
        self.start += self.block.len() as u64;
        self.n_given = 0;
        self.n_own = 0;
        self.block.resize(self.size, 0);
        while let Some(rest) = self.block.get_mut(self.n_own..).filter(|rest| !rest.is_empty()) {
            match self.input.read(rest) {
                Ok(0) => {
                    self.is_at_end = true;
                    break;
                }
                Ok(n) => self.n_own += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.stopped = Some(Stopped::Failed(error));
                    break;
                }
            }
        }
        self.block.truncate(self.n_own);
        if self.is_at_end {
            self.block.extend_from_slice(END);
        }
        if (self.progress)(self.taken.load(Ordering::Relaxed)).is_break() {
            self.stopped = Some(Stopped::Cancelled);
        }
    }

    /// Turns line ends that are carriage returns, and looks whether it is text.
    fn prepare(&mut self) {
        if self.has_carriage_returns {
            for byte in self.block.iter_mut().filter(|byte| **byte == b'\r') {
                *byte = b'\n';
            }
        }
        self.proof.take(self.block.get(..self.n_own).unwrap_or_default());
    }
}

impl<R: Read> Read for Intake<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stopped.is_none() && self.n_given == self.block.len() && !self.is_at_end {
            if self.start + self.n_given as u64 > self.record_start + LONGEST_RECORD {
                self.stopped = Some(Stopped::TooLong);
            } else {
                self.refill();
                self.prepare();
            }
        }
        if self.stopped.is_some() {
            return Err(io::Error::other("stopped"));
        }
        let rest = self.block.get(self.n_given..).unwrap_or_default();
        let n = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.n_given += n;
        Ok(n)
    }
}
