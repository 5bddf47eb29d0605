//! How a session moves: one action in, a changed state and effects out.
//! Must not do anything itself. Invariant: the same actions give the same state.

use super::action::Action;
use super::command::Command;
use super::effect::Effect;
use super::key::Key;
use super::keymap::Scope;
use super::picker::Kind;
use super::place::{Place, Spot, Subject};
use super::state::{Mode, State};
use super::view::Pane;
use super::{card, desk, edits, focus, list, mark, menu, mouse, news, reader, standup, writing};
use crate::source::settings::Bidi;

/// A key was pressed: what it means here is done.
#[must_use]
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.notice = None;
    match &state.mode {
        Mode::Browse => meant(state, Scope::Browse, key),
        Mode::Comments(reader) if reader.is_typing() => write(state, Scope::Picker, key),
        Mode::Comments(_) => meant(state, Scope::Comments, key),
        Mode::Picker(_) => write(state, Scope::Picker, key),
        Mode::Writing(_) => write(state, Scope::Pen, key),
        Mode::Card(_) => match state.setup.keymap.command(Scope::Card, key) {
            Some(command) => update(state, Action::Command(command)),
            None => choose(state, key),
        },
    }
}

/// A key where letters are commands, on whatever layout they are typed.
fn meant(state: &mut State, scope: Scope, key: Key) -> Vec<Effect> {
    let meant = state.setup.keymap.command(scope, key);
    let meant = meant.or_else(|| state.setup.keymap.command(scope, key.in_latin()?));
    meant.map_or_else(Vec::new, |command| update(state, Action::Command(command)))
}

/// A key where letters are letters.
fn write(state: &mut State, scope: Scope, key: Key) -> Vec<Effect> {
    match (state.setup.keymap.command(scope, key), key.typed()) {
        (Some(command), _) => update(state, Action::Command(command)),
        (None, Some(c)) => update(state, Action::Text(c)),
        (None, None) => Vec::new(),
    }
}

/// A letter of a card.
fn choose(state: &mut State, key: Key) -> Vec<Effect> {
    let letters = [Some(key), key.in_latin()].into_iter().flatten().filter_map(Key::typed);
    let mut effects = Vec::new();
    for c in letters {
        if let Some(done) = card::pressed(state, c) {
            effects = done;
            break;
        }
    }
    state.settle();
    desk::ask(state);
    effects
}

/// Something happened.
#[must_use]
pub fn update(state: &mut State, action: Action) -> Vec<Effect> {
    let mut effects = match action {
        Action::Command(command) => obey(state, command),
        Action::Text(c) => type_in(state, c.encode_utf8(&mut [0; 4])),
        Action::Paste(text) => type_in(state, &text),
        Action::Burst(text) => burst(state, &text),
        Action::News(news) => news::hear(state, news),
        Action::Pointed(pointed) => mouse::point(state, pointed),
    };
    state.settle();
    desk::ask(state);
    effects.extend(reader::ask(state));
    effects
}

/// Types text where there is a line that takes it.
fn type_in(state: &mut State, text: &str) -> Vec<Effect> {
    match &mut state.mode {
        Mode::Writing(_) => return writing::type_in(state, text),
        Mode::Comments(reader) => reader::type_in(reader, text),
        _ => {}
    }
    list::edit(state, |picker| picker.type_in(text));
    Vec::new()
}

/// Takes characters that came faster than anybody types for pasted text: where letters are commands none is obeyed.
fn burst(state: &mut State, text: &str) -> Vec<Effect> {
    let is_line = match &state.mode {
        Mode::Writing(_) | Mode::Picker(_) => true,
        Mode::Comments(reader) => reader.is_typing(),
        Mode::Browse | Mode::Card(_) => false,
    };
    if is_line {
        return type_in(state, text);
    }
    state.say("this looks like pasted text: ignored");
    vec![Effect::Refuse]
}

/// Does what was asked for.
pub(super) fn obey(state: &mut State, command: Command) -> Vec<Effect> {
    if let Some(effects) = reader::obey(state, command) {
        return effects;
    }
    match command {
        Command::PreviousStage => step_stage(state, -1),
        Command::NextStage => step_stage(state, 1),
        Command::Down => step(state, 1),
        Command::Up => step(state, -1),
        Command::First => step(state, isize::MIN),
        Command::Last => step(state, isize::MAX),
        Command::PageDown => step(state, page(state)),
        Command::PageUp => step(state, -page(state)),
        Command::HalfDown => step(state, (page(state) / 2).max(1)),
        Command::HalfUp => step(state, -(page(state) / 2).max(1)),
        Command::Enter => enter(state),
        Command::Out => out(state),
        Command::NextPane => turn_pane(state, false),
        Command::PreviousPane => turn_pane(state, true),
        Command::Stages => focus_on(state, Pane::Stages),
        Command::Touchpoints => focus_on(state, Pane::Touchpoints),
        Command::Detail => focus_on(state, Pane::Detail),
        Command::Zoom => state.place.is_zoomed = state.place.is_inside && !state.place.is_zoomed,
        Command::Back => back(state),
        Command::Forward => forward(state),
        Command::Shelf => go_to_shelf(state),
        Command::About => about(state),
        Command::Find => list::open(state, Kind::Find),
        Command::Palette => list::open(state, Kind::Palette),
        Command::Help => list::open(state, Kind::Help),
        Command::Findings => list::open(state, Kind::Findings),
        Command::NextMatch if state.desk.standup.is_some() => standup::step(state, true),
        Command::PreviousMatch if state.desk.standup.is_some() => standup::step(state, false),
        Command::NextMatch => list::walk(state, true),
        Command::PreviousMatch => list::walk(state, false),
        Command::Standup => return standup::toggle(state),
        Command::Comments => reader::open(state),
        Command::Order => state.say("comments have an order: open them first"),
        Command::Worst => worst(state),
        Command::NextPersona => focus::turn_persona(state, false),
        Command::PreviousPersona => focus::turn_persona(state, true),
        Command::Period => focus::turn_period(state),
        Command::Metric => focus::turn_metric(state),
        Command::Reload => return news::reload(state),
        Command::Cancel => return news::cancel(state),
        Command::Mouse => return toggle_mouse(state),
        Command::Bidi => return turn_bidi(state),
        Command::Suspend => return vec![Effect::Suspend],
        Command::Quit => return standup::quit(state),
        Command::Edit
        | Command::Owner
        | Command::Editor
        | Command::Raise
        | Command::Lower
        | Command::Cycle
        | Command::Delete
        | Command::MoveDown
        | Command::MoveUp => return edits::obey(state, command),
        Command::Add => menu::add(state),
        Command::Undo => return desk::undo(state, true),
        Command::Redo => return desk::undo(state, false),
        Command::History => list::open(state, Kind::History),
        Command::Choose if matches!(state.mode, Mode::Card(_)) => return card::choose(state),
        Command::Choose => return list::choose(state),
        Command::Close if matches!(state.mode, Mode::Card(_)) => return card::close(state),
        Command::Close => list::close(state),
        Command::NextRow => turn_row(state, 1),
        Command::PreviousRow => turn_row(state, -1),
        Command::PageRowsDown => {
            let rows = page(state);
            list::edit(state, |picker| picker.step(rows));
        }
        Command::PageRowsUp => {
            let rows = page(state);
            list::edit(state, |picker| picker.step(-rows));
        }
        Command::Write(stroke) if matches!(state.mode, Mode::Writing(_)) => return writing::stroke(state, stroke),
        Command::Write(stroke) => list::edit(state, |picker| picker.stroke(stroke)),
    }
    Vec::new()
}

fn turn_row(state: &mut State, by: isize) {
    match state.mode {
        Mode::Card(_) => card::step(state, by),
        _ => list::edit(state, |picker| picker.step(by)),
    }
}

/// Rows of a page of what is in focus.
fn page(state: &State) -> isize {
    let is_detail = state.place.is_inside && state.place.focus == Pane::Detail && state.mode == Mode::Browse;
    let rows = if is_detail { state.screen.geometry.detail_rows } else { state.screen.geometry.page };
    // Before anything was painted, half the screen is a fair guess.
    let rows = if rows == 0 { usize::from(state.screen.size.height / 2) } else { rows };
    isize::try_from(rows).unwrap_or(isize::MAX).saturating_sub(1).max(1)
}

/// Moves in the pane in focus.
pub(super) fn step(state: &mut State, by: isize) {
    if !state.place.is_inside {
        state.place.map.step(by, state.shelf.volumes.len());
        return;
    }
    let Some(book) = state.book().cloned() else { return };
    match state.place.focus {
        Pane::Stages => state.place.step_stage(by, &book.map),
        Pane::Touchpoints => state.place.step_touchpoint(by, &book.map),
        Pane::Detail => mark::step(state, by),
    }
}

/// Moves among the stages.
pub(super) fn step_stage(state: &mut State, by: isize) {
    if let Some(book) = state.book().cloned() {
        state.place.step_stage(by, &book.map);
    }
}

fn enter(state: &mut State) {
    if !state.place.is_inside {
        let label = state.place.map.id.clone();
        if !label.is_empty() {
            state.open(&label);
        }
        return;
    }
    match state.place.focus {
        Pane::Stages => state.place.focus_on(Pane::Touchpoints),
        Pane::Touchpoints => state.place.focus_on(Pane::Detail),
        Pane::Detail => {}
    }
}

/// Back out by one step: zoom, detail, touchpoints, stages, shelf.
fn out(state: &mut State) {
    if !state.place.is_inside {
        return;
    }
    if state.place.is_zoomed {
        state.place.is_zoomed = false;
        return;
    }
    match (state.place.focus, state.place.subject) {
        (Pane::Detail, Subject::Stage) | (Pane::Touchpoints, _) => state.place.focus_on(Pane::Stages),
        (Pane::Detail, _) => state.place.focus_on(Pane::Touchpoints),
        (Pane::Stages, _) if !state.shelf.is_single => go_to_shelf(state),
        (Pane::Stages, _) => {}
    }
}

fn focus_on(state: &mut State, pane: Pane) {
    if state.place.is_inside {
        state.place.focus_on(pane);
    }
}

fn turn_pane(state: &mut State, is_back: bool) {
    let next = match (state.place.focus, is_back) {
        (Pane::Stages, false) | (Pane::Detail, true) => Pane::Touchpoints,
        (Pane::Touchpoints, false) | (Pane::Stages, true) => Pane::Detail,
        (Pane::Detail, false) | (Pane::Touchpoints, true) => Pane::Stages,
    };
    focus_on(state, next);
}

fn back(state: &mut State) {
    match state.trail.go_back(&state.place) {
        Some(place) => state.place = place,
        None => state.say("no place to go back to"),
    }
}

fn forward(state: &mut State) {
    match state.trail.go_forward(&state.place) {
        Some(place) => state.place = place,
        None => state.say("no place to go forward to"),
    }
}

fn go_to_shelf(state: &mut State) {
    if state.shelf.is_single {
        state.say("this is the only map that was opened");
    } else if state.place.is_inside {
        let place = Place { map: state.place.map.clone(), ..Place::default() };
        state.jump(place);
    }
}

fn about(state: &mut State) {
    if !state.place.is_inside {
        return;
    }
    if state.place.subject == Subject::Journey {
        state.place.focus_on(Pane::Touchpoints);
    } else {
        state.place.show(Subject::Journey);
        state.place.focus = Pane::Detail;
    }
}

fn worst(state: &mut State) {
    let worst = state.sight.board.worst.filter(|_| state.place.is_inside);
    let spot = worst.and_then(|(stage_idx, idx)| {
        let own = state.map()?.stages.get(stage_idx)?;
        let touchpoint = own.touchpoints.get(idx)?;
        let map = state.place.map.id.clone();
        Some(Spot { map, stage: Some(own.id.clone()), touchpoint: Some(touchpoint.id.clone()), item: None })
    });
    match spot {
        Some(spot) => state.visit(&spot),
        None => state.say("too little was measured to name a worst touchpoint"),
    }
}

fn toggle_mouse(state: &mut State) -> Vec<Effect> {
    let is_taken = !state.setup.settings.mouse;
    state.setup.settings.mouse = is_taken;
    state.say(if is_taken { "the mouse is ours" } else { "the mouse is the terminal's" });
    vec![Effect::Mouse(is_taken)]
}

fn turn_bidi(state: &mut State) -> Vec<Effect> {
    let (next, words) = match state.bidi() {
        Bidi::Auto | Bidi::App => (Bidi::Terminal, "the terminal puts right-to-left text in order"),
        Bidi::Terminal => (Bidi::Off, "nobody puts right-to-left text in order"),
        Bidi::Off => (Bidi::App, "right-to-left text is put in order here"),
    };
    state.setup.settings.bidi = next;
    state.say(words);
    vec![Effect::Bidi(next)]
}

#[cfg(test)]
mod tests;
