//! The journey on one page, for everybody: what is done, thought, felt and measured, what hurts, what is to be done.
//! Invariant: a lane in which nothing stands is left out, and of the others one cell a stage tells what matters most.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use super::stages::{blank, heads};
use crate::app::figures;
use crate::app::scene::claims;
use crate::app::scene::pieces::{Scene, Shown, joined};
use crate::app::view::{Block, Cell, Label, Lane, Page};
use crate::app::viewing::ViewName;
use crate::journey::{Address, Note};
use crate::text::Plain;
use lanes::{LANES, LaneRow, Telling};

mod coverage;
mod lanes;
mod telling;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("plan"),
    letter: 'p',
    sentence: "The journey on one page, for everybody",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    sides: &[],
    analysis: None,
    fold: |scene, _| page(scene),
    lack: |scene| {
        scene.map().stages.is_empty().then(|| "This map has no stages yet: a plan has a column for each.".into())
    },
};

/// The id of a note of the journey that carries its strategy.
const STRATEGY: &str = "strategy";

/// A lane, and what is told in full of its cells; `None` where nothing is known of a stage.
type Told<'a> = (&'static LaneRow, Vec<Option<Telling>>);

fn page(scene: Scene<'_>) -> Page {
    let (map, shown) = (scene.map(), scene.shown());
    let mut blocks: Vec<Block> = Vec::new();
    if let Some(objective) = map.objective.as_deref().filter(|words| !words.trim().is_empty()) {
        blocks.push(Block::Sentence(format!("“{}”", objective.trim()).into()));
    }
    if !map.stages.iter().flat_map(|stage| &stage.touchpoints).any(|own| own.emotion_of(persona(scene)).is_some()) {
        blocks.push(Block::Sentence(scene.label(Label::NoFeeling).into()));
    }
    blocks.push(Block::Lane(heads(scene, &shown)));
    let all: Vec<Told<'_>> = LANES
        .iter()
        .map(|row| (row, shown.iter().map(|own| (row.cell)(scene, own)).collect::<Vec<_>>()))
        .filter(|(_, cells)| cells.iter().flatten().any(|own| !own.is_blank))
        .collect();
    blocks.extend(all.iter().map(|(row, cells)| Block::Lane(lane(scene, row, cells))));
    blocks.extend(in_full(scene, &shown, &all).unwrap_or_default());
    blocks.extend(strategy(scene));
    let measured = coverage::metrics(scene, &shown);
    blocks.extend(coverage::blocks(scene, &shown, &measured));
    blocks.extend(coverage::in_full(scene, &shown, &measured).unwrap_or_default());
    let metric = scene.board.metric.as_ref().map(|own| format!("{} {}", own.name, own.unit).trim().to_owned());
    Page {
        title: scene.label(Label::ThePlan).into(),
        aside: joined([metric.unwrap_or_default(), scene.board.grain.map(figures::by).unwrap_or_default().to_owned()]),
        blocks,
        ..Page::default()
    }
}

fn persona(scene: Scene<'_>) -> Option<&str> {
    scene.board.persona.as_deref()
}

fn lane(scene: Scene<'_>, row: &LaneRow, cells: &[Option<Telling>]) -> Lane {
    let cell = |own: &Option<Telling>| own.as_ref().map_or_else(blank, |own| own.cell.clone());
    let cells: Vec<Cell> = cells.iter().map(cell).collect();
    Lane { label: row.name(scene), cells, is_parted: row.is_parted, ..Lane::default() }
}

/// What the cell under the cursor tells, in full.
fn in_full(scene: Scene<'_>, shown: &[Shown<'_>], all: &[Told<'_>]) -> Option<Vec<Block>> {
    let here: &Address = scene.place.item.as_ref().filter(|_| scene.keymap.is_some())?;
    let (row, stage, own) = all.iter().find_map(|(row, cells)| {
        let mut both = shown.iter().zip(cells);
        both.find_map(|(stage, own)| {
            let own = own.as_ref().filter(|own| own.cell.anchor.at.as_ref() == Some(here))?;
            Some((*row, stage, own))
        })
    })?;
    let n = if own.n_all > 1 { scene.labels.filled(Label::OfHere, &[&own.n_all.to_string()]) } else { String::new() };
    let head = joined([stage.stage.name.clone(), own.place.clone(), row.name(scene).to_string(), n]);
    Some([Block::Gap, Block::Heading(head)].into_iter().chain(own.full.iter().cloned()).collect())
}

/// What the organisation wants of it, where a note says so.
fn strategy(scene: Scene<'_>) -> Vec<Block> {
    let own: Vec<Note> = scene.map().notes.iter().filter(|note| note.id == STRATEGY).cloned().collect();
    let mut blocks = Vec::new();
    let heading = scene.label(Label::Strategy);
    claims::section(&mut blocks, heading, claims::notes(scene.labels, &own, &Address::journey()));
    blocks
}

impl LaneRow {
    /// What it is called; where it shows the metric of the strips, as that.
    fn name(&self, scene: Scene<'_>) -> Plain {
        let metric = scene.board.metric.as_ref().filter(|_| self.label.is_none());
        let metric = metric.map(|own| format!("{} {}", own.name, own.unit).trim().into());
        self.label.map(|label| scene.label(label).into()).or(metric).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
