//! The leaks by name, what is left of those who mean it, and the whole.
//! Invariant: each says of how many it is, and a change whether it is in points.

use super::words;
use crate::analysis::funnel::Funnel;
use crate::app::figures::{self, count};
use crate::app::scene::claims::remark;
use crate::app::scene::pieces::Scene;
use crate::app::view::{Block, Label, Tone};
use crate::metric::{NowAndBefore, Verdict};

/// One line each.
pub(super) fn blocks(scene: Scene<'_>, funnel: &Funnel) -> Vec<Block> {
    let leaks = funnel.told.leaks;
    let most = leaks.most.and_then(|idx| lost(funnel, idx));
    let rate = leaks.rate.and_then(|idx| going(funnel, idx));
    let after = leaks.after_looking.and_then(|idx| going(funnel, idx));
    let rows = [
        (Label::MostPeople, most),
        (Label::WorstRate, rate),
        (Label::AfterLooking, after),
        (Label::GotWorse, worse(funnel)),
        (Label::Abandoned, abandoned(scene, funnel)),
        (Label::InAll, funnel.told.overall.as_ref().and_then(|own| whole(scene, funnel, own))),
    ];
    let row =
        |(label, words): (Label, Option<String>)| Some(remark(scene.label(label).into(), words?.into(), Tone::Neutral));
    rows.into_iter().filter_map(row).collect()
}

/// `Toy list: 66,802 of 121,541, 734 a day; many only look around`.
fn lost(funnel: &Funnel, idx: usize) -> Option<String> {
    let (own, step) = (funnel.steps.get(idx)?, funnel.step(idx)?);
    let a_day = funnel.lost_a_day(idx).map(|own| format!(", {} a day", words::rate(own))).unwrap_or_default();
    let (lost, entered) = (count(step.counts.lost()), count(step.counts.entered));
    Some(format!("{}: {lost} of {entered} left{a_day}{}", own.name, looking(funnel, idx)))
}

/// `Toy page: 7.1 % of 54,739 go on; many only look around`.
fn going(funnel: &Funnel, idx: usize) -> Option<String> {
    let (own, step) = (funnel.steps.get(idx)?, funnel.step(idx)?);
    let share = words::share(&funnel.metric, step.conversion.now.disclosed()?, &funnel.metric.unit);
    let n = count(step.counts.entered);
    Some(format!("{}: {} of {n} go on{}", own.name, share.first()?, looking(funnel, idx)))
}

/// Before more than half go on for the first time, people look around.
fn looking(funnel: &Funnel, idx: usize) -> &'static str {
    let is_look = funnel.told.abandonment.as_ref().is_none_or(|(from, _)| idx < *from);
    if is_look { "; many only look around" } else { "" }
}

/// Every step whose share fell for sure, the farthest first: `Payment 77.7 → 75.2, fell 2.6 points (3 % relative)`.
fn worse(funnel: &Funnel) -> Option<String> {
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
        let by = figures::difference(&funnel.metric, now, change.difference);
        let relative = relative(change.difference, before.value());
        let (from, to) = (figures::shown(before, digits), figures::shown(now, digits));
        fell.push((change.difference, format!("{} {from} → {to}, fell {by} points{relative}", own.name)));
    }
    fell.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    let all: Vec<String> = fell.into_iter().map(|(_, words)| words).collect();
    let since = funnel.before.map(figures::since)?;
    match all.as_slice() {
        [] => Some(format!("no step, for sure, since {since}")),
        all => Some(format!("{} since {since}", all.join("; "))),
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

/// `29.9 % ±1.4 of 3,913 who reach Cart; rose 3.0 points since 2025-Q4`.
fn abandoned(scene: Scene<'_>, funnel: &Funnel) -> Option<String> {
    let (from, left) = funnel.told.abandonment.as_ref()?;
    let name = &funnel.steps.get(*from)?.name;
    let own = left.now.disclosed()?;
    Some(format!(
        "{} of {} who reach {name} never finish{}",
        words::share(&funnel.metric, own, &funnel.metric.unit).first()?,
        count(own.n()),
        changed(scene, funnel, left)
    ))
}

/// `2.26 % ±0.08 of 121,541 sessions; steady within 2 since 2025-Q4`.
fn whole(scene: Scene<'_>, funnel: &Funnel, own: &NowAndBefore) -> Option<String> {
    let reading = own.now.disclosed()?;
    let unit = if funnel.source.unit.is_empty() { "who came" } else { &funnel.source.unit };
    Some(format!(
        "{} of {} {unit} finish{}",
        words::share(&funnel.metric, reading, &funnel.metric.unit).first()?,
        count(reading.n()),
        changed(scene, funnel, own)
    ))
}

/// `; rose 3.0 points since 2025-Q4`.
fn changed(scene: Scene<'_>, funnel: &Funnel, own: &NowAndBefore) -> String {
    let Some((change, now)) = own.change.as_ref().zip(own.now.disclosed()) else { return String::new() };
    let (words, _) = words::moved(scene.labels, &funnel.metric, now, change);
    let points = if matches!(change.verdict, Verdict::Rose | Verdict::Fell) { " points" } else { "" };
    let since = funnel.before.map(|own| scene.labels.filled(Label::Since, &[&figures::since(own)])).unwrap_or_default();
    format!("; {words}{points} {since}")
}
