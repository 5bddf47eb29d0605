//! Only moments of truth: which stages and touchpoints are shown then, and where the cursor is among them.
//! Invariant: where a map has none, all are shown.

use super::lens::Lens;
use super::location::{Cursor, Location};
use crate::journey::{Map, Stage};

/// Has a map any moment of truth?
#[must_use]
pub(crate) fn has_any(map: &Map) -> bool {
    map.stages.iter().flat_map(|stage| &stage.touchpoints).any(|own| own.is_moment_of_truth)
}

/// Are only moments of truth shown of this map?
#[must_use]
pub(crate) fn is_only(lens: &Lens, map: &Map) -> bool {
    lens.is_truths_only && has_any(map)
}

/// The positions of the touchpoints of a stage that are shown.
#[must_use]
pub(crate) fn touchpoints(stage: &Stage, is_only: bool) -> Vec<usize> {
    let all = stage.touchpoints.iter().enumerate().filter(|(_, own)| !is_only || own.is_moment_of_truth);
    all.map(|(idx, _)| idx).collect()
}

/// The positions of the stages that are shown.
#[must_use]
pub(crate) fn stages(map: &Map, is_only: bool) -> Vec<usize> {
    let all = map.stages.iter().enumerate().filter(|(_, own)| !is_only || !touchpoints(own, true).is_empty());
    all.map(|(idx, _)| idx).collect()
}

/// Where the stage and the touchpoint under the cursor stand among those that are shown.
#[must_use]
pub(crate) fn position(place: &Location, map: &Map, is_only: bool) -> (usize, usize) {
    if !is_only {
        return (place.stage.idx, place.touchpoint.idx);
    }
    let nth = |all: Vec<usize>, idx: usize| all.iter().filter(|own| **own < idx).count();
    let here = map.stages.get(place.stage.idx).map(|stage| touchpoints(stage, true)).unwrap_or_default();
    (nth(stages(map, true), place.stage.idx), nth(here, place.touchpoint.idx))
}

/// Is the touchpoint under the cursor a moment of truth?
#[must_use]
pub(crate) fn is_at_one(place: &Location, map: &Map) -> bool {
    let stage = map.stages.get(place.stage.idx);
    stage.and_then(|stage| stage.touchpoints.get(place.touchpoint.idx)).is_some_and(|own| own.is_moment_of_truth)
}

/// Goes to the nearest moment of truth, on or else back.
pub(crate) fn go_to_nearest(place: &mut Location, map: &Map) {
    let of_stage = |(stage_idx, stage)| touchpoints(stage, true).into_iter().map(move |idx| (stage_idx, idx));
    let all: Vec<(usize, usize)> = map.stages.iter().enumerate().flat_map(of_stage).collect();
    let here = (place.stage.idx, place.touchpoint.idx);
    let Some(to) = all.iter().find(|own| **own >= here).or(all.last()).copied() else { return };
    if to != here {
        (place.stage, place.touchpoint) = (Cursor::at(to.0), Cursor::at(to.1));
        place.settle(map);
        place.look_anew();
    }
}

/// Moves by that many of the stages that are shown.
pub(crate) fn step_stage(place: &mut Location, by: isize, map: &Map, is_only: bool) {
    let before = place.stage.idx;
    place.step_stage(leap(&stages(map, is_only), before, by), map);
    if is_only && place.stage.idx != before {
        let first = map.stages.get(place.stage.idx).and_then(|stage| touchpoints(stage, true).first().copied());
        place.touchpoint = Cursor::at(first.unwrap_or(0));
    }
}

/// Moves by that many of the touchpoints of the stage that are shown.
pub(crate) fn step_touchpoint(place: &mut Location, by: isize, map: &Map, is_only: bool) {
    let all = map.stages.get(place.stage.idx).map(|stage| touchpoints(stage, is_only)).unwrap_or_default();
    place.step_touchpoint(leap(&all, place.touchpoint.idx, by), map);
}

/// How far it is to the one that is so many of these away.
fn leap(all: &[usize], here: usize, by: isize) -> isize {
    let nth = all.iter().filter(|own| **own < here).count();
    let to = nth.saturating_add_signed(by).min(all.len().saturating_sub(1));
    let to = all.get(to).copied().unwrap_or(here);
    isize::try_from(to).unwrap_or(isize::MAX).saturating_sub_unsigned(here)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::stand::map;

    /// Restaurants and the bus are moments of truth.
    fn decisive() -> Map {
        let mut map = map();
        map.stages[2].touchpoints[0].is_moment_of_truth = true;
        map
    }

    fn at(stage: usize, touchpoint: usize, map: &Map) -> Location {
        let mut place =
            Location { stage: Cursor::at(stage), touchpoint: Cursor::at(touchpoint), ..Location::opening("m") };
        place.settle(map);
        place
    }

    #[test]
    fn steps_skip_what_is_not_shown() {
        let map = decisive();
        assert_eq!(stages(&map, true), [1, 2]);
        let mut place = at(1, 1, &map);
        assert_eq!(position(&place, &map, true), (0, 0));
        step_touchpoint(&mut place, 1, &map, true);
        assert_eq!(place.touchpoint.id, "food", "it is the only one here");
        step_stage(&mut place, 1, &map, true);
        place.settle(&map);
        assert_eq!((place.touchpoint.id.as_str(), position(&place, &map, true)), ("bus", (1, 0)));
        step_stage(&mut place, -5, &map, true);
        place.settle(&map);
        assert_eq!(place.touchpoint.id, "food");
        step_stage(&mut place, -1, &map, false);
        place.settle(&map);
        assert_eq!(place.touchpoint.id, "road", "all are shown");
    }

    #[test]
    fn the_nearest_comes_after_or_else_before() {
        let map = decisive();
        for (from, to) in [((0, 1), "food"), ((1, 1), "food"), ((1, 2), "bus"), ((2, 1), "bus")] {
            let mut place = at(from.0, from.1, &map);
            go_to_nearest(&mut place, &map);
            assert_eq!((place.touchpoint.id.as_str(), is_at_one(&place, &map)), (to, true), "{from:?}");
        }
    }
}
