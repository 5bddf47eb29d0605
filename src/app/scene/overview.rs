//! What there is of all stages and touchpoints, wherever the cursor is: made once for a book and a lens.
//! Rows are in the order of the map.

use std::cmp::Reverse;

use super::curve::curve;
use super::detail;
use super::headline::headline;
use super::outcome;
use super::pieces::{Scene, Shown, older};
use super::ships::Ships;
use super::strips::{self, Swings};
use crate::analysis::promises::Ledger;
use crate::analysis::track::Track;
use crate::app::board::TouchpointBoard;
use crate::app::figures;
use crate::app::view::{
    Figure, Label, Labels, Lack, Overview, PainLine, Rail, Score, SentimentHead, StageCell, TouchpointRow,
};
use crate::journey::{Action, Address, Binding, Map, Noun, PainPoint, Source, Touchpoint};
use crate::text::Plain;

/// The only language that sentiment is scored in.
const SCORED: &str = "en";

/// What there is of all stages and touchpoints of a map.
#[must_use]
pub(in crate::app) fn overview(scene: Scene<'_>) -> Overview {
    let (map, board) = (scene.map(), scene.board);
    let metric = board.metric.as_ref();
    let touchpoints = || board.stages.iter().flat_map(|stage| &stage.touchpoints);
    let scores = touchpoints().filter_map(|own| board.track(own.shown));
    let scores = scores.chain(board.stages.iter().filter_map(|stage| stage.track.as_ref()));
    let felt = || {
        let own = touchpoints().filter_map(|own| board.track(own.sentiment));
        own.chain(board.stages.iter().filter_map(|stage| stage.sentiment.as_ref()))
    };
    let swings = Swings::of(scores.chain(felt()));
    let ships = Ships::of(map, &board.periods, strips::MOST_CELLS);
    let drawn = (&swings, &ships);
    let shown = scene.shown();
    let swing = |track: Option<&Track>| track.map(|own| swings.words(&own.metric.id)).unwrap_or_default();
    let is_felt = metric.is_some_and(|metric| metric.kind.is_felt());
    Overview {
        headline: headline(scene),
        promises: promises(scene),
        metric: metric.map(|metric| Plain::new(&metric.name)).unwrap_or_default(),
        unit: metric.map(|metric| Plain::new(&metric.unit)).unwrap_or_default(),
        scale: metric.map(|metric| strips::ends(board.scale(metric))).unwrap_or_default(),
        swing: metric.map(|metric| swings.words(&metric.id)).unwrap_or_default(),
        n_parting: ships.n_cells(),
        periods: strips::periods(board),
        sentiment: SentimentHead {
            is_shown: !(is_felt || map.stages.is_empty() || (scene.is_loading && metric.is_none())),
            is_bound: !is_felt && is_bound(map),
            swing: swing(felt().next()),
            why_none: if felt().next().is_some() || scene.is_loading { Plain::default() } else { why_none(scene, map) },
        },
        stages: shown.iter().map(|own| stage_cell(scene, own, drawn)).collect(),
        rows: shortened(shown.iter().map(|own| rows(scene, own, drawn)).collect()),
        curve: curve(scene, !is_felt && is_bound(map)),
    }
}

/// What became of what was promised to everyone.
fn promises(scene: Scene<'_>) -> Vec<Plain> {
    let everyone = scene.matter().filter(|_| !scene.is_loading && scene.board.persona.is_none());
    everyone.map(|matter| outcome::story(scene.labels, &Ledger::of(&matter, None, None))).unwrap_or_default()
}

/// Gives every row a name without the words that all names begin with, if they do: `How satisfied are you with`.
fn shortened(mut rows: Vec<Vec<TouchpointRow>>) -> Vec<Vec<TouchpointRow>> {
    let n_shared = {
        let mut names = rows.iter().flatten().map(|row| row.name.as_str());
        let first: Vec<&str> = names.next().unwrap_or_default().split(' ').collect();
        let shared = |name: &str| first.iter().zip(name.split(' ')).take_while(|(one, other)| **one == *other).count();
        // A name keeps its last word.
        let own = |name: &str| shared(name).min(name.split(' ').count() - 1);
        names.map(own).min().unwrap_or(0)
    };
    for row in rows.iter_mut().flatten().filter(|_| n_shared > 0) {
        let rest: Vec<&str> = row.name.as_str().split(' ').skip(n_shared).collect();
        row.short = rest.join(" ").into();
    }
    rows
}

/// Is sentiment measured at any touchpoint?
fn is_bound(map: &Map) -> bool {
    let is_felt = |binding: &Binding| map.metric(&binding.metric).is_some_and(|own| own.kind.is_felt());
    let touchpoints = map.stages.iter().flat_map(|stage| &stage.touchpoints);
    touchpoints.flat_map(|own| &own.metrics).any(is_felt)
}

/// Why no place of a map has sentiment.
fn why_none(scene: Scene<'_>, map: &Map) -> Plain {
    let own = |source: &Source| source.language.clone().or_else(|| map.language.clone());
    let commented = || map.sources.iter().filter(|source| source.comment.is_some());
    let words = if map.sources.is_empty() {
        Label::NothingBound
    } else if commented().next().is_none() {
        Label::NoComments
    } else if commented().any(|source| own(source).is_none_or(|own| own.starts_with(SCORED))) {
        Label::NotScored
    } else if scene.keymap.is_none() {
        // On paper there is nothing to press.
        Label::OnlyEnglish
    } else {
        Label::EnglishOnly
    };
    scene.label(words).into()
}

/// The pain points that still hurt, the worst first.
fn pains<'m>(labels: Labels, touchpoints: impl IntoIterator<Item = &'m Touchpoint>) -> Vec<PainLine> {
    let all = touchpoints.into_iter().flat_map(|touchpoint| &touchpoint.pains);
    let mut hurting: Vec<&PainPoint> = all.filter(|pain| pain.is_hurting()).collect();
    hurting.sort_by_key(|pain| (Reverse(pain.severity), pain.status));
    let line = |pain: &PainPoint| PainLine {
        severity: pain.severity,
        text: Plain::new(pain.text.trim()),
        status: labels.word(pain.status.into()).into(),
        owner: pain.owner.as_deref().map_or_else(|| labels.word(Label::Nobody).into(), Plain::new),
        is_owned: pain.owner.is_some(),
    };
    hurting.into_iter().map(line).collect()
}

/// Why a place has no score, if it has none.
const fn lack(scene: Scene<'_>, is_expected: bool) -> Lack {
    if scene.is_loading && is_expected {
        Lack::Awaited
    } else if scene.board.is_chosen {
        Lack::Asked
    } else {
        Lack::Unmeasured
    }
}

/// How strips are drawn: how far they reach, and where they are parted.
type Drawn<'d> = (&'d Swings, &'d Ships);

fn measured<'a>(
    scene: Scene<'_>,
    track: Option<&Track>,
    (swings, ships): Drawn<'_>,
    actions: impl IntoIterator<Item = &'a Action>,
) -> Score {
    let strip = track.map(|track| strips::strip(scene.board, track, swings)).unwrap_or_default();
    Score { figure: track.and_then(figures::figure), strip: ships.part(strip, &scene.board.periods, actions) }
}

/// Where the latest value of a track stands on the scale of its metric.
fn rail(scene: Scene<'_>, track: Option<&Track>) -> Option<Rail> {
    let track = track.filter(|track| Some(&track.metric.id) == scene.board.metric.as_ref().map(|metric| &metric.id))?;
    let (_, reading) = track.latest()?;
    let (low, high) = scene.board.scale(&track.metric);
    let at = |value: f64| ((value - low) / (high - low)).clamp(0.0, 1.0);
    let interval = reading.interval();
    Some(Rail {
        low: at(interval.map_or(reading.value(), |own| own.low)),
        value: at(reading.value()),
        high: at(interval.map_or(reading.value(), |own| own.high)),
    })
}

fn stage_cell(scene: Scene<'_>, shown: &Shown<'_>, drawn: Drawn<'_>) -> StageCell {
    let (board, stage, own) = (scene.board, shown.stage, shown.numbers);
    let is_shown = |idx: &usize| shown.touchpoints.iter().any(|(own, ..)| own == idx);
    let worst = own.ranking.worst().iter().find(|idx| is_shown(idx)).and_then(|worst| {
        let track = board.track(own.touchpoints.get(*worst)?.shown)?;
        Some((Plain::new(&stage.touchpoints.get(*worst)?.name), figures::figure(track)?))
    });
    let actions = || stage.touchpoints.iter().flat_map(|own| &own.actions);
    StageCell {
        name: Plain::new(&stage.name),
        score: measured(scene, own.track.as_ref(), drawn, actions()),
        lack: lack(scene, own.track.is_none()),
        rail: rail(scene, own.track.as_ref()),
        sentiment: measured(scene, own.sentiment.as_ref(), drawn, actions()),
        is_worst: board.stage_ranking.is_worst(shown.idx),
        worst,
        pains: pains(scene.labels, shown.touchpoints.iter().map(|(_, own, _)| *own)),
        is_news: scene.unseen.has_news(&Address::journey().then(Noun::Stage, &stage.id)),
    }
}

fn rows(scene: Scene<'_>, shown: &Shown<'_>, drawn: Drawn<'_>) -> Vec<TouchpointRow> {
    let row = |(idx, touchpoint, numbers): &(usize, &Touchpoint, &TouchpointBoard)| TouchpointRow {
        is_worst: shown.numbers.ranking.is_worst(*idx),
        is_news: scene.unseen.is_news(&shown.at_touchpoint(touchpoint)),
        ..row(scene, touchpoint, numbers, drawn)
    };
    shown.touchpoints.iter().map(row).collect()
}

fn row(scene: Scene<'_>, touchpoint: &Touchpoint, numbers: &TouchpointBoard, drawn: Drawn<'_>) -> TouchpointRow {
    let board = scene.board;
    let track = board.track(numbers.shown);
    let screen = board.metric.as_ref().map(|metric| &metric.id);
    let other = track.filter(|track| Some(&track.metric.id) != screen);
    let older = track.and_then(|track| older(board, track));
    let mut score = measured(scene, track, drawn, &touchpoint.actions);
    if older.is_some() {
        // What moved before the others were last measured is no news.
        score.figure = score.figure.map(|own| Figure { change: None, by: Plain::default(), ..own });
    }
    TouchpointRow {
        name: Plain::new(&touchpoint.name),
        short: Plain::default(),
        channel: detail::channel(scene.map(), touchpoint),
        emotion: touchpoint.emotion_of(scene.board.persona.as_deref()),
        score,
        lack: lack(scene, track.is_none() && !numbers.bindings.is_empty()),
        metric: other.map(|track| Plain::new(&track.metric.name)).or(older),
        rail: rail(scene, track),
        sentiment: measured(scene, board.track(numbers.sentiment), drawn, &touchpoint.actions),
        pains: pains(scene.labels, [touchpoint]),
        is_moment_of_truth: touchpoint.is_moment_of_truth,
        is_worst: false,
        is_news: false,
    }
}
