//! Where customers are lost, step by step: what to look at first, the steps on two scales, the leaks by name, and the step
//! under the cursor with what is known of it.
//! Invariant: each step is one row that the cursor stops at.

use super::row::{AT, AnalysisRow, METRIC, PERIOD, PERSONA, TOUCHPOINT, ViewRow};
use crate::analysis::funnel::{Funnel, FunnelAnalysis, FunnelLeak, FunnelQuestion, funnel};
use crate::app::scene::pieces::{Scene, joined};
use crate::app::view::{Block, Label, Page};
use crate::app::viewing::{Dials, ViewName};
use crate::metric::Period;
use crate::text::Plain;

mod beside;
mod leaks;
mod table;
mod words;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("funnel"),
    letter: 'f',
    sentence: "Where customers are lost, step by step",
    dials: &[&PERSONA, &PERIOD, &METRIC, &TOUCHPOINT, &AT],
    is_edited: false,
    is_drawing: false,
    sides: &[],
    analysis: Some(AnalysisRow { asks: |_, _| None, of: |matter, dials| funnel(matter, &question(dials)) }),
    fold: |scene, _| page(scene),
    lack: |_| None,
};

/// What the dials ask for.
fn question(dials: &Dials) -> FunnelQuestion<'_> {
    FunnelQuestion { period: dials.chosen(AT.name).and_then(Period::parse), touchpoint: dials.chosen(TOUCHPOINT.name) }
}

fn page(scene: Scene<'_>) -> Page {
    let title: Plain = scene.label(Label::LostWhere).into();
    let funnel = match scene.analysis::<FunnelAnalysis>() {
        Some(FunnelAnalysis(Ok(funnel))) => funnel,
        Some(FunnelAnalysis(Err(_))) if scene.is_loading => return saying(title, scene.inquiry_words()),
        Some(FunnelAnalysis(Err(lack))) => return saying(title, words::sentence(&lack.words()).into()),
        None => return saying(title, scene.inquiry_words()),
    };
    let here = here(scene, funnel);
    let first = funnel.only.map(FunnelLeak::At).or(funnel.first_leak()).unwrap_or(FunnelLeak::At(0));
    let headline = words::headline(scene.labels, funnel, first);
    // Where the sentence would be scrolled out of sight, the title says it in short.
    let brief = headline
        .as_ref()
        .filter(|own| is_low(scene, funnel, own))
        .and_then(|_| words::where_first(scene.labels, funnel, first));
    let mut blocks: Vec<Block> = Vec::new();
    if brief.is_none() {
        blocks.extend(headline.map(Block::Sentence));
        blocks.push(Block::Gap);
    }
    blocks.extend(table::steps(scene, funnel));
    blocks.extend(table::in_earnest(scene, funnel));
    let leaks = leaks::blocks(scene, funnel);
    if !leaks.is_empty() {
        blocks.push(Block::Gap);
        blocks.extend(leaks);
    }
    blocks.extend(beside::blocks(scene, funnel, here, first));
    Page {
        title: brief.unwrap_or(title),
        aside: joined([against(scene, funnel), funnel.source.unit.clone()]),
        is_dated: true,
        starts_at: funnel.steps.get(first.idx()).map(|own| own.at.clone()),
        blocks,
        ..Page::default()
    }
}

fn saying(title: Plain, words: Plain) -> Page {
    Page { title, blocks: vec![Block::Sentence(words)], ..Page::default() }
}

/// The step under the cursor, or else the one to look at first.
fn here(scene: Scene<'_>, funnel: &Funnel) -> usize {
    let marked = scene.place.item.as_ref().filter(|_| scene.keymap.is_some());
    let marked = marked.and_then(|at| funnel.steps.iter().position(|own| own.at == *at));
    marked.or(funnel.only).or(funnel.first_leak().map(FunnelLeak::idx)).unwrap_or(0)
}

/// Is the screen too low for the sentence and every step below it?
fn is_low(scene: Scene<'_>, funnel: &Funnel, sentence: &Plain) -> bool {
    let Some(size) = scene.size else { return false };
    let n_chars = sentence.as_str().chars().count();
    let n_ways = (0..funnel.steps.len()).filter(|idx| funnel.step(*idx).is_some_and(|own| own.n_between > 0)).count();
    let lines = n_chars.div_ceil(usize::from(size.width.saturating_sub(4).max(1)));
    // A gap, the head of the table, and what stands around the page.
    lines + funnel.steps.len() + n_ways + 9 > usize::from(size.height)
}

/// `2026-Q1 against 2025-Q4`.
fn against(scene: Scene<'_>, funnel: &Funnel) -> String {
    let own = crate::app::figures::since(funnel.period);
    match funnel.before {
        Some(before) => format!("{own} {} {}", scene.label(Label::Against), crate::app::figures::since(before)),
        None => own,
    }
}
