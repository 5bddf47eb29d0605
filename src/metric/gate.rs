//! The gate between what was measured and whoever reads it: it decides what may be told of a group of people.
//!
//! Invariant: nothing above this floor reads a [`Reading`]. What a gate discloses has its interval within what the
//! metric can be and says whether it rests on few answers; what it withholds has no value.

use std::fmt;

use super::{Change, Grain, Interval, Measure, Period, Reading, Series, Weighing, change, reading};

mod people;

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
            Crowd::Filtered if n < self.limits.hidden => Some(Withheld { n, limit: self.limits.hidden }),
            Crowd::Everyone | Crowd::Filtered => None,
        }
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

    /// The reading of all time.
    #[must_use]
    pub fn total(self, series: &Series, measure: &Measure) -> Option<Gated> {
        series.total(measure).map(|reading| self.admit(&reading, measure))
    }

    /// The readings of the periods that have any, oldest first.
    #[must_use]
    pub fn readings(self, series: &Series, grain: Grain, measure: &Measure) -> Vec<(Period, Gated)> {
        let readings = series.readings(grain, measure).into_iter();
        readings.filter_map(|(period, reading)| Some((period, self.admit(&reading?, measure)))).collect()
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
    /// In the unit of the metric.
    #[must_use]
    pub const fn value(&self) -> f64 {
        self.reading.value
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

    /// The 95 % interval, as far as values can go: what was added to make it honest may lie beyond.
    #[must_use]
    pub fn interval(&self) -> Option<Interval> {
        let (low, high) = self.bounds;
        // Data may lie beyond what the metric can be; the interval of a value holds it all the same.
        let (low, high) = (low.min(self.value()), high.max(self.value()));
        self.reading.interval.map(|own| Interval { low: own.low.max(low), high: own.high.min(high) })
    }

    /// The number after ±: half the width of the interval as it was computed.
    #[must_use]
    pub fn margin(&self) -> Option<f64> {
        self.reading.margin()
    }

    /// The mean of the answers where the value is not the mean.
    #[must_use]
    pub const fn mean(&self) -> Option<f64> {
        self.reading.mean
    }

    /// The median, for amounts and durations.
    #[must_use]
    pub const fn median(&self) -> Option<f64> {
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
    pub fn change_since(&self, earlier: &Self) -> Option<Change> {
        if self.is_few || earlier.is_few {
            return None;
        }
        change::compare(&earlier.reading, &self.reading)
    }
}

impl Withheld {
    /// From how many answers on it would be shown.
    #[must_use]
    pub const fn limit(&self) -> u64 {
        self.limit
    }
}

impl fmt::Display for Withheld {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.n == 1 { "answer" } else { "answers" };
        write!(f, "hidden: {} {noun}, fewer than {}", self.n, self.limit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::fixed::real;
    use crate::metric::{Kind, Sample, score};

    const LIMITS: Limits = Limits { few: 30, hidden: 5 };
    const NPS: Measure = Measure { kind: Kind::Nps, scale: (0, 10), top: 9 };

    fn nps(gate: Gate, n: u64) -> Gated {
        gate.admit(&score::nps(real(n), 0.0, Sample::of(n)).expect("answers"), &NPS)
    }

    #[test]
    fn small_filtered_groups_are_withheld_and_everyone_is_not() {
        let (everyone, filtered) = (Gate::new(LIMITS, Crowd::Everyone), Gate::new(LIMITS, Crowd::Filtered));
        for (gate, n, is_told) in
            [(everyone, 1, true), (filtered, 1, false), (filtered, 4, false), (filtered, 5, true), (filtered, 40, true)]
        {
            let gated = nps(gate, n);
            assert_eq!((gated.n(), gated.disclosed().is_some()), (n, is_told), "{gate:?}");
            assert_eq!(gated.withheld().is_some(), !is_told, "{gate:?}");
            assert_eq!(gated.disclosed().is_some_and(Disclosed::is_few), is_told && n < 30);
        }
        let words = |n| nps(filtered, n).withheld().map(|withheld| withheld.to_string());
        assert_eq!(words(1).as_deref(), Some("hidden: 1 answer, fewer than 5"));
        assert_eq!(words(4).as_deref(), Some("hidden: 4 answers, fewer than 5"));
        let open = Gate::new(Limits { hidden: 0, ..LIMITS }, Crowd::Filtered);
        assert!(nps(open, 1).disclosed().is_some(), "a limit of 0 hides nothing");
    }

    #[test]
    fn an_interval_ends_where_values_do_and_the_margin_is_the_whole_one() {
        let gated = nps(Gate::new(LIMITS, Crowd::Everyone), 4);
        let disclosed = gated.disclosed().expect("shown");
        let interval = disclosed.interval().expect("an interval");
        assert!((interval.high - 100.0).abs() < 1e-9, "{interval:?}");
        assert!(disclosed.margin().expect("an interval") > interval.half_width());
    }

    #[test]
    fn few_answers_are_no_change() {
        let gate = Gate::new(LIMITS, Crowd::Everyone);
        let of = |promoters, n| {
            *gate.admit(&score::nps(promoters, 0.0, Sample::of(n)).expect("answers"), &NPS).disclosed().unwrap()
        };
        assert!(of(40.0, 40).change_since(&of(1.0, 40)).is_some());
        assert_eq!(of(40.0, 40).change_since(&of(1.0, 29)), None);
        assert_eq!(of(20.0, 29).change_since(&of(1.0, 40)), None);
    }

    #[test]
    fn parts_make_a_whole() {
        let gate = Gate::new(LIMITS, Crowd::Filtered);
        let part = |n| *nps(gate, n).disclosed().unwrap();
        let whole = gate.compose(&[part(20), part(20)]).expect("parts");
        assert_eq!((whole.n(), whole.disclosed().map(Disclosed::is_few)), (40, Some(false)));
        assert!(whole.disclosed().and_then(Disclosed::interval).is_some_and(|interval| interval.high <= 100.0));
        assert_eq!(gate.compose(&[]), None);
    }
}
