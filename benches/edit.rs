//! How fast a map is edited: `cargo bench --bench edit`.
//!
//! Goal: any edit of a map of 2,000 touchpoints in at most 40 ms. Times depend on the machine, so nothing here is
//! asserted: what tells is how an edit compares to parsing and printing the map with `toml_edit`, in one run.

#[path = "made/map.rs"]
mod map;

use std::hint::black_box;
use std::sync::Arc;

use cjm::journey::{Address, Change, Edit, Noun};
use cjm::source::edit::{self, Stamp};
use cjm::source::splice::{self, Form, KeyValue, PathStep};
use divan::Bencher;

/// How many touchpoints a map has: as many as a real one, and the most that fit on a wall.
const SIZES: [usize; 2] = [50, 2_000];

fn main() {
    divan::main();
}

/// The list of touchpoints in the middle of the map.
fn touchpoints(n_touchpoints: usize) -> Vec<PathStep> {
    vec![PathStep::Key("stage".into()), PathStep::Index(n_touchpoints / 20), PathStep::Key("touchpoint".into())]
}

#[divan::bench(args = SIZES)]
fn set_a_value(bencher: Bencher, n_touchpoints: usize) {
    let text = map::large_map(n_touchpoints);
    let path = [touchpoints(n_touchpoints), vec![PathStep::Index(1), PathStep::Key("emotion".into())]].concat();
    bencher.bench(|| splice::set(black_box(&text), &path, "2", &[]).expect("it is there"));
}

#[divan::bench(args = SIZES)]
fn add_an_item(bencher: Bencher, n_touchpoints: usize) {
    let text = map::large_map(n_touchpoints);
    let item = [KeyValue { key: "id".into(), literal: "\"new\"".into() }];
    let list = touchpoints(n_touchpoints);
    bencher.bench(|| splice::insert(black_box(&text), &list, 3, &item, Form::Tables).expect("a list"));
}

#[divan::bench(args = SIZES)]
fn remove_an_item(bencher: Bencher, n_touchpoints: usize) {
    let text = map::large_map(n_touchpoints);
    let path = [touchpoints(n_touchpoints), vec![PathStep::Index(1)]].concat();
    bencher.bench(|| splice::remove(black_box(&text), &path).expect("it is there"));
}

#[divan::bench(args = SIZES)]
fn move_an_item(bencher: Bencher, n_touchpoints: usize) {
    let text = map::large_map(n_touchpoints);
    let list = touchpoints(n_touchpoints);
    bencher.bench(|| splice::relocate(black_box(&text), (&list, 0), (&list, 4)).expect("a list"));
}

/// An edit by address, as it comes from a person who looked at this very text.
#[divan::bench(args = SIZES)]
fn apply_an_edit(bencher: Bencher, n_touchpoints: usize) {
    let text: Arc<str> = map::large_map(n_touchpoints).into();
    let change = Change::of(emotion(n_touchpoints, "2"), &text);
    bencher.bench(|| edit::apply(black_box(&text), &change, &stamp()).expect("it fits"));
}

/// The same, where somebody else changed the map meanwhile.
#[divan::bench(args = SIZES)]
fn apply_an_edit_to_a_changed_map(bencher: Bencher, n_touchpoints: usize) {
    let text: Arc<str> = map::large_map(n_touchpoints).into();
    let change = Change::of(emotion(n_touchpoints, "2"), &text);
    let now = text.replacen("Arrive", "Arrive in time", 1);
    bencher.bench(|| edit::apply(black_box(&now), &change, &stamp()).expect("it fits"));
}

/// An edit taken back where somebody else changed the map meanwhile.
#[divan::bench(args = SIZES)]
fn turn_an_edit_back(bencher: Bencher, n_touchpoints: usize) {
    let text: Arc<str> = map::large_map(n_touchpoints).into();
    let change = Change::of(emotion(n_touchpoints, "2"), &text);
    let after = edit::apply(&text, &change, &stamp()).expect("it fits").text;
    let now = after.replacen("Arrive", "Arrive in time", 1);
    bencher.bench(|| edit::turn(black_box(&now), &after, &text).expect("nobody else was there"));
}

fn emotion(n_touchpoints: usize, value: &str) -> Edit {
    let touchpoint = format!("touchpoint-{}", n_touchpoints / 2);
    let at = Address::journey().then(Noun::Touchpoint, touchpoint).field("emotion");
    Edit::Set { at, value: value.to_owned() }
}

fn stamp() -> Stamp {
    Stamp { date: jiff::civil::date(2026, 7, 30), by: None }
}

/// The least that an edit takes with it: parse, and print all.
#[divan::bench(args = SIZES)]
fn parse_and_print_with_toml_edit(bencher: Bencher, n_touchpoints: usize) {
    let text = map::large_map(n_touchpoints);
    bencher.bench(|| black_box(&text).parse::<toml_edit::DocumentMut>().expect("TOML").to_string());
}
