//! What may be told of a funnel.

use jiff::civil::{Date, date};

use super::*;
use crate::metric::vectors::RATE;
use crate::metric::{Crowd, Limits};

const LIMITS: Limits = Limits { few: 30, hidden: 5 };

fn gate(crowd: Crowd) -> Gate {
    Gate::new(LIMITS, crowd)
}

/// Steps of rows: a day, how many entered, how many completed.
fn all_of(rows: &[&[(Date, u64, u64)]]) -> Vec<Series> {
    let of = |rows: &&[(Date, u64, u64)]| {
        let mut series = Series::new(Grain::Day);
        for (date, entered, completed) in *rows {
            assert!(series.add_hits(*date, &RATE, *completed, *entered));
        }
        series
    };
    rows.iter().map(of).collect()
}

fn steps(series: &[Series]) -> Vec<StepSeries<'_>> {
    let of = |series| StepSeries { series, beside: Vec::new(), measure: RATE, is_end: false, follows_cases: false };
    series.iter().map(of).collect()
}

const FIRST: Date = date(2025, 10, 5);
const SECOND: Date = date(2026, 1, 4);

fn quarters() -> (Period, Option<Period>) {
    (Period::of(SECOND, Grain::Quarter), Some(Period::of(FIRST, Grain::Quarter)))
}

#[test]
fn what_fell_for_sure_got_worse() {
    let series = all_of(&[
        &[(FIRST, 9_000, 4_050), (SECOND, 8_000, 3_600)],
        &[(FIRST, 4_050, 3_240), (SECOND, 3_600, 2_520)],
        &[(FIRST, 3_240, 3_000), (SECOND, 2_520, 2_330)],
    ]);
    let told = gate(Crowd::Everyone).funnel(&steps(&series), quarters(), None);
    assert_eq!(told.leaks, Leaks { most: Some(0), rate: Some(0), after_looking: Some(1), between: None });
    assert_eq!(told.worse, Some(1));
    let step = told.steps[1].unwrap().unwrap();
    let change = step.conversion.change.unwrap();
    assert_eq!((change.verdict, change.standing.family), (Verdict::Fell, 3));
    assert!((change.difference + 10.0).abs() < 1e-9);
    assert_eq!(step.counts_before, Some(StepCounts { entered: 4_050, completed: 3_240 }));
    let (from, left) = told.abandonment.unwrap();
    assert_eq!((from, left.now.n(), left.before.unwrap().n()), (1, 3_600, 4_050));
    // Alone, and more of them leave.
    assert_eq!(left.change.map(|own| (own.verdict, own.standing.family)), Some((Verdict::Rose, 1)));
    assert_eq!(told.overall.unwrap().now.n(), 8_000);
    // From and to swapped: the other way around.
    let (period, before) = quarters();
    let back = gate(Crowd::Everyone).funnel(&steps(&series), (before.unwrap(), Some(period)), None);
    let other = back.steps[1].unwrap().unwrap().conversion.change.unwrap();
    assert!((other.difference + change.difference).abs() < 1e-9 && (other.z + change.z).abs() < 1e-9);
    assert_eq!(back.worse, None);
    // A quarter is the sum of its dates.
    let all = Period::of(SECOND, Grain::All);
    let whole = gate(Crowd::Everyone).funnel(&steps(&series), (all, None), None);
    assert_eq!(whole.steps[0].unwrap().unwrap().counts, StepCounts { entered: 17_000, completed: 7_650 });
}

#[test]
fn a_step_of_few_people_of_a_group_is_in_no_sum_and_no_rank() {
    let series = all_of(&[&[(SECOND, 60, 4)], &[(SECOND, 4, 0)]]);
    let told = gate(Crowd::Filtered).funnel(&steps(&series), quarters(), None);
    assert!(matches!(told.steps[1], Some(Err(_))), "{told:?}");
    assert_eq!((told.overall, told.abandonment), (None, None), "the last step may not be told");
    let everyone = gate(Crowd::Everyone).funnel(&steps(&series), quarters(), None);
    assert_eq!(everyone.overall.map(|own| own.now.n()), Some(60));
    assert_eq!(everyone.leaks.rate, Some(0), "four people are not ranked");
}

#[test]
fn a_last_step_without_counts_is_0_only_where_cases_are_followed() {
    let series = all_of(&[&[(SECOND, 60, 40)], &[(FIRST, 4, 0)]]);
    let mut own = steps(&series);
    assert_eq!(gate(Crowd::Everyone).funnel(&own, quarters(), None).overall, None);
    for step in &mut own {
        step.follows_cases = true;
    }
    let overall = gate(Crowd::Everyone).funnel(&own, quarters(), None).overall.unwrap();
    assert_eq!(overall.now.disclosed().map(|own| own.value().to_bits()), Some(0.0_f64.to_bits()));
}

#[test]
fn no_steps_and_no_people_say_nothing() {
    let told = gate(Crowd::Everyone).funnel(&[], quarters(), None);
    assert!(told.steps.is_empty() && told.overall.is_none() && told.abandonment.is_none());
    let series = all_of(&[&[], &[]]);
    let told = gate(Crowd::Everyone).funnel(&steps(&series), quarters(), None);
    assert_eq!((told.leaks, told.worse, told.overall), (Leaks::default(), None, None));
    assert!(told.steps.iter().all(Option::is_none));
}

/// Steps of a log, of a group of people and of everyone.
fn told_of(own: &[(u64, u64)], all: &[(u64, u64)]) -> DisclosedFunnel {
    let series = |counts: &[(u64, u64)]| {
        let of = |(entered, completed): &(u64, u64)| {
            if *entered > 0 { vec![(SECOND, *entered, *completed)] } else { Vec::new() }
        };
        let rows: Vec<Vec<(Date, u64, u64)>> = counts.iter().map(of).collect();
        all_of(&rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    let (own, all) = (series(own), series(all));
    let mut steps = steps(&own);
    for (step, beside) in steps.iter_mut().zip(&all) {
        (step.follows_cases, step.beside) = (true, vec![beside]);
    }
    gate(Crowd::Filtered).funnel(&steps, quarters(), None)
}

#[test]
fn a_hidden_step_is_not_told_by_those_beside_it() {
    let all: &[(u64, u64)] = &[(90, 60), (60, 15), (15, 15)];
    // Nobody came after a step that is hidden: that is hidden, too.
    let told = told_of(&[(3, 3), (3, 0), (0, 0)], all);
    assert!(told.steps.iter().all(|step| matches!(step, Some(Err(_)))), "{told:?}");
    assert_eq!((&told.came, told.overall, told.leaks), (&vec![None; 3], None, Leaks::default()));
    // Two came to the last: how many went on to it is not told at the one before, only how many came there.
    let told = told_of(&[(40, 30), (30, 2), (2, 2)], all);
    assert!(matches!(told.steps.as_slice(), [Some(Ok(_)), Some(Err(_)), Some(Err(_))]), "{told:?}");
    assert_eq!(told.came, [Some(40), Some(30), None]);
    assert_eq!((told.overall, told.abandonment, told.leaks.most), (None, None, Some(0)));
    // All but two of those who came to the last are of the group.
    let told = told_of(&[(40, 30), (30, 13), (13, 13)], all);
    assert_eq!((told.came, told.overall), (vec![Some(40), Some(30), None], None));
    // Nobody goes on, and nobody is hidden: that is told.
    let told = told_of(&[(40, 30), (30, 0), (0, 0)], all);
    assert!(matches!(told.steps.as_slice(), [Some(Ok(_)), Some(Ok(_)), None]), "{told:?}");
    assert!(told.overall.is_some());
}
