//! One metric at one place over time, as one group of people answered. Must not know which place.
//! Invariant: points are ordered, hold answers, and none of them is one that must stay hidden.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::metric::{Change, Grain, Interval, Kind, Measure, Metric, Period, Reading, Series, change, reading};

/// The most periods a track has; more than any screen shows.
pub const MOST_PERIODS: i32 = 64;

/// How readings are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Eye {
    /// By which period; a series that knows no finer one is taken by its own.
    pub grain: Grain,
    /// Readings of fewer answers are not to be relied on.
    pub few: u64,
    /// Readings of fewer answers are not shown at all; 0 where everyone is counted.
    pub hidden: u64,
}

/// One metric at one place over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Track {
    /// What is measured.
    pub metric: Metric,
    /// Periods with answers, oldest first.
    pub points: Vec<(Period, Reading)>,
    /// Does the latest period rest on so few answers that it is not shown?
    pub is_hidden: bool,
    /// Does the latest reading rest on too few answers?
    pub is_weak: bool,
    /// The latest period against the one before, where both rest on enough answers.
    pub change: Option<Change>,
    /// How many readings the latest is put together from; 0 where it is one of its own.
    pub n_parts: usize,
    /// The least and the greatest value there can be.
    pub bounds: (f64, f64),
}

impl Track {
    /// The track of a series; `None` without answers.
    #[must_use]
    pub fn of(series: &Series, metric: Metric, measure: &Measure, eye: Eye) -> Option<Self> {
        let grain = eye.grain.min(series.finest);
        let mut points = match series.span().filter(|_| grain != Grain::All) {
            // The end of it, so that ten years by the day do not hold up a frame.
            Some((_, last)) => read(&series.between(Some(first_of(last, grain)), None), grain, measure),
            None => Vec::new(),
        };
        if points.len() < 2 {
            points = read(series, grain, measure);
        }
        let (_, latest) = points.last()?;
        let is_hidden = latest.n < eye.hidden;
        points.retain(|(_, reading)| reading.n >= eye.hidden);
        let mut track =
            Self { metric, points, is_hidden, is_weak: false, change: None, n_parts: 0, bounds: measure.bounds() };
        // A plain count is what it is, however small.
        let is_estimate = track.metric.kind != Kind::Count;
        track.is_weak = is_estimate && track.latest().is_some_and(|(_, reading)| reading.n < eye.few);
        track.change = match (track.before(), track.latest()) {
            (Some((_, before)), Some((_, latest))) if before.n >= eye.few && latest.n >= eye.few => {
                change::compare(before, latest)
            }
            _ => None,
        };
        Some(track)
    }

    /// Several tracks of one metric put together, period by period: the mean of their values.
    ///
    /// A reading of too few answers takes part only where there is no other. The change is that of the tracks that
    /// have both periods, or what was measured newly would pass for a change.
    #[must_use]
    pub fn composed(tracks: &[&Self], eye: Eye) -> Option<Self> {
        let metric = tracks.first()?.metric.clone();
        let mut by_period: BTreeMap<Period, Vec<Reading>> = BTreeMap::new();
        for (period, reading) in tracks.iter().flat_map(|track| &track.points) {
            by_period.entry(*period).or_default().push(*reading);
        }
        for readings in by_period.values_mut() {
            if readings.iter().any(|reading| reading.n >= eye.few) {
                readings.retain(|reading| reading.n >= eye.few);
            }
        }
        let points: Vec<(Period, Reading)> =
            by_period.iter().filter_map(|(period, readings)| Some((*period, reading::compose(readings)?))).collect();
        let is_hidden = points.is_empty() && tracks.iter().any(|track| track.is_hidden);
        if points.is_empty() && !is_hidden {
            return None;
        }
        let latest = by_period.last_key_value().map(|(_, readings)| readings.as_slice()).unwrap_or_default();
        let is_weak = latest.iter().any(|reading| reading.n < eye.few);
        let n_parts = latest.len();
        let endless = (f64::INFINITY, f64::NEG_INFINITY);
        let bounds = tracks.iter().fold(endless, |(low, high), own| (low.min(own.bounds.0), high.max(own.bounds.1)));
        let mut track = Self { metric, points, is_hidden, is_weak, change: None, n_parts, bounds };
        if let (Some((before, _)), Some((latest, _))) = (track.before(), track.latest()) {
            let both = tracks.iter().filter_map(|track| Some((track.at(*before)?, track.at(*latest)?)));
            let relied = both.filter(|(before, latest)| before.n >= eye.few && latest.n >= eye.few);
            let (before, latest): (Vec<Reading>, Vec<Reading>) = relied.unzip();
            let composed = reading::compose(&before).zip(reading::compose(&latest));
            track.change = composed.and_then(|(before, latest)| change::compare(&before, &latest));
        }
        Some(track)
    }

    /// The last period with answers; `None` where it must stay hidden.
    #[must_use]
    pub fn latest(&self) -> Option<&(Period, Reading)> {
        if self.is_hidden { None } else { self.points.last() }
    }

    /// The period with answers before the last.
    #[must_use]
    pub fn before(&self) -> Option<&(Period, Reading)> {
        self.points.iter().rev().nth(usize::from(!self.is_hidden))
    }

    /// An interval as far as values can go: what was added to make it honest may lie beyond.
    #[must_use]
    pub fn within(&self, interval: Interval) -> Interval {
        let (low, high) = self.bounds;
        Interval { low: interval.low.max(low), high: interval.high.min(high) }
    }

    /// The reading of a period.
    #[must_use]
    pub fn at(&self, period: Period) -> Option<Reading> {
        let idx = self.points.binary_search_by_key(&period, |(own, _)| *own).ok()?;
        self.points.get(idx).map(|(_, reading)| *reading)
    }
}

fn read(series: &Series, grain: Grain, measure: &Measure) -> Vec<(Period, Reading)> {
    if grain == Grain::All {
        let all = Period { start: Date::MIN, grain: Grain::All };
        return series.total(measure).map(|reading| (all, reading)).into_iter().collect();
    }
    let readings = series.readings(grain, measure);
    readings.into_iter().filter_map(|(period, reading)| Some((period, reading?))).collect()
}

/// The first day of the [`MOST_PERIODS`] periods that end with that of `last`.
#[must_use]
pub fn first_of(last: Date, grain: Grain) -> Date {
    let n = i64::from(MOST_PERIODS - 1);
    let span = match grain {
        Grain::All => return Date::MIN,
        Grain::Year => n.years(),
        Grain::Quarter => (n * 3).months(),
        Grain::Month => n.months(),
        Grain::Week => n.weeks(),
        Grain::Day => n.days(),
    };
    Period::of(last.saturating_sub(span), grain).start
}
