//! Values as they are read, beside their intervals; what is expected follows from the rule and from the formulas of the
//! intervals, by hand and in Python.

use super::*;
use crate::metric::fixed::real;
use crate::metric::vectors::{AMOUNT, CES, CSAT, DURATION, NPS, RATE};
use crate::metric::{Crowd, Gate, Interval, Limits, Measure, Reading, Sample, score};

fn number(value: f64, n_decimals: usize) -> String {
    format!("{value:.n_decimals$}")
}

/// A number as it is read: `54 ±2.0`, or with the ends of its interval where that is lopsided.
fn read(kind: Kind, own: Estimate) -> String {
    let digits = Digits::of(kind, &own);
    let value = number(own.value, digits.decimals());
    match (own.margin(), own.interval) {
        (Some(half), _) => format!("{value} ±{}", number(half, digits.of_half(half))),
        (None, Some(Interval { low, high })) => {
            format!("{value} {} to {}", number(low, digits.decimals()), number(high, digits.decimals()))
        }
        (None, None) => value,
    }
}

fn headline(measure: &Measure, reading: Option<Reading>) -> Estimate {
    let gated = Gate::new(Limits::default(), Crowd::Everyone).admit(&reading.expect("answers"), measure);
    gated.disclosed().expect("shown").headline()
}

#[track_caller]
fn check(name: &str, measure: &Measure, reading: Option<Reading>, expected: &str) {
    assert_eq!(read(measure.kind, headline(measure, reading)), expected, "{name}");
}

#[test]
fn shares_have_the_digits_of_their_interval() {
    let share = |hits: u64, n: u64| score::share(real(hits), Sample::of(n));
    check("as ever", &CSAT, share(1251, 2318), "54 ±2.0");
    check("of 40", &CSAT, share(13, 40), "32 20 to 48");
    check("of 100", &RATE, share(77, 100), "77 68 to 84");
    check("half of 40", &CSAT, share(20, 40), "50 ±15");
    check("a few of many", &RATE, share(12_420, 540_000), "2.30 ±0.04");
    check("300 of a million", &RATE, share(300, 1_000_000), "0.030 0.027 to 0.034");
    check("all but 300 of a million", &RATE, share(999_700, 1_000_000), "99.970 99.966 to 99.973");
    check("3 of a thousand million", &RATE, share(3, 1_000_000_000), "0.0000003 0.0000001 to 0.0000009");
    check("all but one", &CSAT, share(199, 200), "99.5 97.2 to 99.9");
    check("one of 40", &CSAT, share(1, 40), "2.5 0.4 to 12.9");
    check("all", &CSAT, share(40, 40), "100 91 to 100");
    check("nobody", &CSAT, share(0, 40), "0 0 to 9");
    check("churn", &RATE, score::share(0.56, Sample::of(40)), "1.4 0.2 to 11.2");
}

#[test]
fn scores_and_means_have_the_digits_of_their_interval() {
    let nps = |promoters: u64, detractors: u64, n: u64| score::nps(real(promoters), real(detractors), Sample::of(n));
    check("as ever", &NPS, nps(1268, 447, 2650), "31 ±2.8");
    check("of few", &NPS, nps(20, 8, 40), "30 5 to 51");
    check("of many", &NPS, nps(400_000, 200_000, 1_000_000), "20.0 ±0.1");
    let mean = |value, variance, n| score::mean(value, Some(variance), Sample::of(n));
    check("effort", &CES, mean(4.123, 2.5, 100), "4.12 ±0.31");
    check("effort of few", &CES, mean(4.123, 2.5, 9), "4.1 ±1.2");
    check("effort of very many", &CES, mean(4.123_45, 2.5, 1_000_000), "4.123 ±0.003");
    check("money", &AMOUNT, mean(466.2, 84_000.0, 125), "466 ±51");
    check("a little money", &AMOUNT, mean(14.63, 12.1, 60), "14.6 ±0.9");
    check("one time", &DURATION, score::mean(7.0, None, Sample::of(1)), "7");
}

/// The decimals of values side by side.
#[track_caller]
fn check_shared(name: &str, kind: Kind, values: &[f64], half: Option<f64>, expected: &[&str]) {
    let own = |value: &f64| Estimate {
        value: *value,
        interval: half.map(|half| Interval { low: value - half, high: value + half }),
    };
    let digits = Digits::shared(kind, values.iter().map(own));
    let read: Vec<String> = values.iter().map(|value| number(*value, digits.decimals())).collect();
    assert_eq!(read, expected, "{name}");
}

#[test]
fn values_side_by_side_share_their_decimals() {
    let four = [1.96, 2.04, 2.33, 2.26];
    check_shared("beyond chance", Kind::Nps, &four, Some(0.04), &["1.96", "2.04", "2.33", "2.26"]);
    check_shared("of a rate", Kind::Rate, &four, Some(0.2), &["2.0", "2.0", "2.3", "2.3"]);
    check_shared("without intervals", Kind::Amount, &four, None, &["1.96", "2.04", "2.33", "2.26"]);
    check_shared("within chance", Kind::Nps, &four, Some(3.0), &["2", "2", "2", "2"]);
    check_shared("large ones", Kind::Amount, &[29_060.4, 31_000.0], None, &["29060", "31000"]);
    check_shared(
        "large ones that differ little",
        Kind::Amount,
        &[1000.1, 1000.4, 1000.0],
        None,
        &["1000.1", "1000.4", "1000.0"],
    );
    check_shared("counts", Kind::Count, &[5.0, 7.0], None, &["5", "7"]);
    let one_sure = [
        Estimate { value: 50.0, interval: Some(Interval { low: 35.0, high: 65.0 }) },
        Estimate { value: 54.25, interval: Some(Interval { low: 53.8, high: 54.7 }) },
    ];
    assert_eq!(Digits::shared(Kind::Csat, one_sure.into_iter()), Digits(1));
    assert_eq!(Digits::shared(Kind::Csat, std::iter::empty()), Digits(0));
}

#[test]
fn plain_numbers_are_never_cut_to_zero() {
    for (value, expected) in [
        (45.0, "45"),
        (39.84, "39.84"),
        (39.846, "39.85"),
        (0.0004, "0.0004"),
        (0.000_123_4, "0.000123"),
        (0.5, "0.5"),
        (0.0, "0"),
        (-1.0, "-1"),
        (100.0, "100"),
    ] {
        assert_eq!(number(value, of_plain(value)), expected);
    }
}
