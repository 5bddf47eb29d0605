//! What the numbers of a board say of the places that a standup talks about.

use crate::analysis::track::Track;
use crate::app::board::Board;
use crate::journey::{Address, Map, Noun};
use crate::standup::Urgency;

/// What the numbers say of the touchpoint that something is at.
pub(super) fn urgency(map: &Map, board: &Board, at: &Address) -> Urgency {
    let place = at.id_of(Noun::Stage).zip(at.id_of(Noun::Touchpoint)).and_then(|(stage, touchpoint)| {
        let stage_idx = map.stages.iter().position(|own| own.id == stage)?;
        let touchpoints = &map.stages.get(stage_idx)?.touchpoints;
        Some((stage_idx, touchpoints.iter().position(|own| own.id == touchpoint)?))
    });
    let Some(place) = place else { return Urgency::default() };
    let numbers = board.stages.get(place.0).and_then(|stage| stage.touchpoints.get(place.1));
    let track = numbers.and_then(|own| board.verdicts.tracks.get(own.shown?)?.as_ref());
    let is_worse =
        |track: &Track| track.judged.recent()?.verdict()?.is_good(track.metric.direction).map(|is_good| !is_good);
    Urgency {
        fell: track.and_then(is_worse).unwrap_or(false),
        rank: board.ranking.order.iter().position(|own| *own == place),
    }
}
