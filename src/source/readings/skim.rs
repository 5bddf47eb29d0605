//! A first look at a source: all its numbers but for those that take long. Must not know how rows are counted.
//! Invariant: a series that is told here is the one that counting everything gives.

use std::num::NonZeroUsize;

use super::blocks::BLOCK;
use super::count::count_shared;
use super::counts::{Progress, SourceCounts};
use super::crew::Sharing;
use super::opened::Job;
use super::plan::holds_comments;
use crate::journey::book::{Cohort, Pass};
use crate::journey::{Column, Map, Source};
use crate::metric::Kind;
use crate::source::bytes::Bytes;

/// Counts one source of a map as [`count`](super::count()) does, but for how comments feel by their words: of those
/// bindings there are no series, and the report knows nothing of their answers.
pub fn skim(
    map: &Map,
    source_idx: usize,
    bytes: &dyn Bytes,
    cohorts: &[Cohort],
    n_workers: NonZeroUsize,
    progress: Progress<'_>,
) -> SourceCounts {
    let sharing = Sharing { size: BLOCK, n_workers: n_workers.get() };
    count_shared(Job { map, source_idx, bytes, cohorts, sharing, pass: Pass::Counting }, None, progress)
}

/// Is a source asked how its comments feel by their words? That takes longer than all the rest.
#[must_use]
pub fn scores_comments(map: &Map, source: &Source) -> bool {
    let mut bindings = map.bindings().filter(|(_, binding)| binding.source == source.id);
    bindings.any(|(_, binding)| {
        let metric = map.metric(&binding.metric).filter(|metric| metric.kind == Kind::Sentiment);
        match (&binding.column, metric) {
            (Column::Own(column) | Column::Matched(column), Some(metric)) => holds_comments(source, column, &metric),
            _ => false,
        }
    })
}
