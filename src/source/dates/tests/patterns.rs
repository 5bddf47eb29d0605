//! Dates as a map says they are written.

use jiff::civil::date;

use super::super::pattern::NOT_KNOWN;
use super::*;

#[test]
fn a_format_is_taken_at_its_word() {
    let read = |cell: &str, format| Some(super::super::pattern::read(cell.as_bytes(), format)?.day);
    let cases = [
        ("31.12.2017", "%d.%m.%Y", Some((date(2017, 12, 31), Grain::Day))),
        ("05/06/2017", "%m/%d/%Y", Some((date(2017, 5, 6), Grain::Day))),
        ("5 March 2017", "%d %B %Y", Some((date(2017, 3, 5), Grain::Day))),
        ("14:05 31/12/17", "%H:%M %d/%m/%y", Some((date(2017, 12, 31), Grain::Day))),
        ("05.2017", "%m.%Y", Some((date(2017, 5, 1), Grain::Month))),
        ("2017", "%Y", Some((date(2017, 1, 1), Grain::Year))),
        ("2017 05", "%G %V", Some((date(2017, 1, 30), Grain::Week))),
        ("1496232000", "%s", Some((date(2017, 5, 31), Grain::Day))),
        ("2017-05-31", "%d.%m.%Y", None),
        ("31.12.1799", "%d.%m.%Y", None),
        ("31.12.2017", "%Ö", None),
    ];
    for (cell, format, expected) in cases {
        assert_eq!(read(cell, format), expected.map(|(date, grain)| Day::Plain(date, grain)), "{cell} as {format}");
    }
}

#[test]
fn a_format_that_reads_nothing_is_told() {
    for format in [
        "%d.%m.%Y",
        "%Y",
        "%b %Y",
        "%G-W%V",
        "%s",
        "%Y-%m-%dT%H:%M:%S%z",
        "%-d/%-m/%y",
        "%Y-%j",
        "%A %d %B %Y %I:%M %p",
    ] {
        assert_eq!(fault(format), None, "{format}");
    }
    for format in ["%d.%K", "%", "%Y-%m-%d %Z", "%x", "\0%"] {
        assert_eq!(fault(format), Some(NOT_KNOWN), "{format}");
    }
    for format in ["", "%d.%m.", "%H:%M", "date"] {
        assert_eq!(fault(format), Some("expected one with a year"), "{format}");
    }
}
