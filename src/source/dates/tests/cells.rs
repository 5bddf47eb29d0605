//! Cells as people write dates.

use jiff::civil::date;

use super::*;

#[track_caller]
fn check(cell: &str, expected: Option<Day>) {
    assert_eq!(read_cell(cell.as_bytes()).map(|written| written.day), expected, "{cell}");
}

#[test]
fn what_cells_say() {
    let day = |year, month, day| Some(Day::Plain(date(year, month, day), Grain::Day));
    let plain = |year, month, grain| Some(Day::Plain(date(year, month, 1), grain));
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
    check("2017-W05", Some(Day::Plain(date(2017, 1, 30), Grain::Week)));
    check("2017W05", Some(Day::Plain(date(2017, 1, 30), Grain::Week)));
    check("2020-W53", Some(Day::Plain(date(2020, 12, 28), Grain::Week)));
    check("2017-W05-3", day(2017, 2, 1));
    check("2017-W05-3T10:00", day(2017, 2, 1));
    check("31.12.2017", Some(Day::Decided(date(2017, 12, 31), Order::DayFirst)));
    check("12/31/2017 14:05", Some(Day::Decided(date(2017, 12, 31), Order::MonthFirst)));
    check("05/05/2017", day(2017, 5, 5));
    check("5-6-2017", Some(Day::Slashed { first: 5, second: 6, year: 2017 }));
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
        "2017-05-3123:30",
        "2017-05-31T",
        "2017-05-31 25:00",
        "2017-05-31 12:60",
        "2017-05-31 24:01",
        "2017-05-31 23:59:61",
        "2017-05-31 13:00 PM",
        "2017-05-31 10:00 soon",
        "2017-05-31T10:00+19:00",
        "2017-05-31T10:00+2:0",
        "2017-05-31 10",
        "2017-05-31T10:00[]",
        "20170531T1",
        "20170531T12345",
        "2017-05/31",
        "2017-W54",
        "2017-W05-8",
        "2017-Q5",
        "2017 5",
        "2017-",
        "2017.",
        "31/31/2017",
        "0/5/2017",
        "5/6-2017",
        "29/02/2017",
        "31/04/2017",
        "31.11.17",
        "17-05-31",
        "5-6-17",
        "13/2017",
        "0/2017",
        "05/17",
        "2017-000",
        "2017-366",
        "2017/151",
        "2017-W53",
        "2017-W00",
        "2017-W05-0",
        "2017-W0538",
        "Q5 2017",
        "Q2 17",
        "Q2",
        "31 April 2017",
        "29 Feb 2017",
        "April 31, 2017",
        "2017 Apr 31",
        "0 May 2017",
        "May",
        "May 12",
        "12 May",
        "12 Mayo 2017",
        "12 Ma 2017",
        "Monday",
        "Monday, Tuesday, 12 May 2017",
        "May May 2017",
        "May 12 10:00 AM",
        "12 May 2017 10",
        "12 May 2017 25:00",
        "1496232000",
        "1496232000000",
        "42886",
        "99999999999999999999",
        "2017-W5555",
        "٢٠١٧",
        "2017-05-31\u{0}",
    ] {
        check(cell, None);
    }
}

#[test]
fn years_of_two_digits() {
    let cases = [
        ("31/12/17", Day::Decided(date(2017, 12, 31), Order::DayFirst)),
        ("12/31/68", Day::Decided(date(2068, 12, 31), Order::MonthFirst)),
        ("31.12.69", Day::Decided(date(1969, 12, 31), Order::DayFirst)),
        ("5/6/17 10:00", Day::Slashed { first: 5, second: 6, year: 2017 }),
        ("31-12-99", Day::Decided(date(1999, 12, 31), Order::DayFirst)),
        ("12-May-17", Day::Plain(date(2017, 5, 12), Grain::Day)),
        ("May 12, 17", Day::Plain(date(2017, 5, 12), Grain::Day)),
    ];
    for (cell, day) in cases {
        check(cell, Some(day));
    }
}

#[test]
fn months_by_their_names() {
    let cells = [
        "12 May 2017",
        "12 may 2017",
        "12 MAY 2017",
        "12. May 2017",
        "12th May 2017",
        "12th of May, 2017",
        "12-May-2017",
        "12/May/2017",
        "12/May/2017:10:00:00 +0200",
        "12May2017",
        "12MAY2017:10:00:00",
        "May 12, 2017",
        "May 12th, 2017",
        "May. 12 2017",
        "May 12, 2017 10:00 AM",
        "May 12, 2017, 10:00:00 AM",
        "May 12, 2017 at 10:00\u{202f}AM",
        "12 May 2017 10:00",
        "2017 May 12",
        "2017-May-12",
        "Fri 12 May 2017",
        "Friday, May 12, 2017",
        "Wed, 12 May 2017 10:00:00 +0200",
        "Fri May 12 10:00:00 2017",
        "Fri May 12 10:00:00 +0000 2017",
        "Fri May 12 10:00:00 UTC 2017",
        "Fri May 12 2017 10:00:00 GMT+0200 (Central European Summer Time)",
        "Fri 2017-05-12 10:00",
    ];
    for cell in cells {
        check(cell, Some(Day::Plain(date(2017, 5, 12), Grain::Day)));
    }
    for cell in ["May 2017", "may, 2017", "2017 May", "2017-May", "May-2017"] {
        check(cell, Some(Day::Plain(date(2017, 5, 1), Grain::Month)));
    }
    for (month, names) in [
        (1, ["Jan", "January"]),
        (2, ["Feb", "February"]),
        (3, ["Mar", "March"]),
        (4, ["Apr", "April"]),
        (5, ["May", "may"]),
        (6, ["Jun", "June"]),
        (7, ["Jul", "July"]),
        (8, ["Aug", "August"]),
        (9, ["Sept", "September"]),
        (10, ["Oct", "October"]),
        (11, ["Nov", "November"]),
        (12, ["Dec", "December"]),
    ] {
        for name in names {
            check(&format!("1 {name} 2017"), Some(Day::Plain(date(2017, month, 1), Grain::Day)));
        }
    }
}

#[test]
fn weeks_quarters_months_and_days_of_the_year() {
    let day = |year, month, day| Some(Day::Plain(date(year, month, day), Grain::Day));
    // Weeks belong to the year of their Thursday.
    check("2019-W01-1", day(2018, 12, 31));
    check("2019-W01", Some(Day::Plain(date(2018, 12, 31), Grain::Week)));
    check("2015-W53-7", day(2016, 1, 3));
    check("2020-W53-5", day(2021, 1, 1));
    check("2020W535", day(2021, 1, 1));
    check("2021-W01-1", day(2021, 1, 4));
    check("2021-W53", None);
    check("2017-151", day(2017, 5, 31));
    check("2017-151T10:00", day(2017, 5, 31));
    check("2016-366", day(2016, 12, 31));
    check("2017-365", day(2017, 12, 31));
    for cell in ["Q2 2017", "q2-2017", "Q2/2017", "2017-Q2", "2017 Q2", "2017Q2"] {
        check(cell, Some(Day::Plain(date(2017, 4, 1), Grain::Quarter)));
    }
    for cell in ["2017-05", "2017/05", "05/2017", "5/2017", "05.2017", "05-2017"] {
        check(cell, Some(Day::Plain(date(2017, 5, 1), Grain::Month)));
    }
}
