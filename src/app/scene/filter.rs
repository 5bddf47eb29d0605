//! The filter over all views: only moments of truth, or every touchpoint. What is filtered says so.

use super::views;
use crate::app::location::Subject;
use crate::app::state::State;
use crate::app::truths;
use crate::app::view::Label;

/// Are only moments of truth shown?
#[must_use]
pub(in crate::app) fn is_on(state: &State) -> bool {
    state.map().is_some_and(|map| truths::is_only(&state.sight.lens, map))
}

/// Shows only moments of truth, of which the cursor is on the nearest then; or all touchpoints.
pub(in crate::app) fn turn(state: &mut State, is_on: bool) {
    state.sight.lens.is_truths_only = is_on;
    if let Some(book) = state.book().filter(|_| is_on).cloned() {
        truths::go_to_nearest(&mut state.place, &book.map);
    }
}

/// Shows all touchpoints again where the cursor is on one that would not be shown: whoever went there wants to see it.
pub(in crate::app) fn settle(state: &mut State) {
    let is_elsewhere = state.map().is_some_and(|map| !truths::is_at_one(&state.place, map));
    if is_on(state) && is_elsewhere {
        turn(state, false);
        state.say("all touchpoints are shown again");
    }
}

/// `only moments of truth`, where that is so of what is seen; else empty.
pub(in crate::app) fn words(state: &State) -> &'static str {
    let place = &state.place;
    let is_whole = matches!(place.subject, Subject::View(name) if place.is_zoomed && views::is_of_all(name));
    if is_on(state) && !is_whole { state.labels().word(Label::TruthsOnly) } else { "" }
}
