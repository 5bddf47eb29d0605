//! Reading what customers wrote at one place: what is asked for, what came, and where one is in it.
//! Must not know files, nor how a comment is painted.
//! Invariant: what is shown answers what is asked for now, or what was asked before and it is said that more comes.

use super::command::{Command, Stroke};
use super::effect::Effect;
use super::keymap::Scope;
use super::pen::Pen;
use super::picker::LONGEST_LINE;
use super::place::Subject;
use super::state::{Mode, State};
use crate::journey::{Address, Map, Noun, Segment};
use crate::source::comments::{self, Found, Order, Wish};
use crate::text::Plain;

/// Comments that are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The map's label.
    pub map: String,
    /// Where, and whose.
    pub wish: Wish,
    /// How often the map was read anew: what was gathered before is out of date.
    pub edition: u32,
    /// Which come first.
    pub order: Order,
    /// What they hold.
    pub typed: String,
}

impl Request {
    /// Are the same comments asked for, whatever the order and the search?
    #[must_use]
    pub fn is_of_same(&self, other: &Self) -> bool {
        self.map == other.map && self.wish == other.wish && self.edition == other.edition
    }
}

/// What comes of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    /// So many bytes of so many are read.
    Reading {
        /// Read.
        done: u64,
        /// In all.
        total: u64,
    },
    /// So many comments of so many have their score.
    Scoring {
        /// Scored.
        done: usize,
        /// In all.
        total: usize,
    },
    /// Here they are.
    Found(Found),
    /// They could not be read.
    Failed(Plain),
}

/// Where one is among comments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The one under the cursor.
    pub selected: usize,
    /// The first that was seen.
    pub top: usize,
    /// Rows of the selected one above the page, where it is longer than that.
    pub skip: usize,
}

/// One who reads comments.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The map's label.
    pub map: String,
    /// The place.
    pub at: Address,
    /// Which come first.
    pub order: Order,
    /// What is sought in them.
    pub search: Pen,
    /// What was sought before one began to type; `None` while one does not.
    pub before: Option<String>,
    /// What came.
    pub found: Option<Found>,
    /// How far it is, while more comes; or why nothing did.
    pub remark: Option<Plain>,
    /// Where one is.
    pub spot: Spot,
    asked: Option<Request>,
}

impl PartialEq for Reader {
    fn eq(&self, other: &Self) -> bool {
        (&self.asked, &self.search, &self.before, self.spot) == (&other.asked, &other.search, &other.before, other.spot)
    }
}

impl Eq for Reader {}

impl Reader {
    /// Is a search being typed?
    #[must_use]
    pub const fn is_typing(&self) -> bool {
        self.before.is_some()
    }

    /// How many there are to go through.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.rows.len())
    }

    fn select(&mut self, idx: usize) {
        let idx = idx.min(self.n_rows().saturating_sub(1));
        if idx != self.spot.selected {
            self.spot = Spot { selected: idx, skip: 0, ..self.spot };
        }
    }

    /// The next one, or the one before; at the end, the other end.
    fn turn(&mut self, is_on: bool) {
        let n = self.n_rows();
        let idx = if is_on { self.spot.selected + 1 } else { self.spot.selected + n.saturating_sub(1) };
        self.select(idx.checked_rem(n).unwrap_or(0));
    }
}

/// The place that the detail is about.
fn subject(state: &State) -> Option<Address> {
    let (map, place) = (state.map()?, &state.place);
    let journey = Address::journey();
    let here = || map.stages.get(place.stage.idx);
    Some(match place.subject {
        Subject::Journey => journey,
        Subject::Stage => journey.then(Noun::Stage, &here()?.id),
        Subject::Touchpoint => {
            let around = here()?;
            let touchpoint = around.touchpoints.get(place.touchpoint.idx)?;
            journey.then(Noun::Stage, &around.id).then(Noun::Touchpoint, &touchpoint.id)
        }
    })
}

/// Are there comments to read here?
pub(super) fn can_open(state: &State) -> bool {
    subject(state).zip(state.map()).is_some_and(|(at, map)| comments::has_comments(map, &at))
}

/// Is there anything for that command to do while one reads?
pub(super) fn matters(state: &State, reader: &Reader, command: Command) -> bool {
    match command {
        Command::Up | Command::Down | Command::Order => reader.n_rows() > 1,
        Command::NextMatch | Command::PreviousMatch => reader.n_rows() > 1 && !reader.search.text().is_empty(),
        Command::NextPersona => !state.sight.board.personas.is_empty(),
        _ => true,
    }
}

/// Begins to read the comments of the place one is at.
pub(super) fn open(state: &mut State) {
    let Some(at) = subject(state) else { return };
    if can_open(state) {
        let map = state.place.map.id.clone();
        state.mode = Mode::Comments(Box::new(Reader { map, at, ..Reader::default() }));
    } else {
        state.say("no column of comments is bound here");
    }
}

/// Leaves the comments for a command that does nothing among them.
pub(super) fn make_way(state: &mut State, command: Command) -> Vec<Effect> {
    let is_of_comments = state.setup.keymap.keys(Scope::Comments, command).next().is_some();
    if is_of_comments || !matches!(state.mode, Mode::Comments(_)) {
        return Vec::new();
    }
    state.mode = Mode::Browse;
    vec![Effect::Comments(None)]
}

/// Does what is asked for while reading; `None` where it means here what it means everywhere.
pub(super) fn obey(state: &mut State, command: Command) -> Option<Vec<Effect>> {
    let seen = state.screen.geometry.seen;
    let Mode::Comments(reader) = &mut state.mode else { return None };
    let page = seen.n_whole.max(1);
    let selected = reader.spot.selected;
    match command {
        Command::Out | Command::Close if reader.is_typing() => {
            let before = reader.before.take().unwrap_or_default();
            reader.search.replace(&before);
        }
        Command::Out | Command::Close => {
            state.mode = Mode::Browse;
            return Some(vec![Effect::Comments(None)]);
        }
        Command::Choose => reader.before = None,
        Command::Find => reader.before = Some(reader.search.text().to_owned()),
        Command::Write(stroke) => write(reader, stroke),
        Command::Order => reader.order = reader.order.next(),
        // What is longer than the page is read to its end first.
        Command::Down | Command::PageDown | Command::HalfDown if seen.n_below > 0 => {
            let by = if command == Command::Down { 1 } else { seen.n_rows.saturating_sub(1).max(1) };
            reader.spot.skip += by.min(seen.n_below);
        }
        Command::Up | Command::PageUp | Command::HalfUp if reader.spot.skip > 0 => {
            let by = if command == Command::Up { 1 } else { seen.n_rows.saturating_sub(1).max(1) };
            reader.spot.skip = reader.spot.skip.saturating_sub(by);
        }
        Command::Down | Command::NextRow => reader.select(selected + 1),
        Command::Up | Command::PreviousRow => reader.select(selected.saturating_sub(1)),
        Command::PageDown | Command::PageRowsDown => reader.select(selected + page),
        Command::PageUp | Command::PageRowsUp => reader.select(selected.saturating_sub(page)),
        Command::HalfDown => reader.select(selected + (page / 2).max(1)),
        Command::HalfUp => reader.select(selected.saturating_sub((page / 2).max(1))),
        Command::First => reader.select(0),
        Command::Last => reader.select(usize::MAX),
        Command::NextMatch => reader.turn(true),
        Command::PreviousMatch => reader.turn(false),
        _ => return None,
    }
    Some(Vec::new())
}

/// Erases in the line of the search.
fn write(reader: &mut Reader, stroke: Stroke) {
    if reader.is_typing() {
        reader.search.stroke(stroke);
    }
}

/// Types into the search, as far as a line goes.
pub(super) fn type_in(reader: &mut Reader, text: &str) {
    if reader.is_typing() {
        let room = LONGEST_LINE.saturating_sub(reader.search.text().chars().count());
        let taken: String = text.chars().take(room).collect();
        reader.search.type_in(&taken);
    }
}

/// Puts the cursor on a comment, or moves it on.
pub(super) fn point(reader: &mut Reader, idx: usize) {
    reader.select(idx);
}

/// Takes in what came, unless something else is asked for by now.
pub(super) fn hear(state: &mut State, request: &Request, told: Told) {
    let Some(reader) = state.mode.reader_mut() else { return };
    let Some(asked) = reader.asked.as_ref().filter(|asked| asked.is_of_same(request)) else { return };
    let is_answer = asked == request;
    let share = |done: u64, total: u64| (done.min(total) * 100).checked_div(total).unwrap_or(100);
    match told {
        Told::Reading { done, total } => {
            reader.remark = Some(format!("reading {:>2} %", share(done, total)).into());
        }
        Told::Scoring { done, total } => {
            let share = share(done as u64, total as u64);
            reader.remark = Some(format!("scoring {share:>2} %").into());
        }
        Told::Failed(why) if is_answer => reader.remark = Some(why),
        Told::Found(found) if is_answer => {
            reader.remark = None;
            let selected = reader.spot.selected.min(found.rows.len().saturating_sub(1));
            reader.found = Some(found);
            reader.spot = Spot { selected, top: reader.spot.top.min(selected), ..reader.spot };
        }
        Told::Failed(_) | Told::Found(_) => {}
    }
}

/// Learns which comment was painted first.
pub(super) fn painted(state: &mut State) {
    let seen = state.screen.geometry.seen;
    if let Some(reader) = state.mode.reader_mut() {
        reader.spot.top = seen.top.min(reader.spot.selected);
        reader.spot.skip = reader.spot.skip.min(seen.n_above);
    }
}

/// Asks for what is wanted now, where that is something else than before.
pub(super) fn ask(state: &mut State) -> Option<Effect> {
    let wanted = wanted(state);
    let reader = state.mode.reader_mut()?;
    let Some(wanted) = wanted else {
        state.mode = Mode::Browse;
        return Some(Effect::Comments(None));
    };
    let asked = reader.asked.as_ref();
    if asked == Some(&wanted) {
        return None;
    }
    let is_same_list = asked.is_some_and(|asked| asked.order == wanted.order && asked.typed == wanted.typed);
    if !(is_same_list && asked.is_some_and(|asked| asked.wish == wanted.wish)) {
        reader.spot = Spot::default();
    }
    if asked.is_some_and(|asked| asked.wish != wanted.wish) {
        // The comments of other people are not shown for an instant.
        reader.found = None;
    }
    reader.asked = Some(wanted.clone());
    Some(Effect::Comments(Some(wanted)))
}

/// What there is to be asked; `None` where nobody reads, or the place is gone.
fn wanted(state: &State) -> Option<Request> {
    let reader = state.mode.reader()?;
    let volume = state.volume().filter(|volume| state.place.is_inside && volume.label == reader.map)?;
    let map = &volume.book.as_ref()?.map;
    if !comments::has_comments(map, &reader.at) {
        return None;
    }
    let settings = &state.setup.settings;
    let segment = segment(map, state.sight.board.persona.as_deref());
    let wish = Wish { at: reader.at.clone(), segment, privacy: settings.privacy, hidden: settings.hidden };
    Some(Request {
        map: reader.map.clone(),
        wish,
        edition: volume.edition,
        order: reader.order,
        typed: reader.search.text().to_owned(),
    })
}

fn segment(map: &Map, persona: Option<&str>) -> Segment {
    let persona = persona.and_then(|id| map.personas.iter().find(|persona| persona.id == id));
    persona.map(|persona| persona.segment.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
