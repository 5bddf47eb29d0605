//! Lanes: rows of cells in columns of even width, under heads, with their labels in a gutter.
//! Invariant: on a page that is printed every column is painted, in groups under one another where they do not fit.

pub(super) mod cell;
pub(super) mod columns;

use super::rows::PageRows;
use super::words::{PageRow, PageText, PageWords};
use crate::app::view::{Block, Cell, Lane};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::theme::Role;
use columns::{GAP, LaneColumns};

impl PageRows<'_> {
    /// The lanes under one another that a page begins with at a block, if there are several groups of columns: all lanes
    /// of the first group, then those of the next. Gives back how many blocks that are.
    pub(super) fn lane_groups(&mut self, brush: &Brush<'_>, blocks: &[Block]) -> usize {
        if !self.lanes.is_whole || self.lanes.n_shown >= self.lanes.n_all {
            return 0;
        }
        let lanes: Vec<&Lane> = blocks.iter().map_while(lane).collect();
        let whole = self.lanes;
        for first in (0..whole.n_all).step_by(whole.n_shown.max(1)) {
            if first > 0 && !lanes.is_empty() {
                self.rows.push(PageRow::Words(Vec::new()));
            }
            self.lanes = LaneColumns { first, ..whole };
            for lane in &lanes {
                self.over_lane(brush, lane);
                self.lane(brush, lane);
            }
        }
        self.lanes = whole;
        lanes.len()
    }

    /// What parts a lane from what stands over it; it is no row of the lane.
    pub(super) fn over_lane(&mut self, brush: &Brush<'_>, lane: &Lane) {
        let columns = self.lanes;
        if lane.is_parted && !columns.form.is_brief {
            self.rows.push(PageRow::Words(vec![rule(brush, (0, self.width), brush.glyphs.dotted)]));
        } else if columns.is_apart(lane) {
            self.rows.push(PageRow::Words(Vec::new()));
        }
    }

    pub(super) fn lane(&mut self, brush: &Brush<'_>, lane: &Lane) {
        let columns = self.lanes;
        let first = self.rows.len();
        if lane.is_head {
            self.head(brush, lane);
            return;
        }
        let mut rows: Vec<Vec<PageWords<'_>>> = vec![Vec::new(); columns.n_rows(brush, lane)];
        self.label(brush, lane, &mut rows);
        let seen = lane.cells.iter().skip(columns.first).take(columns.n_shown);
        for (nth, cell) in (0_u16..).zip(seen) {
            let x = columns.gutter + nth * columns.column;
            for (row, words) in rows.iter_mut().zip(cell::rows(brush, cell, columns.inner(), columns.form)) {
                row.extend(words.into_iter().map(|words| PageWords { x: words.x + x, ..words }));
            }
        }
        self.rows.extend(rows.into_iter().map(PageRow::Words));
        if lane.cells.iter().any(|cell| cell.anchor.is_marked) {
            self.mark(first, false);
        }
    }

    /// The label of a lane in the gutter; of a course, its ends and its middle.
    fn label(&self, brush: &Brush<'_>, lane: &Lane, rows: &mut [Vec<PageWords<'_>>]) {
        let width = self.lanes.gutter.saturating_sub(2);
        let is_marked = lane.cells.iter().any(|cell| cell.anchor.is_marked);
        let usual = if lane.under.is_empty() { Role::Dim } else { Role::Text };
        let role = if is_marked { Role::Kept } else { usual };
        let is_course = lane.cells.iter().any(|cell| !cell.course.is_empty());
        let middle = if is_course { cell::HEIGHTS.len() / 2 } else { 0 };
        for (nth, words) in self.lanes.labels(brush, lane).into_iter().enumerate() {
            let role = if nth > 0 && !lane.under.is_empty() { Role::Dim } else { role };
            if let Some(row) = rows.get_mut(middle + nth).filter(|_| !words.is_empty()) {
                row.push(PageWords::new(0, width, PageText::Line(words), role));
            }
        }
        if is_course {
            let ends = [(0, brush.glyphs.emotion[4]), (cell::HEIGHTS.len() - 1, brush.glyphs.emotion[0])];
            for (idx, sign) in ends {
                if let Some(row) = rows.get_mut(idx) {
                    row.push(PageWords::new(0, width, PageText::Line(sign.into()), Role::Dim));
                }
            }
            if let Some(row) = rows.get_mut(middle) {
                let n = u16::try_from(self.lanes.n_shown).unwrap_or(u16::MAX);
                let whole = (self.lanes.gutter, self.lanes.column.saturating_mul(n));
                row.push(rule(brush, whole, brush.glyphs.dotted));
            }
        }
    }

    /// The names of the columns on a rule, and which of all are seen.
    fn head(&mut self, brush: &Brush<'_>, lane: &Lane) {
        let columns = self.lanes;
        let mut row = Vec::new();
        let said = columns.position().unwrap_or_else(|| lane.label.clone());
        let gutter = columns.gutter.saturating_sub(2);
        let used = brush.columns(&said).min(gutter);
        row.push(PageWords::new(0, gutter, PageText::Line(said), Role::Dim));
        if columns.gutter > used + 2 {
            let from = if used == 0 { 0 } else { used + 1 };
            row.push(rule(brush, (from, columns.gutter - from - 1), brush.glyphs.rule));
        }
        let seen: Vec<&Cell> = lane.cells.iter().skip(columns.first).take(columns.n_shown).collect();
        let n_seen = seen.len();
        for (nth, cell) in (0_u16..).zip(seen) {
            let x = columns.gutter + nth * columns.column;
            let words = cell.lines.first().map(|line| line.words.as_str().to_uppercase()).unwrap_or_default();
            let name = cell::fit(brush, &words.into(), (0, columns.inner()), 1).into_iter().next().unwrap_or_default();
            let columns_of = brush.columns(&name);
            let role = if cell.is_here && !columns.is_whole { Role::Selected } else { Role::Heading };
            row.push(PageWords::new(x, columns.inner(), PageText::Line(name), role));
            let is_last = usize::from(nth) + 1 == n_seen;
            let end = if is_last { self.width } else { x + columns.column - GAP };
            let from = x + columns_of + 1;
            if from < end {
                row.push(rule(brush, (from, end - from), brush.glyphs.rule));
            }
        }
        self.rows.push(PageRow::Words(row));
    }
}

/// A rule from a column on, so wide.
fn rule(brush: &Brush<'_>, (x, width): (u16, u16), sign: &'static str) -> PageWords<'static> {
    let line = Plain::from(sign.repeat(usize::from(width)));
    debug_assert!(brush.columns(&line) == width);
    PageWords::new(x, width, PageText::Line(line), Role::Rule)
}

const fn lane(block: &Block) -> Option<&Lane> {
    match block {
        Block::Lane(lane) => Some(lane),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
