//! Where numbers come from: sources (a CSV file and how to read it) and bindings (which part of a source measures
//! which metric where).
//! Invariant: a binding names its source and metric by id; [`super::Map::metric`] finds the metric.

use std::borrow::Cow;

use super::Noun;
use super::schema::{Field, Role, Table, ValueKind, may, must, or};
use super::thing::{Content, Shown, Thing};
use crate::metric::Crowd;

/// The id of a source whose numbers came with a template.
pub const MADE_UP: &str = "made-up";

/// `column = value`, or one of several values: which rows are meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    /// The column.
    pub column: String,
    /// The values that are meant.
    pub values: Vec<String>,
}

/// Which rows of the data: every choice must hold. Empty: all rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Segment {
    /// Joined by "and".
    pub choices: Vec<Choice>,
}

impl Segment {
    /// Does it hold every row of another, whatever the data are?
    #[must_use]
    fn holds(&self, other: &Self) -> bool {
        let is_within = |own: &Choice| {
            other
                .choices
                .iter()
                .any(|of| of.column == own.column && of.values.iter().all(|value| own.values.contains(value)))
        };
        self.choices.iter().all(is_within)
    }

    /// Does one of the two hold all rows of the other, and more? Then what one knows of both one knows of the rest.
    #[must_use]
    pub fn is_nested_with(&self, other: &Self) -> bool {
        self != other && (self.holds(other) || other.holds(self))
    }

    /// Has no row of the one a place in the other, whatever the data are? A column has to say so, of which they take other
    /// values.
    #[must_use]
    pub fn is_apart_from(&self, other: &Self) -> bool {
        let is_apart = |own: &Choice, of: &Choice| {
            own.column == of.column && !own.values.iter().any(|value| of.values.contains(value))
        };
        self.choices.iter().any(|own| other.choices.iter().any(|of| is_apart(own, of)))
    }

    /// Whose answers its rows hold.
    #[must_use]
    pub const fn crowd(&self) -> Crowd {
        if self.choices.is_empty() { Crowd::Everyone } else { Crowd::Filtered }
    }
}

impl Shown for Segment {
    fn said(&self) -> Content<'_> {
        if self.choices.is_empty() {
            return Content::Nothing;
        }
        let choice = |own: &Choice| format!("{} = {}", own.column, own.values.join(" or "));
        Content::List(Cow::Owned(self.choices.iter().map(choice).collect()))
    }
}

/// What of a row a binding reads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// Wide: the cell of this column.
    Own(String),
    /// Long: the cell of this column in the rows whose touchpoint column holds one of the place's matches.
    Matched(String),
    /// The rows themselves, counted (of the place's matches where the source has a touchpoint column).
    Rows,
    /// What a row of a shape is, by the name of the shape: a figure of a series, a case of a log.
    Shape(&'static str),
}

/// One metric measured at one place by one source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Binding {
    /// The metric's id.
    pub metric: String,
    /// The source's id.
    pub source: String,
    /// What of a row is read.
    pub column: Column,
    /// Lowest and highest whole answer, where not the metric's usual.
    pub scale: Option<(i32, i32)>,
    /// How many top boxes count as satisfied (CSAT: 2; CES share: those from 5 on).
    pub top: Option<u8>,
    /// Rates: the answers that count as a hit.
    pub yes: Vec<String>,
    /// Rates: the answers that count as a miss; empty: every other answer.
    pub no: Vec<String>,
    /// Codes that mean "no answer" in this column, besides the source's.
    pub missing: Vec<String>,
    /// Event log: the touchpoint that a case is to get to; any other where there is none.
    pub to: Option<String>,
    /// Values in the source's touchpoint column that mean this place.
    pub matches: Vec<String>,
    /// Its 1-based position among the `metrics` of its place; 0 where it is not written there.
    pub position: usize,
    /// Not written in the map but implied by a long, series or funnel source.
    pub implied: bool,
}

impl Binding {
    /// One that says no more than what is measured, by which source and from what of a row, and is not written in a map.
    #[must_use]
    pub fn implied_by(source: &str, metric: &str, column: Column) -> Self {
        Self {
            metric: metric.to_owned(),
            source: source.to_owned(),
            column,
            scale: None,
            top: None,
            yes: Vec::new(),
            no: Vec::new(),
            missing: Vec::new(),
            to: None,
            matches: Vec::new(),
            position: 0,
            implied: true,
        }
    }

    /// The same, written in a map at that position.
    #[must_use]
    pub fn written_at(self, position: usize) -> Self {
        Self { position, implied: false, ..self }
    }
}

const fn row(key: &'static str, field: Field, doc: &'static str) -> Field {
    Field { key, doc, ..field }
}

/// One metric measured at one place by one source.
#[rustfmt::skip]
pub static BINDING: Table = Table {
    name: "a binding",
    headers: &["metrics = [{ ... }]"],
    doc: "One metric measured at one place by one source.",
    fields: &[
        row("metric", must(ValueKind::Id).naming(Noun::Metric).told(Role::Title), "A built-in metric, or the id of a `[[metric]]`."),
        row("source", must(ValueKind::Id).naming(Noun::Source), "The id of a `[[source]]`."),
        row("column", may(ValueKind::Text), "The column that is read. Series and funnels go without; a count without one counts rows; a rate or a duration without one is about the cases of an event log or of a file of cases."),
        row("scale", or(ValueKind::Scale, "the usual one of the metric"), "Lowest and highest answer."),
        row("top", or(ValueKind::Whole { low: 1, high: 10 }, "2; 3 for `ces`"), "How many of the highest answers count as satisfied."),
        row("yes", may(ValueKind::Codes), "Rates: the answers that count as a hit."),
        row("no", or(ValueKind::Codes, "every other answer"), "Rates: the answers that count as a miss."),
        row("missing", may(ValueKind::Codes), "Codes that mean \"no answer\" in this column, besides the source's."),
        row("to", may(ValueKind::Id).naming(Noun::Touchpoint), "Event logs: the id of the touchpoint that a case is to get to from here, for a rate or a duration; without it any other one."),
    ],
};

impl Thing for Binding {
    fn table(&self) -> &'static Table {
        &BINDING
    }

    fn noun(&self) -> Option<Noun> {
        Some(Noun::Binding)
    }

    fn id(&self) -> Cow<'_, str> {
        Cow::Owned(self.position.to_string())
    }

    fn is_written(&self) -> bool {
        !self.implied
    }

    fn values(&self) -> Vec<(&'static Field, Content<'_>)> {
        let column = match &self.column {
            Column::Own(column) | Column::Matched(column) => column.said(),
            _ => Content::Nothing,
        };
        let values = [
            self.metric.said(),
            self.source.said(),
            column,
            self.scale.said(),
            self.top.said(),
            self.yes.said(),
            self.no.said(),
            self.missing.said(),
            self.to.said(),
        ];
        BINDING.fields.iter().zip(values).collect()
    }
}

/// A CSV file and how to read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: String,
    /// Its path, relative to the map.
    pub file: String,
    /// The column that says when.
    pub time: Option<String>,
    /// How `time` is written, as strptime has it, where it cannot be told.
    pub time_format: Option<String>,
    /// The zone that moments are put in, as the map has it.
    pub zone: Option<String>,
    /// The delimiter where it cannot be told.
    pub delimiter: Option<char>,
    /// The encoding's label where it cannot be told.
    pub encoding: Option<String>,
    /// Codes that mean "no answer" (an empty cell always does).
    pub missing: Vec<String>,
    /// The columns people may be told apart by.
    pub segments: Vec<String>,
    /// The column that names the touchpoint.
    pub touchpoint: Option<String>,
    /// Long: metric id and its column.
    pub columns: Vec<(String, String)>,
    /// The column with comments.
    pub comment: Option<String>,
    /// The language of the comments where it cannot be told.
    pub language: Option<String>,
    /// The keys that only sources of one shape have, in the order of the format, and what each says.
    pub keys: Vec<(&'static str, Vec<String>)>,
    /// A column whose values are distinct per answer; a repeated one is left out.
    pub respondent: Option<String>,
    /// The column that says how much the answers of a row weigh.
    pub weight: Option<String>,
}

impl Source {
    /// What a key says that names one column.
    #[must_use]
    pub fn key(&self, key: &str) -> Option<&str> {
        let common = match key {
            "time" => &self.time,
            "touchpoint" => &self.touchpoint,
            "comment" => &self.comment,
            "respondent" => &self.respondent,
            "weight" => &self.weight,
            _ => return self.values(key).first().map(String::as_str),
        };
        common.as_deref()
    }

    /// All that a key of one shape says.
    #[must_use]
    pub fn values(&self, key: &str) -> &[String] {
        self.keys.iter().find(|(own, _)| *own == key).map(|(_, values)| values.as_slice()).unwrap_or_default()
    }
}
