//! The whole journey as a curve of one panel: every touchpoint a dot with its interval, under the name of its stage. Under
//! the dots stand what authors and customers feel there, and the worst pain point.
//! Invariant: steps of the axis are even, and nothing is joined that nobody measured between.

use super::brush::Brush;
use super::columns::Selected;
use super::figure;
use super::fold;
use super::page::words::PageRow;
use super::plot::axis::{self, Axis};
use super::plot::slots::{LEFT, Slots};
use super::plot::under::UnderDots;
use super::plot::{Plot, PlotDot};
use super::stages;
use super::theme::Role;
use super::touchpoints;
use crate::app::view::{
    Area, Geometry, Journey, Label, Pane, Target, Timeline, TimelinePanel, TimelinePoint, TimelineValue,
};

/// The fewest and the most rows of the plot.
const FEWEST_ROWS: u16 = 7;
const MOST_ROWS: u16 = 21;

/// How a curve fits into an area.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CurveLayout {
    slots: Slots,
    /// The rows of the plot, whatever is measured.
    n_plot: u16,
    /// `None` while nothing is measured.
    axis: Option<Axis>,
    has_felt: bool,
    has_truths: bool,
    has_sentiment: bool,
}

/// The values of a panel that shows one line, a touchpoint each.
fn values(panel: &TimelinePanel) -> impl Iterator<Item = Option<&TimelineValue>> {
    panel.series.iter().take(1).flat_map(|own| own.values.iter().map(Option::as_ref))
}

impl CurveLayout {
    /// The layout in an area of that width, with so many rows at most; `None` where it does not fit.
    pub(super) fn of(journey: &Journey, width: u16, n_rows: u16) -> Option<Self> {
        let curve = journey.overview.curve.as_ref()?;
        let panel = curve.panels.first()?;
        let counts: Vec<usize> = curve.stages.iter().map(|stage| stage.n_points).collect();
        let slots = Slots::of(&counts, width)?;
        let has_sentiment = curve.has_sentiment;
        let has_felt = !panel.is_emotion && curve.points.iter().any(|own| own.feeling.is_some());
        let has_truths = curve.points.iter().any(|own| own.is_moment_of_truth) && (slots.slot < 4 || !has_felt);
        let under = 1 + u16::from(has_felt) + u16::from(has_truths) + u16::from(has_sentiment);
        let heads = 2 + u16::from(has_sentiment);
        let n_plot = n_rows.checked_sub(under + heads)?.min(MOST_ROWS);
        let ends = panel.ends.filter(|_| panel.is_emotion).or_else(|| axis::ends(values(panel).flatten()));
        let axis = ends.and_then(|ends| Axis::of(ends, n_plot));
        (n_plot >= FEWEST_ROWS).then_some(Self { slots, n_plot, axis, has_felt, has_truths, has_sentiment })
    }

    /// How many rows it takes.
    pub(super) fn n_rows(&self) -> u16 {
        let more = [self.has_felt, self.has_truths, self.has_sentiment, self.has_sentiment];
        3 + self.n_plot + more.into_iter().map(u16::from).sum::<u16>()
    }

    /// The columns of a stage.
    pub(super) fn stage(&self, idx: usize) -> Option<(u16, u16)> {
        self.slots.stage(idx)
    }
}

/// The stage of every touchpoint and its position there.
fn spots(curve: &Timeline) -> impl Iterator<Item = (usize, usize)> {
    curve.stages.iter().enumerate().flat_map(|(stage, own)| (0..own.n_points).map(move |idx| (stage, idx)))
}

/// Paints the curve of a journey at the top of an area.
pub(super) fn paint(
    brush: &mut Brush<'_>,
    journey: &Journey,
    area: Area,
    layout: &CurveLayout,
    geometry: &mut Geometry,
) {
    let Some((curve, panel)) = journey.overview.curve.as_ref().and_then(|curve| Some((curve, curve.panels.first()?)))
    else {
        return;
    };
    let mut rest = area;
    let heads = fold::take_top(&mut rest, 2 + u16::from(layout.has_sentiment));
    paint_heads(brush, journey, heads, layout, geometry);
    let columns = layout.slots.columns();
    let points: Vec<(u16, &TimelinePoint)> = columns.iter().copied().zip(&curve.points).collect();
    let here = (journey.stage_idx, journey.touchpoint_idx);
    let plot = fold::take_top(&mut rest, layout.n_plot);
    if let Some(axis) = layout.axis {
        let both = points.iter().zip(values(panel)).zip(spots(curve));
        let dots = both.filter_map(|(((x, point), value), spot)| {
            let value = value?;
            let (sign, role) = figure::dot(brush, value, spot == here);
            Some(PlotDot { x: *x, value, sign, role, name: &point.name })
        });
        let dots = dots.collect();
        let has_values = !panel.is_emotion;
        let own = Plot {
            axis,
            width: area.width,
            slot: layout.slots.slot,
            baseline: None,
            has_values,
            is_cutting: true,
            dots,
        };
        let (rows, _) = own.rows(brush);
        for (y, row) in (0..plot.height).zip(rows) {
            PageRow::Words(row).paint(brush, fold::row(plot, y));
        }
    }
    for (x, (stage, idx)) in columns.iter().zip(spots(curve)) {
        let slot = layout.slots.slot;
        let first = (area.x + x).saturating_sub(slot / 2);
        let place = Area { x: first, width: slot.max(1), y: plot.y, height: plot.height + rest.height.min(4) };
        geometry.targets.push((place, Target::Spot(stage, idx)));
    }
    let under = UnderDots { points: &points, slot: layout.slots.slot };
    let word = |label: Label| journey.labels.word(label);
    let is_named = |idx: usize| values(panel).nth(idx).flatten().is_some_and(|own| own.is_named);
    let rows = [
        layout.has_felt.then(|| under.felt(brush, word(Label::Emotion), layout.has_truths)),
        layout.has_truths.then(|| under.truths(brush, word(Label::Decides), is_named)),
        layout.has_sentiment.then(|| under.sentiment(brush, word(Label::Sentiment))),
        Some(under.pain(brush, word(Label::Pain))),
    ];
    for row in rows.into_iter().flatten() {
        PageRow::Words(row).paint(brush, fold::row(fold::take_top(&mut rest, 1), 0));
    }
}

fn paint_heads(brush: &mut Brush<'_>, journey: &Journey, area: Area, layout: &CurveLayout, geometry: &mut Geometry) {
    // Between a name and the first stage there is a blank, and a margin before it where it leaves one.
    let left = |row: u16, columns: u16| {
        let margin = u16::from(columns + 2 <= LEFT);
        fold::row(area, row).skip(margin).first(LEFT - 1 - margin)
    };
    let head = touchpoints::metric_head(journey);
    let columns = brush.columns(&head);
    brush.left(left(1, columns), &head, Role::Dim);
    if layout.has_sentiment {
        let name = journey.labels.word(Label::Sentiment);
        let columns = brush.columns(name);
        brush.left(left(2, columns), name, Role::Dim);
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
