//! Whole frames at every size and look.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Look, paint, picture, sample};
use crate::app::view::{Body, Frame, Geometry, Pane};

mod frames;
mod limits;
mod pieces;

fn painted(view: &Frame, look: Look, width: u16, height: u16) -> (Buffer, Geometry) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let geometry = paint(view, &look, &mut buffer);
    (buffer, geometry)
}

fn text(view: &Frame, width: u16, height: u16) -> String {
    picture::text(&painted(view, Look::default(), width, height).0)
}

fn samples() -> Vec<(&'static str, Frame)> {
    let mut views = vec![
        ("airport", sample::airport()),
        ("bakery", sample::bakery()),
        ("shelf", sample::shelf()),
        ("finding", sample::finding()),
        ("nasty", sample::nasty()),
        (
            "typing",
            sample::typed(sample::nasty(), "algo", sample::typing("a name", "旅客|体验 שלום 👩‍🍳\n\nx", "expected")),
        ),
        ("card", sample::deciding(sample::nasty(), "thinks", &[("theirs", "旅客体验"), ("", "+ 旅\n- שלום")])),
        ("nothing", Frame { body: Body::Journey(Box::default()), ..sample::airport() }),
    ];
    for pane in [Pane::Stages, Pane::Touchpoints, Pane::Detail] {
        views.push(("focus", sample::airport_at(pane, false)));
        views.push(("zoomed", sample::airport_at(pane, true)));
    }
    views
}
