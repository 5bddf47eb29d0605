//! What goes with an outcome against `tests/vectors/drivers.py`: numpy, scipy and pandas, and plain code that shares none
//! with this.
//! Invariant: every section of the file is compared, row by row.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::reference::{near, section};

use cjm::metric::drivers::{DriverMedians, FixOrder, Strength, place_ranges};
use cjm::metric::{AnswerScale, Correlation, Direction, Interval, JointCounts, Kind, Measure, Tally};

const VECTORS: &str = include_str!("../vectors/drivers.json");

fn numbers(row: &Value) -> Vec<f64> {
    row.as_array().unwrap().iter().map(|own| own.as_f64().unwrap()).collect()
}

fn list(row: &Value, key: &str) -> Vec<Vec<f64>> {
    row[key].as_array().unwrap().iter().map(numbers).collect()
}

fn whole(value: f64) -> i32 {
    format!("{value}").parse().unwrap()
}

#[test]
fn correlations_equal_the_reference() {
    let scale = |kind| AnswerScale::of(&Measure::new(kind, None, None)).unwrap();
    let scales = (scale(Kind::Csat), scale(Kind::Nps));
    for row in section(VECTORS, "correlations") {
        let pairs = list(&row, "pairs");
        let is_plain = pairs.iter().all(|pair| pair[2].to_bits() == 1.0_f64.to_bits());
        let mut all = vec![JointCounts::weighted(scales)];
        all.extend(is_plain.then(|| JointCounts::new(scales)));
        for mut counts in all {
            for pair in &pairs {
                assert!(counts.add((whole(pair[0]), whole(pair[1])), Some(pair[2])));
            }
            let told = counts.correlation();
            assert_eq!(told.is_some(), row["r"].is_number(), "{}", row["name"]);
            let Some(own) = told else { continue };
            for (is, key) in [
                (own.r, "r"),
                (own.spearman, "rho"),
                (own.n_eff, "n_eff"),
                (own.interval.low, "low"),
                (own.interval.high, "high"),
            ] {
                near(is, row[key].as_f64().unwrap());
            }
            assert_eq!(Some(own.n), row["n"].as_u64());
        }
    }
}

#[test]
fn reach_equals_the_reference() {
    let (csat, rate) = (Measure::new(Kind::Csat, None, None), Measure::new(Kind::Rate, None, None));
    for row in section(VECTORS, "reaches") {
        let (mut answers, mut rows) = (Tally::weighted(&csat), Tally::weighted(&rate));
        for own in list(&row, "rows") {
            assert!(rows.add_weighted(1.0, Some(own[0])));
            assert!(own[1] < 0.5 || answers.add_weighted(3.0, Some(own[0])));
        }
        let told = answers.part_of(&rows).unwrap();
        near(told.value, row["value"].as_f64().unwrap());
        near(told.n_eff, row["n_eff"].as_f64().unwrap());
        let interval = told.interval.unwrap();
        near(interval.low, row["low"].as_f64().unwrap());
        near(interval.high, row["high"].as_f64().unwrap());
    }
}

#[test]
fn quadrants_equal_the_reference() {
    for row in section(VECTORS, "quadrants") {
        let places = list(&row, "places");
        let values: Vec<(f64, f64)> = places.iter().map(|own| (own[0], own[3])).collect();
        let medians = DriverMedians::of(&values).unwrap();
        let expected = numbers(&row["medians"]);
        near(medians.importance, expected[0]);
        near(medians.performance, expected[1]);
        for (own, expected) in places.iter().zip(row["quadrants"].as_array().unwrap()) {
            let part = |at: usize| (own[at], Some(Interval { low: own[at + 1], high: own[at + 2] }));
            let (quadrant, is_sure) = medians.place(part(0), part(3), Direction::HigherIsBetter);
            assert_eq!((Some(quadrant.word()), Some(is_sure)), (expected[0].as_str(), expected[1].as_bool()));
        }
    }
}

#[test]
fn orders_equal_the_reference() {
    for row in section(VECTORS, "orders") {
        let of = |own: &Vec<f64>| {
            let interval = Interval { low: own[0], high: 1.0 };
            let goes_with = Correlation {
                r: own[0],
                interval,
                spearman: own[0],
                n: 0,
                n_eff: own[1],
                weighing: cjm::metric::Weighing::Even,
            };
            let strength = |at: usize| Strength { value: own[at], error: own[at + 1] };
            FixOrder::of(&goes_with, strength(2), strength(4))
        };
        let orders: Vec<FixOrder> = list(&row, "places").iter().map(of).collect();
        for (own, expected) in orders.iter().zip(list(&row, "orders")) {
            near(own.value, expected[0]);
            near(own.error, expected[1]);
        }
        for (own, expected) in place_ranges(&orders).iter().zip(row["ranges"].as_array().unwrap()) {
            let told = [own.place, own.first, own.last].map(|place| Some(place as u64));
            assert_eq!(told.to_vec(), expected.as_array().unwrap().iter().map(Value::as_u64).collect::<Vec<_>>());
        }
    }
}

/// What `cjm drivers` finds of the airport.
fn airport(arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport");
    for file in ["journey.toml", "responses.csv"] {
        fs::copy(maps.join(file), folder.path().join(file)).unwrap();
    }
    let (text, _, code) = crate::program::cjm(&folder, &[&["drivers", ".", "--format", "json"], arguments].concat());
    assert_eq!(code, Some(0), "{text}");
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_airport_equals_the_reference() {
    for row in section(VECTORS, "airport") {
        let year = row["year"].to_string();
        let mut arguments = vec!["--period", year.as_str()];
        arguments.extend((row["weighted"] == false).then_some("--unweighted"));
        let told = airport(&arguments);
        assert_eq!((told["outcome"].as_str(), told["reason"].is_null()), (Some("nps"), true));
        near(told["halo"].as_f64().unwrap(), row["halo"].as_f64().unwrap());
        let medians = numbers(&row["medians"]);
        near(told["median"]["importance"].as_f64().unwrap(), medians[0]);
        near(told["median"]["performance"].as_f64().unwrap(), medians[1]);
        let expected = row["drivers"].as_array().unwrap();
        let drivers = told["drivers"].as_array().unwrap();
        assert_eq!(drivers.len(), expected.len());
        for own in drivers {
            let of = expected.iter().find(|of| of["touchpoint"] == own["touchpoint"]).unwrap();
            for (key, of_key) in
                [("importance", "r"), ("low", "low"), ("high", "high"), ("spearman", "rho"), ("n_eff", "n_eff")]
            {
                near(own[key].as_f64().unwrap(), of[of_key].as_f64().unwrap());
            }
            for (key, of_key) in [("reach", "value"), ("reach_low", "low"), ("reach_high", "high")] {
                near(100.0 * own[key].as_f64().unwrap(), of["reach"][of_key].as_f64().unwrap());
            }
            for key in ["value", "low", "high"] {
                near(own["performance"][key].as_f64().unwrap(), of["performance"][key].as_f64().unwrap());
            }
            near(own["order"].as_f64().unwrap(), of["order"].as_f64().unwrap());
            for (key, of_key) in [
                ("n", "n"),
                ("quadrant", "quadrant"),
                ("sure", "sure"),
                ("place", "place"),
                ("place_first", "first"),
                ("place_last", "last"),
            ] {
                assert_eq!(own[key], of[of_key], "{} {key} in {year}", own["touchpoint"]);
            }
        }
    }
}

#[test]
fn worked_numbers_of_the_airport_are_what_they_are() {
    let of = |told: &Value, id: &str| {
        told["drivers"].as_array().unwrap().iter().find(|own| own["touchpoint"] == id).cloned().unwrap()
    };
    let rounded = |value: &Value, n: usize| format!("{:.n$}", value.as_f64().unwrap());
    let before = airport(&["--period", "2017", "--unweighted"]);
    let parking = of(&before, "park");
    assert_eq!((rounded(&parking["importance"], 4), parking["n"].as_u64()), ("0.4273".to_owned(), Some(1236)));
    let by_importance = |told: &Value, id: &str| {
        let own = of(told, id)["importance"].as_f64().unwrap();
        let all = told["drivers"].as_array().unwrap().iter();
        1 + all.filter(|other| other["importance"].as_f64().unwrap() > own).count()
    };
    let after = airport(&["--unweighted"]);
    assert_eq!((by_importance(&before, "ltparking"), by_importance(&after, "ltparking")), (1, 15));
    assert_eq!(rounded(&after["halo"], 3), "0.389");
    let n_sure = |told: &Value| told["drivers"].as_array().unwrap().iter().filter(|own| own["sure"] == true).count();
    let weighted = airport(&[]);
    assert_eq!((n_sure(&after), n_sure(&weighted)), (7, 9));
    let food = of(&weighted, "food");
    let told = ["importance", "low", "high", "reach"].map(|key| rounded(&food[key], 2));
    assert_eq!(told, ["0.42", "0.38", "0.45", "0.84"]);
}
