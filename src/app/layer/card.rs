//! Cards: something to decide about words, with what there is to know.
//! Only one choice loses words; it says so, and asks again.

pub(in crate::app) mod told;

use std::sync::Arc;

use crate::app::command::{Command, Scope};
use crate::app::event::Gesture;
use crate::app::key::{Code, Key};
use crate::app::location::Spot;
use crate::app::naming;
use crate::app::next::{ListKind, Next, Opening, Todo, ask, open};
use crate::app::order::Work;
use crate::app::row::{Hint, Keys, Row};
use crate::app::saving;
use crate::app::state::State;
use crate::app::view::Target;
use crate::app::words::{Cause, Clash, Matter, Purpose, Words, side_by_side};
use crate::journey::{Address, Aim, Change, Draft, Edit, Map, Noun, Slot};
use crate::source::edit::{self, Conflict, Stamp};

/// What a card shows of the words that were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::app) enum Face {
    /// Each text on its own.
    #[default]
    Texts,
    /// Where they differ.
    Difference,
    /// That the words will be gone.
    Farewell,
}

/// A card before the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Decision {
    pub(in crate::app) matter: Matter,
    pub(in crate::app) face: Face,
    pub(in crate::app) selected: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Choice {
    /// Both, in the pen.
    Merge,
    /// The map's words stay.
    Theirs,
    /// Our words replace them.
    Mine,
    /// Our words go into another file.
    SaveAs,
    /// The words go into a note of the journey.
    Note,
    /// Go on typing.
    Restore,
    /// Show where texts differ, or the texts again.
    Turn,
    /// Discard the words, after asking once more.
    Discard,
    /// Discard the words.
    Farewell,
    /// Back to the other choices.
    Keep,
}

impl Choice {
    const fn letter(self) -> char {
        match self {
            Self::Merge => 'm',
            Self::Theirs => 't',
            Self::Mine | Self::Keep => 'k',
            Self::SaveAs => 's',
            Self::Note => 'n',
            Self::Restore => 'r',
            Self::Turn => 'd',
            Self::Discard => 'x',
            Self::Farewell => 'y',
        }
    }

    const fn words(self, face: Face) -> &'static str {
        match (self, face) {
            (Self::Merge, _) => "merge",
            (Self::Theirs, _) => "keep theirs",
            (Self::Mine, _) => "keep mine",
            (Self::SaveAs, _) => "save as",
            (Self::Note, _) => "add as a note to the journey",
            (Self::Restore, _) => "restore",
            (Self::Turn, Face::Difference) => "show the texts",
            (Self::Turn, _) => "show the difference",
            (Self::Discard, _) => "discard",
            (Self::Farewell, _) => "discard for good",
            (Self::Keep, _) => "keep",
        }
    }
}

/// The choices that a card offers.
#[must_use]
pub(in crate::app) fn choices(state: &State, card: &Decision) -> Vec<Choice> {
    let stands = |at: &Address| map(state, card).is_some_and(|map| naming::title(map, at).is_some());
    match (&card.matter, card.face) {
        (Matter::Clash(clash), _) => {
            let is_field = clash.conflict.at.field.is_some();
            let (is_here, is_turn) = (stands(&clash.conflict.at), matches!(clash.cause, Cause::Turn { .. }));
            let is_both = clash.conflict.mine.is_some() && clash.conflict.theirs.is_some();
            let words = if let Cause::Change { words, .. } = &clash.cause { words.as_deref() } else { None };
            let offered = [
                (Choice::Merge, is_here && is_both && is_field && words.is_some()),
                (Choice::Theirs, true),
                (Choice::Mine, is_here && (is_field || !is_turn)),
                (Choice::Note, !is_here && words.is_some()),
                (Choice::SaveAs, words.is_some()),
            ];
            offered.into_iter().filter(|(_, is_offered)| *is_offered).map(|(choice, _)| choice).collect()
        }
        (Matter::Found(_), Face::Farewell) => vec![Choice::Keep, Choice::Farewell],
        (Matter::Found(draft), _) => {
            let first = if stands(&place(&draft.aim)) { Choice::Restore } else { Choice::Note };
            vec![first, Choice::Turn, Choice::Discard]
        }
        (Matter::Refused(..), _) => Vec::new(),
    }
}

fn map<'s>(state: &'s State, card: &Decision) -> Option<&'s Map> {
    state.library.volume(card.matter.map())?.book.as_ref().map(|book| &book.map)
}

/// Where words belong.
fn place(aim: &Aim) -> Address {
    match aim {
        Aim::Field(at) => at.clone(),
        Aim::Item(under, _) => under.clone(),
    }
}

/// Both texts in one: merged by lines if possible, else one after the other.
fn merged(base: Option<&str>, theirs: &str, mine: &str) -> String {
    let ended = |text: &str| format!("{text}\n");
    match diffy::merge(&ended(base.unwrap_or_default()), &ended(theirs), &ended(mine)) {
        Ok(text) => text.trim_end_matches('\n').to_owned(),
        Err(_) => side_by_side(theirs, mine),
    }
}

impl Keys for Decision {
    const ROWS: &'static [&'static [Row<Self>]] = &[&[
        Row::new(Command::Choose, Self::choose),
        Row::new(Command::Close, Self::close),
        Row::new(Command::NextRow, |own, state| own.step(state, 1)),
        Row::new(Command::PreviousRow, |own, state| own.step(state, -1)),
    ]];

    const HINTS: &'static [Hint] = &[
        (Command::Choose, "choose"),
        (Command::Close, "later"),
        (Command::PreviousRow, "move"),
        (Command::NextRow, "move"),
    ];

    fn scope(&self) -> Scope {
        Scope::Card
    }

    /// Does what a letter of the card stands for, on whatever layout it is typed.
    fn typed(&mut self, state: &mut State, c: char) -> Todo {
        let latin = Key::from(Code::Char(c)).in_latin().and_then(Key::typed);
        let choices = choices(state, self);
        let choice = [Some(c), latin].into_iter().flatten().find_map(|c| choices.iter().find(|own| own.letter() == c));
        choice.map_or_else(Vec::new, |choice| self.take(state, *choice))
    }

    fn pointed(&mut self, state: &mut State, target: Option<Target>, gesture: Gesture) -> Todo {
        let (Gesture::Click, Some(Target::Choice(idx))) = (gesture, target) else { return Vec::new() };
        if self.selected == idx {
            return self.choose(state);
        }
        self.selected = 0;
        self.step(state, isize::try_from(idx).unwrap_or(0))
    }

    fn settled(&mut self, state: &mut State) -> Todo {
        if saving::is_gone(state, self.matter.map()) { vec![Next::Close] } else { Vec::new() }
    }
}

impl Decision {
    /// Puts a matter before the user.
    pub(in crate::app) fn new(matter: Matter) -> Self {
        Self { matter, face: Face::default(), selected: 0 }
    }

    /// Moves the cursor among the choices.
    fn step(&mut self, state: &State, by: isize) -> Todo {
        let n = choices(state, self).len();
        self.selected = self.selected.saturating_add_signed(by).min(n.saturating_sub(1));
        Vec::new()
    }

    /// Does what is under the cursor.
    fn choose(&mut self, state: &mut State) -> Todo {
        let choice = choices(state, self).get(self.selected).copied();
        choice.map_or_else(Vec::new, |choice| self.take(state, choice))
    }

    /// Leaves the card. Nothing is lost: the words stay a draft of the place they belong to.
    fn close(&mut self, state: &mut State) -> Todo {
        let mut todo = vec![Next::Close];
        match &self.matter {
            Matter::Clash(Clash { cause: Cause::Change { words: Some(words), .. }, .. }) => {
                todo.extend(ask([saving::put_aside(state, words.draft.clone())]));
            }
            Matter::Clash(_) => state.say("left as it is"),
            Matter::Found(_) | Matter::Refused(..) => state.say("kept: the next start asks again"),
        }
        todo
    }

    fn take(&mut self, state: &mut State, choice: Choice) -> Todo {
        let face = match (choice, self.face) {
            (Choice::Turn, Face::Texts) => Some(Face::Difference),
            (Choice::Turn | Choice::Keep, _) => Some(Face::Texts),
            (Choice::Discard, _) => Some(Face::Farewell),
            _ => None,
        };
        if let Some(face) = face {
            (self.face, self.selected) = (face, 0);
            return Vec::new();
        }
        let mut todo = vec![Next::Close];
        todo.extend(match self.matter.clone() {
            Matter::Clash(clash) => settle(state, clash, choice),
            Matter::Found(draft) if choice == Choice::Farewell => {
                state.say(format!("discarded {}", naming::quoted(&draft.typed)));
                ask(state.desk.forget(&draft.map, &draft.aim))
            }
            Matter::Found(draft) if choice == Choice::Note => as_note(state, draft),
            Matter::Found(draft) => restore(state, draft),
            Matter::Refused(..) => Vec::new(),
        });
        todo
    }
}

fn settle(state: &mut State, clash: Clash, choice: Choice) -> Todo {
    let Clash { map, conflict, cause } = clash;
    match (choice, cause) {
        (Choice::Mine, Cause::Change { change, words }) => {
            let change = Change { seen: None, ..change };
            let cause = Cause::Change { change: change.clone(), words };
            ask([saving::order(state, &map, Work::Change(change), cause)])
        }
        (Choice::Mine, _) => {
            let at = conflict.at;
            let edit = match conflict.mine {
                Some(value) => Edit::Set { at, value },
                None => Edit::Clear { at },
            };
            ask(saving::change(state, &map, Change { edits: vec![edit], seen: None }))
        }
        (Choice::Merge, Cause::Change { change, words: Some(mut words) }) => {
            words.seen = known(state, &change, &conflict);
            let (theirs, mine) = (conflict.theirs.unwrap_or_default(), conflict.mine.unwrap_or_default());
            words.draft.typed = merged(conflict.base.as_deref(), &theirs, &mine);
            words.draft.was = Some(theirs);
            let mut todo = ask([state.desk.keep(words.draft.clone())]);
            todo.extend(open(Opening::PenAgain { map, words: *words, wrong: None }));
            todo
        }
        (Choice::SaveAs, Cause::Change { change, words: Some(words) }) => {
            let name = state.library.volume(&map).map(|volume| volume.label.trim_end_matches(".toml").to_owned());
            let file = name.as_deref().and_then(|name| name.rsplit('/').next()).unwrap_or("journey");
            let typed = format!("{file}-2.toml");
            open(Opening::PenWith { map, purpose: Purpose::Copy { change, words }, typed })
        }
        (Choice::Note, Cause::Change { words: Some(words), .. }) => as_note(state, words.draft),
        (_, Cause::Change { words: Some(words), .. }) => ask([saving::put_aside(state, words.draft)]),
        (_, Cause::Turn { is_back }) => {
            state.desk.give_up(&map, is_back);
            state.say("theirs stays");
            Vec::new()
        }
        _ => {
            state.say("theirs stays");
            Vec::new()
        }
    }
}

/// The text that the author saw, with the other side's words in it: it may be newer than the map on screen.
fn known(state: &State, change: &Change, conflict: &Conflict) -> Option<Arc<str>> {
    let value = conflict.theirs.clone()?;
    let theirs = Change { edits: vec![Edit::Set { at: conflict.at.clone(), value }], seen: None };
    let stamp = Stamp { date: state.setup.today, by: None };
    edit::apply(change.seen.as_deref()?, &theirs, &stamp).ok().map(|made| made.text.into())
}

/// Goes where the words belong, and opens the pen with them.
fn restore(state: &mut State, draft: Draft) -> Todo {
    let at = place(&draft.aim);
    state.visit(&Spot::of(&draft.map, &at));
    let purpose = match &draft.aim {
        Aim::Field(at) => Purpose::Field(at.clone()),
        // Ask again where it comes from.
        Aim::Item(under, Noun::Evidence) => return open(Opening::List(ListKind::Evidence(under.clone()))),
        Aim::Item(under, noun) => Purpose::item(under.clone(), *noun),
    };
    let map = draft.map.clone();
    open(Opening::PenAgain { map, words: Words { purpose: Some(purpose), draft, seen: None }, wrong: None })
}

/// Makes words whose place is gone a note that says where they belonged.
fn as_note(state: &mut State, draft: Draft) -> Todo {
    let text = format!("{}: {}", place(&draft.aim), draft.typed);
    let fields = vec![("text".to_owned(), text)];
    let edit = Edit::Add { under: Address::journey(), noun: Noun::Note, fields, slot: Slot::Last };
    let change = Change { edits: vec![edit], seen: None };
    ask([saving::send(state, change, Words { purpose: None, draft, seen: None })])
}

#[cfg(test)]
mod tests;
