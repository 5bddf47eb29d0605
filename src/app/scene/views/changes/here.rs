//! The place under the cursor: its periods one by one, what the two last tell, where they went, what hurts there most and
//! what is done about it. Invariant: nothing here says why it moved.

use super::contrast;
use super::words::{self, signed};
use crate::analysis::changes::place::PlaceFound;
use crate::app::figures::{self, count, number};
use crate::app::movement;
use crate::app::scene::claims::{self, remark};
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::strips::{Swings, strip};
use crate::app::view::{Block, CourseRow, Label, Tone};
use crate::journey::{Action, ActionStatus, Noun, PainPoint, Touchpoint};
use crate::metric::{Course, Digits, Grain, Passage, Verdict};
use crate::text::Plain;

/// How many periods are told one by one.
const MOST_TOLD: usize = 12;

/// How many actions are told.
const MOST_ACTIONS: usize = 2;

/// The fewest rows of a screen on which a place unfolds; on lower ones it is opened.
pub(super) const LOWEST: u16 = 20;

/// Is the cursor on a place that is told there, or on something of it? On paper it is on none.
pub(super) fn is_here(scene: Scene<'_>, own: &PlaceFound) -> bool {
    if scene.size.is_none_or(|size| size.height < LOWEST) {
        return false;
    }
    let Some(item) = scene.place.item.as_ref().filter(|_| scene.keymap.is_some()) else { return false };
    let touchpoint = own.at.id_of(Noun::Touchpoint);
    *item == own.at || touchpoint.is_some_and(|id| item.id_of(Noun::Touchpoint) == Some(id))
}

/// What there is to say of the place under the cursor.
pub(super) fn blocks(scene: Scene<'_>, own: &PlaceFound) -> Vec<Block> {
    let touchpoint = own.at.id_of(Noun::Touchpoint).and_then(|id| scene.map().touchpoint(id));
    let mut blocks: Vec<Block> = course(scene, own).into_iter().collect();
    blocks.push(remark(scene.label(Label::PeriodByPeriod).into(), values(own, MOST_TOLD), Tone::Neutral));
    blocks.push(remark(scene.label(Label::HowFar).into(), two(own), Tone::Neutral));
    let went = went(scene, own);
    if !went.is_empty() {
        blocks.push(remark(scene.label(Label::WhereItGoes).into(), went, Tone::Neutral));
    }
    if let Some((_, touchpoint)) = touchpoint {
        let worst = worst(touchpoint);
        let pains = claims::pains(scene.labels, scene.map(), worst.into_iter(), &own.at);
        let open = touchpoint.actions.iter().filter(|own| !matches!(own.status, ActionStatus::Dropped));
        let open: Vec<Action> = open.take(MOST_ACTIONS).cloned().collect();
        let actions = claims::actions(scene.labels, &open, &touchpoint.pains, scene.map(), &own.at);
        // Why one believes it is told at the touchpoint.
        blocks.extend(pains.into_iter().chain(actions).map(brief));
    }
    blocks.push(Block::Gap);
    blocks
}

/// What hurts most at a touchpoint still.
pub(super) fn worst(touchpoint: &Touchpoint) -> Option<&PainPoint> {
    touchpoint.pains.iter().filter(|pain| pain.is_hurting()).max_by_key(|pain| pain.severity)
}

/// In a line.
fn brief(block: Block) -> Block {
    match block {
        Block::Item { lead, tone, lines, tail, is_done, at, is_marked, .. } => {
            Block::Item { lead, tone, lines, tail, under: Vec::new(), is_done, at, is_marked }
        }
        other => other,
    }
}

/// The strip of its periods.
fn course(scene: Scene<'_>, own: &PlaceFound) -> Option<Block> {
    let track = scene.board.track(own.binding)?;
    let swings = Swings::of(scene.board.tracks.iter().flatten());
    let own = strip(scene.board, track, &swings);
    let (first, last) = (scene.board.periods.first()?, scene.board.periods.last()?);
    let span = format!("{} to {}", figures::since(*first), figures::since(*last));
    (!own.cells.is_empty()).then(|| Block::Course(CourseRow { strip: own, span: span.into() }))
}

/// `2012 65* · 2013 77 · 2014 82`: the last of its periods, each with its value.
pub(super) fn values(own: &PlaceFound, most: usize) -> Plain {
    let told: Vec<_> = own.points.iter().filter_map(|(period, gated)| Some((period, gated.disclosed()?))).collect();
    let told = told.get(told.len().saturating_sub(most)..).unwrap_or_default();
    let relied = told.iter().filter(|(_, own)| !own.is_few()).map(|(_, own)| own.headline());
    let digits = Digits::shared(own.metric.kind, relied.collect::<Vec<_>>().into_iter());
    let shown = told.iter().map(|(period, reading)| {
        let open = if own.unfinished.is_some_and(|first| **period >= first) { "…" } else { "" };
        let few = if reading.is_few() { format!(" (n {})", count(reading.n())) } else { String::new() };
        format!("{}{open} {}{few}", figures::since(**period), figures::shown(reading, digits))
    });
    joined(shown)
}

/// `82.8 (n 2,413) to 75.3 (n 2,364): −7.6 (−10.1 to −5.0 points), −9 % (relative)`, or why they are not compared.
fn two(own: &PlaceFound) -> Plain {
    let pair = match &own.pair {
        Ok(pair) => pair,
        Err(why) => return Plain::new(why),
    };
    let (digits, n) = words::agreed(own, pair);
    let side = |(period, reading): &crate::analysis::judged::Dated| {
        format!("{} {} (n {})", figures::since(*period), words::shown(reading, digits), count(reading.n()))
    };
    let sides = format!("{} to {}", side(&pair.earlier), side(&pair.later));
    let Some(change) = own.change() else {
        return joined([sides, own.note().unwrap_or_default()]);
    };
    let unit = contrast::unit(&own.metric);
    let then = pair.earlier.1.value();
    let is_ratio = own.metric.kind.is_share() && then > 0.0;
    let relative = if is_ratio {
        format!(", {} % (relative)", signed(100.0 * change.difference / then, 0))
    } else {
        String::new()
    };
    let moved = format!("{} ({} {unit}){relative}", signed(change.difference, n), words::range(&change));
    let why = match change.verdict {
        Verdict::CannotTell => match own.note() {
            Some(note) => note,
            None => format!("cannot tell: {} or more would show", number(change.smallest(), n)),
        },
        Verdict::Steady => {
            format!("steady: within {} {unit}", figures::written(change.steady_within.unwrap_or_default()))
        }
        Verdict::Rose | Verdict::Fell if change.standing.family > 1 => {
            format!("sure among {} looked at together", change.standing.family)
        }
        Verdict::Rose | Verdict::Fell => "sure".to_owned(),
    };
    joined([sides, moved, why])
}

/// `moves, no direction`: where it went over all periods, and what stands out.
fn went(scene: Scene<'_>, own: &PlaceFound) -> Plain {
    let passage = &own.passage;
    let mut parts = vec![scene.label(word_of(passage.course)).to_owned()];
    match passage.course {
        Course::TooFewPoints => parts.push(format!("{} of at least 6", passage.n_points)),
        _ => parts.push(slope(own)),
    }
    parts.extend(by_chance(own));
    let is_dependent = passage.trend.is_some_and(|own| own.is_dependent());
    parts.push(if is_dependent { "points depend on each other".to_owned() } else { String::new() });
    parts.push(stands_out(own));
    parts.push(if own.is_cut { format!("of the last {} periods", own.points.len()) } else { String::new() });
    joined(parts)
}

/// The word of a course.
pub(super) const fn word_of(course: Course) -> Label {
    match course {
        Course::Rising => Label::Rises,
        Course::Falling => Label::Falls,
        Course::Moved => Label::MovesNoWay,
        Course::NoSign => Label::NoSign,
        Course::TooFewPoints => Label::TooFewPoints,
    }
}

/// `−0.3 a year (−1.2 to +0.4)`; blank with too few points.
pub(super) fn slope(own: &PlaceFound) -> String {
    let Some(trend) = own.passage.trend else { return String::new() };
    let each = own.counted.first().map_or("", |period| match period.grain {
        Grain::All => "",
        Grain::Year => " a year",
        Grain::Quarter => " a quarter",
        Grain::Month => " a month",
        Grain::Week => " a week",
        Grain::Day => " a day",
    });
    // What has no width to speak of is told by hundredths.
    let n = match movement::decimals(trend.interval.high - trend.interval.low) {
        6.. => 2,
        n => n.min(3),
    };
    let ends = format!("{} to {}", signed(trend.interval.low, n), signed(trend.interval.high, n));
    format!("{}{each} ({ends})", signed(trend.slope, n))
}

/// `alone it would count, among 21 it may be chance`: where a slope is beside no direction.
pub(super) fn by_chance(own: &PlaceFound) -> Option<String> {
    let trend = own.passage.trend.filter(|own| !own.interval.contains(0.0))?;
    let is_untold = matches!(own.passage.course, Course::Moved | Course::NoSign);
    let family = own.passage.standing.family;
    // What depends on what was before counts for less.
    (is_untold && family > 1 && !trend.is_dependent())
        .then(|| format!("alone it would count, among {family} it may be chance"))
}

/// `out of its limits: 2017; limits provisional, 9 points`.
pub(super) fn stands_out(own: &PlaceFound) -> String {
    let Passage { chart: Some(chart), .. } = &own.passage else { return String::new() };
    let label = |at: usize| own.counted.get(at).map(|period| figures::since(*period)).unwrap_or_default();
    let told: Vec<String> =
        chart.signals.iter().map(|signal| format!("{} {}", signal.rule.word(), label(signal.at))).collect();
    let provisional =
        if chart.is_provisional { format!("limits provisional, {} points", chart.limits.len()) } else { String::new() };
    joined([told.join(", "), provisional]).to_string()
}
