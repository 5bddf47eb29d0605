//! The names of the dots that stand out: beside their dots, where nothing else is.
//! Invariant: a name covers no dot, no interval and no other name.

use super::axis::Axis;
use crate::app::view::{Area, Dot};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::fold;
use crate::ui::theme::Role;

/// The fewest columns of a name that can still be told from others.
const SHORTEST: u16 = 8;

/// What is taken of a plot, cell by cell.
struct Taken {
    cells: Vec<bool>,
    width: u16,
}

impl Taken {
    fn idx(&self, x: u16, row: u16) -> usize {
        usize::from(row) * usize::from(self.width) + usize::from(x)
    }

    fn take(&mut self, x: u16, row: u16, width: u16) {
        let (first, n) = (self.idx(x, row), usize::from(width.min(self.width.saturating_sub(x))));
        if let Some(cells) = self.cells.get_mut(first..first + n) {
            cells.fill(true);
        }
    }

    fn is_free(&self, x: u16, row: u16, width: u16) -> bool {
        let first = self.idx(x, row);
        x + width < self.width
            && self.cells.get(first..first + usize::from(width)).is_some_and(|cells| cells.iter().all(|cell| !cell))
    }
}

/// Paints the names of the dots that stand out.
pub(super) fn paint(brush: &mut Brush<'_>, dots: &[(u16, (usize, usize), &Dot)], plot: Area, axis: &Axis, slot: u16) {
    let n_cells = usize::from(plot.width) * usize::from(plot.height);
    let mut taken = Taken { cells: vec![false; n_cells], width: plot.width };
    for (x, _, dot) in dots {
        let Some(value) = dot.value else { continue };
        let (low, high) = dot.interval.unwrap_or((value, value));
        (axis.row(high)..=axis.row(low)).for_each(|row| taken.take(*x, row, 1));
        taken.take(*x, axis.row(value), 1);
        if let Some(before) = dot.before {
            taken.take(*x, axis.row(before), 1);
        }
    }
    // What moved has the first choice.
    let named = || dots.iter().filter(|(.., dot)| dot.is_named);
    let moved = named().filter(|(.., dot)| dot.change.is_some());
    let others = named().filter(|(.., dot)| dot.change.is_none());
    for (x, _, dot) in moved.chain(others) {
        let Some(value) = dot.value else { continue };
        let role = dot.change.as_ref().map_or(Role::Text, |(_, tone, _)| Role::of(*tone));
        let place = forms(dot).into_iter().find_map(|text| {
            let columns = brush.columns(&text);
            places(*x, axis.row(value), columns, plot.height).into_iter().find_map(|(at, row)| {
                // A blank on either side keeps it apart from what is there.
                let is_free = at > super::LEFT && taken.is_free(at - 1, row, columns + 2);
                is_free.then(|| (at, row, columns, text.clone()))
            })
        });
        let cut = || {
            let row = axis.row(value);
            let columns = slot.saturating_sub(2).max(SHORTEST);
            places(*x, row, columns, plot.height).into_iter().find_map(|(at, row)| {
                let is_free = at > super::LEFT && taken.is_free(at - 1, row, columns + 2);
                is_free.then(|| (at, row, columns, dot.name.clone()))
            })
        };
        if let Some((at, row, columns, text)) = place.or_else(cut) {
            let field = fold::row(plot, row).skip(at.saturating_sub(1)).first(columns + 2);
            brush.fill(field, " ", Role::Text);
            brush.left(field.skip(1).first(columns), &text, role);
            taken.take(at.saturating_sub(1), row, columns + 2);
        }
    }
}

/// `Security 75, fell 7.6`, and shorter.
fn forms(dot: &Dot) -> Vec<Plain> {
    let mut forms = Vec::new();
    if let Some((_, _, words)) = &dot.change {
        forms.push(format!("{} {}, {words}", dot.name, dot.shown));
        forms.push(format!("{} {words}", dot.name));
    }
    forms.push(format!("{} {}", dot.name, dot.shown));
    forms.push(dot.name.to_string());
    forms.into_iter().map(|form| Plain::new(form.trim())).collect()
}

/// Where a name of so many columns may stand, the best place first: right or left of its dot, then a row below or above.
fn places(x: u16, row: u16, columns: u16, n_rows: u16) -> Vec<(u16, u16)> {
    let right = Some(x + 2);
    let left = x.checked_sub(columns + 1);
    let rows = [Some(row), Some(row + 1).filter(|row| *row < n_rows), row.checked_sub(1)];
    let beside = rows.into_iter().flatten().flat_map(|row| [right, left].map(|at| Some((at?, row))));
    // Over or under the dot itself, around its middle.
    let far = [Some(row + 1).filter(|row| *row < n_rows), row.checked_sub(1)];
    let around = x.checked_sub(columns / 2);
    beside.flatten().chain(far.into_iter().flatten().filter_map(|row| Some((around?, row)))).collect()
}
