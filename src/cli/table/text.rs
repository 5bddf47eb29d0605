//! A table for people: columns that line up, numbers at the right, a dot for what is missing.
//! Rows that come one by one cannot line up: their cells stand apart by tabs, and no titles stand above them.

use std::io;

use super::{Around, Audience, Notation, TableCell, Title, joined, rounded};
use crate::cli::print::Printer;
use crate::text::Plain;

const MISSING: &str = "·";

pub(super) struct TextTable;

impl Notation for TextTable {
    fn takes(&self, audience: Audience) -> bool {
        matches!(audience, Audience::Everyone | Audience::People | Audience::Flat)
    }

    fn head(&self, _: &[Title]) -> String {
        String::new()
    }

    fn row(&self, _: &[Title], cells: &[TableCell]) -> String {
        let cells: Vec<String> = cells.iter().map(|cell| shown(cell).to_string()).collect();
        format!("{}\n", cells.join("\t"))
    }

    fn table(
        &self,
        titles: &[Title],
        rows: &mut dyn Iterator<Item = Vec<TableCell>>,
        _: &Around,
        out: &mut Printer,
    ) -> io::Result<()> {
        let rows: Vec<Vec<Plain>> = rows.map(|cells| cells.iter().map(shown).collect()).collect();
        out.made(&aligned(titles, &rows))
    }
}

fn shown(cell: &TableCell) -> Plain {
    match cell {
        TableCell::Missing | TableCell::Nested(_) => Plain::new(MISSING),
        TableCell::Text(text) => Plain::new(text),
        TableCell::Count(n) => n.to_string().into(),
        TableCell::Number(number, n_decimals) => rounded(*number, *n_decimals).into(),
        TableCell::Truth(is_so) => Plain::new(if *is_so { "yes" } else { "no" }),
        TableCell::Named(named) => joined(named).into(),
    }
}

/// Without rows there is nothing to see.
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
    use crate::cli::table::{numbers, words};

    #[test]
    fn columns_line_up_whatever_the_letters() {
        let title = |name, is_number| if is_number { numbers(name) } else { words(name) };
        let titles = [title("place", false), title("±", true), title("n", true), title("unit", false)];
        let row = |place: &str, number: TableCell, n: u64| {
            let cells = [TableCell::Text(place.to_owned()), number, TableCell::Count(n), TableCell::Missing];
            cells.iter().map(shown).collect::<Vec<Plain>>()
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
