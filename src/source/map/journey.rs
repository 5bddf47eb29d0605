//! The journey's own table, who lives through it, over which channels and along which paths.
//! Must not know touchpoints but by id. Invariant: a map always has a title.

use super::Reader;
use crate::journey::{Channel, Choice, Noun, Objective, Persona, Scenario, Segment};
use crate::source::format::{CHANNEL, Fields, Ids, JOURNEY, PERSONA, Place, Remark, SCENARIO, STATES, TARGET, rules};

impl Reader<'_, '_> {
    pub(super) fn read_journey(&mut self, root: &Fields<'_>) {
        self.map.title = self.report.label().to_owned();
        let Some(raw) = root.tables("journey").first() else { return };
        let fields = self.entry(raw, Place::JOURNEY, &JOURNEY);
        if let Some(title) = fields.text("title") {
            self.map.title = title;
        }
        self.map.description = fields.text("description");
        self.map.objective = fields.text("objective");
        self.map.language = fields.text("language");
        self.map.owner = fields.text("owner");
        self.map.reviewed = fields.date("reviewed");
        self.map.as_of = fields.date("as_of");
        self.map.review_every = fields.days("review_every");
        self.map.state = fields.choice("state", &STATES).unwrap_or_default();
        self.map.target = fields.tables("target").first().and_then(|raw| {
            let target = self.entry(raw, Place::JOURNEY.part("target"), &TARGET);
            self.target(&target)
        });
        self.map.evidence = self.evidence(&fields);
        self.map.notes = self.notes(&fields);
        self.map.actions = self.actions(&fields, None);
        self.map.metrics = self.bindings(&fields, &fields.texts("match"));
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

    fn target(&mut self, fields: &Fields<'_>) -> Option<Objective> {
        let metric = self.metric_of(fields);
        Some(Objective {
            metric: metric?,
            baseline: fields.number("baseline"),
            baseline_period: fields.period("baseline_period"),
            target: fields.number("target")?,
            by: fields.date("by"),
        })
    }

    pub(super) fn read_personas(&mut self, root: &Fields<'_>) {
        for (position, raw) in root.tables("persona").iter().enumerate() {
            let id = self.personas.name(self.report, raw, position, (&Place::JOURNEY, Noun::Persona));
            let fields = self.entry(raw, Place::JOURNEY.then(Noun::Persona, &id), &PERSONA);
            let id = id.to_text();
            let choices = fields.pairs("segment").iter().map(|pair| Choice {
                column: pair.key.to_owned(),
                values: pair.values.iter().map(|value| value.text.clone().into_owned()).collect(),
            });
            let persona = Persona {
                name: fields.text("name").unwrap_or_else(|| id.clone()),
                id,
                description: fields.text("description"),
                motivations: fields.texts("motivations"),
                expectations: fields.texts("expectations"),
                frustrations: fields.texts("frustrations"),
                goals: fields.texts("goals"),
                quote: fields.text("quote"),
                segment: Segment { choices: choices.collect() },
                evidence: self.evidence(&fields),
            };
            self.map.personas.push(persona);
        }
    }

    pub(super) fn read_channels(&mut self, root: &Fields<'_>) {
        for (position, raw) in root.tables("channel").iter().enumerate() {
            let id = self.channels.name(self.report, raw, position, (&Place::JOURNEY, Noun::Channel));
            let fields = self.entry(raw, Place::JOURNEY.then(Noun::Channel, &id), &CHANNEL);
            let id = id.to_text();
            let name = fields.text("name").unwrap_or_else(|| id.clone());
            self.map.channels.push(Channel { id, name });
        }
    }

    pub(super) fn read_scenarios(&mut self, root: &Fields<'_>) {
        let mut ids = Ids::default();
        for (position, raw) in root.tables("scenario").iter().enumerate() {
            let id = ids.name(self.report, raw, position, (&Place::JOURNEY, Noun::Scenario));
            let fields = self.entry(raw, Place::JOURNEY.then(Noun::Scenario, &id), &SCENARIO);
            let id = id.to_text();
            let scenario = Scenario {
                name: fields.text("name").unwrap_or_else(|| id.clone()),
                id,
                persona: self.persona_of(&fields),
                story: fields.text("story"),
                path: self.path_of(&fields),
            };
            self.map.scenarios.push(scenario);
        }
    }
}
