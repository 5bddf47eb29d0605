//! What is read again of a file that has grown.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use proptest::prelude::*;

use super::shapes::long;
use super::{asked, counted, everyone};
use crate::journey::Map;
use crate::source::bytes::Bytes;
use crate::source::readings::{Mark, SourceCounts, resume};

/// Bytes that count how many of them are handed out, and note from where on somebody read.
struct Watched<'a>(&'a [u8], AtomicU64, Mutex<Vec<u64>>);

struct Handed<'a>(&'a [u8], &'a AtomicU64);

impl Bytes for Watched<'_> {
    fn reader_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        self.2.lock().expect("nobody panicked").push(offset);
        Ok(Box::new(Handed(&self.0[usize::try_from(offset).expect("small")..], &self.1)))
    }

    fn size(&self) -> u64 {
        self.0.len() as u64
    }
}

impl Read for Handed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.0.read(buffer)?;
        self.1.fetch_add(n as u64, Ordering::Relaxed);
        Ok(n)
    }
}

/// The counts, how many bytes were read for them, and from where on somebody read last.
fn resumed(map: &Map, text: impl AsRef<[u8]>, mark: &mut Option<Mark>) -> (SourceCounts, u64, Option<u64>) {
    let bytes = Watched(text.as_ref(), AtomicU64::new(0), Mutex::default());
    let two = NonZeroUsize::MIN.saturating_add(1);
    let counts = resume(&asked(map, &everyone()), &bytes, two, mark, &mut |_| ControlFlow::Continue(()));
    let last = bytes.2.into_inner().expect("nobody panicked").last().copied();
    (counts, bytes.1.into_inner(), last)
}

fn rows(n: usize) -> String {
    let row = |row| format!("2024-0{}-1{},search,{},0.25,\"a\nb\"\n", row % 9 + 1, row % 7, row % 8);
    (0..n).map(row).collect::<Vec<_>>().concat()
}

#[test]
fn only_what_was_appended_is_counted_and_all_before_it_looked_at() {
    let map = long();
    let before = format!("date,touchpoint,csat,sentiment,words\n{}", rows(60_000));
    let after = format!("{before}{}2024-11-30,nowhere,1,,\n", rows(20));
    let mut mark = None;
    let (_, n_read, last) = resumed(&map, &before, &mut mark);
    assert!(n_read >= before.len() as u64 && last == Some(0));
    let (counts, n_read, last) = resumed(&map, &after, &mut mark);
    assert_eq!(counts, counted(&map, &after));
    assert_eq!(counts.report.rows, 60_021);
    assert_eq!(last, Some(before.len() as u64));
    // The head and a few places tell how it is written; then each byte is read once.
    let n_looks = 3 * 256 * 1024 + 16 * 16 * 1024;
    assert!((after.len() as u64..after.len() as u64 + n_looks).contains(&n_read), "{n_read} of {}", after.len());
    let (again, ..) = resumed(&map, &after, &mut mark);
    assert_eq!(again, counts);
}

#[test]
fn another_file_is_read_anew() {
    let map = long();
    let before = format!("date,touchpoint,csat,sentiment,words\n{}", rows(8_000));
    for (name, after) in [
        ("another beginning", before.replacen("search,0,", "search,5,", 1).into_bytes()),
        ("another order of columns", before.replacen("csat,sentiment", "sentiment,csat", 1).into_bytes()),
        ("shorter", before.as_bytes()[..before.len() / 2].to_vec()),
        ("a quote left open", format!("{before}2024-01-01,search,\"5,,\n").into_bytes()),
        ("no longer UTF-8", [before.as_bytes(), b"2024-01-01,search,5,,\xff\n"].concat()),
    ] {
        let mut mark = None;
        resumed(&map, &before, &mut mark);
        assert!(mark.is_some(), "{name}");
        assert_eq!(resumed(&map, &after, &mut mark).0, counted(&map, &after), "{name}");
    }
}

#[test]
fn nobody_goes_on_from_the_middle_of_a_row_or_without_those_who_answered() {
    let (mut map, mut mark) = (long(), None);
    resumed(&map, "date,touchpoint,csat,sentiment\n2024-01-01,search,5,", &mut mark);
    assert!(mark.is_none());
    map.sources[0].respondent = Some("id".to_owned());
    resumed(&map, "date,touchpoint,csat,sentiment,id\n2024-01-01,search,5,,7\n", &mut mark);
    assert!(mark.is_none());
}

#[test]
fn every_byte_that_is_resumed_over_is_looked_at() {
    let map = long();
    for mark_before in ["", "\u{feff}"] {
        let before = format!("{mark_before}date,touchpoint,csat,sentiment,words\n{}", rows(20_000));
        assert!(before.len() > 2 * 256 * 1024, "there are several blocks");
        let more = rows(3);
        let mut mark = None;
        resumed(&map, &before, &mut mark);
        let grown = |text: &str| format!("{text}{more}");
        // As long as before, and longer.
        for end in ["", more.as_str()] {
            let same = resumed(&map, format!("{before}{end}"), &mut mark.clone());
            assert_eq!(same.2, Some(before.len() as u64), "it goes on from where it ended");
        }
        let answers: Vec<usize> = before.match_indices("search,").map(|(at, _)| at + 7).collect();
        let middle = answers[answers.len() / 2];
        for (name, at) in [
            ("the first answer", answers[0]),
            ("one in the middle", middle),
            ("the last answer", answers[answers.len() - 1]),
            ("the last byte", before.len() - 1),
            ("the first byte", 0),
        ] {
            let mut text = before.clone().into_bytes();
            text[at] = if text[at] == b'4' { b'5' } else { b'4' };
            for end in ["", more.as_str()] {
                let text = [&text[..], end.as_bytes()].concat();
                assert_eq!(resumed(&map, &text, &mut mark.clone()).0, counted(&map, &text), "{name}, {end:?}");
            }
        }
        let shorter = &before.as_bytes()[..before.len() - rows(1).len()];
        assert_eq!(resumed(&map, shorter, &mut mark.clone()).0, counted(&map, shorter));
        // A byte order mark is of the file, though not of its text.
        let other = before.trim_start_matches('\u{feff}').to_owned();
        let other = if mark_before.is_empty() { format!("\u{feff}{other}") } else { other };
        assert_eq!(resumed(&map, grown(&other), &mut mark.clone()).0, counted(&map, grown(&other)));
    }
}

#[test]
fn looking_can_be_cancelled() {
    let map = long();
    let before = format!("date,touchpoint,csat,sentiment,words\n{}", rows(60_000));
    let mut mark = None;
    resumed(&map, &before, &mut mark);
    let mut n_told = 0;
    let counts = resume(&asked(&map, &everyone()), &before.as_bytes(), NonZeroUsize::MIN, &mut mark, &mut |_| {
        n_told += 1;
        if n_told > 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(counts.is_cancelled);
    assert!(mark.is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_rewritten_is_counted_anew(at in any::<prop::sample::Index>(), byte: u8, n_more in 0..3_usize) {
        let map = long();
        let before = format!("date,touchpoint,csat,sentiment,words\n{}", rows(300));
        let mut mark = None;
        resumed(&map, &before, &mut mark);
        let mut text = before.into_bytes();
        let at = at.index(text.len());
        text[at] = byte;
        text.extend(rows(n_more).bytes());
        prop_assert_eq!(resumed(&map, &text, &mut mark).0, counted(&map, &text));
    }
}

#[test]
fn what_is_appended_may_show_that_rows_end_in_a_delimiter() {
    let map = long();
    let before = "date,touchpoint,csat,sentiment\n2024-01-01,search,5,\n2024-01-02,search,4,,\n";
    let after = format!("{before}{}", "2024-01-03,search,3,,\n".repeat(50));
    let mut mark = None;
    assert_eq!(resumed(&map, before, &mut mark).0.report.used, 1);
    assert!(mark.is_some());
    let counts = resumed(&map, &after, &mut mark).0;
    assert_eq!(counts, counted(&map, &after));
    assert_eq!(counts.report.used, 52, "the second row, too, is whole");
}
