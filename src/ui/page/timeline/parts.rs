//! The parts of a timeline that fit side by side: whole stages, or some touchpoints of a stage that is too wide.

use std::ops::Range;

use crate::app::view::Timeline;
use crate::ui::plot::slots::{LEFT, Slots};

/// The fewest columns that a touchpoint has: a mark of emotion and a blank.
const NARROWEST_SLOT: u16 = 3;

/// Stages side by side: which, and which touchpoints of each, counted along the journey.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Part {
    pub(super) stages: Vec<(usize, Range<usize>)>,
}

impl Part {
    /// All its touchpoints.
    pub(super) fn points(&self) -> Range<usize> {
        let first = self.stages.first().map_or(0, |(_, own)| own.start);
        first..self.stages.last().map_or(first, |(_, own)| own.end)
    }

    pub(super) fn has(&self, point: usize) -> bool {
        self.points().contains(&point)
    }

    /// The columns of its stages and touchpoints; `None` where they do not fit.
    pub(super) fn slots(&self, width: u16) -> Option<Slots> {
        let counts: Vec<usize> = self.stages.iter().map(|(_, points)| points.len()).collect();
        let usual = Slots::of(&counts, width).filter(|own| own.slot >= NARROWEST_SLOT);
        usual.or_else(|| Slots::tight(&counts, width, NARROWEST_SLOT))
    }

    /// Its first and its last stage.
    pub(super) fn span(&self) -> (usize, usize) {
        let ends = self.stages.first().zip(self.stages.last());
        ends.map(|((first, _), (last, _))| (*first, *last)).unwrap_or_default()
    }

    pub(super) fn is_first(&self) -> bool {
        self.points().start == 0
    }

    pub(super) fn is_last(&self, timeline: &Timeline) -> bool {
        self.points().end == timeline.points.len()
    }
}

/// As few parts as fit, each as full as it gets.
pub(super) fn of(timeline: &Timeline, width: u16) -> Vec<Part> {
    let most = usize::from(width.saturating_sub(LEFT + 2) / NARROWEST_SLOT).max(1);
    let mut parts: Vec<Part> = Vec::new();
    let mut part = Part::default();
    let mut first = 0;
    for (idx, stage) in timeline.stages.iter().enumerate() {
        let all = first..first + stage.n_points;
        first = all.end;
        let longer = Part { stages: part.stages.iter().cloned().chain([(idx, all.clone())]).collect() };
        if longer.slots(width).is_some() {
            part = longer;
            continue;
        }
        if !part.stages.is_empty() {
            parts.push(std::mem::take(&mut part));
        }
        // A stage that is too wide by itself goes on in the next part.
        let mut rest = all;
        while rest.len() > most {
            let end = rest.start + most;
            parts.push(Part { stages: vec![(idx, rest.start..end)] });
            rest.start = end;
        }
        part = Part { stages: vec![(idx, rest)] };
    }
    if !part.stages.is_empty() {
        parts.push(part);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::{TimelinePoint, TimelineStage};

    fn timeline(counts: &[usize]) -> Timeline {
        let stage = |n_points: &usize| TimelineStage { n_points: *n_points, ..TimelineStage::default() };
        Timeline {
            stages: counts.iter().map(stage).collect(),
            points: vec![TimelinePoint::default(); counts.iter().sum()],
            ..Timeline::default()
        }
    }

    #[test]
    fn parts_hold_every_touchpoint_once_and_in_order() {
        for counts in [&[3, 4, 4, 4, 2][..], &[1; 40], &[80], &[5, 90, 2], &[0, 3, 0], &[]] {
            for width in [56, 78, 118, 198] {
                let own = timeline(counts);
                let parts = of(&own, width);
                let points: Vec<usize> = parts.iter().flat_map(Part::points).collect();
                assert_eq!(points, (0..own.points.len()).collect::<Vec<_>>(), "{counts:?} in {width}");
                assert!(parts.iter().all(|part| part.slots(width).is_some()), "{counts:?} in {width}");
            }
        }
    }

    #[test]
    fn what_fits_is_one_part() {
        assert_eq!(of(&timeline(&[3, 4, 4, 4, 2]), 78).len(), 1);
        let halves = of(&timeline(&[10, 10, 10, 10]), 118);
        assert_eq!(halves.iter().map(Part::span).collect::<Vec<_>>(), [(0, 2), (3, 3)]);
        assert!(halves[0].is_first() && !halves[0].is_last(&timeline(&[10; 4])));
    }
}
