//! A walk along the journey: which touchpoints it goes through, and how far it has come.
//! After [`settle`] the place is at one of them or past the last, if there are any.

use super::location::{Cursor, Location, Stride, Subject};
use super::viewing::ViewName;
use crate::journey::Map;

/// The dial that says which scenario's path is walked.
pub(crate) const SCENARIO: &str = "scenario";

/// Is a walk looked at?
#[must_use]
pub(crate) fn is_walk(place: &Location) -> bool {
    place.is_inside && place.subject == Subject::View(ViewName::WALK)
}

/// Is it at a touchpoint, not past the last?
#[must_use]
pub(crate) fn is_at_touchpoint(place: &Location) -> bool {
    is_walk(place) && place.stride != Stride::Done
}

/// The touchpoints of a walk, in order, each by the index of its stage and its own in that stage: the path of a scenario
/// if one was chosen, else the whole journey.
#[must_use]
pub(crate) fn steps(map: &Map, scenario: Option<&str>, is_truths_only: bool) -> Vec<(usize, usize)> {
    let all: Vec<(usize, usize)> = map
        .stages
        .iter()
        .enumerate()
        .flat_map(|(stage_idx, stage)| (0..stage.touchpoints.len()).map(move |idx| (stage_idx, idx)))
        .collect();
    let touchpoint = |own: &(usize, usize)| map.stages.get(own.0)?.touchpoints.get(own.1);
    let path = scenario.and_then(|id| map.scenarios.iter().find(|own| own.id == id)).map(|own| own.path.as_slice());
    let named = |id: &String| all.iter().copied().find(|own| touchpoint(own).is_some_and(|own| own.id == *id));
    let mut steps = path.map_or_else(|| all.clone(), |path| path.iter().filter_map(named).collect());
    steps.retain(|own| !is_truths_only || touchpoint(own).is_some_and(|own| own.is_moment_of_truth));
    steps
}

/// The scenario whose path is walked.
#[must_use]
pub(crate) fn scenario(place: &Location) -> Option<&str> {
    place.dials.chosen(SCENARIO)
}

/// Which of the steps a walk is at; `None` past the last, and where it is at none of them.
#[must_use]
pub(crate) fn nth(place: &Location, steps: &[(usize, usize)]) -> Option<usize> {
    let here = (place.stage.idx, place.touchpoint.idx);
    match place.stride {
        Stride::Done => None,
        Stride::At(nth) if steps.get(nth) == Some(&here) => Some(nth),
        Stride::At(_) | Stride::Here => steps.iter().position(|own| *own == here),
    }
}

/// Puts a walk on one of its touchpoints, if there are any.
pub(crate) fn settle(place: &mut Location, map: &Map, is_truths_only: bool) {
    let steps = steps(map, scenario(place), is_truths_only);
    let here = (place.stage.idx, place.touchpoint.idx);
    if place.stride == Stride::Done {
        return;
    }
    // Where it is at none of them: at the next of the journey, or at the first of a path.
    let next = || steps.iter().position(|own| scenario(place).is_some() || *own >= here).or(steps.len().checked_sub(1));
    if let Some(to) = nth(place, &steps).or_else(next) {
        go(place, map, &steps, to);
    }
}

/// Goes on by a touchpoint, or back by one; past the last a walk is at its end. Gives back whether it moved.
pub(crate) fn step(place: &mut Location, map: &Map, is_truths_only: bool, is_on: bool) -> bool {
    let steps = steps(map, scenario(place), is_truths_only);
    let here = nth(place, &steps).unwrap_or(steps.len());
    let to = if is_on { Some(here + 1).filter(|to| *to <= steps.len()) } else { here.checked_sub(1) };
    let Some(to) = to else { return false };
    if to == steps.len() {
        place.stride = Stride::Done;
    } else {
        go(place, map, &steps, to);
    }
    place.look_anew();
    true
}

fn go(place: &mut Location, map: &Map, steps: &[(usize, usize)], to: usize) {
    let Some((stage_idx, idx)) = steps.get(to).copied() else { return };
    if (place.stage.idx, place.touchpoint.idx) != (stage_idx, idx) {
        (place.stage, place.touchpoint) = (Cursor::at(stage_idx), Cursor::at(idx));
        place.settle(map);
        place.look_anew();
    }
    place.stride = Stride::At(to);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::stand::map;
    use crate::journey::Scenario;

    fn walking() -> Location {
        Location { subject: Subject::View(ViewName::WALK), ..Location::opening("map") }
    }

    #[test]
    fn a_walk_goes_across_stages_to_its_end_and_back() {
        let (map, mut place) = (map(), walking());
        place.settle(&map);
        settle(&mut place, &map, false);
        assert!(!step(&mut place, &map, false, false), "nothing is before the first");
        let mut ids = vec![place.touchpoint.id.clone()];
        while step(&mut place, &map, false, true) && place.stride != Stride::Done {
            ids.push(place.touchpoint.id.clone());
        }
        assert_eq!(ids, ["road", "park", "art", "food", "shop", "bus", "taxi"]);
        assert!(!step(&mut place, &map, false, true), "nothing is past the end");
        assert!(step(&mut place, &map, false, false));
        assert_eq!((place.touchpoint.id.as_str(), place.stride), ("taxi", Stride::At(6)));
    }

    #[test]
    fn a_path_may_lead_to_a_touchpoint_twice() {
        let mut map = map();
        let path = ["food", "shop", "food", "gone", "bus"].map(str::to_owned).to_vec();
        map.scenarios = vec![Scenario { id: "hungry".to_owned(), path, ..Scenario::default() }];
        let mut place = walking();
        place.dials.turn(SCENARIO, Some("hungry".to_owned()));
        settle(&mut place, &map, false);
        let mut ids = vec![place.touchpoint.id.clone()];
        while step(&mut place, &map, false, true) && place.stride != Stride::Done {
            settle(&mut place, &map, false);
            ids.push(place.touchpoint.id.clone());
        }
        assert_eq!(ids, ["food", "shop", "food", "bus"]);
    }

    #[test]
    fn only_moments_of_truth_are_gone_through_if_only_they_are_shown() {
        let (map, mut place) = (map(), walking());
        assert_eq!(steps(&map, None, true), [(1, 1)]);
        settle(&mut place, &map, true);
        assert_eq!(place.touchpoint.id, "food");
    }
}
