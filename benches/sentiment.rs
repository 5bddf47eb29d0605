//! How fast texts are scored: `cargo bench --bench sentiment`.
//!
//! Goal: 50 times as fast as Python's vaderSentiment on one core. `benches/sentiment.py` holds the two against each other
//! in one run; here is what a text costs, by itself and with its language told.

use std::hint::black_box;

use cjm::sentiment::{Language, compound, score};
use divan::{Bencher, counter::BytesCount, counter::ItemsCount};

const N_TEXTS: usize = 1_000;

const OPENINGS: [&str; 8] = [
    "The staff was",
    "Honestly the queue at security is",
    "My bag came out",
    "@airport your Wi-Fi is",
    "Checkout was",
    "I found the signs",
    "Food at gate B12 is",
    "This app is",
];
const DEGREES: [&str; 8] = ["", "very", "not", "kind of", "REALLY", "never so", "hardly", "absolutely"];
const VERDICTS: [&str; 10] =
    ["friendly", "awful", "slow", "great", "a total mess", "clean", "easy to follow", "broken", "worth it", "GREAT"];
const TAILS: [&str; 8] = [
    ".",
    "!!!",
    ", but the chairs were terrible.",
    " and I would come back",
    "... thanks for nothing",
    "? Really??",
    " 😀",
    " :( don't go",
];

fn main() {
    divan::main();
}

/// Texts as people write them, the same in every run.
fn texts() -> Vec<String> {
    let mut state = 42_usize;
    let mut draw = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % n
    };
    let mut sentence = || {
        let degree = DEGREES[draw(DEGREES.len())];
        format!(
            "{} {degree} {}{}",
            OPENINGS[draw(OPENINGS.len())],
            VERDICTS[draw(VERDICTS.len())],
            TAILS[draw(TAILS.len())]
        )
    };
    (0..N_TEXTS).map(|idx| (0..=idx % 3).map(|_| sentence()).collect::<Vec<_>>().join(" ")).collect()
}

fn measured<'a, 'b>(bencher: Bencher<'a, 'b>, texts: &[String]) -> Bencher<'a, 'b> {
    let n_bytes: usize = texts.iter().map(String::len).sum();
    bencher.counter(ItemsCount::new(texts.len())).counter(BytesCount::new(n_bytes))
}

#[divan::bench]
fn score_texts_said_to_be_english(bencher: Bencher) {
    let texts = texts();
    measured(bencher, &texts).bench(|| texts.iter().map(|text| compound(black_box(text))).sum::<f64>());
}

#[divan::bench]
fn tell_the_language_and_score(bencher: Bencher) {
    let texts = texts();
    measured(bencher, &texts)
        .bench(|| texts.iter().map(|text| score(black_box(text), Language::Told)).collect::<Vec<_>>());
}
