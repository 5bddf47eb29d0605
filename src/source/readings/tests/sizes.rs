//! Numbers too large or too small to be kept as they are: what is counted of them, and what is told.

use super::{binding, counted, left, map, metric, own, shaped, source};
use crate::journey::Column;
use crate::metric::{Direction, Kind};
use crate::source::readings::SourceCounts;

fn told(counts: &SourceCounts) -> Vec<(&str, usize, &str)> {
    let findings = counts.findings.iter();
    findings.map(|finding| (finding.rule.name(), finding.line, finding.message.as_str())).collect()
}

#[test]
fn numbers_beyond_the_largest_are_left_out_and_told() {
    let mut map = map(source(), vec![own("x", "v"), own("t", "w")], Vec::new());
    map.metric_definitions = vec![
        metric("x", Kind::Amount, Direction::HigherIsBetter),
        metric("t", Kind::Duration, Direction::LowerIsBetter),
    ];
    let text = "v,w\n1000000000000,1\n1000000000001,-1\n-2e12,1e13\n-1000000000000,2\n";
    let counts = counted(&map, text);
    assert_eq!(
        counts.report.left_out,
        [
            left("no usable answer", None, 2, &[3, 4]),
            left("beyond 10^12", Some("v"), 2, &[3, 4]),
            left("out of range", Some("w"), 1, &[3]),
            left("beyond 10^12", Some("w"), 1, &[4]),
        ]
    );
    assert_eq!(
        told(&counts),
        [
            ("too-large", 3, "column `v` has 2 numbers beyond 10^12, left out: lines 3, 4"),
            ("too-large", 4, "column `w` has 1 number beyond 10^12, left out: line 4"),
            ("answers-left-out", 3, "1 of 4 answers in column `w` is left out (below 0): line 3"),
        ]
    );
}

#[test]
fn small_numbers_count_and_are_told_but_for_those_on_a_scale() {
    let mut map = map(source(), vec![own("x", "v"), own("sentiment", "s")], Vec::new());
    map.metric_definitions = vec![metric("x", Kind::Amount, Direction::HigherIsBetter)];
    let text = "v,s\n0.0000004,0.0000004\n0.0001234,0.0001234\n1e-7,0\n-3e-7,0\n0.5,0\n0,0\n2e-7,0\n";
    let counts = counted(&map, text);
    assert_eq!((counts.report.used, counts.report.left_out.as_slice()), (7, [].as_slice()));
    let blunted = "column `v` has 1 number off by more than a thousandth of itself, kept in millionths: line 3";
    let zero = "column `v` has 4 numbers under half a millionth, counted as 0: lines 2, 4, 5 and others";
    assert_eq!(told(&counts), [("too-small", 2, zero), ("too-small", 3, blunted)]);
}

#[test]
fn a_figure_is_as_small_as_its_sum() {
    let source = shaped(&[("metric", "m"), ("value", "v"), ("n", "n")]);
    let figures = binding("x", Column::Shape("series"));
    let mut map = map(source, vec![figures], Vec::new());
    map.metric_definitions = vec![metric("x", Kind::Amount, Direction::HigherIsBetter)];
    let counts = counted(&map, "m,v,n\nx,0.0000001,10000\nx,0.0000001,2\nx,2e12,2\n");
    assert_eq!(
        told(&counts),
        [
            ("too-large", 4, "column `v` has 1 number beyond 10^12, left out: line 4"),
            ("too-small", 3, "column `v` has 1 number under half a millionth, counted as 0: line 3"),
        ]
    );
}
