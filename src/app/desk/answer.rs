//! What came of an order, and what an editor or an earlier session left. Must not know how orders are carried out.
//! Invariant: "saved" is said only of what is on disk, and what is not there is still in somebody's words.

use std::sync::Arc;

use super::{Cause, Sent, Words, release, target};
use crate::app::action::Recalled;
use crate::app::card::{Clash, Matter, side_by_side};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::find::spot;
use crate::app::list::refresh;
use crate::app::naming;
use crate::app::order::Outcome;
use crate::app::state::{Mode, State};
use crate::app::upkeep;
use crate::journey::{Address, Aim, Book, Draft, Edit, Map};
use crate::source::edit::{Done, Refusal};
use crate::text::Plain;

/// An order was carried out, or not.
pub(in crate::app) fn hear(state: &mut State, number: u64, map: &str, outcome: Outcome) -> Vec<Effect> {
    let idx = state.desk.sent.iter().position(|sent| sent.number == number);
    let Some(Sent { cause, .. }) = idx.map(|idx| state.desk.sent.remove(idx)) else { return Vec::new() };
    let here = target(state);
    let mut effects = match outcome {
        Outcome::Saved { book, before, done } => saved(state, map, cause, (&book, &before, &done)),
        Outcome::Copied { label } => copied(state, cause, &label),
        Outcome::Refused(Refusal::Conflict(conflict)) => {
            state.desk.raise(Matter::Clash(Clash { map: map.to_owned(), conflict: *conflict, cause }));
            Vec::new()
        }
        Outcome::Refused(refusal) => not_saved(state, map, cause, &naming::refused(&refusal)),
        Outcome::Failed { message, help } => {
            let help = help.map(|help| format!(": {help}")).unwrap_or_default();
            not_saved(state, map, cause, &format!("{message}{help}").into())
        }
    };
    state.settle();
    // What waits for this is about the same thing as before, wherever that is now.
    let now = target(state);
    for held in state.desk.held.iter_mut().filter(|held| held.map == map) {
        if held.at.as_ref() == Some(&here) {
            held.at = Some(now.clone());
        }
    }
    effects.extend(release(state, map));
    effects
}

/// It is on disk: the map is shown as it is now, and the change has a name.
fn saved(
    state: &mut State,
    map: &str,
    cause: Cause,
    (book, before, done): (&Arc<Book>, &Arc<str>, &[Done]),
) -> Vec<Effect> {
    let shown = state.shelf.volume(map).and_then(|volume| volume.book.clone()).unwrap_or_default();
    let mut effects = Vec::new();
    if let Some(volume) = state.shelf.volume_mut(map) {
        let had_all = volume.has_all;
        volume.upkeep.overtake(volume.is_loading);
        volume.hear(Arc::clone(book));
        // Numbers of another map than this one are counted anew.
        let is_uncounted = had_all && !volume.has_all && !volume.is_loading;
        state.outdate_row(map);
        refresh(state);
        effects.extend(if is_uncounted { upkeep::load(state, map) } else { upkeep::point(state, map) });
    }
    // Of several, the last is what one looks at.
    let at = done.last().map(|done| done.at.clone());
    match cause {
        Cause::Change { change, words } => {
            effects.extend(words.and_then(|words| state.forget_saved(&words)));
            if book.text == *before || done.is_empty() {
                state.say(unchanged(change.edits.first()));
                return effects;
            }
            let words = naming::change(done, &shown.map, &book.map);
            let undo = state.setup.keymap.shown(Command::Undo);
            let is_gone = done.iter().any(|done| matches!(done.edit, Edit::Remove { .. }));
            state.say(if is_gone { format!("{words}: {undo} takes it back") } else { format!("saved: {words}") });
            let history = state.desk.history_mut(map);
            history.push(words, at, before, &book.text);
            for done in done {
                state.catch_up(map, done);
                follow(state, map, done);
            }
        }
        Cause::Turn { is_back } => {
            let history = state.desk.history_mut(map);
            let step = if is_back { history.went_back() } else { history.went_forward() };
            if let Some(step) = step {
                let word = if is_back { "undone" } else { "redone" };
                state.say(format!("{word}: {}", step.words));
                show(state, map, step.at.as_ref(), &book.map);
            }
        }
        Cause::Copy(_) => {}
    }
    effects
}

/// What is said where a change changed nothing.
fn unchanged(edit: Option<&Edit>) -> &'static str {
    match edit {
        Some(Edit::Step { .. }) => "that is the end of the scale",
        Some(Edit::Shift { .. }) => "it is at the end already",
        _ => "the map says so already",
    }
}

/// Does one walk about in this map?
fn is_in(state: &State, map: &str) -> bool {
    state.place.is_inside && state.place.map.id == map && state.mode == Mode::Browse
}

/// The cursor goes along with what moved, and to what was added.
fn follow(state: &mut State, map: &str, done: &Done) {
    if !is_in(state, map) {
        return;
    }
    match &done.edit {
        Edit::Add { .. } => state.place = state.place.at(&spot(map, &done.at)),
        Edit::Shift { at, .. } | Edit::Move { at, .. } if state.place.item.as_ref() == Some(at) => {
            state.place.seek(done.at.clone());
        }
        _ => {}
    }
}

/// Goes to what was taken back or made again, where that is somewhere else.
fn show(state: &mut State, map: &str, at: Option<&Address>, now: &Map) {
    let Some(at) = at.filter(|at| is_in(state, map) && naming::title(now, at).is_some()) else { return };
    let spot = spot(map, at);
    let is_near = spot.stage.as_ref().is_none_or(|id| *id == state.place.stage.id)
        && spot.touchpoint.as_ref().is_none_or(|id| *id == state.place.touchpoint.id);
    if is_near && spot.item.is_none() {
        return;
    }
    let is_in_detail = state.place.focus == crate::app::view::Pane::Detail;
    if !is_near || is_in_detail {
        state.place = state.place.at(&spot);
    }
}

fn copied(state: &mut State, cause: Cause, label: &str) -> Vec<Effect> {
    state.say(format!("saved as {label}, this map is as it was"));
    match cause {
        Cause::Copy(words) | Cause::Change { words: Some(words), .. } => {
            state.forget_saved(&words).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// It is not on disk. What was typed is in the pen again, as soon as nobody is typing something else.
fn not_saved(state: &mut State, map: &str, cause: Cause, why: &Plain) -> Vec<Effect> {
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

impl State {
    /// Words reached a map: they are no draft any more, unless somebody goes on with them.
    fn forget_saved(&mut self, words: &Words) -> Option<Effect> {
        let (map, aim) = (&words.draft.map, &words.draft.aim);
        let is_being_typed =
            matches!(&self.mode, Mode::Writing(own) if own.map == *map && own.purpose.aim().as_ref() == Some(aim));
        let is_same = self.desk.draft(map, aim).is_some_and(|draft| draft.typed == words.draft.typed);
        if is_same && !is_being_typed { self.desk.forget(map, aim) } else { None }
    }

    /// Who types at a place that was just changed by us has seen that.
    fn catch_up(&mut self, map: &str, done: &Done) {
        if let Mode::Writing(own) = &mut self.mode
            && own.map == map
            && own.purpose.aim() == Some(Aim::Field(done.at.clone()))
        {
            own.was.clone_from(&done.is);
        }
    }
}

/// An editor that had the terminal ended. What it wrote is told like all that changes on disk.
pub(in crate::app) fn edited(
    state: &mut State,
    map: &str,
    texts: Option<(Arc<str>, Arc<str>)>,
    failed: Option<String>,
) {
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
pub(in crate::app) fn recalled(state: &mut State, recalled: Recalled) {
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
