//! The stages: side by side with their strips where there is room, else as lines.
//! Invariant: the selected stage is always seen.

use super::brush::Brush;
use super::columns::{self, ListColumns, ListRow, Selected};
use super::figure::{self, FigureForm};
use super::fold::{self, Field};
use super::rule;
use super::scroll;
use super::strip;
use super::theme::Role;
use crate::app::view::{Area, Geometry, Journey, Pane, StageCell, Target};

/// A stage in fewer columns could not be told from others.
const NARROWEST: u16 = 18;

/// Which stages are shown side by side, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct StageRow {
    first: usize,
    n_shown: usize,
    width: u16,
    x: u16,
    n_stages: usize,
}

impl StageRow {
    /// The stages that fit, the selected one among them.
    pub(super) fn of(journey: &Journey, area: Area) -> Self {
        let n_stages = journey.stages().len();
        let inner = area.width.saturating_sub(2);
        let room = usize::from((inner / NARROWEST).max(1));
        let n_shown = n_stages.min(room).max(1);
        let first = scroll::first_shown(journey.stage_idx, n_stages, n_shown);
        let width = inner / u16::try_from(n_shown).unwrap_or(1);
        // A few stages do not spread over the whole width.
        Self { first, n_shown: n_shown.min(n_stages), width: width.min(40), x: area.x + 1, n_stages }
    }

    /// The columns of a stage; `None` where it is not shown.
    fn place(&self, idx: usize) -> Option<(u16, u16)> {
        let nth = idx.checked_sub(self.first).filter(|nth| *nth < self.n_shown)?;
        let nth = u16::try_from(nth).ok()?;
        Some((self.x + nth * self.width, self.width))
    }
}

/// Paints the stages side by side.
pub(super) fn paint(brush: &mut Brush<'_>, journey: &Journey, area: Area, geometry: &mut Geometry) {
    let row = StageRow::of(journey, area);
    for (idx, stage) in journey.stages().iter().enumerate() {
        let Some((x, width)) = row.place(idx) else { continue };
        let place = Area { x, width, ..area };
        let has_focus = journey.focus == Pane::Stages;
        let selected = Selected::of(idx == journey.stage_idx, has_focus);
        paint_stage(brush, stage, Area { x: x + 1, width: width.saturating_sub(3), ..place }, selected);
        if stage.is_news {
            brush.sign(fold::row(place, 0).first(1), brush.glyphs.news, Role::Strong);
        }
        geometry.targets.push((place, Target::Stage(idx)));
    }
    if row.first > 0 {
        brush.sign(fold::row(area, 0), brush.glyphs.more_left, Role::Strong);
    }
    if row.first + row.n_shown < row.n_stages {
        brush.sign(fold::row(area, 0).last(1), brush.glyphs.more_right, Role::Strong);
    }
}

fn paint_stage(brush: &mut Brush<'_>, stage: &StageCell, area: Area, selected: Selected) {
    brush.left(fold::row(area, 0), &stage.name, selected.role());
    paint_measured(brush, stage, fold::row(area, 1));
    if area.height > 3 {
        paint_felt(brush, stage, fold::row(area, 2));
    }
    if area.height > 2 {
        paint_worst(brush, stage, fold::row(area, area.height - 1));
    }
}

/// Paints the score of a stage: `69 ±2.0 ▼ 4.1  ▫▄▄▄▅▅▄`.
pub(super) fn paint_measured(brush: &mut Brush<'_>, stage: &StageCell, field: Field) {
    let Some(figure) = &stage.score.figure else {
        let sign = figure::lack(brush, stage.lack);
        brush.left(field, sign, Role::Dim);
        return;
    };
    let signs = 2 * u16::from(figure.change.is_some()) + 2 * u16::from(stage.is_worst);
    let with_margin = figure::inline_columns(brush, figure, FigureForm::Margin) + signs;
    // A value is told with its interval or not at all; where neither fits, the strip tells how it went.
    if with_margin > field.width {
        let field = if stage.is_worst {
            brush.sign(field, brush.glyphs.worst, Role::Worst);
            field.skip(2)
        } else {
            field
        };
        strip::paint(brush, field, &stage.score.strip);
        return;
    }
    // How sure it is comes before how far it moved.
    let has_by = with_margin + 1 + brush.columns(&figure.by) <= field.width;
    let role = if stage.is_worst { Role::Worst } else { Role::Strong };
    let mut rest = field;
    let used = figure::inline(brush, rest, figure, role, FigureForm::Margin);
    rest = rest.skip(used);
    if let Some((way, tone)) = figure.change {
        brush.sign(rest.skip(1), figure::arrow(brush, way), Role::of(tone));
        rest = rest.skip(2);
        if has_by {
            let used = brush.left(rest.skip(1), &figure.by, Role::of(tone));
            rest = rest.skip(1 + used);
        }
    }
    if stage.is_worst {
        brush.sign(rest.skip(1), brush.glyphs.worst, Role::Worst);
        rest = rest.skip(2);
    }
    if rest.width >= 5 {
        strip::paint(brush, rest.skip(1), &stage.score.strip);
    }
}

/// Paints the sentiment of a stage: `+0.32 ±0.16  ▄▅▄▅`; a sign where nobody knows.
pub(super) fn paint_felt(brush: &mut Brush<'_>, stage: &StageCell, field: Field) {
    let Some(figure) = &stage.sentiment.figure else {
        brush.left(field, brush.glyphs.none, Role::Rule);
        return;
    };
    if figure::inline_columns(brush, figure, FigureForm::Margin) > field.width {
        strip::paint(brush, field, &stage.sentiment.strip);
        return;
    }
    let used = figure::inline(brush, field, figure, Role::Text, FigureForm::Margin);
    if field.width > used + 4 {
        strip::paint(brush, field.skip(used + 1), &stage.sentiment.strip);
    }
}

/// Paints the worst touchpoint of a stage, or its worst pain point where nothing is measured.
fn paint_worst(brush: &mut Brush<'_>, stage: &StageCell, field: Field) {
    let Some((name, figure)) = &stage.worst else {
        return columns::paint_worst_pain(brush, field, &stage.pains);
    };
    let value = brush.columns(&figure.value);
    let used = brush.left(field.shorten(value + 1), name, Role::Dim);
    let role = if stage.is_worst { Role::Bad } else { Role::Dim };
    brush.left(field.skip(used + 1), &figure.value, figure::value_role(figure, role));
}

/// Paints the rule under the stages, heavy under the selected one.
pub(super) fn paint_rule(brush: &mut Brush<'_>, journey: &Journey, area: Area, hang_at: Option<u16>) {
    let field = fold::row(area, 0);
    let heavy = StageRow::of(journey, area).place(journey.stage_idx).filter(|_| !journey.stages().is_empty());
    let heavy = heavy.map(|(x, width)| Field { x, width: width.saturating_sub(1), ..field });
    rule::under_stages(brush, field, heavy, hang_at);
}

/// Paints the stages as lines, one each.
pub(super) fn paint_lines(
    brush: &mut Brush<'_>,
    journey: &Journey,
    area: Area,
    columns: &ListColumns,
    geometry: &mut Geometry,
) {
    let page = usize::from(area.height);
    let first = scroll::first_shown(journey.stage_idx, journey.stages().len(), page);
    for (y, (idx, stage)) in (0..area.height).zip(journey.stages().iter().enumerate().skip(first)) {
        let field = fold::row(area, y);
        let selected = Selected::of(idx == journey.stage_idx, journey.focus == Pane::Stages);
        columns.paint(brush, field, &ListRow::from(stage), selected);
        geometry.targets.push((field.area(), Target::Stage(idx)));
    }
}
