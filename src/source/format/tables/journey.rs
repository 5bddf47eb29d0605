//! The tables of the journey and of what it leads through: who lives it, over which channels, in which stages and at which
//! touchpoints.

use super::items::{ACTIONS, EVIDENCE_FIELD, NOTES, OPPORTUNITY, OWNER, PAIN, RESEARCH, RISK};
use super::sources::{MATCH, METRIC, METRICS, SOURCE};
use crate::source::format::schema::{Kind, Table, may, must, or};
use crate::source::format::words::{STATES, WHENS, words};

const STATE_WORDS: &[&str] = &words(&STATES);
const WHEN_WORDS: &[&str] = &words(&WHENS);

/// A whole file; every other table is named from here.
#[rustfmt::skip]
pub static ROOT: Table = Table {
    name: "a map",
    headers: &[],
    doc: "One journey to a file.",
    fields: &[
        must("journey", Kind::Table(&JOURNEY), "The journey itself."),
        may("persona", Kind::Tables(&PERSONA), "Who lives through it; the first one is shown in the header."),
        may("channel", Kind::Tables(&CHANNEL), "Channels with names of their own."),
        may("metric", Kind::Tables(&METRIC), "Metrics besides the built-in ones."),
        may("source", Kind::Tables(&SOURCE), "CSV files and how to read them."),
        may("stage", Kind::Tables(&STAGE), "The phases of the journey, in order."),
        may("scenario", Kind::Tables(&SCENARIO), "Paths through the touchpoints."),
    ],
};

#[rustfmt::skip]
pub(crate) static JOURNEY: Table = Table {
    name: "the journey",
    headers: &["[journey]"],
    doc: "What a persona lives through to reach a goal.",
    fields: &[
        must("title", Kind::Text, "Its title."),
        may("description", Kind::Text, "In a few sentences."),
        may("objective", Kind::Text, "Why the map was drawn, in words."),
        may("target", Kind::Table(&TARGET), "Why the map was drawn, in numbers."),
        may("language", Kind::Text, "BCP 47 language of the texts, such as `en` or `he`; it decides their direction."),
        may("owner", Kind::Text, "Who looks after the map."),
        may("reviewed", Kind::Date, "When somebody last went through it."),
        or("as_of", Kind::Date, "today", "The day on which the map is looked at: what is overdue, and which period is not over, goes by it."),
        may("review_every", Kind::Days, "How often somebody should: days, or `90 days`, `12 weeks`, `6 months`, `1 year`."),
        or("state", Kind::Words(STATE_WORDS), "`current`", "The journey as it is, or as it should be."),
        METRICS,
        MATCH,
        EVIDENCE_FIELD,
        NOTES,
        ACTIONS,
    ],
};

#[rustfmt::skip]
pub(crate) static TARGET: Table = Table {
    name: "a target",
    headers: &["[journey.target]"],
    doc: "The objective, quantified.",
    fields: &[
        must("metric", Kind::Id, "The metric it is about."),
        may("baseline", Kind::Number, "Where it started, in the unit of the metric."),
        may("baseline_period", Kind::Period, "The period it started in: `2017`, `2017-Q4`, `2017-11` or a day. Its reading, with its interval, stands in place of `baseline`."),
        must("target", Kind::Number, "Where it is to go, in the unit of the metric."),
        may("by", Kind::Date, "By when."),
    ],
};

#[rustfmt::skip]
pub(crate) static PERSONA: Table = Table {
    name: "a persona",
    headers: &["[[persona]]"],
    doc: "Who lives through the journey.",
    fields: &[
        must("id", Kind::Id, "Its name in the file."),
        must("name", Kind::Text, "Its name as shown."),
        may("description", Kind::Text, "In a few sentences."),
        may("motivations", Kind::Texts, "What the persona wants."),
        may("expectations", Kind::Texts, "What the persona counts on."),
        may("frustrations", Kind::Texts, "What drives the persona mad."),
        may("goals", Kind::Texts, "What the persona is after."),
        may("quote", Kind::Text, "In the persona's own words."),
        may("segment", Kind::Choices, "Which rows of the data are the persona's: a column and its value, or values; several columns must all hold."),
        EVIDENCE_FIELD,
    ],
};

#[rustfmt::skip]
pub(crate) static CHANNEL: Table = Table {
    name: "a channel",
    headers: &["[[channel]]"],
    doc: "A channel with a name of its own. Where a map has any, its touchpoints use only these.",
    fields: &[
        must("id", Kind::Id, "Its name in the file."),
        must("name", Kind::Text, "Its name as shown."),
    ],
};

#[rustfmt::skip]
pub(crate) static STAGE: Table = Table {
    name: "a stage",
    headers: &["[[stage]]"],
    doc: "A phase of the journey.",
    fields: &[
        must("id", Kind::Id, "Its name in the file; no other stage has it."),
        must("name", Kind::Text, "Its name as shown."),
        may("when", Kind::Words(WHEN_WORDS), "Where it stands to the core service."),
        may("customer_goal", Kind::Text, "What the customer is after here."),
        may("expectation", Kind::Text, "What a customer expects here at the least."),
        OWNER,
        METRICS,
        MATCH,
        EVIDENCE_FIELD,
        NOTES,
        may("touchpoint", Kind::Tables(&TOUCHPOINT), "Its touchpoints, in order."),
    ],
};

#[rustfmt::skip]
pub(crate) static TOUCHPOINT: Table = Table {
    name: "a touchpoint",
    headers: &["[[stage.touchpoint]]"],
    doc: "One interaction over a channel. It belongs to the `[[stage]]` above it.",
    fields: &[
        must("id", Kind::Id, "Its name in the file; no other touchpoint of the map has it."),
        must("name", Kind::Text, "Its name as shown."),
        may("channel", Kind::Text, "Over which channel: web, app, social, phone, in person, mail, or the id of a `[[channel]]`."),
        may("does", Kind::Text, "What the customer does."),
        may("thinks", Kind::Text, "What the customer thinks."),
        may("feels", Kind::Text, "What the customer feels."),
        may("goal", Kind::Text, "What the customer wants here."),
        may("obstacle", Kind::Text, "What stands in the way."),
        may("emotion", Kind::Whole { low: -2, high: 2 }, "From -2 (awful) to 2 (great)."),
        or("moment_of_truth", Kind::Truth, "`false`", "Does it decide whether the customer stays?"),
        may("expectation", Kind::Text, "What a customer expects here at the least."),
        OWNER,
        may("research", Kind::Tables(&RESEARCH), "Research methods used here."),
        METRICS,
        or("match", Kind::Codes, "its id", "Values in the `touchpoint` column of long, series and funnel sources that mean this touchpoint."),
        EVIDENCE_FIELD,
        may("pain", Kind::Tables(&PAIN), "What hurts the customer."),
        may("opportunity", Kind::Tables(&OPPORTUNITY), "Chances to do better."),
        may("risk", Kind::Tables(&RISK), "What may go wrong."),
        NOTES,
        ACTIONS,
    ],
};

#[rustfmt::skip]
pub(crate) static SCENARIO: Table = Table {
    name: "a scenario",
    headers: &["[[scenario]]"],
    doc: "A user story: a path through touchpoints.",
    fields: &[
        must("id", Kind::Id, "Its name in the file."),
        must("name", Kind::Text, "Its name as shown."),
        may("persona", Kind::Id, "The id of the persona who takes it."),
        may("story", Kind::Text, "The story in words."),
        may("path", Kind::Texts, "Ids of the touchpoints, in order."),
    ],
};
