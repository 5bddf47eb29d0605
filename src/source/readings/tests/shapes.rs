//! Long files, series and funnels: which place and which metric a row is about.

use jiff::civil::{Date, date};

use super::{answers, at, binding, counted, left, map, metric, rules, shaped, share, source, tallies};
use crate::journey::{Column, Map, Source};
use crate::metric::{Direction, Kind, Tally};

pub(super) fn long() -> Map {
    let source = Source { touchpoint: Some("touchpoint".to_owned()), time: Some("date".to_owned()), ..source() };
    let matched = |metric: &str| binding(metric, Column::Matched(metric.to_owned()));
    let mut checkout = at("checkout", vec![matched("csat"), matched("sentiment")]);
    for binding in &mut checkout.metrics {
        binding.matches = vec!["pay.checkout".to_owned(), "pay.checkout-v2".to_owned()];
    }
    map(source, Vec::new(), vec![checkout, at("search", vec![matched("csat"), binding("visits", Column::Rows)])])
}

#[test]
fn a_row_of_a_long_file_finds_its_touchpoint() {
    let mut map = long();
    map.metric_definitions = vec![metric("visits", Kind::Count, Direction::HigherIsBetter)];
    let text = "date,touchpoint,csat,sentiment\n\
        2024-01-01,pay.checkout,5,0.5\n\
        2024-01-01, pay.checkout-v2 ,1,-1\n\
        2024-01-02,search,3,\n\
        2024-01-02,search,,0.9\n\
        2024-01-02,help,3,0.1\n\
        2024-01-02,,3,0.1\n\
        someday,search,3,0.1\n";
    let counts = counted(&map, text);
    assert_eq!(tallies(&counts, 0), [(date(2024, 1, 1), answers(1, &[1, 0, 0, 0, 1]))]);
    let Tally::Numbers { n, sum, .. } = &tallies(&counts, 1)[0].1 else { panic!("scores are numbers") };
    assert_eq!((*n, *sum), (2, -500_000));
    assert_eq!(tallies(&counts, 2), [(date(2024, 1, 2), answers(1, &[0, 0, 1, 0, 0]))]);
    assert_eq!(tallies(&counts, 3), [(date(2024, 1, 2), Tally::Sum { n: 2, sum: 2_000_000 })]);
    assert_eq!((counts.report.rows, counts.report.used), (7, 4));
    assert_eq!(
        counts.report.left_out,
        [
            left("bad date", None, 1, &[8]),
            left("unknown touchpoint", None, 2, &[6, 7]),
            left("no answer", Some("csat"), 1, &[5])
        ]
    );
}

#[test]
fn a_respondent_answers_once() {
    let mut map = long();
    map.sources[0].respondent = Some("id".to_owned());
    let text = "id,date,touchpoint,csat,sentiment\n\
        7,2024-01-01,search,5,\n7,2024-01-01,search,5,\n7,2024-01-01,pay.checkout,5,\n,2024-01-01,search,5,\n,2024-01-01,search,5,\n";
    let counts = counted(&map, text);
    assert_eq!(counts.report.used, 4);
    assert_eq!(counts.report.left_out[0], left("duplicate respondent", None, 1, &[3]));
}

pub(super) fn series() -> Map {
    let source = Source {
        touchpoint: Some("where".to_owned()),
        time: Some("week".to_owned()),
        ..shaped(&[("metric", "metric"), ("value", "value"), ("n", "n"), ("sd", "sd")])
    };
    let of = |metric: &str| binding(metric, Column::Shape("series"));
    let cart = at("cart", vec![of("abandonment"), of("csat"), of("nps"), of("ces")]);
    let mut map = map(source, vec![of("nps")], vec![cart]);
    map.metric_definitions = vec![metric("abandonment", Kind::Rate, Direction::LowerIsBetter)];
    map
}

#[test]
fn a_series_stands_for_n_answers() {
    let map = series();
    let text = "week,where,metric,value,n,sd\n\
        2024-W01,cart,Abandonment,68.5,1000,\n\
        2024-W01,cart,csat,80%,55,\n\
        2024-W01,cart,nps,-20,10,\n\
        2024-W01,cart,ces,5.5,41,1.2\n\
        2024-W01,,nps,30,200,\n\
        2024-W02,cart,abandonment,101,1000,\n\
        2024-W02,cart,abandonment,60,,\n\
        2024-W02,cart,csat,60,0,\n\
        2024-W02,cart,speed,60,10,\n";
    let counts = counted(&map, text);
    let monday = date(2024, 1, 1);
    assert_eq!(tallies(&counts, 1), [(monday, share(685, 1000))]);
    assert_eq!(tallies(&counts, 2), [(monday, share(44, 55))]);
    let moments = |binding: usize| match &tallies(&counts, binding)[0].1 {
        Tally::Numbers { n, sum, squares, .. } => (*n, *sum, *squares),
        other => panic!("expected numbers, got {other:?}"),
    };
    assert_eq!(tallies(&counts, 3), [(monday, Tally::Groups { lead: -200_000_000, polar: 1_000_000_000, n: 10 })]);
    // 40 x 1.2 x 1.2 + 41 x 5.5 x 5.5.
    assert_eq!(moments(4), (41, 225_500_000, 1_297_850_000_000_000));
    assert_eq!(tallies(&counts, 0), [(monday, Tally::Groups { lead: 6_000_000_000, polar: 20_000_000_000, n: 200 })]);
    assert_eq!((counts.report.rows, counts.report.used), (9, 5));
    assert_eq!(
        counts.report.left_out,
        [
            left("unknown metric", None, 1, &[10]),
            left("no usable answer", None, 3, &[7, 8, 9]),
            left("out of range", Some("value"), 1, &[7]),
            left("no answer", Some("n"), 2, &[8, 9]),
        ]
    );
}

#[test]
fn a_series_of_shares_without_n_is_no_reading() {
    let source = shaped(&[("value", "value")]);
    let mut map = map(
        source,
        vec![binding("csat", Column::Shape("series")), binding("spend", Column::Shape("series"))],
        Vec::new(),
    );
    map.metric_definitions = vec![metric("spend", Kind::Amount, Direction::HigherIsBetter)];
    let counts = counted(&map, "value\n80\n");
    assert_eq!(tallies(&counts, 0), []);
    assert!(matches!(tallies(&counts, 1)[0].1, Tally::Numbers { n: 1, sum: 80_000_000, .. }));
    assert_eq!(counts.report.left_out, [left("no number of answers", Some("value"), 1, &[2])]);
}

pub(super) fn funnel() -> Map {
    let source =
        Source { touchpoint: Some("step".to_owned()), ..shaped(&[("entered", "entered"), ("completed", "completed")]) };
    let pay = at(
        "pay",
        vec![binding("conversion", Column::Shape("funnel")), binding("abandonment", Column::Shape("funnel"))],
    );
    let mut map = map(source, Vec::new(), vec![pay]);
    map.metric_definitions = vec![metric("abandonment", Kind::Rate, Direction::LowerIsBetter)];
    map
}

#[test]
fn a_funnel_counts_those_who_went_on() {
    let map = funnel();
    let text = "step,entered,completed\npay,100,40\npay,50,60\npay,0,0\npay,10,2.5\npay,20,5\nship,9,9\n";
    let counts = counted(&map, text);
    assert_eq!(tallies(&counts, 0), [(Date::MIN, share(45, 120))]);
    assert_eq!(tallies(&counts, 1), [(Date::MIN, share(75, 120))]);
    let reasons: Vec<_> = counts.report.left_out.iter().map(|left| (left.reason.as_str(), left.count)).collect();
    assert!(reasons.contains(&("unknown touchpoint", 1)), "{reasons:?}");
    assert!(reasons.contains(&("no usable answer", 3)), "{reasons:?}");
    assert!(reasons.iter().any(|(reason, _)| *reason == "more completed than entered"), "{reasons:?}");
}

#[test]
fn a_funnel_gives_no_score() {
    let source = shaped(&[("entered", "entered"), ("completed", "completed")]);
    let map = map(source, vec![binding("nps", Column::Shape("funnel"))], Vec::new());
    assert_eq!(rules(&counted(&map, "entered,completed\n2,1\n")), ["binding-shape"]);
}
