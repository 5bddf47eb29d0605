//! Vectors from numpy 2 and statsmodels 0.15.0 on the answers written out.

use proptest::prelude::*;

use super::*;
use crate::metric::fixed::real;
use crate::metric::interval::Z;
use crate::metric::vectors::{AMOUNT, CES, COUNT, CSAT, DURATION, NPS, RATE, SENTIMENT, all, answer, near, spans};
use crate::metric::{Basis, Estimate, Reading, Sample};

fn of(measure: &Measure, answers: &[f64]) -> Tally {
    let mut tally = Tally::new(measure);
    for answer in answers {
        assert!(tally.add(*answer), "{answer} counts");
    }
    tally
}

#[track_caller]
fn rows(measure: &Measure, rows: &[(f64, u64, Option<f64>)]) -> Tally {
    let mut tally = Tally::new(measure);
    for (value, n, sd) in rows {
        assert!(tally.add_batch(&Batch { value: *value, n: *n, sd: *sd }, measure), "{value} of {n} counts");
    }
    tally
}

#[test]
fn no_answers_are_no_reading() {
    for measure in all() {
        assert_eq!(Tally::new(&measure).reading(&measure), None);
        assert_eq!(Tally::new(&measure).n(), 0);
    }
}

#[test]
fn nps_of_answers() {
    let answers = [10.0, 9.0, 9.0, 8.0, 7.0, 6.0, 0.0, 10.0];
    let reading = of(&NPS, &answers).reading(&NPS).unwrap();
    near(reading.value, 25.0);
    near(reading.mean.unwrap(), 7.375);
    assert_eq!((reading.n, reading.basis), (8, Basis::Nps { promoters: 4.0, detractors: 2.0 }));
}

#[test]
fn csat_is_the_top_share_and_its_mean_stands_beside_it() {
    let reading = of(&CSAT, &[5.0, 4.0, 4.0, 3.0, 1.0, 2.0, 5.0, 5.0, 3.0]).reading(&CSAT).unwrap();
    near(reading.value, 100.0 * 5.0 / 9.0);
    near(reading.mean.unwrap(), 32.0 / 9.0);
    // proportion_confint(5, 9, method="wilson")
    spans(reading.interval.unwrap(), 26.665_129_349_549_304, 81.122_147_890_233_55);
}

#[test]
fn ces_is_the_mean_with_the_easy_share_apart() {
    let tally = of(&CES, &[7.0, 5.0, 6.0, 3.0, 7.0]);
    let reading = tally.reading(&CES).unwrap();
    near(reading.value, 5.6);
    // DescrStatsW([7, 5, 6, 3, 7]).tconfint_mean()
    spans(reading.interval.unwrap(), 3.522_298_732_632_864_3, 7.677_701_267_367_135);
    let easy = tally.top_share(&CES).unwrap();
    near(easy.value, 80.0);
    assert_eq!(easy.basis, Basis::Share { hits: 4.0 });
}

#[test]
fn sentiment_is_the_mean_compound() {
    let tally = of(&SENTIMENT, &[0.6249, -0.4215, 0.0, 0.8316, 0.2263, -0.1027]);
    let reading = tally.reading(&SENTIMENT).unwrap();
    near(reading.value, 0.1931);
    spans(reading.interval.unwrap(), -0.298_626_200_001_976_04, 0.684_826_200_001_976_1);
    assert_eq!(reading.median, None);
    let (positive, negative) = tally.polarity().unwrap();
    assert_eq!((positive.basis, negative.basis), (Basis::Share { hits: 3.0 }, Basis::Share { hits: 2.0 }));
    assert_eq!(rows(&SENTIMENT, &[(0.2, 9, None)]).polarity(), None);
}

#[test]
fn durations_have_median_and_p90() {
    // numpy.median, numpy.percentile(x, 90), numpy.var(x, ddof=1)
    let values = [1.5, 2.0, 2.0, 3.25, 10.0, 11.0, 12.5, 40.0, 7.0, 5.0];
    let reading = of(&DURATION, &values).reading(&DURATION).unwrap();
    near(reading.value, 9.425);
    near(reading.median.unwrap().value, 6.0);
    near(reading.p90.unwrap(), 15.25);
    let Basis::Mean { variance: Some(variance) } = of(&AMOUNT, &values).reading(&AMOUNT).unwrap().basis else {
        panic!("a mean has a variance")
    };
    near(variance, 131.528_472_222_222_2);
    let odd = of(&AMOUNT, &values[..9]).reading(&AMOUNT).unwrap();
    near(odd.median.unwrap().value, 7.0);
    assert_eq!(odd.p90, None);
}

#[test]
fn one_number_has_no_interval() {
    let reading = of(&CES, &[6.0]).reading(&CES).unwrap();
    assert_eq!((reading.n, reading.interval, reading.basis), (1, None, Basis::Mean { variance: None }));
}

#[test]
fn sums_have_no_interval() {
    let reading = of(&COUNT, &[1.0, 1.0, 2.5]).reading(&COUNT).unwrap();
    near(reading.value, 4.5);
    assert_eq!((reading.n, reading.interval, reading.basis), (3, None, Basis::Bare));
    near(rows(&COUNT, &[(120.0, 1, None), (80.0, 1, None)]).reading(&COUNT).unwrap().value, 200.0);
}

#[test]
fn what_is_no_answer_is_refused() {
    let refused = [
        (NPS, &[11.0, -1.0, 7.5, f64::NAN, f64::INFINITY][..]),
        (CSAT, &[0.0, 6.0, 4.5, -0.0]),
        (RATE, &[0.5, 2.0, -1.0]),
        (AMOUNT, &[f64::NAN, 1e13]),
    ];
    for (measure, answers) in refused {
        let mut tally = Tally::new(&measure);
        for answer in answers {
            assert!(!tally.add(*answer), "{answer} is no answer");
            assert!(!measure.accepts(*answer), "{answer} is not accepted");
        }
        assert_eq!(tally, Tally::new(&measure));
    }
    assert!(!DURATION.accepts(-1.0) && !SENTIMENT.accepts(1.01) && SENTIMENT.accepts(-1.0));
}

#[test]
fn a_wild_scale_holds_nothing() {
    for scale in [(i32::MIN, i32::MAX), (5, 1), (0, 5_000)] {
        let measure = Measure { scale, ..CSAT };
        assert!(!Tally::new(&measure).add(3.0));
    }
}

#[test]
fn rows_that_cannot_be_are_refused() {
    let refused = [
        (NPS, 101.0, 10, None),
        (NPS, 20.0, 0, None),
        (CSAT, 100.5, 10, None),
        (RATE, -1.0, 10, None),
        (CES, 7.2, 10, None),
        (SENTIMENT, -1.5, 10, None),
        (DURATION, -3.0, 10, None),
        (AMOUNT, f64::NAN, 10, None),
        (AMOUNT, 3.0, 10, Some(-1.0)),
        (AMOUNT, 3.0, u64::MAX, Some(1.0)),
    ];
    for (measure, value, n, sd) in refused {
        let mut tally = Tally::new(&measure);
        assert!(!tally.add_batch(&Batch { value, n, sd }, &measure), "{value} of {n}");
        assert_eq!(tally, Tally::new(&measure));
    }
    assert!(!Tally::new(&RATE).add_hits(3, 2));
    assert!(!Tally::new(&COUNT).add_hits(1, 2));
}

#[test]
fn rows_with_a_deviation_equal_their_answers() {
    // Two groups of answers and the same as rows of mean and statistics.stdev.
    let answers = of(&CES, &[7.0, 5.0, 6.0, 3.0, 7.0, 1.0, 2.0, 4.0]).reading(&CES).unwrap();
    let first = (5.6, 5, Some(2.8_f64.sqrt()));
    let second = (7.0 / 3.0, 3, Some((7.0_f64 / 3.0).sqrt()));
    let reading = rows(&CES, &[first, second]).reading(&CES).unwrap();
    assert_eq!(reading.n, 8);
    // A row's mean is kept to a millionth over its n.
    assert!((reading.value - answers.value).abs() < 1e-6);
    let (given, counted) = (reading.interval.unwrap(), answers.interval.unwrap());
    assert!((given.low - counted.low).abs() < 1e-6 && (given.high - counted.high).abs() < 1e-6);
}

#[test]
fn an_nps_without_its_answers_is_as_wide_as_can_be() {
    let reading = rows(&NPS, &[(40.0, 50, None)]).reading(&NPS).unwrap();
    near(reading.value, 40.0);
    assert_eq!((reading.basis, reading.mean), (Basis::Nps { promoters: 35.0, detractors: 15.0 }, None));
    for passives in 1..=15 {
        let (promoters, detractors) = (35 - passives, 15 - passives);
        let other = crate::metric::score::nps(real(promoters), real(detractors), Sample::of(50)).unwrap();
        near(other.value, 40.0);
        assert!(other.interval.unwrap().half_width() < reading.interval.unwrap().half_width());
    }
    // Nobody is rounded to a person, and there is no passive of an odd number neither.
    let odd = rows(&NPS, &[(0.0, 5, None)]).reading(&NPS).unwrap();
    assert_eq!((odd.value, odd.basis), (0.0, Basis::Nps { promoters: 2.5, detractors: 2.5 }));
}

#[test]
fn a_mean_without_its_deviation_is_as_wide_as_its_scale_allows() {
    let reading = rows(&CES, &[(4.0, 6, None)]).reading(&CES).unwrap();
    let ends = of(&CES, &[1.0, 1.0, 1.0, 7.0, 7.0, 7.0]).reading(&CES).unwrap();
    assert_eq!(reading.interval, ends.interval);
    // One answer has no spread to be unsure of.
    let one = rows(&CES, &[(4.0, 1, None), (4.0, 5, Some(0.0)), (5.0, 1, None)]).reading(&CES).unwrap();
    assert_eq!(one.interval, of(&CES, &[4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 5.0]).reading(&CES).unwrap().interval);
}

#[test]
fn a_mean_without_deviation_or_scale_has_no_interval() {
    let tally = rows(&AMOUNT, &[(30.0, 10, Some(2.0)), (60.0, 20, None)]);
    let reading = tally.reading(&AMOUNT).unwrap();
    near(reading.value, 50.0);
    assert_eq!((reading.n, reading.interval, reading.median), (30, None, None));
}

#[test]
fn shares_of_rows_add_up_by_n() {
    let reading = rows(&CSAT, &[(50.0, 10, None), (80.0, 30, None)]).reading(&CSAT).unwrap();
    near(reading.value, 72.5);
    assert_eq!((reading.basis, reading.mean), (Basis::Share { hits: 29.0 }, None));
    let mut funnel = Tally::new(&RATE);
    assert!(funnel.add_hits(420, 1000) && funnel.add_hits(80, 200));
    assert_eq!(funnel.reading(&RATE).unwrap().basis, Basis::Share { hits: 500.0 });
}

/// `proportion_confint(value * n / 100, n, method="wilson")` of statsmodels, and the formula of Rocks in Python with
/// promoters and detractors (n ± value * n / 100) / 2.
#[test]
fn a_figure_is_kept_as_it_was_given() {
    for (measure, given, value, n, low, high) in [
        (CSAT, &[(49.0, 3, None)][..], 49.0, 3, 12.098_230_205_802_334, 87.024_763_857_707_74),
        (CSAT, &[(49.0, 3, None); 12], 49.0, 36, 33.573_550_033_856_414, 64.619_287_223_332_5),
        (
            CSAT,
            &[(31.5, 8, None), (61.3, 35, None)][..],
            55.755_813_953_488_37,
            43,
            41.052_463_617_980_69,
            69.515_097_949_536_37,
        ),
        (
            RATE,
            &[(0.4, 100, None), (1.4, 40, None)][..],
            0.685_714_285_714_285_7,
            140,
            0.117_716_372_536_136_32,
            3.887_706_589_612_826_2,
        ),
        (RATE, &[(1.4, 40, None)][..], 1.400_000_000_000_000_1, 40, 0.160_288_319_993_086_3, 11.156_531_316_383_18),
        (NPS, &[(42.0, 15, None)][..], 42.0, 15, -6.168_748_576_019_533, 76.168_748_576_019_52),
        (
            NPS,
            &[(42.0, 15, None), (33.0, 40, None)][..],
            35.454_545_454_545_45,
            55,
            9.739_189_265_332_012,
            57.502_190_045_012_8,
        ),
        (NPS, &[(-12.345_678, 7, None)][..], -12.345_678_000_000_001, 7, -65.532_664_103_455_9, 48.248_714_903_455_92),
    ] {
        let reading = rows(&measure, given).reading(&measure).unwrap();
        near(reading.value, value);
        assert_eq!(reading.n, n, "{given:?}");
        spans(reading.interval.unwrap(), low, high);
    }
}

#[test]
fn answers_and_rows_meet() {
    for (measure, answers, value, expected) in [
        (NPS, [10.0, 8.0, 3.0, 9.0], 50.0, 37.5),
        (CSAT, [5.0, 4.0, 1.0, 2.0], 100.0, 75.0),
        (CES, [7.0, 1.0, 2.0, 2.0], 5.0, 4.0),
    ] {
        let (counted, given) = (of(&measure, &answers), rows(&measure, &[(value, 4, None)]));
        let (mut one, mut other) = (counted.clone(), given.clone());
        assert!(one.merge(&given) && other.merge(&counted));
        assert_eq!(one, other);
        near(one.reading(&measure).unwrap().value, expected);
        assert_eq!(one.n(), 8);
    }
}

#[test]
fn tallies_of_two_measures_do_not_mix() {
    let (mut tally, other) = (of(&NPS, &[10.0]), of(&CSAT, &[5.0]));
    assert!(!tally.merge(&other) && !tally.merge(&of(&COUNT, &[5.0])));
    assert_eq!(tally, of(&NPS, &[10.0]));
}

#[test]
fn enormous_numbers_do_not_overflow() {
    let mut tally = rows(&AMOUNT, &[(1e12, 1_000_000_000_000_000, Some(1e9)); 3]);
    assert!(tally.add(-1e12));
    let copy = tally.clone();
    assert!(tally.merge(&copy));
    let reading = tally.reading(&AMOUNT).unwrap();
    assert!((reading.value - 1e12).abs() < 1.0);
    assert_eq!(reading.interval, None);
    let mut answers = Tally::of_answers(&CSAT, vec![u64::MAX; 5]);
    assert!(answers.add(5.0) && answers.merge(&answers.clone()));
    assert!(answers.reading(&CES).is_some() && answers.reading(&CSAT).is_some());
}

fn entry() -> impl Strategy<Value = (f64, u64, Option<f64>, bool)> {
    (0.0..=1.0_f64, 1_u64..2_000, proptest::option::of(0.0..2.0_f64), any::<bool>())
}

/// A tally of one answer or one row that suits the measure.
fn part(measure: &Measure, (place, n, sd, is_row): (f64, u64, Option<f64>, bool)) -> Tally {
    if !is_row {
        return of(measure, &[answer(measure, place)]);
    }
    let (low, high) = measure.bounds();
    let value = low.max(-1e4) + place * (high.min(1e4) - low.max(-1e4));
    rows(measure, &[(value, n, sd)])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tallies_add_up_in_any_order(
        (entries, order) in proptest::collection::vec(entry(), 1..30)
            .prop_flat_map(|entries| { let order = (0..entries.len()).collect::<Vec<_>>(); (Just(entries), Just(order).prop_shuffle()) }),
        cut in 0_usize..30,
    ) {
        for measure in all() {
            let parts: Vec<Tally> = entries.iter().map(|entry| part(&measure, *entry)).collect();
            let mut forward = Tally::new(&measure);
            for part in &parts {
                prop_assert!(forward.merge(part));
            }
            let (mut left, mut right) = (Tally::new(&measure), Tally::new(&measure));
            for (idx, place) in order.iter().enumerate() {
                let half = if idx < cut { &mut left } else { &mut right };
                let is_added = half.merge(&parts[*place]);
                prop_assert!(is_added);
            }
            prop_assert!(right.merge(&left));
            prop_assert_eq!(&forward, &right);
            let reading = forward.reading(&measure);
            prop_assert_eq!(reading, right.reading(&measure));
            check_reading(&reading.unwrap())?;
        }
    }

    #[test]
    fn variances_are_those_of_the_numbers(values in proptest::collection::vec(-1000..1000_i32, 2..50)) {
        let numbers: Vec<f64> = values.iter().map(|value| f64::from(*value) / 8.0).collect();
        let n = real(numbers.len() as u64);
        let mean = numbers.iter().sum::<f64>() / n;
        let expected = numbers.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let reading = of(&AMOUNT, &numbers).reading(&AMOUNT).unwrap();
        let Basis::Mean { variance: Some(variance) } = reading.basis else { panic!("a mean has a variance") };
        prop_assert!((variance - expected).abs() <= 1e-9 * expected.max(1.0));
        prop_assert!(variance >= 0.0);
    }
}

fn check_reading(reading: &Reading) -> Result<(), TestCaseError> {
    prop_assert!(reading.n >= 1 && reading.value.is_finite());
    if let Basis::Mean { variance: Some(variance) } = reading.basis {
        prop_assert!(variance >= 0.0);
    }
    let Estimate { value, interval } = reading.headline();
    let Some(interval) = interval else { return Ok(()) };
    prop_assert!(interval.low <= interval.high);
    match reading.basis {
        Basis::Share { .. } => {
            prop_assert!(interval.low <= value + 1e-9 && value <= interval.high + 1e-9);
        }
        Basis::Mean { .. } => prop_assert!(interval.contains(value)),
        Basis::Median { error } => {
            prop_assert!(interval.contains(value) && error >= 0.0);
            return Ok(());
        }
        // Its center is pulled toward 0 by at most 3 added answers.
        Basis::Nps { .. } => prop_assert!(interval.low - 300.0 / real(reading.n) <= value),
        Basis::Composite { .. } | Basis::Bare => prop_assert!(false, "such a reading has no interval of its own"),
    }
    prop_assert!(reading.error().unwrap() * Z - interval.half_width() < 1e-9);
    Ok(())
}
