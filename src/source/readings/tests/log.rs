//! What is told of the cases of an event log.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{asked, binding, cohort, cohort_tallies, counted, everyone, left, map, rules, shaped, share, tallies};
use crate::journey::{Binding, Column, Map, Source, Touchpoint};
use crate::metric::{Direction, Grain, Kind, Measure, Metric, Tally};
use crate::source::cells::log::{Happening, Log, MOST_EVENTS, Told, Way};
use crate::source::dates::Moment;
use crate::source::readings::count::count_shared;
use crate::source::readings::crew::Sharing;
use crate::source::readings::opened::Job;
use crate::source::readings::{SourceCounts, count};

fn metric(id: &str, kind: Kind, unit: &str, direction: Direction) -> Metric {
    let (id, unit) = (id.to_owned(), unit.to_owned());
    Metric { name: id.clone(), id, kind, unit, direction, range: None, steady: None }
}

/// Cart, payment and delivery, each with a match of its own, and the metrics there are.
fn shop(bound: &[(&str, &str, Option<&str>)]) -> Map {
    let source = Source { time: Some("time".to_owned()), ..shaped(&[("case", "order"), ("activity", "event")]) };
    let touchpoints = [("cart", vec!["cart"]), ("pay", vec!["paid", "paid again"]), ("deliver", vec!["delivered"])];
    let touchpoints = touchpoints.map(|(id, matches)| {
        let matches: Vec<String> = matches.into_iter().map(str::to_owned).collect();
        let own = bound.iter().filter(|(place, ..)| *place == id);
        let metrics = own.map(|(_, metric, to)| Binding {
            matches: matches.clone(),
            to: to.map(str::to_owned),
            ..binding(metric, Column::Shape("log"))
        });
        Touchpoint { id: id.to_owned(), metrics: metrics.collect(), matches, ..Default::default() }
    });
    let mut map = map(source, Vec::new(), touchpoints.to_vec());
    let journey = bound.iter().filter(|(place, ..)| *place == "journey");
    map.metrics =
        journey.map(|(_, id, to)| Binding { to: to.map(str::to_owned), ..binding(id, Column::Shape("log")) }).collect();
    map.metric_definitions = vec![
        metric("orders", Kind::Count, "", Direction::HigherIsBetter),
        metric("abandonment", Kind::Rate, "%", Direction::LowerIsBetter),
        metric("wait", Kind::Duration, "min", Direction::LowerIsBetter),
        metric("days", Kind::Duration, "days", Direction::LowerIsBetter),
    ];
    map
}

fn sum(n: u64) -> Tally {
    Tally::Sum { n, sum: i128::from(n) * 1_000_000 }
}

/// The values of a duration on each day, in its unit.
#[track_caller]
fn check_taken(name: &str, counts: &SourceCounts, binding: usize, expected: &[(Date, &[f64])]) {
    let mut wanted = Vec::new();
    for (date, values) in expected {
        let mut tally = Tally::new(&Measure { kind: Kind::Duration, scale: (0, 1), top: 1 });
        assert!(values.iter().all(|value| tally.add(*value)), "{name}");
        tally.settle();
        wanted.push((*date, tally));
    }
    let mut is = tallies(counts, binding);
    for (_, tally) in &mut is {
        tally.settle();
    }
    assert_eq!(is, wanted, "{name}");
}

/// Order 1 pays after 30 minutes and gets it a day later; 2 pays twice, the second time after its delivery; 3 leaves
/// its cart, comes back a day later and pays at once; 4 never pays; 5 pays without a cart.
const SHOP: &str = "order,event,time\n\
    3,paid,2024-04-02T09:00:00\n\
    1,cart,2024-04-01T10:00:00\n\
    1,paid,2024-04-01T10:30:00\n\
    1,delivered,2024-04-02T10:30:00\n\
    2,paid,2024-04-01T12:00:00\n\
    2,cart,2024-04-01T11:00:00\n\
    2,delivered,2024-04-03T12:00:00\n\
    2,paid again,2024-04-03T12:10:00\n\
    3,cart,2024-04-01T23:59:00\n\
    3,cart,2024-04-02T09:00:00\n\
    3,looked,2024-04-01T23:59:30\n\
    4,cart,2024-04-02T08:00:00\n\
    5,paid,2024-04-02T08:00:00\n";

const MONDAY: Date = date(2024, 4, 1);
const TUESDAY: Date = date(2024, 4, 2);

#[test]
fn cases_are_followed_from_touchpoint_to_touchpoint() {
    let map = shop(&[
        ("cart", "orders", None),
        ("cart", "conversion", Some("pay")),
        ("cart", "abandonment", Some("pay")),
        ("cart", "wait", Some("pay")),
        ("pay", "conversion", None),
        ("pay", "days", Some("deliver")),
        ("pay", "conversion", Some("pay")),
        ("deliver", "conversion", None),
    ]);
    let counts = counted(&map, SHOP);
    assert_eq!(rules(&counts), [""; 0]);
    let tallies = |binding| tallies(&counts, binding);
    // 1, 2 and 3 come to the cart on Monday, 4 on Tuesday; 3 comes again, which does not count.
    assert_eq!(tallies(0), [(MONDAY, sum(3)), (TUESDAY, sum(1))]);
    assert_eq!(tallies(1), [(MONDAY, share(3, 3)), (TUESDAY, share(0, 1))]);
    assert_eq!(tallies(2), [(MONDAY, share(0, 3)), (TUESDAY, share(1, 1))]);
    // 30 minutes; 60 minutes; from 23:59 to 09:00 are 541 minutes.
    check_taken("minutes from cart to pay", &counts, 3, &[(MONDAY, &[30.0, 60.0, 541.0])]);
    // 1 and 2 are delivered; 3 has a cart at the second it pays, which is elsewhere and so later; 5 goes nowhere.
    assert_eq!(tallies(4), [(MONDAY, share(2, 2)), (TUESDAY, share(1, 2))]);
    check_taken("days from pay to deliver", &counts, 5, &[(MONDAY, &[1.0, 2.0])]);
    // Only 2 pays again later.
    assert_eq!(tallies(6), [(MONDAY, share(1, 2)), (TUESDAY, share(0, 2))]);
    // 2 pays again ten minutes after its delivery.
    assert_eq!(tallies(7), [(TUESDAY, share(0, 1)), (date(2024, 4, 3), share(1, 1))]);
    // `looked` is no touchpoint.
    assert_eq!(counts.report.left_out, [left("unknown touchpoint", None, 1, &[12])]);
    assert_eq!((counts.report.rows, counts.report.used), (13, 12));
}

#[test]
fn the_journey_begins_with_whatever_comes_first() {
    let map = shop(&[("journey", "orders", None), ("journey", "conversion", Some("deliver"))]);
    let counts = counted(&map, SHOP.replace("4,cart", "4,looked"));
    // 1, 2 and 3 on Monday, 4 and 5 on Tuesday; 1 and 2 are delivered.
    assert_eq!(tallies(&counts, 0), [(MONDAY, sum(3)), (TUESDAY, sum(2))]);
    assert_eq!(tallies(&counts, 1), [(MONDAY, share(2, 3)), (TUESDAY, share(0, 2))]);
    assert_eq!(counts.report.used, 13);
}

#[test]
fn a_log_of_days_takes_what_is_elsewhere_on_the_day_for_later() {
    let map = shop(&[("cart", "conversion", Some("pay")), ("cart", "days", Some("pay"))]);
    let counts = counted(
        &map,
        "order,event,time\n1,paid,2024-04-01\n1,cart,2024-04-01\n2,cart,2024-04-01\n2,paid,2024-04-03\n3,paid,2024-03-31\n3,cart,2024-04-01\n",
    );
    assert_eq!(tallies(&counts, 0), [(MONDAY, share(2, 3))]);
    check_taken("days", &counts, 1, &[(MONDAY, &[0.0, 2.0])]);
}

#[test]
fn a_case_belongs_to_the_people_of_its_first_event_here() {
    let map = shop(&[("cart", "conversion", Some("pay"))]);
    let text = "order,event,time,device\n1,cart,2024-04-01,phone\n1,paid,2024-04-01,desk\n2,cart,2024-04-01,desk\n";
    let cohorts = [everyone(), vec![cohort("device", &["phone"]), cohort("device", &["desk"])]].concat();
    let counts = count(&asked(&map, &cohorts), &text.as_bytes(), NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
    for (cohort, expected) in [share(1, 2), share(1, 1), share(0, 1)].into_iter().enumerate() {
        assert_eq!(cohort_tallies(&counts, 0, cohort), [(MONDAY, expected)], "{cohort}");
    }
}

#[test]
fn rows_that_name_no_case_or_moment_are_told() {
    let mut map = shop(&[("cart", "orders", None), ("cart", "visits", None)]);
    map.sources[0].missing = vec!["-".to_owned()];
    map.metric_definitions.push(metric("visits", Kind::Count, "", Direction::HigherIsBetter));
    map.stages[0].touchpoints[0].metrics[1].column = Column::Rows;
    let counts =
        counted(&map, "order,event,time\n1,cart,2024-04-01\n ,cart,2024-04-01\n-,cart,2024-04-01\n1,cart,soon\n");
    // The rows are there, whoever they are about.
    assert_eq!(tallies(&counts, 1), [(MONDAY, sum(3))]);
    assert_eq!(tallies(&counts, 0), [(MONDAY, sum(1))]);
    let expected = [
        left("bad date", None, 1, &[5]),
        left("missing code", Some("order"), 1, &[4]),
        left("no answer", Some("order"), 1, &[3]),
    ];
    assert_eq!(counts.report.left_out, expected);
}

#[test]
fn a_day_is_that_of_the_zone_and_time_that_of_the_world() {
    let mut map = shop(&[("cart", "wait", Some("pay"))]);
    map.sources[0].zone = Some("+03:00".to_owned());
    // 22:30 in Greenwich is the next day at +03:00, an hour before 23:30.
    let counts = counted(&map, "order,event,time\n1,cart,2024-04-01T22:30:00Z\n1,paid,2024-04-02T02:30:00+03:00\n");
    check_taken("an hour", &counts, 0, &[(TUESDAY, &[60.0])]);
}

#[test]
fn a_log_with_more_events_than_are_kept_tells_nothing_of_cases() {
    let way = Way { place: 0, here: vec![false, true], there: vec![true, false], told: Told::Arrival };
    let measure = Measure { kind: Kind::Count, scale: (0, 1), top: 1 };
    let moment = Moment { seconds: 0, date: date(1970, 1, 1), has_time: true };
    let mut log = Log::default();
    log.take(Happening { case: b"1", activity: 1, moment }, &[0]);
    let told = log.clone().finish(&[(&way, measure)], None, (1, Grain::Day)).expect("it is one event");
    assert_eq!(told[0][0].tallies().map(|(_, tally)| tally.into_owned()).collect::<Vec<_>>(), [sum(1)]);
    for doubling in 0..MOST_EVENTS.ilog2() {
        assert!(!log.is_full(), "{doubling}");
        log.absorb(log.clone());
    }
    assert!(!log.is_full());
    log.absorb(log.clone());
    assert_eq!(log.finish(&[(&way, measure)], None, (1, Grain::Day)), None);
}

/// A row of a log with few cases, activities and moments.
fn row() -> impl Strategy<Value = String> {
    let cases = prop_oneof![Just("a"), Just("b"), Just("c"), Just("")];
    let events = prop_oneof![Just("cart"), Just("paid"), Just("paid again"), Just("delivered"), Just("looked")];
    let times = prop_oneof![
        Just("2024-04-01"),
        Just("2024-04-01T08:00:00"),
        Just("2024-04-02"),
        Just("2024-05-31"),
        Just("never")
    ];
    let devices = prop_oneof![Just("phone"), Just("desk")];
    (cases, events, times, devices).prop_map(|(case, event, time, device)| format!("{case},{event},{time},{device}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn those_who_share_a_log_tell_what_one_reader_tells(rows in proptest::collection::vec(row(), 1..40), size in 1..200_usize, n_workers in 1..4_usize) {
        let map = shop(&[("cart", "orders", None), ("cart", "conversion", Some("pay")), ("pay", "wait", None)]);
        let cohorts = [everyone(), vec![cohort("device", &["phone"])]].concat();
        let text = format!("order,event,time,device\n{}", rows.concat());
        let count = |n_workers| {
            let sharing = Sharing { size, n_workers };
            let question = asked(&map, &cohorts);
            let job = Job { question: &question, bytes: &text.as_bytes(), sharing };
            count_shared(job, None, &mut |_| ControlFlow::Continue(()))
        };
        prop_assert_eq!(count(0), count(n_workers));
    }

    #[test]
    fn the_order_of_rows_makes_no_difference(rows in proptest::collection::vec(row(), 1..40), seed: u64) {
        let map = shop(&[("cart", "orders", None), ("cart", "conversion", Some("pay")), ("pay", "wait", None), ("journey", "abandonment", Some("pay"))]);
        let cohorts = [everyone(), vec![cohort("device", &["phone"])]].concat();
        let of = |rows: &[String]| {
            let text = format!("order,event,time,device\n0,looked,2024-04-01,desk\n{}", rows.concat());
            count(&asked(&map, &cohorts), &text.as_bytes(), NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(())).series
        };
        let mut shuffled = rows.clone();
        shuffled.sort_by_key(|row| row.bytes().fold(seed, |key, byte| (key ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)));
        prop_assert_eq!(of(&rows), of(&shuffled));
    }

    #[test]
    fn two_who_share_a_log_tell_the_same(events in proptest::collection::vec((0..4_u8, 1..4_u16, 0..5_i64, 0..3_usize), 0..60), cut in 0..60_usize) {
        let read = |events: &[(u8, u16, i64, usize)]| {
            let mut log = Log::default();
            for (case, activity, hours, cohort) in events {
                let moment = Moment { seconds: hours * 3_600, date: date(1970, 1, 1), has_time: true };
                log.take(Happening { case: &[*case], activity: *activity, moment }, &[0, cohort + 1]);
            }
            log
        };
        let way = |told| Way { place: 0, here: vec![false, true, false, true], there: vec![false, false, true, true], told };
        let measure = |kind| Measure { kind, scale: (0, 1), top: 1 };
        let ways = [(way(Told::Arrival), measure(Kind::Count)), (way(Told::Stayed), measure(Kind::Rate)), (way(Told::Taken(60)), measure(Kind::Duration))];
        let ways: Vec<_> = ways.iter().map(|(way, measure)| (way, *measure)).collect();
        let (one, other) = events.split_at(cut.min(events.len()));
        let (mut first, mut second) = (read(one), read(other));
        first.absorb(read(other));
        second.absorb(read(one));
        let whole = read(&events).finish(&ways, None, (4, Grain::Day));
        prop_assert_eq!(&first.finish(&ways, None, (4, Grain::Day)), &whole);
        prop_assert_eq!(&second.finish(&ways, None, (4, Grain::Day)), &whole);
    }
}
