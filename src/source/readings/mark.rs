//! Where counting ended, and what is needed to go on from there once a file has grown. Must not know the map.
//! Invariant: what is counted before a mark and after it adds up to what one pass over the whole file counts.

use std::hash::BuildHasher;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use foldhash::quality::FixedState;

use super::blocks::Rest;
use super::counted::Counted;
use super::counts::Progress;
use super::dialect::Layout;
use super::header::Header;
use super::tallied::{End, Swallowing, Tallied};
use crate::source::bytes::Bytes;
use crate::source::charset::Passing;
use crate::source::dates::Calendar;

/// How many places of a file are looked at to tell whether it is still the same.
const N_PROBES: u64 = 16;

/// How many bytes each of them has.
const PROBE: u64 = 4 * 1024;

/// Where counting ended.
#[derive(Clone, Debug)]
pub struct Mark {
    /// How many bytes were read.
    offset: u64,
    /// The line that comes next.
    line: u64,
    /// What some places of the file held.
    probes: u64,
    /// How the file is written.
    layout: Layout,
    /// Its columns.
    names: Vec<String>,
    counted: Counted,
    swallowing: Option<Swallowing<u64>>,
}

impl Mark {
    /// The end of a file that was counted; `None` where nobody could go on from there.
    pub(super) fn new(bytes: &dyn Bytes, layout: Layout, header: &Header, tallied: &Tallied) -> Option<Self> {
        let counted = tallied.counted.clone();
        let is_decided = counted.calendar.as_ref().is_none_or(|calendar| !calendar.is_undecided());
        let is_whole = tallied.end == End::Whole && tallied.stray.is_none() && is_decided;
        let (offset, line) = (bytes.size(), tallied.next_line.filter(|_| is_whole)?);
        let (probes, last) = probes(bytes, offset).ok()?;
        let Tallied { swallowing, .. } = *tallied;
        let mark = Self { offset, line, probes, layout, names: header.names.clone(), counted, swallowing };
        (last == Some(b'\n')).then_some(mark)
    }

    /// The line that comes next.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// The dates before it.
    pub(super) fn calendar(&self) -> Option<&Calendar> {
        self.counted.calendar.as_ref()
    }

    /// Does the file still begin with what was read, as far as a few looks tell?
    pub(super) fn fits(&self, bytes: &dyn Bytes, layout: &Layout, header: &Header) -> bool {
        self.layout == *layout
            && self.names == header.names
            && bytes.size() >= self.offset
            && probes(bytes, self.offset).is_ok_and(|(probes, _)| probes == self.probes)
    }

    /// Adds what was counted before; `None` where the two do not go together.
    pub(super) fn before(self, mut after: Tallied) -> Option<Tallied> {
        if after.stray.is_some() {
            return None;
        }
        let mut counted = self.counted;
        counted.absorb(after.counted);
        after.counted = counted;
        after.swallowing = self.swallowing.or(after.swallowing);
        Some(after)
    }
}

/// What some places up to an offset hold, and the last byte before it.
fn probes(bytes: &dyn Bytes, offset: u64) -> io::Result<(u64, Option<u8>)> {
    let mut held = Vec::new();
    let last = offset.saturating_sub(PROBE);
    for idx in 0..N_PROBES {
        let from = last / (N_PROBES - 1) * idx;
        let from = if idx + 1 == N_PROBES { last } else { from };
        bytes.reader_at(from)?.take(PROBE.min(offset - from)).read_to_end(&mut held)?;
    }
    Ok((FixedState::default().hash_one(&held), held.last().copied()))
}

/// What follows a mark.
pub(super) fn rest<'a>(
    mark: &Mark,
    bytes: &'a dyn Bytes,
    progress: Progress<'a>,
) -> io::Result<Rest<'a, impl Read + Send + 'a>> {
    let taken = Arc::new(AtomicU64::new(mark.offset));
    let input = Passing::new(bytes.reader_at(mark.offset)?, &taken);
    Ok(Rest { read: Vec::new(), input, is_at_end: false, taken, progress })
}
