//! The leaks by name, what is left of those who mean it, and the whole.
//! Invariant: each says of how many it is, and a change whether it is in points.

use super::words;
use crate::analysis::funnel::Funnel;
use crate::app::figures::{self, count};
use crate::app::scene::claims::remark;
use crate::app::scene::pieces::Scene;
use crate::app::view::{Block, Label, Tone};
use crate::metric::{NowAndBefore, Verdict};

/// One line each; of one step there are none to tell apart.
pub(super) fn blocks(scene: Scene<'_>, funnel: &Funnel) -> Vec<Block> {
    if funnel.steps.len() == 1 {
        return Vec::new();
    }
    let (worse, worse_tone) = worse(scene, funnel).unzip();
    let from_first = funnel.told.abandonment.as_ref().is_some_and(|(from, _)| *from == 0);
    // Of all who came, whoever finishes is the rest of whoever does not.
    let whole = funnel.told.overall.as_ref().filter(|_| !from_first).and_then(|own| whole(scene, funnel, own));
    let mut rows: Vec<(Label, Option<String>, Tone)> =
        named(scene, funnel).into_iter().map(|(label, words)| (label, Some(words), Tone::Neutral)).collect();
    rows.push((Label::GotWorse, worse, worse_tone.unwrap_or(Tone::Neutral)));
    rows.push((Label::Abandoned, abandoned(scene, funnel), Tone::Neutral));
    rows.push((Label::InAll, whole, Tone::Neutral));
    let row = |(label, words, tone): (Label, Option<String>, Tone)| {
        Some(remark(scene.label(label).into(), words?.into(), tone))
    };
    rows.into_iter().filter_map(row).collect()
}

/// Each leak with its step and one number; two at one step are told together.
fn named(scene: Scene<'_>, funnel: &Funnel) -> Vec<(Label, String)> {
    let leaks = funnel.told.leaks;
    let mut told: Vec<(usize, Label, String)> = Vec::new();
    let mut tell = |label: Label, idx: Option<usize>, words: &dyn Fn(usize) -> Option<String>| {
        let Some((idx, words)) = idx.and_then(|idx| Some((idx, words(idx)?))) else { return };
        if let Some((_, _, own)) = told.iter_mut().find(|(own, ..)| *own == idx) {
            *own = format!("{own}; {}: {words}", scene.label(label));
        } else {
            let name = funnel.steps.get(idx).map_or("", |own| own.name.as_str());
            told.push((idx, label, format!("{name}: {words}")));
        }
    };
    let lost = |idx: usize| {
        let counts = funnel.step(idx)?.counts;
        Some(scene.labels.filled(Label::OfAll, &[&count(counts.lost()), &count(counts.entered)]))
    };
    tell(Label::MostPeople, leaks.most, &lost);
    // The same step, and the same share of it, by another name.
    tell(Label::WorstRate, leaks.rate.filter(|own| leaks.after_looking != Some(*own)), &|idx| {
        going(scene, funnel, idx)
    });
    tell(Label::AfterLooking, leaks.after_looking, &|idx| going(scene, funnel, idx));
    let from = funnel.told.abandonment.as_ref().map_or(0, |(from, _)| *from);
    let mut all: Vec<(Label, String)> = Vec::new();
    for (idx, label, words) in told {
        let beside = if idx < from {
            format!("; {}", scene.label(Label::LookAround))
        } else if from > 0 && leaks.after_looking == Some(idx) {
            let name = funnel.steps.get(from).map_or("", |own| own.name.as_str());
            format!("; {}", scene.labels.filled(Label::InEarnest, &[name]))
        } else {
            String::new()
        };
        all.push((label, format!("{words}{beside}")));
    }
    all.extend(leaks.between.and_then(|idx| Some((Label::LostBetween, between(scene, funnel, idx)?))));
    all
}

/// `Fitting → Video call: 459 of 851, 54 % ±3.4`.
fn between(scene: Scene<'_>, funnel: &Funnel, idx: usize) -> Option<String> {
    let step = funnel.step(idx)?;
    let share = words::share(&funnel.metric, step.astray.as_ref()?, &funnel.metric.unit);
    let went_on = funnel.step(idx.checked_sub(1)?)?.counts.completed;
    let of = scene.labels.filled(Label::OfAll, &[&count(step.n_between), &count(went_on)]);
    Some(format!("{}: {of}, {}", words::way(funnel, idx)?, share.first()?))
}

/// `75 % ±1.4 goes on`.
fn going(scene: Scene<'_>, funnel: &Funnel, idx: usize) -> Option<String> {
    let step = funnel.step(idx)?;
    let share = words::share(&funnel.metric, step.conversion.now.disclosed()?, &funnel.metric.unit);
    Some(format!("{} {}", share.first()?, scene.label(Label::GoesOn)))
}

/// Every step whose share fell for sure, the farthest first: `Payment 77.7 → 75.2, ▼ worse by 2.6 points (3 % relative)`.
fn worse(scene: Scene<'_>, funnel: &Funnel) -> Option<(String, Tone)> {
    let mut fell: Vec<(f64, String)> = Vec::new();
    for (idx, own) in funnel.steps.iter().enumerate() {
        let Some(conversion) = funnel.step(idx).map(|own| own.conversion) else { continue };
        let Some(change) = conversion.change.filter(|own| own.verdict == Verdict::Fell) else { continue };
        let (Some(now), Some(before)) =
            (conversion.now.disclosed(), conversion.before.as_ref().and_then(|own| own.disclosed()))
        else {
            continue;
        };
        let digits = figures::digits(&funnel.metric, now);
        let (by, _) = words::moved(scene.labels, (&funnel.metric, now), &change, false);
        let relative = relative(change.difference, before.value());
        let (from, to) = (figures::shown(before, digits), figures::shown(now, digits));
        fell.push((change.difference, format!("{} {from} → {to}, {by}{relative}", own.name)));
    }
    fell.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let all: Vec<String> = fell.into_iter().map(|(_, words)| words).collect();
    let since = funnel.before.map(figures::since)?;
    match all.as_slice() {
        [] => Some((scene.labels.filled(Label::NoStepWorse, &[&since]), Tone::Neutral)),
        all => Some((format!("{} {}", all.join("; "), scene.labels.filled(Label::Since, &[&since])), Tone::Bad)),
    }
}

/// ` (12 % relative)`; blank where there is nothing to set it against.
pub(super) fn relative(difference: f64, before: f64) -> String {
    if before.abs() < 1e-9 {
        return String::new();
    }
    let percent = 100.0 * difference.abs() / before.abs();
    format!(" ({} % relative)", figures::number(percent, usize::from(percent < 0.95)))
}

/// `29.9 % ±1.4 of 3,913 who reach Cart never finish; ▼ worse by 3.0 points since 2025-Q4`.
fn abandoned(scene: Scene<'_>, funnel: &Funnel) -> Option<String> {
    let (from, left) = funnel.told.abandonment.as_ref()?;
    let name = &funnel.steps.get(*from)?.name;
    let own = left.now.disclosed()?;
    let share = words::share(&funnel.metric, own, &funnel.metric.unit);
    let begin = scene.labels.filled(Label::NeverFinish, &[share.first()?.as_str(), &count(own.n()), name]);
    Some(format!("{begin}{}{}", made_up(scene, funnel, *from), changed(scene, funnel, left, true)))
}

/// `: 281 at a step, 459 between steps`: what a share that never finishes is made up of.
fn made_up(scene: Scene<'_>, funnel: &Funnel, from: usize) -> String {
    let Some((at, between, later)) = funnel.losses_from(from) else { return String::new() };
    if between == 0 && later == 0 {
        return String::new();
    }
    let begin = scene.labels.filled(Label::LostAtBetween, &[&count(at), &count(between)]);
    let later = Some(later).filter(|n| *n > 0).map(|n| scene.labels.filled(Label::CameLater, &[&count(n)]));
    format!(": {begin}{}", later.map(|own| format!(", {own}")).unwrap_or_default())
}

/// `2.26 % ±0.08 of 121,541 sessions; steady within 2 since 2025-Q4`.
fn whole(scene: Scene<'_>, funnel: &Funnel, own: &NowAndBefore) -> Option<String> {
    let reading = own.now.disclosed()?;
    let share = words::share(&funnel.metric, reading, &funnel.metric.unit);
    let of = format!("{} {}", count(reading.n()), funnel.source.unit);
    let begin = scene.labels.filled(Label::InAllFinish, &[share.first()?.as_str(), of.trim()]);
    Some(format!("{begin}{}", changed(scene, funnel, own, false)))
}

/// `; ▼ worse by 3.0 points since 2025-Q4`.
fn changed(scene: Scene<'_>, funnel: &Funnel, own: &NowAndBefore, is_loss: bool) -> String {
    let Some((change, now)) = own.change.as_ref().zip(own.now.disclosed()) else { return String::new() };
    let (words, _) = words::moved(scene.labels, (&funnel.metric, now), change, is_loss);
    let since = funnel.before.map(|own| scene.labels.filled(Label::Since, &[&figures::since(own)])).unwrap_or_default();
    format!("; {words} {since}")
}
