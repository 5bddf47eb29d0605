//! The thin frame around what lies over the page. Invariant: the words on its top rule never cover a corner.

use super::brush::Brush;
use super::fold;
use super::theme::Role;
use crate::app::view::Area;
use crate::text::Plain;

/// Paints the frame of an area that was wiped, with its title at the left of the top rule and the rest at the right.
pub(super) fn paint(brush: &mut Brush<'_>, area: Area, title: &Plain, rest: &Plain) {
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
    let columns = brush.columns(title);
    if columns > 0 {
        let field = top.skip(2).shorten(2).first(columns + 2);
        brush.fill(field, " ", Role::Title);
        brush.left(field.skip(1).shorten(1), title, Role::Title);
    }
    let beside = brush.columns(rest);
    if beside > 0 && columns + beside + 10 <= top.width {
        let field = top.shorten(2).last(beside + 2);
        brush.fill(field, " ", Role::Dim);
        brush.left(field.skip(1), rest, Role::Dim);
    }
}
