//! Sources that are read once for what is counted fast, and once more for how comments feel.

use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::TempDir;

use super::{load, open, put};
use crate::journey::Book;
use crate::metric::Series;
use crate::store::{Loading, Pace, Wanted};

const SURVEY: &str = r#"
[journey]
title = "Visit"
metrics = [
  { metric = "csat", source = "survey", column = "csat" },
  { metric = "sentiment", source = "survey", column = "comment" },
  { metric = "csat", source = "other", column = "csat" },
]
[[source]]
id = "survey"
file = "survey.csv"
time = "date"
comment = "comment"
[[source]]
id = "other"
file = "other.csv"
time = "date"
[[stage]]
id = "visit"
name = "Visit"
"#;

/// A folder whose survey has comments to be scored: one row has nothing else, one has a language without words.
fn commented() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    put(&folder, "visit.toml", SURVEY);
    put(&folder, "survey.csv", "date,csat,comment\n2026,5,Great staff!\n2026,,Terrible queue\n2026,9,שלום\n");
    put(&folder, "other.csv", "date,csat\n2026,4\n2026,7\n");
    folder
}

/// The answers of each binding as they are known, and what is reported of each source.
fn known(book: &Book) -> String {
    let n = |series: &Vec<Series>| series[0].sum().map_or(0, |tally| tally.n());
    let n: Vec<u64> = book.counts.series.iter().map(n).collect();
    let sources: Vec<&str> = book.counts.sources.iter().map(|report| report.id.as_str()).collect();
    format!("{n:?} of {sources:?}")
}

#[test]
fn what_is_counted_fast_is_told_before_comments_are_scored() {
    let folder = commented();
    let wanted = Wanted { pace: Pace::Fast, ..Wanted::default() };
    let mut heard = Vec::new();
    let mut hear = |loading| {
        heard.push(match &loading {
            Loading::Opened(book) | Loading::Counted(book) => known(book),
            Loading::Reading { source, pass, .. } => format!("{source} {pass:?}"),
        });
    };
    let book = open(&folder).load("visit.toml", &wanted, &AtomicBool::new(false), &mut hear);
    heard.push(known(&book));
    assert_eq!(
        heard,
        [
            "[0, 0, 0, 0] of []",
            "survey Counting",
            "[1, 0, 0, 3] of []",
            "other Counting",
            "[1, 0, 1, 3] of [\"other\"]",
            "survey Scoring",
            "[1, 2, 1, 3] of [\"survey\", \"other\"]",
        ]
    );
    let whole = load(&open(&folder), "visit.toml");
    assert_eq!(book, whole);
    assert_eq!(whole.counts.sources[0].used, 3);
}

#[test]
fn comments_are_scored_once() {
    let folder = commented();
    let root = open(&folder);
    root.attend(Some("visit.toml"));
    let wanted = Wanted { pace: Pace::Fast, ..Wanted::default() };
    let read = || {
        let mut n = 0;
        let book = root.load("visit.toml", &wanted, &AtomicBool::new(false), &mut |loading| {
            n += usize::from(matches!(loading, Loading::Reading { .. }));
        });
        (book, n)
    };
    let (first, n) = read();
    assert_eq!(n, 3);
    // Once the files are older than a tick.
    assert!((0..1_000_000).any(|_| {
        let (again, n) = read();
        assert_eq!(again, first);
        n == 0
    }));
}

#[test]
fn scoring_that_is_cancelled_keeps_what_was_counted() {
    let folder = commented();
    let cancel = AtomicBool::new(false);
    let wanted = Wanted { pace: Pace::Fast, ..Wanted::default() };
    let book = open(&folder).load("visit.toml", &wanted, &cancel, &mut |loading| {
        let is_scoring = matches!(loading, Loading::Counted(book) if !book.counts.sources.is_empty());
        cancel.store(is_scoring, Ordering::Relaxed);
    });
    assert!(!book.counts.is_complete);
    assert_eq!(known(&book), "[1, 0, 1, 3] of [\"survey\", \"other\"]");
    assert_eq!((book.counts.sources[0].rows, book.counts.sources[0].used), (3, 3));
}
