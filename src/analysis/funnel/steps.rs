//! Which sources have a funnel, and which bindings are its steps.

use super::found::{FunnelLack, FunnelSource};
use crate::analysis::offer::everyone;
use crate::journey::{Book, Column, Noun, Source};
use crate::metric::{Direction, Metric};

/// Every source with a funnel of which anybody is counted: those of the metric first, then that with the most steps.
pub(super) fn sources(book: &Book, metric: Option<&Metric>) -> Vec<FunnelSource> {
    let mut all: Vec<FunnelSource> = Vec::new();
    for (idx, (at, binding)) in book.map.bindings().enumerate() {
        let source = book.map.sources.iter().find(|own| own.id == binding.source && is_funnel(own));
        let Some(source) = source.filter(|_| at.noun() == Some(Noun::Touchpoint)) else { continue };
        let is_way = matches!(binding.column, Column::Shape(_)) && binding.to.is_none();
        let is_share = |own: &Metric| own.kind.is_share() && own.direction == Direction::HigherIsBetter;
        let goes_on = book.map.metric(&binding.metric).is_some_and(|own| is_share(&own));
        if !is_way || !goes_on || everyone(book, idx).is_none() {
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
    // Of one source one metric is its funnel.
    let mut known: Vec<String> = Vec::new();
    all.retain(|own| {
        let is_new = !known.contains(&own.id);
        known.push(own.id.clone());
        is_new
    });
    all
}

/// Does a source say who goes on from step to step?
fn is_funnel(source: &Source) -> bool {
    source.key("completed").or_else(|| source.key("window")).is_some()
}

/// What is counted; of a log that does not say, what its column of cases is called.
fn unit(source: &Source) -> String {
    source.key("unit").or_else(|| source.key("case")).unwrap_or_default().to_owned()
}

/// Why there is no funnel.
pub(super) fn lacking(book: &Book) -> FunnelLack {
    let own = book.map.sources.iter().find(|own| is_funnel(own));
    own.map_or(FunnelLack::NoSource, |own| FunnelLack::Empty(own.id.clone()))
}
