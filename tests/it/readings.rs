//! From the files of the example maps to readings.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use cjm::journey::Book;
use cjm::metric::{Grain, Reading};
use cjm::store::{Outside, Root, Wanted};

fn maps() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("maps")
}

fn load(root: &Root, label: &str) -> Book {
    root.load(label, &Wanted::default(), &AtomicBool::new(false), &mut |_| {})
}

/// The reading of everyone in a year, of the first binding of that metric.
#[track_caller]
fn reading(book: &Book, place: &str, metric: &str, year: i16) -> Reading {
    let mut bindings = book.map.bindings().enumerate();
    let (idx, (_, binding)) = bindings
        .find(|(_, (address, binding))| address.to_string() == place && binding.metric == metric)
        .expect("the map binds it");
    let measure = book.map.measure(binding).expect("the metric is known");
    let readings = book.counts.series[idx][0].readings(Grain::Year, &measure);
    let of_year = readings.into_iter().find(|(period, _)| period.start.year() == year);
    of_year.and_then(|(_, reading)| reading).expect("there are answers")
}

#[test]
fn every_example_is_counted_without_a_finding() {
    let root = Root::open(&maps(), Outside::Refuse).expect("the examples are there");
    let labels = root.maps();
    assert_eq!(labels.len(), 12, "{labels:?}");
    for label in &labels {
        let book = load(&root, label);
        assert_eq!(book.findings, [], "{label}");
        assert!(book.counts.is_complete, "{label}");
        for source in &book.counts.sources {
            let left = source.left_out.iter().filter(|left| left.column.is_none()).map(|left| left.count);
            assert!(source.used > 0, "{label}: {}", source.id);
            assert_eq!(source.rows, source.used + left.sum::<u64>(), "{label}: {}", source.id);
        }
    }
}

#[test]
fn the_airport_counts_as_published() {
    let root = Root::open(&maps().join("airport"), Outside::Refuse).expect("the example is there");
    let label = root.only_map().expect("there is one map");
    let book = load(&root, &label);
    assert_eq!(book.counts.sources[0].rows, 21_559);
    for (year, n, value, low, high) in [(2017, 2_746, 40.398, 37.514, 43.178), (2018, 2_650, 35.114, 31.975, 38.155)] {
        let nps = reading(&book, "journey", "nps", year);
        let interval = nps.interval.expect("there are many answers");
        assert_eq!(nps.n, n, "{year}");
        for (name, is, expected) in
            [("value", nps.value, value), ("low", interval.low, low), ("high", interval.high, high)]
        {
            assert!((is - expected).abs() < 0.005, "{year} {name}: {is}, expected {expected}");
        }
    }
}
