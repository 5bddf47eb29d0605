//! A touchpoint or a stage in full: nothing that the map says about it is left out.

use super::claims::{self, remark, section};
use super::near::near;
use super::pieces::{Scene, joined, older};
use super::{said, ships, strips};
use crate::analysis::track::Track;
use crate::analysis::verdicts::Whole;
use crate::app::board::{StageBoard, TouchpointBoard};
use crate::app::command::Command;
use crate::app::figures;
use crate::app::keymap::Keymap;
use crate::app::movement::movement;
use crate::app::view::{Block, Figure, Label, Page, Tone};
use crate::app::viewing::PainChoice;
use crate::journey::{Action, Address, Binding, Book, Map, Noun, SourceReport, Stage, Touchpoint};
use crate::text::Plain;

/// The metric whose answers can be read, not only counted.
const COMMENTS: &str = "comments";

/// The name of a touchpoint's channel.
pub(super) fn channel(map: &Map, touchpoint: &Touchpoint) -> Plain {
    let Some(id) = &touchpoint.channel else { return Plain::default() };
    map.channels.iter().find(|channel| channel.id == *id).map_or_else(|| Plain::new(id), |own| Plain::new(&own.name))
}

/// A touchpoint of a stage in full.
pub(super) fn touchpoint(
    scene: Scene<'_>,
    stage: &Stage,
    touchpoint: &Touchpoint,
    numbers: Option<&TouchpointBoard>,
) -> Page {
    let map = scene.map();
    let place = Address::journey().then(Noun::Stage, &stage.id).then(Noun::Touchpoint, &touchpoint.id);
    let mut blocks = Vec::new();
    if scene.is_truths_only {
        decisive(&mut blocks, scene, touchpoint, &place);
    }
    let numbers_of = numbers.map(|numbers| numbers.bindings.as_slice()).unwrap_or_default();
    let mut counted = Vec::new();
    measured(&mut counted, scene, numbers_of);
    apart(&mut blocks, counted);
    let mut elsewhere = vec!["channel", "owner", "moment_of_truth"];
    elsewhere.extend(TECHNOLOGY.into_iter().filter(|_| scene.is_truths_only));
    let fields = said::fields(scene, touchpoint, &place, &elsewhere);
    apart(&mut blocks, fields);
    hurts(&mut blocks, scene, touchpoint, &place);
    if !scene.is_truths_only {
        chances(&mut blocks, scene, touchpoint, &place);
    }
    section(
        &mut blocks,
        scene.label(Label::Actions),
        claims::actions(scene.labels, &touchpoint.actions, &touchpoint.pains, map, &place),
    );
    let own = scene.board.track(numbers.and_then(|numbers| numbers.shown));
    chart(&mut blocks, scene, own, &touchpoint.actions);
    // What is near is no reason.
    let shown = scene.board.track(numbers.and_then(|numbers| numbers.shown));
    section(&mut blocks, scene.label(Label::NearThatTime), near(scene.labels, (map, stage, touchpoint), shown));
    section(&mut blocks, scene.label(Label::Notes), claims::notes(scene.labels, &touchpoint.notes, &place));
    section(&mut blocks, scene.label(Label::Research), claims::research(scene.labels, &touchpoint.research, &place));
    section(
        &mut blocks,
        scene.label(Label::Evidence),
        claims::evidence(scene.labels, &touchpoint.evidence, &place, ""),
    );
    let stories = map.scenarios.iter().filter(|scenario| scenario.path.contains(&touchpoint.id));
    let stories = stories.map(|scenario| Block::Field {
        label: Plain::default(),
        lines: vec![Plain::new(&scenario.name).into()],
        tone: Tone::Neutral,
        at: Some(Address::journey().then(Noun::Scenario, &scenario.id)),
        is_marked: false,
    });
    section(&mut blocks, scene.label(Label::InScenarios), stories.collect());
    Page {
        title: Plain::new(&touchpoint.name),
        way: Plain::new(&stage.name),
        aside: joined([
            channel(map, touchpoint).as_str().to_owned(),
            touchpoint.owner.as_ref().map(|owner| scene.labels.before(Label::Owner, owner)).unwrap_or_default(),
        ]),
        is_moment_of_truth: touchpoint.is_moment_of_truth,
        blocks,
        ..Page::default()
    }
}

/// The keys of what is behind a touchpoint.
const TECHNOLOGY: [&str; 2] = ["technology", "influences"];

/// Adds what there is to know of a moment of truth: opportunities, risks, and the technology behind it.
pub(super) fn decisive(blocks: &mut Vec<Block>, scene: Scene<'_>, touchpoint: &Touchpoint, place: &Address) {
    chances(blocks, scene, touchpoint, place);
    let is_technology = |block: &Block| {
        let key = block.at().and_then(|at| at.field.as_deref());
        key.is_some_and(|key| TECHNOLOGY.contains(&key))
    };
    let mut fields = said::fields(scene, touchpoint, place, &[]);
    fields.retain(is_technology);
    apart(blocks, fields);
    if blocks.first() == Some(&Block::Gap) {
        blocks.remove(0);
    }
}

/// Adds opportunities and risks.
fn chances(blocks: &mut Vec<Block>, scene: Scene<'_>, touchpoint: &Touchpoint, place: &Address) {
    let (labels, map) = (scene.labels, scene.map());
    let chances = claims::opportunities(labels, map, &touchpoint.opportunities, place);
    section(blocks, scene.label(Label::Opportunities), chances);
    section(blocks, scene.label(Label::Risks), claims::risks(labels, map, &touchpoint.risks, place));
}

/// Adds the pain points that are to be shown, and says which those are if others are not.
fn hurts(blocks: &mut Vec<Block>, scene: Scene<'_>, touchpoint: &Touchpoint, place: &Address) {
    let (labels, choice) = (scene.labels, scene.place.pains);
    let shown = claims::pains(labels, scene.map(), touchpoint.pains.iter().filter(|pain| choice.has(pain)), place);
    let which = match choice {
        PainChoice::All => "",
        PainChoice::Open => labels.word(Label::Open),
        PainChoice::Planned => labels.word(Label::Planned),
        PainChoice::Severe => "4, 5",
    };
    let n = (shown.len(), touchpoint.pains.len());
    let n = if choice == PainChoice::All { String::new() } else { format!("{} / {}", n.0, n.1) };
    let heading = joined([labels.word(Label::PainPoints).to_owned(), which.to_owned(), n]);
    if shown.is_empty() && !touchpoint.pains.is_empty() {
        blocks.extend([Block::Gap, Block::Heading(heading)]);
    } else {
        section(blocks, heading.as_str(), shown);
    }
}

/// A stage in full.
pub(super) fn stage(scene: Scene<'_>, stage: &Stage, own: &StageBoard) -> Page {
    let place = Address::journey().then(Noun::Stage, &stage.id);
    let mut blocks = Vec::new();
    if let Some(track) = &own.track {
        score(&mut blocks, scene, track);
    }
    for idx in &own.bindings {
        let shown = own.track.as_ref().filter(|track| track.n_parts == 0).map(|track| &track.metric.id);
        if scene.board.track(Some(*idx)).is_none_or(|track| Some(&track.metric.id) != shown) {
            measured(&mut blocks, scene, &[*idx]);
        }
    }
    let mut fields = said::fields(scene, stage, &place, &["when", "owner"]);
    if let Some(worst) = worst(scene, stage, own) {
        fields.push(remark(scene.label(Label::Worst).into(), worst.into(), Tone::Bad));
    }
    if let Some(whole) = &own.whole {
        fields.extend(changed_parts(scene, whole));
    }
    apart(&mut blocks, fields);
    chart(&mut blocks, scene, own.track.as_ref(), stage.touchpoints.iter().flat_map(|own| &own.actions));
    section(&mut blocks, scene.label(Label::Notes), claims::notes(scene.labels, &stage.notes, &place));
    section(&mut blocks, scene.label(Label::Evidence), claims::evidence(scene.labels, &stage.evidence, &place, ""));
    let when = stage.when.map(|when| scene.label(when.into()));
    Page {
        title: Plain::new(&stage.name),
        aside: joined([
            when.unwrap_or_default().to_owned(),
            stage.owner.as_ref().map(|owner| scene.labels.before(Label::Owner, owner)).unwrap_or_default(),
        ]),
        blocks,
        ..Page::default()
    }
}

/// `Shops: CSAT 51, n 2,004, with Restaurants`: the worst touchpoint, and those that cannot be told from it.
fn worst(scene: Scene<'_>, stage: &Stage, own: &StageBoard) -> Option<String> {
    let (first, others) = own.ranking.worst().split_first()?;
    let figure = figures::figure(scene.board.track(own.touchpoints.get(*first)?.shown)?)?;
    let name = |idx: usize| stage.touchpoints.get(idx).map(|touchpoint| touchpoint.name.as_str());
    let metric = scene.board.metric.as_ref().map(|metric| metric.name.as_str()).unwrap_or_default();
    let with: Vec<&str> = others.iter().filter_map(|idx| name(*idx)).collect();
    let with = if with.is_empty() { String::new() } else { format!(", with {}", with.join(" and ")) };
    Some(format!("{}: {metric} {}, n {}{with}", name(*first)?, figure.value, figure.n))
}

/// Which touchpoints a stage is not compared by: `without Wi-Fi, first asked in 2013`.
fn changed_parts(scene: Scene<'_>, whole: &Whole) -> Vec<Block> {
    let map = scene.map();
    let names = |idxs: &[usize]| -> Vec<String> {
        let of =
            |idx: &usize| map.bindings().nth(*idx).and_then(|(at, _)| at.id_of(Noun::Touchpoint).map(str::to_owned));
        let name = |id: String| map.touchpoint(&id).map(|(_, touchpoint)| touchpoint.name.clone());
        idxs.iter().filter_map(of).filter_map(name).collect()
    };
    let row = |label: Label, idxs: &[usize]| {
        let names = names(idxs);
        (!names.is_empty()).then(|| remark(scene.label(label).into(), names.join(", ").into(), Tone::Dim))
    };
    [row(Label::Joined, &whole.joined), row(Label::Left, &whole.left), row(Label::TooFew, &whole.few)]
        .into_iter()
        .flatten()
        .collect()
}

/// What bindings measured, or why there is nothing to show; the first matters most.
pub(super) fn measured(blocks: &mut Vec<Block>, scene: Scene<'_>, bindings: &[usize]) {
    for idx in bindings {
        if let Some(track) = scene.board.track(Some(*idx)) {
            score(blocks, scene, track);
            continue;
        }
        let binding = scene.map().bindings().nth(*idx).map(|(_, binding)| binding);
        let Some(binding) = binding.filter(|binding| !binding.implied) else { continue };
        let name = scene.map().metric(&binding.metric).map_or_else(|| binding.metric.clone(), |metric| metric.name);
        let words = if scene.is_loading { "reading …".into() } else { unanswered(scene.book, binding) };
        let is_first = blocks.is_empty();
        blocks.push(remark(Plain::from(name), words, Tone::Dim));
        if is_first && scene.is_loading {
            // A score in full usually takes two rows: nothing below should move when it comes.
            blocks.push(Block::Gap);
        }
    }
}

/// `no answers: 0 of 300 answers counted, 300 left out: not a number`.
fn unanswered(book: &Book, binding: &Binding) -> Plain {
    let report = book.counts.sources.iter().find(|report| report.id == binding.source);
    let lost = book.toll(binding).words().join("; ");
    match report {
        Some(SourceReport { failed: Some(why), .. }) => format!("no answers, its file could not be read: {why}").into(),
        _ if !lost.is_empty() => format!("no answers: {lost}").into(),
        Some(SourceReport { rows: rows @ 1.., used: 0, .. }) => {
            format!("no answers: none of {} rows of its file gave any", figures::count(*rows)).into()
        }
        _ => "no answers".into(),
    }
}

fn score(blocks: &mut Vec<Block>, scene: Scene<'_>, track: &Track) {
    let metric = Plain::new(&track.metric.name);
    let is_main = !blocks.iter().any(|block| matches!(block, Block::Score { .. }));
    blocks.push(match figures::figure(track) {
        Some(figure) => {
            // Say so if this place was last measured earlier than the others.
            let is_main_metric = Some(&track.metric) == scene.board.metric.as_ref();
            let when = is_main_metric.then(|| older(scene.board, track)).flatten();
            let brief = || joined([figures::brief(track), figures::left_out(track)]).to_string();
            let more = if is_main { figures::more(track) } else { brief() };
            let reads = |keymap: &Keymap| format!("{} reads them", keymap.shown(Command::Comments));
            let reads = scene.keymap.filter(|_| track.metric.id == COMMENTS).map(reads);
            let more = joined([more, when.unwrap_or_default().to_string(), reads.unwrap_or_default()]);
            // A plain count rests on itself.
            let n = if track.metric.kind.is_estimate() { figure.n } else { Plain::default() };
            let movement = movement(scene.labels, track);
            Block::Score { metric, figure: Figure { n, ..figure }, more, movement, is_main }
        }
        None => remark(metric, track.withheld().map(figures::hidden).unwrap_or_default(), Tone::Dim),
    });
}

fn chart<'a>(
    blocks: &mut Vec<Block>,
    scene: Scene<'_>,
    track: Option<&Track>,
    actions: impl IntoIterator<Item = &'a Action>,
) {
    // The objective is one of the journey.
    if let Some(chart) = track.and_then(|track| strips::chart(scene.board, track, None)) {
        blocks.push(Block::Gap);
        let when = (scene.board.periods.as_slice(), scene.today);
        blocks.push(Block::Chart(ships::mark(chart, scene.labels, when, actions)));
    }
}

/// Adds blocks after a blank row, if there are any.
pub(super) fn apart(blocks: &mut Vec<Block>, more: Vec<Block>) {
    if !more.is_empty() {
        if !blocks.is_empty() {
            blocks.push(Block::Gap);
        }
        blocks.extend(more);
    }
}
