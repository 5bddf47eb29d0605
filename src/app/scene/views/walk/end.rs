//! The end of a walk: how the journey is felt and how it is likely to be remembered, what was settled on the way, and
//! what is left.

use std::collections::BTreeMap;

use crate::app::figures;
use crate::app::library::Volume;
use crate::app::scene::claims::remark;
use crate::app::scene::doubts::{Doubt, DoubtKind, doubts, signed};
use crate::app::scene::pieces::{Scene, feeling, joined};
use crate::app::view::{Block, Label, Page, Tone};
use crate::journey::{Memory, Stage, Touchpoint};
use crate::text::Plain;

pub(super) fn page(scene: Scene<'_>, places: &[(&Stage, &Touchpoint)]) -> Page {
    let mut blocks = vec![Block::Heading(scene.label(Label::AsFelt).into())];
    blocks.extend(remembered(scene, places));
    blocks.push(Block::Gap);
    blocks.push(Block::Heading(scene.label(Label::ToSettle).into()));
    blocks.extend(settled(scene, places));
    let persona = scene.board.counted(scene.map()).map(|own| own.name.clone());
    Page {
        title: scene.label(Label::EndOfWalk).into(),
        aside: persona.unwrap_or_default().into(),
        blocks,
        ..Page::default()
    }
}

/// The mean of what is felt against what is likely to be remembered.
fn remembered(scene: Scene<'_>, places: &[(&Stage, &Touchpoint)]) -> Vec<Block> {
    let persona = scene.board.persona.as_deref();
    let all: Vec<_> = places.iter().map(|(_, own)| feeling(own, persona)).collect();
    let Some(memory) = Memory::of(all.iter().map(|own| own.map(|own| own.emotion))) else {
        return vec![Block::Sentence(scene.label(Label::NothingFelt).into())];
    };
    let n_known = all.iter().flatten().count();
    let n_assumed = all.iter().flatten().filter(|own| own.is_assumed).count();
    let over = scene.labels.filled(Label::OverTouchpoints, &[&n_known.to_string(), &places.len().to_string()]);
    let assumed = scene.labels.filled(Label::OfAssumed, &[&n_assumed.to_string()]);
    let assumed = if n_assumed == 0 { String::new() } else { assumed };
    let name = |nth: usize| places.get(nth).map(|(_, own)| own.name.clone()).unwrap_or_default();
    let row = |label: Label, words: Plain, tone: Tone| remark(scene.label(label).into(), words, tone);
    vec![
        row(Label::Mean, joined([decimal(memory.mean), over, assumed]), Tone::Strong),
        row(Label::Peak, joined([signed(memory.peak.emotion), name(memory.peak.nth)]), Tone::Neutral),
        row(Label::End, joined([signed(memory.end.emotion), name(memory.end.nth)]), Tone::Neutral),
        row(Label::PeakEnd, decimal(memory.peak_end()).into(), Tone::Strong),
        remark(Plain::default(), scene.label(Label::ModelOfMemory).into(), Tone::Dim),
    ]
}

/// `−0.7`.
fn decimal(value: f64) -> String {
    let shown = figures::number(value, 1);
    let is_above = value > 0.0 && shown != "0.0";
    format!("{}{shown}", if is_above { "+" } else { "" })
}

/// What was settled since the map was first walked along, and what is left, by what it is about.
fn settled(scene: Scene<'_>, places: &[(&Stage, &Touchpoint)]) -> Vec<Block> {
    let mut left: BTreeMap<DoubtKind, Vec<&str>> = BTreeMap::new();
    let (mut n_left, mut n_settled) = (0_usize, 0_usize);
    let before = scene.library.volume(scene.label_of_map).and_then(|volume: &Volume| volume.walked.as_deref());
    let mut seen: Vec<&str> = Vec::new();
    for (_, own) in places {
        if seen.contains(&own.id.as_str()) {
            continue;
        }
        seen.push(&own.id);
        let now = doubts(scene, own);
        let then: Vec<Doubt> =
            before.and_then(|map| map.touchpoint(&own.id)).map(|(_, was)| doubts(scene, was)).unwrap_or_default();
        n_settled += then.iter().filter(|was| !now.iter().any(|own| own.is_same(was))).count();
        n_left += now.len();
        for doubt in &now {
            left.entry(doubt.kind).or_default().push(&own.name);
        }
    }
    let row = |label: Label, words: String, tone: Tone| remark(scene.label(label).into(), words.into(), tone);
    let mut blocks = Vec::new();
    if n_settled > 0 {
        blocks.push(row(Label::SettledSo, n_settled.to_string(), Tone::Good));
    }
    if n_left == 0 {
        blocks.push(Block::Sentence(scene.label(Label::AllSettled).into()));
        return blocks;
    }
    blocks.push(row(Label::LeftToSettle, n_left.to_string(), Tone::Strong));
    blocks.extend(left.into_iter().map(|(kind, mut names)| {
        let n = names.len();
        names.dedup();
        row(kind.label(), format!("{n}: {}", names.join(", ")), Tone::Neutral)
    }));
    blocks
}
