//! What a standup tells of a place in a line: what was promised there, how it stands, how it moved.
//! Invariant: every number has its n and its interval, or says what is missing.

use jiff::civil::Date;

use super::pieces::{Scene, joined};
use crate::analysis::track::Track;
use crate::app::board::TouchpointBoard;
use crate::app::figures;
use crate::app::movement::movement;
use crate::app::view::{Label, Labels, Move, Strip, Tone, TurnLine};
use crate::journey::{Address, Map, Noun, Promise, Touchpoint};
use crate::standup;
use crate::text::Plain;

/// How many periods a strip has.
const LONGEST: usize = 32;

/// `Payment   abandonment promised 37.5 to 30 by Mar 2026, now 28 % (27.2 to 29.0), n 9,240`.
pub(super) fn promised(scene: Scene<'_>, at: &Address, promise: &Promise) -> Option<TurnLine> {
    let map = scene.map();
    let name_of = |metric: &String| map.metric(metric).map_or_else(|| metric.clone(), |own| own.name);
    let from = promise.from.map(|from| format!("{} to ", figures::written(from))).unwrap_or_default();
    let to = figures::written(promise.to?);
    let by = promise.by.map(|by| scene.labels.before(Label::By, &scene.labels.month(by)));
    let place = at.up_to(at.steps.len().saturating_sub(1));
    let idx = map.bindings().position(|(own, binding)| own == place && binding.metric == promise.metric);
    let now = match idx.and_then(|idx| scene.board.verdicts.tracks.get(idx)?.as_ref()) {
        Some(track) => [scene.label(Label::Now).to_owned(), stands(track)],
        None if scene.is_loading && idx.is_some() => ["now: reading".to_owned(), String::new()],
        None => ["not measured here".to_owned(), String::new()],
    };
    let touchpoint = at.id_of(Noun::Touchpoint).and_then(|id| map.touchpoint(id)).map(|(_, own)| own);
    let span = format!("{from}{to}");
    let promised = [name_of(&promise.metric), scene.label(Label::Promised).to_owned()];
    let by = match by {
        Some(by) => [span, format!("{by},")],
        None => [format!("{span},"), String::new()],
    };
    let told = vec![pieces(promised.into_iter().chain(by).chain(now))];
    Some(TurnLine { words: name(map, touchpoint), told, ..TurnLine::default() })
}

/// The pieces of something told, without those that are empty.
pub(super) fn pieces(all: impl IntoIterator<Item = String>) -> Vec<Plain> {
    all.into_iter().map(Plain::from).filter(|own| !own.is_empty()).collect()
}

/// `1 Sep`, and `1 Sep 2017` of another year.
pub(super) fn day(labels: Labels, date: Date, today: Date) -> String {
    let day = labels.day(date);
    if date.year() == today.year() { day } else { format!("{day} {}", date.year()) }
}

/// `due 1 Sep, 3 days ago`; in other languages only the day.
pub(super) fn due_in_words(scene: Scene<'_>, due: Date) -> String {
    if scene.labels.is_english() { standup::due(due, scene.today) } else { due_on(scene, due) }
}

/// `due 1 Sep`.
pub(super) fn due_on(scene: Scene<'_>, due: Date) -> String {
    scene.labels.before(Label::Due, &day(scene.labels, due, scene.today))
}

/// `75 (73 to 77), n 2,364`, or what keeps it from being shown.
pub(super) fn stands(track: &Track) -> String {
    let Some((_, reading)) = track.latest() else {
        return track.withheld().map_or_else(|| "not measured".to_owned(), |own| figures::hidden(own).to_string());
    };
    let digits = figures::digits(&track.metric, reading);
    let ends = reading.interval().map(|interval| format!(" ({})", figures::range(interval, digits)));
    let unit = if track.metric.unit.is_empty() { String::new() } else { format!(" {}", track.metric.unit) };
    let few = if reading.is_few() { ", too few" } else { "" };
    let shown = figures::shown(reading, digits);
    format!("{shown}{unit}{}, n {}{few}", ends.unwrap_or_default(), figures::count(reading.n()))
}

pub(super) fn name(map: &Map, touchpoint: Option<&Touchpoint>) -> Plain {
    Plain::new(touchpoint.map_or(map.title.as_str(), |own| own.name.as_str()))
}

/// What stands before a touchpoint that is talked about for its numbers: which way it moved for the worse, or that it is
/// the lowest of all.
pub(super) fn fallen(scene: Scene<'_>, at: &Address) -> (Plain, Tone) {
    let track = numbers(scene, at).and_then(|own| scene.board.verdicts.tracks.get(own.shown?)?.as_ref());
    let moved = track.and_then(|track| movement(scene.labels, track)).filter(|own| own.tone == Tone::Bad);
    let is_lowest = indexes(scene, at).is_some_and(|own| scene.board.ranking.order.first() == Some(&own));
    match moved.and_then(|own| own.way) {
        Some(Move::Rose) => ("▲".into(), Tone::Bad),
        Some(Move::Fell) => ("▼".into(), Tone::Bad),
        None if is_lowest => (scene.label(Label::Worst).into(), Tone::Neutral),
        None => (Plain::default(), Tone::Neutral),
    }
}

/// `Security   CSAT 75 % (73 to 77), n 2,364   ▼ fell 7.6 (5.0 to 10.1 points) since 2017`.
pub(super) fn score(scene: Scene<'_>, at: &Address, touchpoint: Option<&Touchpoint>) -> Option<TurnLine> {
    let touchpoint = touchpoint?;
    let numbers = numbers(scene, at)?;
    let line = |told: Vec<Vec<Plain>>| TurnLine { words: Plain::new(&touchpoint.name), told, ..TurnLine::default() };
    let is_awaited = scene.is_loading && !numbers.bindings.is_empty();
    let Some(track) = numbers.shown.and_then(|idx| scene.board.verdicts.tracks.get(idx)?.as_ref()) else {
        return Some(line(vec![vec![if is_awaited { "reading" } else { "not measured" }.into()]]));
    };
    let mut told = vec![pieces([track.metric.name.clone(), stands(track)])];
    let mut tone = None;
    if let Some(own) = movement(scene.labels, track) {
        let way = match own.way {
            Some(Move::Rose) => "▲ ",
            Some(Move::Fell) => "▼ ",
            None => "",
        };
        // What cannot be told stands with its interval, which would else be said with what would show.
        let ends = own.why.as_str().split_once("; ").map(|(ends, _)| format!("{ends})")).unwrap_or_default();
        // Of shares it goes without saying that they are points.
        let brief = |ends: &str| ends.replace(" points)", ")");
        let moved = [format!("{way}{}", own.words), own.by.to_string(), brief(own.sure.as_str()), brief(&ends)];
        told.extend([pieces(moved), pieces([own.since.to_string()])]);
        tone = Some(own.tone);
    }
    told.retain(|pieces| !pieces.is_empty());
    Some(TurnLine { moved: tone, ..line(told) })
}

/// The touchpoint that something is at: the index of its stage, and its own in that stage.
fn indexes(scene: Scene<'_>, at: &Address) -> Option<(usize, usize)> {
    let stages = &scene.map().stages;
    let stage_idx = stages.iter().position(|own| Some(own.id.as_str()) == at.id_of(Noun::Stage))?;
    let mut touchpoints = stages.get(stage_idx)?.touchpoints.iter();
    let idx = touchpoints.position(|own| Some(own.id.as_str()) == at.id_of(Noun::Touchpoint))?;
    Some((stage_idx, idx))
}

/// The same among those that are shown.
fn shown(scene: Scene<'_>, at: &Address) -> Option<(usize, usize)> {
    let (stage_idx, idx) = indexes(scene, at)?;
    let all = scene.shown();
    let nth = all.iter().position(|own| own.idx == stage_idx)?;
    Some((nth, all.get(nth)?.touchpoints.iter().position(|(own, ..)| *own == idx)?))
}

/// The numbers of the touchpoint that something is at.
pub(super) fn numbers<'a>(scene: Scene<'a>, at: &Address) -> Option<&'a TouchpointBoard> {
    let (stage_idx, idx) = indexes(scene, at)?;
    scene.board.stages.get(stage_idx)?.touchpoints.get(idx)
}

/// How its score went, over as many periods as a strip has room for, and which those are.
pub(super) fn course(scene: Scene<'_>, at: &Address) -> Option<(Strip, Plain)> {
    let (stage_idx, idx) = shown(scene, at)?;
    let mut strip = scene.overview.rows.get(stage_idx)?.get(idx)?.score.strip.clone();
    strip.cells.drain(..strip.cells.len().saturating_sub(LONGEST));
    let grain = scene.board.grain.filter(|_| !strip.cells.is_empty())?;
    let swing = scene.labels.filled(Label::OwnAverage, &[scene.overview.swing.as_str()]);
    let span = scene.overview.span(scene.labels, LONGEST).to_string();
    Some((strip, joined([scene.label(grain.into()).to_owned(), span, swing])))
}
