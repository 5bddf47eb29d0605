//! The same people or other people: figures against those of `tests/vectors/people.py`.
//! Invariant: every section of the file is compared, row by row.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;

use crate::reference::{near, real, section};

use cjm::metric::change::{compare, discover};
use cjm::metric::homogeneity::homogeneity;
use cjm::metric::mix::{Contribution, GroupPair, MixOrReal, Portion, is_reversed, mix_or_real};
use cjm::metric::omnibus::{beyond, moved_alike, rests};
use cjm::metric::{Comparison, Homogeneity, Kind, Measure, Reading, Sample, Tally, score};

const VECTORS: &str = include_str!("../vectors/people.json");

const CSAT: Measure = Measure { kind: Kind::Csat, scale: (1, 5), top: 4 };
const NPS: Measure = Measure { kind: Kind::Nps, scale: (0, 10), top: 10 };

/// The reading that a vector gives the parts of.
fn reading(kind: &Value, side: &Value) -> Reading {
    let sample = Sample { n: side["n"].as_u64().unwrap(), n_eff: real(side, "n_eff") };
    let told = match kind.as_str() {
        Some("nps") => score::nps(real(side, "promoters"), real(side, "detractors"), sample),
        Some("csat") => score::share(real(side, "hits"), sample),
        _ => score::mean(real(side, "mean"), side["variance"].as_f64(), sample),
    };
    told.unwrap()
}

fn list<'a>(row: &'a Value, key: &str) -> &'a [Value] {
    row[key].as_array().unwrap()
}

#[track_caller]
fn is_told(own: Homogeneity, row: &Value) {
    near(own.statistic, real(row, "statistic"));
    near(own.freedom, real(row, "freedom"));
    near(own.p, real(row, "p"));
}

#[track_caller]
fn is_change(own: &Comparison, row: &Value) {
    near(own.difference, real(row, "change"));
    near(own.z, real(row, "z"));
    near(own.p, real(row, "p"));
    // The interval of adjusted scores holds the change that is shown.
    near(own.interval.low, real(row, "low").min(own.difference));
    near(own.interval.high, real(row, "high").max(own.difference));
}

#[track_caller]
fn is_mix(own: &MixOrReal, row: &Value) {
    let part = |own: &Contribution, name: &str| {
        near(own.value, real(row, name));
        for (is, key) in
            [(own.interval.map(|own| own.low), "low"), (own.interval.map(|own| own.high), "high"), (own.p, "p")]
        {
            match row[format!("{name}_{key}")].as_f64() {
                Some(expected) => near(is.unwrap(), expected),
                None => assert_eq!(is, None, "{row}"),
            }
        }
    };
    part(&own.within, "within");
    part(&own.mix, "mix");
    near(own.total, real(row, "total"));
}

#[test]
fn whether_several_say_the_same_equals_the_reference() {
    for row in section(VECTORS, "homogeneity") {
        let readings: Vec<Reading> = list(&row, "sides").iter().map(|side| reading(&row["kind"], side)).collect();
        match row["statistic"].as_f64() {
            Some(_) => {
                let own = homogeneity(&readings).unwrap();
                is_told(own, &row);
                match row["within"].as_f64() {
                    Some(within) => near(own.freedom_within.unwrap(), within),
                    None => assert_eq!(own.freedom_within, None),
                }
            }
            None => assert_eq!(homogeneity(&readings), None, "{}", row["name"]),
        }
    }
}

#[test]
fn whether_groups_moved_alike_equals_the_reference() {
    for row in section(VECTORS, "alike") {
        let change =
            |pair: &Value| compare(&reading(&row["kind"], &pair[0]), &reading(&row["kind"], &pair[1])).unwrap();
        let changes: Vec<Comparison> = list(&row, "pairs").iter().map(change).collect();
        is_told(moved_alike(&changes).unwrap(), &row);
        for (own, expected) in changes.iter().skip(1).zip(list(&row, "beyond")) {
            is_change(&beyond(own, &changes[0]).unwrap(), expected);
        }
    }
}

#[test]
fn mix_or_real_equals_the_reference() {
    for row in section(VECTORS, "mix") {
        let portion = |own: &Value| {
            own.is_object().then(|| Portion { weight: real(own, "weight"), reading: reading(&row["kind"], own) })
        };
        let pair = |own: &Value| GroupPair { before: portion(&own[0]), after: portion(&own[1]) };
        let groups: Vec<GroupPair> = list(&row, "groups").iter().map(pair).collect();
        is_mix(&mix_or_real(&groups).unwrap(), &row);
    }
}

#[test]
fn what_is_reversed_equals_the_reference() {
    for row in section(VECTORS, "reversed") {
        let changes: Vec<f64> = list(&row, "changes").iter().filter_map(Value::as_f64).collect();
        assert_eq!(Some(is_reversed(&changes, real(&row, "total"))), row["reversed"].as_bool(), "{row}");
    }
}

/// The answers to a question of an example map, by the value of a column and by period.
struct Rows {
    measure: Measure,
    rows: Vec<(String, String, f64, Option<f64>)>,
}

impl Rows {
    fn of(row: &Value) -> Self {
        let map = row["map"].as_str().unwrap();
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(map).join("responses.csv");
        let mut reader = csv::Reader::from_path(path).unwrap();
        let header = reader.headers().unwrap().clone();
        let column = |name: &str| header.iter().position(|own| own == name).unwrap();
        let (measure, asked) = match row["metric"].as_str() {
            Some("nps") => (NPS, column("nps")),
            _ => (CSAT, column("ease_security")),
        };
        let (period, weight) =
            if map == "airport" { (column("year"), column("weight")) } else { (column("timestamp"), usize::MAX) };
        let segment = column(row["segment"].as_str().unwrap());
        let is_weighted = row["weighted"].as_bool().unwrap();
        let rows = reader.records().map(Result::unwrap).filter_map(|own| {
            let value: f64 = own[asked].parse().ok().filter(|value| measure.accepts(*value))?;
            let weight = if is_weighted { Some(own[weight].parse().ok()?) } else { None };
            let date = &own[period];
            let period = match (date.get(..4), date.get(5..7)) {
                (Some(year), Some(month)) => format!("{year}-Q{}", month.parse::<u8>().unwrap().div_ceil(3)),
                _ => date.to_owned(),
            };
            Some((period, own[segment].to_owned(), value, weight))
        });
        Self { measure, rows: rows.filter(|(_, segment, ..)| !segment.is_empty()).collect() }
    }

    fn tally(&self, period: &Value, segment: &Value) -> Tally {
        let is_weighted = self.rows.iter().any(|own| own.3.is_some());
        let mut tally = if is_weighted { Tally::weighted(&self.measure) } else { Tally::new(&self.measure) };
        for (of, group, value, weight) in &self.rows {
            if Some(of.as_str()) == period.as_str() && Some(group.as_str()) == segment.as_str() {
                assert!(tally.add_weighted(*value, *weight));
            }
        }
        tally
    }
}

#[test]
fn the_groups_of_the_example_maps_equal_pandas() {
    for row in section(VECTORS, "maps") {
        let rows = Rows::of(&row);
        let groups: Vec<&Value> = list(&row, "rows").iter().collect();
        let side = |of: &Value| -> (Vec<Option<Tally>>, Vec<Reading>, Vec<Reading>) {
            let tallies: Vec<Option<Tally>> = groups.iter().map(|own| Some(rows.tally(of, &own["value"]))).collect();
            let readings = tallies.iter().map(|own| own.as_ref().unwrap().reading(&rows.measure).unwrap()).collect();
            let rests = rests(&tallies, &rows.measure).into_iter().map(Option::unwrap).collect();
            (tallies, readings, rests)
        };
        let (before, from, rest_from) = side(&row["from"]);
        let (after, to, rest_to) = side(&row["to"]);
        for (key, readings) in [("from", &from), ("to", &to), ("rest_from", &rest_from), ("rest_to", &rest_to)] {
            for (own, group) in readings.iter().zip(&groups) {
                assert_eq!(Some(own.n), group[key]["n"].as_u64());
                near(own.value, real(&group[key], "value"));
                near(own.n_eff, real(&group[key], "n_eff"));
            }
        }
        let compared = |one: &[Reading], other: &[Reading]| -> Vec<Comparison> {
            one.iter().zip(other).map(|(one, other)| compare(one, other).unwrap()).collect()
        };
        let (own, rest) = (compared(&from, &to), compared(&rest_from, &rest_to));
        let more = own.iter().zip(&rest).map(|(own, rest)| beyond(own, rest).unwrap()).collect();
        for (key, mut changes) in [("own", own.clone()), ("rest", compared(&rest_to, &to)), ("beyond", more)] {
            discover(&mut changes);
            for (change, group) in changes.iter().zip(&groups) {
                is_change(change, &group[key]);
                near(change.standing.p_adjusted, real(&group[key], "p_adjusted"));
            }
        }
        is_told(moved_alike(&own).unwrap(), &row["alike"]);
        is_told(homogeneity(&to).unwrap(), &row["differ"]);
        let portion = |tally: &Option<Tally>, reading: &Reading| {
            Some(Portion { weight: tally.as_ref().unwrap().weight(), reading: *reading })
        };
        let pairs = before.iter().zip(&from).zip(after.iter().zip(&to));
        let pairs: Vec<GroupPair> = pairs
            .map(|((tally, from), (later, to))| GroupPair { before: portion(tally, from), after: portion(later, to) })
            .collect();
        is_mix(&mix_or_real(&pairs).unwrap(), &row["mix"]);
    }
}

/// The worked example: NPS of the airport from 2017 to 2018 by boarding area, each counted the same.
#[test]
fn the_worked_example_holds() {
    let maps = section(VECTORS, "maps");
    let row = maps.iter().find(|row| row["name"] == "airport, nps" && row["weighted"] == false).unwrap();
    let told = |area: &str| {
        let own = list(row, "rows").iter().find(|own| own["value"] == area).unwrap();
        (format!("{:.1}", real(&own["own"], "change")), real(&own["own"], "p"), real(&own["own"], "p_adjusted"))
    };
    assert!(told("A").0 == "-20.2" && told("A").1 < 1e-4 && told("A").2 < 0.05);
    assert!(told("C").0 == "-19.9" && (told("C").1 - 0.005).abs() < 0.001 && told("C").2 < 0.05);
    assert_eq!(told("E").0, "4.1");
    assert!(["B", "D", "E", "F", "G"].into_iter().all(|area| told(area).2 > 0.05));
    let mix = |key| format!("{:.2}", real(&row["mix"], key));
    assert_eq!([mix("within"), mix("mix"), mix("total")], ["-9.36", "0.50", "-8.86"]);
}
