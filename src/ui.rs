//! Floor 4: paints a view. Must not know the state, files or the terminal.
//! Invariant: it changes nothing; it gives back where things were painted.

use ratatui::buffer::Buffer;

use crate::app::view::{Body, Geometry, Overlay, View};
use crate::text::Plain;
use brush::Brush;
use fold::{Fold, LEAST};
use theme::Role;

mod bidi;
mod brush;
mod card;
mod chart;
pub(crate) mod cluster;
mod columns;
mod comments;
mod detail;
mod figure;
mod fold;
mod footer;
mod frame;
mod glyph;
mod header;
mod journey;
mod picker;
pub mod picture;
mod shelf;
mod stages;
mod strip;
mod theme;
mod touchpoints;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

/// How many colors there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Depth {
    /// None: bold, dim, underline and reverse must do.
    None,
    /// The terminal's 16.
    #[default]
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// 24 bits.
    True,
}

/// What the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// How many colors there are.
    pub depth: Depth,
    /// Is the background dark?
    pub is_dark: bool,
    /// Are there signs beyond ASCII?
    pub is_unicode: bool,
    /// Do we put right-to-left text in order (true), or the terminal (false)?
    pub reorders: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { depth: Depth::Sixteen, is_dark: true, is_unicode: true, reorders: true }
    }
}

/// Paints a frame into the whole buffer, which must be blank; gives back where things are.
pub fn paint(view: &View, look: &Look, buffer: &mut Buffer) -> Geometry {
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
        Body::Shelf(shelf) => shelf::paint(&mut brush, shelf, view.banner.as_ref(), body, &mut geometry),
        Body::Journey(journey) => journey::paint(&mut brush, journey, view.banner.as_ref(), body, &mut geometry),
        Body::Comments(page) => comments::paint(&mut brush, page, view.banner.as_ref(), body, &mut geometry),
    };
    let place = header::progress_left_over(view, body).or(place.as_ref());
    footer::paint(&mut brush, view, place, fold::row(foot, 0));
    match &view.overlay {
        Some(Overlay::Picker(picker)) => picker::paint(&mut brush.ours(), picker, body, &mut geometry),
        Some(Overlay::Card(card)) => card::paint(&mut brush, card, body, &mut geometry),
        None => {}
    }
    geometry
}

/// What a window says that has no room for anything else.
fn paint_too_small(brush: &mut Brush<'_>) {
    let area = brush.area();
    let size = Plain::new(&format!("needs {}x{}", LEAST.0, LEAST.1));
    brush.left(fold::row(area, 0), &size, Role::Text);
    brush.left(fold::row(area, 1), "q quits", Role::Dim);
}
