//! Dots over time on paper: the axis, the day, the value that was meant, and under them what is told.

use super::canvas::{ACCENT, Canvas, DIM, GUTTER, HAIR, INK, MARGIN, Pen, Side, color};
use crate::app::view::DotChart;

const TEXT: Pen = Pen::new(11.0);
const SMALL: Pen = Pen::new(9.5);
/// How high the drawing is, and a line of what is told.
const HEIGHT: f64 = 170.0;
const LINE: f64 = 17.0;
/// The columns of the names of facts.
const LABELS: f64 = 150.0;

/// Draws it all; gives back where what follows begins.
pub(super) fn draw(canvas: &mut Canvas, chart: &DotChart, y: f64) -> f64 {
    let mut y = y + 8.0;
    if chart.points.len() > 1 {
        canvas.forward(|canvas| plot(canvas, chart, y));
        let n_lines = chart.spans.iter().map(|own| own.lines.len()).max().unwrap_or(0);
        y += HEIGHT + 14.0 * f64::from(u32::try_from(n_lines).unwrap_or(0)) + 16.0;
    }
    let width = canvas.width - 2.0 * MARGIN - LABELS;
    for own in &chart.facts {
        canvas.text(MARGIN, y + TEXT.size, SMALL.dim(), own.label.as_str());
        let pen = TEXT.colored(color(own.tone));
        if let Some(words) = own.forms.first() {
            canvas.text(MARGIN + LABELS, y + TEXT.size, pen, &pen.cut(words.as_str(), width));
        }
        y += LINE;
    }
    y + 6.0
}

fn plot(canvas: &mut Canvas, chart: &DotChart, y: f64) {
    let (left, width) = (MARGIN + GUTTER, canvas.width - 2.0 * MARGIN - GUTTER - 40.0);
    let (low, high) = chart.ends;
    let height = |value: f64| {
        let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        (1.0 - share).mul_add(HEIGHT - 20.0, y + 10.0)
    };
    let at = |share: f64| share.mul_add(width, left);
    for value in [low, high] {
        canvas.line((left, height(value)), (left + width, height(value)), HAIR, 0.6, "");
        let label = crate::text::numeral::number(value, 1);
        canvas.text(left - 8.0, height(value) + 3.0, SMALL.dim().at(Side::End), &label);
    }
    let day = chart.day.as_ref().map_or(0.0, |(share, _)| *share);
    if let Some((value, words)) = &chart.meant {
        canvas.line((at(day), height(*value)), (left + width, height(*value)), ACCENT, 0.9, "5 3");
        canvas.text(left + width + 6.0, height(*value) + 3.0, SMALL.colored(ACCENT), words.as_str());
    }
    if let Some((share, words)) = &chart.day {
        canvas.line((at(*share), y), (at(*share), y + HEIGHT - 4.0), DIM, 0.8, "2 3");
        canvas.text(at(*share) + 5.0, y + 8.0, SMALL.dim(), words.as_str());
    }
    for point in &chart.points {
        canvas.dot((at(point.at), height(point.value)), 3.0, INK, point.is_weak);
    }
    for span in &chart.spans {
        let mut y = y + HEIGHT + 8.0;
        for words in span.lines.iter().filter_map(|forms| forms.first()) {
            canvas.text(at(f64::midpoint(span.from, span.to)), y, SMALL.dim().at(Side::Middle), words.as_str());
            y += 14.0;
        }
    }
}
