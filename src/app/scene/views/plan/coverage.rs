//! What is measured where: every metric of the map at every stage. What is not asked is said as that.

use super::telling::{anchor, prose};
use crate::app::board::TouchpointBoard;
use crate::app::judged::Judged;
use crate::app::scene::pieces::{Scene, Shown, joined};
use crate::app::scene::told;
use crate::app::scene::views::stages::{blank, dim, heads, numbers};
use crate::app::track::Track;
use crate::app::view::{Block, Cell, Label, Lane};
use crate::journey::{Address, Binding, Noun, Touchpoint};
use crate::metric::Metric;
use crate::text::Plain;

/// A metric at the stages.
#[derive(Debug)]
pub(super) struct Row<'a> {
    metric: Metric,
    /// One a stage that is shown.
    cells: Vec<Vec<Measured<'a>>>,
}

/// A metric at a place.
#[derive(Debug)]
struct Measured<'a> {
    /// Its position among all bindings.
    idx: usize,
    /// Is it said nowhere that it is measured there, but in the file?
    is_implied: bool,
    at: Address,
    name: String,
    track: Option<&'a Track>,
}

/// The metrics that are measured at a stage or that the map defines, in the order in which they are met.
pub(super) fn metrics<'a>(scene: Scene<'a>, shown: &[Shown<'a>]) -> Vec<Row<'a>> {
    let map = scene.map();
    let bindings: Vec<(Address, &Binding)> = map.bindings().collect();
    let is_meant = |own: &Binding| !(own.implied && own.metric == "comments");
    let staged = bindings.iter().filter(|(at, own)| at.noun().is_some() && is_meant(own)).map(|(_, own)| &own.metric);
    let is_unbound = |own: &&Metric| !bindings.iter().any(|(_, binding)| binding.metric == own.id);
    let unbound = map.metric_definitions.iter().filter(is_unbound).map(|own| &own.id);
    let mut ids: Vec<&String> = Vec::new();
    for id in staged.chain(unbound) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let row = |id: &String| {
        let metric = map.metric(id)?;
        let of = |idxs: &[usize], name: &str| -> Vec<Measured<'a>> {
            let own = idxs.iter().filter_map(|idx| Some((*idx, bindings.get(*idx)?)));
            let own = own.filter(|(_, (_, binding))| binding.metric == *id);
            own.map(|(idx, (at, binding))| Measured {
                idx,
                is_implied: binding.implied,
                at: at
                    .then(Noun::Binding, if binding.position > 0 { binding.position.to_string() } else { id.clone() }),
                name: name.to_owned(),
                track: scene.board.track(Some(idx)),
            })
            // What a file could hold and holds no answers to was not asked.
            .filter(|own| !own.is_implied || own.track.is_some())
            .collect()
        };
        let cell = |own: &Shown<'_>| {
            let parts = |(_, touchpoint, numbers): &(usize, &Touchpoint, &TouchpointBoard)| {
                of(&numbers.bindings, &touchpoint.name)
            };
            let stage = of(&own.numbers.bindings, &own.stage.name);
            stage.into_iter().chain(own.touchpoints.iter().flat_map(parts)).collect()
        };
        let cells: Vec<Vec<Measured<'a>>> = shown.iter().map(cell).collect();
        let is_defined = map.metric_definitions.iter().any(|own| own.id == *id);
        (is_defined || cells.iter().any(|own| !own.is_empty())).then_some(Row { metric, cells })
    };
    ids.into_iter().filter_map(row).collect()
}

/// The section of the plan that says what is measured.
pub(super) fn blocks(scene: Scene<'_>, shown: &[Shown<'_>], rows: &[Row<'_>]) -> Vec<Block> {
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Gap, Block::Heading(scene.label(Label::WhatIsMeasured).into())];
    let label = format!("· {}", scene.label(Label::NotAsked)).into();
    blocks.push(Block::Lane(Lane { label, ..heads(scene, shown) }));
    for row in rows {
        let cells = row.cells.iter().map(|own| cell(scene, own)).collect();
        let label = format!("{} {}", row.metric.name, row.metric.unit).trim().into();
        blocks.push(Block::Lane(Lane { label, cells, ..Lane::default() }));
    }
    let whole = scene.board.journey.iter().filter_map(|idx| {
        let track = scene.board.track(Some(*idx)).filter(|track| track.metric.id != "comments")?;
        Some(format!("{} {}", track.metric.name, told::stands(track)))
    });
    let whole = joined(whole);
    if !whole.is_empty() {
        blocks.push(Block::Sentence(scene.labels.filled(Label::OfTheWhole, &[whole.as_str()]).into()));
    }
    blocks
}

fn cell(scene: Scene<'_>, all: &[Measured<'_>]) -> Cell {
    let Some(first) = all.first() else { return blank() };
    let own = if let Some(track) = composed(scene, all) {
        numbers(scene, &[(String::new(), &track)], false)
    } else {
        let told = all.iter().filter_map(|own| Some((own.name.clone(), own.track?)));
        numbers(scene, &told.collect::<Vec<_>>(), false)
    };
    let own = if own == Cell::default() { Cell { lines: vec![dim("n 0")], ..own } } else { own };
    Cell { anchor: anchor(first.at.clone()), ..own }
}

/// The mean of the places with enough answers, where all of them have the same periods.
fn composed(scene: Scene<'_>, all: &[Measured<'_>]) -> Option<Track> {
    let mut tracks: Vec<(usize, &Track)> = all.iter().filter_map(|own| Some((own.idx, own.track?))).collect();
    // A place with too few answers does not make a number of all of them one that cannot be relied on.
    if tracks.iter().any(|(_, track)| !track.is_weak) {
        tracks.retain(|(_, track)| !track.is_weak);
    }
    if let [(_, only)] = tracks.as_slice() {
        return Some((*only).clone());
    }
    let (gate, counts) = (scene.board.gate()?, &scene.book.counts);
    let cohort = counts.cohorts.iter().position(|own| own.persona == scene.board.persona).unwrap_or(0);
    Track::composed(&tracks, Judged::default(), gate, &counts.together(cohort)).filter(|track| track.latest().is_some())
}

/// What the cell under the cursor tells, in full.
pub(super) fn in_full(scene: Scene<'_>, shown: &[Shown<'_>], rows: &[Row<'_>]) -> Option<Vec<Block>> {
    let here = scene.place.item.as_ref().filter(|_| scene.keymap.is_some())?;
    let (row, stage, own) = rows.iter().find_map(|row| {
        let mut both = shown.iter().zip(&row.cells);
        let (stage, own) = both.find(|(_, own)| own.first().is_some_and(|own| own.at == *here))?;
        Some((row, stage, own))
    })?;
    let head: Plain = joined([stage.stage.name.clone(), row.metric.name.clone()]);
    let said = |own: &Measured<'_>| {
        let stands = own.track.map_or_else(|| "n 0".to_owned(), told::stands);
        prose(&format!("{}: {stands}", own.name))
    };
    Some([Block::Gap, Block::Heading(head)].into_iter().chain(own.iter().map(said)).collect())
}
