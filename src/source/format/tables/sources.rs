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
        or("steady", ValueKind::Number, "2 for an NPS and for shares (a tenth of a rare share), a fiftieth of a scale", "How far it may change, in the unit shown, and still be called steady."),
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
