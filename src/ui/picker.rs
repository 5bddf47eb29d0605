//! A line to type in over a list to choose from, on top of the page. Must not know what is chosen.
//! Invariant: matched characters stand out where they are seen; the selected row is always seen.

use super::brush::Brush;
use super::columns::Selected;
use super::fold::{self, Field};
use super::theme::Role;
use crate::app::view::{Area, Geometry, Picker, PickerRow, Target};

const WIDEST: u16 = 96;

/// Paints the picker near the top of the page.
pub(super) fn paint(brush: &mut Brush<'_>, picker: &Picker, page: Area, geometry: &mut Geometry) {
    let width = if page.width < 60 { page.width } else { (page.width - 4).min(WIDEST) };
    let most = page.height.saturating_sub(if page.height >= 20 { 4 } else { 0 });
    let n_rows = u16::try_from(picker.rows.len().max(1)).unwrap_or(u16::MAX);
    let height = n_rows.saturating_add(4).min(most);
    let area =
        Area { x: page.x + (page.width - width) / 2, y: page.y + if page.height >= 20 { 2 } else { 0 }, width, height };
    brush.wipe(area);
    paint_frame(brush, picker, area);
    let mut inner = fold::inset(area, 1);
    fold::take_top(&mut inner, 1);
    fold::take_bottom(&mut inner, 1);
    let prompt = fold::take_top(&mut inner, 1);
    paint_prompt(brush, picker, fold::row(prompt, 0));
    if inner.height >= 3 {
        let rule = fold::take_top(&mut inner, 1);
        brush.fill(fold::row(rule, 0), brush.glyphs.rule, Role::Rule);
    }
    paint_rows(brush, picker, inner, geometry);
}

fn paint_frame(brush: &mut Brush<'_>, picker: &Picker, area: Area) {
    let [top_left, top_right, bottom_left, bottom_right] = brush.glyphs.corners;
    let (top, bottom) = (fold::row(area, 0), fold::row(area, area.height.saturating_sub(1)));
    for y in 0..area.height {
        brush.sign(fold::row(area, y), brush.glyphs.upright, Role::Rule);
        brush.sign(fold::row(area, y).last(1), brush.glyphs.upright, Role::Rule);
    }
    for (field, left, right) in [(bottom, bottom_left, bottom_right), (top, top_left, top_right)] {
        brush.fill(field, brush.glyphs.rule, Role::Rule);
        brush.sign(field, left, Role::Rule);
        brush.sign(field.last(1), right, Role::Rule);
    }
    let title = brush.columns(&picker.title);
    if title > 0 {
        let field = top.skip(2).shorten(2).first(title + 2);
        brush.fill(field, " ", Role::Title);
        brush.left(field.skip(1).shorten(1), &picker.title, Role::Title);
    }
    let count = brush.columns(&picker.count);
    if count > 0 && title + count + 10 <= top.width {
        let field = top.shorten(2).last(count + 2);
        brush.fill(field, " ", Role::Dim);
        brush.left(field.skip(1), &picker.count, Role::Dim);
    }
}

fn paint_prompt(brush: &mut Brush<'_>, picker: &Picker, field: Field) {
    let mut rest = field.skip(1).shorten(1);
    let used = brush.left(rest, &picker.prompt, Role::Dim);
    rest = rest.skip(if used > 0 { used + 1 } else { 0 });
    let used = brush.left(rest.shorten(1), &picker.typed, Role::Strong);
    brush.sign(rest.skip(used), " ", Role::Cursor);
}

fn paint_rows(brush: &mut Brush<'_>, picker: &Picker, area: Area, geometry: &mut Geometry) {
    if picker.rows.is_empty() {
        brush.left(fold::row(area, 0).skip(3), "nothing found", Role::Dim);
        return;
    }
    let page = usize::from(area.height);
    geometry.page = page;
    let first = fold::first_shown(picker.selected, picker.rows.len(), page);
    let keys = picker.rows.iter().map(|row| brush.columns(&row.key)).max().unwrap_or(0).min(area.width / 3);
    for (y, (idx, row)) in (0..area.height).zip(picker.rows.iter().enumerate().skip(first)) {
        let field = fold::row(area, y);
        paint_row(brush, row, field, idx == picker.selected, keys);
        if !row.is_heading {
            geometry.targets.push((field.area(), Target::Row(idx)));
        }
    }
}

fn paint_row(brush: &mut Brush<'_>, row: &PickerRow, field: Field, is_selected: bool, keys: u16) {
    if row.is_heading {
        brush.left(field.skip(1).shorten(1), &row.text, Role::Heading);
        return;
    }
    let selected = Selected::of(is_selected, true);
    let mut rest = field.skip(3).shorten(1);
    if is_selected {
        brush.sign(field.skip(1), brush.glyphs.selected, Role::Underline);
    }
    if keys > 0 {
        brush.right(rest.last(keys), &row.key, Role::Key);
        rest = rest.shorten(keys + 2);
    }
    let text = brush.columns(&row.text);
    // On a narrow page the text goes before what is beside it.
    let least = if rest.width >= 50 { rest.width / 3 } else { 0 };
    let aside = rest.width.saturating_sub(text + 2).max(least);
    if !row.aside.is_empty() && aside >= brush.columns(&row.aside).min(8) {
        let used = brush.right(rest.last(aside), &row.aside, Role::Dim);
        rest = rest.shorten(used + 2);
    }
    let role = if is_selected { selected.role() } else { Role::of(row.tone) };
    brush.marked(rest, &row.text, role, &row.matched);
}
