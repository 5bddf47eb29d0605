//! Vectors from Python: ranks and tails of `scipy.stats.binom` (1.17.1), medians of numpy, the error by the formula.

use super::*;
use crate::metric::change::compare;
use crate::metric::fixed::{extent, real};
use crate::metric::vectors::{DURATION, near, spans};
use crate::metric::{Headline, Reading, Tally, Verdict};

/// n numbers without order: ((7919 i + 104729 k) mod 1009)² / 1000 for i from 1 to n.
fn sample(n: u64, k: u64) -> impl Iterator<Item = f64> {
    (1..=n).map(move |i| real(((i * 7919 + k * 104_729) % 1009).pow(2)) / 1000.0)
}

fn reading(numbers: impl Iterator<Item = f64>) -> Reading {
    let mut tally = Tally::new(&DURATION);
    for number in numbers {
        assert!(tally.add(number), "{number} counts");
    }
    tally.reading(&DURATION).expect("answers")
}

#[track_caller]
fn check(name: &str, median: Option<Median>, value: f64, (low, high): (f64, f64), error: f64) {
    let median = median.unwrap_or_else(|| panic!("{name} has a median"));
    near(median.value, value);
    spans(median.interval.unwrap_or_else(|| panic!("{name} has an interval")), low, high);
    near(median.error.unwrap_or_else(|| panic!("{name} has an error")), error);
}

#[test]
fn intervals_and_errors_come_from_order_statistics() {
    for (n, k, value, ends, error) in [
        (6, 1, 181.8325, (1.369, 797.449), 184.801_836_939_471_8),
        (9, 2, 195.364, (51.529, 703.921), 158.076_854_820_408_7),
        (30, 3, 243.7525, (85.849, 522.729), 107.823_118_341_648_07),
        (31, 4, 297.025, (131.769, 534.361), 92.447_097_762_541_55),
        (100, 5, 268.328, (160.0, 378.225), 51.809_127_913_331_8),
        (499, 6, 250.0, (209.764, 298.116), 22.416_857_343_543_985),
        (500, 6, 252.008, (209.764, 301.401), 22.755_801_486_396_464),
        (1009, 7, 254.016, (222.784, 287.296), 16.005_390_318_840_21),
    ] {
        check(&n.to_string(), reading(sample(n, k)).median, value, ends, error);
    }
}

#[test]
fn ranks_are_those_of_the_binomial_distribution() {
    assert_eq!(lowest_rank(5.0), None);
    for (n, rank) in [
        (6.0, 1.0),
        (8.0, 1.0),
        (9.0, 2.0),
        (12.0, 3.0),
        (17.0, 5.0),
        (20.0, 6.0),
        (30.0, 10.0),
        (40.0, 14.0),
        (71.0, 27.0),
        (138.0, 58.0),
        (499.0, 228.0),
        (500.0, 228.0),
        (1001.0, 470.0),
        (4815.0, 2340.0),
        (100_000.0, 49_690.0),
        (1_000_001.0, 499_021.0),
        (10_000_003.0, 4_996_903.0),
    ] {
        assert_eq!(lowest_rank(n), Some(rank), "{n}");
    }
    near(tail(9.0, 30.0), 0.021_386_972_628_533_847);
    near(tail(468.0, 1000.0), 0.023_145_598_680_248_9);
    near(tail(2429.0, 5000.0), 0.023_068_375_415_598_318);
}

#[test]
fn a_time_is_told_by_its_median_and_by_its_mean_from_a_hundred_on() {
    let (few, many) = (reading(sample(99, 5)), reading(sample(100, 5)));
    for (name, own, has_interval) in [("99", few, false), ("100", many, true)] {
        assert_eq!((own.shown, own.interval.is_some()), (Headline::Median, has_interval), "{name}");
        assert_eq!(own.headline().interval, own.median.expect("a median").interval, "{name}");
    }
    let five = reading(sample(5, 5));
    assert_eq!((five.shown, five.headline().interval, five.error()), (Headline::Median, None, None));
}

/// Price and Bonett's interval of the difference, with scipy's normal.
#[test]
fn changes_are_those_of_medians() {
    let longer = |n, k| reading(sample(n, k).map(|number| number * 1.25));
    let few = compare(&reading(sample(30, 3)), &longer(31, 4)).expect("medians");
    near(few.difference, 127.528_75);
    spans(few.interval, -182.242_784_520_267_15, 437.300_284_520_267_16);
    near(few.p, 0.419_729_482_126_216_2);
    let more = compare(&reading(sample(100, 5)), &longer(499, 6)).expect("medians");
    near(more.difference, 44.172);
    spans(more.interval, -71.272_477_412_739_22, 159.616_477_412_739_27);
    near(more.p, 0.453_295_549_412_996_77);
    let twice = reading(sample(1009, 7).map(|number| number + 100.0));
    assert_eq!(compare(&reading(sample(1009, 7)), &twice).expect("medians").verdict, Verdict::Rose);
    // A mean is not compared with a median.
    let mean = Reading { median: None, shown: Headline::Value, ..twice };
    assert_eq!(compare(&reading(sample(1009, 7)), &mean), None);
}

#[test]
fn equal_numbers_have_an_interval_without_width_and_no_change() {
    let same = reading(std::iter::repeat_n(5.0, 40));
    check("fives", same.median, 5.0, (5.0, 5.0), 0.0);
    assert_eq!(same.headline().margin(), None);
    assert_eq!(compare(&same, &same), None);
}

#[test]
fn a_whole_has_the_mean_of_its_medians() {
    let parts = [reading(sample(30, 3)), reading(sample(31, 4))];
    let whole = crate::metric::reading::compose(&parts).expect("parts");
    assert_eq!((whole.shown, whole.interval), (Headline::Median, None));
    let ends = (f64::midpoint(85.849, 131.769), f64::midpoint(522.729, 534.361));
    let error = f64::midpoint(107.823_118_341_648_07, 92.447_097_762_541_55);
    check("both", whole.median, f64::midpoint(243.7525, 297.025), ends, error);
    near(whole.error().expect("an error"), error);
    let mixed = [parts[0], Reading { shown: Headline::Value, median: None, ..parts[1] }];
    let whole = crate::metric::reading::compose(&mixed).expect("parts");
    assert_eq!((whole.shown, whole.median, whole.error()), (Headline::Value, None, None));
}

/// The same samples, of which each number weighs 1, 2 or 3 in turn; by numpy with n = (Σw)² / Σw².
#[test]
fn weighted_medians_go_by_what_the_answers_are_worth() {
    for (n, k, value, ends, error, p90) in [
        (
            30,
            3,
            241.572_142_857_142_85,
            (74.311_142_857_142_85, 567.774_285_714_285_7),
            115.406_423_126_117_6,
            825.1069,
        ),
        (
            100,
            5,
            242.863_778_969_957_1,
            (156.667_193_133_047_22, 390.277_330_472_102_96),
            57.273_168_478_255_08,
            832.426_568_669_528_1,
        ),
    ] {
        let mut tally = Tally::weighted(&DURATION);
        for (idx, number) in (1_usize..).zip(sample(n, k)) {
            assert!(tally.add_weighted(number, Some(extent(1 + idx % 3))));
        }
        let reading = tally.reading(&DURATION).expect("answers");
        check(&n.to_string(), reading.median, value, ends, error);
        near(reading.p90.expect("times"), p90);
    }
    // Of equal weights they are those of the numbers.
    let mut equal = Tally::weighted(&DURATION);
    for number in sample(100, 5) {
        assert!(equal.add_weighted(number, Some(2.0)));
    }
    let equal = equal.reading(&DURATION).expect("answers");
    check("equal", equal.median, 268.328, (160.0, 378.225), 51.809_127_913_331_8);
    near(equal.p90.expect("times"), 834.301);
}
