//! What a file held, piece by piece, in so few bytes that it can be kept.
//! Invariant: of a file that is as long or longer now, it tells whether every byte is what it was.
//!
//! Of each piece 128 bits of XXH3 are kept. They withstand chance and not those who know the seed, which is why it is
//! drawn anew for each file and never leaves the process: that another piece gives the same bits is left to chance
//! alone, 1 in 10^38. What would withstand those who know the key takes ten times as long.

use std::hash::{BuildHasher, RandomState};
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use twox_hash::XxHash3_128;

use super::counts::Progress;
use crate::source::bytes::Bytes;

/// What a piece held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Print {
    n_bytes: u64,
    hash: u128,
    /// Does it end in a line feed?
    ends_line: bool,
}

impl Print {
    /// Of those bytes.
    pub(super) fn of(piece: &[u8], seed: u64) -> Self {
        let hash = XxHash3_128::oneshot_with_seed(seed, piece);
        Self { n_bytes: piece.len() as u64, hash, ends_line: piece.last() == Some(&b'\n') }
    }
}

/// What a file held, from its first byte on.
#[derive(Clone, Debug)]
pub(super) struct Prints {
    seed: u64,
    pieces: Vec<Print>,
}

impl Prints {
    /// Of a file of which nothing is read yet.
    pub(super) fn new() -> Self {
        Self { seed: RandomState::new().hash_one(()), pieces: Vec::new() }
    }

    /// What the prints of its pieces are made with.
    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    /// Adds the pieces that follow.
    pub(super) fn extend(&mut self, pieces: impl IntoIterator<Item = Print>) {
        self.pieces.extend(pieces);
    }

    /// How many bytes they are.
    pub(super) fn n_bytes(&self) -> u64 {
        self.pieces.iter().map(|piece| piece.n_bytes).sum()
    }

    /// Does the last one end in a line feed?
    pub(super) fn ends_line(&self) -> bool {
        self.pieces.last().is_some_and(|piece| piece.ends_line)
    }

    /// Does the file still begin with them? Every byte is read, until one differs. False as well where the system said
    /// no, or somebody cancelled: whoever reads on then hears of it.
    pub(super) fn are_still_in(&self, bytes: &dyn Bytes, n_workers: usize, progress: Progress<'_>) -> bool {
        if bytes.size() < self.n_bytes() {
            return false;
        }
        let is_same = AtomicBool::new(true);
        let next = Mutex::new((self.pieces.iter(), 0, progress));
        let pull = || {
            let (pieces, from, progress) = &mut *next.lock().unwrap_or_else(PoisonError::into_inner);
            if progress(*from).is_break() {
                is_same.store(false, Ordering::Relaxed);
            }
            let (piece, offset) = (pieces.next()?, *from);
            *from += piece.n_bytes;
            Some((piece, offset))
        };
        let look = || {
            let mut held = Vec::new();
            while let Some((piece, offset)) = pull().filter(|_| is_same.load(Ordering::Relaxed)) {
                if !self.is_at(piece, offset, bytes, &mut held).unwrap_or(false) {
                    is_same.store(false, Ordering::Relaxed);
                }
            }
        };
        thread::scope(|scope| {
            for _ in 1..n_workers {
                scope.spawn(look);
            }
            look();
        });
        is_same.into_inner()
    }

    fn is_at(&self, piece: &Print, offset: u64, bytes: &dyn Bytes, held: &mut Vec<u8>) -> io::Result<bool> {
        held.resize(usize::try_from(piece.n_bytes).unwrap_or(usize::MAX), 0);
        bytes.reader_at(offset)?.read_exact(held)?;
        Ok(Print::of(held, self.seed) == *piece)
    }
}
