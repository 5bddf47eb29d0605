//! Room for the dates of one place that have answers, in the order in which they come. Must not know places.
//! Invariant: a date without answers takes four bytes at most, and no counts.

use std::collections::BTreeMap;

/// Which slot a date has.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    /// By number of the date: its slot, counted from 1; 0 where it has none.
    of_date: Vec<u32>,
    n: u32,
}

impl Slots {
    pub(super) const fn new() -> Self {
        Self { of_date: Vec::new(), n: 0 }
    }

    /// The slot of a date; the next one, if it has none yet.
    #[inline]
    pub(super) fn slot(&mut self, date: usize) -> usize {
        match self.of_date.get(date) {
            Some(slot) if *slot > 0 => *slot as usize - 1,
            _ => self.open(date),
        }
    }

    #[cold]
    fn open(&mut self, date: usize) -> usize {
        if self.of_date.len() <= date {
            self.of_date.resize(date + 1, 0);
        }
        self.n += 1;
        if let Some(slot) = self.of_date.get_mut(date) {
            *slot = self.n;
        }
        self.n as usize - 1
    }

    /// The numbers of the dates that have slots, each with its slot.
    pub(super) fn met(&self) -> impl Iterator<Item = (usize, usize)> {
        let all = self.of_date.iter().enumerate();
        all.filter(|(_, slot)| **slot > 0).map(|(date, slot)| (date, *slot as usize - 1))
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
    #[inline]
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

    /// The counts in a slot.
    pub(super) fn of(&self, slot: usize) -> impl Iterator<Item = u64> {
        let first = slot * self.width;
        let own = self.counts.get(first..first + self.width).unwrap_or_default();
        (first..)
            .zip(own)
            .map(|(at, count)| u64::from(*count).saturating_add(self.carried.get(&at).copied().unwrap_or(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_take_slots_as_they_come() {
        let mut slots = Slots::default();
        assert_eq!([7, 2, 7, 0].map(|date| slots.slot(date)), [0, 1, 0, 2]);
        assert_eq!(slots.met().collect::<Vec<_>>(), [(0, 2), (2, 1), (7, 0)]);
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
