//! How fast a map is read and counted: `cargo bench --bench book`.
//!
//! Goals: 2,000 touchpoints in at most 12 ms, 5,000 in at most 35 ms. Times depend on the machine, so nothing here is asserted.
#![expect(clippy::disallowed_methods, reason = "benchmarks read the example data")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::ops::ControlFlow;

use cjm::journey::book::Cohort;
use cjm::source;
use divan::{AllocProfiler, Bencher, counter::BytesCount};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// A map with so many touchpoints, each with a pain point, a note and a metric, ten to a stage.
fn large_map(n_touchpoints: usize) -> String {
    let mut text = String::from(
        "[journey]\ntitle = \"A long way\"\nobjective = \"Arrive\"\n\n[[source]]\nid = \"survey\"\nfile = \"answers.csv\"\ntime = \"date\"\n",
    );
    for idx in 0..n_touchpoints {
        if idx % 10 == 0 {
            write!(text, "\n[[stage]]\nid = \"stage-{idx}\"\nname = \"Stage {idx}\"\ncustomer_goal = \"Get on\"\n")
                .expect("a string takes all");
        }
        write!(
            text,
            "\n[[stage.touchpoint]]\nid = \"touchpoint-{idx}\"\nname = \"Touchpoint {idx}\"\nchannel = \"web\"\ndoes = \"Looks for the button\"\nemotion = -1\n\
             metrics = [{{ metric = \"csat\", source = \"survey\", column = \"q{idx}\", scale = [1, 5] }}]\n\n[[stage.touchpoint.pain]]\ntext = \"It is hidden below the fold\"\n\
             severity = 3\nevidence = [{{ kind = \"survey\", n = 41, date = 2026-06-01 }}]\n\n[[stage.touchpoint.note]]\ntext = \"Moved up in the next release\"\ndate = 2026-06-02\nby = \"dl\"\n"
        )
        .expect("a string takes all");
    }
    text
}

#[divan::bench(args = [50, 2_000, 5_000])]
fn read_a_map(bencher: Bencher, n_touchpoints: usize) {
    let text = large_map(n_touchpoints);
    let (map, findings) = source::parse("map.toml", &text);
    assert_eq!(map.stages.iter().map(|stage| stage.touchpoints.len()).sum::<usize>(), n_touchpoints);
    assert!(findings.is_empty(), "the map of the benchmark is clean: {findings:?}");
    bencher.counter(BytesCount::of_str(&text)).bench(|| source::parse("map.toml", black_box(&text)));
}

#[divan::bench]
fn count_the_airport_survey(bencher: Bencher) {
    let root = env!("CARGO_MANIFEST_DIR");
    let text = std::fs::read_to_string(format!("{root}/maps/airport/journey.toml")).expect("the example map");
    let rows = std::fs::read(format!("{root}/maps/airport/responses.csv")).expect("its survey");
    let (map, _) = source::parse("journey.toml", &text);
    let everyone = [Cohort::default()];
    bencher.counter(BytesCount::of_slice(&rows)).bench(|| {
        source::readings::count(&map, 0, black_box(rows.as_slice()), &everyone, &mut |_| ControlFlow::Continue(()))
    });
}
