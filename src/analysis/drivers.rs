//! What to fix first to be recommended: which places go with the outcome, do badly and are met by many, what nobody has
//! begun there, and what nobody was asked.
//! Invariant: what goes with an outcome is said to go with it, and never to bring it about.

use std::cmp::Reverse;

use self::place::{DriverPlace, PlaceMarks, is_met, lowest, pairs};
use self::reasons::{DriverReason, SEVERE, Unattended, reasons};
use self::unknown::{OpenQuestion, Unknowns, recommend};
use self::wish::{Candidate, DriverWish, Outcome, candidates, is_long, outcome};
use crate::analysis::matter::{Analysis, Matter};
use crate::analysis::offer::metrics;
use crate::analysis::record::{AnalysisData, Facts};
use crate::journey::Column;
use crate::metric::drivers::{halo, place_ranges};
use crate::metric::{Correlation, Direction, DriverMedians, FixOrder, Grain, Metric, Period};

mod form;
mod lack;
pub(crate) mod place;
pub(crate) mod reasons;
mod told;
pub(crate) mod unknown;
pub(crate) mod wish;

/// So many places of the order are said to be the first.
pub(crate) const FIRST: usize = 5;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Drivers {
    /// The outcome, where there is one.
    pub outcome: Option<Metric>,
    /// Why nothing is put in order by it, in a sentence that says what would do; `None` where it is.
    pub lack: Option<String>,
    /// Is it lacking because no answer to a touchpoint is joined with one about the outcome?
    pub is_unjoined: bool,
    /// The metric by which places are looked at.
    pub metric: Option<Metric>,
    pub period: Option<Period>,
    /// Those that have a place of the order first, in that order; then the rest.
    pub places: Vec<DriverPlace>,
    pub medians: Option<DriverMedians>,
    /// How far answers to one place go with answers to another, and of how many pairs of places.
    pub halo: Option<(f64, usize)>,
    pub unknowns: Unknowns,
    /// Is the metric another than the map's own? Then a place without it is not among the first.
    pub is_metric_other: bool,
    /// Was no place measured in the period that was asked for? Then the lack says why, and nothing is put in order.
    pub is_empty: bool,
    /// A form with what is to be asked, where it was asked for.
    form: Option<String>,
}

impl Drivers {
    /// What goes with the outcome of a map.
    #[must_use]
    pub(crate) fn of(matter: &Matter<'_>, wish: &DriverWish<'_>) -> Self {
        let map = &matter.book.map;
        let outcome = outcome(matter.book, wish);
        let all = candidates(map, matter.metric);
        let period = wish.period.or_else(|| latest(matter, &all));
        let unknowns = if matter.book.counts.is_complete {
            Unknowns::of(matter.book, &all, (outcome.as_ref(), matter.metric))
        } else {
            Unknowns::default()
        };
        let mut own = Self {
            outcome: outcome.as_ref().map(|own| own.metric.clone()),
            metric: matter.metric.cloned(),
            is_metric_other: matter.metric.map(|own| &own.id) != metrics(matter.book).first().map(|own| &own.id),
            period,
            unknowns,
            ..Self::default()
        };
        own.places = all.iter().map(|place| measured(matter, place, outcome.as_ref(), period)).collect();
        own.place(matter);
        own.halo = period.and_then(|period| common(matter, &all, period));
        let empty = wish.period.and_then(|period| lack::empty(&own.places, period));
        own.is_empty = empty.is_some();
        own.lack =
            empty.or_else(|| lack::unordered(&own.places, matter, (outcome.as_ref(), wish), &own.outcome_words()));
        own.is_unjoined =
            own.lack.is_some() && !own.is_empty && own.places.iter().all(|place| place.goes_with.is_err());
        if own.is_unjoined && outcome.as_ref().is_some_and(|outcome| is_long(map, outcome)) {
            // Of rows that nobody shares it says nothing how many meet a place.
            own.places.iter_mut().for_each(|place| place.reach = None);
        }
        if !own.is_empty {
            own.reason(matter, &all, wish);
        }
        own.form = wish.is_form.then(|| form::form(map, &own.asked(matter, &all, outcome.as_ref()), own.asks_anew()));
        own.narrow(wish);
        own
    }

    /// The places that there is a reason to look at, in order.
    pub(crate) fn critical(&self) -> impl Iterator<Item = &DriverPlace> {
        self.places.iter().filter(|own| !self.is_empty && is_worth(own))
    }

    /// Those that stand first: of an order those that are not surely below the one that leads it; without one, two that there
    /// is most reason to look at. What may not go with the outcome is not among them where anything does.
    pub(crate) fn first<'a>(&self, worth: &[&'a DriverPlace]) -> Vec<&'a DriverPlace> {
        let leader = worth.first().and_then(|own| own.range);
        let Some(leader) = leader.filter(|_| self.lack.is_none()) else {
            let is_untold = |own: &&&DriverPlace| self.lack.is_some() || own.goes_with.is_err();
            return worth.iter().filter(is_untold).take(2).copied().collect();
        };
        let is_first = |own: &&&DriverPlace| own.range.is_some_and(|own| own.first <= leader.first);
        worth.iter().filter(is_first).take(FIRST).copied().collect()
    }

    /// Is the outcome better low?
    #[must_use]
    pub(crate) fn is_turned(&self) -> bool {
        self.outcome.as_ref().is_some_and(|own| own.direction == Direction::LowerIsBetter)
    }

    /// What the outcome is called in a sentence: `recommending`.
    #[must_use]
    pub(crate) fn outcome_words(&self) -> String {
        match &self.outcome {
            Some(own) if own.direction == Direction::LowerIsBetter => format!("less of “{}”", own.name),
            Some(own) if !own.kind.is_net() => own.name.clone(),
            _ => "recommending".to_owned(),
        }
    }

    /// Finds medians, quadrants and the order.
    fn place(&mut self, matter: &Matter<'_>) {
        let both = |own: &DriverPlace| {
            let performance = own.performance.as_ref().ok().filter(|own| !own.is_few())?;
            Some((own.goes_with.as_ref().ok()?.r, performance.value()))
        };
        self.medians = DriverMedians::of(&self.places.iter().filter_map(both).collect::<Vec<_>>());
        if let Some((medians, metric)) = self.medians.zip(matter.metric) {
            for own in self.places.iter_mut().filter(|own| both(own).is_some()) {
                let importance = own.goes_with.as_ref().ok().map(|own| (own.r, Some(own.interval)));
                let performance = own.performance.as_ref().ok().map(|own| (own.value(), own.interval()));
                let parts = importance.zip(performance);
                own.quadrant = parts.map(|(one, other)| medians.place(one, other, metric.direction));
                if let Ok(performance) = &own.performance {
                    own.standing = PlaceMarks::of(performance, medians.performance, metric.direction);
                }
            }
        }
        for own in &mut self.places {
            own.standing.is_met = own.reach.as_ref().is_some_and(is_met);
        }
        let orders: Vec<(usize, FixOrder)> =
            self.places.iter().enumerate().filter_map(|(idx, own)| Some((idx, own.order?))).collect();
        let ranges = place_ranges(&orders.iter().map(|(_, order)| *order).collect::<Vec<_>>());
        for ((idx, _), range) in orders.iter().zip(ranges) {
            if let Some(own) = self.places.get_mut(*idx) {
                own.range = Some(range);
            }
        }
    }

    /// Spells out the reasons of each place, and puts all in order.
    fn reason(&mut self, matter: &Matter<'_>, all: &[Candidate<'_>], wish: &DriverWish<'_>) {
        let track = |own: &Candidate<'_>| {
            let (idx, _) = own.bound?;
            let track = matter.verdicts.tracks.get(idx)?.as_ref()?;
            Some((&track.metric, &track.judged))
        };
        let lowest = self.metric.as_ref().and_then(|own| lowest(&self.places, own.direction));
        for (own, of) in self.places.iter_mut().zip(all) {
            own.why = reasons(of.touchpoint, track(of), wish.period);
            own.why.extend(lowest.as_ref().filter(|(at, _)| *at == own.at).map(|(_, why)| why.clone()));
            let is_sure = own.goes_with.as_ref().is_ok_and(Correlation::is_sure);
            own.why.extend(is_sure.then_some(DriverReason::GoesWith));
            own.why.extend(own.reach.as_ref().map(|own| DriverReason::Reach(own.value())));
        }
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by_key(|idx| self.places.get(*idx).map(by_reasons));
        let mut rest: Vec<DriverPlace> = order.iter().filter_map(|idx| self.places.get(*idx).cloned()).collect();
        let rank: Vec<usize> = order;
        for (place, (own, idx)) in rest.iter_mut().zip(rank).enumerate() {
            let is_first = place < FIRST && is_worth(own) && !own.standing.is_strong;
            let touchpoint = all.get(idx).map(|own| own.touchpoint);
            own.unattended = touchpoint.and_then(|own| Unattended::of(own, is_first));
        }
        self.places = rest;
    }

    /// The questions of the form: the outcome, what is not known, every touchpoint where answers have to be joined anew, and
    /// why of the first place.
    fn asked(&self, matter: &Matter<'_>, all: &[Candidate<'_>], outcome: Option<&Outcome<'_>>) -> Vec<OpenQuestion> {
        let tongue = form::Tongue::of(&matter.book.map);
        let column = |own: &Outcome<'_>| match &own.binding.column {
            Column::Own(column) | Column::Matched(column) => Some(column.clone()),
            Column::Rows | Column::Shape(_) => None,
        };
        let is_nps = outcome.is_none_or(|own| own.metric.kind.is_net());
        let is_open = self.unknowns.questions.iter().any(|own| own.at.is_some());
        let mut asked = Vec::new();
        // An answer about a touchpoint is joined with the outcome only where both are in one row.
        if is_nps && (outcome.is_none() || is_open || self.is_unjoined) {
            let name = outcome.and_then(column).unwrap_or_else(|| "nps".to_owned());
            asked.push(OpenQuestion { column: name, ..recommend(tongue) });
        }
        if self.is_unjoined {
            let open: Vec<Candidate<'_>> = all.iter().filter(|own| !own.touchpoint.is_exit).copied().collect();
            asked.extend(open.iter().map(|own| unknown::question(own, matter.metric, tongue)));
        } else {
            asked.extend(self.unknowns.questions.iter().filter(|own| own.at.is_some()).cloned());
        }
        let first = self.places.iter().find(|own| is_worth(own));
        asked.extend(first.map(|own| OpenQuestion {
            ask: tongue.better(&own.name),
            column: "comment".to_owned(),
            ..recommend(tongue)
        }));
        asked
    }

    /// Why the form asks again what was asked before.
    fn asks_anew(&self) -> bool {
        self.is_unjoined && self.places.iter().any(|own| own.performance.is_ok())
    }

    /// Leaves only what is looked at; places of the order stay those among all.
    fn narrow(&mut self, wish: &DriverWish<'_>) {
        let Some(id) = wish.touchpoint else { return };
        self.places.retain(|own| own.id() == id);
        let all = std::mem::take(&mut self.unknowns);
        let questions = all.questions.into_iter().filter(|own| own.at.is_none() || own.id() == id).collect();
        self.unknowns = Unknowns { n_touchpoints: all.n_touchpoints, ..Unknowns::settled_by(questions) };
    }
}

impl Analysis for Drivers {
    fn data(&self) -> AnalysisData {
        let unit = self.metric.as_ref().map_or("", |metric| metric.unit.as_str());
        let outcome = self.outcome_words();
        let id = |own: &Option<Metric>| own.as_ref().map(|metric| metric.id.clone());
        let (halo, n_pairs) = self.halo.unzip();
        let record = Facts::default()
            .with("outcome", id(&self.outcome))
            .with("outcome_better", self.outcome.as_ref().map(|_| if self.is_turned() { "lower" } else { "higher" }))
            .with("reason", self.lack.clone())
            .with("metric", id(&self.metric))
            .with("period", self.period.map(|period| period.label()))
            .with(
                "drivers",
                self.places.iter().map(|own| told::driver(own, unit, self.is_turned())).collect::<Vec<_>>(),
            )
            .with("median", self.medians.map(|own| told::medians(own, self.is_turned())))
            .with("halo", halo)
            .with("halo_pairs", n_pairs)
            .with("critical", self.critical().map(|own| told::critical(own, &outcome)).collect::<Vec<_>>())
            .with("not_measured", self.unknowns.questions.iter().map(told::unmeasured).collect::<Vec<_>>())
            .with("settled", told::settled(&self.unknowns));
        AnalysisData { rows: "drivers", record }
    }

    fn printed(&self) -> Option<String> {
        self.form.clone()
    }
}

/// How far answers to one place go with answers to another, where they surely do.
fn common(matter: &Matter<'_>, all: &[Candidate<'_>], period: Period) -> Option<(f64, usize)> {
    let inquired = matter.inquired?;
    let idxs: Vec<usize> = all.iter().filter_map(|own| Some(own.bound?.0)).collect();
    let gate = matter.viewpoint.gate;
    let mut rs = Vec::new();
    for (place, own) in idxs.iter().enumerate() {
        for other in idxs.iter().skip(place + 1) {
            let Some(Ok(counts)) = pairs(inquired, (*own, *other), period) else { continue };
            rs.extend(gate.correlation(&counts, std::iter::empty()).ok());
        }
    }
    let mean = |of: fn(&Correlation) -> f64| halo(&rs.iter().map(of).collect::<Vec<_>>());
    // The mean of ends is no nearer than an end of the mean.
    let is_sure = mean(|own| own.interval.low)? > 0.0;
    mean(|own| own.r).filter(|_| is_sure).map(|own| (own, rs.len()))
}

/// Is it worth mending: does it go with the outcome for sure and do no better than most, or is there another reason?
#[must_use]
pub(crate) fn is_worth(own: &DriverPlace) -> bool {
    (own.order.is_some_and(|order| order.value > 0.0) && !own.standing.is_strong) || is_critical(own)
}

/// Is there a reason to look at it, whatever goes with it?
#[must_use]
pub(crate) fn is_critical(own: &DriverPlace) -> bool {
    own.why.iter().any(|why| match why {
        DriverReason::Pain { severity, .. } => *severity >= SEVERE,
        DriverReason::Worse(_) | DriverReason::Truth => true,
        _ => false,
    })
}

/// The place among all: those with a place of the order first, what is strong after the others; of the others those that got worse beyond chance, then by
/// their worst pain, then moments of truth.
fn by_reasons(own: &DriverPlace) -> (bool, usize, bool, Reverse<u8>, bool) {
    let has = |is_meant: fn(&DriverReason) -> bool| own.why.iter().any(is_meant);
    let pain = own.why.iter().find_map(|why| match why {
        DriverReason::Pain { severity, .. } if *severity >= SEVERE => Some(*severity),
        _ => None,
    });
    (
        own.range.is_some() && own.standing.is_strong,
        own.range.map_or(usize::MAX, |range| range.place),
        !has(|why| matches!(why, DriverReason::Worse(_))),
        Reverse(pain.unwrap_or(0)),
        !own.is_moment_of_truth,
    )
}

fn measured(
    matter: &Matter<'_>,
    own: &Candidate<'_>,
    outcome: Option<&Outcome<'_>>,
    period: Option<Period>,
) -> DriverPlace {
    let bare = DriverPlace::bare(own);
    match own.bound.zip(period) {
        Some((bound, period)) => bare.measured(matter, bound, outcome, period),
        None => bare,
    }
}

/// The last period that is over in which any of the places was measured; without one that is over, the last.
fn latest(matter: &Matter<'_>, all: &[Candidate<'_>]) -> Option<Period> {
    if matter.grain == Grain::All {
        return Some(Period { start: jiff::civil::Date::MIN, grain: Grain::All });
    }
    let cohort = matter.viewpoint.cohort?;
    let mut last: (Option<Period>, Option<Period>) = (None, None);
    for (idx, binding) in all.iter().filter_map(|own| own.bound) {
        let Some(series) = matter.book.counts.series.get(idx).and_then(|own| own.get(cohort)) else { continue };
        let open = matter.verdicts.unfinished.of_source(&binding.source, matter.grain.min(series.finest));
        for period in series.n_by_period(matter.grain).into_keys() {
            last.1 = last.1.max(Some(period));
            if open.is_none_or(|first| period < first) {
                last.0 = last.0.max(Some(period));
            }
        }
    }
    last.0.or(last.1)
}
