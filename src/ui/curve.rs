//! A whole journey as a curve: every touchpoint a dot with its interval, under the name of its stage. Under the dots stand
//! what authors and customers feel there, and the worst pain point.
//! Invariant: steps of the axis are even, and nothing is joined that nobody measured between.

mod axis;
mod labels;

use super::brush::Brush;
use super::columns::{self, Selected};
use super::figure;
use super::fold::{self, Field};
use super::stages;
use super::theme::Role;
use super::touchpoints;
use crate::app::view::{Area, Curve, Dot, Geometry, Journey, Label, Leaning, Pane, Target};
use crate::text::Plain;
use axis::Axis;

/// The columns before the dots, for the names of the rows under them.
const LEFT: u16 = 10;
/// The most columns that a dot has for itself, and the fewest of a stage where there is room.
const WIDEST_SLOT: u16 = 14;
const NARROWEST_STAGE: [u16; 4] = [18, 14, 10, 4];
/// From one point of the grid to the next.
const GRID: usize = 3;
/// The columns between two stages.
const BETWEEN: u16 = 2;
/// The fewest and the most rows of the plot.
const FEWEST_ROWS: u16 = 7;
const MOST_ROWS: u16 = 21;

/// How a curve fits into an area.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CurveLayout {
    /// The columns of each stage: where they begin, counted from the left end of the area, and how many.
    stages: Vec<(u16, u16)>,
    /// The columns that a dot has for itself.
    slot: u16,
    /// The rows of the plot, whatever is measured.
    n_plot: u16,
    /// `None` while nothing is measured.
    axis: Option<Axis>,
    has_felt: bool,
    has_truths: bool,
    has_sentiment: bool,
}

impl CurveLayout {
    /// The layout in an area of that width, with so many rows at most; `None` where it does not fit.
    pub(super) fn of(journey: &Journey, width: u16, n_rows: u16) -> Option<Self> {
        let curve = journey.overview.curve.as_ref()?;
        let counts: Vec<u16> = curve.stages.iter().map(|dots| u16::try_from(dots.len()).unwrap_or(u16::MAX)).collect();
        let room = width.checked_sub(LEFT + 1)? + BETWEEN;
        let needed = |slot: u16, narrowest: u16| -> u32 {
            counts
                .iter()
                .map(|n| u32::from(n.saturating_mul(slot)).max(u32::from(narrowest)) + u32::from(BETWEEN))
                .sum()
        };
        let (slot, narrowest) = NARROWEST_STAGE.into_iter().find_map(|narrowest| {
            let slot = (2..=WIDEST_SLOT).rev().find(|slot| needed(*slot, narrowest) <= u32::from(room))?;
            (slot > 3 || narrowest <= 10).then_some((slot, narrowest))
        })?;
        let mut x = LEFT;
        let stages = counts.iter().map(|n| {
            let own = (n * slot).max(narrowest);
            let first = x;
            x += own + BETWEEN;
            (first, own)
        });
        let stages: Vec<(u16, u16)> = stages.collect();
        let has_sentiment = journey.overview.sentiment.is_bound;
        let any = |is: &dyn Fn(&Dot) -> bool| curve.stages.iter().flatten().any(is);
        let has_felt = !curve.is_emotion && any(&|dot| dot.emotion.is_some());
        let has_truths = any(&|dot| dot.is_moment_of_truth) && (slot < 4 || !has_felt);
        let under = 1 + u16::from(has_felt) + u16::from(has_truths) + u16::from(has_sentiment);
        let heads = 2 + u16::from(has_sentiment);
        let n_plot = n_rows.checked_sub(under + heads)?.min(MOST_ROWS);
        let axis = Axis::of(curve, n_plot);
        (n_plot >= FEWEST_ROWS).then_some(Self { stages, slot, n_plot, axis, has_felt, has_truths, has_sentiment })
    }

    /// How many rows it takes.
    pub(super) fn n_rows(&self) -> u16 {
        let more = [self.has_felt, self.has_truths, self.has_sentiment, self.has_sentiment];
        3 + self.n_plot + more.into_iter().map(u16::from).sum::<u16>()
    }

    /// The columns of a stage.
    pub(super) fn stage(&self, idx: usize) -> Option<(u16, u16)> {
        self.stages.get(idx).copied()
    }

    /// The column of a dot, the nth of so many of its stage.
    fn column(&self, stage: usize, nth: usize, n: usize) -> u16 {
        let (x, width) = self.stage(stage).unwrap_or_default();
        let own = |of: usize| u16::try_from(of).unwrap_or(u16::MAX);
        let slot = (width / own(n).max(1)).min(self.slot * 2);
        x + own(nth).saturating_mul(slot) + slot / 2
    }

    /// Every dot with its column and place.
    fn dots<'c>(&self, curve: &'c Curve) -> Vec<(u16, (usize, usize), &'c Dot)> {
        let mut all = Vec::new();
        for (stage_idx, dots) in curve.stages.iter().enumerate() {
            for (idx, dot) in dots.iter().enumerate() {
                all.push((self.column(stage_idx, idx, dots.len()), (stage_idx, idx), dot));
            }
        }
        all
    }
}

/// Paints the curve of a journey at the top of an area.
pub(super) fn paint(
    brush: &mut Brush<'_>,
    journey: &Journey,
    area: Area,
    layout: &CurveLayout,
    geometry: &mut Geometry,
) {
    let Some(curve) = &journey.overview.curve else { return };
    let mut rest = area;
    let heads = fold::take_top(&mut rest, 2 + u16::from(layout.has_sentiment));
    paint_heads(brush, journey, heads, layout, geometry);
    let dots = layout.dots(curve);
    let here = (journey.stage_idx, journey.touchpoint_idx);
    let plot = fold::take_top(&mut rest, layout.n_plot);
    if let Some(axis) = &layout.axis {
        let plot = Area { height: axis.n_rows, ..plot };
        paint_plot(brush, &dots, here, plot, axis);
        labels::paint(brush, &dots, plot, axis, layout.slot);
    }
    for (x, (stage, idx), _) in &dots {
        let first = (area.x + x).saturating_sub(layout.slot / 2);
        let place = Area { x: first, width: layout.slot.max(1), y: plot.y, height: plot.height + rest.height.min(4) };
        geometry.targets.push((place, Target::Spot(*stage, *idx)));
    }
    if layout.has_felt {
        let row = fold::take_top(&mut rest, 1);
        paint_felt(brush, &dots, fold::row(row, 0), layout, journey.labels.word(Label::Emotion));
    }
    if layout.has_truths {
        let row = fold::row(fold::take_top(&mut rest, 1), 0);
        brush.left(row.skip(1).first(LEFT), journey.labels.word(Label::Decides), Role::Dim);
        for (x, _, dot) in dots.iter().filter(|(.., dot)| dot.is_moment_of_truth) {
            brush.sign(row.skip(*x).first(1), brush.glyphs.truth, if dot.is_named { Role::Strong } else { Role::Text });
        }
    }
    if layout.has_sentiment {
        let row = fold::row(fold::take_top(&mut rest, 1), 0);
        brush.left(row.skip(1).first(LEFT - 1), journey.labels.word(Label::Sentiment), Role::Dim);
        for (x, _, dot) in &dots {
            let place = row.skip(*x).first(1);
            match dot.sentiment {
                Leaning::Unmeasured => brush.sign(place, brush.glyphs.none, Role::Rule),
                Leaning::Few => brush.sign(place, brush.glyphs.few, Role::Dim),
                Leaning::Bad => columns::emotion(brush, place, Some(-1)),
                Leaning::Neither => columns::emotion(brush, place, Some(0)),
                Leaning::Good => columns::emotion(brush, place, Some(1)),
            }
        }
    }
    let row = fold::row(fold::take_top(&mut rest, 1), 0);
    brush.left(row.skip(1).first(LEFT - 1), journey.labels.word(Label::Pain), Role::Dim);
    for (x, _, dot) in &dots {
        paint_pain(brush, row.skip(*x).first(layout.slot.saturating_sub(1).max(1)), dot);
    }
}

fn paint_heads(brush: &mut Brush<'_>, journey: &Journey, area: Area, layout: &CurveLayout, geometry: &mut Geometry) {
    let left = |row: u16| fold::row(area, row).skip(1).first(LEFT - 1);
    brush.left(left(1), &touchpoints::metric_head(journey), Role::Dim);
    if layout.has_sentiment {
        brush.left(left(2), journey.labels.word(Label::Sentiment), Role::Dim);
    }
    for (idx, stage) in journey.stages().iter().enumerate() {
        let Some((x, width)) = layout.stage(idx) else { continue };
        let place = Area { x: area.x + x, width, ..area };
        let selected = Selected::of(idx == journey.stage_idx, journey.focus == Pane::Stages);
        brush.left(fold::row(place, 0), &stage.name, selected.role());
        stages::paint_measured(brush, stage, fold::row(place, 1));
        if layout.has_sentiment {
            stages::paint_felt(brush, stage, fold::row(place, 2));
        }
        geometry.targets.push((place, Target::Stage(idx)));
    }
}

/// Paints the grid, then intervals, then what was before, then the dots.
fn paint_plot(
    brush: &mut Brush<'_>,
    dots: &[(u16, (usize, usize), &Dot)],
    here: (usize, usize),
    plot: Area,
    axis: &Axis,
) {
    for (row, value) in axis.ticks() {
        let field = fold::row(plot, row);
        let label = axis.label(value);
        brush.right(field.first(LEFT - 2), &label, Role::Dim);
        // Sparse, so that it neither stands out nor costs a slow line much.
        let line = field.skip(LEFT - 1).shorten(1);
        for x in (0..line.width).step_by(GRID) {
            brush.sign(line.skip(x).first(1), brush.glyphs.grid, Role::Rule);
        }
    }
    for (x, place, dot) in dots {
        let Some(value) = dot.value else { continue };
        let cell = |row: u16| fold::row(plot, row).skip(*x).first(1);
        if let Some((low, high)) = dot.interval {
            for row in axis.row(high)..=axis.row(low) {
                brush.sign(cell(row), brush.glyphs.whiskers[0], Role::Dim);
            }
        }
        let (low, high) = dot.interval.unwrap_or((value, value));
        let is_within = |row: u16| (axis.row(high)..=axis.row(low)).contains(&row);
        if let Some(before) = dot.before.filter(|before| !is_within(axis.row(*before))) {
            brush.sign(cell(axis.row(before)), brush.glyphs.before, Role::Dim);
        }
        let (sign, role) = match &dot.change {
            Some((way, tone, _)) => (figure::arrow(brush, *way), Role::of(*tone)),
            None if dot.is_weak => (brush.glyphs.few, Role::Dim),
            None => (brush.glyphs.value, Role::Text),
        };
        let role = if *place == here && dot.change.is_none() { Role::Selected } else { role };
        brush.sign(cell(axis.row(value)), sign, role);
    }
}

fn paint_felt(
    brush: &mut Brush<'_>,
    dots: &[(u16, (usize, usize), &Dot)],
    row: Field,
    layout: &CurveLayout,
    label: &'static str,
) {
    brush.left(row.skip(1).first(LEFT - 1), label, Role::Dim);
    for (x, _, dot) in dots {
        let n = if dot.emotion.is_some_and(|own| own.abs() > 1) { 2 } else { 1 };
        columns::emotion(brush, row.skip(*x).first(n.min(layout.slot)), dot.emotion);
        if dot.is_moment_of_truth && !layout.has_truths {
            brush.sign(row.skip(*x + n + u16::from(layout.slot > 4)).first(1), brush.glyphs.truth, Role::Strong);
        }
    }
}

/// Paints `5!!!`, as far as there is room.
fn paint_pain(brush: &mut Brush<'_>, field: Field, dot: &Dot) {
    match dot.pain {
        None => {}
        Some(0) => brush.sign(field.first(1), brush.glyphs.value, Role::Dim),
        Some(severity) => {
            let role = if severity >= 4 { Role::Bad } else { Role::Text };
            brush.left(field.first(1), &Plain::new(&severity.min(9).to_string()), role);
            let marks = columns::alarm(severity);
            for nth in 1..field.width.min(1 + u16::try_from(marks.len()).unwrap_or(0)) {
                brush.sign(field.skip(nth).first(1), "!", role);
            }
        }
    }
}
