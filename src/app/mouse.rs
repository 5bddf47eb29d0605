//! What a click or a turn of the wheel means, by what was painted there. Must not know rows or columns of panes.
//! Invariant: nothing is done by mouse that no key does.

use super::action::{Gesture, Pointed};
use super::card;
use super::command::Command;
use super::effect::Effect;
use super::list::edit;
use super::place::Cursor;
use super::reader;
use super::state::{Mode, State};
use super::update::{obey, step_stage};
use super::view::{Pane, Target};

/// Rows of the detail that a turn of the wheel is worth.
const WHEEL_ROWS: isize = 3;

/// The mouse was used.
pub(super) fn point(state: &mut State, pointed: Pointed) -> Vec<Effect> {
    if !state.setup.settings.mouse {
        return Vec::new();
    }
    let target = state.screen.geometry.targets.iter().rev().find(|(area, _)| {
        let (x, y) = (pointed.x.checked_sub(area.x), pointed.y.checked_sub(area.y));
        x.is_some_and(|x| x < area.width) && y.is_some_and(|y| y < area.height)
    });
    let target = target.map(|(_, target)| *target);
    if matches!(state.mode, Mode::Picker(_)) {
        return point_in_list(state, target, pointed.gesture);
    }
    if let Mode::Comments(reader) = &mut state.mode {
        match (pointed.gesture, target) {
            (Gesture::Click, Some(Target::Row(idx))) => reader::point(reader, idx),
            (Gesture::Click, _) => {}
            (Gesture::WheelUp, _) => return obey(state, Command::Up),
            (Gesture::WheelDown, _) => return obey(state, Command::Down),
        }
        return Vec::new();
    }
    match (&state.mode, pointed.gesture, target) {
        (Mode::Card(card), Gesture::Click, Some(Target::Choice(idx))) => {
            let is_again = card.selected == idx;
            card::select(state, idx);
            return if is_again { card::choose(state) } else { Vec::new() };
        }
        // Who types, or has something to decide, is not led away by a click.
        (Mode::Card(_) | Mode::Writing(_), ..) => return Vec::new(),
        _ => {}
    }
    state.notice = None;
    match (pointed.gesture, target) {
        (Gesture::Click, Some(target)) => return click(state, target),
        (Gesture::Click, None) => {}
        (Gesture::WheelUp, target) => wheel(state, target, -1),
        (Gesture::WheelDown, target) => wheel(state, target, 1),
    }
    Vec::new()
}

fn point_in_list(state: &mut State, target: Option<Target>, gesture: Gesture) -> Vec<Effect> {
    match (gesture, target) {
        (Gesture::Click, Some(Target::Row(row))) => {
            let is_again = matches!(&state.mode, Mode::Picker(picker) if picker.selected == row && picker.is_touched);
            if is_again {
                return obey(state, Command::Choose);
            }
            edit(state, |picker| picker.select(row));
        }
        (Gesture::Click, _) => {}
        (Gesture::WheelUp, _) => edit(state, |picker| picker.step(-1)),
        (Gesture::WheelDown, _) => edit(state, |picker| picker.step(1)),
    }
    Vec::new()
}

/// The first click chooses, one on what is chosen goes further in.
fn click(state: &mut State, target: Target) -> Vec<Effect> {
    let place = &mut state.place;
    match target {
        Target::Map(idx) if !place.is_inside && place.map.idx == idx => return obey(state, Command::Enter),
        Target::Map(idx) if !place.is_inside => place.map = Cursor::at(idx),
        Target::Stage(idx) if place.is_inside => {
            if place.focus == Pane::Stages && place.stage.idx == idx {
                return obey(state, Command::Enter);
            }
            let by = isize::try_from(idx).unwrap_or(isize::MAX).saturating_sub_unsigned(place.stage.idx);
            place.focus_on(Pane::Stages);
            step_stage(state, by);
        }
        Target::Touchpoint(idx) if place.is_inside => {
            if place.focus == Pane::Touchpoints && place.touchpoint.idx == idx {
                return obey(state, Command::Enter);
            }
            let by = isize::try_from(idx).unwrap_or(isize::MAX).saturating_sub_unsigned(place.touchpoint.idx);
            place.focus_on(Pane::Touchpoints);
            super::update::step(state, by);
        }
        Target::Block(idx) if place.is_inside => super::mark::choose(state, idx),
        Target::Pane(pane) if place.is_inside => place.focus_on(pane),
        _ => {}
    }
    Vec::new()
}

/// The wheel moves what is under it, and the focus only where a cursor moves.
fn wheel(state: &mut State, target: Option<Target>, by: isize) {
    if !state.place.is_inside {
        super::update::step(state, by);
        return;
    }
    match target {
        Some(Target::Pane(Pane::Detail) | Target::Block(_)) => super::mark::scroll(state, by * WHEEL_ROWS),
        Some(Target::Stage(_) | Target::Pane(Pane::Stages)) => step_stage(state, by),
        Some(Target::Touchpoint(_) | Target::Pane(Pane::Touchpoints)) => {
            state.place.focus_on(Pane::Touchpoints);
            super::update::step(state, by);
        }
        _ => {}
    }
}
