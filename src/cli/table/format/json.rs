//! A table as JSON: one object for each row. Nothing is rounded, cut or left out: what a terminal could act on is
//! written as `\uXXXX`.

use std::io;

use serde_json::{Map as Object, Value, json};

use crate::cli::print::{Printer, escaped};
use crate::cli::table::cell::TableCell;
use crate::cli::table::column::{Audience, Title};
use crate::cli::table::notation::{Around, Notation, RowCells, Rows};

pub(super) struct JsonTable;

impl Notation for JsonTable {
    fn takes(&self, audience: Audience) -> bool {
        matches!(audience, Audience::Everyone | Audience::Programs | Audience::Nested)
    }

    fn head(&self, _: &[Title]) -> String {
        String::new()
    }

    fn row(&self, cells: RowCells, line: &mut String) {
        let mut said: Vec<(&Title, TableCell)> = cells.collect();
        said.sort_by_key(|(title, _)| title.name);
        write(said, line);
        line.push('\n');
    }

    /// The keys around the rows are sorted, as in every other object.
    fn table(&self, titles: &[Title], rows: Rows, around: &Around, out: &mut Printer) -> io::Result<()> {
        let key = |key: &str| format!("{}:", json!(key));
        let mut beside: Vec<&(&str, Value)> = around.beside.iter().collect();
        beside.sort_by_key(|(key, _)| *key);
        let n_before = beside.partition_point(|(key, _)| Some(*key) < around.rows);
        let (before, after) = beside.split_at(n_before);
        if let Some(name) = around.rows {
            out.made("{")?;
            for (name, value) in before {
                out.made(&format!("{}{},", key(name), escaped(&value.to_string())))?;
            }
            out.made(&key(name))?;
        }
        // Where the cell of each column stands in an object with sorted keys.
        let mut sorted: Vec<usize> = (0..titles.len()).collect();
        sorted.sort_by_key(|column| titles.get(*column).map(|title| title.name));
        let mut line = String::from("[");
        rows(&mut |cells| {
            let mut said: Vec<Option<(&Title, TableCell)>> = cells.map(Some).collect();
            write(sorted.iter().filter_map(|column| said.get_mut(*column)?.take()), &mut line);
            out.made(&line)?;
            line.clear();
            line.push(',');
            Ok(())
        })?;
        out.made(if line == "[" { "[]" } else { "]" })?;
        if around.rows.is_some() {
            for (name, value) in after {
                out.made(&format!(",{}{}", key(name), escaped(&value.to_string())))?;
            }
            out.made("}")?;
        }
        out.made("\n")
    }
}

/// A row as an object; the cells are in the order of their keys.
fn write<'r>(cells: impl IntoIterator<Item = (&'r Title, TableCell<'r>)>, line: &mut String) {
    let said = cells.into_iter().filter(|(title, cell)| is_said(title, cell));
    line.push('{');
    for (idx, (title, cell)) in said.enumerate() {
        line.push_str(if idx > 0 { ",\"" } else { "\"" });
        line.push_str(title.name);
        line.push_str("\":");
        match cell {
            TableCell::Missing => line.push_str("null"),
            TableCell::Truth(is_so) => line.push_str(if is_so { "true" } else { "false" }),
            TableCell::Count(n) => line.push_str(&n.to_string()),
            TableCell::Number(number, _) => line.push_str(&json!(number).to_string()),
            TableCell::Text(text) => line.push_str(&escaped(&json!(text).to_string())),
            cell => line.push_str(&escaped(&value(cell).to_string())),
        }
    }
    line.push('}');
}

pub(in crate::cli::table) fn object<'r>(cells: impl Iterator<Item = (Title, TableCell<'r>)>) -> Value {
    let said = cells.filter(|(title, cell)| is_said(title, cell));
    Value::Object(said.map(|(title, cell)| (title.name.to_owned(), value(cell))).collect::<Object<String, Value>>())
}

fn is_said(title: &Title, cell: &TableCell) -> bool {
    !title.is_optional || *cell != TableCell::Missing
}

fn value(cell: TableCell) -> Value {
    match cell {
        TableCell::Missing => Value::Null,
        TableCell::Text(text) => json!(text),
        TableCell::Count(n) => json!(n),
        TableCell::Number(number, _) => json!(number),
        TableCell::Truth(is_so) => json!(is_so),
        TableCell::Named(named) => named.into_iter().map(|(name, value)| (name.to_owned(), json!(value))).collect(),
        TableCell::Nested(value) => value,
    }
}
