//! The people who answer about several places, against what one counts by hand.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::joint::{
    Answers, HEAD, IN_ORDER, Person, Row, cohorts, long, long_answers, people, rows, shared, text, wide,
};
use super::{asked, at, binding, map, own, source};
use crate::journey::book::Cohort;
use crate::journey::{Column, Map, Question, Source, Unjoined};
use crate::metric::{Grain, Measure, Period, SharedSums, Weighing, Worth, people as figures};
use crate::source::readings::crew::Sharing;
use crate::source::readings::{Mark, SourceCounts};

/// The grains that people are told by, and how their answers go together.
const GRAINS: [Grain; 4] = [Grain::All, Grain::Year, Grain::Quarter, Grain::Month];

/// All bindings as one panel, by day.
fn gathering(map: &Map) -> Question {
    Question { panels: vec![(0..map.bindings().count()).collect()], ..asked(map, &cohorts()) }
}

fn day(row: &Row) -> Date {
    date(2024, row.month, 7)
}

fn weight(row: &Row) -> Option<f64> {
    row.weight.parse::<f64>().ok().filter(|weight| *weight > 0.0)
}

/// What each binding's answers are worth, its lowest answer with it.
fn worths(map: &Map) -> Vec<(Worth, i32)> {
    let measures: Vec<Measure> = map.bindings().map(|(_, binding)| map.measure(binding).unwrap()).collect();
    measures.iter().map(|own| (Worth::of(own).unwrap(), i32::from(own.scale == (1, 5)))).collect()
}

/// Rows that count, of those whose answers count so.
fn of_weighing<'r>(
    rows: &'r [Row],
    map: &Map,
    only: Option<&str>,
    weighing: Weighing,
) -> Vec<(Person, &'r Row, Answers)> {
    let is_long = map.sources[0].touchpoint.is_some();
    let is_weighed = map.sources[0].weight.is_some();
    let counts_so = |row: &Row| (is_weighed && weight(row).is_some()) == (weighing == Weighing::Weighed);
    let all = people(rows, is_long).into_iter();
    all.filter(|(_, row, _)| counts_so(row) && only.is_none_or(|only| row.group == only)).collect()
}

/// The first answer of each person to each binding, whoever it counts for: by row.
fn firsts<'r>(rows: &'r [Row], map: &Map) -> BTreeMap<(Person, usize), &'r Row> {
    let mut firsts = BTreeMap::new();
    for (person, row, answers) in people(rows, map.sources[0].touchpoint.is_some()) {
        for (side, _) in answers.iter().enumerate().filter(|(_, answer)| answer.is_some()) {
            firsts.entry((person, side)).or_insert(row);
        }
    }
    firsts
}

/// How many people there are in a period, and the sums over their answers.
fn by_hand(rows: &[Row], map: &Map, period: Period, (only, weighing): (Option<&str>, Weighing)) -> (u64, SharedSums) {
    let worths = worths(map);
    let firsts = firsts(rows, map);
    let n_sides = worths.len();
    let mut sums =
        SharedSums { unit: 100.0, sides: vec![[0.0; 5]; n_sides], pairs: vec![[0.0; 4]; figures::n_pairs(n_sides)] };
    let mut met: BTreeMap<Person, Vec<(usize, f64, f64)>> = BTreeMap::new();
    let own = of_weighing(rows, map, only, weighing).into_iter();
    for (person, row, answers) in own.filter(|(_, row, _)| Period::of(day(row), period.grain) == period) {
        let w = if weighing == Weighing::Weighed { weight(row).unwrap() } else { 1.0 };
        for (side, answer) in answers.into_iter().enumerate().filter_map(|(side, answer)| Some((side, answer?))) {
            let (worth, low) = worths[side];
            let x = f64::from(worth.of_answer(u16::try_from(answer - low).unwrap()));
            let more = [w, w * x, w * w, w * w * x, w * w * x * x];
            sums.sides[side].iter_mut().zip(more).for_each(|(own, more)| *own += more);
            if std::ptr::eq(firsts[&(person, side)], row) {
                met.entry(person).or_default().push((side, w, x));
            }
        }
    }
    for answers in met.values() {
        for (one, w, x) in answers {
            for (other, v, y) in answers.iter().filter(|(other, ..)| other > one) {
                let more = [w * v, w * v * x, w * v * y, w * v * x * y];
                let pair = figures::pair(n_sides, (*one, *other));
                sums.pairs[pair].iter_mut().zip(more).for_each(|(own, more)| *own += more);
            }
        }
    }
    (u64::try_from(met.len()).unwrap(), sums)
}

#[track_caller]
fn check(counts: &SourceCounts, rows: &[Row], map: &Map) {
    let [panel] = counts.panels.as_slice() else { panic!("{:?}", counts.panels) };
    let cohorts = panel.people.as_ref().expect("they can be told");
    assert_eq!((panel.bindings.len(), cohorts.len()), (map.bindings().count(), 2));
    for (people, only) in cohorts.iter().zip([None, Some("x")]) {
        assert_eq!(people.finest, Grain::Day);
        for weighing in [Weighing::Even, Weighing::Weighed] {
            let days: BTreeSet<Date> = rows.iter().map(day).collect();
            for period in GRAINS.iter().flat_map(|grain| days.iter().map(|day| Period::of(*day, *grain))) {
                let (n, expected) = by_hand(rows, map, period, (only, weighing));
                let what = format!("{only:?} {weighing:?} {}", period.label());
                assert_eq!(people.n(period, weighing), n, "{what}");
                let Some(told) = people.sums(period, weighing) else {
                    assert!(expected.sides.iter().flatten().all(|sum| *sum == 0.0), "{what}");
                    continue;
                };
                near(&told.sides, &expected.sides, &what);
                near(&told.pairs, &expected.pairs, &what);
            }
        }
    }
}

#[track_caller]
fn near<const N: usize>(told: &[[f64; N]], expected: &[[f64; N]], what: &str) {
    assert_eq!(told.len(), expected.len(), "{what}");
    for (told, expected) in told.iter().flatten().zip(expected.iter().flatten()) {
        assert!((told - expected).abs() < 1e-9 * expected.abs().max(1.0), "{what}: {told} is not {expected}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn whoever_fills_a_row_of_a_wide_file_is_one_person(rows in rows(40), more in rows(10), size in 1..300_usize, n_workers in 0..4_usize, is_weighed: bool) {
        let map = wide(is_weighed);
        let question = gathering(&map);
        let whole = shared(&question, &format!("{HEAD}{}", text(&rows)), Sharing { size, n_workers }, None);
        check(&whole, &rows, &map);
        // Nothing else is changed by it.
        let mut plain = shared(&asked(&map, &cohorts()), &format!("{HEAD}{}", text(&rows)), IN_ORDER, None);
        prop_assert_eq!(&plain.panels, &[]);
        plain.panels = whole.panels.clone();
        prop_assert_eq!(&plain, &whole);
        // Whoever shares the work, in whatever order.
        let in_order = shared(&question, &format!("{HEAD}{}", text(&rows)), IN_ORDER, None);
        prop_assert_eq!(&in_order, &whole);
        let turned: Vec<Row> = rows.iter().rev().cloned().collect();
        prop_assert_eq!(&shared(&question, &format!("{HEAD}{}", text(&turned)), IN_ORDER, None).panels, &whole.panels);
        // What is appended counts as if it had been there.
        let mut mark: Option<Mark> = None;
        let sharing = Sharing { size, n_workers: n_workers.max(1) };
        shared(&question, &format!("{HEAD}{}", text(&rows)), sharing, Some(&mut mark));
        let grown: Vec<Row> = rows.iter().chain(&more).cloned().collect();
        check(&shared(&question, &format!("{HEAD}{}", text(&grown)), sharing, Some(&mut mark)), &grown, &map);
    }

    #[test]
    fn rows_of_a_long_file_are_one_person_by_respondent(rows in rows(60), size in 1..300_usize, n_workers in 0..4_usize, is_weighed: bool) {
        let map = long(is_weighed);
        let question = gathering(&map);
        let whole = shared(&question, &format!("{HEAD}{}", text(&rows)), Sharing { size, n_workers }, None);
        check(&whole, &rows, &map);
        let mut plain = shared(&asked(&map, &cohorts()), &format!("{HEAD}{}", text(&rows)), IN_ORDER, None);
        plain.panels = whole.panels.clone();
        prop_assert_eq!(plain, whole);
    }

    #[test]
    fn weights_of_one_are_none(rows in rows(40), is_long: bool) {
        let all = if is_long { long } else { wide };
        let rows: Vec<Row> = rows.into_iter().map(|row| Row { weight: "1", ..row }).collect();
        let people = |is_weighed| {
            let counts = shared(&gathering(&all(is_weighed)), &format!("{HEAD}{}", text(&rows)), IN_ORDER, None);
            counts.panels.into_iter().next().and_then(|panel| panel.people.ok()?.into_iter().next()).unwrap()
        };
        let (plain, weighed) = (people(false), people(true));
        prop_assert_eq!(plain.even, weighed.weighed);
    }
}

#[test]
fn how_many_people_a_stage_has_is_asked_where_several_touchpoints_are_measured_alike() {
    let csat = |column: &str| own("csat", column);
    let other = Source { id: "other".to_owned(), ..source() };
    let of_other = crate::journey::Binding { source: "other".to_owned(), ..csat("z") };
    let touchpoints = vec![
        at("search", vec![csat("a"), own("nps", "b")]),
        at("pay", vec![csat("c"), own("spent", "d")]),
        at("help", vec![own("comments", "e"), of_other, csat("f")]),
    ];
    let mut map = map(source(), vec![own("nps", "g")], touchpoints);
    map.sources.push(other);
    assert_eq!(asked(&map, &cohorts()).panels, Vec::<Vec<usize>>::new(), "nobody asks for it");
    assert_eq!(asked(&map, &cohorts()).counting_people(&map).panels, [[1, 3, 7]], "NPS is measured once");
}

/// Why the panel of all bindings cannot be told; `None` where it can.
fn unjoined(map: &Map) -> Option<Unjoined> {
    let question = Question { cohorts: vec![Cohort::default()], ..gathering(map) };
    let counts = shared(&question, &format!("{HEAD}1,2024-01-07,search,5,10,no,x,1\n"), IN_ORDER, None);
    counts.panels.into_iter().next().and_then(|panel| panel.people.err())
}

#[test]
fn people_who_cannot_be_told_are_not_guessed() {
    let mut nobody = long(false);
    nobody.sources[0].respondent = None;
    assert_eq!(unjoined(&nobody), Some(Unjoined::NoRespondent));
    let mut absent = wide(false);
    absent.metrics[0].column = Column::Own("gone".to_owned());
    assert_eq!(unjoined(&absent), Some(Unjoined::Unread));
    let mut amount = wide(false);
    amount.metrics.push(binding("spent", Column::Own("nps".to_owned())));
    amount.metric_definitions.push(super::metric(
        "spent",
        crate::metric::Kind::Amount,
        crate::metric::Direction::HigherIsBetter,
    ));
    assert_eq!(unjoined(&amount), Some(Unjoined::NotOneOfFew));
    assert_eq!(unjoined(&wide(false)), None);
}

#[test]
fn of_too_many_places_only_people_are_counted() {
    let touchpoints = |n: usize| (0..n).map(|idx| at(&format!("t{idx}"), vec![own("csat", &format!("q{idx}"))]));
    for (n, is_kept) in [(64, true), (65, false)] {
        let map = map(Source { time: Some("date".to_owned()), ..source() }, Vec::new(), touchpoints(n).collect());
        let head = (0..n).fold(String::new(), |head, idx| head + &format!(",q{idx}"));
        let question = asked(&map, &cohorts()).counting_people(&map);
        let counts = shared(&question, &format!("date{head}\n2024-01-07{}\n", ",5".repeat(n)), IN_ORDER, None);
        let people = &counts.panels[0].people.as_ref().unwrap()[0];
        let month = Period::of(date(2024, 1, 7), Grain::Month);
        assert_eq!(people.n(month, Weighing::Even), 1);
        assert_eq!(people.sums(month, Weighing::Even).is_some(), is_kept, "{n}");
    }
}

#[test]
fn what_a_person_answers_row_by_row_is_not_needed_to_know_the_rest() {
    // Of `long_answers` the journey's own NPS is asked in every row: a second answer counts, and is nobody new.
    let rows = ["search", "pay"].map(|touchpoint| Row {
        id: "1",
        month: 1,
        touchpoint,
        csat: "5",
        nps: "10",
        problem: "",
        group: "x",
        weight: "",
    });
    assert_eq!(rows.iter().filter(|row| long_answers(row)[0].is_some()).count(), 2);
    let map = long(false);
    let counts = shared(&gathering(&map), &format!("{HEAD}{}", text(&rows)), IN_ORDER, None);
    let people = &counts.panels[0].people.as_ref().unwrap()[0];
    let month = Period::of(date(2024, 1, 7), Grain::Month);
    assert_eq!(people.n(month, Weighing::Even), 1);
    let told = people.sums(month, Weighing::Even).unwrap();
    assert_eq!(told.sides[0].map(f64::to_bits), [2.0_f64; 5].map(f64::to_bits), "two answers");
}
