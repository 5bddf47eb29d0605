//! How every number of a map moved, as one group of people answered: each judged among its like.
//! Verdicts depend on a book, a cohort, two limits and a day, and on nothing that a key changes on the screen.

mod unfinished;
mod whole;

use std::collections::HashMap;

use jiff::civil::Date;

use super::judged::{Judged, PeriodPair};
use super::offer::{Grains, judged_by, leaves_open_out, metrics, n_open};
use super::track::{Eye, Track};
use crate::journey::{Address, Binding, Book, Noun};
use crate::metric::scan::{self, Break};
use crate::metric::{Disclosed, Gate, Grain, Margin, Period, Series};

pub(crate) use unfinished::Unfinished;
pub(crate) use whole::Whole;

/// Whose numbers are judged, and when.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Viewpoint {
    /// Which of the cohorts of the book; `None`: nobody's.
    pub cohort: Option<usize>,
    pub gate: Gate,
    pub today: Date,
}

impl Viewpoint {
    /// The answers to a binding of groups that hold this one, or are held by it.
    pub(crate) fn beside<'b>(&self, book: &'b Book, idx: usize) -> Vec<&'b Series> {
        let (cohorts, series) = (&book.counts.cohorts, book.counts.series.get(idx));
        let Some((own, series)) = self.cohort.and_then(|cohort| cohorts.get(cohort)).zip(series) else {
            return Vec::new();
        };
        let all = cohorts.iter().zip(series);
        all.filter(|(other, _)| own.segment.is_nested_with(&other.segment)).map(|(_, series)| series).collect()
    }
}

/// How every number moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Verdicts {
    /// One a binding, in the order of [`Map::bindings`](crate::journey::Map::bindings), by the grain by which it is judged;
    /// `None` without answers.
    pub tracks: Vec<Option<Track>>,
    /// Every stage by every metric of its touchpoints.
    pub wholes: Vec<Whole>,
    /// The grain by which the map is judged.
    pub grain: Option<Grain>,
    /// The periods that are not over.
    pub unfinished: Unfinished,
}

impl Verdicts {
    /// Judges every number of a book.
    #[must_use]
    pub(crate) fn new(book: &Book, viewpoint: Viewpoint) -> Self {
        let placed: Vec<(Address, &Binding)> = book.map.bindings().collect();
        let metric = metrics(book).into_iter().next();
        let grain = Grains::of(book, metric.as_ref().map(|metric| metric.id.as_str()), viewpoint.gate.few()).usual;
        let unfinished = Unfinished::of(book, viewpoint.today);
        let is_over = |source: &str, period: &Period| {
            unfinished.of_source(source, period.grain).is_none_or(|first| *period < first)
        };
        let grain = grain.map(|usual| judged_by(book, usual, viewpoint.gate.few(), &is_over));
        let mut all = Self { grain, unfinished, ..Self::default() };
        all.tracks = (0..placed.len()).map(|idx| all.track(book, &placed, idx, viewpoint)).collect();
        let together = viewpoint.cohort.map(|cohort| book.counts.together(cohort)).unwrap_or_default();
        all.wholes = whole::wholes(book, &all.tracks, viewpoint.gate, &together);
        all.discover(book, &placed);
        all
    }

    /// What is said of a stage by a metric of its touchpoints.
    #[must_use]
    pub(crate) fn whole(&self, stage_idx: usize, metric: &str) -> Option<&Whole> {
        self.wholes.iter().find(|own| own.stage_idx == stage_idx && own.metric == metric)
    }

    /// A binding by the grain that suits its metric, and how it moved.
    fn track(&self, book: &Book, placed: &[(Address, &Binding)], idx: usize, viewpoint: Viewpoint) -> Option<Track> {
        let (at, binding) = placed.get(idx)?;
        let series = book.counts.series.get(idx)?.get(viewpoint.cohort?)?;
        let (metric, measure) = (book.map.metric(&binding.metric)?, book.map.measure(binding)?);
        let grain = self.grain.unwrap_or(Grain::All);
        let unfinished = |grain: Grain| self.unfinished.of_source(&binding.source, grain.min(series.finest));
        let beside = viewpoint.beside(book, idx);
        let eye = Eye { grain, gate: viewpoint.gate, beside: &beside };
        let mut track = Track::of(series, metric, &measure, eye, unfinished(grain))?;
        let is_estimate = measure.kind.is_estimate();
        let step = {
            let mut over = track.over().rev();
            over.next().zip(over.next()).map(|(later, earlier)| {
                // Those of the later period, which had less time; else those of the earlier.
                let of = |period: &Period| n_open(book, (at, binding), series, *period);
                let n_open = Some(of(&later.0)).filter(|n| *n > 0).unwrap_or_else(|| of(&earlier.0));
                PeriodPair::of(earlier, later, is_estimate, n_open)
            })
        };
        let open = unfinished(series.finest);
        let is_over = |period: &Period| open.is_none_or(|first| *period < first);
        let breaks = if is_estimate && (series.is_settled() || leaves_open_out(book, (at, binding))) {
            viewpoint.gate.breaks(series, &beside, &measure, &is_over)
        } else {
            Vec::new()
        };
        track.judged = Judged { step, breaks };
        track.toll = book.toll(binding);
        Some(track)
    }

    /// Judges each number among its like: touchpoints by one metric are a family, stages another, and what is measured
    /// of the journey stands alone. Periods and breaks are families of their own.
    fn discover(&mut self, book: &Book, placed: &[(Address, &Binding)]) {
        let mut families: HashMap<(&str, Option<Noun>), Vec<&mut Judged>> = HashMap::new();
        let mut alone: Vec<(&str, &mut Judged)> = Vec::new();
        for ((at, binding), track) in placed.iter().zip(&mut self.tracks) {
            let Some(track) = track else { continue };
            let metric = binding.metric.as_str();
            match at.noun() {
                None => alone.push((metric, &mut track.judged)),
                noun => families.entry((metric, noun)).or_default().push(&mut track.judged),
            }
        }
        for whole in &mut self.wholes {
            families.entry((&whole.metric, Some(Noun::Stage))).or_default().push(&mut whole.judged);
        }
        let families = families.into_iter().map(|((metric, _), members)| (metric, members));
        for (metric, mut members) in families.chain(alone.into_iter().map(|(metric, own)| (metric, vec![own]))) {
            let binding = placed.iter().map(|(_, own)| *own).find(|own| own.metric == metric);
            let measure = binding.and_then(|own| book.map.measure(own));
            let margin = book.map.metric(metric).zip(measure).and_then(|(own, measure)| own.margin(&measure));
            judge(&mut members, margin);
        }
    }
}

/// Judges numbers that are looked at together.
///
/// * `margin`: how far a change may go and be none.
fn judge(members: &mut [&mut Judged], margin: Option<Margin>) {
    let mut steps: Vec<&mut PeriodPair> = members.iter_mut().filter_map(|own| own.step.as_mut()).collect();
    PeriodPair::discover(&mut steps, margin);
    let mut breaks: Vec<&mut Break<Disclosed>> = members.iter_mut().filter_map(|own| own.breaks.first_mut()).collect();
    scan::discover(&mut breaks);
}
