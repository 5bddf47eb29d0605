//! A table for people: columns that line up, numbers at the right, a dot for what is missing.
//! Rows that come one by one cannot line up: tabs separate their cells, and there are no titles.

use std::borrow::Cow;
use std::io;

use crate::cli::print::Printer;
use crate::cli::table::cell::{TableCell, joined, rounded, write_rounded};
use crate::cli::table::column::{Audience, Title};
use crate::cli::table::notation::{Around, Notation, RowCells, Rows};
use crate::text::{Plain, plain};

const MISSING: &str = "·";

pub(super) struct TextTable;

impl Notation for TextTable {
    fn takes(&self, audience: Audience) -> bool {
        matches!(audience, Audience::Everyone | Audience::People | Audience::Flat)
    }

    fn head(&self, _: &[Title]) -> String {
        String::new()
    }

    fn row(&self, cells: RowCells, line: &mut String) {
        for (idx, (_, cell)) in cells.enumerate() {
            line.push_str(if idx > 0 { "\t" } else { "" });
            match cell {
                TableCell::Number(number, n_decimals) => write_rounded(number, n_decimals, line),
                cell => line.push_str(&plain(&words(&cell))),
            }
        }
        line.push('\n');
    }

    fn table(&self, titles: &[Title], rows: Rows, _: &Around, out: &mut Printer) -> io::Result<()> {
        let mut shown: Vec<Vec<Plain>> = Vec::new();
        rows(&mut |cells| {
            shown.push(cells.map(|(_, cell)| Plain::new(&words(&cell))).collect());
            Ok(())
        })?;
        out.made(&aligned(titles, &shown))
    }
}

fn words<'c>(cell: &'c TableCell) -> Cow<'c, str> {
    match cell {
        TableCell::Missing | TableCell::Nested(_) => Cow::Borrowed(MISSING),
        TableCell::Text(text) => Cow::Borrowed(text),
        TableCell::Count(n) => Cow::Owned(n.to_string()),
        TableCell::Number(number, n_decimals) => Cow::Owned(rounded(*number, *n_decimals)),
        TableCell::Truth(is_so) => Cow::Borrowed(if *is_so { "yes" } else { "no" }),
        TableCell::Named(named) => Cow::Owned(joined(named)),
    }
}

/// Without rows there are no titles either.
fn aligned(titles: &[Title], rows: &[Vec<Plain>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let head: Vec<Plain> = titles.iter().map(|title| Plain::new(title.name)).collect();
    let widest = |idx: usize| rows.iter().chain([&head]).filter_map(|row| row.get(idx)).map(Plain::width).max();
    let widths: Vec<usize> = (0..titles.len()).map(|idx| widest(idx).unwrap_or(0)).collect();
    let mut page = String::new();
    for row in [&head].into_iter().chain(rows) {
        let cells = row.iter().zip(titles).zip(&widths).map(|((cell, title), width)| {
            let blanks = " ".repeat(width.saturating_sub(cell.width()));
            if title.is_number { format!("{blanks}{cell}") } else { format!("{cell}{blanks}") }
        });
        page.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        page.push('\n');
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::table;

    #[test]
    fn columns_line_up_whatever_the_letters() {
        let title = |name, is_number| if is_number { table::numbers(name) } else { table::words(name) };
        let titles = [title("place", false), title("±", true), title("n", true), title("unit", false)];
        let row = |place: &str, number: TableCell, n: u64| {
            let cells = [TableCell::words(Some(place)), number, TableCell::Count(n), TableCell::Missing];
            cells.iter().map(|cell| Plain::new(&words(cell))).collect::<Vec<Plain>>()
        };
        let rows = [
            row("food", TableCell::Number(2.04, 1), 1234),
            row("旅客", TableCell::Number(-0.01, 1), 7),
            row("a\tb\u{1b}", TableCell::Missing, 0),
        ];
        let expected = "\
place    ±     n  unit
food   2.0  1234  ·
旅客   0.0     7  ·
a b\u{fffd}     ·     0  ·
";
        assert_eq!(aligned(&titles, &rows), expected);
        assert_eq!(aligned(&titles, &[]), "");
    }
}
