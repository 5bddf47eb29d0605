//! `cjm set`, `add`, `note`, `take`, `remove` and `move`: changes of a map by address.
//! Invariant: a change is reported once it is on disk; addresses are looked up in the very text that is written.

use std::io::Read as _;
use std::path::Path;

use super::arguments::{
    AddArguments, EditTarget, MoveArguments, NoteArguments, RemoveArguments, SetArguments, TakeArguments,
};
use super::author::usual_author;
use super::dates::today;
use super::failure::CommandFailure;
use super::open::open_one;
use super::print::Printer;
use crate::journey::{Change, Edit, Noun, Slot};
use crate::source::edit::{self, Applied, Done, Stamp};
use crate::source::format::{Parsed, shorten};
use crate::source::resolve::{resolve, resolve_new};

/// The longest note that standard input may give, in bytes.
const LONGEST_NOTE: u64 = 1024 * 1024;

pub(super) fn set(arguments: &SetArguments, out: &mut Printer) -> Result<(), CommandFailure> {
    let plan = |map: &Parsed<'_>| {
        let at = resolve(map, &arguments.address)?;
        Ok(Edit::Set { at, value: arguments.value.clone() })
    };
    perform((&arguments.map, &arguments.target), None, plan, out)
}

pub(super) fn add(arguments: &AddArguments, out: &mut Printer) -> Result<(), CommandFailure> {
    let plan = |map: &Parsed<'_>| {
        let (under, noun) = resolve_new(map, &arguments.address)?;
        let slot = slot(map, arguments.before.as_deref(), arguments.after.as_deref())?;
        Ok(Edit::Add { under, noun, fields: arguments.fields.clone(), slot })
    };
    perform((&arguments.map, &arguments.target), usual_author(), plan, out)
}

pub(super) fn note(arguments: &NoteArguments, out: &mut Printer) -> Result<(), CommandFailure> {
    let words = match arguments.text.as_str() {
        "-" => input()?,
        words => words.to_owned(),
    };
    let plan = |map: &Parsed<'_>| {
        let under = resolve(map, &arguments.touchpoint)?;
        let fields = vec![("text".to_owned(), words.clone())];
        Ok(Edit::Add { under, noun: Noun::Note, fields, slot: Slot::Last })
    };
    let by = arguments.by.clone().or_else(usual_author);
    perform((&arguments.map, &arguments.target), by, plan, out)
}

pub(super) fn take(arguments: &TakeArguments, out: &mut Printer) -> Result<(), CommandFailure> {
    let plan = |map: &Parsed<'_>| Ok(Edit::Take { at: resolve(map, &arguments.question)? });
    perform((&arguments.map, &arguments.target), None, plan, out)
}

pub(super) fn remove(arguments: &RemoveArguments, out: &mut Printer) -> Result<(), CommandFailure> {
    let plan = |map: &Parsed<'_>| Ok(Edit::Remove { at: resolve(map, &arguments.address)? });
    perform((&arguments.map, &arguments.target), None, plan, out)
}

pub(super) fn relocate(arguments: &MoveArguments, out: &mut Printer) -> Result<(), CommandFailure> {
    let plan = |map: &Parsed<'_>| {
        let at = resolve(map, &arguments.address)?;
        Ok(Edit::Move { at, to: slot(map, arguments.before.as_deref(), arguments.after.as_deref())? })
    };
    perform((&arguments.map, &arguments.target), None, plan, out)
}

fn slot(map: &Parsed<'_>, before: Option<&str>, after: Option<&str>) -> Result<Slot, CommandFailure> {
    Ok(match (before, after) {
        (Some(before), _) => Slot::Before(resolve(map, before)?),
        (None, Some(after)) => Slot::After(resolve(map, after)?),
        (None, None) => Slot::Last,
    })
}

/// Makes an edit in the map as it is on disk, or prints what it would change.
fn perform(
    (map, target): (&Path, &EditTarget),
    by: Option<String>,
    plan: impl Fn(&Parsed<'_>) -> Result<Edit, CommandFailure>,
    out: &mut Printer,
) -> Result<(), CommandFailure> {
    let opened = open_one(map, target.reach)?;
    let stamp = Stamp { date: today(), by };
    // Nobody looked at the old value first, so the new one takes its place whatever it was.
    let make = |text: &str| -> Result<Applied, CommandFailure> {
        let map = edit::check(text)?;
        let change = Change { edits: vec![plan(&map)?], seen: None };
        Ok(edit::apply_to(map, &change, &stamp)?)
    };
    if target.dry_run {
        let text = opened.text()?;
        let applied = make(&text)?;
        let file = opened.file();
        let mut options = diffy::DiffOptions::new();
        options.set_original_filename(file.clone()).set_modified_filename(file);
        if applied.text != text {
            out.lines(&options.create_patch(&text, &applied.text).to_string())?;
        }
        return Ok(());
    }
    let mut done = Vec::new();
    opened.rewrite(|text| {
        let applied = make(text)?;
        done = applied.done;
        Ok(applied.text)
    })?;
    if done.is_empty() {
        out.lines("nothing changed: it is so already")?;
    }
    for done in &done {
        out.lines(&told(done))?;
    }
    Ok(())
}

/// `wait/food/pain/prices.severity: 3 to 4`.
fn told(done: &Done) -> String {
    let words = |words: &Option<String>| match words.as_deref().map(shorten) {
        Some(words) if words.is_empty() || words.contains(' ') => format!("\"{words}\""),
        Some(word) => word,
        None => "nothing".to_owned(),
    };
    let Done { edit, at, was, is } = done;
    match edit {
        Edit::Add { .. } => format!("added {at}: {}", words(is)),
        Edit::Take { .. } => format!("took {} as {}", words(was), words(is)),
        Edit::Remove { .. } if at.field.is_none() => format!("removed {at}: {}", words(was)),
        Edit::Move { .. } | Edit::Shift { .. } => format!("moved {at}: {}", words(is)),
        _ => format!("{at}: {} to {}", words(was), words(is)),
    }
}

fn input() -> Result<String, CommandFailure> {
    let mut text = String::new();
    std::io::stdin().lock().take(LONGEST_NOTE + 1).read_to_string(&mut text).map_err(CommandFailure::Input)?;
    if text.len() as u64 > LONGEST_NOTE {
        let message = format!("more than {LONGEST_NOTE} bytes are no note");
        return Err(CommandFailure::Input(std::io::Error::new(std::io::ErrorKind::FileTooLarge, message)));
    }
    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
}
