//! Dots on rails, aligned under one another: a rail a question.

use super::canvas::{Canvas, DIM, HAIR, INK, MARGIN, Pen, Side};
use crate::app::view::{RailHead, RailRow, RailValue};

const TEXT: Pen = Pen::new(12.0);
const SMALL: Pen = Pen::new(9.5);
const ROW: f64 = 21.0;
/// Columns of the names, and of what stands beside them.
const NAMES: f64 = 210.0;
const ASIDE: f64 = 150.0;
/// Columns of a number behind its rail.
const NUMBER: f64 = 130.0;
const BETWEEN: f64 = 24.0;

/// Where each of so many rails begins, and how long it is.
fn rails(canvas: &Canvas, n: usize) -> Vec<(f64, f64)> {
    let left = MARGIN + NAMES + ASIDE;
    let n = u32::try_from(n.max(1)).unwrap_or(1);
    let each = (canvas.width - MARGIN - left) / f64::from(n);
    (0..n).map(|nth| (f64::from(nth).mul_add(each, left), each - NUMBER - BETWEEN)).collect()
}

/// Draws the heads of the rails below; gives back where those begin.
pub(super) fn head(canvas: &mut Canvas, head: &RailHead, y: f64) -> f64 {
    let pen = SMALL.dim();
    canvas.text(MARGIN, y + 12.0, pen, head.name.as_str());
    canvas.text(MARGIN + NAMES, y + 12.0, pen, head.aside.as_str());
    for ((left, length), words) in rails(canvas, head.rails.len()).into_iter().zip(&head.rails) {
        canvas.text(left, y + 12.0, pen.bold(), words.as_str());
        for (share, label) in [(0.0, "0"), (0.5, "50"), (1.0, "100")] {
            canvas.text(share * length + left, y + 26.0, SMALL.dim().at(Side::Middle), label);
        }
    }
    canvas.line((MARGIN, y + 32.0), (canvas.width - MARGIN, y + 32.0), HAIR, 0.5, "");
    y + 36.0
}

/// Draws a row; gives back where the next begins.
pub(super) fn row(canvas: &mut Canvas, row: &RailRow, y: f64) -> f64 {
    let base = y + 14.0;
    let name = if row.leads.is_some() { TEXT.bold() } else { TEXT };
    canvas.text(MARGIN, base, name, &name.cut(row.name.as_str(), NAMES - 12.0));
    // In two rows where it is long: it is read, and never reaches into a rail.
    let aside = SMALL.dim().wrap(&row.aside, ASIDE - 10.0);
    let first = if aside.len() > 1 { base - 5.0 } else { base };
    for (y, line) in [first, first + 10.0].into_iter().zip(&aside) {
        canvas.text(MARGIN + NAMES, y, SMALL.dim(), &SMALL.cut(line.as_str(), ASIDE - 10.0));
    }
    for (nth, ((left, length), value)) in rails(canvas, row.values.len()).into_iter().zip(&row.values).enumerate() {
        canvas.line((left, base - 4.0), (left + length, base - 4.0), HAIR, 0.7, "1.5 3");
        if let Some(value) = value {
            draw_value(canvas, value, (left, base - 4.0), length, row.leads == Some(nth));
        }
    }
    y + ROW
}

fn draw_value(canvas: &mut Canvas, value: &RailValue, (left, y): (f64, f64), length: f64, leads: bool) {
    let at = |value: f64| (value / 100.0).clamp(0.0, 1.0).mul_add(length, left);
    let ink = if value.is_few { DIM } else { INK };
    if !value.is_few {
        if let Some((low, high)) = value.interval {
            canvas.line((at(low), y), (at(high), y), ink, 2.4, "");
        }
        canvas.dot((at(value.value), y), 4.2, ink, value.is_assumed);
    }
    let pen = if leads { TEXT.bold() } else { TEXT };
    let x = left + length + 10.0;
    canvas.text(x, y + 4.0, pen.colored(ink), value.shown.as_str());
    let n = if value.n.is_empty() || value.is_few { String::new() } else { format!("n {}", value.n) };
    if leads {
        canvas.text(x + pen.width(value.shown.as_str()) + 4.0, y + 4.0, TEXT.bold(), "◂");
    }
    canvas.text(left + length + NUMBER, y + 4.0, SMALL.dim().at(Side::End), &n);
}
