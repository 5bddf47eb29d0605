//! Columns of dates, from cells as people write them.

mod cells;
mod moments;
mod patterns;
mod properties;

use jiff::civil::date;

use super::*;

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
