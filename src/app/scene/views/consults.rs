//! Where customers look before they decide, and what helped: the most used and the most helpful apart.
//! Invariant: nothing is called the most unless the intervals say so.

use super::row::{DialKind, DialRow, PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::command::Command;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::view::{Block, Label, Page, RailHead, RailRow};
use crate::app::viewing::{Dials, ViewName};
use crate::journey::Noun;
use crate::text::Plain;
use lookups::{Lookup, lookups};

mod corners;
mod leaders;
pub(super) mod lookups;
mod none;
mod stages;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("consults"),
    letter: 'k',
    sentence: "Where customers look before they decide, and what helped",
    dials: &[&FIRST, &PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    sides: &[],
    analysis: None,
    fold: page,
    lack: |scene| scene.map().consults.is_empty().then(|| lack(scene)),
};

/// What stands first.
const FIRST: DialRow = DialRow {
    name: "first",
    value: "WHICH",
    sentence: "What stands first: `helped`, what helps most",
    lack: "nothing is consulted",
    kind: DialKind::Own,
    choices: |_| vec![HELPED.to_owned()],
    ..DialRow::OWN
};

const HELPED: &str = "helped";

fn lack(scene: Scene<'_>) -> Plain {
    let says = "Nobody wrote what customers consult";
    match scene.keymap.map(|keymap| keymap.shown(Command::Add)) {
        Some(add) => format!("{says}: {add} adds a {}.", crate::app::naming::noun(Noun::Consult)).into(),
        None => format!("{says}.").into(),
    }
}

fn page(scene: Scene<'_>, dials: &Dials) -> Page {
    let mut all = lookups(scene);
    let is_by_help = dials.chosen(FIRST.name) == Some(HELPED);
    leaders::sort(&mut all, usize::from(is_by_help));
    let leads = [leaders::of(&all, 0), leaders::of(&all, 1)];
    let mut blocks: Vec<Block> = leaders::sentence(scene, &all, &leads).map(Block::Sentence).into_iter().collect();
    if !blocks.is_empty() {
        blocks.push(Block::Gap);
    }
    blocks.push(Block::RailHead(head(scene, &all)));
    blocks.extend(all.iter().enumerate().map(|(idx, own)| Block::RailRow(rail(own, idx, &leads))));
    blocks.push(Block::Gap);
    blocks.extend(notes(scene, &all).into_iter().map(Block::Sentence));
    blocks.extend(corners::blocks(scene, &all));
    blocks.extend(stages::blocks(scene, &all));
    let (title, aside) = (scene.label(Label::Look).into(), aside(scene, &all, is_by_help));
    Page { title, aside, is_dated: true, blocks, ..Page::default() }
}

fn rail(own: &Lookup<'_>, idx: usize, leads: &[Vec<usize>; 2]) -> RailRow {
    let leads = leads.iter().position(|own| *own == [idx]);
    RailRow {
        anchor: own.anchor(),
        name: Plain::new(&own.consult.name),
        aside: own.aside.clone(),
        values: own.values.to_vec(),
        leads,
    }
}

fn head(scene: Scene<'_>, all: &[Lookup<'_>]) -> RailHead {
    let used = match span(all, 0) {
        Some(n) => scene.labels.filled(Label::UsedByOf, &[&n]),
        None => scene.label(Label::UsedBy).to_owned(),
    };
    RailHead {
        name: scene.label(Label::LookAt).into(),
        aside: if all.iter().all(|own| own.aside.is_empty()) {
            Plain::default()
        } else {
            scene.label(Label::MostlyAt).into()
        },
        rails: vec![used.into(), scene.label(Label::OfThoseHelped).into()],
    }
}

/// `611`, `597 to 611`: how many were asked, where that was counted.
fn span(all: &[Lookup<'_>], rail: usize) -> Option<String> {
    let counted = || all.iter().filter_map(|own| own.n.get(rail).copied().flatten());
    let (low, high) = (counted().min()?, counted().max()?);
    let low_words = figures::count(low);
    Some(if low == high { low_words } else { format!("{low_words}–{}", figures::count(high)) })
}

/// Whose answers they are and of when, and what stands first.
fn aside(scene: Scene<'_>, all: &[Lookup<'_>], is_by_help: bool) -> Plain {
    let order = scene.label(if is_by_help { Label::MostHelpful } else { Label::MostUsed }).to_owned();
    let is_counted = all.iter().any(|own| own.n.iter().any(Option::is_some));
    let when = all.iter().find_map(|own| own.period).map(figures::since);
    let when = match when.filter(|_| is_counted) {
        Some(when) => when,
        None if is_counted => scene.label(Label::AllAnswers).to_owned(),
        None => String::new(),
    };
    joined([order, when])
}

/// What one has to know to read the numbers.
fn notes(scene: Scene<'_>, all: &[Lookup<'_>]) -> Vec<Plain> {
    let labels = scene.labels;
    let helped = all
        .iter()
        .find_map(|own| own.top)
        .map(|(top, highest)| labels.filled(Label::HelpedIs, &[&top.to_string(), &highest.to_string()]));
    let shares = all.iter().filter(|own| own.n[0].is_some()).count();
    let several = (shares > 1).then(|| scene.label(Label::NoSum).to_owned());
    let unasked = all.iter().filter(|own| own.values[0].is_none() && own.values[1].is_none()).count();
    let unasked = (unasked > 0).then(|| labels.filled(Label::NotAskedAbout, &[&unasked.to_string()]));
    let first = joined([helped.unwrap_or_default(), several.unwrap_or_default(), unasked.unwrap_or_default()]);
    let ask = all.iter().all(|own| own.values[1].is_none()).then(|| Plain::from(scene.label(Label::AskWhatHelped)));
    let written = lookups::written(scene, all);
    [Some(first).filter(|own| !own.is_empty()), ask, written].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests;
