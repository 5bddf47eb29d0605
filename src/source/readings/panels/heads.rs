//! How many people answered, by cohort, panel and date, while a file is read. Must not know answers.
//! Invariant: what is added in any order comes to the same.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::SHARED;
use crate::metric::Period;
use crate::source::dates::Days;
use crate::source::readings::slots::WholeCounts;

/// People by date, and those counted before in a longer period.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    n_panels: usize,
    /// By cohort: those whose rows have no weight, and those whose rows have one.
    cohorts: Vec<(WholeCounts, WholeCounts)>,
    repeats: BTreeMap<Repeat, u64>,
}

/// Those who were counted before in the same period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Repeat {
    cohort: usize,
    panel: usize,
    is_weighed: bool,
    period: Period,
}

impl Heads {
    /// Nobody yet.
    pub(super) fn new(n_panels: usize, n_cohorts: usize) -> Self {
        let none = (WholeCounts::new(n_panels), WholeCounts::new(n_panels));
        Self { n_panels, cohorts: vec![none; n_cohorts], repeats: BTreeMap::new() }
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
    pub(super) fn add(&mut self, cohorts: &[usize], (date, panel): (usize, usize), is_weighed: bool) {
        for cohort in cohorts {
            match self.cohorts.get_mut(*cohort) {
                Some((_, weighed)) if is_weighed => weighed.add(date, panel),
                Some((even, _)) => even.add(date, panel),
                None => {}
            }
        }
    }

    /// Counts somebody who answered on a date, unless they were counted that date.
    ///
    /// * `known`: on that date, and in each longer period of [`SHARED`], were they counted before?
    pub(super) fn add_new(
        &mut self,
        (cohort, panel): (usize, usize),
        (date, own): (usize, Period),
        known: [bool; SHARED.len() + 1],
        is_weighed: bool,
    ) {
        let [is_known, longer @ ..] = known;
        if is_known {
            return;
        }
        self.add(&[cohort], (date, panel), is_weighed);
        // The period itself is no longer one.
        let known = SHARED.into_iter().zip(longer).filter(|(grain, is_known)| *is_known && *grain < own.grain);
        for (grain, _) in known {
            let period = Period::of(own.day(), grain);
            *self.repeats.entry(Repeat { cohort, panel, is_weighed, period }).or_default() += 1;
        }
    }

    /// Adds those whom somebody else counted; `numbers` are our dates for those of the other.
    pub(super) fn absorb(&mut self, other: &Self, numbers: &[usize]) {
        for ((even, weighed), (others_even, others_weighed)) in self.cohorts.iter_mut().zip(&other.cohorts) {
            even.absorb(others_even, numbers);
            weighed.absorb(others_weighed, numbers);
        }
        for (repeat, n) in &other.repeats {
            *self.repeats.entry(*repeat).or_default() += n;
        }
    }

    /// The people of a cohort and panel by date, ascending; and those counted before in a longer period.
    pub(super) fn of(
        &self,
        (cohort, panel): (usize, usize),
        is_weighed: bool,
        days: &Days,
    ) -> (Vec<(Date, u64)>, Vec<(Period, u64)>) {
        let Some((even, weighed)) = self.cohorts.get(cohort) else { return Default::default() };
        let counts = if is_weighed { weighed } else { even };
        let met = counts.slots().met();
        let dated = met.filter_map(|(number, slot)| {
            Some((*days.dates.get(number)?, counts.some_of(slot, panel..panel + 1).next()?))
        });
        let mut sum: BTreeMap<Date, u64> = BTreeMap::new();
        for (date, n) in dated.filter(|(_, n)| *n > 0) {
            *sum.entry(date).or_default() += n;
        }
        let is_own = |own: &Repeat| (own.cohort, own.panel, own.is_weighed) == (cohort, panel, is_weighed);
        let repeats = self.repeats.iter().filter(|(own, _)| is_own(own)).map(|(own, n)| (own.period, *n));
        (sum.into_iter().collect(), repeats.collect())
    }
}
