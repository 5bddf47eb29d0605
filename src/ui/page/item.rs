//! One of a list: what stands in front, its text, what stands at the right, and what is under it.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::Block;
use crate::ui::brush::Brush;
use crate::ui::theme::Role;

impl<'v> PageRows<'v> {
    pub(super) fn item(&mut self, brush: &Brush<'_>, block: &'v Block) {
        let lead_columns = self.lead;
        let Block::Item { lead, tone, lines, tail, under, is_done, is_marked, .. } = block else { return };
        let first = self.rows.len();
        let calm = |role: Role| if *is_done { Role::Dim } else { role };
        let is_stacked = lead_columns > self.width / 3;
        let x = if is_stacked || lead_columns == 0 { 1 } else { lead_columns + 3 };
        let tail_columns = brush.columns(tail).min(self.width * 2 / 5);
        let lead_room = if is_stacked { self.width.saturating_sub(tail_columns + 3) } else { lead_columns };
        let head = vec![
            PageWords::new(1, lead_room, PageText::Whole(lead), calm(Role::of(*tone))),
            PageWords::new(self.width.saturating_sub(tail_columns), tail_columns, PageText::Whole(tail), Role::Dim)
                .at(Alignment::End),
        ];
        let room = self.width.saturating_sub(x);
        let beside_tail = if tail_columns > 0 && !is_stacked { room.saturating_sub(tail_columns + 2) } else { room };
        if is_stacked {
            self.rows.push(PageRow::Words(head.clone()));
        }
        self.prose(brush, lines, x, beside_tail, calm(Role::Text));
        if self.rows.len() == first {
            self.rows.push(PageRow::Words(Vec::new()));
        }
        if !is_stacked && let Some(PageRow::Words(row)) = self.rows.get_mut(first) {
            row.extend(head);
        }
        self.lines(brush, under, x, room, Role::Dim);
        if *is_marked {
            self.mark(first, true);
        }
    }
}

/// The widest lead among the items that these blocks begin with.
pub(super) fn leads(brush: &Brush<'_>, blocks: &[Block]) -> u16 {
    let items = blocks.iter().map_while(|block| match block {
        Block::Item { lead, .. } => Some(brush.columns(lead)),
        _ => None,
    });
    items.max().unwrap_or(0)
}
