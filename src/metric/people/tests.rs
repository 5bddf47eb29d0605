//! People and their answers over small groups that one can count by hand.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::metric::fixed::real;
use crate::metric::reading::compose;
use crate::metric::vectors::{near, spans};
use crate::metric::{Basis, Reading, Sample, score};

fn share(hits: u64, n: u64) -> Reading {
    score::share(real(hits), Sample::of(n)).expect("answers")
}

/// Sums over people who answer at two places, or at one of them: hits and none.
fn sums(answers: &[(Option<f64>, Option<f64>)]) -> SharedSums {
    let mut sums = SharedSums { unit: 100.0, sides: vec![[0.0; 5]; 2], pairs: vec![[0.0; 4]] };
    for (one, other) in answers {
        for (side, x) in sums.sides.iter_mut().zip([one, other]).filter_map(|(side, x)| Some((side, (*x)?))) {
            side.iter_mut().zip([1.0, x, 1.0, x, x * x]).for_each(|(own, more)| *own += more);
        }
        if let (Some(x), Some(y)) = (one, other) {
            sums.pairs[0].iter_mut().zip([1.0, *x, *y, x * y]).for_each(|(own, more)| *own += more);
        }
    }
    sums
}

#[test]
fn scores_go_together_as_far_as_the_same_people_gave_them() {
    // Means .75 and .5 of four answers each; of three who gave both (.25 x .5 - .25 x .5 + .75 x .5) / 16.
    let some =
        [(Some(1.0), Some(1.0)), (Some(1.0), Some(0.0)), (Some(0.0), Some(0.0)), (Some(1.0), None), (None, Some(1.0))];
    let told = sums(&some);
    near(told.covariance((0, 1)).unwrap(), 234.375);
    near(told.covariance((1, 0)).unwrap(), 234.375);
    // Variances 468.75 and 625.
    near(told.correlation((0, 1)).unwrap(), 234.375 / (468.75_f64 * 625.0).sqrt());
    let apart = sums(&[(Some(1.0), None), (None, Some(1.0)), (Some(0.0), None), (None, Some(0.0))]);
    near(apart.covariance((0, 1)).unwrap(), 0.0);
    let alike = sums(&[(Some(1.0), Some(1.0)), (Some(1.0), Some(0.0))]);
    assert_eq!(alike.correlation((0, 1)), None, "all of one side are alike");
    assert_eq!(sums(&[(Some(1.0), None)]).covariance((0, 1)), None, "nobody answered the other");
    assert_eq!(told.covariance((0, 0)), None);
    assert_eq!(told.covariance((0, 2)), None);
}

#[test]
fn pairs_stand_one_after_another() {
    for n in 2..9 {
        let all = (0..n).flat_map(|first| (first + 1..n).map(move |second| pair(n, (first, second))));
        assert_eq!(all.collect::<Vec<_>>(), (0..n_pairs(n)).collect::<Vec<_>>(), "{n}");
    }
}

#[test]
fn a_whole_varies_as_its_parts_do_together() {
    let parts = [share(30, 40), share(20, 40), share(36, 45)];
    // Python: Wilson intervals, errors half their width over z, and the variance of a sum; the covariance of the first
    // and the last is not known, and so the widest.
    let known = |one, other| match (one, other) {
        (0, 1) => Some(20.0),
        (1, 2) => Some(-5.0),
        _ => None,
    };
    let whole = compose_people(&parts, Some(60), known).unwrap();
    near(whole.value, 68.333_333_333_333_33);
    assert_eq!(whole.n, 60);
    near(whole.n_eff, 60.0);
    let Basis::Composite { error } = whole.basis else { panic!("{:?}", whole.basis) };
    near(error, 5.194_620_468_189_316);
    spans(whole.interval.unwrap(), 56.972_312_917_772_23, 77.334_850_979_783_52);
}

#[test]
fn where_nothing_is_known_it_is_the_widest() {
    let parts = [share(30, 40), share(20, 40)];
    assert_eq!(compose_people(&parts, None, |_, _| None), compose(&parts));
    assert_eq!(compose_people(&parts[..1], Some(7), |_, _| None), Some(parts[0]), "one stays as it is");
    assert_eq!(compose_people(&[], Some(7), |_, _| None), None);
    // Never fewer people than at one place, nor more than answers.
    let n = |people| compose_people(&parts, Some(people), |_, _| Some(0.0)).unwrap().n;
    assert_eq!([n(3), n(55), n(900)], [40, 55, 80]);
    let bare = [share(30, 40), score::mean(4.0, None, Sample::of(1)).unwrap()];
    let whole = compose_people(&bare, Some(40), |_, _| Some(0.0)).unwrap();
    assert_eq!((whole.n, whole.interval, whole.basis), (40, None, Basis::Bare));
}

#[test]
fn nobody_is_counted_twice_in_one_period() {
    let (jan, feb, dec) = (date(2024, 1, 31), date(2024, 2, 1), date(2024, 12, 30));
    let of = |date: Date, grain| Period::of(date, grain);
    // Two came back a day later, which is the same week and quarter, and one of them in December.
    let again = [(Grain::All, 3), (Grain::Year, 3), (Grain::Quarter, 2), (Grain::Week, 2)];
    let mut repeats: Vec<(Period, u64)> = again.map(|(grain, n)| (of(feb, grain), n)).to_vec();
    repeats.sort_unstable();
    let even = Answerers { dated: vec![(jan, 5), (feb, 4), (dec, 1)], repeats, sums: None };
    let people = People { even, ..People::none(Grain::Day) };
    for (day, grain, n) in [
        (jan, Grain::Day, 5),
        (feb, Grain::Day, 4),
        (feb, Grain::Week, 7),
        (jan, Grain::Month, 5),
        (feb, Grain::Month, 4),
        (feb, Grain::Quarter, 7),
        (feb, Grain::Year, 7),
        (dec, Grain::Year, 7),
        (dec, Grain::All, 7),
        // A week of 2025.
        (dec, Grain::Week, 1),
        (date(2023, 1, 1), Grain::Year, 0),
    ] {
        assert_eq!(people.n(of(day, grain), Weighing::Even), n, "{}", of(day, grain).label());
    }
    assert_eq!(people.n(of(jan, Grain::Day), Weighing::Weighed), 0);
}

#[test]
fn how_answers_go_together_is_told_by_months_and_longer() {
    let one = sums(&[(Some(1.0), Some(1.0)), (Some(0.0), Some(0.0))]);
    let other = sums(&[(Some(1.0), Some(0.0))]);
    let across = sums(&[(Some(0.0), Some(1.0))]);
    let of = |month, grain| Period::of(date(2024, month, 7), grain);
    let sums = vec![(of(1, Grain::Year), across), (of(1, Grain::Month), one.clone()), (of(2, Grain::Month), other)];
    let even = Answerers { sums: Some(sums), ..Answerers::default() };
    let people = People { even, ..People::none(Grain::Day) };
    assert_eq!(people.sums(of(1, Grain::Month), Weighing::Even), Some(one));
    let both = |period| people.sums(period, Weighing::Even).map(|sums| sums.pairs[0][0].to_bits());
    assert_eq!(both(of(1, Grain::Quarter)), Some(3.0_f64.to_bits()));
    assert_eq!(both(of(1, Grain::Year)), Some(4.0_f64.to_bits()), "answers of two quarters are in the year");
    assert_eq!(people.all_sums(Weighing::Even).map(|sums| sums.pairs[0][0].to_bits()), Some(4.0_f64.to_bits()));
    assert_eq!(both(of(1, Grain::Week)), None);
    assert_eq!(both(of(3, Grain::Month)), None);
    assert_eq!(people.all_sums(Weighing::Weighed), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_never_wider_than_the_widest_and_has_a_width(
        parts in proptest::collection::vec((0_u64..500, 1_u64..500), 2..12),
        covariances in proptest::collection::vec(proptest::option::of(-900.0..900.0), 12),
    ) {
        let readings: Vec<Reading> = parts.iter().map(|(hits, n)| share(hits % (n + 1), *n)).collect();
        let known = |one: usize, other: usize| covariances[(one * 7 + other) % 12];
        let whole = compose_people(&readings, None, known).unwrap();
        let widest = compose(&readings).unwrap();
        let (error, most) = (whole.error().unwrap(), widest.error().unwrap());
        prop_assert!(0.0 < error && error <= most, "{error} {most}");
        let (own, ends) = (whole.interval.unwrap(), widest.interval.unwrap());
        prop_assert!(ends.low <= own.low + 1e-9 && own.low <= whole.value + 1e-9, "{own:?}");
        prop_assert!(whole.value <= own.high + 1e-9 && own.high <= ends.high + 1e-9, "{own:?}");
        prop_assert_eq!(whole.value.to_bits(), widest.value.to_bits());
    }
}
