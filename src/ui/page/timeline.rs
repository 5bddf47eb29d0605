//! Lines over a journey: panels under one another, in one column every touchpoint.

use super::rows::PageRows;
use crate::app::view::Timeline;
use crate::ui::brush::Brush;

impl PageRows<'_> {
    pub(super) fn timeline(&mut self, _brush: &Brush<'_>, _timeline: &Timeline) {}
}
