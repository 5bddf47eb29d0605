//! The same people or other people, of few and of many.

use proptest::prelude::*;

use super::*;
use crate::metric::fixed::real;
use crate::metric::vectors::{CSAT, near};
use crate::metric::{Sample, score};

fn portion(hits: u64, n: u64) -> Option<Portion> {
    Some(Portion { weight: real(n), reading: score::share(real(hits), Sample::of(n))? })
}

fn pair(before: (u64, u64), after: (u64, u64)) -> GroupPair {
    GroupPair { before: portion(before.0 % (before.1 + 1), before.1), after: portion(after.0 % (after.1 + 1), after.1) }
}

#[test]
fn what_is_only_mix_is_mix() {
    let own = mix_or_real(&[pair((80, 100), (160, 200)), pair((20, 100), (10, 50))]).unwrap();
    near(own.within.value, 0.0);
    near(own.mix.value, 18.0);
    near(own.total, 18.0);
    assert!(own.mix.is_sure() && !own.within.is_sure());
}

#[test]
fn a_group_of_one_period_is_mix() {
    let new = GroupPair { before: None, after: portion(40, 40) };
    let own = mix_or_real(&[pair((50, 100), (50, 100)), new]).unwrap();
    near(own.within.value, 0.0);
    near(own.total, 100.0 * 90.0 / 140.0 - 50.0);
    assert!(own.mix.interval.is_some());
}

#[test]
fn little_says_nothing() {
    assert_eq!(mix_or_real(&[]), None);
    assert_eq!(mix_or_real(&[pair((5, 9), (6, 9))]), None, "one group");
    let gone = GroupPair { before: portion(3, 9), after: None };
    assert_eq!(mix_or_real(&[gone, gone]), None, "nobody after");
    let sums = Portion { weight: 2.0, reading: score::sum(3.0, 2).unwrap() };
    assert_eq!(mix_or_real(&[GroupPair { before: Some(sums), after: Some(sums) }; 2]), None, "sums are no means");
    let mean = |n| Portion { weight: real(n), reading: score::mean(3.0, None, Sample::of(n)).unwrap() };
    let own = mix_or_real(&[GroupPair { before: Some(mean(1)), after: Some(mean(1)) }; 2]).unwrap();
    assert_eq!((own.within.interval, own.mix.p), (None, None), "one answer has no spread");
}

#[test]
fn answers_by_weights_and_for_want_of_them_are_not_put_together() {
    let with = |weighing| Portion {
        weight: 40.0,
        reading: Reading { weighing, ..score::share(9.0, Sample::of(40)).unwrap() },
    };
    let group = |own, then| GroupPair { before: Some(with(own)), after: Some(with(then)) };
    assert_eq!(mix_or_real(&[group(Weighing::Unweighed, Weighing::Weighed); 2]), None);
    assert!(mix_or_real(&[group(Weighing::Weighed, Weighing::Weighed); 2]).is_some());
}

#[test]
fn all_ways_one_and_the_whole_the_other_is_said() {
    // Kidney stones: 81 of 87 and 192 of 263 against 234 of 270 and 55 of 80.
    assert!(is_reversed(&[-6.4, -4.3], 4.6) && is_reversed(&[0.1, 2.0, 3.0], -0.1));
    assert!(!is_reversed(&[-6.4, 0.0], 4.6) && !is_reversed(&[-6.4, 1.0], 4.6) && !is_reversed(&[-6.4, -4.3], -1.0));
    assert!(!is_reversed(&[-6.4], 4.6) && !is_reversed(&[], 4.6) && !is_reversed(&[-6.4, -4.3], 0.0));
}

#[test]
fn a_tally_weighs_what_its_reading_rests_on() {
    let mut own = Tally::weighted(&CSAT);
    assert!(own.add_weighted(4.0, None));
    near(own.weight(), 1.0);
    assert!(own.add_weighted(4.0, Some(0.5)) && own.add_weighted(2.0, Some(1.75)));
    near(own.weight(), 2.25);
    near(Tally::share(3, 9).weight(), 9.0);
}

type Counts = ((u64, u64), (u64, u64));

fn groups() -> impl Strategy<Value = Vec<Counts>> {
    proptest::collection::vec(((0_u64..300, 1_u64..300), (0_u64..300, 1_u64..300)), 2..9)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_add_up_and_turn_with_time(counts in groups()) {
        let all: Vec<GroupPair> = counts.iter().map(|(before, after)| pair(*before, *after)).collect();
        let own = mix_or_real(&all).unwrap();
        let turned: Vec<GroupPair> = all.iter().rev().map(|own| GroupPair { before: own.after, after: own.before }).collect();
        let back = mix_or_real(&turned).unwrap();
        for (one, other) in [(own.within, back.within), (own.mix, back.mix)] {
            near(one.value, -other.value);
            near(one.p.unwrap_or(1.0), other.p.unwrap_or(1.0));
            prop_assert!(one.interval.is_none_or(|interval| interval.contains(one.value)));
        }
        let value = |of: fn(&GroupPair) -> Option<Portion>| {
            let (hits, n) = all.iter().filter_map(of).fold((0.0, 0.0), |(hits, n), own| {
                (hits + own.reading.value * own.weight, n + own.weight)
            });
            hits / n
        };
        near(own.total, value(|own| own.after) - value(|own| own.before));
        near(own.within.value + own.mix.value, own.total);
    }

    #[test]
    fn more_answers_make_it_surer(counts in groups(), times in 2_u64..6) {
        let of = |times: u64| {
            let times = |(hits, n): (u64, u64)| (times * (hits % (n + 1)), times * n);
            let all: Vec<GroupPair> = counts.iter().map(|(before, after)| pair(times(*before), times(*after))).collect();
            mix_or_real(&all).unwrap()
        };
        let (few, many) = (of(1), of(times));
        for (few, many) in [(few.within, many.within), (few.mix, many.mix)] {
            near(few.value, many.value);
            if let (Some(few), Some(many)) = (few.interval, many.interval) {
                prop_assert!(many.half_width() < few.half_width());
            }
        }
    }
}
