//! What is read again.

use std::fs;
use std::io::Write;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::journey::Book;
use crate::metric::Tally;
use crate::store::load::Loading;
use crate::store::{Outside, Root, Wanted};

const MAP: &str = r#"[journey]
title = "T"
metrics = [{ metric = "csat", source = "s", column = "a" }]
[[source]]
id = "s"
file = "s.csv"
time = "date"
[[stage]]
id = "x"
name = "X"
"#;

/// A book, and how many bytes of sources were read when reading them was told first.
fn load(folder: &Path, root: &Root) -> (Book, Option<u64>) {
    fs::write(folder.join("map.toml"), MAP).expect("written");
    let mut first = None;
    let mut heard = |loading| {
        if let Loading::Reading { done, .. } = loading {
            first.get_or_insert(done);
        }
    };
    root.attend(Some("map.toml"));
    let book = root.load("map.toml", &Wanted::default(), &AtomicBool::new(false), &mut heard);
    (book, first)
}

fn answers(book: &Book) -> u64 {
    book.counts.series[0][0].sum().map_or(0, |tally| tally.n())
}

#[test]
fn a_file_that_is_the_same_is_not_read_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.csv");
    fs::write(&file, "date,a\n2024-01-01,5\n2024-01-02,\n").expect("written");
    let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
    let (book, first) = load(folder.path(), &root);
    assert!(first.is_some());
    // Once the file is older than a tick.
    let is_recalled = (0..1_000_000).any(|_| {
        let (again, told) = load(folder.path(), &root);
        assert_eq!(again, book);
        told.is_none()
    });
    assert!(is_recalled);
    fs::write(&file, "date,a\n2024-01-01,\n2024-01-02,,\n").expect("written");
    let (changed, told) = load(folder.path(), &root);
    assert!(told.is_some());
    assert_eq!((answers(&book), answers(&changed)), (1, 0));
}

#[test]
fn a_large_file_that_grew_is_read_from_where_it_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.csv");
    let row = format!("2024-01-01,5,{}\n", "x".repeat(1_000));
    let n_rows = usize::try_from(LEAST_RESUMED).expect("small") / row.len() + 1;
    fs::write(&file, format!("date,a,b\n{}", row.repeat(n_rows))).expect("written");
    let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
    let (book, _) = load(folder.path(), &root);
    assert_eq!(answers(&book), n_rows as u64);
    fs::OpenOptions::new().append(true).open(&file).and_then(|mut file| file.write_all(row.as_bytes())).expect("grown");
    let (grown, _) = load(folder.path(), &root);
    assert_eq!(answers(&grown), n_rows as u64 + 1);
    assert_eq!(grown.counts.sources[0].rows, n_rows as u64 + 1);
}

/// Writes over a byte of a file, and adds to its end.
fn rewrite(file: &Path, at: u64, byte: u8, more: &str) {
    let opened = fs::OpenOptions::new().write(true).open(file).expect("opened");
    opened.write_all_at(&[byte], at).expect("written");
    let end = opened.metadata().expect("known").len();
    opened.write_all_at(more.as_bytes(), end).expect("grown");
}

#[test]
fn a_large_file_that_was_rewritten_in_place_is_counted_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.csv");
    let row = format!("2024-01-01,1,{}\n", "x".repeat(1_000));
    let n_rows = usize::try_from(LEAST_RESUMED).expect("small") / row.len() + 1;
    fs::write(&file, format!("date,a,b\n{}", row.repeat(n_rows))).expect("written");
    let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
    load(folder.path(), &root);
    let fives = |book: &Book| match book.counts.series[0][0].sum() {
        Some(Tally::Answers { counts, .. }) => counts[4],
        other => panic!("expected answers, got {other:?}"),
    };
    let answer_of = |row_idx: usize| (9 + row_idx * row.len() + 11) as u64;
    for (nth, row_idx) in (1..).zip([0, 7, n_rows / 2 + 1, n_rows - 1]) {
        // As long as before, and longer.
        rewrite(&file, answer_of(row_idx), b'5', if nth % 2 == 0 { &row } else { "" });
        let (book, _) = load(folder.path(), &root);
        assert_eq!(fives(&book), nth, "row {row_idx}");
        let afresh = Root::open(folder.path(), Outside::Refuse).expect("opened");
        assert_eq!(load(folder.path(), &afresh).0, book, "row {row_idx}");
    }
}

#[test]
fn what_is_forgotten_is_counted_from_the_start() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("s.csv");
    fs::write(&file, "date,a\n2024-01-01,5\n").expect("written");
    let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
    let (book, _) = load(folder.path(), &root);
    assert!((0..1_000_000).any(|_| load(folder.path(), &root).1.is_none()), "it is remembered");
    root.forget("other.toml");
    assert!(load(folder.path(), &root).1.is_none(), "that is another map");
    root.forget("map.toml");
    let (again, told) = load(folder.path(), &root);
    assert_eq!((&again, told.is_some()), (&book, true), "it is read, though nothing changed");
}

#[test]
fn only_what_is_counted_of_the_open_map_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("s.csv"), "date,a\n2024-01-01,5\n").expect("written");
    let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
    let n_kept = |root: &Root| root.memory.lock().kept.len();
    for (name, open, n) in [
        ("it is open", Some("map.toml"), 1),
        ("it is left", None, 0),
        ("it is open again", Some("map.toml"), 1),
        ("another is open", Some("other.toml"), 0),
    ] {
        load(folder.path(), &root);
        root.attend(open);
        let book = root.load("map.toml", &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
        assert_eq!((n_kept(&root), answers(&book)), (n, 1), "{name}");
    }
}

#[test]
fn who_began_before_all_was_forgotten_has_nothing_to_remember() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("s.csv"), "date,a\n2024-01-01,5\n").expect("written");
    fs::write(folder.path().join("map.toml"), MAP).expect("written");
    let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
    let mut heard = |loading| {
        if let Loading::Reading { .. } = loading {
            root.forget("map.toml");
        }
    };
    root.load("map.toml", &Wanted::default(), &AtomicBool::new(false), &mut heard);
    assert!(load(folder.path(), &root).1.is_some());
}
