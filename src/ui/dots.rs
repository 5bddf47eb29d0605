//! Dots over time around a day: their rows, their axis, and what is told under them.
//! Invariant: equal values are equally high, and time runs from left to right whichever way the map is read.

use super::brush::Brush;
use super::fold::Field;
use super::plot::axis::Axis;
use super::theme::Role;
use crate::app::view::{DotChart, DotSpan};
use crate::text::Plain;

/// The columns of the axis.
const LEFT: u16 = 6;

/// One row of them.
#[derive(Clone, Debug)]
pub(super) struct DotsRow<'v> {
    pub(super) part: DotsPart<'v>,
    /// How many columns the dots take, with their axis.
    pub(super) width: u16,
}

/// What a row of them shows.
#[derive(Clone, Debug)]
pub(super) enum DotsPart<'v> {
    /// Dots, and their row on the axis.
    Plot(&'v DotChart, Axis, u16),
    /// What is told of the parts of the time, and which of their lines.
    Spans(&'v DotChart, usize),
    /// Nothing: what stands beside them is longer.
    Blank,
}

impl DotsRow<'_> {
    pub(super) fn paint(&self, brush: &mut Brush<'_>, field: Field) {
        let (mut brush, field) = brush.forward(field.first(self.width));
        match self.part {
            DotsPart::Plot(chart, axis, row) => plot(&mut brush, field, chart, axis, row),
            DotsPart::Spans(chart, nth) => {
                let plot = plot_of(&brush, field, chart);
                for span in &chart.spans {
                    let Some(forms) = span.lines.get(nth) else { continue };
                    told_under(&mut brush, plot, span, forms);
                }
            }
            DotsPart::Blank => {}
        }
    }
}

/// Where dots are drawn: behind the axis, before what was meant is named.
fn plot_of(brush: &Brush<'_>, field: Field, chart: &DotChart) -> Field {
    let right = chart.meant.as_ref().map_or(0, |(_, label)| brush.columns(label) + 1);
    field.skip(LEFT).shorten(right)
}

fn plot(brush: &mut Brush<'_>, field: Field, chart: &DotChart, axis: Axis, row: u16) {
    if let Some((_, value)) = axis.ticks().find(|(own, _)| *own == row) {
        brush.right(field.first(LEFT - 2), &axis.label(value), Role::Dim);
    }
    let plot = plot_of(brush, field, chart);
    let day = chart.day.as_ref().map(|(at, _)| column(plot, *at));
    if let Some((value, label)) = &chart.meant
        && axis.row(*value) == row
    {
        let from = day.unwrap_or(0);
        brush.fill(plot.skip(from), brush.glyphs.dotted, Role::Underline);
        brush.left(field.last(brush.columns(label)), label, Role::Underline);
    }
    if let Some(day) = day {
        brush.sign(plot.skip(day), brush.glyphs.shipped, Role::Dim);
    }
    if let (0, Some((at, words))) = (row, &chart.day) {
        let (x, columns) = (column(plot, *at), brush.columns(words));
        let rest = plot.skip(x + 2);
        // The word stands in the first row, where it hides no dot.
        let is_free = |at: f64| !(x + 1..=x + 2 + columns).contains(&column(plot, at));
        let is_clear = chart.points.iter().filter(|own| axis.row(own.value) == 0).all(|own| is_free(own.at));
        if columns <= rest.width && is_clear {
            brush.left(rest, words, Role::Dim);
        }
    }
    for point in chart.points.iter().filter(|own| axis.row(own.value) == row) {
        let (sign, role) =
            if point.is_weak { (brush.glyphs.few, Role::Dim) } else { (brush.glyphs.value, Role::Strong) };
        brush.sign(plot.skip(column(plot, point.at)), sign, role);
    }
}

/// Writes into the middle of a part of the time.
fn told_under(brush: &mut Brush<'_>, plot: Field, span: &DotSpan, forms: &[Plain]) {
    let (from, to) = (column(plot, span.from), column(plot, span.to));
    let room = to.saturating_sub(from);
    let Some(form) = forms.iter().find(|form| brush.columns(*form) <= room) else { return };
    let indent = (room - brush.columns(form)) / 2;
    brush.left(plot.skip(from + indent).first(room), form, Role::Dim);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and the width")]
fn column(plot: Field, at: f64) -> u16 {
    let last = f64::from(plot.width.saturating_sub(1));
    (at.clamp(0.0, 1.0) * last).round() as u16
}
