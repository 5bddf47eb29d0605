//! The figures of a detail, one row a metric.
//! Invariant: values, margins, units, counts and movements of one detail start and end in the same columns.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{Block, Figure, Movement};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::figure::{self, MovementForm};
use crate::ui::theme::Role;

impl<'v> PageRows<'v> {
    /// `CSAT      54 ±2.0 %  n 2,318   ▼ fell 8.9 since 2017   52 to 56 · mean 3.4`
    pub(super) fn score(&mut self, brush: &Brush<'_>, block: &'v Block) {
        let Block::Score { metric, figure, more, movement, is_main } = block else { return };
        let usual = if *is_main { Role::Strong } else { Role::Text };
        let gap = if self.width < 60 { 2 } else { 3 };
        let mut at = self.figure(brush, metric, figure, usual) + gap;
        let more_columns = brush.columns(more);
        if let Some(movement) = movement {
            let behind = if *is_main || more_columns == 0 { 0 } else { more_columns + gap };
            let fits = |how: &MovementForm| at + figure::moved_columns(brush, movement, *how) + behind <= self.width;
            if *is_main {
                at = self.moved_in_full(brush, at, movement) + gap;
            } else {
                // Of a secondary figure the movement is told as briefly as it must be, or not at all.
                let found = [MovementForm::Since, MovementForm::Words, MovementForm::Amount].into_iter().find(fits);
                if let Some(how) = found {
                    at = self.moved(brush, at, movement, how) + gap;
                }
            }
        }
        if more.is_empty() {
            return;
        }
        if at + more_columns <= self.width {
            let width = self.width.saturating_sub(at);
            self.append(PageWords {
                x: at,
                width,
                text: PageText::Whole(more),
                role: Role::Dim,
                side: Alignment::Start,
                link: None,
            });
            return;
        }
        let (x, width) = (self.text_x(), self.width.saturating_sub(self.text_x()));
        for line in cluster::wrap(more, width) {
            let text = PageText::Line(line);
            self.rows.push(PageRow::Words(vec![PageWords {
                x,
                width,
                text,
                role: Role::Dim,
                side: Alignment::Start,
                link: None,
            }]));
        }
    }

    /// Adds metric, value, margin, unit and count; gives back where they end.
    fn figure(&mut self, brush: &Brush<'_>, metric: &'v Plain, figure: &'v Figure, usual: Role) -> u16 {
        let mut row = vec![PageWords {
            x: 0,
            width: self.label,
            text: PageText::Whole(metric),
            role: Role::Dim,
            side: Alignment::Start,
            link: None,
        }];
        let mut x = self.text_x();
        let mut put = |x: u16, width: u16, text: PageText<'v>, role: Role, side: Alignment| {
            row.push(PageWords { x, width, text, role, side, link: None });
        };
        let value = figure::value_role(figure, usual);
        put(x, self.figures.value, PageText::Whole(&figure.value), value, Alignment::End);
        x += self.figures.value;
        if self.figures.margin > 0 {
            if let Some(margin) = &figure.margin {
                put(
                    x + 1,
                    self.figures.margin,
                    PageText::Line(figure::spread(brush, margin)),
                    Role::Dim,
                    Alignment::End,
                );
            }
            x += 1 + self.figures.margin;
        }
        if self.unit > 0 {
            put(x + 1, self.unit, PageText::Whole(&figure.unit), Role::Dim, Alignment::Start);
            x += 1 + self.unit;
        }
        if !figure.n.is_empty() {
            let n = usize::from(self.figures.n);
            let text = PageText::Line(format!("n {:>n$}", figure.n.as_str()).into());
            put(x + 2, 2 + self.figures.n, text, Role::Dim, Alignment::Start);
            x += 4 + self.figures.n;
        } else if figure.margin.is_none() && figure.unit.is_empty() {
            // A plain count: its movement stands close to it.
            x = self.text_x() + self.figures.value;
        }
        self.rows.push(PageRow::Words(row));
        x
    }

    /// Adds how the figure moved and how sure that is, on rows of its own where there is no room; gives back where that
    /// ends.
    fn moved_in_full(&mut self, brush: &Brush<'_>, at: u16, movement: &'v Movement) -> u16 {
        let columns = |how| figure::moved_columns(brush, movement, how);
        if at + columns(MovementForm::Full) <= self.width {
            return self.moved(brush, at, movement, MovementForm::Full);
        }
        let at = self.text_x();
        self.rows.push(PageRow::Words(Vec::new()));
        if at + columns(MovementForm::Full) <= self.width {
            return self.moved(brush, at, movement, MovementForm::Full);
        }
        let is_short = at + columns(MovementForm::Since) > self.width;
        let end = self.moved(brush, at, movement, if is_short { MovementForm::Bare } else { MovementForm::Since });
        let width = self.width.saturating_sub(at);
        // What does not fit beside its words follows on a row of its own, whole.
        let parts =
            [(&movement.by, is_short), (&movement.since, is_short), (&movement.sure, true), (&movement.why, true)];
        let rest = parts.into_iter().filter(|(part, is_left)| *is_left && !part.is_empty()).map(|(part, _)| part);
        let mut end = end;
        for line in rest.flat_map(|part| cluster::wrap(part, width)) {
            end = at + brush.columns(&line);
            let words = PageWords {
                x: at,
                width,
                text: PageText::Line(line),
                role: Role::Dim,
                side: Alignment::Start,
                link: None,
            };
            self.rows.push(PageRow::Words(vec![words]));
        }
        end
    }

    /// Adds how the figure moved; gives back where that ends.
    fn moved(&mut self, brush: &Brush<'_>, at: u16, movement: &'v Movement, how: MovementForm) -> u16 {
        let role = Role::of(movement.tone);
        let mut x = at;
        if let Some(way) = movement.way {
            let text = PageText::Sign(figure::arrow(brush, way));
            self.append(PageWords { x, width: 1, text, role, side: Alignment::Start, link: None });
            x += 2;
        }
        for part in figure::told(movement, how) {
            let (width, columns) = (self.width.saturating_sub(x), brush.columns(&part));
            self.append(PageWords { x, width, text: PageText::Line(part), role, side: Alignment::Start, link: None });
            x += columns + 1;
        }
        at + figure::moved_columns(brush, movement, how)
    }

    /// Adds words to the last row.
    fn append(&mut self, words: PageWords<'v>) {
        if let Some(PageRow::Words(row)) = self.rows.last_mut() {
            row.push(words);
        }
    }
}
