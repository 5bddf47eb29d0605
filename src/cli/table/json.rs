//! A table as JSON: an object a row. Nothing is rounded, cut or made safe by leaving something out: whatever a terminal
//! could act on stands as `\uXXXX`.

use std::io;

use serde_json::{Map as Object, Value, json};

use super::{Around, Audience, Notation, TableCell, Title};
use crate::cli::print::{Printer, escaped};

pub(super) struct JsonTable;

impl Notation for JsonTable {
    fn takes(&self, audience: Audience) -> bool {
        matches!(audience, Audience::Everyone | Audience::Programs | Audience::Nested)
    }

    fn head(&self, _: &[Title]) -> String {
        String::new()
    }

    fn row(&self, titles: &[Title], cells: &[TableCell]) -> String {
        format!("{}\n", row(titles, cells))
    }

    /// The keys around the rows stand in their order among them, as in any other object.
    fn table(
        &self,
        titles: &[Title],
        rows: &mut dyn Iterator<Item = Vec<TableCell>>,
        around: &Around,
        out: &mut Printer,
    ) -> io::Result<()> {
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
        out.made("[")?;
        for (idx, cells) in rows.enumerate() {
            out.made(if idx > 0 { "," } else { "" })?;
            out.made(&row(titles, &cells))?;
        }
        out.made("]")?;
        if around.rows.is_some() {
            for (name, value) in after {
                out.made(&format!(",{}{}", key(name), escaped(&value.to_string())))?;
            }
            out.made("}")?;
        }
        out.made("\n")
    }
}

fn row(titles: &[Title], cells: &[TableCell]) -> String {
    escaped(&object(titles.iter().copied().zip(cells.iter().cloned())).to_string())
}

pub(super) fn object(cells: impl Iterator<Item = (Title, TableCell)>) -> Value {
    let is_said = |(title, cell): &(Title, TableCell)| !title.is_optional || *cell != TableCell::Missing;
    let said = cells.filter(is_said).map(|(title, cell)| (title.name.to_owned(), value(cell)));
    Value::Object(said.collect::<Object<String, Value>>())
}

fn value(cell: TableCell) -> Value {
    match cell {
        TableCell::Missing => Value::Null,
        TableCell::Text(text) => json!(text),
        TableCell::Count(n) => json!(n),
        TableCell::Number(number, _) => json!(number),
        TableCell::Truth(is_so) => json!(is_so),
        TableCell::Named(named) => named.into_iter().map(|(name, value)| (name, json!(value))).collect(),
        TableCell::Nested(value) => value,
    }
}
