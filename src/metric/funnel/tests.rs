//! Where people are lost, step by step.

use proptest::prelude::*;

use super::*;
use crate::metric::vectors::{near, spans};

/// `maps/toys` over its 52 weeks.
const TOYS: [StepCounts; 5] = [
    StepCounts { entered: 540_000, completed: 243_000 },
    StepCounts { entered: 243_000, completed: 17_280 },
    StepCounts { entered: 17_280, completed: 16_740 },
    StepCounts { entered: 16_740, completed: 16_200 },
    StepCounts { entered: 16_200, completed: 11_700 },
];

const FEW: u64 = 30;

fn steps_of(counts: &[(u64, u64)]) -> Vec<StepCounts> {
    counts.iter().map(|(entered, completed)| StepCounts { entered: *entered, completed: *completed }).collect()
}

/// `statsmodels.stats.proportion.proportion_confint(method="wilson")`, statsmodels 0.15.0.
#[test]
fn the_three_leaks_of_a_shop_differ() {
    assert_eq!(leaks(&TOYS, FEW), Leaks { most: Some(0), rate: Some(1), after_looking: Some(4), between: None });
    assert_eq!(TOYS.map(StepCounts::lost), [297_000, 225_720, 540, 540, 4_500]);
    let (from, left) = abandonment(&TOYS, FEW).expect("carts");
    assert_eq!((from, left.n), (2, 17_280));
    near(left.value, 100.0 * 5_580.0 / 17_280.0);
    spans(left.interval.expect("an interval"), 31.598_492_703_916_424, 32.992_712_239_839_314);
    let whole = overall(&TOYS).expect("orders");
    near(whole.value, 100.0 * 11_700.0 / 540_000.0);
    spans(whole.interval.expect("an interval"), 2.128_173_505_870_980_5, 2.205_840_377_362_739_5);
    assert_eq!(surplus(&TOYS), [0; 5]);
}

#[test]
fn a_reason_and_no_number_where_there_is_none() {
    let cases: [&[(u64, u64)]; 4] = [&[], &[(0, 0)], &[(0, 0), (0, 0)], &[(1, 2)]];
    for counts in cases {
        let steps = steps_of(counts);
        assert_eq!(overall(&steps), None, "{counts:?}");
        assert_eq!(leaks(&steps, FEW), Leaks::default(), "{counts:?}");
        assert_eq!(abandonment(&steps, FEW), None, "{counts:?}");
        assert!(still_there(&steps).iter().all(Option::is_none), "{counts:?}");
        assert!(steps.iter().all(|step| step.conversion().is_none() && step.loss().is_none()), "{counts:?}");
    }
    // Nobody is lost: no leak.
    assert_eq!(leaks(&steps_of(&[(90, 90), (90, 90)]), FEW), Leaks::default());
    // All at once: every share is 0.
    let lost = steps_of(&[(40, 0)]);
    assert_eq!(leaks(&lost, FEW), Leaks { most: Some(0), rate: Some(0), after_looking: None, between: None });
    assert_eq!(overall(&lost).map(|own| own.value.to_bits()), Some(0.0_f64.to_bits()));
}

/// `statsmodels.stats.proportion.proportion_confint(459, 851, method="wilson")`, statsmodels 0.15.0.
#[test]
fn who_went_on_and_did_not_come_is_lost_between() {
    let steps = steps_of(&[(1_070, 962), (962, 851), (392, 359)]);
    assert_eq!(leaks(&steps, FEW).between, Some(2));
    let lost = steps[1].lost_before(steps[2]).expect("a share");
    near(lost.value, 100.0 * 459.0 / 851.0);
    assert_eq!(lost.n, 851);
    // All came, more came, nobody is counted there, nobody went on.
    near(steps[0].lost_before(steps[1]).expect("a share").value, 0.0);
    for (completed, entered) in [(40, 41), (40, 0), (0, 0)] {
        let two = steps_of(&[(90, completed), (entered, 0)]);
        assert_eq!(two[0].lost_before(two[1]), None);
        assert_eq!(leaks(&two, FEW).between, None);
    }
    // Whoever begins is at a step, or between two, or done: nobody is lost twice.
    let (_, left) = abandonment(&steps, FEW).expect("a share");
    let at: u64 = steps.iter().map(|own| own.lost()).sum();
    near(left.value, 100.0 * real(at + 459) / 1_070.0);
}

/// A payment that half give up at is a leak of those who mean it, though no more than half go on.
#[test]
fn whoever_looks_around_no_more_may_still_leave_by_the_half() {
    let steps = steps_of(&[(9_000, 1_800), (1_800, 1_500), (1_500, 700)]);
    assert_eq!(leaks(&steps, FEW), Leaks { most: Some(0), rate: Some(0), after_looking: Some(2), between: None });
}

/// Half of those who come go on, and there most of those who came again leave: that is no looking around.
#[test]
fn only_steps_at_the_top_are_looking_around() {
    let steps = steps_of(&[(100, 50), (180, 40), (500, 499)]);
    assert_eq!(in_earnest(&steps, FEW), Some(0));
    assert_eq!(leaks(&steps, FEW), Leaks { most: Some(1), rate: Some(1), after_looking: Some(1), between: None });
    let steps = steps_of(&[(100, 40), (90, 60), (60, 10), (50, 49)]);
    assert_eq!(leaks(&steps, FEW).after_looking, Some(2));
}

#[test]
fn a_step_that_few_enter_is_not_ranked() {
    let steps = steps_of(&[(400, 300), (300, 29), (29, 1), (1, 0)]);
    assert_eq!(leaks(&steps, FEW), Leaks { most: Some(1), rate: Some(1), after_looking: Some(1), between: None });
    assert_eq!(leaks(&steps, 0).rate, Some(3));
}

#[test]
fn who_enters_without_having_completed_the_step_before_is_no_negative_loss() {
    let steps = steps_of(&[(100, 40), (55, 50), (50, 20)]);
    assert_eq!(surplus(&steps), [0, 15, 0]);
    assert_eq!(steps.iter().map(|step| step.lost()).sum::<u64>(), 95);
    // More completed it than ever came.
    let again = steps_of(&[(10, 5), (90, 60)]);
    assert_eq!(overall(&again), None);
    assert_eq!(still_there(&again)[1], None);
}

fn counts() -> impl Strategy<Value = Vec<StepCounts>> {
    let step = (0..5_000_u64).prop_flat_map(|entered| {
        (Just(entered), 0..=entered).prop_map(|(entered, completed)| StepCounts { entered, completed })
    });
    proptest::collection::vec(step, 0..9)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shares_hold_their_value_and_stay_in_range(steps in counts(), few in 0..60_u64) {
        let mut told: Vec<Reading> = steps.iter().flat_map(|step| [step.conversion(), step.loss()]).flatten().collect();
        told.extend(still_there(&steps).into_iter().flatten());
        told.extend(overall(&steps));
        told.extend(abandonment(&steps, few).map(|(_, reading)| reading));
        for reading in told {
            let interval = reading.interval.expect("a share has one");
            prop_assert!(interval.contains(reading.value));
            prop_assert!(interval.low >= 0.0 && interval.high <= 100.0);
        }
    }

    #[test]
    fn what_goes_on_and_what_is_lost_is_all(steps in counts()) {
        for step in steps {
            let Some((on, lost)) = step.conversion().zip(step.loss()) else { continue };
            prop_assert!((on.value + lost.value - 100.0).abs() < 1e-9);
            let (on, lost) = (on.interval.unwrap(), lost.interval.unwrap());
            prop_assert!((on.low + lost.high - 100.0).abs() < 1e-9 && (on.high + lost.low - 100.0).abs() < 1e-9);
        }
    }

    #[test]
    fn more_people_are_surer(entered in 1..5_000_u64, share in 0.0..=1.0_f64, times in 2..9_u64) {
        let completed = (0..=entered).find(|own| real(*own) >= real(entered) * share).unwrap_or(entered);
        let of = |times: u64| {
            let step = StepCounts { entered: entered * times, completed: completed * times };
            step.conversion().and_then(|own| own.interval).expect("people").half_width()
        };
        prop_assert!(of(times) < of(1));
    }

    #[test]
    fn leaks_are_where_most_is_lost(steps in counts(), few in 0..60_u64) {
        let found = leaks(&steps, few);
        let of = |idx: usize| steps[idx];
        let share = |step: StepCounts| real(step.completed) / real(step.entered);
        for step in steps.iter().filter(|step| step.entered >= few.max(1)) {
            prop_assert!(found.most.map_or(0, |idx| of(idx).lost()) >= step.lost());
            prop_assert!(found.rate.is_none_or(|idx| share(of(idx)) <= share(*step)));
        }
        for idx in [found.most, found.rate, found.after_looking].into_iter().flatten() {
            prop_assert!(of(idx).lost() > 0 && of(idx).entered >= few);
        }
        if let Some(idx) = found.after_looking {
            prop_assert!(idx > 0 && steps[..=idx].iter().any(|step| step.keeps_half()));
        }
    }
}
