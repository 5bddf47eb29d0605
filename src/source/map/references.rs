//! Ids that name something elsewhere in the map.
//! Invariant: a reference to nothing is remarked, and says what is written; what cannot do without it is dropped.

use std::collections::HashMap;
use std::ops::Range;

use super::Reader;
use crate::journey::{Address, Noun};
use crate::metric;
use crate::source::format::rules::{self, Rule};
use crate::source::format::{Fields, Ids, Remark, did_you_mean, shorten};

/// The name of something that may come further down.
pub(super) struct Pointer {
    /// What it names.
    noun: Noun,
    /// Its id.
    id: String,
    span: Range<usize>,
    at: Address,
}

/// Ids of claims, and the touchpoints that have one of each.
type Claims = HashMap<String, Vec<String>>;

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
    /// The metric that a binding names, where there is one.
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

    /// Is there something of that id, or can the map be understood all the same? Of what may come further down that is not
    /// asked before everything is read.
    pub(super) fn is_known(&mut self, fields: &Fields<'_>, key: &str, noun: Noun) -> bool {
        let Some(id) = fields.str(key) else { return false };
        self.is_there(noun, id, fields.span_of(key), || fields.at.field(key))
    }

    /// Those of the ids that name something.
    pub(super) fn known_of(&mut self, fields: &Fields<'_>, key: &str, noun: Noun) -> Vec<String> {
        let mut known = Vec::new();
        for entry in fields.entries(key) {
            if self.is_there(noun, &entry.text, entry.span.clone(), || fields.at.field(key)) {
                known.push(entry.text.clone().into_owned());
            }
        }
        known
    }

    pub(super) fn is_there(&mut self, noun: Noun, id: &str, span: Range<usize>, at: impl FnOnce() -> Address) -> bool {
        match noun {
            Noun::Metric => self.is_metric(id, span, at),
            Noun::Persona | Noun::Channel => {
                // Any channel will do where the map declares none.
                let is_free = noun == Noun::Channel && self.map.channels.is_empty();
                if !is_free {
                    self.look_up_id(noun, id, span, at);
                }
                true
            }
            _ => {
                self.point(noun, id, span, at());
                true
            }
        }
    }

    /// Has an id to be looked up when everything is read.
    pub(super) fn point(&mut self, noun: Noun, id: &str, span: Range<usize>, at: Address) {
        self.pointers.push(Pointer { noun, id: id.to_owned(), span, at });
    }

    /// Looks up what was named before it could be known.
    pub(super) fn look_up(&mut self) {
        let pointers = std::mem::take(&mut self.pointers);
        let mut claims: HashMap<Noun, Claims> = HashMap::new();
        for Pointer { noun, id, span, at } in pointers {
            match noun {
                Noun::Pain | Noun::Opportunity => {
                    let all = claims.entry(noun).or_insert_with(|| self.claims(noun));
                    self.look_up_claim((noun, all), &id, span, at);
                }
                _ => self.look_up_id(noun, &id, span, || at),
            }
        }
    }

    /// Something whose id is distinct in the whole map.
    fn look_up_id(&mut self, noun: Noun, id: &str, span: Range<usize>, at: impl FnOnce() -> Address) {
        if self.ids.get(&noun).is_some_and(|ids| ids.contains(id)) {
            return;
        }
        let rule = match noun {
            Noun::Persona => &rules::UNKNOWN_PERSONA,
            Noun::Channel => &rules::UNKNOWN_CHANNEL,
            Noun::Stage => &rules::UNKNOWN_STAGE,
            _ => &rules::UNKNOWN_TOUCHPOINT,
        };
        self.missing(Missing { rule, what: noun.word(), id, span, at: at() }, |reader| {
            reader.ids.get(&noun).map(Ids::sorted).unwrap_or_default()
        });
    }

    /// The claims of that kind.
    fn claims(&self, noun: Noun) -> Claims {
        let mut all = Claims::new();
        for touchpoint in self.map.stages.iter().flat_map(|stage| &stage.touchpoints) {
            let pains = touchpoint.pains.iter().map(|own| &own.id).filter(|_| noun == Noun::Pain);
            let opportunities =
                touchpoint.opportunities.iter().map(|own| &own.id).filter(|_| noun == Noun::Opportunity);
            for id in pains.chain(opportunities) {
                all.entry(id.clone()).or_default().push(touchpoint.id.clone());
            }
        }
        all
    }

    /// A claim of the same touchpoint, of any, or `touchpoint/claim`.
    fn look_up_claim(&mut self, (noun, all): (Noun, &Claims), id: &str, span: Range<usize>, at: Address) {
        let (touchpoint, claim) = match id.rsplit_once('/') {
            Some((touchpoint, claim)) => (Some(touchpoint), claim),
            None => (None, id),
        };
        let places = all.get(claim).map(Vec::as_slice).unwrap_or_default();
        if touchpoint.map_or(!places.is_empty(), |touchpoint| places.iter().any(|place| place == touchpoint)) {
            return;
        }
        let own = at.id_of(Noun::Touchpoint).map(str::to_owned);
        let (rule, what) = match noun {
            Noun::Pain => (&rules::UNKNOWN_PAIN, "pain point"),
            _ => (&rules::UNKNOWN_OPPORTUNITY, noun.word()),
        };
        self.missing(Missing { rule, what, id, span, at }, |_| claims_near(all, own.as_deref()));
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

/// Ids of claims: those of the touchpoint first.
fn claims_near(all: &Claims, own: Option<&str>) -> Vec<String> {
    let is_far = |places: &[String]| !own.is_some_and(|own| places.iter().any(|place| place == own));
    let mut claims: Vec<(bool, &String)> = all.iter().map(|(id, places)| (is_far(places), id)).collect();
    claims.sort_unstable();
    claims.into_iter().map(|(_, id)| id.clone()).collect()
}
