//! The numbers of one map seen through one lens: what is shown where, what moved, what is worst.
//! A board depends on one book, one lens and two limits, and on nothing else.

use std::sync::Arc;

use jiff::civil::Date;

use super::lens::Lens;
use crate::analysis::offer::{Grains, everyone, metrics, periods, personas};
use crate::analysis::track::{Eye, Track};
use crate::analysis::verdicts::{Verdicts, Viewpoint, Whole};
use crate::journey::{Binding, Book, Map, Persona};
use crate::metric::{Crowd, Disclosed, Gate, Grain, Kind, Metric, Period, Together, Withheld};
use scales::Scales;

pub(crate) use crate::metric::Limits;
pub(crate) use places::{StageBoard, TouchpointBoard};
pub(crate) use rank::Ranking;

mod places;
mod rank;
mod scales;

/// The numbers of one map.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Board {
    pub grain: Option<Grain>,
    /// The grains that the data allow, all time first.
    pub grains: Vec<Grain>,
    /// The metric of the strips.
    pub metric: Option<Metric>,
    /// Did the user ask for it?
    pub is_chosen: bool,
    /// The metrics that are bound somewhere, those at the most touchpoints first.
    pub metrics: Vec<Metric>,
    /// Ids of the personas; empty unless the answers of at least one can be told apart, or what is said of them.
    pub personas: Vec<String>,
    /// Whose answers are counted; `None`: everyone's.
    pub persona: Option<String>,
    /// Are only the rows counted that were asked for on the command line?
    pub is_narrowed: bool,
    /// The columns of the strips, oldest first.
    pub periods: Vec<Period>,
    /// One a binding, in the order of [`Map::bindings`]; `None` without answers.
    pub tracks: Vec<Option<Track>>,
    /// The journey's own bindings.
    pub journey: Vec<usize>,
    /// The binding that is the journey's score.
    pub overall: Option<usize>,
    /// In the order of the map.
    pub stages: Vec<StageBoard>,
    /// What is counted of each place that customers consult, in the order of the map.
    pub consults: Vec<Vec<Track>>,
    /// Stages from the worst up.
    pub stage_ranking: Ranking<usize>,
    /// Touchpoints from the worst up: the index of the stage of each, and its own in that stage.
    pub ranking: Ranking<(usize, usize)>,
    /// From how many answers a reading is relied on, and from how many it is shown.
    pub limits: Limits,
    /// The last period of the metric of the strips that is over.
    pub last: Option<Period>,
    /// How every number moved, whatever is drawn.
    pub verdicts: Arc<Verdicts>,
    viewpoint: Option<Viewpoint>,
    scales: Scales,
}

impl Board {
    /// The numbers of a book seen through a lens on a day.
    #[must_use]
    pub(crate) fn new(book: &Book, lens: &Lens, limits: Limits, today: Date) -> Self {
        let personas = personas(book);
        let persona = lens.persona.clone().filter(|id| personas.contains(id));
        // Who has no segment of the data stands for everybody.
        let has_segment = |own: &Persona| Some(&own.id) == persona.as_ref() && !own.segment.choices.is_empty();
        let counted = persona.as_ref().filter(|_| book.map.personas.iter().any(has_segment));
        let is_narrowed = !lens.only.choices.is_empty();
        let cohorts = &book.counts.cohorts;
        let cohort = if is_narrowed {
            cohorts.iter().rposition(|cohort| cohort.segment == lens.only)
        } else {
            cohorts.iter().position(|cohort| cohort.persona.as_ref() == counted)
        };
        let crowd = if counted.is_some() || is_narrowed { Crowd::Filtered } else { Crowd::Everyone };
        let viewpoint = Viewpoint { cohort, gate: Gate::new(limits, crowd), today };
        let verdicts = Arc::new(Verdicts::new(book, viewpoint));
        Self { personas, persona, is_narrowed, limits, ..Self::drawn(book, lens, viewpoint, verdicts) }
    }

    /// The same numbers by another period or metric: nothing is judged anew.
    #[must_use]
    pub(crate) fn redrawn(&self, book: &Book, lens: &Lens) -> Option<Self> {
        let viewpoint = self.viewpoint.filter(|_| lens.persona == self.persona)?;
        let (personas, persona, limits) = (self.personas.clone(), self.persona.clone(), self.limits);
        let is_narrowed = self.is_narrowed;
        Some(Self {
            personas,
            persona,
            is_narrowed,
            limits,
            ..Self::drawn(book, lens, viewpoint, Arc::clone(&self.verdicts))
        })
    }

    fn drawn(book: &Book, lens: &Lens, viewpoint: Viewpoint, verdicts: Arc<Verdicts>) -> Self {
        let map = &book.map;
        let bindings: Vec<&Binding> = map.bindings().map(|(_, binding)| binding).collect();
        let metrics = metrics(book);
        let on_the_way = |id: &String| metrics.iter().find(|metric| metric.id == *id).cloned();
        // What only the journey has may be asked for as well.
        let of_journey = |id: &String| map.metric(id).filter(|_| map.metrics.iter().any(|own| own.metric == *id));
        let chosen = lens.metric.as_ref().and_then(|id| on_the_way(id).or_else(|| of_journey(id)));
        let is_chosen = chosen.is_some();
        let metric = chosen.or(metrics.first().cloned());
        let grains = Grains::of(book, metric.as_ref().map(|metric| metric.id.as_str()), viewpoint.gate.few());
        let usual = verdicts.grain.filter(|own| grains.allowed.contains(own)).or(grains.usual);
        let grain = lens.grain.filter(|grain| grains.allowed.contains(grain)).or(usual).unwrap_or(Grain::All);
        let mut board = Self {
            grain: Some(grain),
            grains: grains.allowed,
            metric,
            is_chosen,
            metrics,
            journey: (0..map.metrics.len()).collect(),
            viewpoint: Some(viewpoint),
            verdicts,
            ..Self::default()
        };
        board.tracks = (0..bindings.len()).map(|idx| board.draw(book, bindings.get(idx)?, idx)).collect();
        board.consults = board.consulted(book, lens, &bindings);
        board.scales = Scales::new(&board.tracks, map.target.as_ref());
        let together = viewpoint.cohort.map(|cohort| book.counts.together(cohort)).unwrap_or_default();
        board.place(book, &bindings, viewpoint.gate, &together);
        board.overall = board.overall(map, &bindings);
        board.periods = board.span(book, grain);
        let latest = |track: &Track| track.latest_point().map(|(period, _)| *period);
        let own = board.metric.as_ref().map(|metric| &metric.id);
        let on_the_way = board.tracks.iter().take(map.n_bindings_on_the_way()).skip(map.metrics.len());
        let of_metric = on_the_way.flatten().filter(|track| Some(&track.metric.id) == own);
        board.last = of_metric.filter_map(latest).max();
        board.rank();
        board
    }

    /// A binding by the grain of the strips, with what is said of it whatever the grain is.
    fn draw(&self, book: &Book, binding: &Binding, idx: usize) -> Option<Track> {
        let (viewpoint, grain) = (self.viewpoint?, self.grain?);
        let judged = self.verdicts.tracks.get(idx)?.as_ref()?;
        let series = book.counts.series.get(idx)?.get(viewpoint.cohort?)?;
        if self.verdicts.grain.is_some_and(|own| own.min(series.finest) == grain.min(series.finest)) {
            return Some(judged.clone());
        }
        let measure = book.map.measure(binding)?;
        let unfinished = self.verdicts.unfinished.of_source(&binding.source, grain.min(series.finest));
        let beside = viewpoint.beside(book, idx);
        let eye = Eye { grain, gate: viewpoint.gate, beside: &beside };
        let track = Track::of(series, judged.metric.clone(), &measure, eye, unfinished)?;
        Some(Track { judged: judged.judged.clone(), toll: judged.toll.clone(), ..track })
    }

    /// What is counted of places to consult: of all answers, unless a period is asked for. They are told apart by what they
    /// are, and not by when.
    fn consulted(&self, book: &Book, lens: &Lens, bindings: &[&Binding]) -> Vec<Vec<Track>> {
        let mut next = book.map.n_bindings_on_the_way();
        let is_by_period = lens.grain.is_some_and(|grain| self.grain == Some(grain));
        let (viewpoint, verdicts) = (self.viewpoint, Arc::clone(&self.verdicts));
        let whole = Self { grain: Some(Grain::All), viewpoint, verdicts, ..Self::default() };
        let own = |idx: usize| {
            let binding = bindings.get(idx)?;
            if is_by_period { self.track(Some(idx)).cloned() } else { whole.draw(book, binding, idx) }
        };
        let places = book.map.consults.iter().map(|consult| {
            let idxs = next..next + consult.metrics.len();
            next = idxs.end;
            idxs.filter_map(own).collect()
        });
        places.collect()
    }

    /// The persona whose answers are counted; `None`: everyone's.
    #[must_use]
    pub(crate) fn counted<'m>(&self, map: &'m Map) -> Option<&'m Persona> {
        let id = self.persona.as_ref()?;
        map.personas.iter().find(|persona| persona.id == *id)
    }

    /// Whose answers are counted, what may be told of them, and on which day.
    #[must_use]
    pub(crate) fn viewpoint(&self) -> Option<Viewpoint> {
        self.viewpoint
    }

    /// Are the answers of only some people counted?
    #[must_use]
    pub(crate) fn is_of_some(&self) -> bool {
        self.is_narrowed || self.persona.is_some()
    }

    /// What may be shown of the people who are counted.
    #[must_use]
    pub(crate) fn gate(&self) -> Option<Gate> {
        self.viewpoint.map(|viewpoint| viewpoint.gate)
    }

    /// The day on which they are looked at.
    #[must_use]
    pub(crate) fn today(&self) -> Option<Date> {
        self.viewpoint.map(|viewpoint| viewpoint.today)
    }

    /// The track of a binding.
    #[must_use]
    pub(crate) fn track(&self, idx: Option<usize>) -> Option<&Track> {
        self.tracks.get(idx?)?.as_ref()
    }

    /// The mean of what some bindings measured in a period, as far as it may be shown.
    #[must_use]
    pub(crate) fn mean(&self, book: &Book, idxs: &[usize], period: Period) -> Option<Disclosed> {
        let Viewpoint { cohort, gate, .. } = self.viewpoint?;
        let together = cohort.map(|cohort| book.counts.together(cohort)).unwrap_or_default();
        let part = |idx: &usize| Some((*idx, *self.track(Some(*idx))?.at(period)?));
        let parts: Vec<(usize, Disclosed)> = idxs.iter().filter_map(part).collect();
        gate.compose_people(&parts, &together, period)?.disclosed().copied()
    }

    /// The number of answers to the journey's score, or else the highest of any number; `None` if none is shown.
    #[must_use]
    pub(crate) fn n_counted(&self) -> Option<u64> {
        let latest = |track: &Track| track.latest().map(|(_, reading)| reading.n());
        let overall = self.track(self.overall).and_then(latest);
        overall.or_else(|| self.tracks.iter().flatten().filter_map(latest).max())
    }

    /// Why a number is withheld, if any is.
    #[must_use]
    pub(crate) fn withheld(&self) -> Option<Withheld> {
        self.tracks.iter().flatten().find_map(Track::withheld)
    }

    /// The fixed scale of a metric's strips and charts.
    #[must_use]
    pub(crate) fn scale(&self, metric: &Metric) -> (f64, f64) {
        self.scales.of(metric)
    }

    /// Decides which binding each place shows, and gives the stages their scores.
    fn place(&mut self, book: &Book, bindings: &[&Binding], gate: Gate, together: &[Together<'_>]) {
        let mut next = book.map.metrics.len();
        let mut take = |n: usize| {
            let idxs: Vec<usize> = (next..next + n).collect();
            next += n;
            idxs
        };
        let is_chosen = self.is_chosen;
        let wanted = self.metric.as_ref().map(|metric| metric.id.clone());
        let is = |idx: &usize| bindings.get(*idx).map(|binding| &binding.metric) == wanted.as_ref();
        // Everyone's answers decide what is shown, so that a persona does not change what is looked at.
        let has = |idx: &usize| everyone(book, *idx).is_some();
        for stage in &book.map.stages {
            let own = take(stage.metrics.len());
            let touchpoints: Vec<TouchpointBoard> = stage
                .touchpoints
                .iter()
                .map(|touchpoint| {
                    let mut all = take(touchpoint.metrics.len());
                    let first = |wish: &dyn Fn(&usize) -> bool| all.iter().copied().find(|idx| wish(idx));
                    let asked_for = first(&|idx| is(idx) && has(idx));
                    let kind = |idx: &usize| Some(book.map.metric(&bindings.get(*idx)?.metric)?.kind);
                    let is_felt = |idx: &usize| kind(idx).is_some_and(Kind::is_felt);
                    let other = || if is_chosen { None } else { first(&|idx| has(idx) && !is_felt(idx)) };
                    let shown = asked_for.or_else(other).or_else(|| first(&is));
                    let sentiment = first(&|idx| has(idx) && is_felt(idx));
                    all.sort_by_key(|idx| Some(*idx) != shown);
                    TouchpointBoard { bindings: all, shown, sentiment: sentiment.filter(|idx| Some(*idx) != shown) }
                })
                .collect();
            let (track, whole) = self.whole(book, bindings, &own, wanted.as_deref(), gate, together);
            let felt = touchpoints.iter().find_map(|touchpoint| self.track(touchpoint.sentiment));
            let felt = felt.map(|track| track.metric.id.clone());
            let sentiment = felt.and_then(|felt| self.whole(book, bindings, &own, Some(&felt), gate, together).0);
            self.stages.push(StageBoard {
                track,
                sentiment,
                whole,
                bindings: own,
                touchpoints,
                ranking: Ranking::default(),
            });
        }
    }

    /// The stage that is placed next by a metric: by its own number, or else composed from its touchpoints'.
    fn whole(
        &self,
        book: &Book,
        bindings: &[&Binding],
        own: &[usize],
        metric: Option<&str>,
        gate: Gate,
        together: &[Together<'_>],
    ) -> (Option<Track>, Option<Whole>) {
        let is_of = |idx: &usize| bindings.get(*idx).map(|binding| binding.metric.as_str()) == metric;
        let is = |idx: &usize| is_of(idx) && everyone(book, *idx).is_some();
        let composed = self.verdicts.whole(self.stages.len(), metric.unwrap_or_default());
        let track = own.iter().find(|idx| is(idx)).map_or_else(
            || {
                let parts = composed?.parts.iter().filter_map(|idx| Some((*idx, self.track(Some(*idx))?)));
                Track::composed(&parts.collect::<Vec<_>>(), composed?.judged.clone(), gate, together)
            },
            |idx| self.track(Some(*idx)).cloned(),
        );
        let whole = composed.filter(|_| track.as_ref().is_some_and(|track| track.n_parts > 0)).cloned();
        (track, whole)
    }

    /// The journey's score: the target's metric, measured at the journey or else at one place only; failing that, the
    /// journey's first metric with answers.
    fn overall(&self, map: &Map, bindings: &[&Binding]) -> Option<usize> {
        let target = map.target.as_ref().map(|target| &target.metric);
        let is_target = |idx: &usize| bindings.get(*idx).map(|binding| &binding.metric) == target && target.is_some();
        let own = self.journey.iter().copied();
        let with_answers = |idx: &usize| self.track(Some(*idx)).is_some();
        // The number of comments is no score, unless the map binds it itself.
        let is_score = |idx: &usize| bindings.get(*idx).is_some_and(|own| !own.implied || own.metric != "comments");
        let scores = own.clone().filter(is_score);
        own.clone().find(|idx| is_target(idx) && with_answers(idx)).or_else(|| own.clone().find(is_target)).or_else(
            || {
                let mut anywhere = (0..bindings.len()).filter(is_target);
                match (anywhere.next(), anywhere.next()) {
                    (Some(only), None) => Some(only),
                    _ => scores.clone().find(with_answers).or_else(|| scores.clone().next()),
                }
            },
        )
    }

    /// Every period from the first to the last answer that anyone gave to what is shown.
    fn span(&self, book: &Book, grain: Grain) -> Vec<Period> {
        let touchpoints = self.stages.iter().flat_map(|stage| &stage.touchpoints);
        let stages = self.stages.iter().flat_map(|stage| stage.bindings.iter().copied());
        let shown = touchpoints.filter_map(|touchpoint| touchpoint.shown).chain(stages).chain(self.overall);
        let dates = shown.filter_map(|idx| everyone(book, idx)?.span());
        let span = dates.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        span.map(|span| periods(span, grain)).unwrap_or_default()
    }

    /// How many periods would be drawn by that grain.
    #[must_use]
    pub(crate) fn n_periods(&self, book: &Book, grain: Grain) -> usize {
        self.span(book, grain).len()
    }

    /// Finds the worst places, by the grain that suits the metric.
    fn rank(&mut self) {
        let Some(metric) = self.metric.clone() else { return };
        let track = |idx: Option<usize>| self.verdicts.tracks.get(idx?)?.as_ref();
        let places = self.stages.iter().enumerate().flat_map(|(stage_idx, stage)| {
            stage.touchpoints.iter().enumerate().map(move |(idx, touchpoint)| ((stage_idx, idx), touchpoint.shown))
        });
        let rows: Vec<((usize, usize), &Track)> = places
            .filter_map(|(place, shown)| Some((place, track(shown)?)))
            .filter(|(_, track)| track.metric.id == metric.id)
            .collect();
        let last = rows.iter().filter_map(|(_, track)| Some(*track.latest()?.0)).max();
        let reading = |track: &Track| track.latest().filter(|(period, _)| Some(**period) == last).map(|(_, own)| *own);
        let all: Vec<((usize, usize), Disclosed)> =
            rows.iter().filter_map(|(place, track)| Some((*place, reading(track)?))).collect();
        let of_stages = self.stages.iter().enumerate().filter_map(|(idx, stage)| {
            let later = match &stage.whole {
                Some(whole) => whole.latest?.1,
                None => *stage.track.as_ref()?.latest()?.1,
            };
            Some((idx, later))
        });
        let of_stages = Ranking::new(of_stages, metric.direction);
        let ranking = Ranking::new(all.iter().copied(), metric.direction);
        let own = |stage_idx: usize| {
            let own = all.iter().filter(|((of, _), _)| *of == stage_idx);
            Ranking::new(own.map(|((_, idx), reading)| (*idx, *reading)), metric.direction)
        };
        let rankings: Vec<Ranking<usize>> = (0..self.stages.len()).map(own).collect();
        for (stage, ranking) in self.stages.iter_mut().zip(rankings) {
            stage.ranking = ranking;
        }
        (self.ranking, self.stage_ranking) = (ranking, of_stages);
    }
}

#[cfg(test)]
mod tests;
