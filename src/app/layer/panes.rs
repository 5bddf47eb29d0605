//! The panes: the list of maps, or a journey with its stages, touchpoints and a page. They lie below every other layer.

mod bottom;
mod editing;
mod following;
mod hints;
mod moving;
mod numbers;
mod program;

use crate::app::command::{Command, Scope};
use crate::app::cursor;
use crate::app::event::Gesture;
use crate::app::lead;
use crate::app::location::{Cursor, Location, Spot, Stride};
use crate::app::naming;
use crate::app::next::{Next, Todo};
use crate::app::row::{Hint, Keys, Row};
use crate::app::scene::{self, views};
use crate::app::state::State;
use crate::app::truths;
use crate::app::view::{Pane, Target};
use crate::app::walk;
use crate::journey::{Address, Edit, Map};
use crate::source::edit::Done;

pub(in crate::app) use self::bottom::Panes;

/// Rows of the detail that one turn of the wheel scrolls.
const WHEEL_ROWS: isize = 3;

impl Keys for Panes {
    const ROWS: &'static [&'static [Row<Self>]] =
        &[moving::ROWS, following::ROWS, editing::ROWS, numbers::ROWS, program::ROWS];

    const HINTS: &'static [Hint] = hints::COMMON;

    fn scope(&self) -> Scope {
        Scope::Page
    }

    /// What matters where the cursor is, then what matters anywhere.
    fn hints(&self, state: &State) -> Vec<Hint> {
        let side = views::next_side(state).map(|name| (Command::NextPane, name));
        let moving = side.iter().flat_map(|_| [(Command::Up, "move"), (Command::Down, "move")]).collect::<Vec<_>>();
        let along = hints::along(state).iter().copied().chain(moving).chain(side);
        along.chain(hints::here(state).iter().copied()).chain(Self::HINTS.iter().copied()).collect()
    }

    /// Leaves out what works and is still not worth a place in the footer.
    fn is_hinted(&self, state: &State, command: Command) -> bool {
        let (place, is_inside) = (&state.place, state.place.is_inside);
        match command {
            Command::Enter if is_inside => {
                place.focus != Pane::Detail || state.is_at_standup() || views::is_drawing(state)
            }
            Command::Enter => !state.library.volumes.is_empty(),
            Command::Out => {
                is_inside
                    && (place.focus != Pane::Stages
                        || place.is_zoomed
                        || !state.library.is_single
                        || state.library.is_proposal)
            }
            Command::NextMatch | Command::PreviousMatch => state.walk.spots.len() > 1,
            Command::Period => state.sight.board.grains.len() > 1,
            Command::Undo | Command::Redo => editing::has_history(state, command == Command::Undo),
            Command::NextSection | Command::PreviousSection => is_inside && place.focus == Pane::Detail,
            Command::Add if !is_inside => true,
            Command::Edit | Command::Add => state.volume().is_some_and(|volume| volume.book.is_some()),
            _ => true,
        }
    }

    fn pointed(&mut self, state: &mut State, target: Option<Target>, gesture: Gesture) -> Todo {
        state.notice = None;
        match (gesture, target) {
            (Gesture::Click, Some(target)) => click(state, target),
            (Gesture::Click, None) => Vec::new(),
            (Gesture::WheelUp, target) => wheel(state, target, -1),
            (Gesture::WheelDown, target) => wheel(state, target, 1),
        }
    }
}

/// The first click chooses, one on what is chosen goes further in.
fn click(state: &mut State, target: Target) -> Todo {
    let is_only = scene::filter::is_on(state);
    let shown = |state: &State| state.map().map(|map| truths::position(&state.place, map, is_only));
    let here = shown(state).unwrap_or_default();
    let place = &mut state.place;
    let by = |idx: usize, from: usize| isize::try_from(idx).unwrap_or(isize::MAX).saturating_sub_unsigned(from);
    match target {
        Target::Map(idx) if !place.is_inside && place.map.idx == idx => vec![Next::Run(Command::Enter)],
        Target::Map(idx) if !place.is_inside => {
            place.map = Cursor::at(idx);
            Vec::new()
        }
        Target::Stage(idx) if place.is_inside => {
            if place.focus == Pane::Stages && here.0 == idx {
                return vec![Next::Run(Command::Enter)];
            }
            let by = by(idx, here.0);
            place.focus_on(Pane::Stages);
            moving::step_stage(state, by)
        }
        Target::Touchpoint(idx) if place.is_inside => {
            if place.focus == Pane::Touchpoints && here.1 == idx {
                return vec![Next::Run(Command::Enter)];
            }
            let by = by(idx, here.1);
            place.focus_on(Pane::Touchpoints);
            moving::step(state, by)
        }
        Target::Spot(stage_idx, idx) if place.is_inside => {
            place.focus_on(Pane::Touchpoints);
            let on = by(stage_idx, here.0);
            let mut todo = if on == 0 { Vec::new() } else { moving::step_stage(state, on) };
            let along = by(idx, shown(state).unwrap_or_default().1);
            todo.extend(moving::step(state, along));
            todo
        }
        Target::Block(idx) if place.is_inside => {
            let before = state.place.item.clone().filter(|_| state.place.focus == Pane::Detail);
            cursor::choose(state, idx);
            let is_again = before.is_some() && before == state.place.item;
            if is_again && lead::is_on_one(state) { vec![Next::Run(Command::Enter)] } else { Vec::new() }
        }
        Target::Pane(pane) if place.is_inside => moving::focus_on(state, pane),
        _ => Vec::new(),
    }
}

/// Moves what is under the wheel; moves the focus only if a cursor moves.
fn wheel(state: &mut State, target: Option<Target>, by: isize) -> Todo {
    if !state.place.is_inside {
        return moving::step(state, by);
    }
    match target {
        Some(Target::Pane(Pane::Detail) | Target::Block(_)) => {
            cursor::scroll(state, by * WHEEL_ROWS);
            Vec::new()
        }
        Some(Target::Stage(_) | Target::Pane(Pane::Stages)) => moving::step_stage(state, by),
        Some(Target::Touchpoint(_) | Target::Spot(..) | Target::Pane(Pane::Touchpoints)) => {
            state.place.focus_on(Pane::Touchpoints);
            moving::step(state, by)
        }
        _ => Vec::new(),
    }
}

/// Is the user in this map?
fn is_in(state: &State, map: &str) -> bool {
    state.place.is_inside && state.place.map.id == map
}

/// Takes the cursor along with what moved, and to what was added.
pub(in crate::app) fn follow(state: &mut State, map: &str, done: &[Done]) {
    for done in done.iter().filter(|_| is_in(state, map)).collect::<Vec<_>>() {
        match &done.edit {
            // In a standup one stays with the item.
            Edit::Add { .. } if state.is_at_standup() => {}
            Edit::Add { .. } => go(state, &Spot::of(map, &done.at)),
            Edit::Shift { at, .. } | Edit::Move { at, .. } if state.place.item.as_ref() == Some(at) => {
                state.place.seek(done.at.clone());
            }
            _ => {}
        }
    }
}

/// Goes to what was undone or redone, if that is somewhere else.
pub(in crate::app) fn show(state: &mut State, map: &str, at: &Address) {
    let is_there = |now: &Map| naming::title(now, at).is_some();
    if !is_in(state, map) || !state.map().is_some_and(is_there) {
        return;
    }
    if state.is_at_standup() {
        // It is among what is talked about again.
        if let (Some(book), Some(standup)) = (state.book().cloned(), &mut state.standup) {
            standup.settle(&book, state.setup.today);
        }
        let item = Address { field: None, ..at.clone() };
        if scene::story(state).blocks.iter().any(|block| block.at() == Some(&item)) {
            state.place.seek(item);
        }
        return;
    }
    let spot = Spot::of(map, at);
    let is_near = spot.stage.as_ref().is_none_or(|id| *id == state.place.stage.id)
        && spot.touchpoint.as_ref().is_none_or(|id| *id == state.place.touchpoint.id);
    if is_near && spot.item.is_none() {
        return;
    }
    if !is_near || state.place.focus == Pane::Detail {
        go(state, &spot);
    }
}

/// Goes to a spot; on a walk one stays on it.
fn go(state: &mut State, spot: &Spot) {
    let (subject, is_zoomed) = (state.place.subject, state.place.is_zoomed);
    let is_on_walk = walk::is_walk(&state.place) && spot.touchpoint.is_some();
    state.place = state.place.at(spot);
    if is_on_walk {
        state.place = Location { subject, is_zoomed, stride: Stride::Here, focus: Pane::Detail, ..state.place.clone() };
    }
}

#[cfg(test)]
mod tests;
