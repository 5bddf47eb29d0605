//! The whole journey as a curve: of the metric of the strips, or of emotion where nothing is measured.

use super::pieces::{Scene, worst_pain};
use crate::app::board::TouchpointBoard;
use crate::app::figures;
use crate::app::judged::Said;
use crate::app::movement::whence;
use crate::app::track::Track;
use crate::app::view::{Curve, Dot, Label, Leaning, Move};
use crate::journey::Touchpoint;
use crate::metric::{Disclosed, Grain};
use crate::text::Plain;

/// So many of the lowest are told by name.
const N_LOWEST: usize = 3;

/// The curve of a map; `None` where there is nothing to draw.
pub(super) fn curve(scene: Scene<'_>) -> Option<Curve> {
    let measured = dots(scene, |dot, place, track| match track {
        Some(track) => measured(scene, dot, place, track),
        None => dot,
    });
    if measured.iter().flatten().any(|dot| dot.value.is_some()) {
        return Some(Curve { title: title(scene), ends: None, is_emotion: false, stages: measured });
    }
    // While numbers are being read, their place is kept.
    if scene.is_loading && scene.map().bindings().next().is_some() && !measured.is_empty() {
        return Some(Curve { title: title(scene), ends: None, is_emotion: false, stages: measured });
    }
    let is_felt = measured.iter().flatten().any(|dot| dot.emotion.is_some());
    is_felt.then(|| Curve {
        title: scene.labels.word(Label::EmotionAlong).into(),
        ends: Some((-2.0, 2.0)),
        is_emotion: true,
        stages: dots(scene, |dot, _, _| felt(dot)),
    })
}

/// A dot for every touchpoint of every stage.
///
/// * `place`: gives a dot its value, by the touchpoint's indexes and its track of the metric of the strips.
fn dots(scene: Scene<'_>, place: impl Fn(Dot, (usize, usize), Option<&Track>) -> Dot) -> Vec<Vec<Dot>> {
    let (map, board) = (scene.map(), scene.board);
    let of_metric = |track: &&Track| Some(&track.metric) == board.metric.as_ref();
    let both = map.stages.iter().zip(&board.stages).enumerate();
    both.map(|(stage_idx, (stage, own))| {
        let touchpoints = stage.touchpoints.iter().zip(&own.touchpoints).enumerate();
        let dot = |(idx, (touchpoint, numbers)): (usize, (&Touchpoint, &TouchpointBoard))| {
            let track = board.track(numbers.shown).filter(of_metric);
            place(plain(scene, touchpoint, numbers), (stage_idx, idx), track)
        };
        touchpoints.map(dot).collect()
    })
    .collect()
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

/// What the map and the words of customers say of a touchpoint.
fn plain(scene: Scene<'_>, touchpoint: &Touchpoint, numbers: &TouchpointBoard) -> Dot {
    Dot {
        name: Plain::new(&touchpoint.name),
        is_moment_of_truth: touchpoint.is_moment_of_truth,
        emotion: touchpoint.emotion_of(scene.board.persona.as_deref()),
        sentiment: scene.board.track(numbers.sentiment).map(leaning).unwrap_or_default(),
        pain: worst_pain(touchpoint),
        ..Dot::default()
    }
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

fn measured(scene: Scene<'_>, dot: Dot, place: (usize, usize), track: &Track) -> Dot {
    let Some((_, reading)) = track.latest() else { return dot };
    let shown = figures::shown(reading, figures::digits(&track.metric, reading));
    let interval = reading.interval().filter(|own| own.half_width() > 0.0).map(|own| (own.low, own.high));
    let is_old = scene.board.last.is_some_and(|last| track.latest().is_some_and(|(own, _)| own.start < last.start));
    let moved = figures::moved(track).filter(|_| !is_old);
    let is_low = scene.board.ranking.order.iter().take(N_LOWEST).any(|own| *own == place);
    Dot {
        value: Some(reading.value()),
        shown: shown.into(),
        interval,
        before: before(track, reading),
        is_named: is_low || moved.is_some(),
        change: moved.map(|(way, tone, by)| {
            let label = if way == Move::Rose { Label::Rose } else { Label::Fell };
            let words = match track.judged.recent() {
                Some(Said::Broke(own)) => whence(track, own),
                _ => format!("{} {by}", scene.labels.word(label)),
            };
            (way, tone, words.into())
        }),
        is_weak: track.is_weak,
        ..dot
    }
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

/// A touchpoint by the emotion that its authors see there; the worst are told by name.
fn felt(dot: Dot) -> Dot {
    Dot {
        value: dot.emotion.map(f64::from),
        is_named: dot.emotion.is_some_and(|emotion| emotion <= -2) || dot.is_moment_of_truth,
        ..dot
    }
}
