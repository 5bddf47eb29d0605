//! What an analysis found, in the formats of tables: all of it as JSON, its rows as CSV and Markdown.
//! Invariant: values within values have columns of their own, named by both.

use std::io;

use serde_json::{Map as Object, Value, json};

use super::cell::rounded;
use super::format::{guarded, inline_line, record};
use crate::analysis::record::{AnalysisData, Datum, Facts};
use crate::cli::print::{Printer, escaped};

/// Prints all of it as JSON.
pub(in crate::cli) fn print_json(data: &AnalysisData, out: &mut Printer) -> io::Result<()> {
    out.made(&escaped(&format!("{:#}\n", object(&data.record))))
}

/// Prints its rows as CSV.
pub(in crate::cli) fn print_csv(data: &AnalysisData, out: &mut Printer) -> io::Result<()> {
    let (titles, rows) = flat(data);
    out.made(&record(titles.iter().map(|title| guarded(title))))?;
    rows.iter().try_for_each(|row| {
        out.made(&record(titles.iter().map(|title| match cell(row, title) {
            Some(Datum::Text(text)) => guarded(text),
            Some(Datum::Number(number)) => number.to_string(),
            Some(own) => guarded(&words(own)),
            None => String::new(),
        })))
    })
}

/// Prints its rows as a table in Markdown.
pub(in crate::cli) fn print_markdown(data: &AnalysisData, out: &mut Printer) -> io::Result<()> {
    let (titles, rows) = flat(data);
    out.made(&inline_line(titles.iter().map(String::as_str)))?;
    let is_number = |title: &String| {
        rows.iter().filter_map(|row| cell(row, title)).all(|own| matches!(own, Datum::Number(_) | Datum::Count(_)))
    };
    let rules: Vec<&str> = titles.iter().map(|title| if is_number(title) { "---:" } else { "---" }).collect();
    out.made(&format!("| {} |\n", rules.join(" | ")))?;
    rows.iter().try_for_each(|row| {
        let cells: Vec<String> = titles.iter().map(|title| cell(row, title).map(words).unwrap_or_default()).collect();
        out.made(&inline_line(cells.iter().map(String::as_str)))
    })
}

type FlatRow<'d> = Vec<(String, &'d Datum)>;

/// The names of all values of the rows, and the rows.
fn flat(data: &AnalysisData) -> (Vec<String>, Vec<FlatRow<'_>>) {
    let Some(Datum::List(list)) = data.record.get(data.rows) else { return (Vec::new(), Vec::new()) };
    let rows: Vec<FlatRow<'_>> = list
        .iter()
        .map(|own| {
            let mut cells = Vec::new();
            if let Datum::Facts(own) = own {
                flatten("", own, &mut cells);
            }
            cells
        })
        .collect();
    let mut titles: Vec<String> = Vec::new();
    for row in &rows {
        let mut after = 0;
        for (name, _) in row {
            if let Some(place) = titles.iter().position(|own| own == name) {
                after = place + 1;
            } else {
                // Beside what it stands beside in its row.
                titles.insert(after.min(titles.len()), name.clone());
                after += 1;
            }
        }
    }
    (titles, rows)
}

fn flatten<'d>(before: &str, own: &'d Facts, cells: &mut FlatRow<'d>) {
    for (name, value) in own.entries() {
        let name = if before.is_empty() { name.to_owned() } else { format!("{before}_{name}") };
        match value {
            Datum::Facts(within) => flatten(&name, within, cells),
            Datum::Missing => {}
            value => cells.push((name, value)),
        }
    }
}

fn cell<'d>(row: &FlatRow<'d>, title: &str) -> Option<&'d Datum> {
    row.iter().find(|(name, _)| name == title).map(|(_, own)| *own)
}

/// A value in a cell for people.
fn words(own: &Datum) -> String {
    match own {
        Datum::Missing => String::new(),
        Datum::Truth(is_so) => if *is_so { "yes" } else { "no" }.to_owned(),
        Datum::Count(n) => n.to_string(),
        Datum::Number(number) => rounded(*number, if number.abs() < 1.0 { 4 } else { 2 }),
        Datum::Text(text) => text.clone(),
        Datum::List(all) => all.iter().map(words).collect::<Vec<_>>().join("; "),
        Datum::Facts(own) => {
            let named = own.entries().filter(|(_, value)| **value != Datum::Missing);
            named.map(|(name, value)| format!("{name} {}", words(value))).collect::<Vec<_>>().join(" ")
        }
    }
}

fn object(own: &Facts) -> Value {
    Value::Object(own.entries().map(|(name, own)| (name.to_owned(), value(own))).collect::<Object<String, Value>>())
}

fn value(own: &Datum) -> Value {
    match own {
        Datum::Missing => Value::Null,
        Datum::Truth(is_so) => json!(is_so),
        Datum::Count(n) => json!(n),
        Datum::Number(number) => json!(number),
        Datum::Text(text) => json!(text),
        Datum::List(all) => all.iter().map(value).collect(),
        Datum::Facts(own) => object(own),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_within_values_have_columns_of_their_own() {
        let change = |n: u64| Facts::default().with("value", 1.5).with("n", n);
        let row = |n: u64| Facts::default().with("name", "=a").with("change", change(n)).with("why", vec!["b", "c"]);
        let late = Facts::default().with("name", "d").with("change", Facts::default().with("reason", "few"));
        let record = Facts::default().with("rows", vec![row(3), late]).with("n", 2_u64);
        let data = AnalysisData { rows: "rows", record };
        let (titles, rows) = flat(&data);
        assert_eq!(titles, ["name", "change_reason", "change_value", "change_n", "why"]);
        assert_eq!(rows.len(), 2);
        assert_eq!(cell(&rows[1], "change_reason").map(words), Some("few".to_owned()));
        assert_eq!(cell(&rows[0], "why").map(words), Some("b; c".to_owned()));
        assert_eq!(object(&data.record)["rows"][0]["change"]["n"], json!(3));
    }
}
