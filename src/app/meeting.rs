//! A standup under way: what is talked about first, whose turn it is, and what changed since the last one.
//! What is open keeps its turn, whatever becomes of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use super::board::Board;
use crate::journey::diff::{diff, trace};
use crate::journey::{Address, Book, LastStandup, Map, Noun};
use crate::source;
use crate::standup::{self, Changed, Meeting, Turn};

pub(super) use recap::End;
pub(crate) use recap::Recap;
pub(crate) use topic::Topic;

use changes::Changes;

mod changes;
mod recap;
mod topic;
mod urgency;

/// Minutes that a standup should take.
const LONGEST: u32 = 10;
const MINUTE: Duration = Duration::from_secs(60);

/// A standup under way.
#[derive(Clone, Debug)]
pub(crate) struct Standup {
    map: String,
    topic: Topic,
    /// All that is open, by owner.
    turns: Vec<Turn>,
    /// What is gone, and after what it stood, in case it is taken back.
    gone: Vec<(Address, Option<Address>)>,
    /// Those to talk about first. They stay, whatever becomes of them.
    first: Vec<Address>,
    /// Are all to be seen, not only the first?
    has_all: bool,
    /// Do the first stand, or may numbers that come in still change which they are?
    is_set: bool,
    /// Whose turn it is, among those that are to be seen; `None` before the first.
    idx: Option<usize>,
    /// When it began.
    since: Duration,
    /// The map as it was found.
    start: Arc<Book>,
    /// The map that turns and marks were made from.
    made_of: Arc<Book>,
    /// The day of the previous standup, and the map as it was left then.
    last: Option<(Date, Map)>,
    marks: BTreeMap<Address, String>,
    /// What was shipped since then, as it was found.
    shipped: Vec<Address>,
    changes: Changes,
    pub(super) end: End,
}

impl Standup {
    pub(super) fn new(map: &str, topic: Topic, book: &Arc<Book>, today: Date, since: Duration) -> Self {
        let start = Arc::new(book.folded());
        Self {
            map: map.to_owned(),
            turns: standup::agenda(&book.map, today, topic.touchpoint()),
            gone: Vec::new(),
            first: Vec::new(),
            has_all: false,
            is_set: false,
            topic,
            since,
            idx: None,
            shipped: standup::shipped(&start.map, None),
            start,
            made_of: Arc::clone(book),
            last: None,
            marks: BTreeMap::new(),
            changes: Changes::default(),
            end: End::No,
        }
    }

    #[must_use]
    pub(crate) fn map(&self) -> &str {
        &self.map
    }

    /// What to say beside an item: `new`, `was open`.
    #[must_use]
    pub(crate) fn mark(&self, at: &Address) -> Option<&str> {
        self.marks.get(at).map(String::as_str)
    }

    /// The day of the standup before, if there was one.
    #[must_use]
    pub(crate) fn last(&self) -> Option<Date> {
        self.last.as_ref().map(|(date, _)| *date)
    }

    /// What was shipped since the standup before, when this one began.
    #[must_use]
    pub(crate) fn shipped(&self) -> &[Address] {
        &self.shipped
    }

    /// The touchpoint that is asked about, if it is about one.
    #[must_use]
    pub(crate) fn touchpoint(&self) -> Option<&str> {
        self.topic.touchpoint()
    }

    /// All that is open, by owner.
    #[must_use]
    pub(crate) fn turns(&self) -> &[Turn] {
        &self.turns
    }

    /// The turns that are to be seen: the first, or all by owner.
    #[must_use]
    pub(crate) fn seen(&self) -> Vec<&Turn> {
        if self.has_all {
            return self.turns.iter().collect();
        }
        self.first.iter().filter_map(|at| self.turns.iter().find(|turn| turn.at == *at)).collect()
    }

    #[must_use]
    pub(crate) const fn has_all(&self) -> bool {
        self.has_all
    }

    /// Whose turn it is.
    #[must_use]
    pub(crate) fn here(&self) -> Option<&Turn> {
        self.seen().get(self.idx?).copied()
    }

    /// Shows all, or the first only. The turn stays where it is, as far as it is seen.
    pub(super) fn turn_over(&mut self) {
        let here = self.here().map(|turn| turn.at.clone());
        self.has_all = !self.has_all;
        self.is_set = true;
        let found = here.and_then(|at| self.seen().iter().position(|turn| turn.at == at));
        self.idx = found.or_else(|| (!self.turns.is_empty()).then_some(0));
    }

    /// It is the turn of what the cursor is on.
    pub(super) fn point(&mut self, at: &Address) {
        let found = self.seen().iter().position(|turn| turn.at.steps == at.steps);
        if let Some(idx) = found.filter(|idx| self.idx != Some(*idx)) {
            self.idx = Some(idx);
            self.is_set = true;
        }
    }

    /// What changed in it so far, in a line each, the newest first.
    #[must_use]
    pub(crate) fn changed(&self) -> &[Changed] {
        self.changes.now()
    }

    /// Does it stand what is talked about first?
    pub(super) const fn is_set(&self) -> bool {
        self.is_set
    }

    /// From now on it stands.
    pub(super) const fn set(&mut self) {
        self.is_set = true;
    }

    /// Where the cursor begins: on the first question of a touchpoint, or on the first item.
    pub(super) fn first_stop(&self) -> Option<Address> {
        self.seen().first().map(|turn| self.stop(turn))
    }

    /// What the cursor comes back to: the item whose turn it is.
    pub(super) fn stop_here(&self) -> Option<Address> {
        self.here().map(|turn| self.stop(turn))
    }

    /// What the cursor is on when it is its turn: of a touchpoint that is asked about, the first question.
    fn stop(&self, turn: &Turn) -> Address {
        if self.is_asked(turn) { turn.at.field("thinks") } else { turn.at.clone() }
    }

    /// Is it the touchpoint whose questions are asked?
    #[must_use]
    pub(crate) fn is_asked(&self, turn: &Turn) -> bool {
        turn.noun == Noun::Touchpoint && self.touchpoint().is_some()
    }

    /// Chooses what to talk about first. Once somebody went on, that stands.
    ///
    /// * `is_settled`: are the numbers all there?
    pub(super) fn weigh(&mut self, board: &Board, today: Date, is_settled: bool) {
        if self.is_set || self.made_of.text != self.start.text {
            return;
        }
        let map = &self.made_of.map;
        let weigh = |at: &Address| urgency::urgency(map, board, at);
        let asked = usize::from(self.touchpoint().is_some());
        // What numbers said before is said anew.
        let mut turns = std::mem::take(&mut self.turns);
        turns.retain(|turn| turn.noun != Noun::Touchpoint || asked > 0);
        let n_room = if asked > 0 { 0 } else { standup::FIRST.saturating_sub(turns.len()) };
        let mut unnamed = standup::unnamed(map, today, &turns, weigh);
        unnamed.truncate(n_room);
        let pressing = standup::pressing(&turns, weigh);
        let first = pressing.iter().take(standup::FIRST + asked).chain(&unnamed).map(|turn| turn.at.clone());
        self.first = first.collect();
        for turn in unnamed {
            insert(&mut turns, turn);
        }
        self.turns = turns;
        self.is_set = is_settled;
    }

    /// `Noa · item 2 of 5, 4 min · since 15 Nov`.
    #[must_use]
    pub(crate) fn words(&self, now: Duration, today: Date) -> String {
        let seen = self.seen();
        let minutes = self.minutes(now);
        let over = if minutes > LONGEST { ", over ten" } else { "" };
        // Each part begins with a word, so that its numbers stay in order beside a name that runs from the right.
        let (owner, place) = match self.idx.and_then(|idx| Some((idx, seen.get(idx)?))) {
            Some((idx, turn)) => {
                let owner = if self.has_all || self.is_asked(turn) { &turn.owner } else { &turn.named };
                let owner = owner.clone().unwrap_or_else(|| "nobody".to_owned());
                (Some(owner), format!("item {} of {}", idx + 1, seen.len()))
            }
            None if seen.is_empty() => (None, "nothing open".to_owned()),
            None => (None, format!("open: {}", seen.len())),
        };
        let mut words: Vec<String> = owner.into_iter().collect();
        words.push(format!("{place}, {minutes} min{over}"));
        words.extend(self.last().map(|date| format!("since {}", standup::day(date, today))));
        words.join(" · ")
    }

    /// How many whole minutes it has taken.
    pub(super) fn minutes(&self, now: Duration) -> u32 {
        u32::try_from(now.saturating_sub(self.since).as_secs() / MINUTE.as_secs()).unwrap_or(u32::MAX)
    }

    /// When the next minute is full; minutes that were slept through are skipped.
    pub(super) fn next_minute(&self, now: Duration) -> Duration {
        self.since + MINUTE * self.minutes(now).saturating_add(1)
    }

    #[must_use]
    pub(crate) fn has_turns(&self) -> bool {
        !self.turns.is_empty()
    }

    /// Compares with the previous standup, if there was one.
    fn compare(&mut self) {
        let Some((_, last)) = &self.last else { return };
        let changes = diff(last, &self.made_of.map);
        self.marks = changes.iter().filter_map(|change| Some((change.at.clone(), change.mark()?))).collect();
    }

    /// Looks up the previous standup among those remembered, which may come in after this one began.
    pub(super) fn recall(&mut self, standups: &[LastStandup]) {
        let before = standups.iter().find(|own| own.map == self.map).filter(|_| self.last.is_none());
        if let Some(LastStandup { map, date, text }) = before {
            let last = source::parse(map, text).0;
            self.shipped = standup::shipped(&self.start.map, Some((*date, &last)));
            self.last = Some((*date, last));
            self.compare();
        }
    }

    /// Goes on with the map as it is now.
    pub(super) fn settle(&mut self, book: &Arc<Book>, today: Date) {
        // New numbers do not make it another map.
        if !Arc::ptr_eq(book, &self.made_of) && book.map == self.made_of.map {
            self.made_of = Arc::clone(book);
        } else if !Arc::ptr_eq(book, &self.made_of) {
            self.follow(book, today);
        }
    }

    /// Goes on with a changed map: turns keep their order, those that are gone leave, new ones come after the others of
    /// their owner.
    fn follow(&mut self, book: &Arc<Book>, today: Date) {
        let trace = trace(&self.made_of.map, &book.map);
        let places = self.turns.iter().map(|turn| trace.at(&turn.at)).collect::<Vec<_>>();
        let firsts = self.first.iter().map(|at| trace.at(at)).collect::<Vec<_>>();
        let shipped = self.shipped.iter().map(|at| trace.at(at)).collect::<Vec<_>>();
        let now = standup::agenda(&book.map, today, self.topic.touchpoint());
        let n_until_here = self.idx.map_or(0, |idx| idx + 1);
        // Those up to where it stands.
        let until = self.seen().into_iter().take(n_until_here).map(|turn| trace.at(&turn.at)).collect::<Vec<_>>();
        let mut turns = Vec::with_capacity(now.len());
        for (turn, at) in std::mem::take(&mut self.turns).into_iter().zip(places) {
            let Some(at) = at else {
                self.gone.push((turn.at, turns.last().map(|own: &Turn| own.at.clone())));
                continue;
            };
            let as_now = now.iter().find(|own| own.at == at).cloned();
            // What is done with is still talked about.
            let as_now = as_now.or_else(|| standup::turn(&book.map, today, &at));
            turns.push(as_now.unwrap_or(Turn { at, ..turn }));
        }
        for turn in now {
            if turns.iter().any(|own| own.at == turn.at) {
                continue;
            }
            let was = self.gone.iter().rposition(|(at, _)| *at == turn.at).map(|idx| self.gone.remove(idx).1);
            match was {
                Some(before) => {
                    let after = turns.iter().position(|own| Some(&own.at) == before.as_ref());
                    turns.insert(after.map_or(0, |idx| idx + 1), turn);
                }
                None => insert(&mut turns, turn),
            }
        }
        self.turns = turns;
        // What is gone keeps its place, in case it is taken back.
        let first = self.first.drain(..).zip(firsts).map(|(was, now)| now.unwrap_or(was));
        let mut first: Vec<Address> = first.collect();
        let has_turn = |at: &Address| self.turns.iter().any(|turn| turn.at == *at);
        let n_room = (standup::FIRST).saturating_sub(first.iter().filter(|at| has_turn(at)).count());
        let others = self.turns.iter().map(|turn| &turn.at).filter(|at| !first.contains(at)).cloned();
        let others: Vec<Address> =
            if first.len() < standup::FIRST { others.take(n_room).collect() } else { Vec::new() };
        first.extend(others);
        self.first = first;
        self.shipped = self.shipped.drain(..).zip(shipped).map(|(was, now)| now.unwrap_or(was)).collect();
        let seen: Vec<&Address> = self.seen().into_iter().map(|turn| &turn.at).collect();
        let position = |at: &Option<Address>| at.as_ref().and_then(|at| seen.iter().position(|own| *own == at));
        let n_gone = until.iter().filter(|at| position(at).is_none()).count();
        let back = n_until_here.checked_sub(n_gone + 1);
        // Of what is gone so far back that what came after it comes next.
        self.idx = until.last().and_then(position).or(back);
        self.made_of = Arc::clone(book);
        self.changes.follow(&self.start.map, &self.made_of);
        self.compare();
    }

    /// Is the next turn the first again?
    pub(super) fn is_at_last(&self) -> bool {
        self.idx.is_some_and(|idx| idx > 0 && idx + 1 == self.seen().len())
    }

    /// The map as it is now; `None` for a slip of the key, which the next standup should not be compared with.
    pub(super) fn outcome(&self, now: Duration) -> Option<Arc<str>> {
        let text = &self.made_of.text;
        (self.minutes(now) > 0 || *text != self.start.text).then(|| Arc::clone(text))
    }

    /// Goes to the next turn, or the one before, and says where the cursor belongs then; from the last to the first.
    pub(super) fn turn(&mut self, is_on: bool) -> Option<Address> {
        let n = self.seen().len();
        let idx = match (self.idx, is_on) {
            (None, true) => 0,
            (None, false) => n.checked_sub(1)?,
            (Some(idx), true) => (idx + 1).checked_rem(n)?,
            (Some(idx), false) => (idx + n - 1).checked_rem(n)?,
        };
        self.is_set |= self.idx.is_some();
        self.idx = Some(idx);
        self.stop_here()
    }

    /// What is told of it, and the line that commits it.
    ///
    /// * `path`: of the map, as the user would type it.
    pub(super) fn ended(&self, today: Date, now: Duration, path: &str) -> Recap {
        let meeting = Meeting {
            date: today,
            minutes: self.minutes(now),
            only: self.topic.touchpoint(),
            last: self.last.as_ref().map(|(date, map)| (*date, map)),
            start: &self.start.map,
            end: &self.made_of.map,
        };
        let is_changed = self.made_of.text != self.start.text;
        Recap {
            map: self.map.clone(),
            summary: standup::summary(&meeting),
            commit: is_changed.then(|| standup::commit(&meeting, path)).flatten(),
        }
    }
}

/// Adds a turn after the others of its owner.
fn insert(turns: &mut Vec<Turn>, turn: Turn) {
    let after = turns.iter().rposition(|own| own.owner == turn.owner);
    turns.insert(after.map_or(turns.len(), |idx| idx + 1), turn);
}
