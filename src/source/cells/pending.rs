//! Cases whose outcome is still to come, by place, group and date.
//! Invariant: parts of a file add up to the whole, whatever the parts.

use std::collections::BTreeMap;

use crate::metric::Series;
use crate::source::dates::Days;

/// How many cases of each place, cohort and number of a date are open.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Pending(BTreeMap<(usize, usize, usize), u64>);

impl Pending {
    /// Adds an open case.
    pub(in crate::source) fn add(&mut self, places: &[usize], cohorts: &[usize], date: usize) {
        for place in places {
            for cohort in cohorts {
                *self.0.entry((*place, *cohort, date)).or_default() += 1;
            }
        }
    }

    /// Takes in those of another part; `numbers` are ours for its dates.
    pub(in crate::source) fn absorb(&mut self, other: Self, numbers: &[usize]) {
        for ((place, cohort, date), n) in other.0 {
            if let Some(date) = numbers.get(date) {
                *self.0.entry((place, cohort, *date)).or_default() += n;
            }
        }
    }

    /// Tells the series of each place, by cohort.
    pub(in crate::source) fn tell(&self, series: &mut BTreeMap<usize, Vec<Series>>, days: &Days) {
        for ((place, cohort, date), n) in &self.0 {
            let own = series.get_mut(place).and_then(|cohorts| cohorts.get_mut(*cohort));
            if let Some((own, date)) = own.zip(days.dates.get(*date)) {
                own.await_more(*date, *n);
            }
        }
    }
}
