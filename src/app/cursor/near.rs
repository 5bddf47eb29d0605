//! Which of several places beside one another the cursor goes to: the one that has most in common with where it was;
//! and what goes along with it.

use crate::app::location::{Cursor, Subject};
use crate::app::scene::views;
use crate::app::state::State;
use crate::app::view::Block;
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

/// Is the journey drawn?
pub(super) fn is_drawn(state: &State) -> bool {
    matches!(state.place.subject, Subject::View(name) if views::row_of(name).is_drawing)
}

/// In a drawing the touchpoint under the cursor is the one that is seen when the drawing is left.
pub(super) fn go_along(state: &mut State) {
    let Some(item) = state.place.item.clone().filter(|_| is_drawn(state)) else { return };
    if let Some(stage) = item.id_of(Noun::Stage).filter(|id| *id != state.place.stage.id) {
        state.place.stage = Cursor::on(stage);
        state.place.touchpoint = Cursor::default();
    }
    if let Some(touchpoint) = item.id_of(Noun::Touchpoint) {
        state.place.touchpoint = Cursor::on(touchpoint);
    }
    if let Some(book) = state.book().cloned() {
        state.place.settle(&book.map);
    }
}

/// The sections of a detail, each from its heading to the next: those with something to put the cursor on, or all of them
/// where there is nothing.
pub(super) fn sections(blocks: &[Block]) -> Vec<std::ops::Range<usize>> {
    let is_heading = |idx: &usize| matches!(blocks.get(*idx), Some(Block::Heading(_)));
    let headings: Vec<usize> = (0..blocks.len()).filter(is_heading).collect();
    let ends = headings.iter().copied().skip(1).chain([blocks.len()]);
    let all: Vec<std::ops::Range<usize>> = headings.iter().zip(ends).map(|(first, end)| *first..end).collect();
    let has_stop =
        |own: &&std::ops::Range<usize>| blocks.iter().skip(own.start).take(own.len()).any(|own| own.at().is_some());
    let with_stops: Vec<std::ops::Range<usize>> = all.iter().filter(has_stop).cloned().collect();
    if with_stops.is_empty() { all } else { with_stops }
}
