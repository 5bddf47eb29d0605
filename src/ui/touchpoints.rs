//! The touchpoints of the selected stage in columns, under each its pain points in words.
//! Invariant: the selected touchpoint is always seen, and the list moves only at its edge.

use super::brush::Brush;
use super::columns::{self, Heads, ListColumns, ListRow, Selected};
use super::figure::{self, FigureForm};
use super::fold::{self, Field};
use super::scroll;
use super::theme::Role;
use crate::app::view::{Area, Geometry, Journey, Pane, Target, TouchpointRow};
use crate::text::Plain;

/// Paints the names of the columns where there is room for them, and takes their row off the area.
pub(super) fn paint_heads(brush: &mut Brush<'_>, journey: &Journey, area: &mut Area, columns: &ListColumns) {
    if area.height >= 5 && !journey.touchpoints().is_empty() {
        let heads = fold::take_top(area, 1);
        let metric = metric_head(journey);
        columns.paint_heads(brush, fold::row(heads, 0), &Heads::of_touchpoints(journey, &metric));
    }
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    touchpoint: usize,
    /// Which of its pain points; `None`: the touchpoint itself.
    pain: Option<usize>,
    /// How many more pain points it has than are shown.
    n_more: usize,
}

/// The rows of a list: every pain point has one if all fit, else the worst of each touchpoint.
fn lines(touchpoints: &[TouchpointRow], n_rows: usize) -> Vec<Line> {
    let with = |most: usize| -> Vec<Line> {
        let of = |(touchpoint, row): (usize, &TouchpointRow)| {
            let n = row.pains.len().min(most);
            let n_more = row.pains.len() - n;
            let line = move |pain: Option<usize>| Line {
                touchpoint,
                pain,
                n_more: if pain.is_some_and(|pain| pain + 1 == n) { n_more } else { 0 },
            };
            std::iter::once(line(None)).chain((0..n).map(move |pain| line(Some(pain))))
        };
        touchpoints.iter().enumerate().flat_map(of).collect()
    };
    let all = with(usize::MAX);
    if all.len() <= n_rows { all } else { with(1) }
}

/// How many rows a list of touchpoints takes if all of it is shown.
pub(super) fn n_rows(journey: &Journey) -> u16 {
    let n: usize = journey.touchpoints().iter().map(|row| 1 + row.pains.len()).sum();
    u16::try_from(n).unwrap_or(u16::MAX)
}

/// Paints the list; gives back which of its touchpoints are shown, where not all are.
pub(super) fn paint(
    brush: &mut Brush<'_>,
    journey: &Journey,
    area: Area,
    columns: &ListColumns,
    geometry: &mut Geometry,
) -> Option<Plain> {
    let touchpoints = journey.touchpoints();
    if touchpoints.is_empty() {
        let words = if journey.stages().is_empty() { "no stages yet" } else { "no touchpoints in this stage" };
        let is_opened = !(journey.stages().is_empty() && journey.progress.is_some());
        let parts = [words, journey.invitation.as_str()].map(str::to_owned);
        let words = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
        brush.left(fold::row(area, 0).skip(3), &Plain::new(if is_opened { &words } else { "" }), Role::Dim);
        return None;
    }
    let n_seen = usize::from(area.height);
    let lines = lines(touchpoints, n_seen);
    let is_here = |line: &Line| line.touchpoint == journey.touchpoint_idx;
    let (start, end) = (lines.iter().position(is_here).unwrap_or(0), lines.iter().rposition(is_here).unwrap_or(0));
    let first = scroll::first_shown(end, lines.len(), n_seen).min(start);
    let shown = lines.get(first..).unwrap_or_default();
    for (y, line) in (0..area.height).zip(shown) {
        let field = fold::row(area, y);
        let Some(touchpoint) = touchpoints.get(line.touchpoint) else { continue };
        geometry.targets.push((field.area(), Target::Touchpoint(line.touchpoint)));
        if let Some(pain) = line.pain.and_then(|nth| touchpoint.pains.get(nth)) {
            columns::paint_pain(brush, field.skip(ListColumns::indent() + 1), pain, line.n_more);
            continue;
        }
        let selected = Selected::of(is_here(line), journey.focus == Pane::Touchpoints);
        columns.paint(brush, field, &ListRow::from(touchpoint), selected);
        if selected == Selected::Here {
            brush.light(field);
        }
    }
    let is_whole = |line: &&Line| line.pain.is_none();
    let n_shown = shown.iter().take(n_seen).filter(is_whole).count();
    if journey.focus != Pane::Stages {
        geometry.page = n_shown.max(1);
    }
    let before = lines.iter().take(first).filter(is_whole).count();
    scroll::position(before, n_shown, touchpoints.len())
}

/// The metric of the screen with its unit where that is short: `CSAT %`.
pub(super) fn metric_head(journey: &Journey) -> Plain {
    let overview = &journey.overview;
    if overview.unit.is_empty() || overview.unit.width() > 3 {
        return overview.metric.clone();
    }
    Plain::new(&format!("{} {}", overview.metric, overview.unit))
}

/// Paints the stage, when it happens and what the customer wants there.
pub(super) fn paint_context(brush: &mut Brush<'_>, journey: &Journey, field: Field, has_name: bool) {
    let mut rest = field.skip(1).shorten(1);
    let dot = |brush: &mut Brush<'_>, rest: Field| {
        brush.sign(rest.skip(1), brush.glyphs.dot, Role::Dim);
        rest.skip(3)
    };
    let mut has_before = false;
    if let Some(stage) = journey.stages().get(journey.stage_idx).filter(|_| has_name) {
        let used = brush.left(rest, &stage.name, Role::Title);
        rest = rest.skip(used);
        has_before = used > 0;
    }
    if let Some(when) = journey.when {
        if has_before {
            rest = dot(brush, rest);
        }
        let used = brush.left(rest, journey.labels.word(when.into()), Role::Dim);
        rest = rest.skip(used);
        has_before = true;
    }
    if has_before && !journey.customer_goal.is_empty() && rest.width > 8 {
        rest = dot(brush, rest);
    }
    brush.left(rest, &journey.customer_goal, Role::Text);
}

/// Paints the stage as a heading over its touchpoints: name, figure, and which of how many it is.
pub(super) fn paint_stage_head(brush: &mut Brush<'_>, journey: &Journey, field: Field, role: Role) {
    let Some(stage) = journey.stages().get(journey.stage_idx) else { return };
    let mut rest = field.skip(1).shorten(1);
    let nth = Plain::new(&format!("{} of {}", journey.stage_idx + 1, journey.stages().len()));
    if brush.columns(&nth) + 20 <= rest.width {
        let used = brush.right(rest, &nth, Role::Dim);
        rest = rest.shorten(used + 2);
    }
    let figure = stage.score.figure.as_ref();
    let reserved = figure.map_or(0, |figure| figure::inline_columns(brush, figure, FigureForm::Margin) + 2);
    let used = brush.left(rest.shorten(reserved), &stage.name, role);
    if let Some(figure) = figure {
        let value = if stage.is_worst { Role::Worst } else { Role::Strong };
        figure::inline(brush, rest.skip(used + 2), figure, value, FigureForm::Margin);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::PainLine;

    #[test]
    fn every_pain_point_has_a_row_if_all_fit_and_the_worst_has_one_anyway() {
        let row = |n: usize| TouchpointRow { pains: vec![PainLine::default(); n], ..TouchpointRow::default() };
        let touchpoints = [row(0), row(3), row(1)];
        let pains = |n_rows: usize| -> Vec<(usize, usize)> {
            let all = lines(&touchpoints, n_rows);
            all.iter().filter(|line| line.pain.is_some()).map(|line| (line.touchpoint, line.n_more)).collect()
        };
        assert_eq!(pains(7), [(1, 0), (1, 0), (1, 0), (2, 0)]);
        assert_eq!(pains(6), [(1, 2), (2, 0)]);
        assert_eq!(pains(0), [(1, 2), (2, 0)]);
    }
}
