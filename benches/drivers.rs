//! How fast it is told what goes with an outcome, over a million answers of one column a question:
//! `cargo bench --bench drivers`.
//!
//! One pass over the file counts the pairs of 20 questions with the outcome and with one another: 210 tables. Memory is that
//! of the joint counts, whatever the number of rows. Times depend on the machine, so nothing here is asserted: what tells
//! is how the two ways to read the file compare, in one run, and what the figures take once there are counts.

use std::fmt::Write as _;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::LazyLock;

use cjm::journey::Question;
use cjm::journey::book::Cohort;
use cjm::metric::drivers::halo;
use cjm::metric::{Grain, JointCounts};
use cjm::source::{self, readings};
use divan::{Bencher, counter::ItemsCount};

const N_ROWS: usize = 1_000_000;
const N_QUESTIONS: usize = 20;

static MAP: LazyLock<String> = LazyLock::new(|| {
    let mut map = "[journey]\ntitle = \"Made up\"\nmetrics = [{ metric = \"nps\", source = \"s\", column = \"nps\" }]\n\n[[source]]\nid = \"s\"\nfile = \"s.csv\"\ntime = \"day\"\n\n[[stage]]\nid = \"all\"\nname = \"All\"\n\n".to_owned();
    for idx in 0..N_QUESTIONS {
        write!(
            map,
            "[[stage.touchpoint]]\nid = \"q{idx}\"\nname = \"Q{idx}\"\nmetrics = [{{ metric = \"csat\", source = \"s\", column = \"q{idx}\" }}]\n\n"
        )
        .expect("a string takes all");
    }
    map
});

/// Rows in which the answers of one person have something in common.
static ROWS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut text = "day,nps".to_owned();
    (0..N_QUESTIONS).for_each(|idx| write!(text, ",q{idx}").expect("a string takes all"));
    text.push('\n');
    let mut seed = 1_u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    for row in 0..N_ROWS {
        let liking = next(4);
        write!(text, "2026-{:02}-{:02},{}", 1 + row % 12, 1 + row % 28, (2 * liking + next(5)).min(10))
            .expect("a string takes all");
        for _ in 0..N_QUESTIONS {
            let answer = 1 + (liking + next(3)).min(4);
            if next(5) == 0 {
                text.push(',');
            } else {
                write!(text, ",{answer}").expect("a string takes all");
            }
        }
        text.push('\n');
    }
    text.into_bytes()
});

fn main() {
    LazyLock::force(&ROWS);
    divan::main();
}

/// What is asked: the pairs of every question with the outcome, and those of questions.
fn question(has_pairs: bool) -> Question {
    let (map, _) = source::parse("journey.toml", &MAP);
    let question = Question::of(&map, 0, &[Cohort::default()]).expect("it has a source").by(Grain::Month);
    let with_outcome = (1..=N_QUESTIONS).map(|idx| (idx, 0));
    let together = (1..=N_QUESTIONS).flat_map(|one| (one + 1..=N_QUESTIONS).map(move |other| (one, other)));
    if has_pairs {
        question.joining(with_outcome.chain(together).collect()).counting_rows(N_QUESTIONS + 1)
    } else {
        question
    }
}

#[divan::bench(args = [false, true], sample_count = 5, sample_size = 1)]
fn read_a_million_rows(bencher: Bencher, has_pairs: bool) {
    let question = question(has_pairs);
    bencher.counter(ItemsCount::new(N_ROWS)).bench(|| {
        let go_on = &mut |_| ControlFlow::Continue(());
        readings::count(&question, black_box(&ROWS.as_slice()), NonZeroUsize::MIN, go_on)
    });
}

#[divan::bench]
fn figures_from_counts(bencher: Bencher) {
    let go_on = &mut |_| ControlFlow::Continue(());
    let counts = readings::count(&question(true), &ROWS.as_slice(), NonZeroUsize::MIN, go_on);
    let series: Vec<JointCounts> =
        counts.joint.into_iter().filter_map(|pair| Some(pair.series.ok()?.first()?.sum())).collect();
    bencher.bench(|| {
        let rs: Vec<f64> = black_box(&series).iter().filter_map(|own| Some(own.correlation()?.r)).collect();
        halo(&rs)
    });
}
