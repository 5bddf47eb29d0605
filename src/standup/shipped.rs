//! What was shipped since the last standup, what is late and what is next.
//! Invariant: the oldest first.

use jiff::civil::Date;

use super::Turn;
use crate::journey::diff::diff;
use crate::journey::{Action, ActionStatus, Address, Map, Touchpoint};

/// Every action of a map with its address, and the touchpoint that it is at; `None`: the journey.
pub fn actions(map: &Map) -> impl Iterator<Item = (Address, &Action, Option<&Touchpoint>)> {
    map.all_actions()
}

/// The actions shipped since the last standup, by the day.
///
/// * `last`: its day, and the map as it was left then. Without one what was shipped on the last day of which anything
///   is known.
#[must_use]
pub fn shipped(map: &Map, last: Option<(Date, &Map)>) -> Vec<Address> {
    let all = || actions(map).filter(|(_, own, _)| own.status == ActionStatus::Shipped);
    let newest = all().filter_map(|(_, own, _)| own.shipped).max();
    let changes = last.map(|(_, before)| diff(before, map)).unwrap_or_default();
    let turned = |at: &Address| {
        let own = changes.iter().find(|change| change.at == *at);
        own.is_some_and(|own| own.is_new() || own.came_to(ActionStatus::Shipped.word()))
    };
    let is_fresh = |at: &Address, own: &Action| match last {
        Some((day, _)) => turned(at) || own.shipped.is_some_and(|shipped| shipped >= day),
        None => own.shipped.is_some() && own.shipped == newest,
    };
    let fresh = all().filter(|(at, own, _)| is_fresh(at, own));
    let mut found: Vec<(Option<Date>, Address)> = fresh.map(|(at, own, _)| (own.shipped, at)).collect();
    // Those at touchpoints before those of the journey, as far as days leave it open.
    found.sort_by_key(|(day, at)| (*day, at.steps.len() == 1));
    found.into_iter().map(|(_, at)| at).collect()
}

/// What is late, the longest first, and what is due next, the soonest first.
#[must_use]
pub fn awaited(turns: &[Turn]) -> (Vec<&Turn>, Vec<&Turn>) {
    let mut dated: Vec<&Turn> = turns.iter().filter(|turn| turn.due.is_some()).collect();
    dated.sort_by_key(|turn| turn.due);
    dated.into_iter().partition(|turn| turn.is_overdue)
}
