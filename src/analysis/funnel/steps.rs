//! Which sources have a funnel, and which bindings are its steps.

use super::found::{FunnelLack, FunnelSource};
use crate::analysis::offer::everyone;
use crate::journey::{Book, Column, Noun, Source};
use crate::metric::{Direction, Metric, Series};

/// Every source with a funnel of which anybody is counted: those of the metric first, then that with the most steps.
pub(super) fn sources(book: &Book, metric: Option<&Metric>) -> Vec<FunnelSource> {
    let mut all: Vec<FunnelSource> = Vec::new();
    for (idx, (at, binding)) in book.map.bindings().enumerate() {
        let source = book.map.sources.iter().find(|own| own.id == binding.source && is_funnel(own));
        let Some(source) = source.filter(|_| at.noun() == Some(Noun::Touchpoint)) else { continue };
        let is_way = matches!(binding.column, Column::Shape(_)) && binding.to.is_none();
        let is_share = |own: &Metric| own.kind.is_share() && own.direction == Direction::HigherIsBetter;
        let goes_on = book.map.metric(&binding.metric).is_some_and(|own| is_share(&own));
        if !is_way || !goes_on || !is_step(book, idx) {
            continue;
        }
        match all.iter_mut().find(|own| own.id == source.id && own.metric == binding.metric) {
            Some(own) => own.bindings.push(idx),
            None => all.push(FunnelSource {
                id: source.id.clone(),
                unit: unit(source),
                window: source.key("window").map(str::to_owned),
                metric: binding.metric.clone(),
                bindings: vec![idx],
            }),
        }
    }
    let is_of = |own: &FunnelSource| metric.is_some_and(|metric| metric.id == own.metric);
    all.sort_by_key(|own| (!is_of(own), std::cmp::Reverse(own.bindings.len())));
    // Where nobody is counted at any step there is none.
    all.retain(|own| own.bindings.iter().any(|idx| everyone(book, *idx).is_some()));
    // Of one source one metric is its funnel.
    let mut known: Vec<String> = Vec::new();
    all.retain(|own| {
        let is_new = !known.contains(&own.id);
        known.push(own.id.clone());
        is_new
    });
    all
}

/// Is anybody counted there, or is it a step of cases that are followed, whether or not they come to it?
fn is_step(book: &Book, idx: usize) -> bool {
    let first = || book.counts.series.get(idx)?.first();
    everyone(book, idx).is_some() || first().is_some_and(Series::is_followed)
}

/// What rows at no touchpoint of the map are left out as.
const NO_PLACE: &str = "unknown touchpoint";

/// Does a source say who goes on from step to step?
fn is_funnel(source: &Source) -> bool {
    source.key("completed").or_else(|| source.key("window")).is_some()
}

/// What is counted; of a log that does not say, what its column of cases is called.
fn unit(source: &Source) -> String {
    source.key("unit").or_else(|| source.key("case")).unwrap_or_default().to_owned()
}

/// Nobody is counted: rows that were left out for what they say, or rows at no touchpoint.
fn left_out(book: &Book, id: String) -> FunnelLack {
    let report = book.counts.sources.iter().find(|own| own.id == id);
    // Of what is said of a row and of its cells, that of its cells says why.
    let told = report
        .into_iter()
        .flat_map(|own| &own.left_out)
        .filter(|own| !own.is_blank && own.count > 0 && own.column.is_some() && own.reason != NO_PLACE);
    let mut reasons: Vec<(u64, String)> = told.map(|own| (own.count, own.reason.clone())).collect();
    reasons.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
    if reasons.is_empty() { FunnelLack::Empty(id) } else { FunnelLack::LeftOut { id, reasons } }
}

/// Why there is no funnel.
pub(super) fn lacking(book: &Book) -> FunnelLack {
    let Some(own) = book.map.sources.iter().position(is_funnel) else { return FunnelLack::NoSource };
    let Some(source) = book.map.sources.get(own) else { return FunnelLack::NoSource };
    let id = source.id.clone();
    let of_source = book.map.bindings().enumerate().filter(|(_, (_, binding))| binding.source == id);
    let n_open = of_source.filter_map(|(idx, _)| Some(book.counts.series.get(idx)?.first()?.n_open())).max();
    match (source.key("window"), n_open.unwrap_or(0)) {
        (Some(window), n @ 1..) => FunnelLack::Open { id, window: window.to_owned(), n },
        _ => left_out(book, id),
    }
}
