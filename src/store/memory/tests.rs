//! What is read again.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use super::*;
use crate::journey::Book;
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
    let mut told = Vec::new();
    let mut heard = |loading| {
        if let Loading::Reading { done, .. } = loading {
            told.push(done);
        }
    };
    let grown = root.load("map.toml", &Wanted::default(), &AtomicBool::new(false), &mut heard);
    assert_eq!(answers(&grown), n_rows as u64 + 1);
    assert_eq!(grown.counts.sources[0].rows, n_rows as u64 + 1);
    // The head is looked at again, and then the tail.
    let is_between = |done: &&u64| (LEAST_RESUMED / 4..LEAST_RESUMED).contains(*done);
    assert_eq!(told.iter().find(is_between), None, "{told:?}");
}
