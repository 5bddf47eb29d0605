//! Tables of pairs while a file is read: by cohort and date, one beside another.
//! Invariant: whether they are full depends on the periods of each cohort alone, and not on who counted which.

use std::ops::Range;

use jiff::civil::Date;

use crate::metric::{JointCounts, Weight};
use crate::source::dates::Days;
use crate::source::readings::slots::WholeCounts;

/// The most bytes that the tables take. A cell takes two in each period and cohort with answers; where answers weigh
/// differently, 36.
const MOST_BYTES: usize = 96 * 1024 * 1024;

/// The tables of all pairs.
#[derive(Clone, Debug)]
pub(super) struct JointCells {
    n_cells: usize,
    cohorts: Vec<CohortCells>,
}

/// The tables of a cohort.
#[derive(Clone, Debug)]
struct CohortCells {
    /// Pairs without a weight.
    even: WholeCounts,
    /// Pairs with a weight; `None` where the source says nothing of weights.
    weighed: Option<WeighedCells>,
}

#[derive(Clone, Debug)]
struct WeighedCells {
    counts: WholeCounts,
    /// What the pairs of each cell weigh.
    weights: Vec<Weight>,
}

impl JointCells {
    /// No pairs yet, in so many cells.
    pub(super) fn new(n_cells: usize, n_cohorts: usize, is_weighed: bool) -> Self {
        let none = || WholeCounts::new(n_cells);
        let weighed = is_weighed.then(|| WeighedCells { counts: none(), weights: Vec::new() });
        Self { n_cells, cohorts: vec![CohortCells { even: none(), weighed }; n_cohorts] }
    }

    /// How many groups are counted apart.
    pub(super) fn n_cohorts(&self) -> usize {
        self.cohorts.len()
    }

    /// Counts a pair, and what it weighs, where it says that.
    pub(super) fn add(&mut self, cohorts: &[usize], date: usize, cell: usize, weight: Option<f64>) {
        for cohort in cohorts {
            match (self.cohorts.get_mut(*cohort), weight) {
                (Some(CohortCells { weighed: Some(weighed), .. }), Some(weight)) => weighed.add(date, cell, weight),
                (Some(CohortCells { even, .. }), _) => even.add(date, cell),
                (None, _) => {}
            }
        }
    }

    /// Counts all pairs of one row.
    pub(super) fn add_all(
        &mut self,
        cohorts: &[usize],
        date: usize,
        cells: &(impl Iterator<Item = usize> + Clone),
        weight: Option<f64>,
    ) {
        for cohort in cohorts {
            match (self.cohorts.get_mut(*cohort), weight) {
                (Some(CohortCells { weighed: Some(weighed), .. }), Some(weight)) => {
                    cells.clone().for_each(|cell| weighed.add(date, cell, weight));
                }
                (Some(CohortCells { even, .. }), _) => even.add_all(date, cells.clone()),
                (None, _) => {}
            }
        }
    }

    /// Do they take more room than there is?
    pub(super) fn is_full(&self) -> bool {
        let n_bytes = |cohort: &CohortCells| {
            let weighed = cohort.weighed.as_ref().map_or(0, |weighed| weighed.counts.len());
            (cohort.even.len() + weighed) * size_of::<u16>() + weighed * size_of::<Weight>()
        };
        self.cohorts.iter().map(n_bytes).sum::<usize>() > MOST_BYTES
    }

    /// Forgets all pairs.
    pub(super) fn clear(&mut self) {
        let is_weighed = self.cohorts.iter().any(|cohort| cohort.weighed.is_some());
        *self = Self::new(self.n_cells, self.n_cohorts(), is_weighed);
    }

    /// Adds the pairs of somebody else; `numbers` are our dates for those of the other.
    pub(super) fn absorb(&mut self, other: &Self, numbers: &[usize]) {
        for (own, other) in self.cohorts.iter_mut().zip(&other.cohorts) {
            own.even.absorb(&other.even, numbers);
            if let (Some(own), Some(other)) = (&mut own.weighed, &other.weighed) {
                own.absorb(other, numbers);
            }
        }
    }

    /// The pairs of a cohort in some of the cells, by date, ascending.
    pub(super) fn dated(
        &self,
        cohort: usize,
        cells: Range<usize>,
        none: &JointCounts,
        days: &Days,
    ) -> impl Iterator<Item = (Date, JointCounts)> {
        let own = self.cohorts.get(cohort);
        let even = own.map(|own| &own.even);
        let weighed = own.and_then(|own| own.weighed.as_ref());
        let slots = even.into_iter().flat_map(|even| even.slots().met()).map(|(number, slot)| (number, slot, false));
        let weighed_slots = weighed.into_iter().flat_map(|own| own.counts.slots().met());
        let slots = slots.chain(weighed_slots.map(|(number, slot)| (number, slot, true)));
        let mut dated: Vec<(Date, usize, bool)> =
            slots.filter_map(|(number, slot, is_weighed)| Some((*days.dates.get(number)?, slot, is_weighed))).collect();
        dated.sort_unstable();
        dated.into_iter().filter_map(move |(date, slot, is_weighed)| {
            let mut counts = none.clone();
            match weighed.filter(|_| is_weighed) {
                Some(weighed) => counts.add_weighed(weighed.some_of(slot, cells.clone())),
                None => counts.add_even(even?.some_of(slot, cells.clone())),
            }
            (!counts.is_empty()).then_some((date, counts))
        })
    }
}

impl WeighedCells {
    fn add(&mut self, date: usize, cell: usize, weight: f64) {
        self.counts.add(date, cell);
        let at = self.counts.first(date) + cell;
        self.widen();
        if let Some(own) = self.weights.get_mut(at) {
            own.add(weight);
        }
    }

    fn absorb(&mut self, other: &Self, numbers: &[usize]) {
        self.counts.absorb(&other.counts, numbers);
        self.widen();
        for (date, slot) in other.counts.slots().met() {
            let Some(date) = numbers.get(date) else { continue };
            let first = self.counts.first(*date);
            let own = self.weights.get_mut(first..).unwrap_or_default();
            let others = other.some_of(slot, 0..other.counts.width());
            own.iter_mut().zip(others).for_each(|(own, (_, weight))| *own = own.and(weight));
        }
    }

    /// Some of the cells in a slot.
    fn some_of(&self, slot: usize, some: Range<usize>) -> impl Iterator<Item = (u64, Weight)> {
        let first = slot * self.counts.width() + some.start;
        let weights = self.weights.get(first..first + some.len()).unwrap_or_default();
        self.counts.some_of(slot, some).zip(weights.iter().copied())
    }

    /// Makes room for the weights of all counts.
    fn widen(&mut self) {
        if self.weights.len() < self.counts.len() {
            self.weights.resize(self.counts.len(), Weight::default());
        }
    }
}
