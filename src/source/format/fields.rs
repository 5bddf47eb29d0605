//! A TOML table against a table of the format: every key checked, the good values kept.
//! Invariant: a key is asked for only if its table has it.

use std::ops::Range;

use jiff::civil::Date;

use super::check::{Check, Checked, ListedText, Pair, WholeOf};
use super::rules;
use super::tree::Branch;
use super::{Field, Place, Remark, Report, Table, ValueKind, did_you_mean, shorten};
use crate::metric::Period;

/// A table as TOML has it.
#[derive(Clone)]
pub(crate) struct Raw<'t> {
    pub(crate) table: &'t Branch<'t>,
    /// Its header, or the whole of it where it is written in braces.
    pub(crate) span: Range<usize>,
}

/// The good values of a table.
pub(crate) struct Fields<'t> {
    table: &'static Table,
    values: Vec<(&'static str, Range<usize>, Checked<'t>)>,
    /// Its header.
    pub(crate) span: Range<usize>,
    /// Where in the map it is.
    pub(crate) at: Place<'t>,
}

impl<'t> Fields<'t> {
    /// Checks every key of a table.
    pub(crate) fn check(report: &mut Report<'_>, table: &'static Table, raw: &Raw<'t>, at: Place<'t>) -> Self {
        let mut values = Vec::with_capacity(raw.table.entries.len());
        for entry in &raw.table.entries {
            let Some(field) = table.field(&entry.key) else {
                unknown_key(report, table, (&entry.key, entry.key_span()), &at);
                continue;
            };
            if let Some(checked) = (Check { report, table, field, at: &at }).value(&entry.node) {
                values.push((field.key, entry.node.span(), checked));
            }
        }
        for field in table.fields.iter().filter(|field| field.required) {
            if raw.table.get(field.key).is_none() && !report.is_damaged_at(raw.span.start) {
                report.add(Remark {
                    rule: &rules::MISSING_KEY,
                    span: Some(raw.span.clone()),
                    message: format!("{} without {}, expected {}", table.name, field.key, field.kind.expected()),
                    help: Some(addition(field)),
                    address: Some(at.field(field.key)),
                });
            }
        }
        let fields = Self { table, values, span: raw.span.clone(), at };
        for field in table.fields.iter().filter(|field| !field.needs.is_empty() && fields.has(field.key)) {
            if raw.table.get(field.needs).is_none() {
                let message = format!("{} does nothing without {}", field.key, field.needs);
                let help = Some(format!("add {}, or remove it", field.needs));
                report.add(Remark { help, ..fields.remark(field.key, &rules::UNUSED_KEY, message) });
            }
        }
        fields
    }

    fn find(&self, key: &str) -> Option<(&Range<usize>, &Checked<'t>)> {
        debug_assert!(self.table.field(key).is_some(), "{key} is not a key of {}", self.table.name);
        self.values.iter().find(|(own, ..)| *own == key).map(|(_, span, value)| (span, value))
    }

    /// Where the value of a key is; the header where it has none.
    pub(crate) fn span_of(&self, key: &str) -> Range<usize> {
        self.find(key).map_or_else(|| self.span.clone(), |(span, _)| span.clone())
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    pub(crate) fn str(&self, key: &str) -> Option<&'t str> {
        match self.find(key)?.1 {
            Checked::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.str(key).map(str::to_owned)
    }

    pub(crate) fn entries(&self, key: &str) -> &[ListedText<'t>] {
        match self.find(key) {
            Some((_, Checked::Texts(entries))) => entries,
            _ => &[],
        }
    }

    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        self.entries(key).iter().map(|entry| entry.text.clone().into_owned()).collect()
    }

    pub(crate) fn date(&self, key: &str) -> Option<Date> {
        match self.find(key)?.1 {
            Checked::Date(date) => Some(*date),
            _ => None,
        }
    }

    pub(crate) fn period(&self, key: &str) -> Option<Period> {
        match self.find(key)?.1 {
            Checked::Period(period) => Some(*period),
            _ => None,
        }
    }

    pub(crate) fn days(&self, key: &str) -> Option<u32> {
        match self.find(key)?.1 {
            Checked::Days(days) => Some(*days),
            _ => None,
        }
    }

    /// A whole number; its kind in the table says that it fits.
    pub(crate) fn whole<N: TryFrom<i64>>(&self, key: &str) -> Option<N> {
        match self.find(key)?.1 {
            Checked::Whole(whole) => N::try_from(*whole).ok(),
            _ => None,
        }
    }

    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        match self.find(key)?.1 {
            Checked::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(crate) fn truth(&self, key: &str) -> Option<bool> {
        match self.find(key)?.1 {
            Checked::Truth(truth) => Some(*truth),
            _ => None,
        }
    }

    pub(crate) fn letter(&self, key: &str) -> Option<char> {
        match self.find(key)?.1 {
            Checked::Letter(letter) => Some(*letter),
            _ => None,
        }
    }

    pub(crate) fn scale(&self, key: &str) -> Option<(i32, i32)> {
        match self.find(key)?.1 {
            Checked::Scale(low, high) => Some((*low, *high)),
            _ => None,
        }
    }

    pub(crate) fn range(&self, key: &str) -> Option<(f64, f64)> {
        match self.find(key)?.1 {
            Checked::Range(low, high) => Some((*low, *high)),
            _ => None,
        }
    }

    pub(crate) fn pairs(&self, key: &str) -> &[Pair<'t>] {
        match self.find(key) {
            Some((_, Checked::Pairs(pairs))) => pairs,
            _ => &[],
        }
    }

    pub(crate) fn wholes(&self, key: &str) -> &[WholeOf<'t>] {
        match self.find(key) {
            Some((_, Checked::Wholes(wholes))) => wholes,
            _ => &[],
        }
    }

    /// The tables under a key; one for a key that takes a single table.
    pub(crate) fn tables(&self, key: &str) -> &[Raw<'t>] {
        match self.find(key) {
            Some((_, Checked::Tables(tables))) => tables,
            _ => &[],
        }
    }

    /// What a word stands for.
    pub(crate) fn choice<T: Copy>(&self, key: &str, words: &[(&str, T)]) -> Option<T> {
        let given = self.str(key)?;
        words.iter().find(|(word, _)| *word == given).map(|(_, meaning)| *meaning)
    }

    /// A remark about the value of a key.
    pub(crate) fn remark(&self, key: &str, rule: &'static rules::Rule, message: String) -> Remark {
        Remark { rule, span: Some(self.span_of(key)), message, help: None, address: Some(self.at.field(key)) }
    }
}

/// How a missing key is added.
fn addition(field: &Field) -> String {
    match field.kind {
        ValueKind::Table(table) | ValueKind::Tables(table) => {
            format!("add {}", table.headers.first().copied().unwrap_or(field.key))
        }
        ValueKind::Words(words) => format!("add {} = \"{}\"", field.key, words.first().copied().unwrap_or_default()),
        ValueKind::Number | ValueKind::Whole { .. } => format!("add {} = 1", field.key),
        _ => format!("add {} = \"...\"", field.key),
    }
}

fn unknown_key(report: &mut Report<'_>, table: &'static Table, key: (&str, Range<usize>), at: &Place<'_>) {
    let (key, span) = key;
    let suggestion =
        if report.is_full() { None } else { did_you_mean(key, table.fields.iter().map(|field| field.key), '`') };
    let help = suggestion.unwrap_or_else(|| {
        let keys: Vec<&str> = table.fields.iter().map(|field| field.key).collect();
        format!("use one of {}", keys.join(", "))
    });
    report.add(Remark {
        rule: &rules::UNKNOWN_KEY,
        span: Some(span),
        message: format!("unknown key `{}` in {}", shorten(key), table.name),
        help: Some(help),
        address: Some(at.address()),
    });
}
