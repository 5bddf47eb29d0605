//! One place by one metric: how it moved, and where it went.

use super::points;
use crate::analysis::judged::{Hindrance, Judged, PeriodPair};
use crate::analysis::matter::Matter;
use crate::journey::{Address, Binding, Noun, Toll};
use crate::metric::trend::FEWEST_POINTS;
use crate::metric::{Comparison, Course, Disclosed, Gated, Metric, Passage, Period, Verdict};

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PlaceLevel {
    Journey,
    Stage,
    Touchpoint,
}

impl PlaceLevel {
    /// That of an address; `None` of what is no part of the way.
    pub(crate) fn of(at: &Address) -> Option<Self> {
        match at.noun() {
            None => Some(Self::Journey),
            Some(Noun::Stage) => Some(Self::Stage),
            Some(Noun::Touchpoint) => Some(Self::Touchpoint),
            Some(_) => None,
        }
    }
}

/// A place by a metric.
#[derive(Clone, Debug)]
pub(crate) struct PlaceFound {
    /// Its binding; `None` of a stage that is put together.
    pub(crate) binding: Option<usize>,
    pub(crate) at: Address,
    pub(crate) level: PlaceLevel,
    pub(crate) name: String,
    /// The name of its stage; `None` of the journey.
    pub(crate) stage_name: Option<String>,
    pub(crate) metric: Metric,
    /// How it moved, whatever periods are asked for.
    pub(crate) judged: Judged,
    /// Two periods: the last two, or those that were asked for; or why they are not set against each other.
    pub(crate) pair: Result<PeriodPair, String>,
    /// Where it went over all periods.
    pub(crate) passage: Passage,
    /// The periods that its trend rests on.
    pub(crate) counted: Vec<Period>,
    /// All periods, oldest first.
    pub(crate) points: Vec<(Period, Gated)>,
    /// The first of them that is not over.
    pub(crate) unfinished: Option<Period>,
    /// Are there more periods than are looked at?
    pub(crate) is_cut: bool,
    /// The ids of the touchpoints that it is put together from, where it is.
    pub(crate) parts: Vec<String>,
    pub(crate) toll: Toll,
}

impl PlaceFound {
    /// The change between the two periods; `None` where it is not known.
    #[must_use]
    pub(crate) fn change(&self) -> Option<Comparison> {
        self.pair.as_ref().ok()?.outcome.ok()
    }

    /// What can be said of the two periods.
    #[must_use]
    pub(crate) fn verdict(&self) -> Verdict {
        self.change().map_or(Verdict::CannotTell, |change| change.verdict)
    }

    /// Would it count alone, though not among so many?
    #[must_use]
    pub(crate) fn is_alone(&self) -> bool {
        self.change().is_some_and(|own| {
            own.verdict == Verdict::CannotTell && own.alone() != Verdict::CannotTell && own.standing.family > 1
        })
    }

    /// Why the two periods are not told apart, in words; `None` where they are.
    #[must_use]
    pub(crate) fn note(&self) -> Option<String> {
        let step = match &self.pair {
            Err(why) => return Some(why.clone()),
            Ok(step) => step,
        };
        let few = |(period, reading): &(Period, Disclosed)| {
            format!("n {} in {}: too few to compare", reading.n(), period.label())
        };
        match step.outcome {
            Err(Hindrance::Few) => Some(few(&step.later)),
            Err(Hindrance::FewBefore) => Some(few(&step.earlier)),
            Err(Hindrance::Weights) => Some("one of the two has no weights: not compared".to_owned()),
            Err(Hindrance::Open(1)) => Some("1 is still open: not compared".to_owned()),
            Err(Hindrance::Open(n)) => Some(format!("{n} are still open: not compared")),
            Err(Hindrance::NoInterval) if !self.metric.kind.is_estimate() => Some("count, not compared".to_owned()),
            Err(Hindrance::NoInterval) => Some("no interval: not compared".to_owned()),
            Ok(own) if self.is_alone() => {
                Some(format!("alone it would count, among {} it may be chance", own.standing.family))
            }
            Ok(_) => None,
        }
    }
}

/// What a binding measured; `None` without answers.
pub(super) fn measured(matter: &Matter<'_>, binding: &Binding, at: &Address, idx: usize) -> Option<PlaceFound> {
    let map = &matter.book.map;
    let metric = map.metric(&binding.metric)?;
    let track = matter.verdicts.tracks.get(idx).and_then(Option::as_ref)?;
    let row = points::row(matter, idx, (at, binding));
    let is_estimate = metric.kind.is_estimate();
    let (counted, passage) = points::passage(&row, is_estimate);
    let judged = track.judged.clone();
    let alone = || "one period: nothing to compare it with".to_owned();
    let pair = judged.step.clone().ok_or_else(|| track.withheld().map_or_else(alone, |own| own.to_string()));
    let name = map.thing(at).map_or_else(|| map.title.clone(), |own| own.title().into_owned());
    Some(PlaceFound {
        binding: Some(idx),
        at: at.clone(),
        level: PlaceLevel::of(at)?,
        name,
        stage_name: at
            .id_of(Noun::Stage)
            .and_then(|id| map.stages.iter().find(|own| own.id == id))
            .map(|own| own.name.clone()),
        judged,
        pair,
        passage,
        counted,
        metric,
        points: row.points,
        unfinished: row.unfinished,
        is_cut: row.is_cut,
        parts: Vec::new(),
        toll: matter.book.toll(binding),
    })
}

impl PlaceFound {
    /// Why nothing is said of where it went; `None` where something is.
    #[must_use]
    pub(crate) fn reason_of_course(&self) -> Option<String> {
        (self.passage.course == Course::TooFewPoints)
            .then(|| format!("{} points, fewer than {FEWEST_POINTS}", self.passage.n_points))
    }
}
