//! A buffer as plain text.

use ratatui::buffer::Buffer;

use super::cells::{cells, rows};

/// The characters of each row, blanks at the end left out, each row ended by `\n`.
#[must_use]
pub fn text(buffer: &Buffer) -> String {
    let mut lines = String::new();
    for y in rows(buffer) {
        let line: String = cells(buffer, y).map(|(_, cell)| cell.symbol()).collect();
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}
