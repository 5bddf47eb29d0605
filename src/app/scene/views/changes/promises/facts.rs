//! What is told of an action: before and since, how they differ, and what makes that honest.

use crate::analysis::promises::{Aftermath, Entry};
use crate::app::figures::{self, count, number, written};
use crate::app::scene::outcome::{self, distance, n, percent, reading, sign, unit, word};
use crate::app::scene::pieces::Scene;
use crate::app::scene::told::day;
use crate::app::view::{DotFact, Label, Tone};
use crate::metric::{
    Digits, Disclosed, Grain, Metric, PromiseVerdict, RateRatio, Season, Shift, ShipWindows, SidePair, Unsaid, Verdict,
};
use crate::text::Plain;

/// The facts of an action, one a row.
pub(super) fn of(scene: Scene<'_>, own: &Entry, few: u64) -> Vec<DotFact> {
    let fact = |label: Label, forms: Vec<String>, tone: Tone| DotFact {
        label: scene.label(label).into(),
        forms: forms.into_iter().map(Plain::from).collect(),
        tone,
        is_main: matches!(label, Label::Now | Label::HowFar | Label::DoesItLast | Label::ThePromise),
    };
    let (outcome, metric) = match (&own.outcome, &own.metric) {
        (Ok(outcome), Some(metric)) => (outcome, metric),
        (Err(why), Some(metric)) => {
            let now = own.now.as_ref().and_then(|(_, own)| own.disclosed());
            let now = now.map(|own| format!("{} · {}", reading(own, figures::digits(metric, own)), n(own)));
            let now = now.map(|now| fact(Label::Now, vec![now], Tone::Neutral));
            // The title says that it is not shipped.
            let why = (!own.is_unshipped()).then(|| fact(Label::HowFar, vec![why.words(few)], Tone::Dim));
            let promised = promise(scene, own).into_iter().map(|(label, forms, tone)| fact(label, forms, tone));
            return now.into_iter().chain(why).chain(promised).collect();
        }
        (_, None) => return vec![fact(Label::HowFar, vec!["not measured".to_owned()], Tone::Dim)],
    };
    let told = &outcome.told;
    let digits = outcome::digits(metric, &told.change);
    let mut all = vec![
        fact(Label::BeforeIt, side(metric, outcome, told.change.earlier(), true), Tone::Neutral),
        fact(Label::SinceIt, side(metric, outcome, told.change.later(), false), Tone::Neutral),
    ];
    let (forms, tone) = change(own, metric, outcome, few);
    all.push(fact(Label::HowFar, forms, tone));
    if let Some(pair) = &told.placebo {
        let (forms, tone) = moving((metric, digits), pair, few);
        all.push(fact(Label::MovingBefore, forms, tone));
    }
    if let Some(pair) = &told.fading {
        let (forms, tone) = lasting((metric, digits), pair, (&told.windows, few));
        all.push(fact(Label::DoesItLast, forms, tone));
    }
    all.push(fact(Label::TheSeason, season((metric, digits), told, few), Tone::Neutral));
    all.extend(promise(scene, own).into_iter().map(|(label, forms, tone)| fact(label, forms, tone)));
    all
}

/// `26 weeks`, `182 days`, `3 whole quarters, 2025-Q2 left out`.
fn length(windows: &ShipWindows) -> String {
    let n = windows.n;
    let name = |n: u64, noun: &str| if n == 1 { format!("1 {noun}") } else { format!("{} {noun}s", count(n)) };
    match windows.grain {
        Grain::Day if n.is_multiple_of(7) => name(n / 7, "week"),
        Grain::Day => name(n, "day"),
        grain => {
            let left = windows.astride.map(|own| format!(", {} left out", figures::since(own))).unwrap_or_default();
            format!("{}{left}", name(n, &format!("whole {}", grain.name())))
        }
    }
}

/// `37.5 (36.4 to 38.6) · n 7,680 · 26 weeks`.
fn side(metric: &Metric, outcome: &Aftermath, own: Option<&Disclosed>, is_before: bool) -> Vec<String> {
    let told = &outcome.told;
    let pair = &told.change;
    let Some(own) = own else {
        let gated = if is_before { &pair.sides.0 } else { &pair.sides.1 };
        let why = gated.as_ref().and_then(crate::metric::Gated::withheld);
        return vec![why.map_or_else(|| "nothing was counted".to_owned(), |own| figures::hidden(own).to_string())];
    };
    let digits = outcome::digits(metric, pair);
    let from = told.counted_from.filter(|_| is_before).map(|day| format!(" · counted from {day} on"));
    let length = format!("{}{}", length(&told.windows), from.unwrap_or_default());
    if !metric.kind.is_estimate() {
        let shown = figures::shown(own, digits);
        return vec![format!("{shown} · {length}"), shown];
    }
    let unit = if metric.unit.is_empty() { String::new() } else { format!(" {}", metric.unit) };
    let shown = figures::shown(own, digits);
    let half = own.headline().margin().map(|half| format!(" ±{}", number(half, digits.of_half(half))));
    vec![
        format!("{shown}{unit}{} · {} · {length}", reading(own, digits).trim_start_matches(&shown), n(own)),
        format!("{} · {}", reading(own, digits), n(own)),
        reading(own, digits),
        format!("{shown}{}", half.unwrap_or_default()),
    ]
}

const fn better(is_better: bool) -> (&'static str, &'static str, Tone) {
    if is_better { ("▲", "better", Tone::Good) } else { ("▼", "worse", Tone::Bad) }
}

/// `▲ better by 9.4 points (8.0 to 10.8), 25 % (relative) · since, not because`.
fn change(own: &Entry, metric: &Metric, outcome: &Aftermath, few: u64) -> (Vec<String>, Tone) {
    let pair = &outcome.told.change;
    let shift = match pair.shift {
        Ok(shift) => shift,
        Err(Unsaid::Few(n)) => return (vec![format!("n {}: too few to compare", count(n))], Tone::Dim),
        Err(why) => return (vec![why.words(few)], Tone::Dim),
    };
    let relative = own.relative().map(|own| format!(", {} (relative)", percent(own))).unwrap_or_default();
    let (forms, tone) = moved(metric, pair, shift);
    let Some(first) = forms.first().filter(|_| tone != Tone::Dim && matches!(shift, Shift::By(_))) else {
        let chance = match shift {
            Shift::By(change) if own.is_chance_among_all() => {
                format!(" · alone it would count, among {} it may be chance", change.standing.family)
            }
            _ => String::new(),
        };
        let full = forms.first().map(|first| format!("{first}{chance}"));
        return (full.into_iter().chain(forms.clone()).collect(), tone);
    };
    let full = [format!("{first}{relative} · since, not because"), format!("{first}{relative}")];
    (full.into_iter().chain(forms.clone()).collect(), tone)
}

/// `▲ better by 9.4 points (8.0 to 10.8)`, `▲ 9.4 (8.0 to 10.8)`; `cannot tell (−3.1 to 1.2 points)`.
fn moved(metric: &Metric, pair: &SidePair, shift: Shift) -> (Vec<String>, Tone) {
    match shift {
        Shift::By(change) => {
            let Some(later) = pair.later() else { return (Vec::new(), Tone::Dim) };
            let (by, ends) = distance(metric, later, change.difference, change.interval);
            let unit = format!(" {}", unit(metric)).trim_end().to_owned();
            if let Some(is_better) = shift.is_good(metric.direction) {
                let (sign, word, tone) = better(is_better);
                return (
                    vec![
                        format!("{sign} {word} by {by}{unit} ({ends})"),
                        format!("{sign} {by} ({ends})"),
                        format!("{sign} {by}"),
                    ],
                    tone,
                );
            }
            let raw = signed(metric, later, change.interval);
            let steady = change.steady_within.map(|own| format!("steady within {}", written(own)));
            let word = steady.unwrap_or_else(|| "cannot tell".to_owned());
            let shows = if change.verdict == Verdict::CannotTell {
                format!("; {} or more would show", figures::difference(metric, later, change.smallest()))
            } else {
                String::new()
            };
            (vec![format!("{word} ({raw}{unit}{shows})"), format!("{word} ({raw})"), word], Tone::Dim)
        }
        Shift::Times(rates) => ratio(metric, rates),
    }
}

/// `−3.1 to 1.2`: in the direction of the values.
fn signed(metric: &Metric, later: &Disclosed, ends: crate::metric::Interval) -> String {
    let shown = figures::difference(metric, later, ends.half_width());
    let decimals = shown.split_once('.').map_or(0, |(_, after)| after.chars().count());
    format!("{} to {}", number(ends.low, decimals), number(ends.high, decimals))
}

/// `▲ better: −60 % a day (−68 to −50), 1.43 a day, then 0.57`.
fn ratio(metric: &Metric, own: RateRatio) -> (Vec<String>, Tone) {
    let part = |ratio: f64| number(100.0 * (ratio - 1.0), 0);
    let ends = format!("{} to {}", part(own.interval.low), part(own.interval.high));
    let rates = format!("{} a day, then {}", number(own.a_day.0, 2), number(own.a_day.1, 2));
    let by = percent(100.0 * (own.ratio - 1.0));
    match own.verdict.is_good(metric.direction) {
        Some(is_better) => {
            let (sign, word, tone) = better(is_better);
            (
                vec![
                    format!("{sign} {word}: {by} a day (relative, {ends}) · {rates}"),
                    format!("{sign} {by} ({ends})"),
                ],
                tone,
            )
        }
        None => (vec![format!("cannot tell ({ends} %, relative) · {rates}"), "cannot tell".to_owned()], Tone::Dim),
    }
}

/// `38.0, then 37.0`.
fn both(digits: Digits, pair: &SidePair) -> String {
    let shown = |own: Option<&Disclosed>| own.map(|own| figures::shown(own, digits)).unwrap_or_default();
    format!("{}, then {}", shown(pair.earlier()), shown(pair.later()))
}

/// The two halves of before: `no sign that it was moving: 38.0, then 37.0 (−3.1 to 1.2)`.
fn moving((metric, digits): (&Metric, Digits), pair: &SidePair, few: u64) -> (Vec<String>, Tone) {
    match pair.shift {
        Err(why) => (vec![why.words(few)], Tone::Dim),
        Ok(shift) => {
            let ends = match (shift, pair.later()) {
                (Shift::By(change), Some(later)) => format!(" ({})", signed(metric, later, change.interval)),
                _ => String::new(),
            };
            let both = both(digits, pair);
            match shift.is_good(metric.direction) {
                None if shift.verdict() == Verdict::Steady => {
                    (vec![format!("no, steady: {both}{ends}"), "no, steady".to_owned()], Tone::Neutral)
                }
                None => (
                    vec![
                        format!("no sign that it was moving: {both}{ends}"),
                        format!("no sign: {both}"),
                        "no sign".to_owned(),
                    ],
                    Tone::Neutral,
                ),
                Some(true) => (
                    vec![format!("yes, it was getting better already: {both}{ends}"), "yes, better already".to_owned()],
                    Tone::Strong,
                ),
                Some(false) => {
                    (vec![format!("yes, it was getting worse: {both}{ends}"), "yes, worse".to_owned()], Tone::Strong)
                }
            }
        }
    }
}

/// The two halves of since: `▼ not all: worse by 3.0 points (1.2 to 4.8) from the first to the last 13 weeks`.
fn lasting(
    (metric, digits): (&Metric, Digits),
    pair: &SidePair,
    (windows, few): (&ShipWindows, u64),
) -> (Vec<String>, Tone) {
    let shift = match pair.shift {
        Err(why) => return (vec![why.words(few)], Tone::Dim),
        Ok(shift) => shift,
    };
    let (forms, tone) = moved(metric, pair, shift);
    let half = ShipWindows { n: windows.n / 2, astride: None, ..*windows };
    let first = forms.first().cloned().unwrap_or_default();
    let brief = forms.get(1).cloned().unwrap_or_default();
    match shift.is_good(metric.direction) {
        Some(false) => {
            let words = first.trim_start_matches("▼ ");
            let span = format!("from the first to the last {}", length(&half));
            (
                vec![
                    format!("▼ not all: {words} {span}"),
                    format!("▼ not all: {words}"),
                    format!("▼ lost {}", brief.trim_start_matches("▼ ")),
                    format!("▼ lost {}", brief.trim_start_matches("▼ ").split(' ').next().unwrap_or_default()),
                ],
                tone,
            )
        }
        Some(true) => {
            let words = first.trim_start_matches("▲ ");
            (vec![format!("▲ and it goes on: {words}"), brief], tone)
        }
        None if shift.verdict() == Verdict::Steady => {
            (vec![format!("{first}: {}", both(digits, pair)), brief, "steady".to_owned()], Tone::Neutral)
        }
        None => (
            vec![
                format!("no sign of fading: {}; {first}", both(digits, pair)),
                format!("no sign of fading: {}", both(digits, pair)),
                "no sign of fading".to_owned(),
            ],
            Tone::Neutral,
        ),
    }
}

/// What the same days did a year before.
fn season((metric, digits): (&Metric, Digits), told: &crate::metric::BeforeAfter, few: u64) -> Vec<String> {
    match &told.season {
        Season::NoYearBefore => {
            vec!["no year before: season not ruled out".to_owned(), "not ruled out".to_owned()]
        }
        Season::Whole => vec!["either side holds every season".to_owned(), "every season".to_owned()],
        Season::YearBefore(pair) => {
            let way = |pair: &SidePair| pair.shift.ok().and_then(|own| own.is_good(metric.direction));
            let both = both(digits, pair);
            match (pair.shift, way(pair)) {
                (Err(why), _) => vec![format!("not ruled out: a year before {}", why.words(few))],
                (_, Some(own)) if Some(own) == way(&told.change) => {
                    vec![format!("it went the same way a year before: {both}"), "may be it".to_owned()]
                }
                (_, Some(_)) => {
                    vec![format!("it went the other way a year before: {both}"), "the other way".to_owned()]
                }
                (_, None) => vec![format!("no such change a year before: {both}"), "not a year before".to_owned()],
            }
        }
    }
}

/// What a fact is called, in full and in fewer words, and how it is colored.
type Told = (Label, Vec<String>, Tone);

/// `30 by Mar 2026: ● kept over the 26 weeks since`, and by itself what the period says in which it was due.
fn promise(scene: Scene<'_>, own: &Entry) -> Vec<Told> {
    if own.promise.as_ref().is_some_and(|own| own.to.is_none()) {
        return vec![(Label::ThePromise, vec!["promised no value".to_owned()], Tone::Dim)];
    }
    let (Some(promise), Some(verdict), Some(metric)) = (&own.promise, own.verdict, &own.metric) else {
        return Vec::new();
    };
    let to = promise.to.map(written).unwrap_or_default();
    let by = promise.by.map(|by| format!(" {}", scene.labels.before(Label::By, &scene.labels.month(by))));
    let lead = format!("{to}{}", by.unwrap_or_default());
    let (sign, tone) = sign(Some(verdict));
    let Ok(outcome) = &own.outcome else {
        let due = own.due.filter(|_| own.is_unshipped());
        let due = due.map(|due| scene.labels.before(Label::PlannedFor, &day(scene.labels, due, scene.today)));
        let planned = due.map(|due| format!(" · {due}")).unwrap_or_default();
        let said = format!("{sign} {}", word(scene.labels, verdict));
        let forms = vec![format!("{lead}: {said}{planned}"), format!("{lead}: {said}"), said];
        return vec![(Label::ThePromise, forms, tone)];
    };
    let so_far = outcome.so_far.filter(|_| verdict == PromiseVerdict::Due);
    let so_far = so_far.map(|own| format!(", {} {}", scene.label(Label::Now), word(scene.labels, own)));
    let so_far = so_far.or(own.remark().map(str::to_owned)).unwrap_or_default();
    let said = format!("{sign} {}{so_far}", word(scene.labels, verdict));
    let whole = outcome.judged.map(|own| length(&ShipWindows { astride: None, ..own }));
    let is_cut = outcome.judged != Some(outcome.told.windows);
    let since = if is_cut { "until its day" } else { "since" };
    let whole = whole.filter(|_| verdict != PromiseVerdict::Late && !own.is_backwards());
    let whole = whole.map(|whole| format!("{lead}: {said} over the {whole} {since}"));
    let forms: Vec<String> = whole.into_iter().chain([format!("{lead}: {said}"), said]).collect();
    let latest = || {
        let ((period, gated), verdict) = (outcome.told.latest.as_ref()?, outcome.latest?);
        let disclosed = gated.disclosed()?;
        let digits = outcome::digits(metric, &outcome.told.change);
        let is_then = promise.by.is_some_and(|by| period.start <= by && by <= period.end());
        let (sign, tone) = outcome::sign(Some(verdict));
        let said = format!("{sign} {}", word(scene.labels, verdict));
        let when = figures::since(*period);
        let forms = vec![
            format!("{when} {} · {}: {said}", reading(disclosed, digits), n(disclosed)),
            format!("{when} {}: {said}", reading(disclosed, digits)),
            said,
        ];
        Some((if is_then { Label::WhenDue } else { Label::Now }, forms, tone))
    };
    std::iter::once((Label::ThePromise, forms, tone)).chain(latest()).collect()
}

/// `Cart abandonment 37.5 (36.4 to 38.6), then 28.1 (27.2 to 29.0), promised 37.5 → 30 %`.
pub(super) fn in_words(scene: Scene<'_>, own: &Entry, promised: &str) -> Option<Plain> {
    let metric = own.metric.as_ref()?;
    let told = own.outcome.as_ref().ok().map(|own| &own.told.change);
    let stands = if let Some(pair) = told {
        let digits = outcome::digits(metric, pair);
        let both = [pair.earlier(), pair.later()].into_iter().flatten();
        both.map(|own| reading(own, digits)).collect::<Vec<_>>().join(", then ")
    } else {
        let now = own.now.as_ref().and_then(|(_, own)| own.disclosed());
        now.map(|own| reading(own, figures::digits(metric, own))).unwrap_or_default()
    };
    let promised = (!promised.is_empty()).then(|| format!(", {} {promised}", scene.label(Label::Promised)));
    let words = format!("{} {stands}", metric.name);
    Some(format!("{}{}", words.trim_end(), promised.unwrap_or_default()).into())
}
