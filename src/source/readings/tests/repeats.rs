//! Who answered more than once: the first row that says anything counts, wherever the rows without an answer stand.

use std::ops::ControlFlow;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{answers, asked, binding, counted, dated, everyone, left, map, metric, own, source, tallies};
use crate::journey::{Column, LeftOut, Map, Source};
use crate::metric::{Direction, Kind, Tally};
use crate::source::readings::SourceCounts;
use crate::source::readings::count::count_shared;
use crate::source::readings::crew::Sharing;
use crate::source::readings::opened::Job;

fn survey() -> Map {
    let source = Source { respondent: Some("id".to_owned()), ..source() };
    map(source, vec![own("csat", "food"), own("nps", "all")], Vec::new())
}

/// How often each reason was met for whole rows.
fn reasons(counts: &SourceCounts) -> Vec<(&str, u64)> {
    let rows = counts.report.left_out.iter().filter(|left| left.column.is_none());
    rows.map(|LeftOut { reason, count, .. }| (reason.as_str(), *count)).collect()
}

#[test]
fn a_row_without_an_answer_takes_nobodys_place() {
    for (name, text) in [
        ("before", "id,food,all\n1,,\n1,5,\n2,4,\n3,x,\n3,5,\n"),
        ("after", "id,food,all\n1,5,\n1,,\n2,4,\n3,5,\n3,x,\n"),
        ("beside a repeat", "id,food,all\n1,,11\n1,5,\n2,4,\n3,5,\n3,,\n"),
    ] {
        let counts = counted(&survey(), text);
        assert_eq!(tallies(&counts, 0), [(Date::MIN, answers(1, &[0, 0, 0, 1, 2]))], "{name}");
        assert_eq!(reasons(&counts), [("no usable answer", 2)], "{name}");
    }
    let counts = counted(&survey(), "id,food,all\n1,5,\n2,,9\n1,4,9\n2,1,\n2,,\n");
    assert_eq!(tallies(&counts, 0), [(Date::MIN, answers(1, &[0, 0, 0, 0, 1]))]);
    assert_eq!(
        counts.report.left_out[..2],
        [left("duplicate respondent", None, 2, &[4, 5]), left("no usable answer", None, 1, &[6])]
    );
}

#[test]
fn a_row_of_another_day_or_place_takes_nobodys_place_either() {
    let mut map = dated(vec![own("csat", "food")]);
    map.sources[0].respondent = Some("id".to_owned());
    let counts = counted(&map, "id,date,food\n1,someday,5\n1,2024-01-02,4\n1,2024-01-03,1\n");
    assert_eq!(tallies(&counts, 0), [(date(2024, 1, 2), answers(1, &[0, 0, 0, 1, 0]))]);
    assert_eq!(reasons(&counts), [("bad date", 1), ("duplicate respondent", 1)]);
}

#[test]
fn a_respondent_is_one_row_and_answers_once() {
    let mut map = survey();
    map.metric_definitions = vec![metric("visits", Kind::Count, Direction::HigherIsBetter)];
    map.metrics.push(binding("visits", Column::Rows));
    let visits = |text| match &tallies(&counted(&map, text), 2)[0].1 {
        Tally::Sum { n, .. } => *n,
        other => panic!("expected a sum, got {other:?}"),
    };
    for text in ["id,food,all\n1,,\n1,5,\n2,,\n", "id,food,all\n1,5,\n2,,\n1,,\n2,,\n"] {
        assert_eq!(visits(text), 2, "{text}");
        assert_eq!(tallies(&counted(&map, text), 0), [(Date::MIN, answers(1, &[0, 0, 0, 0, 1]))], "{text}");
    }
    map.metrics.drain(..2);
    let counts = counted(&map, "id\n1\n2\n1\n");
    assert_eq!(tallies(&counts, 0), [(Date::MIN, Tally::Sum { n: 2, sum: 2_000_000 })]);
    assert_eq!(counts.report.left_out, [left("duplicate respondent", None, 1, &[4])]);
}

type Row = (u8, &'static str, &'static str);

fn row(
    food: impl Strategy<Value = &'static str>,
    all: impl Strategy<Value = &'static str>,
) -> impl Strategy<Value = Row> {
    (0..6_u8, food, all)
}

fn any_row() -> impl Strategy<Value = Row> {
    row(prop_oneof![Just(""), Just("x"), Just("1"), Just("5")], prop_oneof![Just(""), Just("11"), Just("0"), Just("9")])
}

fn blank_row() -> impl Strategy<Value = Row> {
    row(prop_oneof![Just(""), Just("x"), Just(" ")], prop_oneof![Just(""), Just("11")])
}

fn has_answer((_, food, all): &Row) -> bool {
    matches!(*food, "1" | "5") || matches!(*all, "0" | "9")
}

/// Counts rows in blocks of that size.
fn shared(map: &Map, rows: &[Row], sharing: Sharing) -> SourceCounts {
    let rows = rows.iter().map(|(id, food, all)| format!("{id},{food},{all}\n"));
    let text = format!("id,food,all\n{}", rows.collect::<String>());
    let cohorts = everyone();
    let bytes = text.as_bytes();
    let question = asked(map, &cohorts);
    let job = Job { question: &question, bytes: &bytes, sharing };
    count_shared(job, None, &mut |_| ControlFlow::Continue(()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_first_row_with_an_answer_counts(rows in proptest::collection::vec(any_row(), 0..40), size in 1..60_usize, n_workers in 0..4_usize) {
        let sharing = Sharing { size, n_workers };
        let mut met = Vec::new();
        let firsts = rows.iter().copied().filter(|row| has_answer(row) && !met.contains(&row.0) && { met.push(row.0); true });
        let firsts: Vec<Row> = firsts.collect();
        let mut of_rows = survey();
        of_rows.sources[0].respondent = None;
        let (counts, oracle) = (shared(&survey(), &rows, sharing), shared(&of_rows, &firsts, sharing));
        prop_assert_eq!(&counts.series, &oracle.series);
        prop_assert_eq!(counts.report.used, firsts.len() as u64);
        let n_repeats = (rows.iter().filter(|row| has_answer(row)).count() - firsts.len()) as u64;
        let told = reasons(&counts).iter().find(|(reason, _)| *reason == "duplicate respondent").map_or(0, |(_, n)| *n);
        prop_assert_eq!(told, n_repeats);
    }

    #[test]
    fn rows_without_an_answer_never_matter(rows in proptest::collection::vec(any_row(), 0..20), blank in proptest::collection::vec((blank_row(), 0..40_usize), 0..20), size in 1..60_usize, n_workers in 0..4_usize) {
        let sharing = Sharing { size, n_workers };
        let mut more = rows.clone();
        for (row, at) in blank {
            more.insert(at.min(more.len()), row);
        }
        let (with, without) = (shared(&survey(), &more, sharing), shared(&survey(), &rows, sharing));
        prop_assert_eq!(&with.series, &without.series);
        prop_assert_eq!(with.report.used, without.report.used);
    }

    #[test]
    fn the_order_of_rows_never_matters_where_nobody_repeats(
        (rows, order) in proptest::collection::vec(any_row(), 0..30).prop_flat_map(|rows| {
            let mut met = Vec::new();
            let is_new = |row: &Row| !has_answer(row) || !met.contains(&row.0) && { met.push(row.0); true };
            let rows: Vec<Row> = rows.into_iter().filter(is_new).collect();
            (Just(rows.clone()), Just(rows).prop_shuffle())
        }),
        size in 1..60_usize,
        n_workers in 0..4_usize,
    ) {
        let sharing = Sharing { size, n_workers };
        let (one, other) = (shared(&survey(), &rows, sharing), shared(&survey(), &order, sharing));
        prop_assert_eq!(&one.series, &other.series);
        prop_assert_eq!(reasons(&one), reasons(&other));
        prop_assert_eq!(one.report.used, other.report.used);
    }
}
