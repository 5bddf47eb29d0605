//! Which numbers are looked at: the next persona, period, metric. Must not know how they are counted.
//! Invariant: only what the map offers is chosen.

use super::lens::turn;
use super::state::State;
use super::view::figures::by;

pub(super) fn turn_persona(state: &mut State, is_back: bool) {
    let board = &state.sight.board;
    if !state.place.is_inside {
        return;
    }
    if board.personas.is_empty() {
        state.say("no persona of this map has a segment of the data");
        return;
    }
    state.sight.lens.persona = turn(board.persona.as_ref(), &board.personas, is_back);
}

pub(super) fn turn_period(state: &mut State) {
    if state.place.is_inside {
        let board = &state.sight.board;
        let present = state.sight.lens.grain.filter(|grain| board.grains.contains(grain));
        let next = turn(present.as_ref(), &board.grains, false);
        state.sight.lens.grain = next;
        state.say(next.map_or("the period that suits the data", by));
    }
}

pub(super) fn turn_metric(state: &mut State) {
    if state.place.is_inside {
        let board = &state.sight.board;
        let ids: Vec<String> = board.metrics.iter().map(|metric| metric.id.clone()).collect();
        let at = ids.iter().position(|id| board.metric.as_ref().is_some_and(|metric| metric.id == *id));
        let next = at.and_then(|at| ids.get((at + 1) % ids.len()));
        match next.cloned().filter(|_| ids.len() > 1) {
            Some(id) => state.sight.lens.metric = Some(id),
            None => state.say("no other metric is bound in this map"),
        }
    }
}
