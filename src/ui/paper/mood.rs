//! What is felt through the columns of a plan, as one line: the part of the sheet that is read from afar.

use super::canvas::{Canvas, DIM, GUTTER, HAIR, INK, MARGIN, Pen, Side};
use crate::app::view::Cell;

const SMALL: Pen = Pen::new(9.0);
/// From the best to the worst.
const HEIGHT: f64 = 120.0;
/// For the names over and under the line.
const AROUND: f64 = 26.0;
/// No name is longer.
const LONGEST: f64 = 130.0;

/// Draws the lane; gives back where the next begins.
pub(super) fn draw(canvas: &mut Canvas, label: &str, cells: &[Cell], width: f64, y: f64) -> f64 {
    let top = y + AROUND;
    let at = |emotion: f64| ((2.0 - emotion) / 4.0).mul_add(HEIGHT, top);
    let (left, right) = (MARGIN + GUTTER, canvas.width - MARGIN);
    canvas.text(MARGIN + 2.0, at(0.0) + 3.0, SMALL.dim(), label);
    for (emotion, sign) in [(2.0, "++"), (-2.0, "−−")] {
        canvas.line((left, at(emotion)), (right, at(emotion)), HAIR, 0.4, "1 4");
        canvas.text(left - 8.0, at(emotion) + 3.0, SMALL.dim().at(Side::End), sign);
    }
    canvas.line((left, at(0.0)), (right, at(0.0)), DIM, 0.7, "");
    let mut run: Vec<(f64, f64)> = Vec::new();
    let mut points = Vec::new();
    for (nth, cell) in (0_u32..).zip(cells) {
        let n = f64::from(u32::try_from(cell.course.len().max(1)).unwrap_or(1));
        let first = f64::from(nth).mul_add(width, left);
        for (nth, point) in (0_u32..).zip(&cell.course) {
            let x = (f64::from(nth) + 0.5).mul_add(width / n, first);
            let Some(feeling) = point.feeling else {
                canvas.curve(&std::mem::take(&mut run), INK, 2.2, "");
                continue;
            };
            run.push((x, at(f64::from(feeling.emotion))));
            points.push((x, feeling, point));
        }
    }
    canvas.curve(&run, INK, 2.2, "");
    // How far right the names reach, by where they stand: over the line and under it, two rows each.
    let mut taken = [[f64::MIN; 2]; 2];
    for (x, feeling, point) in points {
        let y = at(f64::from(feeling.emotion));
        if point.is_moment_of_truth {
            canvas.diamond((x, y), 6.5, INK, feeling.is_assumed);
        } else {
            canvas.dot((x, y), 5.0, INK, feeling.is_assumed);
        }
        let is_low = feeling.emotion < 0;
        let pen = SMALL.at(Side::Middle);
        let name = pen.cut(point.name.as_str(), LONGEST);
        let half = pen.width(&name) / 2.0;
        let x = x.max(MARGIN + half).min(canvas.width - 6.0 - half);
        let Some(rows) = taken.get_mut(usize::from(is_low)) else { continue };
        let Some(row) = rows.iter().position(|reached| x - half > *reached + 8.0) else { continue };
        if let Some(reached) = rows.get_mut(row) {
            *reached = x + half;
        }
        let far = if row == 0 { 0.0 } else { 11.0 };
        canvas.text(x, if is_low { y + 17.0 + far } else { y - 10.0 - far }, pen, &name);
    }
    top + HEIGHT + AROUND
}
