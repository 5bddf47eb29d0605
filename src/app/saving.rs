//! Orders what is to be written: changes by address, undo and redo.

use std::sync::Arc;

use super::command::Command;
use super::desk::Held;
use super::effect::Effect;
use super::library::Volume;
use super::order::{SaveOrder, Work};
use super::state::State;
use super::words::{Cause, Words};
use crate::journey::{Address, Aim, Book, Change, Draft, ReadOnly, rule};
use crate::text::Plain;

/// Why a map cannot be changed now, and how to mend that.
pub(super) fn bar(volume: &Volume) -> Option<String> {
    if let Some(fault) = volume.fault() {
        if fault.rule == &rule::UNREADABLE_FILE {
            return Some(fault.message.clone());
        }
        return Some(format!("mend line {} first: E opens it", fault.line.max(1)));
    }
    let why = volume.book.as_ref()?.locked?;
    let mend = match why {
        ReadOnly::File => format!("chmod u+w {} mends that", volume.label),
        ReadOnly::Folder | ReadOnly::FileSystem => "a copy of it elsewhere can be".to_owned(),
    };
    Some(format!("this map cannot be changed ({}): {mend}", why.words()))
}

/// Why the current map, or the one under the cursor of the list, cannot be changed now.
pub(super) fn why_locked(state: &State) -> Option<Plain> {
    match state.volume().filter(|volume| volume.book.is_some()) {
        Some(volume) => bar(volume).map(Plain::from),
        None => Some("no map is read yet".into()),
    }
}

/// The current map, or the one under the cursor of the list, if it can be changed.
pub(super) fn writable(state: &State) -> Option<(String, Arc<Book>)> {
    let volume = state.volume().filter(|volume| bar(volume).is_none())?;
    Some((volume.label.clone(), volume.book.clone()?))
}

/// What a command is about: the place under the cursor, or the journey as a whole.
pub(super) fn target(state: &State) -> Address {
    state.under_cursor().unwrap_or_else(Address::journey)
}

/// Asks for something to be written.
pub(super) fn order(state: &mut State, map: &str, work: Work, cause: Cause) -> Effect {
    let number = state.desk.send(map, cause);
    Effect::Save(SaveOrder { number, map: map.to_owned(), work })
}

/// Makes a change that nothing was typed for.
pub(super) fn change(state: &mut State, map: &str, change: Change) -> Vec<Effect> {
    let cause = Cause::Change { change: change.clone(), words: None };
    vec![order(state, map, Work::Change(change), cause)]
}

/// Makes a command wait if it must; returns whether it waits.
pub(super) fn hold(state: &mut State, map: &str, command: Command) -> bool {
    let (is_about_place, must_wait) = match command {
        Command::Raise | Command::Lower | Command::Cycle => (true, state.desk.is_shifting(map)),
        Command::Delete | Command::MoveDown | Command::MoveUp => (true, state.desk.is_busy(map)),
        _ => (false, state.desk.is_busy(map)),
    };
    if must_wait {
        let at = is_about_place.then(|| target(state));
        state.desk.hold([Held { map: map.to_owned(), command, at }]);
    }
    must_wait
}

/// Undoes the last change of the map, or redoes it.
pub(super) fn undo(state: &mut State, is_back: bool) -> Vec<Effect> {
    let Some((map, _)) = writable(state) else { return Vec::new() };
    if hold(state, &map, if is_back { Command::Undo } else { Command::Redo }) {
        return Vec::new();
    }
    turn(state, &map, is_back)
}

/// Goes through the history by that many changes, back (below 0) or forward.
pub(super) fn travel(state: &mut State, by: isize) {
    if by == 0 {
        state.say("that is how the map is now");
    }
    let command = if by < 0 { Command::Undo } else { Command::Redo };
    let Some(map) = state.volume().map(|volume| volume.label.clone()) else { return };
    let held = Held { map: map.clone(), command, at: None };
    state.desk.hold(std::iter::repeat_n(held, by.unsigned_abs()));
}

/// Is a map gone that somebody writes into? Then says so; the words are kept as a draft.
pub(super) fn is_gone(state: &mut State, map: &str) -> bool {
    let is_gone = state.library.volume(map).is_none();
    if is_gone {
        state.say(format!("{map} is gone: your words are kept"));
    }
    is_gone
}

/// Undoes or redoes a change of a map that has no order under way.
pub(super) fn turn(state: &mut State, map: &str, is_back: bool) -> Vec<Effect> {
    let history = state.desk.history_mut(map);
    let turn = if is_back { history.back() } else { history.forward() };
    let Some((_, (from, to))) = turn else {
        state.say(if is_back { "nothing was changed here that could be undone" } else { "nothing is undone here" });
        return Vec::new();
    };
    vec![order(state, map, Work::Turn { from, to }, Cause::Turn { is_back })]
}

/// Keeps words for later, and says how to get them back.
pub(super) fn put_aside(state: &mut State, draft: Draft) -> Effect {
    let command = match draft.aim {
        Aim::Field(_) => Command::Edit,
        Aim::Item(..) => Command::Add,
    };
    let key = state.setup.keymap.shown(command);
    state.say(format!("kept as a draft: {key} shows it again"));
    state.desk.keep(Draft { is_open: false, ..draft })
}

/// Orders the change that words were typed for.
pub(super) fn send(state: &mut State, change: Change, words: Words) -> Effect {
    let map = words.draft.map.clone();
    let cause = Cause::Change { change: change.clone(), words: Some(Box::new(words)) };
    order(state, &map, Work::Change(change), cause)
}

#[cfg(test)]
mod tests;
