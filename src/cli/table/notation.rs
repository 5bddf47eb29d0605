//! What a format implements: how rows are written.
//! Invariant: a command says what is in a cell, a format says how it is written, and neither knows the other.

use std::io;

use serde_json::Value;

use super::cell::TableCell;
use super::column::{Audience, Title};
use crate::cli::print::Printer;

/// What surrounds the rows in a format that nests: their name, and the values beside them.
#[derive(Debug, Default)]
pub(in crate::cli) struct Around {
    /// Without a name the rows stand alone.
    pub(in crate::cli) rows: Option<&'static str>,
    pub(in crate::cli) beside: Vec<(&'static str, Value)>,
}

/// How one format writes rows.
pub(super) trait Notation: Sync {
    /// Does it show the columns of this audience?
    fn takes(&self, audience: Audience) -> bool;

    /// What stands above the rows.
    fn head(&self, titles: &[Title]) -> String;

    /// Writes one row, with its end.
    fn row(&self, cells: RowCells, line: &mut String);

    /// A whole table; it need not be held in memory.
    fn table(&self, titles: &[Title], rows: Rows, _around: &Around, out: &mut Printer) -> io::Result<()> {
        out.made(&self.head(titles))?;
        let mut line = String::new();
        rows(&mut |cells| {
            line.clear();
            self.row(cells, &mut line);
            out.made(&line)
        })
    }
}

/// The cells of a row, each with the title of its column.
pub(super) type RowCells<'i, 'r> = &'i mut dyn Iterator<Item = (&'r Title, TableCell<'r>)>;

/// Hands rows one by one to a writer.
pub(super) type Rows<'w> = &'w mut dyn FnMut(&mut dyn FnMut(RowCells) -> io::Result<()>) -> io::Result<()>;
