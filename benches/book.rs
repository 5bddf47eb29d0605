//! How fast a map is read and counted: `cargo bench --bench book`.
//!
//! Goals: 2,000 touchpoints in at most 12 ms, 5,000 in at most 35 ms, the airport survey in at most 40 ms. Times depend
//! on the machine, so nothing here is asserted: what tells is how a map compares to its text as plain TOML, in one run.
#![expect(clippy::disallowed_methods, reason = "benchmarks read the example data")]

#[path = "made/map.rs"]
mod map;

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use cjm::journey::Question;
use cjm::journey::book::Cohort;
use cjm::source;
use divan::{Bencher, counter::BytesCount};
use toml::de::DeTable;

/// How many touchpoints a map has: as many as a real one, the most that fit on a wall, and far more.
const SIZES: [usize; 3] = [50, 2_000, 5_000];

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn read_a_map(bencher: Bencher, n_touchpoints: usize) {
    let text = map::large_map(n_touchpoints);
    let (map, findings) = source::parse("map.toml", &text);
    assert_eq!(map.stages.iter().map(|stage| stage.touchpoints.len()).sum::<usize>(), n_touchpoints);
    assert!(findings.is_empty(), "the map of the benchmark is clean: {findings:?}");
    bencher.counter(BytesCount::of_str(&text)).bench(|| source::parse("map.toml", black_box(&text)));
}

/// The least that reading it can take: the same parser, without a look at what it gives.
#[divan::bench(args = SIZES)]
fn read_it_as_spanned_toml(bencher: Bencher, n_touchpoints: usize) {
    let text = map::large_map(n_touchpoints);
    bencher.counter(BytesCount::of_str(&text)).bench(|| DeTable::parse(black_box(&text)));
}

#[divan::bench(args = SIZES)]
fn read_it_as_a_toml_table(bencher: Bencher, n_touchpoints: usize) {
    let text = map::large_map(n_touchpoints);
    bencher.counter(BytesCount::of_str(&text)).bench(|| toml::from_str::<toml::Table>(black_box(&text)));
}

/// The bakery has nine touchpoints with all that one can say of them.
#[divan::bench(args = ["airport", "bakery", "toys"])]
fn read_an_example(bencher: Bencher, name: &str) {
    let text = example(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| source::parse("journey.toml", black_box(&text)));
}

#[divan::bench(args = ["airport", "bakery", "toys"])]
fn read_an_example_as_spanned_toml(bencher: Bencher, name: &str) {
    let text = example(name);
    bencher.counter(BytesCount::of_str(&text)).bench(|| DeTable::parse(black_box(&text)));
}

fn example(name: &str) -> String {
    std::fs::read_to_string(format!("{}/maps/{name}/journey.toml", env!("CARGO_MANIFEST_DIR")))
        .expect("the example map")
}

#[divan::bench]
fn count_the_airport_survey(bencher: Bencher) {
    let rows = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/maps/airport/responses.csv")).expect("its survey");
    let (map, _) = source::parse("journey.toml", &example("airport"));
    let question = Question::of(&map, 0, &[Cohort::default()]).expect("it has a source");
    bencher.counter(BytesCount::of_slice(&rows)).bench(|| {
        source::readings::count(&question, black_box(&rows.as_slice()), NonZeroUsize::MIN, &mut |_| {
            ControlFlow::Continue(())
        })
    });
}
