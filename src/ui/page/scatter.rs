//! Dots between two axes: as high as the pane leaves room for, with the names that do not cover anything.
//! Invariant: a name covers no dot and no other name; names that find no room are counted.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{Scatter, ScatterDot};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::theme::Role;

/// The fewest and the most rows of dots.
const ROWS: (u16, u16) = (7, 34);
/// The rows that are left for what stands around it: titles, ticks, what is told of the dot under the cursor.
const AROUND: u16 = 7;
/// The columns of the values at its left.
const VALUES: u16 = 5;

/// What is where on the plot.
struct Ground {
    width: u16,
    n_rows: u16,
    taken: Vec<bool>,
}

impl Ground {
    fn new(width: u16, n_rows: u16) -> Self {
        Self { width, n_rows, taken: vec![false; usize::from(width) * usize::from(n_rows)] }
    }

    fn cells(&self, row: u16, from: u16, n: u16) -> std::ops::Range<usize> {
        let first = usize::from(row) * usize::from(self.width) + usize::from(from);
        first..first + usize::from(n)
    }

    /// Is that free, with a blank at either end?
    fn is_free(&self, row: u16, from: u16, n: u16) -> bool {
        if row >= self.n_rows || from + n > self.width {
            return false;
        }
        let first = from.saturating_sub(1);
        let last = (from + n + 1).min(self.width);
        self.taken.get(self.cells(row, first, last - first)).is_some_and(|own| own.iter().all(|own| !own))
    }

    fn take(&mut self, row: u16, from: u16, n: u16) {
        let cells = self.cells(row, from, n);
        if let Some(own) = self.taken.get_mut(cells) {
            own.fill(true);
        }
    }
}

impl<'v> PageRows<'v> {
    pub(super) fn scatter(&mut self, brush: &Brush<'_>, own: &'v Scatter) {
        let first = self.rows.len();
        let n_rows = self.height.saturating_sub(AROUND).clamp(ROWS.0, ROWS.1);
        let width = self.width.saturating_sub(VALUES + 1).max(1);
        let mut rows: Vec<Vec<PageWords<'v>>> = vec![Vec::new(); usize::from(n_rows)];
        let mut put = |row: u16, x: u16, n: u16, text: PageText<'v>, role: Role| {
            if let Some(row) = rows.get_mut(usize::from(row)) {
                row.push(PageWords::new(x + VALUES, n, text, role));
            }
        };
        let place =
            |dot: &ScatterDot| (step(own.across.share(dot.at.0), width), row_of(own.up.share(dot.at.1), n_rows));
        // The cross of the medians lies under everything else.
        let (middle, center) =
            (step(own.across.share(own.across.middle), width), row_of(own.up.share(own.up.middle), n_rows));
        for x in 0..width {
            put(center, x, 1, PageText::Sign(brush.glyphs.dotted), Role::Rule);
        }
        for row in 0..n_rows {
            put(row, middle, 1, PageText::Sign(brush.glyphs.whiskers[0]), Role::Rule);
        }
        let mut ground = Ground::new(width, n_rows);
        for dot in &own.dots {
            let (x, row) = place(dot);
            ground.take(row, x, 1);
        }
        for (idx, corner) in own.corners.iter().enumerate() {
            let row = if idx < 2 { 0 } else { n_rows - 1 };
            let columns = brush.columns(corner);
            let from = if idx % 2 == 0 { 0 } else { width.saturating_sub(columns) };
            if ground.is_free(row, from, columns) {
                ground.take(row, from, columns);
                put(row, from, columns, PageText::Whole(corner), Role::Dim);
            }
        }
        let mut n_untold = 0_usize;
        for dot in &own.dots {
            let at = place(dot);
            let role = if dot.anchor.is_marked { Role::Selected } else { role(dot) };
            let named = dot.names.iter().find_map(|name| {
                let columns = brush.columns(name);
                let found =
                    around(at, columns, width).into_iter().find(|(row, from)| ground.is_free(*row, *from, columns))?;
                Some((found, columns, name))
            });
            match named {
                Some(((row, from), columns, name)) => {
                    ground.take(row, from, columns);
                    put(row, from, columns, PageText::Whole(name), role);
                }
                None => n_untold += 1,
            }
        }
        // Dots come last: what is in their cells they cover, those under the cursor all others.
        let mut dots: Vec<&ScatterDot> = own.dots.iter().collect();
        dots.sort_by_key(|dot| (dot.anchor.is_marked, dot.is_sure));
        for dot in dots {
            let (x, row) = place(dot);
            let sign = if dot.is_sure { brush.glyphs.value } else { brush.glyphs.before };
            let sign = if dot.anchor.is_marked && dot.is_sure { brush.glyphs.here } else { sign };
            put(row, x, 1, PageText::Sign(sign), if dot.anchor.is_marked { Role::Selected } else { role(dot) });
        }
        for (value, label) in &own.up.ticks {
            if let Some(row) = rows.get_mut(usize::from(row_of(own.up.share(*value), n_rows))) {
                row.push(PageWords::new(0, VALUES - 1, PageText::Whole(label), Role::Dim).at(Alignment::End));
            }
        }
        self.rows.push(PageRow::Words(vec![PageWords::new(0, self.width, PageText::Whole(&own.up.title), Role::Dim)]));
        self.rows.extend(rows.into_iter().map(PageRow::Words));
        let mut ticks: Vec<PageWords<'v>> = Vec::new();
        let mut free = 0;
        for (value, label) in &own.across.ticks {
            let columns = brush.columns(label);
            let from = (VALUES + step(own.across.share(*value), width)).saturating_sub(columns / 2);
            if from >= free && from + columns <= self.width {
                ticks.push(PageWords::new(from, columns, PageText::Whole(label), Role::Dim));
                free = from + columns + 1;
            }
        }
        self.rows.push(PageRow::Words(ticks));
        self.rows.push(PageRow::Words(vec![PageWords::new(
            VALUES,
            self.width.saturating_sub(VALUES),
            PageText::Whole(&own.across.title),
            Role::Dim,
        )]));
        if n_untold > 0 {
            let words: Plain = own.untold.as_str().replacen("{}", &n_untold.to_string(), 1).into();
            self.rows.push(PageRow::Words(vec![PageWords::new(0, self.width, PageText::Line(words), Role::Dim)]));
        }
        if let Some(dot) = own.dots.iter().find(|dot| dot.anchor.is_marked) {
            self.has_cursor = true;
            self.mark(first + 1 + usize::from(place(dot).1), false);
        }
    }
}

fn role(dot: &ScatterDot) -> Role {
    if dot.is_sure { Role::of(dot.tone) } else { Role::Dim }
}

/// Where a name of so many columns may stand, the best place first: beside its dot, then over and under it, within the
/// width.
fn around((x, row): (u16, u16), columns: u16, width: u16) -> Vec<(u16, u16)> {
    let left = x.checked_sub(columns + 1);
    let (over, under) = (row.checked_sub(1), row + 1);
    let last = width.saturating_sub(columns);
    let mut all = vec![(row, x + 2)];
    all.extend(left.map(|from| (row, from)));
    for row in [over, Some(under)].into_iter().flatten() {
        let starts = [x.saturating_sub(columns / 2), x, (x + 1).saturating_sub(columns)];
        all.extend(starts.map(|from| (row, from.min(last))));
    }
    all
}

/// The column of a share of the width.
fn step(share: f64, width: u16) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
    let step = (share * f64::from(width.saturating_sub(1))).round() as u16;
    step
}

/// The row of a share of the height, from above.
fn row_of(share: f64, n_rows: u16) -> u16 {
    n_rows.saturating_sub(1).saturating_sub(step(share, n_rows))
}

#[cfg(test)]
mod tests;
