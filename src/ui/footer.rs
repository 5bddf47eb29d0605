//! The bottom row: the keys that matter here, or a notice; period and persona at the right.
//! Invariant: a hint is shown whole or not at all.

use super::brush::Brush;
use super::fold::Field;
use super::theme::Role;
use crate::app::view::Frame;
use crate::text::Plain;

/// Paints the bottom row; `place` tells which rows of a list are shown and takes the place of the status.
pub(super) fn paint(brush: &mut Brush<'_>, view: &Frame, place: Option<&Plain>, field: Field) {
    let field = field.skip(1).shorten(1);
    if let Some(notice) = &view.notice {
        brush.ours().left(field, notice, Role::Strong);
        return;
    }
    // The status gives way to the first two hints; the place gives way to none.
    let n_least = if place.is_some() { 0 } else { 2 };
    let least: u16 =
        view.hints.iter().take(n_least).map(|(key, word)| brush.columns(key) + brush.columns(word) + 4).sum();
    let words = place.unwrap_or(&view.status);
    let status = brush.columns(words);
    let has_status = status > 0 && least + status < field.width;
    let mut rest = field;
    if has_status {
        brush.right(field, words, Role::Dim);
        rest = rest.shorten(status + 3);
    }
    for (key, word) in &view.hints {
        let used = brush.columns(key) + 1 + brush.columns(word);
        if used > rest.width {
            break;
        }
        let key = brush.left(rest, key, Role::Key);
        brush.left(rest.skip(key + 1), word, Role::Dim);
        rest = rest.skip(used + 3);
    }
}
