//! Changes which numbers are looked at: the next persona, period or metric that the map offers.

use super::bottom::{Panes, outside};
use crate::app::command::Command;
use crate::app::figures::by;
use crate::app::lens::turn;
use crate::app::location::Subject;
use crate::app::next::{ListKind, Opening, Todo, open};
use crate::app::row::Row;
use crate::app::scene::filter;
use crate::app::scene::views::{self, DialRow};
use crate::app::state::State;
use crate::app::truths;
use crate::app::viewing::PainChoice;
use crate::text::Plain;

pub(super) const ROWS: &[Row<Panes>] = &[
    Row::unless(Command::Comments, |_, state| why_no_comments(state), |_, _| open(Opening::Comments)),
    Row::unless(Command::NextPersona, |_, state| why_no_persona(state), |_, state| turn_persona(state)),
    Row::unless(Command::Numbers, |_, state| outside(state), |_, _| open(Opening::List(ListKind::Numbers))),
    Row::unless(Command::Period, |_, state| outside(state), |_, state| turn_period(state)),
    Row::unless(Command::Turn, |_, state| why_no_dial(state), |_, state| turn_dial(state)),
    Row::unless(Command::Truths, |_, state| why_no_truths(state), |_, state| toggle_truths(state)),
    Row::unless(Command::Metric, |_, state| why_no_metric(state), |_, state| turn_metric(state)),
];

pub(super) fn why_no_persona(state: &State) -> Option<Plain> {
    outside(state).or_else(|| {
        let has_any = !state.sight.board.personas.is_empty();
        (!has_any).then(|| "no persona of this map has a segment of the data".into())
    })
}

pub(super) fn turn_persona(state: &mut State) -> Todo {
    let board = &state.sight.board;
    state.sight.lens.persona = turn(board.persona.as_ref(), &board.personas, false);
    Vec::new()
}

pub(super) fn turn_period(state: &mut State) -> Todo {
    let board = &state.sight.board;
    let present = state.sight.lens.grain.filter(|grain| board.grains.contains(grain));
    let next = turn(present.as_ref(), &board.grains, false);
    state.sight.lens.grain = next;
    state.say(next.map_or("the period that suits the data", by));
    Vec::new()
}

fn why_no_truths(state: &State) -> Option<Plain> {
    outside(state).or_else(|| {
        let has_any = state.map().is_some_and(truths::has_any);
        (!has_any).then(|| "no touchpoint of this map is a moment of truth".into())
    })
}

fn toggle_truths(state: &mut State) -> Todo {
    let is_only = !filter::is_on(state);
    filter::turn(state, is_only);
    state.say(if is_only { "only moments of truth are shown" } else { "all touchpoints are shown again" });
    Vec::new()
}

pub(super) fn why_no_metric(state: &State) -> Option<Plain> {
    outside(state).or_else(|| {
        let has_others = state.sight.board.metrics.len() > 1;
        (!has_others).then(|| "no other metric is bound in this map".into())
    })
}

pub(super) fn turn_metric(state: &mut State) -> Todo {
    let board = &state.sight.board;
    let ids: Vec<&String> = board.metrics.iter().map(|metric| &metric.id).collect();
    let at = ids.iter().position(|id| board.metric.as_ref().is_some_and(|metric| metric.id == **id));
    // After the last comes the usual choice: the first, and others at touchpoints that do not have it.
    state.sight.lens.metric = at.and_then(|at| ids.get(at + 1)).map(|id| (*id).clone());
    Vec::new()
}

/// The dial of the view in the detail, if it has one of its own.
fn dial(state: &State) -> Option<&'static DialRow> {
    let Subject::View(name) = state.place.subject else { return None };
    views::own_dial(name).filter(|dial| dial.turns_through(views::choices(state, views::row_of(name), dial).len()))
}

/// Is the detail about a touchpoint with several pain points?
fn has_pains(state: &State) -> bool {
    let Some(touchpoint) =
        state.map().and_then(|map| map.stages.get(state.place.stage.idx)?.touchpoints.get(state.place.touchpoint.idx))
    else {
        return false;
    };
    state.place.subject == Subject::Touchpoint && touchpoint.pains.len() > 1
}

fn why_no_dial(state: &State) -> Option<Plain> {
    let is_any =
        if state.place.is_inside { dial(state).is_some() || has_pains(state) } else { state.library.volumes.len() > 1 };
    (!is_any).then(|| "there is nothing to turn here".into())
}

/// Turns the dial of a view, which pain points of a touchpoint are shown, or the order of the list of maps.
fn turn_dial(state: &mut State) -> Todo {
    if !state.place.is_inside {
        state.library.order = state.library.order.next();
    } else if has_pains(state) {
        state.place.pains = state.place.pains.next();
        state.say(match state.place.pains {
            PainChoice::All => "all pain points",
            PainChoice::Open => "open pain points",
            PainChoice::Planned => "planned pain points",
            PainChoice::Severe => "pain points of severity 4 and 5",
        });
    } else if let Some(dial) = dial(state) {
        views::turn_on(state, dial);
    }
    Vec::new()
}

pub(super) fn why_no_comments(state: &State) -> Option<Plain> {
    outside(state).or_else(|| {
        let has_any = state.place_of_comments().is_some();
        (!has_any).then(|| "no column of comments is bound here".into())
    })
}
