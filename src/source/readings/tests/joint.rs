//! Pairs of answers of one respondent, against what one counts by hand.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{asked, at, binding, cohort, dated, map, metric, own, source};
use crate::journey::book::Cohort;
use crate::journey::{Binding, Column, Map, Question, Source, Unjoined};
use crate::metric::{AnswerScale, Direction, Grain, JointCounts, Kind};
use crate::source::readings::count::count_shared;
use crate::source::readings::crew::Sharing;
use crate::source::readings::opened::Job;
use crate::source::readings::{Mark, SourceCounts};

/// A row of either file: who, the month, what it is about, three answers, a group and a weight.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) id: &'static str,
    pub(super) month: i8,
    pub(super) touchpoint: &'static str,
    pub(super) csat: &'static str,
    pub(super) nps: &'static str,
    pub(super) problem: &'static str,
    pub(super) group: &'static str,
    pub(super) weight: &'static str,
}

/// What a row answers to a binding.
pub(super) type Answers = Vec<Option<i32>>;

pub(super) const HEAD: &str = "id,date,touchpoint,csat,nps,problem,group,weight\n";

pub(super) fn text(rows: &[Row]) -> String {
    let line = |row: &Row| {
        let Row { id, month, touchpoint, csat, nps, problem, group, weight } = row;
        format!("{id},2024-{month:02}-07,{touchpoint},{csat},{nps},{problem},{group},{weight}\n")
    };
    rows.iter().map(line).collect()
}

pub(super) fn rows(n: usize) -> impl Strategy<Value = Vec<Row>> {
    let id = prop::sample::select(vec!["", "1", "2", "3", "4", "5", "6", "7"]);
    let touchpoint = prop::sample::select(vec!["search", "search", "pay", "pay2", "help", ""]);
    let csat = prop::sample::select(vec!["", "1", "3", "5", "5", "6", "x"]);
    let nps = prop::sample::select(vec!["", "0", "7", "10", "10", "11", "\"9\""]);
    let problem = prop::sample::select(vec!["", "yes", "no", "maybe"]);
    let group = prop::sample::select(vec!["x", "y"]);
    let weight = prop::sample::select(vec!["", "1", "0.5", "2.25", "-1"]);
    let row = (id, 1..5_i8, touchpoint, (csat, nps, problem), (group, weight));
    let row = row.prop_map(|(id, month, touchpoint, (csat, nps, problem), (group, weight))| Row {
        id,
        month,
        touchpoint,
        csat,
        nps,
        problem,
        group,
        weight,
    });
    proptest::collection::vec(row, 0..n)
}

fn weighed(mut map: Map, is_weighed: bool) -> Map {
    map.sources[0].weight = is_weighed.then(|| "weight".to_owned());
    map
}

pub(super) fn wide(is_weighed: bool) -> Map {
    let mut map = dated(vec![own("nps", "nps"), own("csat", "csat"), own("problem", "problem")]);
    map.metric_definitions = vec![metric("problem", Kind::Rate, Direction::LowerIsBetter)];
    weighed(map, is_weighed)
}

/// The answers to the bindings of `wide`.
pub(super) fn wide_answers(row: &Row) -> Answers {
    let problem = match row.problem {
        "yes" => Some(1),
        "no" => Some(0),
        _ => None,
    };
    vec![whole(row.nps, 0, 10), whole(row.csat, 1, 5), problem]
}

pub(super) fn long(is_weighed: bool) -> Map {
    let matched = |metric: &str| binding(metric, Column::Matched(metric.to_owned()));
    let mut pay = at("pay", vec![matched("csat")]);
    pay.metrics[0].matches = vec!["pay".to_owned(), "pay2".to_owned()];
    let source = Source {
        time: Some("date".to_owned()),
        touchpoint: Some("touchpoint".to_owned()),
        respondent: Some("id".to_owned()),
        ..source()
    };
    let search = at("search", vec![matched("csat"), matched("nps")]);
    weighed(map(source, vec![own("nps", "nps")], vec![search, pay]), is_weighed)
}

/// The answers to the bindings of `long`.
pub(super) fn long_answers(row: &Row) -> Answers {
    let (csat, nps) = (whole(row.csat, 1, 5), whole(row.nps, 0, 10));
    let (search, pay) = (row.touchpoint == "search", row.touchpoint.starts_with("pay"));
    vec![nps, csat.filter(|_| search), nps.filter(|_| search), csat.filter(|_| pay)]
}

fn whole(cell: &str, low: i32, high: i32) -> Option<i32> {
    cell.trim_matches('"').parse().ok().filter(|answer| (low..=high).contains(answer))
}

pub(super) fn cohorts() -> Vec<Cohort> {
    vec![Cohort::default(), cohort("group", &["x"])]
}

/// Who a row is of: somebody of their own, or whoever has that id.
pub(super) type Person = Result<usize, &'static str>;

/// Rows that count, with who answered and what.
pub(super) fn people(rows: &[Row], is_long: bool) -> Vec<(Person, &Row, Answers)> {
    let mut met = BTreeSet::new();
    let all = rows.iter().enumerate().map(|(idx, row)| {
        let person = if is_long && !row.id.is_empty() { Err(row.id) } else { Ok(idx) };
        (person, row, if is_long { long_answers(row) } else { wide_answers(row) })
    });
    let has_answer = |(_, _, answers): &(Person, &Row, Answers)| answers.iter().any(Option::is_some);
    all.filter(has_answer).filter(|(person, row, _)| met.insert((*person, row.touchpoint))).collect()
}

/// What one pair comes to for one cohort: by month, and how many are apart.
type Expected = (Vec<(Date, JointCounts)>, u64);

fn by_hand(rows: &[Row], map: &Map, (first, second): (usize, usize), only: Option<&str>) -> Expected {
    let is_long = map.sources[0].touchpoint.is_some();
    let is_weighed = map.sources[0].weight.is_some();
    let mut given: BTreeMap<(Person, usize), (i32, &Row)> = BTreeMap::new();
    for (person, row, answers) in people(rows, is_long) {
        for (idx, answer) in answers.into_iter().enumerate() {
            if let Some(answer) = answer {
                given.entry((person, idx)).or_insert((answer, row));
            }
        }
    }
    let scale = |idx: usize| {
        let bindings: Vec<&Binding> = map.bindings().map(|(_, binding)| binding).collect();
        AnswerScale::of(&map.measure(bindings[idx]).unwrap()).unwrap()
    };
    let scales = (scale(first), scale(second));
    let none = || if is_weighed { JointCounts::weighted(scales) } else { JointCounts::new(scales) };
    let (mut dated, mut n_apart) = (BTreeMap::new(), 0);
    for ((person, _), (one, row)) in given.iter().filter(|((_, idx), _)| *idx == first) {
        let Some((two, other)) = given.get(&(*person, second)) else { continue };
        if [row, other].iter().any(|row| only.is_some_and(|only| row.group != only)) {
            continue;
        }
        if row.month != other.month {
            n_apart += 1;
            continue;
        }
        let weight = |row: &Row| row.weight.parse::<f64>().ok().filter(|weight| *weight > 0.0);
        let both = weight(row).zip(weight(other)).map(|(one, other)| f64::midpoint(one, other));
        let counts = dated.entry(date(2024, row.month, 1)).or_insert_with(none);
        assert!(counts.add((*one, *two), both.filter(|_| is_weighed)));
    }
    (dated.into_iter().collect(), n_apart)
}

fn joining(map: &Map, pairs: &[(usize, usize)]) -> Question {
    asked(map, &cohorts()).by(Grain::Month).joining(pairs.to_vec())
}

pub(super) fn shared(
    question: &Question,
    text: &str,
    sharing: Sharing,
    mark: Option<&mut Option<Mark>>,
) -> SourceCounts {
    let bytes = text.as_bytes();
    let job = Job { question, bytes: &bytes, sharing };
    count_shared(job, mark, &mut |_| std::ops::ControlFlow::Continue(()))
}

pub(super) const IN_ORDER: Sharing = Sharing { size: 4_096, n_workers: 0 };

/// Each pair of as many bindings, and the first one with itself.
fn all_pairs(n: usize) -> Vec<(usize, usize)> {
    let pairs = (0..n).flat_map(|first| (0..n).map(move |second| (first, second)));
    pairs.filter(|(first, second)| first != second || *first == 0).collect()
}

#[track_caller]
fn check(counts: &SourceCounts, rows: &[Row], map: &Map) {
    let pairs = all_pairs(map.bindings().count());
    assert_eq!(counts.joint.len(), pairs.len());
    for (joint, pair) in counts.joint.iter().zip(pairs) {
        assert_eq!(joint.bindings, pair);
        let series = joint.series.as_ref().expect("it is joined");
        for (series, only) in series.iter().zip([None, Some("x")]) {
            let months = series.by_period(Grain::Month).into_iter().map(|(month, counts)| (month.start, counts));
            let told = (months.collect::<Vec<_>>(), series.n_apart);
            assert_eq!(told, by_hand(rows, map, pair, only), "{pair:?} {only:?}");
        }
        assert_eq!(series.len(), 2);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_row_of_a_wide_file_is_a_respondent(rows in rows(40), more in rows(10), size in 1..300_usize, n_workers in 0..4_usize, is_weighed: bool) {
        let map = wide(is_weighed);
        let question = joining(&map, &all_pairs(3));
        let whole = shared(&question, &format!("{HEAD}{}", text(&rows)), Sharing { size, n_workers }, None);
        check(&whole, &rows, &map);
        // Nothing else is changed by it.
        let mut plain = shared(&joining(&map, &[]), &format!("{HEAD}{}", text(&rows)), IN_ORDER, None);
        prop_assert_eq!(&plain.joint, &[]);
        plain.joint = whole.joint.clone();
        prop_assert_eq!(plain, whole);
        // What is appended counts as if it had been there.
        let mut mark = None;
        let sharing = Sharing { size, n_workers: n_workers.max(1) };
        shared(&question, &format!("{HEAD}{}", text(&rows)), sharing, Some(&mut mark));
        let grown: Vec<Row> = rows.iter().chain(&more).cloned().collect();
        check(&shared(&question, &format!("{HEAD}{}", text(&grown)), sharing, Some(&mut mark)), &grown, &map);
    }

    #[test]
    fn rows_of_a_long_file_are_joined_by_respondent(rows in rows(60), size in 1..300_usize, n_workers in 0..4_usize, is_weighed: bool) {
        let map = long(is_weighed);
        let question = joining(&map, &all_pairs(4));
        let whole = shared(&question, &format!("{HEAD}{}", text(&rows)), Sharing { size, n_workers }, None);
        check(&whole, &rows, &map);
        let mut plain = shared(&joining(&map, &[]), &format!("{HEAD}{}", text(&rows)), IN_ORDER, None);
        plain.joint = whole.joint.clone();
        prop_assert_eq!(plain, whole);
    }

    #[test]
    fn the_order_of_rows_never_matters_where_nobody_repeats(
        (rows, order) in rows(60).prop_flat_map(|rows| {
            let mut met = BTreeSet::new();
            // One row a person and touchpoint, one answer a person and binding.
            let is_new = |row: &Row| {
                let answers = long_answers(row).into_iter().enumerate();
                let mut given: Vec<(Option<usize>, &str)> =
                    answers.filter_map(|(idx, answer)| answer.map(|_| (Some(idx), ""))).collect();
                if !given.is_empty() {
                    given.push((None, row.touchpoint));
                }
                let is_new = row.id.is_empty() || given.iter().all(|own| !met.contains(&(row.id, *own)));
                met.extend(given.into_iter().filter(|_| is_new).map(|own| (row.id, own)));
                is_new
            };
            let rows: Vec<Row> = rows.into_iter().filter(is_new).collect();
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
        is_weighed: bool,
    ) {
        let question = joining(&long(is_weighed), &all_pairs(4));
        let count = |rows: &[Row]| shared(&question, &format!("{HEAD}{}", text(rows)), IN_ORDER, None).joint;
        prop_assert_eq!(count(&rows), count(&order));
    }
}

/// Why each pair is not joined; `None` where it is.
#[track_caller]
fn reasons(map: &Map, pairs: &[(usize, usize)]) -> Vec<Option<Unjoined>> {
    let counts = shared(&joining(map, pairs), &format!("{HEAD}1,2024-01-07,search,5,10,no,x,1\n"), IN_ORDER, None);
    assert_eq!(counts.joint.iter().map(|joint| joint.bindings).collect::<Vec<_>>(), pairs);
    counts.joint.into_iter().map(|joint| joint.series.err()).collect()
}

#[test]
fn why_a_pair_is_not_joined_is_told() {
    let mut map = wide(false);
    map.metric_definitions.push(metric("price", Kind::Amount, Direction::HigherIsBetter));
    map.metric_definitions.push(metric("visits", Kind::Count, Direction::HigherIsBetter));
    let elsewhere = Binding { source: "other".to_owned(), ..own("csat", "csat") };
    let odd = [own("price", "weight"), binding("visits", Column::Rows), elsewhere, own("csat", "gone")];
    map.metrics.extend(odd);
    map.sources.push(Source { id: "other".to_owned(), ..source() });
    let (few, file, unread) = (Some(Unjoined::NotOneOfFew), Some(Unjoined::OtherSource), Some(Unjoined::Unread));
    for (name, pair, expected) in [
        ("both are answers", (0, 1), None),
        ("an amount", (0, 3), few),
        ("rows", (4, 0), few),
        ("another file", (5, 0), file),
        ("another file, and an amount", (3, 5), file),
        ("no binding at all", (0, 99), file),
        ("no such column", (6, 1), unread),
    ] {
        assert_eq!(reasons(&map, &[pair]), [expected], "{name}");
    }
    assert_eq!(reasons(&map, &[(0, 3), (0, 1), (6, 0)]), [few, None, unread]);
}

#[test]
fn answers_of_several_rows_want_a_respondent() {
    let mut map = long(false);
    assert_eq!(reasons(&map, &[(1, 3), (1, 2), (0, 3)]), [None; 3]);
    map.sources[0].respondent = None;
    // At one touchpoint, and beside what is asked of every row, both answers stand in one row.
    assert_eq!(reasons(&map, &[(1, 3), (1, 2), (0, 3)]), [Some(Unjoined::NoRespondent), None, None]);
}

/// Answers 0 to 1,000 in six columns, and NPS.
fn broad() -> (Map, String) {
    let csat = |idx: usize| Binding { scale: Some((0, 1_000)), ..own("csat", &format!("c{idx}")) };
    let map = dated((0..6).map(csat).chain([own("nps", "nps"), own("csat", "c7")]).collect());
    (map, "date,c0,c1,c2,c3,c4,c5,c7,nps\n".to_owned())
}

#[test]
fn what_does_not_fit_beside_those_before_is_left_out_and_told() {
    let (map, head) = broad();
    let pairs: Vec<(usize, usize)> = (0..6).map(|idx| (idx, 6)).chain([(7, 6), (0, 1)]).collect();
    let text = format!("{head}2024-01-01,0,1,2,3,4,1000,5,10\n");
    let counts = shared(&joining(&map, &pairs), &text, IN_ORDER, None);
    let told: Vec<Option<Unjoined>> = counts.joint.iter().map(|joint| joint.series.as_ref().err().copied()).collect();
    let full = Some(Unjoined::NoRoom);
    assert_eq!(told, [None, None, None, None, None, full, None, full]);
    assert_eq!(counts.n_pairs_without_room(), 2);
    let last = counts.joint[6].series.as_ref().unwrap()[0].sum();
    assert_eq!((last.n(), last.count((5, 10))), (1, 1));
}

#[test]
fn more_periods_than_there_is_room_for_are_given_up_whoever_counts() {
    let (map, head) = broad();
    let pairs: Vec<(usize, usize)> = (0..5).map(|idx| (idx, 6)).chain([(0, 99)]).collect();
    let day = |day: usize| format!("20{:02}-{:02}-{:02},1,2,3,4,5,,,9\n", day / 336, day / 28 % 12 + 1, day % 28 + 1);
    let question = Question { grain: Grain::Day, cohorts: vec![Cohort::default()], ..joining(&map, &pairs) };
    let count = |n_days: usize, n_workers| {
        let text = format!("{head}{}", (0..n_days).map(day).collect::<String>());
        let counts = shared(&question, &text, Sharing { size: 8_000, n_workers }, None);
        assert_eq!(counts.report.used, n_days as u64);
        counts.joint.into_iter().map(|joint| joint.series.err()).collect::<Vec<_>>()
    };
    let mut surplus = vec![Some(Unjoined::TooManyPeriods); 5];
    surplus.push(Some(Unjoined::OtherSource));
    // 55,055 cells of two bytes a day: 914 days.
    for n_workers in [0, 2] {
        assert_eq!(count(1_000, n_workers), surplus, "{n_workers}");
    }
    assert_eq!(count(600, 2)[0], None);
}
