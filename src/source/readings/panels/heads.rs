//! How many people answered, by cohort, panel and date, while a file is read.
//! Invariant: what is added in any order comes to the same.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Class, SHARED};
use crate::metric::{Answerers, Period};
use crate::source::dates::Days;
use crate::source::readings::slots::WholeCounts;

/// People by date, and those counted before in a longer period.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    n_panels: usize,
    /// By cohort, and there by class.
    cohorts: Vec<[ClassHeads; 2]>,
}

/// Those of a cohort whose answers count alike.
#[derive(Clone, Debug)]
struct ClassHeads {
    counts: WholeCounts,
    /// By panel and period, those who were counted on another date of it.
    repeats: BTreeMap<(usize, Period), u64>,
}

impl Heads {
    /// Nobody yet.
    pub(super) fn new(n_panels: usize, n_cohorts: usize) -> Self {
        let none = ClassHeads { counts: WholeCounts::new(n_panels), repeats: BTreeMap::new() };
        Self { n_panels, cohorts: vec![[none.clone(), none]; n_cohorts] }
    }

    /// How many groups are counted apart.
    pub(super) fn n_cohorts(&self) -> usize {
        self.cohorts.len()
    }

    /// Forgets everybody.
    pub(super) fn clear(&mut self) {
        *self = Self::new(self.n_panels, self.n_cohorts());
    }

    /// Counts somebody who answered on a date.
    #[inline]
    pub(super) fn add(&mut self, cohorts: &[usize], class: Class, (date, panel): (usize, usize)) {
        for cohort in cohorts {
            if let Some(own) = self.cohorts.get_mut(*cohort) {
                class.of_two(own).counts.add(date, panel);
            }
        }
    }

    /// Counts somebody who answered on a date, unless they were counted that date.
    ///
    /// * `known`: on that date, and in each longer period of [`SHARED`], were they counted before?
    pub(super) fn add_new(
        &mut self,
        (cohort, class): (usize, Class),
        panel: usize,
        (date, own): (usize, Period),
        known: [bool; SHARED.len() + 1],
    ) {
        let [is_known, longer @ ..] = known;
        let Some(heads) = self.cohorts.get_mut(cohort).filter(|_| !is_known) else { return };
        let heads = class.of_two(heads);
        heads.counts.add(date, panel);
        // The period itself is no longer one.
        let known = SHARED.into_iter().zip(longer).filter(|(grain, is_known)| *is_known && *grain < own.grain);
        for (grain, _) in known {
            *heads.repeats.entry((panel, Period::of(own.day(), grain))).or_default() += 1;
        }
    }

    /// Adds those whom somebody else counted; `numbers` are our dates for those of the other.
    pub(super) fn absorb(&mut self, other: &Self, numbers: &[usize]) {
        for (own, other) in self.cohorts.iter_mut().flatten().zip(other.cohorts.iter().flatten()) {
            own.counts.absorb(&other.counts, numbers);
            for (period, n) in &other.repeats {
                *own.repeats.entry(*period).or_default() += n;
            }
        }
    }

    /// The people of a cohort and panel, without what their answers come to.
    pub(super) fn of(&self, (cohort, class): (usize, Class), panel: usize, days: &Days) -> Answerers {
        let Some(ClassHeads { counts, repeats }) = self.cohorts.get(cohort).map(|own| class.one_of(own)) else {
            return Answerers::default();
        };
        let dated = counts.slots().met().filter_map(|(number, slot)| {
            Some((*days.dates.get(number)?, counts.some_of(slot, panel..panel + 1).next()?))
        });
        // Two ways to write one date are one date.
        let mut by_date: BTreeMap<Date, u64> = BTreeMap::new();
        for (date, n) in dated.filter(|(_, n)| *n > 0) {
            *by_date.entry(date).or_default() += n;
        }
        let own = repeats.iter().filter(|((own, _), _)| *own == panel);
        let repeats = own.map(|((_, period), n)| (*period, *n)).collect();
        Answerers { dated: by_date.into_iter().collect(), repeats, sums: None }
    }
}
