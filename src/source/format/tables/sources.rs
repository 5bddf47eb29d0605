//! The tables of what is measured: metrics, the files that answers come from, and the bindings that read a metric of a
//! place from a file.

use crate::journey::Role;
use crate::source::format::schema::{Table, ValueKind, may, must, or};
use crate::source::format::words::{DIRECTIONS, METRIC_KINDS, words};

const METRIC_WORDS: &[&str] = &words(&METRIC_KINDS);
const DIRECTION_WORDS: &[&str] = &words(&DIRECTIONS);

#[rustfmt::skip]
pub(crate) static METRIC: Table = Table {
    name: "a metric",
    headers: &["[[metric]]"],
    doc: "A metric besides the built-in ones, or a built-in one of another kind.",
    fields: &[
        must("id", ValueKind::Id, "Its name in the file."),
        or("name", ValueKind::Text, "its id", "Its name as shown.").told(Role::Title),
        must("kind", ValueKind::Words(METRIC_WORDS), "How it is computed: a score of a survey, a share (`rate`), a mean (`amount`), a time by its median (`duration`) or a sum (`count`)."),
        or("unit", ValueKind::Text, "that of its kind", "As shown: `%`, `min`, `points`."),
        or("better", ValueKind::Words(DIRECTION_WORDS), "`higher`; `lower` for a duration", "Which way is better."),
        or("range", ValueKind::Range, "that of its kind, else the data's", "The fixed scale of its charts, in the unit shown; rates are in percent."),
        or("steady", ValueKind::Number, "2 for an NPS and for shares, a fiftieth of a scale", "How far it may change, in the unit shown, and still be called steady."),
    ],
};

#[rustfmt::skip]
pub(crate) static SOURCE: Table = Table {
    name: "a source",
    headers: &["[[source]]"],
    doc: "A CSV file and how to read it. Which keys are given makes its shape: see [Shapes of a source](#shapes-of-a-source).",
    fields: &[
        must("id", ValueKind::Id, "Its name in the file."),
        must("file", ValueKind::Text, "Its path, relative to the map; it may not lead out of the folder that was opened."),
        or("time", ValueKind::Text, "`opened` for cases", "The column that says when: dates, dates with times, or bare years."),
        or("format", ValueKind::Text, "told from the data", "How `time` is written, as strptime has it: `%d.%m.%Y`; so are `opened`, `due` and `closed` where one of their cells is."),
        may("zone", ValueKind::Text, "The time zone days are counted in, `Asia/Jerusalem` or `+02:00`, where `time` has moments; without it a date counts as it is written."),
        or("delimiter", ValueKind::Letter, "told from the data", "What separates the cells."),
        or("encoding", ValueKind::Text, "told from the data", "How letters are written: `utf-8`, `utf-16le`, `windows-1252`, `windows-1255`, or another label of the web."),
        or("missing", ValueKind::Codes, "empty cells", "Codes that mean \"no answer\", besides an empty cell."),
        may("segments", ValueKind::Texts, "The columns people may be told apart by."),
        may("touchpoint", ValueKind::Text, "Long, series, funnel, cases: the column that names the touchpoint."),
        may("csat", ValueKind::Text, "Long: the column with satisfaction answers."),
        may("nps", ValueKind::Text, "Long: the column with answers from 0 to 10."),
        may("ces", ValueKind::Text, "Long: the column with effort answers."),
        may("sentiment", ValueKind::Text, "Long: the column with sentiment from -1 to 1."),
        may("columns", ValueKind::Columns, "Long: other metrics and their columns."),
        may("comment", ValueKind::Text, "The column with comments. Where rows name no touchpoint, and no place binds it, they are of the journey. A metric of kind `sentiment` bound to it is scored from what they say."),
        or("language", ValueKind::Text, "told from the comments", "BCP 47 language of the comments. Sentiment has words for `en` only: others are left out."),
        may("metric", ValueKind::Text, "Series: the column that names the metric."),
        may("value", ValueKind::Text, "Series: the column with the value; shares are in percent."),
        may("n", ValueKind::Text, "Series: the column with the number of answers."),
        may("sd", ValueKind::Text, "Series: the column with the standard deviation."),
        may("entered", ValueKind::Text, "Funnel: the column with how many entered."),
        may("completed", ValueKind::Text, "Funnel: the column with how many completed."),
        may("unit", ValueKind::Text, "Funnel: what is counted, such as sessions, people or orders."),
        may("case", ValueKind::Text, "Event log: the column that names the case: an order, a visit, a person. A `count` of it counts cases."),
        may("activity", ValueKind::Text, "Event log: the column that names what happened; `match` finds its touchpoint."),
        may("opened", ValueKind::Text, "Cases: the column that says when each was opened."),
        may("due", ValueKind::Text, "Cases: the column that says by when each was to be closed; a day lasts until its end."),
        may("closed", ValueKind::Text, "Cases: the column that says when each was closed; blank while it is open."),
        may("status", ValueKind::Text, "Cases: the column with the state of each; it decides whether a case is closed, a blank one leaves it to `closed`."),
        or("done", ValueKind::Codes, "`closed`, `done`, `resolved`, `solved`", "Cases: the states of those that are closed, in capitals or not."),
        may("respondent", ValueKind::Text, "The column that tells who answered. Of the rows of one person (at one touchpoint) the first with an answer counts; the others are left out and told. A stage then counts people: whoever answers about several of its touchpoints is one."),
        may("weight", ValueKind::Text, "The column that says how much the answers of a row count: see [Weights](#weights)."),
        may("ask", ValueKind::Tables(&ASK), "Columns that somebody has to say yes or no to before they are counted: see [Open questions](#open-questions)."),
    ],
};

#[rustfmt::skip]
pub(crate) static ASK: Table = Table {
    name: "an open question",
    headers: &["ask = [{ ... }]"],
    doc: "A guess about a column of the file. Nothing of it is counted until somebody says yes.",
    fields: &[
        must("column", ValueKind::Text, "The column it is about.").told(Role::Title),
        must("as", ValueKind::Text, "What it may be: the id of a metric, or a key of the source: `time`, `touchpoint`, `segments`, `comment`, `respondent`, `weight`."),
        may("why", ValueKind::Text, "Why it is asked, in a sentence."),
        or("touchpoint", ValueKind::Id, "the journey", "Wide: the id of the touchpoint that would be measured. One that is not there is added."),
        or("scale", ValueKind::Scale, "the usual one of the metric", "As in a [binding](#binding)."),
        or("top", ValueKind::Whole { low: 1, high: 10 }, "2; 3 for `ces`", "As in a binding."),
        may("yes", ValueKind::Codes, "As in a binding."),
        or("no", ValueKind::Codes, "every other answer", "As in a binding."),
        may("missing", ValueKind::Codes, "As in a binding."),
    ],
};
