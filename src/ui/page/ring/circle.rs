//! A ring that is round on the screen, where a cell is about twice as high as wide: it starts at the top and runs
//! clockwise, or the other way in a frame that starts at the right. Invariant: no two touchpoints of one side share a row.

use std::f64::consts::{PI, TAU};

use super::plot::{Piece, Plot, columns};
use super::spoke::{NumberForm, counts, felt, is_mixed, marks, moved, number, role};
use crate::app::view::{Ring, RingPart, Spoke};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::theme::Role;

/// Columns to a row.
const ASPECT: f64 = 2.0;

/// The least and the greatest radius, in rows.
const RADII: (u16, u16) = (9, 20);

/// From the first column of a sign to a name: its second, a blank, the sign of the cursor, a blank.
const AWAY: u16 = 5;

/// Fewer columns of a name would not tell it from others.
const SHORTEST: u16 = 8;

/// From the last dot of a row to a name.
const BEYOND: u16 = 3;

/// Where a touchpoint stands on the ring.
#[derive(Clone, Copy, Debug)]
struct Seat<'r> {
    spoke: &'r Spoke,
    /// Clockwise from the top.
    angle: f64,
    x: u16,
    y: u16,
}

/// Where the ring stands.
#[derive(Clone, Copy, Debug)]
struct Round {
    /// The column of its middle.
    x: u16,
    /// Its radius, which is the row of its middle too.
    radius: u16,
}

impl Round {
    /// The cell at an angle, and at such a part of the way from the middle to the ring.
    fn cell(self, angle: f64, part: f64) -> (u16, u16) {
        let (x, radius) = (f64::from(self.x), f64::from(self.radius));
        (whole((ASPECT * part * radius).mul_add(angle.sin(), x)), whole((part * radius).mul_add(-angle.cos(), radius)))
    }

    /// The cells of the ring: at its sides one in every row, at its top and its bottom one in every other column.
    fn dots(self) -> impl Iterator<Item = (u16, u16)> {
        let (radius, middle) = (f64::from(self.radius), self.radius);
        let flat = whole(radius * std::f64::consts::FRAC_1_SQRT_2);
        let sides =
            (middle - flat..=middle + flat).flat_map(move |y| [true, false].map(|side| (self.edge(y, side), y)));
        let caps = (0..=flat).flat_map(move |off| {
            let across = f64::from(off);
            let up = whole(radius.mul_add(radius, -(across * across)).max(0.0).sqrt());
            let columns = [self.x.saturating_sub(2 * off), self.x + 2 * off];
            columns.into_iter().flat_map(move |x| [(x, middle - up), (x, middle + up)])
        });
        sides.chain(caps)
    }

    /// The column of the ring in the middle of a row, right or left.
    fn edge(self, y: u16, is_right: bool) -> u16 {
        self.across((f64::from(y) - f64::from(self.radius)).abs(), is_right)
    }

    /// The outmost column of the ring anywhere in a row.
    fn outmost(self, y: u16, is_right: bool) -> u16 {
        self.across(((f64::from(y) - f64::from(self.radius)).abs() - 0.5).max(0.0), is_right)
    }

    /// Its column so far above or below the middle.
    fn across(self, off: f64, is_right: bool) -> u16 {
        let radius = f64::from(self.radius);
        let away = ASPECT * radius.mul_add(radius, -(off * off)).max(0.0).sqrt();
        let x = f64::from(self.x);
        whole(if is_right { x + away } else { x - away })
    }
}

/// The ring in so many columns and rows; `None` if not all touchpoints have a row of their own.
pub(super) fn rows(brush: &Brush<'_>, ring: &Ring, width: u16, height: u16) -> Option<Plot> {
    let (round, form) = fit(brush, ring, width, height)?;
    let (seats, borders) = seats(ring, round)?;
    let mut plot = Plot::default();
    for cell in round.dots() {
        plot.sign(cell, brush.glyphs.grid, Role::Dim);
    }
    for angle in borders.iter().filter(|_| ring.parts.len() > 1) {
        for part in [0.93, 0.86, 0.79] {
            plot.sign(round.cell(*angle, part), brush.glyphs.grid, Role::Dim);
        }
    }
    let mut taken = hub(brush, &mut plot, ring, round);
    for (nth, part) in ring.parts.iter().enumerate() {
        let ends = (borders.get(nth).copied().unwrap_or(0.0), borders.get(nth + 1).copied().unwrap_or(TAU));
        head(brush, &mut plot, part, (round, ends), &mut taken);
    }
    for seat in &seats {
        paint(brush, &mut plot, *seat, round, (width, form, is_mixed(ring)));
    }
    Some(plot)
}

/// The largest ring beside which all names have room with how sure their numbers are, or else as much of a name as still
/// tells it from others; `None` where not even that fits.
fn fit(brush: &Brush<'_>, ring: &Ring, width: u16, height: u16) -> Option<(Round, NumberForm)> {
    let n = ring.parts.iter().map(|part| part.spokes.len()).sum::<usize>();
    let a_side = u16::try_from(n.div_ceil(2)).ok()?;
    let highest = (height.saturating_sub(1) / 2).min(RADII.1);
    let lowest = RADII.0.max(a_side.div_ceil(2) + 1);
    let of = |radius: u16| Round { x: width / 2, radius };
    // Columns of a label whose name is cut to so many.
    let needed = |seat: &Seat<'_>, form: NumberForm, most: u16| {
        let name = brush.columns(&seat.spoke.name);
        columns(brush, &label(brush, seat, form)).saturating_sub(name.saturating_sub(most))
    };
    let fits = |radius: u16, form: NumberForm, most: u16| {
        let round = of(radius);
        let all = seats(ring, round).map(|(seats, _)| seats).unwrap_or_default();
        !all.is_empty() && all.iter().all(|seat| needed(seat, form, most) <= room(*seat, round, width).1)
    };
    let largest = |form: NumberForm, most: u16| {
        (lowest..=highest).rev().find(|radius| fits(*radius, form, most)).map(|radius| (of(radius), form))
    };
    let whole = (lowest..=highest).rev().find_map(|radius| {
        let forms = [NumberForm::Counted, NumberForm::Sure];
        let form = forms.into_iter().find(|form| fits(radius, *form, u16::MAX))?;
        Some((of(radius), form))
    });
    whole.or_else(|| largest(NumberForm::Sure, SHORTEST))
}

/// Where every touchpoint stands, and the angles at which parts begin. `None` if there are too few rows.
fn seats(ring: &Ring, round: Round) -> Option<(Vec<Seat<'_>>, Vec<f64>)> {
    let n_spokes: usize = ring.parts.iter().map(|part| part.spokes.len()).sum();
    let n_steps = u32::try_from(n_spokes + ring.parts.len()).ok().filter(|n| *n > 0)?;
    let angle = |step: u32| TAU * f64::from(step) / f64::from(n_steps);
    let (mut all, mut borders, mut step) = (Vec::new(), Vec::new(), 0);
    for part in &ring.parts {
        borders.push(angle(step));
        step += 1;
        for spoke in &part.spokes {
            let (x, y) = round.cell(angle(step), 1.0);
            all.push(Seat { spoke, angle: angle(step), x, y });
            step += 1;
        }
    }
    let n_right = all.iter().take_while(|seat| seat.is_right()).count();
    let (right, left) = all.split_at_mut_checked(n_right)?;
    part_rows(right.iter_mut(), round)?;
    part_rows(left.iter_mut().rev(), round)?;
    Some((all, borders))
}

/// Gives each of one side, from the top down, a row of its own; who has to move stays on the ring.
fn part_rows<'s, 'r: 's>(side: impl Iterator<Item = &'s mut Seat<'r>>, round: Round) -> Option<()> {
    let mut side: Vec<&mut Seat<'r>> = side.collect();
    let mut free = 0;
    let mut rows: Vec<u16> = Vec::with_capacity(side.len());
    for seat in &side {
        rows.push(seat.y.max(free));
        free = rows.last()? + 1;
    }
    let mut last = 2 * round.radius;
    for row in rows.iter_mut().rev() {
        *row = (*row).min(last);
        last = row.checked_sub(1).or(if *row == 0 { Some(0) } else { None })?;
    }
    if rows.windows(2).any(|both| both.first() >= both.last()) {
        return None;
    }
    for (seat, row) in side.iter_mut().zip(rows) {
        if seat.y != row {
            seat.y = row;
            seat.x = round.edge(row, seat.is_right());
        }
    }
    Some(())
}

impl Seat<'_> {
    fn is_right(&self) -> bool {
        self.angle <= PI
    }
}

/// Where its name starts or ends, and how many columns there are for it.
fn room(seat: Seat<'_>, round: Round, width: u16) -> (u16, u16) {
    // Near the top and the bottom the ring goes on beside the sign.
    let edge = round.outmost(seat.y, seat.is_right());
    if seat.is_right() {
        let from = (seat.x + AWAY).max(edge + BEYOND);
        (from, width.saturating_sub(from))
    } else {
        let to = seat.x.saturating_sub(AWAY - 1).min(edge.saturating_sub(BEYOND - 1));
        (to, to.saturating_sub(2))
    }
}

/// Its name, its number, its marks. The name comes first, so that it is what is cut.
fn label(brush: &Brush<'_>, seat: &Seat<'_>, form: NumberForm) -> Vec<Piece> {
    let mut pieces = vec![Piece::Words(seat.spoke.name.clone(), role(seat.spoke))];
    pieces.extend(number(brush, seat.spoke, form));
    pieces.extend(moved(brush, seat.spoke));
    let marks = marks(brush, seat.spoke);
    if !marks.is_empty() {
        // A wider gap, so that a severity is not read as one more number.
        pieces.push(Piece::Words(Plain::default(), Role::Text));
    }
    pieces.extend(marks);
    pieces
}

fn paint(
    brush: &Brush<'_>,
    plot: &mut Plot,
    seat: Seat<'_>,
    round: Round,
    (width, form, is_mixed): (u16, NumberForm, bool),
) {
    let sign = seat.spoke.feeling.map(|own| felt(brush, own, is_mixed));
    let (sign, tint) = sign.unwrap_or_else(|| (brush.glyphs.value.into(), Role::Rule));
    let (wide, is_right) = (brush.columns(&sign), seat.is_right());
    let x = if is_right { seat.x } else { seat.x.saturating_sub(wide.saturating_sub(1)) };
    // What is on the ring stands apart from its dots.
    plot.words((x.saturating_sub(1), seat.y), wide + 2, blank(wide + 2), Role::Text);
    plot.words((x, seat.y), wide, sign, tint);
    let pieces = label(brush, &seat, form);
    let (edge, room) = room(seat, round, width);
    let used = columns(brush, &pieces).min(room);
    let from = if is_right { edge } else { edge.saturating_sub(used) };
    plot.pieces(brush, (from, seat.y), room, &pieces);
    if seat.spoke.anchor.is_marked {
        plot.sign((from.saturating_sub(2), seat.y), brush.glyphs.selected, Role::Underline);
    }
}

fn blank(n: u16) -> Plain {
    " ".repeat(usize::from(n)).into()
}

/// Cells that are taken: columns and rows, from and to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Taken {
    x: (u16, u16),
    y: (u16, u16),
}

impl Taken {
    fn meets(self, other: Self) -> bool {
        self.x.0 < other.x.1 && other.x.0 < self.x.1 && self.y.0 < other.y.1 && other.y.0 < self.y.1
    }
}

/// Paints who is in the middle; gives back the cells around.
fn hub(brush: &Brush<'_>, plot: &mut Plot, ring: &Ring, round: Round) -> Vec<Taken> {
    let width = round.radius * 12 / 5;
    let most = usize::from(round.radius);
    let wrapped = |text: &Plain, most: usize, role: Role| {
        let lines = cluster::wrap(text, width);
        let is_whole = lines.len() <= most;
        let lines = lines.into_iter().take(most).enumerate();
        let lines = lines.map(|(nth, line)| {
            let is_cut = !is_whole && nth + 1 == most;
            (if is_cut { format!("{line}{}", brush.glyphs.ellipsis).into() } else { line }, role)
        });
        lines.collect::<Vec<_>>()
    };
    let mut lines: Vec<(Plain, Role)> = Vec::new();
    if let Some((name, known)) = ring.hub.split_first() {
        lines = wrapped(name, 2, Role::Title);
        for (nth, text) in known.iter().enumerate() {
            let is_last = nth + 1 == known.len();
            // A blank goes before it, and what comes last needs two rows and one more.
            let room = most.saturating_sub(lines.len() + 1 + if is_last { 0 } else { 2 });
            let own = wrapped(text, room.clamp(1, 4), if is_last { Role::Dim } else { Role::Text });
            if room > 0 {
                lines.push((Plain::default(), Role::Text));
                lines.extend(own);
            }
        }
    }
    let n_lines = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = round.radius.saturating_sub(n_lines / 2);
    let mut widest = 0;
    for (y, (line, role)) in (top..).zip(lines) {
        let used = brush.columns(&line);
        widest = widest.max(used);
        plot.words((round.x.saturating_sub(used / 2), y), used, line, role);
    }
    let half = widest / 2 + 2;
    vec![Taken { x: (round.x.saturating_sub(half), round.x + half), y: (top, top + n_lines) }]
}

/// Paints the name of a part and what is felt in it, inside of the ring, where nothing else is.
fn head(
    brush: &Brush<'_>,
    plot: &mut Plot,
    part: &RingPart,
    (round, ends): (Round, (f64, f64)),
    taken: &mut Vec<Taken>,
) {
    let (name, counts) = (brush.columns(&part.name), counts(brush, &part.spokes));
    let width = name.max(columns(brush, &counts));
    let n_rows = u16::from(name > 0) + u16::from(!counts.is_empty());
    let angle = |along: f64| along.mul_add(ends.1 - ends.0, ends.0);
    let tries = [0.5, 0.4, 0.6, 0.3, 0.7]
        .into_iter()
        .flat_map(|along| [0.72, 0.66, 0.78, 0.6, 0.54].into_iter().map(move |part| (along, part)));
    let place = tries.into_iter().find_map(|(along, part)| {
        let (x, y) = round.cell(angle(along), part);
        let own = Taken {
            x: (x.saturating_sub(width / 2), x.saturating_sub(width / 2) + width),
            y: (y.saturating_sub(n_rows / 2), y.saturating_sub(n_rows / 2) + n_rows),
        };
        let is_inside = [own.y.0, own.y.1.saturating_sub(1)].into_iter().all(|y| {
            own.x.0 > round.edge(y, false) + 2 && own.x.1 + 2 < round.edge(y, true) && y > 0 && y < 2 * round.radius
        });
        (is_inside && !taken.iter().any(|other| own.meets(*other))).then_some(own)
    });
    let Some(place) = place else { return };
    let (mut y, middle) = (place.y.0, |used: u16| place.x.0 + (width - used) / 2);
    if name > 0 {
        plot.words((middle(name), y), name, part.name.clone(), Role::Heading);
        y += 1;
    }
    let used = columns(brush, &counts);
    plot.pieces(brush, (middle(used), y), used, &counts);
    taken.push(Taken { x: (place.x.0.saturating_sub(1), place.x.1 + 1), y: place.y });
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "held between 0 and a few hundred")]
fn whole(number: f64) -> u16 {
    number.round().clamp(0.0, 10_000.0) as u16
}

#[cfg(test)]
mod tests;
