//! Counting a file by several who share its blocks.
//! Invariant: the counts are those of one reader from the first record to the last, or there are none.
//!
//! Each takes the next block as it is done with the one before: nobody waits but for the disk. A block is read as if
//! it began where a record does, and has to end where one does; so the first is right, and each one after it.

use std::io::Read;
use std::sync::Mutex;
use std::thread;

use super::blocks::{Block, Blocks, Halt, Rest};
use super::index::{Index, Manner};
use super::ledger::{Lines, Spot};
use super::prints::Print;
use super::records::{Parsed, Records, Split, feeds};
use super::row::Rows;
use super::tallied::{End, Swallowing, Tallied};
use super::utf8::feeds_before_stray;

/// More would only wait for one another.
pub(super) const MOST_WORKERS: usize = 8;

/// How a file is shared out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sharing {
    /// How many bytes are read at once.
    pub(super) size: usize,
    /// How many share it; 0: it is read in order from its first record to the last.
    pub(super) n_workers: usize,
}

/// What those who share a file know of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms {
    /// What stands between fields.
    pub(super) delimiter: u8,
    /// The line on which the first block begins.
    pub(super) line: u64,
    /// The first line that is not UTF-8, as far as was looked.
    pub(super) stray: Option<u64>,
    /// How it is shared out.
    pub(super) sharing: Sharing,
    /// The seed of the prints of its blocks, where they are asked for.
    pub(super) seed: Option<u64>,
}

/// What one of them counted.
struct Share<'p> {
    rows: Rows<'p>,
    /// Line feeds by the number of the block.
    feeds: Vec<(u32, u64)>,
    /// Prints by the number of the block.
    prints: Vec<(u32, Print)>,
    swallowing: Option<Swallowing<Spot>>,
    stray: Option<Spot>,
}

/// Counts what follows the header; `None` where it must be read in order.
pub(super) fn count<R: Read + Send>(rest: Rest<'_, R>, rows: Rows<'_>, terms: Terms) -> Option<Tallied> {
    let n_others = if rest.is_at_end { 0 } else { terms.sharing.n_workers.min(MOST_WORKERS).saturating_sub(1) };
    let blocks = Mutex::new(Blocks::new(rest, terms.sharing.size));
    let mut share = thread::scope(|scope| {
        let others: Vec<_> = (0..n_others)
            .map(|_| {
                let (blocks, rows) = (&blocks, rows.clone());
                scope.spawn(move || work(blocks, rows, terms))
            })
            .collect();
        let mut share = work(&blocks, rows, terms);
        for other in others {
            match other.join() {
                Ok(other) => share.absorb(other),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        share
    });
    let halt = blocks.into_inner().ok()?.halted();
    let end = match halt {
        None => End::Whole,
        Some(Halt::Cancelled) => End::Cancelled,
        Some(Halt::Odd) => return None,
    };
    let lines = Lines::new(terms.line, std::mem::take(&mut share.feeds));
    let swallowing = share.swallowing.map(|found| Swallowing { at: lines.of(found.at), n_feeds: found.n_feeds });
    let stray = terms.stray.or_else(|| share.stray.map(|spot| lines.of(spot)));
    let Rows { mut counted, respondents, .. } = share.rows;
    counted.settle(&lines);
    let overflow = respondents.overflow();
    share.prints.sort_unstable_by_key(|(number, _)| *number);
    let prints = share.prints.into_iter().map(|(_, print)| print).collect();
    Some(Tallied { counted, overflow, swallowing, stray, end, next_line: Some(lines.next()), prints })
}

/// Counts one block after another until there are no more.
fn work<'p, R: Read>(blocks: &Mutex<Blocks<'_, R>>, rows: Rows<'p>, terms: Terms) -> Share<'p> {
    let mut share = Share { rows, feeds: Vec::new(), prints: Vec::new(), swallowing: None, stray: None };
    let (mut block, mut index) = (Block::default(), Index::default());
    // Somebody who panicked with the blocks in hand has left them to nobody.
    while blocks.lock().is_ok_and(|mut blocks| blocks.pull(&mut block)) {
        share.prints.extend(terms.seed.map(|seed| (block.number, Print::of(block.bytes(), seed))));
        if !share.take(&block, &mut index, terms.delimiter) {
            if let Ok(mut blocks) = blocks.lock() {
                blocks.halt(Halt::Odd);
            }
            break;
        }
    }
    share
}

impl Share<'_> {
    /// Counts a block; false where it does not end as a record does.
    ///
    /// * `index`: room for that of the block.
    fn take(&mut self, block: &Block, index: &mut Index, delimiter: u8) -> bool {
        let (bytes, number) = (block.bytes(), block.number);
        let manner = index.read(bytes, delimiter);
        let is_plain = manner == Manner::Plain;
        self.feeds.push((number, if is_plain { index.n_feeds() } else { feeds(bytes) }));
        if self.stray.is_none() && !(is_plain && index.is_ascii()) {
            self.stray = feeds_before_stray(bytes).map(|line| Spot { block: number, line });
        }
        match manner {
            Manner::Plain => self.count(&mut Split::new(bytes, index), block, delimiter),
            Manner::Odd => {
                let mut records = Parsed::new(bytes, delimiter);
                self.count(&mut records, block, delimiter);
                return records.is_whole();
            }
            Manner::Unreadable => return false,
        }
        true
    }

    /// Counts the records of a block.
    fn count<R: Records>(&mut self, records: &mut R, block: &Block, delimiter: u8) {
        records.each(|record, from| {
            if record.is_blank(self.rows.width) {
                return;
            }
            let spot = || spot(block, from);
            if self.swallowing.is_none() && record.may_be_folded() && record.has_swallowed(self.rows.width, delimiter) {
                self.swallowing = Some(Swallowing { at: spot(), n_feeds: record.n_feeds() });
            }
            self.rows.take(&record, spot);
        });
    }

    /// Adds the share of another.
    fn absorb(&mut self, other: Self) {
        self.rows.counted.absorb(other.rows.counted);
        self.feeds.extend(other.feeds);
        self.prints.extend(other.prints);
        self.swallowing = [self.swallowing, other.swallowing].into_iter().flatten().min();
        self.stray = [self.stray, other.stray].into_iter().flatten().min();
    }
}

/// Where a record begins that is the next from that offset on.
fn spot(block: &Block, from: usize) -> Spot {
    let start = block.bytes().get(..from + n_blank(block, from)).unwrap_or_default();
    Spot { block: block.number, line: feeds(start) }
}

/// How many line ends come before the next record.
#[inline]
fn n_blank(block: &Block, from: usize) -> usize {
    let after = block.bytes().get(from..).unwrap_or_default();
    after.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count()
}
