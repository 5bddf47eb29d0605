//! What each role is after at each stage, and whether it gets it.
//! Invariant: that somebody is after nothing, and that nobody has said, are never told alike.

use super::row::{PERIOD, PERSONA, TRUTHS, ViewRow};
use super::stages::{counted, dim, field, funnel, heads, pain_item, pains, telling, whens, words};
use crate::app::figures;
use crate::app::scene::pieces::{Scene, Shown, joined};
use crate::app::scene::told;
use crate::app::track::Track;
use crate::app::view::{Anchor, Block, Cell, Feeling, Label, Lane, Page, Tone};
use crate::app::viewing::ViewName;
use crate::journey::{Address, EvidenceKind, Map, Persona};
use crate::metric::Direction;
use crate::text::Plain;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::GOALS,
    letter: 'g',
    sentence: "What each role is after at each stage, and if it gets it",
    dials: &[&PERSONA, &PERIOD, &TRUTHS],
    is_edited: true,
    is_drawing: true,
    fold: |scene, _| page(scene),
    lack: |scene| lack(scene.map()),
};

/// So many goals that nobody wrote are told by name.
const MOST_NAMED: usize = 3;

/// What somebody is after at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim<'a> {
    Said(&'a str),
    /// It was said that there is none.
    Nothing,
    /// Nobody wrote one.
    Unwritten,
}

/// A persona at a stage.
#[derive(Debug)]
struct Meeting<'a> {
    aim: Aim<'a>,
    /// Where that stands, or would stand.
    at: Address,
    feeling: Option<Feeling>,
    track: Option<&'a Track>,
    /// The middle of the scale of what is counted.
    half: f64,
}

impl Meeting<'_> {
    /// Is the goal met? Over half of enough people say so; where they are too few, its author does. `None`: nobody knows.
    fn is_met(&self) -> Option<bool> {
        let relied = self.track.and_then(|track| Some((track, track.latest()?.1))).filter(|(own, _)| !own.is_weak);
        match relied {
            Some((track, reading)) if track.metric.direction == Direction::LowerIsBetter => {
                Some(reading.value() < self.half)
            }
            Some((_, reading)) => Some(reading.value() > self.half),
            None => self.feeling.map(|feeling| feeling.emotion > 0),
        }
    }
}

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

fn meeting<'a>(scene: Scene<'a>, persona: &Persona, shown: &Shown<'a>) -> Meeting<'a> {
    let field = format!("goals.{}", persona.id);
    let of = |goals: &'a [crate::journey::ByPersona<String>]| {
        goals.iter().find(|own| own.persona == persona.id).map(|own| own.value.trim())
    };
    let at_stage = of(&shown.stage.goals).map(|goal| (goal, shown.at().field(&field)));
    let at_touchpoints = || {
        let own = shown.touchpoints.iter();
        let mut own = own.filter_map(|(_, own, _)| Some((of(&own.goals)?, shown.at_touchpoint(own).field(&field))));
        let first = own.next()?;
        Some(if first.0.is_empty() { own.find(|(goal, _)| !goal.is_empty()).unwrap_or(first) } else { first })
    };
    let (aim, at) = match at_stage.or_else(at_touchpoints) {
        Some(("", at)) => (Aim::Nothing, at),
        Some((goal, at)) => (Aim::Said(goal), at),
        None => (Aim::Unwritten, shown.at().field(&field)),
    };
    let has_aim = matches!(aim, Aim::Said(_));
    let track = scene.abreast.track(&persona.id, shown.idx).filter(|_| has_aim);
    let (low, high) = track.map_or((0.0, 0.0), |track| scene.board.scale(&track.metric));
    let feeling = if has_aim { felt(persona, shown) } else { None };
    Meeting { aim, at, feeling, track, half: f64::midpoint(low, high) }
}

/// What a persona feels at a stage: what is said of the stage, or else the middle of its touchpoints, of two the worse.
fn felt(persona: &Persona, shown: &Shown<'_>) -> Option<Feeling> {
    if let Some(own) = shown.stage.emotions.iter().find(|own| own.persona == persona.id) {
        let is_known = shown.stage.evidence.iter().any(|own| own.kind != EvidenceKind::Assumption);
        return Some(Feeling { emotion: own.value, is_assumed: !is_known });
    }
    let id = Some(persona.id.as_str());
    let own = shown.touchpoints.iter();
    let all: Vec<Feeling> = own.filter_map(|(_, own, _)| crate::app::scene::pieces::feeling(own, id)).collect();
    let n = i32::try_from(all.len()).ok().filter(|n| *n > 0)?;
    let sum: i32 = all.iter().map(|own| i32::from(own.emotion)).sum();
    // Rounded to the nearest, halves downward.
    let emotion = (2 * sum + n - 1).div_euclid(2 * n);
    let is_assumed = all.iter().all(|own| own.is_assumed);
    Some(Feeling { emotion: i8::try_from(emotion).ok()?, is_assumed })
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
    for (label, is_loss) in [(Label::GoesOn, false), (Label::Leaves, true)] {
        let cells: Vec<Cell> = shown.iter().map(|own| funnel(scene, own, is_loss)).collect();
        if cells.iter().any(|cell| *cell != Cell::default()) {
            blocks.push(Block::Lane(Lane { label: scene.label(label).into(), cells, ..Lane::default() }));
        }
    }
    let here = scene.place.item.as_ref().filter(|_| scene.keymap.is_some());
    let under = roles.iter().zip(&grid).find_map(|(persona, row)| {
        let (shown, own) = shown.iter().zip(row).find(|(_, own)| Some(&own.at) == here)?;
        Some(in_full(scene, persona, shown, own))
    });
    blocks.extend(under.unwrap_or_default());
    let metric = scene.abreast.metric.as_ref();
    let metric = metric.map(|own| format!("{} {}", own.name, own.unit).trim().to_owned());
    Page {
        title: scene.label(Label::Goals).into(),
        aside: joined([
            metric.unwrap_or_default(),
            scene.abreast.grain.map(figures::by).unwrap_or_default().to_owned(),
        ]),
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
        Some(Ok(figure)) => (Some(figure), None),
        Some(Err(why)) => (None, Some(dim(why.as_str()))),
        None => (None, None),
    };
    let lines = [words(goal)].into_iter().chain(why).collect();
    Cell { anchor, feeling: own.feeling, lines, figure, ..Cell::default() }
}

/// How many goals stand in a column, how many of them are met, and how many nobody wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    n_goals: usize,
    n_met: usize,
    n_unwritten: usize,
    /// Is it known of any whether it is met?
    is_known: bool,
}

impl Tally {
    fn of<'m>(all: impl Iterator<Item = &'m Meeting<'m>>) -> Self {
        all.fold(Self::default(), |sum, own| match own.aim {
            Aim::Said(_) => Self {
                n_goals: sum.n_goals + 1,
                is_known: sum.is_known || own.is_met().is_some(),
                n_met: sum.n_met + usize::from(own.is_met() == Some(true)),
                ..sum
            },
            Aim::Nothing => sum,
            Aim::Unwritten => Self { n_unwritten: sum.n_unwritten + 1, ..sum },
        })
    }

    /// Does no role get what it is after, as far as is known?
    const fn is_missed(self) -> bool {
        self.is_known && self.n_met == 0
    }

    fn words(self, scene: Scene<'_>) -> String {
        let n = |n: usize| n.to_string();
        let met = match self.n_goals {
            0 => String::new(),
            _ => scene.labels.filled(Label::OfAll, &[&n(self.n_met), &n(self.n_goals)]),
        };
        let open = match self.n_unwritten {
            0 => String::new(),
            open => scene.labels.filled(Label::Unwritten, &[&n(open)]),
        };
        let open = if met.is_empty() { open.trim_start_matches([',', '،', ' ']).to_owned() } else { open };
        format!("{met}{open}")
    }
}

fn columns<'m>(grid: &'m [Vec<Meeting<'m>>], idx: usize) -> Tally {
    Tally::of(grid.iter().filter_map(|row| row.get(idx)))
}

fn met(scene: Scene<'_>, shown: &[Shown<'_>], grid: &[Vec<Meeting<'_>>]) -> Lane {
    let cell = |idx: usize| {
        let tally = columns(grid, idx);
        let tone = if tally.is_missed() { Tone::Bad } else { Tone::Neutral };
        Cell { lines: vec![words(&tally.words(scene))], tone, is_worst: tally.is_missed(), ..Cell::default() }
    };
    let label = scene.label(Label::GoalsMet).into();
    Lane { label, cells: (0..shown.len()).map(cell).collect(), is_parted: true, ..Lane::default() }
}

/// `goals met 6 of 12 · Security review: no goal is met · nobody wrote: Omar, Trial`.
fn in_short(scene: Scene<'_>, shown: &[Shown<'_>], roles: &[&Persona], grid: &[Vec<Meeting<'_>>]) -> Plain {
    let tally = Tally::of(grid.iter().flatten());
    let labels = scene.labels;
    let met = labels
        .before(Label::GoalsMet, &labels.filled(Label::OfAll, &[&tally.n_met.to_string(), &tally.n_goals.to_string()]));
    let missed = shown.iter().enumerate().filter(|(idx, _)| columns(grid, *idx).is_missed());
    let missed: Vec<&str> = missed.map(|(_, own)| own.stage.name.as_str()).collect();
    let missed = match missed.as_slice() {
        [] => String::new(),
        names => labels.filled(Label::NoneMetAt, &[&names.join(", ")]),
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
