//! A row of cells in columns, as wide as the page.

use super::rows::PageRows;
use super::words::{PageRow, PageText, PageWords};
use crate::app::view::Lane;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::theme::Role;

impl PageRows<'_> {
    pub(super) fn lane(&mut self, brush: &Brush<'_>, lane: &Lane) {
        let first = self.rows.len();
        let label = self.width / 6;
        let n = u16::try_from(lane.cells.len().max(1)).unwrap_or(u16::MAX);
        let column = self.width.saturating_sub(label) / n;
        let mut rows = vec![vec![PageWords::new(0, label, PageText::Line(lane.label.clone()), Role::Dim)]];
        for (nth, cell) in (0_u16..).zip(&lane.cells) {
            let x = label + nth * column;
            let role = if cell.anchor.is_marked { Role::Selected } else { Role::of(cell.tone) };
            let lines = cell.lines.iter().flat_map(|line| cluster::wrap(&line.words, column.saturating_sub(2)));
            for (idx, line) in lines.enumerate() {
                if rows.len() <= idx {
                    rows.push(Vec::new());
                }
                if let Some(row) = rows.get_mut(idx) {
                    row.push(PageWords::new(x, column.saturating_sub(1), PageText::Line(line), role));
                }
            }
        }
        let _ = brush;
        self.rows.extend(rows.into_iter().map(PageRow::Words));
        if lane.cells.iter().any(|cell| cell.anchor.is_marked) {
            self.mark(first, false);
        }
    }
}
