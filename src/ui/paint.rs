//! One frame: the page, what lies over it, and the bottom row. Painting changes nothing; it gives back where things are.

use ratatui::buffer::Buffer;

use super::brush::Brush;
use super::fold::{self, Fold, LEAST};
use super::look::Look;
use super::theme::Role;
use super::{card, comments, footer, header, journey, picker, shelf};
use crate::app::view::{Body, Frame, Geometry, Links, Overlay};
use crate::text::Plain;

/// Paints a frame into the whole buffer, which must be blank; gives back where things are.
pub fn paint(view: &Frame, look: &Look, buffer: &mut Buffer) -> Geometry {
    let mut brush = Brush::new(buffer, *look, view.is_right_to_left);
    let mut geometry = Geometry::default();
    let whole = brush.area();
    if Fold::of(whole) == Fold::Tiny {
        paint_too_small(&mut brush);
        return geometry;
    }
    let mut body = whole;
    let foot = fold::take_bottom(&mut body, 1);
    let place = match &view.body {
        Body::MapList(shelf) => shelf::paint(&mut brush, shelf, view.banner.as_ref(), body, &mut geometry),
        Body::Journey(journey) => journey::paint(&mut brush, journey, view.banner.as_ref(), body, &mut geometry),
        Body::Comments(page) => comments::paint(&mut brush, page, view.banner.as_ref(), body, &mut geometry),
    };
    let place = header::progress_left_over(view, body).or(place.as_ref());
    footer::paint(&mut brush, view, place, fold::row(foot, 0), &mut geometry);
    if view.overlay.is_some() {
        brush.dim(body);
        // What steps back leads nowhere.
        geometry.links = Links::default();
    }
    match &view.overlay {
        Some(Overlay::Picker(picker)) => picker::paint(&mut brush.ours(), picker, body, &mut geometry),
        Some(Overlay::Card(card)) => card::paint(&mut brush, card, body, &mut geometry),
        None => {}
    }
    if view.is_right_to_left {
        geometry.mirror(whole);
    }
    geometry
}

/// What a window says that has no room for anything else.
fn paint_too_small(brush: &mut Brush<'_>) {
    let area = brush.area();
    let size = Plain::new(&format!("needs {}x{}", LEAST.width, LEAST.height));
    brush.left(fold::row(area, 0), &size, Role::Text);
    brush.left(fold::row(area, 1), "q quits", Role::Dim);
}
