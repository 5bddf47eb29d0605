//! Room for the dates of one place that have answers, in the order in which they come.
//! Invariant: room follows the dates that have answers: a date without takes four bytes at most, and none where few
//! have.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::metric::{Small, SmallKind, Tally};

/// A span of dates of which fewer than one in so many have answers is kept as a list.
const SPARSE: usize = 8;
/// A span that is no longer than this is never kept as a list.
const SHORT: usize = 64;

/// Which slot a date has. Dates come as numbers, mostly ascending.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// From the date `base` on: its slot, counted from 1; 0 where it has none. Blank while the dates are few.
    dense: Vec<u32>,
    base: usize,
    /// Dates with their slots, ascending, while they are few among many.
    few: Vec<(u32, u32)>,
    n: u32,
}

impl Slots {
    pub(super) const fn new() -> Self {
        Self { dense: Vec::new(), base: 0, few: Vec::new(), n: 0 }
    }

    /// The slot of a date; the next one, if it has none yet.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    pub(super) fn slot(&mut self, date: usize) -> usize {
        match self.dense.get(date.wrapping_sub(self.base)) {
            Some(slot) if *slot > 0 => *slot as usize - 1,
            _ => self.seek(date),
        }
    }

    #[cold]
    fn seek(&mut self, date: usize) -> usize {
        let number = u32::try_from(date).unwrap_or(u32::MAX);
        let found = self.few.binary_search_by_key(&number, |(date, _)| *date);
        if let Some((_, slot)) = found.ok().and_then(|at| self.few.get(at)) {
            return *slot as usize - 1;
        }
        self.n += 1;
        let first = self.first().map_or(date, |first| first.min(date));
        let last = self.last().map_or(date, |last| last.max(date));
        let span = last - first + 1;
        let is_dense = span <= SHORT || span < SPARSE * self.n as usize;
        if is_dense {
            self.spread(first, span);
            if let Some(slot) = self.dense.get_mut(date - first) {
                *slot = self.n;
            }
        } else {
            self.gather();
            let at = self.few.partition_point(|(date, _)| *date < number);
            self.few.insert(at, (number, self.n));
        }
        self.n as usize - 1
    }

    fn first(&self) -> Option<usize> {
        self.few.first().map(|(date, _)| *date as usize).or_else(|| (!self.dense.is_empty()).then_some(self.base))
    }

    fn last(&self) -> Option<usize> {
        let of_dense = || (self.base + self.dense.len()).checked_sub(1).filter(|_| !self.dense.is_empty());
        self.few.last().map(|(date, _)| *date as usize).or_else(of_dense)
    }

    /// Keeps a slot for every date of a span.
    fn spread(&mut self, first: usize, span: usize) {
        if !self.few.is_empty() || first < self.base {
            let met: Vec<(usize, usize)> = self.met().collect();
            self.few = Vec::new();
            self.dense = vec![0; span];
            for (date, slot) in met {
                if let Some(own) = self.dense.get_mut(date - first) {
                    *own = u32::try_from(slot + 1).unwrap_or(u32::MAX);
                }
            }
        }
        self.base = first;
        self.dense.resize(span.max(self.dense.len()), 0);
    }

    /// Keeps only the dates that have slots.
    fn gather(&mut self) {
        if self.few.is_empty() {
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            self.few = self.met().map(|(date, slot)| (number(date), number(slot + 1))).collect();
            self.dense = Vec::new();
        }
    }

    /// The numbers of the dates that have slots, ascending, each with its slot.
    pub(super) fn met(&self) -> impl Iterator<Item = (usize, usize)> {
        let dense = (self.base..).zip(&self.dense).map(|(date, slot)| (date, *slot));
        let few = self.few.iter().map(|(date, slot)| (*date as usize, *slot));
        dense.chain(few).filter(|(_, slot)| *slot > 0).map(|(date, slot)| (date, slot as usize - 1))
    }
}

/// How often each whole answer was given, by date.
#[derive(Clone, Debug)]
pub(super) struct WholeCounts {
    slots: Slots,
    /// How many answers there may be.
    width: usize,
    /// `width` counts a slot.
    counts: Vec<u16>,
    /// What no longer fits into a count, by its position.
    carried: BTreeMap<usize, u64>,
}

impl WholeCounts {
    /// No answers yet, of which there may be so many.
    pub(super) const fn new(width: usize) -> Self {
        Self { slots: Slots::new(), width, counts: Vec::new(), carried: BTreeMap::new() }
    }

    /// Counts the answer so far above the lowest.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    pub(super) fn add(&mut self, date: usize, above: usize) {
        let at = self.slots.slot(date) * self.width + above;
        if at >= self.counts.len() {
            self.counts.resize(self.counts.len() + self.width, 0);
        }
        if let Some(count) = self.counts.get_mut(at) {
            *count = count.wrapping_add(1);
            if *count == 0 {
                self.carry(at, 1 << 16);
            }
        }
    }

    /// Counts several answers of one date, each so far above the lowest.
    #[inline]
    pub(super) fn add_all(&mut self, date: usize, all: impl Iterator<Item = usize>) {
        let first = self.first(date);
        if first >= self.counts.len() {
            self.counts.resize(first + self.width, 0);
        }
        let Self { counts, carried, width, .. } = self;
        let own = counts.get_mut(first..first + *width).unwrap_or_default();
        for above in all {
            if let Some(count) = own.get_mut(above) {
                *count = count.wrapping_add(1);
                if *count == 0 {
                    let carried = carried.entry(first + above).or_default();
                    *carried = carried.saturating_add(1 << 16);
                }
            }
        }
    }

    #[cold]
    fn carry(&mut self, at: usize, n: u64) {
        let carried = self.carried.entry(at).or_default();
        *carried = carried.saturating_add(n);
    }

    /// Adds the counts of another; `numbers` are those of our dates for its dates.
    pub(super) fn absorb(&mut self, other: &Self, numbers: &[usize]) {
        for (date, slot) in other.slots.met() {
            let Some(date) = numbers.get(date) else { continue };
            let first = self.slots.slot(*date) * self.width;
            if first >= self.counts.len() {
                self.counts.resize(first + self.width, 0);
            }
            for (at, n) in (first..).zip(other.of(slot)) {
                let Some(count) = self.counts.get_mut(at) else { break };
                let sum = u64::from(*count).saturating_add(n);
                let rest = sum % (1 << 16);
                *count = u16::try_from(rest).unwrap_or(u16::MAX);
                if sum > rest {
                    self.carry(at, sum - rest);
                }
            }
        }
    }

    pub(super) const fn slots(&self) -> &Slots {
        &self.slots
    }

    /// The position of the first count of a date.
    #[inline]
    pub(super) fn first(&mut self, date: usize) -> usize {
        self.slots.slot(date) * self.width
    }

    /// How many answers there may be.
    pub(super) const fn width(&self) -> usize {
        self.width
    }

    /// How many counts there is room for.
    pub(super) const fn len(&self) -> usize {
        self.counts.len()
    }

    /// The counts in a slot.
    pub(super) fn of(&self, slot: usize) -> impl Iterator<Item = u64> {
        self.some_of(slot, 0..self.width)
    }

    /// Some of the counts in a slot.
    pub(super) fn some_of(&self, slot: usize, some: Range<usize>) -> impl Iterator<Item = u64> {
        let first = slot * self.width + some.start;
        let own = self.counts.get(first..first + some.len()).unwrap_or_default();
        (first..)
            .zip(own)
            .map(|(at, count)| u64::from(*count).saturating_add(self.carried.get(&at).copied().unwrap_or(0)))
    }
}

/// Numbers of which little is asked, by date.
#[derive(Clone, Debug)]
pub(super) struct SmallCounts {
    kind: SmallKind,
    slots: Slots,
    cells: Vec<Small>,
    /// What does not fit into a cell, by its slot.
    carried: BTreeMap<usize, Tally>,
}

impl SmallCounts {
    /// No numbers yet.
    pub(super) const fn new(kind: SmallKind) -> Self {
        Self { kind, slots: Slots::new(), cells: Vec::new(), carried: BTreeMap::new() }
    }

    /// Counts a number of millionths; false where it cannot be counted at all.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    pub(super) fn add_millionths(&mut self, date: usize, value: i64) -> bool {
        let slot = self.slot(date);
        let is_taken = self.cells.get_mut(slot).is_some_and(|cell| cell.add_millionths(value));
        is_taken || self.carry(slot).add_millionths(value)
    }

    /// Counts a number; false where it cannot be counted at all.
    pub(super) fn add(&mut self, date: usize, value: f64) -> bool {
        let slot = self.slot(date);
        let is_taken = self.cells.get_mut(slot).is_some_and(|cell| cell.add(value));
        is_taken || self.carry(slot).add(value)
    }

    /// Adds the counts of another; `numbers` are those of our dates for its dates.
    pub(super) fn absorb(&mut self, other: &Self, numbers: &[usize]) {
        for (date, theirs) in other.slots.met() {
            let Some(date) = numbers.get(date) else { continue };
            let slot = self.slot(*date);
            let is_merged = self.carry(slot).merge(&other.tally(theirs));
            debug_assert!(is_merged, "both are of one place");
            if let Some((_, small)) = self.carried.get(&slot).and_then(Small::of) {
                self.carried.remove(&slot);
                self.cells.get_mut(slot).into_iter().for_each(|cell| *cell = small);
            }
        }
    }

    pub(super) const fn slots(&self) -> &Slots {
        &self.slots
    }

    /// The tally in a slot.
    pub(super) fn tally(&self, slot: usize) -> Tally {
        let mut tally = self.cells.get(slot).copied().unwrap_or_default().tally(self.kind);
        if let Some(carried) = self.carried.get(&slot) {
            let is_merged = tally.merge(carried);
            debug_assert!(is_merged, "both are of one place");
        }
        tally
    }

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "met for every cell: a call costs as much as what it does")]
    fn slot(&mut self, date: usize) -> usize {
        let slot = self.slots.slot(date);
        if slot >= self.cells.len() {
            self.cells.push(Small::default());
        }
        slot
    }

    /// Empties the cell of a slot into a tally that holds anything.
    #[cold]
    fn carry(&mut self, slot: usize) -> &mut Tally {
        let cell = self.cells.get_mut(slot).map(std::mem::take).unwrap_or_default().tally(self.kind);
        let carried = self.carried.entry(slot).or_insert_with(|| Small::default().tally(self.kind));
        let is_merged = carried.merge(&cell);
        debug_assert!(is_merged, "both are of one place");
        carried
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The slots that dates get, as a map would give them.
    #[track_caller]
    fn check(dates: &[usize]) -> Slots {
        let (mut slots, mut expected) = (Slots::default(), BTreeMap::new());
        for date in dates {
            let next = expected.len();
            assert_eq!(slots.slot(*date), *expected.entry(*date).or_insert(next), "{date} of {dates:?}");
        }
        assert_eq!(slots.met().collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>(), "{dates:?}");
        slots
    }

    #[test]
    fn dates_take_slots_as_they_come() {
        check(&[]);
        check(&[7, 2, 7, 0, 9]);
        check(&[5_000]);
        check(&[0, 70, 1, 7_299, 3, 70, 7_299]);
        let all: Vec<usize> = (0..500).chain(0..500).collect();
        assert!(check(&all).few.is_empty(), "many of few are kept by date");
        let back: Vec<usize> = (0..500).rev().collect();
        check(&back);
        let far: Vec<usize> = (0..100).map(|n| n * 1_000).collect();
        assert!(check(&far).dense.is_empty(), "few of many are listed");
        let filled: Vec<usize> = [0, 400].into_iter().chain(1..400).collect();
        assert!(check(&filled).few.is_empty(), "what fills up is kept by date again");
        // Any order.
        let mut seed = 7_usize;
        for most in [10, 100, 1_000, 100_000] {
            let mixed = std::iter::from_fn(|| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                Some((seed >> 33) % most)
            });
            check(&mixed.take(400).collect::<Vec<_>>());
        }
    }

    #[test]
    fn counts_carry_what_does_not_fit() {
        let mut counts = WholeCounts::new(2);
        (0..70_000).for_each(|_| counts.add(3, 1));
        counts.add(0, 0);
        let told = |counts: &WholeCounts, slot| counts.of(slot).collect::<Vec<_>>();
        assert_eq!((told(&counts, 0), told(&counts, 1)), (vec![0, 70_000], vec![1, 0]));
        let mut other = WholeCounts::new(2);
        (0..60_000).for_each(|_| other.add(1, 1));
        other.add(0, 0);
        // Its dates 0 and 1 are ours 0 and 3.
        counts.absorb(&other, &[0, 3]);
        counts.absorb(&counts.clone(), &[0, 1, 2, 3]);
        assert_eq!((told(&counts, 0), told(&counts, 1)), (vec![0, 260_000], vec![4, 0]));
    }
}
