//! Figures against those of `tests/vectors/make.py`: statsmodels and scipy, and plain code that shares none with this.
//! Invariant: every section of the file is compared, row by row.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use jiff::ToSpan;
use jiff::civil::date;
use serde_json::Value;

use crate::reference::{near, real, section, whole};

use cjm::metric::change::compare;
use cjm::metric::{Grain, Interval, Kind, Measure, Reading, Sample, Series, Tally, family, scan, score};

const VECTORS: &str = include_str!("../vectors/vectors.json");

// A measure of each kind, as a map has it that says no more.
const NPS: Measure = Measure { kind: Kind::Nps, scale: (0, 10), top: 10 };
const CSAT: Measure = Measure { kind: Kind::Csat, scale: (1, 5), top: 4 };
const CES: Measure = Measure { kind: Kind::Ces, scale: (1, 7), top: 5 };
const AMOUNT: Measure = Measure { kind: Kind::Amount, scale: (0, 1), top: 1 };

#[track_caller]
fn spans(is: Interval, low: f64, high: f64) {
    near(is.low, low);
    near(is.high, high);
}

fn name(row: &Value) -> &str {
    row.get("name").and_then(Value::as_str).unwrap_or_default()
}

fn measure(row: &Value) -> Measure {
    match row.get("kind").and_then(Value::as_str) {
        Some("nps") => NPS,
        Some("csat") => CSAT,
        Some("ces") => CES,
        Some("amount") => AMOUNT,
        other => panic!("{other:?}"),
    }
}

/// The reading that a vector gives the parts of.
fn reading(row: &Value, side: &Value) -> Reading {
    let sample = Sample { n: whole(side, "n"), n_eff: real(side, "n_eff") };
    let told = match measure(row).kind {
        Kind::Nps => score::nps(real(side, "promoters"), real(side, "detractors"), sample),
        Kind::Csat => score::share(real(side, "hits"), sample),
        _ => score::mean(real(side, "mean"), Some(real(side, "variance")), sample),
    };
    told.expect("answers")
}

#[test]
fn readings_equal_the_reference() {
    for row in section(VECTORS, "readings") {
        let measure = measure(&row);
        let mut tally = Tally::weighted(&measure);
        for pair in row.get("answers").and_then(Value::as_array).expect("answers") {
            let part = |idx: usize| pair.get(idx).and_then(Value::as_f64).expect("a number");
            assert!(tally.add_weighted(part(0), Some(part(1))));
        }
        let told = tally.reading(&measure).expect("answers");
        near(told.value, real(&row, "value"));
        near(told.n_eff, real(&row, "n_eff"));
        assert_eq!(told.n, whole(&row, "n"));
        match row.get("low").and_then(Value::as_f64) {
            Some(low) => spans(told.interval.expect("an interval"), low, real(&row, "high")),
            None => assert_eq!(told.interval, None, "{}", name(&row)),
        }
    }
}

#[test]
fn changes_equal_the_reference() {
    for row in section(VECTORS, "changes") {
        let sides = ["earlier", "later"].map(|side| reading(&row, row.get(side).expect("a side")));
        let change = compare(&sides[0], &sides[1]).expect("readings that are compared");
        near(change.difference, real(&row, "change"));
        near(change.z, real(&row, "z"));
        near(change.p, real(&row, "p"));
        let (low, high) = (real(&row, "low"), real(&row, "high"));
        // The interval of adjusted scores is told as far as it is one of a change, and holds the change.
        let held = |end: f64| end.clamp(-200.0, 200.0);
        match change.adjusted {
            Some(adjusted) => {
                near(adjusted, real(&row, "adjusted"));
                let own = change.difference;
                spans(change.interval, held(low).min(own), held(high).max(own));
            }
            None => spans(change.interval, low, high),
        }
    }
}

#[test]
fn what_is_steady_equals_the_reference() {
    for row in section(VECTORS, "steady") {
        let sides = ["earlier", "later"].map(|side| reading(&row, row.get(side).expect("a side")));
        let change = compare(&sides[0], &sides[1]).expect("readings that are compared");
        let (low, high, own) = (real(&row, "low90"), real(&row, "high90"), change.difference);
        let reach = if change.adjusted.is_some() { (low.min(own), high.max(own)) } else { (low, high) };
        spans(change.equivalence, reach.0.max(-200.0), reach.1.min(200.0));
        let margin = real(&row, "margin");
        let is_steady = -margin <= change.equivalence.low && change.equivalence.high <= margin;
        assert_eq!(Some(is_steady), row.get("steady").and_then(Value::as_bool), "{}", name(&row));
    }
}

#[test]
fn adjusted_p_equal_the_reference() {
    for row in section(VECTORS, "families") {
        let list = |key: &str| -> Vec<f64> {
            row.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_f64).collect()
        };
        let ps = list("p");
        for (own, expected) in family::adjusted(&ps).iter().zip(list("adjusted")) {
            near(own.p_adjusted, expected);
        }
    }
}

#[test]
fn breaks_equal_the_reference() {
    let mut n_compared = 0;
    for row in section(VECTORS, "breaks") {
        let (measure, few) = (measure(&row), whole(&row, "few"));
        let rows = row.get("rows").and_then(Value::as_array).expect("rows");
        let day = |offset: u64| date(2020, 1, 1).saturating_add(i64::try_from(offset).expect("small").days());
        let dated = rows.iter().map(|own| {
            let part = |idx: usize| own.get(idx).and_then(Value::as_u64).expect("a whole number");
            (day(part(0)), tally(&measure, &[part(1), part(2), own.get(3).and_then(Value::as_u64).unwrap_or(0)]))
        });
        let series = Series::of(Grain::Day, dated).expect("one measure");
        let found = scan::breaks(&series, &measure, few, &|_| true);
        let first_after = |key: &str| rows.get(usize::try_from(whole(&row, key)).expect("small")).expect("a row");
        let Some(own) = found.first() else {
            // One split is no search, and with a few hits or misses z is not normal.
            let is_none = row.get("at").is_none_or(Value::is_null) || whole(&row, "splits") < 2;
            assert!(is_none || measure == CSAT, "{}", name(&row));
            continue;
        };
        near(own.z, real(&row, "z"));
        near(own.p, real(&row, "p"));
        assert!(own.p >= real(&row, "p_permutation") - 0.03, "{}: a search is paid for", name(&row));
        let start = |key: &str| day(first_after(key).get(0).and_then(Value::as_u64).expect("a day"));
        assert_eq!((own.day, own.days.1), (start("at"), start("to")), "{}", name(&row));
        for (side, key) in [(&own.sides.0, "before"), (&own.sides.1, "after")] {
            let expected = row.get(key).expect("a side");
            near(side.value, real(expected, "value"));
            assert_eq!(side.n, whole(expected, "n"));
            if let Some(Interval { low, high }) = side.interval {
                spans(Interval { low, high }, real(expected, "low"), real(expected, "high"));
            }
        }
        n_compared += 1;
    }
    assert!(n_compared >= 35, "{n_compared}");
}

/// What a row of a vector adds up to: hits and n; promoters, detractors and n; or n, Σx and Σx².
fn tally(measure: &Measure, parts: &[u64; 3]) -> Tally {
    let mut tally = Tally::new(measure);
    match (measure.kind, parts) {
        (Kind::Csat, [hits, n, _]) => assert!(tally.add_hits(*hits, *n)),
        (Kind::Nps, [promoters, detractors, n]) => {
            for (answer, n) in [(10.0, *promoters), (0.0, *detractors), (8.0, n - promoters - detractors)] {
                (0..n).for_each(|_| assert!(tally.add(answer)));
            }
        }
        (_, [n, sum, squares]) => {
            let fixed = |number: u64| i128::from(number) * 1_000_000;
            let (sum, squares) = (fixed(*sum), fixed(*squares) * 1_000_000);
            return Tally::Numbers { n: *n, sum, squares, detail: cjm::metric::tally::Detail::default() };
        }
    }
    tally
}
