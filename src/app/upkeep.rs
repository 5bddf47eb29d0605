//! Keeps the maps on screen the same as their files: decides which map is read again, and when.
//! It never shows a text that a later one has replaced, and never reads a source because only words changed.

use std::sync::Arc;

use super::effect::Effect;
use super::event::Compared;
use super::library::Volume;
use super::state::State;
use crate::journey::Book;

/// Asks for a map to be read with its sources.
pub(super) fn load(state: &mut State, map: &str) -> Vec<Effect> {
    let Some(volume) = state.library.volume_mut(map) else { return Vec::new() };
    volume.begin();
    state.outdate_row(map);
    vec![Effect::Load(map.to_owned())]
}

/// Tells which map is open, where that changed, and asks for numbers that are not kept: those of the map that was
/// opened, and those of a row that its map has left behind.
pub(super) fn attend(state: &mut State) -> Vec<Effect> {
    let open = state.open_map().map(str::to_owned);
    let mut effects = Vec::new();
    if state.told_open != open {
        effects.push(Effect::Open(open.clone()));
        state.told_open.clone_from(&open);
    }
    if let Some(map) = &open
        && let Some(book) = state.library.volume_mut(map).and_then(Volume::unfold)
    {
        state.outdate_row(map);
        effects.push(Effect::Recount { map: map.clone(), book });
    }
    let behind = state.library.volumes.iter().filter(|volume| volume.is_left_behind());
    let behind: Vec<String> = behind.map(|volume| volume.label.clone()).collect();
    effects.extend(behind.iter().flat_map(|map| load(state, map)));
    effects
}

/// The text of a map may have changed on disk: asks for it to be compared with what was read.
pub(super) fn look(state: &mut State, map: &str) -> Vec<Effect> {
    let Some(volume) = state.library.volume_mut(map) else { return Vec::new() };
    let is_whole = |book: &&Arc<Book>| volume.broken.is_none() && (volume.is_loading || book.counts.is_complete);
    let read = volume.upkeep.counted.as_ref().or(volume.book.as_ref().filter(is_whole)).cloned();
    let Some(read) = read else { return load(state, map) };
    if let Some((_, is_again)) = &mut volume.upkeep.looking {
        *is_again = true;
        return Vec::new();
    }
    volume.upkeep.looking = Some((Arc::clone(&read), false));
    let is_pointed = read.counts.findings.is_empty() || volume.upkeep.pointed.as_ref() == Some(&read.text);
    vec![Effect::Look { map: map.to_owned(), read, is_pointed }]
}

/// After a save: findings from the sources may point at other lines now, so looks again if there are any.
pub(super) fn point(state: &mut State, map: &str) -> Vec<Effect> {
    let is_told_of = |volume: &Volume| {
        volume.upkeep.counted.is_some() || volume.book.as_ref().is_some_and(|book| !book.counts.findings.is_empty())
    };
    if state.library.volume(map).is_some_and(is_told_of) { look(state, map) } else { Vec::new() }
}

/// A load has read a map, or more of its numbers.
pub(super) fn loaded(state: &mut State, map: &str, book: Arc<Book>) -> Vec<Effect> {
    let Some(volume) = state.library.volume_mut(map) else { return Vec::new() };
    if !volume.upkeep.is_overtaken {
        return show(state, map, book);
    }
    // The map on screen has newer words: it takes the numbers once they are complete.
    if !book.counts.is_complete {
        return Vec::new();
    }
    volume.upkeep.is_overtaken = false;
    volume.upkeep.counted = Some(book);
    look(state, map)
}

/// The text of a map was compared with what was read of it.
pub(super) fn looked(state: &mut State, map: &str, read: &Arc<Book>, compared: Compared) -> Vec<Effect> {
    let Some(volume) = state.library.volume_mut(map) else { return Vec::new() };
    let upkeep = &mut volume.upkeep;
    let Some((_, is_again)) = upkeep.looking.take_if(|(at, _)| is_same(at, read)) else { return Vec::new() };
    let is_of_load = upkeep.counted.as_ref().is_some_and(|counted| is_same(counted, read));
    let is_shown = volume.book.as_ref().is_some_and(|shown| is_same(shown, read));
    if is_again || !(is_of_load || is_shown) {
        return look(state, map);
    }
    if is_of_load {
        upkeep.counted = None;
    }
    let told = match compared {
        Compared::Unlike => return load(state, map),
        Compared::Same => {
            upkeep.pointed = Some(Arc::clone(&read.text));
            if is_shown {
                return Vec::new();
            }
            Arc::clone(read)
        }
        Compared::Other(book) => {
            upkeep.pointed = Some(Arc::clone(&book.text));
            if volume.is_loading && !is_of_load {
                // The load goes on counting.
                upkeep.is_overtaken = true;
                Arc::new(Arc::unwrap_or_clone(book).uncounted())
            } else {
                book
            }
        }
    };
    show(state, map, told)
}

/// Are they equal? What is compared is nearly always the very book that was asked about.
fn is_same(book: &Arc<Book>, other: &Arc<Book>) -> bool {
    Arc::ptr_eq(book, other) || book == other
}

/// Shows what was read, and follows its sources from here on.
fn show(state: &mut State, map: &str, book: Arc<Book>) -> Vec<Effect> {
    let Some(volume) = state.library.volume_mut(map) else { return Vec::new() };
    volume.hear(book);
    // A broken map says nothing about its sources: follow those of the one on screen.
    let shown = volume.book.as_ref().filter(|book| book.counts.is_complete).cloned();
    state.outdate_row(map);
    shown.map(|book| Effect::Follow { map: map.to_owned(), book }).into_iter().collect()
}
