//! Where numbers come from: sources (a CSV file and how to read it) and bindings (which part of a source measures
//! which metric where).
//! Invariant: a binding names its source and metric by id; [`super::Map::metric`] finds the metric.

use std::borrow::Cow;

use super::Noun;
use super::schema::{Field, Role, Table, ValueKind, may, must, or};
use super::thing::{Content, Shown, Thing};
use crate::metric::Crowd;

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
    /// Series: value (and n, sd) of the rows whose touchpoint and metric columns match.
    Series,
    /// Funnel: entered and completed of the rows whose touchpoint column matches.
    Funnel,
    /// The rows themselves, counted (of the place's matches where the source has a touchpoint column).
    Rows,
    /// Event log: the cases that came to the place's activities; for a rate or a duration, which of them went on to
    /// others, and how long it took.
    Log,
    /// Cases: which were closed, in time where they have a due date; for a duration, how long it took.
    Cases,
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
        let scale =
            self.scale.map_or(Content::Nothing, |(low, high)| Content::Words(format!("{low} to {high}").into()));
        let values = [
            self.metric.said(),
            self.source.said(),
            column,
            scale,
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
    /// Long, series, funnel: the column that names the touchpoint.
    pub touchpoint: Option<String>,
    /// Long: metric id and its column.
    pub columns: Vec<(String, String)>,
    /// The column with comments.
    pub comment: Option<String>,
    /// The language of the comments where it cannot be told.
    pub language: Option<String>,
    /// Series: the column that names the metric.
    pub metric: Option<String>,
    /// Series: the column with the value.
    pub value: Option<String>,
    /// Series: the column with the number of answers.
    pub n: Option<String>,
    /// Series: the column with the standard deviation.
    pub sd: Option<String>,
    /// Funnel: the column with how many entered.
    pub entered: Option<String>,
    /// Funnel: the column with how many completed.
    pub completed: Option<String>,
    /// Funnel: what is counted (sessions, people, orders).
    pub unit: Option<String>,
    /// Event log: the column that names the case.
    pub case: Option<String>,
    /// Event log: the column that names what happened.
    pub activity: Option<String>,
    /// Cases: the column that says when each was opened.
    pub opened: Option<String>,
    /// Cases: the column that says by when each was to be closed.
    pub due: Option<String>,
    /// Cases: the column that says when each was closed.
    pub closed: Option<String>,
    /// Cases: the column with the state of each.
    pub status: Option<String>,
    /// Cases: the states of those that are closed; empty: the usual words.
    pub done: Vec<String>,
    /// A column whose values are distinct per answer; a repeated one is left out.
    pub respondent: Option<String>,
    /// The column that says how much the answers of a row weigh.
    pub weight: Option<String>,
}

impl Source {
    /// The column in which `match` finds the rows of a place: the activity of an event log, else the touchpoint.
    #[must_use]
    pub fn place_column(&self) -> Option<&str> {
        self.activity.as_deref().or(self.touchpoint.as_deref())
    }
}
