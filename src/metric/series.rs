//! Counts of one metric at one place over time.
//! Invariant: what is asked for at a coarser grain is the sum of the finer.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use self::cells::Cells;
use super::{Batch, Grain, Measure, Period, Reading, Tally};

mod cells;
mod exposure;
pub(super) mod narrow;
mod pending;
mod unfinished;

/// The most periods without answers that are filled in between those with answers. Past it (one
/// date 2,000 years off among days) only the measured periods are given.
pub const MOST_GAPS: u64 = 4_000;

/// Counts over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// The finest grain the dates allow: `Year` for a bare year, `All` without a time column.
    pub finest: Grain,
    /// Counts by first day of the finest period (or by day).
    cells: Cells,
    /// How many cases of a date have no outcome yet.
    pending: Vec<(Date, u64)>,
}

impl Series {
    /// No answers yet. The date of an answer is ignored where `finest` is `All`.
    #[must_use]
    pub fn new(finest: Grain) -> Self {
        Self { finest, cells: Cells::default(), pending: Vec::new() }
    }

    /// The counts of ascending dates.
    ///
    /// Those of one date are added up. `None` where two of them cannot be of one measure.
    #[must_use]
    pub fn of(finest: Grain, dated: impl IntoIterator<Item = (Date, Tally)>) -> Option<Self> {
        let mut series = Self::new(finest);
        let mut last: Option<(Date, Tally)> = None;
        for (date, tally) in dated {
            match &mut last {
                Some((own, sum)) if *own == date => {
                    if !sum.merge(&tally) {
                        return None;
                    }
                }
                _ => series.cells.extend(last.replace((date, tally))),
            }
        }
        series.cells.extend(last);
        series.cells.settle();
        Some(series)
    }

    /// Every date that has counts, ascending, with its counts.
    #[must_use]
    pub fn tallies(&self) -> impl DoubleEndedIterator<Item = (Date, Cow<'_, Tally>)> {
        self.cells.iter()
    }

    /// How many answers there are in all.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.cells.all_n().fold(0, |sum, (_, n)| sum.saturating_add(n))
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
        let finest = self.finest.min(other.finest);
        let (own, others) = (self.coarsened(finest), other.coarsened(finest));
        let (mut own, mut others) = (own.tallies().peekable(), others.tallies().peekable());
        let dated = std::iter::from_fn(|| match (own.peek(), others.peek()) {
            (Some((date, _)), Some((other, _))) if date <= other => own.next(),
            (Some(_), None) => own.next(),
            _ => others.next(),
        });
        let both = Self::of(finest, dated.map(|(date, tally)| (date, tally.into_owned())));
        let pending = std::mem::take(&mut self.pending);
        let is_merged = both.map(|both| *self = both).is_some();
        for (date, n) in pending.into_iter().chain(other.pending.iter().copied()) {
            self.await_more(date, n);
        }
        is_merged
    }

    /// How many answers each period has, of those that have any.
    #[must_use]
    pub fn n_by_period(&self, grain: Grain) -> BTreeMap<Period, u64> {
        let grain = grain.min(self.finest);
        let mut all: BTreeMap<Period, u64> = BTreeMap::new();
        for (start, n) in self.cells.all_n().filter(|(_, n)| *n > 0) {
            let period = Period::of(Period { start, grain: self.finest }.day(), grain);
            let own = all.entry(period).or_default();
            *own = own.saturating_add(n);
        }
        all
    }

    /// How many answers are of dates before a day, and from it on.
    pub(super) fn by_day(&self, day: Date) -> (u64, u64) {
        let n = |is_meant: &dyn Fn(Date) -> bool| {
            self.cells.all_n().filter(|(date, _)| is_meant(*date)).map(|(_, n)| n).sum()
        };
        (n(&|date| date < day), n(&|date| date >= day))
    }

    /// Are there no answers at all?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.all_n().all(|(_, n)| n == 0)
    }

    /// The first and the last day answers can be of; `None` without answers or dates.
    #[must_use]
    pub fn span(&self) -> Option<(Date, Date)> {
        let mut dates = self.cells.all_n().filter(|(_, n)| *n > 0).map(|(date, _)| date);
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
        // Of ascending dates those inside stand together.
        let dates = self.cells.dates();
        let first = dates.iter().position(is_kept).unwrap_or(dates.len());
        let n_kept = dates.iter().skip(first).take_while(|date| is_kept(date)).count();
        let pending = self.pending.iter().filter(|(date, _)| is_kept(date)).copied().collect();
        Self { finest: self.finest, cells: self.cells.range(first..first + n_kept), pending }
    }

    /// How many answers [`between`](Self::between) leaves out although they may lie inside: those of periods that reach
    /// beyond, and those without a date.
    #[must_use]
    pub fn n_astride(&self, since: Option<Date>, until: Option<Date>) -> u64 {
        if since.is_none() && until.is_none() {
            return 0;
        }
        let may_be_inside = |date: Date| {
            let period = Period::of(date, self.finest);
            since.is_none_or(|since| since <= period.end()) && until.is_none_or(|until| period.start <= until)
        };
        let all = self.cells.all_n().filter(|(date, _)| self.finest == Grain::All || may_be_inside(*date));
        let n = all.fold(0_u64, |sum, (_, n)| sum.saturating_add(n));
        n.saturating_sub(self.between(since, until).n())
    }

    /// All counts put together; `None` where there are none.
    #[must_use]
    pub fn sum(&self) -> Option<Tally> {
        let mut sum = self.cells.tally(0)?.into_owned();
        (1..self.cells.len()).all(|idx| self.cells.add_to(idx, &mut sum)).then_some(sum)
    }

    /// All counts of a period; `None` where it has none.
    #[must_use]
    pub(super) fn tally_of(&self, period: Period) -> Option<Tally> {
        match period.grain {
            Grain::All => self.sum(),
            _ => self.between(Some(period.start), Some(period.end())).sum().filter(|own| own.n() > 0),
        }
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
        self.cells.change(Period::of(date, self.finest).start, Tally::new(measure), add)
    }

    /// The same counts by longer periods.
    fn coarsened(&self, grain: Grain) -> Self {
        if grain == self.finest {
            return self.clone();
        }
        let mut coarse = Self::new(grain);
        let mut last: Option<(Date, Tally)> = None;
        for (idx, date) in self.cells.dates().iter().enumerate() {
            let key = Period::of(Period { start: *date, grain: self.finest }.day(), grain).start;
            match &mut last {
                Some((own, sum)) if *own == key => {
                    let is_added = self.cells.add_to(idx, sum);
                    debug_assert!(is_added, "all tallies of a series are of one measure");
                }
                _ => {
                    let tally = self.cells.tally(idx).map(|tally| (key, tally.into_owned()));
                    coarse.cells.extend(std::mem::replace(&mut last, tally));
                }
            }
        }
        coarse.cells.extend(last);
        coarse
    }

    fn into_periods(self) -> Vec<(Period, Tally)> {
        let counted = self.tallies().filter(|(_, tally)| tally.n() > 0);
        counted.map(|(date, tally)| (Period::of(date, self.finest), tally.into_owned())).collect()
    }
}

#[cfg(test)]
mod tests;
