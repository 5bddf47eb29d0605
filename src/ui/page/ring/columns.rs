//! The parts of a ring beside one another, or one under the other: a line a touchpoint, under the names of their stages.

use super::plot::{Piece, Plot, columns};
use super::spoke::{NumberForm, counts, felt, is_mixed, marks, moved, number, role};
use crate::app::view::{Ring, RingPart, Spoke};
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::theme::Role;

/// The fewest columns of a part beside others.
const LEAST: u16 = 24;

/// Between two parts.
const GAP: u16 = 2;

/// The sign of what is felt, and a blank.
const SIGN: u16 = 3;

/// The fewest columns of a name beside how sure its number is.
const NAME: u16 = 14;

/// From so many rows on there is room for what the persona says.
const ROOMY: u16 = 16;

pub(super) fn rows(brush: &Brush<'_>, ring: &Ring, width: u16, height: u16) -> Plot {
    let mut plot = Plot::default();
    let mut y = hub(brush, &mut plot, ring, width, height >= ROOMY);
    let n_parts = u16::try_from(ring.parts.len()).unwrap_or(u16::MAX).max(1);
    let n_beside = ((width + GAP) / (LEAST + GAP)).clamp(1, n_parts);
    let column = (width + GAP) / n_beside - GAP;
    let behind = Behind::of(brush, ring, column);
    for tier in ring.parts.chunks(usize::from(n_beside)) {
        let mut bottom = y;
        for (nth, part) in (0_u16..).zip(tier) {
            let x = nth * (column + GAP);
            bottom = bottom.max(paint(brush, &mut plot, part, (x, y), (column, behind, is_mixed(ring))));
        }
        y = bottom + 1;
    }
    plot
}

/// Who it is about; gives back the row below.
fn hub(brush: &Brush<'_>, plot: &mut Plot, ring: &Ring, width: u16, is_roomy: bool) -> u16 {
    let Some((name, known)) = ring.hub.split_first() else { return 0 };
    let used = brush.columns(name).min(width);
    plot.words((0, 0), used, name.clone(), Role::Title);
    let Some((counted, known)) = known.split_last() else { return 1 };
    let own = brush.columns(counted);
    if used + 2 + own <= width {
        plot.words((width - own, 0), own, counted.clone(), Role::Dim);
    }
    if !is_roomy {
        return 1;
    }
    let lines = known.iter().flat_map(|words| cluster::wrap(words, width).into_iter().take(2));
    let mut y = 1;
    for line in lines {
        plot.words((0, y), width, line, Role::Text);
        y += 1;
    }
    y + 1
}

/// The columns of what stands behind names, alike in all parts.
#[derive(Clone, Copy, Debug)]
struct Behind {
    form: NumberForm,
    gap: u16,
    number: u16,
    /// Of how it moved, and the blank before.
    moved: u16,
    /// Of what decides and what hurts, and the blank before.
    marks: u16,
}

impl Behind {
    fn of(brush: &Brush<'_>, ring: &Ring, column: u16) -> Self {
        let of = |form| {
            let spokes = || ring.parts.iter().flat_map(|part| &part.spokes);
            let widest = |of: &dyn Fn(&Spoke) -> u16| spokes().map(of).max().unwrap_or(0);
            // Where it rests on few, it says more, at the cost of its own name.
            let is_strong = |spoke: &Spoke| spoke.figure.as_ref().is_some_and(|figure| !figure.is_weak);
            let number = |spoke: &Spoke| columns(brush, &number(brush, spoke, form));
            // Where room is short, signs stand close to the number.
            let gap = u16::from(form != NumberForm::Value);
            let behind = |own: u16| if own == 0 { 0 } else { own + gap };
            Self {
                form,
                gap,
                number: widest(&|spoke| if is_strong(spoke) { number(spoke) } else { 0 }),
                moved: behind(widest(&|spoke| u16::from(moved(brush, spoke).is_some()))),
                marks: behind(widest(&|spoke| columns(brush, &told(brush, spoke, form)))),
            }
        };
        let sure = of(NumberForm::Sure);
        if SIGN + NAME + 1 + sure.all() <= column { sure } else { of(NumberForm::Value) }
    }

    const fn all(self) -> u16 {
        self.number + self.moved + self.marks
    }
}

/// What decides and what hurts. Where room is short, the first matters more than how bad the worst pain is.
fn told(brush: &Brush<'_>, spoke: &Spoke, form: NumberForm) -> Vec<Piece> {
    let marks = marks(brush, spoke);
    let n_marks = if form == NumberForm::Value { usize::from(spoke.is_moment_of_truth) } else { marks.len() };
    marks.into_iter().take(n_marks).collect()
}

/// Paints a part; gives back the row below it.
fn paint(
    brush: &Brush<'_>,
    plot: &mut Plot,
    part: &RingPart,
    (x, top): (u16, u16),
    (column, behind, is_mixed): (u16, Behind, bool),
) -> u16 {
    let counts = counts(brush, &part.spokes);
    let used = columns(brush, &counts).min(column);
    plot.words((x, top), column.saturating_sub(used + 1), part.name.clone(), Role::Heading);
    plot.pieces(brush, (x + column - used, top), used, &counts);
    let mut y = top + 1;
    let mut stage = None;
    for spoke in &part.spokes {
        if stage != Some(&spoke.stage) && !spoke.stage.is_empty() {
            plot.words((x, y), column, spoke.stage.clone(), Role::Dim);
            y += 1;
        }
        stage = Some(&spoke.stage);
        if let Some(feeling) = spoke.feeling {
            let (sign, role) = felt(brush, feeling, is_mixed);
            let own = brush.columns(&sign).min(SIGN - 1);
            plot.words((x + SIGN - 1 - own, y), own, sign, role);
        }
        let number = number(brush, spoke, behind.form);
        let used = columns(brush, &number);
        let end = column.saturating_sub(behind.moved + behind.marks);
        let room = end.saturating_sub(SIGN + used + u16::from(used > 0));
        plot.words((x + SIGN, y), room, spoke.name.clone(), role(spoke));
        plot.pieces(brush, (x + end.saturating_sub(used), y), used, &number);
        if let Some(moved) = moved(brush, spoke) {
            plot.pieces(brush, (x + end + behind.gap, y), 1, &[moved]);
        }
        let from = x + end + behind.moved + behind.gap;
        plot.pieces(brush, (from, y), behind.marks, &told(brush, spoke, behind.form));
        if spoke.anchor.is_marked {
            plot.marked = Some(y);
        }
        y += 1;
    }
    y
}

#[cfg(test)]
mod tests;
