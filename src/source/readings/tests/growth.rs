//! What is read again of a file that has grown.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

use super::shapes::long;
use super::{counted, everyone};
use crate::journey::Map;
use crate::source::bytes::Bytes;
use crate::source::readings::{Mark, SourceCounts, resume};

/// Bytes that count how many of them are handed out.
struct Watched<'a>(&'a [u8], AtomicU64);

struct Handed<'a>(&'a [u8], &'a AtomicU64);

impl Bytes for Watched<'_> {
    fn reader_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
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

/// The counts, and how many bytes were read for them.
fn resumed(map: &Map, text: impl AsRef<[u8]>, mark: &mut Option<Mark>) -> (SourceCounts, u64) {
    let bytes = Watched(text.as_ref(), AtomicU64::new(0));
    let two = NonZeroUsize::MIN.saturating_add(1);
    let counts = resume(map, 0, &bytes, &everyone(), two, mark, &mut |_| ControlFlow::Continue(()));
    (counts, bytes.1.into_inner())
}

fn rows(n: usize) -> String {
    let row = |row| format!("2024-0{}-1{},search,{},0.25,\"a\nb\"\n", row % 9 + 1, row % 7, row % 8);
    (0..n).map(row).collect::<Vec<_>>().concat()
}

#[test]
fn only_what_was_appended_is_read() {
    let map = long();
    let before = format!("date,touchpoint,csat,sentiment,words\n{}", rows(60_000));
    let after = format!("{before}{}2024-11-30,nowhere,1,,\n", rows(20));
    let mut mark = None;
    let (_, n_read) = resumed(&map, &before, &mut mark);
    assert!(n_read >= before.len() as u64);
    let (counts, n_read) = resumed(&map, &after, &mut mark);
    assert_eq!(counts, counted(&map, &after));
    assert_eq!(counts.report.rows, 60_021);
    assert!(n_read < before.len() as u64 / 2, "{n_read} of {}", before.len());
    let (again, _) = resumed(&map, &after, &mut mark);
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
