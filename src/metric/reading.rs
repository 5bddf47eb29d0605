//! A reading: value, n and interval.
//! Invariant: `n >= 1`, and `n_eff` is above 0.

use super::fixed::{extent, real};
use super::interval::Z;
use super::{Interval, Median};

/// From how many answers on the mean of skewed numbers has an interval: that of 30 lognormal times holds the mean of
/// all in 78 to 94 of 100 cases, not in 95.
const FEWEST_OF_MEAN: f64 = 100.0;

/// How many answers there are, and how many that all count the same they are worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// How many answers.
    pub n: u64,
    /// The effective number of answers: what every formula goes by.
    pub n_eff: f64,
}

impl Sample {
    /// Answers that all count the same.
    #[must_use]
    pub fn of(n: u64) -> Self {
        Self { n, n_eff: real(n) }
    }
}

/// What a value and its interval were made of, so that two readings can be compared.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Basis {
    /// Promoters and detractors among the effective n.
    Nps {
        /// Answers 9-10.
        promoters: f64,
        /// Answers 0-6.
        detractors: f64,
    },
    /// Hits among the effective n.
    Share {
        /// How many of them.
        hits: f64,
    },
    /// Mean and sample variance of n numbers.
    Mean {
        /// The sample variance (n - 1 in the denominator); `None` where n is 1.
        variance: Option<f64>,
    },
    /// The median of n numbers.
    Median {
        /// Its standard error, in the unit of the value.
        error: f64,
    },
    /// Readings of others put together: the mean of their values, with the standard error that
    /// holds whatever the correlation between them.
    Composite {
        /// An upper bound of the standard error, in the unit of the value.
        error: f64,
    },
    /// A sum, or a value given without its spread.
    Bare,
}

/// Did the answers of a reading count the same?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weighing {
    /// All of them: their source says nothing of weights.
    #[default]
    Even,
    /// Each by its weight.
    Weighed,
    /// All of them, for want of weights: others of the same source have some, and the two are not compared.
    Unweighed,
}

impl Weighing {
    /// May readings of the two be set against one another?
    pub(super) fn goes_with(self, other: Self) -> bool {
        !matches!((self, other), (Self::Weighed, Self::Unweighed) | (Self::Unweighed, Self::Weighed))
    }
}

/// Which of its numbers stands for a reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Headline {
    /// Its value.
    #[default]
    Value,
    /// Its median: of times, most of which are short and some very long.
    Median,
}

/// One of the numbers of a reading, and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// In the unit of the metric.
    pub value: f64,
    /// 95 % interval; `None` where none can be computed.
    pub interval: Option<Interval>,
}

/// A value, how many answers it rests on, and how far it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// In the unit of the metric: shares in percent, NPS in points.
    pub value: f64,
    /// How many answers.
    pub n: u64,
    /// How many answers that all count the same they are worth: what its interval and its changes go by.
    pub n_eff: f64,
    /// 95 % interval; `None` where none can be computed (a count, a single answer).
    pub interval: Option<Interval>,
    /// The mean of the answers where `value` is not the mean (CSAT, NPS).
    pub mean: Option<f64>,
    /// The median, for amounts and durations. Exact of up to [`MOST_DISTINCT`](crate::metric::tally::MOST_DISTINCT)
    /// distinct values, and of more of them to four significant digits.
    pub median: Option<Median>,
    /// The 90th percentile, for durations.
    pub p90: Option<f64>,
    /// Are the two known to four significant digits only?
    pub is_rounded: bool,
    /// Which of them stands for it.
    pub shown: Headline,
    /// What the one that stands for it was made of.
    pub basis: Basis,
    /// Whether its answers count the same.
    pub weighing: Weighing,
    /// How many answers were left out of it because they have no weight, while others have one.
    pub n_without_weight: u64,
}

impl Estimate {
    /// The number after ±: half the width of its interval; `None` where it has none, or one so lopsided that its ends
    /// have to be told.
    #[must_use]
    pub fn margin(&self) -> Option<f64> {
        let even = self.interval.filter(|own| !own.is_lopsided_around(self.value));
        even.map(|own| own.half_width()).filter(|half| *half > 0.0)
    }
}

impl Reading {
    /// Does it rest on fewer answers than this? Then it is dimmed and never ranked.
    #[must_use]
    pub fn is_weak(&self, few: u64) -> bool {
        self.n < few
    }

    /// Its value or its median; `None` where it has none.
    #[must_use]
    pub fn estimate(&self, of: Headline) -> Option<Estimate> {
        match of {
            Headline::Value => Some(self.own()),
            Headline::Median => self.median.map(|median| Estimate { value: median.value, interval: median.interval }),
        }
    }

    /// The number that stands for it.
    #[must_use]
    pub fn headline(&self) -> Estimate {
        self.estimate(self.shown).unwrap_or(self.own())
    }

    fn own(&self) -> Estimate {
        Estimate { value: self.value, interval: self.interval }
    }

    /// The standard error of the number that stands for it, in its unit: of a value half the width of its interval over
    /// z. For a mean that is a little above s/√n, by t over z; for a share it is never 0.
    #[must_use]
    pub fn error(&self) -> Option<f64> {
        match self.basis {
            Basis::Composite { error } | Basis::Median { error } => Some(error),
            Basis::Bare => None,
            Basis::Nps { .. } | Basis::Share { .. } | Basis::Mean { .. } => self.error_of(Headline::Value),
        }
    }

    /// The standard error of its value or of its median.
    fn error_of(&self, number: Headline) -> Option<f64> {
        if number == self.shown && matches!(self.basis, Basis::Composite { .. } | Basis::Median { .. } | Basis::Bare) {
            return self.error();
        }
        match number {
            Headline::Value => self.interval.map(|interval| interval.half_width() / Z),
            Headline::Median => self.median.and_then(|median| median.error),
        }
    }

    /// The reading of a mean time: its median stands for it where that is known, and the mean has an interval only from
    /// a hundred answers on.
    pub(super) fn as_time(self) -> Self {
        let is_sure = self.n_eff >= FEWEST_OF_MEAN;
        let interval = self.interval.filter(|_| is_sure);
        let (shown, basis) = match self.median {
            Some(Median { error: Some(error), .. }) => (Headline::Median, Basis::Median { error }),
            Some(_) => (Headline::Median, Basis::Bare),
            None if is_sure => (Headline::Value, self.basis),
            None => (Headline::Value, Basis::Mean { variance: None }),
        };
        Self { interval, shown, basis, ..self }
    }
}

/// Readings of several places put together as one, each counting the same.
///
/// * Input: readings of one metric, one a place.
/// * Output: the mean of their values, in their unit, and of their medians where each has one; n is the sum of theirs,
///   so a person who answered at two places counts twice.
/// * Formula: low and high are the means of the lows and the highs, the standard error the mean of
///   the standard errors. The error of a mean of readings is at most that, whatever their
///   correlation: the interval is never too narrow. One reading stays as it is.
/// * Undefined without readings: `None`. Where one has no interval, neither has the whole.
/// * Source: the triangle inequality for standard deviations; our definition.
#[must_use]
pub fn compose(readings: &[Reading]) -> Option<Reading> {
    let (first, rest) = readings.split_first()?;
    if rest.is_empty() {
        return Some(*first);
    }
    let own = estimate_of(readings, Headline::Value)?;
    let median = estimate_of(readings, Headline::Median).map(|(of, error)| {
        let sure = of.interval.zip(error);
        let is_tied = readings.iter().any(|own| own.median.is_some_and(|median| median.is_tied));
        Median {
            value: of.value,
            interval: sure.map(|(interval, _)| interval),
            error: sure.map(|(_, error)| error),
            is_tied,
        }
    });
    let is_time = readings.iter().all(|reading| reading.shown == Headline::Median);
    let shown = if is_time { Headline::Median } else { Headline::Value };
    let sure = match shown {
        Headline::Value => own.0.interval.and(own.1),
        Headline::Median => median.and_then(|median| median.error),
    };
    Some(Reading {
        value: own.0.value,
        n: readings.iter().fold(0, |sum: u64, reading| sum.saturating_add(reading.n)),
        n_eff: readings.iter().map(|reading| reading.n_eff).sum(),
        interval: own.0.interval.filter(|_| own.1.is_some()),
        mean: mean_of(readings, |reading| reading.mean),
        median,
        p90: None,
        is_rounded: median.is_some() && readings.iter().any(|reading| reading.is_rounded),
        shown,
        basis: sure.map_or(Basis::Bare, |error| Basis::Composite { error }),
        weighing: weighing_of(readings),
        n_without_weight: readings.iter().fold(0, |sum: u64, own| sum.saturating_add(own.n_without_weight)),
    })
}

/// The mean of the values or of the medians, with the mean of their standard errors.
fn estimate_of(readings: &[Reading], of: Headline) -> Option<(Estimate, Option<f64>)> {
    let end = |end: fn(Interval) -> f64| mean_of(readings, |own| own.estimate(of)?.interval.map(end));
    let interval = end(|own| own.low).zip(end(|own| own.high)).map(|(low, high)| Interval { low, high });
    let value = mean_of(readings, |own| own.estimate(of).map(|own| own.value))?;
    Some((Estimate { value, interval }, mean_of(readings, |own| own.error_of(of))))
}

/// How the answers of a whole count: one part that should be weighed and is not makes it such.
fn weighing_of(readings: &[Reading]) -> Weighing {
    let is = |weighing| readings.iter().any(|reading| reading.weighing == weighing);
    let found = [Weighing::Unweighed, Weighing::Weighed].into_iter().find(|weighing| is(*weighing));
    found.unwrap_or_default()
}

/// The plain mean of a part of each; `None` where one lacks it.
fn mean_of(readings: &[Reading], part: impl Fn(&Reading) -> Option<f64>) -> Option<f64> {
    let sum = readings.iter().map(part).try_fold(0.0, |sum, value| Some(sum + value?))?;
    Some(sum / extent(readings.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::metric::score;
    use crate::metric::vectors::{near, spans};

    #[test]
    fn a_composite_is_the_mean_of_its_parts() {
        let (one, other) = (score::share(10.0, Sample::of(10)).unwrap(), score::share(0.0, Sample::of(10)).unwrap());
        let both = compose(&[one, other]).unwrap();
        near(both.value, 50.0);
        assert_eq!((both.n, both.mean, both.median), (20, None, None));
        // The means of the ends of proportion_confint(10, 10) and (0, 10), method="wilson".
        spans(both.interval.unwrap(), 36.123_360_006_855_535, 63.876_639_993_144_46);
        let Basis::Composite { error } = both.basis else { panic!("{:?}", both.basis) };
        near(error, f64::midpoint(one.error().unwrap(), other.error().unwrap()));
        near(error, both.interval.unwrap().half_width() / Z);
    }

    #[test]
    fn one_reading_stays_as_it_is_and_none_is_none() {
        let one = score::nps(5.0, 2.0, Sample::of(10)).unwrap();
        assert_eq!(compose(&[one]), Some(one));
        assert_eq!(compose(&[]), None);
    }

    #[test]
    fn a_part_without_interval_leaves_the_whole_without() {
        let parts =
            [score::mean(4.0, Some(1.0), Sample::of(40)).unwrap(), score::mean(6.0, None, Sample::of(1)).unwrap()];
        let both = compose(&parts).unwrap();
        near(both.value, 5.0);
        assert_eq!((both.n, both.interval, both.basis), (41, None, Basis::Bare));
    }

    #[test]
    fn few_answers_are_weak() {
        let reading = score::share(10.0, Sample::of(29)).unwrap();
        assert!(reading.is_weak(30) && !reading.is_weak(29));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn low_value_and_high_stay_in_order(parts in proptest::collection::vec((0_u64..500, 1_u64..500), 1..12)) {
            let readings: Vec<Reading> = parts.iter().filter_map(|(hits, n)| score::share(real(hits % (n + 1)), Sample::of(*n))).collect();
            let whole = compose(&readings).unwrap();
            let interval = whole.interval.unwrap();
            prop_assert!(interval.low <= whole.value + 1e-9 && whole.value <= interval.high + 1e-9);
        }
    }
}
