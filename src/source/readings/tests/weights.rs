//! What weights of rows do to counts, and what is said of odd ones.

use jiff::civil::date;

use super::shapes::{funnel, long, series};
use super::{counted, dated, left, metric, own, rules};
use crate::journey::{LeftOut, Map};
use crate::metric::{Direction, Kind, Reading, Series, Weighing};
use crate::source::readings::SourceCounts;

/// A wide map whose rows weigh what the column `w` says.
fn weighed() -> Map {
    let mut map =
        dated(vec![own("csat", "csat"), own("spent", "spent"), own("problem", "problem"), own("visits", "visits")]);
    map.metrics[2].yes = vec!["yes".to_owned()];
    map.metric_definitions = vec![
        metric("spent", Kind::Amount, Direction::HigherIsBetter),
        metric("problem", Kind::Rate, Direction::LowerIsBetter),
        metric("visits", Kind::Count, Direction::HigherIsBetter),
    ];
    map.sources[0].weight = Some("w".to_owned());
    map.sources[0].missing = vec!["-".to_owned(), "99".to_owned()];
    map
}

/// Everyone's reading of all time.
fn reading(map: &Map, counts: &SourceCounts, binding: usize) -> Option<Reading> {
    let (_, bound) = map.bindings().nth(binding)?;
    let (_, series) = counts.series.iter().find(|(idx, _)| *idx == binding)?;
    series.first().and_then(|series: &Series| series.total(&map.measure(bound)?))
}

#[test]
fn odd_weights_are_left_out_and_told() {
    let map = weighed();
    let text = "date,w,csat,spent,problem,visits\n\
        2024-01-01,3,5,10,yes,1\n\
        2024-01-01,1,1,20,no,1\n\
        2024-01-01,,5,1000,yes,1\n\
        2024-01-01,0,5,1000,yes,1\n\
        2024-01-01,-1,5,1000,yes,1\n\
        2024-01-01,abc,5,1000,yes,1\n\
        2024-01-01,1e9,5,1000,yes,1\n\
        2024-01-01,1e-12,5,1000,yes,1\n\
        2024-01-01,-,5,1000,yes,1\n\
        2024-01-01,99,5,1000,yes,1\n\
        2024-01-01,,,,,\n";
    let counts = counted(&map, text);
    let values = [0, 1, 2].map(|binding| reading(&map, &counts, binding).map(|own| (own.value, own.n, own.weighing)));
    let weighed = |value: f64| Some((value, 2, Weighing::Weighed));
    assert_eq!(values, [weighed(75.0), weighed(12.5), weighed(75.0)]);
    let visits = reading(&map, &counts, 3).map(|own| (own.value, own.n, own.weighing));
    assert_eq!(visits, Some((10.0, 10, Weighing::Even)), "how many there were is not weighed");
    let of_weights: Vec<&LeftOut> =
        counts.report.left_out.iter().filter(|left| left.column.as_deref() == Some("w")).collect();
    let expected =
        [left("no weight", Some("w"), 3, &[4, 10, 11]), left("not a weight", Some("w"), 5, &[5, 6, 7, 8, 9])];
    assert_eq!(of_weights, expected.iter().collect::<Vec<_>>());
    assert_eq!((counts.report.rows, counts.report.used), (11, 10), "a row without weight is read all the same");
}

#[test]
fn a_period_without_weights_counts_unweighted() {
    let map = weighed();
    let text = "date,w,csat,spent,problem,visits\n\
        2024-01-01,,5,,,\n2024-01-01,,1,,,\n2024-02-01,3,5,,,\n2024-02-01,1,1,,,\n";
    let counts = counted(&map, text);
    let (_, series) = &counts.series[0];
    let (_, bound) = map.bindings().next().expect("csat");
    let readings = series[0].readings(crate::metric::Grain::Month, &map.measure(bound).expect("known"));
    let readings: Vec<_> = readings
        .into_iter()
        .filter_map(|(period, reading)| reading.map(|own| (period.start, own.value, own.n, own.weighing)))
        .collect();
    let [january, february] = [date(2024, 1, 1), date(2024, 2, 1)];
    assert_eq!(readings, [(january, 50.0, 2, Weighing::Unweighed), (february, 75.0, 2, Weighing::Weighed)]);
}

#[test]
fn a_file_without_the_column_is_told_and_never_called_weighted() {
    let map = weighed();
    let counts = counted(&map, "date,csat,spent,problem,visits\n2024-01-01,5,10,yes,1\n2024-01-01,1,20,no,2\n");
    assert_eq!(rules(&counts), ["unknown-column"]);
    assert_eq!(counts.findings[0].address.as_ref().map(ToString::to_string).as_deref(), Some("source/data.weight"));
    let values = [0, 1, 2, 3].map(|binding| reading(&map, &counts, binding).map(|own| (own.value, own.weighing)));
    let unweighed = |value: f64| Some((value, Weighing::Unweighed));
    assert_eq!(values, [unweighed(50.0), unweighed(15.0), unweighed(50.0), Some((3.0, Weighing::Even))]);
    assert_eq!(counts.report.left_out, []);
}

#[test]
fn rows_that_stand_for_many_are_not_weighed() {
    for (map, head, row) in [
        (series(), "week,where,metric,value,n,sd,w", "2024-W01,cart,csat,80,55,,"),
        (funnel(), "step,day,entered,completed,w", "pay,2024-01-01,10,5,"),
    ] {
        let text = format!("{head}\n{row}\n");
        let mut weighed = map.clone();
        weighed.sources[0].weight = Some("w".to_owned());
        let (plain, weighed) = (counted(&map, &text), counted(&weighed, &text));
        assert_eq!(weighed.series, plain.series, "{head}");
        assert_eq!(weighed.report.left_out, plain.report.left_out, "{head}");
        assert!(plain.report.used > 0, "{head}: {:?}", plain.report.left_out);
    }
}

#[test]
fn the_order_of_rows_makes_no_difference() {
    let mut map = long();
    map.sources[0].weight = Some("w".to_owned());
    let row = |idx: u32| {
        let weight = if idx.is_multiple_of(7) { String::new() } else { format!("{}.{idx}", idx % 3) };
        format!("2024-01-0{},search,{},{},{weight}\n", idx % 9 + 1, idx % 5 + 1, f64::from(idx % 20) / 20.0)
    };
    let text = |rows: Vec<String>| format!("date,touchpoint,csat,sentiment,w\n{}", rows.concat());
    let (forth, back) = (text((0..200).map(row).collect()), text((0..200).rev().map(row).collect()));
    assert_eq!(counted(&map, forth).series, counted(&map, back).series);
}
