//! One metric at one place over time, as one group of people answered.
//! Points are in order of time, and each holds answers as the gate lets them through.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::judged::Judged;
use crate::journey::Toll;
use crate::metric::{Disclosed, Gate, Gated, Grain, Measure, Metric, Period, Series, Together, Withheld};

/// The most periods a track has; more than any screen shows.
pub(crate) const MOST_PERIODS: i32 = 64;

/// How readings are looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Eye<'a> {
    /// By which period; a coarser series keeps its own.
    pub grain: Grain,
    /// What may be shown of the people who are counted.
    pub gate: Gate,
    /// The answers at the same place of groups that hold theirs, or are held by them.
    pub beside: &'a [&'a Series],
}

/// One metric at one place over time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Track {
    pub metric: Metric,
    /// Periods with answers, oldest first, including those that are not shown.
    pub points: Vec<(Period, Gated)>,
    /// The first of them that is not over, if any is not.
    pub unfinished: Option<Period>,
    /// Does the latest reading rest on too few answers?
    pub is_weak: bool,
    /// How it moved, whatever the periods are.
    pub judged: Judged,
    /// How many readings the latest is composed of; 0 if it was measured itself.
    pub n_parts: usize,
    /// How many people gave the answers of the latest, where it is composed and that is known.
    pub n_people: Option<u64>,
    /// What its files lost of it.
    pub toll: Toll,
}

impl Track {
    /// The track of a series, not judged yet; `None` without answers.
    ///
    /// * `unfinished`: the period that is not over, if that is known.
    #[must_use]
    pub(crate) fn of(
        series: &Series,
        metric: Metric,
        measure: &Measure,
        eye: Eye<'_>,
        unfinished: Option<Period>,
    ) -> Option<Self> {
        let grain = eye.grain.min(series.finest);
        let mut points = match series.span().filter(|_| grain != Grain::All) {
            // Only the end of it, so that ten years by the day do not hold up a frame.
            Some((_, last)) => read(&series.between(Some(first_of(last, grain)), None), Eye { grain, ..eye }, measure),
            None => Vec::new(),
        };
        if points.len() < 2 {
            points = read(series, Eye { grain, ..eye }, measure);
        }
        if points.is_empty() {
            return None;
        }
        let (judged, toll) = (Judged::default(), Toll::default());
        let mut track = Self { metric, points, unfinished, is_weak: false, judged, n_parts: 0, n_people: None, toll };
        // A plain count is what it is, however small.
        let is_estimate = track.metric.kind.is_estimate();
        track.is_weak = is_estimate && track.latest().is_some_and(|(_, latest)| latest.is_few());
        Some(track)
    }

    /// Several tracks of one metric composed period by period: the mean of their values, wherever all have one.
    ///
    /// * `tracks`: each with the index of its binding.
    /// * `together`: whose answers are known person by person, by the same indexes.
    #[must_use]
    pub(crate) fn composed(
        tracks: &[(usize, &Self)],
        judged: Judged,
        gate: Gate,
        together: &[Together<'_>],
    ) -> Option<Self> {
        let (_, first) = tracks.first()?;
        let mut by_period: BTreeMap<Period, Vec<(usize, Disclosed)>> = BTreeMap::new();
        for (idx, track) in tracks {
            for (period, disclosed) in track.disclosed() {
                by_period.entry(*period).or_default().push((*idx, *disclosed));
            }
        }
        by_period.retain(|_, parts| parts.len() == tracks.len());
        let whole = |period: Period, parts: &[(usize, Disclosed)]| gate.compose_people(parts, together, period);
        let mut points: Vec<(Period, Gated)> =
            by_period.iter().filter_map(|(period, parts)| Some((*period, whole(*period, parts)?))).collect();
        if points.is_empty() {
            // If nothing may be shown of any part, that is what there is to say of the whole.
            points.extend(tracks.iter().filter_map(|(_, track)| track.points.last()).max_by_key(|(period, _)| *period));
        }
        let unfinished = tracks.iter().find_map(|(_, track)| track.unfinished);
        let (metric, n_parts) = (first.metric.clone(), tracks.len());
        let toll = Toll::together(tracks.iter().map(|(_, track)| &track.toll));
        let mut track = Self { metric, points, unfinished, is_weak: false, judged, n_parts, n_people: None, toll };
        let latest = track.latest_point().and_then(|(period, _)| Some((*period, by_period.get(period)?)));
        track.is_weak = latest.is_some_and(|(_, parts)| parts.iter().any(|(_, part)| part.is_few()));
        track.n_people = latest.and_then(|(period, parts)| gate.n_people(parts, together, period));
        Some(track)
    }

    /// The periods that are shown, oldest first.
    #[must_use]
    pub(crate) fn disclosed(&self) -> impl DoubleEndedIterator<Item = (&Period, &Disclosed)> {
        self.points.iter().filter_map(|(period, gated)| Some((period, gated.disclosed()?)))
    }

    /// The periods that are over and shown, oldest first; if none is over, the one that is not.
    pub(crate) fn over(&self) -> impl DoubleEndedIterator<Item = (Period, Disclosed)> {
        let is_any_over = self.points.first().is_some_and(|(period, _)| self.is_over(*period));
        let shown = self.disclosed().filter(move |(period, _)| !is_any_over || self.is_over(**period));
        shown.map(|(period, reading)| (*period, *reading))
    }

    /// The last period with answers that is over; if none is, the one that is not.
    #[must_use]
    pub(crate) fn latest_point(&self) -> Option<&(Period, Gated)> {
        self.points.iter().rfind(|(period, _)| self.is_over(*period)).or_else(|| self.points.last())
    }

    /// Is a period over?
    #[must_use]
    pub(crate) fn is_over(&self, period: Period) -> bool {
        self.unfinished.is_none_or(|first| period < first)
    }

    /// Its reading; `None` if it is not shown.
    #[must_use]
    pub(crate) fn latest(&self) -> Option<(&Period, &Disclosed)> {
        self.latest_point().and_then(|(period, gated)| Some((period, gated.disclosed()?)))
    }

    /// Why it is not shown, if it is not.
    #[must_use]
    pub(crate) fn withheld(&self) -> Option<Withheld> {
        self.latest_point().and_then(|(_, gated)| gated.withheld())
    }

    /// The reading of a period, if it is shown.
    #[must_use]
    pub(crate) fn at(&self, period: Period) -> Option<&Disclosed> {
        let idx = self.points.binary_search_by_key(&period, |(own, _)| *own).ok()?;
        self.points.get(idx).and_then(|(_, gated)| gated.disclosed())
    }
}

fn read(series: &Series, Eye { grain, gate, beside }: Eye<'_>, measure: &Measure) -> Vec<(Period, Gated)> {
    if grain == Grain::All {
        let all = Period { start: Date::MIN, grain: Grain::All };
        return gate.total(series, beside, measure).map(|gated| (all, gated)).into_iter().collect();
    }
    gate.readings(series, beside, (grain, measure))
}

/// The first day of the [`MOST_PERIODS`] periods that end with that of `last`.
#[must_use]
pub(crate) fn first_of(last: Date, grain: Grain) -> Date {
    start_of(last, grain, MOST_PERIODS)
}

/// The first day of so many periods that end with that of `last`.
#[must_use]
pub(crate) fn start_of(last: Date, grain: Grain, n_periods: i32) -> Date {
    let n = i64::from(n_periods - 1);
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
