//! `cjm metrics`: the readings of a map. Must not know how they are computed.
//! Invariant: a period without answers has no row.

mod table;

use serde_json::{Value, json};

use super::arguments::{Metrics, TableFormat};
use super::failure::Failure;
use super::open::{Opened, open_one};
use super::print::Printer;
use crate::journey::{Address, Book, Choice, LeftOut, Map, Noun, Segment, SourceReport};
use crate::metric::Reading;

/// One reading and where it belongs.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    stage: Option<String>,
    touchpoint: Option<String>,
    metric: String,
    period: String,
    unit: String,
    reading: Reading,
}

/// Prints the readings; gives the exit code.
pub(super) fn run(arguments: &Metrics, out: &mut Printer) -> Result<u8, Failure> {
    let opened = open_one(&arguments.map, arguments.reach)?;
    let map = opened.parse()?;
    check_names(&map, arguments)?;
    let segment = segment(&map, arguments)?;
    let book = opened.load(&segment);
    check_columns(&book, arguments)?;
    let rows = rows(&book, arguments, &segment);
    match arguments.format {
        TableFormat::Json => out.json(&json(&rows, &book.counts.sources))?,
        TableFormat::Csv => out.made(&table::csv(&rows))?,
        TableFormat::Table => out.lines(&table::text(&rows))?,
    }
    Ok(remarks(&opened, &book, &rows))
}

/// Says on standard error what the numbers do not show; gives the exit code.
fn remarks(opened: &Opened, book: &Book, rows: &[Row]) -> u8 {
    let failed = book.counts.sources.iter().filter_map(|report| Some((report, report.failed.as_ref()?)));
    let mut n_failed = 0;
    for (report, why) in failed {
        super::print::complain(&format!("warning: source `{}` could not be read: {why}", report.id));
        n_failed += 1;
    }
    if rows.is_empty() {
        super::print::complain("warning: no readings: nothing was measured, or nothing of it was asked for");
    }
    if !book.findings.is_empty() {
        let n = book.findings.len();
        let noun = if n == 1 { "finding" } else { "findings" };
        super::print::complain(&format!("warning: {n} {noun}\nhelp: run `cjm check {}`", opened.named()));
    }
    u8::from(n_failed > 0)
}

/// Refuses touchpoints and metrics that the map does not have.
fn check_names(map: &Map, arguments: &Metrics) -> Result<(), Failure> {
    let touchpoints = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
    for name in &arguments.touchpoints {
        if map.touchpoint(name).is_none() {
            let known = touchpoints().map(|touchpoint| touchpoint.id.clone()).collect();
            return Err(Failure::Unknown { kind: "touchpoint", name: name.clone(), known });
        }
    }
    let mut known: Vec<String> = map.bindings().map(|(_, binding)| binding.metric.clone()).collect();
    known.sort();
    known.dedup();
    for name in &arguments.names {
        if !known.iter().any(|id| is_metric(map, id, name)) {
            return Err(Failure::Unknown { kind: "metric", name: name.clone(), known });
        }
    }
    Ok(())
}

/// Refuses columns that no source has: the sources say so when they are read.
fn check_columns(book: &Book, arguments: &Metrics) -> Result<(), Failure> {
    let lacking = arguments.conditions.iter().find_map(|(column, _)| {
        let begin = format!("no column `{column}`");
        book.findings.iter().find(|finding| finding.message.starts_with(&begin))
    });
    lacking.map_or(Ok(()), |finding| Err(Failure::Column(finding.message.clone(), finding.help.clone())))
}

/// By its id, or by the name that the screen shows.
fn is_metric(map: &Map, id: &str, asked: &str) -> bool {
    id.eq_ignore_ascii_case(asked) || map.metric(id).is_some_and(|metric| metric.name.eq_ignore_ascii_case(asked))
}

/// The rows that `--persona` and `--where` mean.
fn segment(map: &Map, arguments: &Metrics) -> Result<Segment, Failure> {
    let Segment { mut choices } = super::comments::segment(map, arguments.persona.as_ref())?;
    let n_of_persona = choices.len();
    for (column, value) in &arguments.conditions {
        let known = choices.iter_mut().skip(n_of_persona).find(|choice| choice.column == *column);
        match known {
            Some(choice) => choice.values.push(value.clone()),
            None => choices.push(Choice { column: column.clone(), values: vec![value.clone()] }),
        }
    }
    Ok(Segment { choices })
}

fn rows(book: &Book, arguments: &Metrics, segment: &Segment) -> Vec<Row> {
    let Some(cohort_idx) = book.counts.cohorts.iter().rposition(|cohort| cohort.segment == *segment) else {
        return Vec::new();
    };
    let mut rows = Vec::new();
    for ((address, binding), cohorts) in book.map.bindings().zip(book.counts.series.iter()) {
        let (Some(series), Some(measure)) = (cohorts.get(cohort_idx), book.map.measure(binding)) else { continue };
        if !is_asked_for(&book.map, &address, &binding.metric, arguments) {
            continue;
        }
        let readings = series.between(arguments.since, arguments.until).readings(arguments.by.into(), &measure);
        let unit = book.map.metric(&binding.metric).map(|metric| metric.unit).unwrap_or_default();
        rows.extend(readings.into_iter().filter_map(|(period, reading)| {
            Some(Row {
                stage: address.id_of(Noun::Stage).map(str::to_owned),
                touchpoint: address.id_of(Noun::Touchpoint).map(str::to_owned),
                metric: binding.metric.clone(),
                period: period.label(),
                unit: unit.clone(),
                reading: reading?,
            })
        }));
    }
    rows
}

fn is_asked_for(map: &Map, address: &Address, metric: &str, arguments: &Metrics) -> bool {
    let touchpoint = address.id_of(Noun::Touchpoint);
    let is_place = arguments.touchpoints.is_empty()
        || arguments.touchpoints.iter().any(|asked| touchpoint == Some(asked.as_str()));
    let is_measured = arguments.names.is_empty() || arguments.names.iter().any(|asked| is_metric(map, metric, asked));
    is_place && is_measured
}

fn json(rows: &[Row], sources: &[SourceReport]) -> Value {
    let readings: Vec<Value> = rows
        .iter()
        .map(|row| {
            let interval = row.reading.interval;
            json!({
                "stage": row.stage,
                "touchpoint": row.touchpoint,
                "metric": row.metric,
                "period": row.period,
                "n": row.reading.n,
                "value": row.reading.value,
                "low": interval.map(|interval| interval.low),
                "high": interval.map(|interval| interval.high),
                "mean": row.reading.mean,
                "unit": row.unit,
            })
        })
        .collect();
    json!({ "readings": readings, "sources": sources.iter().map(source_json).collect::<Vec<_>>() })
}

/// Why something was left out, how often and where.
pub(super) fn left_out_json(left_out: &LeftOut) -> Value {
    let mut entry = json!({ "reason": left_out.reason, "count": left_out.count, "lines": left_out.lines });
    if let (Some(column), Some(entry)) = (&left_out.column, entry.as_object_mut()) {
        entry.insert("column".to_owned(), json!(column));
    }
    entry
}

fn source_json(report: &SourceReport) -> Value {
    let left_out: Vec<Value> = report.left_out.iter().map(left_out_json).collect();
    let mut entry = json!({ "id": report.id, "rows": report.rows, "used": report.used, "left_out": left_out });
    if let (Some(why), Some(entry)) = (&report.failed, entry.as_object_mut()) {
        entry.insert("failed".to_owned(), json!(why));
    }
    entry
}
