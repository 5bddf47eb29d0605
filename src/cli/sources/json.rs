//! A source as JSON, for scripts. Must not know the words of the page.
//! Invariant: keys are always there; what is not known is `null`.

use serde_json::{Value, json};

use super::Told;
use crate::cli::{check, metrics};
use crate::journey::Understood;
use crate::journey::understood::{Answers, Comma, Dates, Expected, FileColumn, FirstRow, Taken, Use, Values};

/// All there is to say.
pub(super) fn source(told: &Told) -> Value {
    let report = &told.report;
    let understood = report.understood.as_deref();
    json!({
        "map": told.map,
        "id": told.source.id,
        "file": told.file,
        "bytes": report.n_bytes,
        "rows": report.rows,
        "used": report.used,
        "failed": report.failed,
        "dialect": understood.map(dialect),
        "dates": understood.and_then(|own| own.dates.as_ref()).map(dates),
        "columns": understood.map(|own| own.columns.iter().map(column).collect::<Vec<_>>()),
        "of_rows": understood.map(|own| own.of_rows.iter().map(answers).collect::<Vec<_>>()),
        "left_out": report.left_out.iter().map(metrics::left_out_json).collect::<Vec<_>>(),
        "first_rows": understood.map(|own| own.first_rows.iter().map(|row| first_row(own, row)).collect::<Vec<_>>()),
        "findings": told.findings.iter().map(check::json).collect::<Vec<_>>(),
    })
}

fn dialect(understood: &Understood) -> Value {
    let own = &understood.dialect;
    json!({
        "packing": own.packing,
        "encoding": own.encoding,
        "is_encoding_given": own.is_encoding_given,
        "delimiter": own.delimiter,
        "is_delimiter_given": own.is_delimiter_given,
        "line_ends": own.line_ends.name(),
        "decimal_comma": match own.comma {
            Comma::Delimits => "none",
            Comma::Allowed => "allowed",
            Comma::Met => "met",
        },
        "header_line": understood.header_line,
    })
}

fn dates(dates: &Dates) -> Value {
    let (first, last) = dates.ends().unzip();
    json!({
        "column": dates.column,
        "written": dates.written,
        "is_given": dates.is_given,
        "by": dates.finest.name(),
        "first": first,
        "last": last,
        "zone": dates.zone,
    })
}

fn column(column: &FileColumn) -> Value {
    let own = |own: &Use| match own {
        Use::Metric(own) => answers(own),
        Use::Key(key) => json!({ "key": key }),
        Use::Persona => json!({ "key": "persona" }),
    };
    json!({
        "name": column.name,
        "uses": column.uses.iter().map(own).collect::<Vec<_>>(),
        "values": column.values.as_ref().map(values),
    })
}

fn answers(answers: &Answers) -> Value {
    let end = |end: f64| end.is_finite().then_some(end);
    let expected = match &answers.expected {
        Expected::Whole(low, high) => json!({ "scale": [low, high] }),
        Expected::Number(low, high) => json!({ "from": end(*low), "to": end(*high) }),
        Expected::YesNo(yes, no) => json!({ "yes": yes, "no": no }),
        Expected::Words => json!({ "lexicon": "VADER", "language": "en" }),
        Expected::Share | Expected::Anything => json!({}),
    };
    json!({
        "metric": answers.metric,
        "at": answers.at.to_string(),
        "expected": expected,
        "missing": answers.missing,
        "n": answers.n,
    })
}

fn values(values: &Values) -> Value {
    let met = values.met.iter();
    let met = met
        .map(|value| json!({ "value": value.text, "rows": value.n_rows, "is_unknown_touchpoint": value.is_unknown }));
    json!({ "met": met.collect::<Vec<_>>(), "are_too_many": values.are_too_many })
}

fn first_row(understood: &Understood, row: &FirstRow) -> Value {
    let cell = |(idx, taken): &(usize, Taken)| {
        let (kind, text, reason) = match taken {
            Taken::Date(date) => ("date", Some(date), None),
            Taken::Text(text) => ("text", Some(text), None),
            Taken::Comment => ("comment", None, None),
            Taken::Answer { said, .. } => ("answer", Some(said), None),
            Taken::NoAnswer { code, .. } => ("no answer", code.as_ref(), None),
            Taken::LeftOut { reason, cell, .. } => ("left out", Some(cell), Some(*reason)),
        };
        json!({
            "column": understood.columns.get(*idx).map(|column| column.name.as_str()),
            "kind": kind,
            "metric": taken.metric(),
            "text": text,
            "reason": reason,
        })
    };
    json!({
        "line": row.line,
        "left_out": row.left_out,
        "cells": row.cells.iter().map(cell).collect::<Vec<_>>(),
    })
}
