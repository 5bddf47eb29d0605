//! The step under the cursor: how many left and since when, what hurts there, what else is known of it; and what has to be
//! said of the funnel as a whole.

use super::{leaks, words};
use crate::analysis::funnel::{Funnel, FunnelLeak};
use crate::app::figures::{self, count};
use crate::app::scene::claims::{evidence_words, remark};
use crate::app::scene::detail::measured;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::views::stages::pain_item;
use crate::app::view::{Block, Label, Tone};
use crate::journey::{Noun, PainPoint, Touchpoint};
use crate::metric::{StepCounts, Verdict};

/// The step, then what is said of all.
pub(super) fn blocks(scene: Scene<'_>, funnel: &Funnel, idx: usize, first: FunnelLeak) -> Vec<Block> {
    let mut blocks = Vec::new();
    if let Some(own) = funnel.steps.get(idx) {
        let found = own.at.id_of(Noun::Touchpoint).and_then(|id| scene.map().touchpoint(id));
        let decides = found.is_some_and(|(_, own)| own.is_moment_of_truth);
        let decides = if decides { scene.label(Label::MomentOfTruth) } else { "" };
        let stage = found.map(|(stage, _)| stage.name.clone()).unwrap_or_default();
        blocks.push(Block::Gap);
        blocks.push(Block::Heading(joined([own.name.clone(), decides.to_owned(), stage])));
        blocks.extend(told(funnel, idx, first == FunnelLeak::At(idx)).map(|words| Block::Sentence(words.into())));
        blocks.extend(moved(scene, funnel, idx));
        let way = funnel.of_way(idx).filter(|_| first != FunnelLeak::Before(idx));
        blocks.extend(way.map(|note| Block::Sentence(words::sentence(&note).into())));
        blocks.extend(funnel.of_step(idx).into_iter().map(|note| Block::Sentence(words::sentence(&note).into())));
        if let Some((_, touchpoint)) = found {
            blocks.extend(pains(scene, touchpoint));
            blocks.extend(known(scene, funnel, idx, touchpoint));
        }
    }
    blocks.push(Block::Gap);
    let others = (0..funnel.steps.len()).filter(|own| *own != idx).flat_map(|own| funnel.of_step(own));
    let notes = funnel.of_period().into_iter().chain(funnel.of_cases()).chain(others).chain(funnel.of_sources());
    blocks.extend(notes.map(|note| Block::Sentence(words::sentence(&note).into())));
    if !funnel.outside.is_empty() {
        let names = funnel.outside.join(", ");
        blocks.push(remark(scene.label(Label::NotInFunnel).into(), names.into(), Tone::Dim));
    }
    blocks
}

/// `24.8 % (23.5 to 26.3) left here: 907 of 3,650, about 10 a day. In 2025-Q4 22.3 %, 1,193 of 5,350.`
///
/// * `is_first`: does the head of the page say how many?
fn told(funnel: &Funnel, idx: usize, is_first: bool) -> Option<String> {
    let step = funnel.step(idx)?;
    if funnel.is_end(idx) {
        return Some(format!("{} got here, where the way ends.", count(step.counts.entered)));
    }
    let metric = &funnel.metric;
    let a_day =
        funnel.lost_a_day(idx).and_then(words::rate).map(|own| format!(", about {own} a day")).unwrap_or_default();
    let (lost, entered) = (count(step.counts.lost()), count(step.counts.entered));
    let of = if is_first { String::new() } else { format!(": {lost} of {entered}{a_day}") };
    let now = format!("{} left here{of}.", words::sure(metric, &step.loss));
    let (Some(before), Some(then)) = (funnel.before, step.counts_before) else { return Some(now) };
    let (lost, entered) = (count(then.lost()), count(then.entered));
    let digits = figures::digits(metric, &step.loss);
    let share = figures::number(then.loss().map(|own| own.value).unwrap_or_default(), digits.decimals());
    Some(format!("{now} In {} {share} {}, {lost} of {entered}.", figures::since(before), metric.unit))
}

/// `since 2025-Q4  ▼ worse by 2.6 points (11 % relative), beyond chance`.
fn moved(scene: Scene<'_>, funnel: &Funnel, idx: usize) -> Option<Block> {
    let step = funnel.step(idx).filter(|_| !funnel.is_end(idx))?;
    let (change, before) = step.conversion.change.as_ref().zip(funnel.before)?;
    let metric = &funnel.metric;
    let (words, tone) = words::moved(scene.labels, (metric, &step.loss), change, false);
    let more = match change.verdict {
        Verdict::Rose | Verdict::Fell => {
            let share = step.counts_before.and_then(StepCounts::loss).map(|own| own.value).unwrap_or_default();
            format!("{}, beyond chance", leaks::relative(change.difference, share))
        }
        Verdict::Steady => String::new(),
        Verdict::CannotTell => {
            format!(" (would show {} or more)", figures::difference(metric, &step.loss, change.smallest()))
        }
    };
    let since = scene.labels.filled(Label::Since, &[&figures::since(before)]);
    Some(remark(since.into(), format!("{words}{more}").into(), tone))
}

/// What still hurts there, the worst first, each with its first evidence.
fn pains(scene: Scene<'_>, touchpoint: &Touchpoint) -> Vec<Block> {
    let mut all: Vec<&PainPoint> = touchpoint.pains.iter().filter(|pain| pain.is_hurting()).collect();
    all.sort_by_key(|pain| std::cmp::Reverse(pain.severity));
    let evidence =
        |pain: &PainPoint| pain.evidence.first().map(|own| evidence_words(scene.labels, own)).unwrap_or_default();
    all.into_iter().map(|pain| pain_item(scene, pain, &evidence(pain))).collect()
}

/// What else is measured there.
fn known(scene: Scene<'_>, funnel: &Funnel, idx: usize, touchpoint: &Touchpoint) -> Vec<Block> {
    let of_step = funnel.source.bindings.get(idx).copied();
    let place = scene.map().stages.iter().zip(&scene.board.stages).find_map(|(stage, numbers)| {
        let nth = stage.touchpoints.iter().position(|own| own.id == touchpoint.id)?;
        numbers.touchpoints.get(nth)
    });
    let mut tracks: Vec<usize> = place.map(|own| own.bindings.clone()).unwrap_or_default();
    tracks.retain(|own| Some(*own) != of_step);
    let mut scores = Vec::new();
    measured(&mut scores, scene, &tracks);
    let brief = |block: Block| match block {
        // How exactly it is known is told in the detail.
        Block::Score { metric, figure, more, movement, is_main } => {
            let more = if is_main { crate::text::Plain::default() } else { more };
            Block::Score { metric, figure, more, movement, is_main: false }
        }
        other => other,
    };
    scores.into_iter().map(brief).collect()
}
