//! A table on paper: all its columns, as wide as their words.
//! Invariant: rows of one table line up under their heads.

use super::canvas::{Canvas, DIM, HAIR, INK, MARGIN, Pen, Side, color};
use crate::app::view::{Block, CellSide, GridCell, GridColumn, GridHead, GridRow, Sketch, Tone};

const TEXT: Pen = Pen::new(11.0);
const SMALL: Pen = Pen::new(9.5);
const ROW: f64 = 20.0;
const BETWEEN: f64 = 16.0;
/// How much more may lie between, where there is room.
const APART: f64 = 72.0;
/// A column that is narrower holds numbers of rows.
const NUMBERING: f64 = 24.0;
/// The least and the most that is drawn in takes.
const DRAWN: (f64, f64) = (120.0, 420.0);

/// The rows that follow a head.
pub(super) fn rows(blocks: &[Block]) -> Vec<&GridRow> {
    let own = blocks.iter().take_while(|block| !matches!(block, Block::GridHead(_)));
    own.filter_map(|block| if let Block::GridRow(row) = block { Some(row) } else { None }).collect()
}

/// Where the columns of a table stand.
#[derive(Debug, Default)]
pub(super) struct GridSheet {
    /// Where each starts, and how wide it is.
    places: Vec<(f64, f64)>,
    columns: Vec<GridColumn>,
}

impl GridSheet {
    /// The columns of a table as its words need them; what is left over is for what is drawn.
    pub(super) fn of(canvas: &Canvas, head: &GridHead, rows: &[&GridRow]) -> Self {
        let widest = |nth: usize, column: &GridColumn| {
            let cells = rows.iter().filter_map(|row| row.cells.get(nth)?.forms.first());
            let words = cells.map(|form| TEXT.width(form.as_str())).fold(0.0, f64::max);
            let title = if head.is_bare { 0.0 } else { SMALL.width(column.title.as_str()) };
            if column.axis.is_some() { DRAWN.0.max(title) } else { words.max(title) }
        };
        let mut widths: Vec<f64> = head.columns.iter().enumerate().map(|(nth, own)| widest(nth, own)).collect();
        let n = u32::try_from(widths.len().max(1)).unwrap_or(1);
        let room = canvas.width - 2.0 * MARGIN - BETWEEN * f64::from(n - 1);
        let used: f64 = widths.iter().sum();
        if used > room {
            // Long words are cut alike.
            let long = |own: f64| (own - 90.0).max(0.0);
            let spare: f64 = widths.iter().map(|own| long(*own)).sum();
            let cut = if spare > 0.0 { ((used - room) / spare).min(1.0) } else { 0.0 };
            for own in &mut widths {
                *own -= cut * long(*own);
            }
        } else {
            let drawn = head.columns.iter().zip(&mut widths).filter(|(own, _)| own.axis.is_some());
            let drawn: Vec<&mut f64> = drawn.map(|(_, width)| width).collect();
            let n = u32::try_from(drawn.len().max(1)).unwrap_or(1);
            let more = (room - used) / f64::from(n);
            for own in drawn {
                *own = (*own + more).min(DRAWN.1);
            }
        }
        // What room is left lies between columns, but not between a number and what it numbers.
        let parts = |width: f64| width >= NUMBERING;
        let n_gaps = widths.iter().rev().skip(1).filter(|own| parts(**own)).count();
        let left = room - widths.iter().sum::<f64>();
        let more = (left / f64::from(u32::try_from(n_gaps.max(1)).unwrap_or(1))).clamp(0.0, APART);
        let mut x = MARGIN;
        let place = |width: &f64| {
            let place = (x, *width);
            x += *width + BETWEEN + if parts(*width) { more } else { 0.0 };
            place
        };
        Self { places: widths.iter().map(place).collect(), columns: head.columns.clone() }
    }

    /// Draws the heads; gives back where the rows begin.
    pub(super) fn head(&self, canvas: &mut Canvas, head: &GridHead, y: f64) -> f64 {
        if head.is_bare {
            return y;
        }
        for (column, (x, width)) in head.columns.iter().zip(&self.places) {
            let (at, pen) = aligned(column.side, SMALL.dim(), *x, *width);
            canvas.text(at, y + 12.0, pen, &pen.cut(column.title.as_str(), *width));
            if let Some((low, high)) = column.axis.filter(|(low, high)| column.title.is_empty() && low < high) {
                for (share, label) in [(0.0, low), (0.5, f64::midpoint(low, high)), (1.0, high)] {
                    canvas.text(share * width + x, y + 12.0, SMALL.dim().at(Side::Middle), &format!("{label:.0}"));
                }
            }
        }
        canvas.line((MARGIN, y + 18.0), (canvas.width - MARGIN, y + 18.0), HAIR, 0.5, "");
        y + 22.0
    }

    /// Draws a row; gives back where the next begins.
    pub(super) fn row(&self, canvas: &mut Canvas, row: &GridRow, y: f64) -> f64 {
        let base = y + 14.0;
        for ((cell, column), (x, width)) in row.cells.iter().zip(&self.columns).zip(&self.places) {
            if let (Some(own), Some(axis)) = (&cell.sketch, column.axis) {
                draw(canvas, own, axis, (*x, base - 4.0, *width));
            } else if let Some(form) = told(cell, *width) {
                let ink = if row.is_dim && cell.tone == Tone::Neutral { DIM } else { color(cell.tone) };
                let (at, pen) = aligned(column.side, TEXT.colored(ink), *x, *width);
                canvas.text(at, base, pen, &pen.cut(form, *width));
            }
        }
        y + ROW
    }
}

fn told(cell: &GridCell, width: f64) -> Option<&str> {
    let fits = |own: &&str| TEXT.width(own) <= width + 0.5;
    cell.forms.iter().map(crate::text::Plain::as_str).find(fits).or(cell.forms.last().map(crate::text::Plain::as_str))
}

fn aligned(side: CellSide, pen: Pen, x: f64, width: f64) -> (f64, Pen) {
    match side {
        CellSide::Start => (x, pen),
        CellSide::End => (x + width, pen.at(Side::End)),
    }
}

fn draw(canvas: &mut Canvas, own: &Sketch, (low, high): (f64, f64), (x, y, width): (f64, f64, f64)) {
    let share = |value: f64| if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
    let at = |value: f64| share(value).mul_add(width, x);
    match own {
        Sketch::Dumbbell { from, to, is_sure, tone } => {
            if let Some((from, to)) = from.zip(*to) {
                let (ink, dash) = if *is_sure { (color(*tone), "") } else { (HAIR, "1.5 3") };
                canvas.line((at(from), y), (at(to), y), ink, 2.0, dash);
            }
            if let Some(from) = from {
                canvas.dot((at(*from), y), 4.0, DIM, true);
            }
            if let Some(to) = to {
                canvas.dot((at(*to), y), 4.0, color(*tone), false);
            }
        }
        Sketch::Bar { value, lost_to, tone } => {
            let ink = if *tone == Tone::Neutral { INK } else { color(*tone) };
            if let Some(lost) = lost_to {
                canvas.band(x, y - 6.0, (at(*lost) - x, 12.0), HAIR);
            }
            canvas.band(x, y - 6.0, (at(*value) - x, 12.0), ink);
        }
        Sketch::Strip(own) => {
            let signs = own.cells.iter().map(|level| crate::ui::strip::sign(&crate::ui::glyph::UNICODE, *level));
            canvas.text(x, y + 4.0, TEXT, &signs.collect::<String>());
        }
    }
}
