//! The gate between what was measured and whoever reads it: it decides what may be told of a group of people.
//!
//! Invariant: nothing above this floor reads a [`Reading`]. What a gate discloses has its interval within what the
//! metric can be and says whether it rests on few answers; what it withholds has no value.

use std::collections::BTreeMap;
use std::fmt;

use super::scan::{self, Break};
use super::{
    Comparison, Estimate, Grain, Headline, Interval, Measure, Median, Period, Reading, Series, Weighing, change,
    reading,
};

mod course;
pub mod drivers;
pub mod funnel;
pub mod groups;
mod people;
pub mod shipping;

/// From how many answers on a reading is relied on, and shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Readings of fewer answers are dimmed and never ranked.
    pub few: u64,
    /// Readings of fewer answers of a filtered group are not shown at all.
    pub hidden: u64,
}

/// Whose answers are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Crowd {
    /// All there are.
    Everyone,
    /// Those of some people, chosen by what is known of them.
    Filtered,
}

/// What decides whether a reading is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    limits: Limits,
    crowd: Crowd,
}

/// A reading as it may be told. Only a [`Gate`] makes one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gated(Admission);

#[derive(Clone, Copy, Debug, PartialEq)]
enum Admission {
    Disclosed(Disclosed),
    Withheld(Withheld),
}

/// A reading that is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Disclosed {
    reading: Reading,
    bounds: (f64, f64),
    is_few: bool,
}

/// A reading that is not shown: the people behind it could be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withheld {
    n: u64,
    limit: u64,
    /// How many answers are not of this group and of another that holds it, or the other way around, where those are the
    /// few: the difference of the two readings would tell theirs.
    n_others: Option<u64>,
    /// Is it only hidden so that the few of another group are not told by what is left of the whole?
    is_for_few: bool,
}

impl Gate {
    /// The gate of a group under the limits of the settings.
    #[must_use]
    pub const fn new(limits: Limits, crowd: Crowd) -> Self {
        Self { limits, crowd }
    }

    /// Why nothing may be told of so many answers of this group; `None` where it may.
    #[must_use]
    pub const fn withholds(self, n: u64) -> Option<Withheld> {
        match self.crowd {
            Crowd::Filtered if n < self.limits.hidden => {
                Some(Withheld { n, limit: self.limits.hidden, n_others: None, is_for_few: false })
            }
            Crowd::Everyone | Crowd::Filtered => None,
        }
    }

    /// Why nothing may be told of so many answers of this group beside so many of groups that hold it or are held by it.
    fn withholds_beside(self, n: u64, beside: impl Iterator<Item = u64>) -> Option<Withheld> {
        let limit = self.limits.hidden;
        let is_told_apart = |n_others: &u64| *n_others > 0 && *n_others < limit;
        if let Some(withheld) = self.withholds(n) {
            return Some(withheld);
        }
        let n_others = beside.map(|other| other.abs_diff(n)).find(is_told_apart);
        n_others.filter(|_| self.crowd == Crowd::Filtered).map(|_| Withheld { n, limit, n_others, is_for_few: false })
    }

    /// From how many answers on a reading is relied on.
    #[must_use]
    pub const fn few(self) -> u64 {
        self.limits.few
    }

    /// How many people must share what is told of them.
    #[must_use]
    pub const fn least(self) -> u64 {
        match self.crowd {
            Crowd::Everyone => 0,
            Crowd::Filtered => self.limits.hidden,
        }
    }

    /// A reading of the group.
    #[must_use]
    pub fn admit(self, reading: &Reading, measure: &Measure) -> Gated {
        Gated(match self.withholds(reading.n) {
            Some(withheld) => Admission::Withheld(withheld),
            None => Admission::Disclosed(self.disclose(*reading, measure.bounds())),
        })
    }

    /// A reading of the group, beside the answers that others nested with it gave at the same place and time.
    fn admit_beside(self, reading: &Reading, measure: &Measure, beside: impl Iterator<Item = u64>) -> Gated {
        match self.withholds_beside(reading.n, beside) {
            Some(withheld) => Gated(Admission::Withheld(withheld)),
            None => self.admit(reading, measure),
        }
    }

    /// The reading of all time.
    ///
    /// * `beside`: the series of the groups that hold this one, or are held by it.
    #[must_use]
    pub fn total(self, series: &Series, beside: &[&Series], measure: &Measure) -> Option<Gated> {
        series.total(measure).map(|reading| self.admit_beside(&reading, measure, beside.iter().map(|own| own.n())))
    }

    /// The readings of the periods that have any, oldest first.
    ///
    /// * `beside`: the series of the groups that hold this one, or are held by it.
    #[must_use]
    pub fn readings(
        self,
        series: &Series,
        beside: &[&Series],
        (grain, measure): (Grain, &Measure),
    ) -> Vec<(Period, Gated)> {
        let readings = series.readings(grain, measure).into_iter();
        let n_beside: Vec<BTreeMap<Period, u64>> = match self.crowd {
            Crowd::Everyone => Vec::new(),
            Crowd::Filtered => beside.iter().map(|own| own.n_by_period(grain.min(series.finest))).collect(),
        };
        let told = |(period, reading): (Period, Option<Reading>)| {
            let n = n_beside.iter().map(|own| own.get(&period).copied().unwrap_or(0));
            Some((period, self.admit_beside(&reading?, measure, n)))
        };
        readings.filter_map(told).collect()
    }

    /// The breaks of a series ([`scan::breaks`]); those of which a side may not be told are none.
    #[must_use]
    pub fn breaks(
        self,
        series: &Series,
        beside: &[&Series],
        measure: &Measure,
        is_over: &dyn Fn(&Period) -> bool,
    ) -> Vec<Break<Disclosed>> {
        let told = |reading: Reading| self.admit(&reading, measure).disclosed().copied();
        let mut found = scan::breaks(series, measure, self.limits.few.max(1), is_over);
        if self.crowd == Crowd::Filtered && !beside.is_empty() {
            // Of some people only the break of all their answers is told, and only if both sides may be.
            found.truncate(1);
            found.retain(|own| {
                let n = |other: &Series| other.by_day(own.day);
                let (before, after) =
                    (|| beside.iter().map(|other| n(other).0), || beside.iter().map(|other| n(other).1));
                self.withholds_beside(own.sides.0.n, before()).is_none()
                    && self.withholds_beside(own.sides.1.n, after()).is_none()
            });
        }
        found.into_iter().filter_map(|own| own.with_sides(told)).collect()
    }

    /// Readings of several places put together as one ([`reading::compose`]).
    #[must_use]
    pub fn compose(self, parts: &[Disclosed]) -> Option<Gated> {
        let readings: Vec<Reading> = parts.iter().map(|part| part.reading).collect();
        let endless = (f64::INFINITY, f64::NEG_INFINITY);
        let bounds = parts.iter().fold(endless, |(low, high), part| (low.min(part.bounds.0), high.max(part.bounds.1)));
        reading::compose(&readings).map(|reading| Gated(Admission::Disclosed(self.disclose(reading, bounds))))
    }

    const fn disclose(self, reading: Reading, bounds: (f64, f64)) -> Disclosed {
        Disclosed { reading, bounds, is_few: reading.n < self.limits.few }
    }
}

impl Gated {
    /// The reading, where it is shown.
    #[must_use]
    pub const fn disclosed(&self) -> Option<&Disclosed> {
        match &self.0 {
            Admission::Disclosed(disclosed) => Some(disclosed),
            Admission::Withheld(_) => None,
        }
    }

    /// Why it is not shown, where it is not.
    #[must_use]
    pub const fn withheld(&self) -> Option<Withheld> {
        match self.0 {
            Admission::Disclosed(_) => None,
            Admission::Withheld(withheld) => Some(withheld),
        }
    }

    /// How many answers it rests on, shown or not.
    #[must_use]
    pub const fn n(&self) -> u64 {
        match &self.0 {
            Admission::Disclosed(disclosed) => disclosed.n(),
            Admission::Withheld(withheld) => withheld.n,
        }
    }
}

impl Disclosed {
    /// The number that stands for it, in the unit of the metric.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.reading.headline().value
    }

    /// Which of its numbers that is.
    #[must_use]
    pub const fn shown(&self) -> Headline {
        self.reading.shown
    }

    /// One of its numbers, with its interval; `None` where it has none.
    ///
    /// The interval ends where values do: what was added to make it honest may lie beyond. It holds the number.
    #[must_use]
    pub fn estimate(&self, of: Headline) -> Option<Estimate> {
        self.reading.estimate(of).map(|own| self.bounded(own))
    }

    fn bounded(&self, own: Estimate) -> Estimate {
        let (low, high) = self.bounds;
        // Data may lie beyond what the metric can be.
        let (low, high) = (low.min(own.value), high.max(own.value));
        let ends =
            |of: Interval| Interval { low: of.low.max(low).min(own.value), high: of.high.min(high).max(own.value) };
        Estimate { interval: own.interval.map(ends), ..own }
    }

    /// How many answers it rests on.
    #[must_use]
    pub const fn n(&self) -> u64 {
        self.reading.n
    }

    /// How many answers that all count the same they are worth.
    #[must_use]
    pub const fn n_eff(&self) -> f64 {
        self.reading.n_eff
    }

    /// How many answers were left out because they have no weight, while others have one.
    #[must_use]
    pub const fn n_without_weight(&self) -> u64 {
        self.reading.n_without_weight
    }

    /// Whether they count the same.
    #[must_use]
    pub const fn weighing(&self) -> Weighing {
        self.reading.weighing
    }

    /// May it be compared with another? Answers by their weights and answers for want of weights may not.
    #[must_use]
    pub fn goes_with(&self, other: &Self) -> bool {
        self.reading.weighing.goes_with(other.reading.weighing)
    }

    /// The number that stands for it, with its 95 % interval.
    #[must_use]
    pub fn headline(&self) -> Estimate {
        self.bounded(self.reading.headline())
    }

    /// The 95 % interval of the number that stands for it.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        self.headline().interval
    }

    /// The mean of the answers, with its interval where it has one, where the number that stands for it is not the mean.
    #[must_use]
    pub fn mean(&self) -> Option<Estimate> {
        let of_times = self.estimate(Headline::Value).filter(|_| self.shown() == Headline::Median);
        of_times.or(self.reading.mean.map(|value| Estimate { value, interval: None }))
    }

    /// The median, for amounts and durations.
    #[must_use]
    pub const fn median(&self) -> Option<Median> {
        self.reading.median
    }

    /// The 90th percentile, for durations.
    #[must_use]
    pub const fn p90(&self) -> Option<f64> {
        self.reading.p90
    }

    /// Are median and 90th percentile known to four significant digits only?
    #[must_use]
    pub const fn is_rounded(&self) -> bool {
        self.reading.is_rounded
    }

    /// Does it rest on fewer answers than is relied on?
    #[must_use]
    pub const fn is_few(&self) -> bool {
        self.is_few
    }

    /// How it changed since an earlier reading; `None` where either rests on few answers.
    #[must_use]
    pub fn change_since(&self, earlier: &Self) -> Option<Comparison> {
        if self.is_few || earlier.is_few {
            return None;
        }
        change::compare(&earlier.reading, &self.reading)
    }
}

impl Withheld {
    /// Is it not the group that is small, but the rest of those that hold it?
    #[must_use]
    pub const fn is_for_others(&self) -> bool {
        self.n_others.is_some() || self.is_for_few
    }

    /// Why, without saying of how many: where being few is what is hidden.
    #[must_use]
    pub fn without_number(&self) -> String {
        match (self.n_others, self.is_for_few) {
            (Some(_), _) => format!("hidden: fewer than {} are not of this group", self.limit),
            (None, true) => format!("hidden: beside it fewer than {} could be told", self.limit),
            (None, false) => format!("hidden: fewer than {}", self.limit),
        }
    }

    /// From how many answers on it would be shown.
    #[must_use]
    pub const fn limit(&self) -> u64 {
        self.limit
    }
}

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = |n| if n == 1 { "answer" } else { "answers" };
        if let Some(n) = self.n_others {
            return write!(f, "hidden: all but {n} {} are of this group, fewer than {} of others", noun(n), self.limit);
        }
        if self.is_for_few {
            return write!(f, "hidden: beside it fewer than {} answers of another group could be told", self.limit);
        }
        let noun = noun(self.n);
        write!(f, "hidden: {} {noun}, fewer than {}", self.n, self.limit)
    }
}

#[cfg(test)]
mod tests;
