//! Ids that name something elsewhere in the map. Must not know what is done with it.
//! Invariant: a reference to nothing is remarked, and where the map would be wrong with it, dropped.

use std::collections::HashMap;
use std::ops::Range;

use super::Reader;
use crate::journey::Address;
use crate::metric;
use crate::source::format::rules::{self, Rule};
use crate::source::format::{Fields, Remark, did_you_mean, shorten};

/// An action that mends a pain point.
pub(super) struct Mend {
    pub(super) pain: String,
    pub(super) span: Range<usize>,
    /// The touchpoint of the action.
    pub(super) touchpoint: Option<String>,
    pub(super) at: Address,
}

/// A touchpoint that cases are to get to.
pub(super) struct Goal {
    pub(super) touchpoint: String,
    pub(super) span: Range<usize>,
    pub(super) at: Address,
}

/// A reference to nothing.
struct Missing<'a> {
    rule: &'static Rule,
    /// `metric`, `source`, ...
    what: &'a str,
    id: &'a str,
    span: Range<usize>,
    at: Address,
}

impl Reader<'_, '_> {
    /// The metric that a target, a promise or a binding names, where there is one.
    pub(super) fn metric_of(&mut self, fields: &Fields<'_>) -> Option<String> {
        let id = fields.str("metric")?;
        self.is_metric(id, fields.span_of("metric"), || fields.at.field("metric")).then(|| id.to_owned())
    }

    pub(super) fn is_metric(&mut self, id: &str, span: Range<usize>, at: impl FnOnce() -> Address) -> bool {
        if self.metrics.contains_key(id) || metric::catalog::BUILT_IN.iter().any(|entry| entry.id == id) {
            return true;
        }
        self.missing(Missing { rule: &rules::UNKNOWN_METRIC, what: "metric", id, span, at: at() }, |reader| {
            let built_in = metric::catalog::BUILT_IN.iter().map(|entry| entry.id.to_owned());
            built_in.chain(reader.metrics.keys().cloned()).collect()
        });
        false
    }

    /// Is there such a source, in order or not?
    pub(super) fn is_source(&mut self, fields: &Fields<'_>) -> bool {
        let Some(id) = fields.str("source") else { return false };
        if self.sources.contains_key(id) {
            return true;
        }
        let (span, at) = (fields.span_of("source"), fields.at.field("source"));
        self.missing(Missing { rule: &rules::UNKNOWN_SOURCE, what: "source", id, span, at }, |reader| {
            reader.sources.keys().cloned().collect()
        });
        false
    }

    /// The channel; any name will do where the map declares none.
    pub(super) fn channel_of(&mut self, fields: &Fields<'_>) -> Option<String> {
        let channel = fields.str("channel")?;
        if !self.map.channels.is_empty() && !self.channels.contains(channel) {
            let (span, at) = (fields.span_of("channel"), fields.at.field("channel"));
            let missing = Missing { rule: &rules::UNKNOWN_CHANNEL, what: "channel", id: channel, span, at };
            self.missing(missing, |reader| reader.channels.sorted());
        }
        Some(channel.to_owned())
    }

    pub(super) fn persona_of(&mut self, fields: &Fields<'_>) -> Option<String> {
        let id = fields.str("persona")?;
        if self.personas.contains(id) {
            return Some(id.to_owned());
        }
        let (span, at) = (fields.span_of("persona"), fields.at.field("persona"));
        let missing = Missing { rule: &rules::UNKNOWN_PERSONA, what: "persona", id, span, at };
        self.missing(missing, |reader| reader.personas.sorted());
        None
    }

    /// The touchpoints of a scenario that there are.
    pub(super) fn path_of(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let mut path = Vec::new();
        for entry in fields.entries("path") {
            if self.touchpoints.contains(&entry.text) {
                path.push(entry.text.clone().into_owned());
                continue;
            }
            let (span, at) = (entry.span.clone(), fields.at.field("path"));
            let missing = Missing { rule: &rules::UNKNOWN_TOUCHPOINT, what: "touchpoint", id: &entry.text, span, at };
            self.missing(missing, |reader| reader.touchpoints.sorted());
        }
        path
    }

    /// Looks up the touchpoints that cases of event logs are to get to.
    pub(super) fn check_goals(&mut self) {
        for Goal { touchpoint: id, span, at } in std::mem::take(&mut self.goals) {
            if !self.touchpoints.contains(&id) {
                let missing = Missing { rule: &rules::UNKNOWN_TOUCHPOINT, what: "touchpoint", id: &id, span, at };
                self.missing(missing, |reader| reader.touchpoints.sorted());
            }
        }
    }

    /// Looks up the pain points that actions mend: of their own touchpoint, of any, or `touchpoint/pain`.
    pub(super) fn check_mends(&mut self) {
        let mends = std::mem::take(&mut self.mends);
        if mends.is_empty() {
            return;
        }
        // Id of a pain point, and the touchpoints that have one of it.
        let mut all: HashMap<String, Vec<String>> = HashMap::new();
        for touchpoint in self.map.stages.iter().flat_map(|stage| &stage.touchpoints) {
            for pain in &touchpoint.pains {
                all.entry(pain.id.clone()).or_default().push(touchpoint.id.clone());
            }
        }
        for mend in mends {
            let (touchpoint, pain) = match mend.pain.rsplit_once('/') {
                Some((touchpoint, pain)) => (Some(touchpoint), pain),
                None => (None, mend.pain.as_str()),
            };
            let places = all.get(pain).map(Vec::as_slice).unwrap_or_default();
            if touchpoint.map_or(!places.is_empty(), |touchpoint| places.iter().any(|place| place == touchpoint)) {
                continue;
            }
            let Mend { pain, span, touchpoint: own, at } = mend;
            self.missing(Missing { rule: &rules::UNKNOWN_PAIN, what: "pain point", id: &pain, span, at }, |_| {
                pains_near(&all, own.as_deref())
            });
        }
    }

    /// Remarks a reference to nothing; the names there are come from `known`, where somebody will see them.
    fn missing(&mut self, missing: Missing<'_>, known: impl FnOnce(&Self) -> Vec<String>) {
        // What was cut out to read the rest may have been what is named.
        if self.report.is_damaged() {
            return;
        }
        let known = if self.report.is_full() { Vec::new() } else { known(self) };
        let suggestion = did_you_mean(missing.id, known.iter().map(String::as_str), '"');
        let help = suggestion.unwrap_or_else(|| match known.as_slice() {
            [] => format!("add a {} of that id", missing.what),
            few if few.len() <= 12 => {
                let ids: Vec<String> = few.iter().map(|id| shorten(id)).collect();
                format!("use one of {}", ids.join(", "))
            }
            _ => format!("use the id of a {} in the map", missing.what),
        });
        self.add(Remark {
            rule: missing.rule,
            span: Some(missing.span),
            message: format!("no {} \"{}\" in the map, expected the id of one", missing.what, shorten(missing.id)),
            help: Some(help),
            address: Some(missing.at),
        });
    }
}

/// Ids of pain points: those of the touchpoint first.
fn pains_near(all: &HashMap<String, Vec<String>>, own: Option<&str>) -> Vec<String> {
    let is_far = |places: &[String]| !own.is_some_and(|own| places.iter().any(|place| place == own));
    let mut pains: Vec<(bool, &String)> = all.iter().map(|(id, places)| (is_far(places), id)).collect();
    pains.sort_unstable();
    pains.into_iter().map(|(_, id)| id.clone()).collect()
}
