//! The touchpoints of the selected stage, in columns.
//! Invariant: the selected touchpoint is always seen, and the list moves only at its edge.

use super::brush::Brush;
use super::columns::{Heads, ListColumns, ListRow, Selected};
use super::figure::{self, FigureForm};
use super::fold::{self, Field};
use super::scroll;
use super::theme::Role;
use crate::app::view::{Area, Geometry, Journey, Pane, Target};
use crate::journey::When;
use crate::text::Plain;

/// Paints the names of the columns where there is room for them, and takes their row off the area.
pub(super) fn paint_heads(brush: &mut Brush<'_>, journey: &Journey, area: &mut Area, columns: &ListColumns) {
    if area.height >= 5 && !journey.touchpoints.is_empty() {
        let heads = fold::take_top(area, 1);
        let metric = metric_head(journey);
        columns.paint_heads(brush, fold::row(heads, 0), &Heads::of_touchpoints(journey, &metric));
    }
}

/// Paints a row for each touchpoint.
pub(super) fn paint(
    brush: &mut Brush<'_>,
    journey: &Journey,
    area: Area,
    columns: &ListColumns,
    geometry: &mut Geometry,
) {
    geometry.strip_width = usize::from(columns.strip_room);
    if journey.touchpoints.is_empty() {
        let words = if journey.stages.is_empty() { "no stages yet" } else { "no touchpoints in this stage" };
        let is_opened = !(journey.stages.is_empty() && journey.progress.is_some());
        brush.left(fold::row(area, 0).skip(3), if is_opened { words } else { "" }, Role::Dim);
        return;
    }
    let page = usize::from(area.height);
    if journey.focus != Pane::Stages {
        geometry.page = page;
    }
    let first = scroll::first_shown(journey.touchpoint_idx, journey.touchpoints.len(), page);
    for (y, (idx, touchpoint)) in (0..area.height).zip(journey.touchpoints.iter().enumerate().skip(first)) {
        let field = fold::row(area, y);
        let selected = Selected::of(idx == journey.touchpoint_idx, journey.focus == Pane::Touchpoints);
        columns.paint(brush, field, &ListRow::from(touchpoint), selected);
        geometry.targets.push((field.area(), Target::Touchpoint(idx)));
    }
}

/// The metric of the screen with its unit where that is short: `CSAT %`.
pub(super) fn metric_head(journey: &Journey) -> Plain {
    if journey.unit.is_empty() || journey.unit.width() > 3 {
        return journey.metric.clone();
    }
    Plain::new(&format!("{} {}", journey.metric, journey.unit))
}

/// Paints when the stage happens and what the customer wants there.
pub(super) fn paint_context(brush: &mut Brush<'_>, journey: &Journey, field: Field) {
    let mut rest = field.skip(1).shorten(1);
    if let Some(when) = journey.when {
        let word = match when {
            When::Before => "before",
            When::During => "during",
            When::After => "after",
        };
        let used = brush.left(rest, word, Role::Dim);
        rest = rest.skip(used + 1);
        if !journey.customer_goal.is_empty() {
            brush.sign(rest, brush.glyphs.dot, Role::Dim);
            rest = rest.skip(2);
        }
    }
    brush.left(rest, &journey.customer_goal, Role::Text);
}

/// Paints the stage as a heading over its touchpoints: name, figure, and which of how many it is.
pub(super) fn paint_stage_head(brush: &mut Brush<'_>, journey: &Journey, field: Field, role: Role) {
    let Some(stage) = journey.stages.get(journey.stage_idx) else { return };
    let mut rest = field.skip(1).shorten(1);
    let nth = Plain::new(&format!("{} of {}", journey.stage_idx + 1, journey.stages.len()));
    if brush.columns(&nth) + 20 <= rest.width {
        let used = brush.right(rest, &nth, Role::Dim);
        rest = rest.shorten(used + 2);
    }
    let figure = stage.figure.as_ref();
    let reserved = figure.map_or(0, |figure| figure::inline_columns(brush, figure, FigureForm::Margin) + 2);
    let used = brush.left(rest.shorten(reserved), &stage.name, role);
    if let Some(figure) = figure {
        let value = if stage.is_worst { Role::Worst } else { Role::Strong };
        figure::inline(brush, rest.skip(used + 2), figure, value, FigureForm::Margin);
    }
}
