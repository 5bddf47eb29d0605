//! Lines over a journey: panels under one another, each with its own axis and its own baseline.

use super::canvas::{ACCENT, BAD, Canvas, DIM, FAINT, GUTTER, HAIR, INK, MARGIN, Pen, Side, color};
use super::lanes;
use super::words::arrow;
use crate::app::view::{Label, Timeline, TimelinePanel, TimelineSeries};
use crate::text::{Plain, numeral};
use crate::ui::columns::alarm;

const HEAD: Pen = Pen::new(14.0).bold();
const TEXT: Pen = Pen::new(10.5);
const SMALL: Pen = Pen::new(9.0);
/// How high a panel is: that of emotion by itself, and any other.
const HIGH: f64 = 230.0;
const LOW: f64 = 190.0;
/// How several lines of a panel are told apart.
const DASHES: [&str; 5] = ["", "7 4", "2 4", "10 4 2 4", "4 6"];

/// Draws a timeline; gives back where the next block begins.
///
/// * `columns`: how many columns the lanes of the page have; then every stage stands over its own.
pub(super) fn draw(canvas: &mut Canvas, timeline: &Timeline, y: f64, columns: Option<usize>) -> f64 {
    let columns = columns.filter(|n| *n == timeline.stages.len());
    let stages = stages(canvas, timeline, columns);
    let xs: Vec<f64> = stages.iter().flat_map(|(_, _, points)| points.iter().copied()).collect();
    let mut y = y;
    if columns.is_none() {
        y = draw_stages(canvas, timeline, &stages, y);
    }
    y = draw_zones(canvas, timeline, &xs, y);
    for panel in &timeline.panels {
        y = draw_panel(canvas, timeline, panel, &xs, y);
    }
    draw_pains(canvas, timeline, &xs, y)
}

/// Where each stage begins, how wide it is, and where its points stand.
fn stages(canvas: &Canvas, timeline: &Timeline, columns: Option<usize>) -> Vec<(f64, f64, Vec<f64>)> {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let room = canvas.width - 2.0 * MARGIN - GUTTER;
    let n_slots: usize = timeline.stages.iter().map(|stage| stage.n_points.max(1)).sum();
    let mut left = MARGIN + GUTTER;
    let all = timeline.stages.iter().map(|stage| {
        let width = match columns {
            Some(n) => lanes::column(canvas, n),
            None => room * number(stage.n_points.max(1)) / number(n_slots.max(1)),
        };
        let slot = width / number(stage.n_points.max(1));
        let points = (0..stage.n_points).map(|nth| (number(nth) + 0.5).mul_add(slot, left)).collect();
        let own = (left, width, points);
        left += width;
        own
    });
    all.collect()
}

fn draw_stages(canvas: &mut Canvas, timeline: &Timeline, stages: &[(f64, f64, Vec<f64>)], y: f64) -> f64 {
    let mut low = y + 40.0;
    let mut before = None;
    for (stage, (left, width, _)) in timeline.stages.iter().zip(stages) {
        // Stages of one part of the journey stand under one band.
        let is_on = before == Some(&stage.when);
        let from = if is_on { left - 4.0 } else { *left };
        canvas.band(from, y, (left + width - 4.0 - from, 16.0), FAINT);
        if !is_on {
            canvas.text(left + 4.0, y + 12.0, SMALL.dim(), stage.when.as_str());
        }
        before = Some(&stage.when);
        let name = Plain::from(HEAD.cut(stage.name.as_str(), 3.0 * (width - 8.0)));
        let end = canvas.prose(left + 4.0, y + 32.0, width - 8.0, HEAD, &name);
        low = low.max(end - 4.0);
    }
    low
}

fn draw_zones(canvas: &mut Canvas, timeline: &Timeline, xs: &[f64], y: f64) -> f64 {
    if timeline.zones.is_empty() {
        return y;
    }
    // The columns of a point: the least from one to the next.
    let slot = xs.windows(2).filter_map(|pair| Some(pair.last()? - pair.first()?)).fold(80.0, f64::min);
    for (nth, zone) in timeline.zones.iter().enumerate() {
        let ends = (xs.get(zone.points.start), zone.points.end.checked_sub(1).and_then(|last| xs.get(last)));
        let (Some(first), Some(last)) = ends else { continue };
        let (left, right) = (first - slot / 2.0 + 3.0, last + slot / 2.0 - 3.0);
        if nth % 2 == 0 {
            canvas.band(left, y, (right - left, 16.0), FAINT);
        }
        canvas.line((left, y + 17.0), (right, y + 17.0), DIM, 1.4, "");
        canvas.text(left + 3.0, y + 12.0, SMALL, &SMALL.cut(zone.name.as_str(), right - left));
    }
    y + 26.0
}

/// The ends of a panel's axis: its own, or what its values and their intervals reach.
fn ends(panel: &TimelinePanel) -> Option<(f64, f64)> {
    let values = panel.series.iter().flat_map(|series| series.values.iter().flatten());
    let reached = values.flat_map(|own| {
        let (low, high) = own.interval.unwrap_or((own.value, own.value));
        [low, high, own.value]
    });
    let baseline = panel.baseline.iter().map(|(value, _)| *value);
    let all = reached.chain(baseline).map(|value| (value, value));
    let (low, high) = panel.ends.or_else(|| all.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))))?;
    let (low, high) = if high > low { (low, high) } else { (low - 1.0, high + 1.0) };
    if panel.ends.is_some() {
        return Some((low, high));
    }
    // Round ends, a few steps apart.
    let step = 10_f64.powf((high - low).log10().floor());
    let step = if (high - low) / step < 3.0 { step / 2.0 } else { step };
    Some(((low / step).floor() * step, (high / step).ceil() * step))
}

fn draw_panel(canvas: &mut Canvas, timeline: &Timeline, panel: &TimelinePanel, xs: &[f64], y: f64) -> f64 {
    canvas.text(MARGIN, y + 14.0, TEXT.bold(), panel.title.as_str());
    if let Some((_, words)) = &panel.baseline {
        let at = canvas.width - MARGIN;
        canvas.text(at, y + 14.0, SMALL.dim().at(Side::End), words.as_str());
        let left = at - SMALL.width(words.as_str()) - 8.0;
        canvas.line((left - 24.0, y + 11.0), (left, y + 11.0), DIM, 0.9, "");
    }
    let mut top = y + 22.0;
    if panel.series.len() > 1 {
        draw_legend(canvas, panel, top);
        top += 16.0;
    }
    let Some((low, high)) = ends(panel) else { return top };
    let height = if panel.is_emotion { HIGH } else { LOW };
    // Room for names over the highest and under the lowest.
    let (top, inner) = (top + 30.0, height - 60.0);
    let at = |value: f64| ((high - value) / (high - low)).clamp(0.0, 1.0).mul_add(inner, top);
    let right = canvas.width - MARGIN;
    let ticks: Vec<(f64, String)> = if panel.is_emotion {
        [(2.0, "++"), (1.0, "+"), (0.0, "◦"), (-1.0, "−"), (-2.0, "−−")]
            .map(|(at, sign)| (at, sign.to_owned()))
            .to_vec()
    } else {
        let digits = usize::from(high - low < 10.0);
        [high, low].map(|value| (value, numeral::number(value, digits))).to_vec()
    };
    for (value, words) in &ticks {
        canvas.line((MARGIN + GUTTER, at(*value)), (right, at(*value)), HAIR, 0.4, "1 4");
        canvas.text(MARGIN + GUTTER - 10.0, at(*value) + 3.5, SMALL.dim().at(Side::End), words);
    }
    if let Some((value, _)) = &panel.baseline {
        canvas.line((MARGIN + GUTTER, at(*value)), (right, at(*value)), DIM, 0.9, "");
    }
    // What is felt goes on from one place to the next. Between two places nothing was measured.
    for (series, dash) in panel.series.iter().zip(DASHES).filter(|_| panel.is_emotion) {
        draw_line(canvas, series, xs, &at, dash);
    }
    for (nth, series) in panel.series.iter().enumerate() {
        draw_points(canvas, timeline, panel, series, xs, &at, nth);
    }
    let middle = f64::midpoint(low, high);
    if let Some(series) = panel.series.first() {
        draw_names(canvas, timeline, series, xs, &at, middle);
    }
    top + inner + 38.0
}

fn draw_legend(canvas: &mut Canvas, panel: &TimelinePanel, y: f64) {
    let mut x = MARGIN + GUTTER;
    for (nth, (series, dash)) in panel.series.iter().zip(DASHES).enumerate() {
        canvas.line((x, y + 6.0), (x + 30.0, y + 6.0), ink(nth), 1.8, dash);
        canvas.text(x + 36.0, y + 10.0, SMALL, series.name.as_str());
        x += SMALL.width(series.name.as_str()) + 62.0;
    }
}

const fn ink(nth: usize) -> &'static str {
    match nth {
        0 => INK,
        1 => ACCENT,
        _ => DIM,
    }
}

/// Joins the points of a series; where there is none, the line has a gap.
fn draw_line(canvas: &mut Canvas, series: &TimelineSeries, xs: &[f64], at: &impl Fn(f64) -> f64, dash: &str) {
    let mut run: Vec<(f64, f64)> = Vec::new();
    for (x, value) in xs.iter().zip(&series.values) {
        if let Some(value) = value {
            run.push((*x, at(value.value)));
        } else {
            canvas.curve(&run, DIM, 1.6, dash);
            run.clear();
        }
    }
    canvas.curve(&run, DIM, 1.6, dash);
}

fn draw_points(
    canvas: &mut Canvas,
    timeline: &Timeline,
    panel: &TimelinePanel,
    series: &TimelineSeries,
    xs: &[f64],
    at: &impl Fn(f64) -> f64,
    nth: usize,
) {
    for ((x, value), point) in xs.iter().zip(&series.values).zip(&timeline.points) {
        let Some(value) = value else { continue };
        if let Some((low, high)) = value.interval {
            canvas.line((*x, at(low)), (*x, at(high)), DIM, 1.0, "");
        }
        let tone = value.moved.as_ref().map(|(_, tone, _)| *tone);
        let own = match tone {
            Some(tone) => color(tone),
            None if value.is_few => DIM,
            None => ink(nth),
        };
        let radius = if panel.is_emotion { 5.0 } else { 4.0 };
        let is_hollow = value.is_assumed || value.is_few;
        if point.is_moment_of_truth {
            canvas.diamond((*x, at(value.value)), radius + 1.8, own, is_hollow);
        } else {
            canvas.dot((*x, at(value.value)), radius, own, is_hollow);
        }
    }
}

/// No name of a point is longer.
const LONGEST: f64 = 150.0;

/// What is taken on a page: left, top, right, bottom.
type Taken = Vec<(f64, f64, f64, f64)>;

/// Names of the points: over those that are high, under those that are low, where nothing else is; and what hurts there.
fn draw_names(
    canvas: &mut Canvas,
    timeline: &Timeline,
    series: &TimelineSeries,
    xs: &[f64],
    at: &impl Fn(f64) -> f64,
    middle: f64,
) {
    let mut taken: Taken = xs
        .iter()
        .zip(&series.values)
        .filter_map(|(x, value)| {
            let value = value.as_ref()?;
            let (low, high) = value.interval.unwrap_or((value.value, value.value));
            Some((x - 8.0, at(high.max(value.value)) - 6.0, x + 8.0, at(low.min(value.value)) + 6.0))
        })
        .collect();
    let (left, right) = (MARGIN, canvas.width - 8.0);
    for ((x, value), point) in xs.iter().zip(&series.values).zip(&timeline.points) {
        let Some(value) = value else { continue };
        let pen = SMALL.at(Side::Middle);
        let name = pen.cut(point.name.as_str(), LONGEST);
        let words = match &value.moved {
            Some((way, _, words)) => format!("{name} {} {} {words}", value.shown, arrow(*way)),
            None if value.is_few => format!("{name} {}", canvas.labels.filled(Label::FewOf, &[value.n.as_str()])),
            None if value.n.is_empty() => name,
            None => format!("{name} {} n {}", value.shown, value.n),
        };
        let width = pen.width(&words);
        let center = x.max(left + width / 2.0).min(right - width / 2.0);
        let (low, high) = value.interval.unwrap_or((value.value, value.value));
        let rows = [0.0, 11.0, 22.0, 33.0];
        let over = rows.map(|far| at(high) - 9.0 - far);
        let under = rows.map(|far| at(low) + 16.0 + far);
        let all = if value.value >= middle { [over, under] } else { [under, over] };
        let box_of = |y: f64| (center - width / 2.0, y - 8.0, center + width / 2.0, y + 2.0);
        let is_free = |own: &(f64, f64, f64, f64)| {
            taken
                .iter()
                .all(|other| own.2 + 3.0 < other.0 || own.0 > other.2 + 3.0 || own.3 < other.1 || own.1 > other.3)
        };
        let Some(y) = all.into_iter().flatten().find(|y| is_free(&box_of(*y))) else { continue };
        taken.push(box_of(y));
        let tone = value.moved.as_ref().map_or(INK, |(_, tone, _)| color(*tone));
        canvas.text(center, y, pen.colored(tone), &words);
    }
}

/// The worst that hurts at every point.
fn draw_pains(canvas: &mut Canvas, timeline: &Timeline, xs: &[f64], y: f64) -> f64 {
    if timeline.points.iter().all(|point| point.pain.is_none()) {
        return y;
    }
    canvas.text(MARGIN, y + 12.0, TEXT.bold(), canvas.labels.word(Label::Pain));
    for (x, point) in xs.iter().zip(&timeline.points) {
        let Some(severity) = point.pain else { continue };
        let marks = alarm(severity);
        let pen = TEXT.at(Side::Middle);
        let pen = if severity >= 4 { pen.bold().colored(BAD) } else { pen };
        canvas.text(*x, y + 12.0, pen, format!("{severity} {marks}").trim_end());
    }
    y + 26.0
}
