//! Will the objective be met, and how many answers until one can tell?
//! Invariant: what the interval does not tell is `cannot tell`, however near the value is.

use jiff::civil::Date;

use super::judged::Dated;
use super::matter::Matter;
use super::record::{Facts, gated, lacking, reading};
use super::track::Track;
use crate::journey::{Address, Binding, Map, Objective};
use crate::metric::power::Waves;
use crate::metric::{Attainment, Disclosed, Gated, Grain, Metric, Period};

/// How an objective stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum GoalState {
    /// The whole interval lies on the good side of the target.
    Reached,
    /// The target lies within it.
    CannotTell,
    /// The whole interval lies short of the target, and there is time. By so much the value is.
    NotReached(f64),
    /// The same, and the day has passed.
    Missed(f64),
}

impl GoalState {
    /// In words: `reached`, `cannot tell`, `not reached`, `missed`.
    #[must_use]
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::CannotTell => "cannot tell",
            Self::NotReached(_) => "not reached",
            Self::Missed(_) => "missed",
        }
    }
}

/// What was found of an objective.
#[derive(Clone, Debug)]
pub(crate) struct ObjectiveFound {
    pub(crate) metric: Metric,
    pub(crate) target: f64,
    pub(crate) by: Option<Date>,
    /// Where it started, by a period's answers or as its author wrote it.
    pub(crate) baseline: Option<Baseline>,
    /// The last period that is over; once its day has passed, the last that was over on it.
    pub(crate) now: Option<Dated>,
    pub(crate) state: Option<GoalState>,
    /// The target less the value now.
    pub(crate) gap: Option<f64>,
    /// How many answers, worth so many of equal weight, tell one wave from the target, and each of two that far apart.
    pub(crate) needed: Option<AnswersNeeded>,
    /// The smallest change that two waves of this size show.
    pub(crate) smallest: Option<f64>,
    /// The largest change from one period to the next that was ever seen.
    pub(crate) largest: Option<LargestChange>,
    /// All changes from one period to the next, oldest first.
    pub(crate) steps: Vec<LargestChange>,
    /// How many months are left.
    pub(crate) months_left: Option<f64>,
    /// All periods, oldest first.
    pub(crate) points: Vec<(Period, Gated)>,
    pub(crate) unfinished: Option<Period>,
}

/// Where an objective started.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Baseline {
    Counted(Period, Disclosed),
    Written(f64),
}

/// How many answers a difference needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct AnswersNeeded {
    /// Of equal weight.
    pub(crate) one_wave: f64,
    pub(crate) each_wave: f64,
    /// How many answers are worth one of equal weight.
    pub(crate) times: f64,
}

impl AnswersNeeded {
    /// So many answers as they come in, rounded up.
    #[must_use]
    pub(crate) fn answers(&self, n: f64) -> f64 {
        (n * self.times).ceil()
    }

    /// So many of equal weight, and so many as they come in, for programs.
    fn counts(&self, n: f64) -> (Option<u64>, Option<u64>) {
        let whole = |n: f64| format!("{:.0}", n.ceil()).parse().ok();
        (whole(n), whole(self.answers(n)))
    }
}

/// A change from one period to the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct LargestChange {
    pub(crate) from: Period,
    pub(crate) to: Period,
    pub(crate) change: f64,
}

/// How the number of an objective stands on a day, by a track that is drawn by the grain of its verdict; `None` where it
/// was not measured by enough answers.
#[must_use]
pub(crate) fn state(target: &Objective, track: &Track, today: Date) -> Option<GoalState> {
    let (_, reading) = standing(target, track, today)?;
    if reading.is_few() {
        return None;
    }
    let missing = (target.target - reading.value()).abs();
    let is_past = target.by.is_some_and(|by| by < today);
    Some(match reading.attainment(target.target, track.metric.direction)? {
        Attainment::Reached => GoalState::Reached,
        Attainment::CannotTell => GoalState::CannotTell,
        Attainment::Short if is_past => GoalState::Missed(missing),
        Attainment::Short => GoalState::NotReached(missing),
    })
}

/// The period by which an objective is judged: the last that is over, or once its day has passed, that was over on it.
fn standing(target: &Objective, track: &Track, today: Date) -> Option<Dated> {
    match target.by.filter(|by| *by < today) {
        Some(by) => track.over().rfind(|(period, _)| period.end() <= by || period.grain == Grain::All),
        None => track.latest().map(|(period, reading)| (*period, *reading)),
    }
}

/// The binding that is the score of a journey: the objective's metric, measured at the journey or else at one place only;
/// failing that, the journey's first metric with answers.
pub(super) fn score_of(matter: &Matter<'_>, bindings: &[(Address, &Binding)]) -> Option<usize> {
    let target = matter.book.map.target.as_ref().and_then(|own| binding_of(matter, bindings, &own.metric));
    let has_answers = |idx: &usize| matter.verdicts.tracks.get(*idx).is_some_and(Option::is_some);
    let at_journey = || (0..bindings.len()).filter(|idx| bindings.get(*idx).is_some_and(|(at, _)| at.steps.is_empty()));
    let is_score = |idx: &usize| bindings.get(*idx).is_some_and(|(_, own)| !own.implied || own.metric != "comments");
    target
        .filter(|idx| bindings.get(*idx).is_some_and(|(at, _)| at.steps.is_empty()))
        .or_else(|| at_journey().filter(is_score).find(has_answers))
}

/// The binding of a metric: at the journey, or else at one place only.
fn binding_of(matter: &Matter<'_>, bindings: &[(Address, &Binding)], metric: &str) -> Option<usize> {
    let all = bindings.iter().enumerate().filter(|(_, (_, own))| own.metric == metric);
    let has_answers = |idx: usize| matter.verdicts.tracks.get(idx).is_some_and(Option::is_some);
    let mut own: Vec<(usize, bool)> = all.map(|(idx, (at, _))| (idx, at.steps.is_empty())).collect();
    if own.iter().any(|(_, is_journey)| *is_journey) {
        own.retain(|(_, is_journey)| *is_journey);
        own.sort_by_key(|(idx, _)| !has_answers(*idx));
        return own.first().map(|(idx, _)| *idx);
    }
    match own[..] {
        [(only, _)] => Some(only),
        _ => None,
    }
}

/// How the objective of a map stands; or why nothing can be said of it.
pub(crate) fn objective(matter: &Matter<'_>) -> Result<ObjectiveFound, String> {
    let map = &matter.book.map;
    let Some(target) = &map.target else {
        return Err("this map has no objective in numbers: [journey.target] with `metric`, `target` and `by` says it"
            .to_owned());
    };
    let bindings: Vec<(Address, &Binding)> = map.bindings().collect();
    let unmeasured = || {
        format!(
            "nobody measures {}: a row under `metrics` of the journey with metric = \"{}\" would",
            target.metric, target.metric
        )
    };
    let idx = binding_of(matter, &bindings, &target.metric).ok_or_else(unmeasured)?;
    let track = matter.verdicts.tracks.get(idx).and_then(Option::as_ref);
    let track = track.ok_or_else(|| format!("{} has no answers", target.metric))?;
    let today = matter.viewpoint.today;
    let now = standing(target, track, today);
    let gap = now.map(|(_, reading)| target.target - reading.value());
    let needed = now.zip(gap).and_then(|((_, reading), gap)| {
        #[expect(clippy::cast_precision_loss, reason = "counts of answers")]
        let times = reading.n() as f64 / reading.n_eff();
        let (one_wave, each_wave) = (reading.needed(gap, Waves::One)?, reading.needed(gap, Waves::Two)?);
        Some(AnswersNeeded { one_wave, each_wave, times })
    });
    Ok(ObjectiveFound {
        metric: track.metric.clone(),
        target: target.target,
        by: target.by,
        baseline: baseline(matter, map, target, (idx, &bindings)),
        now,
        state: state(target, track, today),
        gap,
        needed,
        smallest: now.and_then(|(_, reading)| reading.smallest_change()),
        largest: largest(&steps(track)),
        steps: steps(track),
        months_left: target.by.filter(|by| *by > today).map(|by| {
            let days = i32::try_from(today.duration_until(by).as_hours() / 24).unwrap_or(i32::MAX);
            f64::from(days) / DAYS_IN_A_MONTH
        }),
        points: track.points.clone(),
        unfinished: track.unfinished,
    })
}

/// The mean length of a month.
const DAYS_IN_A_MONTH: f64 = 365.25 / 12.0;

/// The reading of the period in which an objective started, where the map names one, or what its author wrote.
fn baseline(
    matter: &Matter<'_>,
    map: &Map,
    target: &Objective,
    (idx, bindings): (usize, &[(Address, &Binding)]),
) -> Option<Baseline> {
    let counted = target.baseline_period.and_then(|period| {
        let series = matter.book.counts.series.get(idx)?.get(matter.viewpoint.cohort?)?;
        let within = series.between(Some(period.start), Some(period.end()));
        let measure = map.measure(bindings.get(idx)?.1)?;
        let own = *matter.viewpoint.gate.total(&within, &[], &measure)?.disclosed()?;
        Some(Baseline::Counted(period, own))
    });
    counted.or(target.baseline.map(Baseline::Written))
}

/// The changes from one period to the next, of those that are over, rest on enough answers and go together.
fn steps(track: &Track) -> Vec<LargestChange> {
    let over: Vec<Dated> = track.over().filter(|(_, own)| !track.metric.kind.is_estimate() || !own.is_few()).collect();
    let pairs = over.iter().zip(over.iter().skip(1));
    let next = pairs.filter(|((from, own), (to, then))| from.next() == Some(*to) && then.goes_with(own));
    let changes = next.map(|((from, own), (to, then))| LargestChange {
        from: *from,
        to: *to,
        change: then.value() - own.value(),
    });
    changes.collect()
}

/// The largest of several changes, whichever way.
fn largest(steps: &[LargestChange]) -> Option<LargestChange> {
    steps.iter().copied().reduce(|best, own| if own.change.abs() > best.change.abs() { own } else { best })
}

fn step_record(own: LargestChange) -> Facts {
    Facts::default().with("change", own.change).with("from", own.from.label()).with("to", own.to.label())
}

/// A period as programs read it.
pub(super) fn period_of(period: Period, own: &Gated, unit: &str, unfinished: Option<Period>) -> Facts {
    let record = gated(own, unit).with("period", period.label());
    if unfinished.is_some_and(|first| period >= first) { record.with("unfinished", true) } else { record }
}

impl ObjectiveFound {
    /// The largest change the way that it has to go; `None` where none went there.
    #[must_use]
    pub(crate) fn largest_toward(&self) -> Option<LargestChange> {
        let toward = self.toward();
        largest(&self.steps.iter().copied().filter(|own| own.change * toward > 0.0).collect::<Vec<_>>())
    }

    /// The changes that were as large as the one that is needed, the same way, oldest first.
    #[must_use]
    pub(crate) fn as_large(&self) -> Vec<LargestChange> {
        let toward = self.toward();
        let needed = self.gap.unwrap_or_default().abs();
        self.steps.iter().copied().filter(|own| own.change * toward > 0.0 && own.change.abs() >= needed).collect()
    }

    /// Which way it has to go: 1 up, -1 down.
    #[must_use]
    pub(crate) fn toward(&self) -> f64 {
        self.gap.unwrap_or_default().signum()
    }

    /// For programs.
    #[must_use]
    pub(super) fn record(&self) -> Facts {
        let unit = &self.metric.unit;
        let told = |(period, own): &Dated| reading(own, unit).with("period", period.label());
        let baseline = self.baseline.map(|own| match own {
            Baseline::Counted(period, own) => told(&(period, own)),
            Baseline::Written(value) => Facts::default().with("value", value).with("written", true),
        });
        let (one, each) =
            self.needed.map(|own| (own.counts(own.one_wave), own.counts(own.each_wave))).unwrap_or_default();
        let points = self.points.iter().map(|(period, own)| period_of(*period, own, unit, self.unfinished));
        Facts::default()
            .with("metric", self.metric.id.clone())
            .with("baseline", baseline)
            .with("now", self.now.as_ref().map_or_else(|| lacking("no period was over by then"), told))
            .with("target", self.target)
            .with("by", self.by.map(|by| by.to_string()))
            .with("gap", self.gap)
            .with("verdict", self.state.map_or("cannot tell", GoalState::word))
            // Of answers that all count the same; as they come in, so many.
            .with("n_one_wave", one.0)
            .with("n_each_wave", each.0)
            .with("answers_one_wave", one.1)
            .with("answers_each_wave", each.1)
            .with("smallest_change", self.smallest)
            .with("largest_change", self.largest.map(step_record))
            .with("largest_toward", self.largest_toward().map(step_record))
            .with("n_as_large", self.as_large().len())
            .with("months_left", self.months_left)
            .with("periods", points.collect::<Vec<_>>())
    }
}
