//! A dot of a plot: what it stands for, and how it looks.

use crate::app::view::TimelineValue;
use crate::text::Plain;
use crate::ui::theme::Role;

/// A dot of a plot.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct PlotDot<'v> {
    /// Its column.
    pub(in crate::ui) x: u16,
    pub(in crate::ui) value: &'v TimelineValue,
    pub(in crate::ui) sign: &'static str,
    pub(in crate::ui) role: Role,
    /// The name of its touchpoint.
    pub(in crate::ui) name: &'v Plain,
}

impl PlotDot<'_> {
    /// The ends of its interval, or its value twice.
    pub(in crate::ui) fn ends(&self) -> (f64, f64) {
        self.value.interval.unwrap_or((self.value.value, self.value.value))
    }
}
