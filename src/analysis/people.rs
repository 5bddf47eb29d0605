//! Two personas side by side: where one of them has it worse than the other.
//! Invariant: those who are both are never compared with themselves, and what is hidden of one is not told by the other.

use super::matter::Matter;
use super::offer;
use super::paired::{Overlap, PeopleFound, PeopleRow, PersonaPair, PersonaSide, Unpaired};
use super::verdicts::Viewpoint;
use crate::journey::{Address, Binding, Choice, Inquiry, Noun, Segment};
use crate::metric::{Comparison, Gate, Gated, Grain, Margin, Measure, Metric, Period, Series, change};

/// What is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PeopleQuestion<'a> {
    /// The id of the persona that is set beside the one that is looked at; `None`: the next.
    pub beside: Option<&'a str>,
    /// The id of the only touchpoint that is looked at; `None`: all.
    pub touchpoint: Option<&'a str>,
    /// The period; `None`: the last that is over.
    pub period: Option<Period>,
}

/// The cohorts of two personas.
type CohortPair = [(usize, String); 2];
impl PeopleQuestion<'_> {
    /// What has to be read for it: those who may be both, told apart by a column of the first.
    #[must_use]
    pub(crate) fn asks(&self, matter: &Matter<'_>) -> Option<Inquiry> {
        let [(one, _), (other, _)] = self.pair(matter).ok()?;
        let segment = |idx: usize| matter.book.counts.cohorts.get(idx).map(|own| own.segment.clone());
        let (one, other) = (segment(one)?, segment(other)?);
        if one.is_apart_from(&other) {
            return None;
        }
        let column = one.choices.first()?.column.clone();
        let choices: Vec<Choice> = one.choices.into_iter().chain(other.choices).collect();
        Some(Inquiry { column: Some(column), ..Inquiry::of(Segment { choices }, matter.grain) })
    }

    /// What may be told.
    #[must_use]
    pub(crate) fn people(&self, matter: &Matter<'_>) -> PersonaPair {
        let pair = match self.pair(matter) {
            Ok(pair) => pair,
            Err(why) => return PersonaPair { metric: matter.metric.cloned(), found: Err(why) },
        };
        // What neither of them was asked says nothing: then it is the next metric that they were.
        let metrics: Vec<Metric> = matter.metric.cloned().into_iter().chain(offer::metrics(matter.book)).collect();
        let of = |metric: &Metric| self.suiting(matter, &pair, metric);
        let found = metrics.iter().map(|own| (own, of(own))).find(|(_, found)| !found.rows.is_empty());
        match (found, metrics.first()) {
            (Some((metric, found)), _) => PersonaPair { metric: Some(metric.clone()), found: Ok(found) },
            (None, Some(metric)) => PersonaPair { metric: Some(metric.clone()), found: Ok(of(metric)) },
            (None, None) => PersonaPair { metric: None, found: Err(Unpaired::NoMetric) },
        }
    }

    /// By the period that is looked at; where nobody chose one, by a longer one if most touchpoints have too few answers.
    fn suiting(&self, matter: &Matter<'_>, pair: &CohortPair, metric: &Metric) -> PeopleFound {
        let is_chosen = self.period.is_some() || matter.verdicts.grain != Some(matter.grain);
        let longer =
            [Grain::Quarter, Grain::Year, Grain::All].into_iter().filter(|own| !is_chosen && *own < matter.grain);
        let mut best = self.found(matter, pair, metric, matter.grain);
        for grain in longer {
            if 2 * best.n_compared() >= best.rows.len() {
                break;
            }
            let found = self.found(matter, pair, metric, grain);
            if found.n_compared() > best.n_compared() {
                best = found;
            }
        }
        best
    }

    /// The two: the one that is looked at, or else the first with a segment; and the one beside, or else the next.
    fn pair(&self, matter: &Matter<'_>) -> Result<CohortPair, Unpaired> {
        let cohorts = &matter.book.counts.cohorts;
        let own = matter.viewpoint.cohort.and_then(|idx| cohorts.get(idx));
        if own.is_some_and(|own| own.persona.is_none() && !own.segment.choices.is_empty()) {
            return Err(Unpaired::Narrowed);
        }
        let all: Vec<(usize, String)> = cohorts
            .iter()
            .enumerate()
            .filter(|(_, own)| !own.segment.choices.is_empty())
            .filter_map(|(idx, own)| Some((idx, own.persona.clone()?)))
            .collect();
        let is_looked_at = |id: &str| own.and_then(|own| own.persona.as_deref()) == Some(id);
        let is_beside = |id: &str| self.beside == Some(id);
        let first = all.iter().find(|(_, id)| is_looked_at(id)).or_else(|| all.iter().find(|(_, id)| !is_beside(id)));
        let Some(first) = first.filter(|_| all.len() > 1) else { return Err(Unpaired::NoTwo) };
        let mut others = all.iter().filter(|(idx, _)| *idx != first.0);
        let second = match self.beside {
            Some(_) => others.find(|(_, id)| is_beside(id)).ok_or(Unpaired::NotThat)?,
            None => others.next().ok_or(Unpaired::NoTwo)?,
        };
        Ok([first.clone(), second.clone()])
    }

    fn found(&self, matter: &Matter<'_>, pair: &CohortPair, metric: &Metric, grain: Grain) -> PeopleFound {
        let segment = |idx: usize| matter.book.counts.cohorts.get(idx).map(|own| &own.segment);
        let [one, other] = pair;
        let is_apart = segment(one.0).zip(segment(other.0)).is_some_and(|(one, other)| one.is_apart_from(other));
        let overlap = match (is_apart, matter.inquired) {
            (true, _) => Overlap::Nobody,
            (false, None) => Overlap::Unread,
            (false, Some(_)) => Overlap::Counted,
        };
        let seen = Seen { matter, pair, overlap, period: self.period, grain };
        let placed: Vec<(usize, (Address, &Binding))> = matter.book.map.bindings().enumerate().collect();
        let is_meant = |at: &Address| {
            let id = at.id_of(Noun::Touchpoint);
            id.is_some() && self.touchpoint.is_none_or(|own| id == Some(own))
        };
        let of_touchpoints = placed.iter().filter(|(_, (at, own))| is_meant(at) && own.metric == metric.id);
        let mut rows: Vec<PeopleRow> = of_touchpoints.filter_map(|(idx, (at, own))| seen.row(*idx, at, own)).collect();
        let mut own = placed.iter().filter(|(_, (at, _))| at.noun().is_none());
        let whole = own.find_map(|(idx, (at, own))| seen.row(*idx, at, own));
        let measure = placed.iter().find(|(_, (_, own))| own.metric == metric.id);
        let margin = measure.and_then(|(_, (_, own))| metric.margin(&matter.book.map.measure(own)?));
        discover(&mut rows, margin);
        let name = |id: &str| {
            let own = matter.book.map.personas.iter().find(|own| own.id == id);
            own.map(|own| own.name.clone()).unwrap_or_default()
        };
        let side = |nth: usize, (cohort, id): &(usize, String)| PersonaSide {
            id: id.clone(),
            name: name(id),
            n_people: seen.n_people(*cohort, nth, rows.iter().chain(&whole)),
        };
        PeopleFound { sides: [side(0, one), side(1, other)], overlap, whole, rows }
    }
}

/// Two personas, as they are looked at.
struct Seen<'m, 'p> {
    matter: &'m Matter<'m>,
    pair: &'p CohortPair,
    overlap: Overlap,
    period: Option<Period>,
    /// How long a period is, where none was asked for.
    grain: Grain,
}

impl<'m> Seen<'m, '_> {
    /// The two at a place; `None` where neither answered, or where it is a plain count.
    fn row(&self, idx: usize, at: &Address, binding: &Binding) -> Option<PeopleRow> {
        let map = &self.matter.book.map;
        let (metric, measure) = (map.metric(&binding.metric)?, map.measure(binding)?);
        if !measure.kind.is_estimate() {
            return None;
        }
        let [one, other] = self.pair;
        let periods = self.periods(idx, binding);
        let (period, before) = match self.period {
            Some(own) => (own, periods.iter().rev().find(|other| other.grain == own.grain && **other < own).copied()),
            None => (*periods.last()?, periods.iter().rev().nth(1).copied()),
        };
        let gate = self.matter.viewpoint.gate.of_some();
        let both = self.both(idx);
        let read = |cohort: usize, period: Period| self.read(cohort, idx, &both, (gate, &measure, period));
        let sides = [read(one.0, period), read(other.0, period)];
        if sides.iter().all(Option::is_none) {
            return None;
        }
        let moved = |cohort: usize, own: &Option<Gated>| {
            let before = read(cohort, before?)?;
            own.as_ref()?.disclosed()?.change_since(before.disclosed()?)
        };
        let n_both = both.iter().fold(0, |sum: u64, own| {
            sum.saturating_add(own.between(Some(period.start), Some(period.end())).n().max(match period.grain {
                Grain::All => own.n(),
                _ => 0,
            }))
        });
        let is_known = self.overlap != Overlap::Unread && n_both == 0;
        let difference = match &sides {
            [Some(one), Some(other)] if is_known => {
                one.disclosed().zip(other.disclosed()).and_then(|(one, other)| one.change_since(other))
            }
            _ => None,
        };
        let own_moves = [moved(one.0, &sides[0]), moved(other.0, &sides[1])];
        Some(PeopleRow {
            stage: at.id_of(Noun::Stage).map(str::to_owned),
            touchpoint: at.id_of(Noun::Touchpoint).map(str::to_owned),
            names: (
                at.id_of(Noun::Stage)
                    .and_then(|id| map.stages.iter().find(|own| own.id == id))
                    .map(|own| own.name.clone()),
                at.id_of(Noun::Touchpoint).and_then(|id| map.touchpoint(id)).map(|(_, own)| own.name.clone()),
            ),
            metric,
            period,
            before,
            sides,
            moved: own_moves,
            difference,
            n_both,
            few: gate.few(),
        })
    }

    fn series(&self, cohort: usize, idx: usize) -> Option<&'m Series> {
        self.matter.book.counts.series.get(idx)?.get(cohort)
    }

    /// The answers of those who are both, told apart somehow.
    fn both(&self, idx: usize) -> Vec<&'m Series> {
        if self.overlap != Overlap::Counted {
            return Vec::new();
        }
        let groups = self.matter.inquired.map(|own| own.groups.as_slice()).unwrap_or_default();
        groups.iter().filter_map(|own| own.series.get(idx)?.as_ref()).collect()
    }

    /// What one of them says in a period, beside all that its answers could be parted by.
    fn read(
        &self,
        cohort: usize,
        idx: usize,
        both: &[&Series],
        (gate, measure, period): (Gate, &Measure, Period),
    ) -> Option<Gated> {
        let series = self.series(cohort, idx)?;
        let mut beside = Viewpoint { cohort: Some(cohort), ..self.matter.viewpoint }.beside(self.matter.book, idx);
        let mut shared: Option<Series> = None;
        for own in both {
            let is_added = shared.as_mut().is_none_or(|sum| sum.merge(own));
            debug_assert!(is_added, "all are of one measure");
            shared.get_or_insert_with(|| (*own).clone());
        }
        beside.extend(shared.as_ref());
        gate.of_period(series, &beside, measure, period)
    }

    /// The periods that are over and in which either of them answered, oldest first.
    fn periods(&self, idx: usize, binding: &Binding) -> Vec<Period> {
        let all = self.pair.iter().filter_map(|(cohort, _)| self.series(*cohort, idx));
        let grain = self.period.map_or(self.grain, |own| own.grain);
        let mut periods: Vec<Period> = all
            .flat_map(|own| {
                let open = self.matter.verdicts.unfinished.of_source(&binding.source, grain.min(own.finest));
                let met = own.n_by_period(grain).into_keys();
                met.filter(move |period| open.is_none_or(|first| *period < first)).collect::<Vec<Period>>()
            })
            .collect();
        periods.sort_unstable();
        periods.dedup();
        periods
    }

    /// How many people of a persona answered at the least: those who are known of a stage, or answers at one place.
    fn n_people<'r>(&self, cohort: usize, side: usize, rows: impl Iterator<Item = &'r PeopleRow>) -> Option<u64> {
        let told = rows.filter_map(|row| Some((row.period, *row.sides.get(side)?.as_ref()?.disclosed()?)));
        let told: Vec<_> = told.collect();
        let (period, first) = told.first()?;
        let panels = self.matter.book.counts.together(cohort);
        let of_panels = panels.iter().map(|own| own.people.n(*period, first.weighing()));
        of_panels.chain(told.iter().filter(|(own, _)| own == period).map(|(_, own)| own.n())).max()
    }
}

/// Judges touchpoints among each other; what each persona did by itself is a family of its own.
fn discover(rows: &mut [PeopleRow], margin: Option<Margin>) {
    let questions: [fn(&mut PeopleRow) -> &mut Option<Comparison>; 3] =
        [|own| &mut own.difference, |own| &mut own.moved[0], |own| &mut own.moved[1]];
    for question in questions {
        let mut asked: Vec<&mut Comparison> = rows.iter_mut().filter_map(|own| question(own).as_mut()).collect();
        let mut changes: Vec<Comparison> = asked.iter().map(|own| **own).collect();
        change::discover(&mut changes);
        for (own, found) in asked.iter_mut().zip(changes) {
            **own = found.within(margin);
        }
    }
}
