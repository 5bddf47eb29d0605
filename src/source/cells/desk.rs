//! Cases that are open, kept until the file is read: only its end tells which of them are late.
//! Invariant: the outcome does not depend on the order of the cases.

use jiff::civil::Date;

use super::crowds::Crowds;

/// The most open cases that are kept: 32 MB.
pub(in crate::source) const MOST_CASES: usize = 500_000;

/// An open case: late if a moment has passed when the file ends.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Open<'a, L> {
    /// The moment, in seconds since 1970.
    pub(in crate::source) late_after: i64,
    /// The date it counts at.
    pub(in crate::source) date: Date,
    /// Its cohorts.
    pub(in crate::source) cohorts: &'a [usize],
    /// How many hits it is when it is late: one, where those who are late are asked for.
    pub(in crate::source) hits: u64,
    /// Its line.
    pub(in crate::source) line: L,
}

/// A case that was late.
pub(in crate::source) struct Late<'a> {
    /// Number of the place in the table.
    pub(in crate::source) place: usize,
    /// The date it counts at.
    pub(in crate::source) date: Date,
    /// Its cohorts.
    pub(in crate::source) cohorts: &'a [usize],
    /// How many hits it is.
    pub(in crate::source) hits: u64,
}

/// Lines of cases that are not due yet.
#[derive(Debug, PartialEq)]
pub(in crate::source) struct Undue<L> {
    /// Of each.
    pub(in crate::source) answers: Vec<L>,
    /// Of those whose rows gave no other answer.
    pub(in crate::source) rows: Vec<L>,
}

#[derive(Clone, Copy, Debug)]
struct Kept<L> {
    late_after: i64,
    date: Date,
    crowd: u32,
    place: usize,
    hits: u64,
    line: L,
    /// Did its row give no other answer?
    is_all: bool,
}

/// The open cases so far.
#[derive(Clone, Debug)]
pub(in crate::source) struct Desk<L> {
    kept: Vec<Kept<L>>,
    crowds: Crowds,
    /// How many there were, kept or not.
    n_open: usize,
    /// The latest moment of the file.
    latest: Option<i64>,
}

impl<L> Default for Desk<L> {
    fn default() -> Self {
        Self { kept: Vec::new(), crowds: Crowds::default(), n_open: 0, latest: None }
    }
}

impl<L: Copy + Ord> Desk<L> {
    /// Hears of a moment of the file.
    #[inline]
    pub(in crate::source) fn hear(&mut self, seconds: Option<i64>) {
        self.latest = self.latest.max(seconds);
    }

    /// The latest moment of the file, as far as it is read.
    pub(in crate::source) fn latest(&self) -> Option<i64> {
        self.latest
    }

    /// Keeps an open case for the places that ask for it.
    pub(in crate::source) fn keep(&mut self, open: &Open<'_, L>, places: &[usize]) {
        let crowd = self.crowds.number(open.cohorts);
        let Open { late_after, date, hits, line, .. } = *open;
        for place in places {
            self.n_open = self.n_open.saturating_add(1);
            if self.is_full() {
                self.kept = Vec::new();
                return;
            }
            self.kept.push(Kept { late_after, date, crowd, place: *place, hits, line, is_all: false });
        }
    }

    /// The row of the last case gave no other answer.
    pub(in crate::source) fn mark_last(&mut self) {
        if let Some(last) = self.kept.last_mut() {
            last.is_all = true;
        }
    }

    /// Takes in what somebody else read of the file.
    pub(in crate::source) fn absorb(&mut self, other: Self) {
        self.hear(other.latest);
        self.n_open = self.n_open.saturating_add(other.n_open);
        if self.is_full() {
            self.kept = Vec::new();
            return;
        }
        let numbers = self.crowds.absorb(&other.crowds);
        let number = |crowd| usize::try_from(crowd).ok().and_then(|crowd| numbers.get(crowd)).copied();
        let kept = other.kept.into_iter();
        self.kept.extend(kept.map(|kept| Kept { crowd: number(kept.crowd).unwrap_or(u32::MAX), ..kept }));
    }

    /// Where things are is told otherwise from now on.
    pub(in crate::source) fn settle(&mut self, line: impl Fn(L) -> L) {
        for kept in &mut self.kept {
            kept.line = line(kept.line);
        }
    }

    /// Are there more cases than are kept? Then nothing can be said of those in time.
    pub(in crate::source) fn is_full(&self) -> bool {
        self.n_open > MOST_CASES
    }

    /// The cases that are late, now that everything is read.
    pub(in crate::source) fn late(&self) -> impl Iterator<Item = Late<'_>> {
        let late = self.kept.iter().filter(|kept| self.is_late(kept));
        late.map(|kept| Late {
            place: kept.place,
            date: kept.date,
            cohorts: self.crowds.cohorts(kept.crowd),
            hits: kept.hits,
        })
    }

    /// The cases that are not due yet, in the order of their lines.
    pub(in crate::source) fn undue(&self) -> Undue<L> {
        let undue = self.kept.iter().filter(|kept| !self.is_late(kept));
        let mut lines: Vec<(L, bool)> = undue.map(|kept| (kept.line, kept.is_all)).collect();
        lines.sort_unstable();
        let rows = lines.iter().filter(|(_, is_all)| *is_all).map(|(line, _)| *line).collect();
        let mut answers: Vec<L> = lines.iter().map(|(line, _)| *line).collect();
        // One cell, however many places it is for.
        answers.dedup();
        Undue { answers, rows }
    }

    /// The open cases that are not due yet, with their places, dates and cohorts.
    pub(in crate::source) fn awaited(&self) -> impl Iterator<Item = (usize, Date, &[usize])> {
        let undue = self.kept.iter().filter(|kept| !self.is_late(kept));
        undue.map(|kept| (kept.place, kept.date, self.crowds.cohorts(kept.crowd)))
    }

    fn is_late(&self, kept: &Kept<L>) -> bool {
        self.latest.is_some_and(|latest| kept.late_after <= latest)
    }
}
