//! Ids for what is proposed.
//! Invariant: no id is taken twice, neither here nor in the map that is added to.

use std::collections::BTreeSet;

use crate::journey::{Map, Noun};
use crate::metric::Kind;
use crate::metric::catalog::BUILT_IN;
use crate::source::naming;

/// How long a value may be that is an id as it is.
const LONGEST: usize = 24;

/// The ids that are taken.
pub(in crate::source) struct Names {
    /// How the map is to name the file.
    pub(in crate::source) file: String,
    sources: BTreeSet<String>,
    metrics: BTreeSet<String>,
    /// Those that the map defines, with their kinds.
    defined: Vec<(String, Kind)>,
    touchpoints: BTreeSet<String>,
}

impl Names {
    /// Those of the map, and of what is built in.
    pub(in crate::source) fn new(file: &str, map: Option<&Map>) -> Self {
        let metrics = BUILT_IN.iter().map(|entry| entry.id.to_owned());
        let defined = map.iter().flat_map(|map| &map.metric_definitions);
        let defined: Vec<(String, Kind)> = defined.map(|metric| (metric.id.clone(), metric.kind)).collect();
        let stages = map.iter().flat_map(|map| &map.stages);
        let touchpoints = stages.flat_map(|stage| &stage.touchpoints).map(|touchpoint| touchpoint.id.clone());
        Self {
            file: file.to_owned(),
            sources: map.iter().flat_map(|map| &map.sources).map(|source| source.id.clone()).collect(),
            metrics: metrics.chain(defined.iter().map(|(id, _)| id.clone())).collect(),
            defined,
            touchpoints: touchpoints.collect(),
        }
    }

    /// The name of the file without its folder and endings.
    pub(in crate::source) fn stem(&self) -> &str {
        let name = self.file.rsplit('/').next().unwrap_or_default();
        name.split('.').find(|part| !part.is_empty()).unwrap_or("answers")
    }

    /// An id for the source.
    pub(in crate::source) fn source(&mut self) -> String {
        let stem = self.stem().to_owned();
        take(&mut self.sources, Noun::Source, &stem)
    }

    /// An id for a metric of that name.
    pub(in crate::source) fn metric(&mut self, name: &str) -> String {
        take(&mut self.metrics, Noun::Metric, name)
    }

    /// Does the map define a metric of that id and kind?
    pub(in crate::source) fn is_defined(&self, id: &str, kind: Kind) -> bool {
        self.defined.iter().any(|(own, of)| own == id && *of == kind)
    }

    /// Is there a metric of that id?
    pub(in crate::source) fn has_metric(&self, id: &str) -> bool {
        self.metrics.contains(id)
    }

    /// Takes an id as it is.
    pub(in crate::source) fn keep_metric(&mut self, id: &str) {
        self.metrics.insert(id.to_owned());
    }

    /// Is there a touchpoint of that id?
    pub(in crate::source) fn has_touchpoint(&self, id: &str) -> bool {
        self.touchpoints.contains(id)
    }

    /// An id for the touchpoint of that name.
    pub(in crate::source) fn touchpoint(&mut self, name: &str) -> String {
        take(&mut self.touchpoints, Noun::Touchpoint, name)
    }
}

fn take(taken: &mut BTreeSet<String>, noun: Noun, name: &str) -> String {
    let is_typed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_id = name.len() <= LONGEST
        && name.chars().all(is_typed)
        && name.contains(|c: char| c.is_ascii_alphabetic())
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && Noun::of_word(&name.to_lowercase()).is_none();
    let id = if is_id && !taken.contains(name) {
        name.to_owned()
    } else {
        naming::id(noun, name, taken.len() + 1, |id| taken.contains(id))
    };
    taken.insert(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_typed_is_an_id_as_it_is() {
        let mut names = Names::new("out/2026 answers.csv.gz", None);
        assert_eq!(names.stem(), "2026 answers");
        assert_eq!(names.source(), "2026-answers");
        assert_eq!(names.touchpoint("help.mail"), "help.mail");
        assert_eq!(names.touchpoint("help.mail"), "help-mail");
        assert_eq!(names.touchpoint("Pay & go"), "pay-go");
        assert_eq!(names.touchpoint("stage"), "stage-2");
        assert_eq!(names.touchpoint("תשלום"), "touchpoint-5");
        assert_eq!(names.metric("csat"), "csat-2");
        assert_eq!(Names::new("", None).stem(), "answers");
    }
}
