//! Cards: something to decide about words, with what there is to know. Must not know keys but the letters on a card.
//! Invariant: no choice loses words but the one that says so, and asks again.

use std::sync::Arc;

use diffy::{DiffOptions, Line};

use super::desk::{self, Cause, Words};
use super::effect::Effect;
use super::find::spot;
use super::naming;
use super::order::Work;
use super::state::{Mode, State};
use super::view::{Card as Shown, CardChoice, CardPart, Tone};
use super::writing::{self, Purpose};
use crate::journey::{Address, Aim, Change, Draft, Edit, Map, Noun, Slot};
use crate::source::edit::{self, Conflict, Stamp};
use crate::text::Plain;

/// The same place, changed by two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The map's label.
    pub map: String,
    /// What each of them says.
    pub conflict: Conflict,
    /// What our side came from.
    pub cause: Cause,
}

/// Something to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// The same place was changed by two.
    Clash(Clash),
    /// Words were not saved: the map's label, the words, and why.
    Refused(String, Box<Words>, Plain),
    /// Words of an earlier session.
    Found(Draft),
}

impl Matter {
    /// The map's label.
    #[must_use]
    pub fn map(&self) -> &str {
        match self {
            Self::Clash(clash) => &clash.map,
            Self::Refused(map, ..) => map,
            Self::Found(draft) => &draft.map,
        }
    }
}

/// What a card tells of what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Face {
    /// Each text for itself.
    #[default]
    Texts,
    /// Where they differ.
    Difference,
    /// That words will be gone.
    Farewell,
}

/// A card before the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// What is to be decided.
    pub matter: Matter,
    /// How it is told.
    pub face: Face,
    /// The choice under the cursor.
    pub selected: usize,
}

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Both, in the pen.
    Merge,
    /// The words of the map stay.
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
    /// Let the words go, once that is said again.
    Discard,
    /// Let the words go.
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

/// Puts a matter before the user; words that were refused are in the pen again at once.
pub(super) fn open(state: &mut State, matter: Matter) {
    match matter {
        Matter::Refused(map, words, why) => writing::reopen(state, &map, &words, Some(why)),
        matter => state.mode = Mode::Card(Box::new(Card { matter, face: Face::default(), selected: 0 })),
    }
}

/// What can be done about it.
#[must_use]
pub fn choices(state: &State, card: &Card) -> Vec<Choice> {
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

fn map<'s>(state: &'s State, card: &Card) -> Option<&'s Map> {
    state.shelf.volume(card.matter.map())?.book.as_ref().map(|book| &book.map)
}

/// Where words belong.
fn place(aim: &Aim) -> Address {
    match aim {
        Aim::Field(at) => at.clone(),
        Aim::Item(under, _) => under.clone(),
    }
}

/// `thinks · Waiting / Restaurants`.
fn aside(map: Option<&Map>, aim: &Aim) -> String {
    let kind = match aim {
        Aim::Field(at) => Purpose::Field(at.clone()).label(),
        Aim::Item(under, noun) => Purpose::item(under.clone(), *noun).label(),
    };
    let at = place(aim);
    match map {
        Some(map) if naming::title(map, &at).is_some() => format!("{kind} · {}", naming::path(map, &at)),
        _ => format!("{kind} · {at}, which is gone"),
    }
}

/// The card as it is seen.
#[must_use]
pub(super) fn shown(state: &State, card: &Card) -> Shown {
    let part = |label: &str, text: Option<&str>, tone| CardPart {
        label: label.into(),
        lines: text.map_or_else(|| vec!["nothing".into()], Plain::lines),
        tone: if text.is_some() { tone } else { Tone::Dim },
    };
    let (title, about, parts) = match &card.matter {
        Matter::Clash(Clash { conflict, cause, .. }) => {
            let is_turn = matches!(cause, Cause::Turn { .. });
            let title = if is_turn { "somebody else changed this since" } else { "somebody else changed this" };
            let parts = vec![
                part(if is_turn { "as it was left" } else { "when you began" }, conflict.base.as_deref(), Tone::Dim),
                part("theirs", conflict.theirs.as_deref(), Tone::Neutral),
                part("yours", conflict.mine.as_deref(), Tone::Strong),
            ];
            (title.to_owned(), aside(map(state, card), &Aim::Field(conflict.at.clone())), parts)
        }
        Matter::Refused(_, words, why) => (why.to_string(), aside(map(state, card), &words.draft.aim), Vec::new()),
        Matter::Found(draft) => {
            let says = says(state, draft);
            let parts = match card.face {
                Face::Difference => {
                    vec![CardPart { lines: difference(says.as_deref(), &draft.typed), ..CardPart::default() }]
                }
                _ => vec![
                    part("your words", Some(&draft.typed), Tone::Strong),
                    part("the map says", says.as_deref(), Tone::Neutral),
                ],
            };
            let title = match card.face {
                Face::Farewell => format!("discard {} for good?", naming::quoted(&draft.typed)),
                _ => "words from before that are in no map yet".to_owned(),
            };
            (title, aside(map(state, card), &draft.aim), parts)
        }
    };
    let choice =
        |choice: Choice| CardChoice { key: choice.letter().to_string().into(), words: choice.words(card.face).into() };
    Shown {
        title: title.into(),
        aside: about.into(),
        parts,
        choices: choices(state, card).into_iter().map(choice).collect(),
        selected: card.selected,
    }
}

/// What the map says where words belong.
fn says(state: &State, draft: &Draft) -> Option<String> {
    let book = state.shelf.volume(&draft.map)?.book.as_ref()?;
    match &draft.aim {
        Aim::Field(at) => edit::value(&book.text, at),
        Aim::Item(..) => None,
    }
}

/// The lines of two texts, each after its sign.
fn difference(before: Option<&str>, after: &str) -> Vec<Plain> {
    let ended = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
    let (before, after) = (ended(before.unwrap_or_default()), ended(after));
    let patch = DiffOptions::new().set_context_len(after.len()).create_patch(&before, &after);
    let lines = patch.hunks().iter().flat_map(diffy::Hunk::lines);
    let told = lines.map(|line| match line {
        Line::Context(text) => format!("  {}", text.trim_end()),
        Line::Delete(text) => format!("- {}", text.trim_end()),
        Line::Insert(text) => format!("+ {}", text.trim_end()),
    });
    told.map(Plain::from).collect()
}

/// Both texts in one: by lines where that can be told, else one after the other.
fn merged(base: Option<&str>, theirs: &str, mine: &str) -> String {
    let ended = |text: &str| format!("{text}\n");
    match diffy::merge(&ended(base.unwrap_or_default()), &ended(theirs), &ended(mine)) {
        Ok(text) => text.trim_end_matches('\n').to_owned(),
        Err(_) => side_by_side(theirs, mine),
    }
}

/// Two texts as one that a person can sort out.
pub(super) fn side_by_side(one: &str, other: &str) -> String {
    let is_long = one.contains('\n') || other.contains('\n');
    format!("{one}{}{other}", if is_long { "\n" } else { " / " })
}

/// Moves the cursor among the choices.
pub(super) fn step(state: &mut State, by: isize) {
    let Mode::Card(card) = &state.mode else { return };
    let n = choices(state, card).len();
    if let Mode::Card(card) = &mut state.mode {
        card.selected = card.selected.saturating_add_signed(by).min(n.saturating_sub(1));
    }
}

/// Puts the cursor on a choice.
pub(super) fn select(state: &mut State, idx: usize) {
    if let Mode::Card(card) = &mut state.mode {
        card.selected = 0;
    }
    step(state, isize::try_from(idx).unwrap_or(0));
}

/// Does what a letter of the card stands for; `None` where it stands for nothing.
pub(super) fn pressed(state: &mut State, c: char) -> Option<Vec<Effect>> {
    let Mode::Card(card) = &state.mode else { return None };
    let choice = choices(state, card).into_iter().find(|choice| choice.letter() == c)?;
    Some(take(state, choice))
}

/// Does what is under the cursor.
pub(super) fn choose(state: &mut State) -> Vec<Effect> {
    let Mode::Card(card) = &state.mode else { return Vec::new() };
    choices(state, card).get(card.selected).copied().map_or_else(Vec::new, |choice| take(state, choice))
}

/// Leaves the card: nothing is lost, and words are there again where they belong.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    let Mode::Card(card) = std::mem::take(&mut state.mode) else { return Vec::new() };
    match card.matter {
        Matter::Clash(Clash { cause: Cause::Change { words: Some(words), .. }, .. }) => {
            writing::put_aside(state, words.draft)
        }
        Matter::Clash(_) => {
            state.say("left as it is");
            Vec::new()
        }
        Matter::Found(_) | Matter::Refused(..) => {
            state.say("kept: the next start asks again");
            Vec::new()
        }
    }
}

fn take(state: &mut State, choice: Choice) -> Vec<Effect> {
    if let Mode::Card(card) = &mut state.mode {
        let face = match (choice, card.face) {
            (Choice::Turn, Face::Texts) => Some(Face::Difference),
            (Choice::Turn | Choice::Keep, _) => Some(Face::Texts),
            (Choice::Discard, _) => Some(Face::Farewell),
            _ => None,
        };
        if let Some(face) = face {
            (card.face, card.selected) = (face, 0);
            return Vec::new();
        }
    }
    let Mode::Card(card) = std::mem::take(&mut state.mode) else { return Vec::new() };
    match card.matter {
        Matter::Clash(clash) => settle(state, clash, choice),
        Matter::Found(draft) if choice == Choice::Farewell => {
            state.say(format!("discarded {}", naming::quoted(&draft.typed)));
            state.desk.forget(&draft.map, &draft.aim).into_iter().collect()
        }
        Matter::Found(draft) if choice == Choice::Note => as_note(state, draft),
        Matter::Found(draft) => {
            restore(state, draft);
            Vec::new()
        }
        Matter::Refused(..) => Vec::new(),
    }
}

/// Settles a clash.
fn settle(state: &mut State, clash: Clash, choice: Choice) -> Vec<Effect> {
    let Clash { map, conflict, cause } = clash;
    match (choice, cause) {
        (Choice::Mine, Cause::Change { change, words }) => {
            let change = Change { seen: None, ..change };
            let cause = Cause::Change { change: change.clone(), words };
            vec![desk::order(state, &map, Work::Change(change), cause)]
        }
        (Choice::Mine, _) => {
            let at = conflict.at;
            let edit = match conflict.mine {
                Some(value) => Edit::Set { at, value },
                None => Edit::Clear { at },
            };
            desk::change(state, &map, Change { edits: vec![edit], seen: None })
        }
        (Choice::Merge, Cause::Change { change, words: Some(mut words) }) => {
            words.seen = known(state, &change, &conflict);
            let (theirs, mine) = (conflict.theirs.unwrap_or_default(), conflict.mine.unwrap_or_default());
            words.draft.typed = merged(conflict.base.as_deref(), &theirs, &mine);
            words.draft.was = Some(theirs);
            let effect = state.desk.keep(words.draft.clone());
            writing::reopen(state, &map, &words, None);
            vec![effect]
        }
        (Choice::SaveAs, Cause::Change { change, words: Some(words) }) => {
            let name = state.shelf.volume(&map).map(|volume| volume.label.trim_end_matches(".toml").to_owned());
            let file = name.as_deref().and_then(|name| name.rsplit('/').next()).unwrap_or("journey");
            let file = format!("{file}-2.toml");
            writing::open_with(state, &map, Purpose::Copy { change, words }, &file);
            Vec::new()
        }
        (Choice::Note, Cause::Change { words: Some(words), .. }) => as_note(state, words.draft),
        (_, Cause::Change { words: Some(words), .. }) => writing::put_aside(state, words.draft),
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

/// The text of the author with the other side's words in it: what is known, and may be newer than what is shown.
fn known(state: &State, change: &Change, conflict: &Conflict) -> Option<Arc<str>> {
    let value = conflict.theirs.clone()?;
    let theirs = Change { edits: vec![Edit::Set { at: conflict.at.clone(), value }], seen: None };
    let stamp = Stamp { date: state.setup.today, by: None };
    edit::apply(change.seen.as_deref()?, &theirs, &stamp).ok().map(|made| made.text.into())
}

/// Goes where words belong, and has them in the pen.
fn restore(state: &mut State, draft: Draft) {
    let at = place(&draft.aim);
    state.visit(&spot(&draft.map, &at));
    state.settle();
    let purpose = match &draft.aim {
        Aim::Field(at) => Purpose::Field(at.clone()),
        // Where it comes from is asked for again.
        Aim::Item(under, Noun::Evidence) => return super::menu::ask_kind(state, under.clone()),
        Aim::Item(under, noun) => Purpose::item(under.clone(), *noun),
    };
    let map = draft.map.clone();
    writing::reopen(state, &map, &Words { purpose: Some(purpose), draft, seen: None }, None);
}

/// Words whose place is gone become a note that says where they belonged.
fn as_note(state: &mut State, draft: Draft) -> Vec<Effect> {
    let text = format!("{}: {}", place(&draft.aim), draft.typed);
    let fields = vec![("text".to_owned(), text)];
    let edit = Edit::Add { under: Address::journey(), noun: Noun::Note, fields, slot: Slot::Last };
    let change = Change { edits: vec![edit], seen: None };
    vec![writing::send(state, change, Words { purpose: None, draft, seen: None })]
}

#[cfg(test)]
mod tests;
