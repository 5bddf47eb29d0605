//! A card as it is seen: what there is to know, and what can be done.

use diffy::{DiffOptions, Line};

use super::{Choice, Decision, Face, choices, map, place};
use crate::app::naming;
use crate::app::state::State;
use crate::app::view::{Card as Shown, CardChoice, CardLine, CardPart, Tone};
use crate::app::words::{Cause, Clash, Matter, Purpose};
use crate::journey::{Aim, Draft, Map};
use crate::source::edit;
use crate::text::Plain;

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
pub(in crate::app) fn shown(state: &State, card: &Decision) -> Shown {
    let part = |label: &str, text: Option<&str>, tone| CardPart {
        label: label.into(),
        lines: text.map_or_else(|| vec!["nothing".into()], Plain::lines).into_iter().map(CardLine::Words).collect(),
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
    let book = state.library.volume(&draft.map)?.book.as_ref()?;
    match &draft.aim {
        Aim::Field(at) => edit::value(&book.text, at),
        Aim::Item(..) => None,
    }
}

/// The difference of two texts, line by line.
fn difference(before: Option<&str>, after: &str) -> Vec<CardLine> {
    let ended = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
    let (before, after) = (ended(before.unwrap_or_default()), ended(after));
    let patch = DiffOptions::new().set_context_len(after.len()).create_patch(&before, &after);
    let lines = patch.hunks().iter().flat_map(diffy::Hunk::lines);
    let told = lines.map(|line| match line {
        Line::Context(text) => CardLine::Kept(Plain::new(text.trim_end())),
        Line::Delete(text) => CardLine::Removed(Plain::new(text.trim_end())),
        Line::Insert(text) => CardLine::Added(Plain::new(text.trim_end())),
    });
    told.collect()
}
