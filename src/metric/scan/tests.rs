//! Breaks that are there are found, and those that are not are not.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::*;
use crate::metric::vectors::{CSAT, NPS, near};
use crate::metric::{Grain, Sample, score};

const FEW: u64 = 30;

/// So many answers a day, of which so many in ten are satisfied.
fn daily(days: &[(i64, u32)], n_a_day: u64) -> Series {
    let mut series = Series::new(Grain::Day);
    let mut nth = 0_u32;
    let mut day = date(2026, 1, 1);
    for (n_days, in_ten) in days {
        for _ in 0..*n_days {
            for _ in 0..n_a_day {
                // 7 and 10 share no divisor: every ten answers hold each remainder once.
                let value = if nth * 7 % 10 < *in_ten { 5.0 } else { 2.0 };
                nth += 1;
                assert!(series.add(day, &CSAT, value));
            }
            day = day.saturating_add(1.day());
        }
    }
    series
}

fn all(series: &Series) -> Vec<Break> {
    breaks(series, &CSAT, FEW, &|_| true)
}

#[track_caller]
fn check(days: &[(i64, u32)], expected: &[(Date, i32, i32)]) {
    let found = all(&daily(days, 5));
    let told: Vec<(Date, f64, f64)> = found
        .iter()
        .filter(|own| own.p <= FALSE_BREAKS)
        .map(|own| (own.day, own.sides.0.value, own.sides.1.value))
        .collect();
    assert_eq!(told.len(), expected.len(), "{days:?}: {told:?}");
    for ((day, before, after), (at, from, to)) in told.iter().zip(expected) {
        assert_eq!(day, at, "{days:?}");
        assert!((before - f64::from(*from)).abs() < 1.0 && (after - f64::from(*to)).abs() < 1.0, "{before} {after}");
    }
}

#[test]
fn breaks_are_found_on_their_day() {
    check(&[(60, 7), (60, 2)], &[(date(2026, 3, 2), 70, 20)]);
    check(&[(120, 6)], &[]);
    // The largest first, then what its parts hold.
    check(&[(60, 2), (60, 8), (60, 6)], &[(date(2026, 3, 2), 20, 70), (date(2026, 5, 1), 80, 60)]);
}

#[test]
fn a_slope_has_no_day() {
    let days: Vec<(i64, u32)> = (2..9).map(|in_ten| (30, in_ten)).collect();
    let found = all(&daily(&days, 5));
    assert!(found.first().is_some_and(|own| own.p < FALSE_BREAKS && !own.is_step), "{found:?}");
    assert!(all(&daily(&[(60, 7), (60, 2)], 5)).first().is_some_and(|own| own.is_step));
}

#[test]
fn a_break_lies_within_its_days() {
    let found = all(&daily(&[(60, 7), (60, 4)], 2));
    let first = found.first().expect("a break");
    assert!(first.days.0 <= first.day && first.day <= first.days.1, "{:?}", first.days);
    assert!(first.days.0 < first.days.1, "two answers a day do not tell the day");
}

#[test]
fn both_sides_need_enough_answers() {
    assert!(all(&daily(&[(5, 7), (5, 2)], 5)).is_empty(), "25 answers on either side");
    let found = all(&daily(&[(6, 9), (6, 1)], 5));
    assert!(found.is_empty(), "one split is no search");
    assert_eq!(all(&daily(&[(7, 9), (7, 1)], 5)).len(), 1);
}

#[test]
fn what_is_not_over_is_not_searched() {
    let series = daily(&[(60, 7), (60, 2)], 5);
    let early = breaks(&series, &CSAT, FEW, &|period| period.end() < date(2026, 3, 1));
    assert!(early.iter().all(|own| own.p > FALSE_BREAKS), "{early:?}");
}

#[test]
fn a_score_and_its_break_are_of_the_same_answers() {
    let mut series = Series::new(Grain::Month);
    for month in 1..=8_i8 {
        for nth in 0..40 {
            let is_promoter = if month < 5 { nth % 2 == 0 } else { nth % 8 == 0 };
            assert!(series.add(date(2026, month, 1), &NPS, if is_promoter { 10.0 } else { 5.0 }));
        }
    }
    let found = breaks(&series, &NPS, FEW, &|_| true);
    let first = found.first().expect("a break");
    assert_eq!((first.day, first.days), (date(2026, 5, 1), (date(2026, 5, 1), date(2026, 5, 1))));
    near(first.change.difference, -75.0);
    let half = |hits: f64| score::nps(hits, 160.0 - hits, Sample::of(160)).expect("answers");
    assert_eq!(first.sides, (Reading { mean: Some(7.5), ..half(80.0) }, Reading { mean: Some(5.625), ..half(20.0) }));
}
