//! What each role is after at each stage, and whether it gets it.
//! Invariant: that somebody is after nothing, and that nobody has said, are never told alike.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use super::stages::{counted, dim, field, funnel, funnel_tracks, heads, pain_item, pains, telling, whens, words};
use crate::analysis::track::Track;
use crate::app::figures;
use crate::app::scene::pieces::{Scene, Shown, joined};
use crate::app::scene::told;
use crate::app::view::{Anchor, Block, Cell, Figure, Label, Lane, Page, Tone};
use crate::app::viewing::ViewName;
use crate::journey::{Map, Persona};
use crate::metric::{Direction, Grain, Period};
use crate::text::Plain;
use meeting::{Aim, Meeting, meeting};
use tally::Tally;

mod meeting;
mod tally;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::GOALS,
    letter: 'g',
    sentence: "What each role is after at each stage, and if it gets it",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    sides: &[],
    analysis: None,
    fold: |scene, _| page(scene),
    lack: |scene| lack(scene.map()),
};

/// So many goals that nobody wrote are told by name.
const MOST_NAMED: usize = 3;

fn lack(map: &Map) -> Option<Plain> {
    let has_goals = map.stages.iter().any(|stage| {
        !stage.goals.is_empty() || stage.touchpoints.iter().any(|touchpoint| !touchpoint.goals.is_empty())
    });
    if map.personas.is_empty() {
        Some("Nobody is in this map yet: a [[persona]] with a role is somebody who is after something.".into())
    } else if !has_goals {
        Some("Nobody has said what each persona is after: `goals` of a stage or a touchpoint says it.".into())
    } else {
        None
    }
}

/// Who is set side by side: those with a role, or else all.
fn roles(scene: Scene<'_>) -> Vec<&Persona> {
    let all = || scene.map().personas.iter();
    let has_role = |own: &&Persona| own.role.as_ref().is_some_and(|role| !role.trim().is_empty());
    let with_role: Vec<&Persona> = all().filter(has_role).collect();
    let mut own = if with_role.is_empty() { all().collect() } else { with_role };
    if own.iter().any(|persona| Some(&persona.id) == scene.board.persona.as_ref()) {
        own.retain(|persona| Some(&persona.id) == scene.board.persona.as_ref());
    }
    own
}

fn page(scene: Scene<'_>) -> Page {
    let (shown, roles) = (scene.shown(), roles(scene));
    let grid: Vec<Vec<Meeting<'_>>> =
        roles.iter().map(|persona| shown.iter().map(|own| meeting(scene, persona, own)).collect()).collect();
    let mut blocks: Vec<Block> = Vec::new();
    if roles.iter().all(|persona| persona.role.is_none()) {
        blocks.push(Block::Sentence(scene.label(Label::NoRoles).into()));
    }
    blocks.push(Block::Sentence(in_short(scene, &shown, &roles, &grid)));
    blocks.push(Block::Lane(heads(scene, &shown)));
    blocks.extend(whens(scene, &shown).map(Block::Lane));
    for (persona, row) in roles.iter().zip(&grid) {
        let cells = row.iter().map(|own| cell(scene, own)).collect();
        blocks.push(Block::Lane(Lane {
            label: Plain::new(&persona.name),
            under: persona.role.as_deref().map(Plain::new).unwrap_or_default(),
            cells,
            ..Lane::default()
        }));
    }
    blocks.push(Block::Lane(met(scene, &shown, &grid)));
    let told = || grid.iter().flatten().filter_map(|own| own.track);
    let (told_when, is_dated) = when(told(), scene.abreast.grain);
    for (label, is_loss) in [(Label::GoesOn, false), (Label::Leaves, true)] {
        let cells: Vec<Cell> = shown.iter().map(|own| funnel(scene, own, is_loss)).collect();
        if cells.iter().any(|cell| *cell != Cell::default()) {
            let tracks = shown.iter().flat_map(|own| funnel_tracks(scene, own, is_loss));
            let (own, _) = when(tracks.map(|(_, track)| track), scene.board.grain);
            // Of when they are is said where that differs.
            let under = Some(own).filter(|own| *own != told_when).unwrap_or_default().into();
            blocks.push(Block::Lane(Lane { label: scene.label(label).into(), under, cells, ..Lane::default() }));
        }
    }
    blocks.extend(rule(scene).filter(|_| told().next().is_some()).map(Block::Sentence));
    let here = scene.place.item.as_ref().filter(|_| scene.keymap.is_some());
    let under = roles.iter().zip(&grid).find_map(|(persona, row)| {
        let (shown, own) = shown.iter().zip(row).find(|(_, own)| Some(&own.at) == here)?;
        Some(in_full(scene, persona, shown, own))
    });
    blocks.extend(under.unwrap_or_default());
    let metric = scene.abreast.metric.as_ref();
    let metric = metric.map(|own| format!("{} {}", own.name, own.unit).trim().to_owned());
    Page {
        title: scene.label(Label::GoalsByRole).into(),
        is_dated,
        aside: joined([metric.unwrap_or_default(), told_when]),
        blocks,
        ..Page::default()
    }
}

fn cell(scene: Scene<'_>, own: &Meeting<'_>) -> Cell {
    let anchor = Anchor { at: Some(own.at.clone()), is_marked: false };
    let goal = match own.aim {
        Aim::Said(goal) => goal,
        Aim::Nothing => {
            return Cell { anchor, lines: vec![dim(scene.label(Label::NoGoal))], ..Cell::default() };
        }
        Aim::Unwritten => {
            let lines = vec![dim(scene.label(Label::NobodyWrote))];
            return Cell { anchor, lead: "?".into(), tone: Tone::Strong, lines, ..Cell::default() };
        }
    };
    let counted = own.track.map(|track| counted(scene, track));
    let (figure, why) = match counted {
        // How it moved is of other periods than what stands here.
        Some(Ok(figure)) => (Some(Figure { change: None, ..figure }), None),
        Some(Err(why)) => (None, Some(dim(why.as_str()))),
        None => (None, None),
    };
    let lines = [words(goal)].into_iter().chain(why).collect();
    Cell { anchor, feeling: own.feeling, lines, figure, ..Cell::default() }
}

fn columns<'m>(grid: &'m [Vec<Meeting<'m>>], idx: usize) -> Tally {
    Tally::of(grid.iter().filter_map(|row| row.get(idx)))
}

fn met(scene: Scene<'_>, shown: &[Shown<'_>], grid: &[Vec<Meeting<'_>>]) -> Lane {
    let cells = (0..shown.len()).map(|idx| columns(grid, idx).cell(scene)).collect();
    Lane { label: scene.label(Label::GoalsMet).into(), cells, is_parted: true, ..Lane::default() }
}

/// When a goal is met.
fn rule(scene: Scene<'_>) -> Option<Plain> {
    let metric = scene.abreast.metric.as_ref()?;
    let (low, high) = scene.board.scale(metric);
    let is_low_better = metric.direction == Direction::LowerIsBetter;
    let label = if is_low_better { Label::MetBelow } else { Label::MetAbove };
    Some(scene.labels.filled(label, &[&figures::written(f64::midpoint(low, high))]).into())
}

/// Of when the latest of tracks are, where they all are of the same time; or else by which period they are. Is it a time?
fn when<'t>(tracks: impl Iterator<Item = &'t Track>, grain: Option<Grain>) -> (String, bool) {
    let periods: Vec<Period> = tracks.filter_map(|track| Some(*track.latest()?.0)).collect();
    match periods.as_slice() {
        [first, rest @ ..] if rest.iter().all(|own| own == first) => (figures::since(*first), true),
        _ => (grain.map(figures::by).unwrap_or_default().to_owned(), false),
    }
}

/// `goals met 4, not met 4, cannot tell 7 of 15 · missed for all: Security · nobody wrote: Omar, Trial`.
fn in_short(scene: Scene<'_>, shown: &[Shown<'_>], roles: &[&Persona], grid: &[Vec<Meeting<'_>>]) -> Plain {
    let labels = scene.labels;
    let met = Tally::of(grid.iter().flatten()).sentence(scene);
    let missed = shown.iter().enumerate().filter(|(idx, _)| columns(grid, *idx).is_missed());
    let missed: Vec<&str> = missed.map(|(_, own)| own.stage.name.as_str()).collect();
    let missed = match missed.as_slice() {
        [] => String::new(),
        names => labels.filled(Label::MissedForAll, &[&names.join(", ")]),
    };
    let open: Vec<String> = roles
        .iter()
        .zip(grid)
        .flat_map(|(persona, row)| {
            let open = row.iter().zip(shown).filter(|(own, _)| own.aim == Aim::Unwritten);
            open.map(|(_, own)| format!("{}, {}", persona.name, own.stage.name))
        })
        .collect();
    let n_more = open.len().saturating_sub(MOST_NAMED);
    let mut named: Vec<String> = open.into_iter().take(MOST_NAMED).collect();
    if n_more > 0 {
        named.push(labels.filled(Label::More, &[&n_more.to_string()]));
    }
    let open =
        if named.is_empty() { String::new() } else { labels.filled(Label::NobodyWroteFor, &[&named.join("; ")]) };
    joined([met, missed, open])
}

/// All there is to say of a persona at a stage.
fn in_full(scene: Scene<'_>, persona: &Persona, shown: &Shown<'_>, own: &Meeting<'_>) -> Vec<Block> {
    let role = persona.role.clone().unwrap_or_default();
    let who = [persona.name.clone(), role].into_iter().filter(|own| !own.is_empty()).collect::<Vec<_>>().join(", ");
    let mut blocks = vec![Block::Gap, Block::Heading(joined([shown.stage.name.clone(), who]))];
    let goal = match own.aim {
        Aim::Said(goal) => goal,
        Aim::Nothing => scene.label(Label::NoGoal),
        Aim::Unwritten => scene.label(Label::NobodyWrote),
    };
    blocks.extend(field(scene.label(Label::Wish), goal));
    blocks.extend(own.track.and_then(|track| field(&track.metric.name, &told::stands(track))));
    for (label, of) in [
        (Label::Does, (|own| own.does.as_ref()) as fn(&crate::journey::Touchpoint) -> Option<&String>),
        (Label::Thinks, |own| own.thinks.as_ref()),
    ] {
        let touchpoint = telling(scene, shown, |own| of(own).is_some());
        blocks.extend(touchpoint.and_then(of).and_then(|text| field(scene.label(label), text)));
    }
    // What is said against one another names who says it.
    let names = |text: &str| {
        let is_named = |own: &&Persona| own.name.split(' ').next().is_some_and(|name| text.contains(name));
        scene.map().personas.iter().filter(is_named).count()
    };
    let against = shown.stage.notes.iter().filter(|note| names(&note.text) > 1);
    blocks.extend(against.filter_map(|note| field(scene.label(Label::Against), &note.text)));
    let pains = pains(shown);
    if let Some((pain, _)) = pains.first() {
        let n = if pains.len() > 1 {
            scene.labels.filled(Label::OfHere, &[&pains.len().to_string()])
        } else {
            String::new()
        };
        blocks.push(pain_item(scene, pain, &n));
    }
    blocks
}

#[cfg(test)]
mod tests;
