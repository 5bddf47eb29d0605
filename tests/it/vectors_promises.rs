//! What is said of something that was shipped against `tests/vectors/promises.py`: pandas, scipy and statsmodels.
//! Invariant: every section of the file is compared, row by row, to the last nine digits.

#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::sync::atomic::AtomicBool;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::reference::{real, section, text, whole};

use cjm::journey::{Book, Noun};
use cjm::metric::gate::shipping::Watched;
use cjm::metric::rate_ratio::Exposed;
use cjm::metric::{
    BeforeAfter, Crowd, DaySpan, Disclosed, Gate, Grain, Kind, Limits, Measure, RateRatio, Series, Shift, ShipWindows,
    SidePair, Tally,
};
use cjm::store::{Outside, Root, Wanted, Weights};

const VECTORS: &str = include_str!("../vectors/promises.json");

const NPS: Measure = Measure { kind: Kind::Nps, scale: (0, 10), top: 10 };
const CSAT: Measure = Measure { kind: Kind::Csat, scale: (1, 5), top: 4 };
const CES: Measure = Measure { kind: Kind::Ces, scale: (1, 7), top: 5 };

const GATE: Gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Everyone);

#[track_caller]
fn near(name: &str, is: f64, expected: f64) {
    assert!((is - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{name}: {is} is not {expected}");
}

#[track_caller]
fn day(row: &Value, key: &str) -> Date {
    text(row, key).parse().expect("a day")
}

fn is_null(row: &Value, key: &str) -> bool {
    row.get(key).is_none_or(Value::is_null)
}

#[test]
fn ratios_of_rates_equal_the_reference() {
    for row in section(VECTORS, "rates") {
        let of = |n, days| Exposed { n: whole(&row, n), days: real(&row, days) };
        let own = RateRatio::of(of("n", "days"), of("n_then", "days_then")).expect("some before");
        let name = row.to_string();
        near(&name, own.ratio, real(&row, "ratio"));
        near(&name, own.interval.low, real(&row, "low"));
        near(&name, own.interval.high, real(&row, "high"));
        near(&name, own.p, real(&row, "p"));
    }
}

fn spans(own: DaySpan) -> Value {
    Value::from(vec![own.first.to_string(), own.last.to_string()])
}

#[test]
fn windows_equal_the_reference() {
    let mut n_empty = 0;
    for row in section(VECTORS, "windows") {
        let finest = Grain::parse(text(&row, "finest")).expect("a grain");
        let own = ShipWindows::of(finest, day(&row, "shipped"), day(&row, "end"));
        let expected = row.get("windows").expect("windows");
        if expected.is_null() {
            assert!(own.is_err(), "{row}");
            n_empty += 1;
            continue;
        }
        let own = own.expect("something since");
        let both = |side: DaySpan| own.halves(side).map(|(one, other)| Value::from(vec![spans(one), spans(other)]));
        assert_eq!(own.n, whole(expected, "n"), "{row}");
        assert_eq!(Some(&spans(own.before)), expected.get("before"), "{row}");
        assert_eq!(Some(&spans(own.after)), expected.get("since"), "{row}");
        assert_eq!(
            both(own.before).as_ref().unwrap_or(&Value::Null),
            expected.get("placebo").expect("halves"),
            "{row}"
        );
        assert_eq!(both(own.after).as_ref().unwrap_or(&Value::Null), expected.get("fading").expect("halves"), "{row}");
        let astride = own.astride.map(|own| Value::from(own.start.to_string())).unwrap_or_default();
        assert_eq!(Some(&astride), expected.get("astride"), "{row}");
    }
    assert!(n_empty >= 3, "{n_empty}");
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

#[track_caller]
fn same_side(name: &str, (low, high): (f64, f64), own: Option<&Disclosed>, expected: &Value) {
    let Some(own) = own else { return assert!(expected.is_null(), "{name}") };
    assert_eq!(own.n(), whole(expected, "n"), "{name}");
    near(name, own.value(), real(expected, "value"));
    if !is_null(expected, "low") {
        let interval = own.interval().expect("an interval");
        // An interval ends where values do.
        near(name, interval.low, real(expected, "low").max(low));
        near(name, interval.high, real(expected, "high").min(high));
    }
}

#[track_caller]
fn same_pair(name: &str, ends: (f64, f64), own: Option<&SidePair>, expected: &Value) {
    let Some(own) = own else { return assert!(expected.is_null(), "{name}") };
    same_side(name, ends, own.earlier(), expected.get("from").expect("a side"));
    same_side(name, ends, own.later(), expected.get("to").expect("a side"));
    let change = expected.get("change").expect("a change");
    match own.shift {
        Ok(Shift::By(own)) => {
            near(name, own.difference, real(change, "change"));
            near(name, own.z, real(change, "z"));
            near(name, own.p, real(change, "p"));
            // That of an NPS is cut to what a change can be, and holds it.
            if own.adjusted.is_none() || real(change, "low").abs().max(real(change, "high").abs()) < 200.0 {
                near(name, own.interval.low, real(change, "low").min(own.difference));
                near(name, own.interval.high, real(change, "high").max(own.difference));
            }
        }
        Ok(Shift::Times(own)) => panic!("{name}: {own:?}"),
        Err(why) => assert!(change.is_null(), "{name}: {why:?}"),
    }
}

#[track_caller]
fn same(name: &str, ends: (f64, f64), own: &BeforeAfter, expected: &Value) {
    same_pair(&format!("{name}: all"), ends, Some(&own.change), expected.get("all").expect("both sides"));
    same_pair(&format!("{name}: placebo"), ends, own.placebo.as_ref(), expected.get("placebo").expect("halves"));
    same_pair(&format!("{name}: fading"), ends, own.fading.as_ref(), expected.get("fading").expect("halves"));
}

#[test]
fn what_came_of_it_equals_the_reference() {
    for (nth, row) in section(VECTORS, "series").iter().enumerate() {
        let measure = match text(row, "kind") {
            "nps" => NPS,
            "csat" => CSAT,
            _ => CES,
        };
        // The first day of the vectors.
        let first = date(2024, 2, 10);
        let rows = row.get("rows").and_then(Value::as_array).expect("rows");
        let dated = rows.iter().map(|own| {
            let part = |idx: usize| own.get(idx).and_then(Value::as_u64).expect("a whole number");
            let day = first.saturating_add(i64::try_from(part(0)).expect("small").days());
            (day, tally(&measure, &[part(1), part(2), own.get(3).and_then(Value::as_u64).unwrap_or(0)]))
        });
        let series = Series::of(Grain::Day, dated).expect("one measure");
        let watched = Watched { series: &series, beside: &[], measure: &measure };
        let told = GATE.before_after(watched, (day(row, "shipped"), day(row, "end")), None).expect("dates");
        same(&format!("series {nth}"), measure.bounds(), &told, row);
    }
}

fn book(map: &str, is_unweighted: bool) -> Book {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(map);
    let root = Root::open(&folder, Outside::Refuse).expect("a folder");
    let root = root.with_weights(if is_unweighted { Weights::Ignored } else { Weights::Heeded });
    root.load(&root.only_map().expect("a map"), &Wanted::default(), &AtomicBool::new(false), &mut |_| {})
}

#[test]
fn the_example_maps_equal_the_reference() {
    for row in section(VECTORS, "maps") {
        let name = format!("{} {} {}", text(&row, "map"), text(&row, "at"), text(&row, "metric"));
        let book = book(text(&row, "map"), row.get("unweighted") == Some(&Value::Bool(true)));
        let mut bindings = book.map.bindings().enumerate();
        let is_at = |at: &cjm::journey::Address| match text(&row, "at") {
            "journey" => at.noun().is_none(),
            id => at.id_of(Noun::Touchpoint) == Some(id),
        };
        let found = bindings.find(|(_, (at, own))| is_at(at) && own.metric == text(&row, "metric"));
        let (idx, (_, binding)) = found.unwrap_or_else(|| panic!("{name} is not bound"));
        let series = book.counts.series.get(idx).and_then(|own| own.first()).expect("everyone");
        let measure = book.map.measure(binding).expect("a measure");
        let watched = Watched { series, beside: &[], measure: &measure };
        let (shipped, end) = (day(&row, "shipped"), day(&row, "end"));
        let told = GATE.before_after(watched, (shipped, end), None).expect("dates");
        if text(&row, "kind") == "count" {
            let days = row.get("days").and_then(Value::as_array).expect("days");
            let n = days.iter().filter(|own| own.as_str().is_some_and(|own| own >= text(&row, "shipped"))).count();
            let Ok(Shift::Times(own)) = told.change.shift else { panic!("{name}: {told:?}") };
            let n_days = u32::try_from(told.windows.after.n_days()).expect("few");
            near(&name, own.a_day.1, f64::from(u32::try_from(n).expect("few")) / f64::from(n_days));
            continue;
        }
        same(&name, measure.bounds(), &told, &row);
    }
}
