//! What is being written: orders under way, commands that wait for them, drafts, and the history of each map.
//! Words stay drafts until a map holds them or their author discards them.

use std::collections::{BTreeMap, VecDeque};

use super::command::Command;
use super::effect::Effect;
use super::history::History;
use super::library::Library;
use super::words::{Cause, Matter};
use crate::journey::{Address, Aim, Draft, Edit, LastStandup};

/// An order under way.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    number: u64,
    map: String,
    cause: Cause,
}

/// A command that waits for the orders before it, because they may move what it is about.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) map: String,
    pub(super) command: Command,
    /// What was under the cursor, if the command is about that.
    pub(super) at: Option<Address>,
}

/// What is being written, and what was.
#[derive(Clone, Debug, Default)]
pub(crate) struct Desk {
    /// Words that are in no map yet.
    pub drafts: Vec<Draft>,
    /// The last standup of each map.
    pub standups: Vec<LastStandup>,
    histories: BTreeMap<String, History>,
    /// What is to be decided as soon as nobody is typing.
    matters: VecDeque<Matter>,
    n_orders: u64,
    sent: Vec<Sent>,
    held: Vec<Held>,
}

impl Desk {
    /// The draft for an aim in a map.
    #[must_use]
    pub(crate) fn draft(&self, map: &str, aim: &Aim) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.is_for(map, aim))
    }

    #[must_use]
    pub(crate) fn history(&self, map: &str) -> Option<&History> {
        self.histories.get(map)
    }

    pub(super) fn history_mut(&mut self, map: &str) -> &mut History {
        self.histories.entry(map.to_owned()).or_default()
    }

    /// Is a change of this map under way, or a command waiting for one?
    #[must_use]
    pub(crate) fn is_busy(&self, map: &str) -> bool {
        self.sent.iter().any(|sent| sent.map == map) || self.held.iter().any(|held| held.map == map)
    }

    /// May the orders under way change the addresses of places?
    pub(super) fn is_shifting(&self, map: &str) -> bool {
        let is_shifting = |edit: &Edit| {
            !matches!(edit, Edit::Set { .. } | Edit::Clear { .. } | Edit::Step { .. } | Edit::Cycle { .. })
        };
        self.held.iter().any(|held| held.map == map)
            || self.sent.iter().filter(|sent| sent.map == map).any(|sent| match &sent.cause {
                Cause::Change { change, .. } => change.edits.iter().any(is_shifting),
                Cause::Turn { .. } => true,
                Cause::Copy(_) | Cause::Begin => false,
            })
    }

    /// Are words for this aim on their way into the map?
    pub(super) fn is_saving(&self, map: &str, aim: &Aim) -> bool {
        self.sent
            .iter()
            .filter(|sent| sent.map == map)
            .any(|sent| matches!(&sent.cause, Cause::Change { words: Some(words), .. } if words.draft.aim == *aim))
    }

    /// Keeps a draft in place of the one for the same aim.
    pub(super) fn keep(&mut self, draft: Draft) -> Effect {
        match self.drafts.iter_mut().find(|own| own.is_for(&draft.map, &draft.aim)) {
            Some(own) => *own = draft,
            None => self.drafts.push(draft),
        }
        Effect::Keep(self.drafts.clone())
    }

    /// Drops the draft for an aim; `None` if there is none.
    pub(super) fn forget(&mut self, map: &str, aim: &Aim) -> Option<Effect> {
        let idx = self.drafts.iter().position(|draft| draft.is_for(map, aim))?;
        self.drafts.remove(idx);
        Some(Effect::Keep(self.drafts.clone()))
    }

    /// Gives up undoing (or redoing) the change that is next.
    pub(super) fn give_up(&mut self, map: &str, is_back: bool) {
        if let Some(history) = self.histories.get_mut(map) {
            history.give_up(is_back);
        }
    }

    /// Adds something to be decided.
    pub(super) fn raise(&mut self, matter: Matter) {
        self.matters.push_back(matter);
    }

    /// Takes out the next thing to be decided about a map that has been read.
    pub(super) fn next_matter(&mut self, library: &Library) -> Option<Matter> {
        let is_read = |matter: &Matter| library.volume(matter.map()).is_some_and(|volume| volume.book.is_some());
        let idx = self.matters.iter().position(is_read)?;
        self.matters.remove(idx)
    }

    /// Notes that an order goes out; returns its number.
    pub(super) fn send(&mut self, map: &str, cause: Cause) -> u64 {
        self.n_orders += 1;
        self.sent.push(Sent { number: self.n_orders, map: map.to_owned(), cause });
        self.n_orders
    }

    /// Notes that an order was answered; returns its cause, the first time only.
    pub(super) fn answered(&mut self, number: u64) -> Option<Cause> {
        let idx = self.sent.iter().position(|sent| sent.number == number)?;
        Some(self.sent.remove(idx).cause)
    }

    /// Makes commands wait until the orders before them are carried out.
    pub(super) fn hold(&mut self, held: impl IntoIterator<Item = Held>) {
        self.held.extend(held);
    }

    /// Points waiting commands at the new address of a place that moved.
    pub(super) fn relocate(&mut self, map: &str, from: &Address, to: &Address) {
        for held in self.held.iter_mut().filter(|held| held.map == map && held.at.as_ref() == Some(from)) {
            held.at = Some(to.clone());
        }
    }

    /// Takes out a command that need not wait any longer, and those of its map behind it, which must not overtake it.
    pub(super) fn release(&mut self) -> Option<(Held, Vec<Held>)> {
        let is_free = |held: &Held| !self.sent.iter().any(|sent| sent.map == held.map);
        let idx = self.held.iter().position(is_free)?;
        let first = self.held.remove(idx);
        let behind = self.held.extract_if(.., |held| held.map == first.map).collect();
        Some((first, behind))
    }
}
