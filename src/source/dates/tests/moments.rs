//! Times of day, offsets and zones.

use jiff::civil::date;

use super::*;

/// How the cells of a column are read that has nothing but that cell.
fn moment(cell: &str, zone: Option<&str>) -> Option<Moment> {
    let terms = Terms::new(None, zone);
    Clock::learn([cell.as_bytes()].into_iter(), &terms)?.moment(cell.as_bytes())
}

#[track_caller]
fn check(cell: &str, zone: Option<&str>, expected: &str) {
    let moment = moment(cell, zone).unwrap_or_else(|| panic!("{cell} is a moment"));
    let instant = jiff::Timestamp::from_second(moment.seconds).expect("in range");
    assert_eq!(format!("{instant} of {}", moment.date), expected, "{cell} in {zone:?}");
}

#[test]
fn times_of_day() {
    let cells = [
        ("2017-05-31", "00:00:00"),
        ("2017-05-31T23:30", "23:30:00"),
        ("2017-05-31T23", "23:00:00"),
        ("2017-05-31 7:05", "07:05:00"),
        ("2017-05-31 23:30:59", "23:30:59"),
        ("2017-05-31 23:30:59.999", "23:30:59"),
        ("2017-05-31 23:30:59,999", "23:30:59"),
        ("2017-05-31T23:59:60Z", "23:59:59"),
        ("20170531T2330Z", "23:30:00"),
        ("20170531T233059", "23:30:59"),
        ("20170531233059", "23:30:59"),
        ("201705312330", "23:30:00"),
        ("5/31/2017 11:30 PM", "23:30:00"),
        ("5/31/2017, 11:30:59 pm", "23:30:59"),
        ("5/31/2017 12:30 AM", "00:30:00"),
        ("5/31/2017 12:30 p.m.", "12:30:00"),
        ("5/31/17 11:30PM", "23:30:00"),
        ("5/31/17 11 PM", "23:00:00"),
        ("31 May 2017 10:00 UTC", "10:00:00"),
    ];
    for (cell, time) in cells {
        check(cell, None, &format!("2017-05-31T{time}Z of 2017-05-31"));
    }
    check("2017-05-31T24:00", None, "2017-06-01T00:00:00Z of 2017-05-31");
    let has_time = |cell| moment(cell, None).expect("a moment").has_time;
    assert!(has_time("2017-05-31 00:00") && !has_time("2017-05-31") && !has_time("2017-05"));
}

#[test]
fn offsets_without_a_zone_leave_the_date_as_it_is_written() {
    for offset in ["+02:00", "+0200", "+02", " +02:00", " GMT+2", " UTC+02:00", "+02:00[Europe/Berlin]"] {
        check(&format!("2017-06-01T01:30{offset}"), None, "2017-05-31T23:30:00Z of 2017-06-01");
    }
    check("2017-05-31T20:00:00-05:30", None, "2017-06-01T01:30:00Z of 2017-05-31");
    // Which zone a name means is not told: as the clock showed it.
    check("2017-05-31 20:00 CEST", None, "2017-05-31T20:00:00Z of 2017-05-31");
}

#[test]
fn a_zone_says_which_day_a_moment_is_of() {
    let jerusalem = Some("Asia/Jerusalem");
    check("2017-05-31T23:30Z", jerusalem, "2017-05-31T23:30:00Z of 2017-06-01");
    check("2017-05-31T23:30Z", Some("+02:00"), "2017-05-31T23:30:00Z of 2017-06-01");
    check("2017-05-31T23:30Z", Some("-0100"), "2017-05-31T23:30:00Z of 2017-05-31");
    check("2017-05-31T23:30Z", Some("UTC"), "2017-05-31T23:30:00Z of 2017-05-31");
    check("1496273400", jerusalem, "2017-05-31T23:30:00Z of 2017-06-01");
    check("1496273400", None, "2017-05-31T23:30:00Z of 2017-05-31");
    // Without an offset it is the time there.
    check("2017-05-31T23:30", jerusalem, "2017-05-31T20:30:00Z of 2017-05-31");
    check("2017-05-31", jerusalem, "2017-05-30T21:00:00Z of 2017-05-31");
    assert_eq!(moment("2017-05-31 20:00 CEST", jerusalem), None, "a name of a zone is not guessed");
}

#[test]
fn days_on_which_clocks_change() {
    let berlin = Some("Europe/Berlin");
    // 23 hours: from +01:00 to +02:00 at 2:00.
    check("2017-03-25T22:59:59Z", berlin, "2017-03-25T22:59:59Z of 2017-03-25");
    check("2017-03-25T23:00Z", berlin, "2017-03-25T23:00:00Z of 2017-03-26");
    check("2017-03-26T21:59:59Z", berlin, "2017-03-26T21:59:59Z of 2017-03-26");
    check("2017-03-26T22:00Z", berlin, "2017-03-26T22:00:00Z of 2017-03-27");
    check("2017-03-26", berlin, "2017-03-25T23:00:00Z of 2017-03-26");
    check("2017-03-27", berlin, "2017-03-26T22:00:00Z of 2017-03-27");
    check("2017-03-26 02:30", berlin, "2017-03-26T01:30:00Z of 2017-03-26");
    // 25 hours: back at 3:00; 2:30 is there twice.
    check("2017-10-29T22:59:59Z", berlin, "2017-10-29T22:59:59Z of 2017-10-29");
    check("2017-10-29T23:00Z", berlin, "2017-10-29T23:00:00Z of 2017-10-30");
    check("2017-10-29 02:30", berlin, "2017-10-29T00:30:00Z of 2017-10-29");
}

#[test]
fn zones_that_there_are() {
    for zone in ["Europe/Berlin", "America/New_York", "UTC", "utc", "Z", "GMT", "+02:00", "-0530", "+02", "UTC+3"] {
        assert!(Zone::parse(zone).is_some(), "{zone}");
    }
    for zone in ["", "Europe/Nowhere", "Berlin", "+25:00", "02:00", "../../etc/passwd", "CEST", "Etc/Unknown", "\0"] {
        assert!(Zone::parse(zone).is_none(), "{zone}");
    }
}

#[test]
fn numbers_are_moments_where_the_whole_column_is() {
    let learn = |cells: &[&str]| Clock::learn(cells.iter().map(|cell| cell.as_bytes()), &Terms::default());
    let words = |cells: &[&str]| learn(cells).map(|clock| clock.words());
    assert_eq!(words(&["1496232000", "", "1496232001.5"]), Some("Unix seconds"));
    assert_eq!(words(&["1496232000123", "1496232000124", "n/a"]), Some("Unix milliseconds"));
    assert_eq!(words(&["1496232000123456"]), Some("Unix microseconds"));
    assert_eq!(words(&["1496232000", "x", "y"]), None);
    assert_eq!(words(&["2017", "2018"]), Some("year"));
    let clock = learn(&["2017-05-31", "1496232000", "1496232001"]).expect("dates");
    assert_eq!((clock.words(), clock.moment(b"1496232000")), ("year-month-day", None));
    let clock = learn(&["1496232000", "1496232001"]).expect("dates");
    assert_eq!(clock.moment(b"1496232000000"), None, "of another unit");
    assert_eq!(clock.moment(b"1496232000").map(|moment| moment.date), Some(date(2017, 5, 31)));
    assert_eq!(clock.moment(b"9999999999"), None, "after the year 2200");
}

#[test]
fn days_of_a_spreadsheet_are_told_and_not_read() {
    let are_serial = |cells: &[&str]| are_serial_days(cells.iter().map(|cell| cell.as_bytes()));
    assert!(are_serial(&["42886", "", " 42887.5 "]));
    assert!(!are_serial(&["42886", "soon"]) && !are_serial(&[]) && !are_serial(&["2017"]));
    assert_eq!(moment("42886", None), None);
}
