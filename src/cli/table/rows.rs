//! Prints rows in a format: a whole table, or each row as it comes.

use std::borrow::Borrow;
use std::io;

use serde_json::Value;

use super::cell::TableCell;
use super::column::{Audience, TableColumn, Title};
use super::format::{Format, json};
use super::notation::{Around, Notation, RowCells};
use crate::cli::print::Printer;

/// Prints a whole table.
pub(in crate::cli) fn print<R, B: Borrow<R>>(
    format: Format,
    columns: &[TableColumn<R>],
    rows: &(impl Iterator<Item = B> + Clone),
    around: &Around,
    out: &mut Printer,
) -> io::Result<()> {
    let notation = format.notation();
    let mut columns: Vec<&TableColumn<R>> =
        columns.iter().filter(|column| notation.takes(column.title.audience)).collect();
    if notation.takes(Audience::People) {
        let is_blank =
            |column: &TableColumn<R>| rows.clone().all(|row| (column.cell)(row.borrow()) == TableCell::Missing);
        columns.retain(|column| !column.title.is_optional || !is_blank(column));
    }
    let titles: Vec<Title> = columns.iter().map(|column| column.title).collect();
    let mut walk = |write: &mut dyn FnMut(RowCells) -> io::Result<()>| {
        rows.clone()
            .try_for_each(|row| write(&mut columns.iter().map(|column| (&column.title, (column.cell)(row.borrow())))))
    };
    notation.table(&titles, &mut walk, around, out)
}

/// Rows as they come: each is printed before the next one is made.
pub(in crate::cli) struct RowStream {
    notation: &'static dyn Notation,
    /// Whether the format shows a column, by its position.
    is_shown: Vec<bool>,
    line: String,
}

impl RowStream {
    /// Prints what stands above the rows.
    pub(in crate::cli) fn begin<R>(format: Format, columns: &[TableColumn<R>], out: &mut Printer) -> io::Result<Self> {
        let notation = format.notation();
        let is_shown = |column: &TableColumn<R>| notation.takes(column.title.audience);
        let titles: Vec<Title> = columns.iter().filter(|column| is_shown(column)).map(|column| column.title).collect();
        out.made(&notation.head(&titles))?;
        Ok(Self { notation, is_shown: columns.iter().map(is_shown).collect(), line: String::new() })
    }

    /// Prints the next row, of the same columns.
    pub(in crate::cli) fn print<R>(
        &mut self,
        columns: &[TableColumn<R>],
        row: &R,
        out: &mut Printer,
    ) -> io::Result<()> {
        let shown = columns.iter().zip(&self.is_shown).filter(|(_, is_shown)| **is_shown);
        self.line.clear();
        self.notation.row(&mut shown.map(|(column, _)| (&column.title, (column.cell)(row))), &mut self.line);
        out.made(&self.line)
    }
}

/// A row as an object, for a cell of another table.
pub(in crate::cli) fn object<R>(columns: &[TableColumn<R>], row: &R) -> Value {
    let nested = columns.iter().filter(|column| Format::Json.notation().takes(column.title.audience));
    json::object(nested.map(|column| (column.title, (column.cell)(row))))
}
