//! Every table of a map and its keys, one row each. Must not know how they are read.
//! Invariant: a key that is here is read, and lands in the map.

use super::words::{ACTION_STATUSES, DIRECTIONS, EVIDENCE_KINDS, METRIC_KINDS, PAIN_STATUSES, STATES, WHENS, words};
use super::{Field, Kind, Table, may, must, or};

const STATE_WORDS: &[&str] = &words(&STATES);
const WHEN_WORDS: &[&str] = &words(&WHENS);
const EVIDENCE_WORDS: &[&str] = &words(&EVIDENCE_KINDS);
const PAIN_WORDS: &[&str] = &words(&PAIN_STATUSES);
const ACTION_WORDS: &[&str] = &words(&ACTION_STATUSES);
const METRIC_WORDS: &[&str] = &words(&METRIC_KINDS);
const DIRECTION_WORDS: &[&str] = &words(&DIRECTIONS);

/// 1 (little) to 5 (much).
const FIVE: Kind = Kind::Whole { low: 1, high: 5 };

/// Every table of a map, from the outside in.
pub const FIELDS: &[&Table] = &[
    &ROOT,
    &JOURNEY,
    &TARGET,
    &PERSONA,
    &CHANNEL,
    &METRIC,
    &SOURCE,
    &STAGE,
    &TOUCHPOINT,
    &PAIN,
    &OPPORTUNITY,
    &RISK,
    &NOTE,
    &ACTION,
    &PROMISE,
    &SCENARIO,
    &EVIDENCE,
    &RESEARCH,
    &BINDING,
];

const EVIDENCE_FIELD: Field = may("evidence", Kind::Tables(&EVIDENCE), "Why one believes it.");
const OWNER: Field = may("owner", Kind::Text, "Who looks after it.");
const METRICS: Field = may("metrics", Kind::Tables(&BINDING), "What is measured here, and by which source.");
const MATCH: Field = may(
    "match",
    Kind::Codes,
    "Values in the `touchpoint` column of a source, or the `activity` of an event log, that mean this place.",
);
const NOTES: Field = may("note", Kind::Tables(&NOTE), "Dated, signed remarks.");
const ACTIONS: Field = may("action", Kind::Tables(&ACTION), "Improvements that somebody owns.");
const ITEM_ID: Field = or("id", Kind::Id, "its position: 1, 2, ...", "Names it among its neighbors.");

/// The file.
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

/// The journey.
#[rustfmt::skip]
pub static JOURNEY: Table = Table {
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
        may("review_every", Kind::Days, "How often somebody should: days, or `90 days`, `12 weeks`, `6 months`, `1 year`."),
        or("state", Kind::Words(STATE_WORDS), "`current`", "The journey as it is, or as it should be."),
        METRICS,
        MATCH,
        EVIDENCE_FIELD,
        NOTES,
        ACTIONS,
    ],
};

/// The objective in numbers.
#[rustfmt::skip]
pub static TARGET: Table = Table {
    name: "a target",
    headers: &["[journey.target]"],
    doc: "The objective, quantified.",
    fields: &[
        must("metric", Kind::Id, "The metric it is about."),
        may("baseline", Kind::Number, "Where it started, in the unit of the metric."),
        must("target", Kind::Number, "Where it is to go, in the unit of the metric."),
        may("by", Kind::Date, "By when."),
    ],
};

/// Who lives through it.
#[rustfmt::skip]
pub static PERSONA: Table = Table {
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

/// A channel.
#[rustfmt::skip]
pub static CHANNEL: Table = Table {
    name: "a channel",
    headers: &["[[channel]]"],
    doc: "A channel with a name of its own. Where a map has any, its touchpoints use only these.",
    fields: &[
        must("id", Kind::Id, "Its name in the file."),
        must("name", Kind::Text, "Its name as shown."),
    ],
};

/// A metric of the map's own.
#[rustfmt::skip]
pub static METRIC: Table = Table {
    name: "a metric",
    headers: &["[[metric]]"],
    doc: "A metric besides the built-in ones, or a built-in one of another kind.",
    fields: &[
        must("id", Kind::Id, "Its name in the file."),
        or("name", Kind::Text, "its id", "Its name as shown."),
        must("kind", Kind::Words(METRIC_WORDS), "How it is computed: a score of a survey, a share (`rate`), a mean (`amount`, `duration`) or a sum (`count`)."),
        or("unit", Kind::Text, "that of its kind", "As shown: `%`, `min`, `points`."),
        or("better", Kind::Words(DIRECTION_WORDS), "`higher`; `lower` for a duration", "Which way is better."),
        or("range", Kind::Range, "that of its kind, else the data's", "The fixed scale of its charts, in the unit shown; rates are in percent."),
    ],
};

/// A CSV file.
#[rustfmt::skip]
pub static SOURCE: Table = Table {
    name: "a source",
    headers: &["[[source]]"],
    doc: "A CSV file and how to read it. Which keys are given makes its shape: see [Shapes of a source](#shapes-of-a-source).",
    fields: &[
        must("id", Kind::Id, "Its name in the file."),
        must("file", Kind::Text, "Its path, relative to the map; it may not lead out of the folder that was opened."),
        or("time", Kind::Text, "`opened` for cases", "The column that says when: dates, dates with times, or bare years."),
        or("format", Kind::Text, "told from the data", "How `time` is written, as strptime has it: `%d.%m.%Y`; so are `opened`, `due` and `closed` where one of their cells is."),
        may("zone", Kind::Text, "The time zone days are counted in, `Asia/Jerusalem` or `+02:00`, where `time` has moments; without it a date counts as it is written."),
        or("delimiter", Kind::Letter, "told from the data", "What separates the cells."),
        or("encoding", Kind::Text, "told from the data", "How letters are written: `utf-8`, `utf-16le`, `windows-1252`, `windows-1255`, or another label of the web."),
        or("missing", Kind::Codes, "empty cells", "Codes that mean \"no answer\", besides an empty cell."),
        may("segments", Kind::Texts, "The columns people may be told apart by."),
        may("touchpoint", Kind::Text, "Long, series, funnel, cases: the column that names the touchpoint."),
        may("csat", Kind::Text, "Long: the column with satisfaction answers."),
        may("nps", Kind::Text, "Long: the column with answers from 0 to 10."),
        may("ces", Kind::Text, "Long: the column with effort answers."),
        may("sentiment", Kind::Text, "Long: the column with sentiment from -1 to 1."),
        may("columns", Kind::Columns, "Long: other metrics and their columns."),
        may("comment", Kind::Text, "The column with comments. Where rows name no touchpoint, and no place binds it, they are of the journey. A metric of kind `sentiment` bound to it is scored from what they say."),
        or("language", Kind::Text, "told from the comments", "BCP 47 language of the comments. Sentiment has words for `en` only: others are left out."),
        may("metric", Kind::Text, "Series: the column that names the metric."),
        may("value", Kind::Text, "Series: the column with the value; shares are in percent."),
        may("n", Kind::Text, "Series: the column with the number of answers."),
        may("sd", Kind::Text, "Series: the column with the standard deviation."),
        may("entered", Kind::Text, "Funnel: the column with how many entered."),
        may("completed", Kind::Text, "Funnel: the column with how many completed."),
        may("unit", Kind::Text, "Funnel: what is counted, such as sessions, people or orders."),
        may("case", Kind::Text, "Event log: the column that names the case: an order, a visit, a person. A `count` of it counts cases."),
        may("activity", Kind::Text, "Event log: the column that names what happened; `match` finds its touchpoint."),
        may("opened", Kind::Text, "Cases: the column that says when each was opened."),
        may("due", Kind::Text, "Cases: the column that says by when each was to be closed; a day lasts until its end."),
        may("closed", Kind::Text, "Cases: the column that says when each was closed; blank while it is open."),
        may("status", Kind::Text, "Cases: the column with the state of each; it decides whether a case is closed, a blank one leaves it to `closed`."),
        or("done", Kind::Codes, "`closed`, `done`, `resolved`, `solved`", "Cases: the states of those that are closed, in capitals or not."),
        may("respondent", Kind::Text, "A column with a distinct value for each answer; a repeated one is left out."),
    ],
};

/// A phase.
#[rustfmt::skip]
pub static STAGE: Table = Table {
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

/// One interaction.
#[rustfmt::skip]
pub static TOUCHPOINT: Table = Table {
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

/// What hurts.
#[rustfmt::skip]
pub static PAIN: Table = Table {
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

/// A chance.
#[rustfmt::skip]
pub static OPPORTUNITY: Table = Table {
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

/// A danger.
#[rustfmt::skip]
pub static RISK: Table = Table {
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

/// A remark.
#[rustfmt::skip]
pub static NOTE: Table = Table {
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

/// An improvement.
#[rustfmt::skip]
pub static ACTION: Table = Table {
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

/// What an action is to change.
#[rustfmt::skip]
pub static PROMISE: Table = Table {
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

/// A user story.
#[rustfmt::skip]
pub static SCENARIO: Table = Table {
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

/// A reason to believe.
#[rustfmt::skip]
pub static EVIDENCE: Table = Table {
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

/// A research method.
#[rustfmt::skip]
pub static RESEARCH: Table = Table {
    name: "a research method",
    headers: &["research = [{ ... }]"],
    doc: "A research method used at a touchpoint.",
    fields: &[
        must("method", Kind::Text, "Which one: `diary study`, `usability test`."),
        may("use", Kind::Text, "What it is used for."),
        may("helpfulness", FIVE, "From 1 (little) to 5 (much)."),
    ],
};

/// What measures what.
#[rustfmt::skip]
pub static BINDING: Table = Table {
    name: "a binding",
    headers: &["metrics = [{ ... }]"],
    doc: "One metric measured at one place by one source.",
    fields: &[
        must("metric", Kind::Id, "A built-in metric, or the id of a `[[metric]]`."),
        must("source", Kind::Id, "The id of a `[[source]]`."),
        may("column", Kind::Text, "The column that is read. Series and funnels go without; a count without one counts rows; a rate or a duration without one is about the cases of an event log or of a file of cases."),
        or("scale", Kind::Scale, "the usual one of the metric", "Lowest and highest answer."),
        or("top", Kind::Whole { low: 1, high: 10 }, "2; 3 for `ces`", "How many of the highest answers count as satisfied."),
        may("yes", Kind::Codes, "Rates: the answers that count as a hit."),
        or("no", Kind::Codes, "every other answer", "Rates: the answers that count as a miss."),
        may("missing", Kind::Codes, "Codes that mean \"no answer\" in this column, besides the source's."),
        may("to", Kind::Id, "Event logs: the id of the touchpoint that a case is to get to from here, for a rate or a duration; without it any other one."),
    ],
};
