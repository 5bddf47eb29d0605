//! What was understood of a source: how its file is written, what each column is used for, its first rows.
//! Invariant: nothing here depends on how the work of reading was shared out.

mod words;

use jiff::civil::Date;

use super::Address;
use crate::metric::Grain;

/// What was understood of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Understood {
    /// How it is written.
    pub dialect: Dialect,
    /// The 1-based line of the header.
    pub header_line: u64,
    /// When its rows are from; `None` without a time column.
    pub dates: Option<Dates>,
    /// Every column, in the order of the file.
    pub columns: Vec<FileColumn>,
    /// Metrics that count the rows themselves.
    pub of_rows: Vec<Answers>,
    /// The first rows, in the order of the file.
    pub first_rows: Vec<FirstRow>,
}

/// How a file is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dialect {
    /// How it is packed: `gzip`; `None`: not at all.
    pub packing: Option<&'static str>,
    /// The name of its encoding: `UTF-8`.
    pub encoding: &'static str,
    /// Does the map say so?
    pub is_encoding_given: bool,
    /// What stands between two fields; `None` in a file of one column.
    pub delimiter: Option<char>,
    /// Does the map say so?
    pub is_delimiter_given: bool,
    /// How lines end.
    pub line_ends: LineEnds,
    /// Is a comma a decimal point?
    pub comma: Comma,
}

/// How lines end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineEnds {
    /// With a line feed.
    #[default]
    Feed,
    /// With a carriage return and a line feed.
    ReturnFeed,
    /// With a carriage return.
    Return,
}

/// May a comma stand for the decimal point?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Comma {
    /// No: it stands between fields.
    #[default]
    Delimits,
    /// It may, and did not among the first rows.
    Allowed,
    /// It does.
    Met,
}

/// When the rows are from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The column.
    pub column: String,
    /// How they are written: `year-month-day`.
    pub written: String,
    /// Does the map say how?
    pub is_given: bool,
    /// How long the period of each is.
    pub finest: Grain,
    /// The first and the last one that was met.
    pub span: Option<(Date, Date)>,
    /// The zone that moments are put in, where the map names one.
    pub zone: Option<String>,
}

/// A column of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileColumn {
    /// Its name in the header.
    pub name: String,
    /// What it is used for; empty: for nothing.
    pub uses: Vec<Use>,
    /// Its different values, where it tells rows apart.
    pub values: Option<ColumnValues>,
}

/// What a column is used for.
#[derive(Clone, Debug, PartialEq)]
pub enum Use {
    /// A key of the source names it: `time`, `touchpoint`, `segments`.
    Key(&'static str),
    /// A key that only sources of one shape have names it.
    Shape {
        /// The key.
        key: &'static str,
        /// What that is, in words.
        role: &'static str,
        /// Are the answers themselves in it?
        holds_answers: bool,
    },
    /// A persona's segment names it.
    Persona,
    /// A metric is read from it.
    Metric(Answers),
}

/// The answers that one metric has at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Answers {
    /// The metric's id.
    pub metric: String,
    /// The place.
    pub at: Address,
    /// What an answer may be.
    pub expected: Expected,
    /// Codes that mean "no answer"; a blank cell always does.
    pub missing: Vec<String>,
    /// How many there are.
    pub n: u64,
}

/// What an answer may be.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// A whole number on a scale.
    Whole(i32, i32),
    /// A number between two ends, which may be infinite.
    Number(f64, f64),
    /// One of two words: those for yes, those for no.
    YesNo(Vec<String>, Vec<String>),
    /// A comment, whose words tell how it feels.
    Words,
    /// So many of those who entered.
    Share,
    /// That there is something at all.
    Anything,
}

/// The different values of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnValues {
    /// The most frequent first.
    pub met: Vec<ColumnValue>,
    /// Are there more than are kept? Then `met` is empty.
    pub are_too_many: bool,
}

/// A value of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnValue {
    /// The text; empty for blank cells.
    pub text: String,
    /// How many rows have it.
    pub n_rows: u64,
    /// Is it in a touchpoint column, and means no touchpoint of the map?
    pub is_unknown: bool,
}

/// One of the first rows of a file, as it was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstRow {
    /// The 1-based line it begins on.
    pub line: u64,
    /// What each cell that is used was taken for: the column's number, then that. A cell can be read for two metrics.
    pub cells: Vec<(usize, Taken)>,
    /// Why the row as a whole was left out, where it was.
    pub left_out: Option<&'static str>,
}

/// What a cell was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A date, as the period it stands for: `2018-05-02`.
    Date(String),
    /// A text that tells rows apart.
    Text(String),
    /// A comment, which is kept from view.
    Comment,
    /// An answer.
    Answer {
        /// The metric's id.
        metric: String,
        /// The answer: `4`.
        said: String,
    },
    /// No answer.
    NoAnswer {
        /// The metric's id.
        metric: String,
        /// The code that says so; `None`: the cell is blank.
        code: Option<String>,
    },
    /// Nothing that can be used.
    LeftOut {
        /// The metric's id, where it is about one.
        metric: Option<String>,
        /// Why.
        reason: &'static str,
        /// What the cell holds.
        cell: String,
    },
}

impl FileColumn {
    /// The metrics that are read from it.
    pub fn answers(&self) -> impl Iterator<Item = &Answers> {
        self.uses.iter().filter_map(|own| match own {
            Use::Metric(answers) => Some(answers),
            Use::Key(_) | Use::Shape { .. } | Use::Persona => None,
        })
    }
}

impl Taken {
    /// The metric it is an answer to, or none.
    #[must_use]
    pub fn metric(&self) -> Option<&str> {
        match self {
            Self::Answer { metric, .. } | Self::NoAnswer { metric, .. } => Some(metric),
            Self::LeftOut { metric, .. } => metric.as_deref(),
            Self::Date(_) | Self::Text(_) | Self::Comment => None,
        }
    }
}
