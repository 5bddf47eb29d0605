//! Makes place, numbers and cursor fit the maps as they are, after whatever happened.

use std::sync::Arc;
use std::time::Duration;

use super::board::Board;
use super::cursor;
use super::location::{Location, Subject};
use super::scene::{self, Scene, shelf as row};
use super::standing::Standing;
use super::state::State;
use super::viewing::ViewName;
use super::walk;
use crate::journey::{Book, Map};

/// So long numbers are held together that come one after the other.
const TOGETHER: Duration = Duration::from_millis(150);

/// Makes the outdated rows of the list again, from everyone's answers, and keeps no more than that of a map that is
/// not open.
fn make_rows(state: &mut State) {
    let (limits, today, open) = (state.limits(), state.setup.today, state.open_map().map(str::to_owned));
    for volume in state.library.volumes.iter_mut().filter(|volume| open.as_ref() != Some(&volume.label)) {
        volume.leave();
        if volume.row.is_none() {
            if !volume.is_row_behind() {
                let before = volume.standing.take();
                volume.standing = volume.book.as_ref().map(|book| Standing::of(book, limits, today, before));
            }
            volume.row = Some(row::row(volume, today));
        }
        volume.fold();
    }
}

/// Makes place and numbers fit the maps.
///
/// * `has_pen`: somebody is typing in the detail, and that stays in sight.
pub(super) fn settle(state: &mut State, has_pen: bool) {
    let was = state.place.map.id.clone();
    state.place.map.settle(state.library.volumes.iter().map(|volume| volume.label.as_str()));
    if state.place.is_inside && state.place.map.id != was && !was.is_empty() {
        state.place = Location { map: state.place.map.clone(), ..Location::default() };
        state.say(format!("{was} is gone"));
    }
    make_rows(state);
    if !state.place.is_inside {
        state.library.arrange();
        // The cursor stays on its map.
        state.place.map.settle(state.library.volumes.iter().map(|volume| volume.label.as_str()));
    }
    if let Some(standup) = &mut state.standup
        && let Some(book) = state.library.volume(standup.map()).and_then(|volume| volume.book.as_ref())
    {
        standup.settle(book, state.setup.today);
    }
    let Some(book) = state.book().cloned() else {
        // No map is looked at: nobody needs its numbers.
        (state.sight.board, state.sight.overview, state.sight.made_of) = (Board::default(), Arc::default(), None);
        state.sight.analyzed.leave();
        return;
    };
    state.place.settle(&book.map);
    if walk::is_walk(&state.place) {
        let is_truths_only = scene::filter::is_on(state);
        walk::settle(&mut state.place, &book.map, is_truths_only);
        begin_walk(state, &book.map);
    }
    scene::filter::settle(state);
    let is_early = state.volume().is_some_and(|volume| volume.is_loading);
    state.sight.due = if is_early { holds(state, &book) } else { None };
    if state.sight.due.is_some() {
        return cursor::settle(state);
    }
    let mut is_outdated = state.sight.is_early != is_early;
    let lens = &state.sight.lens;
    let made_of = state.sight.made_of.as_ref().filter(|(_, as_seen)| as_seen == lens).map(|(of, _)| of);
    if !made_of.is_some_and(|of| Arc::ptr_eq(of, &book)) {
        // A change of words leaves the numbers as they are.
        if !made_of.is_some_and(|of| of.has_numbers_of(&book)) {
            let today = book.map.day(state.setup.today);
            let same = state.sight.made_of.as_ref().is_some_and(|(of, _)| Arc::ptr_eq(of, &book));
            let redrawn = if same { state.sight.board.redrawn(&book, lens) } else { None };
            state.sight.made_at = state.now;
            state.sight.board = redrawn.unwrap_or_else(|| Board::new(&book, lens, state.limits(), today));
        }
        state.sight.made_of = Some((book, lens.clone()));
        is_outdated = true;
        cursor::hold(state, has_pen);
    }
    set_abreast(state);
    scene::views::analyze(state);
    state.sight.is_early = is_early;
    survey(state, is_outdated);
    weigh(state);
    cursor::settle(state);
    if state.is_at_standup()
        && let (Some(standup), Some(item)) = (&mut state.standup, &state.place.item)
    {
        standup.point(item);
    }
}

/// Counts for every persona, where they are seen side by side.
fn set_abreast(state: &mut State) {
    let Some(book) = state.book().filter(|_| state.place.subject == Subject::View(ViewName::GOALS)).cloned() else {
        return;
    };
    let (limits, today) = (state.limits(), book.map.day(state.setup.today));
    state.sight.abreast.settle(&book, &state.sight.lens, limits, today);
}

/// Remembers what a map was like when it was first walked along.
fn begin_walk(state: &mut State, map: &Map) {
    let label = state.place.map.id.clone();
    if let Some(volume) = state.library.volume_mut(&label).filter(|volume| volume.walked.is_none()) {
        volume.walked = Some(Arc::new(map.clone()));
    }
}

/// Until the numbers are there, what a standup talks about first is made again, unless somebody went on; the cursor stays
/// on the first of it.
fn weigh(state: &mut State) {
    let is_loading = state.volume().is_none_or(|volume| volume.is_loading);
    let label = state.place.map.id.clone();
    let is_there = state.is_at_standup();
    let Some(standup) = state.standup.as_mut().filter(|own| own.map() == label && !own.is_set()) else { return };
    let before = standup.first_stop();
    if !is_there || state.place.item != before {
        return standup.set();
    }
    standup.weigh(&state.sight.board, state.setup.today, !is_loading);
    if let Some(first) = standup.first_stop().filter(|first| Some(first) != before.as_ref()) {
        state.place.seek(first);
    }
}

/// Numbers that come shortly after others, with more to come, are shown together with those; tells when.
fn holds(state: &State, book: &Arc<Book>) -> Option<Duration> {
    let (of, lens) = state.sight.made_of.as_ref()?;
    let due = state.sight.made_at.saturating_add(TOGETHER);
    let is_early = state.now < due && *lens == state.sight.lens;
    (is_early && !Arc::ptr_eq(of, book) && of.map == book.map).then_some(due)
}

/// Looks at all stages and touchpoints again, if that is asked for or if what others changed of them is marked now.
pub(super) fn survey(state: &mut State, is_outdated: bool) {
    let Some(volume) = state.volume().filter(|_| state.place.is_inside) else { return };
    if !is_outdated && *volume.unseen.marks() == state.sight.news {
        return;
    }
    let news = volume.unseen.marks().clone();
    if let Some(scene) = Scene::now(state) {
        state.sight.overview = Arc::new(scene::overview(scene));
        state.sight.news = news;
    }
}

#[cfg(test)]
mod tests;
