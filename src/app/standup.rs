//! A standup under way: a walk through what is open, with a frame around it. Must not know who counts its minutes.
//! Invariant: while it runs everything else works as always, and what is open keeps its turn whatever becomes of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::command::Command;
use super::effect::Effect;
use super::find;
use super::state::State;
use crate::journey::{Address, Book, Map, Noun};
use crate::source;
use crate::standup::{self, Meeting, Turn};

/// Minutes that a standup takes.
const LONGEST: u32 = 10;
const MINUTE: Duration = Duration::from_secs(60);

/// What a standup is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Topic {
    /// All that is open in the map.
    Map,
    /// One touchpoint, by its id.
    Touchpoint(String),
}

/// A standup under way.
#[derive(Clone, Debug)]
pub struct Standup {
    map: String,
    topic: Topic,
    turns: Vec<Turn>,
    /// Whose turn it is; `None` before the first.
    idx: Option<usize>,
    /// When it began.
    since: Duration,
    /// The map as it was found.
    start: Arc<Book>,
    /// The map that turns and marks were made of.
    made_of: Arc<Book>,
    /// The day of the standup before, and the map as that left it.
    last: Option<(Date, Map)>,
    marks: BTreeMap<Address, String>,
    end: End,
}

/// Is it to end?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// It goes on.
    No,
    /// As soon as all changes are answered.
    Awaited,
    /// So, and the session with it.
    AwaitedToQuit,
}

impl Standup {
    fn new(map: &str, topic: Topic, book: &Arc<Book>, (today, since): (Date, Duration)) -> Self {
        Self {
            map: map.to_owned(),
            turns: standup::agenda(&book.map, today, topic.touchpoint()),
            topic,
            since,
            idx: None,
            start: Arc::clone(book),
            made_of: Arc::clone(book),
            last: None,
            marks: BTreeMap::new(),
            end: End::No,
        }
    }

    /// Its map's label.
    #[must_use]
    pub fn map(&self) -> &str {
        &self.map
    }

    /// What to say beside an item: `new`, `was open`.
    #[must_use]
    pub fn mark(&self, at: &Address) -> Option<&str> {
        self.marks.get(at).map(String::as_str)
    }

    /// `standup · Noa · 2 of 7 · 4 min · since 2026-11-15`.
    #[must_use]
    pub fn words(&self, now: Duration) -> String {
        let turn = self.idx.and_then(|idx| Some((idx, self.turns.get(idx)?)));
        let mut words = vec!["standup".to_owned()];
        match turn {
            Some((idx, turn)) => {
                words.push(turn.owner.clone().unwrap_or_else(|| "nobody yet".to_owned()));
                words.push(format!("{} of {}", idx + 1, self.turns.len()));
            }
            None if self.turns.is_empty() => words.push("nothing open".to_owned()),
            None => words.push(format!("{} open", self.turns.len())),
        }
        let minutes = self.minutes(now);
        let over = if minutes > LONGEST { ", over ten" } else { "" };
        words.push(format!("{minutes} min{over}"));
        words.extend(self.last.as_ref().map(|(date, _)| format!("since {date}")));
        words.join(" · ")
    }

    /// How many whole minutes it has taken.
    fn minutes(&self, now: Duration) -> u32 {
        u32::try_from(now.saturating_sub(self.since).as_secs() / MINUTE.as_secs()).unwrap_or(u32::MAX)
    }

    /// When the next minute is full; those that were slept through are passed over.
    pub(super) fn next_minute(&self, now: Duration) -> Duration {
        self.since + MINUTE * self.minutes(now).saturating_add(1)
    }

    /// Is there somewhere to go?
    #[must_use]
    pub fn has_turns(&self) -> bool {
        !self.turns.is_empty()
    }

    /// Compares with the standup before, where there was one.
    fn compare(&mut self) {
        let Some((_, last)) = &self.last else { return };
        let changes = standup::since(last, &self.made_of.map);
        self.marks = changes.iter().filter_map(|change| Some((change.at.clone(), change.mark()?))).collect();
    }

    /// Goes on with the map as it is now: every turn stays where it is, what is gone leaves, what is new comes after
    /// the others of its owner.
    fn follow(&mut self, book: &Arc<Book>, today: Date) {
        let places: Vec<&Address> = self.turns.iter().map(|turn| &turn.at).collect();
        let places = standup::trace(&self.made_of.map, &book.map, &places);
        let now = standup::agenda(&book.map, today, self.topic.touchpoint());
        let here = self.idx;
        let mut turns = Vec::with_capacity(now.len());
        for (idx, (turn, at)) in std::mem::take(&mut self.turns).into_iter().zip(places).enumerate() {
            if let Some(at) = at {
                let as_now = now.iter().find(|own| own.at == at).cloned();
                turns.push(as_now.unwrap_or(Turn { at, ..turn }));
            } else if here.is_some_and(|here| idx <= here) {
                // The next one comes next.
                self.idx = self.idx.and_then(|idx| idx.checked_sub(1));
            }
        }
        for turn in now {
            if turns.iter().any(|own| own.at == turn.at) {
                continue;
            }
            let after = turns.iter().rposition(|own| own.owner == turn.owner).map_or(turns.len(), |idx| idx + 1);
            turns.insert(after, turn);
            self.idx = self.idx.map(|idx| if after <= idx { idx + 1 } else { idx });
        }
        self.turns = turns;
        self.made_of = Arc::clone(book);
        self.compare();
    }

    /// Goes to the next turn, or the one before; from the last to the first.
    fn turn(&mut self, is_on: bool) -> Option<&Turn> {
        let n = self.turns.len();
        let idx = match (self.idx, is_on) {
            (None, true) => 0,
            (None, false) => n.checked_sub(1)?,
            (Some(idx), true) => (idx + 1).checked_rem(n)?,
            (Some(idx), false) => (idx + n - 1).checked_rem(n)?,
        };
        let turn = self.turns.get(idx)?;
        self.idx = Some(idx);
        Some(turn)
    }

    /// What is told of it, with the map as it is now.
    fn summary(&self, (today, minutes): (Date, u32), now: &Map) -> String {
        standup::summary(&Meeting {
            date: today,
            minutes,
            only: self.topic.touchpoint(),
            last: self.last.as_ref().map(|(date, map)| (*date, map)),
            start: &self.start.map,
            end: now,
        })
    }
}

impl Topic {
    /// The touchpoint's id.
    #[must_use]
    pub fn touchpoint(&self) -> Option<&str> {
        match self {
            Self::Map => None,
            Self::Touchpoint(id) => Some(id),
        }
    }
}

/// Starts a standup of the map one is in, or ends the one under way.
pub(super) fn toggle(state: &mut State) -> Vec<Effect> {
    if state.desk.standup.is_some() {
        return end(state, End::Awaited);
    }
    if state.book().is_none() {
        state.say("a standup needs a map: open one first");
        return Vec::new();
    }
    start(state, Topic::Map)
}

/// Starts what was asked for when the program was started, once its map is there.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    if state.book().is_none() {
        return Vec::new();
    }
    state.desk.opening.take().map_or_else(Vec::new, |topic| start(state, topic))
}

fn start(state: &mut State, topic: Topic) -> Vec<Effect> {
    let Some((label, book)) = state.volume().and_then(|own| Some((own.label.clone(), own.book.clone()?))) else {
        return Vec::new();
    };
    let standup = Standup::new(&label, topic, &book, (state.setup.today, state.now));
    let has_turns = standup.has_turns();
    state.desk.standup = Some(Box::new(standup));
    recall(state);
    step(state, true);
    let keys = [Command::NextMatch, Command::PreviousMatch, Command::Standup].map(|key| state.setup.keymap.shown(key));
    let [next, before, end] = keys;
    state.say(if has_turns {
        format!("{next} goes on, {before} back, {end} ends the standup")
    } else {
        format!("nothing is open here: {end} ends the standup")
    });
    Vec::new()
}

/// Looks up the standup before: it may be heard of after this one began.
pub(super) fn recall(state: &mut State) {
    let Some(standup) = state.desk.standup.as_mut().filter(|standup| standup.last.is_none()) else { return };
    let Some((label, date, text)) = state.desk.standups.iter().find(|(map, ..)| *map == standup.map) else { return };
    standup.last = Some((*date, source::parse(label, text).0));
    standup.compare();
}

/// Goes on with the map as it is now.
pub(super) fn settle(state: &mut State) {
    let Some(standup) = &mut state.desk.standup else { return };
    let Some(book) = state.shelf.volume(&standup.map).and_then(|volume| volume.book.as_ref()) else { return };
    if !Arc::ptr_eq(book, &standup.made_of) {
        // More numbers are no other map.
        if book.map == standup.made_of.map {
            standup.made_of = Arc::clone(book);
        } else {
            let book = Arc::clone(book);
            standup.follow(&book, state.setup.today);
        }
    }
}

/// Goes to the next turn, or the one before.
pub(super) fn step(state: &mut State, is_on: bool) {
    let Some(standup) = &mut state.desk.standup else { return };
    let is_last = standup.idx.is_some_and(|idx| idx + 1 == standup.turns.len()) && is_on && standup.idx != Some(0);
    let map = standup.map.clone();
    let Some(turn) = standup.turn(is_on) else {
        state.say("nothing is open here");
        return;
    };
    // The cursor stands on the first question.
    let at = if turn.noun == Noun::Touchpoint { turn.at.field("thinks") } else { turn.at.clone() };
    state.visit(&find::spot(&map, &at));
    if is_last {
        state.say("that was the last: from the first again");
    }
}

/// Quits; a standup under way ends first. Who asks twice waits for nothing.
pub(super) fn quit(state: &mut State) -> Vec<Effect> {
    match &state.desk.standup {
        Some(standup) if standup.end != End::AwaitedToQuit => end(state, End::AwaitedToQuit),
        Some(_) => finish(state, true),
        None => vec![Effect::Quit],
    }
}

/// Ends it, once what was changed is answered: the summary is to tell of it.
fn end(state: &mut State, how: End) -> Vec<Effect> {
    if let Some(standup) = &mut state.desk.standup {
        standup.end = how;
    }
    let effects = conclude(state);
    if state.desk.standup.is_some() {
        state.say("the standup ends as soon as the last change is saved");
    }
    effects
}

/// Ends what is to end and need not wait any more.
pub(super) fn conclude(state: &mut State) -> Vec<Effect> {
    match &state.desk.standup {
        Some(standup) if standup.end != End::No && !state.desk.is_busy(&standup.map) => {
            let is_quit = standup.end == End::AwaitedToQuit;
            finish(state, is_quit)
        }
        _ => Vec::new(),
    }
}

fn finish(state: &mut State, is_quit: bool) -> Vec<Effect> {
    settle(state);
    let Some(standup) = state.desk.standup.take() else { return Vec::new() };
    let (now, date) = (&standup.made_of, state.setup.today);
    let mut effects = Vec::new();
    let minutes = standup.minutes(state.now);
    // A slip of the key is no standup to compare the next one with.
    if minutes > 0 || now.text != standup.start.text {
        let (map, text) = (standup.map.clone(), Arc::clone(&now.text));
        state.desk.standups.retain(|(own, ..)| *own != map);
        state.desk.standups.push((map.clone(), date, Arc::clone(&text)));
        effects.push(Effect::Remember { map, date, text });
    }
    effects.push(Effect::Report(standup.summary((date, minutes), &now.map)));
    if is_quit {
        effects.push(Effect::Quit);
    } else {
        state.say("the standup is over: its summary is printed on leaving cjm");
    }
    effects
}

#[cfg(test)]
mod tests;
