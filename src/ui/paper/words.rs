//! Words of a page under one another: sentences, labelled texts, items, numbers, and a chart by time.

use super::canvas::{Canvas, DIM, GUTTER, HAIR, MARGIN, Pen, Side, color, emotion};
use crate::app::view::{
    Block, Chart, FeelingRow, Figure, Label, Labels, Move, Movement, PageLine, Spread, StepRow, Tone,
};
use crate::text::Plain;

const TEXT: Pen = Pen::new(12.0);
const SMALL: Pen = Pen::new(9.5);
/// Longer lines are hard to read.
const WIDEST: f64 = 1000.0;
/// Longer labels are cut.
const WIDEST_GUTTER: f64 = 240.0;
/// The rows of a chart, and from one period to the next.
const CHART: f64 = 110.0;
/// How long the scale of an emotion is.
const SCALE: f64 = 76.0;

/// How sure a figure is, and its n: `±2.0 % n 2,318`, `n 15: few`.
pub(super) fn sure(labels: Labels, figure: &Figure) -> String {
    if figure.is_weak {
        return labels.filled(Label::FewOf, &[figure.n.as_str()]);
    }
    let margin = match &figure.margin {
        Some(Spread::Half(half)) => format!("±{half} "),
        Some(Spread::Ends(ends)) => format!("({ends}) "),
        None => String::new(),
    };
    let unit = if figure.unit.is_empty() { String::new() } else { format!("{} ", figure.unit) };
    let n = if figure.n.is_empty() { String::new() } else { format!("n {}", figure.n) };
    format!("{margin}{unit}{n}").trim_end().to_owned()
}

/// A figure in one line: `75 ±2.0 % n 2,318`; where it rests on too few answers, that alone.
pub(super) fn told(labels: Labels, figure: &Figure) -> String {
    let sure = sure(labels, figure);
    if figure.is_weak { sure } else { format!("{} {sure}", figure.value) }
}

/// How a score moved, and whether that is good: `▼ fell 7.6 since 2017`.
pub(super) fn course(own: &Movement) -> (Tone, String) {
    let sign = own.way.map(arrow).unwrap_or_default();
    let words = [sign, own.words.as_str(), own.by.as_str(), own.since.as_str()];
    (own.tone, words.into_iter().filter(|own| !own.is_empty()).collect::<Vec<_>>().join(" "))
}

/// `▼ 7.6`: how a figure moved; empty where it did not.
pub(super) fn moved(figure: &Figure) -> String {
    let Some((way, _)) = figure.change else { return String::new() };
    format!("{} {}", arrow(way), figure.by).trim_end().to_owned()
}

pub(super) const fn arrow(way: Move) -> &'static str {
    match way {
        Move::Rose => "▲",
        Move::Fell => "▼",
    }
}

/// How wide the labels of some blocks are: no label runs into what it labels.
pub(super) fn gutter(blocks: &[Block]) -> f64 {
    let label = |block: &Block| match block {
        Block::Field { label, .. } => SMALL.width(label.as_str()),
        Block::Score { metric, .. } => SMALL.width(metric.as_str()),
        Block::Feeling(row) => SMALL.width(row.label.as_str()),
        _ => 0.0,
    };
    blocks.iter().map(|block| label(block) + 10.0).fold(GUTTER, f64::max).min(WIDEST_GUTTER)
}

/// Draws a block of words from a height on; gives back where the next begins.
///
/// * `gutter`: how wide labels are.
pub(super) fn draw(canvas: &mut Canvas, block: &Block, gutter: f64, y: f64) -> f64 {
    let width = (canvas.width - 2.0 * MARGIN).min(WIDEST);
    match block {
        Block::Gap => y + 8.0,
        Block::Sentence(words) => canvas.prose(MARGIN, y + TEXT.size, width, TEXT, words) - TEXT.size + 2.0,
        Block::Heading(words) => {
            let line = canvas.width - 2.0 * MARGIN;
            canvas.rule(MARGIN, y + 2.0, line);
            canvas.text(MARGIN, y + 16.0, SMALL.bold(), words.as_str());
            y + 24.0
        }
        Block::Field { label, lines, tone, .. } => {
            canvas.text(MARGIN, y + TEXT.size, SMALL.dim(), &SMALL.cut(label.as_str(), gutter - 6.0));
            let pen = TEXT.colored(color(*tone));
            rows(canvas, lines, MARGIN + gutter, y, width - gutter, pen)
        }
        Block::Item { lead, tone, lines, tail, under, is_done, .. } => {
            let calm = |own: &'static str| if *is_done { DIM } else { own };
            canvas.text(MARGIN, y + TEXT.size, TEXT.bold().colored(calm(color(*tone))), lead.as_str());
            let x = MARGIN + TEXT.bold().width(lead.as_str()).max(if lead.is_empty() { 0.0 } else { 60.0 }) + 10.0;
            canvas.text(MARGIN + width, y + TEXT.size, SMALL.dim().at(Side::End), tail.as_str());
            let room = width - (x - MARGIN) - SMALL.width(tail.as_str()) - 12.0;
            let words: Vec<PageLine> = lines.iter().cloned().map(PageLine::from).collect();
            let low = rows(canvas, &words, x, y, room, TEXT.colored(calm(color(Tone::Neutral))));
            rows(canvas, under, x, low, width - (x - MARGIN), SMALL.dim())
        }
        Block::Score { metric, figure, more, movement, .. } => {
            canvas.text(MARGIN, y + TEXT.size, SMALL.dim(), &SMALL.cut(metric.as_str(), gutter - 6.0));
            let x = MARGIN + gutter;
            let value = TEXT.bold().colored(if figure.is_weak { DIM } else { color(Tone::Strong) });
            canvas.text(x, y + TEXT.size, value, figure.value.as_str());
            let mut x = x + value.width(figure.value.as_str()) + 8.0;
            let told = sure(canvas.labels, figure);
            canvas.text(x, y + TEXT.size, TEXT.dim(), &told);
            x += TEXT.width(&told) + 14.0;
            let right = MARGIN + width;
            let mut y = y;
            let mut place = |x: f64, own: f64| {
                // What has no room beside the number stands below it.
                if x + own > right {
                    y += TEXT.leading();
                    return (MARGIN + gutter, y);
                }
                (x, y)
            };
            if let Some(own) = movement {
                let (tone, words) = course(own);
                let (at, low) = place(x, TEXT.width(&words));
                canvas.text(at, low + TEXT.size, TEXT.colored(color(tone)), &words);
                x = at + TEXT.width(&words) + 14.0;
            }
            let (at, low) = place(x, SMALL.width(more.as_str()));
            canvas.text(at, low + TEXT.size, SMALL.dim(), more.as_str());
            y + TEXT.leading() + 2.0
        }
        Block::Steps(steps) => {
            draw_steps(canvas, steps, y + 8.0);
            y + 22.0
        }
        Block::Feeling(row) => {
            canvas.text(MARGIN, y + TEXT.size, SMALL.dim(), row.label.as_str());
            draw_scale(canvas, row, gutter, y + TEXT.size - 4.0);
            rows(
                canvas,
                &[row.words.clone().into()],
                MARGIN + gutter + SCALE + 14.0,
                y,
                width - gutter - SCALE,
                SMALL.dim(),
            )
            .max(y + TEXT.leading() + 2.0)
        }
        Block::Chart(chart) => {
            canvas.forward(|canvas| draw_chart(canvas, chart, y));
            y + CHART + 60.0
        }
        // What is typed, chosen, or gone through in a standup is on no page.
        _ => y,
    }
}

/// Lines under one another, from the top of the first; gives back the top of what follows.
fn rows(canvas: &mut Canvas, lines: &[PageLine], x: f64, y: f64, width: f64, pen: Pen) -> f64 {
    let mut low = y;
    for line in lines {
        low = canvas.prose(x, low + pen.size, width, pen, &line.words) - pen.size;
    }
    low + 2.0
}

/// The touchpoints of a walk: that which the card is of is large, those behind are filled.
fn draw_steps(canvas: &mut Canvas, steps: &StepRow, y: f64) {
    let mut x = MARGIN + 5.0;
    let mut nth = 0;
    for part in &steps.parts {
        for _ in 0..part.n_steps {
            let is_here = nth == steps.here;
            canvas.dot((x, y), if is_here { 5.0 } else { 2.6 }, color(Tone::Strong), nth > steps.here);
            x += 11.0;
            nth += 1;
        }
        x += 7.0;
    }
}

/// An emotion on its scale: hollow where only its author says so.
fn draw_scale(canvas: &mut Canvas, row: &FeelingRow, gutter: f64, y: f64) {
    let left = MARGIN + gutter;
    canvas.line((left, y), (left + SCALE, y), HAIR, 0.8, "");
    for nth in 0..5_u32 {
        let x = f64::from(nth).mul_add(SCALE / 4.0, left);
        canvas.line((x, y - 2.5), (x, y + 2.5), HAIR, 0.8, "");
    }
    if let Some(feeling) = row.feeling {
        let x = (f64::from(feeling.emotion) + 2.0).mul_add(SCALE / 4.0, left);
        let (_, tone) = emotion(feeling.emotion);
        canvas.dot((x, y), 4.5, color(tone), feeling.is_assumed);
    }
}

/// A dot a period, with its interval; time runs from left to right in any map.
fn draw_chart(canvas: &mut Canvas, chart: &Chart, y: f64) {
    let (left, width) = (MARGIN + GUTTER, (canvas.width - 2.0 * MARGIN - GUTTER - 60.0).min(620.0));
    let (low, high) = chart.scale;
    let height = |value: f64| {
        let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
        (1.0 - share).mul_add(CHART, y + 20.0)
    };
    canvas.text(MARGIN, y + 10.0, SMALL.dim(), chart.title.as_str());
    for (value, words) in [(high, &chart.ends.1), (low, &chart.ends.0)] {
        canvas.line((left, height(value)), (left + width, height(value)), HAIR, 0.6, "");
        canvas.text(left - 8.0, height(value) + 3.0, SMALL.dim().at(Side::End), words.as_str());
    }
    if let Some((value, words)) = &chart.target {
        canvas.line((left, height(*value)), (left + width, height(*value)), DIM, 0.8, "5 3");
        canvas.text(left + width + 8.0, height(*value) + 3.0, SMALL, words.as_str());
    }
    let step = width / f64::from(u32::try_from(chart.points.len().max(1)).unwrap_or(u32::MAX));
    let mut x = step.mul_add(0.5, left);
    for point in &chart.points {
        if let Some((low, high)) = point.interval {
            canvas.line((x, height(low)), (x, height(high)), DIM, 1.0, "");
        }
        if let Some(value) = point.value {
            canvas.dot((x, height(value)), 3.2, color(Tone::Neutral), point.is_weak);
            if step > 26.0 {
                canvas.text(x + 6.0, height(value) + 3.0, SMALL, point.shown.as_str());
            }
        }
        if step > 30.0 {
            canvas.text(x, y + CHART + 36.0, SMALL.dim().at(Side::Middle), point.label.as_str());
        }
        x += step;
    }
    let last = Plain::from(chart.last.to_string());
    canvas.text(left, y + CHART + 52.0, SMALL, last.as_str());
}
