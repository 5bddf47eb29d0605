//! A row to choose: its text, what stands beside it, and its key.

use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{Block, ChoiceRow, ChoiceWidths};
use crate::ui::brush::Brush;
use crate::ui::columns::Selected;
use crate::ui::legend;
use crate::ui::theme::Role;

/// Fewer columns of what stands beside a text would say nothing.
const LEAST_BESIDE: u16 = 12;
/// Columns before the texts.
const INDENT: u16 = 3;

/// The columns that the choices of a page share.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ui) struct ChoiceColumns {
    /// 0 where no row has a key.
    pub(in crate::ui) keys: u16,
    /// 0 where what stands beside the texts need not line up.
    pub(in crate::ui) text: u16,
    /// The widest row that has text and what stands beside it in full.
    pub(in crate::ui) whole: u16,
    /// The widest of what stands beside.
    pub(in crate::ui) aside: u16,
}

impl ChoiceColumns {
    /// Those of the choices among these blocks.
    pub(in crate::ui) fn of(blocks: &[Block], width: u16) -> Self {
        let choices = blocks.iter().filter_map(|block| if let Block::Choice(row) = block { Some(row) } else { None });
        let widths = choices.map(|row| ChoiceWidths::of(&row.text, &row.aside, &row.key).with(row.sign));
        Self::fit(&widths.collect(), width)
    }

    /// Those of choices that need as much, in a width.
    pub(in crate::ui) fn fit(widths: &ChoiceWidths, width: u16) -> Self {
        let columns = |n: usize| u16::try_from(n).unwrap_or(u16::MAX / 4);
        let keys = columns(widths.key).min(width / 3);
        let text = if keys > 0 { columns(widths.text) } else { 0 };
        Self { keys, text, whole: columns(widths.whole), aside: columns(widths.aside) }
    }

    /// Columns of the keys and of the blanks before them.
    pub(in crate::ui) const fn of_keys(self) -> u16 {
        if self.keys > 0 { self.keys + 2 } else { 0 }
    }
}

/// A row to choose, in a width.
pub(in crate::ui) fn row<'v>(brush: &Brush<'_>, row: &'v ChoiceRow, columns: ChoiceColumns, width: u16) -> PageRow<'v> {
    let mut words = Vec::new();
    if row.is_marked {
        words.push(PageWords::new(1, 1, PageText::Sign(brush.glyphs.selected), Role::Underline));
    }
    let mut room = width.saturating_sub(INDENT + 1);
    if columns.keys > 0 {
        let x = INDENT + room.saturating_sub(columns.keys);
        let key = match row.sign {
            Some(sign) => PageText::Line(legend::shown(brush.glyphs, sign)),
            None => PageText::Whole(&row.key),
        };
        words.push(PageWords::new(x, columns.keys, key, Role::Key).at(Alignment::End));
        room = room.saturating_sub(columns.of_keys());
    }
    let text = brush.columns(&row.text);
    // On a narrow page the text has precedence over what stands beside it.
    let least = if room >= 50 { room / 3 } else { 0 };
    let aside = room.saturating_sub(text + 2).max(least);
    let beside = room.saturating_sub(columns.text + 2);
    if row.aside.is_empty() {
        // Nothing beside it.
    } else if columns.text > 0 && beside >= LEAST_BESIDE {
        let x = INDENT + columns.text + 2;
        words.push(PageWords::new(x, beside, PageText::Whole(&row.aside), Role::Dim));
        room = room.min(columns.text);
    } else if aside >= brush.columns(&row.aside).min(LEAST_BESIDE) {
        let used = brush.fitted(&row.aside, aside);
        let x = INDENT + room.saturating_sub(aside);
        words.push(PageWords::new(x, aside, PageText::Whole(&row.aside), Role::Dim).at(Alignment::End));
        room = room.saturating_sub(used + 2);
    }
    let role = if row.is_marked { Selected::Here.role() } else { Role::of(row.tone) };
    let text = if row.matched.is_empty() {
        PageText::Whole(&row.text)
    } else {
        PageText::Marked(row.text.clone(), row.matched.clone())
    };
    words.push(PageWords::new(INDENT, room, text, role));
    PageRow::Words(words)
}
