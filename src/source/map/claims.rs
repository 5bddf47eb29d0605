//! What is claimed: evidence, pain points, opportunities, risks, notes, actions, research.
//! Must not know stages. Invariant: an item without its text still appears, under its id.

use super::Reader;
use super::references::Mend;
use crate::journey::{Action, Evidence, Note, Noun, Opportunity, PainPoint, PainStatus, Promise, Research, Risk};
use crate::source::format::{
    ACTION, ACTION_STATUSES, EVIDENCE, EVIDENCE_KINDS, Fields, Id, Ids, NOTE, OPPORTUNITY, PAIN, PAIN_STATUSES,
    PROMISE, Place, RESEARCH, RISK, Raw, Table,
};

impl Reader<'_, '_> {
    /// The items under a key, each made of its id and its fields.
    fn items<'t, T>(
        &mut self,
        fields: &'t Fields<'t>,
        (key, noun, table): (&str, Noun, &'static Table),
        mut make: impl FnMut(&mut Self, String, &Fields<'_>) -> T,
    ) -> Vec<T> {
        let all = fields.tables(key);
        let mut items = Vec::with_capacity(all.len());
        let mut ids = Ids::default();
        // Positions are distinct as long as nobody else gives ids.
        let has_ids = all.iter().any(|raw| raw.table.get("id").is_some());
        for (position, raw) in all.iter().enumerate() {
            let id = if has_ids {
                ids.name(self.report, raw, position, (&fields.at, noun))
            } else {
                Id::Position(position + 1)
            };
            let item = Fields::check(self.report, table, raw, fields.at.then(noun, &id));
            items.push(make(self, id.to_text(), &item));
        }
        items
    }

    /// The items under a key that have no ids but their positions.
    fn entries<'t, T>(
        &mut self,
        fields: &'t Fields<'t>,
        (key, noun, table): (&str, Noun, &'static Table),
        make: impl Fn(usize, &Fields<'_>) -> Option<T>,
    ) -> Vec<T> {
        let all = fields.tables(key);
        let mut entries = Vec::with_capacity(all.len());
        for (position, raw) in all.iter().enumerate() {
            let id = Id::Position(position + 1);
            entries.extend(make(position + 1, &self.entry(raw, fields.at.then(noun, &id), table)));
        }
        entries
    }

    pub(super) fn entry<'t>(&mut self, raw: &Raw<'t>, at: Place<'t>, table: &'static Table) -> Fields<'t> {
        Fields::check(self.report, table, raw, at)
    }

    /// A piece of evidence whose kind is not known proves nothing.
    pub(super) fn evidence(&mut self, fields: &Fields<'_>) -> Vec<Evidence> {
        self.entries(fields, ("evidence", Noun::Evidence, &EVIDENCE), |position, entry| {
            Some(Evidence {
                kind: entry.choice("kind", &EVIDENCE_KINDS)?,
                reference: entry.text("ref"),
                n: entry.whole("n"),
                date: entry.date("date"),
                by: entry.text("by"),
                position,
            })
        })
    }

    pub(super) fn pains(&mut self, fields: &Fields<'_>) -> Vec<PainPoint> {
        self.items(fields, ("pain", Noun::Pain, &PAIN), |reader, id, item| PainPoint {
            text: text_or_id(item, &id),
            id,
            severity: item.whole("severity"),
            status: item.choice("status", &PAIN_STATUSES).unwrap_or(PainStatus::Open),
            owner: item.text("owner"),
            evidence: reader.evidence(item),
        })
    }

    pub(super) fn opportunities(&mut self, fields: &Fields<'_>) -> Vec<Opportunity> {
        self.items(fields, ("opportunity", Noun::Opportunity, &OPPORTUNITY), |reader, id, item| Opportunity {
            text: text_or_id(item, &id),
            id,
            impact: item.whole("impact"),
            effort: item.whole("effort"),
            owner: item.text("owner"),
            evidence: reader.evidence(item),
        })
    }

    pub(super) fn risks(&mut self, fields: &Fields<'_>) -> Vec<Risk> {
        self.items(fields, ("risk", Noun::Risk, &RISK), |reader, id, item| Risk {
            text: text_or_id(item, &id),
            id,
            likelihood: item.whole("likelihood"),
            impact: item.whole("impact"),
            owner: item.text("owner"),
            evidence: reader.evidence(item),
        })
    }

    pub(super) fn notes(&mut self, fields: &Fields<'_>) -> Vec<Note> {
        self.items(fields, ("note", Noun::Note, &NOTE), |reader, id, item| Note {
            text: text_or_id(item, &id),
            id,
            date: item.date("date"),
            by: item.text("by"),
            evidence: reader.evidence(item),
        })
    }

    /// * `touchpoint`: the id of the place, for the pain points that are mended; `None` for the journey.
    pub(super) fn actions(&mut self, fields: &Fields<'_>, touchpoint: Option<&str>) -> Vec<Action> {
        self.items(fields, ("action", Noun::Action, &ACTION), |reader, id, item| {
            for entry in item.entries("mends") {
                reader.mends.push(Mend {
                    pain: entry.text.clone().into_owned(),
                    span: entry.span.clone(),
                    touchpoint: touchpoint.map(str::to_owned),
                    at: item.at.field("mends"),
                });
            }
            let promise = item.tables("promise").first().and_then(|raw| {
                let promise = reader.entry(raw, item.at.part("promise"), &PROMISE);
                reader.promise(&promise)
            });
            Action {
                text: text_or_id(item, &id),
                id,
                status: item.choice("status", &ACTION_STATUSES).unwrap_or(crate::journey::ActionStatus::Planned),
                owner: item.text("owner"),
                shipped: item.date("shipped"),
                due: item.date("due"),
                promise,
                mends: item.texts("mends"),
                evidence: reader.evidence(item),
            }
        })
    }

    fn promise(&mut self, fields: &Fields<'_>) -> Option<Promise> {
        let metric = self.metric_of(fields)?;
        Some(Promise { metric, from: fields.number("from"), to: fields.number("to"), by: fields.date("by") })
    }

    pub(super) fn research(&mut self, fields: &Fields<'_>) -> Vec<Research> {
        self.entries(fields, ("research", Noun::Research, &RESEARCH), |position, entry| {
            Some(Research {
                method: entry.text("method")?,
                purpose: entry.text("use"),
                helpfulness: entry.whole("helpfulness"),
                position,
            })
        })
    }
}

fn text_or_id(item: &Fields<'_>, id: &str) -> String {
    item.text("text").unwrap_or_else(|| id.to_owned())
}
