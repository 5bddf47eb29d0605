//! Touchpoints around somebody; where a circle cannot be read, in columns.

use super::rows::PageRows;
use crate::app::view::Ring;
use crate::ui::brush::Brush;

impl PageRows<'_> {
    pub(super) fn ring(&mut self, _brush: &Brush<'_>, _ring: &Ring) {}
}
