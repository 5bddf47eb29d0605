//! Lanes as a table without boxes: a gutter for labels, even columns, hairlines between.

use super::canvas::{Canvas, FAINT, GUTTER, INK, MARGIN, Pen, Side, color, emotion};
use super::mood;
use super::words::{moved, sure, told};
use crate::app::view::{Cell, Feeling, Lane, Tone};

const HEAD: Pen = Pen::new(14.0).bold();
const TEXT: Pen = Pen::new(11.0);
const SMALL: Pen = Pen::new(8.5);
/// Between two columns.
const BETWEEN: f64 = 12.0;
/// The most columns beside one another; more go on below.
const MOST_COLUMNS: usize = 9;

/// How wide a column is, with the blanks behind it.
pub(super) fn column(canvas: &Canvas, n_columns: usize) -> f64 {
    let n = u32::try_from(n_columns.clamp(1, MOST_COLUMNS)).unwrap_or(1);
    (canvas.width - 2.0 * MARGIN - GUTTER) / f64::from(n)
}

/// Draws lanes under one another; gives back where the next block begins.
pub(super) fn draw(canvas: &mut Canvas, lanes: &[&Lane], y: f64) -> f64 {
    let n_columns = lanes.iter().map(|lane| lane.cells.len()).max().unwrap_or(0);
    let mut y = y;
    // Columns that have no room beside the others stand below them.
    let mut first = 0;
    while first == 0 || first < n_columns {
        for lane in lanes {
            let cells = lane.cells.get(first..).unwrap_or_default();
            y = draw_lane(canvas, lane, cells.get(..MOST_COLUMNS).unwrap_or(cells), n_columns, y);
        }
        first += MOST_COLUMNS;
        if first < n_columns {
            y += 14.0;
        }
    }
    y
}

fn draw_lane(canvas: &mut Canvas, lane: &Lane, cells: &[Cell], n_columns: usize, y: f64) -> f64 {
    let width = column(canvas, n_columns);
    if cells.iter().any(|cell| !cell.course.is_empty()) {
        return mood::draw(canvas, lane.label.as_str(), cells, width, y);
    }
    if lane.is_head {
        canvas.band(MARGIN, y, (canvas.width - 2.0 * MARGIN, 24.0), FAINT);
    } else if lane.is_parted {
        canvas.rule(MARGIN, y, canvas.width - 2.0 * MARGIN);
    }
    let top = if lane.is_head { y + 2.0 } else { y + 3.0 };
    let label = if lane.under.is_empty() { SMALL.dim() } else { TEXT.bold() };
    let mut low = canvas.prose(MARGIN + 2.0, top + TEXT.size, GUTTER - 10.0, label, &lane.label) - TEXT.size;
    low = canvas.prose(MARGIN + 2.0, low + TEXT.size, GUTTER - 10.0, SMALL.dim(), &lane.under) - TEXT.size;
    let mut x = MARGIN + GUTTER;
    for cell in cells {
        let bottom = draw_cell(canvas, cell, (x, top), width - BETWEEN, lane.is_head);
        low = low.max(bottom);
        x += width;
    }
    low + if lane.is_head { 8.0 } else { 3.0 }
}

/// Draws a cell; gives back how low it reaches.
fn draw_cell(canvas: &mut Canvas, cell: &Cell, (x, y): (f64, f64), width: f64, is_head: bool) -> f64 {
    let pen = if is_head { HEAD } else { TEXT };
    let mut indent = 0.0;
    if let Some(feeling) = cell.feeling {
        draw_feeling(canvas, feeling, (x + 7.0, y + pen.size - 3.5), 7.0);
        indent = 20.0;
    }
    if !cell.lead.is_empty() {
        let lead = pen.bold().colored(color(cell.tone));
        canvas.text(x + indent, y + pen.size, lead, cell.lead.as_str());
        indent += lead.width(cell.lead.as_str()) + 6.0;
    }
    if cell.is_moment_of_truth {
        canvas.diamond((x + width - 5.0, y + pen.size - 4.0), 4.5, INK, false);
    }
    let room = width - indent - if cell.is_moment_of_truth { 14.0 } else { 0.0 };
    let mut low = y;
    for line in &cell.lines {
        let tone = if cell.lead.is_empty() { color(cell.tone) } else { INK };
        let own = if line.is_dim { SMALL.dim() } else { pen.colored(tone) };
        let number = line.figure.as_ref().map(|own| told(canvas.labels, own));
        let number = number.unwrap_or_else(|| line.lack.to_string());
        let beside = if number.is_empty() { 0.0 } else { SMALL.width(&number) + 8.0 };
        // A number stands at the end of the row of what it is of, or under it.
        let is_beside = beside > 0.0 && own.width(line.words.as_str()) + beside <= room;
        if is_beside {
            canvas.text(x + width, low + pen.size, SMALL.dim().at(Side::End), &number);
        }
        low = canvas.prose(x + indent, low + pen.size, room.max(40.0), own, &line.words) - pen.size;
        if beside > 0.0 && !is_beside {
            canvas.text(x + width, low + SMALL.size, SMALL.dim().at(Side::End), &number);
            low += SMALL.leading();
        }
    }
    if cell.lines.is_empty() && (cell.feeling.is_some() || !cell.lead.is_empty()) {
        low += pen.leading();
    }
    if let Some(figure) = &cell.figure {
        let mut after = x + indent;
        if !figure.is_weak {
            let value = TEXT.bold().colored(color(Tone::Strong));
            canvas.text(after, low + TEXT.size, value, figure.value.as_str());
            after += value.width(figure.value.as_str()) + 5.0;
        }
        let told = sure(canvas.labels, figure);
        let is_beside = after + SMALL.width(&told) <= x + width;
        let (at, down) = if is_beside { (after, low) } else { (x + indent, low + TEXT.leading()) };
        canvas.text(at, down + TEXT.size, SMALL.dim(), &told);
        low = down + TEXT.leading();
        if let Some((_, tone)) = figure.change {
            canvas.text(x + indent, low + TEXT.size, SMALL.colored(color(tone)), &moved(figure));
            low += SMALL.leading();
        }
    }
    low
}

/// A feeling as its sign in a circle: filled where something speaks for it, else hollow.
pub(super) fn draw_feeling(canvas: &mut Canvas, feeling: Feeling, (x, y): (f64, f64), radius: f64) {
    let (sign, tone) = emotion(feeling.emotion);
    let ink = color(tone);
    canvas.dot((x, y), radius, ink, feeling.is_assumed);
    let size = if emotion_is_strong(feeling) { 1.05 } else { 1.5 };
    let pen = Pen::new(radius * size).bold().at(Side::Middle).colored(if feeling.is_assumed { ink } else { "#fff" });
    canvas.text(x, (radius * size).mul_add(0.35, y), pen, sign);
}

/// Is it told by two signs?
const fn emotion_is_strong(feeling: Feeling) -> bool {
    feeling.emotion.unsigned_abs() > 1
}
