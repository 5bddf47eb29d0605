//! What to fix first to be recommended: which places go with the outcome, do badly and are met by many, what nobody has
//! begun there, and what nobody was asked.
//! Invariant: what goes with an outcome is said to go with it, and never to bring it about.

use std::cmp::Reverse;

use self::place::{DriverPlace, pairs, unjoined};
use self::reasons::{DriverReason, SEVERE, Unattended, reasons};
use self::unknown::{OpenQuestion, Unknowns, recommend};
use self::wish::{Candidate, DriverWish, Outcome, candidates, is_long, outcome};
use crate::analysis::matter::{Analysis, Matter};
use crate::analysis::record::{AnalysisData, Facts};
use crate::journey::{Address, Column, Unjoined};
use crate::metric::drivers::{halo, place_ranges};
use crate::metric::{Disclosed, DriverMedians, FixOrder, Grain, Metric, Period};

mod form;
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
    /// The metric by which places are looked at.
    pub metric: Option<Metric>,
    pub period: Option<Period>,
    /// Those that have a place of the order first, in that order; then the rest.
    pub places: Vec<DriverPlace>,
    pub medians: Option<DriverMedians>,
    /// How far answers to one place go with answers to another, and of how many pairs of places.
    pub halo: Option<(f64, usize)>,
    pub unknowns: Unknowns,
    /// The fewest answers that a place rests on.
    pub fewest: Option<u64>,
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
            period,
            unknowns,
            ..Self::default()
        };
        own.places = all.iter().map(|place| measured(matter, place, outcome.as_ref(), period)).collect();
        own.place(matter);
        own.halo = period.and_then(|period| common(matter, &all, period));
        own.lack = own.lack(matter, outcome.as_ref());
        if own.lack.is_some() && outcome.as_ref().is_some_and(|outcome| is_long(map, outcome)) {
            // Of rows that nobody shares it says nothing how many meet a place.
            own.places.iter_mut().for_each(|place| place.reach = None);
        }
        own.reason(matter, &all);
        let n = |place: &DriverPlace| place.performance.as_ref().ok().map(Disclosed::n);
        own.fewest = own.places.iter().filter_map(n).min();
        own.form = wish.is_form.then(|| form::form(map, &own.asked(matter, &all, outcome.as_ref())));
        own.narrow(wish);
        own
    }

    /// The places that there is a reason to look at, in order.
    pub(crate) fn critical(&self) -> impl Iterator<Item = &DriverPlace> {
        self.places.iter().filter(|own| is_worth(own))
    }

    /// What the outcome is called in a sentence: `recommending`.
    #[must_use]
    pub(crate) fn outcome_words(&self) -> String {
        match &self.outcome {
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
            }
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

    /// Why there is no order by the outcome.
    fn lack(&self, matter: &Matter<'_>, outcome: Option<&Outcome<'_>>) -> Option<String> {
        if self.places.iter().any(|own| own.order.is_some()) {
            return None;
        }
        let Some(outcome) = outcome else {
            return Some(
                "needs an answer to “would you recommend us” in the same row as the touchpoints: column nps".to_owned(),
            );
        };
        let name = &outcome.metric.name;
        let reasons: Vec<&String> = self.places.iter().filter_map(|own| own.goes_with.as_ref().err()).collect();
        let has = |words: &str| reasons.iter().any(|own| own.as_str() == words);
        let long = is_long(&matter.book.map, outcome);
        Some(match () {
            () if has(unjoined(Unjoined::NoRespondent)) => {
                format!("{name}: {}", unjoined(Unjoined::NoRespondent))
            }
            () if long && has("nobody answered both") => format!(
                "{name}: answers cannot be joined, nobody has two rows: add respondent = a column that is the same in all rows of a customer"
            ),
            () if reasons.iter().any(|own| own.contains("fewer than")) => {
                format!("{name}: too few answered both in that period")
            }
            () if has(unjoined(Unjoined::OtherSource)) => {
                format!("{name} is in another file than the touchpoints: ask both in the same row: column nps")
            }
            () => format!("{name}: no touchpoint is asked about in the same rows"),
        })
    }

    /// Spells out the reasons of each place, and puts all in order.
    fn reason(&mut self, matter: &Matter<'_>, all: &[Candidate<'_>]) {
        let track = |own: &Candidate<'_>| {
            let (idx, _) = own.bound?;
            let track = matter.verdicts.tracks.get(idx)?.as_ref()?;
            Some((&track.metric, &track.judged))
        };
        let lowest = self.lowest();
        let n_ranked = self.places.iter().filter(|own| own.performance.as_ref().is_ok_and(|own| !own.is_few())).count();
        for (own, of) in self.places.iter_mut().zip(all) {
            own.why = reasons(of.touchpoint, track(of));
            if lowest.as_ref() == Some(&own.at) {
                own.why.push(DriverReason::Lowest(n_ranked));
            }
            let is_sure = own.goes_with.as_ref().is_ok_and(|own| own.interval.low > 0.0);
            own.why.extend(is_sure.then_some(DriverReason::GoesWith));
            own.why.extend(own.reach.as_ref().map(|own| DriverReason::Reach(own.value())));
        }
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by_key(|idx| self.places.get(*idx).map(by_reasons));
        let mut rest: Vec<DriverPlace> = order.iter().filter_map(|idx| self.places.get(*idx).cloned()).collect();
        let rank: Vec<usize> = order;
        for (place, (own, idx)) in rest.iter_mut().zip(rank).enumerate() {
            let is_first = place < FIRST && is_worth(own);
            let touchpoint = all.get(idx).map(|own| own.touchpoint);
            own.unattended = touchpoint.and_then(|own| Unattended::of(own, is_first));
        }
        self.places = rest;
    }

    /// The place that does worst.
    fn lowest(&self) -> Option<Address> {
        let direction = self.metric.as_ref()?.direction;
        let told = self.places.iter().filter_map(|own| {
            let performance = own.performance.as_ref().ok().filter(|own| !own.is_few())?;
            Some((performance.value(), &own.at))
        });
        let mut told: Vec<_> = told.collect();
        told.sort_by(|one, other| direction.order(one.0, other.0));
        match told.as_slice() {
            [(_, first), _, ..] => Some((*first).clone()),
            _ => None,
        }
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
        let mut asked = Vec::new();
        if is_nps {
            let name = outcome.and_then(column).unwrap_or_else(|| "nps".to_owned());
            asked.push(OpenQuestion { column: name, ..recommend(tongue) });
        }
        if self.lack.is_some() {
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
            .with("reason", self.lack.clone())
            .with("metric", id(&self.metric))
            .with("period", self.period.map(|period| period.label()))
            .with("drivers", self.places.iter().map(|own| told::driver(own, unit)).collect::<Vec<_>>())
            .with("median", self.medians.map(told::medians))
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

/// How far answers to one place go with answers to another.
fn common(matter: &Matter<'_>, all: &[Candidate<'_>], period: Period) -> Option<(f64, usize)> {
    let inquired = matter.inquired?;
    let idxs: Vec<usize> = all.iter().filter_map(|own| Some(own.bound?.0)).collect();
    let gate = matter.viewpoint.gate;
    let mut rs = Vec::new();
    for (place, own) in idxs.iter().enumerate() {
        for other in idxs.iter().skip(place + 1) {
            let Some(Ok(counts)) = pairs(inquired, (*own, *other), period) else { continue };
            rs.extend(gate.correlation(&counts, std::iter::empty()).ok().map(|own| own.r));
        }
    }
    Some((halo(&rs)?, rs.len()))
}

/// Is it worth mending: does it go with the outcome for sure, or is there another reason to look at it?
#[must_use]
pub(crate) fn is_worth(own: &DriverPlace) -> bool {
    own.order.is_some_and(|order| order.value > 0.0) || is_critical(own)
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

/// The place among all: those with a place of the order first; of the others those that got worse beyond chance, then by
/// their worst pain, then moments of truth.
fn by_reasons(own: &DriverPlace) -> (usize, bool, Reverse<u8>, bool) {
    let has = |is_meant: fn(&DriverReason) -> bool| own.why.iter().any(is_meant);
    let pain = own.why.iter().find_map(|why| match why {
        DriverReason::Pain { severity, .. } if *severity >= SEVERE => Some(*severity),
        _ => None,
    });
    (
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
