//! The bytes of a file in blocks that end where a record does, for whoever asks next.
//! Invariant: the blocks in their order are the file; each begins where the one before ends.
//!
//! Where a record ends is told by the number of quotes before it. That is a guess, which whoever reads a block has to
//! prove: it must end where a record of it ends.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use memchr::{memchr_iter, memrchr2_iter};

use super::counts::Progress;

/// How many bytes are read at once; progress is told this often.
pub(super) const BLOCK: usize = 256 * 1024;

/// How many bytes a block may have at most.
const LONGEST: usize = 1024 * 1024;

/// Why no more blocks come, though the file goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Halt {
    /// Somebody asked for it.
    Cancelled,
    /// What is left must be read in order: a record is very long, a quote is not where it should be, or the system
    /// said no.
    Odd,
}

/// A block.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// Its number, from 0.
    pub(super) number: u32,
    bytes: Vec<u8>,
    n: usize,
}

impl Block {
    /// What is in it.
    pub(super) fn bytes(&self) -> &[u8] {
        self.bytes.get(..self.n).unwrap_or_default()
    }
}

/// What follows the header of a file.
pub(super) struct Rest<'a, R> {
    /// What was read already.
    pub(super) read: Vec<u8>,
    /// What was not.
    pub(super) input: R,
    /// Is nothing left to be read?
    pub(super) is_at_end: bool,
    /// How many bytes of the file itself were taken.
    pub(super) taken: Arc<AtomicU64>,
    /// Hears of it.
    pub(super) progress: Progress<'a>,
}

/// The blocks of a file.
pub(super) struct Blocks<'a, R> {
    rest: Rest<'a, R>,
    /// How many bytes are read at once.
    size: usize,
    n_pulled: u32,
    halt: Option<Halt>,
}

impl<'a, R: Read> Blocks<'a, R> {
    /// No block yet.
    pub(super) fn new(rest: Rest<'a, R>, size: usize) -> Self {
        Self { rest, size, n_pulled: 0, halt: None }
    }

    /// Why no more blocks come.
    pub(super) fn halted(&self) -> Option<Halt> {
        self.halt
    }

    /// No more blocks come.
    pub(super) fn halt(&mut self, halt: Halt) {
        self.halt.get_or_insert(halt);
    }

    /// Takes the next block; false where there is none.
    pub(super) fn pull(&mut self, block: &mut Block) -> bool {
        if self.halt.is_some() || (self.rest.is_at_end && self.rest.read.is_empty()) {
            return false;
        }
        (block.number, block.n) = (self.n_pulled, 0);
        // What was read with the header is a block of its own, if it can be.
        let mut may_fill = self.n_pulled > 0;
        loop {
            self.take_read(block);
            if (may_fill || block.n == 0)
                && self.rest.read.is_empty()
                && let Err(halt) = self.fill(block)
            {
                self.halt = Some(halt);
                return false;
            }
            may_fill = true;
            let is_last = self.rest.is_at_end && self.rest.read.is_empty();
            if let Some(end) = if is_last { Some(block.n) } else { end_of_record(block.bytes()) } {
                self.rest.read.splice(..0, block.bytes().get(end..).unwrap_or_default().iter().copied());
                block.n = end;
                self.n_pulled += 1;
                return end > 0;
            }
            if block.n > LONGEST {
                self.halt = Some(Halt::Odd);
                return false;
            }
        }
    }

    /// Moves as much as a block has of what was read already.
    fn take_read(&mut self, block: &mut Block) {
        let n = self.rest.read.len().min(self.size);
        let full = block.n + n;
        block.bytes.resize(block.bytes.len().max(full), 0);
        if let Some((to, from)) = block.bytes.get_mut(block.n..full).zip(self.rest.read.get(..n)) {
            to.copy_from_slice(from);
        }
        self.rest.read.drain(..n);
        block.n = full;
    }

    /// Reads on, whatever the pieces it comes in.
    fn fill(&mut self, block: &mut Block) -> Result<(), Halt> {
        let rest = &mut self.rest;
        let (start, full) = (block.n, block.n + self.size);
        block.bytes.resize(block.bytes.len().max(full), 0);
        while !rest.is_at_end && block.n < full {
            match rest.input.read(block.bytes.get_mut(block.n..full).unwrap_or_default()) {
                Ok(0) => rest.is_at_end = true,
                Ok(n) => block.n += n,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Err(Halt::Odd),
            }
        }
        if block.n == start {
            return Ok(());
        }
        match (rest.progress)(rest.taken.load(Ordering::Relaxed)) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Halt::Cancelled),
        }
    }
}

/// Where the last record ends that ends at all, from what begins with a record.
fn end_of_record(bytes: &[u8]) -> Option<usize> {
    let mut is_quoted = memchr_iter(b'"', bytes).count() % 2 == 1;
    for at in memrchr2_iter(b'"', b'\n', bytes) {
        match bytes.get(at) {
            Some(b'"') => is_quoted = !is_quoted,
            _ if is_quoted => {}
            _ => return Some(at + 1),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str, n_read: usize, size: usize) -> (Vec<String>, Option<Halt>) {
        let (read, input) = text.as_bytes().split_at(n_read);
        let mut progress = |_| ControlFlow::Continue(());
        let rest =
            Rest { read: read.to_vec(), input, is_at_end: false, taken: Arc::default(), progress: &mut progress };
        let mut blocks = Blocks::new(rest, size);
        let mut block = Block::default();
        let mut all = Vec::new();
        while blocks.pull(&mut block) {
            assert_eq!(block.number as usize, all.len());
            all.push(String::from_utf8(block.bytes().to_vec()).unwrap());
        }
        (all, blocks.halted())
    }

    #[test]
    fn blocks_end_where_records_do() {
        let text = "a,b\n\"c\nd\",e\n\n\"f\",\"g\"\"\n\"\nh";
        for (n_read, size) in [(0, 1), (3, 2), (7, 3), (5, 8), (text.len(), 4), (0, 1000)] {
            let (all, halt) = blocks(text, n_read, size);
            assert_eq!((all.concat().as_str(), halt), (text, None), "{n_read}, {size}");
            let ends = ["a,b\n", "d\",e\n", "e\n\n", "\"\"\n\"\n", "h"];
            assert!(all.iter().all(|block| ends.iter().any(|end| block == "\n" || block.ends_with(end))), "{all:?}");
        }
        assert_eq!(blocks(text, 0, 1).0.len(), 5);
    }

    #[test]
    fn a_record_without_end_halts() {
        let text = format!("a\n\"{}", "b\n".repeat(LONGEST));
        let (all, halt) = blocks(&text, 0, BLOCK);
        assert_eq!((all, halt), (vec!["a\n".to_owned()], Some(Halt::Odd)));
    }
}
