//! How often each number was met. Must not know what the numbers stand for.
//! Invariant: the same numbers give the same counts, in whatever order they came, and nothing overflows.

/// How many numbers wait at least before they are sorted in.
const FEWEST: usize = 32;

/// Numbers and how often each was met: what a number takes, and four bytes, for each that is distinct.
#[derive(Clone, Debug, Default)]
pub(super) struct Sorted<N> {
    /// In order, each once.
    numbers: Vec<N>,
    /// Of each of them.
    counts: Vec<u32>,
    /// Not yet sorted in; never many more than half of those that are.
    fresh: Vec<(N, u32)>,
}

impl<N: Copy + Ord> Sorted<N> {
    /// Of numbers in order, those that are equal side by side.
    pub(super) fn of(counted: impl Iterator<Item = (N, u32)>) -> Self {
        let mut sorted = Self { numbers: Vec::new(), counts: Vec::new(), fresh: Vec::new() };
        counted.for_each(|(number, count)| sorted.push(number, count));
        sorted
    }

    /// Counts a number. Were those that waited sorted in?
    #[inline]
    pub(super) fn add(&mut self, number: N) -> bool {
        self.fresh.push((number, 1));
        self.settle_many()
    }

    /// Adds the counts of others. Were those that waited sorted in?
    pub(super) fn absorb(&mut self, others: impl Iterator<Item = (N, u32)>) -> bool {
        self.fresh.extend(others);
        self.settle_many()
    }

    /// Every number with its count: those that are sorted in order, then those that wait.
    pub(super) fn iter(&self) -> impl Iterator<Item = (N, u32)> {
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
    fn push(&mut self, number: N, count: u32) {
        match self.counts.last_mut() {
            Some(sum) if self.numbers.last() == Some(&number) => *sum = sum.saturating_add(count),
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
