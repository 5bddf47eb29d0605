//! A page by itself: all its rows, as wide as is asked for and as high as they need, for text and pictures.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{PageRows, widest};
use crate::app::view::{Area, Geometry, Links, Page};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::fold::{self, Field};
use crate::ui::look::Look;
use crate::ui::theme::Role;

/// Paints a page with its title, and under it whose numbers by which period it shows. Nothing is scrolled away. Gives
/// back what leads to an address, too.
#[must_use]
pub fn sheet(page: &Page, seen: &Plain, look: &Look, is_right_to_left: bool, width: u16) -> (Buffer, Links) {
    let width = width.clamp(24, widest(page).saturating_add(2));
    // What is measured has no need of cells.
    let mut none = Buffer::empty(Rect::ZERO);
    let brush = Brush::new(&mut none, *look, is_right_to_left);
    let inner = Area { x: 1, y: 3, width: width - 2, height: u16::MAX };
    let rows = PageRows::of(&brush, &page.blocks, inner);
    let n_rows = u16::try_from(rows.rows.len()).unwrap_or(u16::MAX).saturating_add(3);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, n_rows));
    let mut brush = Brush::new(&mut buffer, *look, is_right_to_left);
    let head = fold::row(Area { height: 1, y: 0, ..inner }, 0);
    let used = head_of(&mut brush, page, head);
    brush.right(head.skip(used + 2), &page.aside, Role::Dim);
    brush.left(Field { y: 1, ..head }, seen, Role::Dim);
    let mut geometry = Geometry::default();
    for (y, row) in (3..).zip(&rows.rows) {
        let field = Field { x: inner.x, y, width: inner.width };
        row.paint(&mut brush, field);
        if brush.has_links() {
            geometry.links.0.extend(row.links(&brush, field).into_iter().map(|(area, link)| (area, link.clone())));
        }
    }
    if is_right_to_left {
        geometry.mirror(brush.area());
    }
    (buffer, geometry.links)
}

/// Paints where the page is and its title; gives back how many columns that took.
fn head_of(brush: &mut Brush<'_>, page: &Page, whole: Field) -> u16 {
    let mut x = 0;
    if !page.way.is_empty() {
        x += brush.left(whole, &page.way, Role::Dim) + 3;
        brush.sign(whole.skip(x - 2).first(1), brush.glyphs.remark, Role::Dim);
    }
    x + brush.left(whole.skip(x), &page.title, Role::Title)
}
