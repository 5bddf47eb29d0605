//! Takes in the outcome of an order, and what an editor or an earlier session left behind. It says "saved" only of what
//! is on disk; words that did not get there are kept.

use std::sync::Arc;

use super::bookmarks;
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
use crate::source::{
    self,
    edit::{Done, Refusal},
};
use crate::text::Plain;

/// Takes in the outcome of an order.
pub(super) fn hear(state: &mut State, number: u64, map: &str, outcome: Outcome) -> Todo {
    let Some(cause) = state.desk.answered(number) else { return Vec::new() };
    match outcome {
        Outcome::Saved { book, before, done } => saved(state, map, cause, Saved { book, before, done }),
        Outcome::Copied { label } => ask(copied(state, cause, &label)),
        Outcome::Begun { label } => ask(begun(state, &label)),
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

/// What [`Outcome::Saved`] tells.
struct Saved {
    book: Arc<Book>,
    before: Arc<str>,
    done: Vec<Done>,
}

/// After a save: shows the new map, and names the change.
fn saved(state: &mut State, map: &str, cause: Cause, Saved { book, before, done }: Saved) -> Todo {
    let shown = state.library.volume(map).and_then(|volume| volume.book.clone()).unwrap_or_default();
    let mut todo = Vec::new();
    bookmarks::note_own(state, map, &before, &book.map);
    if let Some(volume) = state.library.volume_mut(map) {
        let had_all = volume.has_all;
        volume.upkeep.overtake(volume.is_loading);
        volume.hear(Arc::clone(&book));
        // A fully counted map lost its numbers to the change: count again.
        let is_uncounted = had_all && !volume.has_all && !volume.is_loading;
        state.outdate_row(map);
        todo.extend(ask(if is_uncounted { upkeep::load(state, map) } else { upkeep::point(state, map) }));
    }
    // Of several edits, the history remembers the place of the last.
    let at = done.last().map(|done| done.at.clone());
    match cause {
        Cause::Change { change, words } => {
            todo.extend(ask(words.and_then(|words| forget_saved(state, &words))));
            if book.text == before || done.is_empty() {
                state.say(unchanged(change.edits.first()));
                return todo;
            }
            let words = naming::change(&done, &shown.map, &book.map);
            let undo = state.setup.keymap.shown(Command::Undo);
            let is_gone = done.iter().any(|done| matches!(done.edit, Edit::Remove { .. }));
            // Of a proposal nothing is on disk.
            state.say(match state.library.is_proposal {
                _ if is_gone => format!("{words}: {undo} takes it back"),
                true => words.to_string(),
                false => format!("saved: {words}"),
            });
            let history = state.desk.history_mut(map);
            history.push(words, at, &before, &book.text);
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
        Cause::Copy(_) | Cause::Begin => {}
    }
    todo
}

/// What to say when a change changed nothing.
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

/// Takes a new map among those there are, and opens it.
fn begun(state: &mut State, label: &str) -> Vec<Effect> {
    let library = &mut state.library;
    if std::mem::take(&mut library.is_proposal) {
        // It is a file now, as if it had been named.
        let folder = library.folder.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
        library.folder = format!("{}{label}", folder.unwrap_or_default());
        library.volumes.retain(|volume| volume.label == label);
    }
    let mut labels: Vec<String> = library.volumes.iter().map(|volume| volume.label.clone()).collect();
    labels.push(label.to_owned());
    labels.sort_unstable();
    labels.dedup();
    let fresh = library.stock(labels);
    if !state.place.is_inside || state.place.map.id != label {
        state.open(label);
    }
    state.say(format!("written: {label}"));
    fresh.into_iter().map(Effect::Load).collect()
}

/// After a failed save: what was typed returns to the pen, as soon as nobody is typing something else.
fn not_saved(state: &mut State, map: &str, cause: Cause, why: &Plain) -> Todo {
    let words = match cause {
        Cause::Change { words, .. } => words,
        Cause::Copy(words) => Some(words),
        Cause::Begin => {
            state.say(format!("not written: {why}"));
            return Vec::new();
        }
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

/// Drops the draft of words that reached a map, unless somebody typed on.
fn forget_saved(state: &mut State, words: &Words) -> Option<Effect> {
    let (map, aim) = (&words.draft.map, &words.draft.aim);
    let is_same = state.desk.draft(map, aim).is_some_and(|draft| draft.typed == words.draft.typed);
    if is_same { state.desk.forget(map, aim) } else { None }
}

/// Takes in what the user's own editor left: a change that can be undone, a failure, or nothing.
pub(super) fn edited(state: &mut State, map: &str, texts: Option<(Arc<str>, Arc<str>)>, failed: Option<String>) {
    match (texts.filter(|(before, after)| before != after), failed) {
        (texts, failed) if texts.is_some() || failed.is_some() => {
            if let Some((before, after)) = texts {
                bookmarks::note_own(state, map, &before, &source::parse(map, &after).0);
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

/// Takes in drafts, standups and bookmarks of earlier sessions. Asks about words that were still being typed, one draft at a time.
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
    bookmarks::recall(state, &recalled.bookmarks);
}

/// One draft for each aim: what several sessions left for the same aim stands side by side. Skips blank drafts.
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
