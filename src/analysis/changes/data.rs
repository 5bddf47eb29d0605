//! What was found of changes, for programs.
//! Invariant: every number stands with its interval, its n and the number of those it was judged among.

use super::place::{PlaceFound, PlaceLevel};
use super::{ChangesFound, ChangesRows};
use crate::analysis::judged::{Dated, Said};
use crate::analysis::matter::Analysis;
use crate::analysis::objective::period_of;
use crate::analysis::record::{AnalysisData, Datum, Facts, lacking, reading};
use crate::journey::Noun;
use crate::metric::scan::Break;
use crate::metric::signal::{ChartKind, ControlChart};
use crate::metric::unit::of_difference;
use crate::metric::{Comparison, Disclosed, Period, Verdict};

impl Analysis for ChangesFound {
    fn data(&self) -> AnalysisData {
        if self.rows == ChangesRows::Objective {
            return match &self.objective {
                Ok(own) => AnalysisData { rows: "periods", record: own.record() },
                Err(why) => AnalysisData { rows: "periods", record: lacking(why).with("periods", Vec::<Datum>::new()) },
            };
        }
        let all =
            |of: &dyn Fn(&PlaceFound) -> Option<Facts>| -> Vec<Facts> { self.places.iter().filter_map(of).collect() };
        let unmeasured: Vec<String> =
            self.unmeasured.iter().filter_map(|at| at.id_of(Noun::Touchpoint).map(str::to_owned)).collect();
        let record = Facts::default()
            .with("metric", self.metric.as_ref().map(|own| own.id.clone()))
            .with("since", all(&since))
            .with("changes", all(&|own| Some(change(own))))
            .with("trends", all(&|own| Some(trend(own))))
            .with(
                "objective",
                match &self.objective {
                    Ok(own) => own.record(),
                    Err(why) => lacking(why),
                },
            )
            .with("not_measured", unmeasured);
        let rows = if self.rows == ChangesRows::Trends { "trends" } else { "changes" };
        AnalysisData { rows, record }
    }
}

/// Where a place is, and what is measured there.
fn place(own: &PlaceFound) -> Facts {
    let level = match own.level {
        PlaceLevel::Journey => "journey",
        PlaceLevel::Stage => "stage",
        PlaceLevel::Touchpoint => "touchpoint",
    };
    Facts::default()
        .with("level", level)
        .with("stage", own.at.id_of(Noun::Stage).map(str::to_owned))
        .with("stage_name", own.stage_name.clone())
        .with("touchpoint", own.at.id_of(Noun::Touchpoint).map(str::to_owned))
        .with("touchpoint_name", (own.level == PlaceLevel::Touchpoint).then(|| own.name.clone()))
        .with("metric", own.metric.id.clone())
        .with("parts", (!own.parts.is_empty()).then(|| own.parts.clone()))
}

fn side(own: &PlaceFound, (period, told): &Dated) -> Facts {
    reading(told, &own.metric.unit).with("period", period.label())
}

/// The unit of a difference: that of shares is points.
fn unit_of_change(own: &PlaceFound) -> String {
    of_difference(&own.metric.unit).to_owned()
}

/// A change, how sure it is, and among how many.
fn compared(record: Facts, own: &PlaceFound, change: &Comparison, then: f64) -> Facts {
    record
        .with("change", change.difference)
        .with("low", change.interval.low)
        .with("high", change.interval.high)
        .with("unit", unit_of_change(own))
        .with("relative", (then.abs() > 0.0).then(|| change.difference / then.abs()))
        // Of an NPS: z, p and the interval go by the adjusted scores.
        .with("adjusted_change", change.adjusted)
        .with("z", change.z)
        .with("p", change.p)
        .with("p_adjusted", change.standing.p_adjusted)
        .with("family", change.standing.family)
        .with("steady_within", change.steady_within)
        .with("would_show", change.smallest())
        .with("alone", change.alone().word())
}

/// Two periods of a place.
fn change(own: &PlaceFound) -> Facts {
    let mut record = place(own);
    match &own.pair {
        Err(why) => record = record.with("from", lacking(why)).with("to", lacking(why)),
        Ok(pair) => {
            record = record.with("from", side(own, &pair.earlier)).with("to", side(own, &pair.later));
            record = match &pair.outcome {
                Ok(change) => compared(record, own, change, pair.earlier.1.value()),
                // What is not compared has no interval, and a count is what it is.
                Err(_) => record.with("change", Datum::Missing),
            };
        }
    }
    record.with("verdict", own.verdict().word()).with("note", own.note())
}

/// Since when a place is as it is: the day that parts all answers best, or the last step.
fn since(own: &PlaceFound) -> Option<Facts> {
    let said = own.judged.said();
    let record = match (said, own.judged.breaks.first()) {
        (Some(Said::Broke(broke)), _) => of_break(own, broke, broke.verdict()),
        (Some(Said::Stepped(step)), best) => {
            let outcome = step.outcome.ok();
            let is_sure = outcome.is_some_and(|own| matches!(own.verdict, Verdict::Rose | Verdict::Fell));
            // What parts all answers best, though it may be chance.
            if let Some(broke) = best.filter(|_| !is_sure) {
                of_break(own, broke, Verdict::CannotTell)
            } else {
                let record = place(own)
                    .with("kind", "step")
                    .with("from", side(own, &step.earlier))
                    .with("to", side(own, &step.later))
                    .with("day", step.later.0.start.to_string())
                    .with("day_low", step.earlier.0.start.to_string())
                    .with("day_high", step.later.0.start.to_string());
                let then = step.earlier.1.value();
                let record = outcome.iter().fold(record, |record, change| compared(record, own, change, then));
                record.with("verdict", outcome.map_or(Verdict::CannotTell, |own| own.verdict).word())
            }
        }
        (None, Some(broke)) => of_break(own, broke, Verdict::CannotTell),
        (None, None) => return None,
    };
    let others: Vec<Facts> = own
        .judged
        .breaks
        .iter()
        .skip(1)
        .map(|broke| {
            Facts::default()
                .with("day", broke.day.to_string())
                .with("verdict", broke.verdict().word())
                .with("p", broke.p)
        })
        .collect();
    Some(record.with("others", others))
}

fn of_break(own: &PlaceFound, broke: &Break<Disclosed>, verdict: Verdict) -> Facts {
    let record = place(own)
        .with("kind", "break")
        .with("from", reading(&broke.sides.0, &own.metric.unit))
        .with("to", reading(&broke.sides.1, &own.metric.unit))
        .with("day", broke.day.to_string())
        .with("day_low", broke.days.0.to_string())
        .with("day_high", broke.days.1.to_string());
    record
        .with("change", broke.change.difference)
        .with("low", broke.change.interval.low)
        .with("high", broke.change.interval.high)
        .with("unit", unit_of_change(own))
        .with("z", broke.z)
        .with("p", broke.p)
        .with("p_adjusted", broke.standing.p_adjusted)
        .with("family", broke.standing.family)
        .with("is_step", broke.is_step)
        .with("verdict", verdict.word())
}

/// Where a place went over all periods.
fn trend(own: &PlaceFound) -> Facts {
    let passage = &own.passage;
    let mut record = place(own).with("points", passage.n_points);
    if let Some(trend) = &passage.trend {
        let s = i32::try_from(trend.score).map_or(f64::NAN, f64::from);
        record = record
            .with("s", s)
            .with("z", trend.z)
            .with("p", trend.p)
            .with("p_exact", trend.p_exact)
            .with("p_adjusted", passage.standing.p_adjusted)
            .with("family", passage.standing.family)
            .with("slope", trend.slope)
            .with("low", trend.interval.low)
            .with("high", trend.interval.high)
            .with("lag1", trend.lag)
            .with("dependent", trend.is_dependent());
    }
    let apart = passage.homogeneity.as_ref();
    record = record
        .with("homogeneity_p", apart.map(|own| own.p))
        .with("homogeneity_p_adjusted", apart.map(|_| passage.apart.p_adjusted))
        .with("homogeneity_sound", apart.map(|own| own.is_sound));
    let counted = &own.counted;
    let label = |at: usize| counted.get(at).map(Period::label);
    let signals = passage.chart.as_ref().map(|chart| {
        let told = chart.signals.iter().map(|own| {
            let side = if own.is_above { "above" } else { "below" };
            Facts::default().with("rule", own.rule.word()).with("at", label(own.at)).with("side", side)
        });
        told.collect::<Vec<Facts>>()
    });
    let periods: Vec<Facts> =
        own.points.iter().map(|(period, gated)| period_of(*period, gated, &own.metric.unit, own.unfinished)).collect();
    record
        .with("signals", signals.unwrap_or_default())
        .with("limits", passage.chart.as_ref().map(|chart| limits(chart, counted, own.metric.range)))
        .with("verdict", passage.course.word())
        .with("reason", own.reason_of_course())
        .with("cut", own.is_cut)
        .with("periods", periods)
}

/// The limits of a row; they end where values do.
fn limits(chart: &ControlChart, counted: &[Period], range: Option<(f64, f64)>) -> Facts {
    let (floor, ceiling) = range.unwrap_or((f64::NEG_INFINITY, f64::INFINITY));
    let each: Vec<Facts> = chart
        .limits
        .iter()
        .zip(counted)
        .map(|(own, period)| {
            Facts::default()
                .with("period", period.label())
                .with("low", own.low.max(floor))
                .with("high", own.high.min(ceiling))
        })
        .collect();
    let newest = chart.limits.last();
    Facts::default()
        .with(
            "kind",
            match chart.kind {
                ChartKind::Laney => "Laney",
                ChartKind::MovingRange => "XmR",
            },
        )
        .with("center", chart.center)
        .with("low", newest.map(|own| own.low.max(floor)))
        .with("high", newest.map(|own| own.high.min(ceiling)))
        .with("sigma_z", (chart.kind == ChartKind::Laney).then_some(chart.sigma))
        .with("provisional", chart.is_provisional)
        .with("points", chart.limits.len())
        .with("each", each)
}
