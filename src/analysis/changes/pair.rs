//! Two periods that were asked for, of one place.
//! Invariant: the other way around the change is the same with the other sign.

use super::place::{PlaceFound, PlaceLevel};
use crate::analysis::judged::{Dated, PeriodPair};
use crate::analysis::matter::Matter;
use crate::analysis::offer::n_open;
use crate::journey::{Address, Binding};
use crate::metric::{Grain, Period, Series};

/// The two periods that are asked for; `None` where none is.
///
/// * `last`: the last period that is drawn.
pub(super) fn asked(
    matter: &Matter<'_>,
    (from, to): (Option<Period>, Option<Period>),
    last: Option<Period>,
) -> Option<(Period, Period)> {
    match (from, to) {
        (Some(from), Some(to)) => Some((from, to)),
        (Some(from), None) => {
            let end = last?.end().min(matter.viewpoint.today);
            let latest = Period::of(end, from.grain);
            // The last that is over.
            let to = if latest.end() <= matter.viewpoint.today { latest } else { before(latest)? };
            Some((from, to))
        }
        (None, Some(to)) => Some((before(to)?, to)),
        (None, None) => None,
    }
}

/// The period before.
fn before(period: Period) -> Option<Period> {
    let day = period.start.yesterday().ok().filter(|_| period.grain != Grain::All)?;
    Some(Period::of(day, period.grain))
}

/// The two periods of a place that is measured itself.
pub(super) fn of_place(
    matter: &Matter<'_>,
    bindings: &[(Address, &Binding)],
    own: &PlaceFound,
    (from, to): (Period, Period),
) -> Result<PeriodPair, String> {
    let none = || "no answers".to_owned();
    let idx = own.binding.ok_or_else(none)?;
    let (at, binding) = bindings.get(idx).ok_or_else(none)?;
    let series = matter.viewpoint.cohort.and_then(|cohort| matter.book.counts.series.get(idx)?.get(cohort));
    let series = series.ok_or_else(none)?;
    let earlier = dated(matter, (idx, binding), series, from)?;
    let later = dated(matter, (idx, binding), series, to)?;
    // Those of the period that had less time, else those of the other.
    let n_open = [from.max(to), from.min(to)].map(|period| n_open(matter.book, (at, binding), series, period));
    let n_open = n_open.into_iter().find(|n| *n > 0).unwrap_or(0);
    Ok(PeriodPair::of(earlier, later, own.metric.kind.is_estimate(), n_open))
}

/// The reading of a period, or why there is none.
fn dated(
    matter: &Matter<'_>,
    (idx, binding): (usize, &Binding),
    series: &Series,
    period: Period,
) -> Result<Dated, String> {
    let label = period.label();
    if series.finest == Grain::All {
        return Err("its file has no dates".to_owned());
    }
    if period.grain > series.finest {
        return Err(format!("its dates are by {}: no {label}", series.finest.name()));
    }
    let open = matter.verdicts.unfinished.of_source(&binding.source, period.grain);
    if open.is_some_and(|first| period >= first) {
        return Err(format!("{label} is not over"));
    }
    let within = |series: &Series| series.between(Some(period.start), Some(period.end()));
    let beside: Vec<Series> = matter.viewpoint.beside(matter.book, idx).into_iter().map(within).collect();
    let beside: Vec<&Series> = beside.iter().collect();
    let measure = matter.book.map.measure(binding).ok_or_else(|| "no measure".to_owned())?;
    let gated = matter.viewpoint.gate.total(&within(series), &beside, &measure);
    let gated = gated.ok_or_else(|| format!("no answers in {label}"))?;
    match (gated.disclosed(), gated.withheld()) {
        (Some(own), _) => Ok((period, *own)),
        (None, Some(why)) => Err(format!("{label} {why}")),
        (None, None) => Err(format!("no answers in {label}")),
    }
}

/// Judges the pairs of places of one level among their like; what is measured of the journey stands alone.
pub(super) fn discover(matter: &Matter<'_>, places: &mut [PlaceFound]) {
    let map = &matter.book.map;
    let margin = |own: &PlaceFound| {
        let binding = map.bindings().map(|(_, own)| own).find(|binding| binding.metric == own.metric.id)?;
        own.metric.margin(&map.measure(binding)?)
    };
    for level in [PlaceLevel::Stage, PlaceLevel::Touchpoint] {
        let mut members = places.iter_mut().filter(|own| own.level == level).peekable();
        let margin = members.peek().and_then(|own| margin(own));
        let mut pairs: Vec<&mut PeriodPair> = members.filter_map(|own| own.pair.as_mut().ok()).collect();
        PeriodPair::discover(&mut pairs, margin);
    }
    for own in places.iter_mut().filter(|own| own.level == PlaceLevel::Journey) {
        let margin = margin(own);
        PeriodPair::discover(&mut own.pair.as_mut().ok().into_iter().collect::<Vec<_>>(), margin);
    }
}
