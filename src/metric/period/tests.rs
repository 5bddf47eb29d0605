//! Periods at the ends of years, quarters and weeks.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;

#[test]
fn labels_name_the_period() {
    let rows = [
        (date(2017, 5, 1), Grain::All, "all", "all"),
        (date(2017, 5, 1), Grain::Year, "2017", "2017"),
        (date(2017, 8, 31), Grain::Quarter, "2017-Q3", "Q3"),
        (date(2017, 12, 31), Grain::Quarter, "2017-Q4", "Q4"),
        (date(2017, 5, 31), Grain::Month, "2017-05", "May"),
        (date(2017, 2, 1), Grain::Week, "2017-W05", "W05"),
        (date(2017, 5, 1), Grain::Day, "2017-05-01", "05-01"),
        // The week year is that of the week's Thursday.
        (date(2017, 1, 1), Grain::Week, "2016-W52", "W52"),
        (date(2018, 12, 31), Grain::Week, "2019-W01", "W01"),
        (date(2021, 1, 3), Grain::Week, "2020-W53", "W53"),
        (date(2024, 12, 30), Grain::Week, "2025-W01", "W01"),
    ];
    for (day, grain, label, short) in rows {
        let period = Period::of(day, grain);
        assert_eq!(period.label(), label);
        assert_eq!(period.short_label(), short);
        assert!(period.contains(day), "{label} holds {day}");
    }
}

#[test]
fn names_are_read_back() {
    for (grain, name) in GRAINS {
        assert_eq!(Grain::parse(name), Some(*grain));
        assert_eq!(grain.name(), *name);
    }
    assert_eq!(Grain::parse("decade"), None);
}

#[test]
fn the_finest_grain_that_fits_is_chosen() {
    let years = (date(2012, 1, 1), date(2018, 12, 31));
    let month = (date(2017, 5, 1), date(2017, 5, 31));
    let rows = [
        (years, Grain::Year, 40, Grain::Year),
        (years, Grain::Day, 7, Grain::Year),
        (years, Grain::Day, 28, Grain::Quarter),
        (years, Grain::Day, 27, Grain::Year),
        (years, Grain::Day, 84, Grain::Month),
        (years, Grain::Day, 6, Grain::All),
        (years, Grain::All, 40, Grain::All),
        (month, Grain::Day, 31, Grain::Day),
        (month, Grain::Day, 30, Grain::Week),
        (month, Grain::Month, 30, Grain::Month),
        ((date(2017, 5, 1), date(2017, 5, 1)), Grain::Day, 1, Grain::Day),
        ((date(217, 5, 1), date(2017, 5, 1)), Grain::Day, 80, Grain::All),
    ];
    for (span, finest, most, expected) in rows {
        assert_eq!(Grain::choose(span, finest, most), expected, "{span:?} from {} in {most}", finest.name());
    }
}

#[test]
fn the_calendar_ends_without_a_panic() {
    for (grain, _) in GRAINS {
        for day in [Date::MIN, Date::MAX] {
            let period = Period::of(day, *grain);
            assert!(period.contains(day));
            assert!(!period.label().is_empty() && !period.short_label().is_empty());
        }
        assert_eq!(Period::of(Date::MAX, *grain).next(), None);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn periods_follow_each_other(year in -9_000_i16..9_000, day in 1_i16..=365, grain in 1_usize..6) {
        let grain = GRAINS[grain].0;
        let day = date(year, 1, 1).with().day_of_year(day).build().unwrap();
        let period = Period::of(day, grain);
        let next = period.next().unwrap();
        prop_assert!(period.contains(day) && !next.contains(day));
        prop_assert!(period < next);
        prop_assert_eq!(period.end().tomorrow().unwrap(), next.start);
        prop_assert_eq!(period.distance(&next), 1);
        prop_assert_eq!(Period::of(period.end(), grain), period);
    }
}
