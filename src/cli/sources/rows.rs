//! A source as a row, for scripts and documents: what is known of its file, and in JSON all that was understood of it.
//! Invariant: keys are always there; what is not known is `null`.

use serde_json::{Value, json};

use crate::app::scene::views::sources::left_out;
use crate::cli::findings;
use crate::cli::left_out::left_out_json;
use crate::cli::table::{Audience, TableCell, TableColumn, column, numbers, object, words};
use crate::journey::understood::{Answers, ColumnValues, Comma, Dates, Expected, FileColumn, FirstRow, Taken, Use};
use crate::journey::{Finding, Severity, Source, SourceReport, Understood};

/// How many line numbers are named for each reason, where it is told in words.
const MOST_LINES: usize = 3;

/// A source of a map with all there is to say of it.
#[derive(Debug)]
pub(super) struct SourceRow {
    /// The file of the map, as seen from the working directory.
    pub(super) map: String,
    /// The file of the source, likewise.
    pub(super) file: String,
    pub(super) source: Source,
    pub(super) report: SourceReport,
    pub(super) findings: Vec<Finding>,
}

pub(super) const COLUMNS: [TableColumn<SourceRow>; 15] = [
    column(words("map"), |row| (&row.map).into()),
    column(words("id"), |row| (&row.source.id).into()),
    column(words("file"), |row| (&row.file).into()),
    column(numbers("bytes"), |row| TableCell::Count(row.report.n_bytes)),
    column(numbers("rows"), |row| TableCell::Count(row.report.rows)),
    column(numbers("used"), |row| TableCell::Count(row.report.used)),
    column(words("failed"), |row| TableCell::words(row.report.failed.as_deref())),
    column(words("dialect").only(Audience::Nested), |row| row.understood(dialect)),
    column(words("dates").only(Audience::Nested), |row| {
        row.understood(|own| own.dates.as_ref().map_or(Value::Null, dates))
    }),
    column(words("columns").only(Audience::Nested), |row| {
        row.understood(|own| own.columns.iter().map(file_column).collect())
    }),
    column(words("of_rows").only(Audience::Nested), |row| {
        row.understood(|own| own.of_rows.iter().map(answers).collect())
    }),
    column(words("left_out").only(Audience::Nested), |row| {
        TableCell::Nested(row.report.left_out.iter().map(left_out_json).collect())
    }),
    column(words("left_out").only(Audience::Flat), |row| {
        let reasons: Vec<String> = row.report.left_out.iter().map(|own| left_out(own, MOST_LINES)).collect();
        reasons.join("; ").into()
    }),
    column(words("first_rows").only(Audience::Nested), |row| {
        row.understood(|own| own.first_rows.iter().map(|row| first_row(own, row)).collect())
    }),
    column(words("findings").only(Audience::Nested), |row| {
        TableCell::Nested(row.findings.iter().map(|finding| object(&findings::COLUMNS, finding)).collect())
    }),
];

impl SourceRow {
    pub(super) fn is_wrong(&self) -> bool {
        let is_error = |finding: &Finding| finding.severity() == Severity::Error;
        self.report.failed.is_some() || self.findings.iter().any(is_error)
    }

    fn understood(&self, part: impl Fn(&Understood) -> Value) -> TableCell<'_> {
        TableCell::Nested(self.report.understood.as_deref().map_or(Value::Null, part))
    }
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

fn file_column(column: &FileColumn) -> Value {
    let own = |own: &Use| match own {
        Use::Metric(own) => answers(own),
        Use::Key(key) | Use::Shape { key, .. } => json!({ "key": key }),
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

fn values(values: &ColumnValues) -> Value {
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
