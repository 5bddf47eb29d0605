//! A mile in their shoes: one touchpoint after the other, in the author's own words, with what was counted, what hurts,
//! and what is to be settled about it.

use super::row::{DialKind, DialRow, PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::scene::claims::{self, field, remark, section};
use crate::app::scene::detail::{self, apart, measured};
use crate::app::scene::doubts::{doubts, signed};
use crate::app::scene::pieces::{Scene, feeling, joined};
use crate::app::scene::{strips, told};
use crate::app::view::{Block, CourseRow, FeelingRow, Label, Page, StepPart, StepRow, Tone};
use crate::app::viewing::ViewName;
use crate::app::walk::{self, SCENARIO};
use crate::journey::{Action, Address, Noun, PainPoint, Stage, Touchpoint};
use crate::text::Plain;

mod end;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::WALK,
    letter: 'l',
    sentence: "A mile in their shoes: one touchpoint after the other",
    dials: &[&PERSONA, &PERIOD, &TRUTHS, &PATH],
    is_edited: true,
    is_drawing: false,
    sides: &[],
    analysis: None,
    fold: |scene, _| page(scene),
    lack: |scene| steps(scene).is_empty().then(|| lack(scene)),
};

/// Which path is walked.
const PATH: DialRow = DialRow {
    name: SCENARIO,
    value: "SCENARIO",
    sentence: "Walk the path of this scenario",
    lack: "no scenario has a path",
    kind: DialKind::Own,
    choices: |scene| {
        let all = scene.map().scenarios.iter().filter(|own| !own.path.is_empty());
        all.map(|own| own.id.clone()).collect()
    },
    ..DialRow::OWN
};

/// How much of a touchpoint there is room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// What customers think, the number, the worst pain point.
    Little,
    /// How the number went in a row.
    Usual,
    /// A chart of it, and names over the sections.
    Ample,
}

/// From so many rows of a screen on there is usual, and ample room.
const USUAL: u16 = 16;
const AMPLE: u16 = 34;

fn lack(scene: Scene<'_>) -> Plain {
    let has_any = scene.map().stages.iter().any(|stage| !stage.touchpoints.is_empty());
    if has_any && scene.is_truths_only {
        return "No touchpoint here is a moment of truth: `moment_of_truth = true` makes it one".into();
    }
    "There is no touchpoint to walk along yet: `[[stage.touchpoint]]` adds one".into()
}

fn steps(scene: Scene<'_>) -> Vec<(usize, usize)> {
    walk::steps(scene.map(), walk::scenario(scene.place), scene.is_truths_only)
}

/// The touchpoint that the walk is at, or its end; on paper all of them and the end.
fn page(scene: Scene<'_>) -> Page {
    let steps = steps(scene);
    let places: Vec<(&Stage, &Touchpoint)> = steps.iter().filter_map(|own| at(scene, *own)).collect();
    if scene.size.is_none() {
        return on_paper(scene, &places);
    }
    let here = walk::nth(scene.place, &steps).and_then(|nth| Some((nth, *places.get(nth)?)));
    here.map_or_else(|| last(scene, &places), |(nth, place)| one(scene, &places, nth, place))
}

/// The end of the walk on a screen.
fn last(scene: Scene<'_>, places: &[(&Stage, &Touchpoint)]) -> Page {
    let mut page = end::page(scene, places);
    page.blocks.splice(0..0, [Block::Steps(row(scene, places, places.len())), Block::Gap]);
    page
}

fn at(scene: Scene<'_>, (stage_idx, idx): (usize, usize)) -> Option<(&Stage, &Touchpoint)> {
    let stage = scene.map().stages.get(stage_idx)?;
    Some((stage, stage.touchpoints.get(idx)?))
}

fn address(stage: &Stage, touchpoint: &Touchpoint) -> Address {
    Address::journey().then(Noun::Stage, &stage.id).then(Noun::Touchpoint, &touchpoint.id)
}

/// One touchpoint on a screen.
fn one(
    scene: Scene<'_>,
    places: &[(&Stage, &Touchpoint)],
    nth: usize,
    (stage, touchpoint): (&Stage, &Touchpoint),
) -> Page {
    let room = match scene.size.map_or(u16::MAX, |size| size.height) {
        ..USUAL => Room::Little,
        USUAL..AMPLE => Room::Usual,
        _ => Room::Ample,
    };
    let mut blocks = Vec::new();
    let where_to = row(scene, places, nth);
    let channel = detail::channel(scene.map(), touchpoint).to_string();
    let owner = touchpoint.owner.as_ref().map(|owner| scene.labels.before(Label::Owner, owner));
    let aside = if room == Room::Little {
        joined([format!("{}/{}", nth + 1, places.len())])
    } else {
        blocks.extend([Block::Steps(where_to), Block::Gap]);
        joined([channel, owner.unwrap_or_default()])
    };
    blocks.extend(touchpoint_blocks(scene, stage, touchpoint, room));
    Page {
        title: Plain::new(&touchpoint.name),
        way: Plain::new(&stage.name),
        aside,
        is_moment_of_truth: touchpoint.is_moment_of_truth,
        blocks,
        ..Page::default()
    }
}

/// All touchpoints, and the end of the walk.
fn on_paper(scene: Scene<'_>, places: &[(&Stage, &Touchpoint)]) -> Page {
    let mut blocks = Vec::new();
    for (nth, (stage, touchpoint)) in places.iter().enumerate() {
        let truth = if touchpoint.is_moment_of_truth { scene.label(Label::MomentOfTruth) } else { "" };
        let channel = detail::channel(scene.map(), touchpoint).to_string();
        blocks.push(Block::Steps(row(scene, places, nth)));
        blocks.push(Block::Heading(joined([stage.name.clone(), touchpoint.name.clone(), channel, truth.to_owned()])));
        blocks.extend(touchpoint_blocks(scene, stage, touchpoint, Room::Ample));
        blocks.extend([Block::Gap, Block::Gap]);
    }
    let end = end::page(scene, places);
    blocks.extend([Block::Steps(row(scene, places, places.len())), Block::Heading(end.title)]);
    blocks.extend(end.blocks);
    Page { title: scene.label(Label::Mile).into(), aside: whole(scene), blocks, ..Page::default() }
}

/// What is walked: the whole journey, or a scenario.
fn whole(scene: Scene<'_>) -> Plain {
    let chosen = walk::scenario(scene.place).and_then(|id| scene.map().scenarios.iter().find(|own| own.id == id));
    let path = chosen.map_or_else(|| scene.label(Label::WholeJourney).to_owned(), |own| own.name.clone());
    let only = if scene.is_truths_only { scene.label(Label::TruthsOnly) } else { "" };
    joined([path, only.to_owned()])
}

/// How far the walk has come.
fn row(scene: Scene<'_>, places: &[(&Stage, &Touchpoint)], here: usize) -> StepRow {
    let mut parts: Vec<StepPart> = Vec::new();
    let mut before: Option<&Stage> = None;
    for (stage, _) in places {
        let is_same = before.is_some_and(|own| own.id == stage.id);
        if let Some(last) = parts.last_mut().filter(|_| is_same) {
            last.n_steps += 1;
        } else {
            let is_new = before.is_none_or(|own| own.when != stage.when);
            let when = stage.when.filter(|_| is_new).map(|when| Plain::from(scene.label(when.into())));
            parts.push(StepPart { when: when.unwrap_or_default(), n_steps: 1 });
        }
        before = Some(stage);
    }
    let n = places.len();
    let words = if here < n {
        scene.labels.filled(Label::TouchpointOf, &[&(here + 1).to_string(), &n.to_string()])
    } else {
        scene.label(Label::EndOfWalk).to_owned()
    };
    StepRow { parts, here, words: words.into(), whole: whole(scene) }
}

/// What there is to say of a touchpoint.
fn touchpoint_blocks(scene: Scene<'_>, stage: &Stage, touchpoint: &Touchpoint, room: Room) -> Vec<Block> {
    let place = address(stage, touchpoint);
    let mut blocks = said(scene, touchpoint, &place, room);
    let mut more = counted(scene, touchpoint, &place, room);
    if room == Room::Ample {
        section(&mut blocks, scene.label(Label::WasCounted), more);
    } else if room == Room::Little {
        blocks.append(&mut more);
    } else {
        apart(&mut blocks, more);
    }
    let mut hurts = hurts(scene, touchpoint, &place);
    match room {
        Room::Little => {
            hurts.truncate(1);
            hurts.iter_mut().for_each(shorten);
            blocks.append(&mut hurts);
            return blocks;
        }
        Room::Usual => apart(&mut blocks, hurts),
        Room::Ample => section(&mut blocks, scene.label(Label::Hurts), hurts),
    }
    if scene.is_truths_only {
        detail::decisive(&mut blocks, scene, touchpoint, &place);
    }
    let notes = claims::notes(scene.labels, &touchpoint.notes, &place);
    section(&mut blocks, scene.label(Label::Notes), notes);
    let doubts = doubts(scene, touchpoint);
    let doubts = doubts.into_iter().map(|own| remark(scene.label(own.kind.label()).into(), own.words, Tone::Neutral));
    section(&mut blocks, scene.label(Label::ToSettle), doubts.collect());
    blocks
}

/// What customers do, think, feel and want there, by the author's own words.
fn said(scene: Scene<'_>, touchpoint: &Touchpoint, place: &Address, room: Room) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut add = |label: Label, text: Option<&String>, key: &str| {
        field(&mut blocks, scene.label(label), text, place.field(key));
    };
    if room == Room::Little {
        add(Label::Thinks, touchpoint.thinks.as_ref(), "thinks");
        return blocks;
    }
    add(Label::Does, touchpoint.does.as_ref(), "does");
    add(Label::Thinks, touchpoint.thinks.as_ref(), "thinks");
    add(Label::Feels, touchpoint.feels.as_ref(), "feels");
    let persona = scene.board.persona.as_deref();
    let own_goal = touchpoint.goals.iter().find(|own| Some(own.persona.as_str()) == persona);
    match own_goal {
        Some(own) => {
            let none = scene.label(Label::NoGoal).to_owned();
            let words = if own.value.trim().is_empty() { &none } else { &own.value };
            add(Label::Wish, Some(words), &format!("goals.{}", own.persona));
        }
        None => add(Label::Wish, touchpoint.goal.as_ref(), "goal"),
    }
    add(Label::Obstacle, touchpoint.obstacle.as_ref(), "obstacle");
    blocks.push(Block::Feeling(felt(scene, touchpoint, place)));
    blocks
}

fn felt(scene: Scene<'_>, touchpoint: &Touchpoint, place: &Address) -> FeelingRow {
    let persona = scene.board.persona.as_deref();
    let feeling = feeling(touchpoint, persona);
    let own = touchpoint.emotions.iter().find(|own| Some(own.persona.as_str()) == persona);
    let key = own.map_or_else(|| "emotion".to_owned(), |own| format!("emotions.{}", own.persona));
    let words = match feeling {
        None => scene.label(Label::NotSaid).into(),
        Some(own) => {
            let assumed = if own.is_assumed { scene.label(Label::AuthorsSay) } else { "" };
            joined([signed(own.emotion), assumed.to_owned()])
        }
    };
    FeelingRow {
        label: scene.label(Label::Emotion).into(),
        feeling,
        words,
        at: Some(place.field(key)),
        is_marked: false,
    }
}

/// Its numbers, and how the first of them went.
fn counted(scene: Scene<'_>, touchpoint: &Touchpoint, place: &Address, room: Room) -> Vec<Block> {
    let mut blocks = Vec::new();
    let Some(numbers) = told::numbers(scene, place) else { return blocks };
    let n_most = match room {
        Room::Little => 1,
        Room::Usual => 2,
        Room::Ample => usize::MAX,
    };
    let shown: Vec<usize> = numbers.bindings.iter().copied().take(n_most).collect();
    measured(&mut blocks, scene, &shown);
    if blocks.is_empty() && touchpoint.is_moment_of_truth {
        return Vec::new();
    }
    let track = scene.board.track(numbers.shown);
    match room {
        Room::Little => blocks.iter_mut().for_each(shorten),
        Room::Usual => {
            let course = told::course(scene, place).filter(|_| track.is_some());
            let course = course.map(|(strip, span)| Block::Course(CourseRow { strip, span }));
            let at = blocks.len().min(1);
            blocks.splice(at..at, course);
        }
        Room::Ample => {
            let chart = track.and_then(|track| strips::chart(scene.board, track, None));
            blocks.extend(chart.into_iter().flat_map(|chart| [Block::Gap, Block::Chart(chart)]));
        }
    }
    blocks
}

/// Keeps of a number how it moved, and of a claim its text.
fn shorten(block: &mut Block) {
    match block {
        Block::Score { is_main, more, .. } => (*is_main, *more) = (false, Plain::default()),
        Block::Item { under, .. } => under.clear(),
        _ => {}
    }
}

/// What hurts there and who has it, each with what is done about it.
fn hurts(scene: Scene<'_>, touchpoint: &Touchpoint, place: &Address) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for block in claims::pains(scene.labels, scene.map(), touchpoint.pains.iter(), place) {
        let pain = block.at().and_then(|at| touchpoint.pains.iter().find(|own| at.id_of(Noun::Pain) == Some(&own.id)));
        blocks.push(pain.map_or(block.clone(), |pain| owned(scene, block, pain)));
        let Some(pain) = pain else { continue };
        for action in touchpoint.actions.iter().filter(|own| own.mends.contains(&pain.id)) {
            if !told.contains(&action.id.as_str()) {
                told.push(&action.id);
                blocks.extend(mending(scene, action, place));
            }
        }
    }
    let others = touchpoint.actions.iter().filter(|own| !told.contains(&own.id.as_str()));
    blocks.extend(others.flat_map(|own| mending(scene, own, place)));
    blocks
}

/// A pain point with who has it where its state stands.
fn owned(scene: Scene<'_>, block: Block, pain: &PainPoint) -> Block {
    let Block::Item { lead, tone, lines, tail, mut under, is_done, at, is_marked } = block else { return block };
    let owner = pain.owner.as_ref().filter(|owner| !owner.trim().is_empty());
    if pain.owner.is_some() {
        // It stands beside the state.
        under.pop();
    }
    let who = owner.map_or_else(|| scene.label(Label::Nobody).to_owned(), Clone::clone);
    let who = if is_done { String::new() } else { who };
    Block::Item { lead, tone, lines, tail: joined([tail.to_string(), who]), under, is_done, at, is_marked }
}

/// An action under what it mends.
fn mending(scene: Scene<'_>, action: &Action, place: &Address) -> Vec<Block> {
    let own = Action { mends: Vec::new(), ..action.clone() };
    let blocks = claims::actions(scene.labels, std::slice::from_ref(&own), &[], scene.map(), place);
    let arrow = |block: Block| match block {
        Block::Item { tone, lines, tail, under, is_done, at, is_marked, .. } => {
            let lead = Plain::from(if scene.map().is_right_to_left() { "←" } else { "→" });
            Block::Item { lead, tone, lines, tail, under, is_done, at, is_marked }
        }
        block => block,
    };
    blocks.into_iter().map(arrow).collect()
}

#[cfg(test)]
mod tests;
