//! A book of made-up years: what is found of it, and what is said where there is little.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use super::group::ChangeGroup;
use super::*;
use crate::analysis::judged::Hindrance;
use crate::analysis::matter::Analysis;
use crate::analysis::objective::GoalState;
use crate::analysis::record::Datum;
use crate::analysis::verdicts::{Verdicts, Viewpoint};
use crate::journey::book::{Cohort, Counts};
use crate::journey::{Book, Column, Map, Objective, Source, Stage, Touchpoint};
use crate::metric::{Course, Crowd, Gate, Grain, Limits, Measure, Series, Tally, Verdict};

fn binding(metric: &str, column: &str) -> Binding {
    Binding::implied_by("survey", metric, Column::Own(column.to_owned())).written_at(1)
}

/// A journey with an NPS and an objective: a queue and a gate with their CSAT, and a seat with its CES.
fn map() -> Map {
    let touchpoint = |id: &str, metric: &str| Touchpoint {
        id: id.to_owned(),
        name: id.to_owned(),
        metrics: vec![binding(metric, id)],
        ..Touchpoint::default()
    };
    let touchpoints = vec![touchpoint("queue", "csat"), touchpoint("gate", "csat"), touchpoint("seat", "ces")];
    let stage = Stage { id: "go".to_owned(), name: "Going".to_owned(), touchpoints, ..Stage::default() };
    let target = Objective {
        metric: "nps".to_owned(),
        baseline: Some(20.0),
        baseline_period: None,
        target: 45.0,
        by: Some(date(2019, 5, 31)),
    };
    Map {
        title: "A long way".to_owned(),
        metrics: vec![binding("nps", "nps")],
        sources: vec![Source { id: "survey".to_owned(), file: "answers.csv".to_owned(), ..Source::default() }],
        target: Some(target),
        stages: vec![stage],
        ..Map::default()
    }
}

/// A row of years: of each how many answers were good, and how many there were.
type Years<'y> = &'y [(i16, u64, u64)];

fn series(measure: &Measure, years: Years<'_>) -> Series {
    let dated = years.iter().map(|(year, good, n)| {
        let (low, high) = measure.scale;
        let mut counts = vec![0; usize::try_from(high - low + 1).expect("a scale")];
        if let Some(worst) = counts.first_mut() {
            *worst = n - good;
        }
        if let Some(best) = counts.last_mut() {
            *best = *good;
        }
        (date(*year, 1, 1), Tally::of_answers(measure, counts))
    });
    Series::of(Grain::Year, dated).expect("one measure")
}

/// The book of a journey's NPS, of the queue, of the gate and of the seat.
fn book(rows: [Years<'_>; 4]) -> Book {
    let map = map();
    let measures = map.bindings().map(|(_, binding)| map.measure(binding).expect("a metric"));
    let series: Vec<Vec<Series>> = measures.zip(rows).map(|(measure, years)| vec![series(&measure, years)]).collect();
    let counts =
        Counts { series: Arc::new(series), cohorts: vec![Cohort::default()], is_complete: true, ..Counts::default() };
    Book { map, counts, ..Book::default() }
}

fn found(book: &Book, asked: ChangesAsked<'_>) -> ChangesFound {
    let gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Everyone);
    let viewpoint = Viewpoint { cohort: Some(0), gate, today: date(2019, 1, 7) };
    let verdicts = Verdicts::new(book, viewpoint);
    let metric = book.map.metric("csat").expect("built in");
    let matter =
        Matter { book, verdicts: &verdicts, viewpoint, metric: Some(&metric), grain: Grain::Year, inquired: None };
    changes(&matter, asked)
}

fn touchpoint<'f>(found: &'f ChangesFound, id: &str) -> &'f PlaceFound {
    found.places.iter().find(|own| own.at.id_of(Noun::Touchpoint) == Some(id)).expect("it is measured")
}

const NPS: Years<'static> = &[(2016, 300, 500), (2017, 330, 500), (2018, 290, 500)];
const FLAT: [(i16, u64, u64); 7] = [
    (2012, 400, 500),
    (2013, 401, 500),
    (2014, 399, 500),
    (2015, 402, 500),
    (2016, 398, 500),
    (2017, 400, 500),
    (2018, 400, 500),
];
const FELL: [(i16, u64, u64); 7] = [
    (2012, 400, 500),
    (2013, 420, 500),
    (2014, 400, 500),
    (2015, 421, 500),
    (2016, 401, 500),
    (2017, 420, 500),
    (2018, 330, 500),
];

#[test]
fn what_fell_and_what_did_not_is_told_apart() {
    let book = book([NPS, &FELL, &FLAT, &[]]);
    let all = found(&book, ChangesAsked::default());
    let (queue, gate) = (touchpoint(&all, "queue"), touchpoint(&all, "gate"));
    assert_eq!((queue.verdict(), ChangeGroup::of(queue, false)), (Verdict::Fell, ChangeGroup::Fell));
    assert_eq!((gate.verdict(), gate.passage.course), (Verdict::CannotTell, Course::NoSign));
    assert_eq!((queue.passage.course, queue.passage.n_points), (Course::Moved, 7));
    assert_eq!(queue.change().map(|own| own.standing.family), Some(2));
    let ids: Vec<&str> = all.unmeasured.iter().filter_map(|at| at.id_of(Noun::Touchpoint)).collect();
    assert_eq!(ids, ["seat"], "it has another metric, and no answers");
    let stage = all.of(PlaceLevel::Stage).next().expect("of two touchpoints");
    assert_eq!((stage.parts.len(), stage.verdict()), (2, Verdict::Fell));
    let journey = all.of(PlaceLevel::Journey).next().expect("an NPS");
    assert_eq!((journey.metric.id.as_str(), journey.verdict()), ("nps", Verdict::Fell));
}

#[test]
fn one_touchpoint_alone_is_still_judged_among_all() {
    let book = book([NPS, &FELL, &FLAT, &[]]);
    let all = found(&book, ChangesAsked { touchpoint: Some("queue"), ..ChangesAsked::default() });
    let of: Vec<&PlaceFound> = all.of(PlaceLevel::Touchpoint).collect();
    assert_eq!(of.len(), 1);
    assert_eq!(of.first().and_then(|own| own.change()).map(|own| own.standing.family), Some(2));
}

#[test]
fn two_periods_are_those_that_are_asked_for() {
    let book = book([NPS, &FELL, &FLAT, &[]]);
    let period = |label| Period::parse(label);
    let between = |from, to| {
        let all = found(&book, ChangesAsked { from, to, ..ChangesAsked::default() });
        let queue = touchpoint(&all, "queue");
        (
            all.asked.map(|(from, to)| format!("{} {}", from.label(), to.label())),
            queue.change().map(|own| own.difference),
        )
    };
    let near = |own: Option<f64>, expected: f64| assert!((own.expect("a change") - expected).abs() < 1e-9, "{own:?}");
    let (asked, change) = between(period("2013"), period("2018"));
    assert_eq!(asked.as_deref(), Some("2013 2018"));
    near(change, -18.0);
    near(between(period("2018"), period("2013")).1, 18.0);
    assert_eq!(between(period("2016"), None).0.as_deref(), Some("2016 2018"));
    assert_eq!(between(None, period("2016")).0.as_deref(), Some("2015 2016"));
    let asked = ChangesAsked { from: period("2018-Q1"), to: period("2018"), ..ChangesAsked::default() };
    let all = found(&book, asked);
    assert_eq!(touchpoint(&all, "queue").note().as_deref(), Some("its dates are by year: no 2018-Q1"));
    let before = ChangesAsked { from: period("1999"), to: period("2018"), ..ChangesAsked::default() };
    assert_eq!(touchpoint(&found(&book, before), "gate").note().as_deref(), Some("no answers in 1999"));
}

#[test]
fn periods_that_are_merged_read_as_one() {
    let halves = [(2016, 200, 300), (2016, 250, 400), (2017, 300, 500)];
    let whole = [(2016, 450, 700), (2017, 300, 500)];
    let change = |years: Years<'_>| {
        let book = book([NPS, years, &FLAT, &[]]);
        touchpoint(&found(&book, ChangesAsked::default()), "queue").change().expect("two years")
    };
    assert_eq!(change(&halves), change(&whole));
}

#[test]
fn the_objective_says_what_it_takes_to_tell() {
    let book = book([NPS, &FELL, &FLAT, &[]]);
    let all = found(&book, ChangesAsked::default());
    let own = all.objective.as_ref().expect("an objective");
    assert_eq!(own.state.map(GoalState::word), Some("not reached"));
    assert!((own.gap.expect("measured") - 29.0).abs() < 1e-9);
    let largest = own.largest.expect("three years");
    assert!((largest.change + 16.0).abs() < 1e-9, "{largest:?}");
    assert!(own.needed.is_some_and(|own| own.each_wave > own.one_wave) && own.smallest.is_some());
    let mut without = book.clone();
    without.map.target = None;
    assert!(found(&without, ChangesAsked::default()).objective.is_err_and(|why| why.contains("[journey.target]")));
}

/// Is there a number that is none?
fn has_nan(datum: &Datum) -> bool {
    match datum {
        Datum::Number(own) => !own.is_finite(),
        Datum::List(all) => all.iter().any(has_nan),
        Datum::Facts(record) => record.entries().any(|(_, own)| has_nan(own)),
        _ => false,
    }
}

#[test]
fn where_there_is_little_there_is_a_reason() {
    let rows: [(Years<'_>, &str); 5] = [
        (&[(2018, 1, 1)], "one period: nothing to compare it with"),
        (&[(2018, 300, 500)], "one period: nothing to compare it with"),
        (&[(2017, 1, 1), (2018, 300, 500)], "n 1 in 2017: too few to compare"),
        (&[(2017, 300, 500), (2018, 1, 2)], "n 2 in 2018: too few to compare"),
        (&[(2017, 0, 0), (2018, 300, 500)], "one period: nothing to compare it with"),
    ];
    for (years, why) in rows {
        let book = book([&[], years, &FLAT, &[]]);
        let all = found(&book, ChangesAsked::default());
        assert_eq!(touchpoint(&all, "queue").note().as_deref(), Some(why), "{years:?}");
        assert_eq!(touchpoint(&all, "queue").passage.course, Course::TooFewPoints);
        assert!(!has_nan(&Datum::Facts(all.data().record)));
        assert!(all.objective.is_err());
    }
    let nobody = book([&[], &[], &[], &[]]);
    let all = found(&nobody, ChangesAsked::default());
    assert!(all.places.is_empty() && all.unmeasured.len() == 3);
}

#[test]
fn answers_that_are_all_alike_are_no_change() {
    let alike: Vec<(i16, u64, u64)> = (2011..2019).map(|year| (year, 500, 500)).collect();
    let book = book([NPS, &alike, &FLAT, &[]]);
    let all = found(&book, ChangesAsked::default());
    let queue = touchpoint(&all, "queue");
    assert_eq!((queue.verdict(), queue.passage.course), (Verdict::Steady, Course::NoSign));
    assert!(matches!(queue.pair.as_ref().map(|pair| pair.outcome), Ok(Ok(_) | Err(Hindrance::NoInterval))));
    assert!(!has_nan(&Datum::Facts(all.data().record)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_answers_every_place_has_a_group_and_every_number_is_one(
        years in proptest::collection::vec((0_u64..80, 0_u64..80), 0..12),
        few in proptest::collection::vec((0_u64..9, 0_u64..9), 0..4),
    ) {
        let of = |all: Vec<(u64, u64)>| -> Vec<(i16, u64, u64)> {
            (2007..).zip(all).map(|(year, (good, bad))| (year, good, good + bad)).collect()
        };
        let (years, few) = (of(years), of(few));
        let book = book([&years, &few, &years, &few]);
        for asked in [ChangesAsked::default(), ChangesAsked { from: Period::parse("2008"), ..ChangesAsked::default() }] {
            let all = found(&book, asked);
            for own in &all.places {
                let group = ChangeGroup::of(own, all.asked.is_some());
                prop_assert!(ChangeGroup::in_order(own.metric.direction).contains(&group));
                if let Some(change) = own.change() {
                    prop_assert!(change.interval.contains(change.difference));
                } else {
                    prop_assert!(own.note().is_some());
                }
            }
            prop_assert!(!has_nan(&Datum::Facts(all.data().record)));
        }
    }
}
