//! The cells of a buffer that show something, row by row.
//! Invariant: a column of the buffer is a column of the picture; a wide character takes all of its columns.

use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::Position;

pub(super) fn rows(buffer: &Buffer) -> Range<u16> {
    buffer.area().top()..buffer.area().bottom()
}

/// The cells of a row that show something of their own, each with its column from 0.
pub(super) fn cells(buffer: &Buffer, y: u16) -> impl Iterator<Item = (u16, &Cell)> {
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
