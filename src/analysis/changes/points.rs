//! All periods of a place, and those of them that a trend is looked for in.
//! Invariant: what is not over, rests on few answers or is weighed otherwise counts in no trend.

use std::collections::BTreeMap;

use super::place::{PlaceFound, PlaceLevel};
use crate::analysis::matter::Matter;
use crate::analysis::offer::n_open;
use crate::analysis::track::start_of;
use crate::journey::{Address, Binding};
use crate::metric::{Disclosed, Gated, Grain, Passage, Period, course};

/// The most periods that are looked at: ten years of months.
const MOST: i32 = 120;

/// The periods of a place.
#[derive(Clone, Debug, Default)]
pub(super) struct PeriodRow {
    pub(super) points: Vec<(Period, Gated)>,
    pub(super) unfinished: Option<Period>,
    /// Those of which some cases have no outcome yet.
    pub(super) open: Vec<Period>,
    pub(super) is_cut: bool,
}

/// The periods of a binding, by the grain that is looked at.
pub(super) fn row(matter: &Matter<'_>, idx: usize, (at, binding): (&Address, &Binding)) -> PeriodRow {
    let (book, viewpoint) = (matter.book, matter.viewpoint);
    let found = viewpoint.cohort.and_then(|cohort| book.counts.series.get(idx)?.get(cohort));
    let Some((series, measure)) = found.zip(book.map.measure(binding)) else { return PeriodRow::default() };
    let grain = matter.grain.min(series.finest);
    let Some((first, last)) = series.span().filter(|_| grain != Grain::All) else { return PeriodRow::default() };
    let start = start_of(last, grain, MOST);
    let is_cut = first < start;
    let beside = viewpoint.beside(book, idx);
    let readings = |series| viewpoint.gate.readings(series, &beside, (grain, &measure));
    let points = if is_cut { readings(&series.between(Some(start), None)) } else { readings(series) };
    let open = points
        .iter()
        .map(|(period, _)| *period)
        .filter(|period| n_open(book, (at, binding), series, *period) > 0)
        .collect();
    let unfinished = matter.verdicts.unfinished.of_source(&binding.source, grain);
    PeriodRow { points, unfinished, open, is_cut }
}

/// Those that count, and where they went.
pub(super) fn passage(row: &PeriodRow, is_estimate: bool) -> (Vec<Period>, Passage) {
    let counted = counted(row, is_estimate);
    let first = row.points.first().map(|(period, _)| *period);
    let place = |period: &Period| first.and_then(|first| usize::try_from(first.distance(period)).ok());
    let placed: Vec<(usize, Disclosed)> =
        counted.iter().filter_map(|(period, own)| Some((place(period)?, *own))).collect();
    (counted.iter().map(|(period, _)| *period).collect(), Disclosed::passage(&placed, is_estimate))
}

fn counted(row: &PeriodRow, is_estimate: bool) -> Vec<(Period, Disclosed)> {
    let is_over = |period: &Period| row.unfinished.is_none_or(|open| *period < open) && !row.open.contains(period);
    let relied = |own: &Disclosed| !is_estimate || !own.is_few();
    let told = row.points.iter().filter(|(period, _)| is_over(period));
    let told = told.filter_map(|(period, gated)| Some((*period, *gated.disclosed().filter(|own| relied(own))?)));
    let mut all: Vec<(Period, Disclosed)> = told.collect();
    if let Some((_, latest)) = all.last().copied() {
        all.retain(|(_, own)| own.goes_with(&latest));
    }
    all
}

/// Judges where places of one level went among their like; what is measured of the journey stands alone.
pub(super) fn discover(places: &mut [PlaceFound]) {
    let mut families: BTreeMap<(PlaceLevel, String), Vec<&mut Passage>> = BTreeMap::new();
    for own in places.iter_mut().filter(|own| own.level != PlaceLevel::Journey) {
        families.entry((own.level, own.metric.id.clone())).or_default().push(&mut own.passage);
    }
    for own in families.values_mut() {
        course::discover(own);
    }
}
