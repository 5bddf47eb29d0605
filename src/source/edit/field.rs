//! Which field of the format an address means.
//! Invariant: a field is told from its address alone, whether the map has it or not.

use super::refusal::Refusal;
use crate::journey::{Address, Noun};
use crate::source::format::{Field, Table, ValueKind, did_you_mean, shorten};
use crate::source::tables::table_of;

/// What an address with a field means.
#[derive(Clone, Debug)]
pub(super) struct Meant {
    /// The key of the format.
    pub(super) field: &'static Field,
    /// The table that has it.
    pub(super) table: &'static Table,
    /// What its value, or that part of it, must be.
    pub(super) kind: ValueKind,
    /// The keys that lead to it from the thing it belongs to.
    pub(super) trail: Vec<String>,
    /// What of the value is meant.
    pub(super) part: Part,
}

/// What of a value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// The value of a key that the author chose: `segment.area`.
    Own,
    /// An entry of a list: `segments.2`.
    Entry,
}

/// The field that an address means.
pub(super) fn meant(at: &Address) -> Result<Meant, Refusal> {
    let noun = at.steps.last().map_or(Noun::Journey, |step| step.noun);
    let table = table_of(noun);
    let Some(field) = &at.field else {
        let example =
            table.fields.iter().find(|field| field.required && field.key != "id").map_or("id", |field| field.key);
        return Err(Refusal::misplaced(
            format!("{at} is {}, expected one of its fields", table.name),
            format!("name the field, as in {}", at.field(example)),
        ));
    };
    seek(table, field).ok_or_else(|| unknown(table, field))
}

/// There is no such key in a table of the format.
pub(super) fn unknown(table: &'static Table, key: &str) -> Refusal {
    let keys = table.fields.iter().map(|field| field.key);
    let help = did_you_mean(key, keys.clone(), '`')
        .unwrap_or_else(|| format!("use one of {}", keys.collect::<Vec<_>>().join(", ")));
    Refusal::misplaced(format!("{} has no field `{}`", table.name, shorten(key)), help)
}

fn seek(table: &'static Table, path: &str) -> Option<Meant> {
    if let Some(field) = table.field(path) {
        let trail = vec![path.to_owned()];
        return Some(Meant { field, table, kind: field.kind, trail, part: Part::Whole });
    }
    let (first, rest) = path.split_once('.')?;
    let field = table.field(first)?;
    let trail = vec![first.to_owned(), rest.to_owned()];
    let part = |kind, part| Some(Meant { field, table, kind, trail, part });
    match field.kind {
        ValueKind::Table(inner) => {
            let mut found = seek(inner, rest)?;
            found.trail.insert(0, first.to_owned());
            Some(found)
        }
        ValueKind::Choices => part(ValueKind::Codes, Part::Own),
        ValueKind::Columns | ValueKind::TextBy => part(ValueKind::Text, Part::Own),
        ValueKind::WholeBy { low, high } => part(ValueKind::Whole { low, high }, Part::Own),
        ValueKind::Texts | ValueKind::Codes if rest.parse::<usize>().is_ok_and(|number| number > 0) => {
            part(ValueKind::Text, Part::Entry)
        }
        _ => None,
    }
}

impl Meant {
    /// The keys that come before it in the format, so that a new one stands where it usually does.
    pub(super) fn keys_before(&self) -> Vec<&'static str> {
        if self.part != Part::Whole {
            return Vec::new();
        }
        self.table.fields.iter().map(|field| field.key).take_while(|key| *key != self.field.key).collect()
    }

    /// Must it be there?
    pub(super) fn is_required(&self) -> bool {
        self.field.required && self.part == Part::Whole
    }
}
