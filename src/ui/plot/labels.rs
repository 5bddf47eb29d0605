//! The names of the dots that stand out: beside their dots, where nothing else is.
//! Invariant: a name covers no dot, no interval and no other name.

use super::axis::Axis;
use super::dot::PlotDot;
use super::ink::{line, sign};
use super::slots::LEFT;
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::page::words::PageWords;
use crate::ui::theme::Role;

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

/// The names of the dots that stand out, each with its row, and the dots whose names found no place.
///
/// * `dots`: with the columns that a name may be cut to, and whether names stand with their values.
pub(super) fn placed<'v>(
    brush: &Brush<'_>,
    width: u16,
    axis: &Axis,
    (dots, shortest, has_values): (&[PlotDot<'v>], Option<u16>, bool),
) -> (Vec<(u16, PageWords<'v>)>, Vec<PlotDot<'v>>) {
    let (mut placed, mut untold) = (Vec::new(), Vec::new());
    let n_cells = usize::from(width) * usize::from(axis.n_rows);
    let mut taken = Taken { cells: vec![false; n_cells], width };
    for dot in dots {
        let (low, high) = dot.ends();
        (axis.row(high)..=axis.row(low)).for_each(|row| taken.take(dot.x, row, 1));
        taken.take(dot.x, axis.row(dot.value.value), 1);
        if let Some(before) = dot.value.before {
            taken.take(dot.x, axis.row(before), 1);
        }
    }
    // What moved has the first choice.
    let named = || dots.iter().filter(|dot| dot.value.is_named);
    let moved = named().filter(|dot| dot.value.moved.is_some());
    let others = named().filter(|dot| dot.value.moved.is_none());
    for dot in moved.chain(others) {
        let role = dot.value.moved.as_ref().map_or(Role::Text, |(_, tone, _)| Role::of(*tone));
        let find = |taken: &Taken, columns: u16, text: Plain| {
            places(dot.x, axis.row(dot.value.value), columns, axis.n_rows).into_iter().find_map(|(at, row)| {
                // A blank on either side keeps it apart from what is there.
                let is_free = at > LEFT && taken.is_free(at - 1, row, columns + 2);
                is_free.then(|| (at, row, columns, text.clone()))
            })
        };
        let place = forms(dot, has_values).into_iter().find_map(|text| find(&taken, brush.columns(&text), text));
        let cut = || find(&taken, shortest?, dot.name.clone());
        let Some((at, row, columns, text)) = place.or_else(cut) else {
            untold.push(*dot);
            continue;
        };
        placed.push((row, sign(at - 1, " ", Role::Text)));
        placed.push((row, line(at, columns, text, role)));
        placed.push((row, sign(at + columns, " ", Role::Text)));
        taken.take(at - 1, row, columns + 2);
    }
    (placed, untold)
}

/// `Security 75, fell 7.6`, and shorter.
pub(in crate::ui) fn forms(dot: &PlotDot<'_>, has_values: bool) -> Vec<Plain> {
    let (name, value) = (dot.name, dot.value);
    let mut forms = Vec::new();
    if let Some((_, _, words)) = &value.moved {
        forms.push(format!("{name} {}, {words}", value.shown));
        forms.push(format!("{name} {words}"));
    }
    if has_values {
        forms.push(format!("{name} {}", value.shown));
    }
    forms.push(name.to_string());
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
