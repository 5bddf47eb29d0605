//! How often each number was met, or what those weigh that gave it.
//! Invariant: the same numbers give the same counts, in whatever order they came, and nothing overflows.

use crate::metric::fixed::FineSum;

/// How many numbers wait at least before they are sorted in.
const FEWEST: usize = 32;

/// How often something was met, or what that weighs: it adds up to the same in any order.
pub trait Often: Copy {
    /// Both together.
    fn and(self, more: Self) -> Self;
}

impl Often for u32 {
    fn and(self, more: Self) -> Self {
        self.saturating_add(more)
    }
}

impl Often for FineSum {
    fn and(self, more: Self) -> Self {
        self.plus(more)
    }
}

/// Numbers and how often each was met: what a number and a count take for each that is distinct.
#[derive(Clone, Debug)]
pub(super) struct Sorted<N, C = u32> {
    /// In order, each once.
    numbers: Vec<N>,
    /// Of each of them.
    counts: Vec<C>,
    /// Not yet sorted in; never many more than half of those that are.
    fresh: Vec<(N, C)>,
}

impl<N, C> Default for Sorted<N, C> {
    fn default() -> Self {
        Self { numbers: Vec::new(), counts: Vec::new(), fresh: Vec::new() }
    }
}

impl<N: Copy + Ord, C: Often> Sorted<N, C> {
    /// Of numbers in order, those that are equal side by side.
    pub(super) fn of(counted: impl Iterator<Item = (N, C)>) -> Self {
        let mut sorted = Self::default();
        counted.for_each(|(number, count)| sorted.push(number, count));
        sorted
    }

    /// Counts a number, so often. Were those that waited sorted in?
    #[inline]
    pub(super) fn add(&mut self, number: N, count: C) -> bool {
        self.fresh.push((number, count));
        self.settle_many()
    }

    /// Adds the counts of others. Were those that waited sorted in?
    pub(super) fn absorb(&mut self, others: impl Iterator<Item = (N, C)>) -> bool {
        self.fresh.extend(others);
        self.settle_many()
    }

    /// Every number with its count: those that are sorted in order, then those that wait.
    pub(super) fn iter(&self) -> impl Iterator<Item = (N, C)> {
        self.numbers.iter().copied().zip(self.counts.iter().copied()).chain(self.fresh.iter().copied())
    }

    /// How many distinct numbers are sorted in.
    pub(super) fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Does none wait?
    pub(super) fn is_settled(&self) -> bool {
        self.fresh.is_empty()
    }

    /// Sorts in what waits, and keeps no room for more.
    pub(super) fn settle(&mut self) {
        if self.is_settled() {
            return;
        }
        let mut fresh = std::mem::take(&mut self.fresh);
        fresh.sort_unstable_by_key(|(number, _)| *number);
        let (numbers, counts) = (std::mem::take(&mut self.numbers), std::mem::take(&mut self.counts));
        let n_most = numbers.len() + fresh.len();
        (self.numbers, self.counts) = (Vec::with_capacity(n_most), Vec::with_capacity(n_most));
        let (mut old, mut new) = (numbers.into_iter().zip(counts).peekable(), fresh.into_iter().peekable());
        while let Some((number, count)) = match (old.peek(), new.peek()) {
            (Some((here, _)), Some((there, _))) if here <= there => old.next(),
            (_, Some(_)) => new.next(),
            _ => old.next(),
        } {
            self.push(number, count);
        }
        self.numbers.shrink_to_fit();
        self.counts.shrink_to_fit();
    }

    /// Counts a number that is none of those before the last.
    #[inline]
    fn push(&mut self, number: N, count: C) {
        match self.counts.last_mut() {
            Some(sum) if self.numbers.last() == Some(&number) => *sum = sum.and(count),
            _ => {
                self.numbers.push(number);
                self.counts.push(count);
            }
        }
    }

    fn settle_many(&mut self) -> bool {
        let is_due = self.fresh.len() >= FEWEST.max(self.numbers.len() / 2);
        if is_due {
            self.settle();
        }
        is_due
    }
}
