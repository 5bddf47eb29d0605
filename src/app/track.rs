//! One metric at one place over time, as one group of people answered.
//! Points are in order of time, and each holds answers as the gate lets them through.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::metric::{Change, Disclosed, Gate, Gated, Grain, Kind, Measure, Metric, Period, Series, Together, Withheld};

/// The most periods a track has; more than any screen shows.
pub(crate) const MOST_PERIODS: i32 = 64;

/// How readings are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Eye {
    /// By which period; a coarser series keeps its own.
    pub grain: Grain,
    /// What may be shown of the people who are counted.
    pub gate: Gate,
}

/// One metric at one place over time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Track {
    pub metric: Metric,
    /// Periods with answers, oldest first, including those that are not shown.
    pub points: Vec<(Period, Gated)>,
    /// Does the latest reading rest on too few answers?
    pub is_weak: bool,
    /// The latest period against the one before, if both rest on enough answers.
    pub change: Option<Change>,
    /// How many readings the latest is composed of; 0 if it was measured itself.
    pub n_parts: usize,
    /// How many people gave the answers of the latest, where it is composed and that is known.
    pub n_people: Option<u64>,
}

impl Track {
    /// The track of a series; `None` without answers.
    #[must_use]
    pub(crate) fn of(series: &Series, metric: Metric, measure: &Measure, eye: Eye) -> Option<Self> {
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
        let mut track = Self { metric, points, is_weak: false, change: None, n_parts: 0, n_people: None };
        // A plain count is what it is, however small.
        let is_estimate = track.metric.kind != Kind::Count;
        track.is_weak = is_estimate && track.latest().is_some_and(|(_, latest)| latest.is_few());
        track.change = match (track.before(), track.latest()) {
            (Some((_, before)), Some((_, latest))) => latest.change_since(before),
            _ => None,
        };
        Some(track)
    }

    /// Several tracks of one metric composed period by period: the mean of their values.
    ///
    /// A reading of too few answers counts only if there is no other. The change compares only tracks that have both
    /// periods, or else a place newly measured would pass for a change.
    ///
    /// * `tracks`: each with the index of its binding.
    /// * `together`: whose answers are known person by person, by the same indexes.
    #[must_use]
    pub(crate) fn composed(tracks: &[(usize, &Self)], gate: Gate, together: &[Together<'_>]) -> Option<Self> {
        let metric = tracks.first()?.1.metric.clone();
        let mut by_period: BTreeMap<Period, Vec<(usize, Disclosed)>> = BTreeMap::new();
        for (idx, track) in tracks {
            for (period, disclosed) in track.disclosed() {
                by_period.entry(*period).or_default().push((*idx, *disclosed));
            }
        }
        for parts in by_period.values_mut() {
            if parts.iter().any(|(_, part)| !part.is_few()) {
                parts.retain(|(_, part)| !part.is_few());
            }
        }
        let whole = |period: Period, parts: &[(usize, Disclosed)]| gate.compose_people(parts, together, period);
        let mut points: Vec<(Period, Gated)> =
            by_period.iter().filter_map(|(period, parts)| Some((*period, whole(*period, parts)?))).collect();
        if points.is_empty() {
            // If nothing may be shown of any part, that is what there is to say of the whole.
            points.extend(tracks.iter().filter_map(|(_, track)| track.points.last()).max_by_key(|(period, _)| *period));
        }
        let latest = by_period.last_key_value();
        let n_people = latest.and_then(|(period, parts)| gate.n_people(parts, together, *period));
        let latest = latest.map(|(_, parts)| parts.as_slice()).unwrap_or_default();
        let is_weak = latest.iter().any(|(_, part)| part.is_few());
        let n_parts = latest.len();
        let mut track = Self { metric, points, is_weak, change: None, n_parts, n_people };
        if let (Some((before, _)), Some((latest, _))) = (track.before(), track.latest()) {
            let periods = (*before, *latest);
            let both = tracks.iter().filter_map(|(idx, track)| Some((*idx, *track.at(*before)?, *track.at(*latest)?)));
            let relied = both.filter(|(_, before, latest)| !before.is_few() && !latest.is_few());
            let (before, latest): (Vec<_>, Vec<_>) =
                relied.map(|(idx, before, latest)| ((idx, before), (idx, latest))).unzip();
            let is_alike = before.iter().zip(&latest).all(|((_, before), (_, latest))| before.goes_with(latest));
            let composed = whole(periods.0, &before).zip(whole(periods.1, &latest)).filter(|_| is_alike);
            track.change = composed.and_then(|(before, latest)| latest.disclosed()?.change_since(before.disclosed()?));
        }
        Some(track)
    }

    /// The periods that are shown, oldest first.
    #[must_use]
    pub(crate) fn disclosed(&self) -> impl DoubleEndedIterator<Item = (&Period, &Disclosed)> {
        self.points.iter().filter_map(|(period, gated)| Some((period, gated.disclosed()?)))
    }

    /// The last period with answers; `None` if it is not shown.
    #[must_use]
    pub(crate) fn latest(&self) -> Option<(&Period, &Disclosed)> {
        self.points.last().and_then(|(period, gated)| Some((period, gated.disclosed()?)))
    }

    /// Why the last period with answers is not shown, if it is not.
    #[must_use]
    pub(crate) fn withheld(&self) -> Option<Withheld> {
        self.points.last().and_then(|(_, gated)| gated.withheld())
    }

    /// The last period shown before the last one with answers.
    #[must_use]
    pub(crate) fn before(&self) -> Option<(&Period, &Disclosed)> {
        self.disclosed().rev().nth(usize::from(self.latest().is_some()))
    }

    /// The reading of a period, if it is shown.
    #[must_use]
    pub(crate) fn at(&self, period: Period) -> Option<&Disclosed> {
        let idx = self.points.binary_search_by_key(&period, |(own, _)| *own).ok()?;
        self.points.get(idx).and_then(|(_, gated)| gated.disclosed())
    }
}

fn read(series: &Series, Eye { grain, gate }: Eye, measure: &Measure) -> Vec<(Period, Gated)> {
    if grain == Grain::All {
        let all = Period { start: Date::MIN, grain: Grain::All };
        return gate.total(series, measure).map(|gated| (all, gated)).into_iter().collect();
    }
    gate.readings(series, grain, measure)
}

/// The first day of the [`MOST_PERIODS`] periods that end with that of `last`.
#[must_use]
pub(crate) fn first_of(last: Date, grain: Grain) -> Date {
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
