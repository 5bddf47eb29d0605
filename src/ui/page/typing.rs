//! What is being typed, as rows at the place where it will stand.
//! Invariant: the row with the caret is among them, and the caret has a cell to stand on.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords, TypedLine};
use crate::app::view::Typing;
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::scroll;
use crate::ui::theme::Role;

/// How many rows of the pane are kept for the label, the help and the blocks around.
const AROUND: u16 = 3;

/// A longer label would move all the others when typing begins.
const WIDEST_LABEL: u16 = 13;

/// How many columns the label takes beside the text; 0 where it stands over the text.
pub(super) fn label(brush: &Brush<'_>, typing: &Typing) -> u16 {
    let columns = brush.columns(&typing.label);
    if typing.is_long || columns > WIDEST_LABEL { 0 } else { columns }
}

/// Wraps the typed lines; one of the rows has the caret.
fn lines(typing: &Typing, x: u16, width: u16) -> Vec<TypedLine> {
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
            // Behind a blank that hangs over the end there is no cell left: what is typed next begins a row.
            let is_full = cluster::columns(text.as_str()) > width && own == Some(text.as_str().len());
            all.push(TypedLine { x, text, caret: own.filter(|_| !is_full), label: None });
            if is_full {
                all.push(TypedLine { x, text: Plain::default(), caret: Some(0), label: None });
            }
        }
    }
    if all.is_empty() {
        all.push(TypedLine { x, text: Plain::default(), caret: Some(0), label: None });
    }
    all
}

impl<'v> PageRows<'v> {
    /// Adds what is typed, with its label beside a short text or over a long one, and help below. Of a long text only
    /// the part around the caret is shown.
    pub(super) fn typing(&mut self, brush: &Brush<'_>, typing: &'v Typing) {
        let first = self.rows.len();
        let label = label(brush, typing);
        let most = usize::from(self.height.saturating_sub(AROUND).max(1));
        let beside = self.text_x();
        let is_beside = label > 0 && label <= self.label;
        let x = if is_beside { beside } else { 1 };
        // A caret behind the last character needs a column, too.
        let width = self.width.saturating_sub(x + 1);
        let mut all = lines(typing, x, width);
        let n_rows = all.len();
        let caret_row = all.iter().position(|line| line.caret.is_some()).unwrap_or(0);
        let shown = scroll::first_shown(caret_row, n_rows, most);
        if is_beside {
            if let Some(line) = all.get_mut(shown) {
                line.label = Some(typing.label.clone());
            }
        } else {
            self.over(brush, typing, scroll::position(shown, most, n_rows));
        }
        self.rows.extend(all.into_iter().skip(shown).take(most).map(PageRow::Typed));
        self.help(brush, typing, x);
        self.marked = Some(first);
    }

    /// Adds the label as a row of its own, and at its other end which rows of a long text are shown.
    fn over(&mut self, brush: &Brush<'_>, typing: &'v Typing, position: Option<Plain>) {
        let columns = position.as_ref().map_or(0, |position| brush.columns(position) + 2);
        let label = PageWords {
            x: 0,
            width: self.width.saturating_sub(columns),
            text: PageText::Whole(&typing.label),
            role: Role::Dim,
            side: Alignment::Start,
            link: None,
        };
        let position = position.map(|position| PageWords {
            x: self.width.saturating_sub(columns),
            width: columns,
            text: PageText::Line(position),
            role: Role::Dim,
            side: Alignment::End,
            link: None,
        });
        self.rows.push(PageRow::Words([Some(label), position].into_iter().flatten().collect()));
    }

    /// Adds what to know about the value, or what is wrong with it.
    fn help(&mut self, brush: &Brush<'_>, typing: &'v Typing, x: u16) {
        if typing.help.is_empty() {
            return;
        }
        let (role, indent) = if typing.is_wrong { (Role::Bad, 2) } else { (Role::Dim, 0) };
        let first = self.rows.len();
        let x = x + indent;
        self.prose(brush, std::slice::from_ref(&typing.help), x, self.width.saturating_sub(x), role);
        if typing.is_wrong
            && let Some(PageRow::Words(row)) = self.rows.get_mut(first)
        {
            let text = PageText::Sign(brush.glyphs.wrong);
            row.push(PageWords { x: x - indent, width: 1, text, role, side: Alignment::Start, link: None });
        }
    }
}

#[cfg(test)]
mod tests;
