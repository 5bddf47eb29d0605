//! Where customers are lost: the steps of a funnel in one period, against the period before.
//! Invariant: rows of a stage or of the journey are sums of steps, and no steps themselves.

mod data;
mod found;
mod notes;
mod steps;

use std::sync::Arc;

use jiff::civil::Date;

use super::matter::{Analysis, Matter};
use super::offer::everyone;
use super::record::{AnalysisData, Datum, Facts};
use crate::journey::Noun;
use crate::metric::{Grain, Period, Series, StepSeries};
pub(crate) use found::{Funnel, FunnelLack, FunnelLeak, FunnelStep};

/// What is asked.
#[derive(Clone, Debug, Default)]
pub(crate) struct FunnelQuestion<'a> {
    /// Which period; `None`: the last that is over.
    pub(crate) period: Option<Period>,
    /// The id of the touchpoint that is looked at alone.
    pub(crate) touchpoint: Option<&'a str>,
}

/// A funnel, or why there is none.
#[derive(Debug)]
pub(crate) struct FunnelAnalysis(pub(crate) Result<Box<Funnel>, FunnelLack>);

/// The funnel of a book, as these people went through it.
pub(crate) fn funnel(matter: &Matter<'_>, question: &FunnelQuestion<'_>) -> Arc<dyn Analysis> {
    Arc::new(FunnelAnalysis(found(matter, question).map(Box::new)))
}

fn found(matter: &Matter<'_>, question: &FunnelQuestion<'_>) -> Result<Funnel, FunnelLack> {
    let (book, viewpoint) = (matter.book, matter.viewpoint);
    let mut all = steps::sources(book, matter.metric);
    if all.is_empty() {
        return Err(steps::lacking(book));
    }
    let source = all.remove(0);
    let of_everyone = source.bindings.iter().filter_map(|idx| everyone(book, *idx));
    let of_everyone: Vec<&Series> = of_everyone.collect();
    let Some(first) = of_everyone.first().copied() else { return Err(FunnelLack::Empty(source.id)) };
    let grain = question.period.map_or(matter.grain, |period| period.grain).min(first.finest);
    let unfinished = matter.verdicts.unfinished.of_source(&source.id, grain);
    let (period, before) =
        periods(first, (grain, question.period), unfinished).ok_or_else(|| match question.period {
            Some(period) => FunnelLack::NotThen(period),
            None => FunnelLack::Empty(source.id.clone()),
        })?;
    let map = &book.map;
    let metric = map.metric(&source.metric).ok_or(FunnelLack::NoSource)?;
    let n_steps = source.bindings.len();
    let blank = Series::new(first.finest);
    let placed: Vec<_> = map.bindings().collect();
    let series = source.bindings.iter().enumerate().filter_map(|(position, idx)| {
        let own = viewpoint.cohort.and_then(|cohort| book.counts.series.get(*idx)?.get(cohort));
        Some(StepSeries {
            series: own.unwrap_or(&blank),
            beside: viewpoint.beside(book, *idx),
            measure: map.measure(placed.get(*idx)?.1)?,
            is_end: source.window.is_some() && position + 1 == n_steps,
            follows_cases: source.window.is_some(),
        })
    });
    let series: Vec<StepSeries<'_>> = series.collect();
    let margin = series.first().and_then(|own| metric.margin(&own.measure));
    let told = viewpoint.gate.funnel(&series, (period, before), margin);
    if told.steps.iter().all(Option::is_none) {
        return Err(match question.period {
            Some(period) if series.iter().any(|own| !own.series.is_empty()) => FunnelLack::NotThen(period),
            _ => FunnelLack::Nobody(source.id),
        });
    }
    let has_rows = |series: &Series| match period.grain {
        Grain::All => !series.is_empty(),
        _ => !series.between(Some(period.start), Some(period.end())).is_empty(),
    };
    let steps = source.bindings.iter().filter_map(|idx| {
        let (at, _) = placed.get(*idx)?;
        let (_, own) = map.touchpoint(at.id_of(Noun::Touchpoint)?)?;
        let has_rows = everyone(book, *idx).is_some_and(has_rows);
        Some(FunnelStep { at: at.clone(), name: own.name.clone(), has_rows })
    });
    let steps: Vec<FunnelStep> = steps.collect();
    let is_there = |id: &str| steps.iter().any(|step| step.at.id_of(Noun::Touchpoint) == Some(id));
    let touchpoints = map.stages.iter().flat_map(|stage| &stage.touchpoints);
    Ok(Funnel {
        metric,
        told,
        period,
        before,
        is_over: unfinished.is_none_or(|first| period < first),
        days: days(first, period),
        others: all.into_iter().map(|own| (own.id, own.bindings.len())).collect(),
        outside: touchpoints.filter(|own| !is_there(&own.id)).map(|own| own.name.clone()).collect(),
        only: steps
            .iter()
            .position(|own| question.touchpoint.is_some_and(|id| own.at.id_of(Noun::Touchpoint) == Some(id))),
        steps,
        source,
    })
}

/// The period that is looked at, and the last one before it that anybody is counted in.
///
/// * `unfinished`: the first period that is not over.
fn periods(
    first: &Series,
    (grain, asked): (Grain, Option<Period>),
    unfinished: Option<Period>,
) -> Option<(Period, Option<Period>)> {
    let all: Vec<Period> = first.n_by_period(grain).into_keys().collect();
    let is_over = |own: &&Period| unfinished.is_none_or(|first| **own < first);
    let period = match asked {
        Some(asked) => all.iter().find(|own| **own == asked)?,
        None => all.iter().rfind(is_over).or(all.last())?,
    };
    Some((*period, all.iter().rfind(|own| *own < period).copied()))
}

/// The first and the last date of a period, and how many days its counts are of.
fn days(series: &Series, period: Period) -> Option<(Date, Date, u64)> {
    let part = match period.grain {
        Grain::All => series.clone(),
        _ => series.between(Some(period.start), Some(period.end())),
    };
    let (first, last) = part.span()?;
    Some((first, last, series.n_days(Some(&period))?))
}

impl Analysis for FunnelAnalysis {
    fn data(&self) -> AnalysisData {
        let record = match &self.0 {
            Ok(funnel) => data::record(funnel),
            Err(lack) => Facts::default().with("steps", Datum::List(Vec::new())).with("notes", vec![lack.words()]),
        };
        AnalysisData { rows: "steps", record }
    }
}
