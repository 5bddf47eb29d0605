//! Opening a list, typing in it, choosing from it, and walking what was found. Must not know which keys do that.
//! Invariant: a search that is given up leaves no trace of where it went.

use super::command::Command;
use super::effect::Effect;
use super::find;
use super::picker::{Goal, Kind, Picker, help, palette};
use super::place::{Cursor, Place};
use super::state::{Mode, State, Walk};
use super::update::obey;
use super::{desk, menu, reader};

/// Opens a list, unless there is nothing in it.
pub(super) fn open(state: &mut State, kind: Kind) {
    let entries = match kind {
        Kind::Find => match state.map() {
            Some(map) => find::in_map(&state.place.map.id, map),
            None => find::on_shelf(&state.shelf),
        },
        Kind::Palette => palette(&state.setup.keymap),
        Kind::Help => help(&state.setup.keymap),
        Kind::Findings => find::findings(state.findings()),
        Kind::Add => menu::addable(state),
        Kind::Evidence(ref under) => menu::kinds(under),
        Kind::History => menu::history(state),
    };
    if entries.is_empty() {
        state.say(match kind {
            Kind::Findings => "nothing is odd in these files",
            Kind::History => "nothing was changed here",
            _ => "nothing is read yet",
        });
    } else {
        let behind = match std::mem::take(&mut state.mode) {
            Mode::Comments(reader) => Some(reader),
            _ => None,
        };
        let picker = Picker::new(kind, entries, state.place.clone());
        state.mode = Mode::Picker(Box::new(Picker { behind, ..picker }));
    }
}

/// Brings the entries of an open list up to date.
pub(super) fn refresh(state: &mut State) {
    let Mode::Picker(picker) = &state.mode else { return };
    let entries = match &picker.kind {
        Kind::Find => {
            let origin = &picker.origin;
            let inside = state.shelf.volume(&origin.map.id).filter(|_| origin.is_inside);
            match inside.and_then(|volume| volume.book.as_ref()) {
                Some(book) => find::in_map(&origin.map.id, &book.map),
                None => find::on_shelf(&state.shelf),
            }
        }
        Kind::Findings => find::findings(state.findings()),
        Kind::History => menu::history(state),
        Kind::Palette | Kind::Help | Kind::Add | Kind::Evidence(_) => return,
    };
    if let Mode::Picker(picker) = &mut state.mode {
        picker.restock(entries);
    }
}

/// Changes the open list; while searching, the view behind goes along with the cursor.
pub(super) fn edit(state: &mut State, change: impl FnOnce(&mut Picker)) {
    let Mode::Picker(picker) = &mut state.mode else { return };
    change(picker);
    if picker.kind != Kind::Find || !picker.is_touched {
        return;
    }
    state.place = match picker.chosen().map(|entry| &entry.goal) {
        Some(Goal::Visit(spot)) => picker.origin.at(spot),
        Some(Goal::Open(label)) => Place { map: Cursor::on(label), ..Place::default() },
        _ => picker.origin.clone(),
    };
}

/// Closes the list, over comments or not.
fn take(state: &mut State) -> Option<Picker> {
    if !matches!(state.mode, Mode::Picker(_)) {
        return None;
    }
    let Mode::Picker(mut picker) = std::mem::take(&mut state.mode) else { return None };
    state.mode = picker.behind.take().map_or(Mode::Browse, Mode::Comments);
    Some(*picker)
}

/// Closes the list; a search returns to where it began.
pub(super) fn close(state: &mut State) {
    let Some(picker) = take(state) else { return };
    if picker.kind == Kind::Find {
        state.place = picker.origin;
    }
}

/// Does what the row under the cursor stands for.
pub(super) fn choose(state: &mut State) -> Vec<Effect> {
    let Some(picker) = take(state) else { return Vec::new() };
    let is_nothing = picker.kind == Kind::Find && !picker.is_touched;
    let goal = picker.chosen().map(|entry| entry.goal.clone()).filter(|_| !is_nothing);
    if picker.kind == Kind::Find {
        state.place = picker.origin.clone();
    }
    match goal {
        Some(Goal::Run(command)) => {
            let mut effects = reader::make_way(state, command);
            effects.extend(obey(state, command));
            return effects;
        }
        Some(Goal::Visit(spot)) => {
            if picker.kind == Kind::Find {
                let (spots, idx) = picker.spots();
                state.walk = Walk { query: picker.typed().to_owned(), spots, idx };
            }
            state.visit(&spot);
        }
        Some(Goal::Open(label)) => state.open(&label),
        Some(Goal::Tell(words)) => state.say(words),
        Some(Goal::Write(purpose)) => menu::begin(state, *purpose),
        Some(Goal::Travel(by)) => return desk::travel(state, by),
        None => {}
    }
    Vec::new()
}

/// Goes to the next (or the previous) thing found.
pub(super) fn walk(state: &mut State, is_on: bool) {
    let n = state.walk.spots.len();
    let idx = if is_on { state.walk.idx + 1 } else { (state.walk.idx + n).saturating_sub(1) };
    let Some(spot) = idx.checked_rem(n).and_then(|idx| state.walk.spots.get(idx)).cloned() else {
        let find = state.setup.keymap.shown(Command::Find);
        state.say(format!("nothing was found yet: {find} finds"));
        return;
    };
    state.walk.idx = idx % n;
    state.visit(&spot);
    state.say(format!("{} of {n}: {}", state.walk.idx + 1, state.walk.query));
}

#[cfg(test)]
mod tests;
