//! Typing into a map: where the pen is, what it is for, and what Enter and Esc make of the words. Must not know keys.
//! Invariant: after every stroke the words are among the drafts, until a map holds them.

use std::sync::Arc;

use super::card::{Clash, Matter};
use super::command::Stroke;
use super::desk::{self, Cause, Words};
use super::effect::Effect;
use super::find::spot;
use super::naming;
use super::order::Work;
use super::pen::Pen;
use super::place::{Errand, Place};
use super::state::{Mode, State};
use crate::journey::{Address, Aim, Book, Change, Draft, Edit, Noun, Slot};
use crate::source::edit::{self, Conflict};
use crate::source::format::Kind;
use crate::text::Plain;

/// What is typed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The value of a field.
    Field(Address),
    /// A new item.
    Item {
        /// The place it belongs to.
        under: Address,
        /// What it is.
        noun: Noun,
        /// Where among its siblings.
        slot: Slot,
        /// Fields that are chosen already.
        fields: Vec<(String, String)>,
    },
    /// The name of a file for a map with a change that another map does not take.
    Copy {
        /// The change, with the text it is made in.
        change: Change,
        /// The words of the change.
        words: Box<Words>,
    },
}

impl Purpose {
    /// A new item after the last of its kind.
    #[must_use]
    pub fn item(under: Address, noun: Noun) -> Self {
        Self::Item { under, noun, slot: Slot::Last, fields: Vec::new() }
    }

    /// What words for it are kept under; `None` where they need not be kept.
    #[must_use]
    pub fn aim(&self) -> Option<Aim> {
        match self {
            Self::Field(at) => Some(Aim::Field(at.clone())),
            Self::Item { under, noun, .. } => Some(Aim::Item(under.clone(), *noun)),
            Self::Copy { .. } => None,
        }
    }

    /// The place in the map that shows it.
    #[must_use]
    pub fn place(&self) -> Address {
        match self {
            Self::Field(at) => at.clone(),
            Self::Item { under, .. } => under.clone(),
            Self::Copy { .. } => Address::journey(),
        }
    }

    /// What is typed: `thinks`, `new pain point`.
    #[must_use]
    pub fn label(&self) -> String {
        match self {
            Self::Field(at) if at.field.as_deref() == Some(naming::main_field(naming::noun_of(at))) => {
                naming::whole(naming::noun_of(at)).to_owned()
            }
            Self::Field(at) => naming::kind(at),
            Self::Item { noun, .. } => format!("new {}", naming::noun(*noun)),
            Self::Copy { .. } => "save as".to_owned(),
        }
    }

    /// The field whose rules hold for what is typed.
    fn ruled_by(&self) -> Option<Address> {
        match self {
            Self::Field(at) => Some(at.clone()),
            Self::Item { under, noun, .. } => Some(under.then(*noun, "1").field(naming::main_field(*noun))),
            Self::Copy { .. } => None,
        }
    }
}

/// Somebody is typing into a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// The map's label.
    pub map: String,
    /// What for.
    pub purpose: Purpose,
    /// The words.
    pub pen: Pen,
    /// What the place said when typing began.
    pub was: Option<String>,
    /// What it says in the text that was looked at last: to look anew takes longer than a frame in a large map.
    said: (Arc<str>, Option<String>),
    /// The words that are not shown: what the map says, or what was typed.
    pub other: String,
    /// Are the words from before?
    pub is_draft: bool,
    /// What is wrong with them.
    pub wrong: Option<Plain>,
    /// A text the author knows of, where that is newer than the map that is shown.
    pub seen: Option<Arc<str>>,
    /// Where one was before.
    pub back: Place,
}

impl Writing {
    /// The words, to be kept.
    fn draft(&self) -> Option<Draft> {
        let (map, typed) = (self.map.clone(), self.pen.text().to_owned());
        Some(Draft { map, aim: self.purpose.aim()?, typed, was: self.was.clone(), is_open: true })
    }

    /// What the place says in a text.
    fn says(&self, text: &Arc<str>) -> Option<String> {
        let (of, said) = &self.said;
        if of == text { said.clone() } else { says(text, &self.purpose) }
    }
}

/// Takes the pen for something in the map one is in; words from before are there again.
pub(super) fn open(state: &mut State, purpose: Purpose) {
    let Some((map, book)) = desk::writable(state) else { return };
    let aim = purpose.aim();
    let draft = aim.and_then(|aim| state.desk.draft(&map, &aim)).cloned();
    let says = says(&book.text, &purpose);
    begin(state, (&map, &book), purpose, draft.as_ref(), says);
}

/// Takes the pen again for words that were not saved, and says why.
pub(super) fn reopen(state: &mut State, map: &str, words: &Words, wrong: Option<Plain>) {
    let Some(book) = state.shelf.volume(map).and_then(|volume| volume.book.clone()) else { return };
    let Some(purpose) = words.purpose.clone() else { return };
    let says = says(&book.text, &purpose);
    begin(state, (map, &book), purpose, Some(&words.draft), says);
    if let Mode::Writing(writing) = &mut state.mode {
        writing.is_draft = wrong.is_none();
        writing.seen.clone_from(&words.seen);
        writing.wrong = wrong;
    }
}

/// Takes the pen for something with words to start from.
pub(super) fn open_with(state: &mut State, map: &str, purpose: Purpose, typed: &str) {
    let Some(book) = state.shelf.volume(map).and_then(|volume| volume.book.clone()) else { return };
    begin(state, (map, &book), purpose, None, None);
    if let Mode::Writing(writing) = &mut state.mode {
        writing.pen.replace(typed);
        // Nobody looked.
        writing.said = <(Arc<str>, Option<String>)>::default();
    }
}

fn begin(state: &mut State, (map, book): (&str, &Book), purpose: Purpose, draft: Option<&Draft>, says: Option<String>) {
    let now = says.clone().unwrap_or_default();
    let said = (Arc::clone(&book.text), says.clone());
    let typed = draft.map_or(now.as_str(), |draft| draft.typed.as_str());
    let pen = Pen::new(typed, is_long(&purpose, typed) || now.contains('\n'));
    let was = draft.map_or(says, |draft| draft.was.clone());
    let is_draft = draft.is_some();
    let back = std::mem::take(&mut state.place);
    state.place = sight(&back, map, book, &purpose);
    state.mode = Mode::Writing(Box::new(Writing {
        map: map.to_owned(),
        purpose,
        pen,
        was,
        said,
        other: now,
        is_draft,
        wrong: None,
        seen: None,
        back,
    }));
}

/// The place with what is typed in sight.
fn sight(here: &Place, map: &str, book: &Book, purpose: &Purpose) -> Place {
    let at = purpose.place();
    let is_there = naming::title(&book.map, &at).is_some();
    let spot = spot(map, if is_there { &at } else { const { &Address { steps: Vec::new(), field: None } } });
    let mut place = here.at(&spot);
    place.focus = super::view::Pane::Detail;
    place.errand = Errand::Seek;
    if here.is_inside
        && (&place.stage, &place.touchpoint, place.subject) == (&here.stage, &here.touchpoint, here.subject)
    {
        place.scroll = here.scroll;
    }
    place
}

/// What the map says at the place; nothing where there is nothing yet.
fn says(text: &str, purpose: &Purpose) -> Option<String> {
    match purpose {
        Purpose::Field(at) => edit::value(text, at),
        Purpose::Item { .. } | Purpose::Copy { .. } => None,
    }
}

/// Notes, stories and descriptions take several lines, and so does what has them.
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
pub(super) fn help(state: &State, writing: &Writing) -> Plain {
    let keys = |stroke| state.setup.keymap.shown(super::Command::Write(stroke));
    let first = |stroke| keys(stroke).split(' ').next().unwrap_or_default().to_owned();
    let mut parts = Vec::new();
    if writing.is_draft {
        let other =
            if matches!(writing.purpose, Purpose::Field(_)) { "shows what the map says" } else { "starts anew" };
        parts.push(format!("draft from before, {} {other}", first(Stroke::Other)));
    }
    parts.extend(expected(state, writing));
    if writing.pen.is_long() {
        parts.push(format!("{} saves, {} breaks the line", first(Stroke::Finish), first(Stroke::Break)));
    }
    parts.join(" · ").into()
}

/// Is that stroke of use in this text?
#[must_use]
pub(super) fn matters(writing: &Writing, command: super::Command) -> bool {
    match command {
        super::Command::Write(Stroke::Break) => writing.pen.is_long(),
        super::Command::Write(Stroke::Other) => writing.is_draft,
        _ => true,
    }
}

/// `1 to 5`; nothing where any text does.
fn expected(state: &State, writing: &Writing) -> Option<String> {
    if let Purpose::Copy { .. } = writing.purpose {
        return Some("a file beside the map, such as journey-2.toml".to_owned());
    }
    let at = writing.purpose.ruled_by()?;
    let field = naming::field(&at)?;
    match field.kind {
        Kind::Text if field.key == "channel" => {
            let own = state.shelf.volume(&writing.map)?.book.as_ref()?.map.channels.iter();
            let own: Vec<&str> = own.map(|channel| channel.id.as_str()).collect();
            Some(if own.is_empty() { "web, app, social, phone, in person, mail".to_owned() } else { own.join(", ") })
        }
        Kind::Text | Kind::Id => None,
        Kind::Texts => Some("several are separated by `, `".to_owned()),
        Kind::Words(words) => Some(words.join(", ")),
        Kind::Truth => Some("yes or no".to_owned()),
        kind => Some(kind.expected()),
    }
}

/// Types text that came at once.
pub(super) fn type_in(state: &mut State, text: &str) -> Vec<Effect> {
    let mut is_whole = true;
    let effects = write(state, |writing| is_whole = writing.pen.type_in(text));
    if !is_whole {
        state.say("that is more than 64 KiB: the rest was left out");
    }
    effects
}

/// Does what a key means while one types.
pub(super) fn stroke(state: &mut State, stroke: Stroke) -> Vec<Effect> {
    match stroke {
        Stroke::Finish => finish(state),
        Stroke::Leave => leave(state),
        Stroke::Break if !matches!(&state.mode, Mode::Writing(writing) if writing.pen.is_long()) => {
            state.say("this takes one line");
            Vec::new()
        }
        Stroke::Other => write(state, |writing| {
            let typed = writing.pen.text().to_owned();
            let other = std::mem::replace(&mut writing.other, typed);
            writing.pen.replace(&other);
            writing.is_draft = false;
        }),
        stroke => write(state, |writing| {
            writing.pen.stroke(stroke);
        }),
    }
}

/// Changes the words, and keeps them.
fn write(state: &mut State, change: impl FnOnce(&mut Writing)) -> Vec<Effect> {
    let Mode::Writing(writing) = &mut state.mode else { return Vec::new() };
    let before = writing.pen.text().to_owned();
    change(writing);
    if writing.pen.text() == before {
        return Vec::new();
    }
    writing.wrong = None;
    writing.draft().map(|draft| state.desk.keep(draft)).into_iter().collect()
}

/// Puts the pen down, and is where one was.
fn close(state: &mut State) -> Option<Box<Writing>> {
    let Mode::Writing(writing) = std::mem::take(&mut state.mode) else { return None };
    state.place = writing.back.clone();
    Some(writing)
}

/// Esc: words that the map does not have become a draft.
fn leave(state: &mut State) -> Vec<Effect> {
    let Some(writing) = close(state) else { return Vec::new() };
    if let Purpose::Copy { words, .. } = &writing.purpose {
        return put_aside(state, words.draft.clone());
    }
    let Some(draft) = writing.draft() else { return Vec::new() };
    let typed = draft.typed.trim();
    if typed.is_empty() || Some(typed) == writing.was.as_deref().map(str::trim) {
        return state.desk.forget(&draft.map, &draft.aim).into_iter().collect();
    }
    put_aside(state, draft)
}

/// Keeps words for later, and says how to get at them.
pub(super) fn put_aside(state: &mut State, draft: Draft) -> Vec<Effect> {
    let command = match draft.aim {
        Aim::Field(_) => super::Command::Edit,
        Aim::Item(..) => super::Command::Add,
    };
    let key = state.setup.keymap.shown(command);
    state.say(format!("kept as a draft: {key} shows it again"));
    vec![state.desk.keep(Draft { is_open: false, ..draft })]
}

/// Enter: the words go into the map, or stay with what is wrong about them.
fn finish(state: &mut State) -> Vec<Effect> {
    let Mode::Writing(writing) = &state.mode else { return Vec::new() };
    let Some(book) = state.shelf.volume(&writing.map).and_then(|volume| volume.book.clone()) else { return Vec::new() };
    let typed = writing.pen.text().trim().to_owned();
    let is_known = writing.says(&book.text) == writing.was;
    let text = writing.seen.clone().filter(|_| !is_known).unwrap_or_else(|| Arc::clone(&book.text));
    let now = writing.says(&text);
    match verdict(state, writing, &typed, now.as_deref()) {
        Verdict::Wrong(words) => {
            if let Mode::Writing(writing) = &mut state.mode {
                writing.wrong = Some(words);
            }
            Vec::new()
        }
        Verdict::Nothing => {
            let Some(writing) = close(state) else { return Vec::new() };
            let aim = writing.purpose.aim();
            aim.and_then(|aim| state.desk.forget(&writing.map, &aim)).into_iter().collect()
        }
        Verdict::Edit(edit) => {
            let Some(writing) = close(state) else { return Vec::new() };
            let Some(draft) = writing.draft() else { return Vec::new() };
            let mut effects = vec![state.desk.keep(draft.clone())];
            let words = Words { purpose: Some(writing.purpose), draft, seen: writing.seen };
            let change = Change::of(edit, &text);
            match &words.draft.aim {
                // Somebody else changed it while one typed.
                Aim::Field(at) if words.draft.was != now => {
                    let mine = (!typed.is_empty()).then_some(typed);
                    let conflict = Conflict { at: at.clone(), base: words.draft.was.clone(), theirs: now, mine };
                    let map = words.draft.map.clone();
                    let cause = Cause::Change { change, words: Some(Box::new(words)) };
                    state.desk.raise(Matter::Clash(Clash { map, conflict, cause }));
                }
                _ => effects.push(send(state, change, words)),
            }
            effects
        }
        Verdict::Copy => {
            let Some(writing) = close(state) else { return Vec::new() };
            let Purpose::Copy { change, words } = writing.purpose else { return Vec::new() };
            let file = format!("{}.toml", typed.strip_suffix(".toml").unwrap_or(&typed));
            vec![desk::order(state, &writing.map, Work::Copy { file, change }, Cause::Copy(words))]
        }
    }
}

/// Sends words on their way into the map.
pub(super) fn send(state: &mut State, change: Change, words: Words) -> Effect {
    let map = words.draft.map.clone();
    let cause = Cause::Change { change: change.clone(), words: Some(Box::new(words)) };
    desk::order(state, &map, Work::Change(change), cause)
}

/// What Enter comes to.
enum Verdict {
    /// The words do not fit.
    Wrong(Plain),
    /// The map says so already.
    Nothing,
    /// The map is changed.
    Edit(Edit),
    /// A file is written.
    Copy,
}

fn verdict(state: &State, writing: &Writing, typed: &str, now: Option<&str>) -> Verdict {
    if let Some(aim) = writing.purpose.aim()
        && state.desk.is_saving(&writing.map, &aim)
    {
        return Verdict::Wrong("the words before these are still being saved: enter again".into());
    }
    let value = typed.to_owned();
    let edit = match &writing.purpose {
        Purpose::Copy { .. } if typed.is_empty() => return Verdict::Wrong("a name is needed".into()),
        Purpose::Copy { .. } => return Verdict::Copy,
        Purpose::Field(at) if typed.is_empty() => match naming::field(at) {
            Some(field) if field.required => {
                return Verdict::Wrong(format!("{} is needed", naming::label(field.key)).into());
            }
            _ if now.is_none() => return Verdict::Nothing,
            _ => return Verdict::Edit(Edit::Clear { at: at.clone() }),
        },
        Purpose::Field(_) if now.map(str::trim) == Some(typed) => return Verdict::Nothing,
        Purpose::Field(at) => Edit::Set { at: at.clone(), value },
        Purpose::Item { .. } if typed.is_empty() => return Verdict::Nothing,
        Purpose::Item { under, noun, slot, fields } => {
            let own = [(naming::main_field(*noun).to_owned(), value)];
            let fields = fields.iter().cloned().chain(own).collect();
            Edit::Add { under: under.clone(), noun: *noun, fields, slot: slot.clone() }
        }
    };
    match writing.purpose.ruled_by().map(|at| edit::fits(&at, typed)) {
        Some(Err(refusal)) => Verdict::Wrong(naming::refused(&refusal)),
        _ => Verdict::Edit(edit),
    }
}

#[cfg(test)]
mod tests;
