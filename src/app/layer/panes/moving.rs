//! Moves from place to place: rows, panes, stages, maps, and back again.

use super::bottom::{Panes, outside};
use crate::app::command::Command;
use crate::app::cursor;
use crate::app::figures;
use crate::app::lead;
use crate::app::location::{Location, Spot, Subject};
use crate::app::next::{ListKind, Next, Opening, Todo, open};
use crate::app::row::Row;
use crate::app::scene::{self, filter, views};
use crate::app::state::State;
use crate::app::truths;
use crate::app::view::{Block, Pane, Ring};
use crate::app::viewing::ViewName;
use crate::app::walk;
use crate::app::worst::{self, TouchpointIdx, Why};
use crate::journey::{Address, Noun};
use crate::text::Plain;

pub(super) const ROWS: &[Row<Panes>] = &[
    Row::unless(Command::PreviousStage, |_, state| why_no_other_stage(state), |_, state| step_stage(state, -1)),
    Row::unless(Command::NextStage, |_, state| why_no_other_stage(state), |_, state| step_stage(state, 1)),
    Row::new(Command::Down, |_, state| step(state, 1)),
    Row::new(Command::Up, |_, state| step(state, -1)),
    Row::new(Command::Enter, |_, state| enter(state)),
    Row::new(Command::Out, |_, state| out(state)),
    Row::unless(Command::NextPane, |_, state| outside(state), |_, state| turn_pane(state, false)),
    Row::unless(Command::PreviousPane, |_, state| outside(state), |_, state| turn_pane(state, true)),
    Row::unless(Command::Stages, |_, state| outside(state), |_, state| focus_on(state, Pane::Stages)),
    Row::unless(Command::Touchpoints, |_, state| outside(state), |_, state| focus_on(state, Pane::Touchpoints)),
    Row::unless(Command::Detail, |_, state| outside(state), |_, state| focus_on(state, Pane::Detail)),
    Row::new(Command::First, |_, state| step(state, isize::MIN)),
    Row::new(Command::Last, |_, state| step(state, isize::MAX)),
    Row::new(Command::PageDown, |_, state| step(state, page(state))),
    Row::new(Command::PageUp, |_, state| step(state, -page(state))),
    Row::new(Command::HalfDown, |_, state| step(state, (page(state) / 2).max(1))),
    Row::new(Command::HalfUp, |_, state| step(state, -(page(state) / 2).max(1))),
    Row::unless(Command::NextSection, |_, state| outside(state), |_, state| section(state, true)),
    Row::unless(Command::PreviousSection, |_, state| outside(state), |_, state| section(state, false)),
    Row::unless(Command::Zoom, |_, state| outside(state), |_, state| zoom(state)),
    Row::unless(Command::Back, |_, state| why_not_back(state), |_, state| back(state)),
    Row::unless(Command::Forward, |_, state| why_not_forward(state), |_, state| forward(state)),
    Row::unless(Command::MapList, |_, state| why_no_list(state), |_, state| go_to_list(state)),
    Row::unless(Command::About, |_, state| outside(state), |_, state| about(state)),
    Row::unless(Command::Views, |_, state| outside(state), |_, _| open(Opening::List(ListKind::Views))),
    Row::new(Command::Find, |_, _| open(Opening::List(ListKind::Find))),
    Row::unless(Command::NextMatch, |_, state| why_no_match(state), |_, state| walk(state, true)),
    Row::unless(Command::PreviousMatch, |_, state| why_no_match(state), |_, state| walk(state, false)),
    Row::unless(Command::Worst, |_, state| why_no_worst(state), |_, state| worst(state)),
];

/// How many rows a page is, in what is in focus.
pub(super) fn page(state: &State) -> isize {
    let is_detail = state.place.is_inside && state.place.focus == Pane::Detail;
    if is_detail { state.page_of(state.screen.geometry.detail_rows) } else { state.page() }
}

/// Moves in the pane in focus.
pub(super) fn step(state: &mut State, by: isize) -> Todo {
    if !state.place.is_inside {
        state.place.map.step(by, state.library.volumes.len());
        return Vec::new();
    }
    let is_only = filter::is_on(state);
    match state.place.focus {
        Pane::Stages => state.step(|place, map| truths::step_stage(place, by, map, is_only)),
        Pane::Touchpoints => state.step(|place, map| truths::step_touchpoint(place, by, map, is_only)),
        Pane::Detail if (ring(state).is_some() || is_on_plot(state)) && matches!(by, 1 | -1) => {
            cursor::across(state, by);
        }
        Pane::Detail if state.book().is_some() => cursor::step(state, by),
        Pane::Detail => {}
    }
    Vec::new()
}

/// Is the cursor on a dot of a plot? One goes from dot to dot.
fn is_on_plot(state: &State) -> bool {
    let Some(item) = state.place.item.as_ref().filter(|_| matches!(state.place.subject, Subject::View(_))) else {
        return false;
    };
    let blocks = scene::story(state).blocks;
    blocks.iter().any(|block| matches!(block, Block::Scatter(_)) && block.places().contains(&item))
}

/// Do the keys go along a walk?
fn is_walking(state: &State) -> bool {
    walk::is_walk(&state.place) && state.place.focus == Pane::Detail
}

pub(super) fn why_no_other_stage(state: &State) -> Option<Plain> {
    outside(state).or_else(|| {
        let has_others = views::is_drawing(state)
            || walk::is_walk(&state.place)
            || state.map().is_some_and(|map| map.stages.len() > 1);
        (!has_others).then(|| "there is no other stage".into())
    })
}

/// Moves among the stages; in a drawing along it, in a walk to the next touchpoint.
pub(super) fn step_stage(state: &mut State, by: isize) -> Todo {
    if is_walking(state) {
        let is_truths_only = filter::is_on(state);
        let mut has_moved = true;
        state.step(|place, map| has_moved = walk::step(place, map, is_truths_only, by > 0));
        if !has_moved {
            state.say(if by > 0 { "this is the end of the walk" } else { "the walk begins here" });
        }
        return Vec::new();
    }
    if views::is_drawing(state) {
        cursor::across(state, by);
        return Vec::new();
    }
    let is_only = filter::is_on(state);
    state.step(|place, map| truths::step_stage(place, by, map, is_only));
    Vec::new()
}

pub(super) fn enter(state: &mut State) -> Todo {
    if !state.place.is_inside {
        let label = state.place.map.id.clone();
        if !label.is_empty() {
            state.open(&label);
        }
        return Vec::new();
    }
    match state.place.focus {
        Pane::Stages => state.place.focus_on(Pane::Touchpoints),
        Pane::Touchpoints => state.place.focus_on(Pane::Detail),
        Pane::Detail if state.is_at_standup() => {
            if let Some(item) = state.place.item.clone() {
                state.visit(&Spot::of(&state.place.map.id.clone(), &item));
                state.place.is_zoomed = false;
                // From there one goes out to the standup.
                state.place.focus_on(Pane::Detail);
            }
        }
        Pane::Detail if views::is_drawing(state) || is_walking(state) => {
            if let Some(item) = state.place.item.clone().or_else(|| state.subject().filter(|at| !at.steps.is_empty())) {
                state.visit(&Spot::of(&state.place.map.id.clone(), &item));
                state.place.is_zoomed = false;
                state.place.focus_on(Pane::Detail);
            }
        }
        Pane::Detail if lead::is_on_one(state) => return vec![Next::Run(Command::Follow)],
        Pane::Detail => {
            // A view that only shows leads to where the map says it.
            let is_of_view = matches!(state.place.subject, Subject::View(_));
            let is_place = |at: &Address| at.field.is_none() && at.noun() == Some(Noun::Touchpoint);
            let leads = |at: &Address| views::why_unedited(state).is_some() || (is_of_view && is_place(at));
            let item = state.place.item.clone().filter(leads);
            if let Some(item) = item {
                state.visit(&Spot::of(&state.place.map.id.clone(), &item));
                state.place.is_zoomed = false;
            }
        }
    }
    Vec::new()
}

/// Goes out by one step: zoom, detail, touchpoints, stages, the list of maps.
pub(super) fn out(state: &mut State) -> Todo {
    if !state.place.is_inside {
        return Vec::new();
    }
    if state.is_at_standup() {
        let has_all = state.standup.as_ref().is_some_and(|own| own.has_all());
        // From all it leads back to the first. There its key ends it.
        return if has_all { turn_pane(state, true) } else { vec![Next::Run(Command::Standup)] };
    }
    let is_in_standup = state.standup_of(&state.place.map.id).is_some();
    if is_in_standup && state.place.focus == Pane::Detail && !state.place.is_zoomed {
        state.see(ViewName::STANDUP);
        return Vec::new();
    }
    if state.place.is_zoomed {
        state.place.is_zoomed = false;
        // A view fills the screen: whoever leaves it is done with it.
        if state.place.subject.is_journey() && state.place.subject != Subject::JOURNEY {
            state.place.focus_on(Pane::Touchpoints);
        }
        return Vec::new();
    }
    if state.place.focus == Pane::Detail && came_from_drawing(state) {
        return back(state);
    }
    match (state.place.focus, state.place.subject) {
        (Pane::Detail, Subject::Stage) | (Pane::Touchpoints, _) => state.place.focus_on(Pane::Stages),
        (Pane::Detail, _) => state.place.focus_on(Pane::Touchpoints),
        (Pane::Stages, _) if !state.library.is_single => return go_to_list(state),
        (Pane::Stages, _) if state.library.is_proposal => return vec![Next::Run(Command::Quit)],
        (Pane::Stages, _) => {}
    }
    Vec::new()
}

pub(super) fn focus_on(state: &mut State, pane: Pane) -> Todo {
    state.place.focus_on(pane);
    Vec::new()
}

pub(super) fn turn_pane(state: &mut State, is_back: bool) -> Todo {
    if state.is_at_standup() {
        // It has one pane: all that is open, or the first.
        if let Some(standup) = &mut state.standup {
            standup.turn_over();
            if let Some(here) = standup.stop_here() {
                state.place.seek(here);
            }
        }
        return Vec::new();
    }
    if views::turn_side(state, is_back) {
        return Vec::new();
    }
    if let Some(view) = views::next_drawing(state, is_back) {
        state.place.show(Subject::View(view));
        return Vec::new();
    }
    let next = match (state.place.focus, is_back) {
        (Pane::Stages, false) | (Pane::Detail, true) => Pane::Touchpoints,
        (Pane::Touchpoints, false) | (Pane::Stages, true) => Pane::Detail,
        (Pane::Detail, false) | (Pane::Touchpoints, true) => Pane::Stages,
    };
    focus_on(state, next)
}

/// The ring on which the cursor is: one goes along it, and from part to part.
fn ring(state: &State) -> Option<Ring> {
    let item = state.place.item.as_ref().filter(|_| views::is_drawing(state))?;
    let mut blocks = scene::story(state).blocks.into_iter();
    blocks.find_map(|block| match block {
        Block::Ring(ring) if ring.has(item) => Some(ring),
        _ => None,
    })
}

/// Goes to a section of the detail, wherever the keys were.
pub(super) fn section(state: &mut State, is_on: bool) -> Todo {
    if let Some(ring) = ring(state) {
        let by = state.place.item.as_ref().and_then(|item| ring.to_part(item, is_on));
        match by {
            Some(by) => _ = cursor::across(state, by),
            None => state.say(if is_on { "this is the last part" } else { "this is the first part" }),
        }
        return Vec::new();
    }
    if !cursor::go_to_section(state, is_on) {
        state.say(if is_on { "this is the last section" } else { "this is the first section" });
    }
    Vec::new()
}

pub(super) fn zoom(state: &mut State) -> Todo {
    state.place.is_zoomed = !state.place.is_zoomed;
    Vec::new()
}

pub(super) fn why_not_back(state: &State) -> Option<Plain> {
    (!state.trail.has_back()).then(|| "no place to go back to".into())
}

pub(super) fn back(state: &mut State) -> Todo {
    if let Some(place) = state.trail.go_back(&state.place) {
        state.place = place;
    }
    Vec::new()
}

/// Was a place of a drawing, or of a walk, opened from there?
fn came_from_drawing(state: &State) -> bool {
    state.trail.last().is_some_and(|before| {
        let is_view = matches!(before.subject, Subject::View(name) if name == ViewName::WALK || views::draws(name));
        is_view && before.is_zoomed && before.map.id == state.place.map.id
    })
}

pub(super) fn why_not_forward(state: &State) -> Option<Plain> {
    (!state.trail.has_forward()).then(|| "no place to go forward to".into())
}

pub(super) fn forward(state: &mut State) -> Todo {
    if let Some(place) = state.trail.go_forward(&state.place) {
        state.place = place;
    }
    Vec::new()
}

pub(super) fn why_no_list(state: &State) -> Option<Plain> {
    state.library.is_single.then(|| "this is the only map that was opened".into())
}

pub(super) fn go_to_list(state: &mut State) -> Todo {
    if state.place.is_inside {
        let place = Location { map: state.place.map.clone(), ..Location::default() };
        state.jump(place);
    }
    Vec::new()
}

pub(super) fn about(state: &mut State) -> Todo {
    if state.place.subject == Subject::JOURNEY {
        state.place.focus_on(Pane::Touchpoints);
    } else {
        state.place.show(Subject::JOURNEY);
        state.place.focus = Pane::Detail;
    }
    Vec::new()
}

pub(super) fn why_no_worst(state: &State) -> Option<Plain> {
    outside(state).or_else(|| {
        if state.volume().is_some_and(|volume| volume.is_loading) {
            return Some("its numbers are still being read".into());
        }
        let first = state.map().and_then(|map| worst::worst(map, &state.sight.board));
        let has_others = state.sight.board.ranking.order.len() > 1;
        let is_known = first.is_some_and(|own| own.why != Why::Score || has_others);
        (!is_known).then(|| "too little was measured to name a worst touchpoint".into())
    })
}

/// Goes to the worst touchpoint; where that was just done, to the next.
pub(super) fn worst(state: &mut State) -> Todo {
    let Some(book) = state.book().cloned() else { return Vec::new() };
    let (map, board) = (&book.map, &state.sight.board);
    let mut order = worst::order(map, board);
    if filter::is_on(state) {
        let touchpoint = |place: &TouchpointIdx| map.stages.get(place.0)?.touchpoints.get(place.1);
        order.retain(|place| touchpoint(place).is_some_and(|own| own.is_moment_of_truth));
    }
    let here = (state.place.stage.idx, state.place.touchpoint.idx);
    let is_there = matches!(state.place.subject, Subject::Touchpoint);
    let is_last = |nth: &usize| is_there && order.get(*nth) == Some(&here);
    let nth = state.sight.nth_worst.filter(is_last).map_or(0, |nth| nth + 1);
    let nth = nth.checked_rem(order.len()).unwrap_or(0);
    let Some(place) = order.get(nth).copied() else { return Vec::new() };
    let why = worst::worst(map, board).filter(|own| own.place == place).map_or(Why::Score, |own| own.why);
    let words = match why {
        Why::Pain(severity) => {
            let severity = severity.map(|severity| format!(", severity {severity}")).unwrap_or_default();
            Some(format!("the worst pain point{severity}"))
        }
        Why::Emotion(emotion) => Some(format!("the lowest emotion, {}", figures::number(f64::from(emotion), 0))),
        Why::Score => None,
    };
    let score = score_words(state, place);
    let spot = map.stages.get(place.0).and_then(|own| {
        let touchpoint = own.touchpoints.get(place.1)?;
        let map = state.place.map.id.clone();
        Some(Spot { map, stage: Some(own.id.clone()), touchpoint: Some(touchpoint.id.clone()), item: None })
    });
    if let Some(spot) = spot {
        state.visit(&spot);
        state.sight.nth_worst = Some(nth);
        state.say(words.into_iter().chain(score).collect::<Vec<_>>().join("; by score "));
    }
    Vec::new()
}

/// Which of all scores that of a touchpoint is: `the worst of 7`; `None` where it is not among them.
fn score_words(state: &State, place: TouchpointIdx) -> Option<String> {
    let ranking = &state.sight.board.ranking;
    let (n, tied) = (ranking.order.len(), ranking.n_tied);
    let nth = ranking.order.iter().position(|own| *own == place).filter(|_| n > 1)?;
    Some(match (nth, tied) {
        (0, 1) => format!("the worst of {n}"),
        (0, 2) => format!("the worst of {n}, with one other that cannot be told from it"),
        (0, _) => format!("the worst of {n}, with {} others that cannot be told from it", tied.saturating_sub(1)),
        (nth, tied) if nth < tied => format!("{} of {n}: it cannot be told from the worst", nth + 1),
        (nth, _) => format!("{} of {n}, from the worst up", nth + 1),
    })
}

pub(super) fn why_no_match(state: &State) -> Option<Plain> {
    let find = || state.setup.keymap.shown(Command::Find);
    state.walk.spots.is_empty().then(|| format!("nothing was found yet: {} finds", find()).into())
}

/// Goes to the next (or the previous) thing found.
pub(super) fn walk(state: &mut State, is_on: bool) -> Todo {
    let n = state.walk.spots.len();
    let idx = if is_on { state.walk.idx + 1 } else { (state.walk.idx + n).saturating_sub(1) };
    if let Some(spot) = idx.checked_rem(n).and_then(|idx| state.walk.spots.get(idx)).cloned() {
        state.walk.idx = idx % n;
        state.visit(&spot);
        state.say(format!("{} of {n}: {}", state.walk.idx + 1, state.walk.query));
    }
    Vec::new()
}
