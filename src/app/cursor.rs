//! The cursor in the detail: which block it is on, how it steps, and how the detail scrolls with it.
//! After [`settle`] it is on a block that exists, or on none; a step never skips a row that was not seen.

use super::location::{Errand, Subject};
use super::scene::{self, views};
use super::state::State;
use super::view::{Block, Page, Pane};
use crate::journey::Address;
use near::{go_along, is_drawn, nearest, sections, toward};

mod near;

/// Something the cursor can be on.
#[derive(Debug)]
struct Stop {
    at: Address,
    /// The row to show with it: that of the heading above it, or else its own.
    top: usize,
    first: usize,
    end: usize,
}

/// The stops of a detail, and which of its rows are in sight.
#[derive(Debug)]
struct Stops {
    all: Vec<Stop>,
    /// The one that the page wants the cursor to start at.
    start: Option<usize>,
    /// Are their rows known? Only once they were painted.
    is_painted: bool,
    scroll: usize,
    rows: usize,
    last_scroll: usize,
}

impl Stops {
    fn of(state: &State) -> Self {
        let Page { blocks, starts_at, .. } = scene::story(state);
        let (geometry, place) = (&state.screen.geometry, &state.place);
        let is_painted = geometry.detail_rows > 0 && geometry.block_rows.len() == blocks.len();
        let rows_of = |idx: usize| geometry.block_rows.get(idx).copied().unwrap_or_default();
        let toward = toward(state);
        let stops = blocks.iter().enumerate().filter_map(|(idx, block)| {
            let (first, n_rows) = rows_of(idx);
            let over = idx.checked_sub(1).filter(|over| matches!(blocks.get(*over), Some(Block::Heading(_))));
            // With the heading over it, as far as both fit.
            let top = over.map_or(first, |over| rows_of(over).0).min(first);
            let top = top.max((first + 1).saturating_sub(geometry.detail_rows));
            let at = nearest(&block.places(), &toward)?.clone();
            Some(Stop { at, top, first, end: first.saturating_add(n_rows) })
        });
        let (all, rows) = (stops.collect::<Vec<Stop>>(), geometry.detail_rows);
        let start = starts_at.and_then(|at| all.iter().position(|stop| stop.at == at));
        let last_scroll = geometry.detail_total.saturating_sub(rows);
        let scroll = if is_painted { place.scroll.min(last_scroll) } else { place.scroll };
        Self { all, start, is_painted, scroll, rows, last_scroll }
    }

    /// The row after the last one in sight.
    fn bottom(&self) -> usize {
        self.scroll.saturating_add(self.rows)
    }

    /// Is any row of it in sight?
    fn is_in_sight(&self, stop: &Stop) -> bool {
        stop.end > self.scroll && stop.first < self.bottom()
    }

    /// The stops that begin in sight, or else the one that fills the window.
    fn in_sight(&self) -> impl DoubleEndedIterator<Item = usize> {
        let begins = |stop: &Stop| stop.first >= self.scroll && stop.first < self.bottom();
        let has_any = self.all.iter().any(begins);
        let all = self.all.iter().enumerate();
        all.filter(move |(_, stop)| begins(stop) || (!has_any && self.is_in_sight(stop))).map(|(idx, _)| idx)
    }

    /// The most rows that one step scrolls: two stay in sight.
    fn most(&self) -> usize {
        self.rows.saturating_sub(2).max(1)
    }

    /// How many rows a step scrolls at the edge, so that the next steps need not.
    fn half(&self) -> usize {
        (self.rows / 2).min(self.most())
    }

    fn position(&self, at: &Address) -> Option<usize> {
        self.all.iter().position(|stop| stop.at == *at)
    }

    /// The stop that shows a place: itself, another part of the same field, or the item that it is in.
    fn showing(&self, at: &Address) -> Option<usize> {
        let part = |at: &Address| at.field.as_deref().and_then(|field| field.split('.').next()).map(str::to_owned);
        let alike = |stop: &Stop| stop.at.steps == at.steps && part(at).is_some() && part(&stop.at) == part(at);
        let within = |n: usize| {
            let steps = at.steps.get(..n)?;
            self.all.iter().position(|stop| stop.at.field.is_none() && stop.at.steps == steps)
        };
        self.position(at)
            .or_else(|| self.all.iter().position(alike))
            .or_else(|| (1..=at.steps.len()).rev().find_map(within))
    }
}

/// Goes to the next of the places beside one another, or to the one before; from what is in one of them to the next as
/// well. Gives back whether there are several.
pub(super) fn across(state: &mut State, by: isize) -> bool {
    let Some(item) = state.place.item.clone() else { return false };
    let blocks = scene::story(state).blocks;
    let is_in = |own: &Address| own.field.is_none() && item.steps.starts_with(&own.steps);
    let rows = || blocks.iter().map(Block::places).filter(|places| places.len() > 1);
    let beside = rows().find(|places| places.contains(&&item));
    let Some(row) = beside.or_else(|| rows().find(|places| places.iter().any(|own| is_in(own)))) else { return false };
    let here = row.iter().position(|own| **own == item).or_else(|| row.iter().position(|own| is_in(own))).unwrap_or(0);
    let to = here.saturating_add_signed(by).min(row.len() - 1);
    if let Some(at) = row.get(to).map(|at| (*at).clone()) {
        state.place.item = Some(at);
        state.place.errand = Errand::Seek;
        go_along(state);
    }
    true
}

/// Puts the cursor where it belongs in a detail that may have changed; removes it while the detail is not in focus.
pub(super) fn settle(state: &mut State) {
    if !state.place.is_inside || state.place.focus != Pane::Detail {
        let place = &mut state.place;
        (place.item, place.item_idx, place.errand) = (None, None, Errand::Done);
        return;
    }
    let Some(item) = state.place.item.clone() else {
        land(state);
        return;
    };
    let stops = Stops::of(state);
    if stops.all.is_empty() && state.place.item_idx.is_none() && views::waits(state) {
        return;
    }
    let found = match state.place.item_idx {
        None => stops.showing(&item),
        Some(was) => stops.position(&item).or_else(|| {
            // It is gone: take the nearest stop.
            state.place.errand = Errand::Seek;
            was.min(stops.all.len().saturating_sub(1)).into()
        }),
    };
    put(state, &stops, found);
}

/// When the map, its numbers or the screen change: brings the marked block back into sight if it was there, and the pen
/// in any case.
pub(super) fn hold(state: &mut State, has_pen: bool) {
    let place = &state.place;
    let marked = state.screen.geometry.marked_row.filter(|_| place.item.is_some());
    let bottom = place.scroll.saturating_add(state.screen.geometry.detail_rows);
    let is_seen = marked.is_some_and(|row| row >= place.scroll && row < bottom);
    if is_seen || has_pen {
        state.place.errand = Errand::Seek;
    }
}

/// After a frame was painted: chooses where to land, and scrolls to the marked block. Returns whether the frame changed.
pub(super) fn painted(state: &mut State) -> bool {
    let (rows, total) = (state.screen.geometry.detail_rows, state.screen.geometry.detail_total);
    if !state.place.is_inside || rows == 0 {
        return false;
    }
    let last = total.saturating_sub(rows);
    let before = (state.place.scroll.min(last), state.place.item.clone());
    // A drawing is opened where one is, even if that is farther down.
    let is_landing = state.place.errand == Errand::Land && before.0 == 0;
    land(state);
    let is_opened = is_landing && (is_drawn(state) || views::waits(state));
    let waits = views::waits(state);
    let (geometry, place) = (&state.screen.geometry, &mut state.place);
    if let Some(row) = geometry.marked_row.filter(|_| is_opened || place.errand == Errand::Seek) {
        let n_rows = geometry.block_rows.iter().find(|(first, n)| *first == row && *n > 0).map_or(1, |(_, n)| *n);
        let (end, bottom) = (row.saturating_add(n_rows), place.scroll.saturating_add(rows));
        let is_seen = row >= place.scroll && row < bottom;
        let fills = n_rows > rows && end > place.scroll && row < bottom;
        if !is_seen && !fills {
            place.scroll = row.saturating_sub(rows / 3).max(end.saturating_sub(rows).min(row));
        } else if end > bottom && n_rows <= rows && !is_opened {
            place.scroll = end - rows;
        }
    }
    // A drawing may still wait for what there is to draw.
    let is_drawn = waits || matches!(place.subject, Subject::View(name) if views::draws(name));
    let is_waiting = is_drawn && place.errand == Errand::Land && place.item.is_none();
    let is_sought = waits && place.errand == Errand::Seek && place.item.is_some() && place.item_idx.is_none();
    place.errand = if is_waiting {
        Errand::Land
    } else if is_sought {
        Errand::Seek
    } else {
        Errand::Done
    };
    place.scroll = place.scroll.min(last);
    (place.scroll, &place.item) != (before.0, &before.1)
}

/// Goes down or up: a step of one goes to the next block, a longer one by that many rows.
pub(super) fn step(state: &mut State, by: isize) {
    let stops = Stops::of(state);
    state.place.errand = Errand::Done;
    if stops.all.is_empty() {
        state.place.scroll = state.place.scroll.saturating_add_signed(by);
        return;
    }
    let here = state.place.item_idx.filter(|idx| state.place.item.is_some() && *idx < stops.all.len());
    match by {
        1 | -1 if !stops.is_painted => {
            let last = stops.all.len() - 1;
            put(state, &stops, Some(here.map_or(0, |here| here.saturating_add_signed(by).min(last))));
            state.place.errand = Errand::Seek;
        }
        1 => down(state, &stops, here),
        -1 => up(state, &stops, here),
        _ => leap(state, &stops, by),
    }
}

/// Scrolls the detail. A cursor left out of sight moves to the nearest stop in sight, if there is one.
pub(super) fn scroll(state: &mut State, by: isize) {
    state.place.scroll = state.place.scroll.saturating_add_signed(by);
    if state.place.focus != Pane::Detail {
        return;
    }
    let stops = Stops::of(state);
    if stops.is_painted {
        state.place.scroll = stops.scroll;
    }
    let is_lost = state.place.item_idx.and_then(|idx| stops.all.get(idx)).is_none_or(|stop| !stops.is_in_sight(stop));
    if stops.is_painted && is_lost {
        let nearest = if by > 0 { stops.in_sight().next() } else { stops.in_sight().next_back() };
        if nearest.is_some() {
            put(state, &stops, nearest);
        }
    }
}

/// Goes to the next section of the detail, or to the one before: to its heading, with the cursor on the first stop below.
/// Gives back whether there is one.
pub(super) fn go_to_section(state: &mut State, is_on: bool) -> bool {
    let is_there = state.place.focus == Pane::Detail;
    if !is_there {
        state.place.focus_on(Pane::Detail);
    }
    let blocks = scene::story(state).blocks;
    let (stops, sections) = (Stops::of(state), sections(&blocks));
    let rows_of = |idx: usize| state.screen.geometry.block_rows.get(idx).copied().unwrap_or_default();
    let marked = state.place.item.as_ref().filter(|_| is_there);
    let marked = marked.and_then(|item| blocks.iter().position(|block| block.at() == Some(item)));
    // Without a cursor the rows in sight tell; at the very bottom the last of them.
    let is_bottom = stops.scroll >= stops.last_scroll;
    let is_reached = |first: usize| match marked {
        Some(here) => first <= here,
        None => is_there && stops.is_painted && (is_bottom || rows_of(first).0 <= stops.scroll),
    };
    let own = sections.iter().rposition(|own| is_reached(own.start));
    let next = match (own, is_on) {
        (None, true) => Some(0),
        (Some(own), true) => Some(own + 1),
        (own, false) => own.and_then(|own| own.checked_sub(1)),
    };
    let Some(section) = next.and_then(|nth| sections.get(nth).cloned()) else {
        // Before the first section stands what has none.
        let is_at_end = is_on || own.is_none();
        if !is_at_end {
            state.place.scroll = 0;
            put(state, &stops, (!stops.all.is_empty()).then_some(0));
        }
        return !is_at_end;
    };
    let first = blocks.iter().skip(section.start).take(section.len()).find_map(Block::at);
    let (top, (last, n_last)) = (rows_of(section.start).0, rows_of(section.end.saturating_sub(1)));
    let stop = first.and_then(|at| stops.position(at));
    put(state, &stops, stop);
    state.place.errand = if stops.is_painted || stop.is_none() { Errand::Done } else { Errand::Seek };
    let is_whole = top >= stops.scroll && last.saturating_add(n_last) <= stops.bottom();
    if stops.is_painted && !is_whole {
        state.place.scroll = top.min(stops.last_scroll);
    }
    true
}

/// Puts the cursor on a block, by its position in the detail.
pub(super) fn choose(state: &mut State, block_idx: usize) {
    let detail = scene::story(state);
    state.place.focus_on(Pane::Detail);
    if let Some(at) = detail.blocks.get(block_idx).and_then(Block::at) {
        state.place.seek(at.clone());
    }
}

/// Puts the cursor on the first stop in sight; before anything was painted, on the first of all.
fn land(state: &mut State) {
    if state.place.errand != Errand::Land {
        return;
    }
    let stops = Stops::of(state);
    let is_opened = state.place.scroll == 0;
    let start = stops.start.filter(|_| is_opened);
    let first = if start.is_some() {
        start
    } else if stops.is_painted {
        stops.in_sight().next()
    } else {
        (!stops.all.is_empty()).then_some(0)
    };
    put(state, &stops, first);
}

fn put(state: &mut State, stops: &Stops, idx: Option<usize>) {
    let found = idx.and_then(|idx| Some((idx, stops.all.get(idx)?)));
    state.place.item = found.map(|(_, stop)| stop.at.clone());
    state.place.item_idx = found.map(|(idx, _)| idx);
    go_along(state);
}

/// Goes by many rows, to the first stop then in sight; at the bottom, to the last one.
fn leap(state: &mut State, stops: &Stops, by: isize) {
    let to = stops.scroll.saturating_add_signed(by);
    if !stops.is_painted {
        state.place.scroll = to;
        put(state, stops, None);
        state.place.errand = Errand::Land;
        return;
    }
    let to = to.min(stops.last_scroll);
    let is_at_end = by == isize::MAX || (by > 0 && to == stops.scroll);
    state.place.scroll = to;
    let stops = Stops { scroll: to, ..Stops::of(state) };
    let idx = if is_at_end { stops.in_sight().next_back() } else { stops.in_sight().next() };
    put(state, &stops, idx);
}

fn down(state: &mut State, stops: &Stops, here: Option<usize>) {
    let own = here.and_then(|here| stops.all.get(here));
    if let Some(own) = own.filter(|own| own.end > stops.bottom() && own.first < stops.bottom()) {
        // First show the rest of what the cursor is on.
        state.place.scroll = stops.scroll + (own.end - stops.bottom()).min(stops.most());
        return;
    }
    let after = match (here, own) {
        (Some(here), Some(own)) if own.first < stops.bottom() => here + 1,
        (Some(here), _) => here,
        (None, _) => 0,
    };
    let next = (after..stops.all.len()).find(|idx| stops.all.get(*idx).is_some_and(|stop| stop.end > stops.scroll));
    let Some((idx, stop)) = next.and_then(|idx| Some((idx, stops.all.get(idx)?))) else {
        state.place.scroll = (stops.scroll + stops.most()).min(stops.last_scroll);
        return;
    };
    let needed = stop.end.saturating_sub(stops.rows).min(stop.top).max(stops.scroll);
    if needed - stops.scroll <= stops.most() {
        let half = (stops.scroll + stops.half()).min(stop.top).min(stops.last_scroll);
        state.place.scroll = if needed == stops.scroll { needed } else { needed.max(half) };
        put(state, stops, Some(idx));
        state.place.errand = Errand::Seek;
    } else {
        state.place.scroll = stops.scroll + stops.most();
    }
}

fn up(state: &mut State, stops: &Stops, here: Option<usize>) {
    let own = here.and_then(|here| stops.all.get(here));
    if let Some(own) = own.filter(|own| own.first < stops.scroll && own.end > stops.scroll) {
        state.place.scroll = stops.scroll - (stops.scroll - own.top).min(stops.most());
        return;
    }
    let before = match (here, own) {
        (Some(here), Some(own)) if own.end > stops.scroll => here,
        (Some(here), _) => here + 1,
        (None, _) => stops.all.len(),
    };
    let next = (0..before).rev().find(|idx| stops.all.get(*idx).is_some_and(|stop| stop.first < stops.bottom()));
    let Some((idx, stop)) = next.and_then(|idx| Some((idx, stops.all.get(idx)?))) else {
        state.place.scroll = stops.scroll - stops.scroll.min(stops.most());
        return;
    };
    let is_tall = stop.end - stop.first > stops.rows;
    let needed = if is_tall { stop.end - stops.rows } else { stop.top }.min(stops.scroll);
    if stops.scroll - needed <= stops.most() {
        let half = stops.scroll.saturating_sub(stops.half()).max(stop.end.saturating_sub(stops.rows));
        state.place.scroll = if needed == stops.scroll { needed } else { needed.min(half) };
        put(state, stops, Some(idx));
        state.place.errand = Errand::Seek;
    } else {
        state.place.scroll = stops.scroll - stops.most();
    }
}

#[cfg(test)]
mod tests;
