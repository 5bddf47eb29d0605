//! A line to type in over a list to choose from, on top of the page.
//! Invariant: the selected row is always seen, and matched characters stand out wherever they are seen.

use super::brush::Brush;
use super::cluster;
use super::columns::Selected;
use super::fold::{self, Field};
use super::frame;
use super::scroll;
use super::theme::Role;
use crate::app::view::{Area, Geometry, Picker, PickerRow, Target};
use crate::text::Plain;

const WIDEST: u16 = 96;
/// The most rows that the selected row takes in full.
const MOST_WHOLE: u16 = 3;
/// Fewer columns of what stands beside a text would say nothing.
const LEAST_BESIDE: u16 = 12;

/// Paints the picker near the top of the page.
pub(super) fn paint(brush: &mut Brush<'_>, picker: &Picker, page: Area, geometry: &mut Geometry) {
    // A stripe of the page at both sides would say nothing.
    let width = if page.width < WIDEST + 4 { page.width } else { WIDEST };
    let most = page.height.saturating_sub(if page.height >= 20 { 4 } else { 0 });
    let n_rows = u16::try_from(picker.rows.len().max(1)).unwrap_or(u16::MAX);
    let columns = PickerColumns::of(brush, picker, width.saturating_sub(2));
    let height = n_rows.saturating_add(4).saturating_add(columns.n_whole).min(most);
    let area =
        Area { x: page.x + (page.width - width) / 2, y: page.y + if page.height >= 20 { 2 } else { 0 }, width, height };
    brush.wipe(area);
    frame::paint(brush, area, &picker.title, &picker.count);
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
    let used = brush.left(rest.shorten(1), &picker.typed, Role::Strong);
    brush.sign(rest.skip(used), " ", Role::Cursor);
}

/// The columns that the rows share.
#[derive(Clone, Copy, Debug)]
struct PickerColumns {
    /// 0 where no row has a key.
    keys: u16,
    /// 0 where what stands beside the texts need not line up.
    text: u16,
    /// How many rows at the bottom are kept for the selected row in full; 0 where every row fits.
    n_whole: u16,
}

impl PickerColumns {
    fn of(brush: &Brush<'_>, picker: &Picker, width: u16) -> Self {
        let widest = |measure: &dyn Fn(&PickerRow) -> u16| picker.rows.iter().map(measure).max().unwrap_or(0);
        let keys = widest(&|row| brush.columns(&row.key)).min(width / 3);
        let text = widest(&|row| if row.is_heading { 0 } else { brush.columns(&row.text) });
        let room = width.saturating_sub(4 + gap_of(keys));
        let whole = widest(&|row| brush.columns(&row.text) + 2 + brush.columns(&row.aside));
        let text = if keys > 0 { text } else { 0 };
        let is_cut = whole > room || text + 2 + widest(&|row| brush.columns(&row.aside)) > room;
        let n_whole = if is_cut { (1 + whole / width.saturating_sub(4).max(1)).min(MOST_WHOLE) } else { 0 };
        Self { keys, text, n_whole }
    }
}

const fn gap_of(keys: u16) -> u16 {
    if keys > 0 { keys + 2 } else { 0 }
}

/// Paints the selected row in full under the list if it does not fit in its own row.
fn paint_whole(brush: &mut Brush<'_>, picker: &Picker, columns: PickerColumns, area: Area) {
    let Some(row) = picker.rows.get(picker.selected).filter(|_| area.height > 0) else { return };
    let text = columns.text.max(brush.columns(&row.text));
    if text + 2 + brush.columns(&row.aside) + gap_of(columns.keys) + 4 <= area.width {
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

fn paint_rows(brush: &mut Brush<'_>, picker: &Picker, columns: PickerColumns, mut area: Area, geometry: &mut Geometry) {
    if picker.rows.is_empty() {
        brush.left(fold::row(area, 0).skip(3), "nothing found", Role::Dim);
        return;
    }
    let n_rows = u16::try_from(picker.rows.len()).unwrap_or(u16::MAX);
    let n_whole = columns.n_whole.min(area.height.saturating_sub(n_rows).max(area.height / 3));
    let whole = fold::take_bottom(&mut area, n_whole);
    paint_whole(brush, picker, columns, whole);
    let page = usize::from(area.height);
    geometry.page = page;
    let first = scroll::first_shown(picker.selected, picker.rows.len(), page);
    for (y, (idx, row)) in (0..area.height).zip(picker.rows.iter().enumerate().skip(first)) {
        let field = fold::row(area, y);
        paint_row(brush, row, field, idx == picker.selected, columns);
        if !row.is_heading {
            geometry.targets.push((field.area(), Target::Row(idx)));
        }
    }
}

fn paint_row(brush: &mut Brush<'_>, row: &PickerRow, field: Field, is_selected: bool, columns: PickerColumns) {
    if row.is_heading {
        brush.left(field.skip(1).shorten(1), &row.text, Role::Heading);
        return;
    }
    let selected = Selected::of(is_selected, true);
    let mut rest = field.skip(3).shorten(1);
    if is_selected {
        brush.sign(field.skip(1), brush.glyphs.selected, Role::Underline);
    }
    if columns.keys > 0 {
        brush.right(rest.last(columns.keys), &row.key, Role::Key);
        rest = rest.shorten(columns.keys + 2);
    }
    let text = brush.columns(&row.text);
    // On a narrow page the text has precedence over what stands beside it.
    let least = if rest.width >= 50 { rest.width / 3 } else { 0 };
    let aside = rest.width.saturating_sub(text + 2).max(least);
    let beside = rest.skip(columns.text + 2);
    if row.aside.is_empty() {
        // Nothing beside it.
    } else if columns.text > 0 && beside.width >= LEAST_BESIDE {
        brush.left(beside, &row.aside, Role::Dim);
        rest = rest.first(columns.text);
    } else if aside >= brush.columns(&row.aside).min(LEAST_BESIDE) {
        let used = brush.right(rest.last(aside), &row.aside, Role::Dim);
        rest = rest.shorten(used + 2);
    }
    let role = if is_selected { selected.role() } else { Role::of(row.tone) };
    brush.marked(rest, &row.text, role, &row.matched);
}
