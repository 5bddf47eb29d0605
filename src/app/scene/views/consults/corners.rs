//! What is used much and helps little, and what is used little and helps much: both for sure, or not at all.

use super::lookups::Lookup;
use crate::app::figures;
use crate::app::scene::claims;
use crate::app::scene::pieces::Scene;
use crate::app::view::{Block, Label, PageLine, Tone};
use crate::journey::{Opportunity, PainPoint, Touchpoint};
use crate::text::Plain;

/// The fewest places that have a middle worth the name.
const FEWEST: usize = 3;

/// The ends of an interval.
type Ends = (f64, f64);

/// Both corners; none where too few places were counted.
pub(super) fn blocks(scene: Scene<'_>, all: &[Lookup<'_>]) -> Vec<Block> {
    let Some((overrated, underrated)) = corners(all) else { return Vec::new() };
    let mut blocks = Vec::new();
    for (label, own, wish) in [(Label::MuchLittle, overrated, Wish::Pain), (Label::LittleMuch, underrated, Wish::Idea)]
    {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading(scene.label(label).into()));
        if own.is_empty() {
            blocks.push(super::none::remark(scene.label(Label::NoneForSure)));
        }
        blocks.extend(own.into_iter().map(|own| item(scene, own, wish)));
    }
    blocks
}

/// What one wants to know of a corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    Pain,
    Idea,
}

/// Used over the median and helped under it, and the other way round, whatever the truth is within the intervals.
pub(super) fn corners<'l, 'm>(all: &'l [Lookup<'m>]) -> Option<(Vec<&'l Lookup<'m>>, Vec<&'l Lookup<'m>>)> {
    let sure: Vec<(&Lookup<'_>, Ends, Ends)> =
        all.iter().filter_map(|own| Some((own, own.sure(0)?.1, own.sure(1)?.1))).collect();
    if sure.len() < FEWEST {
        return None;
    }
    let middle = |rail: usize| median(all.iter().filter_map(|own| Some(own.sure(rail)?.0.value)).collect());
    let (used, helped) = (middle(0)?, middle(1)?);
    let of = |is: &dyn Fn(Ends, Ends) -> bool| {
        sure.iter().filter(|(_, use_of, help)| is(*use_of, *help)).map(|(own, ..)| *own).collect::<Vec<_>>()
    };
    let overrated = of(&|use_of, help| use_of.0 > used && help.1 < helped);
    let underrated = of(&|use_of, help| use_of.1 < used && help.0 > helped);
    Some((overrated, underrated))
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    let lower = *values.get(values.len().saturating_sub(1) / 2)?;
    Some(f64::midpoint(lower, upper))
}

fn item(scene: Scene<'_>, own: &Lookup<'_>, wish: Wish) -> Block {
    let shown = |rail: usize| own.sure(rail).map(|(value, _)| figures::number(value.value, 0)).unwrap_or_default();
    let tail = scene.labels.filled(Label::UseItHelped, &[&shown(0), &shown(1)]);
    Block::Item {
        lead: Plain::default(),
        tone: Tone::Neutral,
        lines: vec![Plain::new(&own.consult.name)],
        tail: tail.into(),
        under: vec![beside(scene, own, wish)],
        is_done: false,
        // The cursor is on it where its numbers are.
        at: None,
        is_marked: false,
    }
}

/// What the map says of that place: what hurts there, or an idea. A touchpoint of the same name is that place; else what is
/// said of the stage is told with where.
fn beside(scene: Scene<'_>, own: &Lookup<'_>, wish: Wish) -> PageLine {
    let map = scene.map();
    let touchpoints = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
    let same = touchpoints().find(|place| place.id == own.consult.id || place.name == own.consult.name);
    let of_stage = || own.stage.into_iter().flat_map(|stage| &stage.touchpoints);
    let told = |places: Vec<&Touchpoint>, is_told: bool| {
        let place = |own: &Touchpoint| if is_told { format!("  {}", own.name) } else { String::new() };
        match wish {
            Wish::Pain => worst(&places).map(|(own, pain)| format!("{}{}", pain_words(pain), place(own))),
            Wish::Idea => best(&places).map(|(own, idea)| {
                let word = scene.label(Label::Idea);
                format!("{word}  {}{}", first_line(&idea.text), place(own))
            }),
        }
    };
    let words = match same {
        Some(same) => told(vec![same], false),
        None => told(of_stage().collect(), true),
    };
    Plain::from(words.unwrap_or_else(|| scene.label(Label::NobodyLooked).to_owned())).into()
}

fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default()
}

fn pain_words(pain: &PainPoint) -> String {
    let severity = pain.severity.map(|own| format!("{}  ", claims::severity(own))).unwrap_or_default();
    format!("{severity}{}", first_line(&pain.text))
}

/// The worst of what still hurts.
fn worst<'m>(places: &[&'m Touchpoint]) -> Option<(&'m Touchpoint, &'m PainPoint)> {
    let all = places.iter().flat_map(|place| place.pains.iter().map(move |pain| (*place, pain)));
    // The first of those that are as bad.
    all.filter(|(_, pain)| pain.is_hurting()).rev().max_by_key(|(_, pain)| pain.severity)
}

/// The idea that would change most.
fn best<'m>(places: &[&'m Touchpoint]) -> Option<(&'m Touchpoint, &'m Opportunity)> {
    let all = places.iter().flat_map(|place| place.opportunities.iter().map(move |idea| (*place, idea)));
    all.rev().max_by_key(|(_, idea)| idea.impact)
}
