//! How fast it is told what changed: `cargo bench --bench changes`.
//!
//! Goal: 200 touchpoints of 100 months each, from their counts, in at most 16 ms. Times depend on the machine, so nothing
//! here is asserted.

use std::hint::black_box;

use cjm::metric::{
    Comparison, Course, Crowd, Disclosed, Gate, Grain, Kind, Limits, Measure, Passage, Series, Tally, change, course,
};
use divan::Bencher;
use jiff::ToSpan;
use jiff::civil::date;

const CSAT: Measure = Measure { kind: Kind::Csat, scale: (1, 5), top: 4 };
const GATE: Gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Everyone);
const N_TOUCHPOINTS: u64 = 200;
const N_MONTHS: i64 = 100;

fn main() {
    divan::main();
}

/// A touchpoint's answers: every one has another level, and they move without going anywhere.
fn series(nth: u64) -> Series {
    let months = (0..N_MONTHS).map(|month| {
        let step = (nth * 7_919 + u64::try_from(month).unwrap_or(0) * 104_729) % 97;
        let counts = [3 + step % 5, 4, 6 + step % 11, 20 + step % 23, 10 + nth % 13].to_vec();
        (date(2018, 1, 1).saturating_add(month.months()), Tally::of_answers(&CSAT, counts))
    });
    Series::of(Grain::Month, months).expect("one measure")
}

/// The periods of a touchpoint as they may be told, each with its place.
fn told(series: &Series) -> Vec<(usize, Disclosed)> {
    let readings = GATE.readings(series, &[], (Grain::Month, &CSAT));
    let disclosed = readings.iter().filter_map(|(_, gated)| gated.disclosed().copied());
    disclosed.enumerate().collect()
}

/// The last two months of each, and where all of them went, judged among each other.
fn what_changed(all: &[Series]) -> (Vec<Comparison>, Vec<Course>) {
    let rows: Vec<Vec<(usize, Disclosed)>> = all.iter().map(told).collect();
    let mut changes: Vec<Comparison> = rows
        .iter()
        .filter_map(|row| match row[..] {
            [.., (_, earlier), (_, later)] => later.change_since(&earlier),
            _ => None,
        })
        .collect();
    change::discover(&mut changes);
    let mut passages: Vec<Passage> = rows.iter().map(|row| Disclosed::passage(row, true)).collect();
    course::discover(&mut passages.iter_mut().collect::<Vec<_>>());
    (changes, passages.iter().map(|own| own.course).collect())
}

#[divan::bench]
fn two_months_and_the_trend_of_200_touchpoints(bencher: Bencher) {
    let all: Vec<Series> = (0..N_TOUCHPOINTS).map(series).collect();
    let (changes, courses) = what_changed(&all);
    assert_eq!((changes.len(), courses.len()), (200, 200), "every one is compared and followed");
    bencher.bench(|| what_changed(black_box(&all)));
}

/// The trends alone.
#[divan::bench]
fn the_trend_of_200_touchpoints(bencher: Bencher) {
    let rows: Vec<Vec<(usize, Disclosed)>> = (0..N_TOUCHPOINTS).map(|nth| told(&series(nth))).collect();
    bencher.bench(|| rows.iter().map(|row| Disclosed::passage(black_box(row), true)).collect::<Vec<_>>());
}
