//! Which of several places beside one another the cursor goes to: the one that has most in common with where it was.

use crate::app::state::State;
use crate::journey::{Address, Noun};

/// Of what, among places beside one another, the cursor is to stay near: what it is on, or else the touchpoint.
pub(super) fn toward(state: &State) -> Address {
    let place = &state.place;
    let here = || Address::journey().then(Noun::Stage, &place.stage.id).then(Noun::Touchpoint, &place.touchpoint.id);
    place.item.clone().unwrap_or_else(here)
}

/// The one of places beside one another that has most in common with a place.
pub(super) fn nearest<'a>(places: &[&'a Address], toward: &Address) -> Option<&'a Address> {
    let n_alike = |own: &Address| {
        let n_steps = own.steps.iter().zip(&toward.steps).take_while(|(one, other)| one == other).count();
        (own == toward, n_steps)
    };
    // The first of those that have as much in common.
    places.iter().rev().copied().max_by_key(|own| n_alike(own))
}
