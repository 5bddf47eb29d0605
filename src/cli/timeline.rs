//! The timeline of a journey in JSON: what is felt and measured at every touchpoint, and what of it is remembered.

use serde_json::{Value, json};

use crate::app::view::{Block, Journey, Timeline, TimelinePanel, TimelineStage, TimelineValue};
use crate::journey::{Memory, Noun};

/// The timeline of a page as JSON; `None` where it has none.
///
/// * `view`: what the page is called.
/// * `persona`: whose answers are counted.
pub(super) fn timeline_json(journey: &Journey, view: &str, persona: Option<&str>) -> Option<Value> {
    let timelines = journey.detail.blocks.iter().filter_map(|block| match block {
        Block::Timeline(timeline) => Some(timeline),
        _ => None,
    });
    let timeline = timelines.into_iter().next()?;
    let emotions: Vec<Option<i8>> = (0..timeline.points.len()).map(|idx| emotion(timeline, 0, idx)).collect();
    let memory = Memory::of(emotions.iter().copied());
    let stages = timeline.stages.iter().flat_map(|stage| std::iter::repeat_n(stage, stage.n_points));
    let points: Vec<Value> = stages.enumerate().map(|(idx, stage)| point(timeline, stage, idx)).collect();
    Some(json!({
        "view": view,
        "persona": persona,
        "metric": journey.overview.metric.as_str(),
        "unit": journey.overview.unit.as_str(),
        "baseline": measured(timeline).and_then(baseline),
        "points": points,
        "mean": memory.map(|own| own.mean),
        "peak": memory.map(|own| own.peak.emotion),
        "end": memory.map(|own| own.end.emotion),
        "peak_end": memory.map(|own| own.peak_end()),
    }))
}

fn point(timeline: &Timeline, stage: &TimelineStage, idx: usize) -> Value {
    let point = timeline.points.get(idx);
    let at = point.and_then(|own| own.anchor.at.as_ref());
    let felt = timeline.panels.iter().find(|panel| panel.is_emotion);
    let mut entry = json!({
        "touchpoint": at.and_then(|at| at.id_of(Noun::Touchpoint)),
        "when": Some(stage.when.as_str()).filter(|when| !when.is_empty()),
        "emotion": emotion(timeline, 0, idx),
        "assumed": point.and_then(|own| own.feeling).map(|own| own.is_assumed),
        "data": value(timeline, idx).map(reading),
        "moment": point.is_some_and(|own| own.is_moment_of_truth),
    });
    // Several side by side are told by their names.
    if let (Some(panel), Some(entry)) = (felt.filter(|own| own.series.len() > 1), entry.as_object_mut()) {
        let all = panel.series.iter().enumerate();
        let each = all.map(|(nth, own)| (own.name.to_string(), json!(emotion(timeline, nth, idx))));
        entry.insert("emotions".to_owned(), Value::Object(each.collect()));
    }
    entry
}

/// What is felt at a touchpoint by the line of that position.
fn emotion(timeline: &Timeline, nth: usize, idx: usize) -> Option<i8> {
    let panel = timeline.panels.iter().find(|panel| panel.is_emotion)?;
    let own = panel.series.get(nth)?.values.get(idx)?.as_ref()?;
    (-2..=2).find(|emotion| own.value <= f64::from(*emotion) + 0.5)
}

/// What was measured by the metric of the strips.
fn measured(timeline: &Timeline) -> Option<&TimelinePanel> {
    timeline.panels.iter().find(|panel| !panel.is_emotion && !panel.is_sentiment)
}

/// The value that others stand over or under, and what it is.
fn baseline(panel: &TimelinePanel) -> Option<Value> {
    let (value, label) = panel.baseline.as_ref()?;
    let (low, high) = panel.baseline_ends.unzip();
    Some(json!({ "value": value, "low": low, "high": high, "label": label.as_str() }))
}

/// What was measured at a touchpoint.
fn value(timeline: &Timeline, idx: usize) -> Option<&TimelineValue> {
    measured(timeline)?.series.first()?.values.get(idx)?.as_ref()
}

fn reading(own: &TimelineValue) -> Value {
    let n: Option<u64> = own.n.as_str().replace(',', "").parse().ok();
    if own.is_few {
        return json!({ "value": null, "reason": format!("n {}, too few", own.n) });
    }
    let (low, high) = own.interval.unzip();
    json!({ "value": own.value, "low": low, "high": high, "n": n })
}
