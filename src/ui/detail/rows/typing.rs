//! What is being typed, as rows where it will stand. Must not know keys.
//! Invariant: the row with the caret is among them, and the caret has a cell to stand on.

use super::{Row, Side, Story, Text, Words};
use crate::app::view::Typing;
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::fold::{self, Field};
use crate::ui::theme::Role;
use crate::ui::touchpoints;

/// Rows of the pane that are left to the label, the help and what stands around.
const AROUND: u16 = 3;

/// A longer label would move all the others when typing begins.
const WIDEST_LABEL: u16 = 13;

/// The columns that the label takes among those of other fields; none where it stands over the text.
pub(super) fn label(brush: &Brush<'_>, typing: &Typing) -> u16 {
    let columns = brush.columns(&typing.label);
    if typing.is_long || columns > WIDEST_LABEL { 0 } else { columns }
}

/// One row of typed text.
#[derive(Clone, Debug)]
pub(in crate::ui::detail) struct Line {
    x: u16,
    text: Plain,
    /// The bytes before the caret, if it is in this row.
    caret: Option<usize>,
    label: Option<Plain>,
}

impl Line {
    /// Gives back the cell of the caret.
    pub(super) fn paint(&self, brush: &mut Brush<'_>, field: Field) -> Option<(u16, u16)> {
        if let Some(label) = &self.label {
            brush.prose(brush.placed(field.first(self.x.saturating_sub(1)), field), label, Role::Dim);
        }
        let place = brush.placed(field.skip(self.x), field);
        let x = brush.typed(place, &self.text, brush.is_right_to_left(), self.caret)?;
        Some((x, place.y))
    }
}

/// The typed lines in rows of that width, one of them with the caret.
fn lines(typing: &Typing, x: u16, width: u16) -> Vec<Line> {
    let mut all = Vec::new();
    let (caret_line, caret) = typing.caret;
    let caret_line = caret_line.min(typing.lines.len().saturating_sub(1));
    for (idx, line) in typing.lines.iter().enumerate() {
        let caret = (idx == caret_line).then_some(caret.min(line.as_str().len()));
        let rows = cluster::rows(line.as_str(), width);
        let last = rows.len() - 1;
        for (nth, row) in rows.into_iter().enumerate() {
            let (start, end) = (row.start, row.end);
            let text = Plain::new(line.as_str().get(row).unwrap_or_default());
            let own = caret.filter(|caret| *caret >= start && (*caret < end || nth == last)).map(|caret| caret - start);
            // With a blank hanging over the end there is no cell left: what is typed next begins a row.
            let is_full = cluster::columns(text.as_str()) > width && own == Some(text.as_str().len());
            all.push(Line { x, text, caret: own.filter(|_| !is_full), label: None });
            if is_full {
                all.push(Line { x, text: Plain::default(), caret: Some(0), label: None });
            }
        }
    }
    if all.is_empty() {
        all.push(Line { x, text: Plain::default(), caret: Some(0), label: None });
    }
    all
}

impl<'v> Story<'v> {
    /// The label beside a short text, over a long one; help below. Of a long one as much as fits, with the caret.
    pub(super) fn typing(&mut self, brush: &Brush<'_>, typing: &'v Typing) {
        let first = self.rows.len();
        let label = label(brush, typing);
        let most = usize::from(self.height.saturating_sub(AROUND).max(1));
        let beside = self.text_x();
        let is_beside = label > 0 && label <= self.label;
        let x = if is_beside { beside } else { 1 };
        // A caret behind the last character needs a column of its own.
        let width = self.width.saturating_sub(x + 1);
        let mut all = lines(typing, x, width);
        let n_rows = all.len();
        let caret_row = all.iter().position(|line| line.caret.is_some()).unwrap_or(0);
        let shown = fold::first_shown(caret_row, n_rows, most);
        if is_beside {
            if let Some(line) = all.get_mut(shown) {
                line.label = Some(typing.label.clone());
            }
        } else {
            self.over(brush, typing, touchpoints::position(shown, most, n_rows));
        }
        self.rows.extend(all.into_iter().skip(shown).take(most).map(Row::Typed));
        self.help(brush, typing, x);
        self.marked = Some(first);
    }

    /// The label on a row of its own, with the place in a long text at the other end.
    fn over(&mut self, brush: &Brush<'_>, typing: &'v Typing, position: Option<Plain>) {
        let columns = position.as_ref().map_or(0, |position| brush.columns(position) + 2);
        let label = Words {
            x: 0,
            width: self.width.saturating_sub(columns),
            text: Text::Whole(&typing.label),
            role: Role::Dim,
            side: Side::Start,
        };
        let position = position.map(|position| Words {
            x: self.width.saturating_sub(columns),
            width: columns,
            text: Text::Line(position),
            role: Role::Dim,
            side: Side::End,
        });
        self.rows.push(Row::Words([Some(label), position].into_iter().flatten().collect()));
    }

    /// What to know, or what is wrong, with a sign.
    fn help(&mut self, brush: &Brush<'_>, typing: &'v Typing, x: u16) {
        if typing.help.is_empty() {
            return;
        }
        let (role, indent) = if typing.is_wrong { (Role::Bad, 2) } else { (Role::Dim, 0) };
        let first = self.rows.len();
        let x = x + indent;
        self.prose(brush, std::slice::from_ref(&typing.help), x, self.width.saturating_sub(x), role);
        if typing.is_wrong
            && let Some(Row::Words(row)) = self.rows.get_mut(first)
        {
            let text = Text::Sign(brush.glyphs.wrong);
            row.push(Words { x: x - indent, width: 1, text, role, side: Side::Start });
        }
    }
}

#[cfg(test)]
mod tests;
