//! Findings as rows of a table.

use super::table::{TableCell, TableColumn, column, numbers, words};
use crate::journey::{Finding, Severity};

pub(super) const COLUMNS: [TableColumn<Finding>; 8] = [
    column(words("file"), |finding| (&finding.file).into()),
    column(numbers("line"), |finding| TableCell::Count(finding.line as u64)),
    column(numbers("column"), |finding| TableCell::Count(finding.column as u64)),
    column(words("severity"), |finding| TableCell::words(Some(word(finding.severity())))),
    column(words("rule"), |finding| TableCell::words(Some(finding.rule.name()))),
    column(words("message"), |finding| (&finding.message).into()),
    column(words("help"), |finding| TableCell::words(finding.help.as_deref())),
    column(words("address"), |finding| {
        finding.address.as_ref().map_or(TableCell::Missing, |address| address.to_string().into())
    }),
];

pub(super) const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "advice",
    }
}
