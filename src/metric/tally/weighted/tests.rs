//! Vectors from exact fractions in Python, with the normal and the t of scipy 1.17.1.
//!
//! m = Σwx / Σw, `n_eff` = [Σw(x - m)² / Σw] / Σ(w / Σw)²(x - m)²; then Wilson, adjusted Wald, t and Welch as they are, with
//! `n_eff` in place of n.

use proptest::prelude::*;

use super::*;
use crate::metric::change::compare;
use crate::metric::fixed::extent;
use crate::metric::vectors::{self, AMOUNT, CES, COUNT, CSAT, NPS, RATE, SENTIMENT, near, spans};

const WEIGHTS: [f64; 10] = [0.5, 2.0, 1.25, 3.0, 0.75, 1.0, 1.5, 0.25, 2.5, 1.0];
const SCORES: [f64; 10] = [0.5, -0.25, 0.04, 0.05, -0.05, 0.9, -0.8, 0.0, 0.3, -0.1];

fn of(measure: &Measure, answers: impl IntoIterator<Item = (f64, Option<f64>)>) -> Tally {
    let mut tally = Tally::weighted(measure);
    for (answer, weight) in answers {
        assert!(tally.add_weighted(answer, weight), "{answer} counts");
    }
    tally
}

/// Answers with the weights of all tests, from the first to the last.
fn weighed(measure: &Measure, answers: [f64; 10]) -> Tally {
    of(measure, answers.into_iter().zip(WEIGHTS.map(Some)))
}

/// Answers with the same weights, from the last to the first.
fn weighed_back(measure: &Measure, answers: [f64; 10]) -> Tally {
    of(measure, answers.into_iter().zip(WEIGHTS.into_iter().rev().map(Some)))
}

#[track_caller]
fn check(name: &str, reading: Option<Reading>, (value, n_eff): (f64, f64), (low, high): (f64, f64)) {
    let reading = reading.unwrap_or_else(|| panic!("{name} has a reading"));
    assert_eq!((reading.n, reading.weighing), (10, Weighing::Weighed), "{name}");
    near(reading.value, value);
    near(reading.n_eff, n_eff);
    spans(reading.interval.unwrap(), low, high);
}

#[test]
fn shares_and_scores_go_by_weights() {
    let nps = weighed(&NPS, [10.0, 9.0, 3.0, 7.0, 8.0, 10.0, 0.0, 6.0, 9.0, 5.0]).reading(&NPS);
    let ends = (-35.210_060_033_173_58, 56.968_410_932_421_05);
    check("nps", nps, (14.545_454_545_454_545, 8.902_084_510_147_004), ends);
    near(nps.unwrap().mean.unwrap(), 6.745_454_545_454_545);
    let csat = weighed(&CSAT, [5.0, 4.0, 3.0, 2.0, 1.0, 5.0, 4.0, 4.0, 2.0, 3.0]).reading(&CSAT);
    let ends = (14.091_694_251_821_83, 69.931_094_137_038_14);
    check("csat", csat, (38.181_818_181_818_19, 8.013_393_685_304_047), ends);
    near(csat.unwrap().mean.unwrap(), 2.981_818_181_818_182);
    let rate = weighed(&RATE, [1.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0]).reading(&RATE);
    check("rate", rate, (67.272_727_272_727_27, 8.215_348_856_175_835), (34.718_301_215_666_02, 88.820_513_377_066_36));
}

#[test]
fn means_go_by_weights_and_so_does_their_change() {
    let earlier = weighed(&CES, [7.0, 5.0, 6.0, 2.0, 4.0, 7.0, 1.0, 3.0, 5.0, 6.0]);
    let ends = (2.432_710_033_079_707, 5.967_289_966_920_293);
    check("ces", earlier.reading(&CES), (4.2, 7.854_993_160_054_719), ends);
    let ends = (27.002_227_172_277_394, 85.880_982_880_616_3);
    check("easy", earlier.top_share(&CES), (60.0, 6.954_022_988_505_747), ends);
    let later = weighed_back(&CES, [3.0, 4.0, 2.0, 6.0, 1.0, 5.0, 2.0, 4.0, 3.0, 2.0]);
    let ends = (2.103_686_636_123_606, 4.478_131_545_694_576);
    check("ces later", later.reading(&CES), (3.290_909_090_909_091, 8.526_944_506_777_307), ends);
    let change = compare(&earlier.reading(&CES).unwrap(), &later.reading(&CES).unwrap()).unwrap();
    near(change.difference, -0.909_090_909_090_909_2);
    spans(change.interval, -2.868_177_955_642_767_3, 1.049_996_137_460_949);
    near(change.p, 0.332_768_842_926_745_9);
    let amounts = weighed(&AMOUNT, [12.5, 0.0, 99.99, 7.0, 1000.0, 3.25, 40.0, 8.0, 15.0, 20.0]).reading(&AMOUNT);
    // By the design effect they would be worth more than ten.
    let ends = (-141.568_532_895_322_45, 290.657_623_804_413_33);
    check("amount", amounts, (74.544_545_454_545_46, 7.289_156_626_506_024), ends);
    // By numpy, of (Σw)² / Σw² answers.
    let median = amounts.unwrap().median.unwrap();
    near(median.value, 13.120_481_927_710_843);
    spans(median.interval.unwrap(), 0.0, 457.825_301_204_819_7);
    near(median.error.unwrap(), 91.946_021_265_783_53);
}

#[test]
fn sentiment_goes_by_weights() {
    let earlier = weighed(&SENTIMENT, SCORES);
    let ends = (-0.289_775_328_102_357_23, 0.327_957_146_284_175_44);
    check("sentiment", earlier.reading(&SENTIMENT), (0.019_090_909_090_909_092, 9.863_625_616_276_904), ends);
    let (positive, negative) = earlier.polarity().unzip();
    let ends = (21.316_058_984_136_255, 79.878_432_544_982_43);
    check("positive", positive, (50.909_090_909_090_91, 7.357_161_240_509_587), ends);
    let ends = (14.017_576_073_635_919, 70.059_960_435_239_8);
    check("negative", negative, (38.181_818_181_818_19, 7.929_255_846_396_71), ends);
    let later = weighed_back(&SENTIMENT, SCORES.map(|score| score / 2.0 - 0.1));
    let ends = (-0.391_355_078_161_823_13, 0.099_355_078_161_823_12);
    check("sentiment later", later.reading(&SENTIMENT), (-0.146, 6.622_471_796_808_973_5), ends);
    let change = compare(&earlier.reading(&SENTIMENT).unwrap(), &later.reading(&SENTIMENT).unwrap()).unwrap();
    near(change.difference, -0.165_090_909_090_909_1);
    spans(change.interval, -0.524_940_536_914_720_2, 0.194_758_718_732_902);
    near(change.p, 0.342_528_575_082_648_3);
}

#[test]
fn answers_without_weights_stand_in_only_where_none_has_any() {
    let alone = of(&CSAT, [(5.0, None), (1.0, None)]);
    let reading = alone.reading(&CSAT).unwrap();
    assert_eq!((reading.n, reading.weighing), (2, Weighing::Unweighed));
    near(reading.value, 50.0);
    let mut both = of(&CSAT, [(5.0, Some(2.0)), (4.0, Some(1.0))]);
    let weighed = both.reading(&CSAT).unwrap();
    assert!(both.merge(&alone));
    let expected = Reading { n_without_weight: 2, ..weighed };
    assert_eq!(both.reading(&CSAT), Some(expected), "they are left out");
    assert_eq!(compare(&reading, &weighed), None, "what is weighed is not compared with what is not");
    assert_eq!(of(&CSAT, []).reading(&CSAT), None);
    let counted = of(&COUNT, [(1.0, Some(7.0)), (1.0, None)]).reading(&COUNT).unwrap();
    assert_eq!((counted.value.to_bits(), counted.weighing), (2.0_f64.to_bits(), Weighing::Even));
}

#[test]
fn nobody_is_worth_more_than_there_are() {
    // The design effect of the score alone says 204 of nine answers of which one weighs a thousand.
    let one_of_all = (0..9).map(|idx| (if idx < 5 { 9.0 } else { 0.0 }, Some(if idx == 0 { 1000.0 } else { 1.0 })));
    let reading = of(&NPS, one_of_all).reading(&NPS).unwrap();
    near(reading.n_eff, 1008.0 * 1008.0 / 1_000_008.0);
    // And two answers that differ are worth two, whatever their weight.
    for weight in [0.1, 0.37, 2.5, 3.0, 7.0, 1e-3, 1000.0] {
        let two = of(&AMOUNT, [(0.3698, Some(weight)), (-0.2489, Some(weight))]).reading(&AMOUNT).unwrap();
        assert_eq!(two.n_eff.to_bits(), 2.0_f64.to_bits(), "{weight}");
        assert!(two.interval.is_some(), "{weight}");
    }
}

#[test]
fn answers_that_are_all_alike_have_an_interval() {
    // Kish: (Σw)² / Σw² = 36 / 14.
    let reading = of(&RATE, [(1.0, Some(1.0)), (1.0, Some(2.0)), (1.0, Some(3.0))]).reading(&RATE).unwrap();
    near(reading.n_eff, 36.0 / 14.0);
    near(reading.value, 100.0);
    assert!(reading.interval.is_some_and(|interval| interval.low > 0.0 && interval.low < 100.0));
}

/// Answers that each kind takes.
fn answers(measure: &Measure, numbers: &[i32]) -> Vec<f64> {
    let answer = |number: &i32| vectors::answer(measure, f64::from(number.unsigned_abs()) / 1000.0);
    numbers.iter().map(answer).collect()
}

fn any_measure() -> impl Strategy<Value = Measure> {
    proptest::sample::select(vectors::all().collect::<Vec<_>>())
}

fn weighable() -> impl Strategy<Value = Measure> {
    proptest::sample::select(vectors::all().filter(|own| own.kind.is_estimate()).collect::<Vec<_>>())
}

fn numbers() -> impl Strategy<Value = Vec<i32>> {
    proptest::collection::vec(-1000..=1000_i32, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn weights_of_one_change_nothing(numbers in numbers(), measure in any_measure()) {
        let answers = answers(&measure, &numbers);
        let mut plain = Tally::new(&measure);
        prop_assert!(answers.iter().all(|answer| plain.add(*answer)));
        let ones = of(&measure, answers.iter().map(|answer| (*answer, Some(1.0))));
        let evened = |reading: Option<Reading>| reading.map(|own| Reading { weighing: Weighing::Even, ..own });
        prop_assert_eq!(evened(ones.reading(&measure)), plain.reading(&measure));
        prop_assert_eq!(evened(ones.top_share(&measure)), plain.top_share(&measure));
        let evened = |(one, other)| (evened(Some(one)), evened(Some(other)));
        prop_assert_eq!(ones.polarity().map(evened), plain.polarity().map(|(one, other)| (Some(one), Some(other))));
    }

    #[test]
    fn equal_weights_are_worth_their_number(numbers in numbers(), measure in weighable(), weight in prop_oneof![Just(2.0), Just(0.1), Just(1e-6), Just(1e6), 1e-6..1e6]) {
        let answers = answers(&measure, &numbers);
        let mut plain = Tally::new(&measure);
        prop_assert!(answers.iter().all(|answer| plain.add(*answer)));
        let equal = of(&measure, answers.iter().map(|answer| (*answer, Some(weight)))).reading(&measure).unwrap();
        let plain = plain.reading(&measure).unwrap();
        near(equal.n_eff, extent(answers.len()));
        near(equal.value, plain.value);
        prop_assert_eq!(equal.interval.is_some(), plain.interval.is_some());
        if let (Some(own), Some(expected)) = (equal.interval, plain.interval) {
            spans(own, expected.low, expected.high);
        }
    }

    #[test]
    fn neither_order_nor_parts_make_a_difference(numbers in numbers(), measure in any_measure(), at in 0..40_usize) {
        let weight = |number: &i32| (number % 5 != 0).then(|| f64::from(number.abs()) / 7.0);
        let all: Vec<(f64, Option<f64>)> = answers(&measure, &numbers).into_iter().zip(numbers.iter().map(weight)).collect();
        let whole = of(&measure, all.iter().copied());
        let (head, tail) = all.split_at(at.min(all.len()));
        let (head, mut tail) = (of(&measure, head.iter().copied()), of(&measure, tail.iter().copied()));
        prop_assert!(tail.merge(&head));
        prop_assert_eq!(tail.reading(&measure), whole.reading(&measure));
        prop_assert_eq!(of(&measure, all.iter().rev().copied()).reading(&measure), whole.reading(&measure));
        prop_assert!(whole.reading(&measure).is_none_or(|own| own.n_eff > 0.0 && own.n_eff.is_finite()));
    }
}
