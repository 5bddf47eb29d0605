//! Files with a column for each question: what of their rows is counted, for whom and when, and what is left out.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use jiff::civil::{Date, date};

use super::{
    answers, asked, cohort, cohort_tallies, counted, dated, left, map, metric, own, rules, share, source, tallies,
};
use crate::journey::book::Cohort;
use crate::journey::{Binding, Choice};
use crate::metric::{Direction, Grain, Kind, Tally};
use crate::source::readings::count;

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
    let told: Vec<&str> = counts.findings.iter().map(|finding| finding.message.as_str()).collect();
    let expected = [
        "1 of 5 answers in column `park` is left out (off the scale 1 to 5): line 6",
        "1 of 5 answers in column `park` is left out (not a whole answer): line 7",
        "1 of 5 answers in column `nps` is left out (off the scale 0 to 10): line 6",
        "1 of 5 answers in column `nps` is left out (not a number): line 5",
    ];
    assert_eq!(told, expected);
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
    let counts = count(&asked(&map, &cohorts), &text.as_bytes(), NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
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
fn a_blank_cell_too_many_is_taken_where_nearly_every_row_has_one() {
    let map = map(source(), vec![own("csat", "a")], Vec::new());
    let check = |name: &str, text: String, used: u64, ragged: &[u64]| {
        let report = counted(&map, text).report;
        assert_eq!(report.used, used, "{name}");
        let lines =
            report.left_out.iter().filter(|left| left.reason == "ragged row").flat_map(|left| left.lines.clone());
        assert_eq!(lines.collect::<Vec<_>>(), ragged, "{name}");
    };
    check("every row", "a,b\n5,1,\n4,1, \n3,1,\"\"\n".to_owned(), 3, &[]);
    check("the header too", "a,b,\n5,1,\n4,1,\n3,1,,\n".to_owned(), 2, &[4]);
    check(
        "two of five, where they move what follows",
        "c,a,b\nx,5,\nx,5,\nx,y,5,\nx,,5,\nx,4,\n".to_owned(),
        3,
        &[4, 5],
    );
    check("one of twenty has none", format!("a,b\n{}5,1\n", "5,1,\n".repeat(19)), 20, &[]);
    check("one of twenty has two", format!("a,b\n{}x,5,1,\n1,5,,\n", "5,1,\n".repeat(38)), 38, &[40, 41]);
    // Those at the head tell.
    check("beyond the head", format!("a,b\n{}5,1,\n", "5,1\n".repeat(1_000)), 1_000, &[1_002]);
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
