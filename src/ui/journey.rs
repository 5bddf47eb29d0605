//! The page of a journey: which panes are shown, and where.
//! Invariant: the pane in focus is always shown; with few rows the least important ones go first.

use super::brush::Brush;
use super::columns::{Heads, ListColumns, ListForm};
use super::curve::{self, CurveLayout};
use super::fold::{self, Field, Fold};
use super::scroll;
use super::theme::Role;
use super::{detail, header, rule, stages, touchpoints};
use crate::app::view::{Area, Banner, Geometry, Journey, Label, Pane, Target};
use crate::text::Plain;

/// The rule above the footer, and what is told on it: which rows of the left and of the right list are shown.
#[derive(Debug, Default)]
struct Foot {
    left: Option<Plain>,
    right: Option<Plain>,
    stand_at: Option<u16>,
}

/// From so many rows of a screen on the whole journey is shown as a curve.
const ROWS_OF_CURVE: u16 = 29;

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
    let is_page = journey.is_zoomed || (fold == Fold::Column && journey.focus == Pane::Detail);
    let n_head = if fold == Fold::Card {
        1 + u16::from(whole.height >= 11)
    } else {
        header::n_rows(whole.height, journey, is_page)
    };
    let head = fold::take_top(&mut area, n_head);
    header::paint(brush, journey, head);
    if let Some(banner) = banner {
        let row = fold::take_top(&mut area, 1);
        header::paint_banner(brush, banner, fold::row(row, 0));
    }
    let has_rule = is_roomy || (whole.height >= 10 && fold == Fold::Card);
    let top = fold::row(fold::take_top(&mut area, u16::from(has_rule)), 0);
    brush.fill(top, brush.glyphs.rule, Role::Rule);
    let rule = fold::take_bottom(&mut area, u16::from(is_roomy));
    let foot = if journey.is_zoomed && journey.focus != Pane::Detail {
        zoomed(brush, journey, area, top, geometry)
    } else if journey.is_zoomed || fold == Fold::Card || (fold == Fold::Column && journey.focus == Pane::Detail) {
        card(brush, journey, area, geometry)
    } else {
        panes(brush, journey, fold, (whole, area), top, geometry)
    };
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
            rule::end(brush, place, text);
        }
    }
}

/// Writes at the beginning of a rule what has room there.
fn on_rule(brush: &mut Brush<'_>, field: Field, words: &Plain) {
    let columns = brush.columns(words);
    if columns > 0 && columns + 4 <= field.width {
        rule::begin(brush, field, words, Role::Dim);
    }
}

/// Paints the whole journey on top, the touchpoints of a stage under it, and the selected one in full beside or below.
fn panes(
    brush: &mut Brush<'_>,
    journey: &Journey,
    fold: Fold,
    (whole, mut area): (Area, Area),
    top: Field,
    geometry: &mut Geometry,
) -> Foot {
    // Under the curve a list has its context, its heads, and ten rows at least.
    let has_rows = whole.height >= ROWS_OF_CURVE && !journey.stages().is_empty();
    let n_list = if whole.height >= 35 { 13 } else { 11 };
    let n_most = area.height.saturating_sub(n_list).min(whole.height * 3 / 5);
    let layout = if has_rows { CurveLayout::of(journey, area.width, n_most) } else { None };
    if let (Some(layout), Some(own)) = (&layout, journey.overview.curve.as_ref().and_then(|own| own.panels.first())) {
        on_rule(brush, top, &own.title);
        paint_strips(brush, journey, top, &own.title);
        let above = fold::take_top(&mut area, layout.n_rows());
        geometry.targets.push((above, Target::Pane(Pane::Stages)));
        curve::paint(brush, journey, above, layout, geometry);
        if journey.focus == Pane::Stages {
            geometry.page = 1;
        }
    }
    match fold {
        Fold::Wide => wide(brush, journey, area, (top, layout.as_ref()), geometry),
        _ => column(brush, journey, area, (top, layout.as_ref()), geometry),
    }
}

/// Says on the rule over a curve what the strips under the names of stages are: their time, and how far they reach.
fn paint_strips(brush: &mut Brush<'_>, journey: &Journey, rule: Field, title: &Plain) {
    let (overview, span) = (&journey.overview, journey.overview.span(journey.labels, usize::MAX));
    if span.is_empty() || overview.swing.is_empty() {
        return;
    }
    let swing = journey.labels.filled(Label::OwnAverage, &[overview.swing.as_str()]);
    let words = Plain::new(&format!("{}, {swing}", journey.labels.filled(Label::Strips, &[span.as_str()])));
    if brush.columns(title) + brush.columns(&words) + 12 <= rule.width {
        rule::end(brush, rule, &words);
    }
}

/// Paints the rule under a curve, heavy under the selected stage.
fn paint_curve_rule(
    brush: &mut Brush<'_>,
    journey: &Journey,
    layout: &CurveLayout,
    area: Area,
    hang_at: Option<u16>,
) -> Field {
    let field = fold::row(area, 0);
    let heavy = layout.stage(journey.stage_idx).map(|(x, width)| field.skip(x).first(width));
    rule::under_stages(brush, field, heavy, hang_at);
    field
}

/// Paints touchpoints beside the selected one in full; without a curve, the stages over both.
fn wide(
    brush: &mut Brush<'_>,
    journey: &Journey,
    mut area: Area,
    (top, layout): (Field, Option<&CurveLayout>),
    geometry: &mut Geometry,
) -> Foot {
    let left_columns = area.width * 3 / 5;
    let at = area.x + left_columns;
    if let Some(layout) = layout {
        paint_curve_rule(brush, journey, layout, fold::take_top(&mut area, 1), Some(at));
    } else {
        let has_felt = journey.stages().iter().any(|stage| stage.sentiment.figure.is_some());
        let n_rows = if area.height >= 18 { 3 + u16::from(has_felt) } else { 2 };
        let above = fold::take_top(&mut area, n_rows);
        geometry.targets.push((above, Target::Pane(Pane::Stages)));
        stages::paint(brush, journey, above, geometry);
        let rule = fold::take_top(&mut area, 1);
        stages::paint_rule(brush, journey, rule, Some(at));
        let overview = &journey.overview;
        if !overview.metric.is_empty() {
            let span = journey.overview.span(journey.labels, usize::MAX);
            let comma = if span.is_empty() { "" } else { ", " };
            on_rule(brush, top, &Plain::new(&format!("{}{comma}{span}", touchpoints::metric_head(journey))));
        }
        if journey.focus == Pane::Stages {
            geometry.page = 1;
        }
    }
    for y in 0..area.height {
        let field = fold::row(area, y).skip(left_columns).first(1);
        brush.sign(field, brush.glyphs.upright, Role::Rule);
    }
    let mut left = Area { width: left_columns, ..area };
    let right = Area { x: at + 1, width: area.width - left_columns - 1, ..area };
    geometry.targets.push((left, Target::Pane(Pane::Touchpoints)));
    geometry.targets.push((right, Target::Pane(Pane::Detail)));
    let context = fold::take_top(&mut left, 1);
    touchpoints::paint_context(brush, journey, fold::row(context, 0), layout.is_some());
    if left.height >= touchpoints::n_rows(journey) + 3 {
        fold::take_top(&mut left, 1);
    }
    paint_why(brush, journey, &mut left);
    let columns = ListColumns::of(
        brush,
        &journey.overview,
        ListForm { has_rail: layout.is_none(), has_stages: false },
        left.width,
    );
    let place = list(brush, journey, left, &columns, geometry);
    let right_place = detail::paint(brush, journey, right, geometry);
    Foot { left: place, right: right_place, stand_at: Some(at) }
}

/// Paints why there is no sentiment at the bottom of a list that leaves room for it.
fn paint_why(brush: &mut Brush<'_>, journey: &Journey, area: &mut Area) {
    let why = &journey.overview.sentiment.why_none;
    if why.is_empty() || !journey.overview.sentiment.is_shown || area.height < touchpoints::n_rows(journey) + 3 {
        return;
    }
    let field = fold::row(fold::take_bottom(area, 1), 0).skip(1).shorten(1);
    let used = brush.left(field, journey.labels.word(Label::Sentiment), Role::Dim);
    brush.sign(field.skip(used + 1), brush.glyphs.none, Role::Rule);
    brush.left(field.skip(used + 3), why, Role::Dim);
}

/// Paints stages as lines, unless there is a curve, over touchpoints, and below what there is room for of the selected
/// one.
fn column(
    brush: &mut Brush<'_>,
    journey: &Journey,
    mut area: Area,
    (head, layout): (Field, Option<&CurveLayout>),
    geometry: &mut Geometry,
) -> Foot {
    // Stages and touchpoints share their columns, so figures line up down the page.
    let form = ListForm { has_rail: false, has_stages: layout.is_none() };
    let columns = ListColumns::of(brush, &journey.overview, form, area.width);
    let span = journey.overview.span(journey.labels, columns.n_periods());
    let mut n_told = 0;
    let rule = if let Some(layout) = layout {
        paint_curve_rule(brush, journey, layout, fold::take_top(&mut area, 1), None)
    } else {
        let n_stages = u16::try_from(journey.stages().len()).unwrap_or(u16::MAX);
        let most = if journey.focus == Pane::Stages { area.height / 2 } else { (area.height / 3).max(1) };
        let above = fold::take_top(&mut area, n_stages.min(most.max(1)));
        geometry.targets.push((above, Target::Pane(Pane::Stages)));
        stages::paint_lines(brush, journey, above, &columns, geometry);
        let metric = touchpoints::metric_head(journey);
        columns.paint_heads(brush, head, &Heads::of_stages(journey, &metric).on_rule(&span));
        if journey.focus == Pane::Stages {
            geometry.page = usize::from(above.height);
        }
        let n_rule = u16::from(area.height >= 4 && n_stages > 0);
        let rule = fold::row(fold::take_top(&mut area, n_rule), 0);
        brush.fill(rule, brush.glyphs.rule, Role::Rule);
        let page = usize::from(above.height);
        let first = scroll::first_shown(journey.stage_idx, journey.stages().len(), page);
        if let Some(place) = scroll::position(first, page, journey.stages().len()).filter(|_| rule.width > 0) {
            on_rule(brush, rule, &place);
            n_told = brush.columns(&place) + 4;
        }
        rule
    };
    let why = &journey.overview.sentiment.why_none;
    if !why.is_empty() && journey.overview.sentiment.is_shown && rule.width > 40 {
        let words = Plain::new(&format!("{} –  {why}", journey.labels.word(Label::Sentiment)));
        if brush.columns(&words) + n_told + 8 <= rule.width {
            rule::end(brush, rule, &words);
        }
    }
    if area.height >= 6 {
        let context = fold::take_top(&mut area, 1);
        touchpoints::paint_context(brush, journey, fold::row(context, 0), true);
    }
    let n_heads = u16::from(layout.is_some() || head.width == 0);
    let n_list = touchpoints::n_rows(journey).saturating_add(n_heads).max(1);
    let preview = area.height.saturating_sub(n_list);
    let has_preview = preview >= 3 && !journey.touchpoints().is_empty();
    let below = fold::take_bottom(&mut area, if has_preview { preview } else { 0 });
    geometry.targets.push((area, Target::Pane(Pane::Touchpoints)));
    if n_heads > 0 {
        touchpoints::paint_heads(brush, journey, &mut area, &columns);
    }
    let right = touchpoints::paint(brush, journey, area, &columns, geometry);
    if below.height > 0 {
        geometry.targets.push((below, Target::Pane(Pane::Detail)));
        detail::paint_preview(brush, journey, below, geometry);
    }
    Foot { left: None, right, stand_at: None }
}

/// Gives the curve the screen, and the selected touchpoint the rows under it; without a curve, the pane in focus.
fn zoomed(brush: &mut Brush<'_>, journey: &Journey, mut area: Area, top: Field, geometry: &mut Geometry) -> Foot {
    let n_below = if area.height >= 24 { 6 } else { 3 };
    let layout = CurveLayout::of(journey, area.width, area.height.saturating_sub(n_below));
    let (Some(layout), Some(own)) = (layout, journey.overview.curve.as_ref().and_then(|own| own.panels.first())) else {
        return card(brush, journey, area, geometry);
    };
    on_rule(brush, top, &own.title);
    let above = fold::take_top(&mut area, layout.n_rows());
    geometry.targets.push((above, Target::Pane(journey.focus)));
    curve::paint(brush, journey, above, &layout, geometry);
    paint_curve_rule(brush, journey, &layout, fold::take_top(&mut area, 1), None);
    geometry.page = 1;
    detail::paint_preview(brush, journey, area, geometry);
    Foot::default()
}

/// Paints the pane in focus alone.
fn card(brush: &mut Brush<'_>, journey: &Journey, mut area: Area, geometry: &mut Geometry) -> Foot {
    geometry.targets.push((area, Target::Pane(journey.focus)));
    match journey.focus {
        Pane::Detail => {
            let right = detail::paint_page(brush, journey, area, geometry);
            Foot { right, ..Foot::default() }
        }
        Pane::Stages => {
            let columns = ListColumns::of_stages(brush, &journey.overview, area.width);
            if area.height >= 8 {
                let heads = fold::take_top(&mut area, 1);
                let metric = touchpoints::metric_head(journey);
                columns.paint_heads(brush, fold::row(heads, 0), &Heads::of_stages(journey, &metric));
            }
            stages::paint_lines(brush, journey, area, &columns, geometry);
            geometry.page = usize::from(area.height);
            let page = usize::from(area.height);
            let first = scroll::first_shown(journey.stage_idx, journey.stages().len(), page);
            let right = scroll::position(first, page, journey.stages().len());
            Foot { right, ..Foot::default() }
        }
        Pane::Touchpoints => {
            if area.height >= 4 {
                let head = fold::take_top(&mut area, 1);
                touchpoints::paint_stage_head(brush, journey, fold::row(head, 0), Role::Title);
            }
            if area.height >= 10 {
                let context = fold::take_top(&mut area, 1);
                touchpoints::paint_context(brush, journey, fold::row(context, 0), false);
            }
            let form = ListForm { has_rail: area.width >= 100, has_stages: false };
            let columns = ListColumns::of(brush, &journey.overview, form, area.width);
            let right = list(brush, journey, area, &columns, geometry);
            Foot { right, ..Foot::default() }
        }
    }
}

/// Paints the touchpoints under the names of their columns.
fn list(
    brush: &mut Brush<'_>,
    journey: &Journey,
    mut area: Area,
    columns: &ListColumns,
    geometry: &mut Geometry,
) -> Option<Plain> {
    touchpoints::paint_heads(brush, journey, &mut area, columns);
    touchpoints::paint(brush, journey, area, columns, geometry)
}
