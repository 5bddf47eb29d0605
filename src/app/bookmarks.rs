//! Where a map is opened: where it was left, or else at its worst touchpoint; and what others changed meanwhile.
//! Invariant: the cursor is put somewhere at most once for each opening, and never after the user did something.

use std::sync::Arc;

use super::effect::Effect;
use super::location::{Cursor, Errand, Location, Subject};
use super::scene::views;
use super::state::State;
use super::view::Pane;
use super::viewing::ViewName;
use super::worst;
use crate::journey::{Address, Book, Bookmark, Map, Noun};
use crate::source;

const PANES: [(Pane, &str); 3] =
    [(Pane::Stages, "stages"), (Pane::Touchpoints, "touchpoints"), (Pane::Detail, "detail")];
const TOUCHPOINT: &str = "touchpoint";
const STAGE: &str = "stage";

/// It is known now where earlier sessions left these maps.
pub(super) fn recall(state: &mut State, bookmarks: &[Bookmark]) {
    state.arrival.is_recalled = true;
    for bookmark in bookmarks {
        let is_open = state.open_map() == Some(bookmark.map.as_str());
        let Some(volume) = state.library.volume_mut(&bookmark.map) else { continue };
        volume.unseen.recall(&bookmark.seen);
        if volume.left.is_some() {
            continue;
        }
        let Some(place) = place(bookmark) else { continue };
        if !is_open {
            volume.left = Some(place);
        } else if state.arrival.is_awaited(&bookmark.map) && is_untouched(&state.place) {
            state.arrival.awaited = None;
            state.place = Location { map: state.place.map.clone(), ..place };
        }
    }
}

/// The user changed the text of a map from one to the other.
pub(super) fn note_own(state: &mut State, map: &str, before: &Arc<str>, after: &Map) {
    let Some(volume) = state.library.volume_mut(map) else { return };
    match &volume.book {
        Some(shown) if shown.text == *before => volume.unseen.absorb(&shown.map, after),
        _ => volume.unseen.absorb(&source::parse(map, before).0, after),
    }
}

/// Puts the cursor where the map that is open now begins, marks what others changed, and tells where the user is, where
/// that is not known yet.
pub(super) fn attend(state: &mut State) -> Option<Effect> {
    let (label, book) = (state.open_map()?.to_owned(), state.book()?.clone());
    if !state.arrival.is_recalled {
        return None;
    }
    arrive(state, &label, &book);
    look(state, &label, &book);
    if state.arrival.awaited.is_some() {
        return None;
    }
    let now = bookmark(state, &label)?;
    if state.arrival.told.as_ref() == Some(&now) {
        return None;
    }
    state.arrival.told = Some(now.clone());
    Some(Effect::Bookmark(now))
}

/// Shows the view on which a map opens that nobody has been in, and goes to its worst touchpoint once that is known; in a
/// proposal to its first question.
fn arrive(state: &mut State, label: &str, book: &Book) {
    if !state.arrival.is_awaited(label) {
        return;
    }
    let first = book.map.view.and_then(|view| views::named(view.word()));
    let is_first = |place: &Location| first.is_some_and(|row| place.subject == Subject::View(row.name));
    if is_untouched(&state.place)
        && state.standup_of(label).is_none()
        && let Some(row) = first.filter(|row| views::lack(state, row).is_none())
    {
        state.place.see(row.name);
    }
    let has_all = state.library.volume(label).is_some_and(|volume| volume.has_all);
    let is_sure = || worst::whatever_is_measured(&book.map);
    let is_known = has_all || is_sure().is_some();
    let is_there = is_first(&state.place);
    // A walk begins where the journey does.
    let is_walk = is_there && first.is_some_and(|row| row.name == ViewName::WALK);
    if is_walk || !(is_there || is_untouched(&state.place)) {
        state.arrival.awaited = None;
    } else if let Some(ask) = book.map.asks.first().filter(|_| state.library.is_proposal) {
        // A proposal is there to be asked about.
        state.arrival.awaited = None;
        state.place.show(Subject::JOURNEY);
        state.place.focus_on(Pane::Detail);
        state.place.seek(ask.address());
    } else if is_known {
        state.arrival.awaited = None;
        let all = || worst::worst(&book.map, &state.sight.board).map(|own| own.place);
        let Some((stage_idx, idx)) = is_sure().or_else(all) else { return };
        (state.place.stage, state.place.touchpoint) = (Cursor::at(stage_idx), Cursor::at(idx));
        state.place.settle(&book.map);
        state.place.look_anew();
        state.sight.nth_worst = Some(0);
    }
}

/// Is it where a map begins?
fn is_untouched(place: &Location) -> bool {
    (place.stage.idx, place.touchpoint.idx) == (0, 0)
        && place.subject == Subject::Touchpoint
        && place.focus == Pane::Touchpoints
        && !place.is_zoomed
        && place.scroll == 0
}

/// Marks what others changed. While a change of one's own is under way that cannot be told.
fn look(state: &mut State, label: &str, book: &Book) {
    let journey = Address::journey();
    let around = book.map.stages.get(state.place.stage.idx).map(|own| (journey.then(Noun::Stage, &own.id), own));
    let touchpoint = around.as_ref().and_then(|(at, around)| {
        let own = around.touchpoints.get(state.place.touchpoint.idx)?;
        (state.place.subject == Subject::Touchpoint).then(|| at.then(Noun::Touchpoint, &own.id))
    });
    let here = around.map(|(at, _)| at).into_iter().chain(touchpoint).collect();
    let is_busy = state.desk.is_busy(label);
    let Some(volume) = state.library.volume_mut(label) else { return };
    volume.unseen.go_to(here);
    if !is_busy {
        volume.unseen.look(book);
    }
    if state.notice.is_none() {
        state.notice = volume.unseen.take_untold();
    }
}

fn bookmark(state: &State, label: &str) -> Option<Bookmark> {
    let (place, volume) = (&state.place, state.library.volume(label)?);
    let of = |cursor: &Cursor| (cursor.id.clone(), cursor.idx);
    let pane = PANES.iter().find(|(pane, _)| *pane == place.focus).map(|(_, word)| *word)?;
    let about = match place.subject {
        Subject::Touchpoint => TOUCHPOINT,
        Subject::Stage => STAGE,
        Subject::View(name) => name.as_str(),
    };
    Some(Bookmark {
        map: label.to_owned(),
        stage: of(&place.stage),
        touchpoint: of(&place.touchpoint),
        pane: pane.to_owned(),
        about: about.to_owned(),
        scroll: place.scroll,
        seen: volume.unseen.seen(),
    })
}

/// The place that a bookmark is at; `None` if another version wrote what this one does not know.
fn place(bookmark: &Bookmark) -> Option<Location> {
    let at = |(id, idx): &(String, usize)| Cursor { id: id.clone(), idx: *idx };
    let subject = match bookmark.about.as_str() {
        TOUCHPOINT => Subject::Touchpoint,
        STAGE => Subject::Stage,
        name => Subject::View(views::named(name)?.name),
    };
    Some(Location {
        stage: at(&bookmark.stage),
        touchpoint: at(&bookmark.touchpoint),
        subject,
        focus: PANES.iter().find(|(_, word)| *word == bookmark.pane).map(|(pane, _)| *pane)?,
        is_zoomed: subject.is_journey() && subject != Subject::View(ViewName::ABOUT),
        scroll: bookmark.scroll,
        errand: Errand::Land,
        ..Location::opening(&bookmark.map)
    })
}

#[cfg(test)]
mod tests;
