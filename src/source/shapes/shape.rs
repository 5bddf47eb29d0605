//! What a shape of a source is made of.
//! Invariant: what is not said of a shape is that of a file of answers.

use std::collections::BTreeMap;

use crate::journey::understood::Expected;
use crate::journey::{Address, Binding, Column, Question, Rule, Source, rule as rules};
use crate::metric::{Kind, Measure, Metric, Series};
use crate::source::bytes::Bytes;
use crate::source::cells::case::CaseColumns;
use crate::source::cells::columns::{Columns, Untold};
use crate::source::cells::desk::Desk;
use crate::source::cells::events::Events;
use crate::source::cells::ledger::{Ledger, Spot};
use crate::source::cells::log::{Log, Way};
use crate::source::cells::pending::Pending;
use crate::source::cells::question::RowQuestion;
use crate::source::dates::Days;
use crate::source::format::examples::Example;
use crate::source::format::{Field, ValueKind, may, shorten};
use crate::source::survey::file::File;
use crate::source::survey::proposal::Maker;
use crate::source::survey::unbound::Unbound;

/// A shape, with all that is done for it.
pub(in crate::source) struct Shape {
    /// Its name in the binding of a column.
    pub(in crate::source) id: &'static str,
    /// As it is called in a sentence: `"weekly" is a series`.
    pub(in crate::source) noun: &'static str,
    /// The same beside another shape; `None` where no key tells it from others.
    pub(in crate::source) told: Option<&'static str>,
    /// The keys of a source that are its own.
    pub(in crate::source) keys: &'static [Key],
    /// The keys that make a source one of this shape. Nobody else's has the first.
    pub(in crate::source) made_by: &'static [&'static str],
    /// What keys need of each other.
    pub(in crate::source) needs: &'static [Need],
    /// The key that says when, where `time` does not.
    pub(in crate::source) time: Option<&'static str>,
    /// The key of the column in which `match` finds a place, where that is not the one of the touchpoint.
    pub(in crate::source) place: Option<&'static str>,
    /// Can a binding name a column of it?
    pub(in crate::source) has_cells: bool,
    /// Does a row stand for many answers?
    pub(in crate::source) is_of_many: bool,
    /// The key of the column whose distinct values a count may ask for.
    pub(in crate::source) distinct: Option<&'static str>,
    /// Are cases followed from one place to another?
    pub(in crate::source) follows: bool,
    /// The metric of a place that is found in it, written or not; the other question is whether that is a touchpoint.
    pub(in crate::source) implies: fn(&Source, bool) -> Option<&'static str>,
    /// What of a row a binding without a column reads.
    pub(in crate::source) bind: fn(&Wish<'_>) -> Result<Column, Misfit>,
    /// What is asked of a row for such a binding; without a finding where it was told before.
    pub(in crate::source) plan: fn(&mut Columns<'_>, &Bound<'_>) -> Result<Planned, Untold>,
    /// What its answers may be.
    pub(in crate::source) expected: fn(&Measure) -> Expected,
    /// The keys of the column that answers are told beside: the first that is given.
    pub(in crate::source) home: &'static [&'static str],
    /// What only the end of the file tells; what could not be kept until then, in words.
    pub(in crate::source) finish: fn(&mut Ending<'_>) -> Option<String>,
    /// How a file is seen to be of it, and is proposed then.
    pub(in crate::source) propose: for<'a> fn(&File<'a>, &'a dyn Bytes) -> Option<Proposing<'a>>,
    /// Its page in the reference.
    pub(in crate::source) page: Example,
}

/// Makes the proposal for a file.
pub(in crate::source) type Proposing<'a> = Box<dyn FnOnce(&mut Maker<'_>) -> Result<(), Unbound> + 'a>;

impl Shape {
    /// One whose rows are answers.
    pub(super) const OF_ANSWERS: Self = Self {
        id: "answers",
        noun: "file of answers",
        told: None,
        keys: &[],
        made_by: &[],
        needs: &[],
        time: None,
        place: None,
        has_cells: true,
        is_of_many: false,
        distinct: None,
        follows: false,
        implies: |_, _| None,
        bind: |wish| Err(wish.without_column()),
        plan: |_, _| Err(None),
        expected: |_| Expected::Anything,
        home: &[],
        finish: |_| None,
        propose: |_, _| None,
        page: Example { title: "", doc: "", csv: "", toml: "" },
    };

    /// What a binding without a column reads: what a row of it is.
    pub(in crate::source) const fn column(&self) -> Column {
        Column::Shape(self.id)
    }
}

/// A key of a source, and what it says.
pub(in crate::source) struct Key {
    /// Its row.
    pub(in crate::source) field: Field,
    /// What it says.
    pub(in crate::source) names: Names,
    /// What a column that it names is said to be.
    pub(in crate::source) role: &'static str,
}

/// What a key says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::source) enum Names {
    /// A column.
    Column,
    /// The column of the metric that it is called like.
    Metric,
    /// Metrics, with the column of each.
    Metrics,
    /// Something else.
    Words,
}

/// A key that names a column.
pub(super) const fn column(key: &'static str, doc: &'static str) -> Key {
    Key { field: may(key, ValueKind::Text, doc), names: Names::Column, role: key }
}

/// A key that says something else.
pub(super) const fn saying(field: Field, names: Names) -> Key {
    Key { field, names, role: field.key }
}

impl Need {
    /// The same, but another key will do as well.
    pub(super) const fn or(self, or: &'static str) -> Self {
        Self { or, ..self }
    }
}

impl Key {
    /// The same, whose column is said to be that.
    pub(super) const fn told(self, role: &'static str) -> Self {
        Self { role, ..self }
    }
}

/// What keys need of each other.
pub(in crate::source) struct Need {
    /// The keys that are given.
    pub(in crate::source) given: &'static [&'static str],
    /// The key that is not, for there to be something to say.
    pub(in crate::source) lacks: &'static str,
    /// Another key that will do; empty where there is none.
    pub(in crate::source) or: &'static str,
    /// The key that is said to be wrong.
    pub(in crate::source) wrong: &'static str,
    pub(in crate::source) rule: &'static Rule,
    pub(in crate::source) message: &'static str,
    pub(in crate::source) help: &'static str,
}

/// A shape is not whole without a key.
pub(super) const fn needs(
    given: &'static [&'static str],
    lacks: &'static str,
    message: &'static str,
    help: &'static str,
) -> Need {
    Need { given, lacks, or: "", wrong: given[0], rule: &rules::SOURCE_SHAPE, message, help }
}

/// A key does nothing without another.
pub(super) const fn idle(
    given: &'static [&'static str],
    lacks: &'static str,
    message: &'static str,
    help: &'static str,
) -> Need {
    Need { given, lacks, or: "", wrong: given[0], rule: &rules::UNUSED_KEY, message, help }
}

/// A binding without a column, for a source of the shape.
pub(in crate::source) struct Wish<'a> {
    pub(in crate::source) source: &'a Source,
    pub(in crate::source) metric: &'a str,
    pub(in crate::source) kind: Kind,
    /// The unit of the metric, where the map defines it.
    pub(in crate::source) unit: &'a str,
    /// Does its place have values that mean it?
    pub(in crate::source) has_match: bool,
    /// Does it say where cases get to?
    pub(in crate::source) has_to: bool,
}

/// Why a source cannot answer.
pub(in crate::source) struct Misfit {
    /// The key of the binding that is wrong.
    pub(in crate::source) key: &'static str,
    pub(in crate::source) message: String,
    pub(in crate::source) help: &'static str,
}

impl Wish<'_> {
    /// Nothing tells the answers but a column.
    pub(super) fn without_column(&self) -> Misfit {
        let (metric, id) = (shorten(self.metric), shorten(&self.source.id));
        let message = format!("no column for {metric} in \"{id}\", expected the one with the answers");
        Misfit { key: "column", message, help: "add column = \"...\"" }
    }

    /// Can the time between two moments be given in the unit of the metric?
    pub(super) fn in_time(&self) -> Result<(), Misfit> {
        if crate::metric::unit::seconds(self.unit).is_some() {
            return Ok(());
        }
        let id = shorten(self.metric);
        let message = match self.unit {
            "" => format!("{id} has no unit, expected s, min, h, days or weeks"),
            unit => format!("the unit of {id} is \"{}\", expected s, min, h, days or weeks", shorten(unit)),
        };
        Err(Misfit { key: "metric", message, help: "write unit = \"h\" in its [[metric]]" })
    }
}

/// A binding that is planned for.
pub(in crate::source) struct Bound<'a> {
    pub(in crate::source) question: &'a Question,
    /// The place it is bound at.
    pub(in crate::source) at: &'a Address,
    pub(in crate::source) binding: &'a Binding,
    pub(in crate::source) metric: &'a Metric,
    pub(in crate::source) measure: Measure,
}

/// What is asked for a binding.
pub(in crate::source) enum Planned {
    /// This, of every row of its place.
    Row(Box<RowQuestion>),
    /// To follow cases this way until the file ends; its place in the table is still to come.
    Way(Way),
}

impl Planned {
    /// This, of every row of its place.
    pub(in crate::source) fn row(question: RowQuestion) -> Self {
        Self::Row(Box::new(question))
    }
}

/// A file that is read to its end, and what was kept of its rows.
pub(in crate::source) struct Ending<'a> {
    /// By number of the place in the table, then by cohort.
    pub(in crate::source) series: &'a mut BTreeMap<usize, Vec<Series>>,
    /// What is measured at a place.
    pub(in crate::source) measure: &'a dyn Fn(usize) -> Option<Measure>,
    /// Every question with its places.
    pub(in crate::source) asked: &'a [(&'a RowQuestion, &'a [usize])],
    pub(in crate::source) days: &'a Days,
    /// What was left out.
    pub(in crate::source) ledger: &'a mut Ledger,
    /// How many rows gave an answer.
    pub(in crate::source) n_used: &'a mut u64,
    pub(in crate::source) events: Option<&'a Events>,
    pub(in crate::source) log: Log,
    pub(in crate::source) cases: Option<&'a CaseColumns>,
    pub(in crate::source) desk: &'a Desk<Spot>,
    pub(in crate::source) pending: &'a Pending,
}
