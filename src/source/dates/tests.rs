//! Columns of dates, from cells as people write them.

mod cells;
mod moments;
mod patterns;
mod properties;

use jiff::civil::date;

use super::cell::read_cell;
use super::written::{Day, Order};
use super::*;
use crate::metric::Grain;

fn learn(cells: &[&str]) -> Option<Calendar> {
    Calendar::learn(cells.iter().map(|cell| cell.as_bytes()), &Terms::default())
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
    assert_eq!(places, [Some(0), Some(1), Some(1)]);
    assert!(found.is_ambiguous);
    assert_eq!(found.finest, Grain::Year);
    assert_eq!(found.dates, [date(2017, 1, 1), date(2018, 1, 1)]);
}

#[test]
fn a_column_without_dates_is_not_learned() {
    assert!(learn(&["soon", "later"]).is_none());
    assert!(learn(&[]).is_some(), "nothing is wrong with no rows");
    assert!(learn(&["", " "]).is_some());
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
            let mut calendar = Calendar::new(Grain::Day, &Terms::default());
            let alone = Calendar::new(Grain::Day, &Terms::default()).place(cell.as_bytes()).is_some();
            calendar.place(before.as_bytes());
            assert_eq!(calendar.place(cell.as_bytes()).is_some(), alone, "{cell} after {before}");
        }
    }
}

#[test]
fn what_the_sample_does_not_tell_is_scouted() {
    let mut calendar = learn(&["03/04/2017", "05/06/2017"]).expect("there are dates");
    assert!(calendar.is_undecided());
    let told = ["", "soon", "2017-05-31", "07/08/2017", "05/13/2017"].map(|cell| calendar.scout(cell.as_bytes()));
    assert_eq!(told, [false, false, false, false, true]);
    let places = ["03/04/2017", "13/05/2017", "5/13/2017"].map(|cell| calendar.place(cell.as_bytes()));
    assert_eq!(places, [Some(0), None, Some(1)], "a date of the other order is none");
    assert_eq!(calendar.finish().dates, [date(2017, 3, 4), date(2017, 5, 13)]);

    for cells in [&["2017-05-31"][..], &["2017"], &["13/05/2017"], &["May 2017"], &["2017", "2018", "03/04/2018"]] {
        assert!(!learn(cells).expect("there are dates").is_undecided(), "{cells:?}");
    }
    let mut alike = learn(&["05/05/2017"]).expect("there are dates");
    assert!(alike.is_undecided() && !alike.clock().is_ambiguous(), "one day, whatever the order");
    assert!(!alike.scout(b"05/06/2017") && alike.clock().is_ambiguous());
}

#[test]
fn a_column_that_begins_with_blanks_is_learned_from_its_first_date() {
    let mut calendar = learn(&["", " "]).expect("nothing is wrong with blanks");
    assert!(calendar.is_undecided());
    assert_eq!(["", "n/a", "2017-05"].map(|cell| calendar.scout(cell.as_bytes())), [false, false, true]);
    assert_eq!((calendar.clock().words(), calendar.clock().grain()), ("year-month", Grain::Month));
    let mut calendar = learn(&[]).expect("nothing is wrong with no rows");
    assert!(calendar.scout(b"1496232000"));
    assert_eq!(calendar.clock().words(), "Unix seconds");
}

#[test]
fn the_order_is_that_of_most_dates() {
    let (places, found) = days(&["12/31/2017", "30/11/2017", "31/12/2017", "1/2/2017"]);
    assert_eq!(places, [None, Some(0), Some(1), Some(2)]);
    assert_eq!(found.dates, [date(2017, 11, 30), date(2017, 12, 31), date(2017, 2, 1)]);
}

#[test]
fn dates_that_nothing_tells_are_left_out_among_others() {
    let mut calendar = learn(&["2017-05-31", "2017-06-01"]).expect("there are dates");
    let places = ["2017-05-31", "13/06/2017", "03/06/2017", "06/13/2017", "6 June 2017"];
    assert_eq!(places.map(|cell| calendar.place(cell.as_bytes())), [Some(0), None, None, None, Some(1)]);
    let (places, found) = days(&["2017-05-31", "2017-06-01", "03/06/2017"]);
    assert_eq!((places, found.is_ambiguous), (vec![Some(0), Some(1), None], false), "one odd date is no odd column");
    let (places, _) = days(&["2017-05-31", "2017-06-01", "03/06/2017", "13/06/2017"]);
    assert_eq!(places, [Some(0), Some(1), Some(2), Some(3)]);
}

#[test]
fn a_date_that_nothing_tells_is_no_moment() {
    let clock = Clock::learn([&b"03/04/2017"[..]].into_iter(), &Terms::default()).expect("a date");
    assert!(clock.is_ambiguous() && clock.is_undecided());
    assert_eq!((clock.words(), clock.grain()), ("day and month in an order that nothing tells, and year", Grain::Year));
    for cell in ["03/04/2017", "13/04/2017", "04/13/2017"] {
        assert_eq!(clock.moment(cell.as_bytes()), None, "{cell}");
    }
    assert!(clock.moment(b"2017-04-03").is_some());
}

#[test]
fn how_dates_are_written_in_words() {
    let cases = [
        ("2017-05-31T10:00Z", "year-month-day"),
        ("2017/05", "year-month"),
        ("2017.0", "year"),
        ("05/2017", "month/year"),
        ("31.05.2017", "day/month/year"),
        ("5/31/17 1:00 PM", "month/day/year"),
        ("Q2 2017", "year and quarter"),
        ("2017-W05", "year and week"),
        ("2017-W05-3", "year, week and day of the week"),
        ("2017-151", "year and day of the year"),
        ("May 2017", "month name"),
        ("Wed, 12 May 2017 10:00:00 +0200", "month name"),
    ];
    for (cell, words) in cases {
        assert_eq!(learn(&[cell]).expect("a date").clock().words(), words, "{cell}");
    }
    let terms = Terms::new(Some("%d.%m.%Y"), None);
    let clock = Clock::learn([&b"31.05.2017"[..]].into_iter(), &terms).expect("a date");
    assert_eq!(clock.words(), "as format has it");
}

#[test]
fn a_zone_moves_what_is_counted_too() {
    let terms = Terms::new(None, Some("Europe/Berlin"));
    let cells = ["2017-05-31T21:59Z", "2017-05-31T22:00Z", "2017-05-31T22:00", "2017-12-31T23:00Z", "2017-05-31"];
    for (grain, expected) in [
        (Grain::Day, [date(2017, 5, 31), date(2017, 6, 1), date(2017, 5, 31), date(2018, 1, 1), date(2017, 5, 31)]),
        (Grain::Year, [date(2017, 1, 1), date(2017, 1, 1), date(2017, 1, 1), date(2018, 1, 1), date(2017, 1, 1)]),
    ] {
        let mut calendar = Calendar::new(grain, &terms);
        let places = cells.map(|cell| calendar.place(cell.as_bytes()).expect("a date"));
        let days = calendar.finish();
        assert_eq!(places.map(|place| days.dates[place]), expected, "{grain:?}");
    }
}
