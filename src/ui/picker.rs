//! A line to type in over a list to choose from, on top of the page.
//! Invariant: the selected row is always seen, and matched characters stand out wherever they are seen.

use super::brush::Brush;
use super::cluster;
use super::fold::{self, Field};
use super::frame;
use super::page::choice::{self, ChoiceColumns};
use super::page::field::heading;
use super::scroll;
use super::theme::Role;
use crate::app::view::{Area, Block, Geometry, Picker, Target, Window};
use crate::text::Plain;

const WIDEST: u16 = 96;
/// The most rows that the selected row takes in full.
const MOST_WHOLE: u16 = 3;

/// Paints the picker near the top of the page.
pub(super) fn paint(brush: &mut Brush<'_>, picker: &Picker, page: Area, geometry: &mut Geometry) {
    // A stripe of the page at both sides would say nothing.
    let width = if page.width < WIDEST + 4 { page.width } else { WIDEST };
    let most = page.height.saturating_sub(if page.height >= 20 { 4 } else { 0 });
    let n_rows = u16::try_from(picker.page.window.n_all.max(1)).unwrap_or(u16::MAX);
    let columns = ChoiceColumns::fit(&picker.widths, width.saturating_sub(2));
    let height = n_rows.saturating_add(4).saturating_add(n_whole(columns, width.saturating_sub(2))).min(most);
    let area =
        Area { x: page.x + (page.width - width) / 2, y: page.y + if page.height >= 20 { 2 } else { 0 }, width, height };
    brush.wipe(area);
    frame::paint(brush, area, &picker.page.title, &picker.page.aside);
    let mut inner = fold::inset(area, 1);
    fold::take_top(&mut inner, 1);
    fold::take_bottom(&mut inner, 1);
    let prompt = fold::take_top(&mut inner, 1);
    paint_prompt(brush, picker, fold::row(prompt, 0));
    if inner.height >= 2 {
        let rule = fold::take_top(&mut inner, 1);
        brush.fill(fold::row(rule, 0), brush.glyphs.rule, Role::Rule);
    }
    paint_rows(brush, picker, columns, inner, geometry);
}

fn paint_prompt(brush: &mut Brush<'_>, picker: &Picker, field: Field) {
    let mut rest = field.skip(1).shorten(1);
    let used = brush.left(rest, &picker.prompt, Role::Dim);
    rest = rest.skip(if used > 0 { used + 1 } else { 0 });
    if picker.is_menu {
        brush.left(rest, &picker.hint, Role::Dim);
        return;
    }
    let used = brush.left(rest.shorten(1), &picker.typed, Role::Strong);
    brush.sign(rest.skip(used), " ", Role::Cursor);
    if picker.typed.is_empty() {
        brush.left(rest.skip(2), &picker.hint, Role::Dim);
    }
}

/// How many rows at the bottom are kept for the selected row in full; 0 where every row fits.
fn n_whole(columns: ChoiceColumns, width: u16) -> u16 {
    let room = width.saturating_sub(4 + columns.of_keys());
    let is_cut = columns.whole > room || columns.text + 2 + columns.aside > room;
    if is_cut { (1 + columns.whole / width.saturating_sub(4).max(1)).min(MOST_WHOLE) } else { 0 }
}

/// Paints the selected row in full under the list if it does not fit in its own row.
fn paint_whole(brush: &mut Brush<'_>, picker: &Picker, columns: ChoiceColumns, area: Area) {
    let marked = picker.page.blocks.iter().find_map(|block| match block {
        Block::Choice(row) if row.is_marked => Some(row),
        _ => None,
    });
    let Some(row) = marked.filter(|_| area.height > 0) else { return };
    let text = columns.text.max(brush.columns(&row.text));
    if text + 2 + brush.columns(&row.aside) + columns.of_keys() + 4 <= area.width {
        return;
    }
    let text =
        if row.aside.is_empty() { row.text.clone() } else { Plain::new(&format!("{}  {}", row.text, row.aside)) };
    let lines = cluster::wrap(&text, area.width.saturating_sub(4));
    // At the foot, apart from the list where there is room.
    let n_lines = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    for (y, line) in (area.height.saturating_sub(n_lines)..area.height).zip(&lines) {
        brush.left(fold::row(area, y).skip(3).shorten(1), line, Role::Dim);
    }
}

fn paint_rows(brush: &mut Brush<'_>, picker: &Picker, columns: ChoiceColumns, mut area: Area, geometry: &mut Geometry) {
    let Window { first: first_there, n_all } = picker.page.window;
    if picker.page.blocks.is_empty() {
        brush.left(fold::row(area, 0).skip(3), "nothing found", Role::Dim);
        return;
    }
    let n_rows = u16::try_from(n_all).unwrap_or(u16::MAX);
    let n_whole = n_whole(columns, area.width).min(area.height.saturating_sub(n_rows).max(area.height / 3));
    let whole = fold::take_bottom(&mut area, n_whole);
    paint_whole(brush, picker, columns, whole);
    let page = usize::from(area.height);
    geometry.page = page;
    let first = scroll::first_shown(picker.selected, n_all, page);
    let blocks = picker.page.blocks.iter().enumerate().skip(first.saturating_sub(first_there));
    for (y, (idx, block)) in (0..area.height).zip(blocks) {
        let field = fold::row(area, y);
        match block {
            Block::Choice(row) => {
                choice::row(brush, row, columns, field.width).paint(brush, field);
                geometry.targets.push((field.area(), Target::Row(first_there + idx)));
            }
            Block::Heading(text) => {
                heading(text, 1, field.width.saturating_sub(2)).paint(brush, field);
            }
            _ => {}
        }
    }
}
