//! The numbers of one map seen through one lens: what is shown where, what moved, what is worst.
//! A board depends on one book, one lens and two limits, and on nothing else.

use jiff::civil::Date;

use super::lens::Lens;
use super::track::{Eye, Track, first_of};
use crate::journey::{Binding, Book, Map, Noun, Persona};
use crate::metric::{Change, Crowd, Direction, Gate, Grain, Kind, Metric, Period, Series, Together, Withheld, change};
use scales::Scales;

pub(crate) use crate::metric::Limits;

mod scales;

/// The most periods that the usual grain gives: what a strip shows on a small screen.
const USUAL_PERIODS: usize = 12;

/// The fewest periods that show which way things go.
const FEWEST_PERIODS: u64 = 3;

/// All grains, the coarsest first.
const GRAINS: [Grain; 6] = [Grain::All, Grain::Year, Grain::Quarter, Grain::Month, Grain::Week, Grain::Day];

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
    /// Ids of the personas; empty unless the answers of at least one can be told apart.
    pub personas: Vec<String>,
    /// Whose answers are counted; `None`: everyone's.
    pub persona: Option<String>,
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
    pub worst_stage: Option<usize>,
    /// The worst touchpoint: the index of its stage, and its own in that stage.
    pub worst: Option<(usize, usize)>,
    /// From how many answers a reading is relied on, and from how many it is shown.
    pub limits: Limits,
    scales: Scales,
}

/// The numbers of one stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct StageBoard {
    /// For the metric of the strips: its own track, or one composed from its touchpoints'.
    pub track: Option<Track>,
    /// Its own bindings.
    pub bindings: Vec<usize>,
    /// In the order of the map.
    pub touchpoints: Vec<TouchpointBoard>,
    /// The worst of its touchpoints.
    pub worst: Option<usize>,
}

/// The numbers of one touchpoint, as indexes of bindings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TouchpointBoard {
    /// All of them, the one shown first.
    pub bindings: Vec<usize>,
    /// What its row shows: the metric of the strips, else its first with answers.
    pub shown: Option<usize>,
    /// Its sentiment, unless that is what its row shows.
    pub sentiment: Option<usize>,
}

impl Board {
    /// The numbers of a book seen through a lens.
    #[must_use]
    pub(crate) fn new(book: &Book, lens: &Lens, limits: Limits) -> Self {
        let map = &book.map;
        let bindings: Vec<&Binding> = map.bindings().map(|(_, binding)| binding).collect();
        let personas = personas(book);
        let persona = lens.persona.clone().filter(|id| personas.contains(id));
        let cohort = book.counts.cohorts.iter().position(|cohort| cohort.persona == persona);
        let metrics = metrics(book);
        let chosen = lens.metric.as_ref().and_then(|id| metrics.iter().find(|metric| metric.id == *id));
        let is_chosen = chosen.is_some();
        let metric = chosen.or(metrics.first()).cloned();
        let (usual, grains) = grains(book, &bindings, metric.as_ref(), limits.few);
        let grain = lens.grain.filter(|grain| grains.contains(grain)).unwrap_or(usual);
        let crowd = if persona.is_some() { Crowd::Filtered } else { Crowd::Everyone };
        let eye = Eye { grain, gate: Gate::new(limits, crowd) };

        let tracks: Vec<Option<Track>> = bindings
            .iter()
            .enumerate()
            .map(|(idx, binding)| {
                let series = book.counts.series.get(idx)?.get(cohort?)?;
                Track::of(series, map.metric(&binding.metric)?, &map.measure(binding)?, eye)
            })
            .collect();
        let mut board = Self {
            grain: Some(grain),
            grains,
            metric,
            is_chosen,
            metrics,
            personas,
            persona,
            tracks,
            limits,
            journey: (0..map.metrics.len()).collect(),
            ..Self::default()
        };
        board.discover(&bindings, map);
        board.scales = Scales::new(&board.tracks, map.target.as_ref());
        let together = cohort.map(|cohort| book.counts.together(cohort)).unwrap_or_default();
        board.place(book, &bindings, eye.gate, &together);
        board.overall = board.overall(map, &bindings);
        board.periods = board.span(book, grain);
        board.rank();
        board
    }

    /// The persona whose answers are counted; `None`: everyone's.
    #[must_use]
    pub(crate) fn counted<'m>(&self, map: &'m Map) -> Option<&'m Persona> {
        let id = self.persona.as_ref()?;
        map.personas.iter().find(|persona| persona.id == *id)
    }

    /// The track of a binding.
    #[must_use]
    pub(crate) fn track(&self, idx: Option<usize>) -> Option<&Track> {
        self.tracks.get(idx?)?.as_ref()
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

    /// Controls the rate of false discoveries among all touchpoints of a metric.
    fn discover(&mut self, bindings: &[&Binding], map: &Map) {
        let first = map.metrics.len();
        for metric in &self.metrics {
            let (idxs, mut changes): (Vec<usize>, Vec<Change>) = bindings
                .iter()
                .enumerate()
                .skip(first)
                .filter(|(_, binding)| binding.metric == metric.id)
                .filter_map(|(idx, _)| Some((idx, self.tracks.get(idx)?.as_ref()?.change?)))
                .unzip();
            change::discover(&mut changes);
            for (idx, found) in idxs.into_iter().zip(changes) {
                if let Some(Some(track)) = self.tracks.get_mut(idx) {
                    track.change = Some(found);
                }
            }
        }
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
                    let other = || if is_chosen { None } else { first(&has) };
                    let shown = asked_for.or_else(other).or_else(|| first(&is));
                    let sentiment = first(&|idx| has(idx) && self.kind(*idx) == Some(Kind::Sentiment));
                    all.sort_by_key(|idx| Some(*idx) != shown);
                    TouchpointBoard { bindings: all, shown, sentiment: sentiment.filter(|idx| Some(*idx) != shown) }
                })
                .collect();
            let whole = own.iter().find(|idx| is(idx) && has(idx)).map(|idx| self.track(Some(*idx)).cloned());
            let track = whole.unwrap_or_else(|| {
                let shown = touchpoints.iter().filter_map(|touchpoint| touchpoint.shown.filter(|idx| is(idx)));
                let parts: Vec<(usize, &Track)> = shown.filter_map(|idx| Some((idx, self.track(Some(idx))?))).collect();
                Track::composed(&parts, gate, together)
            });
            self.stages.push(StageBoard { track, bindings: own, touchpoints, worst: None });
        }
        // Stages are a family of tests of their own.
        let mut changes: Vec<Change> =
            self.stages.iter().filter_map(|stage| stage.track.as_ref().and_then(|track| track.change)).collect();
        change::discover(&mut changes);
        let tracks = self.stages.iter_mut().filter_map(|stage| stage.track.as_mut());
        for (track, found) in tracks.filter(|track| track.change.is_some()).zip(changes) {
            track.change = Some(found);
        }
    }

    fn kind(&self, idx: usize) -> Option<Kind> {
        self.track(Some(idx)).map(|track| track.metric.kind)
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
        let Some((first, last)) = dates.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return Vec::new() };
        if grain == Grain::All {
            return vec![Period::of(last, grain)];
        }
        periods(first.max(first_of(last, grain)), last, grain)
    }

    /// Finds the worst places: compares only one metric, in one period, with enough answers.
    fn rank(&mut self) {
        let Some(metric) = self.metric.clone() else { return };
        let rows: Vec<(usize, usize, &Track)> = self
            .stages
            .iter()
            .enumerate()
            .flat_map(|(stage_idx, stage)| {
                stage.touchpoints.iter().enumerate().map(move |(idx, touchpoint)| (stage_idx, idx, touchpoint.shown))
            })
            .filter_map(|(stage_idx, idx, shown)| Some((stage_idx, idx, self.track(shown)?)))
            .filter(|(_, _, track)| track.metric.id == metric.id)
            .collect();
        let Some(latest) = rows.iter().filter_map(|(_, _, track)| Some(*track.latest()?.0)).max() else { return };
        let value = |track: &Track| {
            let (period, reading) = track.latest()?;
            (*period == latest && !reading.is_few() && reading.value().is_finite()).then_some(reading.value())
        };
        let values: Vec<(usize, usize, f64)> =
            rows.iter().filter_map(|(stage, idx, track)| Some((*stage, *idx, value(track)?))).collect();
        let of_stages: Vec<(usize, f64)> = self
            .stages
            .iter()
            .enumerate()
            .filter_map(|(idx, stage)| Some((idx, value(stage.track.as_ref().filter(|track| !track.is_weak)?)?)))
            .collect();
        self.worst = worst(values.iter().map(|(stage, idx, value)| ((*stage, *idx), *value)), metric.direction);
        self.worst_stage = worst(of_stages.into_iter(), metric.direction);
        for (stage_idx, stage) in self.stages.iter_mut().enumerate() {
            let own = values.iter().filter(|(of, _, _)| *of == stage_idx);
            stage.worst = worst(own.map(|(_, idx, value)| (*idx, *value)), metric.direction);
        }
    }
}

/// The worst of at least two values, the first among equals; `None` if all are equal.
fn worst<K: Copy>(values: impl Iterator<Item = (K, f64)>, direction: Direction) -> Option<K> {
    let values: Vec<(K, f64)> = values.collect();
    if values.len() < 2 {
        return None;
    }
    let is_worse = |a: f64, b: f64| match direction {
        Direction::HigherIsBetter => a < b,
        Direction::LowerIsBetter => a > b,
    };
    let first = values.first().map(|(_, value)| *value);
    if values.iter().all(|(_, value)| Some(*value) == first) {
        return None;
    }
    values.into_iter().reduce(|kept, next| if is_worse(next.1, kept.1) { next } else { kept }).map(|(key, _)| key)
}

/// The periods from one date to another.
fn periods(first: Date, last: Date, grain: Grain) -> Vec<Period> {
    let mut periods = vec![Period::of(first, grain)];
    while let Some(period) = periods.last().and_then(Period::next) {
        if period.start > last {
            break;
        }
        periods.push(period);
    }
    periods
}

/// All personas, if any has a segment of the data: one without a segment or without rows is shown as such, not skipped.
fn personas(book: &Book) -> Vec<String> {
    let has_segment = |persona: &Persona| !persona.segment.choices.is_empty();
    let all = &book.map.personas;
    if all.iter().any(has_segment) { all.iter().map(|persona| persona.id.clone()).collect() } else { Vec::new() }
}

/// Metrics of touchpoints and stages: those at the most touchpoints first, plain counts last.
/// Once everything is read, only touchpoints with answers count.
fn metrics(book: &Book) -> Vec<Metric> {
    let map = &book.map;
    let mut ranked: Vec<(Metric, usize)> = Vec::new();
    for (idx, (at, binding)) in map.bindings().enumerate().skip(map.metrics.len()) {
        let Some(metric) = map.metric(&binding.metric) else { continue };
        let is_touchpoint = at.id_of(Noun::Touchpoint).is_some();
        let is_counted = is_touchpoint && (!book.counts.is_complete || everyone(book, idx).is_some());
        match ranked.iter_mut().find(|(known, _)| known.id == metric.id) {
            Some((_, n)) => *n += usize::from(is_counted),
            None => ranked.push((metric, usize::from(is_counted))),
        }
    }
    ranked.sort_by_key(|(metric, n)| (metric.kind == Kind::Count, std::cmp::Reverse(*n)));
    ranked.into_iter().map(|(metric, _)| metric).collect()
}

/// Everyone's answers to a binding, if there are any.
fn everyone(book: &Book, idx: usize) -> Option<&Series> {
    book.counts.series.get(idx)?.first().filter(|series| !series.is_empty())
}

/// The usual grain and all grains that the data allow, by everyone's answers to the metric of the strips.
fn grains(book: &Book, bindings: &[&Binding], metric: Option<&Metric>, few: u64) -> (Grain, Vec<Grain>) {
    let series = |is_meant: &dyn Fn(&Binding) -> bool| -> Vec<&Series> {
        let meant = bindings.iter().enumerate().filter(|(_, binding)| is_meant(binding));
        meant.filter_map(|(idx, _)| everyone(book, idx)).filter(|series| series.finest != Grain::All).collect()
    };
    let mut timed = series(&|binding| metric.is_some_and(|metric| metric.id == binding.metric));
    if timed.is_empty() {
        timed = series(&|_| true);
    }
    let finest = timed.iter().map(|series| series.finest).max().unwrap_or(Grain::All);
    let span = timed.iter().filter_map(|series| series.span()).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    let usual = span.map_or(Grain::All, |span| usual(&timed, span, finest, few));
    (usual, GRAINS.into_iter().filter(|grain| *grain <= finest).collect())
}

/// The finest grain that a strip can show and whose periods hold enough answers at half of the places;
/// if there is none, the coarsest that still shows which way things go.
fn usual(timed: &[&Series], span: (Date, Date), finest: Grain, few: u64) -> Grain {
    let n_periods = |grain| Period::of(span.0, grain).distance(&Period::of(span.1, grain)).saturating_add(1);
    let mut sizes: Vec<u64> = timed.iter().map(|series| series.n()).collect();
    sizes.sort_unstable();
    let typical = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
    let mut grain = Grain::choose(span, finest, USUAL_PERIODS);
    for coarser in GRAINS.into_iter().rev().filter(|other| *other != Grain::All) {
        if coarser < grain && typical / n_periods(grain) < few && n_periods(coarser) >= FEWEST_PERIODS {
            grain = coarser;
        }
    }
    grain
}

#[cfg(test)]
mod tests;
