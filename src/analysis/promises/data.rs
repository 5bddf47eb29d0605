//! The ledger for programs: a row an action.

use super::entry::{Aftermath, Entry};
use super::ledger::Ledger;
use crate::analysis::matter::Analysis;
use crate::analysis::record::{AnalysisData, Datum, Facts, gated, lacking};
use crate::metric::{DaySpan, Season, Shift, SidePair};

impl Analysis for Ledger {
    fn data(&self) -> AnalysisData {
        let rows: Vec<Facts> = self.shown().into_iter().map(|own| row(own, self.few)).collect();
        let tally = Facts::default()
            .with("promises", self.tally.n_all())
            .with("reached", self.tally.reached)
            .with("missed", self.tally.missed)
            .with("cannot_tell", self.tally.untold)
            .with("due", self.tally.due)
            .with("late", self.tally.late);
        let record = Facts::default().with("counts", tally);
        let record = match rows.first().filter(|_| self.asked.is_some()) {
            Some(own) => record.with("action", own.clone()),
            None => record,
        };
        AnalysisData { rows: "promises", record: record.with("promises", rows) }
    }
}

fn row(own: &Entry, few: u64) -> Facts {
    let unit = own.metric.as_ref().map(|own| own.unit.clone()).unwrap_or_default();
    let promise = own.promise.as_ref();
    let record = Facts::default()
        .with("id", own.id.as_str())
        .with("action", own.text.as_str())
        .with("stage", own.at.id_of(crate::journey::Noun::Stage).map(str::to_owned))
        .with("stage_name", own.stage.clone())
        .with("touchpoint", own.at.id_of(crate::journey::Noun::Touchpoint).map(str::to_owned))
        .with("touchpoint_name", own.touchpoint.clone())
        .with("owner", own.owner.clone())
        .with("status", crate::journey::Word::word(own.status))
        .with("planned_for", own.due.map(|day| day.to_string()))
        .with("metric", own.metric.as_ref().map(|own| own.id.clone()))
        .with("metric_name", own.metric.as_ref().map(|own| own.name.clone()))
        .with("promised_from", promise.and_then(|own| own.from))
        .with("promised_to", promise.and_then(|own| own.to))
        .with("promised_by", promise.and_then(|own| own.by).map(|day| day.to_string()))
        .with("promise", own.verdict.map(|own| own.word().to_owned()));
    match &own.outcome {
        Ok(outcome) => came(record, own, outcome, &unit, few),
        Err(why) => {
            let reason = why.words(few);
            let now = own.now.as_ref().map(|(_, own)| gated(own, &unit));
            // The reason is said once.
            record.with("shipped", Datum::Missing).with("now", now).with("reason", reason)
        }
    }
}

/// What came of it.
fn came(record: Facts, own: &Entry, outcome: &Aftermath, unit: &str, few: u64) -> Facts {
    let told = &outcome.told;
    let side = |gated_side: Option<&crate::metric::Gated>| match gated_side {
        Some(own) => gated(own, unit),
        None => lacking("nothing was counted"),
    };
    let mut record = record
        .with("shipped", outcome.shipped.to_string())
        .with("from", side(told.change.sides.0.as_ref()))
        .with("to", side(told.change.sides.1.as_ref()));
    for (name, value) in shift(&told.change, few).entries() {
        record = record.with(name, value.clone());
    }
    let halves = |own: Option<&SidePair>| match own {
        Some(own) => pair(own, unit, few),
        None => Facts::default().with("reason", "too short to be parted"),
    };
    let season = match &told.season {
        Season::NoYearBefore => Facts::default().with("reason", "no year before: season not ruled out"),
        Season::Whole => Facts::default().with("reason", "each side holds every season"),
        Season::YearBefore(own) => pair(own, unit, few),
    };
    let latest = told.latest.as_ref().map(|(period, own)| {
        let promise = outcome.latest.map(|own| own.word().to_owned());
        gated(own, unit).with("period", period.label()).with("promise", promise)
    });
    record
        .with("relative", own.relative())
        .with("before", span(told.windows.before))
        .with("since", span(told.windows.after))
        .with("windows", told.windows.n)
        .with("window", told.windows.grain.name())
        .with("left_out", told.windows.astride.map(|own| own.label()))
        .with("counted_from", told.counted_from.map(|day| day.to_string()))
        .with("placebo", halves(told.placebo.as_ref()))
        .with("fading", halves(told.fading.as_ref()))
        .with("season", season)
        .with("latest", latest)
        .with("promise_over", outcome.judged.filter(|_| outcome.so_far.is_some()).map(|own| span(own.after)))
        .with("promise_remark", own.remark().map(|own| own.trim_start_matches([',', ':', ' ']).to_owned()))
        .with("so_far", outcome.so_far.map(|own| own.word().to_owned()))
        .with("note", "since, not because")
}

fn span(own: DaySpan) -> String {
    format!("{}/{}", own.first, own.last)
}

fn pair(own: &SidePair, unit: &str, few: u64) -> Facts {
    let side = |own: Option<&crate::metric::Gated>| match own {
        Some(own) => gated(own, unit),
        None => lacking("nothing was counted"),
    };
    let mut record = Facts::default()
        .with("before", span(own.spans.0))
        .with("since", span(own.spans.1))
        .with("from", side(own.sides.0.as_ref()))
        .with("to", side(own.sides.1.as_ref()));
    for (name, value) in shift(own, few).entries() {
        record = record.with(name, value.clone());
    }
    record
}

/// How two sides differ.
fn shift(own: &SidePair, few: u64) -> Facts {
    match own.shift {
        Ok(Shift::By(change)) => Facts::default()
            .with("change", change.difference)
            .with("low", change.interval.low)
            .with("high", change.interval.high)
            .with("adjusted", change.adjusted)
            .with("z", change.z)
            .with("p", change.p)
            .with("p_adjusted", change.standing.p_adjusted)
            .with("family", change.standing.family)
            .with("verdict", change.verdict.word())
            .with("steady_within", change.steady_within),
        Ok(Shift::Times(rates)) => Facts::default()
            .with("change", Datum::Missing)
            .with("ratio", rates.ratio)
            .with("low", rates.interval.low)
            .with("high", rates.interval.high)
            .with("from_a_day", rates.a_day.0)
            .with("to_a_day", rates.a_day.1)
            .with("p", rates.p)
            .with("p_adjusted", rates.standing.p_adjusted)
            .with("family", rates.standing.family)
            .with("verdict", rates.verdict.word()),
        Err(why) => Facts::default()
            .with("change", Datum::Missing)
            .with("verdict", "cannot tell")
            .with("reason", why.words(few)),
    }
}
