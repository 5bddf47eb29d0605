//! What came of an order, and what an editor or an earlier session left.
//! "Saved" is said only of what is on disk, and what is not there is still in somebody's words.

use std::sync::Arc;

use super::command::Command;
use super::event::Recalled;
use super::naming;
use super::next::{Next, Todo, ask};
use super::order::Outcome;
use super::state::State;
use super::upkeep;
use super::words::{Cause, Clash, Matter, Words, side_by_side};
use crate::app::effect::Effect;
use crate::journey::{Book, Draft, Edit};
use crate::source::edit::{Done, Refusal};
use crate::text::Plain;

/// An order was carried out, or not.
pub(super) fn hear(state: &mut State, number: u64, map: &str, outcome: Outcome) -> Todo {
    let Some(cause) = state.desk.answered(number) else { return Vec::new() };
    match outcome {
        Outcome::Saved { book, before, done } => saved(state, map, cause, (&book, &before, done)),
        Outcome::Copied { label } => ask(copied(state, cause, &label)),
        Outcome::Refused(Refusal::Conflict(conflict)) => {
            state.desk.raise(Matter::Clash(Clash { map: map.to_owned(), conflict: *conflict, cause }));
            Vec::new()
        }
        Outcome::Refused(refusal) => not_saved(state, map, cause, &naming::refused(&refusal)),
        Outcome::Failed { message, help } => {
            let help = help.map(|help| format!(": {help}")).unwrap_or_default();
            not_saved(state, map, cause, &format!("{message}{help}").into())
        }
    }
}

/// It is on disk: the map is shown as it is now, and the change has a name.
fn saved(state: &mut State, map: &str, cause: Cause, (book, before, done): (&Arc<Book>, &Arc<str>, Vec<Done>)) -> Todo {
    let shown = state.library.volume(map).and_then(|volume| volume.book.clone()).unwrap_or_default();
    let mut todo = Vec::new();
    if let Some(volume) = state.library.volume_mut(map) {
        let had_all = volume.has_all;
        volume.upkeep.overtake(volume.is_loading);
        volume.hear(Arc::clone(book));
        // Numbers of another map than this one are counted anew.
        let is_uncounted = had_all && !volume.has_all && !volume.is_loading;
        state.outdate_row(map);
        todo.extend(ask(if is_uncounted { upkeep::load(state, map) } else { upkeep::point(state, map) }));
    }
    // Of several, the last is what one looks at.
    let at = done.last().map(|done| done.at.clone());
    match cause {
        Cause::Change { change, words } => {
            todo.extend(ask(words.and_then(|words| forget_saved(state, &words))));
            if book.text == *before || done.is_empty() {
                state.say(unchanged(change.edits.first()));
                return todo;
            }
            let words = naming::change(&done, &shown.map, &book.map);
            let undo = state.setup.keymap.shown(Command::Undo);
            let is_gone = done.iter().any(|done| matches!(done.edit, Edit::Remove { .. }));
            state.say(if is_gone { format!("{words}: {undo} takes it back") } else { format!("saved: {words}") });
            let history = state.desk.history_mut(map);
            history.push(words, at, before, &book.text);
            todo.push(Next::Saved { map: map.to_owned(), done });
        }
        Cause::Turn { is_back } => {
            let history = state.desk.history_mut(map);
            let step = if is_back { history.went_back() } else { history.went_forward() };
            if let Some(step) = step {
                let word = if is_back { "undone" } else { "redone" };
                state.say(format!("{word}: {}", step.words));
                todo.extend(step.at.map(|at| Next::Show { map: map.to_owned(), at }));
            }
        }
        Cause::Copy(_) => {}
    }
    todo
}

/// What is said where a change changed nothing.
fn unchanged(edit: Option<&Edit>) -> &'static str {
    match edit {
        Some(Edit::Step { .. }) => "that is the end of the scale",
        Some(Edit::Shift { .. }) => "it is at the end already",
        _ => "the map says so already",
    }
}

fn copied(state: &mut State, cause: Cause, label: &str) -> Vec<Effect> {
    state.say(format!("saved as {label}, this map is as it was"));
    match cause {
        Cause::Copy(words) | Cause::Change { words: Some(words), .. } => {
            forget_saved(state, &words).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// It is not on disk. What was typed is in the pen again, as soon as nobody is typing something else.
fn not_saved(state: &mut State, map: &str, cause: Cause, why: &Plain) -> Todo {
    let words = match cause {
        Cause::Change { words, .. } => words,
        Cause::Copy(words) => Some(words),
        Cause::Turn { is_back } => {
            state.say(format!("not {}: {why}", if is_back { "undone" } else { "redone" }));
            return Vec::new();
        }
    };
    match words {
        Some(words) => {
            let why = Plain::from(format!("{why}: your words are kept"));
            state.say(why.clone());
            state.desk.raise(Matter::Refused(map.to_owned(), words, why));
        }
        None => state.say(format!("not saved: {why}")),
    }
    Vec::new()
}

/// Words reached a map: they are no draft any more, unless somebody went on with them.
fn forget_saved(state: &mut State, words: &Words) -> Option<Effect> {
    let (map, aim) = (&words.draft.map, &words.draft.aim);
    let is_same = state.desk.draft(map, aim).is_some_and(|draft| draft.typed == words.draft.typed);
    if is_same { state.desk.forget(map, aim) } else { None }
}

/// An editor that had the terminal ended. What it wrote is told like all that changes on disk.
pub(super) fn edited(state: &mut State, map: &str, texts: Option<(Arc<str>, Arc<str>)>, failed: Option<String>) {
    match (texts.filter(|(before, after)| before != after), failed) {
        (texts, failed) if texts.is_some() || failed.is_some() => {
            if let Some((before, after)) = texts {
                let words = Plain::from("edited in the editor");
                let undo = state.setup.keymap.shown(Command::Undo);
                state.say(format!("{words}: {undo} takes it back"));
                let history = state.desk.history_mut(map);
                history.push(words, None, &before, &after);
            }
            if let Some(failed) = failed {
                state.say(failed);
            }
        }
        _ => state.say("the editor left the map as it was"),
    }
}

/// Earlier sessions left something: words that were being typed are asked about, one after the other.
pub(super) fn recalled(state: &mut State, recalled: Recalled) {
    for draft in together(recalled.drafts) {
        let known = state.desk.draft(&draft.map, &draft.aim);
        if known.is_some_and(|own| own.typed == draft.typed) {
            continue;
        }
        if draft.is_open {
            state.desk.raise(Matter::Found(draft.clone()));
        }
        state.desk.drafts.push(draft);
    }
    state.desk.standups = recalled.standups;
}

/// Words with one aim each: those that several sessions left for the same one stand side by side. None are no words.
fn together(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut apart: Vec<Draft> = Vec::new();
    for draft in drafts.into_iter().filter(|draft| !draft.typed.trim().is_empty()) {
        match apart.iter_mut().find(|own| own.is_for(&draft.map, &draft.aim)) {
            Some(own) => {
                if !own.typed.contains(&draft.typed) {
                    own.typed = side_by_side(&own.typed, &draft.typed);
                }
                own.is_open |= draft.is_open;
            }
            None => apart.push(draft),
        }
    }
    apart
}
