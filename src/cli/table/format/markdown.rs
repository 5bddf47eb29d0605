//! A table in Markdown, as GitHub and most others draw it.
//! Invariant: a row is one line, and words stay words: none of them is taken for markup.

use crate::cli::table::cell::{TableCell, joined, rounded};
use crate::cli::table::column::{Audience, Title};
use crate::cli::table::notation::{Notation, RowCells};
use crate::standup::markdown::inline;

pub(super) struct MarkdownTable;

impl Notation for MarkdownTable {
    fn takes(&self, audience: Audience) -> bool {
        matches!(audience, Audience::Everyone | Audience::People | Audience::Flat)
    }

    fn head(&self, titles: &[Title]) -> String {
        let rule = |title: &Title| if title.is_number { "---:" } else { "---" }.to_owned();
        line(titles.iter().map(|title| inline(title.name))) + &line(titles.iter().map(rule))
    }

    fn row(&self, cells: RowCells, row: &mut String) {
        row.push_str(&line(cells.map(|(_, cell)| match cell {
            TableCell::Missing | TableCell::Nested(_) => String::new(),
            TableCell::Text(text) => inline(&text),
            TableCell::Count(n) => n.to_string(),
            TableCell::Number(number, n_decimals) => rounded(number, n_decimals),
            TableCell::Truth(is_so) => if is_so { "yes" } else { "no" }.to_owned(),
            TableCell::Named(named) => inline(&joined(&named)),
        })));
    }
}

/// Words as the cells of a row.
pub(in crate::cli::table) fn inline_line<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    line(cells.map(inline))
}

fn line(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::table::{numbers, words};

    #[test]
    fn words_neither_end_a_cell_nor_a_row() {
        let title = |name, is_number| if is_number { numbers(name) } else { words(name) };
        assert_eq!(MarkdownTable.head(&[title("place", false), title("n", true)]), "| place | n |\n| --- | ---: |\n");
        let cells = [TableCell::Text("a | b\n\n<i>c".into()), TableCell::Number(-12.25, 1), TableCell::Missing];
        let mut row = String::new();
        let title = words("");
        MarkdownTable.row(&mut cells.into_iter().map(|cell| (&title, cell)), &mut row);
        assert_eq!(row, "| a \\| b \\<i>c | -12.2 |  |\n");
    }
}
