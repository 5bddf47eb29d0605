//! What came of something that was shipped, as its numbers tell it, period by period.

use crate::analysis::matter::Matter;
use crate::journey::{Binding, Promise};
use crate::metric::gate::shipping::Watched;
use crate::metric::{Disclosed, Grain, Measure, Metric, Period, PromiseVerdict, Series};
use jiff::civil::Date;

use super::entry::{Aftermath, EntryLack};

/// The fewest and the most periods of a chart.
const FEWEST_POINTS: usize = 8;
const MOST_POINTS: usize = 64;

/// The last day of a binding that is over and counted.
pub(super) fn end(matter: &Matter<'_>, binding: &Binding, series: &Series) -> Option<Date> {
    let (_, last) = series.span()?;
    let open = matter.verdicts.unfinished.of_source(&binding.source, series.finest);
    let eve = open.and_then(|own| own.start.yesterday().ok());
    Some(eve.map_or(last, |eve| eve.min(last)))
}

/// What came of something that was shipped on a day, by one binding.
pub(super) fn outcome(
    matter: &Matter<'_>,
    (idx, binding): (usize, &Binding),
    (metric, measure): (&Metric, Measure),
    shipped: Date,
    promise: Option<&Promise>,
) -> Result<Aftermath, EntryLack> {
    let series = series(matter, idx).ok_or(EntryLack::Unanswered)?;
    let beside = matter.viewpoint.beside(matter.book, idx);
    let end = end(matter, binding, series).unwrap_or(shipped);
    let watched = Watched { series, beside: &beside, measure: &measure };
    let gate = matter.viewpoint.gate;
    let latest = latest(matter, binding, series);
    let told = gate.before_after(watched, (shipped, end), latest).map_err(EntryLack::Unsaid)?;
    let to = promise.and_then(|own| own.to);
    let judge = |reading: Option<&Disclosed>| Some(PromiseVerdict::of(metric.direction, to?, reading?));
    let is_backwards = promise.is_some_and(|own| own.is_backwards(metric.direction));
    let latest = judge(told.latest.as_ref().and_then(|(_, own)| own.disclosed())).filter(|_| !is_backwards);
    // What came after its day does not keep it, and does not break it.
    let by = promise.and_then(|own| own.by).filter(|by| shipped <= *by && *by < end);
    let until = by.map(|by| gate.before_after(watched, (shipped, by), None));
    let (judged, later) = match &until {
        None => (Some(told.windows), told.change.later()),
        Some(Ok(own)) => (Some(own.windows), own.change.later()),
        Some(Err(_)) => (None, None),
    };
    let so_far = to.map(|_| match judge(later) {
        Some(own) if !is_backwards => own,
        _ => PromiseVerdict::CannotTell,
    });
    let is_as_before = judge(told.change.earlier()) == Some(PromiseVerdict::Reached);
    let (first, last) = (told.windows.before.first, told.windows.after.last);
    let first = series.span().map_or(first, |(begins, _)| begins.max(first));
    let grain = grain(matter, series, (first.min(last), last));
    let part = series.between(Some(told.windows.before.first), Some(last));
    let beside: Vec<Series> =
        beside.iter().map(|own| own.between(Some(told.windows.before.first), Some(last))).collect();
    let beside: Vec<&Series> = beside.iter().collect();
    let readings = gate.readings(&part, &beside, (grain, &measure));
    let points: Vec<(Period, Disclosed)> =
        readings.iter().filter_map(|(period, own)| Some((*period, *own.disclosed()?))).collect();
    Ok(Aftermath { shipped, measure, told, grain, points, latest, so_far, judged, is_as_before })
}

/// The latest period that is over, by the grain that is looked at.
fn latest(matter: &Matter<'_>, binding: &Binding, series: &Series) -> Option<Period> {
    let grain = matter.grain.min(series.finest);
    let open = matter.verdicts.unfinished.of_source(&binding.source, grain);
    let over = series.n_by_period(grain).into_keys().rev().find(|own| open.is_none_or(|open| *own < open));
    over.filter(|_| grain != Grain::All)
}

/// How long the periods of a chart are: the finest of which half hold enough answers, as long as there are several.
fn grain(matter: &Matter<'_>, series: &Series, span: (Date, Date)) -> Grain {
    let finest = Grain::choose(span, series.finest, MOST_POINTS);
    let few = matter.viewpoint.gate.few();
    let all = [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year];
    let part = series.between(Some(span.0), Some(span.1));
    let fits = |grain: &Grain| {
        let mut sizes: Vec<u64> = part.n_by_period(*grain).into_values().collect();
        sizes.sort_unstable();
        sizes.get(sizes.len() / 2).is_some_and(|n| *n >= few)
    };
    let is_several = |grain: &Grain| part.n_by_period(*grain).len() >= FEWEST_POINTS;
    let offered = || all.into_iter().filter(|own| *own <= finest && is_several(own));
    offered().find(fits).or_else(|| offered().next_back()).unwrap_or(finest)
}

/// The answers of the people who are looked at.
pub(super) fn series<'m>(matter: &Matter<'m>, idx: usize) -> Option<&'m Series> {
    let own = matter.book.counts.series.get(idx)?.get(matter.viewpoint.cohort?)?;
    (!own.is_empty()).then_some(own)
}
