//! Cells as people write dates.

use jiff::civil::date;

use super::*;

#[track_caller]
fn check(cell: &str, expected: Option<Written>) {
    assert_eq!(read(cell.as_bytes(), None), expected, "{cell}");
}

#[test]
fn what_cells_say() {
    let day = |year, month, day| Some(Written::Plain(date(year, month, day), Grain::Day));
    let plain = |year, month, grain| Some(Written::Plain(date(year, month, 1), grain));
    check("2017-05-31", day(2017, 5, 31));
    check("2017-5-3", day(2017, 5, 3));
    check("2017/05/31", day(2017, 5, 31));
    check("2017.05.31", day(2017, 5, 31));
    check("20170531", day(2017, 5, 31));
    check("2017-05-31T23:59:59Z", day(2017, 5, 31));
    check("2017-05-31T23:59:59.123+02:00[Europe/Berlin]", day(2017, 5, 31));
    check("2017-05-31 7:05", day(2017, 5, 31));
    check("2017-05-31 07:05:00 PM", day(2017, 5, 31));
    check("2017", plain(2017, 1, Grain::Year));
    check("2017.0", plain(2017, 1, Grain::Year));
    check("2017-05", plain(2017, 5, Grain::Month));
    check("2017/5", plain(2017, 5, Grain::Month));
    check("2017-Q2", plain(2017, 4, Grain::Quarter));
    check("2017Q4", plain(2017, 10, Grain::Quarter));
    check("2017 q1", plain(2017, 1, Grain::Quarter));
    check("2017-W05", Some(Written::Plain(date(2017, 1, 30), Grain::Week)));
    check("2017W05", Some(Written::Plain(date(2017, 1, 30), Grain::Week)));
    check("2020-W53", Some(Written::Plain(date(2020, 12, 28), Grain::Week)));
    check("2017-W05-3", day(2017, 2, 1));
    check("2017-W05-3T10:00", day(2017, 2, 1));
    check("31.12.2017", Some(Written::Decided(date(2017, 12, 31), Order::DayFirst)));
    check("12/31/2017 14:05", Some(Written::Decided(date(2017, 12, 31), Order::MonthFirst)));
    check("05/05/2017", day(2017, 5, 5));
    check("5-6-2017", Some(Written::Slashed { first: 5, second: 6, year: 2017 }));
}

#[test]
fn what_is_no_date() {
    for cell in [
        "",
        "x",
        "4",
        "17",
        "201",
        "20175",
        "201705",
        "1899-01-01",
        "2201-01-01",
        "0000",
        "2017-13",
        "2017-02-29",
        "2017-00-10",
        "2017-05-31x",
        "2017-05-31T",
        "2017-05-31 25:00",
        "2017-05-31 12:60",
        "2017-05/31",
        "2017-W54",
        "2017-W05-8",
        "2017-Q5",
        "2017 5",
        "2017-",
        "2017.",
        "31/31/2017",
        "0/5/2017",
        "5/6/17",
        "5/6-2017",
        "29/02/2017",
        "99999999999999999999",
        "2017-W5555",
        "٢٠١٧",
        "2017-05-31\u{0}",
    ] {
        check(cell, None);
    }
}

fn learn(cells: &[&str]) -> Option<Calendar> {
    Calendar::learn(cells.iter().map(|cell| cell.as_bytes()), None)
}

fn days(cells: &[&str]) -> (Vec<Option<usize>>, Days) {
    let mut calendar = learn(cells).expect("there are dates");
    let places = cells.iter().map(|cell| calendar.place(cell.as_bytes())).collect();
    (places, calendar.finish())
}

#[test]
fn a_column_is_as_fine_as_most_of_its_cells() {
    let (places, days) = days(&["2017-05-01", "2017-05-02", " 2017-05-01 ", "2017", "", "soon"]);
    assert_eq!(places, [Some(0), Some(1), Some(0), None, None, None]);
    assert_eq!(days.finest, Grain::Day);
    assert_eq!(days.dates, [date(2017, 5, 1), date(2017, 5, 2)]);
}

#[test]
fn finer_cells_of_a_coarse_column_are_rounded_down() {
    let (places, found) = days(&["2017", "2018", "2018-07-09", "2018-Q3", "2018-W30"]);
    assert_eq!((places, found.finest), (vec![Some(0), Some(1), Some(1), Some(1), Some(1)], Grain::Year));
    assert_eq!(found.dates, [date(2017, 1, 1), date(2018, 1, 1)]);
    let (places, found) = days(&["2017-05", "2017-06", "2017-06-30", "2017-W10", "2017-Q1"]);
    assert_eq!((places, found.finest), (vec![Some(0), Some(1), Some(1), None, None], Grain::Month));
}

#[test]
fn one_cell_over_twelve_decides_for_all() {
    let (places, found) = days(&["03/04/2017", "13/04/2017", "04/13/2017", "03/04/2017", "3/4/2017"]);
    assert_eq!(places, [Some(0), Some(1), None, Some(0), Some(0)]);
    assert!(!found.is_ambiguous);
    assert_eq!(found.dates, [date(2017, 4, 3), date(2017, 4, 13)]);
    let (_, found) = days(&["03/04/2017", "04/13/2017"]);
    assert_eq!(found.dates, [date(2017, 3, 4), date(2017, 4, 13)]);
}

#[test]
fn where_nothing_decides_the_year_is_what_is_known() {
    let (places, found) = days(&["03/04/2017", "05/06/2018", "07/07/2018"]);
    assert_eq!(places, [Some(0), Some(1), Some(2)]);
    assert!(found.is_ambiguous);
    assert_eq!(found.finest, Grain::Year);
    assert_eq!(found.dates, [date(2017, 1, 1), date(2018, 1, 1), date(2018, 1, 1)]);
}

#[test]
fn a_column_without_dates_is_not_learned() {
    assert!(learn(&["soon", "later"]).is_none());
    assert!(learn(&[]).is_some(), "nothing is wrong with no rows");
    assert!(learn(&["", " "]).is_some());
}

#[test]
fn a_format_is_taken_at_its_word() {
    let read = |cell: &str, format| read(cell.as_bytes(), Some(format));
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
        assert_eq!(read(cell, format), expected.map(|(date, grain)| Written::Plain(date, grain)), "{cell} as {format}");
    }
}

#[test]
fn the_cell_before_makes_no_difference() {
    let cells = [
        "2017-05-31T10:00",
        "2017-05-31T11:00",
        "2017-05-31",
        "2017-05-31x",
        "2017-05-31T25:00",
        "2017-05-31 11:00",
        "2017-05-3",
        "20170531T1",
        "20170531T10:00",
        "20170531T1 10:00",
        "13/05/2017 10:00",
        "13/05/2017 11:00",
        "13/05/20171",
        "2017-W05-3",
        "2017-W05-3T10:00",
        "2017-W05-3x",
    ];
    for before in cells {
        for cell in cells {
            let mut calendar = Calendar::new(Grain::Day, None);
            let alone = Calendar::new(Grain::Day, None).place(cell.as_bytes()).is_some();
            calendar.place(before.as_bytes());
            assert_eq!(calendar.place(cell.as_bytes()).is_some(), alone, "{cell} after {before}");
        }
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
