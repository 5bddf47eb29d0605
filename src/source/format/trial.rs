//! A value that stands in no file yet against what its key takes.
//! Invariant: what passes here has no finding of its own once it is in the file.

use super::check::{Check, Checked};
use super::tree::{Branch, grow};
use super::{Field, Fields, Place, Report, Table, ValueKind, rules};
use crate::journey::Finding;

/// Reads one value of TOML and hands it on; `None` where it is none, or more than one.
pub(crate) fn read_value<T>(literal: &str, make: impl FnOnce(&super::Node<'_>, &str) -> T) -> Option<T> {
    let text = format!("value = {literal}\n");
    let tree = grow(&text)?;
    match tree.entries.as_slice() {
        [only] if only.key == "value" => Some(make(&only.node, &text)),
        _ => None,
    }
}

/// What is wrong with a value of a field.
pub(crate) fn try_value(table: &'static Table, field: &'static Field, literal: &str) -> Option<Finding> {
    let found = read_value(literal, |node, text| {
        let mut report = Report::new("", text);
        let checked = Check { report: &mut report, table, field, at: &Place::JOURNEY }.value(node);
        if let (ValueKind::Table(inner) | ValueKind::Tables(inner), Some(Checked::Tables(tables))) =
            (field.kind, &checked)
        {
            for raw in tables {
                Fields::check(&mut report, inner, raw, Place::JOURNEY);
            }
        }
        first(report)
    });
    found.flatten()
}

/// What is wrong with the keys of a table.
pub(crate) fn try_table(table: &'static Table, literal: &str) -> Option<Finding> {
    let found = read_value(literal, |node, text| {
        let mut report = Report::new("", text);
        let nothing = Branch::default();
        let keys = super::tree_table(node).unwrap_or(&nothing);
        let fields = Fields::check(&mut report, table, &super::Raw { table: keys, span: node.span() }, Place::JOURNEY);
        for field in table.fields {
            if let ValueKind::Table(inner) | ValueKind::Tables(inner) = field.kind {
                for raw in fields.tables(field.key) {
                    Fields::check(&mut report, inner, raw, Place::JOURNEY);
                }
            }
        }
        first(report)
    });
    found.flatten()
}

/// Other tools may read the file too, but they do not decide what a person may say.
fn first(report: Report<'_>) -> Option<Finding> {
    report.finish().into_iter().find(|finding| finding.rule != &rules::OTHER_TOOLS)
}
