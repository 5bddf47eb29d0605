//! What is still to be settled about a touchpoint, by what the map and its numbers say: pain points without an owner, late
//! actions, feelings that the numbers contradict, claims without evidence. Nobody wrote these questions.
//! Invariant: a number that is read, hidden or too small contradicts nothing.

use super::pieces::Scene;
use super::told::{due_in_words, stands};
use crate::analysis::track::Track;
use crate::app::board::Board;
use crate::app::figures;
use crate::app::view::Label;
use crate::journey::{ActionStatus, Evidence, EvidenceKind, Map, MapState, Noun, PainStatus, Touchpoint};
use crate::metric::Direction;
use crate::text::Plain;

/// The mean of fewer touchpoints says nothing of any of them.
const FEWEST: usize = 3;

/// What kind of doubt it is. The first are to be settled first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum DoubtKind {
    /// The day on which an action is due is over.
    Late,
    /// Nobody has a pain point that hurts.
    Unowned,
    /// It is said to feel well, and is worse than the mean.
    Brighter,
    /// It is said to feel bad, and is better than the mean.
    Darker,
    /// A moment of truth without a number.
    Blind,
    /// Nothing but its author speaks for a claim.
    Unproven,
    /// Too few answers.
    Few,
}

impl DoubtKind {
    /// What it is about, in a word.
    pub(super) const fn label(self) -> Label {
        match self {
            Self::Late => Label::Late,
            Self::Unowned => Label::Owner,
            Self::Brighter | Self::Darker => Label::Emotion,
            Self::Blind => Label::Decides,
            Self::Unproven => Label::Evidence,
            Self::Few => Label::TooFew,
        }
    }
}

/// Something to be settled about a touchpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) kind: DoubtKind,
    /// The claim that it is about; `None`: the touchpoint.
    claim: Option<(Noun, String)>,
    pub(super) words: Plain,
}

impl Doubt {
    /// Is it the same one, however it is put?
    pub(super) fn is_same(&self, other: &Self) -> bool {
        (self.kind, &self.claim) == (other.kind, &other.claim)
    }
}

/// All doubts about a touchpoint, those to be settled first in front.
pub(super) fn doubts(scene: Scene<'_>, touchpoint: &Touchpoint) -> Vec<Doubt> {
    let mut all = claims(scene, touchpoint);
    all.extend(of_emotion(scene, touchpoint));
    all.extend(of_numbers(scene, touchpoint));
    all.sort_by_key(|own| own.kind);
    all
}

fn claims(scene: Scene<'_>, touchpoint: &Touchpoint) -> Vec<Doubt> {
    let labels = scene.labels;
    let doubt = |kind, claim: (Noun, &String), words: String| Doubt {
        kind,
        claim: Some((claim.0, claim.1.clone())),
        words: Plain::new(&words),
    };
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut all = Vec::new();
    for own in &touchpoint.actions {
        let is_to_do = matches!(own.status, ActionStatus::Planned | ActionStatus::InProgress);
        if let Some(due) = own.due.filter(|due| is_to_do && *due < scene.today) {
            let words = format!("{}: {}", due_in_words(scene, due), one_line(&own.text));
            all.push(doubt(DoubtKind::Late, (Noun::Action, &own.id), words));
        }
    }
    let hurting = || touchpoint.pains.iter().filter(|own| own.is_hurting());
    for own in hurting().filter(|own| matches!(own.status, PainStatus::Open | PainStatus::Planned)) {
        if own.owner.as_ref().is_none_or(|owner| owner.trim().is_empty()) {
            let words = labels.filled(Label::NobodyHas, &[&one_line(&own.text)]);
            all.push(doubt(DoubtKind::Unowned, (Noun::Pain, &own.id), words));
        }
    }
    let pains = hurting().map(|own| ((Noun::Pain, &own.id), &own.text, &own.evidence));
    let chances = touchpoint.opportunities.iter().map(|own| ((Noun::Opportunity, &own.id), &own.text, &own.evidence));
    let risks = touchpoint.risks.iter().map(|own| ((Noun::Risk, &own.id), &own.text, &own.evidence));
    for (claim, text, evidence) in pains.chain(chances).chain(risks) {
        if is_assumed(evidence) {
            let words = labels.filled(Label::NothingProves, &[&one_line(text)]);
            all.push(doubt(DoubtKind::Unproven, claim, words));
        }
    }
    all
}

/// Does nothing but its author speak for it?
fn is_assumed(evidence: &[Evidence]) -> bool {
    evidence.iter().all(|own| own.kind == EvidenceKind::Assumption)
}

/// An emotion that its numbers contradict, or that nothing speaks for.
fn of_emotion(scene: Scene<'_>, touchpoint: &Touchpoint) -> Option<Doubt> {
    let emotion = touchpoint.emotion_of(scene.board.persona.as_deref())?;
    let of_place = |kind, words: String| Some(Doubt { kind, claim: None, words: words.into() });
    let contradicted = contradicted(scene, touchpoint, emotion).and_then(|(kind, label, track, mean)| {
        of_place(kind, scene.labels.filled(label, &[&signed(emotion), &figures::number(mean, 1), &stands(track)]))
    });
    contradicted.or_else(|| {
        let named = || format!("{} {}", scene.label(Label::Emotion), signed(emotion));
        let unproven = || of_place(DoubtKind::Unproven, scene.labels.filled(Label::NothingProves, &[&named()]));
        if is_assumed(&touchpoint.evidence) { unproven() } else { None }
    })
}

/// Do the numbers say the opposite of an emotion: is it good where the whole interval is worse than the mean of all
/// touchpoints, or bad where it is better?
fn contradicted<'a>(
    scene: Scene<'a>,
    touchpoint: &Touchpoint,
    emotion: i8,
) -> Option<(DoubtKind, Label, &'a Track, f64)> {
    let place = position(scene.map(), touchpoint)?;
    let (board, mean) = (scene.board, mean(scene.board)?);
    // Ranked are numbers of one metric and one period, each of enough answers.
    let track = board.ranking.order.contains(&place).then(|| track(board, place))??;
    let interval = track.latest()?.1.interval()?;
    let is_up = track.metric.direction == Direction::HigherIsBetter;
    let is_worse = if is_up { interval.high < mean } else { interval.low > mean };
    let is_better = if is_up { interval.low > mean } else { interval.high < mean };
    match emotion {
        1.. if is_worse => Some((DoubtKind::Brighter, Label::Brighter, track, mean)),
        ..=-1 if is_better => Some((DoubtKind::Darker, Label::Darker, track, mean)),
        _ => None,
    }
}

/// The mean of all touchpoints that are ranked.
fn mean(board: &Board) -> Option<f64> {
    let values: Vec<f64> =
        board.ranking.order.iter().filter_map(|place| Some(track(board, *place)?.latest()?.1.value())).collect();
    let n = u32::try_from(values.len()).ok().filter(|_| values.len() >= FEWEST)?;
    Some(values.iter().sum::<f64>() / f64::from(n))
}

/// What a touchpoint shows, by the period that suits its data, whatever is drawn.
fn track(board: &Board, (stage_idx, idx): (usize, usize)) -> Option<&Track> {
    let shown = board.stages.get(stage_idx)?.touchpoints.get(idx)?.shown?;
    board.verdicts.tracks.get(shown)?.as_ref()
}

fn position(map: &Map, touchpoint: &Touchpoint) -> Option<(usize, usize)> {
    map.stages.iter().enumerate().find_map(|(stage_idx, stage)| {
        let idx = stage.touchpoints.iter().position(|own| own.id == touchpoint.id)?;
        Some((stage_idx, idx))
    })
}

/// A moment of truth without a number, or a number that rests on too little.
fn of_numbers(scene: Scene<'_>, touchpoint: &Touchpoint) -> Option<Doubt> {
    let doubt = |kind, words: String| Some(Doubt { kind, claim: None, words: words.into() });
    if scene.is_loading {
        return None;
    }
    let place = position(scene.map(), touchpoint)?;
    let numbers = scene.board.stages.get(place.0)?.touchpoints.get(place.1)?;
    let Some(track) = track(scene.board, place) else {
        let has_none = numbers.bindings.iter().all(|idx| scene.board.track(Some(*idx)).is_none());
        // Of a journey as it should be nobody has been asked.
        let is_blind = touchpoint.is_moment_of_truth && has_none && scene.map().state == MapState::Current;
        return is_blind.then(|| doubt(DoubtKind::Blind, scene.label(Label::Blind).to_owned()))?;
    };
    if let Some(withheld) = track.withheld() {
        return doubt(DoubtKind::Few, figures::hidden(withheld).to_string());
    }
    let (_, reading) = track.latest()?;
    let is_few = track.metric.kind.is_estimate() && reading.is_few();
    is_few.then(|| doubt(DoubtKind::Few, format!("{} n {}", track.metric.name, figures::count(reading.n()))))?
}

/// `+1`, `−2`.
pub(super) fn signed(emotion: i8) -> String {
    let sign = if emotion > 0 { "+" } else { "" };
    format!("{sign}{}", figures::number(f64::from(emotion), 0))
}

#[cfg(test)]
mod tests;
