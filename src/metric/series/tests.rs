//! Series at every grain, with gaps.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::metric::Basis;
use crate::metric::vectors::{CSAT, NPS, RATE, near, spans};

fn of(finest: Grain, answers: &[(Date, f64)]) -> Series {
    let mut series = Series::new(finest);
    for (date, answer) in answers {
        assert!(series.add(*date, &CSAT, *answer));
    }
    series
}

fn labels(readings: &[(Period, Option<Reading>)]) -> Vec<(String, Option<u64>)> {
    readings.iter().map(|(period, reading)| (period.label(), reading.map(|reading| reading.n))).collect()
}

/// Passengers of San Francisco airport; the ends are those of the formula in Python.
#[test]
fn the_airport_by_year() {
    let mut series = Series::new(Grain::Year);
    for (year, [promoters, passives, detractors]) in [(2017, [1436, 968, 342]), (2018, [1268, 935, 447])] {
        for (answer, n) in [(10.0, promoters), (8.0, passives), (3.0, detractors)] {
            for _ in 0..n {
                assert!(series.add(date(year, 5, 3), &NPS, answer));
            }
        }
    }
    let readings = series.readings(Grain::Year, &NPS);
    let [(first, Some(earlier)), (second, Some(later))] = readings.as_slice() else {
        panic!("two years: {readings:?}")
    };
    assert_eq!((first.label(), earlier.n), ("2017".to_owned(), 2746));
    near(earlier.value, 39.839_766_933_721_776);
    spans(earlier.interval.unwrap(), 37.182_360_716_973_78, 42.410_218_402_706_1);
    assert_eq!((second.label(), later.n), ("2018".to_owned(), 2650));
    near(later.value, 30.981_132_075_471_7);
    spans(later.interval.unwrap(), 28.120_901_600_474_14, 33.771_295_911_776_136);
    assert_eq!(series.latest(Grain::Year, &NPS), Some((*second, *later)));
    assert_eq!(series.total(&NPS).unwrap().n, 5396);
    assert_eq!(series.span(), Some((date(2017, 1, 1), date(2018, 12, 31))));
}

#[test]
fn gaps_are_gaps() {
    let series = of(Grain::Day, &[(date(2017, 11, 30), 5.0), (date(2018, 2, 1), 1.0), (date(2018, 2, 28), 4.0)]);
    let expected = [("2017-11", Some(1)), ("2017-12", None), ("2018-01", None), ("2018-02", Some(2))]
        .map(|(label, n)| (label.to_owned(), n));
    assert_eq!(labels(&series.readings(Grain::Month, &CSAT)), expected);
    assert_eq!(series.readings(Grain::Day, &CSAT).len(), 91);
}

#[test]
fn a_finer_grain_is_answered_at_the_finest() {
    let series = of(Grain::Year, &[(date(2016, 1, 1), 5.0), (date(2017, 1, 1), 2.0)]);
    let expected = [("2016", Some(1)), ("2017", Some(1))].map(|(label, n)| (label.to_owned(), n));
    assert_eq!(labels(&series.readings(Grain::Day, &CSAT)), expected);
    assert_eq!(labels(&series.readings(Grain::All, &CSAT)), [("all".to_owned(), Some(2))]);
}

#[test]
fn undated_answers_are_one_period() {
    let series = of(Grain::All, &[(date(2016, 1, 1), 5.0), (date(2017, 1, 1), 2.0)]);
    assert_eq!(labels(&series.readings(Grain::Month, &CSAT)), [("all".to_owned(), Some(2))]);
    assert_eq!(series.span(), None);
    assert!(series.between(Some(date(2000, 1, 1)), None).is_empty());
    assert_eq!(series.between(None, None), series);
}

#[test]
fn a_wild_date_does_not_fill_the_memory() {
    let series = of(Grain::Day, &[(date(-9000, 5, 1), 5.0), (date(2017, 5, 1), 5.0), (date(2017, 5, 3), 2.0)]);
    assert_eq!(series.readings(Grain::Day, &CSAT).len(), 3);
    assert_eq!(series.readings(Grain::Year, &CSAT).len(), 2);
    assert_eq!(series.readings(Grain::All, &CSAT).len(), 1);
    let ends = of(Grain::Day, &[(Date::MIN, 5.0), (Date::MAX, 5.0)]);
    for (grain, _) in crate::metric::period::GRAINS {
        assert!(ends.readings(*grain, &CSAT).len() <= 2);
    }
}

#[test]
fn twelve_years_of_days_stay_contiguous() {
    let days = date(2007, 1, 1).series(1.day()).take_while(|day| *day < date(2019, 1, 1));
    let answers: Vec<(Date, f64)> = days.filter(|day| day.day() != 13).map(|day| (day, 4.0)).collect();
    assert_eq!(of(Grain::Day, &answers).readings(Grain::Day, &CSAT).len(), 4_383);
}

#[test]
fn a_filter_keeps_only_what_is_known_to_be_inside() {
    let days = of(Grain::Day, &[(date(2017, 5, 1), 5.0), (date(2017, 5, 2), 4.0), (date(2017, 5, 3), 3.0)]);
    let kept = days.between(Some(date(2017, 5, 2)), Some(date(2017, 5, 2)));
    assert_eq!(kept.total(&CSAT).unwrap().n, 1);
    let years = of(Grain::Year, &[(date(2016, 1, 1), 5.0), (date(2017, 1, 1), 5.0)]);
    assert_eq!(years.between(Some(date(2016, 6, 1)), None).span(), Some((date(2017, 1, 1), date(2017, 12, 31))));
    assert!(years.between(Some(date(2017, 6, 1)), None).is_empty());
}

#[test]
fn refused_answers_leave_no_period() {
    let mut series = Series::new(Grain::Day);
    assert!(!series.add(date(2017, 5, 1), &CSAT, 6.0));
    assert!(!series.add_batch(date(2017, 5, 1), &CSAT, &Batch { value: 120.0, n: 3, sd: None }));
    assert!(!series.add_hits(date(2017, 5, 1), &RATE, 4, 3));
    assert_eq!(series, Series::new(Grain::Day));
    assert_eq!((series.total(&CSAT), series.latest(Grain::All, &CSAT), series.span()), (None, None, None));
    assert!(series.readings(Grain::Day, &CSAT).is_empty());
}

#[test]
fn funnels_and_rows_add_up() {
    let mut series = Series::new(Grain::Month);
    assert!(series.add_hits(date(2017, 5, 1), &RATE, 30, 100) && series.add_hits(date(2017, 5, 9), &RATE, 10, 100));
    assert!(series.add_batch(date(2017, 6, 1), &RATE, &Batch { value: 50.0, n: 200, sd: None }));
    let may = series.readings(Grain::Month, &RATE).first().and_then(|(_, reading)| *reading).unwrap();
    assert_eq!((may.n, may.basis), (200, Basis::Share { hits: 40.0 }));
    near(series.total(&RATE).unwrap().value, 35.0);
}

#[test]
fn a_week_belongs_to_the_year_of_its_thursday() {
    let series = of(Grain::Week, &[(date(2018, 12, 31), 5.0), (date(2017, 1, 1), 5.0)]);
    assert_eq!(labels(&series.readings(Grain::Week, &CSAT)).first(), Some(&("2016-W52".to_owned(), Some(1))));
    let expected =
        [("2016", Some(1)), ("2017", None), ("2018", None), ("2019", Some(1))].map(|(label, n)| (label.to_owned(), n));
    assert_eq!(labels(&series.readings(Grain::Year, &CSAT)), expected);
}

#[test]
fn merging_takes_the_coarser_dates() {
    let mut years = of(Grain::Year, &[(date(2017, 1, 1), 5.0)]);
    let mut days = of(Grain::Day, &[(date(2017, 5, 1), 4.0), (date(2018, 5, 1), 1.0)]);
    let other = years.clone();
    assert!(years.merge(&days) && days.merge(&other));
    assert_eq!(years, days);
    assert_eq!((years.finest, years.total(&CSAT).unwrap().n), (Grain::Year, 3));
    let mut nps = Series::new(Grain::Year);
    assert!(nps.add(date(2017, 1, 1), &NPS, 9.0));
    assert!(!years.merge(&nps));
    assert_eq!(years, days);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_grain_holds_every_answer(answers in proptest::collection::vec((0_i64..3_000, 1_i32..=5), 1..60)) {
        let dated: Vec<(Date, f64)> = answers
            .iter()
            .map(|(day, answer)| (date(2015, 1, 1).saturating_add(day.days()), f64::from(*answer)))
            .collect();
        let series = of(Grain::Day, &dated);
        let total = series.total(&CSAT);
        for (grain, _) in crate::metric::period::GRAINS {
            let readings = series.readings(*grain, &CSAT);
            let n: u64 = readings.iter().filter_map(|(_, reading)| *reading).map(|reading| reading.n).sum();
            prop_assert_eq!(n, answers.len() as u64);
            for pair in readings.windows(2) {
                prop_assert_eq!(pair[0].0.next(), Some(pair[1].0));
            }
        }
        prop_assert_eq!(series.readings(Grain::All, &CSAT)[0].1, total);
    }
}
