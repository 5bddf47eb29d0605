//! Reading what customers wrote at one place: what is asked for, what came, and where the user is in it.
//! The comments on screen answer the latest request, or an earlier one with a remark that more is coming.

pub(in crate::app) mod shown;

use crate::app::command::{Command, Scope};
use crate::app::effect::Effect;
use crate::app::event::Gesture;
use crate::app::next::{Next, Todo, ask};
use crate::app::pen::{Pen, Stroke};
use crate::app::request::{CommentAnswer, CommentRequest};
use crate::app::row::{Hint, Keys, Row};
use crate::app::state::State;
use crate::app::view::Target;
use crate::app::view::comments::CommentSpot;
use crate::journey::{Address, Map, Segment};
use crate::source::comments::{self, Found, Order, Wish};
use crate::text::Plain;

/// Somebody who reads comments.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct Reader {
    pub(in crate::app) map: String,
    pub(in crate::app) at: Address,
    pub(in crate::app) order: Order,
    /// What is to be searched for in them.
    pub(in crate::app) search: Pen,
    /// What is searched for: the same, once keys paused.
    pub(in crate::app) sought: String,
    /// The search before the one being typed; `None` while none is.
    pub(in crate::app) before: Option<String>,
    pub(in crate::app) found: Option<Found>,
    /// How far it is, while more comes; or why nothing did.
    pub(in crate::app) remark: Option<Plain>,
    pub(in crate::app) spot: CommentSpot,
    asked: Option<CommentRequest>,
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
    pub(in crate::app) const fn is_typing(&self) -> bool {
        self.before.is_some()
    }

    #[must_use]
    pub(in crate::app) fn n_rows(&self) -> usize {
        self.found.as_ref().map_or(0, |found| found.gist.groups.len())
    }

    fn select(&mut self, idx: usize) {
        let idx = idx.min(self.n_rows().saturating_sub(1));
        if idx != self.spot.selected {
            self.spot = CommentSpot { selected: idx, skip: 0, ..self.spot };
        }
    }
}

impl Keys for Reader {
    const ROWS: &'static [&'static [Row<Self>]] = &[&[
        Row::new(Command::Up, |own, _| own.up(1, 1)),
        Row::new(Command::Down, |own, state| own.down(state, 1, 1)),
        Row::new(Command::PreviousRow, |own, _| own.go_to(own.spot.selected.saturating_sub(1))),
        Row::new(Command::NextRow, |own, _| own.go_to(own.spot.selected + 1)),
        Row::new(Command::PageUp, |own, state| own.up(page(state), rows(state))),
        Row::new(Command::PageDown, |own, state| own.down(state, page(state), rows(state))),
        Row::new(Command::HalfUp, |own, state| own.up((page(state) / 2).max(1), rows(state))),
        Row::new(Command::HalfDown, |own, state| own.down(state, (page(state) / 2).max(1), rows(state))),
        Row::new(Command::First, |own, _| own.go_to(0)),
        Row::new(Command::Last, |own, _| own.go_to(usize::MAX)),
        Row::new(Command::NextMatch, |own, _| own.turn(true)),
        Row::new(Command::PreviousMatch, |own, _| own.turn(false)),
        Row::new(Command::Order, |own, _| own.reorder()),
        Row::new(Command::Find, |own, _| own.begin_search()),
        Row::new(Command::Choose, |own, _| own.end_search()),
        Row::new(Command::Out, |own, _| own.leave()),
        Row::new(Command::Close, |own, _| own.leave()),
        Row::new(Command::Erase, |own, state| own.stroke(state, Stroke::Erase)),
        Row::new(Command::EraseWord, |own, state| own.stroke(state, Stroke::EraseWord)),
        Row::new(Command::EraseLine, |own, state| own.stroke(state, Stroke::EraseLine)),
    ]];

    const HINTS: &'static [Hint] = &[
        (Command::Up, "move"),
        (Command::Down, "move"),
        (Command::Order, "order"),
        (Command::Find, "find"),
        (Command::NextMatch, "match"),
        (Command::PreviousMatch, "match"),
        (Command::Out, "back"),
        (Command::Help, "help"),
        (Command::NextPersona, "persona"),
        (Command::Palette, "commands"),
    ];

    fn scope(&self) -> Scope {
        if self.is_typing() { Scope::List } else { Scope::Comments }
    }

    /// A command that has a key here leaves the comments on screen; any other closes them.
    fn stays_for(&self, command: Command) -> bool {
        command.is_of(Scope::Comments)
    }

    fn is_hinted(&self, state: &State, command: Command) -> bool {
        match command {
            Command::Up | Command::Down | Command::Order => self.n_rows() > 1,
            Command::NextMatch | Command::PreviousMatch => self.n_rows() > 1 && !self.search.text().is_empty(),
            Command::NextPersona => !state.sight.board.personas.is_empty(),
            _ => true,
        }
    }

    fn typed(&mut self, state: &mut State, c: char) -> Todo {
        self.pasted(state, c.encode_utf8(&mut [0; 4]))
    }

    fn pasted(&mut self, state: &mut State, text: &str) -> Todo {
        if self.is_typing() {
            self.search.type_in_line(text);
            state.pause.wait(state.now);
        }
        Vec::new()
    }

    fn pointed(&mut self, _: &mut State, target: Option<Target>, gesture: Gesture) -> Todo {
        match (gesture, target) {
            (Gesture::Click, Some(Target::Row(idx))) => self.go_to(idx),
            (Gesture::Click, _) => Vec::new(),
            (Gesture::WheelUp, _) => vec![Next::Run(Command::Up)],
            (Gesture::WheelDown, _) => vec![Next::Run(Command::Down)],
        }
    }

    /// Searches for what was typed.
    fn paused(&mut self, _: &mut State) {
        self.search.text().clone_into(&mut self.sought);
    }

    /// Learns which comment was painted first.
    fn painted(&mut self, state: &mut State) {
        let seen = state.screen.geometry.seen;
        self.spot.top = seen.top.min(self.spot.selected);
        self.spot.skip = self.spot.skip.min(seen.n_above);
    }

    /// Asks for what is wanted now, if that has changed.
    fn settled(&mut self, state: &mut State) -> Todo {
        if let Some(name) = nobody(state) {
            return self.hear_of_nobody(&name);
        }
        let Some(wanted) = self.wanted(state) else { return vec![Next::Close] };
        let asked = self.asked.as_ref();
        if asked == Some(&wanted) {
            return Vec::new();
        }
        let is_same_list = asked.is_some_and(|asked| asked.order == wanted.order && asked.typed == wanted.typed);
        if !(is_same_list && asked.is_some_and(|asked| asked.wish == wanted.wish)) {
            self.spot = CommentSpot::default();
        }
        if asked.is_some_and(|asked| asked.wish != wanted.wish) {
            // Do not show other people's comments, not even for an instant.
            self.found = None;
        }
        self.asked = Some(wanted.clone());
        ask([Effect::Comments(Some(wanted))])
    }
}

/// How many comments a page holds.
fn page(state: &State) -> usize {
    state.screen.geometry.seen.n_whole.max(1)
}

/// How many rows a page is, in a long comment.
fn rows(state: &State) -> usize {
    state.screen.geometry.seen.n_rows.saturating_sub(1).max(1)
}

impl Reader {
    /// Opens the comments of the current place.
    pub(in crate::app) fn open(state: &State) -> Option<Self> {
        let at = state.place_of_comments()?;
        Some(Self { map: state.place.map.id.clone(), at, ..Self::default() })
    }

    /// Goes down by that many comments; first reads one that is longer than the page to its end, by rows.
    fn down(&mut self, state: &State, by: usize, by_rows: usize) -> Todo {
        let n_below = state.screen.geometry.seen.n_below;
        if n_below > 0 {
            self.spot.skip += by_rows.min(n_below);
            return Vec::new();
        }
        self.go_to(self.spot.selected + by)
    }

    fn up(&mut self, by: usize, by_rows: usize) -> Todo {
        if self.spot.skip > 0 {
            self.spot.skip = self.spot.skip.saturating_sub(by_rows);
            return Vec::new();
        }
        self.go_to(self.spot.selected.saturating_sub(by))
    }

    fn go_to(&mut self, idx: usize) -> Todo {
        self.select(idx);
        Vec::new()
    }

    /// Goes to the next one, or the one before; from either end to the other.
    fn turn(&mut self, is_on: bool) -> Todo {
        let n = self.n_rows();
        let idx = if is_on { self.spot.selected + 1 } else { self.spot.selected + n.saturating_sub(1) };
        self.go_to(idx.checked_rem(n).unwrap_or(0))
    }

    fn reorder(&mut self) -> Todo {
        self.order = self.order.next();
        Vec::new()
    }

    fn begin_search(&mut self) -> Todo {
        self.before = Some(self.search.text().to_owned());
        Vec::new()
    }

    fn end_search(&mut self) -> Todo {
        self.before = None;
        Vec::new()
    }

    /// Gives the search up, or the comments.
    fn leave(&mut self) -> Todo {
        match self.before.take() {
            Some(before) => {
                self.search.replace(&before);
                self.sought = before;
                Vec::new()
            }
            None => vec![Next::Close],
        }
    }

    /// Erases in the line of the search.
    fn stroke(&mut self, state: &mut State, stroke: Stroke) -> Todo {
        if self.is_typing() {
            self.search.stroke(stroke);
            state.pause.wait(state.now);
        }
        Vec::new()
    }

    /// Takes in an answer, unless something else has been asked for since.
    pub(in crate::app) fn hear(&mut self, request: &CommentRequest, answer: CommentAnswer) {
        let Some(asked) = self.asked.as_ref().filter(|asked| asked.is_of_same(request)) else { return };
        let is_answer = asked == request;
        let share = |done: u64, total: u64| (done.min(total) * 100).checked_div(total).unwrap_or(100);
        match answer {
            CommentAnswer::Reading { done, total } => {
                self.remark = Some(format!("reading {:>2} %", share(done, total)).into());
            }
            CommentAnswer::Scoring { done, total } => {
                let share = share(done as u64, total as u64);
                self.remark = Some(format!("scoring {share:>2} %").into());
            }
            CommentAnswer::Failed(why) if is_answer => self.remark = Some(why),
            CommentAnswer::Found(found) if is_answer => {
                self.remark = None;
                let selected = self.spot.selected.min(found.gist.groups.len().saturating_sub(1));
                self.found = Some(found);
                self.spot = CommentSpot { selected, top: self.spot.top.min(selected), ..self.spot };
            }
            CommentAnswer::Failed(_) | CommentAnswer::Found(_) => {}
        }
    }

    /// No rows are known to be the chosen persona's: asks for nothing, and shows nobody else.
    fn hear_of_nobody(&mut self, name: &str) -> Todo {
        self.found = None;
        self.remark = Some(format!("no rows are known to be those of {name}").into());
        ask(self.asked.take().map(|_| Effect::Comments(None)))
    }

    /// The request for what is wanted now; `None` if the place is gone.
    fn wanted(&self, state: &State) -> Option<CommentRequest> {
        let volume = state.volume().filter(|volume| state.place.is_inside && volume.label == self.map)?;
        let map = &volume.book.as_ref()?.map;
        if !comments::has_comments(map, &self.at) {
            return None;
        }
        let settings = &state.setup.settings;
        let segment = segment(map, state.sight.board.persona.as_deref());
        let wish = Wish { at: self.at.clone(), segment, privacy: settings.privacy, hidden: settings.hidden };
        Some(CommentRequest {
            map: self.map.clone(),
            wish,
            edition: volume.edition,
            order: self.order,
            typed: self.sought.clone(),
        })
    }
}

/// The name of the chosen persona, if no rows are known to be theirs.
fn nobody(state: &State) -> Option<String> {
    let persona = state.sight.board.counted(state.map()?)?;
    persona.segment.choices.is_empty().then(|| persona.name.clone())
}

fn segment(map: &Map, persona: Option<&str>) -> Segment {
    let persona = persona.and_then(|id| map.personas.iter().find(|persona| persona.id == id));
    persona.map(|persona| persona.segment.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
