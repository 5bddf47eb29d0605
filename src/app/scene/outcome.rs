//! What came of an action in a few words, the same wherever it is told: on the first screen, in a standup, in the ledger.
//! Invariant: what is said of a promise is what the ledger says.

use crate::analysis::promises::{Aftermath, Entry, Ledger, PromiseTally};
use crate::app::figures::{self, count, number};
use crate::app::view::{Label, Labels, Tone};
use crate::metric::unit::of_difference;
use crate::metric::{Digits, Disclosed, Interval, Metric, PromiseVerdict, SidePair};
use crate::text::Plain;

use super::pieces::Scene;

/// So many changes are told by name at most.
const MOST_NAMED: usize = 2;

/// The sign of what came of a promise, and how it is colored.
pub(super) const fn sign(verdict: Option<PromiseVerdict>) -> (&'static str, Tone) {
    match verdict {
        Some(PromiseVerdict::Reached) => ("●", Tone::Good),
        Some(PromiseVerdict::Missed | PromiseVerdict::Late) => ("✗", Tone::Bad),
        Some(PromiseVerdict::CannotTell) => ("◐", Tone::Neutral),
        Some(PromiseVerdict::Due) => ("○", Tone::Dim),
        None => (" ", Tone::Dim),
    }
}

/// `kept`, `missed`, `cannot tell`.
pub(super) const fn word(labels: Labels, verdict: PromiseVerdict) -> &'static str {
    labels.word(match verdict {
        PromiseVerdict::Reached => Label::Kept,
        PromiseVerdict::Missed => Label::PromiseMissed,
        PromiseVerdict::CannotTell => Label::CannotTell,
        PromiseVerdict::Due => Label::Due,
        PromiseVerdict::Late => Label::Late,
    })
}

/// The digits of both sides.
pub(super) fn digits(metric: &Metric, pair: &SidePair) -> Digits {
    let sides = [pair.earlier(), pair.later()].into_iter().flatten().map(Disclosed::headline);
    Digits::shared(metric.kind, sides)
}

/// `37.5 (36.4 to 38.6)`.
pub(super) fn reading(own: &Disclosed, digits: Digits) -> String {
    let ends = own.interval().filter(|ends| ends.half_width() > 0.0);
    let ends = ends.map(|ends| format!(" ({})", figures::range(ends, digits))).unwrap_or_default();
    format!("{}{ends}", figures::shown(own, digits))
}

/// `n 7,680`.
pub(super) fn n(own: &Disclosed) -> String {
    format!("n {}", count(own.n()))
}

/// `−25 %`; of less than ten percent with a decimal.
pub(super) fn percent(relative: f64) -> String {
    let decimals = usize::from(relative.abs() < 9.95);
    let sign = if relative > 0.0 { "+" } else { "" };
    format!("{sign}{} %", number(relative, decimals))
}

/// How far apart two sides are, without a sign, and its ends: `9.4`, `8.0 to 10.8`.
pub(super) fn distance(metric: &Metric, later: &Disclosed, difference: f64, ends: Interval) -> (String, String) {
    let of = |size: f64| figures::difference(metric, later, size);
    let decimals = of(difference).split_once('.').map_or(0, |(_, after)| after.chars().count());
    let (low, high) = if difference < 0.0 { (-ends.high, -ends.low) } else { (ends.low, ends.high) };
    (number(difference.abs(), decimals), format!("{} to {}", number(low, decimals), number(high, decimals)))
}

/// `points`, or the unit of the metric.
pub(super) fn unit(metric: &Metric) -> &str {
    of_difference(&metric.unit)
}

/// What came of an action that was shipped: `● kept: Cart abandonment 28.1 (27.2 to 29.0), n 9,600`, then `−25 % (relative),
/// fading`, each with its tone.
pub(super) fn told(scene: Scene<'_>, own: &Entry) -> Option<[(Vec<String>, Tone); 2]> {
    let (metric, outcome): (&Metric, &Aftermath) = (own.metric.as_ref()?, own.outcome.as_ref().ok()?);
    let later = outcome.told.change.later()?;
    let digits = digits(metric, &outcome.told.change);
    let (sign, tone) = sign(own.verdict);
    let verdict = own.verdict.map(|verdict| format!("{sign} {}:", word(scene.labels, verdict)));
    let stands = [metric.name.clone(), format!("{}, {}", reading(later, digits), n(later))];
    let fading = own.is_fading().then(|| scene.label(Label::Fades).to_owned());
    let moved: Vec<String> = moved(scene.labels, own).into_iter().chain(fading).collect();
    let lasting = match own.is_better() {
        _ if own.is_fading() => Tone::Bad,
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Dim,
    };
    Some([(verdict.into_iter().chain(stands).collect(), tone), (vec![moved.join(", ")], lasting)])
}

/// `−25 % (relative)`, where it moved for sure; `54 → 73` of what people were asked.
fn moved(labels: Labels, own: &Entry) -> Option<String> {
    own.is_better()?;
    let is_asked = own.metric.as_ref().is_some_and(|own| own.kind.row().asks_for.is_some());
    if let Some(relative) = own.relative().filter(|_| !is_asked) {
        return Some(labels.filled(Label::Relative, &[&percent(relative)]));
    }
    let (metric, outcome) = (own.metric.as_ref()?, own.outcome.as_ref().ok()?);
    let (earlier, later) = (outcome.told.change.earlier()?, outcome.told.change.later()?);
    let digits = digits(metric, &outcome.told.change);
    Some(format!("{} → {}", figures::shown(earlier, digits), figures::shown(later, digits)))
}

/// `2 kept, 1 cannot tell`: all of them, whatever room there is.
fn tally(labels: Labels, tally: PromiseTally) -> String {
    let of = |n: usize, one: Label, many: Label| match n {
        0 => None,
        1 => Some(labels.word(one).to_owned()),
        n => Some(labels.filled(many, &[&n.to_string()])),
    };
    let all = [
        of(tally.reached, Label::OneKept, Label::NKept),
        of(tally.missed, Label::OneMissed, Label::NMissed),
        of(tally.untold, Label::OneUntold, Label::NUntold),
        of(tally.late, Label::OneLatePromise, Label::NLatePromises),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What became of what was promised, in one line, and in fewer words: `3 promises due: 2 kept, 1 cannot tell · Cart
/// abandonment −25 % (relative), part of it is going again · Conversion +15 % (relative)`.
///
/// The tally is whole in each of them; nothing is told where no promise is due.
pub(super) fn story(labels: Labels, ledger: &Ledger) -> Vec<Plain> {
    let tally = tally(labels, ledger.tally);
    let lead = match ledger.tally.n_past() {
        0 => return Vec::new(),
        1 => labels.word(Label::OnePromiseDue).to_owned(),
        n => labels.filled(Label::PromisesDue, &[&n.to_string()]),
    };
    let due = format!("{lead}: {tally}");
    let short = labels.filled(Label::PromisesSo, &[&tally]);
    let named = named(labels, ledger);
    let of = |n: usize, is_brief: bool, due: &String| {
        let told = named.iter().take(n).map(|(full, brief)| if is_brief { brief } else { full });
        let parts: Vec<&str> = std::iter::once(due).chain(told).map(String::as_str).collect();
        Plain::from(parts.join(" · "))
    };
    let most = named.len().min(MOST_NAMED + 1);
    let both = |n: usize| [of(n, false, &due), of(n, true, &due)];
    let mut forms: Vec<Plain> = (1..=most).rev().flat_map(both).collect();
    forms.extend([of(most.min(1), true, &short), of(0, true, &due), of(0, true, &short), tally.into()]);
    forms.dedup();
    forms
}

/// What moved, or was missed, in full and in fewer words: what went wrong comes first.
fn named(labels: Labels, ledger: &Ledger) -> Vec<(String, String)> {
    let promised: Vec<&Entry> = ledger.entries.iter().filter(|own| own.verdict.is_some()).collect();
    let mut named: Vec<(bool, String, String)> = Vec::new();
    for (nth, own) in promised.iter().enumerate() {
        let Some(metric) = &own.metric else { continue };
        let is_missed = own.verdict == Some(PromiseVerdict::Missed);
        let moved = moved(labels, own);
        // A number that was promised twice is told once.
        if (moved.is_none() && !is_missed) || promised.iter().take(nth).any(|other| own.is_same_number(other)) {
            continue;
        }
        let n_times = promised.iter().filter(|other| own.is_same_number(other)).count();
        let times = (n_times > 1).then(|| labels.filled(Label::PromisedTimes, &[&n_times.to_string()]));
        // Elsewhere the same metric moved as well.
        let is_met = |other: &Entry| other.at != own.at && other.metric.as_ref().is_some_and(|own| own.id == metric.id);
        let place = own.touchpoint.as_ref().filter(|_| ledger.entries.iter().any(is_met));
        let place = place.filter(|_| metric.kind.row().asks_for.is_some()).cloned();
        let lead: Vec<String> = place.into_iter().chain([metric.name.clone()]).chain(moved).collect();
        let missed = is_missed.then(|| labels.word(Label::PromiseMissed).to_owned());
        let told = |fading: Label| {
            let fading = own.is_fading().then(|| labels.word(fading).to_owned());
            let parts = std::iter::once(lead.join(" ")).chain(missed.clone()).chain(fading).chain(times.clone());
            parts.collect::<Vec<_>>().join(", ")
        };
        named.push((is_missed || own.is_fading(), told(Label::Fading), told(Label::Fades)));
    }
    named.sort_by_key(|(is_bad, ..)| !is_bad);
    named.into_iter().map(|(_, full, brief)| (full, brief)).collect()
}
