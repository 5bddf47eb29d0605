//! Typing into a map: where the pen is, what it is for, and what Enter and Esc make of the words.
//! After every stroke the words are kept as a draft, until a map holds them.

pub(in crate::app) mod placed;
mod verdict;

use std::sync::Arc;

use crate::app::command::{Command, Scope};
use crate::app::effect::Effect;
use crate::app::location::{Errand, Location, Spot};
use crate::app::naming;
use crate::app::next::{Next, Todo, ask};
use crate::app::order::Work;
use crate::app::pen::{Pen, Stroke};
use crate::app::row::{Hint, Keys, Row};
use crate::app::saving;
use crate::app::state::State;
use crate::app::view::Pane;
use crate::app::words::{Cause, Clash, Matter, Purpose, Words};
use crate::journey::{Address, Aim, Book, Change, Draft, Noun};
use crate::source::edit::{self, Conflict, Done};
use crate::source::format::{Field, ValueKind, question};
use crate::source::tables::table_of;
use crate::text::Plain;

use self::verdict::{Verdict, verdict};

/// Somebody is typing into a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct Writing {
    pub(in crate::app) map: String,
    pub(in crate::app) purpose: Purpose,
    pub(in crate::app) pen: Pen,
    /// What the place said when typing began.
    pub(in crate::app) was: Option<String>,
    /// What it says in the text that was looked at last: in a large map, looking again takes longer than a frame.
    said: (Arc<str>, Option<String>),
    /// The words that are not in the pen: what the map says, or what was typed.
    pub(in crate::app) other: String,
    /// Are the words a draft from before?
    pub(in crate::app) is_draft: bool,
    /// What is wrong with them.
    pub(in crate::app) wrong: Option<Plain>,
    /// A text that the author has seen, if it is newer than the map on screen.
    pub(in crate::app) seen: Option<Arc<str>>,
    /// Where the user was before.
    pub(in crate::app) back: Location,
}

impl Keys for Writing {
    const ROWS: &'static [&'static [Row<Self>]] = &[&[
        Row::new(Command::Save, Self::finish),
        Row::new(Command::Leave, Self::leave),
        Row::unless(Command::NewLine, why_one_line, |own, state| own.stroke(state, Stroke::Break)),
        Row::new(Command::OtherWords, Self::swap),
        Row::new(Command::CaretLeft, |own, state| own.stroke(state, Stroke::Left)),
        Row::new(Command::CaretRight, |own, state| own.stroke(state, Stroke::Right)),
        Row::new(Command::WordLeft, |own, state| own.stroke(state, Stroke::WordLeft)),
        Row::new(Command::WordRight, |own, state| own.stroke(state, Stroke::WordRight)),
        Row::new(Command::LineUp, |own, state| own.stroke(state, Stroke::Up)),
        Row::new(Command::LineDown, |own, state| own.stroke(state, Stroke::Down)),
        Row::new(Command::LineStart, |own, state| own.stroke(state, Stroke::Start)),
        Row::new(Command::LineEnd, |own, state| own.stroke(state, Stroke::End)),
        Row::new(Command::Erase, |own, state| own.stroke(state, Stroke::Erase)),
        Row::new(Command::EraseNext, |own, state| own.stroke(state, Stroke::EraseNext)),
        Row::new(Command::EraseWord, |own, state| own.stroke(state, Stroke::EraseWord)),
        Row::new(Command::EraseLine, |own, state| own.stroke(state, Stroke::EraseLine)),
        Row::new(Command::EraseRest, |own, state| own.stroke(state, Stroke::EraseRest)),
        Row::new(Command::PutBack, |own, state| own.stroke(state, Stroke::PutBack)),
    ]];

    const HINTS: &'static [Hint] = &[
        (Command::Save, "save"),
        (Command::Leave, "leave"),
        (Command::NewLine, "new line"),
        (Command::OtherWords, "other words"),
        (Command::EraseLine, "erase line"),
    ];

    fn scope(&self) -> Scope {
        Scope::Pen
    }

    fn is_hinted(&self, _: &State, command: Command) -> bool {
        command != Command::OtherWords || self.is_draft
    }

    fn typed(&mut self, state: &mut State, c: char) -> Todo {
        self.type_in(state, c.encode_utf8(&mut [0; 4]))
    }

    fn pasted(&mut self, state: &mut State, text: &str) -> Todo {
        self.type_in(state, text)
    }

    /// The author has seen a change that this session just made to the place.
    fn saved(&mut self, _: &mut State, map: &str, done: &[Done]) {
        for done in done.iter().filter(|_| self.map == map) {
            if self.purpose.aim() == Some(Aim::Field(done.at.clone())) {
                self.was.clone_from(&done.is);
            }
        }
    }

    fn settled(&mut self, state: &mut State) -> Todo {
        if saving::is_gone(state, &self.map) { vec![Next::Close] } else { Vec::new() }
    }
}

fn why_one_line(own: &Writing, _: &State) -> Option<Plain> {
    (!own.pen.is_long()).then(|| "this takes one line".into())
}

impl Writing {
    /// The words as a draft; `None` if they need not be kept.
    fn draft(&self) -> Option<Draft> {
        let (map, typed) = (self.map.clone(), self.pen.text().to_owned());
        Some(Draft { map, aim: self.purpose.aim()?, typed, was: self.was.clone(), is_open: true })
    }

    /// What the place says in a text.
    fn says(&self, text: &Arc<str>) -> Option<String> {
        let (of, said) = &self.said;
        if of == text { said.clone() } else { says(text, &self.purpose) }
    }

    /// Opens the pen for something in the current map, with the draft if there is one.
    pub(in crate::app) fn open(state: &mut State, purpose: Purpose) -> Option<Self> {
        let Some((map, book)) = saving::writable(state) else {
            state.notice = saving::why_locked(state);
            return None;
        };
        let draft = purpose.aim().and_then(|aim| state.desk.draft(&map, &aim)).cloned();
        Some(Self::begin(state, &map, &book, purpose, draft.as_ref()))
    }

    /// Opens the pen again with words that were not saved, and says why.
    pub(in crate::app) fn reopen(state: &mut State, map: &str, words: Words, wrong: Option<Plain>) -> Option<Self> {
        let book = state.library.volume(map)?.book.clone()?;
        let purpose = words.purpose?;
        let own = Self::begin(state, map, &book, purpose, Some(&words.draft));
        Some(Self { is_draft: wrong.is_none(), seen: words.seen, wrong, ..own })
    }

    /// Opens the pen with words to start from.
    pub(in crate::app) fn open_with(state: &mut State, map: &str, purpose: Purpose, typed: &str) -> Option<Self> {
        let book = state.library.volume(map)?.book.clone()?;
        let mut own = Self::begin(state, map, &book, purpose, None);
        own.pen.replace(typed);
        Some(own)
    }

    fn begin(state: &mut State, map: &str, book: &Book, purpose: Purpose, draft: Option<&Draft>) -> Self {
        let says = says(&book.text, &purpose);
        let now = says.clone().unwrap_or_default();
        let said = (Arc::clone(&book.text), says.clone());
        // A question is answered, not mended.
        let typed = if question(&now).is_some() { "" } else { &now };
        let typed = draft.map_or(typed, |draft| draft.typed.as_str());
        let pen = Pen::new(typed, is_long(&purpose, typed) || now.contains('\n'));
        let was = draft.map_or(says, |draft| draft.was.clone());
        let is_draft = draft.is_some();
        let back = std::mem::take(&mut state.place);
        state.place = sight(&back, map, book, &purpose);
        Self { map: map.to_owned(), purpose, pen, was, said, other: now, is_draft, wrong: None, seen: None, back }
    }

    /// Types text, as much of it as fits.
    fn type_in(&mut self, state: &mut State, text: &str) -> Todo {
        let mut is_whole = true;
        let todo = self.write(state, |own| is_whole = own.pen.type_in(text));
        if !is_whole {
            state.say("that is more than 64 KiB: the rest was left out");
        }
        todo
    }

    fn stroke(&mut self, state: &mut State, stroke: Stroke) -> Todo {
        self.write(state, |own| own.pen.stroke(stroke))
    }

    /// Shows what the map says in place of the words, or the words again.
    fn swap(&mut self, state: &mut State) -> Todo {
        self.write(state, |own| {
            let typed = own.pen.text().to_owned();
            let other = std::mem::replace(&mut own.other, typed);
            own.pen.replace(&other);
            own.is_draft = false;
        })
    }

    /// Changes the words, and keeps them as a draft.
    fn write(&mut self, state: &mut State, change: impl FnOnce(&mut Self)) -> Todo {
        let before = self.pen.text().to_owned();
        change(self);
        if self.pen.text() == before {
            return Vec::new();
        }
        self.wrong = None;
        ask(self.draft().map(|draft| state.desk.keep(draft)))
    }

    /// Closes the pen, and returns to where the user was.
    fn close(&self, state: &mut State) -> Todo {
        state.place = self.back.clone();
        vec![Next::Close]
    }

    /// Esc: words that the map does not have become a draft.
    fn leave(&mut self, state: &mut State) -> Todo {
        let mut todo = self.close(state);
        if let Purpose::Copy { words, .. } = &self.purpose {
            todo.extend(ask([saving::put_aside(state, words.draft.clone())]));
            return todo;
        }
        let Some(draft) = self.draft() else { return todo };
        let typed = draft.typed.trim();
        if typed.is_empty() || Some(typed) == self.was.as_deref().map(str::trim) {
            todo.extend(ask(state.desk.forget(&draft.map, &draft.aim)));
        } else {
            todo.extend(ask([saving::put_aside(state, draft)]));
        }
        todo
    }

    /// Enter: the words go into the map, or stay with what is wrong with them.
    fn finish(&mut self, state: &mut State) -> Todo {
        let Some(book) = state.library.volume(&self.map).and_then(|volume| volume.book.clone()) else {
            return Vec::new();
        };
        let typed = self.pen.text().trim().to_owned();
        let is_known = self.says(&book.text) == self.was;
        let text = self.seen.clone().filter(|_| !is_known).unwrap_or_else(|| Arc::clone(&book.text));
        let now = self.says(&text);
        match verdict(state, self, &typed, now.as_deref()) {
            Verdict::Wrong(words) => {
                self.wrong = Some(words);
                Vec::new()
            }
            Verdict::Nothing => {
                let mut todo = self.close(state);
                todo.extend(ask(self.purpose.aim().and_then(|aim| state.desk.forget(&self.map, &aim))));
                todo
            }
            Verdict::Edit(edit) => {
                let mut todo = self.close(state);
                let Some(draft) = self.draft() else { return todo };
                todo.extend(ask([state.desk.keep(draft.clone())]));
                let words = Words { purpose: Some(self.purpose.clone()), draft, seen: self.seen.clone() };
                let change = Change::of(edit, &text);
                match &words.draft.aim {
                    // Somebody else changed it in the meantime.
                    Aim::Field(at) if words.draft.was != now => {
                        let mine = (!typed.is_empty()).then_some(typed);
                        let conflict = Conflict { at: at.clone(), base: words.draft.was.clone(), theirs: now, mine };
                        let map = words.draft.map.clone();
                        let cause = Cause::Change { change, words: Some(Box::new(words)) };
                        state.desk.raise(Matter::Clash(Clash { map, conflict, cause }));
                    }
                    _ => todo.extend(ask([saving::send(state, change, words)])),
                }
                todo
            }
            Verdict::Copy => {
                let mut todo = self.close(state);
                let Purpose::Copy { change, words } = self.purpose.clone() else { return todo };
                let file = format!("{}.toml", typed.strip_suffix(".toml").unwrap_or(&typed));
                let effect: Effect = saving::order(state, &self.map, Work::Copy { file, change }, Cause::Copy(words));
                todo.extend(ask([effect]));
                todo
            }
        }
    }
}

/// The location with the pen in sight.
fn sight(here: &Location, map: &str, book: &Book, purpose: &Purpose) -> Location {
    let at = purpose.place();
    let is_there = naming::title(&book.map, &at).is_some();
    let spot = Spot::of(map, if is_there { &at } else { const { &Address { steps: Vec::new(), field: None } } });
    let mut place = here.at(&spot);
    place.focus = Pane::Detail;
    place.errand = Errand::Seek;
    if here.is_inside
        && (&place.stage, &place.touchpoint, place.subject) == (&here.stage, &here.touchpoint, here.subject)
    {
        place.scroll = here.scroll;
    }
    place
}

/// What the map says at the place; `None` if there is nothing yet.
fn says(text: &str, purpose: &Purpose) -> Option<String> {
    match purpose {
        Purpose::Field(at) => edit::value(text, at),
        Purpose::Item { .. } | Purpose::Copy { .. } => None,
    }
}

/// Notes, stories and descriptions take several lines, and so does what already has them.
fn is_long(purpose: &Purpose, typed: &str) -> bool {
    let is_prose = match purpose {
        Purpose::Field(at) => {
            naming::noun_of(at) == Noun::Note && at.field.as_deref() == Some("text")
                || matches!(at.field.as_deref(), Some("description" | "story" | "objective"))
        }
        Purpose::Item { noun, .. } => *noun == Noun::Note,
        Purpose::Copy { .. } => false,
    };
    is_prose || typed.contains('\n')
}

/// What fits the place, and the keys to know.
#[must_use]
fn help(state: &State, writing: &Writing) -> Plain {
    let keymap = &state.setup.keymap;
    let first = |command| keymap.shown(command).split(' ').next().unwrap_or_default().to_owned();
    let mut parts = Vec::new();
    parts.extend(writing.was.as_deref().and_then(question).map(|asked| asked.trim().to_owned()));
    if writing.is_draft {
        let other =
            if matches!(writing.purpose, Purpose::Field(_)) { "shows what the map says" } else { "starts anew" };
        parts.push(format!("draft from before, {} {other}", first(Command::OtherWords)));
    }
    parts.extend(expected(state, writing));
    if writing.pen.is_long() {
        parts.push(format!("{} saves, {} breaks the line", first(Command::Save), first(Command::NewLine)));
    }
    parts.join(" · ").into()
}

/// `{ metric = ..., source = ... }`: how to type a thing that needs more than to be called something.
fn lacking(noun: Noun, given: &[(String, String)]) -> Option<String> {
    let table = table_of(noun);
    let is_lacking =
        |field: &&Field| field.required && field.key != "id" && !given.iter().any(|(key, _)| key == field.key);
    let needed: Vec<String> =
        table.fields.iter().filter(is_lacking).map(|field| format!("{} = \"...\"", field.key)).collect();
    (needed.len() > 1).then(|| format!("{{ {} }}", needed.join(", ")))
}

/// How many things are named that a key may mean.
const MOST_NAMED: usize = 8;

/// `1 to 5`; `None` if any text will do.
fn expected(state: &State, writing: &Writing) -> Option<String> {
    if let Purpose::Copy { .. } = writing.purpose {
        return Some("a file beside the map, such as journey-2.toml".to_owned());
    }
    if let Purpose::Item { noun, fields, .. } = &writing.purpose
        && let Some(lacking) = lacking(*noun, fields)
    {
        return Some(lacking);
    }
    let at = writing.purpose.ruled_by()?;
    let field = naming::field(&at)?;
    match field.kind {
        ValueKind::Text if field.key == "channel" => {
            let own = state.library.volume(&writing.map)?.book.as_ref()?.map.channels.iter();
            let own: Vec<&str> = own.map(|channel| channel.id.as_str()).collect();
            Some(if own.is_empty() { "web, app, social, phone, in person, mail".to_owned() } else { own.join(", ") })
        }
        _ if field.names.is_some_and(|noun| noun != Noun::Channel)
            && !matches!(field.kind, ValueKind::TextBy | ValueKind::WholeBy { .. }) =>
        {
            let book = state.library.volume(&writing.map)?.book.as_ref()?;
            let several = if matches!(field.kind, ValueKind::Texts) { ", several separated by `, `" } else { "" };
            let all = field.names.map(|noun| book.map.named(noun)).unwrap_or_default();
            let ids: Vec<_> = all.into_iter().take(MOST_NAMED).map(|own| own.id()).collect();
            (!ids.is_empty()).then(|| format!("a name or id: {}{several}", ids.join(", ")))
        }
        ValueKind::Text | ValueKind::Id => None,
        ValueKind::Texts => Some("several are separated by `, `".to_owned()),
        // One persona's own.
        ValueKind::WholeBy { low, high } if at.field.as_deref() != Some(field.key) => Some(format!("{low} to {high}")),
        ValueKind::TextBy if at.field.as_deref() != Some(field.key) => None,
        ValueKind::Words(words) => Some(words.join(", ")),
        ValueKind::Truth => Some("yes or no".to_owned()),
        kind => Some(kind.expected()),
    }
}

#[cfg(test)]
mod tests;
