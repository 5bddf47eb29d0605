//! A book: a map with its text, its findings and the counts of its sources. Must not know paths.
//! Invariant: `counts.series[i]` belongs to the i-th binding of [`Map::bindings`].

use std::sync::Arc;

use super::{Finding, Map, Segment};
use crate::metric::Series;

/// Rows of a source that were not used, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why: `bad date`, `missing code`, `out of range`, ...
    pub reason: String,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// How many rows (or answers, where it is about a column).
    pub count: u64,
    /// The first line numbers, at most ten.
    pub lines: Vec<u64>,
}

/// What a source gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceReport {
    /// The source's id.
    pub id: String,
    /// Rows read.
    pub rows: u64,
    /// Rows that gave at least one answer.
    pub used: u64,
    /// What was left out, and why.
    pub left_out: Vec<LeftOut>,
    /// Why nothing could be read, where that is so.
    pub failed: Option<String>,
}

/// The counts of all bindings for all cohorts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    /// Who is counted apart: everyone first, then each persona that has a segment.
    pub cohorts: Vec<Cohort>,
    /// `series[binding][cohort]`.
    pub series: Vec<Vec<Series>>,
    /// One for each source, in the order of the map.
    pub sources: Vec<SourceReport>,
    /// Is everything read?
    pub is_complete: bool,
}

/// A group of rows counted apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohort {
    /// The persona's id; `None` for everyone.
    pub persona: Option<String>,
    /// Which rows.
    pub segment: Segment,
}

/// A map, its text, its findings and its numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Book {
    /// The text the map was parsed from.
    pub text: Arc<str>,
    /// The map.
    pub map: Map,
    /// What the author should know: of the map, then of its sources.
    pub findings: Vec<Finding>,
    /// The numbers.
    pub counts: Counts,
    /// Why its file cannot be written, where that is known before one tries: `read-only`.
    pub locked: Option<Arc<str>>,
}
