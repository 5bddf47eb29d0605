//! Sides are as long as one another, and what is said of them follows from what was counted.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::metric::PromiseVerdict;
use crate::metric::gate::shipping::Watched;
use crate::metric::vectors::{AMOUNT, COUNT, CSAT, NPS, RATE, near};
use crate::metric::{Batch, Crowd, Gate, Limits, Series};

const GATE: Gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Everyone);

fn words(span: DaySpan) -> String {
    format!("{} {}", span.first, span.last)
}

#[track_caller]
fn check(finest: Grain, shipped: Date, end: Date, expected: Result<[&str; 2], Unsaid>) {
    let told = ShipWindows::of(finest, shipped, end).map(|own| [words(own.before), words(own.after)]);
    assert_eq!(told, expected.map(|own| own.map(str::to_owned)), "{finest:?}");
}

#[test]
fn before_is_as_many_days_as_since() {
    let (shipped, end) = (date(2025, 9, 29), date(2026, 3, 29));
    check(Grain::Day, shipped, end, Ok(["2025-03-31 2025-09-28", "2025-09-29 2026-03-29"]));
    check(Grain::Day, shipped, shipped, Ok(["2025-09-28 2025-09-28", "2025-09-29 2025-09-29"]));
    check(Grain::Day, shipped, date(2025, 9, 28), Err(Unsaid::TooEarly));
    check(Grain::All, shipped, end, Err(Unsaid::Undated));
}

#[test]
fn of_coarse_dates_whole_periods_count_and_the_one_it_was_shipped_in_does_not() {
    let end = date(2026, 3, 31);
    check(Grain::Month, date(2025, 9, 29), end, Ok(["2025-03-01 2025-08-31", "2025-10-01 2026-03-31"]));
    check(Grain::Month, date(2025, 10, 1), end, Ok(["2025-04-01 2025-09-30", "2025-10-01 2026-03-31"]));
    check(Grain::Quarter, date(2025, 9, 29), date(2026, 3, 30), Ok(["2025-04-01 2025-06-30", "2025-10-01 2025-12-31"]));
    check(Grain::Year, date(2017, 6, 1), date(2019, 12, 31), Ok(["2015-01-01 2016-12-31", "2018-01-01 2019-12-31"]));
    check(Grain::Week, date(2025, 10, 1), date(2025, 10, 12), Ok(["2025-09-22 2025-09-28", "2025-10-06 2025-10-12"]));
    check(Grain::Year, date(2017, 6, 1), date(2018, 6, 1), Err(Unsaid::TooEarly));
    let astride = |day| ShipWindows::of(Grain::Month, day, end).map(|own| own.astride.map(|own| own.label()));
    assert_eq!(astride(date(2025, 9, 29)), Ok(Some("2025-09".to_owned())));
    assert_eq!(astride(date(2025, 10, 1)), Ok(None));
}

#[test]
fn halves_part_a_side_and_a_day_has_none() {
    let of = |grain, end| {
        let own = ShipWindows::of(grain, date(2025, 10, 1), end).expect("something since");
        own.halves(own.after).map(|(one, other)| [words(one), words(other)].join(", "))
    };
    assert_eq!(of(Grain::Day, date(2025, 10, 7)).as_deref(), Some("2025-10-01 2025-10-03, 2025-10-04 2025-10-07"));
    assert_eq!(of(Grain::Month, date(2025, 11, 30)).as_deref(), Some("2025-10-01 2025-10-31, 2025-11-01 2025-11-30"));
    assert_eq!(of(Grain::Day, date(2025, 10, 1)), None);
}

/// So many of a hundred every day, in stretches of days.
fn daily(measure: &Measure, from: Date, stretches: &[(i64, u64)]) -> Series {
    let mut series = Series::new(Grain::Day);
    let mut day = from;
    for (n, hits) in stretches {
        for _ in 0..*n {
            let is_counted = if measure.kind.is_share() {
                series.add_hits(day, measure, *hits, 100)
            } else {
                series.add_batch(day, measure, &Batch { value: real(*hits), n: 1, sd: None })
            };
            assert!(is_counted);
            day = day.saturating_add(1.day());
        }
    }
    series
}

fn judged(series: &Series, measure: &Measure, shipped: Date) -> Result<BeforeAfter, Unsaid> {
    let end = series.span().expect("dates").1;
    let latest = Some(Period::of(end, Grain::Month));
    GATE.before_after(Watched { series, beside: &[], measure }, (shipped, end), latest)
}

#[test]
fn what_moved_before_and_what_goes_again_are_told() {
    let shipped = date(2025, 3, 2);
    let series = daily(&CSAT, date(2025, 1, 1), &[(60, 40), (30, 60), (30, 50)]);
    let own = judged(&series, &CSAT, shipped).expect("dates");
    let verdict = |pair: &SidePair| pair.shift.map(|own| own.verdict());
    assert_eq!(verdict(&own.change), Ok(Verdict::Rose));
    near(own.change.relative(&CSAT).expect("from 0 on"), 100.0 * 15.0 / 40.0);
    assert_eq!(own.placebo.as_ref().map(verdict), Some(Ok(Verdict::CannotTell)));
    assert_eq!(own.fading.as_ref().map(verdict), Some(Ok(Verdict::Fell)));
    assert_eq!(own.season, Season::NoYearBefore);
    assert_eq!(own.latest.as_ref().map(|(period, _)| period.label()).as_deref(), Some("2025-04"));
    assert_eq!(own.counted_from, None);
}

#[test]
fn the_season_is_what_the_same_days_did_a_year_before() {
    let (from, shipped) = (date(2024, 1, 1), date(2025, 7, 1));
    // Better each July to December, and no better for what was shipped.
    let mut series = Series::new(Grain::Day);
    let mut day = from;
    while day <= date(2025, 12, 31) {
        assert!(series.add_hits(day, &CSAT, if day.month() > 6 { 60 } else { 40 }, 100));
        day = day.saturating_add(1.day());
    }
    let own = judged(&series, &CSAT, shipped).expect("dates");
    let Season::YearBefore(pair) = &own.season else { panic!("{:?}", own.season) };
    assert_eq!([words(pair.spans.0), words(pair.spans.1)], ["2023-12-29 2024-06-30", "2024-07-01 2024-12-31"]);
    assert_eq!(pair.shift.map(|own| own.verdict()), Ok(Verdict::Rose));
    let early = judged(&series, &CSAT, date(2024, 3, 1)).expect("dates");
    assert_eq!(early.season, Season::Whole, "since is more than a year");
    assert_eq!(early.counted_from, Some(from));
}

#[test]
fn counts_are_compared_by_the_day() {
    let series = daily(&COUNT, date(2025, 1, 1), &[(20, 10), (10, 14)]);
    let own = judged(&series, &COUNT, date(2025, 1, 21)).expect("dates");
    let Ok(Shift::Times(rates)) = own.change.shift else { panic!("{:?}", own.change) };
    near(rates.ratio, 1.4);
    near(rates.a_day.1, 14.0);
    near(own.change.relative(&COUNT).expect("counts"), 40.0);
    // Counting began later: so many days less.
    let short = judged(&series, &COUNT, date(2025, 1, 9)).expect("dates");
    let Ok(Shift::Times(rates)) = short.change.shift else { panic!("{:?}", short.change) };
    near(rates.a_day.0, 10.0);
    assert_eq!(short.counted_from, Some(date(2025, 1, 1)));
    let odd = daily(&AMOUNT, date(2025, 1, 1), &[(4, 10)]);
    assert_eq!(judged(&odd, &AMOUNT, date(2025, 1, 3)).unwrap().change.shift, Err(Unsaid::Few(2)));
}

#[test]
fn a_reason_stands_where_nothing_is_compared() {
    let series = daily(&CSAT, date(2025, 1, 1), &[(10, 40)]);
    let shift = |shipped| judged(&series, &CSAT, shipped).map(|own| own.change.shift.err());
    assert_eq!(shift(date(2025, 1, 1)), Ok(Some(Unsaid::NothingBefore)));
    assert_eq!(shift(date(2025, 1, 11)), Err(Unsaid::TooEarly));
    assert_eq!(shift(date(2025, 1, 10)), Ok(None));
    let mut few = Series::new(Grain::Day);
    for day in 1..=2 {
        (0..12).for_each(|_| assert!(few.add(date(2025, 1, day), &CSAT, 5.0)));
    }
    let own = judged(&few, &CSAT, date(2025, 1, 2)).expect("dates");
    assert_eq!(own.change.shift, Err(Unsaid::Few(12)));
    assert!(own.change.earlier().is_some() && own.change.later().is_some(), "both are told");
    assert_eq!(Unsaid::Few(12).words(30), "n 12, fewer than 30");
    let mut open = daily(&CSAT, date(2025, 1, 1), &[(10, 40)]);
    open.await_more(date(2025, 1, 9), 86);
    assert_eq!(judged(&open, &CSAT, date(2025, 1, 6)).unwrap().change.shift, Err(Unsaid::Open(86)));
    let undated = Series::new(Grain::All);
    let watched = Watched { series: &undated, beside: &[], measure: &CSAT };
    let day = date(2025, 1, 6);
    assert_eq!(GATE.before_after(watched, (day, day), None), Err(Unsaid::Undated));
}

#[test]
fn small_groups_are_told_on_neither_side() {
    let mut series = Series::new(Grain::Day);
    for day in 1..=2 {
        (0..4).for_each(|_| assert!(series.add(date(2025, 1, day), &CSAT, 5.0)));
    }
    let gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Filtered);
    let watched = Watched { series: &series, beside: &[], measure: &CSAT };
    let own = gate
        .before_after(watched, (date(2025, 1, 2), date(2025, 1, 2)), Some(Period::of(date(2025, 1, 2), Grain::Day)))
        .expect("dates");
    assert_eq!(own.change.shift, Err(Unsaid::Hidden));
    assert!(own.change.earlier().is_none() && own.latest.is_some_and(|(_, own)| own.withheld().is_some()));
    // The rest of those that hold it would be told by the difference.
    let (mut own, mut all) = (Series::new(Grain::Day), Series::new(Grain::Day));
    for day in 1..=2 {
        assert!(own.add_hits(date(2025, 1, day), &RATE, 40, 100) && all.add_hits(date(2025, 1, day), &RATE, 42, 102));
    }
    let watched = Watched { series: &own, beside: &[&all], measure: &RATE };
    let told = gate
        .before_after(watched, (date(2025, 1, 2), date(2025, 1, 2)), Some(Period::of(date(2025, 1, 2), Grain::Day)))
        .expect("dates");
    assert_eq!(told.change.shift, Err(Unsaid::Hidden));
}

#[test]
fn a_promise_is_judged_by_the_whole_interval() {
    let told = |direction, promised, hits| {
        let reading = crate::metric::score::share(hits, crate::metric::Sample::of(100)).expect("answers");
        PromiseVerdict::of(direction, promised, GATE.admit(&reading, &CSAT).disclosed().expect("told"))
    };
    let (up, down) = (Direction::HigherIsBetter, Direction::LowerIsBetter);
    assert_eq!(told(up, 50.0, 70.0), PromiseVerdict::Reached);
    assert_eq!(told(up, 65.0, 70.0), PromiseVerdict::CannotTell);
    assert_eq!(told(up, 90.0, 70.0), PromiseVerdict::Missed);
    assert_eq!(told(down, 50.0, 70.0), PromiseVerdict::Missed);
    assert_eq!(told(down, 90.0, 70.0), PromiseVerdict::Reached);
}

#[test]
fn what_has_no_zero_has_no_relative_change() {
    let series = {
        let mut series = Series::new(Grain::Day);
        for day in 1..=4 {
            (0..40)
                .for_each(|nth| assert!(series.add(date(2025, 1, day), &NPS, if nth % 2 == 0 { 10.0 } else { 8.0 })));
        }
        series
    };
    assert_eq!(judged(&series, &NPS, date(2025, 1, 3)).expect("dates").change.relative(&NPS), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sides_are_of_one_length_and_halves_fill_them(start in 0_i32..4_000, n in 0_i32..2_000, nth in 0_usize..5) {
        let grain = [Grain::Day, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year][nth];
        let shipped = date(2010, 1, 1).saturating_add(start.days());
        let Ok(own) = ShipWindows::of(grain, shipped, shipped.saturating_add(n.days())) else { return Ok(()) };
        let count = |span: &DaySpan| Period::of(span.first, grain).distance(&Period::of(span.last, grain)) + 1;
        prop_assert_eq!((count(&own.before), count(&own.after)), (own.n, own.n));
        prop_assert!(own.before.last < shipped && shipped <= own.after.first && own.after.last <= shipped.saturating_add(n.days()));
        prop_assert_eq!(own.astride.is_some(), own.before.last.tomorrow().unwrap() != own.after.first);
        for side in [own.before, own.after] {
            let Some((one, other)) = own.halves(side) else { continue };
            prop_assert_eq!((one.first, one.last.tomorrow().unwrap(), other.last), (side.first, other.first, side.last));
            prop_assert!(count(&other) - count(&one) <= 1);
        }
    }

    #[test]
    fn turning_time_around_flips_signs_and_merging_days_changes_nothing(
        hits in proptest::collection::vec(0_u64..=40, 8..40)
    ) {
        let of = |hits: &mut dyn Iterator<Item = u64>, finest: Grain| {
            let mut series = Series::new(finest);
            for (nth, hits) in hits.enumerate() {
                let day = date(2024, 1, 1).saturating_add(i32::try_from(nth).unwrap().weeks());
                assert!(series.add_hits(day, &CSAT, hits, 40));
            }
            series
        };
        let n = hits.len() / 2 * 2;
        let forth = of(&mut hits.iter().take(n).copied(), Grain::Week);
        let back = of(&mut hits.iter().take(n).rev().copied(), Grain::Week);
        let by_day = of(&mut hits.iter().take(n).copied(), Grain::Day);
        let shipped = date(2024, 1, 1).saturating_add(i32::try_from(n / 2).unwrap().weeks());
        let [forth, back] = [forth, back].map(|own| judged(&own, &CSAT, shipped).unwrap().change);
        let end = date(2024, 1, 1).saturating_add(i32::try_from(n).unwrap().weeks()).yesterday().unwrap();
        let watched = Watched { series: &by_day, beside: &[], measure: &CSAT };
        let merged = GATE.before_after(watched, (shipped, end), None).unwrap().change;
        prop_assert_eq!(&merged.shift, &forth.shift);
        let (Ok(Shift::By(there)), Ok(Shift::By(again))) = (forth.shift, back.shift) else { return Ok(()) };
        prop_assert!((there.difference + again.difference).abs() < 1e-9);
        prop_assert!((there.interval.low + again.interval.high).abs() < 1e-9);
        prop_assert!(there.interval.contains(there.difference));
    }
}
