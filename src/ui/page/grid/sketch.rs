//! What is drawn in the cells of a table: two values and the way between them, a bar, a strip.

use crate::app::view::{Sketch, Tone};
use crate::text::numeral::number;
use crate::ui::brush::Brush;
use crate::ui::page::words::{Alignment, PageText, PageWords};
use crate::ui::strip;
use crate::ui::theme::Role;

type Words = Vec<PageWords<'static>>;

/// Round values along an axis, each with its label: as many as have room beside one another.
pub(super) fn ticks(brush: &Brush<'_>, axis: (f64, f64), (x, width): (u16, u16)) -> Words {
    let span = (axis.1 - axis.0).abs();
    let most = (width / 3).clamp(1, 8);
    let all = (1..=most).rev().filter_map(|n| labelled(brush, axis, (x, width), steps(span / f64::from(n))));
    all.into_iter().next().unwrap_or_default()
}

/// Labels so far apart; `None` where they have no room.
fn labelled(brush: &Brush<'_>, axis: (f64, f64), (x, width): (u16, u16), step: f64) -> Option<Words> {
    let n_decimals = (0..9_i32).find(|n| step * 10_f64.powi(*n) > 0.99).and_then(|n| usize::try_from(n).ok());
    let first = (axis.0 / step - 1e-9).ceil();
    let mut words = Words::new();
    let (mut free, mut nth) = (0, 0.0);
    while (first + nth) * step <= axis.1 + step * 1e-6 {
        let value = (first + nth) * step;
        let label = crate::text::Plain::from(number(value, n_decimals.unwrap_or(9)));
        let (at, own) = (place(value, axis, width), brush.columns(&label));
        let from = at.saturating_sub(own / 2).min(width.saturating_sub(own));
        if from < free {
            return None;
        }
        words.push(PageWords::new(x + from, own, PageText::Line(label), Role::Dim));
        free = from + own + 1;
        nth += 1.0;
    }
    Some(words)
}

/// A round number of at least that size.
fn steps(least: f64) -> f64 {
    let power = 10_f64.powf(least.max(1e-9).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|own| own * power).find(|own| *own >= least).unwrap_or(power * 10.0)
}

/// What is drawn in a cell.
pub(super) fn drawn(brush: &Brush<'_>, own: &Sketch, axis: (f64, f64), (x, width): (u16, u16)) -> Words {
    let run = |from: u16, n: u16, sign: &str, role: Role| {
        PageWords::new(x + from, n, PageText::Line(sign.repeat(usize::from(n)).into()), role)
    };
    let dot = |at: u16, sign: &'static str, role: Role| PageWords::new(x + at, 1, PageText::Sign(sign), role);
    match own {
        Sketch::Dumbbell { from, to, is_sure, tone } => {
            let (from, to) = (from.map(|own| place(own, axis, width)), to.map(|own| place(own, axis, width)));
            let mut words = Words::new();
            if let Some((from, to)) = from.zip(to) {
                let (low, high) = (from.min(to), from.max(to));
                let sign = if *is_sure { brush.glyphs.heavy } else { brush.glyphs.dotted };
                let n = high.saturating_sub(low).saturating_sub(1);
                words.push(run(low + 1, n, sign, if *is_sure { Role::of(*tone) } else { Role::Rule }));
            }
            words.extend(from.map(|at| dot(at, brush.glyphs.before, Role::Dim)));
            words.extend(to.map(|at| dot(at, brush.glyphs.value, Role::of(*tone))));
            words
        }
        Sketch::Bar { value, lost_to, tone } => {
            let end = |own: f64| (place(own, axis, width) + 1).min(width);
            let filled = if *value > axis.0 { end(*value) } else { 0 };
            let mut words = vec![run(0, filled, brush.glyphs.rise[7], Role::of(*tone))];
            if let Some(lost) = lost_to.map(end).filter(|own| *own > filled) {
                words.push(run(filled, lost - filled, brush.glyphs.dotted, Role::Rule));
            }
            words
        }
        Sketch::Strip(own) => {
            let signs: String = own.cells.iter().map(|level| strip::sign(brush.glyphs, *level)).collect();
            let role = Role::of(Tone::Neutral);
            vec![PageWords::new(x, width, PageText::Line(signs.into()), role).at(Alignment::Start)]
        }
    }
}

/// Where a value lies among so many columns.
fn place(value: f64, (low, high): (f64, f64), width: u16) -> u16 {
    let last = f64::from(width.saturating_sub(1));
    let share = if high > low { ((value - low) / (high - low)).clamp(0.0, 1.0) } else { 0.0 };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the width")]
    let place = (share * last).round() as u16;
    place
}
