//! All that a standup compares, flat: a map as entries with their fields. Must not know what changed.
//! Invariant: an entry stands after the entry of its place, in the order of the map.

use std::collections::HashMap;

use crate::journey::{
    Action, Address, Evidence, Map, Note, Noun, Opportunity, PainPoint, Risk, Stage, Touchpoint, When,
};

/// One thing in a map.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Where it is.
    pub(super) at: Address,
    /// What it is.
    pub(super) noun: Noun,
    /// The entry of its place; the journey is its own.
    pub(super) place: usize,
    /// Its 1-based position among those of its kind there, and how many there are.
    pub(super) position: (usize, usize),
    /// Its name or text.
    pub(super) words: String,
    /// What is said of it, by the names of the format.
    pub(super) fields: Vec<(&'static str, Option<String>)>,
    /// What is told and not compared: who signed a note, when an action was shipped.
    pub(super) signed: Option<String>,
}

impl Entry {
    /// Its id, where it is written: one made by position says nothing once others come before it.
    pub(super) fn id(&self) -> Option<&str> {
        let id = self.at.steps.last()?.id.as_str();
        let position = self.position.0.to_string();
        let rest = id.strip_prefix(position.as_str());
        let is_made = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
        (!is_made).then_some(id)
    }

    /// What a field says.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| *field == name)?.1.as_deref()
    }
}

/// The entries of a map, by their addresses too.
pub(super) struct Atlas {
    entries: Vec<Entry>,
    by_address: HashMap<Address, usize>,
}

impl Atlas {
    pub(super) fn new(map: &Map) -> Self {
        let entries = inventory(map);
        let by_address = entries.iter().enumerate().map(|(idx, entry)| (entry.at.clone(), idx)).collect();
        Self { entries, by_address }
    }

    /// What is at an address.
    pub(super) fn entry(&self, at: &Address) -> Option<&Entry> {
        self.entries.get(*self.by_address.get(at)?)
    }

    /// Who looks after a place: its own owner, or that of what it is in.
    pub(super) fn owner(&self, at: &Address) -> Option<&str> {
        let mut at = at.clone();
        loop {
            let owner = self.entry(&at).and_then(|entry| entry.field("owner"));
            if owner.is_some() || at.steps.pop().is_none() {
                return owner;
            }
        }
    }
}

/// Everything that is compared.
pub(super) fn inventory(map: &Map) -> Vec<Entry> {
    let mut list = List(Vec::new());
    let at = Address::journey();
    let fields = vec![
        said("title", Some(&map.title)),
        said("objective", map.objective.as_deref()),
        said("owner", map.owner.as_deref()),
    ];
    list.add(&at, (Noun::Journey, 0, (1, 1)), &map.title, fields);
    list.notes(&at, 0, &map.notes);
    list.actions(&at, 0, &map.actions);
    for (idx, stage) in map.stages.iter().enumerate() {
        list.stage(stage, (idx + 1, map.stages.len()));
    }
    list.0
}

struct List(Vec<Entry>);

impl List {
    fn add(
        &mut self,
        at: &Address,
        (noun, place, position): (Noun, usize, (usize, usize)),
        words: &str,
        fields: Vec<(&'static str, Option<String>)>,
    ) -> usize {
        let words = words.trim().to_owned();
        self.0.push(Entry { at: at.clone(), noun, place, position, words, fields, signed: None });
        self.0.len() - 1
    }

    /// Signs what was added last.
    fn sign(&mut self, signed: Option<String>) {
        if let Some(entry) = self.0.last_mut() {
            entry.signed = signed;
        }
    }

    fn stage(&mut self, stage: &Stage, position: (usize, usize)) {
        let at = Address::journey().then(Noun::Stage, &stage.id);
        let when = stage.when.map(|when| match when {
            When::Before => "before",
            When::During => "during",
            When::After => "after",
        });
        let fields = vec![
            said("name", Some(&stage.name)),
            ("when", when.map(ToOwned::to_owned)),
            said("customer_goal", stage.customer_goal.as_deref()),
            said("expectation", stage.expectation.as_deref()),
            said("owner", stage.owner.as_deref()),
        ];
        let own = self.add(&at, (Noun::Stage, 0, position), &stage.name, fields);
        self.notes(&at, own, &stage.notes);
        for (idx, touchpoint) in stage.touchpoints.iter().enumerate() {
            let at = at.then(Noun::Touchpoint, &touchpoint.id);
            self.touchpoint(&at, touchpoint, (own, (idx + 1, stage.touchpoints.len())));
        }
    }

    fn touchpoint(&mut self, at: &Address, touchpoint: &Touchpoint, (stage, position): (usize, (usize, usize))) {
        let fields = vec![
            said("name", Some(&touchpoint.name)),
            said("channel", touchpoint.channel.as_deref()),
            said("does", touchpoint.does.as_deref()),
            said("thinks", touchpoint.thinks.as_deref()),
            said("feels", touchpoint.feels.as_deref()),
            said("goal", touchpoint.goal.as_deref()),
            said("obstacle", touchpoint.obstacle.as_deref()),
            said("expectation", touchpoint.expectation.as_deref()),
            count("emotion", touchpoint.emotion),
            ("moment_of_truth", touchpoint.is_moment_of_truth.then(|| "yes".to_owned())),
            said("owner", touchpoint.owner.as_deref()),
        ];
        let own = self.add(at, (Noun::Touchpoint, stage, position), &touchpoint.name, fields);
        self.pains(at, own, &touchpoint.pains);
        self.opportunities(at, own, &touchpoint.opportunities);
        self.risks(at, own, &touchpoint.risks);
        self.actions(at, own, &touchpoint.actions);
        self.notes(at, own, &touchpoint.notes);
    }

    fn pains(&mut self, at: &Address, place: usize, pains: &[PainPoint]) {
        for (idx, pain) in pains.iter().enumerate() {
            let fields = vec![
                said("text", Some(&pain.text)),
                count("severity", pain.severity),
                said("status", Some(pain.status.word())),
                said("owner", pain.owner.as_deref()),
                evidence(&pain.evidence),
            ];
            let position = (Noun::Pain, place, (idx + 1, pains.len()));
            self.add(&at.then(Noun::Pain, &pain.id), position, &pain.text, fields);
        }
    }

    fn opportunities(&mut self, at: &Address, place: usize, opportunities: &[Opportunity]) {
        for (idx, own) in opportunities.iter().enumerate() {
            let fields = vec![
                said("text", Some(&own.text)),
                count("impact", own.impact),
                count("effort", own.effort),
                said("owner", own.owner.as_deref()),
                evidence(&own.evidence),
            ];
            let position = (Noun::Opportunity, place, (idx + 1, opportunities.len()));
            self.add(&at.then(Noun::Opportunity, &own.id), position, &own.text, fields);
        }
    }

    fn risks(&mut self, at: &Address, place: usize, risks: &[Risk]) {
        for (idx, risk) in risks.iter().enumerate() {
            let fields = vec![
                said("text", Some(&risk.text)),
                count("likelihood", risk.likelihood),
                count("impact", risk.impact),
                said("owner", risk.owner.as_deref()),
                evidence(&risk.evidence),
            ];
            let position = (Noun::Risk, place, (idx + 1, risks.len()));
            self.add(&at.then(Noun::Risk, &risk.id), position, &risk.text, fields);
        }
    }

    fn actions(&mut self, at: &Address, place: usize, actions: &[Action]) {
        for (idx, action) in actions.iter().enumerate() {
            let fields = vec![
                said("text", Some(&action.text)),
                said("status", Some(action.status.word())),
                count("due", action.due),
                said("owner", action.owner.as_deref()),
                evidence(&action.evidence),
            ];
            let position = (Noun::Action, place, (idx + 1, actions.len()));
            self.add(&at.then(Noun::Action, &action.id), position, &action.text, fields);
            self.sign(action.shipped.map(|date| date.to_string()));
        }
    }

    fn notes(&mut self, at: &Address, place: usize, notes: &[Note]) {
        for (idx, note) in notes.iter().enumerate() {
            let fields = vec![said("text", Some(&note.text)), evidence(&note.evidence)];
            let position = (Noun::Note, place, (idx + 1, notes.len()));
            self.add(&at.then(Noun::Note, &note.id), position, &note.text, fields);
            self.sign(note.by.clone());
        }
    }
}

/// A text; a blank one says nothing.
fn said(field: &'static str, text: Option<&str>) -> (&'static str, Option<String>) {
    (field, text.map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned))
}

fn count(field: &'static str, value: Option<impl ToString>) -> (&'static str, Option<String>) {
    (field, value.map(|value| value.to_string()))
}

/// How many pieces there are.
fn evidence(evidence: &[Evidence]) -> (&'static str, Option<String>) {
    count("evidence", Some(evidence.len()).filter(|n| *n > 0))
}
