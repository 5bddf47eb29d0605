//! The tables of what is measured: metrics, the files that answers come from, and the bindings that read a metric of a
//! place from a file.

use crate::source::format::schema::{Field, Kind, Table, may, must, or};
use crate::source::format::words::{DIRECTIONS, METRIC_KINDS, words};

const METRIC_WORDS: &[&str] = &words(&METRIC_KINDS);
const DIRECTION_WORDS: &[&str] = &words(&DIRECTIONS);

pub(super) const METRICS: Field = may("metrics", Kind::Tables(&BINDING), "What is measured here, and by which source.");
pub(super) const MATCH: Field = may(
    "match",
    Kind::Codes,
    "Values in the `touchpoint` column of a source, or the `activity` of an event log, that mean this place.",
);

#[rustfmt::skip]
pub(crate) static METRIC: Table = Table {
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

#[rustfmt::skip]
pub(crate) static SOURCE: Table = Table {
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
        may("respondent", Kind::Text, "The column that tells who answered. Of the rows of one person (at one touchpoint) the first with an answer counts; the others are left out and told. A stage then counts people: whoever answers about several of its touchpoints is one."),
        may("weight", Kind::Text, "The column that says how much the answers of a row count: see [Weights](#weights)."),
    ],
};

#[rustfmt::skip]
pub(crate) static BINDING: Table = Table {
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
