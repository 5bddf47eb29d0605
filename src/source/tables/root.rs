//! What stands at the top of a map, and its sources.
//! Invariant: a key of a shape stands in the table of sources once.

use crate::journey::Role;
use crate::source::format::examples::Example;
use crate::source::format::{
    ACTION, ASK, BINDING, CHANNEL, CONSULT, EVIDENCE, Field, JOURNEY, METRIC, NOTE, OPPORTUNITY, PAIN, PERSONA,
    PROMISE, RESEARCH, RISK, SCENARIO, STAGE, TARGET, TOUCHPOINT, Table, ValueKind, may, must, or,
};
use crate::source::shapes::SHAPES;

/// A whole file; every other table is named from here.
#[rustfmt::skip]
pub static ROOT: Table = Table {
    name: "a map",
    headers: &[],
    doc: "One journey to a file.",
    fields: &[
        must("journey", ValueKind::Table(&JOURNEY), "The journey itself."),
        may("persona", ValueKind::Tables(&PERSONA), "Who lives through it; the first one is shown in the header."),
        may("channel", ValueKind::Tables(&CHANNEL), "Channels with names of their own."),
        may("metric", ValueKind::Tables(&METRIC), "Metrics besides the built-in ones."),
        may("source", ValueKind::Tables(&SOURCE), "CSV files and how to read them."),
        may("stage", ValueKind::Tables(&STAGE), "The phases of the journey, in order."),
        may("consults", ValueKind::Tables(&CONSULT), "Where customers look before they decide."),
        may("scenario", ValueKind::Tables(&SCENARIO), "Paths through the touchpoints."),
    ],
};

/// Every table of a map, from the outside in.
pub const FIELDS: &[&Table] = &[
    &ROOT,
    &JOURNEY,
    &TARGET,
    &PERSONA,
    &CHANNEL,
    &METRIC,
    &SOURCE,
    &ASK,
    &STAGE,
    &TOUCHPOINT,
    &PAIN,
    &OPPORTUNITY,
    &RISK,
    &NOTE,
    &ACTION,
    &PROMISE,
    &CONSULT,
    &SCENARIO,
    &EVIDENCE,
    &RESEARCH,
    &BINDING,
];

/// The keys of every source.
#[rustfmt::skip]
const FIRST: &[Field] = &[
    must("id", ValueKind::Id, "Its name in the file."),
    must("file", ValueKind::Text, "Its path, relative to the map; it may not lead out of the folder that was opened.").told(Role::Title),
    or("time", ValueKind::Text, "`opened` for cases", "The column that says when: dates, dates with times, or bare years."),
    or("format", ValueKind::Text, "told from the data", "How `time` is written, as strptime has it: `%d.%m.%Y`; so are `opened`, `due` and `closed` where one of their cells is."),
    may("zone", ValueKind::Text, "The time zone days are counted in, `Asia/Jerusalem` or `+02:00`, where `time` has moments; without it a date counts as it is written."),
    or("delimiter", ValueKind::Letter, "told from the data", "What separates the cells."),
    or("encoding", ValueKind::Text, "told from the data", "How letters are written: `utf-8`, `utf-16le`, `windows-1252`, `windows-1255`, or another label of the web."),
    or("missing", ValueKind::Codes, "empty cells", "Codes that mean \"no answer\", besides an empty cell."),
    may("segments", ValueKind::Texts, "The columns people may be told apart by."),
    may("touchpoint", ValueKind::Text, "Long, series, funnel, cases: the column that names the touchpoint."),
];

/// Those of its texts, behind the keys of answers.
#[rustfmt::skip]
const TEXTS: &[Field] = &[
    may("comment", ValueKind::Text, "The column with comments. Where rows name no touchpoint, and no place binds it, they are of the journey. A metric of kind `sentiment` bound to it is scored from what they say."),
    or("language", ValueKind::Text, "told from the comments", "BCP 47 language of the comments. Sentiment has words for `en` only: others are left out."),
];

/// Those of who answered, behind the keys of all shapes.
#[rustfmt::skip]
const LAST: &[Field] = &[
    may("respondent", ValueKind::Text, "The column that tells who answered. Of the rows of one person (at one touchpoint) the first with an answer counts; the others are left out and told. A stage then counts people: whoever answers about several of its touchpoints is one."),
    may("weight", ValueKind::Text, "The column that says how much the answers of a row count: see [Weights](#weights)."),
    may("ask", ValueKind::Tables(&ASK), "Columns that somebody has to say yes or no to before they are counted: see [Open questions](#open-questions)."),
];

/// A CSV file.
#[rustfmt::skip]
pub(crate) static SOURCE: Table = Table {
    name: "a source",
    headers: &["[[source]]"],
    doc: "A CSV file and how to read it. Which keys are given makes its shape: see [Shapes of a source](#shapes-of-a-source).",
    fields: &KEYS,
};

const N_KEYS: usize = FIRST.len() + n_keys(false) + TEXTS.len() + n_keys(true) + LAST.len();

static KEYS: [Field; N_KEYS] = {
    let keys = ([FIRST[0]; N_KEYS], 0);
    let keys = shaped(with(shaped(with(keys, FIRST), false), TEXTS), true);
    with(keys, LAST).0
};

/// How many keys the shapes have that a key of their own tells, or the others.
const fn n_keys(is_told: bool) -> usize {
    let (mut n, mut idx) = (0, 0);
    while idx < SHAPES.len() {
        if SHAPES[idx].told.is_some() == is_told {
            n += SHAPES[idx].keys.len();
        }
        idx += 1;
    }
    n
}

/// Keys so far, and how many.
type Keys = ([Field; N_KEYS], usize);

const fn with((mut keys, mut n): Keys, more: &[Field]) -> Keys {
    let mut idx = 0;
    while idx < more.len() {
        keys[n] = more[idx];
        (n, idx) = (n + 1, idx + 1);
    }
    (keys, n)
}

const fn shaped((mut keys, mut n): Keys, is_told: bool) -> Keys {
    let mut idx = 0;
    while idx < SHAPES.len() {
        let mut own = 0;
        while SHAPES[idx].told.is_some() == is_told && own < SHAPES[idx].keys.len() {
            keys[n] = SHAPES[idx].keys[own].field;
            (n, own) = (n + 1, own + 1);
        }
        idx += 1;
    }
    (keys, n)
}

/// One example for each shape of a source.
pub fn examples() -> impl Iterator<Item = &'static Example> {
    SHAPES.iter().map(|shape| &shape.page)
}
