//! Touchpoints around somebody; where a circle cannot be read, in columns.

use super::rows::PageRows;
use super::words::PageRow;
use crate::app::view::Ring;
use crate::ui::brush::Brush;

mod circle;
mod columns;
mod plot;
mod spoke;

/// From how many columns and rows on a circle can be read.
const LEAST: (u16, u16) = (96, 21);

/// As many rows has a circle that need not fit a screen.
const ON_PAPER: u16 = 35;

impl PageRows<'_> {
    pub(super) fn ring(&mut self, brush: &Brush<'_>, ring: &Ring) {
        let above = u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        let height = if self.height == u16::MAX { ON_PAPER } else { self.height.saturating_sub(above) };
        let is_round = self.width >= LEAST.0 && height >= LEAST.1;
        let drawn = if is_round { circle::rows(brush, ring, self.width, height) } else { None };
        let plot = drawn.unwrap_or_else(|| columns::rows(brush, ring, self.width, height));
        let first = self.rows.len();
        self.rows.extend(plot.rows.into_iter().map(PageRow::Words));
        if let Some(row) = plot.marked {
            self.mark(first + usize::from(row), false);
        }
    }
}
