//! Did it change? Since when, between two periods, and where it went over all of them: of every place by one metric.
//! Invariant: places by one metric are judged among their like, whichever of them is looked at.

use super::matter::Matter;
use super::objective::{ObjectiveFound, objective};
use crate::journey::{Address, Binding, Noun};
use crate::metric::{Metric, Period};
use place::{PlaceFound, PlaceLevel};

mod data;
pub(crate) mod group;
mod pair;
mod parts;
pub(crate) mod place;
mod points;

/// What is asked.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ChangesAsked<'a> {
    /// Two periods instead of the last two; of one alone the other is the last, or the one before.
    pub(crate) from: Option<Period>,
    pub(crate) to: Option<Period>,
    /// The only touchpoint that is told.
    pub(crate) touchpoint: Option<&'a str>,
    /// The list that is the rows of a table.
    pub(crate) rows: ChangesRows,
}

/// Which list of what was found is the rows of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ChangesRows {
    /// Two periods of every place.
    #[default]
    Changes,
    /// All periods of every place.
    Trends,
    /// The periods of the objective.
    Objective,
}

/// What was found.
#[derive(Clone, Debug)]
pub(crate) struct ChangesFound {
    /// The metric that is looked at; `None` where nothing is measured.
    pub(crate) metric: Option<Metric>,
    /// The journey first, then stages and touchpoints in the order of the map.
    pub(crate) places: Vec<PlaceFound>,
    /// Touchpoints that the metric does not measure.
    pub(crate) unmeasured: Vec<Address>,
    /// The two periods that were asked for, if any were.
    pub(crate) asked: Option<(Period, Period)>,
    pub(crate) objective: Result<ObjectiveFound, String>,
    pub(super) rows: ChangesRows,
}

impl ChangesFound {
    /// The places of a level.
    pub(crate) fn of(&self, level: PlaceLevel) -> impl Iterator<Item = &PlaceFound> {
        self.places.iter().filter(move |own| own.level == level)
    }
}

/// How every place changed by the metric that is looked at, and how the objective stands.
#[must_use]
pub(crate) fn changes(matter: &Matter<'_>, asked: ChangesAsked<'_>) -> ChangesFound {
    let book = matter.book;
    let bindings: Vec<(Address, &Binding)> = book.map.bindings().collect();
    let score = super::objective::score_of(matter, &bindings);
    let is_meant = |at: &Address, binding: &Binding, idx: usize| match PlaceLevel::of(at) {
        None => false,
        Some(PlaceLevel::Journey) if Some(idx) == score => true,
        Some(_) => matter.metric.is_some_and(|metric| metric.id == binding.metric),
    };
    let meant: Vec<usize> = bindings
        .iter()
        .enumerate()
        .filter(|(idx, (at, binding))| is_meant(at, binding, *idx))
        .map(|(idx, _)| idx)
        .collect();
    let mut places: Vec<PlaceFound> = meant
        .iter()
        .filter_map(|idx| place::measured(matter, bindings.get(*idx)?.1, &bindings.get(*idx)?.0, *idx))
        .collect();
    let last = places.iter().filter_map(|own| own.points.last()).map(|(period, _)| *period).max();
    let two = pair::asked(matter, (asked.from, asked.to), last);
    if let Some(two) = two {
        for own in &mut places {
            own.pair = pair::of_place(matter, &bindings, own, two);
        }
    }
    places.extend(parts::wholes(matter, &places, two));
    if two.is_some() {
        pair::discover(matter, &mut places);
    }
    points::discover(&mut places);
    places.sort_by_key(|own| own.level != PlaceLevel::Journey);
    let measured: Vec<Address> = places.iter().map(|own| own.at.clone()).collect();
    let is_told = |own: &PlaceFound| {
        asked.touchpoint.is_none_or(|id| own.at.id_of(Noun::Touchpoint) == Some(id) || own.level == PlaceLevel::Journey)
    };
    places.retain(is_told);
    let all = book.map.stages.iter().flat_map(|stage| {
        let at = Address::journey().then(Noun::Stage, &stage.id);
        stage.touchpoints.iter().map(move |own| at.clone().then(Noun::Touchpoint, &own.id))
    });
    let unmeasured = all.filter(|at| {
        !measured.contains(at) && asked.touchpoint.is_none_or(|id| at.id_of(Noun::Touchpoint) == Some(id))
    });
    ChangesFound {
        metric: matter.metric.cloned(),
        unmeasured: unmeasured.collect(),
        places,
        asked: two,
        objective: objective(matter),
        rows: asked.rows,
    }
}

#[cfg(test)]
mod tests;
