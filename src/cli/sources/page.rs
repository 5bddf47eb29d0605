//! Text on a page of 80 columns: labelled lines, and tables that wrap.
//! Invariant: no line is wider than the page, unless a single character is.

use std::fmt::Write as _;

use crate::text::Plain;
use crate::ui::cluster::wrap;

/// How wide a page is.
const WIDTH: u16 = 80;

/// How far everything but a title is indented.
const INDENT: u16 = 2;

/// How wide the labels of lines are.
const LABEL: u16 = 10;

/// The blanks between two columns of a table.
const GAP: u16 = 2;

/// How wide a word may be before it is broken for want of room.
const LONGEST_WORD: usize = 24;

/// No column of a table is made narrower than this.
const NARROWEST: u16 = 6;

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    /// At the left: words.
    Left,
    /// At the right: numbers.
    Right,
}

#[derive(Debug, Default)]
pub(super) struct PrintedPage {
    lines: Vec<String>,
}

impl PrintedPage {
    pub(super) fn text(&self) -> String {
        self.lines.join("\n")
    }

    /// A line of its own, without an indent.
    pub(super) fn title(&mut self, text: &str) {
        let lines = wrap(&Plain::new(text), WIDTH);
        self.lines.extend(lines.iter().map(ToString::to_string));
    }

    /// A blank line.
    pub(super) fn gap(&mut self) {
        self.lines.push(String::new());
    }

    /// A blank line and a heading.
    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        self.lines.push(format!("{}{}", blanks(INDENT), Plain::new(text)));
    }

    /// A labelled text.
    pub(super) fn field(&mut self, label: &str, text: &str) {
        let text = wrap(&Plain::new(text), WIDTH - INDENT - LABEL);
        let labels = std::iter::once(Plain::new(label)).chain(std::iter::repeat(Plain::default()));
        for (label, line) in labels.zip(text) {
            let room = usize::from(LABEL).saturating_sub(label.width());
            self.push(&format!("{}{label}{}{line}", blanks(INDENT), " ".repeat(room)));
        }
    }

    /// A text whose second and later lines are indented further.
    pub(super) fn entry(&mut self, text: &str) {
        for (idx, line) in wrap(&Plain::new(text), WIDTH - 3 * INDENT).iter().enumerate() {
            let indent = if idx == 0 { INDENT } else { 3 * INDENT };
            self.push(&format!("{}{line}", blanks(indent)));
        }
    }

    /// Rows of cells in columns, the first of them headings. What is too wide for its column goes on below.
    pub(super) fn table(&mut self, sides: &[Edge], rows: &[Vec<String>]) {
        let rows: Vec<Vec<Plain>> = rows.iter().map(|row| row.iter().map(|cell| Plain::new(cell)).collect()).collect();
        let widths = widths(&rows, sides.len());
        for row in &rows {
            let cells: Vec<Vec<Plain>> = row.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width)).collect();
            let n_lines = cells.iter().map(Vec::len).max().unwrap_or(0);
            for idx in 0..n_lines {
                let mut line = blanks(INDENT);
                for ((cell, width), side) in cells.iter().zip(&widths).zip(sides) {
                    let cell = cell.get(idx).cloned().unwrap_or_default();
                    let room = " ".repeat(usize::from(*width).saturating_sub(cell.width()));
                    let (before, after) = if *side == Edge::Right { (&room, "") } else { (&String::new(), &*room) };
                    let _ = write!(line, "{before}{cell}{after}{}", blanks(GAP));
                }
                self.push(&line);
            }
        }
    }

    fn push(&mut self, line: &str) {
        self.lines.push(line.trim_end().to_owned());
    }
}

/// Do these rows fit on the page without breaking a word?
pub(super) fn fits(rows: &[Vec<String>], n_columns: usize) -> bool {
    let rows: Vec<Vec<Plain>> = rows.iter().map(|row| row.iter().map(|cell| Plain::new(cell)).collect()).collect();
    taken(&widest(&rows, n_columns, longest_word)) <= WIDTH - INDENT
}

/// The width of each column. The widest are narrowed until all fit on the page, without breaking words if possible.
fn widths(rows: &[Vec<Plain>], n_columns: usize) -> Vec<u16> {
    let mut widths = widest(rows, n_columns, Plain::width);
    let words = widest(rows, n_columns, longest_word);
    while taken(&widths) > WIDTH - INDENT {
        let with_slack = widths.iter_mut().zip(&words).filter(|(width, word)| **width > **word).map(|(width, _)| width);
        let narrowed = match with_slack.max() {
            Some(widest) => Some(widest),
            None => widths.iter_mut().max().filter(|widest| **widest > NARROWEST),
        };
        match narrowed {
            Some(width) => *width -= 1,
            None => break,
        }
    }
    widths
}

/// The widest cell of each column.
fn widest(rows: &[Vec<Plain>], n_columns: usize, width: impl Fn(&Plain) -> usize) -> Vec<u16> {
    let of = |idx: usize| {
        let widest = rows.iter().filter_map(|row| row.get(idx)).map(&width).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(WIDTH).min(WIDTH)
    };
    (0..n_columns).map(of).collect()
}

/// How wide a column must be to hold a text without breaking a word, unless the word is very long.
fn longest_word(text: &Plain) -> usize {
    text.as_str().split(' ').map(|word| Plain::new(word).width().min(LONGEST_WORD)).max().unwrap_or(0)
}

/// The width of all columns with the gaps between them.
fn taken(widths: &[u16]) -> u16 {
    let n_gaps = u16::try_from(widths.len().saturating_sub(1)).unwrap_or(u16::MAX);
    widths.iter().fold(GAP.saturating_mul(n_gaps), |sum, width| sum.saturating_add(*width))
}

fn blanks(n: u16) -> String {
    " ".repeat(usize::from(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_wide_goes_on_below() {
        let mut page = PrintedPage::default();
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        page.table(
            &[Edge::Left, Edge::Left, Edge::Right],
            &[row(["column", "used for", "n"]), row(["אזור", long, "1,234"]), row(["", "", "5"])],
        );
        let expected = "
  column  used for                                                             n
  אזור    one two three four five six seven eight nine ten eleven twelve   1,234
          thirteen fourteen fifteen
                                                                               5";
        assert_eq!(page.text(), expected.trim_start_matches('\n'));
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let mut page = PrintedPage::default();
        let long = "word ".repeat(100);
        page.title(&long);
        page.field("label", &long);
        page.entry(&"x".repeat(300));
        page.table(&[Edge::Left; 9], &[vec![long.clone(); 9]]);
        assert!(page.text().lines().count() > 20);
        for line in page.text().lines() {
            assert!(Plain::new(line).width() <= 80, "{line}");
        }
    }
}
