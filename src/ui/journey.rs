//! The page of a journey: which panes are shown, and where.
//! Invariant: the pane in focus is always shown; with few rows the least important ones go first.

use super::brush::Brush;
use super::columns::{Heads, ListColumns, ListRow};
use super::fold::{self, Field, Fold};
use super::scroll;
use super::theme::Role;
use super::{chart, detail, header, stages, touchpoints};
use crate::app::view::{Area, Banner, Geometry, Journey, Pane, Target};
use crate::text::Plain;

/// The rule above the footer, and what is told on it: which rows of the left and of the right list are shown.
#[derive(Debug, Default)]
struct Foot {
    left: Option<Plain>,
    right: Option<Plain>,
    stand_at: Option<u16>,
}

/// Paints a journey into all rows but the footer's; gives back which rows of the list in focus are shown when there was
/// no room for that.
pub(super) fn paint(
    brush: &mut Brush<'_>,
    journey: &Journey,
    banner: Option<&Banner>,
    mut area: Area,
    geometry: &mut Geometry,
) -> Option<Plain> {
    let whole = area;
    let fold = Fold::of(Area { height: area.height + 1, ..area });
    let is_roomy = whole.height >= 13;
    let head = fold::take_top(&mut area, if fold == Fold::Card { 1 } else { header::n_rows(whole.height) });
    header::paint(brush, journey, head);
    if let Some(banner) = banner {
        let row = fold::take_top(&mut area, 1);
        header::paint_banner(brush, banner, fold::row(row, 0));
    }
    let has_rule = is_roomy || (whole.height >= 10 && fold == Fold::Card);
    let top = fold::row(fold::take_top(&mut area, u16::from(has_rule)), 0);
    brush.fill(top, brush.glyphs.rule, Role::Rule);
    let rule = fold::take_bottom(&mut area, u16::from(is_roomy));
    let foot = match fold {
        Fold::Wide if !journey.is_zoomed => wide(brush, journey, area, geometry),
        Fold::Column if !journey.is_zoomed => column(brush, journey, area, top, geometry),
        _ => card(brush, journey, area, geometry),
    };
    paint_span(brush, journey, fold, top);
    if rule.height > 0 {
        paint_foot(brush, fold::row(rule, 0), &foot);
        return None;
    }
    if fold == Fold::Wide && !journey.is_zoomed && journey.focus != Pane::Detail { foot.left } else { foot.right }
}

fn paint_foot(brush: &mut Brush<'_>, field: Field, foot: &Foot) {
    brush.fill(field, brush.glyphs.rule, Role::Rule);
    if let Some(at) = foot.stand_at {
        brush.sign(Field { x: at, width: 1, ..field }, brush.glyphs.stand, Role::Rule);
    }
    let end = foot.stand_at.unwrap_or(field.x + field.width);
    let left = Field { width: (end - field.x).min(field.width), ..field };
    for (place, text) in [(left, &foot.left), (field, &foot.right)] {
        if let Some(text) = text {
            let columns = brush.columns(text);
            let place = place.shorten(2).last(columns + 2);
            brush.fill(place, " ", Role::Dim);
            brush.right(place.shorten(1), text, Role::Dim);
        }
    }
}

/// Writes on the rule under the header which time the strips span, and their scale where no column names it. On a rule
/// with the names of columns, [`Heads`] does it.
fn paint_span(brush: &mut Brush<'_>, journey: &Journey, fold: Fold, field: Field) {
    let is_wide = fold == Fold::Wide && !journey.is_zoomed;
    let is_list = journey.focus != Pane::Detail && (fold != Fold::Column || journey.is_zoomed);
    if journey.span.is_empty() || journey.metric.is_empty() || !(is_wide || is_list) {
        return;
    }
    // Each piece by itself, for a name that is written from the right turns nothing but itself.
    let scale = Plain::new(&format!("{}, ", journey.scale));
    let metric = if journey.metric.is_empty() { 0 } else { brush.columns(&journey.metric) + 1 };
    let pieces =
        [(&journey.metric, metric), (&scale, brush.columns(&scale)), (&journey.span, brush.columns(&journey.span))];
    let pieces = if is_wide { &pieces[..] } else { &pieces[2..] };
    let mut place = field.skip(2).first(pieces.iter().map(|(_, columns)| columns).sum::<u16>() + 2);
    brush.fill(place, " ", Role::Dim);
    place = place.skip(1);
    for (words, columns) in pieces {
        brush.left(place.first(*columns), *words, Role::Dim);
        place = place.skip(*columns);
    }
}

/// Paints stages on top, touchpoints at the left, the touchpoint in full at the right.
fn wide(brush: &mut Brush<'_>, journey: &Journey, mut area: Area, geometry: &mut Geometry) -> Foot {
    let n_rows = if area.height >= 18 { 3 } else { 2 };
    let top = fold::take_top(&mut area, n_rows);
    geometry.targets.push((top, Target::Pane(Pane::Stages)));
    stages::paint(brush, journey, top, geometry);
    let rule = fold::take_top(&mut area, 1);
    let left_columns = area.width * 11 / 20;
    let at = area.x + left_columns;
    stages::paint_rule(brush, journey, rule, Some(at));
    for y in 0..area.height {
        let field = fold::row(area, y).skip(left_columns).first(1);
        brush.sign(field, brush.glyphs.upright, Role::Rule);
    }
    let mut left = Area { width: left_columns, ..area };
    let right = Area { x: at + 1, width: area.width - left_columns - 1, ..area };
    geometry.targets.push((left, Target::Pane(Pane::Touchpoints)));
    geometry.targets.push((right, Target::Pane(Pane::Detail)));
    let context = fold::take_top(&mut left, 1);
    touchpoints::paint_context(brush, journey, fold::row(context, 0));
    if left.height >= 14 {
        fold::take_top(&mut left, 1);
    }
    let is_charted = paint_chart(brush, journey, &mut left);
    let place = list(brush, journey, left, geometry);
    let right_place = detail::paint(brush, journey, right, !is_charted, geometry);
    if journey.focus == Pane::Stages {
        geometry.page = 1;
    }
    Foot { left: place, right: right_place, stand_at: Some(at) }
}

/// Paints the chart of the selected touchpoint at the bottom left if the list leaves room for it: there it is seen
/// without scrolling.
fn paint_chart(brush: &mut Brush<'_>, journey: &Journey, left: &mut Area) -> bool {
    let Some(chart) = detail::chart(journey) else { return false };
    let width = left.width.saturating_sub(6);
    let layout = chart::ChartLayout::of(brush, chart, width);
    // The head of the list, its rows, and a blank row before and after the chart.
    let n_list = u16::try_from(journey.touchpoints.len()).unwrap_or(u16::MAX).saturating_add(1);
    if left.height < n_list.saturating_add(layout.n_rows() + 2) {
        return false;
    }
    let area = fold::take_bottom(left, layout.n_rows() + 1);
    for y in 0..layout.n_rows() {
        let mut field = fold::row(area, y).skip(3).first(width);
        let room = width.saturating_sub(brush.columns(&chart.title) + brush.columns(&chart.last) + 5);
        if y == 0 && room >= 8 {
            // Away from its story the chart says which touchpoint it is of.
            let used = brush.left(field.first(room), &journey.detail.title, Role::Text);
            brush.sign(field.skip(used + 1), brush.glyphs.dot, Role::Dim);
            field = field.skip(used + 3);
        }
        chart::paint(brush, field, chart, &layout, y);
    }
    true
}

/// Paints stages as lines over touchpoints, or the touchpoint in full as a page.
fn column(brush: &mut Brush<'_>, journey: &Journey, mut area: Area, head: Field, geometry: &mut Geometry) -> Foot {
    if journey.focus == Pane::Detail {
        return page(brush, journey, area, geometry);
    }
    let n_stages = u16::try_from(journey.stages.len()).unwrap_or(u16::MAX);
    let most = if journey.focus == Pane::Stages { area.height / 2 } else { (area.height / 3).max(1) };
    let top = fold::take_top(&mut area, n_stages.min(most.max(1)));
    geometry.targets.push((top, Target::Pane(Pane::Stages)));
    // Stages and touchpoints share their columns, so figures line up down the page.
    let entries: Vec<_> =
        journey.stages.iter().map(ListRow::from).chain(journey.touchpoints.iter().map(ListRow::from)).collect();
    let columns = ListColumns::fit(brush, &entries, area.width);
    stages::paint_lines(brush, journey, top, &columns, geometry);
    let metric = touchpoints::metric_head(journey);
    columns.paint_heads(brush, head, &Heads::of_stages(journey, &metric).on_rule(&journey.span));
    if area.height >= 4 && n_stages > 0 {
        let rule = fold::row(fold::take_top(&mut area, 1), 0);
        brush.fill(rule, brush.glyphs.rule, Role::Rule);
        let page = usize::from(top.height);
        let first = scroll::first_shown(journey.stage_idx, journey.stages.len(), page);
        let place = scroll::position(first, page, journey.stages.len()).unwrap_or_default();
        if head.width > 0 {
            columns.paint_heads(brush, rule, &Heads::rest(journey).on_rule(&place));
        }
    }
    geometry.targets.push((area, Target::Pane(Pane::Touchpoints)));
    if area.height >= 6 {
        let context = fold::take_top(&mut area, 1);
        touchpoints::paint_context(brush, journey, fold::row(context, 0));
    }
    if head.width == 0 {
        touchpoints::paint_heads(brush, journey, &mut area, &columns);
    }
    touchpoints::paint(brush, journey, area, &columns, geometry);
    if journey.focus == Pane::Stages {
        geometry.page = usize::from(top.height);
    }
    Foot { left: None, right: list_place(journey, area), stand_at: None }
}

/// Paints the pane in focus alone.
fn card(brush: &mut Brush<'_>, journey: &Journey, mut area: Area, geometry: &mut Geometry) -> Foot {
    geometry.targets.push((area, Target::Pane(journey.focus)));
    match journey.focus {
        Pane::Detail => page(brush, journey, area, geometry),
        Pane::Stages => {
            let entries: Vec<_> = journey.stages.iter().map(ListRow::from).collect();
            let columns = ListColumns::fit(brush, &entries, area.width);
            if area.height >= 8 {
                let heads = fold::take_top(&mut area, 1);
                let metric = touchpoints::metric_head(journey);
                columns.paint_heads(brush, fold::row(heads, 0), &Heads::of_stages(journey, &metric));
            }
            stages::paint_lines(brush, journey, area, &columns, geometry);
            geometry.page = usize::from(area.height);
            geometry.strip_width = usize::from(columns.strip_room);
            let page = usize::from(area.height);
            let first = scroll::first_shown(journey.stage_idx, journey.stages.len(), page);
            let right = scroll::position(first, page, journey.stages.len());
            Foot { right, ..Foot::default() }
        }
        Pane::Touchpoints => {
            if area.height >= 4 {
                let head = fold::take_top(&mut area, 1);
                touchpoints::paint_stage_head(brush, journey, fold::row(head, 0), Role::Title);
            }
            if area.height >= 8 {
                let context = fold::take_top(&mut area, 1);
                touchpoints::paint_context(brush, journey, fold::row(context, 0));
            }
            if area.height >= 14 {
                fold::take_top(&mut area, 1);
            }
            let right = list(brush, journey, area, geometry);
            Foot { right, ..Foot::default() }
        }
    }
}

fn page(brush: &mut Brush<'_>, journey: &Journey, area: Area, geometry: &mut Geometry) -> Foot {
    geometry.targets.push((area, Target::Pane(Pane::Detail)));
    let right = detail::paint_page(brush, journey, area, geometry);
    Foot { right, ..Foot::default() }
}

/// Paints the touchpoints in columns of their own.
fn list(brush: &mut Brush<'_>, journey: &Journey, mut area: Area, geometry: &mut Geometry) -> Option<Plain> {
    let entries: Vec<_> = journey.touchpoints.iter().map(ListRow::from).collect();
    let columns = ListColumns::fit(brush, &entries, area.width);
    touchpoints::paint_heads(brush, journey, &mut area, &columns);
    touchpoints::paint(brush, journey, area, &columns, geometry);
    list_place(journey, area)
}

fn list_place(journey: &Journey, area: Area) -> Option<Plain> {
    let page = usize::from(area.height);
    let n_rows = journey.touchpoints.len();
    scroll::position(scroll::first_shown(journey.touchpoint_idx, n_rows, page), page, n_rows)
}
