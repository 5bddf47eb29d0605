//! The tallies of a series by date, in as little room as they need.
//! Invariant: dates ascend, and what is kept is what was put in.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;

use super::narrow::Narrow;
use crate::metric::{Small, SmallKind, Tally, Worth};

/// Tallies by date.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    dates: Vec<Date>,
    kept: Kept,
}

/// The tallies, in the order of their dates.
#[derive(Clone, Debug)]
enum Kept {
    /// Counts of whole answers, all on one scale: so many a date as the scale has answers.
    Answers { low: i32, worth: Worth, width: usize, counts: Narrow },
    /// Numbers of which little is asked.
    Small { kind: SmallKind, cells: Vec<Small> },
    /// Anything else.
    Tallies(Vec<Tally>),
}

impl Default for Cells {
    fn default() -> Self {
        Self { dates: Vec::new(), kept: Kept::Tallies(Vec::new()) }
    }
}

impl PartialEq for Cells {
    fn eq(&self, other: &Self) -> bool {
        self.dates == other.dates && self.iter().eq(other.iter())
    }
}

impl Cells {
    pub(super) fn len(&self) -> usize {
        self.dates.len()
    }

    pub(super) fn dates(&self) -> &[Date] {
        &self.dates
    }

    /// The tally at a position.
    pub(super) fn tally(&self, idx: usize) -> Option<Cow<'_, Tally>> {
        match &self.kept {
            Kept::Tallies(tallies) => tallies.get(idx).map(Cow::Borrowed),
            Kept::Small { kind, cells } => cells.get(idx).map(|cell| Cow::Owned(cell.tally(*kind))),
            Kept::Answers { low, worth, width, counts } => (idx < self.dates.len()).then(|| {
                let mut own = vec![0; *width];
                counts.add_to(idx * width, &mut own);
                Cow::Owned(Tally::Answers { low: *low, worth: *worth, counts: own })
            }),
        }
    }

    /// Every date with how many answers it has.
    pub(super) fn all_n(&self) -> impl DoubleEndedIterator<Item = (Date, u64)> {
        let n = |idx: usize| match &self.kept {
            Kept::Tallies(tallies) => tallies.get(idx).map_or(0, Tally::n),
            Kept::Small { cells, .. } => cells.get(idx).map_or(0, Small::n),
            Kept::Answers { width, counts, .. } => counts.sum(idx * width, *width),
        };
        self.dates.iter().enumerate().map(move |(idx, date)| (*date, n(idx)))
    }

    /// Every date with its tally.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = (Date, Cow<'_, Tally>)> {
        self.dates.iter().enumerate().filter_map(|(idx, date)| Some((*date, self.tally(idx)?)))
    }

    /// Adds the tally at a position to another; false where the two cannot be of one measure.
    pub(super) fn add_to(&self, idx: usize, sum: &mut Tally) -> bool {
        match (&self.kept, &mut *sum) {
            (
                Kept::Answers { low, worth, width, counts },
                Tally::Answers { low: own_low, worth: own_worth, counts: own },
            ) if (low, worth, *width) == (&*own_low, &*own_worth, own.len()) => {
                counts.add_to(idx * width, own);
                true
            }
            _ => self.tally(idx).is_some_and(|tally| sum.merge(&tally)),
        }
    }

    /// Adds a tally at a date after all others.
    pub(super) fn push(&mut self, date: Date, tally: Tally) {
        debug_assert!(self.dates.last().is_none_or(|last| *last < date), "{date} is not after all others");
        match (&mut self.kept, tally) {
            (Kept::Tallies(tallies), Tally::Answers { low, worth, counts }) if tallies.is_empty() => {
                let (width, mut narrow) = (counts.len(), Narrow::default());
                narrow.extend(&counts);
                self.kept = Kept::Answers { low, worth, width, counts: narrow };
            }
            (
                Kept::Answers { low, worth, width, counts: kept },
                Tally::Answers { low: own, worth: own_worth, counts },
            ) if (*low, *worth, *width) == (own, own_worth, counts.len()) => {
                kept.extend(&counts);
            }
            (Kept::Tallies(tallies), tally) if tallies.is_empty() => match Small::of(&tally) {
                Some((kind, cell)) => self.kept = Kept::Small { kind, cells: vec![cell] },
                None => tallies.push(tally),
            },
            (Kept::Tallies(tallies), tally) => tallies.push(tally),
            (Kept::Small { kind, cells }, tally) if Small::of(&tally).is_some_and(|(own, _)| own == *kind) => {
                cells.extend(Small::of(&tally).map(|(_, cell)| cell));
            }
            (Kept::Answers { .. } | Kept::Small { .. }, tally) => {
                let mut tallies: Vec<Tally> = self.iter().map(|(_, tally)| tally.into_owned()).collect();
                tallies.push(tally);
                self.kept = Kept::Tallies(tallies);
            }
        }
        self.dates.push(date);
    }

    /// Adds tallies at dates after all others.
    pub(super) fn extend(&mut self, dated: impl IntoIterator<Item = (Date, Tally)>) {
        dated.into_iter().for_each(|(date, tally)| self.push(date, tally));
    }

    /// Changes the tally of a date, which is this one if there is none; false, and nothing changed, where it refuses.
    pub(super) fn change(&mut self, date: Date, none: Tally, change: impl FnOnce(&mut Tally) -> bool) -> bool {
        let place = self.dates.binary_search(&date);
        let (Ok(idx) | Err(idx)) = place;
        if let (Ok(idx), Kept::Tallies(tallies)) = (place, &mut self.kept) {
            return tallies.get_mut(idx).is_some_and(change);
        }
        let mut tally = self.tally(idx).filter(|_| place.is_ok()).map_or(none, Cow::into_owned);
        if !change(&mut tally) {
            return false;
        }
        let mut all = self.range(0..idx);
        all.push(date, tally);
        self.range(idx + usize::from(place.is_ok())..self.len())
            .iter()
            .for_each(|(date, own)| all.push(date, own.into_owned()));
        *self = all;
        true
    }

    /// Only those at these positions.
    pub(super) fn range(&self, range: Range<usize>) -> Self {
        let mut some = Self::default();
        for idx in range {
            if let (Some(date), Some(tally)) = (self.dates.get(idx), self.tally(idx)) {
                some.push(*date, tally.into_owned());
            }
        }
        some
    }

    /// Keeps no more room than they need, once nothing more is added.
    pub(super) fn settle(&mut self) {
        self.dates.shrink_to_fit();
        match &mut self.kept {
            Kept::Answers { counts, .. } => counts.settle(),
            Kept::Small { cells, .. } => cells.shrink_to_fit(),
            Kept::Tallies(tallies) => tallies.shrink_to_fit(),
        }
    }
}
