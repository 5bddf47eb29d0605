//! What a book offers to look at: its metrics, and the periods that suit its data or that they allow.
//! Invariant: what is offered depends on everyone's answers, whoever is looked at.

use jiff::civil::Date;

use super::track::first_of;
use crate::journey::{Address, Binding, Book, Noun, Persona};
use crate::metric::{Grain, Metric, Period, Series};

/// The most periods that the usual grain gives: what a strip shows on a small screen.
const USUAL_PERIODS: usize = 12;

/// The fewest periods that show which way things go.
const FEWEST_PERIODS: u64 = 3;

/// All grains, the coarsest first.
const GRAINS: [Grain; 6] = [Grain::All, Grain::Year, Grain::Quarter, Grain::Month, Grain::Week, Grain::Day];

/// The grains of some numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grains {
    /// The one that suits them; `None` before anything is known.
    pub usual: Option<Grain>,
    /// All that they allow, all time first.
    pub allowed: Vec<Grain>,
}

impl Grains {
    /// Those of a metric, wherever it is bound; of all numbers where it has no dates.
    ///
    /// * `few`: from how many answers on a period is relied on.
    pub(crate) fn of(book: &Book, metric: Option<&str>, few: u64) -> Self {
        let bindings: Vec<&Binding> = book.map.bindings().map(|(_, binding)| binding).collect();
        let series = |is_meant: &dyn Fn(&Binding) -> bool| -> Vec<&Series> {
            let meant = bindings.iter().enumerate().filter(|(_, binding)| is_meant(binding));
            meant.filter_map(|(idx, _)| everyone(book, idx)).filter(|series| series.finest != Grain::All).collect()
        };
        let mut timed = series(&|binding| metric == Some(binding.metric.as_str()));
        if timed.is_empty() {
            timed = series(&|_| true);
        }
        let finest = timed.iter().map(|series| series.finest).max().unwrap_or(Grain::All);
        let span = timed.iter().filter_map(|series| series.span()).reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        let usual = span.map_or(Grain::All, |span| suiting(&timed, span, finest, few));
        Self { usual: Some(usual), allowed: GRAINS.into_iter().filter(|grain| *grain <= finest).collect() }
    }
}

/// How many times as many answers as are relied on a period needs to be judged by: a change of 10 points is found then
/// now and then, and not only one of 35.
const TIMES_FEW: u64 = 3;

/// The grain by which the last two periods of a map are judged: the one that suits it, or a longer one where its periods
/// hold too few answers to find much, as long as two of those are over.
///
/// * `is_over`: is that period over, by its source?
pub(crate) fn judged_by(book: &Book, usual: Grain, few: u64, is_over: &dyn Fn(&str, &Period) -> bool) -> Grain {
    let metric = metrics(book).into_iter().next().map(|metric| metric.id);
    let all =
        book.map.bindings().enumerate().filter(|(_, (_, own))| metric.as_ref().is_none_or(|id| own.metric == *id));
    let timed: Vec<(&str, &Series)> = all
        .filter_map(|(idx, (_, own))| Some((own.source.as_str(), everyone(book, idx)?)))
        .filter(|(_, series)| series.finest != Grain::All)
        .collect();
    // How many answers a period holds, and how many periods are over, at half of the places.
    let typical = |grain: Grain| {
        let of = |(source, series): &(&str, &Series)| {
            let mut periods = series.n_by_period(grain);
            periods.retain(|period, _| is_over(source, period));
            let n_periods = periods.len() as u64;
            (periods.values().sum::<u64>().checked_div(n_periods).unwrap_or(0), n_periods)
        };
        let (mut sizes, mut counts): (Vec<u64>, Vec<u64>) = timed.iter().map(of).unzip();
        sizes.sort_unstable();
        counts.sort_unstable();
        let middle = |all: &[u64]| all.get(all.len() / 2).copied().unwrap_or(0);
        (middle(&sizes), middle(&counts))
    };
    let mut grain = usual;
    for coarser in GRAINS.into_iter().rev().filter(|other| *other != Grain::All) {
        if coarser < grain && typical(grain).0 < TIMES_FEW * few && typical(coarser).1 >= 2 {
            grain = coarser;
        }
    }
    grain
}

/// Everyone's answers to a binding, if there are any.
pub(crate) fn everyone(book: &Book, idx: usize) -> Option<&Series> {
    book.counts.series.get(idx)?.first().filter(|series| !series.is_empty())
}

/// How many cases of a period may still change what is said of it. Where each has the same time to go on, those whose
/// time is not over are in no count, and change nothing that is counted.
pub(crate) fn n_open(book: &Book, (at, binding): (&Address, &Binding), series: &Series, period: Period) -> u64 {
    if leaves_open_out(book, (at, binding)) { 0 } else { series.n_pending(&period) }
}

/// Is it a step of a log whose cases have the same time each?
pub(crate) fn leaves_open_out(book: &Book, (at, binding): (&Address, &Binding)) -> bool {
    let source = book.map.sources.iter().find(|own| own.id == binding.source);
    let has_window = source.is_some_and(|own| own.key("window").is_some());
    let is_share = book.map.metric(&binding.metric).is_some_and(|own| own.kind.is_share());
    has_window && is_share && binding.to.is_none() && at.noun() == Some(Noun::Touchpoint)
}

/// Metrics of touchpoints and stages: those at the most touchpoints first, plain counts last.
/// Once everything is read, only touchpoints with answers count.
pub(crate) fn metrics(book: &Book) -> Vec<Metric> {
    let map = &book.map;
    let mut ranked: Vec<(Metric, usize)> = Vec::new();
    let on_the_way = map.n_bindings_on_the_way();
    for (idx, (at, binding)) in map.bindings().enumerate().take(on_the_way).skip(map.metrics.len()) {
        let Some(metric) = map.metric(&binding.metric) else { continue };
        let is_touchpoint = at.id_of(Noun::Touchpoint).is_some();
        let is_counted = is_touchpoint && (!book.counts.is_complete || everyone(book, idx).is_some());
        match ranked.iter_mut().find(|(known, _)| known.id == metric.id) {
            Some((_, n)) => *n += usize::from(is_counted),
            None => ranked.push((metric, usize::from(is_counted))),
        }
    }
    ranked.sort_by_key(|(metric, n)| (!metric.kind.is_estimate(), std::cmp::Reverse(*n)));
    ranked.into_iter().map(|(metric, _)| metric).collect()
}

/// Every period from one date to another, as far back as is drawn.
pub(crate) fn periods((first, last): (Date, Date), grain: Grain) -> Vec<Period> {
    if grain == Grain::All {
        return vec![Period::of(last, grain)];
    }
    let mut periods = vec![Period::of(first.max(first_of(last, grain)), grain)];
    while let Some(period) = periods.last().and_then(Period::next) {
        if period.start > last {
            break;
        }
        periods.push(period);
    }
    periods
}

/// The finest grain that a strip can show and whose periods hold enough answers at half of the places;
/// if there is none, the coarsest that still shows which way things go.
fn suiting(timed: &[&Series], span: (Date, Date), finest: Grain, few: u64) -> Grain {
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

/// All personas, if any has a segment of the data, or a feeling or a goal of its own: one without a segment or without rows
/// is shown as such, not skipped.
pub(crate) fn personas(book: &Book) -> Vec<String> {
    let has_segment = |persona: &Persona| !persona.segment.choices.is_empty();
    let (all, stages) = (&book.map.personas, &book.map.stages);
    let of_touchpoints = stages.iter().flat_map(|own| &own.touchpoints).map(|own| (&own.emotions, &own.goals));
    let mut said = stages.iter().map(|own| (&own.emotions, &own.goals)).chain(of_touchpoints);
    let is_told_apart = said.any(|(emotions, goals)| !(emotions.is_empty() && goals.is_empty()));
    if is_told_apart || all.iter().any(has_segment) {
        all.iter().map(|persona| persona.id.clone()).collect()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_period_holds_enough_answers() {
        let month = |n_answers: u32| {
            let metric = crate::metric::catalog::built_in("csat").expect("built in");
            let measure = crate::metric::Measure { kind: metric.kind, scale: (1, 5), top: 4 };
            let mut series = Series::new(Grain::Day);
            for month in 1..=12 {
                for _ in 0..n_answers {
                    assert!(series.add(jiff::civil::date(2026, month, 9), &measure, 4.0));
                }
            }
            series
        };
        let grain = |n_answers| {
            let series = month(n_answers);
            suiting(&[&series], series.span().expect("dates"), Grain::Day, 30)
        };
        assert_eq!(grain(40), Grain::Month);
        assert_eq!(grain(12), Grain::Quarter);
        assert_eq!(grain(1), Grain::Quarter, "a year alone shows no way things go");
    }
}
