//! Dots over a journey on an even axis, with their intervals, what they were before, and the names of those that stand
//! out. Nothing is joined that nobody measured between.

pub(super) mod axis;
mod dot;
pub(super) mod ink;
mod labels;
pub(super) mod slots;
pub(super) mod under;

use super::brush::Brush;
use super::page::words::{Alignment, PageWords};
use super::theme::Role;
use axis::Axis;
pub(super) use dot::PlotDot;
use ink::{Inked, line, sign};
pub(super) use labels::forms;
use slots::LEFT;

/// The fewest columns of a name that can still be told from others.
const SHORTEST: u16 = 8;
/// From one point of the grid to the next.
const GRID: usize = 3;

/// Dots on an axis.
#[derive(Debug)]
pub(super) struct Plot<'v> {
    pub(super) axis: Axis,
    pub(super) width: u16,
    /// The columns that a dot has for itself.
    pub(super) slot: u16,
    /// The value that others stand over or under.
    pub(super) baseline: Option<f64>,
    /// Do names stand with their values?
    pub(super) has_values: bool,
    /// Are names cut where there is no room for them? Else they are told elsewhere.
    pub(super) is_cutting: bool,
    pub(super) dots: Vec<PlotDot<'v>>,
}

impl<'v> Plot<'v> {
    /// Its rows, and the dots whose names found no place.
    pub(super) fn rows(&self, brush: &Brush<'_>) -> (Vec<Inked<'v>>, Vec<PlotDot<'v>>) {
        let mut rows: Vec<Inked<'v>> = vec![Vec::new(); usize::from(self.axis.n_rows)];
        let mut put = |row: u16, words: PageWords<'v>| {
            if let Some(own) = rows.get_mut(usize::from(row)) {
                own.push(words);
            }
        };
        for (row, value) in self.axis.ticks() {
            put(row, line(0, LEFT - 2, self.axis.label(value), Role::Dim).at(Alignment::End));
            // Sparse, so that it neither stands out nor costs a slow line much.
            for x in (LEFT - 1..self.width.saturating_sub(1)).step_by(GRID) {
                put(row, sign(x, brush.glyphs.grid, Role::Rule));
            }
        }
        if let Some(baseline) = self.baseline {
            let row = self.axis.row(baseline);
            for x in LEFT - 1..self.width.saturating_sub(1) {
                put(row, sign(x, brush.glyphs.dotted, Role::Rule));
            }
        }
        for dot in &self.dots {
            let (low, high) = dot.ends();
            if dot.value.interval.is_some() {
                for row in self.axis.row(high)..=self.axis.row(low) {
                    put(row, sign(dot.x, brush.glyphs.whiskers[0], Role::Dim));
                }
            }
            let is_within = |row: u16| (self.axis.row(high)..=self.axis.row(low)).contains(&row);
            if let Some(before) = dot.value.before.filter(|before| !is_within(self.axis.row(*before))) {
                put(self.axis.row(before), sign(dot.x, brush.glyphs.before, Role::Dim));
            }
            put(self.axis.row(dot.value.value), sign(dot.x, dot.sign, dot.role));
        }
        let shortest = self.is_cutting.then(|| self.slot.saturating_sub(2).max(SHORTEST));
        let (names, untold) = labels::placed(brush, self.width, &self.axis, (&self.dots, shortest, self.has_values));
        for (row, words) in names {
            put(row, words);
        }
        (rows, untold)
    }
}
