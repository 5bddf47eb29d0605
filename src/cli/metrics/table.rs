//! Readings as a table for people and as CSV. Must not know where they come from.
//! Invariant: numbers are right-aligned, and a missing one is shown as a dot.

use super::Row;
use crate::text::Plain;

const MISSING: &str = "·";

/// A column: its heading, whether its cells stand at the right, and the cells.
struct Column {
    heading: &'static str,
    is_number: bool,
    cells: Vec<Plain>,
}

/// An aligned table; empty where there is no row.
pub(super) fn text(rows: &[Row]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let columns = columns(rows);
    let widths: Vec<usize> = columns
        .iter()
        .map(|column| column.cells.iter().map(Plain::width).max().unwrap_or(0).max(column.heading.len()))
        .collect();
    let line = |cell: &dyn Fn(&Column) -> Plain| {
        let cells: Vec<String> = columns
            .iter()
            .zip(&widths)
            .map(|(column, width)| {
                let cell = cell(column);
                let blanks = " ".repeat(width.saturating_sub(cell.width()));
                if column.is_number { format!("{blanks}{cell}") } else { format!("{cell}{blanks}") }
            })
            .collect();
        cells.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![line(&|column| Plain::new(column.heading))];
    lines.extend((0..rows.len()).map(|idx| line(&|column| column.cells.get(idx).cloned().unwrap_or_default())));
    lines.join("\n")
}

fn columns(rows: &[Row]) -> Vec<Column> {
    let column = |heading, is_number, cell: &dyn Fn(&Row) -> Option<String>| {
        let cell = |row| Plain::from(cell(row).unwrap_or_else(|| MISSING.to_owned()));
        Column { heading, is_number, cells: rows.iter().map(cell).collect() }
    };
    let low = |row: &Row| row.reading.interval.map(|interval| interval.low);
    let high = |row: &Row| row.reading.interval.map(|interval| interval.high);
    vec![
        column("stage", false, &|row| row.stage.clone()),
        column("touchpoint", false, &|row| row.touchpoint.clone()),
        column("metric", false, &|row| Some(row.metric.clone())),
        column("period", false, &|row| Some(row.period.clone())),
        column("value", true, &|row| Some(figure(row, row.reading.value))),
        column("±", true, &|row| Some(figure(row, (high(row)? - low(row)?) / 2.0))),
        column("low", true, &|row| Some(figure(row, low(row)?))),
        column("high", true, &|row| Some(figure(row, high(row)?))),
        column("n", true, &|row| Some(row.reading.n.to_string())),
        column("mean", true, &|row| Some(format!("{:.2}", row.reading.mean?))),
        column("unit", false, &|row| Some(row.unit.clone())),
    ]
}

/// One decimal for percent and points, two for what has a smaller scale, none for a plain sum.
fn figure(row: &Row, number: f64) -> String {
    let text = match row.unit.as_str() {
        "%" | "points" => format!("{number:.1}"),
        _ if row.reading.interval.is_none() && number.fract() == 0.0 => format!("{number:.0}"),
        _ => format!("{number:.2}"),
    };
    // Never a zero with a sign.
    if text.trim_start_matches('-').chars().all(|c| matches!(c, '0' | '.')) {
        return text.trim_start_matches('-').to_owned();
    }
    text
}

/// Comma-separated values with a heading; what is missing is empty.
pub(super) fn csv(rows: &[Row]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let heading = ["stage", "touchpoint", "metric", "period", "n", "value", "low", "high", "mean", "unit"];
    let mut write = |record: &[String]| writer.write_record(record).expect("a vector takes every record");
    write(&heading.map(str::to_owned));
    for row in rows {
        let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
        let name = |name: &str| Plain::new(name).to_string();
        write(&[
            name(row.stage.as_deref().unwrap_or_default()),
            name(row.touchpoint.as_deref().unwrap_or_default()),
            name(&row.metric),
            row.period.clone(),
            row.reading.n.to_string(),
            row.reading.value.to_string(),
            number(row.reading.interval.map(|interval| interval.low)),
            number(row.reading.interval.map(|interval| interval.high)),
            number(row.reading.mean),
            name(&row.unit),
        ]);
    }
    let bytes = writer.into_inner().expect("a vector takes every byte");
    String::from_utf8(bytes).expect("every cell was text")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::{Basis, Interval, Reading};

    fn row(touchpoint: Option<&str>, value: f64, interval: Option<(f64, f64)>) -> Row {
        Row {
            stage: touchpoint.map(|_| "wait".to_owned()),
            touchpoint: touchpoint.map(str::to_owned),
            metric: "csat".to_owned(),
            period: "2017".to_owned(),
            unit: "%".to_owned(),
            reading: Reading {
                value,
                n: 1234,
                interval: interval.map(|(low, high)| Interval { low, high }),
                mean: Some(3.456),
                median: None,
                p90: None,
                basis: Basis::Bare,
            },
        }
    }

    #[test]
    fn columns_line_up_whatever_the_names() {
        let rows =
            [row(Some("food"), 54.25, Some((52.0, 56.0))), row(Some("旅客"), -0.01, None), row(None, 100.0, None)];
        let expected = "\
stage  touchpoint  metric  period  value    ±   low  high     n  mean  unit
wait   food        csat    2017     54.2  2.0  52.0  56.0  1234  3.46  %
wait   旅客        csat    2017      0.0    ·     ·     ·  1234  3.46  %
·      ·           csat    2017    100.0    ·     ·     ·  1234  3.46  %";
        assert_eq!(text(&rows), expected);
    }

    #[test]
    fn csv_leaves_empty_what_is_missing() {
        let rows = [row(None, 54.25, None)];
        let expected = "stage,touchpoint,metric,period,n,value,low,high,mean,unit\n,,csat,2017,1234,54.25,,,3.456,%\n";
        assert_eq!(csv(&rows), expected);
    }
}
