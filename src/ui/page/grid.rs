//! Rows of a table: cells that line up under their heads.
//! Invariant: all rows of a table have the same columns; where room is short names are cut first, then columns go, those
//! that say least before the others, and a number is told whole or not at all.

mod columns;
mod sketch;

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{CellSide, GridCell, GridHead, GridRow, Tone};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::theme::Role;

pub(super) use columns::GridColumns;

impl<'v> PageRows<'v> {
    pub(super) fn grid_head(&mut self, brush: &Brush<'_>, head: &'v GridHead) {
        self.grid = self.grids.pop_front().unwrap_or_default();
        if head.is_bare {
            return;
        }
        let mut words = Vec::new();
        for (column, place) in head.columns.iter().zip(&self.grid.places) {
            let Some((x, width)) = *place else { continue };
            match column.axis {
                Some(axis) if column.title.is_empty() => words.extend(sketch::ticks(brush, axis, (x, width))),
                _ => words
                    .push(PageWords::new(x, width, PageText::Whole(&column.title), Role::Dim).at(side(column.side))),
            }
        }
        self.rows.push(PageRow::Words(words));
    }

    pub(super) fn grid_row(&mut self, brush: &Brush<'_>, row: &'v GridRow) {
        let first = self.rows.len();
        let mut words = Vec::new();
        for ((cell, place), (cell_side, axis)) in row.cells.iter().zip(&self.grid.places).zip(&self.grid.sides) {
            let Some((x, width)) = *place else { continue };
            if let (Some(own), Some(axis)) = (&cell.sketch, axis) {
                words.extend(sketch::drawn(brush, own, *axis, (x, width)));
            } else if let Some(text) = told(brush, cell, width) {
                let role = if row.is_dim && cell.tone == Tone::Neutral { Role::Dim } else { Role::of(cell.tone) };
                words.push(PageWords::new(x, width, PageText::Whole(text), role).at(side(*cell_side)));
            }
        }
        self.rows.push(PageRow::Words(words));
        if row.anchor.is_marked {
            self.mark(first, true);
        }
    }
}

/// The fullest form of a cell that fits; the last where none does.
fn told<'v>(brush: &Brush<'_>, cell: &'v GridCell, width: u16) -> Option<&'v Plain> {
    let fits = |form: &&Plain| brush.columns(*form) <= width;
    cell.forms.iter().find(fits).or(cell.forms.last())
}

const fn side(own: CellSide) -> Alignment {
    match own {
        CellSide::Start => Alignment::Start,
        CellSide::End => Alignment::End,
    }
}

#[cfg(test)]
mod tests;
