//! Changes of a map as changes of its text.
//! Invariant: no byte changes that the edit is not about; whatever else the text says, it says afterwards.

mod asks;
mod done;
mod field;
mod fields;
mod items;
mod leaves;
mod merge;
mod merged;
mod mesh;
mod refusal;
mod shifts;
mod since;
mod spelling;
mod turn;
mod words;
mod work;

#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use jiff::civil::Date;

use self::field::meant;
use self::work::Work;
use super::atlas::Atlas;
use super::format::{self, Parsed, Report, ValueKind};
use super::tables::ROOT;
use crate::journey::{Address, Change, Edit, Noun};

pub use done::{Applied, Done, Stamp};
pub use refusal::{Conflict, Refusal};
pub use turn::turn;

/// Makes a change in a text.
///
/// * A step from nothing goes to the middle of the scale; a step off the end stays at the end.
/// * An action that becomes shipped by a cycle gets the day as its date, if it has none; one that leaves it loses that
///   date if it is of the same day.
/// * A value of blanks takes an optional field away.
///
/// # Errors
/// When any of its edits cannot be made.
pub fn apply(text: &str, change: &Change, stamp: &Stamp) -> Result<Applied, Refusal> {
    make((text, Parsed::of(text).ok()), change, stamp)
}

/// The same in a text that was parsed already.
///
/// # Errors
/// As [`apply`].
pub fn apply_to(parsed: Parsed<'_>, change: &Change, stamp: &Stamp) -> Result<Applied, Refusal> {
    make((parsed.text, Some(parsed)), change, stamp)
}

fn make<'t>((text, parsed): (&'t str, Option<Parsed<'t>>), change: &Change, stamp: &Stamp) -> Result<Applied, Refusal> {
    let seen = change.seen.as_deref().filter(|seen| *seen != text);
    let tree = parsed.map(|parsed| parsed.tree);
    let mut work = Work { now: text, seen, trace: OnceCell::new(), stamp, text: text.into(), tree };
    let mut done = Vec::with_capacity(change.edits.len());
    for edit in &change.edits {
        let made = match edit {
            Edit::Set { at, value } => work.set(at, value),
            Edit::Clear { at } => work.clear(at),
            Edit::Step { at, by } => work.step(at, *by),
            Edit::Cycle { at } => work.cycle(at),
            Edit::Take { at } => work.take(at),
            Edit::Add { under, noun, fields, slot } => work.add((under, *noun), fields, slot),
            Edit::Remove { at } if at.field.is_some() => work.clear(at),
            Edit::Remove { at } => work.remove(at),
            Edit::Move { at, to } => work.relocate(at, to),
            Edit::Shift { at, by } => work.shift(at, *by),
        };
        done.extend(made?.map(|made| made.of(edit)));
    }
    Ok(Applied { text: work.text.into_owned(), done })
}

/// Can this text be changed by address? Gives what it says.
///
/// # Errors
/// `Refusal::Broken`, where it is not TOML.
pub fn check(text: &str) -> Result<Parsed<'_>, Refusal> {
    Parsed::of(text).map_err(|error| match work::read(text, |_| Ok(())) {
        Err(broken) => broken,
        Ok(()) => Refusal::of_fault(error.into(), text, &Address::journey()),
    })
}

/// The value of a field as a person would type it; the name or text of an item. `None` where there is none.
#[must_use]
pub fn value(text: &str, at: &Address) -> Option<String> {
    let kind = at.field.is_some().then(|| meant(at).map_or(ValueKind::Text, |meant| meant.kind));
    format::read(&mut Report::new("", text), &ROOT, |_, root| {
        let item = Atlas::new(root).item(&at.steps)?;
        match (&at.field, kind) {
            (Some(field), Some(kind)) => Atlas::field(&item, field).map(|(_, node)| words::words(text, node, kind)),
            _ => words::name_of(item.table),
        }
    })
}

/// The fields that a thing has, each with its value as a person would type it; `None` where there is no such thing.
#[must_use]
pub fn fields(text: &str, at: &Address) -> Option<Vec<(String, String)>> {
    format::read(&mut Report::new("", text), &ROOT, |_, root| {
        let item = Atlas::new(root).item(&at.steps)?;
        let entries = item.table.entries.iter().filter_map(|entry| {
            let field = item.format().field(&entry.key)?;
            let is_list = matches!(field.kind, ValueKind::Tables(_));
            (!is_list).then(|| (entry.key.clone().into_owned(), words::words(text, &entry.node, field.kind)))
        });
        Some(entries.collect())
    })
}

/// Would this value fit the field? Says what is expected where it would not. Cheap: no text is looked at.
///
/// # Errors
/// `Refusal::Unfit`, and `Refusal::Misplaced` where there is no such field.
pub fn fits(at: &Address, value: &str) -> Result<(), Refusal> {
    let meant = meant(at)?;
    if value.trim().is_empty() && !meant.is_required() {
        return Ok(());
    }
    // Any day will do.
    let today = Date::constant(2000, 1, 1);
    fields::spelled(at, &meant, value, ("", None), today).map(drop)
}

/// The fields of a new thing that somebody typed: `{ name = "Chat", kind = "digital" }`, or only what it is called.
///
/// * `main`: the field that says what such a thing is.
#[must_use]
pub fn typed_fields(noun: Noun, typed: &str, main: &str) -> Vec<(String, String)> {
    items::typed_fields(noun, typed, main)
}

/// Would these fields make a new thing? Says what is expected where they would not. Cheap: no text is looked at.
///
/// # Errors
/// `Refusal::Unfit`, and `Refusal::Misplaced` where there is no such field.
pub fn suits(under: &Address, noun: Noun, fields: &[(String, String)]) -> Result<(), Refusal> {
    items::suits(&under.then(noun, "1"), noun, fields, Date::constant(2000, 1, 1))
}

/// Why there is no such field, where there is none.
pub(crate) fn refused_field(at: &Address) -> Option<Refusal> {
    meant(at).err()
}
