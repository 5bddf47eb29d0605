//! What may be told of how many.

use super::*;
use crate::metric::fixed::real;
use crate::metric::{Kind, Sample, score};

const LIMITS: Limits = Limits { few: 30, hidden: 5 };
const NPS: Measure = Measure { kind: Kind::Nps, scale: (0, 10), top: 9 };

fn nps(gate: Gate, n: u64) -> Gated {
    gate.admit(&score::nps(real(n), 0.0, Sample::of(n)).expect("answers"), &NPS)
}

#[test]
fn small_filtered_groups_are_withheld_and_everyone_is_not() {
    let (everyone, filtered) = (Gate::new(LIMITS, Crowd::Everyone), Gate::new(LIMITS, Crowd::Filtered));
    for (gate, n, is_told) in
        [(everyone, 1, true), (filtered, 1, false), (filtered, 4, false), (filtered, 5, true), (filtered, 40, true)]
    {
        let gated = nps(gate, n);
        assert_eq!((gated.n(), gated.disclosed().is_some()), (n, is_told), "{gate:?}");
        assert_eq!(gated.withheld().is_some(), !is_told, "{gate:?}");
        assert_eq!(gated.disclosed().is_some_and(Disclosed::is_few), is_told && n < 30);
    }
    let words = |n| nps(filtered, n).withheld().map(|withheld| withheld.to_string());
    assert_eq!(words(1).as_deref(), Some("hidden: 1 answer, fewer than 5"));
    assert_eq!(words(4).as_deref(), Some("hidden: 4 answers, fewer than 5"));
    let open = Gate::new(Limits { hidden: 0, ..LIMITS }, Crowd::Filtered);
    assert!(nps(open, 1).disclosed().is_some(), "a limit of 0 hides nothing");
}

#[test]
fn an_interval_ends_where_values_do_and_the_margin_is_none_where_it_is_lopsided() {
    let gated = nps(Gate::new(LIMITS, Crowd::Everyone), 4);
    let disclosed = gated.disclosed().expect("shown");
    let interval = disclosed.interval().expect("an interval");
    assert!((interval.high - 100.0).abs() < 1e-9, "{interval:?}");
    assert!(disclosed.headline().margin().is_none(), "{interval:?}");
}

#[test]
fn few_answers_are_no_change() {
    let gate = Gate::new(LIMITS, Crowd::Everyone);
    let of = |promoters, n| {
        *gate.admit(&score::nps(promoters, 0.0, Sample::of(n)).expect("answers"), &NPS).disclosed().unwrap()
    };
    assert!(of(40.0, 40).change_since(&of(1.0, 40)).is_some());
    assert_eq!(of(40.0, 40).change_since(&of(1.0, 29)), None);
    assert_eq!(of(20.0, 29).change_since(&of(1.0, 40)), None);
}

#[test]
fn what_is_left_of_a_larger_group_is_not_told_by_the_difference() {
    let day = jiff::civil::date(2026, 5, 1);
    let of = |n: u64| {
        let mut series = Series::new(Grain::Day);
        (0..n).for_each(|_| assert!(series.add(day, &NPS, 9.0)));
        series
    };
    let told = |crowd, n, others: &[u64]| {
        let others: Vec<Series> = others.iter().map(|n| of(*n)).collect();
        let beside: Vec<&Series> = others.iter().collect();
        let readings = Gate::new(LIMITS, crowd).readings(&of(n), &beside, (Grain::Month, &NPS));
        let total = Gate::new(LIMITS, crowd).total(&of(n), &beside, &NPS).expect("answers");
        let (_, gated) = readings.first().copied().expect("a month");
        assert_eq!(gated.withheld(), total.withheld());
        gated.withheld().map(|withheld| withheld.to_string())
    };
    let hidden = "hidden: all but 4 answers are of this group, fewer than 5 of others";
    assert_eq!(told(Crowd::Filtered, 40, &[100, 44]).as_deref(), Some(hidden));
    assert_eq!(told(Crowd::Filtered, 40, &[36]).as_deref(), Some(hidden), "of a group that it holds");
    assert_eq!(told(Crowd::Filtered, 40, &[45, 40]), None, "nobody is left over, or enough");
    assert_eq!(told(Crowd::Everyone, 40, &[36]), None, "everyone is always told");
}

#[test]
fn parts_make_a_whole() {
    let gate = Gate::new(LIMITS, Crowd::Filtered);
    let part = |n| *nps(gate, n).disclosed().unwrap();
    let whole = gate.compose(&[part(20), part(20)]).expect("parts");
    assert_eq!((whole.n(), whole.disclosed().map(Disclosed::is_few)), (40, Some(false)));
    assert!(whole.disclosed().and_then(Disclosed::interval).is_some_and(|interval| interval.high <= 100.0));
    assert_eq!(gate.compose(&[]), None);
}
