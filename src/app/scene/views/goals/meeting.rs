//! A persona at a stage: what it is after, what it feels, and whether answers tell that it gets it.

use crate::analysis::track::Track;
use crate::app::scene::pieces::{Scene, Shown};
use crate::app::view::Feeling;
use crate::journey::{Address, EvidenceKind, Persona};
use crate::metric::{Direction, Interval};

/// What somebody is after at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim<'a> {
    Said(&'a str),
    /// It was said that there is none.
    Nothing,
    /// Nobody wrote one.
    Unwritten,
}

/// Does somebody get it?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Met,
    NotMet,
    /// It cannot be told: too few answered, or the interval holds the middle of the scale.
    Untold,
}

impl Outcome {
    /// What an interval says, with the middle of its scale.
    pub(super) fn of(interval: Interval, half: f64, is_low_better: bool) -> Self {
        match (interval.low > half, interval.high < half) {
            (false, false) => Self::Untold,
            (is_over, _) if is_over == is_low_better => Self::NotMet,
            _ => Self::Met,
        }
    }
}

/// A persona at a stage.
#[derive(Debug)]
pub(super) struct Meeting<'a> {
    pub(super) aim: Aim<'a>,
    /// Where that stands, or would stand.
    pub(super) at: Address,
    pub(super) feeling: Option<Feeling>,
    pub(super) track: Option<&'a Track>,
    /// The middle of the scale of what is counted.
    half: f64,
}

impl Meeting<'_> {
    /// Is the goal met? Only an interval wholly beyond the middle of the scale says so, or that it is not.
    pub(super) fn outcome(&self) -> Outcome {
        let relied = self.track.filter(|track| !track.is_weak);
        let interval = relied.and_then(|track| Some((track, track.latest()?.1.interval()?)));
        let Some((track, interval)) = interval else { return Outcome::Untold };
        Outcome::of(interval, self.half, track.metric.direction == Direction::LowerIsBetter)
    }
}

/// What a persona is after at a stage, and what is known of it.
pub(super) fn meeting<'a>(scene: Scene<'a>, persona: &Persona, shown: &Shown<'a>) -> Meeting<'a> {
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
