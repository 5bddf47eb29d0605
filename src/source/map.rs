//! A map from its text.
//! Invariant: one pass finds everything; a bad value leaves its field empty and the rest as it is.

mod asks;
mod bindings;
mod given;
mod references;
mod shape;
mod sources;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use self::references::Pointer;
use super::format::{self, Branch, Fields, Ids, JOURNEY, Place, Raw, Remark, Report, Table, rules};
use super::tables::{ROOT, table_of};
use crate::journey::given::Read;
use crate::journey::{Address, Finding, Map, MapState, Noun, Source};
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
    let mut findings = report.finish();
    for finding in findings.iter_mut().filter(|own| own.rule == &rules::TO_FILL_IN) {
        if let (Some(at), Some((_, asked))) = (&finding.address, finding.message.split_once(": ")) {
            finding.message = format!("{}: {asked}", whereabouts(&map, at));
        }
    }
    (map, findings)
}

/// Where a question stands: `Landing page, does`. What is only asked for has no name yet.
fn whereabouts(map: &Map, at: &Address) -> String {
    let title = |n_steps: usize| match n_steps {
        0 => Some("journey".to_owned()),
        n => {
            let title = map.thing(&at.up_to(n))?.title().trim().to_owned();
            (!title.is_empty() && format::question(&title).is_none()).then_some(title)
        }
    };
    let n_steps = at.steps.len();
    let named = (0..=n_steps).rev().find_map(|n| Some((n, title(n)?)));
    match (named, at.steps.last()) {
        (Some((n, title)), Some(step)) if n > 0 && n < n_steps => format!("{title}, {}", step.noun.word()),
        (Some((0, _)), Some(step)) => format!("{} {}", step.noun.word(), step.id),
        (Some((_, title)), _) => {
            let key = at.field.as_deref().unwrap_or_default();
            let field = at.noun().map_or(&JOURNEY, table_of).field(key);
            format!("{title}, {}", field.map_or_else(|| key.to_owned(), format::Field::label))
        }
        (None, _) => at.to_string(),
    }
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
    /// Ids that are distinct in the whole map.
    ids: HashMap<Noun, Ids>,
    /// What is looked up when everything is known.
    pointers: Vec<Pointer>,
}

/// Things whose ids are distinct in the whole map.
const DISTINCT: [Noun; 6] =
    [Noun::Persona, Noun::Channel, Noun::Stage, Noun::Touchpoint, Noun::Consult, Noun::Scenario];

impl<'a, 'r> Reader<'a, 'r> {
    fn new(report: &'a mut Report<'r>) -> Self {
        Self {
            report,
            map: Map::default(),
            metrics: BTreeMap::new(),
            sources: BTreeMap::new(),
            ids: DISTINCT.into_iter().map(|noun| (noun, Ids::default())).collect(),
            pointers: Vec::new(),
        }
    }

    /// What others name is read before those who name it.
    fn read(mut self, table: &Branch<'_>) -> Map {
        let start = if self.report.text().starts_with('\u{feff}') { 3 } else { 0 };
        let raw = Raw { table, span: start..start };
        let root = Fields::check(self.report, &ROOT, &raw, Place::JOURNEY);
        self.read_metrics(&root);
        self.read_sources(&root);
        self.map.channels = self.things(&root, "channel");
        self.map.personas = self.things(&root, "persona");
        self.map.stages = self.things(&root, "stage");
        self.map.consults = self.things(&root, "consults");
        self.map.scenarios = self.things(&root, "scenario");
        self.read_journey(&root);
        self.look_up();
        self.tell_made_up(&root);
        self.map
    }

    /// The things of a list of the file.
    fn things<T: Read>(&mut self, root: &Fields<'_>, key: &'static str) -> Vec<T> {
        let mut things = Vec::new();
        if let Some(field) = ROOT.field(key) {
            self.each((field, &Place::JOURNEY, root.tables(key)), &mut |given| things.extend(T::read(given)));
        }
        things
    }

    fn read_journey(&mut self, root: &Fields<'_>) {
        self.report.label().clone_into(&mut self.map.title);
        let Some(raw) = root.tables("journey").first() else { return };
        let fields = Fields::check(self.report, &JOURNEY, raw, Place::JOURNEY);
        let Some(journey) = Map::read(&mut self.journey(&fields)) else { return };
        let is_misread = raw.table.get("state").is_some() && !fields.has("state");
        if fields.has("current") && journey.state != MapState::Future && !is_misread {
            let message = "current does nothing in a map of the journey as it is".to_owned();
            let help = Some("add state = \"future\", or remove it".to_owned());
            self.add(Remark { help, ..fields.remark("current", &rules::UNUSED_KEY, message) });
        }
        let lists = std::mem::replace(&mut self.map, journey);
        self.map.personas = lists.personas;
        self.map.channels = lists.channels;
        self.map.metric_definitions = lists.metric_definitions;
        self.map.sources = lists.sources;
        self.map.asks = lists.asks;
        self.map.stages = lists.stages;
        self.map.consults = lists.consults;
        self.map.scenarios = lists.scenarios;
        let comments = self.comments_of_journey();
        self.map.metrics.extend(comments);
        if self.map.stages.is_empty() && !root.has("stage") && !self.report.is_damaged() {
            self.add(Remark {
                rule: &rules::NO_STAGES,
                span: Some(raw.span.clone()),
                message: "a journey without stages, expected at least one".to_owned(),
                help: Some("add [[stage]] and its [[stage.touchpoint]]".to_owned()),
                address: Some(Place::JOURNEY.address()),
            });
        }
    }

    fn add(&mut self, remark: Remark) {
        self.report.add(remark);
    }

    fn entry<'t>(&mut self, raw: &Raw<'t>, at: Place<'t>, table: &'static Table) -> Fields<'t> {
        Fields::check(self.report, table, raw, at)
    }

    /// The source of that id.
    fn source(&self, id: &str) -> Option<&Source> {
        self.map.sources.get((*self.sources.get(id)?)?)
    }
}
