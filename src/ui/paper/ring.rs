//! The wheel: somebody in the middle, touchpoints around, from the top on and clockwise.

use std::f64::consts::TAU;

use super::canvas::{Canvas, DIM, HAIR, INK, MARGIN, Pen, Side, color};
use super::lanes::draw_feeling;
use super::words::{moved, told};
use crate::app::view::{Ring, RingPart, Spoke, Tone};
use crate::text::Plain;
use crate::ui::columns::alarm;

const HUB: Pen = Pen::new(20.0).bold();
const TEXT: Pen = Pen::new(12.0);
const SMALL: Pen = Pen::new(9.5);
/// The lowest a wheel may be.
const LEAST: f64 = 560.0;
/// The part of a turn between two parts.
const BETWEEN: f64 = 0.012;

/// Draws a wheel as large as the room allows; gives back where the next block begins.
pub(super) fn draw(canvas: &mut Canvas, ring: &Ring, y: f64, height: f64) -> f64 {
    let height = height.max(LEAST);
    let center = (canvas.width / 2.0, y + height / 2.0);
    let radius = height / 2.0 - 84.0;
    draw_hub(canvas, ring, center, radius);
    let all: usize = ring.parts.iter().map(|part| part.spokes.len()).sum();
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let mut turn = 0.0;
    for part in ring.parts.iter().filter(|part| !part.spokes.is_empty()) {
        let share = number(part.spokes.len()) / number(all.max(1));
        draw_part(canvas, part, center, radius, (turn, share));
        turn += share;
    }
    y + height
}

/// The place on a circle after a part of a turn from its top, clockwise.
fn place(center: (f64, f64), radius: f64, turn: f64) -> (f64, f64) {
    let (sine, cosine) = (turn * TAU).sin_cos();
    (radius.mul_add(sine, center.0), (-radius).mul_add(cosine, center.1))
}

fn draw_hub(canvas: &mut Canvas, ring: &Ring, center: (f64, f64), radius: f64) {
    let width = radius * 0.95;
    let Some((name, known)) = ring.hub.split_first() else { return };
    let rows: Vec<(Pen, Plain)> = HUB
        .wrap(name, width)
        .into_iter()
        .map(|line| (HUB, line))
        .chain(known.iter().flat_map(|words| TEXT.wrap(words, width).into_iter().map(|line| (TEXT.dim(), line))))
        .collect();
    let height: f64 = rows.iter().map(|(pen, _)| pen.leading()).sum();
    let mut y = center.1 - height / 2.0;
    for (pen, line) in rows {
        y += pen.leading();
        canvas.text(center.0, y - pen.size * 0.3, pen.at(Side::Middle), line.as_str());
    }
}

/// A part of the ring: its arc, its name with what is felt there on the whole, its touchpoints.
fn draw_part(canvas: &mut Canvas, part: &RingPart, center: (f64, f64), radius: f64, (turn, share): (f64, f64)) {
    arc(canvas, center, radius, (turn + BETWEEN, turn + share - BETWEEN), (DIM, 1.6));
    arc(canvas, center, radius * 0.6, (turn + BETWEEN, turn + share - BETWEEN), (HAIR, 0.8));
    let middle = place(center, radius * 0.76, turn + share / 2.0);
    canvas.text(middle.0, middle.1, TEXT.bold().at(Side::Middle), part.name.as_str());
    let n = |is_in: fn(i8) -> bool| {
        part.spokes.iter().filter(|own| own.feeling.is_some_and(|own| is_in(own.emotion))).count()
    };
    let counts = [("+", n(|own| own > 0)), ("◦", n(|own| own == 0)), ("−", n(|own| own < 0))];
    let counts: Vec<String> = counts.iter().filter(|(_, n)| *n > 0).map(|(sign, n)| format!("{sign} {n}")).collect();
    canvas.text(middle.0, middle.1 + 15.0, SMALL.dim().at(Side::Middle), &counts.join("   "));
    let n_spokes = f64::from(u32::try_from(part.spokes.len().max(1)).unwrap_or(1));
    for (nth, spoke) in (0_u32..).zip(&part.spokes) {
        draw_spoke(canvas, spoke, center, radius, share.mul_add((f64::from(nth) + 0.5) / n_spokes, turn));
    }
}

fn draw_spoke(canvas: &mut Canvas, spoke: &Spoke, center: (f64, f64), radius: f64, turn: f64) {
    let at = place(center, radius, turn);
    match spoke.feeling {
        Some(feeling) => draw_feeling(canvas, feeling, at, 11.0),
        None => canvas.dot(at, 3.0, HAIR, true),
    }
    let outside = place(center, radius + 22.0, turn);
    let side = match outside.0 - center.0 {
        off if off.abs() < radius * 0.06 => Side::Middle,
        off if off > 0.0 => Side::Start,
        _ => Side::End,
    };
    // The lines at the top grow upwards, those at the bottom downwards.
    let upwards = (turn * TAU).cos();
    let is_hurting = spoke.pain >= Some(4);
    let n_below = u32::from(spoke.figure.is_some())
        + u32::from(spoke.figure.as_ref().is_some_and(|figure| figure.change.is_some()))
        + u32::from(is_hurting);
    let lift = upwards.max(0.0) * f64::from(n_below) * 12.0;
    // At the top and at the bottom spokes stand close: names there stand further out, the outermost most.
    let far = upwards.abs().powi(7).copysign(upwards) * 26.0;
    let mut y = upwards.mul_add(-8.0, outside.1) - lift - far;
    let name = if spoke.is_moment_of_truth { TEXT.bold() } else { TEXT };
    let words = if spoke.is_moment_of_truth { format!("{} ◆", spoke.name) } else { spoke.name.to_string() };
    let room = match side {
        Side::Start => canvas.width - MARGIN / 2.0 - outside.0,
        Side::End => outside.0 - MARGIN / 2.0,
        Side::Middle => radius,
    };
    canvas.text(outside.0, y, name.at(side), &name.cut(&words, room));
    if let Some(figure) = &spoke.figure {
        y += 13.0;
        let told = [told(canvas.labels, figure), spoke.apart.to_string()];
        let told = told.join(" ").trim_end().to_owned();
        let pen = SMALL.colored(if figure.is_weak { DIM } else { INK }).at(side);
        canvas.text(outside.0, y, pen, &pen.cut(&told, room));
        if let Some((_, tone)) = figure.change {
            y += 12.0;
            canvas.text(outside.0, y, SMALL.colored(color(tone)).at(side), &moved(figure));
        }
    }
    if let Some(severity) = spoke.pain.filter(|severity| *severity >= 4) {
        y += 12.0;
        let marks = alarm(severity);
        canvas.text(outside.0, y, SMALL.bold().colored(color(Tone::Bad)).at(side), &format!("{severity} {marks}"));
    }
}

/// A part of a circle between two parts of a turn.
fn arc(canvas: &mut Canvas, center: (f64, f64), radius: f64, (from, to): (f64, f64), (ink, width): (&str, f64)) {
    let n = 48_u32;
    let points: Vec<(f64, f64)> =
        (0..=n).map(|nth| place(center, radius, (to - from).mul_add(f64::from(nth) / f64::from(n), from))).collect();
    canvas.polyline(&points, ink, width);
}
