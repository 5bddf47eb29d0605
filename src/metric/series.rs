//! Counts of one metric at one place over time. Must not know the place.
//! Invariant: what is asked for at a coarser grain is the sum of the finer.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Batch, Grain, Measure, Period, Reading, Tally};

/// The most periods without answers that are filled in between those with answers. Past it (one
/// date 2,000 years off among days) only the measured periods are given.
pub const MOST_GAPS: u64 = 4_000;

/// Counts over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The finest grain the dates allow: `Year` for a bare year, `All` without a time column.
    pub finest: Grain,
    /// Counts by first day of the finest period (or by day).
    pub tallies: BTreeMap<Date, Tally>,
}

impl Series {
    /// No answers yet. The date of an answer is ignored where `finest` is `All`.
    #[must_use]
    pub fn new(finest: Grain) -> Self {
        Self { finest, tallies: BTreeMap::new() }
    }

    /// Counts one answer; false, and nothing counted, where the measure does not accept it
    /// ([`Measure::accepts`]).
    #[must_use]
    pub fn add(&mut self, date: Date, measure: &Measure, value: f64) -> bool {
        measure.accepts(value) && self.count(date, measure, |tally| tally.add(value))
    }

    /// Counts the answers behind one figure ([`Tally::add_batch`]).
    #[must_use]
    pub fn add_batch(&mut self, date: Date, measure: &Measure, batch: &Batch) -> bool {
        self.count(date, measure, |tally| tally.add_batch(batch, measure))
    }

    /// Counts `hits` among `n`: completed among entered ([`Tally::add_hits`]).
    #[must_use]
    pub fn add_hits(&mut self, date: Date, measure: &Measure, hits: u64, n: u64) -> bool {
        self.count(date, measure, |tally| tally.add_hits(hits, n))
    }

    /// Adds the counts of another series of the same measure, at the coarser `finest` of the two.
    /// False where the two cannot be of one measure: nothing is added.
    #[must_use]
    pub fn merge(&mut self, other: &Self) -> bool {
        let mut both = self.coarsened(self.finest.min(other.finest));
        for (date, tally) in &other.tallies {
            let key = Period::of(other.day_of(*date), both.finest).start;
            if !both.put(key, tally) {
                return false;
            }
        }
        *self = both;
        true
    }

    /// Are there no answers at all?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tallies.values().all(|tally| tally.n() == 0)
    }

    /// The first and the last day answers can be of; `None` without answers or dates.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        let mut dates = self.tallies.iter().filter(|(_, tally)| tally.n() > 0).map(|(date, _)| *date);
        let first = dates.next().filter(|_| self.finest != Grain::All)?;
        let last = dates.next_back().unwrap_or(first);
        Some((first, Period::of(last, self.finest).end()))
    }

    /// Only what is known to lie from `since` to `until`, both included: a period that reaches
    /// beyond either is left out as a whole, and so are answers without a date.
    #[must_use]
    pub fn between(&self, since: Option<Date>, until: Option<Date>) -> Self {
        let is_inside = |date: &Date| {
            let period = Period::of(*date, self.finest);
            since.is_none_or(|since| since <= period.start) && until.is_none_or(|until| period.end() <= until)
        };
        let is_kept = |date: &Date| match self.finest {
            Grain::All => since.is_none() && until.is_none(),
            _ => is_inside(date),
        };
        let kept = self.tallies.iter().filter(|(date, _)| is_kept(date));
        Self { finest: self.finest, tallies: kept.map(|(date, tally)| (*date, tally.clone())).collect() }
    }

    /// All counts put together; `None` where there are none.
    #[must_use]
    pub fn sum(&self) -> Option<Tally> {
        sum(self.tallies.values())
    }

    /// The reading of all time.
    #[must_use]
    pub fn total(&self, measure: &Measure) -> Option<Reading> {
        self.sum()?.reading(measure)
    }

    /// The counts of every period that has any, oldest first. A grain finer than `finest` is
    /// answered at `finest`.
    #[must_use]
    pub fn by_period(&self, grain: Grain) -> Vec<(Period, Tally)> {
        self.coarsened(grain.min(self.finest)).into_periods()
    }

    /// The reading of every period from the first with answers to the last, oldest first; `None`
    /// for a gap. A grain finer than `finest` is answered at `finest`. Up to [`MOST_GAPS`] gaps are
    /// filled in; where there would be more, none is.
    #[must_use]
    pub fn readings(&self, grain: Grain, measure: &Measure) -> Vec<(Period, Option<Reading>)> {
        let measured = self.by_period(grain);
        let (Some((first, _)), Some((last, _))) = (measured.first(), measured.last()) else { return Vec::new() };
        let n_gaps = (first.distance(last) + 1).saturating_sub(measured.len() as u64);
        let mut next = Some(*first);
        let mut readings = Vec::with_capacity(measured.len());
        for (period, tally) in &measured {
            while let Some(gap) = next.filter(|gap| gap < period && n_gaps <= MOST_GAPS) {
                readings.push((gap, None));
                next = gap.next();
            }
            readings.push((*period, tally.reading(measure)));
            next = period.next();
        }
        readings
    }

    /// The reading of the last period that has answers.
    #[must_use]
    pub fn latest(&self, grain: Grain, measure: &Measure) -> Option<(Period, Reading)> {
        let periods = self.by_period(grain);
        periods.iter().rev().find_map(|(period, tally)| Some((*period, tally.reading(measure)?)))
    }

    fn count(&mut self, date: Date, measure: &Measure, add: impl FnOnce(&mut Tally) -> bool) -> bool {
        let key = Period::of(date, self.finest).start;
        if let Some(tally) = self.tallies.get_mut(&key) {
            return add(tally);
        }
        let mut tally = Tally::new(measure);
        let is_counted = add(&mut tally);
        if is_counted {
            self.tallies.insert(key, tally);
        }
        is_counted
    }

    fn put(&mut self, key: Date, tally: &Tally) -> bool {
        if let Some(own) = self.tallies.get_mut(&key) {
            return own.merge(tally);
        }
        self.tallies.insert(key, tally.clone());
        true
    }

    /// The same counts by longer periods.
    fn coarsened(&self, grain: Grain) -> Self {
        if grain == self.finest {
            return self.clone();
        }
        let mut coarse = Self::new(grain);
        for (date, tally) in &self.tallies {
            let is_added = coarse.put(Period::of(self.day_of(*date), grain).start, tally);
            debug_assert!(is_added, "all tallies of a series are of one measure");
        }
        coarse
    }

    fn into_periods(self) -> Vec<(Period, Tally)> {
        let finest = self.finest;
        let counted = self.tallies.into_iter().filter(|(_, tally)| tally.n() > 0);
        counted.map(|(date, tally)| (Period::of(date, finest), tally)).collect()
    }

    /// The day that stands for a key: a week belongs to the month and year of its Thursday.
    fn day_of(&self, key: Date) -> Date {
        if self.finest == Grain::Week { key.saturating_add(3.days()) } else { key }
    }
}

fn sum<'a>(mut tallies: impl Iterator<Item = &'a Tally>) -> Option<Tally> {
    let first = tallies.next()?.clone();
    tallies.try_fold(first, |mut sum, tally| sum.merge(tally).then_some(sum))
}

#[cfg(test)]
mod tests;
