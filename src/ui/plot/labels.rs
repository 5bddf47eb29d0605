//! The names of the dots that stand out, beside their dots.
//! Invariants: a name covers no dot, no interval and no other name; in its row nothing is near it but its own dot; off the
//! row of its dot no other dot is as near to its ends.

use super::axis::Axis;
use super::dot::PlotDot;
use super::ink::{line, sign};
use super::slots::LEFT;
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::page::words::PageWords;
use crate::ui::theme::Role;

/// The columns from the end of a name to its own dot; at least to what else is in its row; and to another dot where its own
/// is in the next row.
const NEAR: u16 = 2;
const FAR: u16 = 4;
const FARTHER: u16 = 7;

/// Something at a cell of a plot.
struct Mark<'v> {
    x: u16,
    row: u16,
    /// Of which touchpoint.
    of: &'v Plain,
    /// Is it what was measured, and not only how surely?
    is_dot: bool,
}

/// Where a name may stand.
#[derive(Clone, Copy)]
struct Place {
    at: u16,
    row: u16,
    columns: u16,
}

impl Place {
    /// The columns from its nearer end; none where it covers the column.
    fn gap(self, x: u16) -> u16 {
        let last = self.at + self.columns.saturating_sub(1);
        self.at.saturating_sub(x).max(x.saturating_sub(last))
    }
}

/// What is on a plot.
struct Ground<'v> {
    marks: Vec<Mark<'v>>,
    names: Vec<Place>,
    width: u16,
    n_rows: u16,
}

impl<'v> Ground<'v> {
    fn of(dots: &[PlotDot<'v>], axis: &Axis, width: u16) -> Self {
        let mut marks = Vec::new();
        for dot in dots {
            let (low, high) = dot.ends();
            let mark = |row: u16, is_dot: bool| Mark { x: dot.x, row, of: dot.name, is_dot };
            marks.extend((axis.row(high)..=axis.row(low)).map(|row| mark(row, false)));
            marks.extend(dot.value.before.map(|before| mark(axis.row(before), true)));
            marks.push(mark(axis.row(dot.value.value), true));
        }
        Self { marks, names: Vec::new(), width, n_rows: axis.n_rows }
    }

    /// Can a name stand there, and be taken for no other's?
    fn suits(&self, place: Place, dot: &PlotDot<'_>, is_beside: bool) -> bool {
        let is_within = place.at > LEFT && place.at + place.columns + 1 < self.width && place.row < self.n_rows;
        let is_apart = |name: &Place| name.row != place.row || place.gap(name.at).min(name.gap(place.at)) >= FAR;
        let own_gap = place.gap(dot.x);
        let is_clear = |mark: &Mark<'_>| {
            let (is_own, gap) = (std::ptr::eq(mark.of, dot.name), place.gap(mark.x));
            match mark.row.abs_diff(place.row) {
                0 if is_own => gap >= NEAR,
                0 => gap >= if is_beside || !mark.is_dot { FAR } else { FARTHER },
                1 => is_beside || is_own || !mark.is_dot || gap > own_gap,
                _ => true,
            }
        };
        is_within && self.names.iter().all(is_apart) && self.marks.iter().all(is_clear)
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
    let mut ground = Ground::of(dots, axis, width);
    // What moved has the first choice.
    let named = || dots.iter().filter(|dot| dot.value.is_named);
    let moved = named().filter(|dot| dot.value.moved.is_some());
    let others = named().filter(|dot| dot.value.moved.is_none());
    for dot in moved.chain(others) {
        let role = dot.value.moved.as_ref().map_or(Role::Text, |(_, tone, _)| Role::of(*tone));
        let row = axis.row(dot.value.value);
        let find = |forms: &[Plain], least: Option<u16>| {
            [true, false].into_iter().find_map(|is_beside| {
                forms.iter().find_map(|text| {
                    let columns = least.unwrap_or_else(|| brush.columns(text));
                    let all = if is_beside { beside(dot.x, row, columns) } else { off(dot.x, row, columns) };
                    let place = all.into_iter().find(|place| ground.suits(*place, dot, is_beside))?;
                    Some((place, text.clone()))
                })
            })
        };
        // What moved is told with its move wherever that has a place, then with its value. Nothing is left out of what can
        // be told elsewhere.
        let mut forms = forms(dot, has_values);
        if has_values && shortest.is_none() {
            forms.pop();
        }
        let (with_move, shorter) = forms.split_at(if dot.value.moved.is_some() { 2.min(forms.len()) } else { 0 });
        let whole = find(with_move, None).or_else(|| shorter.chunks(1).find_map(|form| find(form, None)));
        let cut = || find(std::slice::from_ref(dot.name), Some(shortest?));
        let Some((place, text)) = whole.or_else(cut) else {
            untold.push(*dot);
            continue;
        };
        let Place { at, row, columns } = place;
        placed.push((row, sign(at - 1, " ", Role::Text)));
        placed.push((row, line(at, columns, text, role)));
        placed.push((row, sign(at + columns, " ", Role::Text)));
        ground.names.push(place);
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

/// Where a name of so many columns may stand in the row of its dot, the best place first.
fn beside(x: u16, row: u16, columns: u16) -> Vec<Place> {
    let left = x.checked_sub(columns + NEAR - 1);
    [Some(x + NEAR), left].into_iter().flatten().map(|at| Place { at, row, columns }).collect()
}

/// Where it may stand in the row below or above.
fn off(x: u16, row: u16, columns: u16) -> Vec<Place> {
    let right = Some(x + NEAR);
    let left = x.checked_sub(columns + NEAR - 1);
    // Over or under the dot itself: around its middle, from it on, or up to it.
    let around = [x.checked_sub(columns / 2), Some(x), (x + 1).checked_sub(columns)];
    let rows = || [Some(row + 1), row.checked_sub(1)].into_iter().flatten();
    let of = |at: Option<u16>| rows().filter_map(move |row| Some(Place { at: at?, row, columns }));
    [right, left].into_iter().chain(around).flat_map(of).collect()
}
