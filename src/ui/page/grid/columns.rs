//! Which columns of a table there is room for, and where they stand.

use std::collections::VecDeque;

use crate::app::view::{Block, CellSide, GridColumn, GridHead, GridRow};
use crate::ui::brush::Brush;

/// Between two columns.
const GAP: u16 = 2;

/// The fewest and the most columns of the screen in which something is drawn.
const DRAWN: (u16, u16) = (12, 48);

/// The columns of one table.
#[derive(Clone, Debug, Default)]
pub(in crate::ui) struct GridColumns {
    /// Of each where it starts and how wide it is; `None` where it is left out.
    pub(super) places: Vec<Option<(u16, u16)>>,
    /// At which end its words stand, and its axis.
    pub(super) sides: Vec<(CellSide, Option<(f64, f64)>)>,
}

impl GridColumns {
    /// Those of every table of a page, in their order.
    pub(in crate::ui::page) fn of(brush: &Brush<'_>, blocks: &[Block], width: u16) -> VecDeque<Self> {
        let heads = blocks.iter().enumerate().filter_map(|(idx, block)| match block {
            Block::GridHead(head) => Some((idx, head)),
            _ => None,
        });
        let rows = |idx: usize| -> Vec<&GridRow> {
            let after = blocks.iter().skip(idx + 1).take_while(|block| !matches!(block, Block::GridHead(_)));
            after.filter_map(|block| if let Block::GridRow(row) = block { Some(row) } else { None }).collect()
        };
        heads.map(|(idx, head)| Self::fitted(brush, head, &rows(idx), width)).collect()
    }

    fn fitted(brush: &Brush<'_>, head: &GridHead, rows: &[&GridRow], width: u16) -> Self {
        let natural: Vec<u16> = (0..head.columns.len()).map(|nth| natural(brush, head, rows, nth)).collect();
        let sides = head.columns.iter().map(|own| (own.side, own.axis)).collect();
        let room = width;
        let mut levels: Vec<u8> = head.columns.iter().map(|own| own.goes).collect();
        levels.sort_unstable();
        levels.dedup();
        let mut widths = Vec::new();
        // First all stay and words are cut, then what goes first goes.
        for level in levels.iter().rev().copied() {
            let kept = |own: &GridColumn| own.goes <= level;
            widths = cut(head, &natural, room, &kept);
            if taken(&widths) <= room {
                break;
            }
        }
        stretch(head, &mut widths, room);
        let mut x = 0;
        let place = |own: &Option<u16>| {
            let width = (*own)?.min(room.saturating_sub(x));
            let place = (x, width);
            x += width + GAP;
            Some(place)
        };
        Self { places: widths.iter().map(place).collect(), sides }
    }
}

/// How wide a column is when nothing is cut.
fn natural(brush: &Brush<'_>, head: &GridHead, rows: &[&GridRow], nth: usize) -> u16 {
    let Some(column) = head.columns.get(nth) else { return 0 };
    let title = if head.is_bare { 0 } else { brush.columns(&column.title) };
    if column.axis.is_some() {
        return DRAWN.0.max(title);
    }
    let cells = rows.iter().filter_map(|row| row.cells.get(nth)?.forms.first());
    cells.map(|form| brush.columns(form)).max().unwrap_or(0).max(title)
}

/// The columns that are kept, their words cut as far as that helps, from the last on.
fn cut(head: &GridHead, natural: &[u16], room: u16, kept: &dyn Fn(&GridColumn) -> bool) -> Vec<Option<u16>> {
    let mut widths: Vec<Option<u16>> =
        head.columns.iter().zip(natural).map(|(own, width)| kept(own).then_some(*width)).collect();
    for (column, place) in head.columns.iter().enumerate().rev() {
        let over = taken(&widths).saturating_sub(room);
        let own = widths
            .get_mut(column)
            .and_then(Option::as_mut)
            .filter(|own| place.least > 0 && over > 0 && **own > place.least);
        if let Some(own) = own {
            *own = own.saturating_sub(over).max(place.least);
        }
    }
    widths
}

/// Gives what is left to what is drawn.
fn stretch(head: &GridHead, widths: &mut [Option<u16>], room: u16) {
    let left = room.saturating_sub(taken(widths));
    let is_drawn = |own: &GridColumn| own.axis.is_some_and(|(low, high)| low < high);
    let n = head.columns.iter().zip(widths.iter()).filter(|(own, width)| is_drawn(own) && width.is_some()).count();
    let Some(more) = left.checked_div(u16::try_from(n).unwrap_or(u16::MAX)) else { return };
    for (_, width) in head.columns.iter().zip(widths).filter(|(own, _)| is_drawn(own)) {
        if let Some(width) = width {
            *width = (*width + more).min(DRAWN.1.max(*width));
        }
    }
}

/// How many columns of the screen they take, with the gaps between.
fn taken(widths: &[Option<u16>]) -> u16 {
    let kept: Vec<u16> = widths.iter().flatten().copied().collect();
    let gaps = u16::try_from(kept.len().saturating_sub(1)).unwrap_or(u16::MAX);
    kept.iter().sum::<u16>().saturating_add(gaps.saturating_mul(GAP))
}
