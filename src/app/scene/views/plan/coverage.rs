//! What is measured where: every metric of the map at every stage. What is not asked is said as that.

use super::telling::{anchor, prose};
use crate::analysis::judged::Judged;
use crate::analysis::track::Track;
use crate::app::board::TouchpointBoard;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, Shown, joined};
use crate::app::scene::told;
use crate::app::scene::views::stages::{blank, counted, dim, heads, is_step, named, numbers};
use crate::app::view::{Block, Cell, Figure, Label, Lane};
use crate::journey::{Address, Binding, Noun, Touchpoint};
use crate::metric::{Direction, Metric};
use crate::text::Plain;

/// Of so many places without a mean each is told.
const MOST_LISTED: usize = 2;

/// A place with answers: its binding, its name and its numbers.
type Place<'a> = (usize, String, &'a Track);

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
    /// Is it of the stage itself?
    is_of_stage: bool,
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
        let of = |idxs: &[usize], name: &str, is_of_stage: bool| -> Vec<Measured<'a>> {
            let own = idxs.iter().filter_map(|idx| Some((*idx, bindings.get(*idx)?)));
            let own = own.filter(|(_, (_, binding))| binding.metric == *id);
            own.map(|(idx, (at, binding))| Measured {
                idx,
                is_of_stage,
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
                of(&numbers.bindings, &touchpoint.name, false)
            };
            let stage = of(&own.numbers.bindings, &own.stage.name, true);
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

/// The number of the stage itself; where it has none, what its touchpoints come to.
fn cell(scene: Scene<'_>, all: &[Measured<'_>]) -> Cell {
    let Some(first) = all.first() else { return blank() };
    let told = |is_of_stage: bool| {
        let own = all.iter().filter(move |own| own.is_of_stage == is_of_stage);
        own.filter_map(|own| Some((own.idx, own.name.clone(), own.track?))).collect::<Vec<Place<'_>>>()
    };
    let (own, parts) = (told(true), told(false));
    let own = if own.is_empty() { together(scene, &parts) } else { named_numbers(scene, &own) };
    let own = if own == Cell::default() { Cell { lines: vec![dim("n 0")], ..own } } else { own };
    Cell { anchor: anchor(first.at.clone()), ..own }
}

fn named_numbers(scene: Scene<'_>, all: &[Place<'_>]) -> Cell {
    let told: Vec<(String, &Track)> = all.iter().map(|(_, name, track)| (name.clone(), *track)).collect();
    numbers(scene, &told, false)
}

/// What touchpoints come to: the mean of those with enough answers. Of counts and of steps of a funnel there is none: of
/// many of them the worst stands for all, by name.
fn together(scene: Scene<'_>, all: &[Place<'_>]) -> Cell {
    // A place with too few answers does not make a number of all of them one that cannot be relied on.
    let relied: Vec<&Place<'_>> = all.iter().filter(|(_, _, track)| !track.is_weak).collect();
    if let ([(_, name, track)], 2..) = (relied.as_slice(), all.len()) {
        return under(scene, name, track, None);
    }
    let is_alike = all.iter().all(|(idx, _, track)| track.metric.kind.is_estimate() && !is_step(scene, *idx));
    if let Some(mean) = mean(scene, &relied).filter(|_| is_alike) {
        return mean;
    }
    if all.len() <= MOST_LISTED {
        return named_numbers(scene, all);
    }
    let worst = if is_alike || relied.iter().any(|(idx, ..)| is_step(scene, *idx)) { worst(&relied) } else { None };
    let places = scene.labels.filled(Label::InPlaces, &[&all.len().to_string()]);
    let lines = worst.map(|(_, name, track)| named(scene, name, track)).into_iter().chain([dim(&places)]);
    Cell { lines: lines.collect(), ..Cell::default() }
}

/// The mean of places, where all of them have the same periods; its n is of people, as far as they are known.
fn mean(scene: Scene<'_>, all: &[&Place<'_>]) -> Option<Cell> {
    let tracks: Vec<(usize, &Track)> = all.iter().map(|(idx, _, track)| (*idx, *track)).collect();
    let (gate, counts) = (scene.board.gate().filter(|_| tracks.len() > 1)?, &scene.book.counts);
    let cohort = counts.cohorts.iter().position(|own| own.persona == scene.board.persona).unwrap_or(0);
    let track = Track::composed(&tracks, Judged::default(), gate, &counts.together(cohort))?;
    track.latest()?;
    let words = scene.labels.filled(Label::MeanOfPlaces, &[&track.n_parts.to_string()]);
    Some(under(scene, &words, &track, track.n_people))
}

/// A number under what it is of, with its n: that of people where it is given.
fn under(scene: Scene<'_>, words: &str, track: &Track, n_people: Option<u64>) -> Cell {
    let line = dim(words);
    match counted(scene, track) {
        Ok(figure) => {
            let n = n_people.map_or(figure.n, |n| figures::count(n).into());
            Cell { lines: vec![line], figure: Some(Figure { n, ..figure }), ..Cell::default() }
        }
        Err(lack) => Cell { lines: vec![line, dim(lack.as_str())], ..Cell::default() },
    }
}

/// The place whose number is worst.
fn worst<'p>(all: &[&'p Place<'p>]) -> Option<&'p Place<'p>> {
    let value = |own: &Place<'_>| {
        let value = own.2.latest().map(|(_, reading)| reading.value())?;
        Some(if own.2.metric.direction == Direction::LowerIsBetter { -value } else { value })
    };
    let known = all.iter().filter_map(|own| Some((value(own)?, *own)));
    known.min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, own)| own)
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
