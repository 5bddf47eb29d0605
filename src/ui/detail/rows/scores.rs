//! Figures of a detail, one row a metric. Must not know the metric.
//! Invariant: values, margins, units, counts and movements of one detail start and end in the same columns.

use super::{Row, Side, Story, Text, Words};
use crate::app::view::{Block, Figure, Movement};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::figure::{self, Said};
use crate::ui::theme::Role;

impl<'v> Story<'v> {
    /// `CSAT      54 ±2.0 %  n 2,318   ▼ fell 8.9 since 2017   52 to 56 · mean 3.4`
    pub(super) fn score(&mut self, brush: &Brush<'_>, block: &'v Block) {
        let Block::Score { metric, figure, more, movement, is_main } = block else { return };
        let usual = if *is_main { Role::Strong } else { Role::Text };
        let gap = if self.width < 60 { 2 } else { 3 };
        let mut at = self.figure(brush, metric, figure, usual) + gap;
        let more_columns = brush.columns(more);
        if let Some(movement) = movement {
            let behind = if *is_main || more_columns == 0 { 0 } else { more_columns + gap };
            let fits = |how: &Said| at + figure::moved_columns(brush, movement, *how) + behind <= self.width;
            let found = [Said::Since, Said::Words, Said::Amount].into_iter().find(fits);
            let how = match found {
                Some(Said::Since) => Some(Said::Since),
                _ if *is_main => {
                    self.rows.push(Row::Score(Vec::new()));
                    at = self.text_x();
                    Some(Said::Since)
                }
                // What does not matter most here is said as briefly as must be, or not.
                how => how,
            };
            if let Some(how) = how {
                at = self.moved(brush, at, movement, how) + gap;
            }
        }
        if more.is_empty() {
            return;
        }
        if at + more_columns <= self.width {
            let width = self.width.saturating_sub(at);
            self.append(Words { x: at, width, text: Text::Whole(more), role: Role::Dim, side: Side::Start });
            return;
        }
        let (x, width) = (self.text_x(), self.width.saturating_sub(self.text_x()));
        for line in cluster::wrap(more, width) {
            let text = Text::Line(line);
            self.rows.push(Row::Score(vec![Words { x, width, text, role: Role::Dim, side: Side::Start }]));
        }
    }

    /// Metric, value, margin, unit and count; gives back where they end.
    fn figure(&mut self, brush: &Brush<'_>, metric: &'v Plain, figure: &'v Figure, usual: Role) -> u16 {
        let mut row =
            vec![Words { x: 0, width: self.label, text: Text::Whole(metric), role: Role::Dim, side: Side::Start }];
        let mut x = self.text_x();
        let mut put = |x: u16, width: u16, text: Text<'v>, role: Role, side: Side| {
            row.push(Words { x, width, text, role, side });
        };
        let value = figure::value_role(figure, usual);
        put(x, self.figures.value, Text::Whole(&figure.value), value, Side::End);
        x += self.figures.value;
        if self.figures.margin > 0 {
            if let Some(margin) = &figure.margin {
                let text = Plain::new(&format!("{}{margin}", brush.glyphs.plus_minus));
                put(x + 1, self.figures.margin, Text::Line(text), Role::Dim, Side::End);
            }
            x += 1 + self.figures.margin;
        }
        if self.unit > 0 {
            put(x + 1, self.unit, Text::Whole(&figure.unit), Role::Dim, Side::Start);
            x += 1 + self.unit;
        }
        if !figure.n.is_empty() {
            put(x + 2, 1, Text::Sign("n"), Role::Dim, Side::Start);
            put(x + 4, self.figures.n, Text::Whole(&figure.n), Role::Dim, Side::End);
            x += 4 + self.figures.n;
        } else if figure.margin.is_none() && figure.unit.is_empty() {
            // A plain count: what it was before stands close to it.
            x = self.text_x() + self.figures.value;
        }
        self.rows.push(Row::Score(row));
        x
    }

    /// How it moved; gives back where that ends.
    fn moved(&mut self, brush: &Brush<'_>, at: u16, movement: &'v Movement, how: Said) -> u16 {
        let role = Role::of(movement.tone);
        let mut x = at;
        if let Some(way) = movement.way {
            let text = Text::Sign(figure::arrow(brush, way));
            self.append(Words { x, width: 1, text, role, side: Side::Start });
            x += 2;
        }
        for text in figure::said(movement, how) {
            let width = self.width.saturating_sub(x);
            self.append(Words { x, width, text: Text::Whole(text), role, side: Side::Start });
            x += brush.columns(text) + 1;
        }
        at + figure::moved_columns(brush, movement, how)
    }

    /// To the last row.
    fn append(&mut self, words: Words<'v>) {
        if let Some(Row::Score(row)) = self.rows.last_mut() {
            row.push(words);
        }
    }
}
