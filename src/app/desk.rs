//! What is being written: orders under way, what waits for them, drafts, and the history of each map.
//! Must not know keys, nor how a change is made in a text.
//! Invariant: words stay among the drafts until a map holds them or their author discards them.

pub mod answer;
pub mod history;

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use jiff::civil::Date;

use self::history::History;
use super::card::Matter;
use super::command::Command;
use super::edits;
use super::effect::Effect;
use super::order::{Order, Work};
use super::shelf::Volume;
use super::standup::{Standup, Topic};
use super::state::{Mode, State};
use super::writing::Purpose;
use crate::journey::{Address, Aim, Book, Change, Draft, Edit, rule};

/// Words on their way into a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What they were typed for; `None` where their place is gone.
    pub purpose: Option<Purpose>,
    /// The words.
    pub draft: Draft,
    /// A text their author knows of, where that is newer than the map that is shown.
    pub seen: Option<Arc<str>>,
}

/// Why something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// Somebody changed something.
    Change {
        /// What.
        change: Change,
        /// What was typed for it.
        words: Option<Box<Words>>,
    },
    /// The last change is taken back, or made again.
    Turn {
        /// Is it taken back?
        is_back: bool,
    },
    /// A copy with a change in it.
    Copy(Box<Words>),
}

/// An order under way.
#[derive(Clone, Debug)]
struct Sent {
    number: u64,
    map: String,
    cause: Cause,
}

/// A command that waits for the orders before it: what it is about may be elsewhere after them.
#[derive(Clone, Debug)]
struct Held {
    map: String,
    command: Command,
    /// What was under the cursor, where the command is about that.
    at: Option<Address>,
}

/// What is being written, and what was.
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Words that are in no map yet.
    pub drafts: Vec<Draft>,
    /// The last standup of each map: its label, the day, and the text of the map when it ended.
    pub standups: Vec<(String, Date, Arc<str>)>,
    /// The standup under way.
    pub(super) standup: Option<Box<Standup>>,
    /// What a standup is to be about, as soon as its map is read.
    pub(super) opening: Option<Topic>,
    histories: BTreeMap<String, History>,
    /// What is to be decided as soon as nobody is typing.
    matters: VecDeque<Matter>,
    n_orders: u64,
    sent: Vec<Sent>,
    held: Vec<Held>,
}

impl Desk {
    /// The words typed for an aim that reached no map.
    #[must_use]
    pub fn draft(&self, map: &str, aim: &Aim) -> Option<&Draft> {
        self.drafts.iter().find(|draft| draft.is_for(map, aim))
    }

    /// What was changed in a map.
    #[must_use]
    pub fn history(&self, map: &str) -> Option<&History> {
        self.histories.get(map)
    }

    /// What is being changed in a map.
    fn history_mut(&mut self, map: &str) -> &mut History {
        self.histories.entry(map.to_owned()).or_default()
    }

    /// The standup under way, where it is of this map.
    #[must_use]
    pub fn standup_of(&self, map: &str) -> Option<&Standup> {
        self.standup.as_deref().filter(|standup| standup.map() == map)
    }

    /// Is a change of this map under way?
    #[must_use]
    pub fn is_busy(&self, map: &str) -> bool {
        self.sent.iter().any(|sent| sent.map == map) || self.held.iter().any(|held| held.map == map)
    }

    /// May places be addressed otherwise once the orders under way are carried out?
    fn is_shifting(&self, map: &str) -> bool {
        let is_shifting = |edit: &Edit| {
            !matches!(edit, Edit::Set { .. } | Edit::Clear { .. } | Edit::Step { .. } | Edit::Cycle { .. })
        };
        self.held.iter().any(|held| held.map == map)
            || self.sent.iter().filter(|sent| sent.map == map).any(|sent| match &sent.cause {
                Cause::Change { change, .. } => change.edits.iter().any(is_shifting),
                Cause::Turn { .. } => true,
                Cause::Copy(_) => false,
            })
    }

    /// Are words for this aim on their way into the map?
    pub(super) fn is_saving(&self, map: &str, aim: &Aim) -> bool {
        self.sent
            .iter()
            .filter(|sent| sent.map == map)
            .any(|sent| matches!(&sent.cause, Cause::Change { words: Some(words), .. } if words.draft.aim == *aim))
    }

    /// Takes words in, in place of those for the same aim.
    pub(super) fn keep(&mut self, draft: Draft) -> Effect {
        match self.drafts.iter_mut().find(|own| own.is_for(&draft.map, &draft.aim)) {
            Some(own) => *own = draft,
            None => self.drafts.push(draft),
        }
        Effect::Keep(self.drafts.clone())
    }

    /// Lets words go; nothing where there are none.
    pub(super) fn forget(&mut self, map: &str, aim: &Aim) -> Option<Effect> {
        let idx = self.drafts.iter().position(|draft| draft.is_for(map, aim))?;
        self.drafts.remove(idx);
        Some(Effect::Keep(self.drafts.clone()))
    }

    /// What cannot be taken back (or made again) is left alone from now on.
    pub(super) fn give_up(&mut self, map: &str, is_back: bool) {
        if let Some(history) = self.histories.get_mut(map) {
            history.give_up(is_back);
        }
    }

    /// Something is to be decided.
    pub(super) fn raise(&mut self, matter: Matter) {
        self.matters.push_back(matter);
    }
}

/// Why a map cannot be changed now, and what mends that.
pub(super) fn bar(volume: &Volume) -> Option<String> {
    if let Some(fault) = volume.fault() {
        if fault.rule == &rule::UNREADABLE_FILE {
            return Some(fault.message.clone());
        }
        return Some(format!("mend line {} first: E opens it", fault.line.max(1)));
    }
    let why = volume.book.as_ref()?.locked.as_ref()?;
    let mend = match why.as_ref() {
        "read-only file" => format!("chmod u+w {} mends that", volume.label),
        _ => "a copy of it elsewhere can be".to_owned(),
    };
    Some(format!("this map cannot be changed ({why}): {mend}"))
}

/// The map one is in, or under the cursor of the shelf, where it can be changed; else says why not.
pub(super) fn writable(state: &mut State) -> Option<(String, Arc<Book>)> {
    let Some((volume, book)) = state.volume().and_then(|volume| Some((volume, volume.book.clone()?))) else {
        state.say("no map is read yet");
        return None;
    };
    match bar(volume) {
        Some(words) => {
            state.say(words);
            None
        }
        None => Some((volume.label.clone(), book)),
    }
}

/// What a command is about: under the cursor, or the journey as a whole.
pub(super) fn target(state: &State) -> Address {
    state.under_cursor().unwrap_or_else(Address::journey)
}

/// Asks for something to be written.
pub(super) fn order(state: &mut State, map: &str, work: Work, cause: Cause) -> Effect {
    let desk = &mut state.desk;
    desk.n_orders += 1;
    desk.sent.push(Sent { number: desk.n_orders, map: map.to_owned(), cause });
    Effect::Save(Order { number: desk.n_orders, map: map.to_owned(), work })
}

/// Makes a change that nothing was typed for.
pub(super) fn change(state: &mut State, map: &str, change: Change) -> Vec<Effect> {
    let cause = Cause::Change { change: change.clone(), words: None };
    vec![order(state, map, Work::Change(change), cause)]
}

/// Lets a command wait where it must; true where it does.
pub(super) fn hold(state: &mut State, map: &str, command: Command) -> bool {
    let (is_about_place, must_wait) = match command {
        Command::Raise | Command::Lower | Command::Cycle => (true, state.desk.is_shifting(map)),
        Command::Delete | Command::MoveDown | Command::MoveUp => (true, state.desk.is_busy(map)),
        _ => (false, state.desk.is_busy(map)),
    };
    if must_wait {
        let at = is_about_place.then(|| target(state));
        state.desk.held.push(Held { map: map.to_owned(), command, at });
    }
    must_wait
}

/// Does what waited, as far as it need not wait again.
fn release(state: &mut State, map: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    while !state.desk.sent.iter().any(|sent| sent.map == map) {
        let Some(idx) = state.desk.held.iter().position(|held| held.map == map) else { break };
        // Those behind it stay held: they are not to overtake it.
        let held = state.desk.held.remove(idx);
        let behind: Vec<Held> = state.desk.held.extract_if(.., |held| held.map == map).collect();
        let is_here = state.volume().is_some_and(|volume| volume.label == map);
        match held.command {
            Command::Undo => effects.extend(turn(state, map, true)),
            Command::Redo => effects.extend(turn(state, map, false)),
            command if is_here && held.at.is_none_or(|at| at == target(state)) => {
                effects.extend(edits::obey(state, command));
            }
            command => state.say(format!("the cursor moved on: `{}` was left out", command.name())),
        }
        state.desk.held.extend(behind);
    }
    effects
}

/// Takes the last change of the map back, or makes it again.
pub(super) fn undo(state: &mut State, is_back: bool) -> Vec<Effect> {
    let Some((map, _)) = writable(state) else { return Vec::new() };
    if hold(state, &map, if is_back { Command::Undo } else { Command::Redo }) {
        return Vec::new();
    }
    turn(state, &map, is_back)
}

/// Goes back in the history by so many changes, or forward.
pub(super) fn travel(state: &mut State, by: isize) -> Vec<Effect> {
    if by == 0 {
        state.say("that is how the map is now");
    }
    let command = if by < 0 { Command::Undo } else { Command::Redo };
    let Some(map) = state.volume().map(|volume| volume.label.clone()) else { return Vec::new() };
    let held = Held { map: map.clone(), command, at: None };
    state.desk.held.extend(std::iter::repeat_n(held, by.unsigned_abs()));
    release(state, &map)
}

fn turn(state: &mut State, map: &str, is_back: bool) -> Vec<Effect> {
    let history = state.desk.history_mut(map);
    let turn = if is_back { history.back() } else { history.forward() };
    let Some((_, (from, to))) = turn else {
        state.say(if is_back { "nothing was changed here that could be undone" } else { "nothing is undone here" });
        return Vec::new();
    };
    vec![order(state, map, Work::Turn { from, to }, Cause::Turn { is_back })]
}

/// Puts the next thing to be decided before the user, once nobody is typing and its map is read.
pub(super) fn ask(state: &mut State) {
    let of = match &state.mode {
        Mode::Writing(writing) => Some(writing.map.as_str()),
        Mode::Card(card) => Some(card.matter.map()),
        Mode::Browse | Mode::Picker(_) | Mode::Comments(_) => None,
    };
    if let Some(map) = of.filter(|map| state.shelf.volume(map).is_none()) {
        // The words are among the drafts.
        state.say(format!("{map} is gone: your words are kept"));
        state.mode = Mode::Browse;
    }
    if state.mode != Mode::Browse {
        return;
    }
    let is_read = |matter: &Matter| state.shelf.volume(matter.map()).is_some_and(|volume| volume.book.is_some());
    let Some(idx) = state.desk.matters.iter().position(is_read) else { return };
    if let Some(matter) = state.desk.matters.remove(idx) {
        super::card::open(state, matter);
    }
}

#[cfg(test)]
mod tests;
