//! The columns a binding reads, found in the header. Must not know rows.
//! Invariant: a column that is not there is told once.

use std::collections::BTreeSet;

use super::super::answer::{Codes, Reader, Rule};
use super::super::header::Header;
use super::{Dialect, Question};
use crate::journey::{Binding, Column, Finding, Source, rule as rules};
use crate::metric::{Direction, Kind, Measure, Metric};
use crate::source::format::shorten;

/// How many answers a scale may have.
const WIDEST_SCALE: i64 = 1_001;

/// Finds the columns of bindings.
pub(super) struct Columns<'a> {
    header: &'a Header,
    source: &'a Source,
    dialect: Dialect,
    /// Columns that were told to be absent.
    absent: BTreeSet<String>,
}

impl<'a> Columns<'a> {
    /// Nothing told yet.
    pub(super) fn new(header: &'a Header, source: &'a Source, dialect: Dialect) -> Self {
        Self { header, source, dialect, absent: BTreeSet::new() }
    }

    /// What a binding asks of a row; without a finding where it was told before.
    pub(super) fn question(
        &mut self,
        binding: &Binding,
        metric: &Metric,
        measure: Measure,
    ) -> Result<Question, Option<Box<Finding>>> {
        let (low, high) = measure.scale;
        if !(1..WIDEST_SCALE).contains(&(i64::from(high) - i64::from(low))) {
            let message = format!(
                "the scale of `{}` runs from {low} to {high}, expected 2 to 1,001 answers",
                shorten(&metric.id)
            );
            let help = "write the lowest answer, then the highest: scale = [1, 5]".to_owned();
            return Err(Some(Box::new(self.header.finding(&rules::OFF_SCALE, message, Some(help)))));
        }
        let missing = self.source.missing.iter().chain(&binding.missing).map(String::as_str);
        let reader = |rule| Reader { rule, missing: Codes::new(missing), takes_comma: self.dialect.takes_comma };
        match &binding.column {
            Column::Own(column) | Column::Matched(column) => {
                let is_comment = self.source.comment.as_deref() == Some(column) || metric.id == "comments";
                let rule = match metric.kind {
                    Kind::Count if is_comment => Rule::Filled,
                    _ => Rule::of(&measure, &binding.yes, &binding.no),
                };
                let reader = reader(rule);
                Ok(Question::Cell { column: self.find(column)?, reader })
            }
            Column::Rows => Ok(Question::Row),
            Column::Series => {
                let reader = reader(Rule::Sum);
                let name = self.named(self.source.metric.as_deref())?;
                let Some(value) = self.named(self.source.value.as_deref())? else {
                    return Err(Some(Box::new(self.shapeless("value"))));
                };
                let (n, sd) = (self.named(self.source.n.as_deref())?, self.named(self.source.sd.as_deref())?);
                let metric = name.map(|column| (column, binding.metric.clone()));
                Ok(Question::Series { metric, value, n, sd, measure, reader })
            }
            Column::Funnel => {
                let reader = reader(Rule::Sum);
                let entered = self.named(self.source.entered.as_deref())?;
                let completed = self.named(self.source.completed.as_deref())?;
                let (Some(entered), Some(completed)) = (entered, completed) else {
                    return Err(Some(Box::new(self.shapeless("entered` and `completed"))));
                };
                if !matches!(metric.kind, Kind::Rate | Kind::Csat) {
                    let message = format!("a funnel gives a rate, and `{}` is none", shorten(&metric.id));
                    let help = "bind a metric of kind \"rate\"".to_owned();
                    let finding = self.header.finding(&rules::BINDING_SHAPE, message, Some(help));
                    return Err(Some(Box::new(finding)));
                }
                let counts_those_who_left = metric.direction == Direction::LowerIsBetter;
                Ok(Question::Funnel { entered, completed, counts_those_who_left, reader })
            }
        }
    }

    fn named(&mut self, name: Option<&str>) -> Result<Option<usize>, Option<Box<Finding>>> {
        name.map(|name| self.find(name)).transpose()
    }

    fn find(&mut self, name: &str) -> Result<usize, Option<Box<Finding>>> {
        self.header.find(name).map_err(|finding| self.absent.insert(name.to_owned()).then_some(finding))
    }

    fn shapeless(&self, keys: &str) -> Finding {
        let message = format!("source `{}` does not say which column is `{keys}`", shorten(&self.source.id));
        let help = format!("add `{keys}` to the source, or `column` to the metric");
        self.header.finding(&rules::BINDING_SHAPE, message, Some(help))
    }
}
