//! Where something was shipped, along periods: strips are parted there, and charts have a mark.
//! Invariant: all strips of a map are parted at the same places, so that their columns line up.

use jiff::civil::Date;

use super::told::day;
use crate::app::view::{Chart, Labels, Level, Strip};
use crate::journey::{Action, ActionStatus, Map};
use crate::metric::Period;

/// At so many places a strip is parted at most, the latest ones.
const MOST: usize = 2;

/// Where the strips of a map are parted: before which of their periods.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ships {
    /// How many periods of the board strips leave out.
    skipped: usize,
    boundaries: Vec<usize>,
}

/// The days on which actions went live.
pub(super) fn days<'a>(actions: impl IntoIterator<Item = &'a Action>) -> Vec<Date> {
    let shipped = actions.into_iter().filter(|own| own.status == ActionStatus::Shipped);
    let mut days: Vec<Date> = shipped.filter_map(|own| own.shipped).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Before which period the boundary stands that is nearest to a day; `None` at either end: there is nothing to part.
fn boundary(periods: &[Period], day: Date) -> Option<usize> {
    let idx = periods.iter().position(|own| own.contains(day))?;
    let own = periods.get(idx)?;
    let (before, behind) = (own.start.duration_until(day), day.duration_until(own.end()));
    let idx = if before > behind { idx + 1 } else { idx };
    (0 < idx && idx < periods.len()).then_some(idx)
}

impl Ships {
    /// Those of a map, along the last so many of the periods of its board.
    pub(super) fn of(map: &Map, periods: &[Period], most_cells: usize) -> Self {
        let skipped = periods.len().saturating_sub(most_cells);
        let all = days(map.all_actions().map(|(_, own, _)| own));
        let mut boundaries: Vec<usize> = all.into_iter().filter_map(|day| boundary(periods, day)).collect();
        boundaries.retain(|own| *own > skipped);
        boundaries.dedup();
        boundaries.drain(..boundaries.len().saturating_sub(MOST));
        Self { skipped, boundaries }
    }

    /// How many cells part a strip.
    pub(super) fn n_cells(&self) -> usize {
        self.boundaries.len()
    }

    /// Parts a strip: with a mark where one of the actions of its place was shipped, and with a blank elsewhere.
    pub(super) fn part<'a>(
        &self,
        mut strip: Strip,
        periods: &[Period],
        actions: impl IntoIterator<Item = &'a Action>,
    ) -> Strip {
        let own: Vec<usize> = days(actions).into_iter().filter_map(|day| boundary(periods, day)).collect();
        for at in self.boundaries.iter().rev() {
            let place = at - self.skipped;
            if place < strip.cells.len() {
                let level = if own.contains(at) { Level::Shipped } else { Level::Parted };
                strip.cells.insert(place, level);
            }
        }
        strip
    }
}

/// Marks the days on which actions were shipped, and names the last of them.
pub(super) fn mark<'a>(
    mut chart: Chart,
    labels: Labels,
    (periods, today): (&[Period], Date),
    actions: impl IntoIterator<Item = &'a Action>,
) -> Chart {
    let all = days(actions);
    let first = periods.len().saturating_sub(chart.points.len());
    let shown = periods.get(first..).unwrap_or_default();
    let placed: Vec<(usize, Date)> = all.into_iter().filter_map(|day| Some((boundary(shown, day)?, day))).collect();
    if let Some((_, last)) = placed.last() {
        let shipped = labels.before(crate::app::view::Label::Shipped, &day(labels, *last, today));
        chart.title = super::pieces::joined([chart.title.to_string(), format!("┊ {shipped}")]);
    }
    chart.marks = placed.into_iter().map(|(at, _)| at).collect();
    chart
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::metric::Grain;

    fn quarters() -> Vec<Period> {
        let first = Period::of(date(2025, 4, 1), Grain::Quarter);
        std::iter::successors(Some(first), Period::next).take(4).collect()
    }

    fn shipped(day: Date) -> Action {
        Action { status: ActionStatus::Shipped, shipped: Some(day), ..Action::default() }
    }

    #[test]
    fn the_boundary_nearest_to_the_day_parts() {
        let at = |day| boundary(&quarters(), day);
        assert_eq!(at(date(2025, 9, 29)), Some(2));
        assert_eq!(at(date(2025, 10, 20)), Some(2));
        assert_eq!(at(date(2025, 4, 2)), None, "nothing lies before");
        assert_eq!(at(date(2026, 3, 29)), None, "nothing lies after");
        assert_eq!(at(date(2024, 3, 29)), None);
    }

    #[test]
    fn all_strips_have_as_many_cells() {
        let actions = vec![shipped(date(2025, 9, 29)), shipped(date(2025, 7, 3))];
        let map = Map { actions, ..Map::default() };
        let ships = Ships::of(&map, &quarters(), 64);
        assert_eq!(ships.n_cells(), 2);
        let strip = Strip { cells: vec![Level::Within(4); 4] };
        let own = ships.part(strip.clone(), &quarters(), &map.actions[..1]);
        let other = ships.part(strip, &quarters(), &[]);
        let signs = |own: &Strip| own.cells.iter().map(|own| matches!(own, Level::Shipped)).collect::<Vec<_>>();
        assert_eq!(signs(&own), [false, false, false, true, false, false]);
        assert_eq!(other.cells.len(), own.cells.len());
        assert_eq!(other.cells[1], Level::Parted);
        assert_eq!(ships.part(Strip::default(), &quarters(), &[]), Strip::default());
    }
}
