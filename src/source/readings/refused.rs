//! Answers that were left out, by the place whose number lacks them.
//! Invariant: what is counted costs nothing here, but for rows that stand for many answers.

use super::ledger::{Entry, Lines, Reason, Refusal, Spot};

/// What each place was refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Refused {
    places: Vec<OfPlace>,
}

/// What one place was refused.
#[derive(Clone, Debug, Default)]
pub(super) struct OfPlace {
    /// How many rows gave it a figure, where one stands for many answers.
    pub(super) n_figures: u64,
    /// By reason and column; there are few.
    entries: Vec<(Refusal, Entry)>,
}

impl Refused {
    /// Nothing refused yet.
    pub(super) fn new(n_places: usize) -> Self {
        Self { places: vec![OfPlace::default(); n_places] }
    }

    /// A place lacks an answer.
    pub(super) fn take(&mut self, place: usize, refusal: Refusal, spot: impl FnOnce() -> Spot) {
        if let Some(place) = self.places.get_mut(place).filter(|_| refusal.0.loses_answers()) {
            place.entry(refusal).add(spot);
        }
    }

    /// A row gave a figure that stands for many answers.
    pub(super) fn figure(&mut self, place: usize) {
        if let Some(place) = self.places.get_mut(place) {
            place.n_figures += 1;
        }
    }

    /// Adds what others met.
    pub(super) fn absorb(&mut self, other: Self) {
        for (place, other) in self.places.iter_mut().zip(other.places) {
            place.n_figures += other.n_figures;
            for (refusal, entry) in other.entries {
                place.entry(refusal).absorb(entry);
            }
        }
    }

    /// Where things are is known from now on as lines of the file.
    pub(super) fn settle(&mut self, lines: &Lines) {
        let entries = self.places.iter_mut().flat_map(|place| &mut place.entries);
        entries.for_each(|(_, entry)| entry.settle(lines));
    }

    /// What a place was refused.
    pub(super) fn of(&self, place: usize) -> Option<&OfPlace> {
        self.places.get(place)
    }
}

impl OfPlace {
    fn entry(&mut self, refusal: Refusal) -> &mut Entry {
        let known = self.entries.iter().position(|(own, _)| *own == refusal);
        let idx = known.unwrap_or(self.entries.len());
        if known.is_none() {
            self.entries.push((refusal, Entry::default()));
        }
        // It is the one that was found or the one that was just added.
        let last = self.entries.len() - 1;
        &mut self.entries[idx.min(last)].1
    }

    /// What it was refused, the reasons in the order of the ledger.
    pub(super) fn by_reason(&self) -> Vec<(Reason, usize, &Entry)> {
        let all = self.entries.iter().map(|((reason, column), entry)| (*reason, *column, entry));
        let mut all: Vec<(Reason, usize, &Entry)> = all.collect();
        all.sort_by_key(|(reason, column, _)| (*reason, *column));
        all
    }
}
