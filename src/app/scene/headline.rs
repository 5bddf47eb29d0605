//! One sentence on the whole journey: what moved, how far and since when; or what is not known.
//! Invariant: it is computed from what is judged of the touchpoints, and says how many those are.

use super::pieces::Scene;
use crate::analysis::judged::{Hindrance, Said};
use crate::analysis::track::Track;
use crate::app::figures::{self, count};
use crate::app::movement;
use crate::app::view::{Label, Labels, Move, Sentence, Tone};
use crate::metric::Verdict;
use crate::text::Plain;

/// So many of those that moved are told by name at most.
const MOST_NAMED: usize = 4;

/// A touchpoint that moved beyond chance.
struct Moved<'a> {
    name: &'a str,
    way: Move,
    tone: Tone,
    by: String,
    /// From where to where it broke, `73 → 19`, and when, `22 Feb to 2 Mar 2026`; empty for a step between periods.
    whence: String,
    days: String,
    recent: Said<'a>,
}

impl Moved<'_> {
    /// Did it move from one period to the next, and not on days of its own?
    const fn is_step(&self) -> bool {
        matches!(self.recent, Said::Stepped(_))
    }
}

/// The touchpoints that the metric of the strips was measured at, by name, as they are judged.
fn family(scene: Scene<'_>) -> Vec<(&str, &Track)> {
    let (map, board) = (scene.map(), scene.board);
    let both = map.stages.iter().zip(&board.stages);
    let all = both.flat_map(|(stage, own)| stage.touchpoints.iter().zip(&own.touchpoints));
    let shown = all.filter(|(touchpoint, _)| !scene.is_truths_only || touchpoint.is_moment_of_truth);
    let judged = shown.filter_map(|(touchpoint, numbers)| {
        let track = board.verdicts.tracks.get(numbers.shown?)?.as_ref()?;
        (Some(&track.metric) == board.metric.as_ref()).then_some((touchpoint.name.as_str(), track))
    });
    judged.collect()
}

/// Those of them that moved of late, what is bad first, and what moved most.
fn moved<'a>(labels: Labels, family: &[(&'a str, &'a Track)]) -> Vec<Moved<'a>> {
    let last = family.iter().filter_map(|(_, track)| Some(track.latest()?.0.start)).max();
    let recent = family.iter().filter(|(_, track)| track.latest().map(|(own, _)| own.start) == last);
    let mut all: Vec<(f64, Moved<'a>)> = recent
        .filter_map(|(name, track)| {
            let recent = track.judged.recent()?;
            let (way, tone) = figures::toward(recent.verdict()?, track)?;
            let by = figures::difference(&track.metric, recent.change()?.2, recent.change()?.0.difference);
            let (whence, days) = match recent {
                Said::Broke(own) => (movement::whence(track, own), movement::days(labels, own.days, own.grain)),
                Said::Stepped(_) => (String::new(), String::new()),
            };
            Some((recent.change()?.0.difference.abs(), Moved { name, way, tone, by, whence, days, recent }))
        })
        .collect();
    all.sort_by(|(a, one), (b, other)| {
        let is_good = |own: &Moved<'_>| own.tone != Tone::Bad;
        is_good(one).cmp(&is_good(other)).then(b.total_cmp(a))
    });
    all.into_iter().map(|(_, own)| own).collect()
}

/// Can be told of it whether it moved?
fn is_judged(track: &Track) -> bool {
    let has_step = track.judged.step.as_ref().is_some_and(|own| own.outcome.is_ok());
    has_step || track.judged.recent().is_some_and(|own| matches!(own, Said::Broke(_)))
}

/// `since 2017`, where all that moved did so since then.
fn since_of(labels: Labels, moved: &[&Moved<'_>]) -> Option<String> {
    let of = |own: &Moved<'_>| match own.recent {
        Said::Stepped(step) => Some(figures::since(step.earlier.0)),
        Said::Broke(_) => None,
    };
    let first = of(moved.first()?)?;
    moved.iter().all(|own| of(own).as_ref() == Some(&first)).then(|| labels.filled(Label::Since, &[&first]))
}

/// What there is to say of a journey.
pub(super) fn headline(scene: Scene<'_>) -> Sentence {
    if scene.is_loading {
        return Sentence::default();
    }
    let family = family(scene);
    let moved = moved(scene.labels, &family);
    if let Some(first) = moved.first() {
        let n_judged = family.iter().filter(|(_, track)| is_judged(track)).count();
        let (forms, n_whole) = told(scene.labels, &moved, n_judged);
        return Sentence { way: Some(first.way), tone: first.tone, forms, n_whole };
    }
    let mut forms = if family.is_empty() { unmeasured(scene) } else { unmoved(scene, &family) };
    // Where touchpoints show other metrics too, it says of which it speaks.
    let n_shown = scene.board.stages.iter().flat_map(|stage| &stage.touchpoints);
    let n_shown = n_shown.filter(|own| scene.board.track(own.shown).is_some()).count();
    if let Some(metric) = scene.board.metric.as_ref().filter(|_| !family.is_empty() && n_shown > family.len()) {
        forms = forms.into_iter().map(|form| format!("{}: {form}", metric.name)).collect();
    }
    Sentence { way: None, tone: Tone::Dim, forms: forms.into_iter().map(Plain::from).collect(), n_whole: 1 }
}

/// `2 of 21 fell since 2017, none rose: Security 7.6 · Clean restrooms 4.1`, and shorter; so many of them, the first, tell
/// since when. What broke on days of its own is told with them: `Wi-Fi 73 → 19, 22 Feb to 2 Mar 2026`.
fn told(labels: Labels, moved: &[Moved<'_>], n: usize) -> (Vec<Plain>, usize) {
    let first = moved.first().map_or(Move::Fell, |own| own.way);
    let of = |is_first: bool| -> Vec<&Moved<'_>> {
        let mut own: Vec<&Moved<'_>> = moved.iter().filter(|own| (own.way == first) == is_first).collect();
        own.sort_by_key(|own| !own.is_step());
        own
    };
    let groups = [of(true), of(false)];
    let since = since_of(labels, &moved.iter().collect::<Vec<_>>());
    let (of_first, also, none) = match first {
        Move::Fell => (Label::OfFell, Label::AlsoRose, Label::NoneRose),
        Move::Rose => (Label::OfRose, Label::AlsoFell, Label::NoneFell),
    };
    let [first_ones, others] = &groups;
    let count = |own: &[&Moved<'_>]| own.len().to_string();
    let form = |naming: Naming, has_since: bool, has_none: bool| {
        let lead = labels.filled(of_first, &[&count(first_ones), &n.to_string()]);
        let since = since.as_ref().filter(|_| has_since).map(|own| format!(" {own}")).unwrap_or_default();
        let none = if has_none && others.is_empty() { format!(", {}", labels.word(none)) } else { String::new() };
        let said = format!("{lead}{since}{none}{}", names(labels, first_ones, naming));
        if others.is_empty() {
            return said;
        }
        let lead = labels.filled(also, &[&count(others)]);
        format!("{said}; {lead}{}", names(labels, others, naming))
    };
    let all = |how| Naming { most: MOST_NAMED, how };
    let mut forms = vec![
        form(all(How::Full), true, true),
        form(all(How::Full), true, false),
        form(all(How::When), true, true),
        form(all(How::When), true, false),
    ];
    let n_whole = forms.len();
    let fewer = |most, how| form(Naming { most, how }, false, false);
    forms.extend([
        fewer(MOST_NAMED, How::By),
        fewer(2, How::By),
        fewer(1, How::By),
        fewer(1, How::Bare),
        fewer(0, How::Bare),
    ]);
    (forms.into_iter().map(Plain::from).collect(), n_whole)
}

/// How those that moved are named.
#[derive(Clone, Copy)]
struct Naming {
    /// So many at most.
    most: usize,
    how: How,
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    /// With all there is to say.
    Full,
    /// With how far, and when what broke did.
    When,
    /// With how far.
    By,
    Bare,
}

/// `: Security 7.6 · Clean restrooms 4.1 · 2 more`.
fn names(labels: Labels, own: &[&Moved<'_>], naming: Naming) -> String {
    if naming.most == 0 {
        return String::new();
    }
    // Beside what broke on other days, those that moved between periods say since when.
    let steps: Vec<&Moved<'_>> = own.iter().copied().filter(|own| own.is_step()).collect();
    let is_mixed = steps.len() < own.len();
    let has_since = is_mixed && matches!(naming.how, How::Full | How::When);
    let since = since_of(labels, &steps).filter(|_| has_since);
    let mut named: Vec<String> = Vec::new();
    for (nth, own) in own.iter().enumerate().take(naming.most) {
        let mut name = match naming.how {
            How::Bare => own.name.to_owned(),
            How::Full if !own.is_step() => format!("{} {}, {}", own.name, own.whence, own.days),
            How::When if !own.is_step() => format!("{} {} {}", own.name, own.by, own.days),
            How::Full | How::When | How::By => format!("{} {}", own.name, own.by),
        };
        if let Some(since) = since.as_ref().filter(|_| nth + 1 == steps.len()) {
            name = format!("{name} {since}");
        }
        named.push(name);
    }
    if own.len() > named.len() {
        named.push(labels.filled(Label::More, &[&(own.len() - named.len()).to_string()]));
    }
    format!(": {}", named.join(" · "))
}

/// What is known where nothing moved beyond chance.
fn unmoved(scene: Scene<'_>, family: &[(&str, &Track)]) -> Vec<String> {
    let n = family.len();
    let outcomes: Vec<_> = family.iter().filter_map(|(_, track)| Some(track.judged.step.as_ref()?.outcome)).collect();
    let n_few = outcomes.iter().filter(|own| matches!(own, Err(Hindrance::Few | Hindrance::FewBefore))).count();
    let n_told = outcomes.iter().filter(|own| own.is_ok()).count();
    let n_steady = outcomes.iter().filter(|own| own.is_ok_and(|change| change.verdict == Verdict::Steady)).count();
    let since = family.iter().find_map(|(_, track)| Some(figures::since(track.judged.step.as_ref()?.earlier.0)));
    let since = since.map(|since| format!(" since {since}")).unwrap_or_default();
    let (said, brief) = if outcomes.is_empty() {
        ("measured once: what moves cannot be told yet".to_owned(), "measured once".to_owned())
    } else if n_told == 0 && n_few > 0 {
        let said = format!("too few answers to tell what moved{since}: {n_few} of {n} have not enough");
        (said, "too few answers to tell".to_owned())
    } else if n_told == 0 {
        (format!("cannot tell what moved{since}"), "cannot tell what moved".to_owned())
    } else if n_steady == n_told && n_told == n {
        (format!("all {n} are steady{since}"), format!("all {n} are steady"))
    } else {
        (format!("none of {n_told} moved beyond chance{since}"), format!("none of {n_told} moved"))
    };
    let lowest = lowest(scene);
    let mut forms: Vec<String> = lowest.iter().map(|lowest| format!("{said} · {lowest}")).collect();
    forms.extend([said, brief]);
    forms
}

/// `worst Shops 55 (52 to 57), n 2,277`, where that can be told.
fn lowest(scene: Scene<'_>) -> Vec<String> {
    let board = scene.board;
    let Some((first, others)) = board.ranking.worst().split_first() else { return Vec::new() };
    let own = |(stage_idx, idx): (usize, usize)| {
        let name = &scene.map().stages.get(stage_idx)?.touchpoints.get(idx)?.name;
        let track = board.track(board.stages.get(stage_idx)?.touchpoints.get(idx)?.shown)?;
        Some((name.as_str(), figures::figure(track)?, track.latest()?.1.interval()))
    };
    let Some((name, figure, interval)) = own(*first) else { return Vec::new() };
    let with: Vec<&str> = others.iter().filter_map(|place| Some(own(*place)?.0)).collect();
    let with = if with.is_empty() { String::new() } else { format!(", with {}", with.join(" and ")) };
    let digits = interval.map(|interval| {
        let decimals = figure
            .value
            .as_str()
            .split_once('.')
            .map_or(0, |(_, after)| after.chars().filter(char::is_ascii_digit).count());
        format!(" ({} to {})", figures::number(interval.low, decimals), figures::number(interval.high, decimals))
    });
    vec![
        format!("worst {name} {}{}, n {}{with}", figure.value, digits.unwrap_or_default(), figure.n),
        format!("worst {name}{with}"),
    ]
}

/// What is known where nothing is measured.
fn unmeasured(scene: Scene<'_>) -> Vec<String> {
    let touchpoints = || scene.map().stages.iter().flat_map(|stage| &stage.touchpoints);
    let hurting = || touchpoints().flat_map(|own| own.pains.iter().map(move |pain| (own, pain)));
    let open = || hurting().filter(|(_, pain)| pain.is_hurting());
    let worst = open().max_by_key(|(_, pain)| pain.severity);
    let n = open().count();
    match worst {
        Some((at, pain)) => {
            let pains = if n == 1 { "1 pain point".to_owned() } else { format!("{} pain points", count(n as u64)) };
            let severity = pain.severity.map(|own| format!(" {own}")).unwrap_or_default();
            vec![
                format!("nothing is measured yet · {pains}, the worst{severity} at {}", at.name),
                format!("nothing is measured yet · {pains}"),
                "nothing is measured yet".to_owned(),
            ]
        }
        None => vec!["nothing is measured yet".to_owned()],
    }
}
