//! A map from its text. Must not know files: what a path means, and whether it may be read, is others' matter.
//! Invariant: one pass finds everything; a bad value leaves its field empty and the rest as it is.

mod asks;
mod bindings;
mod claims;
mod journey;
mod references;
mod shape;
mod sources;
mod stages;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::references::{Goal, Mend};
use super::format::{self, Branch, Fields, Ids, Place, ROOT, Raw, Remark, Report};
use crate::journey::{Finding, Map, Source};
use crate::metric;

/// Reads a map.
///
/// * `label`: the file as the user named it; findings carry it.
/// * Gives what could be read and what the author should know, in the order of the file.
#[must_use]
pub fn parse(label: &str, text: &str) -> (Map, Vec<Finding>) {
    #[cfg(test)]
    PARSED.set(PARSED.get() + 1);
    let mut report = Report::new(label, text);
    let map = format::read(&mut report, &ROOT, |report, table| Reader::new(report).read(table));
    (map, report.finish())
}

#[cfg(test)]
thread_local! {
    static PARSED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How many maps this thread parsed so far.
#[cfg(test)]
pub(crate) fn n_parsed() -> usize {
    PARSED.get()
}

/// What is known while a map is read.
struct Reader<'a, 'r> {
    report: &'a mut Report<'r>,
    map: Map,
    /// Kinds of the map's own metrics; `None` where the definition is broken.
    metrics: BTreeMap<String, Option<metric::Kind>>,
    /// Position in `map.sources`; `None` where the definition is broken.
    sources: BTreeMap<String, Option<usize>>,
    personas: Ids,
    channels: Ids,
    stages: Ids,
    touchpoints: Ids,
    /// What is looked up when every pain point is known.
    mends: Vec<Mend>,
    /// What is looked up when every touchpoint is known.
    goals: Vec<Goal>,
}

impl<'a, 'r> Reader<'a, 'r> {
    fn new(report: &'a mut Report<'r>) -> Self {
        Self {
            report,
            map: Map::default(),
            metrics: BTreeMap::new(),
            sources: BTreeMap::new(),
            personas: Ids::default(),
            channels: Ids::default(),
            stages: Ids::default(),
            touchpoints: Ids::default(),
            mends: Vec::new(),
            goals: Vec::new(),
        }
    }

    /// What others name is read before those who name it.
    fn read(mut self, table: &Branch<'_>) -> Map {
        let start = if self.report.text().starts_with('\u{feff}') { 3 } else { 0 };
        let raw = Raw { table, span: start..start };
        let root = Fields::check(self.report, &ROOT, &raw, Place::JOURNEY);
        self.read_metrics(&root);
        self.read_sources(&root);
        self.read_channels(&root);
        self.read_personas(&root);
        self.read_stages(&root);
        self.read_journey(&root);
        self.read_scenarios(&root);
        self.check_mends();
        self.check_goals();
        self.map
    }

    fn add(&mut self, remark: Remark) {
        self.report.add(remark);
    }

    /// The source of that id.
    fn source(&self, id: &str) -> Option<&Source> {
        self.map.sources.get((*self.sources.get(id)?)?)
    }
}
