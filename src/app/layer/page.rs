//! The page: the list of maps, or a journey with its panes. It lies below every other layer.

mod editing;
mod moving;
mod numbers;
mod program;

use crate::app::action::Gesture;
use crate::app::command::{Command, Scope};
use crate::app::cursor;
use crate::app::location::{Cursor, Spot};
use crate::app::naming;
use crate::app::next::{ListKind, Next, Opening, Todo, ask, open};
use crate::app::row::{Keys, Row};
use crate::app::saving;
use crate::app::state::State;
use crate::app::view::{Pane, Target};
use crate::journey::{Address, Edit, Map};
use crate::source::edit::Done;
use crate::text::Plain;

/// Rows of the detail that one turn of the wheel scrolls.
const WHEEL_ROWS: isize = 3;

/// The page. The state keeps what is on it, since other layers lie over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct Page;

/// Why a command does nothing in the list of maps.
fn outside(state: &State) -> Option<Plain> {
    (!state.place.is_inside).then(|| "open a map first".into())
}

impl Keys for Page {
    const ROWS: &'static [Row<Self>] = &[
        Row::unless(
            Command::PreviousStage,
            |_, state| moving::why_no_other_stage(state),
            |_, state| moving::step_stage(state, -1),
        ),
        Row::unless(
            Command::NextStage,
            |_, state| moving::why_no_other_stage(state),
            |_, state| moving::step_stage(state, 1),
        ),
        Row::new(Command::Down, |_, state| moving::step(state, 1)),
        Row::new(Command::Up, |_, state| moving::step(state, -1)),
        Row::new(Command::Enter, |_, state| moving::enter(state)),
        Row::new(Command::Out, |_, state| moving::out(state)),
        Row::unless(Command::NextPane, |_, state| outside(state), |_, state| moving::turn_pane(state, false)),
        Row::unless(Command::PreviousPane, |_, state| outside(state), |_, state| moving::turn_pane(state, true)),
        Row::unless(Command::Stages, |_, state| outside(state), |_, state| moving::focus_on(state, Pane::Stages)),
        Row::unless(
            Command::Touchpoints,
            |_, state| outside(state),
            |_, state| moving::focus_on(state, Pane::Touchpoints),
        ),
        Row::unless(Command::Detail, |_, state| outside(state), |_, state| moving::focus_on(state, Pane::Detail)),
        Row::new(Command::First, |_, state| moving::step(state, isize::MIN)),
        Row::new(Command::Last, |_, state| moving::step(state, isize::MAX)),
        Row::new(Command::PageDown, |_, state| moving::step(state, moving::page(state))),
        Row::new(Command::PageUp, |_, state| moving::step(state, -moving::page(state))),
        Row::new(Command::HalfDown, |_, state| moving::step(state, (moving::page(state) / 2).max(1))),
        Row::new(Command::HalfUp, |_, state| moving::step(state, -(moving::page(state) / 2).max(1))),
        Row::unless(Command::Zoom, |_, state| outside(state), |_, state| moving::zoom(state)),
        Row::unless(Command::Back, |_, state| moving::why_not_back(state), |_, state| moving::back(state)),
        Row::unless(Command::Forward, |_, state| moving::why_not_forward(state), |_, state| moving::forward(state)),
        Row::unless(Command::MapList, |_, state| moving::why_no_list(state), |_, state| moving::go_to_list(state)),
        Row::unless(Command::About, |_, state| outside(state), |_, state| moving::about(state)),
        Row::unless(Command::Edit, |_, state| saving::why_locked(state), |_, state| editing::edit(state)),
        Row::unless(Command::Editor, |_, state| editing::why_no_editor(state), |_, state| editing::editor(state)),
        Row::unless(Command::Add, |_, state| saving::why_locked(state), |_, _| open(Opening::List(ListKind::Add))),
        Row::unless(Command::MoveDown, |_, state| editing::why_unmoved(state), |_, state| editing::shift(state, 1)),
        Row::unless(Command::MoveUp, |_, state| editing::why_unmoved(state), |_, state| editing::shift(state, -1)),
        Row::unless(Command::Cycle, |_, state| editing::why_no_states(state), |_, state| editing::cycle(state)),
        Row::unless(Command::Raise, |_, state| editing::why_no_scale(state), |_, state| editing::step(state, 1)),
        Row::unless(Command::Lower, |_, state| editing::why_no_scale(state), |_, state| editing::step(state, -1)),
        Row::unless(Command::Owner, |_, state| editing::why_no_owner(state), |_, state| editing::owner(state)),
        Row::unless(Command::Delete, |_, state| editing::why_kept(state), |_, state| editing::delete(state)),
        Row::unless(Command::Undo, |_, state| editing::why_no_undo(state), |_, state| ask(saving::undo(state, true))),
        Row::unless(Command::Redo, |_, state| editing::why_no_redo(state), |_, state| ask(saving::undo(state, false))),
        Row::unless(
            Command::History,
            |_, state| editing::why_no_history(state),
            |_, _| open(Opening::List(ListKind::History)),
        ),
        Row::new(Command::Find, |_, _| open(Opening::List(ListKind::Find))),
        Row::unless(Command::NextMatch, |_, state| moving::why_no_match(state), |_, state| moving::walk(state, true)),
        Row::unless(
            Command::PreviousMatch,
            |_, state| moving::why_no_match(state),
            |_, state| moving::walk(state, false),
        ),
        Row::unless(Command::Worst, |_, state| moving::why_no_worst(state), |_, state| moving::worst(state)),
        Row::unless(Command::Standup, |_, state| program::why_no_standup(state), |_, _| program::standup()),
        Row::unless(Command::Comments, |_, state| numbers::why_no_comments(state), |_, _| open(Opening::Comments)),
        Row::unless(
            Command::NextPersona,
            |_, state| numbers::why_no_persona(state),
            |_, state| numbers::turn_persona(state, false),
        ),
        Row::unless(
            Command::PreviousPersona,
            |_, state| numbers::why_no_persona(state),
            |_, state| numbers::turn_persona(state, true),
        ),
        Row::unless(Command::Period, |_, state| outside(state), |_, state| numbers::turn_period(state)),
        Row::unless(Command::Metric, |_, state| numbers::why_no_metric(state), |_, state| numbers::turn_metric(state)),
        Row::new(Command::Palette, |_, _| open(Opening::List(ListKind::Palette))),
        Row::new(Command::Help, |_, _| open(Opening::List(ListKind::Help))),
        Row::unless(
            Command::Findings,
            |_, state| program::why_no_findings(state),
            |_, _| open(Opening::List(ListKind::Findings)),
        ),
        Row::new(Command::Reload, |_, state| program::reload(state)),
        Row::unless(Command::Cancel, |_, state| program::why_not_reading(state), |_, state| program::cancel(state)),
        Row::new(Command::Mouse, |_, state| program::toggle_mouse(state)),
        Row::new(Command::Bidi, |_, state| program::turn_bidi(state)),
        Row::new(Command::Suspend, |_, _| program::suspend()),
        Row::new(Command::Quit, |_, _| program::quit()),
    ];

    const HINTS: &'static [(Command, &'static str)] = &[
        (Command::PreviousStage, "stage"),
        (Command::NextStage, "stage"),
        (Command::Up, "move"),
        (Command::Down, "move"),
        (Command::Enter, "open"),
        (Command::Edit, "edit"),
        (Command::Help, "help"),
        (Command::Undo, "undo"),
        (Command::Add, "add"),
        (Command::Out, "out"),
        (Command::Cycle, "next state"),
        (Command::Raise, "raise, lower"),
        (Command::Lower, "raise, lower"),
        (Command::Delete, "delete"),
        (Command::Owner, "owner"),
        (Command::Redo, "redo"),
        (Command::Find, "find"),
        (Command::Comments, "comments"),
        (Command::NextMatch, "match"),
        (Command::PreviousMatch, "match"),
        (Command::NextPane, "pane"),
        (Command::Palette, "commands"),
        (Command::NextPersona, "persona"),
        (Command::Period, "period"),
        (Command::Metric, "metric"),
        (Command::Worst, "worst"),
        (Command::About, "about"),
        (Command::Zoom, "zoom"),
        (Command::Findings, "findings"),
        (Command::Back, "back"),
        (Command::Quit, "quit"),
    ];

    fn scope(&self) -> Scope {
        Scope::Page
    }

    /// Leaves out what works and is still not worth a place in the footer.
    fn is_hinted(&self, state: &State, command: Command) -> bool {
        let (place, is_inside) = (&state.place, state.place.is_inside);
        match command {
            Command::Enter if is_inside => place.focus != Pane::Detail,
            Command::Enter => !state.library.volumes.is_empty(),
            Command::Out => is_inside && (place.focus != Pane::Stages || place.is_zoomed || !state.library.is_single),
            Command::NextMatch | Command::PreviousMatch => state.walk.spots.len() > 1,
            Command::Period => state.sight.board.grains.len() > 1,
            Command::Undo | Command::Redo => editing::has_history(state, command == Command::Undo),
            Command::Raise | Command::Lower | Command::Owner | Command::Delete => {
                editing::is_of_a_claim(state, command)
            }
            Command::Cycle => is_inside,
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
    let place = &mut state.place;
    let by = |idx: usize, from: usize| isize::try_from(idx).unwrap_or(isize::MAX).saturating_sub_unsigned(from);
    match target {
        Target::Map(idx) if !place.is_inside && place.map.idx == idx => vec![Next::Run(Command::Enter)],
        Target::Map(idx) if !place.is_inside => {
            place.map = Cursor::at(idx);
            Vec::new()
        }
        Target::Stage(idx) if place.is_inside => {
            if place.focus == Pane::Stages && place.stage.idx == idx {
                return vec![Next::Run(Command::Enter)];
            }
            let by = by(idx, place.stage.idx);
            place.focus_on(Pane::Stages);
            moving::step_stage(state, by)
        }
        Target::Touchpoint(idx) if place.is_inside => {
            if place.focus == Pane::Touchpoints && place.touchpoint.idx == idx {
                return vec![Next::Run(Command::Enter)];
            }
            let by = by(idx, place.touchpoint.idx);
            place.focus_on(Pane::Touchpoints);
            moving::step(state, by)
        }
        Target::Block(idx) if place.is_inside => {
            cursor::choose(state, idx);
            Vec::new()
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
        Some(Target::Touchpoint(_) | Target::Pane(Pane::Touchpoints)) => {
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
            Edit::Add { .. } => state.place = state.place.at(&Spot::of(map, &done.at)),
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
    let spot = Spot::of(map, at);
    let is_near = spot.stage.as_ref().is_none_or(|id| *id == state.place.stage.id)
        && spot.touchpoint.as_ref().is_none_or(|id| *id == state.place.touchpoint.id);
    if is_near && spot.item.is_none() {
        return;
    }
    if !is_near || state.place.focus == Pane::Detail {
        state.place = state.place.at(&spot);
    }
}
