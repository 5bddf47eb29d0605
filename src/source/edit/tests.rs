//! Edits of real maps, and of small texts whose bytes are written out.

mod asks;
mod maps;
mod meantime;
mod single;
mod two;

use std::sync::Arc;

use jiff::civil::date;

use crate::journey::{Address, Change, Edit, Noun, Slot};
use crate::source::edit::{Applied, Refusal, Stamp, apply};

fn stamp() -> Stamp {
    Stamp { date: date(2026, 7, 30), by: Some("dana".to_owned()) }
}

fn food() -> Address {
    Address::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "food")
}

fn set(at: Address, value: &str) -> Edit {
    Edit::Set { at, value: value.to_owned() }
}

fn add(under: Address, noun: Noun, fields: &[(&str, &str)]) -> Edit {
    let fields = fields.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    Edit::Add { under, noun, fields, slot: Slot::Last }
}

/// One edit by somebody who looked at the very text.
fn made(text: &str, edit: Edit) -> Result<Applied, Refusal> {
    apply(text, &Change { edits: vec![edit], seen: Some(Arc::from(text)) }, &stamp())
}

const MAP: &str = r#"[journey]
title = "Airport"

[[stage]]
id = "wait"
name = "Waiting"

# Where one eats.
[[stage.touchpoint]]
id = "food"
name = "Restaurants"   # by the gates
match = [
    "food", # old survey
    7,
]
evidence = [{ kind = "survey", ref = "spring" }, { kind = "sales" }]

[[stage.touchpoint.pain]]
id = "prices"
text = "Prices well above those in town"
severity = 3

[[stage.touchpoint.pain]]
text = "Nowhere to sit"

[[stage.touchpoint.action]]
text = "Price cap"
status = "in progress"

[[stage.touchpoint]]
id = "seats"
name = "Seats"

[[stage]]
id = "fly"
name = "Flying"
"#;

/// The lines that differ, as `- old` and `+ new`.
fn lines_changed(before: &str, after: &str) -> Vec<String> {
    let patch = diffy::create_patch(before, after);
    let mut lines = Vec::new();
    for line in patch.hunks().iter().flat_map(diffy::Hunk::lines) {
        match line {
            diffy::Line::Delete(line) => lines.push(format!("- {line}").trim_end().to_owned()),
            diffy::Line::Insert(line) => lines.push(format!("+ {line}").trim_end().to_owned()),
            diffy::Line::Context(_) => {}
        }
    }
    lines
}

#[track_caller]
fn check(name: &str, edit: Edit, expected: &[&str]) -> Applied {
    let applied = made(MAP, edit).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    assert_eq!(lines_changed(MAP, &applied.text), expected, "{name}");
    applied
}

#[track_caller]
fn check_refused(name: &str, edit: Edit, message: &str, help: &str) {
    let refusal = made(MAP, edit).expect_err(name);
    assert_eq!(refusal.to_string(), message, "{name}");
    assert_eq!(refusal.help().unwrap_or_default(), help, "{name}");
}
