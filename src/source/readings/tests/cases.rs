//! What is told of cases: how many, how long, and whether in time.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{asked, at, binding, cohort, cohort_tallies, counted, everyone, left, map, rules, shaped, share, tallies};
use crate::journey::{Column, Map, Source};
use crate::metric::{Direction, Kind, Metric, Tally};
use crate::source::readings::count::count_shared;
use crate::source::readings::crew::Sharing;
use crate::source::readings::opened::Job;
use crate::source::readings::{SourceCounts, count};

fn metric(id: &str, kind: Kind, unit: &str, direction: Direction) -> Metric {
    let (id, unit) = (id.to_owned(), unit.to_owned());
    Metric { name: id.clone(), id, kind, unit, direction, range: None, steady: None }
}

/// Cases with these columns: opened, due, closed, status.
fn desk(columns: [Option<&str>; 4]) -> Map {
    let time = columns[0].map(str::to_owned);
    let keys = ["opened", "due", "closed", "status"].into_iter().zip(columns);
    let keys: Vec<_> = keys.filter_map(|(key, column)| Some((key, column?))).collect();
    let source = Source { time, ..shaped(&keys) };
    let cases = |id| binding(id, Column::Shape("cases"));
    let metrics = vec![binding("cases", Column::Rows), cases("in-time"), cases("late"), cases("hours"), cases("days")];
    let mut map = map(source, metrics, Vec::new());
    map.metric_definitions = vec![
        metric("cases", Kind::Count, "", Direction::LowerIsBetter),
        metric("in-time", Kind::Rate, "%", Direction::HigherIsBetter),
        metric("late", Kind::Rate, "%", Direction::LowerIsBetter),
        metric("hours", Kind::Duration, "h", Direction::LowerIsBetter),
        metric("days", Kind::Duration, "days", Direction::LowerIsBetter),
    ];
    map
}

const ALL: [Option<&str>; 4] = [Some("opened"), Some("due"), Some("closed"), Some("status")];
const DAY: Date = date(2024, 4, 1);

/// The sum of a duration, and its n.
#[track_caller]
fn taken(counts: &SourceCounts, binding: usize) -> (u64, f64) {
    let mut total = (0, 0.0);
    for (_, tally) in tallies(counts, binding) {
        let Tally::Numbers { n, sum, .. } = tally else { panic!("a duration has numbers") };
        total = (total.0 + n, total.1 + f64::from(i32::try_from(sum).expect("hours are few")) / 1e6);
    }
    total
}

#[test]
fn cases_are_in_time_late_or_not_due_yet() {
    let text = "opened,due,closed,status\n\
        2024-04-01T08:00,2024-04-03,2024-04-03T23:00,Closed\n\
        2024-04-01T09:00,2024-04-03,2024-04-04T00:00,resolved\n\
        2024-04-01T10:00,2024-04-02T10:00,2024-04-02T10:00,done\n\
        2024-04-01T10:00,2024-04-02T10:00,2024-04-02T10:01,done\n\
        2024-04-01T11:00,2024-04-03,,open\n\
        2024-04-01T11:00,2024-04-04,,open\n\
        2024-04-01T11:00,2024-04-30,,in progress\n\
        2024-04-01T12:00,,2024-04-01T13:00,closed\n\
        2024-04-01T12:00,2024-04-02,,closed\n\
        2024-04-01T12:00,2024-04-02,2024-04-01T13:00,reopened\n\
        2024-04-01T12:00,2024-04-02,2024-03-31T13:00,closed\n\
        2024-04-01T12:00,2024-04-02,soon,closed\n";
    let counts = counted(&desk(ALL), text);
    assert_eq!(tallies(&counts, 0), [(DAY, Tally::Sum { n: 12, sum: 12_000_000 })]);
    // In time: lines 2 and 4. Late: 3 by a second after its day, 5 by a minute, 6 is open past its day; 11 was opened
    // again and is overdue. The file ends with the midnight of 4 April, so 7 may still be closed that day.
    assert_eq!(tallies(&counts, 1), [(DAY, share(2, 6))]);
    assert_eq!(tallies(&counts, 2), [(DAY, share(4, 6))]);
    // Lines 2 to 5 and 9: 63, 63, 24, 24 1/60 and 1 hours.
    let (n, hours) = taken(&counts, 3);
    assert_eq!((n, (hours * 60.0).round()), (5, (63.0 + 63.0 + 24.0 + 24.0 + 1.0) * 60.0 + 1.0));
    let expected = [
        left("no answer", Some("due"), 1, &[9]),
        left("not due yet", Some("due"), 2, &[7, 8]),
        left("bad date", Some("closed"), 1, &[13]),
        left("still open", Some("closed"), 4, &[6, 7, 8, 11]),
        left("no closing date", Some("closed"), 1, &[10]),
        left("closed before opened", Some("closed"), 1, &[12]),
    ];
    assert_eq!(counts.report.left_out, expected);
    assert_eq!((counts.report.rows, counts.report.used), (12, 12));
    // What is open, not due yet or without a date to be due by is no slip.
    let told: Vec<_> = counts.findings.iter().map(|finding| finding.line).collect();
    assert_eq!((rules(&counts), told), (vec!["answers-left-out"; 3], vec![13, 10, 12]));
}

#[test]
fn without_a_due_date_it_counts_which_are_closed() {
    let text = "opened,closed,status\n2024-04-01,2024-04-02,\n2024-04-01,,\n2024-04-01,,SOLVED\n2024-04-01,n/a,new\n2024-04-01,2024-04-02,wip\n";
    for (name, columns, done, expected) in [
        ("by date", [Some("opened"), None, Some("closed"), None], vec![], (2, 5)),
        ("by state, else by date", [Some("opened"), None, Some("closed"), Some("status")], vec![], (2, 5)),
        ("by state alone", [Some("opened"), None, None, Some("status")], vec![], (1, 3)),
        ("by own states", [Some("opened"), None, Some("closed"), Some("status")], vec!["wip", "new"], (3, 5)),
    ] {
        let mut map = desk(columns);
        map.sources[0].missing = vec!["n/a".to_owned()];
        map.sources[0].keys.push(("done", done.into_iter().map(str::to_owned).collect()));
        let counts = counted(&map, text);
        let (hits, n) = expected;
        assert_eq!(tallies(&counts, 1), [(DAY, share(hits, n))], "{name}");
        assert_eq!(tallies(&counts, 2), [(DAY, share(n - hits, n))], "{name}");
    }
}

#[test]
fn days_without_times_are_whole_days_apart() {
    let text = "opened,closed\n2024-04-01,2024-04-01\n2024-04-01T18:00,2024-04-01\n2024-04-01T18:00,2024-04-03\n2024-04-01T18:00,2024-04-02T06:00\n";
    let counts = counted(&desk([Some("opened"), None, Some("closed"), None]), text);
    // 0, 0 and 2 days, and 12 hours.
    assert_eq!(taken(&counts, 4), (4, 2.5));
}

#[test]
fn rows_that_wait_for_nothing_are_left_out() {
    let mut map = desk(ALL);
    map.metrics.drain(2..);
    map.metrics.remove(0);
    let counts =
        counted(&map, "opened,due,closed,status\n2024-04-01,2024-04-05,,open\n2024-04-02,2024-04-02,2024-04-02,done\n");
    assert_eq!(tallies(&counts, 0), [(date(2024, 4, 2), share(1, 1))]);
    assert_eq!(
        counts.report.left_out,
        [left("no usable answer", None, 1, &[2]), left("not due yet", Some("due"), 1, &[2])]
    );
    assert_eq!((counts.report.rows, counts.report.used), (2, 1));
}

#[test]
fn cases_of_a_touchpoint_are_found_by_its_match() {
    let mut map = desk(ALL);
    map.sources[0].touchpoint = Some("topic".to_owned());
    map.stages[0].touchpoints = vec![at("pay", vec![binding("in-time", Column::Shape("cases"))])];
    let text = "opened,due,closed,status,topic,city\n\
        2024-04-01,2024-04-02,2024-04-02,done,pay,Acre\n\
        2024-04-01,2024-04-02,,open,pay,Haifa\n\
        2024-04-01,2024-04-02,2024-04-09,done,search,Haifa\n";
    let cohorts = [everyone(), vec![cohort("city", &["Haifa"])]].concat();
    let counts = count(&asked(&map, &cohorts), &text.as_bytes(), NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
    // The file ends on the 9th: what is open at `pay` is late, though only a case of another topic tells it.
    assert_eq!(cohort_tallies(&counts, 5, 0), [(DAY, share(1, 2))]);
    assert_eq!(cohort_tallies(&counts, 5, 1), [(DAY, share(0, 1))]);
    // The journey has them all.
    assert_eq!(cohort_tallies(&counts, 1, 0), [(DAY, share(1, 3))]);
}

#[test]
fn columns_of_cases_that_are_not_there_are_told_once() {
    let counts = counted(&desk(ALL), "opened,closed,status\n2024-04-01,2024-04-02,done\n");
    // Only what is in time needs the due date.
    assert_eq!(rules(&counts), ["unknown-column"]);
    assert_eq!(counts.findings[0].address.as_ref().map(ToString::to_string).as_deref(), Some("source/data.due"));
    assert_eq!(taken(&counts, 4), (1, 1.0));
    let counts = counted(&desk(ALL), "opened,due,closed,status\n2024-04-01,2024-04-02,never,done\n");
    assert_eq!(rules(&counts), ["unknown-date-format"]);
    assert!(counts.findings[0].message.contains("`closed`"), "{}", counts.findings[0].message);
}

/// A row of few moments and states, some of them odd.
fn row() -> impl Strategy<Value = String> {
    let moment = || {
        prop_oneof![
            Just("2024-04-01"),
            Just("2024-04-02T10:00"),
            Just("2024-04-03T12:00"),
            Just("2024-04-03"),
            Just(""),
            Just("soon"),
        ]
    };
    let states = prop_oneof![Just("open"), Just("done"), Just("")];
    (moment(), moment(), moment(), states)
        .prop_map(|(opened, due, closed, state)| format!("{opened},{due},{closed},{state}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn those_who_share_cases_tell_what_one_reader_tells(rows in proptest::collection::vec(row(), 1..40), size in 1..200_usize, n_workers in 1..4_usize) {
        let map = desk(ALL);
        let text = format!("opened,due,closed,status\n2024-04-01,2024-04-01,2024-04-01,\n{}", rows.concat());
        let count = |n_workers| {
            let sharing = Sharing { size, n_workers };
            let question = asked(&map, &everyone());
            let job = Job { question: &question, bytes: &text.as_bytes(), sharing };
            count_shared(job, None, &mut |_| ControlFlow::Continue(()))
        };
        let counts = count(n_workers);
        prop_assert_eq!(&count(0), &counts);
        // Whoever is in time is not late.
        let share = |binding| tallies(&counts, binding).into_iter().map(|(date, tally)| match tally {
            Tally::Share { hits, n } => (date, hits, n),
            other => panic!("a rate is a share: {other:?}"),
        });
        for ((date, hits, n), late) in share(1).zip(share(2)) {
            prop_assert_eq!((date, n), (late.0, late.2));
            prop_assert_eq!(Tally::Share { hits: hits + late.1, n }, Tally::share(n, n));
        }
    }
}
