//! Rules with words on them, and the one under the stages, which is heavy under the selected one.

use super::brush::Brush;
use super::fold::Field;
use super::theme::Role;
use crate::text::Plain;

/// Writes at the beginning of a rule.
pub(super) fn begin(brush: &mut Brush<'_>, field: Field, words: &Plain, role: Role) {
    let place = field.skip(2).first(brush.columns(words) + 2);
    brush.fill(place, " ", Role::Dim);
    brush.left(place.skip(1).shorten(1), words, role);
}

/// Writes at the end of a rule.
pub(super) fn end(brush: &mut Brush<'_>, field: Field, words: &Plain) {
    let place = field.shorten(2).last(brush.columns(words) + 2);
    brush.fill(place, " ", Role::Dim);
    brush.right(place.shorten(1), words, Role::Dim);
}

/// Paints the rule under the stages, and where an upright one hangs from it.
pub(super) fn under_stages(brush: &mut Brush<'_>, field: Field, heavy: Option<Field>, hang_at: Option<u16>) {
    brush.fill(field, brush.glyphs.rule, Role::Rule);
    if let Some(heavy) = heavy {
        brush.fill(heavy, brush.glyphs.heavy, Role::Underline);
    }
    if let Some(at) = hang_at {
        let is_heavy = heavy.is_some_and(|own| (own.x..own.x + own.width).contains(&at));
        let (sign, role) =
            if is_heavy { (brush.glyphs.heavy_hang, Role::Underline) } else { (brush.glyphs.hang, Role::Rule) };
        brush.sign(Field { x: at, width: 1, ..field }, sign, role);
    }
}
