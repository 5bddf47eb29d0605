//! What may be told of groups, and what would tell of those that may not be.

use proptest::prelude::*;

use super::*;
use crate::metric::Limits;
use crate::metric::vectors::CSAT;

const GATE: Gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Everyone);

fn counts((hits, n): (u64, u64), (later, m): (u64, u64)) -> GroupCounts {
    let side = |hits: u64, n: u64| (n > 0).then(|| Tally::share(hits.min(n), n));
    GroupCounts { before: side(hits, n), after: side(later, m) }
}

fn told(groups: &[GroupCounts]) -> GroupsTold {
    GATE.groups(groups, (0, 0), &CSAT, Some(crate::metric::Margin { size: 2.0, is_usual: true }))
}

fn is_told(own: &GroupTold) -> bool {
    [own.before, own.after].iter().flatten().all(|own| own.disclosed().is_some())
}

#[test]
fn each_is_judged_among_all_and_the_small_are_listed() {
    let groups = [
        counts((90, 100), (40, 100)),
        counts((50, 100), (52, 100)),
        counts((9, 12), (2, 12)),
        counts((0, 0), (30, 40)),
    ];
    let told = told(&groups);
    let [fell, same, few, new] = told.groups.as_slice() else { panic!("{told:?}") };
    let change = fell.change.unwrap();
    assert_eq!((change.verdict, change.standing.family), (crate::metric::Verdict::Fell, 2));
    assert_eq!(fell.rest.map(|own| own.n()), Some(152), "the rest is all but the group");
    assert!(fell.beyond_rest.unwrap().difference < 0.0 && fell.against_rest.is_some());
    assert!(same.change.is_some() && few.change.is_none() && new.change.is_none());
    assert!(is_told(few) && few.after.is_some_and(|own| own.disclosed().is_some_and(Disclosed::is_few)));
    assert_eq!(told.n_hidden, 0);
    assert!(told.alike.unwrap().p < 1e-6 && told.differ.is_some() && !told.is_reversed);
    let mix = told.mix.unwrap();
    let whole = told.whole.unwrap().change.unwrap();
    assert!((mix.total - whole.difference).abs() < 1e-9);
}

#[test]
fn the_few_are_hidden_and_so_is_what_would_tell_them() {
    // 3 of the last: without the smallest of the others they would be what is left of the whole.
    let told = told(&[counts((50, 100), (40, 100)), counts((20, 40), (20, 40)), counts((1, 3), (2, 9))]);
    assert_eq!(told.groups.iter().map(is_told).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(told.n_hidden, 2);
    let only = &told.groups[0];
    assert_eq!(
        (only.rest, only.against_rest, only.beyond_rest),
        (None, None, None),
        "its rest are those that are hidden"
    );
    let why = |idx: usize| told.groups[idx].before.and_then(|own| own.withheld()).unwrap().to_string();
    assert_eq!(why(1), "hidden: beside it fewer than 5 answers of another group could be told");
    assert_eq!(why(2), "hidden: 3 answers, fewer than 5");
}

#[test]
fn a_group_of_nearly_all_is_hidden() {
    let told = told(&[counts((50, 100), (40, 100)), counts((1, 3), (2, 4))]);
    assert!(!told.groups.iter().any(is_told));
    assert_eq!(told.mix, None, "two that are told as one have no mix");
}

#[test]
fn those_of_no_group_are_not_told_by_what_the_groups_come_to() {
    let groups = [counts((50, 100), (40, 100)), counts((20, 40), (20, 40)), counts((30, 60), (20, 60))];
    let sealed = GATE.groups(&groups, (2, 0), &CSAT, None);
    assert_eq!((sealed.mix, sealed.whole, sealed.n_hidden), (None, None, 0));
    assert_eq!(sealed.groups.iter().map(is_told).collect::<Vec<_>>(), [true, false, true]);
    assert!(sealed.groups.iter().all(|own| own.rest.is_none()));
    let open = GATE.groups(&groups, (20, 0), &CSAT, None);
    assert!(open.mix.is_some() && open.groups.iter().all(is_told));
}

#[test]
fn nothing_and_one_group_say_nothing() {
    assert_eq!(told(&[]).groups, []);
    let one = told(&[counts((50, 100), (40, 100))]);
    assert!(one.groups[0].change.is_some() && one.groups[0].rest.is_none());
    assert_eq!((one.alike, one.differ, one.mix, one.is_reversed), (None, None, None, false));
    let later = told(&[counts((0, 0), (40, 100)), counts((0, 0), (20, 50))]);
    assert!(later.groups.iter().all(|own| own.change.is_none() && own.against_rest.is_some()));
    assert_eq!(later.mix, None);
}

#[test]
fn all_that_fall_while_the_whole_rises_are_said() {
    let told = told(&[counts((81, 87), (234, 270)), counts((192, 263), (55, 80))]);
    assert!(told.is_reversed, "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_hidden_is_never_few(sizes in proptest::collection::vec((0_u64..40, 0_u64..12), 0..8), outside in 0_u64..9) {
        let groups: Vec<GroupCounts> = sizes.iter().map(|(n, m)| counts((n / 2, *n), (m / 3, *m))).collect();
        let told = GATE.groups(&groups, (outside, outside), &CSAT, None);
        for side in [|own: &GroupTold| own.before, |own: &GroupTold| own.after] {
            let of = |is_shown: bool| -> u64 {
                let own = told.groups.iter().filter_map(side).filter(|own| own.disclosed().is_some() == is_shown);
                own.map(|own| own.n()).sum()
            };
            let is_any_shown = of(true) > 0;
            prop_assert!(!is_any_shown || of(false) + outside == 0 || of(false) + outside >= 5);
            prop_assert!(told.groups.iter().filter_map(side).all(|own| own.disclosed().is_none() || own.n() >= 5));
        }
    }
}
