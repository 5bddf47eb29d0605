//! The whole journey as the first screen shows it: of the metric of the strips, or of emotion where nothing is measured.

use super::pieces::Scene;
use super::timeline;
use crate::app::view::Timeline;

/// The curve of a map; `None` where there is nothing to draw.
pub(super) fn curve(scene: Scene<'_>, has_sentiment: bool) -> Option<Timeline> {
    let shown = scene.shown();
    let along = timeline::along(scene, &shown);
    let measured = timeline::measured(scene, &shown);
    // While numbers are being read, their place is kept.
    let is_awaited = scene.is_loading && scene.map().bindings().next().is_some() && !shown.is_empty();
    let panel = if timeline::has_any(&measured) || is_awaited {
        measured
    } else {
        Some(timeline::felt(scene, &shown)).filter(timeline::has_any)?
    };
    Some(Timeline { panels: vec![panel], has_sentiment, ..along })
}
