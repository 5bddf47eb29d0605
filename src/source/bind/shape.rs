//! What a row of a file is, told from the roles of its columns together. Must not know TOML.
//! Invariant: a column has at most one part in a shape.

use super::column::Column;
use super::hints::{self, Hint, has};
use super::role::Role;
use crate::metric::Kind;

/// What a row is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A respondent.
    Wide,
    /// An answer about the touchpoint that this column names.
    Long { touchpoint: usize },
    /// A value that somebody computed.
    Series(Series),
    /// A step and how many passed it.
    Funnel { touchpoint: Option<usize>, entered: usize, completed: usize },
    /// Something that happened in a case.
    Log { case: usize, activity: usize },
    /// A case from its opening to its end.
    Cases(Cases),
}

/// The columns of a series.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    pub(super) touchpoint: Option<usize>,
    pub(super) metric: usize,
    pub(super) value: usize,
    pub(super) n: Option<usize>,
    pub(super) sd: Option<usize>,
}

/// The columns of cases.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cases {
    pub(super) touchpoint: Option<usize>,
    pub(super) opened: usize,
    pub(super) due: Option<usize>,
    pub(super) closed: Option<usize>,
    pub(super) status: Option<usize>,
}

/// The shape of a file.
pub(super) fn tell(columns: &[Column], roles: &[Role]) -> Shape {
    let file = File { columns, roles };
    let found = file.series().or_else(|| file.funnel()).or_else(|| file.cases()).or_else(|| file.log());
    found.unwrap_or_else(|| match file.long() {
        Some(touchpoint) => Shape::Long { touchpoint },
        None => Shape::Wide,
    })
}

struct File<'a> {
    columns: &'a [Column],
    roles: &'a [Role],
}

impl File<'_> {
    /// The first column that the name hints at and that is as it should be.
    fn find(&self, hint: Hint, fits: impl Fn(usize, &Column) -> bool) -> Option<usize> {
        let fitting = || self.columns.iter().enumerate().filter(|(idx, column)| fits(*idx, column));
        let exact = fitting().find(|(_, column)| hints::is(&column.name, hint));
        exact.or_else(|| fitting().find(|(_, column)| has(&column.name, hint))).map(|(idx, _)| idx)
    }

    fn is_date(&self, idx: usize) -> bool {
        self.roles.get(idx) == Some(&Role::Date)
    }

    /// The column that names touchpoints.
    fn touchpoint(&self, but: &[usize]) -> Option<usize> {
        let is_place = |sure: bool| {
            let of = move |idx: &usize| self.roles.get(*idx) == Some(&Role::Place { is_sure: sure });
            (0..self.columns.len()).filter(move |idx| !but.contains(idx)).find(of)
        };
        is_place(true).or_else(|| is_place(false))
    }

    fn series(&self) -> Option<Shape> {
        let is_text = |_, column: &Column| column.n > 0 && column.is_listed && !column.is_numbers(50);
        let is_number = |idx, column: &Column| column.is_numbers(80) && !self.is_date(idx);
        let metric = self.find(Hint::Metric, is_text)?;
        let value = self.find(Hint::Value, is_number)?;
        let is_beside = |idx, column: &Column| idx != value && is_number(idx, column);
        let named = |hint| self.find(hint, |idx, column| is_beside(idx, column) && hints::is(&column.name, hint));
        let (n, sd) = (named(Hint::N), named(Hint::Sd));
        Some(Shape::Series(Series { touchpoint: self.touchpoint(&[metric]), metric, value, n, sd }))
    }

    fn funnel(&self) -> Option<Shape> {
        let is_count = |column: &Column| column.is_numbers(95) && column.n_fractions == 0;
        let ends = |idx: usize| self.columns.get(idx).and_then(|column| column.ends);
        let entered = self.find(Hint::Entered, |idx, column| is_count(column) && !self.is_date(idx))?;
        let completed =
            self.find(Hint::Completed, |idx, column| is_count(column) && idx != entered && !self.is_date(idx))?;
        // Whether somebody finished is no number of those who did.
        if ends(completed)?.1 <= 1.0 {
            return None;
        }
        let is_narrowing = ends(completed)?.1 <= ends(entered)?.1;
        is_narrowing.then(|| Shape::Funnel { touchpoint: self.touchpoint(&[]), entered, completed })
    }

    fn cases(&self) -> Option<Shape> {
        let opened = self.find(Hint::Opened, |idx, _| self.is_date(idx))?;
        let is_other_date = |idx, _: &Column| idx != opened && self.is_date(idx);
        let closed = self.find(Hint::Closed, is_other_date);
        let due = self.find(Hint::Due, |idx, column| is_other_date(idx, column) && Some(idx) != closed);
        let status = self.find(Hint::Status, |idx, column| {
            column.is_listed && column.values.len() <= 12 && !column.is_numbers(50) && !self.is_date(idx)
        });
        // A rate needs to know when a case was closed, or at least whether.
        let is_told = closed.is_some() || due.is_none() && status.is_some();
        let touchpoint = self.touchpoint(&status.map_or_else(Vec::new, |status| vec![status]));
        is_told.then_some(Shape::Cases(Cases { touchpoint, opened, due, closed, status }))
    }

    fn log(&self) -> Option<Shape> {
        let has_answers =
            self.roles.iter().any(|role| role.score().is_some() || matches!(role, Role::Number(Kind::Sentiment, _)));
        let has_time = (0..self.columns.len()).any(|idx| self.is_date(idx));
        let activity = self.find(Hint::Activity, |_, column| column.is_listed && !column.is_numbers(50))?;
        let is_case =
            |idx, column: &Column| idx != activity && !self.is_date(idx) && column.n > 0 && !column.is_distinct();
        let case = self.find(Hint::Case, is_case)?;
        (has_time && !has_answers).then_some(Shape::Log { case, activity })
    }

    fn long(&self) -> Option<usize> {
        let touchpoint = self.touchpoint(&[])?;
        let is_sure = self.roles.get(touchpoint) == Some(&Role::Place { is_sure: true });
        let is_question = |role: &&Role| role.score().is_some_and(|scale| scale.kind == Kind::Csat);
        let n_questions = self.roles.iter().filter(is_question).count();
        (is_sure || n_questions < 2).then_some(touchpoint)
    }
}
