//! One value against what its key takes.
//! Invariant: what comes out has the shape of its kind and lies on its scale; what does not is remarked.

use std::borrow::Cow;
use std::ops::Range;

use super::fields::Raw;
use super::rules::{self, Rule};
use super::tree::{Node, Value};
use super::value::{days_of, number, seconds_of, two, whole};
use super::{Field, Place, Remark, Report, Table, ValueKind, did_you_mean, question, shorten};
use crate::metric::Period;
use crate::text::link::is_address;
use jiff::civil::Date;

/// No answer lies beyond, either side of zero.
const FARTHEST: i64 = 1_000;

/// No scale of answers has more steps; each answer has a counter.
const WIDEST_SCALE: i64 = 1_000;

/// How much of such a question is repeated.
const LONGEST_QUESTION: usize = 120;

/// Does a path start at the root of a machine?
pub(crate) fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '\\', '~']) || path.as_bytes().get(1) == Some(&b':')
}

/// A value that is what its key takes.
pub(crate) enum Checked<'t> {
    Text(&'t str),
    Texts(Vec<ListedText<'t>>),
    Date(Date),
    Period(Period),
    Days(u32),
    Whole(i64),
    Number(f64),
    Truth(bool),
    Letter(char),
    Scale(i32, i32),
    Range(f64, f64),
    Pairs(Vec<Pair<'t>>),
    Wholes(Vec<WholeOf<'t>>),
    Tables(Vec<Raw<'t>>),
}

/// An entry of a list.
pub(crate) struct ListedText<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) span: Range<usize>,
}

/// A key of the author's own, and its texts.
pub(crate) struct Pair<'t> {
    pub(crate) key: &'t str,
    pub(crate) key_span: Range<usize>,
    pub(crate) values: Vec<ListedText<'t>>,
}

/// A key of the author's own, and its number.
pub(crate) struct WholeOf<'t> {
    pub(crate) key: &'t str,
    pub(crate) key_span: Range<usize>,
    pub(crate) whole: i64,
}

/// Checks the value of a field.
pub(crate) struct Check<'a, 'r> {
    pub(crate) report: &'a mut Report<'r>,
    pub(crate) table: &'static Table,
    pub(crate) field: &'static Field,
    pub(crate) at: &'a Place<'a>,
}

impl Check<'_, '_> {
    /// The value, where it can be used.
    pub(crate) fn value<'t>(&mut self, value: &'t Node<'t>) -> Option<Checked<'t>> {
        match self.field.kind {
            ValueKind::Id | ValueKind::Text => self.text(value).map(Checked::Text),
            ValueKind::Texts => Some(Checked::Texts(self.texts(value, false)?)),
            ValueKind::Codes => Some(Checked::Texts(self.texts(value, true)?)),
            ValueKind::Date => self.date(value),
            ValueKind::Period => self.period(value),
            ValueKind::Days => self.days(value),
            ValueKind::Span => match &value.value {
                Value::Text(text) if seconds_of(text).is_some() => Some(Checked::Text(text)),
                _ => self.wrong_type(value),
            },
            ValueKind::Whole { low, high } => self.whole(value, low, high).map(Checked::Whole),
            ValueKind::Number => self.number(value).map(Checked::Number),
            ValueKind::Truth => match &value.value {
                Value::Truth(truth) => Some(Checked::Truth(*truth)),
                _ => self.wrong_type(value),
            },
            ValueKind::Words(words) => self.word(value, words),
            ValueKind::Link => self.link(value).map(Checked::Text),
            ValueKind::Path => self.path(value).map(Checked::Text),
            ValueKind::WholeBy { low, high } => self.wholes_by(value, low, high),
            ValueKind::Letter => self.letter(value),
            ValueKind::Scale => self.scale(value),
            ValueKind::Range => self.range(value),
            ValueKind::Choices => self.pairs(value, true),
            ValueKind::Columns | ValueKind::TextBy => self.pairs(value, false),
            ValueKind::Table(_) => match &value.value {
                Value::Table(table) => {
                    self.newer_table(table, value.span());
                    Some(Checked::Tables(vec![Raw { table, span: value.span() }]))
                }
                _ => self.wrong_type(value),
            },
            ValueKind::Tables(inner) => self.tables(value, inner),
        }
    }

    fn text<'t>(&mut self, value: &'t Node<'t>) -> Option<&'t str> {
        let Value::Text(text) = &value.value else {
            let help = match &value.value {
                Value::Integer(..) | Value::Float(_) | Value::Truth(_) | Value::Date(_) => {
                    Some(format!("put it in quotes: \"{}\"", self.written(value)))
                }
                _ => None,
            };
            return self.wrong(value, &rules::WRONG_TYPE, help);
        };
        self.newer_text(value.span());
        if self.field.required && matches!(self.field.kind, ValueKind::Text) && text.trim().is_empty() {
            let message = format!("{} is empty, expected {}", self.field.key, self.field.kind.expected());
            self.remark(&rules::EMPTY_VALUE, value.span(), message, None);
            return None;
        }
        if matches!(self.field.kind, ValueKind::Text) {
            self.open(text, value.span());
        }
        Some(text)
    }

    /// Says of a question that it waits for an answer.
    fn open(&mut self, text: &str, span: Range<usize>) {
        if let Some(question) = question(text) {
            let question: String = question.chars().take(LONGEST_QUESTION).collect();
            let message = format!("to fill in, {}: {question}", self.field.label());
            self.remark(&rules::TO_FILL_IN, span, message, None);
        }
    }

    fn texts<'t>(&mut self, value: &'t Node<'t>, with_numbers: bool) -> Option<Vec<ListedText<'t>>> {
        match &value.value {
            Value::List(array) => {
                Some(array.iter().filter_map(|entry| self.entry(entry, with_numbers, true)).collect())
            }
            _ => self.entry(value, with_numbers, false).map(|entry| vec![entry]),
        }
    }

    fn entry<'t>(&mut self, value: &'t Node<'t>, with_numbers: bool, in_list: bool) -> Option<ListedText<'t>> {
        let text = match &value.value {
            Value::Text(text) => Cow::Borrowed(text.as_ref()),
            Value::Integer(..) if with_numbers => match whole(&value.value) {
                Some(whole) => Cow::Owned(whole.to_string()),
                None => return self.wrong_type(value),
            },
            _ if in_list => {
                let one = if with_numbers { "text or a whole number" } else { "text" };
                let message = format!("an entry of {} is {}, expected {one}", self.field.key, self.written(value));
                self.remark(&rules::WRONG_TYPE, value.span(), message, None);
                return None;
            }
            _ => return self.wrong_type(value),
        };
        self.newer_text(value.span());
        if !with_numbers {
            self.open(&text, value.span());
        }
        Some(ListedText { text, span: value.span() })
    }

    fn date<'t>(&mut self, value: &'t Node<'t>) -> Option<Checked<'t>> {
        if let Value::Date(toml::value::Datetime { date: Some(date), time: None, .. }) = &value.value {
            let date = Date::new(date.year.try_into().ok()?, date.month.try_into().ok()?, date.day.try_into().ok()?);
            return date.ok().map(Checked::Date);
        }
        let help = match &value.value {
            Value::Text(text) => text.parse::<Date>().ok().map(|date| format!("write it without quotes: {date}")),
            _ => None,
        };
        self.wrong(value, &rules::WRONG_TYPE, help)
    }

    fn period<'t>(&mut self, value: &'t Node<'t>) -> Option<Checked<'t>> {
        let label = match &value.value {
            Value::Text(text) => Some(Cow::Borrowed(text.as_ref())),
            Value::Integer(..) => Some(Cow::Owned(self.written(value))),
            _ => None,
        };
        let period = label.and_then(|label| Period::parse(&label));
        period.map(Checked::Period).or_else(|| self.wrong_type(value))
    }

    fn days<'t>(&mut self, value: &'t Node<'t>) -> Option<Checked<'t>> {
        let days = match &value.value {
            Value::Text(text) => days_of(text),
            other => whole(other).and_then(|days| u32::try_from(days).ok()).filter(|days| (1..=36_525).contains(days)),
        };
        let rule = if matches!(value.value, Value::Integer(..)) { &rules::OFF_SCALE } else { &rules::WRONG_TYPE };
        days.map(Checked::Days).or_else(|| self.wrong(value, rule, None))
    }

    fn whole(&mut self, value: &Node<'_>, low: i64, high: i64) -> Option<i64> {
        if !matches!(value.value, Value::Integer(..)) {
            return self.wrong_type(value);
        }
        let whole = whole(&value.value).filter(|whole| (low..=high).contains(whole));
        whole.or_else(|| self.wrong(value, &rules::OFF_SCALE, None))
    }

    fn number(&mut self, value: &Node<'_>) -> Option<f64> {
        number(&value.value).or_else(|| self.wrong_type(value))
    }

    fn word<'t>(&mut self, value: &'t Node<'t>, words: &'static [&'static str]) -> Option<Checked<'t>> {
        let Value::Text(text) = &value.value else {
            let written = self.written(value);
            let help = words.contains(&written.as_str()).then(|| format!("put it in quotes: \"{written}\""));
            return self.wrong(value, &rules::WRONG_TYPE, help);
        };
        if let Some(word) = words.iter().find(|word| *word == text) {
            return Some(Checked::Text(word));
        }
        let help = if self.report.is_full() { None } else { did_you_mean(text, words.iter().copied(), '"') };
        self.wrong(value, &rules::UNKNOWN_WORD, help)
    }

    fn letter<'t>(&mut self, value: &'t Node<'t>) -> Option<Checked<'t>> {
        let Value::Text(text) = &value.value else { return self.wrong_type(value) };
        let mut chars = text.chars();
        let letter = match (chars.next(), chars.next()) {
            (Some(letter), None) => Some(letter),
            _ => None,
        };
        let letter = letter.filter(|letter| letter.is_ascii() && !matches!(letter, '"' | '\n' | '\r' | '\0'));
        letter.map(Checked::Letter).or_else(|| {
            self.wrong(value, &rules::OFF_SCALE, Some("use one like \",\", \";\", \"\\t\" or \"|\"".to_owned()))
        })
    }

    fn scale<'t>(&mut self, value: &'t Node<'t>) -> Option<Checked<'t>> {
        let ends = two(&value.value).and_then(|(low, high)| whole(low).zip(whole(high)));
        let Some((low, high)) = ends else { return self.wrong_type(value) };
        let is_near = low >= -FARTHEST && high <= FARTHEST;
        if low < high && is_near && high - low <= WIDEST_SCALE {
            return Some(Checked::Scale(i32::try_from(low).ok()?, i32::try_from(high).ok()?));
        }
        let expected = if is_near {
            format!("at most {WIDEST_SCALE} steps")
        } else {
            format!("answers from -{FARTHEST} to {FARTHEST}")
        };
        self.upside_down(value, low >= high, &expected)
    }

    fn range<'t>(&mut self, value: &'t Node<'t>) -> Option<Checked<'t>> {
        let ends = two(&value.value).and_then(|(low, high)| number(low).zip(number(high)));
        let Some((low, high)) = ends else { return self.wrong_type(value) };
        if low < high { Some(Checked::Range(low, high)) } else { self.upside_down(value, true, "") }
    }

    fn upside_down<T>(&mut self, value: &Node<'_>, is_upside_down: bool, otherwise: &str) -> Option<T> {
        let expected = if is_upside_down { "the second number above the first" } else { otherwise };
        let message = format!("{} is {}, expected {expected}", self.field.key, self.written(value));
        self.remark(&rules::OFF_SCALE, value.span(), message, None);
        None
    }

    fn pairs<'t>(&mut self, value: &'t Node<'t>, with_lists: bool) -> Option<Checked<'t>> {
        let Value::Table(table) = &value.value else { return self.wrong_type(value) };
        self.newer_table(table, value.span());
        let mut pairs = Vec::new();
        for entry in &table.entries {
            let values = if with_lists {
                self.texts(&entry.node, true).unwrap_or_default()
            } else {
                self.entry(&entry.node, false, true).into_iter().collect()
            };
            if !values.is_empty() {
                pairs.push(Pair { key: &entry.key, key_span: entry.key_span(), values });
            }
        }
        Some(Checked::Pairs(pairs))
    }

    fn tables<'t>(&mut self, value: &'t Node<'t>, inner: &'static Table) -> Option<Checked<'t>> {
        let array = match &value.value {
            Value::List(array) => array,
            Value::Table(table) => {
                let header = inner.headers.first().copied().unwrap_or_default();
                let help = if header.starts_with("[[") {
                    format!("write it with two brackets: {header}")
                } else {
                    format!("put it in a list: {} = [{{ ... }}]", self.field.key)
                };
                self.wrong::<()>(value, &rules::WRONG_TYPE, Some(help));
                return Some(Checked::Tables(vec![Raw { table, span: value.span() }]));
            }
            _ => return self.wrong_type(value),
        };
        let mut tables = Vec::with_capacity(array.len());
        for item in array {
            if let Value::Table(table) = &item.value {
                self.newer_table(table, item.span());
                tables.push(Raw { table, span: item.span() });
            } else {
                let message = format!("an entry of {} is {}, expected a table", self.field.key, self.written(item));
                self.remark(&rules::WRONG_TYPE, item.span(), message, None);
            }
        }
        Some(Checked::Tables(tables))
    }

    fn wholes_by<'t>(&mut self, value: &'t Node<'t>, low: i64, high: i64) -> Option<Checked<'t>> {
        let Value::Table(table) = &value.value else { return self.wrong_type(value) };
        self.newer_table(table, value.span());
        let mut wholes = Vec::new();
        for entry in &table.entries {
            let given = whole(&entry.node.value).filter(|whole| (low..=high).contains(whole));
            if let Some(whole) = given {
                wholes.push(WholeOf { key: &entry.key, key_span: entry.key_span(), whole });
            } else {
                let message = format!(
                    "{} of {} is {}, expected {low} to {high}",
                    self.field.key,
                    shorten(&entry.key),
                    self.written(&entry.node)
                );
                self.remark(&rules::OFF_SCALE, entry.node.span(), message, None);
            }
        }
        Some(Checked::Wholes(wholes))
    }

    /// An address that a terminal may open.
    fn link<'t>(&mut self, value: &'t Node<'t>) -> Option<&'t str> {
        let text = self.text(value)?;
        if is_address(text) {
            return Some(text);
        }
        let help = Some("use a whole address that starts with https://, http:// or mailto:".to_owned());
        self.wrong(value, &rules::OFF_SCALE, help)
    }

    /// A path that works on another machine too.
    fn path<'t>(&mut self, value: &'t Node<'t>) -> Option<&'t str> {
        let text = self.text(value)?;
        if is_absolute(text) {
            let message = format!(
                "{} is \"{}\", an absolute path, expected one relative to the map",
                self.field.key,
                shorten(text)
            );
            let help = Some("write the path from this map to that one".to_owned());
            self.remark(&rules::ABSOLUTE_PATH, value.span(), message, help);
        }
        Some(text)
    }

    fn wrong_type<T>(&mut self, value: &Node<'_>) -> Option<T> {
        self.wrong(value, &rules::WRONG_TYPE, None)
    }

    /// `emotion is 3, expected -2 to 2`.
    fn wrong<T>(&mut self, value: &Node<'_>, rule: &'static Rule, help: Option<String>) -> Option<T> {
        let expected = match (self.field.kind, &value.value) {
            (ValueKind::Whole { low, high }, given) if high < i64::MAX && !matches!(given, Value::Integer(..)) => {
                format!("a whole number from {low} to {high}")
            }
            (kind, _) => kind.expected(),
        };
        let message = format!("{} is {}, expected {expected}", self.field.key, self.written(value));
        self.remark(rule, value.span(), message, help);
        None
    }

    pub(super) fn remark(&mut self, rule: &'static Rule, span: Range<usize>, message: String, help: Option<String>) {
        let address = Some(self.at.field(self.field.key));
        self.report.add(Remark { rule, span: Some(span), message, help, address });
    }

    /// A value as a message repeats it.
    fn written(&self, value: &Node<'_>) -> String {
        match &value.value {
            Value::Text(text) => format!("\"{}\"", shorten(text)),
            Value::Table(_) => "a table".to_owned(),
            Value::List(array) if array.iter().any(|entry| number(&entry.value).is_none()) => "a list".to_owned(),
            _ => shorten(self.report.text().get(value.span()).unwrap_or_default()),
        }
    }
}
