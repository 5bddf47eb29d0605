//! The columns a binding reads, found in the header.
//! Invariant: a column that is not there is told once.

use std::collections::BTreeSet;

use super::answer::{Codes, Reader, Rule};
use super::case::CaseColumns;
use super::events::Events;
use super::header::Header;
use super::log::Way;
use super::question::{Dialect, RowQuestion};
use crate::journey::{Address, Binding, Column, Finding, Noun, Source, rule as rules};
use crate::metric::kinds::OfComments;
use crate::metric::{Measure, Metric};
use crate::sentiment::Language;
use crate::source::format::shorten;

/// How many answers a scale may have.
const WIDEST_SCALE: i64 = 1_001;

/// Does a metric read comments from a column, and not what stands for them?
pub(in crate::source) fn holds_comments(source: &Source, column: &str, metric: &Metric) -> bool {
    source.comment.as_deref() == Some(column) || metric.id == "comments"
}

/// Why nothing is asked for a binding; `None` where it was told before.
pub(in crate::source) type Untold = Option<Box<Finding>>;

/// Finds the columns of bindings.
pub(in crate::source) struct Columns<'a> {
    header: &'a Header,
    source: &'a Source,
    dialect: Dialect,
    /// Columns that were told to be absent.
    absent: BTreeSet<String>,
    /// Does the file say when and where?
    is_placed: bool,
    /// Those of cases, where somebody asks for them.
    pub(in crate::source) cases: Option<CaseColumns>,
    /// What is asked of events, where somebody asks that.
    pub(in crate::source) events: Option<Events>,
}

impl<'a> Columns<'a> {
    /// Nothing told yet.
    pub(in crate::source) fn new(header: &'a Header, source: &'a Source, dialect: Dialect) -> Self {
        Self { header, source, dialect, absent: BTreeSet::new(), is_placed: false, cases: None, events: None }
    }

    /// The same, of a file that says when and where.
    pub(in crate::source) fn placed(self, is_placed: bool) -> Self {
        Self { is_placed, ..self }
    }

    /// Does the file say when and where?
    pub(in crate::source) fn is_placed(&self) -> bool {
        self.is_placed
    }

    /// What a binding of a column asks of a row; without a finding where it was told before.
    pub(in crate::source) fn question(
        &mut self,
        at: &Address,
        binding: &Binding,
        (metric, measure): (&Metric, Measure),
    ) -> Result<RowQuestion, Untold> {
        self.check_scale(at, binding, (metric, measure))?;
        let column = match &binding.column {
            Column::Own(column) | Column::Matched(column) => column,
            Column::Rows => return Ok(RowQuestion::Row),
            // That is for the shape to say.
            Column::Shape(_) => return Err(None),
        };
        let is_comment = holds_comments(self.source, column, metric);
        let rule = match metric.kind.row().of_comments.filter(|_| is_comment) {
            Some(OfComments::Presence) => Rule::Filled,
            Some(OfComments::Feeling) => Rule::Comment(self.language()),
            None => Rule::of(&measure, &binding.yes, &binding.no),
        };
        let reader = self.reader(rule, binding);
        let column = self.find(column, |columns| {
            columns.key_of(binding, column).unwrap_or_else(|| written(at, binding).field("column"))
        })?;
        Ok(RowQuestion::Cell { column, reader })
    }

    /// Follows cases one way more.
    pub(in crate::source) fn follow(&mut self, way: Way) {
        if let Some(events) = &mut self.events {
            events.ways.push(way);
        }
    }

    /// What is followed until the file ends: cases, events.
    pub(in crate::source) fn into_followed(self) -> (Option<CaseColumns>, Option<Events>) {
        (self.cases, self.events)
    }

    /// May its scale have that many answers?
    pub(in crate::source) fn check_scale(
        &self,
        at: &Address,
        binding: &Binding,
        (metric, measure): (&Metric, Measure),
    ) -> Result<(), Untold> {
        let (low, high) = measure.scale;
        if (1..WIDEST_SCALE).contains(&(i64::from(high) - i64::from(low))) {
            return Ok(());
        }
        let message =
            format!("the scale of `{}` runs from {low} to {high}, expected 2 to 1,001 answers", shorten(&metric.id));
        let help = "write the lowest answer, then the highest: scale = [1, 5]".to_owned();
        let address = Some(written(at, binding).field("scale"));
        let finding = self.header.finding(&rules::OFF_SCALE, message, Some(help));
        Err(Some(Box::new(Finding { address, ..finding })))
    }

    /// How cells of a binding are read.
    pub(in crate::source) fn reader(&self, rule: Rule, binding: &Binding) -> Reader {
        let missing = self.source.missing.iter().chain(&binding.missing).map(String::as_str);
        Reader::new(rule, Codes::new(missing), self.dialect.takes_comma)
    }

    /// Says that a metric cannot be told of the source; once.
    pub(in crate::source) fn misfit(&mut self, at: &Address, binding: &Binding, message: String, help: &str) -> Untold {
        let finding = self.header.finding(&rules::BINDING_SHAPE, message, Some(help.to_owned()));
        let is_new = self.absent.insert(binding.metric.clone());
        is_new.then(|| Box::new(Finding { address: Some(written(at, binding)), ..finding }))
    }

    /// Codes that mean the same as a blank cell, in any column.
    pub(in crate::source) fn missing(&self) -> Codes {
        Codes::new(self.source.missing.iter().map(String::as_str))
    }

    /// What is known of the language of its comments.
    fn language(&self) -> Language {
        self.source.language.as_deref().map(Language::named).unwrap_or_default()
    }

    /// The column that a key of the source names.
    pub(in crate::source) fn named(&mut self, key: &str) -> Result<Option<usize>, Untold> {
        let source = self.source;
        let Some(name) = source.key(key) else { return Ok(None) };
        self.find(name, |_| Address::journey().then(Noun::Source, &source.id).field(key)).map(Some)
    }

    fn find(&mut self, name: &str, at: impl FnOnce(&Self) -> Address) -> Result<usize, Untold> {
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

    /// Says that the source lacks keys of its shape.
    pub(in crate::source) fn shapeless(&self, keys: &str) -> Finding {
        let message = format!("source `{}` does not say which column is `{keys}`", shorten(&self.source.id));
        let help = format!("add `{keys}` to the source, or `column` to the metric");
        self.header.finding(&rules::BINDING_SHAPE, message, Some(help))
    }
}

/// Where a binding is written.
fn written(at: &Address, binding: &Binding) -> Address {
    match binding.position {
        0 => Address::journey().then(Noun::Source, &binding.source),
        position => at.then(Noun::Binding, position.to_string()),
    }
}
