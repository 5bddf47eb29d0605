//! A journey as a timeline: its stages and touchpoints side by side, and over them what is measured, felt and written, one
//! panel a unit. The first screen and the drawing of the whole journey are made of the same panels.

use super::pieces::{Scene, Shown, feeling, worst_pain};
use crate::analysis::judged::Said;
use crate::analysis::track::Track;
use crate::app::board::TouchpointBoard;
use crate::app::figures;
use crate::app::movement::whence;
use crate::app::view::{
    Anchor, Label, Leaning, Move, Timeline, TimelinePanel, TimelinePoint, TimelineSeries, TimelineStage, TimelineValue,
    TimelineZone,
};
use crate::journey::Touchpoint;
use crate::metric::{Disclosed, Grain};
use crate::text::{Plain, numeral};

/// So many of the lowest are told by name.
const N_LOWEST: usize = 3;

/// The ends of emotion.
pub(super) const EMOTIONS: (f64, f64) = (-2.0, 2.0);

/// Stages, touchpoints and zones, without a panel.
pub(super) fn along(scene: Scene<'_>, shown: &[Shown<'_>]) -> Timeline {
    let stages = shown.iter().map(|own| TimelineStage {
        name: Plain::new(&own.stage.name),
        when: own.stage.when.map(|when| scene.label(when.into()).into()).unwrap_or_default(),
        n_points: own.touchpoints.len(),
    });
    let points = shown.iter().flat_map(|own| {
        own.touchpoints.iter().map(|(_, touchpoint, numbers)| TimelinePoint {
            anchor: Anchor { at: Some(own.at_touchpoint(touchpoint)), is_marked: false },
            ..point(scene, touchpoint, numbers)
        })
    });
    Timeline {
        stages: stages.collect(),
        points: points.collect(),
        zones: zones(shown),
        has_sentiment: false,
        here: None,
        panels: Vec::new(),
        labels: scene.labels,
    }
}

/// The position of the touchpoint where one is, among those that are shown.
pub(super) fn here(scene: Scene<'_>, shown: &[Shown<'_>]) -> Option<usize> {
    let own = (scene.place.stage.idx, scene.place.touchpoint.idx);
    touchpoints(shown).position(|(.., place)| place == own)
}

/// What the map and the words of customers say of a touchpoint.
fn point(scene: Scene<'_>, touchpoint: &Touchpoint, numbers: &TouchpointBoard) -> TimelinePoint {
    TimelinePoint {
        name: Plain::new(&touchpoint.name),
        is_moment_of_truth: touchpoint.is_moment_of_truth,
        feeling: feeling(touchpoint, scene.board.persona.as_deref()),
        sentiment: scene.board.track(numbers.sentiment).map(leaning).unwrap_or_default(),
        pain: worst_pain(touchpoint),
        thinks: touchpoint.thinks.as_deref().map(Plain::new).unwrap_or_default(),
        ..TimelinePoint::default()
    }
}

/// Touchpoints beside one another that are at the same place.
fn zones(shown: &[Shown<'_>]) -> Vec<TimelineZone> {
    let all = touchpoints(shown);
    let place = |touchpoint: &Touchpoint| touchpoint.place.clone().filter(|place| !place.trim().is_empty());
    let mut zones: Vec<TimelineZone> = Vec::new();
    for (idx, (touchpoint, ..)) in all.enumerate() {
        let Some(name) = place(touchpoint).map(|name| Plain::new(&name)) else { continue };
        match zones.last_mut().filter(|last| last.points.end == idx && last.name == name) {
            Some(last) => last.points.end = idx + 1,
            None => zones.push(TimelineZone { name, points: idx..idx + 1 }),
        }
    }
    zones
}

/// The touchpoints of all stages with their numbers, and their positions among all of the map.
fn touchpoints<'s>(
    shown: &'s [Shown<'s>],
) -> impl Iterator<Item = (&'s Touchpoint, &'s TouchpointBoard, (usize, usize))> {
    shown.iter().flat_map(|own| {
        own.touchpoints.iter().map(|(idx, touchpoint, numbers)| (*touchpoint, *numbers, (own.idx, *idx)))
    })
}

/// A line with these values.
pub(super) fn panel(title: Plain, values: Vec<Option<TimelineValue>>) -> TimelinePanel {
    TimelinePanel {
        title,
        series: vec![TimelineSeries { values, ..TimelineSeries::default() }],
        ..TimelinePanel::default()
    }
}

/// The metric of the strips.
pub(super) fn measured(scene: Scene<'_>, shown: &[Shown<'_>]) -> TimelinePanel {
    let of_metric = |track: &&Track| Some(&track.metric) == scene.board.metric.as_ref();
    let values = touchpoints(shown).map(|(_, numbers, place)| {
        let track = scene.board.track(numbers.shown).filter(of_metric)?;
        let is_low = scene.board.ranking.order.iter().take(N_LOWEST).any(|own| *own == place) && !track.is_weak;
        measurement(scene, track, is_low)
    });
    panel(title(scene), values.collect())
}

/// What customers wrote, from -1 to 1.
pub(super) fn written(scene: Scene<'_>, shown: &[Shown<'_>]) -> TimelinePanel {
    let values =
        touchpoints(shown).map(|(_, numbers, _)| measurement(scene, scene.board.track(numbers.sentiment)?, false));
    let values: Vec<Option<TimelineValue>> = values.collect();
    let title = Plain::new(scene.label(Label::SentimentAlong));
    let baseline = Some((0.0, Plain::new(scene.label(Label::ZeroNeither))));
    TimelinePanel { baseline, is_sentiment: true, ..panel(title, values) }
}

/// What somebody feels.
pub(super) fn felt(scene: Scene<'_>, shown: &[Shown<'_>]) -> TimelinePanel {
    let values = touchpoints(shown).map(|(own, ..)| emotion(own, scene.board.persona.as_deref())).collect();
    let title = scene.label(Label::EmotionAlong).into();
    TimelinePanel { ends: Some(EMOTIONS), is_emotion: true, ..panel(title, values) }
}

/// What somebody feels at a touchpoint; what is awful and what decides is told by name.
pub(super) fn emotion(touchpoint: &Touchpoint, persona: Option<&str>) -> Option<TimelineValue> {
    let own = feeling(touchpoint, persona)?;
    Some(TimelineValue {
        value: f64::from(own.emotion),
        shown: format!("{}{}", if own.emotion > 0 { "+" } else { "" }, numeral::number(f64::from(own.emotion), 0))
            .into(),
        is_assumed: own.is_assumed,
        is_named: own.emotion <= -2 || touchpoint.is_moment_of_truth,
        ..TimelineValue::default()
    })
}

/// `CSAT % along the journey, 2018`.
fn title(scene: Scene<'_>) -> Plain {
    let Some(metric) = &scene.board.metric else { return Plain::default() };
    let unit = if metric.unit.is_empty() { String::new() } else { format!(" {}", metric.unit) };
    // Where some were last measured earlier than others, no period is that of all.
    let touchpoints = scene.board.stages.iter().flat_map(|stage| &stage.touchpoints);
    let tracks = touchpoints.filter_map(|own| scene.board.track(own.shown));
    let of_metric = tracks.filter(|track| Some(&track.metric) == scene.board.metric.as_ref());
    let mut starts = of_metric.filter_map(|track| Some(track.latest()?.0.start));
    let first = starts.next();
    let is_one = starts.all(|own| Some(own) == first);
    let last = scene.board.last.filter(|last| last.grain != Grain::All && is_one);
    let when = last.map(|last| format!(", {}", figures::since(last))).unwrap_or_default();
    format!("{}{when}", scene.labels.filled(Label::Along, &[&format!("{}{unit}", metric.name)])).into()
}

/// What customers wrote on the whole, as far as its interval tells.
fn leaning(track: &Track) -> Leaning {
    let Some((_, reading)) = track.latest() else { return Leaning::Unmeasured };
    match reading.interval() {
        _ if reading.is_few() => Leaning::Few,
        Some(interval) if interval.low > 0.0 => Leaning::Good,
        Some(interval) if interval.high < 0.0 => Leaning::Bad,
        _ => Leaning::Neither,
    }
}

fn measurement(scene: Scene<'_>, track: &Track, is_low: bool) -> Option<TimelineValue> {
    let (_, reading) = track.latest()?;
    let shown = figures::shown(reading, figures::digits(&track.metric, reading));
    let interval = reading.interval().filter(|own| own.half_width() > 0.0).map(|own| (own.low, own.high));
    let is_old = scene.board.last.is_some_and(|last| track.latest().is_some_and(|(own, _)| own.start < last.start));
    let moved = figures::moved(track).filter(|_| !is_old);
    Some(TimelineValue {
        value: reading.value(),
        shown: shown.into(),
        n: figures::count(reading.n()).into(),
        interval,
        before: before(track, reading),
        is_named: is_low || moved.is_some(),
        moved: moved.map(|(way, tone, by)| {
            let label = if way == Move::Rose { Label::Rose } else { Label::Fell };
            let words = match track.judged.recent() {
                Some(Said::Broke(own)) => whence(track, own),
                _ => format!("{} {by}", scene.labels.word(label)),
            };
            (way, tone, words.into())
        }),
        is_few: track.is_weak,
        is_assumed: false,
    })
}

/// The value before, where the reading now does not hold it.
fn before(track: &Track, reading: &Disclosed) -> Option<f64> {
    let recent = track.judged.recent()?;
    let (_, earlier, later) = recent.change()?;
    // What is drawn may be of other periods than what is judged.
    let is_same = matches!(recent, Said::Broke(_)) || later == reading;
    let interval = reading.interval()?;
    Some(earlier.value()).filter(|value| is_same && !interval.contains(*value))
}

/// Has it any value?
pub(super) fn has_any(panel: &TimelinePanel) -> bool {
    panel.series.iter().flat_map(|own| &own.values).any(Option::is_some)
}
