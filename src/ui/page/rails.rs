//! Rows with dots on rails, and the heads over them.

use super::rows::PageRows;
use crate::app::view::{RailHead, RailRow};
use crate::ui::brush::Brush;

impl PageRows<'_> {
    pub(super) fn rail_head(&mut self, _brush: &Brush<'_>, _head: &RailHead) {}

    pub(super) fn rail_row(&mut self, _brush: &Brush<'_>, _row: &RailRow) {}
}
