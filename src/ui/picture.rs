//! A painted buffer as something to keep or send: text, ANSI, SVG. Must not know what was painted.
//! Invariant: a column of the buffer is a column of the picture; wide characters take their columns.

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;

mod ansi;
mod svg;

pub use ansi::ansi;
pub use svg::svg;

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

fn rows(buffer: &Buffer) -> std::ops::Range<u16> {
    buffer.area().top()..buffer.area().bottom()
}

/// The cells of a row that show something of their own, each with its column from 0.
fn cells(buffer: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
    let area = *buffer.area();
    let mut next = area.left();
    (area.left()..area.right()).filter_map(move |x| {
        if x < next {
            return None;
        }
        let cell = buffer.cell(Position::new(x, y))?;
        next = x + cell.cell_width().max(1);
        Some((x - area.left(), cell))
    })
}

#[cfg(test)]
mod tests;
