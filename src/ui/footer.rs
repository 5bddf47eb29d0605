//! The bottom row: the keys that matter here, or a notice; the help, and period and persona, at the right.
//! Invariant: a hint is shown whole or not at all, but for those that are always shown: of them the key stays.

use super::brush::Brush;
use super::fold::Field;
use super::theme::Role;
use crate::app::view::{Frame, Geometry, Hint, Target};
use crate::text::Plain;

/// Between two hints.
const GAP: u16 = 3;

/// Paints the bottom row; `place` tells which rows of a list are shown and takes the place of the status.
pub(super) fn paint(brush: &mut Brush<'_>, view: &Frame, place: Option<&Plain>, field: Field, geometry: &mut Geometry) {
    let field = field.skip(1).shorten(1);
    let kept: u16 = view.hints.iter().filter(|hint| hint.is_kept).map(|hint| columns(brush, hint) + GAP).sum();
    // The status gives way to the first two hints and to those that are kept; the place gives way to none.
    let n_least = if place.is_some() { 0 } else { 2 };
    let others = view.hints.iter().filter(|hint| !hint.is_kept);
    let first = others.clone().next().map_or(0, |hint| columns(brush, hint) + GAP);
    let least: u16 = others.take(n_least).map(|hint| columns(brush, hint) + GAP).sum();
    let words = place.unwrap_or(&view.status);
    let status = brush.columns(words);
    let has_status = status > 0 && least + kept + status < field.width;
    let notice = view.notice.as_ref().map(|notice| (notice, brush.columns(notice)));
    let taken = kept + if has_status { status + GAP } else { 0 };
    if let Some((notice, _)) = notice.filter(|(_, used)| used + taken > field.width) {
        // A passing word that needs all the room has it.
        brush.ours().left(field, notice, Role::Strong);
        return;
    }
    let mut rest = field;
    if has_status {
        brush.right(field, words, Role::Dim);
        rest = rest.shorten(status + GAP);
    }
    // What is always shown stands at the end, where it does not move from one place to another.
    for (idx, hint) in view.hints.iter().enumerate().filter(|(_, hint)| hint.is_kept) {
        let (whole, least) = (columns(brush, hint), columns_of_keys(brush, hint));
        // Its words give way to the first of the others.
        let is_whole = whole + first <= rest.width || (whole <= rest.width && least + first > rest.width);
        let own = rest.last(if is_whole { whole } else { least });
        paint_hint(brush, hint, idx, own, geometry);
        rest = rest.shorten(own.width + GAP);
    }
    if let Some((notice, _)) = notice {
        brush.ours().left(rest, notice, Role::Strong);
        return;
    }
    for (idx, hint) in view.hints.iter().enumerate().filter(|(_, hint)| !hint.is_kept) {
        let used = columns(brush, hint);
        if used > rest.width {
            break;
        }
        paint_hint(brush, hint, idx, rest.first(used), geometry);
        rest = rest.skip(used + GAP);
    }
}

/// Columns of the keys and of what stands between them.
fn columns_of_keys(brush: &Brush<'_>, hint: &Hint) -> u16 {
    let between = u16::try_from(hint.keys.len().saturating_sub(1)).unwrap_or(0) * brush.columns(hint.between());
    hint.keys.iter().map(|key| brush.columns(key)).sum::<u16>() + between
}

fn columns(brush: &Brush<'_>, hint: &Hint) -> u16 {
    columns_of_keys(brush, hint) + 1 + brush.columns(&hint.words)
}

/// Paints a hint; the mouse may hit each of its keys, and its words.
fn paint_hint(brush: &mut Brush<'_>, hint: &Hint, idx: usize, field: Field, geometry: &mut Geometry) {
    geometry.targets.push((field.area(), Target::Hint(idx, None)));
    let mut rest = field;
    for (nth, key) in hint.keys.iter().enumerate() {
        if nth > 0 {
            rest = rest.skip(brush.left(rest, hint.between(), Role::Key));
        }
        let used = brush.left(rest, key, Role::Key);
        geometry.targets.push((rest.first(used).area(), Target::Hint(idx, Some(nth))));
        rest = rest.skip(used);
    }
    brush.left(rest.skip(1), &hint.words, Role::Dim);
}
