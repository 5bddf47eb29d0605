//! Where counting ended, and what is needed to go on from there once a file has grown.
//! Invariant: what is counted before a mark and after it adds up to what one pass over the whole file counts.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::blocks::Rest;
use super::counted::Counted;
use super::counts::Progress;
use super::dialect::Layout;
use super::header::Header;
use super::prints::Prints;
use super::tallied::{End, Swallowing, Tallied};
use crate::source::bytes::Bytes;
use crate::source::charset::Passing;
use crate::source::dates::Calendar;

/// Where counting ended.
#[derive(Clone, Debug)]
pub struct Mark {
    /// What was read.
    prints: Prints,
    /// The line that comes next.
    line: u64,
    /// How the file is written.
    layout: Layout,
    /// Its columns.
    names: Vec<String>,
    counted: Counted,
    swallowing: Option<Swallowing<u64>>,
}

impl Mark {
    /// The end of a file that was counted; `None` where nobody could go on from there.
    ///
    /// * `prints`: of all bytes that were read.
    pub(super) fn new(prints: Prints, layout: Layout, header: &Header, tallied: &Tallied) -> Option<Self> {
        let counted = tallied.counted.clone();
        let is_decided = counted.calendar.as_ref().is_none_or(|calendar| !calendar.is_undecided());
        let is_whole = tallied.end == End::Whole && tallied.stray.is_none() && is_decided && prints.ends_line();
        let line = tallied.next_line.filter(|_| is_whole)?;
        let Tallied { swallowing, .. } = *tallied;
        Some(Self { prints, line, layout, names: header.names.clone(), counted, swallowing })
    }

    /// The line that comes next.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// What was read.
    pub(super) fn prints(&self) -> &Prints {
        &self.prints
    }

    /// The dates before it.
    pub(super) fn calendar(&self) -> Option<&Calendar> {
        self.counted.calendar.as_ref()
    }

    /// Is it the mark of a file that is written like this, with these columns?
    pub(super) fn is_of(&self, layout: &Layout, header: &Header) -> bool {
        self.layout == *layout && self.names == header.names
    }

    /// Adds what was counted before; `None` where the two do not go together.
    pub(super) fn before(self, mut after: Tallied) -> Option<(Prints, Tallied)> {
        if after.stray.is_some() {
            return None;
        }
        let mut counted = self.counted;
        counted.absorb(after.counted);
        after.counted = counted;
        after.swallowing = self.swallowing.or(after.swallowing);
        Some((self.prints, after))
    }
}

/// What follows a mark.
pub(super) fn rest<'a>(
    mark: &Mark,
    bytes: &'a dyn Bytes,
    progress: Progress<'a>,
) -> io::Result<Rest<'a, impl Read + Send + 'a>> {
    let taken = Arc::new(AtomicU64::new(mark.prints.n_bytes()));
    let input = Passing::new(bytes.reader_at(mark.prints.n_bytes())?, &taken);
    Ok(Rest { read: Vec::new(), input, is_at_end: false, taken, progress })
}
