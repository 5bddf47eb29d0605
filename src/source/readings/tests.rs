//! What of a file is counted, and what is said of the rest.

mod cases;
mod comments;
mod files;
mod growth;
mod log;
mod properties;

use std::io::{self, Read};

use jiff::civil::{Date, date};

use super::*;
use crate::journey::{Binding, Choice, Column, LeftOut, Segment, Stage, Touchpoint};
use crate::metric::{Direction, Kind, Metric, Tally};

/// A binding of the source `data`.
fn binding(metric: &str, column: Column) -> Binding {
    Binding {
        metric: metric.to_owned(),
        source: "data".to_owned(),
        column,
        scale: None,
        top: None,
        yes: Vec::new(),
        no: Vec::new(),
        missing: Vec::new(),
        to: None,
        matches: Vec::new(),
        position: 1,
        implied: false,
    }
}

fn own(metric: &str, column: &str) -> Binding {
    binding(metric, Column::Own(column.to_owned()))
}

fn at(touchpoint: &str, bindings: Vec<Binding>) -> Touchpoint {
    let metrics = bindings.into_iter().map(|binding| Binding { matches: vec![touchpoint.to_owned()], ..binding });
    Touchpoint { id: touchpoint.to_owned(), metrics: metrics.collect(), ..Default::default() }
}

fn source() -> Source {
    Source { id: "data".to_owned(), file: "data.csv".to_owned(), ..Default::default() }
}

fn map(source: Source, metrics: Vec<Binding>, touchpoints: Vec<Touchpoint>) -> Map {
    let stage = Stage { id: "stage".to_owned(), touchpoints, ..Default::default() };
    Map { sources: vec![source], metrics, stages: vec![stage], ..Default::default() }
}

fn dated(metrics: Vec<Binding>) -> Map {
    map(Source { time: Some("date".to_owned()), ..source() }, metrics, Vec::new())
}

fn everyone() -> Vec<Cohort> {
    vec![Cohort::default()]
}

fn cohort(column: &str, values: &[&str]) -> Cohort {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    Cohort { persona: None, segment: Segment { choices: vec![Choice { column: column.to_owned(), values }] } }
}

/// Bytes that are made anew for every reader.
struct Made<'a>(Box<dyn Fn() -> Box<dyn Read + Send + 'a> + Sync + 'a>);

impl<'a> Made<'a> {
    fn of<R: Read + Send + 'a>(make: impl Fn() -> R + Sync + 'a) -> Self {
        Self(Box::new(move || Box::new(make())))
    }
}

impl Bytes for Made<'_> {
    fn reader_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        let mut made = (self.0)();
        io::copy(&mut made.by_ref().take(offset), &mut io::sink())?;
        Ok(made)
    }

    fn size(&self) -> u64 {
        0
    }
}

fn counted(map: &Map, text: impl AsRef<[u8]>) -> SourceCounts {
    count(map, 0, &text.as_ref(), &everyone(), NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()))
}

/// Everyone's tallies of a binding.
#[track_caller]
fn tallies(counts: &SourceCounts, binding: usize) -> Vec<(Date, Tally)> {
    cohort_tallies(counts, binding, 0)
}

#[track_caller]
fn cohort_tallies(counts: &SourceCounts, binding: usize, cohort: usize) -> Vec<(Date, Tally)> {
    let (_, series) = counts.series.iter().find(|(idx, _)| *idx == binding).expect("the binding was counted");
    series[cohort].tallies.iter().map(|(date, tally)| (*date, tally.clone())).collect()
}

fn answers(low: i32, counts: &[u64]) -> Tally {
    // NPS counts from 10 on, CSAT from 4 on.
    let top = if low == 0 { 10 } else { 4 };
    Tally::Answers { low, top, counts: counts.to_vec() }
}

fn share(hits: u64, n: u64) -> Tally {
    Tally::Share { hits, n }
}

fn left(reason: &str, column: Option<&str>, count: u64, lines: &[u64]) -> LeftOut {
    LeftOut {
        reason: reason.to_owned(),
        is_blank: reason == "no answer",
        column: column.map(str::to_owned),
        count,
        lines: lines.to_vec(),
    }
}

fn rules(counts: &SourceCounts) -> Vec<&str> {
    counts.findings.iter().map(|finding| finding.rule.name()).collect()
}

#[test]
fn a_wide_survey_is_counted_by_period() {
    let mut map = dated(vec![own("csat", "park"), own("nps", "nps")]);
    map.sources[0].missing = vec!["6".to_owned()];
    let text = "\u{feff}date, park ,nps\n2017,5,10\n2017,4.0,\n2018, 1 ,0\n2018,6,x\n2018,7,11\n2018,4.5,9\n2018,,\n";
    let counts = counted(&map, text);
    assert_eq!(
        tallies(&counts, 0),
        [(date(2017, 1, 1), answers(1, &[0, 0, 0, 1, 1])), (date(2018, 1, 1), answers(1, &[1, 0, 0, 0, 0]))]
    );
    assert_eq!(
        tallies(&counts, 1),
        [
            (date(2017, 1, 1), answers(0, &[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
            (date(2018, 1, 1), answers(0, &[1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]))
        ]
    );
    assert_eq!(counts.series[0].1[0].finest, Grain::Year);
    assert_eq!((counts.report.rows, counts.report.used), (7, 4));
    assert_eq!(
        counts.report.left_out,
        [
            left("no usable answer", None, 3, &[5, 6, 8]),
            left("missing code", Some("park"), 1, &[5]),
            left("no answer", Some("park"), 1, &[8]),
            left("out of range", Some("park"), 1, &[6]),
            left("not a whole answer", Some("park"), 1, &[7]),
            left("no answer", Some("nps"), 2, &[3, 8]),
            left("out of range", Some("nps"), 1, &[6]),
            left("not a number", Some("nps"), 1, &[5]),
        ]
    );
    assert_eq!(counts.findings, []);
}

#[test]
fn without_a_time_column_all_is_one_period() {
    let counts = counted(&map(source(), vec![own("csat", "a")], Vec::new()), "a\n5\n4\n");
    assert_eq!(tallies(&counts, 0), [(Date::MIN, answers(1, &[0, 0, 0, 1, 1]))]);
    assert_eq!(counts.series[0].1[0].finest, Grain::All);
}

#[test]
fn one_column_of_two_bindings_is_reported_once() {
    let shares = Binding { yes: vec!["5".to_owned()], ..own("happy", "a") };
    let mut map = map(source(), vec![own("csat", "a"), own("csat", "a"), shares], Vec::new());
    map.metric_definitions = vec![metric("happy", Kind::Rate, Direction::HigherIsBetter)];
    let counts = counted(&map, "a,b\n5,1\n,1\n");
    assert_eq!(tallies(&counts, 0), tallies(&counts, 1));
    assert_eq!(tallies(&counts, 2), [(Date::MIN, share(1, 1))]);
    assert_eq!(
        counts.report.left_out,
        [left("no usable answer", None, 1, &[3]), left("no answer", Some("a"), 1, &[3])]
    );
}

fn metric(id: &str, kind: Kind, direction: Direction) -> Metric {
    Metric { id: id.to_owned(), name: id.to_owned(), kind, unit: String::new(), direction, range: None }
}

fn long() -> Map {
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

fn series() -> Map {
    let source = Source {
        touchpoint: Some("where".to_owned()),
        metric: Some("metric".to_owned()),
        value: Some("value".to_owned()),
        n: Some("n".to_owned()),
        sd: Some("sd".to_owned()),
        time: Some("week".to_owned()),
        ..source()
    };
    let of = |metric: &str| binding(metric, Column::Series);
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
    assert_eq!(tallies(&counts, 3), [(monday, Tally::Groups { promoters: 4, detractors: 6, n: 10 })]);
    // 40 x 1.2 x 1.2 + 41 x 5.5 x 5.5.
    assert_eq!(moments(4), (41, 225_500_000, 1_297_850_000_000_000));
    assert_eq!(tallies(&counts, 0), [(monday, Tally::Groups { promoters: 130, detractors: 70, n: 200 })]);
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
    let source = Source { value: Some("value".to_owned()), ..source() };
    let mut map = map(source, vec![binding("csat", Column::Series), binding("spend", Column::Series)], Vec::new());
    map.metric_definitions = vec![metric("spend", Kind::Amount, Direction::HigherIsBetter)];
    let counts = counted(&map, "value\n80\n");
    assert_eq!(tallies(&counts, 0), []);
    assert!(matches!(tallies(&counts, 1)[0].1, Tally::Numbers { n: 1, sum: 80_000_000, .. }));
    assert_eq!(counts.report.left_out, [left("no number of answers", Some("value"), 1, &[2])]);
}

fn funnel() -> Map {
    let source = Source {
        touchpoint: Some("step".to_owned()),
        entered: Some("entered".to_owned()),
        completed: Some("completed".to_owned()),
        ..source()
    };
    let pay = at("pay", vec![binding("conversion", Column::Funnel), binding("abandonment", Column::Funnel)]);
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
    let source = Source { entered: Some("entered".to_owned()), completed: Some("completed".to_owned()), ..source() };
    let map = map(source, vec![binding("nps", Column::Funnel)], Vec::new());
    assert_eq!(rules(&counted(&map, "entered,completed\n2,1\n")), ["binding-shape"]);
}

#[test]
fn comments_are_counted_where_they_are() {
    let map = map(source(), vec![own("comments", "words")], Vec::new());
    let counts = counted(&map, "words\nslow\n\"\"\n\"too, slow\"\n");
    assert_eq!(tallies(&counts, 0), [(Date::MIN, Tally::Sum { n: 2, sum: 2_000_000 })]);
}

#[test]
fn a_row_counts_for_every_cohort_it_belongs_to() {
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let mut both = cohort("area", &["B"]);
    both.segment.choices.push(Choice { column: "sex".to_owned(), values: vec!["f".to_owned()] });
    let cohorts = [Cohort::default(), cohort("area", &["B", "C"]), both, cohort("aera", &["B"])];
    let text = "a,area,sex\n1,A,f\n2, B,f\n3,C,m\n4,B,m\n";
    let counts = count(&map, 0, &text.as_bytes(), &cohorts, NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
    let of = |cohort| cohort_tallies(&counts, 0, cohort);
    assert_eq!(of(0), [(Date::MIN, answers(1, &[1, 1, 1, 1, 0]))]);
    assert_eq!(of(1), [(Date::MIN, answers(1, &[0, 1, 1, 1, 0]))]);
    assert_eq!(of(2), [(Date::MIN, answers(1, &[0, 1, 0, 0, 0]))]);
    assert_eq!(of(3), []);
    assert_eq!(counts.lacking.len(), 1);
    assert_eq!(counts.lacking[0].0, "aera");
    assert_eq!(counts.lacking[0].1.message, "no column `aera` in `data.csv`, did you mean `area`?");
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

#[test]
fn a_missing_column_takes_only_its_bindings_with_it() {
    let counts = counted(
        &map(source(), vec![own("csat", "prak"), own("ces", "prak"), own("nps", "nps")], Vec::new()),
        "park,nps\n5,9\n",
    );
    assert_eq!(counts.findings.len(), 1, "said once");
    assert_eq!(counts.findings[0].message, "no column `prak` in `data.csv`, did you mean `park`?");
    assert_eq!((counts.findings[0].file.as_str(), counts.findings[0].line), ("data.csv", 1));
    assert_eq!(counts.series.iter().map(|(idx, _)| *idx).collect::<Vec<_>>(), [2]);
    assert_eq!(counts.report.used, 1);
}

#[test]
fn rows_of_the_wrong_length_are_left_out() {
    let counts = counted(&map(source(), vec![own("csat", "a")], Vec::new()), "a,b\n5,1\n5\n5,1,x\n\n  \n4,1\n");
    assert_eq!((counts.report.rows, counts.report.used), (4, 2));
    assert_eq!(counts.report.left_out, [left("ragged row", None, 2, &[3, 4])]);
}

#[test]
fn a_delimiter_at_the_end_of_a_row_does_no_harm() {
    let counts = counted(&map(source(), vec![own("csat", "a")], Vec::new()), "a,b\n5,1,\n4,1, ,\"\"\n,1,,x\n");
    assert_eq!((counts.report.rows, counts.report.used), (3, 2));
    assert_eq!(counts.report.left_out, [left("ragged row", None, 1, &[4])]);
}

#[test]
fn lines_are_those_of_the_file() {
    let plain = "a,b\n\"x\"\"\ny\",1\n\n9,2\n\n\n\"\n\",9\n8,3";
    let expected = [left("no usable answer", None, 4, &[2, 5, 8, 10])];
    for (name, text) in [
        ("LF", plain.to_owned()),
        ("CRLF", plain.replace('\n', "\r\n")),
        ("CR", plain.replace('\n', "\r")),
        ("end of line at the end", format!("{plain}\n")),
        ("CRLF at the end", format!("{plain}\n").replace('\n', "\r\n")),
        ("blank lines before", plain.to_owned()),
        ("mixed", plain.replacen('\n', "\r\n", 3)),
    ] {
        let counts = counted(&map(source(), vec![own("csat", "a")], Vec::new()), &text);
        assert_eq!(counts.report.left_out[..1], expected, "{name}");
    }
}

#[test]
fn dates_that_cannot_be_read_are_said() {
    let map = dated(vec![own("csat", "a")]);
    let counts = counted(&map, "date,a\nsoon,5\nlater,4\n");
    assert_eq!(rules(&counts), ["unknown-date-format"]);
    assert_eq!(counts.report.left_out, [left("bad date", None, 2, &[2, 3])]);
    let counts = counted(&map, "date,a\n01/02/2017,5\n03/02/2017,4\n");
    assert_eq!(rules(&counts), ["ambiguous-dates"]);
    assert_eq!(tallies(&counts, 0), [(date(2017, 1, 1), answers(1, &[0, 0, 0, 1, 1]))]);
    let counts = counted(&map, "date,a\n01/02/2017,5\n13/02/2017,4\n1.2.2017,3\n");
    assert_eq!(rules(&counts), [""; 0]);
    assert_eq!(
        tallies(&counts, 0),
        [(date(2017, 2, 1), answers(1, &[0, 0, 1, 0, 1])), (date(2017, 2, 13), answers(1, &[0, 0, 0, 1, 0]))]
    );
}
