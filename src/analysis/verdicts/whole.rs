//! A stage by a metric of its touchpoints: what both periods have is compared, and what is compared is drawn.
//! Invariant: a touchpoint that joined or left moves no stage.

use crate::analysis::judged::{Dated, Hindrance, Judged, PeriodPair};
use crate::analysis::track::Track;
use crate::journey::{Binding, Book, Stage};
use crate::metric::{Disclosed, Gate, Period, Together};

/// A stage by a metric of its touchpoints.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Whole {
    pub stage_idx: usize,
    /// Its id.
    pub metric: String,
    /// The bindings that it is put together from: those that both periods have, or else all of the last one.
    pub parts: Vec<usize>,
    /// Those that the last period has and the one before has not.
    pub joined: Vec<usize>,
    /// Those that the one before has and the last period has not.
    pub left: Vec<usize>,
    /// Those that are not in it, because they have too few answers.
    pub few: Vec<usize>,
    /// The last period.
    pub latest: Option<Dated>,
    pub judged: Judged,
}

/// Every stage by every metric of its touchpoints that it does not have a number of its own for.
pub(super) fn wholes(book: &Book, tracks: &[Option<Track>], gate: Gate, together: &[Together<'_>]) -> Vec<Whole> {
    let mut all = Vec::new();
    let mut next = book.map.metrics.len();
    for (stage_idx, stage) in book.map.stages.iter().enumerate() {
        for (metric, candidates) in candidates(stage, &mut next, tracks) {
            let measured: Vec<(usize, &Track)> =
                candidates.into_iter().filter_map(|idx| Some((idx, tracks.get(idx)?.as_ref()?))).collect();
            all.extend(whole(&measured, gate, together).map(|own| Whole {
                stage_idx,
                metric: metric.to_owned(),
                ..own
            }));
        }
    }
    all
}

/// The bindings of a stage's touchpoints by their metric, one a touchpoint: the first that has answers.
///
/// * `next`: the number of the stage's first binding; it becomes that of the stage after.
fn candidates<'m>(stage: &'m Stage, next: &mut usize, tracks: &[Option<Track>]) -> Vec<(&'m str, Vec<usize>)> {
    let has_answers = |idx: usize| tracks.get(idx).is_some_and(Option::is_some);
    let mut take = |own: &'m [Binding]| {
        let first = *next;
        *next += own.len();
        own.iter().map(|binding| binding.metric.as_str()).zip(first..)
    };
    let own: Vec<&str> = take(&stage.metrics).filter(|(_, idx)| has_answers(*idx)).map(|(metric, _)| metric).collect();
    let mut by_metric: Vec<(&str, Vec<usize>)> = Vec::new();
    for touchpoint in &stage.touchpoints {
        let mut seen: Vec<&str> = Vec::new();
        for (metric, idx) in take(&touchpoint.metrics) {
            if own.contains(&metric) || seen.contains(&metric) || !has_answers(idx) {
                continue;
            }
            seen.push(metric);
            match by_metric.iter_mut().find(|(known, _)| *known == metric) {
                Some((_, idxs)) => idxs.push(idx),
                None => by_metric.push((metric, vec![idx])),
            }
        }
    }
    by_metric
}

/// What some touchpoints come to together; `None` where none has answers.
fn whole(tracks: &[(usize, &Track)], gate: Gate, together: &[Together<'_>]) -> Option<Whole> {
    let last = tracks.iter().filter_map(|(_, track)| Some(track.latest_point()?.0)).max()?;
    let at = |track: &Track, period: Period| track.at(period).copied();
    let is_estimate = tracks.first().is_some_and(|(_, track)| track.metric.kind.is_estimate());
    let relied = |reading: &Disclosed| !is_estimate || !reading.is_few();
    let before =
        tracks.iter().filter_map(|(_, track)| track.over().rev().find(|(own, _)| *own < last)).map(|own| own.0);
    let before = before.max();
    let of = |is_meant: &dyn Fn(Option<Disclosed>, Option<Disclosed>) -> bool| -> Vec<usize> {
        let then = |track: &Track| before.and_then(|before| at(track, before));
        tracks.iter().filter(|(_, track)| is_meant(then(track), at(track, last))).map(|(idx, _)| *idx).collect()
    };
    let is_both = |then: Option<Disclosed>, now: Option<Disclosed>| {
        then.is_some_and(|then| relied(&then)) && now.is_some_and(|now| relied(&now))
    };
    let both = of(&is_both);
    let joined = of(&|then, now| then.is_none() && now.is_some_and(|now| relied(&now)));
    let left = of(&|then, now| then.is_some_and(|then| relied(&then)) && now.is_none());
    let now = of(&|_, now| now.is_some_and(|now| relied(&now)));
    let any = of(&|_, now| now.is_some());
    let is_compared = !both.is_empty();
    let parts = [both, now, any].into_iter().find(|own| !own.is_empty()).unwrap_or_default();
    let composed = |period: Period| -> Option<Dated> {
        let own = tracks.iter().filter(|(idx, _)| parts.contains(idx));
        let readings: Option<Vec<_>> = own.map(|(idx, track)| Some((*idx, at(track, period)?))).collect();
        Some((period, *gate.compose_people(&readings?, together, period)?.disclosed()?))
    };
    let latest = composed(last);
    let step = before.filter(|_| is_compared).and_then(composed).zip(latest);
    let n_open = tracks.iter().filter(|(idx, _)| parts.contains(idx)).filter_map(|(_, track)| n_open(track)).sum();
    let step = step.map(|(earlier, later)| PeriodPair::of(earlier, later, is_estimate, n_open));
    let judged = Judged { step, breaks: Vec::new() };
    let (joined, left) = if is_compared { (joined, left) } else { (Vec::new(), Vec::new()) };
    let few =
        of(&|_, now| now.is_some_and(|now| !relied(&now))).into_iter().filter(|idx| !parts.contains(idx)).collect();
    Some(Whole { stage_idx: 0, metric: String::new(), parts, joined, left, few, latest, judged })
}

/// How many cases keep one from comparing the last two periods of a place.
fn n_open(track: &Track) -> Option<u64> {
    match track.judged.step.as_ref()?.outcome {
        Err(Hindrance::Open(n)) => Some(n),
        _ => None,
    }
}
