//! What is asked of a map about what goes with an outcome: which outcome, which period, and what has to be read for it.
//! Invariant: an answer goes with the outcome only where both can be of one respondent.

use crate::analysis::matter::Matter;
use crate::analysis::offer::everyone;
use crate::journey::{Address, Binding, Book, Column, Inquiry, Map, Noun, Stage, Touchpoint};
use crate::metric::{AnswerScale, Grain, Metric, Period};

/// Between how many places it is asked how far answers go together, whatever the two are: the first of the map.
const MOST_OF_HALO: usize = 40;

/// What is looked at.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct DriverWish<'a> {
    /// The outcome's metric; `None`: whether customers would recommend it.
    pub outcome: Option<&'a str>,
    /// The period; `None`: the last that is over.
    pub period: Option<Period>,
    /// The touchpoint that is looked at alone, by its id.
    pub touchpoint: Option<&'a str>,
    /// Is a form asked for, with what nobody was asked?
    pub is_form: bool,
}

/// A touchpoint, and the binding by which it is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'m> {
    pub(super) stage: &'m Stage,
    pub(super) touchpoint: &'m Touchpoint,
    /// The index of its binding, where it has one of the metric.
    pub(super) bound: Option<(usize, &'m Binding)>,
}

/// The outcome, and where its answers are.
#[derive(Clone, Debug)]
pub(super) struct Outcome<'m> {
    pub(super) idx: usize,
    pub(super) binding: &'m Binding,
    pub(super) metric: Metric,
}

impl Candidate<'_> {
    /// Where it stands.
    pub(super) fn at(&self) -> Address {
        Address::journey().then(Noun::Stage, &self.stage.id).then(Noun::Touchpoint, &self.touchpoint.id)
    }
}

/// Every touchpoint in the order of the map, with its first binding of a metric.
pub(super) fn candidates<'m>(map: &'m Map, metric: Option<&Metric>) -> Vec<Candidate<'m>> {
    let bindings: Vec<(usize, (Address, &Binding))> = map.bindings().enumerate().collect();
    let mut all = Vec::new();
    for stage in &map.stages {
        for touchpoint in &stage.touchpoints {
            let own = Candidate { stage, touchpoint, bound: None };
            let at = own.at();
            let is_meant = |own: &Binding| metric.is_some_and(|metric| metric.id == own.metric);
            let bound = bindings.iter().find(|(_, (of, binding))| *of == at && is_meant(binding));
            all.push(Candidate { bound: bound.map(|(idx, (_, binding))| (*idx, *binding)), ..own });
        }
    }
    all
}

/// The outcome: whether the journey's customers would recommend it, or else its first metric whose answers are known one by
/// one; where it has none, a recommendation that is asked for at one place only.
pub(super) fn outcome<'m>(book: &'m Book, wish: &DriverWish<'_>) -> Option<Outcome<'m>> {
    let map = &book.map;
    let told = map.bindings().enumerate().filter_map(|(idx, (at, binding))| {
        let metric = map.metric(&binding.metric)?;
        let is_raw = matches!(binding.column, Column::Own(_) | Column::Matched(_));
        let is_few = map.measure(binding).as_ref().and_then(AnswerScale::of).is_some();
        let has_answers = !book.counts.is_complete || everyone(book, idx).is_some();
        (is_raw && is_few && has_answers).then_some((at, Outcome { idx, binding, metric }))
    });
    let told: Vec<(Address, Outcome<'m>)> = told.collect();
    let is_nps = |own: &Outcome<'_>| own.metric.kind.is_net();
    let is_named = |own: &Outcome<'_>| wish.outcome.is_none_or(|id| own.metric.id == id);
    let of_journey = || told.iter().filter(|(at, own)| at.noun().is_none() && is_named(own));
    let elsewhere = || {
        let mut all = told.iter().filter(|(_, own)| is_named(own) && (wish.outcome.is_some() || is_nps(own)));
        all.next().filter(|_| all.next().is_none())
    };
    let first = of_journey().find(|(_, own)| is_nps(own)).or_else(elsewhere).or_else(|| of_journey().next());
    first.map(|(_, own)| own.clone())
}

/// What has to be read: the pairs of each touchpoint with the outcome, those of touchpoints, and how many were asked.
pub(crate) fn inquiry(matter: &Matter<'_>, wish: &DriverWish<'_>) -> Option<Inquiry> {
    let map = &matter.book.map;
    let outcome = outcome(matter.book, wish)?;
    let of_source = |own: &(usize, &Binding)| own.1.source == outcome.binding.source && own.0 != outcome.idx;
    let drivers: Vec<usize> =
        candidates(map, matter.metric).iter().filter_map(|own| own.bound.filter(of_source)).map(|own| own.0).collect();
    if drivers.is_empty() {
        return None;
    }
    let with_outcome = drivers.iter().map(|own| (*own, outcome.idx));
    let together = drivers.iter().take(MOST_OF_HALO).enumerate();
    let together = together
        .flat_map(|(place, own)| drivers.iter().take(MOST_OF_HALO).skip(place + 1).map(move |other| (*own, *other)));
    let is_long = is_long(map, &outcome);
    let everybody: Vec<usize> = drivers.iter().copied().chain([outcome.idx]).collect();
    Some(Inquiry {
        pairs: with_outcome.chain(together).collect(),
        panels: if is_long { vec![everybody] } else { Vec::new() },
        rows: !is_long,
        ..Inquiry::of(matter.segment(), grain(matter, wish))
    })
}

/// Are answers to several touchpoints in several rows?
pub(super) fn is_long(map: &Map, outcome: &Outcome<'_>) -> bool {
    let source = map.sources.iter().find(|own| own.id == outcome.binding.source);
    source.is_some_and(|own| own.touchpoint.is_some())
}

/// How long the period is that is looked at.
pub(super) fn grain(matter: &Matter<'_>, wish: &DriverWish<'_>) -> Grain {
    wish.period.map_or(matter.grain, |own| own.grain)
}
