//! A table as CSV, which people open in a spreadsheet.
//! Invariant: no cell of words is a formula there, titles included, and numbers stay numbers.
//!
//! A spreadsheet takes a cell for a formula by its first sign: `=`, `+`, `-`, `@`, a tab or a line break (OWASP, "CSV
//! Injection"). Programs differ in what they skip before they look, and some read full-width signs as their narrow
//! ones, so blanks are passed over here and wide signs count as well. A leading apostrophe makes the cell words.

use crate::cli::table::cell::{TableCell, joined};
use crate::cli::table::column::{Audience, Title};
use crate::cli::table::notation::{Notation, RowCells};
use crate::text::Plain;

pub(super) struct CsvTable;

impl Notation for CsvTable {
    fn takes(&self, audience: Audience) -> bool {
        matches!(audience, Audience::Everyone | Audience::Programs | Audience::Flat)
    }

    fn head(&self, titles: &[Title]) -> String {
        record(titles.iter().map(|title| guarded(title.name)))
    }

    fn row(&self, cells: RowCells, line: &mut String) {
        line.push_str(&record(cells.map(|(_, cell)| match cell {
            TableCell::Missing | TableCell::Nested(_) => String::new(),
            TableCell::Text(text) => guarded(&text),
            TableCell::Count(n) => n.to_string(),
            TableCell::Number(number, _) => number.to_string(),
            TableCell::Truth(is_so) => is_so.to_string(),
            TableCell::Named(named) => guarded(&joined(&named)),
        })));
    }
}

pub(in crate::cli::table) fn record(cells: impl Iterator<Item = String>) -> String {
    let mut writer = ::csv::WriterBuilder::new().buffer_capacity(256).from_writer(Vec::new());
    writer.write_record(cells.map(String::into_bytes)).expect("a vector takes every record");
    let bytes = writer.into_inner().expect("a vector takes every byte");
    String::from_utf8(bytes).expect("every cell was text")
}

/// Words that no spreadsheet takes for a formula.
pub(in crate::cli::table) fn guarded(raw: &str) -> String {
    let words = Plain::new(raw);
    let is_broken = raw.starts_with(['\t', '\r', '\n', '\0']);
    let is_formula = words.as_str().trim_start().starts_with(|c| {
        matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '﹢' | '﹣' | '﹦' | '﹫' | '−')
    });
    // A number is no formula: it is what a spreadsheet is to take it for.
    let is_number = raw.strip_prefix('-').is_some_and(|rest| {
        rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && rest.parse::<f64>().is_ok()
    });
    if (is_broken || is_formula) && !is_number { format!("'{words}") } else { words.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::table::words;

    #[track_caller]
    fn check(name: &str, raw: &str, expected: &str) {
        assert_eq!(guarded(raw), expected, "{name}");
    }

    #[test]
    fn no_words_are_a_formula() {
        check("words", "fine = good", "fine = good");
        check("nothing", "", "");
        check("equals", "=1+1", "'=1+1");
        check("plus", "+1", "'+1");
        check("minus", "-1+1", "'-1+1");
        check("a number", "-1", "-1");
        check("a number with a point", "-0.57", "-0.57");
        check("no number", "-1.2.3", "'-1.2.3");
        check("no number at all", "-inf", "'-inf");
        check("at", "@SUM(1)", "'@SUM(1)");
        check("a tab", "\t=1", "' =1");
        check("a tab before words", "\tword", "' word");
        check("a carriage return", "\rword", "' word");
        check("blanks first", "  \u{a0}=1", "'   =1");
        check("an invisible sign first", "\u{200b}\u{feff}=1", "'=1");
        check("full width", "＝1", "'＝1");
        check("an apostrophe", "'=1", "'=1");
    }

    #[test]
    fn numbers_stay_numbers_and_separators_stay_cells() {
        assert_eq!(CsvTable.head(&[words("=a"), words("b,c")]), "'=a,\"b,c\"\n");
        let row = |cells: &[TableCell]| {
            let (title, mut line) = (words(""), String::new());
            CsvTable.row(&mut cells.iter().map(|cell| (&title, cell.clone())), &mut line);
            line
        };
        let named = vec![("=x", "1"), ("y", "2,3")];
        let cells = [TableCell::Number(-0.25, 0), TableCell::Count(7), TableCell::Truth(true), TableCell::Named(named)];
        assert_eq!(row(&cells), "-0.25,7,true,\"'=x=1; y=2,3\"\n");
        assert_eq!(row(&[TableCell::Missing, TableCell::Text("a\n=b\"".into())]), ",\"a =b\"\"\"\n");
    }
}
