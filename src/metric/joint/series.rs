//! Joint counts over time, in as little room as they need.
//! Invariant: what is asked for at a coarser grain is the sum of the finer.

use jiff::civil::Date;

use super::{JointCounts, WeighedPairs};
use crate::metric::series::narrow::Narrow;
use crate::metric::tally::Weight;
use crate::metric::{Grain, Period};

/// Joint counts over time.
#[derive(Clone, Debug, PartialEq)]
pub struct JointSeries {
    /// The finest grain they are known at.
    pub finest: Grain,
    /// How many gave both answers, in two periods of that grain: they are in none of the counts, at no grain.
    pub n_apart: u64,
    /// Counts of no pair.
    none: JointCounts,
    /// The first days of the periods that have any, ascending.
    dates: Vec<Date>,
    /// Pairs without a weight: one table after another.
    even: Narrow,
    /// Pairs with a weight; blank where the source says nothing of weights.
    weighed: Narrow,
    /// What pairs weigh, by their position in `weighed`, ascending.
    weights: Vec<(usize, Weight)>,
}

impl JointSeries {
    /// The counts of ascending dates, which all are about the answers of `none`; those of one date are added up.
    #[must_use]
    pub fn of(finest: Grain, none: JointCounts, dated: impl IntoIterator<Item = (Date, JointCounts)>) -> Self {
        let mut series = Self {
            finest,
            n_apart: 0,
            none,
            dates: Vec::new(),
            even: Narrow::default(),
            weighed: Narrow::default(),
            weights: Vec::new(),
        };
        let mut last: Option<(Date, JointCounts)> = None;
        for (date, counts) in dated {
            match &mut last {
                Some((own, sum)) if *own == date => {
                    let is_merged = sum.merge(&counts);
                    debug_assert!(is_merged, "all are about the same answers");
                }
                _ => series.extend(last.replace((date, counts))),
            }
        }
        series.extend(last);
        series.dates.shrink_to_fit();
        series.weights.shrink_to_fit();
        series.even.settle();
        series.weighed.settle();
        series
    }

    /// The same, where so many gave both answers in two periods.
    #[must_use]
    pub fn with_apart(self, n_apart: u64) -> Self {
        Self { n_apart, ..self }
    }

    /// The counts of every period that has any, oldest first. A grain finer than `finest` is answered at `finest`.
    #[must_use]
    pub fn by_period(&self, grain: Grain) -> Vec<(Period, JointCounts)> {
        let grain = grain.min(self.finest);
        let mut periods: Vec<(Period, JointCounts)> = Vec::new();
        for (idx, date) in self.dates.iter().enumerate() {
            let period = Period::of(Period { start: *date, grain: self.finest }.day(), grain);
            match periods.last_mut() {
                Some((own, sum)) if *own == period => self.add_to(idx, sum),
                _ => periods.push((period, self.counts(idx))),
            }
        }
        periods
    }

    /// The counts of a period without pairs.
    #[must_use]
    pub fn none(&self) -> JointCounts {
        self.none.clone()
    }

    /// All counts put together.
    #[must_use]
    pub fn sum(&self) -> JointCounts {
        let mut sum = self.none.clone();
        (0..self.dates.len()).for_each(|idx| self.add_to(idx, &mut sum));
        sum
    }

    fn counts(&self, idx: usize) -> JointCounts {
        let mut counts = self.none.clone();
        self.add_to(idx, &mut counts);
        counts
    }

    /// Adds those of a date.
    fn add_to(&self, idx: usize, sum: &mut JointCounts) {
        let n_cells = self.none.even.len();
        let first = idx * n_cells;
        self.even.add_to(first, &mut sum.even);
        if let Some(weighed) = &mut sum.weighed {
            let WeighedPairs { counts, weights } = &mut **weighed;
            self.weighed.add_to(first, counts);
            let from = self.weights.partition_point(|(cell, _)| *cell < first);
            let own = self.weights.iter().skip(from).take_while(|(cell, _)| *cell < first + n_cells);
            for (cell, weight) in own {
                if let Some(sum) = weights.get_mut(cell - first) {
                    *sum = sum.and(*weight);
                }
            }
        }
    }

    fn extend(&mut self, dated: Option<(Date, JointCounts)>) {
        let Some((date, counts)) = dated else { return };
        debug_assert!(self.dates.last().is_none_or(|last| *last < date), "{date} is not after all others");
        let first = self.dates.len() * self.none.even.len();
        self.dates.push(date);
        self.even.extend(&counts.even);
        if let Some(weighed) = &counts.weighed {
            self.weighed.extend(&weighed.counts);
            let met = (first..).zip(&weighed.weights).zip(&weighed.counts).filter(|(_, count)| **count > 0);
            self.weights.extend(met.map(|((cell, weight), _)| (cell, *weight)));
        }
    }
}
