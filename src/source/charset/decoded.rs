//! Decodes another encoding to UTF-8 as it streams by.
//! Invariant: what does not fit the encoding is counted, and the pieces the bytes come in make no difference.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use encoding_rs::{Decoder, DecoderResult, Encoding};

/// How many bytes are read at once.
const BLOCK: usize = 64 * 1024;

/// How much text is made at once; enough for a block of most scripts.
const ROOM: usize = 2 * BLOCK;

/// What stands for a sequence of bytes that means nothing.
const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();

/// What did not fit the encoding.
#[derive(Debug, Default)]
pub struct Faults {
    count: AtomicU64,
    line: AtomicU64,
}

impl Faults {
    /// How many places, and the line of the first; `None` where all did fit.
    #[must_use]
    pub fn told(&self) -> Option<(u64, u64)> {
        let count = self.count.load(Ordering::Relaxed);
        (count > 0).then(|| (count, self.line.load(Ordering::Relaxed)))
    }
}

/// A reader of UTF-8.
pub(super) struct Decoded<R> {
    input: R,
    decoder: Decoder,
    /// What is read, and how far it is decoded.
    bytes: Vec<u8>,
    n_done: usize,
    /// What is decoded, and how far it is handed out.
    text: Vec<u8>,
    n_given: usize,
    is_last: bool,
    is_done: bool,
    faults: Arc<Faults>,
    lines: Lines,
}

impl<R: Read> Decoded<R> {
    /// Nothing read yet; the byte order mark is gone already.
    pub(super) fn new(input: R, encoding: &'static Encoding, faults: Arc<Faults>) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_without_bom_handling(),
            bytes: Vec::new(),
            n_done: 0,
            text: Vec::new(),
            n_given: 0,
            is_last: false,
            is_done: false,
            faults,
            lines: Lines::default(),
        }
    }

    /// Reads on, once all that was read is decoded.
    fn refill(&mut self) -> io::Result<()> {
        if self.is_last || self.n_done < self.bytes.len() {
            return Ok(());
        }
        self.bytes.resize(BLOCK, 0);
        let read = loop {
            match self.input.read(&mut self.bytes) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.n_done = 0;
        self.bytes.truncate(*read.as_ref().unwrap_or(&0));
        self.is_last = read? == 0;
        Ok(())
    }

    /// Decodes what there is room for.
    fn decode(&mut self) {
        self.text.resize(ROOM, 0);
        let bytes = self.bytes.get(self.n_done..).unwrap_or_default();
        let (result, n_read, n_written) =
            self.decoder.decode_to_utf8_without_replacement(bytes, &mut self.text, self.is_last);
        self.n_done += n_read;
        self.n_given = 0;
        self.text.truncate(n_written);
        let is_first = self.faults.count.load(Ordering::Relaxed) == 0;
        if is_first {
            self.lines.pass(&self.text);
        }
        match result {
            DecoderResult::InputEmpty => self.is_done = self.is_last,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                self.text.extend_from_slice(REPLACEMENT);
                if is_first {
                    self.faults.line.store(self.lines.n(), Ordering::Relaxed);
                }
                self.faults.count.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.n_given == self.text.len() && !self.is_done && !buffer.is_empty() {
            self.refill()?;
            self.decode();
        }
        let rest = self.text.get(self.n_given..).unwrap_or_default();
        let n = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.n_given += n;
        Ok(n)
    }
}

/// Counts the lines that went by, whether they end in a line feed, a carriage return or both.
#[derive(Debug, Default)]
struct Lines {
    n_feeds: u64,
    n_returns: u64,
}

impl Lines {
    fn pass(&mut self, text: &[u8]) {
        self.n_feeds += memchr::memchr_iter(b'\n', text).count() as u64;
        self.n_returns += memchr::memchr_iter(b'\r', text).count() as u64;
    }

    /// The line one is on.
    fn n(&self) -> u64 {
        1 + if self.n_feeds > 0 { self.n_feeds } else { self.n_returns }
    }
}
