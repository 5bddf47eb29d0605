//! The columns a binding reads, found in the header. Must not know rows.
//! Invariant: a column that is not there is told once.

use std::collections::BTreeSet;

use super::super::answer::{Codes, Reader, Rule};
use super::super::case::{CaseColumns, Moments, Outcome};
use super::super::header::Header;
use super::{Dialect, RowQuestion};
use crate::journey::{Address, Binding, Column, Finding, Noun, Source, rule as rules};
use crate::metric::kinds::OfComments;
use crate::metric::{Direction, Measure, Metric, unit};

use crate::sentiment::Language;
use crate::source::format::shorten;

/// How many answers a scale may have.
const WIDEST_SCALE: i64 = 1_001;

/// Does a metric read comments from a column, and not what stands for them?
pub(in crate::source::readings) fn holds_comments(source: &Source, column: &str, metric: &Metric) -> bool {
    source.comment.as_deref() == Some(column) || metric.id == "comments"
}

/// Finds the columns of bindings.
pub(in crate::source::readings) struct Columns<'a> {
    header: &'a Header,
    source: &'a Source,
    dialect: Dialect,
    /// Columns that were told to be absent.
    absent: BTreeSet<String>,
    /// Those of cases, where somebody asks for them.
    cases: Option<CaseColumns>,
}

impl<'a> Columns<'a> {
    /// Nothing told yet.
    pub(in crate::source::readings) fn new(header: &'a Header, source: &'a Source, dialect: Dialect) -> Self {
        Self { header, source, dialect, absent: BTreeSet::new(), cases: None }
    }

    /// What a binding asks of a row; without a finding where it was told before.
    pub(in crate::source::readings) fn question(
        &mut self,
        place: &Address,
        binding: &Binding,
        (metric, measure): (&Metric, Measure),
    ) -> Result<RowQuestion, Option<Box<Finding>>> {
        let written = || match binding.position {
            0 => Address::journey().then(Noun::Source, &binding.source),
            position => place.then(Noun::Binding, position.to_string()),
        };
        let (low, high) = measure.scale;
        if !(1..WIDEST_SCALE).contains(&(i64::from(high) - i64::from(low))) {
            let message = format!(
                "the scale of `{}` runs from {low} to {high}, expected 2 to 1,001 answers",
                shorten(&metric.id)
            );
            let help = "write the lowest answer, then the highest: scale = [1, 5]".to_owned();
            let address = Some(written().field("scale"));
            let finding = self.header.finding(&rules::OFF_SCALE, message, Some(help));
            return Err(Some(Box::new(Finding { address, ..finding })));
        }
        let missing = self.source.missing.iter().chain(&binding.missing).map(String::as_str);
        let takes_comma = self.dialect.takes_comma;
        let reader = |rule| Reader::new(rule, Codes::new(missing), takes_comma);
        match &binding.column {
            Column::Own(column) | Column::Matched(column) => {
                let is_comment = holds_comments(self.source, column, metric);
                let rule = match metric.kind.row().of_comments.filter(|_| is_comment) {
                    Some(OfComments::Presence) => Rule::Filled,
                    Some(OfComments::Feeling) => Rule::Comment(self.language()),
                    None => Rule::of(&measure, &binding.yes, &binding.no),
                };
                let reader = reader(rule);
                let column = self.find(column, |columns| {
                    columns.key_of(binding, column).unwrap_or_else(|| written().field("column"))
                })?;
                Ok(RowQuestion::Cell { column, reader })
            }
            Column::Rows => Ok(RowQuestion::Row),
            Column::Cases => self.outcome(metric).map(RowQuestion::Case),
            // Which cases went on is asked of the file, not of a row.
            Column::Log => Err(None),
            Column::Series => {
                let reader = reader(Rule::Sum);
                let name = self.named("metric", self.source.metric.as_deref())?;
                let Some(value) = self.named("value", self.source.value.as_deref())? else {
                    return Err(Some(Box::new(self.shapeless("value"))));
                };
                let n = self.named("n", self.source.n.as_deref())?;
                let sd = self.named("sd", self.source.sd.as_deref())?;
                let metric = name.map(|column| (column, binding.metric.clone()));
                Ok(RowQuestion::Series { metric, value, n, sd, measure, reader })
            }
            Column::Funnel => {
                let reader = reader(Rule::Sum);
                let entered = self.named("entered", self.source.entered.as_deref())?;
                let completed = self.named("completed", self.source.completed.as_deref())?;
                let (Some(entered), Some(completed)) = (entered, completed) else {
                    return Err(Some(Box::new(self.shapeless("entered` and `completed"))));
                };
                if !metric.kind.is_share() {
                    let message = format!("a funnel gives a rate, and `{}` is none", shorten(&metric.id));
                    let help = "bind a metric of kind \"rate\"".to_owned();
                    let finding = self.header.finding(&rules::BINDING_SHAPE, message, Some(help));
                    let is_new = self.absent.insert(metric.id.clone());
                    return Err(is_new.then(|| Box::new(Finding { address: Some(written()), ..finding })));
                }
                let counts_those_who_left = metric.direction == Direction::LowerIsBetter;
                Ok(RowQuestion::Funnel { entered, completed, counts_those_who_left, reader })
            }
        }
    }

    /// The column of the cases of an event log, and the codes that name none.
    pub(super) fn case(&mut self) -> Result<Option<(usize, Codes)>, Option<Box<Finding>>> {
        let case = self.named("case", self.source.case.as_deref())?;
        Ok(case.map(|case| (case, self.missing())))
    }

    /// The columns of cases, where a question is asked of them.
    pub(super) fn into_cases(self) -> Option<CaseColumns> {
        self.cases
    }

    /// What a metric asks of a case; its columns are found with it.
    fn outcome(&mut self, metric: &Metric) -> Result<Outcome, Option<Box<Finding>>> {
        let is_higher_better = metric.direction == Direction::HigherIsBetter;
        let outcome = match &self.source.due {
            _ if metric.kind.is_time() => Outcome::Taken(unit::seconds(&metric.unit).ok_or(None)?),
            Some(_) if is_higher_better => Outcome::InTime,
            Some(_) => Outcome::Late,
            None if is_higher_better => Outcome::Closed,
            None => Outcome::Open,
        };
        let Source { opened, due, closed, status, done, .. } = self.source;
        let moments = |column| Moments { column, clock: None };
        let opened = self.named("opened", opened.as_deref())?.map(moments).ok_or(None)?;
        let closed = self.named("closed", closed.as_deref())?.map(moments);
        let status = self.named("status", status.as_deref())?.map(|column| (column, CaseColumns::done(done)));
        let due = match (self.named("due", due.as_deref()), outcome) {
            (Err(finding), Outcome::InTime | Outcome::Late) => return Err(finding),
            (due, _) => due.ok().flatten().map(moments),
        };
        self.cases = Some(CaseColumns { opened, due, closed, status, missing: self.missing() });
        Ok(outcome)
    }

    /// Codes that mean the same as a blank cell, in any column.
    fn missing(&self) -> Codes {
        Codes::new(self.source.missing.iter().map(String::as_str))
    }

    /// What is known of the language of its comments.
    fn language(&self) -> Language {
        self.source.language.as_deref().map(Language::named).unwrap_or_default()
    }

    /// The column that a key of the source names.
    fn named(&mut self, key: &str, name: Option<&str>) -> Result<Option<usize>, Option<Box<Finding>>> {
        let Some(name) = name else { return Ok(None) };
        self.find(name, |columns| Address::journey().then(Noun::Source, &columns.source.id).field(key)).map(Some)
    }

    fn find(&mut self, name: &str, at: impl FnOnce(&Self) -> Address) -> Result<usize, Option<Box<Finding>>> {
        self.header.find(name).map_err(|finding| {
            let is_new = self.absent.insert(name.to_owned());
            is_new.then(|| Box::new(Finding { address: Some(at(self)), ..*finding }))
        })
    }

    /// The key of the source that names the column of a binding, where the binding does not.
    fn key_of(&self, binding: &Binding, column: &str) -> Option<Address> {
        let is_own = |(metric, own): &(String, String)| *metric == binding.metric && own == column;
        let key = if self.source.columns.iter().any(is_own) {
            Some(binding.metric.as_str())
        } else {
            self.source.comment.as_deref().filter(|comment| *comment == column).map(|_| "comment")
        };
        Some(Address::journey().then(Noun::Source, &self.source.id).field(key?))
    }

    fn shapeless(&self, keys: &str) -> Finding {
        let message = format!("source `{}` does not say which column is `{keys}`", shorten(&self.source.id));
        let help = format!("add `{keys}` to the source, or `column` to the metric");
        self.header.finding(&rules::BINDING_SHAPE, message, Some(help))
    }
}
