//! Dots between two axes on paper, each with its name where that covers nothing.

use super::canvas::{Canvas, DIM, HAIR, Pen, Side, color};
use super::canvas::{GUTTER, MARGIN};
use crate::app::view::{Scatter, ScatterDot};

const TEXT: Pen = Pen::new(11.0);
const SMALL: Pen = Pen::new(9.5);
/// The lowest that it may be, and the highest.
const HEIGHT: (f64, f64) = (320.0, 620.0);
/// The radius of a dot.
const DOT: f64 = 4.5;

/// A rectangle: left, top, right, bottom.
type Box = [f64; 4];

/// Draws it as high as there is room for; gives back where the next block begins.
pub(super) fn draw(canvas: &mut Canvas, own: &Scatter, y: f64, height: f64) -> f64 {
    let height = height.clamp(HEIGHT.0, HEIGHT.1);
    let (left, right) = (MARGIN + GUTTER / 2.0, canvas.width - MARGIN);
    let (top, bottom) = (y + 22.0, y + height - 44.0);
    canvas.text(MARGIN, y + 10.0, SMALL.dim(), own.up.title.as_str());
    canvas.forward(|canvas| {
        let x = |value: f64| own.across.share(value).mul_add(right - left - 24.0, left + 12.0);
        let up = |value: f64| own.up.share(value).mul_add(-(bottom - top - 24.0), bottom - 12.0);
        canvas.line((left, bottom), (right, bottom), HAIR, 0.8, "");
        canvas.line((left, top), (left, bottom), HAIR, 0.8, "");
        canvas.line((x(own.across.middle), top), (x(own.across.middle), bottom), DIM, 0.8, "2 4");
        canvas.line((left, up(own.up.middle)), (right, up(own.up.middle)), DIM, 0.8, "2 4");
        for (value, label) in &own.across.ticks {
            canvas.text(x(*value), bottom + 14.0, SMALL.dim().at(Side::Middle), label.as_str());
        }
        for (value, label) in &own.up.ticks {
            canvas.text(left - 6.0, up(*value) + 3.0, SMALL.dim().at(Side::End), label.as_str());
        }
        let places = |dot: &ScatterDot| (x(dot.at.0), up(dot.at.1));
        let mut taken: Vec<Box> = own
            .dots
            .iter()
            .map(places)
            .map(|(x, y)| [x - DOT - 1.0, y - DOT - 1.0, x + DOT + 1.0, y + DOT + 1.0])
            .collect();
        let corners = [
            (left + 8.0, top + 12.0),
            (right - 8.0, top + 12.0),
            (left + 8.0, bottom - 6.0),
            (right - 8.0, bottom - 6.0),
        ];
        for (idx, (corner, at)) in own.corners.iter().zip(corners).enumerate() {
            let pen = if idx % 2 == 0 { TEXT.dim() } else { TEXT.dim().at(Side::End) };
            let width = TEXT.width(corner.as_str());
            let from = if idx % 2 == 0 { at.0 } else { at.0 - width };
            taken.push([from, at.1 - 10.0, from + width, at.1 + 3.0]);
            canvas.text(at.0, at.1, pen, corner.as_str());
        }
        for dot in &own.dots {
            let (dx, dy) = places(dot);
            let ink = if dot.is_sure { color(dot.tone) } else { DIM };
            canvas.dot((dx, dy), DOT, ink, !dot.is_sure);
            let Some(name) = dot.names.first() else { continue };
            let width = TEXT.width(name.as_str());
            let spots = [
                (dx + DOT + 4.0, dy + 4.0),
                (dx - DOT - 4.0 - width, dy + 4.0),
                (dx - width / 2.0, dy - DOT - 4.0),
                (dx - width / 2.0, dy + DOT + 12.0),
            ];
            let spot = spots.into_iter().find(|(from, base)| {
                let own = [*from, base - 9.0, from + width, base + 2.0];
                let is_within = own[0] >= left && own[2] <= right && own[1] >= top && own[3] <= bottom;
                is_within && taken.iter().all(|other| !is_over(&own, other))
            });
            if let Some((from, base)) = spot {
                taken.push([from, base - 9.0, from + width, base + 2.0]);
                canvas.text(from, base, TEXT.colored(ink), name.as_str());
            }
        }
    });
    canvas.text(MARGIN + GUTTER / 2.0, bottom + 32.0, SMALL.dim(), own.across.title.as_str());
    y + height
}

fn is_over(one: &Box, other: &Box) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}
