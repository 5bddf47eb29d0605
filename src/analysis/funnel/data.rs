//! A funnel for programs.

use super::found::Funnel;
use crate::analysis::record::{self, Datum, Facts};
use crate::journey::Noun;
use crate::metric::{Comparison, Disclosed, DisclosedStep, Gated, NowAndBefore, Verdict};

/// Everything there is.
pub(super) fn record(funnel: &Funnel) -> Facts {
    let id = |idx: Option<usize>| -> Option<String> {
        let at = &funnel.steps.get(idx?)?.at;
        at.id_of(Noun::Touchpoint).map(str::to_owned)
    };
    let steps = (0..funnel.steps.len()).filter(|idx| funnel.only.is_none_or(|only| only == *idx));
    let unit = &funnel.metric.unit;
    let share = |own: Option<&NowAndBefore>, reason: &str| {
        own.map_or_else(|| record::lacking(reason), |own| record::gated(&own.now, unit))
    };
    let (from, left) = funnel.told.abandonment.as_ref().map(|(from, own)| (*from, own)).unzip();
    let is_hidden = (0..funnel.steps.len()).any(|idx| funnel.withheld(idx).is_some());
    let has_hole = (0..funnel.steps.len()).any(|idx| funnel.is_hole(idx));
    let none_left = if has_hole {
        "a step has no rows in the period"
    } else if is_hidden {
        "a step is hidden"
    } else {
        "at no step half or more go on"
    };
    let none_overall = if is_hidden { "a step is hidden" } else { "not every step is counted" };
    let leaks = funnel.told.leaks;
    Facts::default()
        .with("source", funnel.source.id.clone())
        .with("metric", funnel.metric.id.clone())
        .with("unit", Some(funnel.source.unit.clone()).filter(|unit| !unit.is_empty()))
        .with("window", funnel.source.window.clone())
        .with("period", funnel.period.label())
        .with("before", funnel.before.map(|before| before.label()))
        .with("is_over", funnel.is_over)
        .with("days", funnel.days.map(|(.., n_days)| n_days))
        .with("steps", steps.map(|idx| step(funnel, idx)).collect::<Vec<_>>())
        .with("overall", share(funnel.told.overall.as_ref(), none_overall))
        .with("overall_change", funnel.told.overall.as_ref().and_then(|own| own.change.map(change)))
        .with("abandonment", share(left, none_left).with("from", id(from)))
        .with("abandonment_change", left.and_then(|own| own.change.map(change)))
        .with(
            "leaks",
            Facts::default()
                .with("most", id(leaks.most))
                .with("rate", id(leaks.rate))
                .with("after_looking", id(leaks.after_looking))
                .with("between", id(leaks.between))
                .with("worse", id(funnel.told.worse)),
        )
        .with("pending", funnel.told.n_pending.filter(|_| funnel.source.window.is_some()))
        .with("not_in_it", funnel.outside.clone())
        .with("notes", funnel.notes())
}

fn step(funnel: &Funnel, idx: usize) -> Facts {
    let Some(own) = funnel.steps.get(idx) else { return Facts::default() };
    let part = |noun| own.at.id_of(noun).map(str::to_owned);
    let record = Facts::default().with("stage", part(Noun::Stage)).with("touchpoint", part(Noun::Touchpoint));
    let none = if funnel.is_hole(idx) { "no rows in the period" } else { "nobody came" };
    let Some(step) = funnel.step(idx) else {
        let lacking =
            funnel.withheld(idx).map_or_else(|| record::lacking(none), |own| record::lacking(&own.without_number()));
        let record = record.with("entered", funnel.came(idx));
        return record.with("conversion", lacking.clone()).with("drop", lacking);
    };
    let is_end = funnel.is_end(idx);
    let unit = &funnel.metric.unit;
    let at_end = || record::lacking("the last step: nobody can go on");
    let of = |gated: &Gated| record::gated(gated, unit);
    record
        .with("entered", step.counts.entered)
        .with("completed", step.counts.completed)
        .with("conversion", if is_end { at_end() } else { of(&step.conversion.now) })
        .with("drop", if is_end { at_end() } else { record::reading(&step.loss, unit) })
        .with("lost", step.counts.lost())
        .with("lost_a_day", funnel.lost_a_day(idx))
        .with("still_there", step.still_there.as_ref().map(|own| record::reading(own, unit)))
        .with("reentered", step.n_surplus)
        .with("lost_before", step.n_between)
        .with("between", step.astray.as_ref().map(|own| astray(step.n_between, own, unit)))
        .with("before", before(funnel, step))
        .with("change", step.conversion.change.map(change))
}

/// Who went on from the step before and never came.
fn astray(n: u64, share: &Disclosed, unit: &str) -> Facts {
    Facts::default().with("lost", n).with("share", record::reading(share, unit))
}

/// The period before.
fn before(funnel: &Funnel, step: &DisclosedStep) -> Option<Facts> {
    let gated = step.conversion.before.as_ref()?;
    let record = match gated.withheld() {
        Some(own) => record::lacking(&own.without_number()),
        None => record::gated(gated, &funnel.metric.unit),
    };
    let counts = step.counts_before;
    Some(record.with("entered", counts.map(|own| own.entered)).with("completed", counts.map(|own| own.completed)))
}

/// A change in points.
fn change(own: Comparison) -> Facts {
    let verdict = match own.verdict {
        Verdict::Rose => "rose",
        Verdict::Fell => "fell",
        Verdict::Steady => "steady",
        Verdict::CannotTell => "cannot tell",
    };
    Facts::default()
        .with("change", own.difference)
        .with("low", own.interval.low)
        .with("high", own.interval.high)
        .with("unit", "points")
        .with("z", own.z)
        .with("p", own.p)
        .with("p_adjusted", own.standing.p_adjusted)
        .with("family", own.standing.family)
        .with("verdict", verdict)
        .with("steady_within", Datum::from(own.steady_within))
}
