//! What is said of a file as a whole.

use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use jiff::civil::Date;

use super::{Made, answers, asked, counted, everyone, left, map, own, rules, source, tallies};
use crate::metric::Tally;
use crate::source::cells::dialect::MOST_COLUMNS;
use crate::source::readings::count;

#[test]
fn delimiters_are_found_or_given() {
    let mut map = map(source(), vec![own("csat", "a"), own("sentiment", "s")], Vec::new());
    for (name, text) in [("semicolon", "a;s\n4,0;0,5\n"), ("tab", "a\ts\n4\t0,5\n"), ("pipe", "a|s\n4|.5\n")] {
        let counts = counted(&map, text);
        assert_eq!(tallies(&counts, 0), [(Date::MIN, answers(1, &[0, 0, 0, 1, 0]))], "{name}");
        assert!(matches!(tallies(&counts, 1)[0].1, Tally::Numbers { n: 1, sum: 500_000, .. }), "{name}");
    }
    map.sources[0].delimiter = Some('#');
    assert_eq!(counted(&map, "a#s\n4#1\n").report.used, 1);
    map.sources[0].delimiter = Some('ß');
    assert!(counted(&map, "aßs\n4ß1\n").report.failed.is_some_and(|why| why.contains("delimiter")));
}

#[test]
fn a_quote_that_is_never_closed_is_said() {
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let counts = counted(&map, "a,b\n5,x\n4,\"y\nz\"\n3,\"never\n2,closed\n1,here\n");
    assert_eq!(rules(&counts), ["unclosed-quote"]);
    assert_eq!(counts.findings[0].line, 5);
    assert_eq!(counts.report.used, 2);
    assert_eq!(counts.report.left_out[0], left("unclosed quote", None, 1, &[5]));
    let counts = counted(&map, "a,\"b\n5,x\n");
    assert!(counts.report.failed.is_some_and(|why| why.contains("header")));
}

#[test]
fn a_quote_that_swallows_rows_is_said() {
    let map = map(source(), vec![own("csat", "a"), own("nps", "b")], Vec::new());
    for (name, text, expected) in [
        ("the next quote ends it", "a,b,c\n5,9,\"x\n4,9,y\n3,9,\"z\"\n2,9,w\n", &["stray-quote"][..]),
        ("at the end of its row", "a,b,c,d,e,f\n5,9,,,,\"x\n4,9,,,,z\"\n2,9,,,,w\n", &["stray-quote"]),
        ("too few fields", "a,b,c\n5,\"9,x\n4,9,\"x\n2,9,w\n", &["stray-quote"]),
        ("a comment of three lines", "a,b,c\n5,9,\"x, and\nso on, she said \"\"no\"\"\nreally\"\n2,9,w\n", &[]),
    ] {
        let counts = counted(&map, text);
        assert_eq!(rules(&counts), expected, "{name}");
        assert!(counts.findings.iter().all(|finding| finding.line == 2), "{name}");
    }
}

#[test]
fn files_that_are_no_csv_fail_with_a_reason() {
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let many = vec!["a"; MOST_COLUMNS + 1].join(",");
    for (name, text, expected) in [
        ("spreadsheet", b"PK\x03\x04".as_slice(), "spreadsheet"),
        ("empty", b"", "empty"),
        ("blank", b"\n\r\n\n", "empty"),
        ("mark only", "\u{feff}".as_bytes(), "empty"),
        ("columns", many.as_bytes(), "10001 columns"),
    ] {
        let counts = counted(&map, text);
        let failed = counts.report.failed.clone().unwrap_or_default();
        assert!(failed.contains(expected), "{name}: {failed}");
        assert_eq!(rules(&counts), ["unreadable-source"], "{name}");
        assert_eq!(counts.report.id, "data", "{name}");
    }
}

#[test]
fn bytes_that_are_no_text_do_no_harm() {
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let counts = counted(&map, b"a,\xff\n5,\xfe\0\n\0,1\n4,\x80\n");
    assert_eq!(counts.report.used, 1);
    assert_eq!(counts.report.left_out, [left("holds NUL bytes", None, 2, &[2, 3])]);
}

#[test]
fn a_row_without_end_is_stopped() {
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let endless = Made::of(|| io::Cursor::new("a,b\n5,1\n4,\"").chain(io::repeat(b'x')));
    let counts = count(&asked(&map, &everyone()), &endless, NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
    assert_eq!(rules(&counts), ["unreadable-source"]);
    assert_eq!(counts.findings[0].line, 3);
    assert_eq!((counts.report.rows, counts.report.used), (2, 1));
}

#[test]
fn progress_is_told_and_may_cancel() {
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let text = format!("a\n{}", "5\n".repeat(500_000));
    let mut told = Vec::new();
    let counts = count(&asked(&map, &everyone()), &text.as_bytes(), NonZeroUsize::MIN, &mut |done| {
        told.push(done);
        ControlFlow::Continue(())
    });
    assert_eq!(counts.report.used, 500_000);
    assert!(told.windows(2).all(|pair| pair[1] - pair[0] <= 256 * 1024), "{told:?}");
    assert_eq!(told.last(), Some(&(text.len() as u64)));
    let counts = count(&asked(&map, &everyone()), &text.as_bytes(), NonZeroUsize::MIN, &mut |done| {
        if done > 300_000 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(counts.is_cancelled);
    assert!(counts.report.used > 100_000 && counts.report.used < 300_000);
    let counts = count(&asked(&map, &everyone()), &text.as_bytes(), NonZeroUsize::MIN, &mut |_| ControlFlow::Break(()));
    assert!(counts.is_cancelled);
    assert_eq!(counts.findings, []);
}

#[test]
fn a_worker_that_panics_leaves_nobody_waiting() {
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let text = format!("a\n{}", "5\n".repeat(500_000));
    let counting = std::panic::catch_unwind(|| {
        let three = NonZeroUsize::MIN.saturating_add(2);
        count(&asked(&map, &everyone()), &text.as_bytes(), three, &mut |done| {
            assert!(done < 300_000, "as it was asked to");
            ControlFlow::Continue(())
        })
    });
    assert!(counting.is_err());
}

#[test]
fn a_disk_that_fails_is_said() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::from(io::ErrorKind::ConnectionReset))
        }
    }
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let text = format!("a\n{}", "5\n".repeat(200_000));
    let input = Made::of(|| text.as_bytes().chain(Failing));
    let counts = count(&asked(&map, &everyone()), &input, NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
    assert!(counts.report.failed.is_some_and(|why| why.contains("connection reset")));
    assert_eq!(counts.series, []);
}
