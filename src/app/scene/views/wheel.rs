//! Touchpoints around a persona, with what is felt at each: before, during and after the core service.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use crate::app::command::Command;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, Shown, feeling, joined, worst_pain};
use crate::app::view::{Anchor, Block, Feeling, Figure, Label, Page, Ring, RingPart, Spoke};
use crate::app::viewing::ViewName;
use crate::journey::{Address, Persona, Touchpoint, When};
use crate::text::Plain;

/// The most touchpoints of a ring that can be told apart. Of more there are stages.
const MOST_SPOKES: usize = 30;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("wheel"),
    letter: 'w',
    sentence: "Touchpoints around a persona, with what is felt at each",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    sides: &[],
    analysis: None,
    fold: |scene, _| page(scene),
    lack: |scene| {
        let has_none = scene.map().stages.iter().all(|stage| stage.touchpoints.is_empty());
        has_none.then(|| "This map has no touchpoints yet: there is nothing to go around.".into())
    },
};

fn page(scene: Scene<'_>) -> Page {
    let stages = scene.shown();
    let n_touchpoints: usize = stages.iter().map(|stage| stage.touchpoints.len()).sum();
    let title = scene.label(Label::Wheel).into();
    if n_touchpoints == 0 {
        let blocks = vec![Block::Sentence("No touchpoint is a moment of truth here.".into())];
        return Page { title, blocks, ..Page::default() };
    }
    let who = persona(scene);
    let is_of_stages = n_touchpoints > MOST_SPOKES;
    let mut parts: Vec<(Option<When>, RingPart)> = Vec::new();
    for when in [Some(When::Before), Some(When::During), Some(When::After), None] {
        let own = stages.iter().enumerate().filter(|(_, own)| own.stage.when == when);
        let spokes: Vec<Spoke> = if is_of_stages {
            own.map(|(_, own)| of_stage(own, who)).collect()
        } else {
            own.flat_map(|(nth, own)| of_touchpoints(scene, nth, own, who)).collect()
        };
        if !spokes.is_empty() {
            parts.push((when, RingPart { name: Plain::default(), spokes }));
        }
    }
    let is_parted = parts.iter().any(|(when, _)| when.is_some());
    for (when, part) in parts.iter_mut().filter(|_| is_parted) {
        part.name = scene.label(when.map_or(Label::WhenUnsaid, Label::from)).into();
    }
    let ring = Ring { hub: hub(scene, who), parts: parts.into_iter().map(|(_, part)| part).collect() };
    let felt: Vec<Feeling> = stages
        .iter()
        .flat_map(|own| own.touchpoints.iter().filter_map(|(_, own, _)| feeling(own, who.map(|who| who.id.as_str()))))
        .collect();
    let aside = joined([grounds(scene, &felt), numbers(scene, &ring, is_of_stages)]);
    let mut blocks = Vec::new();
    if felt.is_empty() {
        blocks.push(Block::Sentence(invitation(scene)));
        blocks.push(Block::Gap);
    }
    blocks.push(Block::Ring(ring));
    Page { title, aside, blocks, ..Page::default() }
}

/// Who is in the middle: the persona whose answers are counted, or else the first of the map.
fn persona(scene: Scene<'_>) -> Option<&Persona> {
    scene.board.counted(scene.map()).or_else(|| scene.map().personas.first())
}

/// The name, what the persona wants, her own words, and whose numbers stand around.
fn hub(scene: Scene<'_>, who: Option<&Persona>) -> Vec<Plain> {
    let is_own = scene.board.counted(scene.map()).is_some_and(|own| !own.segment.choices.is_empty());
    let whose = match who.filter(|_| is_own) {
        Some(who) => format!("{} {}", scene.label(Label::Only), who.name),
        None => scene.label(Label::Everyone).to_owned(),
    };
    let has_numbers = scene.board.metric.is_some();
    let counted: Plain = if has_numbers {
        scene.labels.filled(Label::NumbersOf, &[&whose]).into()
    } else {
        scene.label(Label::NoNumbers).into()
    };
    let Some(who) = who else { return vec![scene.label(Label::NoPersona).into(), counted] };
    let all = [who.motivations.first(), who.goals.first(), who.description.as_ref(), who.role.as_ref()];
    let motive = all.into_iter().find_map(line).map(Plain::new);
    let quote = line(who.quote.as_ref()).map(|quote| format!("“{}”", quote.trim()).into());
    [Some(Plain::new(&who.name)), motive, quote, Some(counted)].into_iter().flatten().collect()
}

/// The first line that says something.
fn line(text: Option<&String>) -> Option<&str> {
    text?.lines().find(|line| !line.trim().is_empty())
}

/// The touchpoints of a stage, the `nth` of those that are shown: so many rows of stages and touchpoints there are.
fn of_touchpoints(scene: Scene<'_>, nth: usize, shown: &Shown<'_>, who: Option<&Persona>) -> Vec<Spoke> {
    let rows = scene.overview.rows.get(nth);
    let spoke = |(idx, (_, own, _)): (usize, &(usize, &Touchpoint, _))| {
        let row = rows.and_then(|rows| rows.get(idx));
        let name = row.map(|row| if row.short.is_empty() { row.name.clone() } else { row.short.clone() });
        Spoke {
            anchor: Anchor { at: Some(place(shown, own, who)), is_marked: false },
            name: name.unwrap_or_else(|| Plain::new(&own.name)),
            stage: Plain::new(&shown.stage.name),
            feeling: feeling(own, who.map(|who| who.id.as_str())),
            is_moment_of_truth: own.is_moment_of_truth,
            figure: row.and_then(|row| row.score.figure.clone()).map(|figure| honest(scene, figure)),
            apart: row.and_then(|row| row.metric.clone()).unwrap_or_default(),
            pain: worst_pain(own),
        }
    };
    shown.touchpoints.iter().enumerate().map(spoke).collect()
}

/// The touchpoint; where the persona feels something of her own, what she feels, so that it is that which is changed.
fn place(shown: &Shown<'_>, touchpoint: &Touchpoint, who: Option<&Persona>) -> Address {
    let at = shown.at_touchpoint(touchpoint);
    let own = who.filter(|who| touchpoint.emotions.iter().any(|own| own.persona == who.id));
    own.map_or_else(|| at.clone(), |who| at.field(format!("emotions.{}", who.id)))
}

/// A value that rests on too few answers is none.
fn honest(scene: Scene<'_>, figure: Figure) -> Figure {
    if !figure.is_weak {
        return figure;
    }
    Figure { value: scene.label(Label::Few).into(), margin: None, unit: Plain::default(), change: None, ..figure }
}

/// A stage, with the mean of what is felt at its touchpoints.
fn of_stage(shown: &Shown<'_>, who: Option<&Persona>) -> Spoke {
    let touchpoints = || shown.touchpoints.iter().map(|(_, own, _)| *own);
    let felt: Vec<Feeling> = touchpoints().filter_map(|own| feeling(own, who.map(|who| who.id.as_str()))).collect();
    let figure = shown.numbers.track.as_ref().and_then(figures::figure).filter(|figure| !figure.is_weak);
    Spoke {
        anchor: Anchor { at: Some(shown.at()), is_marked: false },
        name: Plain::new(&shown.stage.name),
        stage: Plain::default(),
        feeling: mean(&felt),
        is_moment_of_truth: touchpoints().any(|own| own.is_moment_of_truth),
        figure,
        apart: Plain::default(),
        pain: touchpoints().filter_map(worst_pain).max(),
    }
}

/// What is felt on the whole: the mean, rounded toward neutral from the half.
fn mean(felt: &[Feeling]) -> Option<Feeling> {
    let n = i32::try_from(felt.len()).ok().filter(|n| *n > 0)?;
    let sum: i32 = felt.iter().map(|own| i32::from(own.emotion)).sum();
    let rounded = (2 * sum.abs() + n - 1) / (2 * n) * sum.signum();
    let emotion = i8::try_from(rounded).unwrap_or_default();
    Some(Feeling { emotion, is_assumed: felt.iter().all(|own| own.is_assumed) })
}

/// `all 12 assumed`, `3 of 12 from evidence`: on what it rests what is felt.
fn grounds(scene: Scene<'_>, felt: &[Feeling]) -> String {
    let n = felt.len();
    let n_known = felt.iter().filter(|own| !own.is_assumed).count();
    match n_known {
        _ if n == 0 => String::new(),
        0 => scene.labels.filled(Label::AllAssumed, &[&n.to_string()]),
        _ => scene.labels.filled(Label::FromEvidence, &[&n_known.to_string(), &n.to_string()]),
    }
}

/// `CSAT 2018, n 2,304 to 2,364`: what the numbers are.
fn numbers(scene: Scene<'_>, ring: &Ring, is_of_stages: bool) -> String {
    let Some(metric) = &scene.board.metric else { return String::new() };
    let spokes = || ring.parts.iter().flat_map(|part| &part.spokes);
    if spokes().all(|spoke| spoke.figure.is_none()) {
        return String::new();
    }
    let period = scene.board.last.map(|period| format!(" {}", figures::since(period))).unwrap_or_default();
    let usual = |shown: &Shown<'_>| -> Vec<u64> {
        let tracks = shown.touchpoints.iter().filter_map(|(_, _, numbers)| scene.board.track(numbers.shown));
        let own = tracks.filter(|track| track.metric.id == metric.id);
        own.filter_map(|track| track.latest().map(|(_, reading)| reading.n())).collect()
    };
    let all: Vec<u64> = scene.shown().iter().flat_map(usual).collect();
    let n = match (all.iter().min(), all.iter().max()) {
        (Some(low), Some(high)) if low == high => format!(", n {}", figures::count(*low)),
        (Some(low), Some(high)) => {
            let span = [figures::count(*low), figures::count(*high)];
            format!(", n {}", scene.labels.filled(Label::Span, &[&span[0], &span[1]]))
        }
        _ => String::new(),
    };
    let of = if is_of_stages { format!(", {}", scene.label(Label::MeansOfStages)) } else { String::new() };
    format!("{}{period}{n}{of}", metric.name)
}

fn invitation(scene: Scene<'_>) -> Plain {
    let Some(keymap) = scene.keymap else { return "Nobody has said what is felt at any of them.".into() };
    let first = |command| keymap.shown(command).split(' ').next().unwrap_or_default().to_owned();
    let (raise, lower) = (first(Command::Raise), first(Command::Lower));
    format!("Nobody has said yet what is felt here: {raise} and {lower} say it of the touchpoint under the cursor.")
        .into()
}

#[cfg(test)]
mod tests;
