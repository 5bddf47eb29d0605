//! The tables of what stands at a place: pain points, opportunities and risks, notes and actions, and the evidence for
//! each.

use crate::source::format::schema::{Field, Kind, Table, may, must, or};
use crate::source::format::words::{ACTION_STATUSES, EVIDENCE_KINDS, PAIN_STATUSES, words};

const EVIDENCE_WORDS: &[&str] = &words(&EVIDENCE_KINDS);
const PAIN_WORDS: &[&str] = &words(&PAIN_STATUSES);
const ACTION_WORDS: &[&str] = &words(&ACTION_STATUSES);

/// 1 (little) to 5 (much).
const FIVE: Kind = Kind::Whole { low: 1, high: 5 };

pub(super) const EVIDENCE_FIELD: Field = may("evidence", Kind::Tables(&EVIDENCE), "Why one believes it.");
pub(super) const OWNER: Field = may("owner", Kind::Text, "Who looks after it.");
pub(super) const NOTES: Field = may("note", Kind::Tables(&NOTE), "Dated, signed remarks.");
pub(super) const ACTIONS: Field = may("action", Kind::Tables(&ACTION), "Improvements that somebody owns.");
const ITEM_ID: Field = or("id", Kind::Id, "its position: 1, 2, ...", "Names it among its neighbors.");

#[rustfmt::skip]
pub(crate) static PAIN: Table = Table {
    name: "a pain point",
    headers: &["[[stage.touchpoint.pain]]"],
    doc: "Something that hurts the customer.",
    fields: &[
        ITEM_ID,
        must("text", Kind::Text, "What hurts."),
        may("severity", FIVE, "From 1 (a nuisance) to 5 (drives customers away)."),
        or("status", Kind::Words(PAIN_WORDS), "`open`", "Where it stands."),
        OWNER,
        EVIDENCE_FIELD,
    ],
};

#[rustfmt::skip]
pub(crate) static OPPORTUNITY: Table = Table {
    name: "an opportunity",
    headers: &["[[stage.touchpoint.opportunity]]"],
    doc: "A chance to do better.",
    fields: &[
        ITEM_ID,
        must("text", Kind::Text, "What could be done."),
        may("impact", FIVE, "From 1 (little) to 5 (much)."),
        may("effort", FIVE, "From 1 (little) to 5 (much)."),
        OWNER,
        EVIDENCE_FIELD,
    ],
};

#[rustfmt::skip]
pub(crate) static RISK: Table = Table {
    name: "a risk",
    headers: &["[[stage.touchpoint.risk]]"],
    doc: "Something that may go wrong.",
    fields: &[
        ITEM_ID,
        must("text", Kind::Text, "What may go wrong."),
        may("likelihood", FIVE, "From 1 (hardly) to 5 (almost surely)."),
        may("impact", FIVE, "From 1 (little) to 5 (much)."),
        OWNER,
        EVIDENCE_FIELD,
    ],
};

#[rustfmt::skip]
pub(crate) static NOTE: Table = Table {
    name: "a note",
    headers: &["[[journey.note]]", "[[stage.note]]", "[[stage.touchpoint.note]]"],
    doc: "A dated, signed remark.",
    fields: &[
        ITEM_ID,
        must("text", Kind::Text, "The remark; `\"\"\"` takes several lines."),
        may("date", Kind::Date, "When."),
        may("by", Kind::Text, "Who."),
        EVIDENCE_FIELD,
    ],
};

#[rustfmt::skip]
pub(crate) static ACTION: Table = Table {
    name: "an action",
    headers: &["[[journey.action]]", "[[stage.touchpoint.action]]"],
    doc: "An improvement that somebody owns.",
    fields: &[
        ITEM_ID,
        must("text", Kind::Text, "What is done."),
        or("status", Kind::Words(ACTION_WORDS), "`planned`", "Where it stands."),
        OWNER,
        may("shipped", Kind::Date, "When it went live."),
        may("due", Kind::Date, "When it is due."),
        may("promise", Kind::Table(&PROMISE), "The change of a metric that it promised."),
        may("mends", Kind::Texts, "Ids of the pain points it mends: of its own touchpoint first, else of the map."),
        EVIDENCE_FIELD,
    ],
};

#[rustfmt::skip]
pub(crate) static PROMISE: Table = Table {
    name: "a promise",
    headers: &["promise = { ... }"],
    doc: "The change of a metric that an action promised.",
    fields: &[
        must("metric", Kind::Id, "The metric it is about."),
        may("from", Kind::Number, "The value before, in the unit of the metric."),
        may("to", Kind::Number, "The value promised, in the unit of the metric."),
        may("by", Kind::Date, "By when."),
    ],
};

#[rustfmt::skip]
pub(crate) static EVIDENCE: Table = Table {
    name: "a piece of evidence",
    headers: &["evidence = [{ ... }]"],
    doc: "Where a claim comes from.",
    fields: &[
        must("kind", Kind::Words(EVIDENCE_WORDS), "Where it comes from."),
        may("ref", Kind::Text, "Which survey, report or recording."),
        may("n", Kind::Whole { low: 0, high: i64::MAX }, "How many answers, sessions or people."),
        may("date", Kind::Date, "When it was gathered."),
        may("by", Kind::Text, "Who gathered it."),
    ],
};

#[rustfmt::skip]
pub(crate) static RESEARCH: Table = Table {
    name: "a research method",
    headers: &["research = [{ ... }]"],
    doc: "A research method used at a touchpoint.",
    fields: &[
        must("method", Kind::Text, "Which one: `diary study`, `usability test`."),
        may("use", Kind::Text, "What it is used for."),
        may("helpfulness", FIVE, "From 1 (little) to 5 (much)."),
    ],
};
