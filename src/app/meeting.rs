//! A standup under way: whose turn it is, and what changed since the last one.
//! What is open keeps its turn, whatever becomes of it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use jiff::civil::Date;

use crate::journey::{Address, Book, Map};
use crate::source;
use crate::standup::{self, Meeting, Turn};

/// Minutes that a standup should take.
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
pub(crate) struct Standup {
    map: String,
    topic: Topic,
    turns: Vec<Turn>,
    /// Whose turn it is; `None` before the first.
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
    pub(super) end: End,
}

/// Whether it is to end, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    No,
    /// It ends as soon as all changes are answered.
    Awaited,
    /// It ends likewise, and the session with it.
    AwaitedToQuit,
}

impl Standup {
    pub(super) fn new(map: &str, topic: Topic, book: &Arc<Book>, today: Date, since: Duration) -> Self {
        Self {
            map: map.to_owned(),
            turns: standup::agenda(&book.map, today, topic.touchpoint()),
            topic,
            since,
            idx: None,
            start: Arc::new(book.folded()),
            made_of: Arc::clone(book),
            last: None,
            marks: BTreeMap::new(),
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

    /// `standup · Noa · 2 of 7 · 4 min · since 2026-11-15`.
    #[must_use]
    pub(crate) fn words(&self, now: Duration) -> String {
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
        let changes = standup::since(last, &self.made_of.map);
        self.marks = changes.iter().filter_map(|change| Some((change.at.clone(), change.mark()?))).collect();
    }

    /// Looks up the previous standup among those remembered, which may come in after this one began.
    pub(super) fn recall(&mut self, standups: &[(String, Date, Arc<str>)]) {
        let before = standups.iter().find(|(map, ..)| *map == self.map).filter(|_| self.last.is_none());
        if let Some((label, date, text)) = before {
            self.last = Some((*date, source::parse(label, text).0));
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
                // Step back, so that the turn after it comes next.
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

    /// Is the next turn the first again?
    pub(super) fn is_at_last(&self) -> bool {
        self.idx.is_some_and(|idx| idx > 0 && idx + 1 == self.turns.len())
    }

    /// The map as it is now; `None` for a slip of the key, which the next standup should not be compared with.
    pub(super) fn outcome(&self, now: Duration) -> Option<Arc<str>> {
        let text = &self.made_of.text;
        (self.minutes(now) > 0 || *text != self.start.text).then(|| Arc::clone(text))
    }

    /// Goes to the next turn, or the one before; from the last to the first.
    pub(super) fn turn(&mut self, is_on: bool) -> Option<&Turn> {
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

    pub(super) fn summary(&self, today: Date, now: Duration) -> String {
        standup::summary(&Meeting {
            date: today,
            minutes: self.minutes(now),
            only: self.topic.touchpoint(),
            last: self.last.as_ref().map(|(date, map)| (*date, map)),
            start: &self.start.map,
            end: &self.made_of.map,
        })
    }
}

impl Topic {
    /// The id of the touchpoint, if it is about one.
    #[must_use]
    pub fn touchpoint(&self) -> Option<&str> {
        match self {
            Self::Map => None,
            Self::Touchpoint(id) => Some(id),
        }
    }
}
