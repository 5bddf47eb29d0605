//! What must hold of any counts: intervals hold their value, places hold their place.

use proptest::prelude::*;

use super::*;
use crate::metric::vectors::near;
use crate::metric::{
    AnswerScale, Crowd, Direction, Gate, Interval, JointCounts, Kind, Limits, Measure, Tally, Unrelated,
};

const FEW: u64 = 30;
const GATE: Gate = Gate::new(Limits { few: FEW, hidden: 5 }, Crowd::Everyone);

fn scales() -> (AnswerScale, AnswerScale) {
    let of = |kind| AnswerScale::of(&Measure::new(kind, None, None)).expect("few answers");
    (of(Kind::Csat), of(Kind::Nps))
}

fn even(pairs: &[(i32, i32)]) -> JointCounts {
    let mut counts = JointCounts::new(scales());
    for pair in pairs {
        assert!(counts.add(*pair, None));
    }
    counts
}

fn weighed(pairs: &[((i32, i32), f64)]) -> JointCounts {
    let mut counts = JointCounts::weighted(scales());
    for (pair, weight) in pairs {
        assert!(counts.add(*pair, Some(*weight)));
    }
    counts
}

#[test]
fn without_spread_or_pairs_there_is_a_reason() {
    let told = |counts: &JointCounts| GATE.correlation(counts, std::iter::empty()).map_err(|why| why.to_string());
    let many = |pair: (i32, i32), n: usize| vec![pair; n];
    for (counts, expected) in [
        (even(&[]), "nobody answered both"),
        (even(&[(4, 9)]), "n 1, fewer than 30"),
        (even(&[(4, 9), (1, 2)]), "n 2, fewer than 30"),
        (even(&many((4, 9), 12)), "n 12, fewer than 30"),
        (even(&many((4, 9), 40)), "everybody said 4"),
        (even(&[many((4, 9), 40), many((3, 9), 40)].concat()), "everybody gave 9 as outcome"),
        (
            weighed(&[vec![((4, 9), 1e-6); 40], vec![((1, 2), 1e6), ((2, 3), 1e6)]].concat()),
            "n 42, by their weights worth no more than 3",
        ),
    ] {
        assert_eq!(told(&counts), Err(expected.to_owned()));
    }
    let filtered = Gate::new(Limits { few: FEW, hidden: 5 }, Crowd::Filtered);
    let few = filtered.correlation(&even(&[(4, 9)]), std::iter::empty());
    assert!(matches!(few, Err(Unrelated::Withheld(_))), "{few:?}");
    let of_others = filtered.correlation(&even(&[many((4, 9), 40), many((1, 2), 40)].concat()), [82].into_iter());
    assert!(matches!(of_others, Err(Unrelated::Withheld(_))), "two others would be told: {of_others:?}");
}

#[test]
fn all_on_a_line_go_together_for_sure() {
    let line: Vec<(i32, i32)> = (0..60).map(|idx| (1 + idx % 5, 2 * (idx % 5))).collect();
    let own = even(&line).correlation().expect("a spread");
    near(own.r, 1.0);
    assert!(own.interval.contains(own.r) && own.interval.high <= 1.0);
    let weighty: Vec<_> =
        line.iter().enumerate().map(|(idx, pair)| (*pair, 1.0 + f64::from(u8::try_from(idx % 7).unwrap()))).collect();
    let own = weighed(&weighty).correlation().expect("a spread");
    assert!(own.n_eff <= 60.0 && own.n_eff > 30.0, "{own:?}");
}

#[test]
fn places_are_told_apart_only_by_what_is_sure() {
    let of = |value, error| FixOrder { value, error };
    let ranges = place_ranges(&[of(0.30, 0.01), of(0.29, 0.01), of(0.10, 0.01), of(0.10, 0.01)]);
    let told: Vec<_> = ranges.iter().map(|own| (own.place, own.first, own.last)).collect();
    assert_eq!(told, [(1, 1, 2), (2, 1, 2), (3, 3, 4), (4, 3, 4)]);
    assert_eq!(place_ranges(&[]), []);
    assert_eq!(place_ranges(&[of(0.1, 0.5)]), [PlaceRange { place: 1, first: 1, last: 1 }]);
}

#[test]
fn a_quadrant_is_sure_only_off_both_medians() {
    let medians = DriverMedians::of(&[(0.3, 60.0), (0.4, 70.0), (0.5, 80.0)]).expect("places");
    assert_eq!(medians, DriverMedians { importance: 0.4, performance: 70.0 });
    assert_eq!(DriverMedians::of(&[]), None);
    let near = |value: f64, half: f64| (value, Some(Interval { low: value - half, high: value + half }));
    let place = |r, value| medians.place(r, value, Direction::HigherIsBetter);
    for (r, value, expected) in [
        (near(0.5, 0.05), near(60.0, 2.0), (Quadrant::Focus, true)),
        (near(0.5, 0.05), near(80.0, 2.0), (Quadrant::KeepUp, true)),
        (near(0.3, 0.05), near(60.0, 2.0), (Quadrant::Monitor, true)),
        (near(0.3, 0.05), near(80.0, 20.0), (Quadrant::Maintain, false)),
        (near(0.4, 0.05), near(60.0, 2.0), (Quadrant::Focus, false)),
        ((0.5, None), near(60.0, 2.0), (Quadrant::Focus, false)),
    ] {
        assert_eq!(place(r, value), expected);
    }
    let worse_high = medians.place(near(0.5, 0.05), near(80.0, 2.0), Direction::LowerIsBetter);
    assert_eq!(worse_high, (Quadrant::Focus, true));
}

#[test]
fn what_a_place_lacks_goes_by_what_its_metric_can_be() {
    let lacking =
        |kind, value, direction| Strength::lacking((value, Some(1.0)), &Measure::new(kind, None, None), direction);
    near(lacking(Kind::Csat, 57.0, Direction::HigherIsBetter).unwrap().value, 0.43);
    near(lacking(Kind::Csat, 57.0, Direction::HigherIsBetter).unwrap().error, 0.01);
    near(lacking(Kind::Ces, 5.5, Direction::HigherIsBetter).unwrap().value, 0.25);
    near(lacking(Kind::Nps, 50.0, Direction::HigherIsBetter).unwrap().value, 0.25);
    near(lacking(Kind::Rate, 30.0, Direction::LowerIsBetter).unwrap().value, 0.3);
    assert_eq!(lacking(Kind::Amount, 30.0, Direction::HigherIsBetter), None);
}

#[test]
fn reach_is_a_share_of_rows() {
    let measure = Measure::new(Kind::Csat, None, None);
    let rate = Measure::new(Kind::Rate, None, None);
    let fill = |mut answers: Tally, mut rows: Tally, weights: &[(f64, bool)]| {
        for (weight, has_answer) in weights {
            assert!(rows.add_weighted(1.0, Some(*weight)));
            assert!(!has_answer || answers.add_weighted(4.0, Some(*weight)));
        }
        answers.part_of(&rows).expect("rows")
    };
    let rows = [(1.0, true), (1.0, true), (1.0, true), (1.0, false)];
    let plain = fill(Tally::new(&measure), Tally::new(&rate), &rows);
    let ones = fill(Tally::weighted(&measure), Tally::weighted(&rate), &rows);
    near(plain.value, 75.0);
    assert_eq!((plain.n, ones.n, plain.value.to_bits(), plain.interval), (4, 4, ones.value.to_bits(), ones.interval));
    // pandas: 100 * w[answered].sum() / w.sum().
    let own = fill(Tally::weighted(&measure), Tally::weighted(&rate), &[(0.5, true), (2.0, false), (1.5, true)]);
    near(own.value, 50.0);
    assert!(own.n == 3 && own.n_eff < 3.0);
}

fn answers() -> impl Strategy<Value = Vec<((i32, i32), f64)>> {
    proptest::collection::vec(((1..=5, 0..=10), (1..400_u32).prop_map(|w| f64::from(w) / 100.0)), 0..120)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_interval_holds_r_and_stays_in_range(pairs in answers()) {
        let plain: Vec<_> = pairs.iter().map(|(pair, _)| *pair).collect();
        for own in [even(&plain), weighed(&pairs)].iter().filter_map(JointCounts::correlation) {
            prop_assert!(own.interval.contains(own.r), "{own:?}");
            prop_assert!(own.interval.low >= -1.0 && own.interval.high <= 1.0);
            prop_assert!(own.n_eff <= f64::from(u32::try_from(own.n).unwrap()) && own.n_eff > 3.0);
            prop_assert!(own.error_of_low().is_finite() && (-1.0..=1.0).contains(&own.spearman));
        }
    }

    #[test]
    fn more_of_the_same_make_it_surer(pairs in answers()) {
        let plain: Vec<_> = pairs.iter().map(|(pair, _)| *pair).collect();
        if let Some(once) = even(&plain).correlation().filter(|own| own.r.abs() < 1.0 - 1e-9) {
            let twice = even(&[plain.clone(), plain].concat()).correlation().unwrap();
            near(once.r, twice.r);
            prop_assert!(twice.interval.half_width() < once.interval.half_width());
        }
    }

    #[test]
    fn weights_of_one_change_no_digit(pairs in answers()) {
        let plain: Vec<_> = pairs.iter().map(|(pair, _)| *pair).collect();
        let ones: Vec<_> = plain.iter().map(|pair| (*pair, 1.0)).collect();
        let (own, other) = (even(&plain).correlation(), weighed(&ones).correlation());
        prop_assert_eq!(own.is_some(), other.is_some());
        if let (Some(own), Some(other)) = (own, other) {
            prop_assert_eq!((own.r.to_bits(), own.interval, own.n_eff.to_bits()), (other.r.to_bits(), other.interval, other.n_eff.to_bits()));
        }
    }

    #[test]
    fn no_order_of_rows_changes_a_digit(pairs in answers(), at in any::<prop::sample::Index>()) {
        let mut turned = pairs.clone();
        turned.rotate_left(if pairs.is_empty() { 0 } else { at.index(pairs.len()) });
        prop_assert_eq!(weighed(&pairs).correlation(), weighed(&turned).correlation());
    }

    #[test]
    fn a_place_lies_in_its_range(all in proptest::collection::vec((-0.2..0.6_f64, 0.0..0.2_f64), 0..40)) {
        let all: Vec<_> = all.into_iter().map(|(value, error)| FixOrder { value, error }).collect();
        let ranges = place_ranges(&all);
        let mut places: Vec<_> = ranges.iter().map(|own| own.place).collect();
        places.sort_unstable();
        prop_assert_eq!(places, (1..=all.len()).collect::<Vec<_>>());
        for own in ranges {
            prop_assert!(1 <= own.first && own.first <= own.place && own.place <= own.last && own.last <= all.len());
        }
    }
}
