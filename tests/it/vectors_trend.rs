//! Figures over periods against those of `tests/vectors/trend.py`: pymannkendall, scipy and statsmodels, and plain code
//! that shares none with this. Invariant: every section of the file is compared, row by row.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use serde_json::Value;

use crate::reference::{near, real, section};

use cjm::metric::power::{Waves, needed, smallest_change, variance_of_one};
use cjm::metric::signal::{ControlChart, chart, chart_of_sums};
use cjm::metric::{Reading, Sample, homogeneity, score, trend};

const VECTORS: &str = include_str!("../vectors/trend.json");

fn list(row: &Value, key: &str) -> Vec<Value> {
    row.get(key).and_then(Value::as_array).cloned().unwrap_or_default()
}

/// A part that is there, or null.
#[track_caller]
fn maybe(is: Option<f64>, row: &Value, key: &str) {
    match (is, row.get(key).and_then(Value::as_f64)) {
        (Some(is), Some(expected)) => near(is, expected),
        (None, None) => {}
        other => panic!("{key}: {other:?} of {row}"),
    }
}

fn reading(row: &Value) -> Reading {
    let n = row.get("n").and_then(Value::as_u64).expect("n");
    let sample = Sample { n, n_eff: real(row, "n_eff") };
    let told = match row.get("kind").and_then(Value::as_str) {
        Some("nps") => score::nps(real(row, "promoters"), real(row, "detractors"), sample),
        Some("csat") => score::share(real(row, "hits"), sample),
        Some("ces") => score::mean(real(row, "mean"), row.get("variance").and_then(Value::as_f64), sample),
        other => panic!("{other:?}"),
    };
    told.expect("answers")
}

#[test]
fn trends_equal_the_reference() {
    for row in section(VECTORS, "trends") {
        let points: Vec<Option<f64>> = list(&row, "row").iter().map(Value::as_f64).collect();
        let expected = row.get("trend").filter(|own| !own.is_null());
        let (Some(own), Some(expected)) = (trend::trend(&points), expected) else {
            assert!(trend::trend(&points).is_none() && expected.is_none(), "{row}");
            continue;
        };
        let whole = |key: &str| expected.get(key).and_then(Value::as_i64);
        assert_eq!((i64::try_from(own.n_points).ok(), Some(own.score)), (whole("points"), whole("s")), "{row}");
        near(own.z, real(expected, "z"));
        near(own.p, real(expected, "p"));
        maybe(own.p_exact, expected, "p_exact");
        maybe(own.lag, expected, "lag");
        near(own.slope, real(expected, "slope"));
        near(own.interval.low, real(expected, "low"));
        near(own.interval.high, real(expected, "high"));
    }
}

#[test]
fn periods_that_are_one_or_not_equal_the_reference() {
    for row in section(VECTORS, "periods") {
        let readings: Vec<Reading> = list(&row, "rows").iter().map(reading).collect();
        let expected = row.get("homogeneity").filter(|own| !own.is_null());
        let (Some(own), Some(expected)) = (homogeneity::homogeneity(&readings), expected) else {
            assert!(homogeneity::homogeneity(&readings).is_none() && expected.is_none(), "{row}");
            continue;
        };
        near(own.statistic, real(expected, "statistic"));
        near(own.freedom, real(expected, "df"));
        maybe(own.freedom_within, expected, "df2");
        near(own.p, real(expected, "p"));
        // A very small chance is as exact as its digits.
        assert!((own.p / real(expected, "p") - 1.0).abs() < 1e-7, "{} {expected}", own.p);
        assert_eq!(Some(own.is_sound), expected.get("sound").and_then(Value::as_bool), "{row}");
    }
}

#[track_caller]
fn check(own: Option<&ControlChart>, row: &Value) {
    let expected = row.get("chart").filter(|own| !own.is_null());
    let (Some(own), Some(expected)) = (own, expected) else {
        assert!(own.is_none() && expected.is_none(), "{row}");
        return;
    };
    near(own.center, real(expected, "center"));
    near(own.sigma, real(expected, "sigma"));
    assert_eq!(Some(own.is_provisional), expected.get("provisional").and_then(Value::as_bool));
    let ends = list(expected, "low").into_iter().zip(list(expected, "high"));
    assert_eq!(own.limits.len(), ends.len());
    for (limits, (low, high)) in own.limits.iter().zip(ends) {
        near(limits.low, low.as_f64().expect("a number"));
        near(limits.high, high.as_f64().expect("a number"));
    }
    let mut told: Vec<String> = own.signals.iter().map(|own| format!("{} at {}", own.rule.word(), own.at)).collect();
    let word = |own: &Value| {
        let part = |idx: usize| own.get(idx).cloned().unwrap_or_default();
        format!("{} at {}", part(0).as_str().unwrap_or_default(), part(1))
    };
    let mut signals: Vec<String> = list(expected, "signals").iter().map(word).collect();
    told.sort();
    signals.sort();
    assert_eq!(told, signals, "{row}");
}

#[test]
fn limits_and_signals_equal_the_reference() {
    for row in section(VECTORS, "charts") {
        if row.get("values").is_some() {
            let values: Vec<f64> = list(&row, "values").iter().filter_map(Value::as_f64).collect();
            check(chart_of_sums(&values).as_ref(), &row);
        } else {
            let readings: Vec<Reading> = list(&row, "rows").iter().map(reading).collect();
            check(chart(&readings).as_ref(), &row);
        }
    }
}

#[test]
fn what_a_wave_shows_and_how_many_answers_are_needed_equal_the_reference() {
    for row in section(VECTORS, "waves") {
        let own = reading(row.get("row").expect("a row"));
        near(variance_of_one(&own).expect("a spread"), real(&row, "variance"));
        near(smallest_change(&own).expect("a spread"), real(&row, "smallest"));
        let difference = real(&row, "difference");
        near(needed(&own, difference, Waves::One).expect("a spread"), real(&row, "one"));
        near(needed(&own, difference, Waves::Two).expect("a spread"), real(&row, "each"));
    }
}

/// What a map's `changes` prints as JSON.
fn changes(map: &str, arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let path = format!("{}/maps/{map}", env!("CARGO_MANIFEST_DIR"));
    let arguments = [&["changes", path.as_str(), "--format", "json"], arguments].concat();
    let (text, told, code) = crate::program::cjm(&folder, &arguments);
    assert_eq!(code, Some(0), "{told}");
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}: {text}"))
}

/// The entry of a touchpoint in a list.
fn of_touchpoint(all: &Value, key: &str, touchpoint: &Value) -> Value {
    let rows = list(all, key);
    rows.into_iter().find(|own| own.get("touchpoint") == Some(touchpoint)).unwrap_or_else(|| panic!("{touchpoint}"))
}

#[test]
fn the_airport_equals_the_reference() {
    for row in section(VECTORS, "maps") {
        let is_weighted = row.get("weighted").and_then(Value::as_bool).expect("weighted");
        let all = changes("airport", if is_weighted { &[] } else { &["--unweighted"] });
        for expected in list(&row, "rows") {
            let touchpoint = expected.get("touchpoint").expect("a touchpoint");
            let (trend, own) = (expected.get("trend").expect("six points"), of_touchpoint(&all, "trends", touchpoint));
            for (key, of) in [
                ("points", "points"),
                ("s", "s"),
                ("z", "z"),
                ("p", "p"),
                ("slope", "slope"),
                ("low", "low"),
                ("high", "high"),
                ("lag1", "lag"),
                ("p_exact", "p_exact"),
            ] {
                near(real(&own, key), real(trend, of));
            }
            near(real(&own, "p_adjusted"), real(&expected, "p_adjusted"));
            near(real(&own, "homogeneity_p"), real(expected.get("homogeneity").expect("a p"), "p"));
            near(real(&own, "homogeneity_p_adjusted"), real(&expected, "homogeneity_p_adjusted"));
            assert_eq!(own.get("verdict"), expected.get("verdict"), "{touchpoint}");
            let (change, own) =
                (expected.get("change").expect("two years"), of_touchpoint(&all, "changes", touchpoint));
            for key in ["change", "z", "p", "p_adjusted"] {
                near(real(&own, key), real(change, key));
            }
        }
        let (own, expected) = (all.get("objective").expect("one"), row.get("objective").expect("one"));
        for (key, of) in
            [("gap", "gap"), ("n_one_wave", "one"), ("n_each_wave", "each"), ("smallest_change", "smallest")]
        {
            near(real(own, key), real(expected, of));
        }
        near(real(own.get("now").expect("2018"), "value"), real(expected, "now"));
        near(real(own.get("baseline").expect("2017"), "value"), real(expected, "baseline"));
        near(real(own.get("largest_change").expect("of two years"), "change"), real(expected, "largest"));
        assert_eq!(own.get("verdict").and_then(Value::as_str), Some("not reached"));
    }
}

#[test]
fn two_quarters_of_the_toy_shop_equal_the_reference_and_the_other_way_around() {
    let (forth, back) = (["--from", "2025-Q3", "--to", "2026-Q1"], ["--from", "2026-Q1", "--to", "2025-Q3"]);
    let (forth, back) = (changes("toys", &forth), changes("toys", &back));
    for expected in section(VECTORS, "quarters") {
        let touchpoint = expected.get("touchpoint").expect("a touchpoint");
        let (own, turned) = (of_touchpoint(&forth, "changes", touchpoint), of_touchpoint(&back, "changes", touchpoint));
        for key in ["change", "z", "p", "p_adjusted"] {
            near(real(&own, key), real(&expected, key));
        }
        near(real(&own, "change"), -real(&turned, "change"));
        near(real(&own, "z"), -real(&turned, "z"));
        near(real(&own, "low"), -real(&turned, "high"));
        near(real(&own, "p_adjusted"), real(&turned, "p_adjusted"));
    }
    assert_eq!(
        list(&forth, "changes")
            .iter()
            .filter(|own| own.get("family").and_then(Value::as_u64) == Some(section(VECTORS, "quarters").len() as u64))
            .count(),
        section(VECTORS, "quarters").len()
    );
}
