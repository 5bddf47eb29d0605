//! A page of drawings as a vector picture, one sheet of A3 across: to print, to send, to hang on a wall.
//! Every kind of block has one painter. Colors are never alone: printed in gray, signs still tell everything.

mod canvas;
mod cards;
mod dots;
mod flow;
mod grid;
mod lanes;
mod mood;
mod rails;
mod ring;
mod scatter;
mod timeline;
mod words;

use std::fmt::Write as _;

use crate::app::view::{Block, Journey};
use crate::text::Plain;
use crate::ui::picture::escaped;
use canvas::{Canvas, DIM, INK, MARGIN, Pen, Side};

/// A sheet of A3 across, in points of a 72nd of an inch.
const SHEET: (f64, f64) = (1190.6, 841.9);
/// The same in millimeters.
const MILLIMETERS: (f64, f64) = (420.0, 297.0);
/// How large everything may be drawn, so that it fills the sheet and still fits on it.
const SCALES: [f64; 9] = [1.5, 1.35, 1.2, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6];
/// How large what fits on no sheet is drawn.
const USUAL: f64 = 0.8;

/// The page in the detail of a journey, as an SVG document that needs no other file.
///
/// * `around`: of which map, whose and of when its numbers are.
/// * `language`: of its texts, for whoever reads them aloud.
#[must_use]
pub fn paper(journey: &Journey, around: &Plain, language: Option<&str>, is_right_to_left: bool) -> String {
    let drawn = |scale: f64| {
        let mut canvas = Canvas::new(SHEET.0 / scale, is_right_to_left, journey.labels);
        let height = draw(&mut canvas, journey, around, SHEET.1 / scale);
        (canvas, height, scale)
    };
    // As large as fits on a sheet; what fits on none is as high as it needs.
    let fitting = SCALES.into_iter().map(drawn).find(|(_, height, scale)| *height <= SHEET.1 / scale);
    let (canvas, height, scale) = fitting.unwrap_or_else(|| drawn(USUAL));
    let (width, height) = (SHEET.0 / scale, height.max(SHEET.1 / scale));
    let millimeters = MILLIMETERS.1 * height * scale / SHEET.1;
    let mut out = String::new();
    let language = language.map(|own| format!(" xml:lang=\"{}\"", escaped(own))).unwrap_or_default();
    let page = &journey.detail;
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{}mm\" \
         height=\"{millimeters:.0}mm\" role=\"img\"{language} fill=\"{INK}\" font-family=\"system-ui,-apple-system,\
         'Segoe UI',Roboto,'Noto Sans','Noto Sans Hebrew','Noto Sans Arabic','DejaVu Sans',sans-serif\">\n\
         <title>{}</title>\n<desc>{}</desc>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{}</svg>\n",
        MILLIMETERS.0,
        escaped(&format!("{}: {}", journey.title, page.title)),
        escaped(around.as_str()),
        canvas.out
    );
    out
}

/// Draws the head and then every block; gives back how high that is.
fn draw(canvas: &mut Canvas, journey: &Journey, around: &Plain, height: f64) -> f64 {
    let y = head(canvas, journey, around);
    let blocks = &journey.detail.blocks;
    let is_walk = blocks.iter().any(|block| matches!(block, Block::Steps(_)));
    let low = if is_walk { cards::draw(canvas, blocks, y) } else { flow::draw(canvas, blocks, y, height) };
    low + MARGIN
}

/// Title, numbers, and of what they are.
fn head(canvas: &mut Canvas, journey: &Journey, around: &Plain) -> f64 {
    let (page, right) = (&journey.detail, canvas.width - MARGIN);
    let title = Pen::new(28.0).bold();
    let number = journey.overall.as_ref().map(|(label, own)| (label, own, words::sure(canvas.labels, own)));
    let goal = journey.goal.first().map(Plain::to_string).unwrap_or_default();
    let moved = journey.movement.as_ref().map(words::course);
    let small = Pen::new(12.0).at(Side::End);
    let beside = number.as_ref().map_or(0.0, |(label, own, told)| {
        let value = Pen::new(36.0).bold().width(own.value.as_str());
        let above = small.bold().width(label.as_str()).max(small.width(told)) + value + 10.0;
        let below = moved.iter().map(|(_, words)| small.width(words)).fold(small.width(&goal), f64::max);
        above.max(below) + 24.0
    });
    let y = canvas.prose(MARGIN, MARGIN + 26.0, right - MARGIN - beside, title, &journey.title);
    let mut low = y - title.leading() + 18.0;
    let name = Pen::new(13.0);
    canvas.text(MARGIN, low, name.bold(), page.title.as_str());
    let after = MARGIN + name.bold().width(page.title.as_str()) + 12.0;
    let about = if page.aside.is_empty() { around.to_string() } else { format!("{} · {around}", page.aside) };
    let rows = name.wrap(&about.into(), right - beside - after);
    for row in &rows {
        canvas.text(after, low, name.dim(), row.as_str());
        low += name.leading();
    }
    if let Some((label, own, told)) = number {
        let pen = Pen::new(36.0).bold().at(Side::End);
        canvas.text(right, MARGIN + 28.0, pen, own.value.as_str());
        let next = right - pen.width(own.value.as_str()) - 10.0;
        canvas.text(next, MARGIN + 14.0, small.bold(), label.as_str());
        canvas.text(next, MARGIN + 28.0, small.dim(), &told);
        canvas.text(right, MARGIN + 46.0, small.dim(), &goal);
        if let Some((tone, words)) = moved {
            canvas.text(right, MARGIN + 62.0, small.colored(canvas::color(tone)), &words);
        }
        low = low.max(MARGIN + 70.0);
    }
    canvas.line((MARGIN, low), (right, low), DIM, 0.8, "");
    low + 20.0
}

#[cfg(test)]
mod tests;
