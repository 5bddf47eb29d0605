//! Follows a journey on from a place: to what may come next, or into another map.

use super::bottom::{Panes, outside};
use crate::app::command::Command;
use crate::app::lead::{self, Destination};
use crate::app::next::{ListKind, Opening, Todo, open};
use crate::app::row::Row;
use crate::app::state::State;
use crate::text::Plain;

pub(super) const ROWS: &[Row<Panes>] =
    &[Row::unless(Command::Follow, |_, state| why_no_lead(state), |_, state| follow(state))];

fn why_no_lead(state: &State) -> Option<Plain> {
    outside(state).or_else(|| {
        let is_end = lead::leads(state).is_empty();
        is_end.then(|| "nothing leads on from here: next, journey and current in a map do".into())
    })
}

/// Goes on; where there are several ways, they are a list to choose from.
pub(super) fn follow(state: &mut State) -> Todo {
    let mut leads = lead::leads(state);
    if leads.len() > 1 {
        return open(Opening::List(ListKind::Leads));
    }
    match leads.pop().map(|lead| lead.to) {
        Some(Destination::Place(spot)) => state.visit(&spot),
        Some(Destination::Map(label)) => state.open(&label),
        Some(Destination::Nowhere(why)) => state.say(why),
        None => {}
    }
    Vec::new()
}
