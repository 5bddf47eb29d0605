//! Lines over a journey: panels under one another, in one column every touchpoint. Where there are more touchpoints than
//! columns, the part with the cursor is drawn; on paper all parts, one under the other. A narrow page has a list instead.

mod bands;
mod fit;
mod list;
mod panels;
mod parts;
mod sketch;

use super::rows::PageRows;
use super::words::PageRow;
use crate::app::view::{Label, Timeline};
use crate::ui::brush::Brush;
use crate::ui::plot::ink::line;
use crate::ui::theme::Role;
use parts::Part;
use sketch::Sketch;

/// The fewest columns that a drawing needs.
const NARROWEST: u16 = 56;

impl<'v> PageRows<'v> {
    pub(super) fn timeline(&mut self, brush: &Brush<'_>, timeline: &'v Timeline) {
        let first = self.rows.len();
        let here = timeline.here();
        let has_cursor = timeline.points.iter().any(|point| point.anchor.is_marked);
        if self.width < NARROWEST {
            let (rows, marked) = list::rows(brush, timeline, self.width);
            self.rows.extend(rows.into_iter().map(PageRow::Words));
            // A long list moves with its cursor.
            if let Some(row) = marked.filter(|_| has_cursor) {
                self.mark(first + row, false);
            }
            return;
        }
        let parts = parts::of(timeline, self.width);
        // All parts are drawn alike.
        let slots = parts.iter().filter_map(|part| part.slots(self.width));
        let slot = slots.map(|own| own.slot).min().unwrap_or(0);
        let is_paper = self.height == u16::MAX;
        let seen = parts.iter().position(|part| here.is_some_and(|here| part.has(here))).unwrap_or(0);
        for (nth, part) in parts.iter().enumerate().filter(|(nth, _)| is_paper || *nth == seen) {
            if nth > 0 && is_paper {
                self.rows.push(PageRow::Words(Vec::new()));
            }
            let Some(sketch) = Sketch::of(timeline, part.clone(), (self.width, slot)) else { continue };
            let mut n_rows = if is_paper { None } else { Some(fit::n_rows(self.height)) };
            if parts.len() > 1 {
                let words = where_of(brush, timeline, part);
                self.rows.push(PageRow::Words(vec![line(0, self.width, words, Role::Dim)]));
                n_rows = n_rows.map(|own| own.saturating_sub(1));
            }
            self.rows.extend(sketch.rows(brush, n_rows).into_iter().map(PageRow::Words));
        }
        if has_cursor {
            self.mark(first, false);
            self.has_cursor = true;
        }
    }
}

/// `‹ stages 4 to 6 of 12 ›`
fn where_of(brush: &Brush<'_>, timeline: &Timeline, part: &Part) -> String {
    let n_stages = timeline.stages.len();
    let (first, last) = part.span();
    let (from, to) = ((first + 1).to_string(), (last + 1).to_string());
    let n_stages = n_stages.to_string();
    let words = if from == to {
        timeline.labels.filled(Label::StageOf, &[&from, &n_stages])
    } else {
        let which = timeline.labels.filled(Label::Span, &[&from, &to]);
        timeline.labels.filled(Label::StagesOf, &[&which, &n_stages])
    };
    let before = if part.is_first() { "" } else { brush.glyphs.more_left };
    let behind = if part.is_last(timeline) { "" } else { brush.glyphs.more_right };
    format!("{before} {words} {behind}").trim().to_owned()
}

#[cfg(test)]
mod tests;
