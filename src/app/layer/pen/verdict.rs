//! What Enter comes to: an edit, a copy, nothing, or what is wrong with the words.

use super::Writing;
use crate::app::naming;
use crate::app::state::State;
use crate::app::words::Purpose;
use crate::journey::{Address, Edit, ValueKind};
use crate::source::edit;
use crate::source::format::question;
use crate::text::Plain;

/// What Enter comes to.
pub(super) enum Verdict {
    /// The words do not fit.
    Wrong(Plain),
    /// The map says so already.
    Nothing,
    /// The map is changed.
    Edit(Edit),
    /// A file is written.
    Copy,
}

/// What names other things of the map by their ids, where somebody typed what they are called.
fn with_ids(state: &State, writing: &Writing, at: &Address, typed: String) -> String {
    let book = state.library.volume(&writing.map).and_then(|volume| volume.book.as_ref());
    let named = naming::field(at).and_then(|field| Some((field.names?, matches!(field.kind, ValueKind::Texts))));
    let Some((book, (noun, is_list))) = book.zip(named).filter(|_| !typed.starts_with(['[', '{'])) else {
        return typed;
    };
    let all = book.map.named(noun);
    let id = |word: &str| {
        let is_id = all.iter().any(|own| own.id() == word);
        let mut called = all.iter().filter(|own| own.title().trim().to_lowercase() == word.to_lowercase());
        match (is_id, called.next(), called.next()) {
            (false, Some(own), None) => own.id().into_owned(),
            _ => word.to_owned(),
        }
    };
    if is_list { typed.split(',').map(|word| id(word.trim())).collect::<Vec<_>>().join(", ") } else { id(typed.trim()) }
}

pub(super) fn verdict(state: &State, writing: &Writing, typed: &str, now: Option<&str>) -> Verdict {
    if let Some(aim) = writing.purpose.aim()
        && state.desk.is_saving(&writing.map, &aim)
    {
        return Verdict::Wrong("the words before these are still being saved: enter again".into());
    }
    let value = typed.to_owned();
    let edit = match &writing.purpose {
        Purpose::Copy { .. } if typed.is_empty() => return Verdict::Wrong("a name is needed".into()),
        Purpose::Copy { .. } => return Verdict::Copy,
        // A question that nobody answered stays.
        Purpose::Field(_) if typed.is_empty() && now.and_then(question).is_some() => return Verdict::Nothing,
        Purpose::Field(_) | Purpose::Item { .. } if question(typed).is_some() => {
            return Verdict::Wrong("still a question: write your answer".into());
        }
        Purpose::Field(at) if typed.is_empty() => match naming::field(at) {
            Some(field) if field.required => {
                return Verdict::Wrong(format!("{} is needed", field.label()).into());
            }
            _ if now.is_none() => return Verdict::Nothing,
            _ => return Verdict::Edit(Edit::Clear { at: at.clone() }),
        },
        Purpose::Field(_) if now.map(str::trim) == Some(typed) => return Verdict::Nothing,
        Purpose::Field(at) => Edit::Set { at: at.clone(), value: with_ids(state, writing, at, value) },
        Purpose::Item { .. } if typed.is_empty() => return Verdict::Nothing,
        Purpose::Item { under, noun, slot, fields } => {
            let own = edit::typed_fields(*noun, &value, naming::main_field(*noun));
            if typed.starts_with('{') && own.iter().any(|(_, said)| said == typed) {
                return Verdict::Wrong("these braces hold no table: { key = \"value\", other = \"value\" }".into());
            }
            let fields: Vec<(String, String)> = fields.iter().cloned().chain(own).collect();
            if let Err(refusal) = edit::suits(under, *noun, &fields) {
                return Verdict::Wrong(naming::refused(&refusal));
            }
            return Verdict::Edit(Edit::Add { under: under.clone(), noun: *noun, fields, slot: slot.clone() });
        }
    };
    match writing.purpose.ruled_by().map(|at| edit::fits(&at, typed)) {
        Some(Err(refusal)) => Verdict::Wrong(naming::refused(&refusal)),
        _ => Verdict::Edit(edit),
    }
}
