//! Figures of funnels against those of `tests/vectors/funnel.py`: statsmodels, pandas, and plain code that follows cases
//! by itself.
//! Invariant: every section of the file is compared, row by row.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use jiff::civil::{Date, date};
use serde_json::Value;

use crate::reference::{near, section, text};

use cjm::journey::book::Cohort;
use cjm::journey::{Choice, Map, Noun, Question, Segment};
use cjm::metric::{
    Comparison, Crowd, Disclosed, DisclosedFunnel, DisclosedStep, Gate, Grain, Kind, Limits, Measure, Period, Series,
    StepCounts, StepSeries, Tally,
};
use cjm::source::{self, readings};

const VECTORS: &str = include_str!("../vectors/funnel.json");
const TOYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/toys");

const RATE: Measure = Measure { kind: Kind::Rate, scale: (0, 1), top: 1 };
const GATE: Gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Everyone);

const BEFORE: Date = date(2025, 11, 3);
const NOW: Date = date(2026, 2, 3);

fn list<'v>(row: &'v Value, key: &str) -> &'v [Value] {
    row.get(key).and_then(Value::as_array).unwrap_or_else(|| panic!("{row} has no {key}"))
}

fn counts(row: &Value) -> StepCounts {
    let at = |idx: usize| row.get(idx).and_then(Value::as_u64).unwrap();
    StepCounts { entered: at(0), completed: at(1) }
}

fn steps(series: &[Series]) -> Vec<StepSeries<'_>> {
    let of = |series| StepSeries { series, beside: Vec::new(), measure: RATE, is_end: false, follows_cases: false };
    series.iter().map(of).collect()
}

/// A share; `null` is none.
#[track_caller]
fn check_share(is: Option<&Disclosed>, expected: &Value) {
    let Some(is) = is.filter(|_| !expected.is_null()) else {
        return assert!(is.is_none() && expected.is_null(), "{is:?} {expected}");
    };
    let real = |key: &str| expected.get(key).and_then(Value::as_f64).unwrap();
    let interval = is.interval().unwrap();
    near(is.value(), real("value"));
    near(interval.low, real("low"));
    near(interval.high, real("high"));
    assert_eq!(Some(is.n()), expected.get("n").and_then(Value::as_u64));
}

#[track_caller]
fn check_change(is: Option<Comparison>, expected: &Value) {
    let Some(is) = is.filter(|_| !expected.is_null()) else {
        return assert!(is.is_none() && expected.is_null(), "{is:?} {expected}");
    };
    let real = |key: &str| expected.get(key).and_then(Value::as_f64).unwrap();
    for (own, key) in [
        (is.difference, "change"),
        (is.interval.low, "low"),
        (is.interval.high, "high"),
        (is.z, "z"),
        (is.p, "p"),
        (is.standing.p_adjusted, "p_adjusted"),
    ] {
        near(own, real(key));
    }
    assert_eq!(Some(is.standing.family as u64), expected.get("family").and_then(Value::as_u64));
}

#[track_caller]
fn check(row: &Value, told: &DisclosedFunnel) {
    let step = |idx: usize| -> Option<&DisclosedStep> { told.steps[idx].as_ref().and_then(|step| step.as_ref().ok()) };
    for (idx, now) in list(row, "now").iter().enumerate() {
        let at = |key: &str| &list(row, key)[idx];
        let own = step(idx);
        assert_eq!(own.map(|own| own.counts), Some(counts(now)).filter(|own| own.entered > 0), "{row}");
        check_share(own.and_then(|own| own.conversion.now.disclosed()), at("conversion"));
        check_share(own.map(|own| &own.loss), at("loss"));
        check_share(own.and_then(|own| own.still_there.as_ref()), at("still_there"));
        check_change(own.and_then(|own| own.conversion.change), at("changes"));
        check_share(own.and_then(|own| own.astray.as_ref()), at("between"));
        assert_eq!(own.map_or(0, |own| own.n_surplus), at("surplus").as_u64().unwrap(), "{row}");
    }
    check_share(told.overall.as_ref().and_then(|own| own.now.disclosed()), &row["overall"]);
    let (from, left) = told.abandonment.as_ref().map(|(from, own)| (*from as u64, own)).unzip();
    assert_eq!(from, row["earnest"].as_u64());
    check_share(left.and_then(|own| own.now.disclosed()), &row["abandonment"]);
    let leaks = &row["leaks"];
    assert_eq!(told.leaks.between.map(|idx| idx as u64), leaks["between"].as_u64(), "between of {row}");
    let found = [("most", told.leaks.most), ("rate", told.leaks.rate), ("after_looking", told.leaks.after_looking)];
    for (name, own) in found {
        assert_eq!(own.map(|idx| idx as u64), leaks[name].as_u64(), "{name} of {row}");
    }
    assert_eq!(told.worse.map(|idx| idx as u64), row["worse"].as_u64(), "{row}");
}

#[test]
fn steps_equal_the_reference() {
    for row in section(VECTORS, "steps") {
        let series = list(&row, "now").iter().zip(list(&row, "before")).map(|(now, before)| {
            let mut series = Series::new(Grain::Day);
            for (date, own) in [(BEFORE, counts(before)), (NOW, counts(now))] {
                assert!(own.entered == 0 || series.add_hits(date, &RATE, own.completed, own.entered));
            }
            series
        });
        let series: Vec<Series> = series.collect();
        let periods = (Period::of(NOW, Grain::Quarter), Some(Period::of(BEFORE, Grain::Quarter)));
        check(&row, &GATE.funnel(&steps(&series), periods, None));
    }
}

/// What a source of a map says of each touchpoint, by cohort: its conversion.
fn conversions(map: &Map, source_id: &str, cohorts: &[Cohort], rows: &[u8]) -> Vec<(String, Vec<Series>)> {
    let source_idx = map.sources.iter().position(|source| source.id == source_id).unwrap();
    let question = Question::of(map, source_idx, cohorts).unwrap();
    let counts = readings::count(&question, &rows, NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
    assert!(counts.findings.is_empty(), "{:?}", counts.findings);
    let bindings: Vec<_> = map.bindings().collect();
    let own = counts.series.into_iter().filter_map(|(idx, series)| {
        let (at, binding) = &bindings[idx];
        Some((idx, at.id_of(Noun::Touchpoint).filter(|_| binding.metric == "conversion")?.to_owned(), series))
    });
    let mut own: Vec<_> = own.collect();
    own.sort_by_key(|(idx, ..)| *idx);
    own.into_iter().map(|(_, id, series)| (id, series)).collect()
}

#[test]
fn the_toy_shop_equals_pandas() {
    let map = std::fs::read_to_string(format!("{TOYS}/journey.toml")).unwrap();
    let (map, _) = source::parse("journey.toml", &map);
    let rows = std::fs::read(format!("{TOYS}/funnel.csv")).unwrap();
    let all = conversions(&map, "funnel", &[Cohort::default()], &rows);
    for row in section(VECTORS, "toys") {
        let ids: Vec<&str> = list(&row, "steps").iter().filter_map(Value::as_str).collect();
        let of = |id: &&str| all.iter().find(|(own, _)| own == id).unwrap().1[0].clone();
        let series: Vec<Series> = ids.iter().map(of).collect();
        let label = text(&row, "period");
        let period = Period::parse(label).unwrap_or(Period::of(NOW, Grain::All));
        let before = series[0].n_by_period(period.grain).into_keys().rfind(|own| *own < period);
        check(&row, &GATE.funnel(&steps(&series), (period, before), None));
        assert_eq!(series[0].n_days(Some(&period)), row["n_days"].as_u64(), "{label}");
    }
}

#[test]
fn logs_equal_the_reference() {
    let phone = Segment { choices: vec![Choice { column: "device".to_owned(), values: vec!["phone".to_owned()] }] };
    let cohorts = [Cohort::default(), Cohort { persona: None, segment: phone }];
    for row in section(VECTORS, "logs") {
        let place = |own: &Value| {
            let id = text(own, "id");
            format!("[[stage.touchpoint]]\nid = \"{id}\"\nname = \"{id}\"\nmatch = {}\n", own["match"])
        };
        let places: String = list(&row, "places").iter().map(place).collect();
        let map = format!(
            "[journey]\ntitle = \"T\"\n[[source]]\nid = \"log\"\nfile = \"l.csv\"\ntime = \"time\"\ncase = \"order\"\n\
             activity = \"event\"\nwindow = \"{}\"\n[[stage]]\nid = \"s\"\nname = \"S\"\n{places}",
            text(&row, "window")
        );
        let (map, findings) = source::parse("journey.toml", &map);
        assert!(findings.is_empty(), "{findings:?}");
        let all = conversions(&map, "log", &cohorts, text(&row, "csv").as_bytes());
        assert_eq!(all.len(), 5);
        for ((id, series), place) in all.iter().zip(list(&row, "places")) {
            assert_eq!(id, text(place, "id"));
            for (who, own) in ["everyone", "phone"].into_iter().zip(series) {
                let expected = &place["told"][who];
                let told: BTreeMap<String, Vec<u64>> = own
                    .tallies()
                    .filter(|(_, tally)| tally.n() > 0)
                    .map(|(date, tally)| {
                        let n = tally.n();
                        let hits = (0..=n).find(|hits| *tally == Tally::share(*hits, n)).unwrap();
                        (date.to_string(), vec![n, hits])
                    })
                    .collect();
                assert_eq!(serde_json::to_value(&told).unwrap(), expected[0], "{id} {who} {row}");
                let waiting: BTreeMap<String, u64> = expected[1]
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(day, n)| (day.clone(), n.as_u64().unwrap()))
                    .collect();
                for (day, n) in &waiting {
                    assert_eq!(own.n_pending(&Period::parse(day).unwrap()), *n, "{id} {who} {day}");
                }
                let all = Period::of(NOW, Grain::All);
                assert_eq!(own.n_pending(&all), waiting.values().sum::<u64>(), "{id} {who}");
            }
        }
    }
}
