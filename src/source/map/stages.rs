//! Stages and touchpoints. Must not know sources.
//! Invariant: each one in the file appears in the map, whatever is wrong with it.

use super::Reader;
use crate::journey::{Noun, Stage, Touchpoint};
use crate::source::format::{Fields, Place, Raw, STAGE, TOUCHPOINT, WHENS, written_id};

impl Reader<'_, '_> {
    pub(super) fn read_stages(&mut self, root: &Fields<'_>) {
        for (position, raw) in root.tables("stage").iter().enumerate() {
            let id = self.stages.name(self.report, raw, position, (&Place::JOURNEY, Noun::Stage));
            let fields = self.entry(raw, Place::JOURNEY.then(Noun::Stage, &id), &STAGE);
            let id = id.to_text();
            let touchpoints = fields.tables("touchpoint").iter().enumerate();
            let touchpoints: Vec<Touchpoint> =
                touchpoints.map(|(position, raw)| self.touchpoint(raw, position, &fields.at)).collect();
            let stage = Stage {
                name: fields.text("name").unwrap_or_else(|| id.clone()),
                id,
                when: fields.choice("when", &WHENS),
                customer_goal: fields.text("customer_goal"),
                expectation: fields.text("expectation"),
                owner: fields.text("owner"),
                touchpoints,
                notes: self.notes(&fields),
                evidence: self.evidence(&fields),
                metrics: self.bindings(&fields, &fields.texts("match")),
            };
            self.map.stages.push(stage);
        }
    }

    fn touchpoint(&mut self, raw: &Raw<'_>, position: usize, stage: &Place<'_>) -> Touchpoint {
        let id = self.touchpoints.name(self.report, raw, position, (stage, Noun::Touchpoint));
        let fields = self.entry(raw, stage.then(Noun::Touchpoint, &id), &TOUCHPOINT);
        let id = id.to_text();
        let mut matches = fields.texts("match");
        if !fields.has("match") {
            // The id as written: a second one of the same name still finds its rows.
            matches.push(written_id(raw).unwrap_or(&id).to_owned());
        }
        Touchpoint {
            name: fields.text("name").unwrap_or_else(|| id.clone()),
            channel: self.channel_of(&fields),
            does: fields.text("does"),
            thinks: fields.text("thinks"),
            feels: fields.text("feels"),
            goal: fields.text("goal"),
            obstacle: fields.text("obstacle"),
            emotion: fields.whole("emotion"),
            is_moment_of_truth: fields.truth("moment_of_truth").unwrap_or(false),
            expectation: fields.text("expectation"),
            owner: fields.text("owner"),
            research: self.research(&fields),
            pains: self.pains(&fields),
            opportunities: self.opportunities(&fields),
            risks: self.risks(&fields),
            notes: self.notes(&fields),
            actions: self.actions(&fields, Some(&id)),
            evidence: self.evidence(&fields),
            metrics: self.bindings(&fields, &matches),
            matches,
            id,
        }
    }
}
