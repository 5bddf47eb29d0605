//! What is claimed: evidence, pain points, opportunities, risks, notes, actions, research.
//! Must not know stages. Invariant: an item without its text still appears, under its id.

use super::Reader;
use super::references::Mend;
use crate::journey::{Action, Evidence, Note, Noun, Opportunity, PainPoint, PainStatus, Promise, Research, Risk};
use crate::source::format::{
    ACTION, ACTION_STATUSES, EVIDENCE, EVIDENCE_KINDS, Fields, Ids, NOTE, OPPORTUNITY, PAIN, PAIN_STATUSES, PROMISE,
    Place, RESEARCH, RISK, Raw, Table,
};

impl Reader<'_, '_> {
    /// The items under a key, each with its id.
    fn items<'t>(
        &mut self,
        fields: &Fields<'t>,
        key: &str,
        noun: Noun,
        table: &'static Table,
    ) -> Vec<(String, Fields<'t>)> {
        let mut ids = Ids::default();
        let mut items = Vec::with_capacity(fields.tables(key).len());
        for (position, raw) in fields.tables(key).iter().enumerate() {
            let (id, at) = ids.name(self.report, raw, position, (&fields.at, noun));
            items.push((id, Fields::check(self.report, table, raw, at)));
        }
        items
    }

    /// The items under a key that have no ids, each with its position.
    fn entries<'t>(&mut self, fields: &Fields<'t>, key: &str, noun: Noun, table: &'static Table) -> Vec<Fields<'t>> {
        let mut entries = Vec::with_capacity(fields.tables(key).len());
        for (position, raw) in fields.tables(key).iter().enumerate() {
            entries.push(self.entry(raw, fields.at.then(noun, (position + 1).to_string()), table));
        }
        entries
    }

    pub(super) fn entry<'t>(&mut self, raw: &Raw<'t>, at: Place, table: &'static Table) -> Fields<'t> {
        Fields::check(self.report, table, raw, at)
    }

    /// A piece of evidence whose kind is not known proves nothing.
    pub(super) fn evidence(&mut self, fields: &Fields<'_>) -> Vec<Evidence> {
        let entries = self.entries(fields, "evidence", Noun::Evidence, &EVIDENCE);
        let evidence = entries.iter().filter_map(|entry| {
            Some(Evidence {
                kind: entry.choice("kind", &EVIDENCE_KINDS)?,
                reference: entry.text("ref"),
                n: entry.whole("n"),
                date: entry.date("date"),
                by: entry.text("by"),
            })
        });
        evidence.collect()
    }

    pub(super) fn pains(&mut self, fields: &Fields<'_>, touchpoint: &str) -> Vec<PainPoint> {
        let mut pains = Vec::new();
        for (id, item) in self.items(fields, "pain", Noun::Pain, &PAIN) {
            self.pains.entry(id.clone()).or_default().push(touchpoint.to_owned());
            pains.push(PainPoint {
                text: text_or_id(&item, &id),
                id,
                severity: item.whole("severity"),
                status: item.choice("status", &PAIN_STATUSES).unwrap_or(PainStatus::Open),
                owner: item.text("owner"),
                evidence: self.evidence(&item),
            });
        }
        pains
    }

    pub(super) fn opportunities(&mut self, fields: &Fields<'_>) -> Vec<Opportunity> {
        let mut opportunities = Vec::new();
        for (id, item) in self.items(fields, "opportunity", Noun::Opportunity, &OPPORTUNITY) {
            opportunities.push(Opportunity {
                text: text_or_id(&item, &id),
                id,
                impact: item.whole("impact"),
                effort: item.whole("effort"),
                owner: item.text("owner"),
                evidence: self.evidence(&item),
            });
        }
        opportunities
    }

    pub(super) fn risks(&mut self, fields: &Fields<'_>) -> Vec<Risk> {
        let mut risks = Vec::new();
        for (id, item) in self.items(fields, "risk", Noun::Risk, &RISK) {
            risks.push(Risk {
                text: text_or_id(&item, &id),
                id,
                likelihood: item.whole("likelihood"),
                impact: item.whole("impact"),
                owner: item.text("owner"),
                evidence: self.evidence(&item),
            });
        }
        risks
    }

    pub(super) fn notes(&mut self, fields: &Fields<'_>) -> Vec<Note> {
        let mut notes = Vec::new();
        for (id, item) in self.items(fields, "note", Noun::Note, &NOTE) {
            notes.push(Note {
                text: text_or_id(&item, &id),
                id,
                date: item.date("date"),
                by: item.text("by"),
                evidence: self.evidence(&item),
            });
        }
        notes
    }

    /// * `touchpoint`: the id of the place, for the pain points that are mended; `None` for the journey.
    pub(super) fn actions(&mut self, fields: &Fields<'_>, touchpoint: Option<&str>) -> Vec<Action> {
        let mut actions = Vec::new();
        for (id, item) in self.items(fields, "action", Noun::Action, &ACTION) {
            for entry in item.entries("mends") {
                self.mends.push(Mend {
                    pain: entry.text.clone().into_owned(),
                    span: entry.span.clone(),
                    touchpoint: touchpoint.map(str::to_owned),
                    at: item.at.field("mends"),
                });
            }
            let promise = item.tables("promise").first().and_then(|raw| {
                let promise = self.entry(raw, item.at.part("promise"), &PROMISE);
                self.promise(&promise)
            });
            actions.push(Action {
                text: text_or_id(&item, &id),
                id,
                status: item.choice("status", &ACTION_STATUSES).unwrap_or(crate::journey::ActionStatus::Planned),
                owner: item.text("owner"),
                shipped: item.date("shipped"),
                due: item.date("due"),
                promise,
                mends: item.texts("mends"),
                evidence: self.evidence(&item),
            });
        }
        actions
    }

    fn promise(&mut self, fields: &Fields<'_>) -> Option<Promise> {
        let metric = self.metric_of(fields)?;
        Some(Promise { metric, from: fields.number("from"), to: fields.number("to"), by: fields.date("by") })
    }

    pub(super) fn research(&mut self, fields: &Fields<'_>) -> Vec<Research> {
        let entries = self.entries(fields, "research", Noun::Research, &RESEARCH);
        let research = entries.iter().filter_map(|entry| {
            Some(Research {
                method: entry.text("method")?,
                purpose: entry.text("use"),
                helpfulness: entry.whole("helpfulness"),
            })
        });
        research.collect()
    }
}

fn text_or_id(item: &Fields<'_>, id: &str) -> String {
    item.text("text").unwrap_or_else(|| id.to_owned())
}
