//! A chart of one series on the fixed scale of its metric, with the target, and under each period its value and margin.
//! Where the scale holds zero bars stand on it; where it does not, a bar would mislead, and values are dots with their
//! intervals. Invariant: equal values are equally high; a period without a measurement has neither bar nor value.

use super::brush::Brush;
use super::figure;
use super::fold::Field;
use super::theme::Role;
use crate::app::view::{Chart, ChartPoint};
use crate::text::Plain;

/// Rows of bars.
const N_ROWS: u16 = 7;
/// A cell is filled in steps of an eighth.
const EIGHTHS: u16 = 8;
/// The most columns of a bar with the gap after it, unless what stands under it needs more.
const WIDEST_SLOT: u16 = 8;

/// How a chart fits into a width.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChartLayout {
    /// Columns of the scale's labels.
    left: u16,
    /// Columns of the target's label; 0 where it is not shown.
    right: u16,
    /// Columns of a bar with its gap.
    slot: u16,
    bar: u16,
    /// The first point that there is room for.
    first: usize,
    /// Rows of bars above zero, or above the low end of the scale.
    n_above: u16,
    /// Rows of bars below zero.
    n_below: u16,
    /// The value that the bars stand on.
    floor: f64,
    /// How much a row of bars stands for.
    unit: f64,
    has_values: bool,
    has_margins: bool,
}

/// What one row of a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ChartRow {
    Title,
    Above(u16),
    Zero,
    Below(u16),
    Labels,
    Values,
    Margins,
}

impl ChartLayout {
    pub(super) fn of(brush: &Brush<'_>, chart: &Chart, width: u16) -> Self {
        let (low, high) = ordered(chart.scale);
        let hangs = chart.points.iter().any(|point| point.value.is_some_and(|value| value < 0.0));
        let crosses = low < 0.0 && high > 0.0;
        let floor = if crosses { 0.0 } else { low };
        let (n_above, n_below) = if crosses && hangs { split(low, high) } else { (N_ROWS, 0) };
        let mut unit = (high - floor) / f64::from(n_above);
        if n_below > 0 {
            unit = unit.max(-low / f64::from(n_below));
        }
        let left = brush.columns(&chart.ends.0).max(brush.columns(&chart.ends.1)).min(width / 4);
        let rest = width.saturating_sub(left + 1);
        let n_points = u16::try_from(chart.points.len()).unwrap_or(u16::MAX).max(1);
        let target = chart.target.as_ref().map_or(0, |(_, label)| brush.columns(label) + 2);
        let right = if target > 0 && rest >= target + n_points.saturating_mul(2) { target } else { 0 };
        let plot = (rest - right.min(rest)).max(1);
        // Where there is room, an interval with both its ends fits as well.
        let ends = chart.points.iter().filter_map(|point| Some(brush.columns(&margin_text(brush, point)?) + 1)).max();
        let slot = (plot / n_points).clamp(1, ends.unwrap_or(0).max(WIDEST_SLOT));
        let bar = match slot {
            1 => 1,
            2..=4 => slot - 1,
            _ => slot - 2,
        };
        let first = chart.points.len().saturating_sub(usize::from(plot / slot));
        let shown = chart.points.get(first..).unwrap_or_default();
        let fits = |text: &Plain| brush.columns(text) < slot;
        let has_values = shown.iter().all(|point| fits(&value_text(brush, point)));
        let has_margins =
            has_values && shown.iter().all(|point| margin_text(brush, point).is_none_or(|text| fits(&text)));
        Self { left, right, slot, bar, first, n_above, n_below, floor, unit, has_values, has_margins }
    }

    pub(super) fn n_rows(&self) -> u16 {
        let hanging = if self.n_below > 0 { self.n_below + 1 } else { 0 };
        2 + self.n_above + hanging + u16::from(self.has_values) + u16::from(self.has_margins)
    }

    fn part(&self, idx: u16) -> ChartRow {
        let Some(idx) = idx.checked_sub(1) else { return ChartRow::Title };
        if idx < self.n_above {
            return ChartRow::Above(idx);
        }
        let mut idx = idx - self.n_above;
        if self.n_below > 0 {
            if idx == 0 {
                return ChartRow::Zero;
            }
            if idx <= self.n_below {
                return ChartRow::Below(idx - 1);
            }
            idx -= self.n_below + 1;
        }
        match idx {
            0 => ChartRow::Labels,
            1 => ChartRow::Values,
            _ => ChartRow::Margins,
        }
    }

    /// How high a value stands over the floor, in eighths of a row: one at least, for what was measured must be seen.
    fn eighths(&self, value: f64) -> u16 {
        let full = f64::from(self.n_above * EIGHTHS);
        let height = ((value - self.floor) / self.unit * f64::from(EIGHTHS)).round();
        if height.is_nan() { 1 } else { whole(height.clamp(1.0, full)) }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and a few hundred")]
fn whole(number: f64) -> u16 {
    number.clamp(0.0, 10_000.0) as u16
}

fn ordered((low, high): (f64, f64)) -> (f64, f64) {
    if low.is_finite() && high.is_finite() && high > low { (low, high) } else { (0.0, 1.0) }
}

/// How many rows lie above zero and how many below, in proportion to the scale.
fn split(low: f64, high: f64) -> (u16, u16) {
    let n_rows = N_ROWS + 1;
    let above = whole((f64::from(n_rows) * high / (high - low)).round()).clamp(1, n_rows - 1);
    (above, n_rows - above)
}

fn value_text(brush: &Brush<'_>, point: &ChartPoint) -> Plain {
    if point.value.is_some() { point.shown.clone() } else { Plain::new(brush.glyphs.gap) }
}

fn margin_text(brush: &Brush<'_>, point: &ChartPoint) -> Option<Plain> {
    point.margin.as_ref().map(|margin| figure::spread(brush, margin))
}

/// Paints one row of a chart.
pub(super) fn paint(brush: &mut Brush<'_>, field: Field, chart: &Chart, layout: &ChartLayout, idx: u16) {
    let part = layout.part(idx);
    if part == ChartRow::Title {
        let used = brush.right(field, &chart.last, Role::Strong);
        brush.left(field.shorten(used + 2), &chart.title, Role::Heading);
        return;
    }
    // Time runs from left to right, whichever way the map is read.
    let (mut brush, field) = brush.forward(field);
    let brush = &mut brush;
    let plot = field.skip(layout.left + 1).shorten(layout.right);
    match part {
        ChartRow::Title => {}
        ChartRow::Above(row) => {
            target(brush, field, chart, layout, row);
            if row == 0 {
                brush.right(field.first(layout.left), &chart.ends.1, Role::Dim);
            }
            if row + 1 == layout.n_above && layout.n_below == 0 {
                low_end(brush, field, chart, layout);
            }
            marks(brush, plot, chart, layout);
            if ordered(chart.scale).0 > 0.0 {
                dots(brush, plot, chart, layout, row);
            } else {
                bars_above(brush, plot, chart, layout, row);
            }
        }
        ChartRow::Zero => {
            brush.right(field.first(layout.left), "0", Role::Dim);
            brush.fill(plot, brush.glyphs.zero, Role::Rule);
        }
        ChartRow::Below(row) => {
            if row + 1 == layout.n_below {
                brush.right(field.first(layout.left), &chart.ends.0, Role::Dim);
            }
            bars_below(brush, plot, chart, layout, row);
        }
        ChartRow::Labels => labels(brush, plot, chart, layout),
        ChartRow::Values => values(brush, plot, chart, layout),
        ChartRow::Margins => margins(brush, plot, chart, layout),
    }
}

fn low_end(brush: &mut Brush<'_>, field: Field, chart: &Chart, layout: &ChartLayout) {
    let (low, _) = ordered(chart.scale);
    if low < 0.0 && layout.floor >= 0.0 {
        brush.right(field.first(layout.left), "0", Role::Dim);
    } else {
        brush.right(field.first(layout.left), &chart.ends.0, Role::Dim);
    }
}

/// The points that there is room for, each with its slot and whether it is the last.
fn slots<'c>(
    plot: Field,
    chart: &'c Chart,
    layout: &ChartLayout,
) -> impl Iterator<Item = (Field, &'c ChartPoint, bool)> {
    let (slot, last) = (layout.slot, chart.points.len().saturating_sub(1));
    let mut rest = plot;
    chart.points.iter().enumerate().skip(layout.first).map(move |(idx, point)| {
        let field = rest.first(slot);
        rest = rest.skip(slot);
        (field, point, idx == last)
    })
}

const fn bar_role(point: &ChartPoint, is_last: bool) -> Role {
    match (point.is_weak, is_last) {
        (true, _) => Role::Rule,
        (false, true) => Role::Strong,
        (false, false) => Role::Past,
    }
}

fn bars_above(brush: &mut Brush<'_>, plot: Field, chart: &Chart, layout: &ChartLayout, row: u16) {
    for (slot, point, is_last) in slots(plot, chart, layout) {
        let Some(value) = point.value.filter(|value| *value >= layout.floor || layout.n_below == 0) else { continue };
        let below = (layout.n_above - 1 - row) * EIGHTHS;
        let filled = layout.eighths(value).saturating_sub(below).min(EIGHTHS);
        if filled > 0 {
            let sign = brush.glyphs.rise[usize::from(filled - 1)];
            brush.fill(slot.first(layout.bar), sign, bar_role(point, is_last));
        }
    }
}

/// Paints where something was shipped: in the gap before a period, if there is one.
fn marks(brush: &mut Brush<'_>, plot: Field, chart: &Chart, layout: &ChartLayout) {
    for (idx, (slot, ..)) in slots(plot, chart, layout).enumerate() {
        if layout.bar < layout.slot && idx > 0 && chart.marks.contains(&(idx + layout.first)) {
            let before = Field { x: slot.x.saturating_sub(1), width: 1, ..slot };
            brush.sign(before, brush.glyphs.shipped, Role::Dim);
        }
    }
}

/// Paints one row of dots with their intervals.
fn dots(brush: &mut Brush<'_>, plot: Field, chart: &Chart, layout: &ChartLayout, row: u16) {
    let row_of = |value: f64| layout.n_above - 1 - (layout.eighths(value) - 1) / EIGHTHS;
    for (slot, point, is_last) in slots(plot, chart, layout) {
        let Some(value) = point.value else { continue };
        let middle = slot.skip(layout.bar.saturating_sub(1) / 2).first(1);
        let (low, high) = point.interval.unwrap_or((value, value));
        if row_of(value) == row {
            let sign = if point.is_weak { brush.glyphs.few } else { brush.glyphs.value };
            brush.sign(middle, sign, bar_role(point, is_last));
        } else if (row_of(high)..=row_of(low)).contains(&row) {
            brush.sign(middle, brush.glyphs.whiskers[0], Role::Dim);
        }
    }
}

fn bars_below(brush: &mut Brush<'_>, plot: Field, chart: &Chart, layout: &ChartLayout, row: u16) {
    for (slot, point, is_last) in slots(plot, chart, layout) {
        let Some(value) = point.value.filter(|value| *value < 0.0) else { continue };
        let depth = (-value / layout.unit).max(0.125) - f64::from(row);
        let [thin, half] = brush.glyphs.hanging;
        let sign = match depth {
            depth if depth >= 0.75 => brush.glyphs.rise[7],
            depth if depth >= 0.3 => half,
            depth if depth > 0.0 => thin,
            _ => continue,
        };
        brush.fill(slot.first(layout.bar), sign, bar_role(point, is_last));
    }
}

fn target(brush: &mut Brush<'_>, field: Field, chart: &Chart, layout: &ChartLayout, row: u16) {
    let Some((value, label)) = &chart.target else { return };
    let (low, high) = ordered(chart.scale);
    if *value < layout.floor || *value < low || *value > high {
        return;
    }
    let at = (layout.eighths(*value) - 1) / EIGHTHS;
    if layout.n_above - 1 - row != at {
        return;
    }
    let line = field.skip(layout.left + 1).shorten(layout.right);
    brush.fill(line, brush.glyphs.dotted, Role::Rule);
    if layout.right > 0 {
        let behind = field.last(layout.right);
        brush.sign(behind, brush.glyphs.dotted, Role::Rule);
        brush.left(behind.skip(2), label, Role::Dim);
    }
}

/// Paints as many period labels as fit, the last one always.
fn labels(brush: &mut Brush<'_>, plot: Field, chart: &Chart, layout: &ChartLayout) {
    let points = chart.points.get(layout.first..).unwrap_or_default();
    let widest = points.iter().map(|point| brush.columns(&point.label)).max().unwrap_or(0);
    let step = usize::from((widest + 1).div_ceil(layout.slot).max(1));
    for (idx, (slot, point, is_last)) in slots(plot, chart, layout).enumerate() {
        if (points.len() - 1 - idx) % step != 0 {
            continue;
        }
        let columns = brush.columns(&point.label);
        let room = Field { width: columns.min(plot.width), ..slot };
        let end = plot.x + plot.width;
        let middle = slot.x + layout.bar.saturating_sub(columns) / 2;
        let x = middle.min(end.saturating_sub(room.width)).max(plot.x);
        brush.left(Field { x, ..room }, &point.label, if is_last { Role::Text } else { Role::Dim });
    }
}

fn values(brush: &mut Brush<'_>, plot: Field, chart: &Chart, layout: &ChartLayout) {
    for (slot, point, is_last) in slots(plot, chart, layout) {
        let text = value_text(brush, point);
        caption(brush, slot, layout, &text, if is_last { Role::Strong } else { Role::Dim });
    }
}

fn margins(brush: &mut Brush<'_>, plot: Field, chart: &Chart, layout: &ChartLayout) {
    for (slot, point, _) in slots(plot, chart, layout) {
        if let Some(text) = margin_text(brush, point) {
            caption(brush, slot, layout, &text, Role::Dim);
        }
    }
}

/// Paints a text under the middle of a bar.
fn caption(brush: &mut Brush<'_>, slot: Field, layout: &ChartLayout, text: &Plain, role: Role) {
    let indent = layout.bar.saturating_sub(brush.columns(text)) / 2;
    brush.left(slot.skip(indent), text, role);
}

#[cfg(test)]
mod tests;
