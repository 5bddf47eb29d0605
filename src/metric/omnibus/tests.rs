//! Whether groups moved alike, and the rest of each.

use proptest::prelude::*;

use super::*;
use crate::metric::Sample;
use crate::metric::change::compare;
use crate::metric::fixed::real;
use crate::metric::score;
use crate::metric::vectors::{CSAT, NPS, near};

fn answers(counts: [u64; 5]) -> Tally {
    Tally::of_answers(&CSAT, counts.to_vec())
}

fn change((hits, n): (u64, u64), (later, m): (u64, u64)) -> Comparison {
    let share = |hits: u64, n: u64| score::share(real(hits % (n + 1)), Sample::of(n)).unwrap();
    compare(&share(hits, n), &share(later, m)).unwrap()
}

#[test]
fn the_rest_is_all_but_the_group() {
    let groups = [answers([1, 0, 0, 0, 9]), answers([5, 0, 0, 5, 0]), answers([0, 0, 7, 0, 3])].map(Some);
    let rests = rests(&groups, &CSAT);
    let told: Vec<(u64, f64)> = rests.iter().map(|own| own.map(|own| (own.n, own.value)).unwrap()).collect();
    assert_eq!(told, [(20, 40.0), (20, 60.0), (20, 70.0)]);
}

#[test]
fn one_group_has_no_rest_and_an_empty_one_is_in_none() {
    assert_eq!(rests(&[Some(answers([1; 5]))], &CSAT), [None]);
    assert_eq!(rests(&[], &CSAT), []);
    let told = rests(&[Some(answers([1; 5])), None, Some(answers([0, 0, 0, 0, 4]))], &CSAT);
    assert_eq!(told.iter().map(|own| own.map(|own| own.n)).collect::<Vec<_>>(), [Some(4), Some(9), Some(5)]);
    // Counts of another measure are not added.
    let odd = [Some(answers([1; 5])), Some(Tally::of_answers(&NPS, vec![1; 11])), None];
    assert_eq!(rests(&odd, &CSAT)[2], None);
}

#[test]
fn one_change_is_like_no_other() {
    assert_eq!(moved_alike(&[]), None);
    assert_eq!(moved_alike(&[change((3, 9), (4, 9))]), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_changes_nothing_and_turning_time_neither(
        sides in proptest::collection::vec(((0_u64..300, 1_u64..300), (0_u64..300, 1_u64..300)), 2..9),
    ) {
        let changes: Vec<Comparison> = sides.iter().map(|(from, to)| change(*from, *to)).collect();
        let own = moved_alike(&changes).unwrap();
        let turned: Vec<Comparison> = sides.iter().rev().map(|(from, to)| change(*to, *from)).collect();
        near(moved_alike(&turned).unwrap().statistic, own.statistic);
        prop_assert!((0.0..=1.0).contains(&own.p));
    }

    #[test]
    fn what_is_beyond_flips_with_its_sides_and_holds_itself(a in 0_u64..300, b in 0_u64..300, n in 1_u64..300, m in 1_u64..300) {
        let (own, rest) = (change((a, n), (b, m)), change((b, n), (a, m)));
        let (one, other) = (beyond(&own, &rest).unwrap(), beyond(&rest, &own).unwrap());
        near(one.difference, -other.difference);
        near(one.p, other.p);
        prop_assert!(one.interval.contains(one.difference));
        near(one.interval.low, -other.interval.high);
    }

    #[test]
    fn the_rest_of_many_is_their_sum(counts in proptest::collection::vec(proptest::array::uniform5(0_u64..40), 2..9)) {
        let groups: Vec<Option<Tally>> = counts.iter().map(|own| Some(answers(*own))).collect();
        for (nth, rest) in rests(&groups, &CSAT).into_iter().enumerate() {
            let mut sum = answers([0; 5]);
            for (_, own) in groups.iter().enumerate().filter(|(idx, _)| *idx != nth) {
                prop_assert!(sum.merge(own.as_ref().unwrap()));
            }
            prop_assert_eq!(rest, sum.reading(&CSAT));
        }
    }
}
