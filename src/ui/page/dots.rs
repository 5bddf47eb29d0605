//! Dots over time around a day, and what is told of them: under one another, or side by side where there are few rows.
//! Invariant: equal values are equally high, and time runs from left to right whichever way the map is read.

use super::rows::PageRows;
use super::words::{PageRow, PageText, PageWords};
use crate::app::view::{DotChart, DotFact};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::dots::{DotsPart, DotsRow};
use crate::ui::plot::axis::Axis;
use crate::ui::theme::Role;

/// From how many rows on there is room for everything under one another.
const TALL: u16 = 28;

/// The fewest rows, and columns, in which dots are drawn.
const LEAST: (u16, u16) = (13, 48);

/// The fewest columns in which facts stand beside the dots, and how many they take there.
const BESIDE: (u16, u16) = (72, 43);

impl<'v> PageRows<'v> {
    pub(super) fn dots(&mut self, brush: &Brush<'_>, chart: &'v DotChart) {
        let is_low = self.height < TALL;
        let is_beside = is_low && self.width >= BESIDE.0;
        let n_rows = match self.height {
            ..16 => 5,
            16..TALL => 7,
            TALL..32 => 9,
            _ => 12,
        };
        let is_drawn = self.height >= LEAST.0 && self.width >= LEAST.1 && (!is_low || is_beside);
        let axis = Axis::of(chart.ends, n_rows).filter(|_| is_drawn && chart.points.len() > 1);
        let Some(axis) = axis else {
            self.facts(brush, &chart.facts);
            return;
        };
        let width = if is_beside { self.width - BESIDE.1 - 2 } else { self.width };
        let n_lines = chart.spans.iter().map(|own| own.lines.len()).max().unwrap_or(0);
        let plot = (0..axis.n_rows).map(|row| DotsPart::Plot(chart, axis, row));
        let mut parts: Vec<DotsPart<'v>> = plot.chain((0..n_lines).map(|nth| DotsPart::Spans(chart, nth))).collect();
        let beside = if is_beside { beside(brush, &chart.facts, width + 2) } else { Vec::new() };
        while parts.len() < beside.len() {
            parts.push(DotsPart::Blank);
        }
        let mut beside = beside.into_iter();
        self.rows.extend(
            parts.into_iter().map(|part| PageRow::Dots(DotsRow { part, width }, beside.next().unwrap_or_default())),
        );
        if !is_beside {
            self.rows.push(PageRow::Words(Vec::new()));
            self.facts(brush, &chart.facts);
        }
    }

    /// Facts under one another.
    fn facts(&mut self, brush: &Brush<'_>, facts: &'v [DotFact]) {
        let label = facts.iter().map(|own| brush.columns(&own.label)).max().unwrap_or(0).min(self.width / 3);
        let is_tiny = self.height < LEAST.0;
        for own in facts.iter().filter(|own| own.is_main || !is_tiny) {
            let x = 1 + label + 2;
            let room = self.width.saturating_sub(x);
            let mut row = vec![PageWords::new(1, label, PageText::Whole(&own.label), Role::Dim)];
            row.extend(
                told(brush, own, room).map(|text| PageWords::new(x, room, PageText::Whole(text), Role::of(own.tone))),
            );
            self.rows.push(PageRow::Words(row));
        }
    }
}

/// Facts beside the dots, from a column on: a row each, or two where a name and its fact have no room in one.
fn beside<'v>(brush: &Brush<'_>, facts: &'v [DotFact], x: u16) -> Vec<Vec<PageWords<'v>>> {
    let label = facts.iter().map(|own| brush.columns(&own.label)).max().unwrap_or(0).min(BESIDE.1 / 2 + 1);
    let row = |own: &'v DotFact| {
        let room = BESIDE.1 - label - 1;
        let mut row = vec![PageWords::new(x, label, PageText::Whole(&own.label), Role::Dim)];
        row.extend(
            told(brush, own, room)
                .map(|text| PageWords::new(x + label + 1, room, PageText::Whole(text), Role::of(own.tone))),
        );
        row
    };
    facts.iter().map(row).collect()
}

/// The fullest form that fits; the last where none does.
fn told<'v>(brush: &Brush<'_>, own: &'v DotFact, room: u16) -> Option<&'v Plain> {
    own.forms.iter().find(|form| brush.columns(*form) <= room).or(own.forms.last())
}

#[cfg(test)]
mod tests;
