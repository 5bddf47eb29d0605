//! The top of a page: whose journey it is on the left, how it stands on the right.
//! Must not know the panes. Invariant: what does not fit is left out whole, the least telling first.

use super::brush::Brush;
use super::figure::{self, Detail, Said};
use super::fold::{self, Field, Fold};
use super::theme::Role;
use crate::app::view::{Area, Banner, Body, Figure, Journey, Movement, View};
use crate::text::Plain;

/// What the right end of the first row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shown {
    figure: Option<Detail>,
    has_movement: bool,
    has_words: bool,
    has_goal: bool,
}

const fn shown(figure: Option<Detail>, movement: (bool, bool), has_goal: bool) -> Shown {
    Shown { figure, has_movement: movement.0, has_words: movement.1, has_goal }
}

/// From the most to the least telling. A score has its n and its interval, or is not there.
const CHOICES: [Shown; 4] = [
    shown(Some(Detail::Count), (true, true), true),
    shown(Some(Detail::Count), (true, true), false),
    shown(Some(Detail::Count), (true, false), false),
    shown(Some(Detail::Count), (false, false), false),
];

const NOTHING: Shown = shown(None, (false, false), false);

/// How many rows the header wants of a page that high.
pub(super) const fn n_rows(height: u16) -> u16 {
    if height >= 19 { 2 } else { 1 }
}

/// What is being read, where the header has no row for it.
pub(super) fn progress_left_over(view: &View, body: Area) -> Option<&Plain> {
    match &view.body {
        Body::Journey(journey) if Fold::of(body) == Fold::Card || n_rows(body.height) == 1 => journey.progress.as_ref(),
        _ => None,
    }
}

/// Paints the header of a journey in one row or two.
pub(super) fn paint(brush: &mut Brush<'_>, journey: &Journey, area: Area) {
    let field = margin(fold::row(area, 0));
    let has_second = area.height > 1;
    let title = brush.columns(&journey.title);
    let persona = if journey.persona.is_empty() { 0 } else { 3 + brush.columns(&journey.persona) };
    // With a second row the goal stands there, and the persona too if she does not fit on the first.
    let choices = if has_second { &CHOICES[1..] } else { &CHOICES[..] };
    let fitting = |left: u16| {
        choices.iter().find(|choice| left + 3 + right_columns(brush, journey, **choice) <= field.width).copied()
    };
    let beside_persona = fitting(title + persona).filter(|choice| !has_second || *choice == choices[0]);
    let choice = beside_persona.or_else(|| fitting(title.min(field.width / 2))).unwrap_or(NOTHING);
    let right = right_columns(brush, journey, choice);
    paint_right(brush, field.last(right), journey, choice);
    let left = field.shorten(if right > 0 { right + 3 } else { 0 });
    let has_persona = persona > 0 && (!has_second || title + persona <= left.width);
    paint_left(brush, left, journey, has_persona);
    if has_second {
        paint_second(brush, margin(fold::row(area, 1)), journey, !has_persona);
    }
}

fn margin(field: Field) -> Field {
    field.skip(1).shorten(1)
}

fn paint_left(brush: &mut Brush<'_>, field: Field, journey: &Journey, has_persona: bool) {
    let used = brush.left(field, &journey.title, Role::Title);
    let rest = field.skip(used);
    // A stump of a name says nothing.
    if has_persona && rest.width >= 3 + brush.columns(&journey.persona).min(12) {
        brush.left(rest.skip(1), brush.glyphs.dot, Role::Dim);
        brush.left(rest.skip(3), &journey.persona, Role::Text);
    }
}

fn overall_columns(brush: &Brush<'_>, overall: Option<&(Plain, Figure)>, detail: Detail) -> u16 {
    overall.map_or(0, |(label, figure)| brush.columns(label) + 1 + figure::inline_columns(brush, figure, detail))
}

fn right_columns(brush: &Brush<'_>, journey: &Journey, choice: Shown) -> u16 {
    let figure = choice.figure.map_or(0, |detail| overall_columns(brush, journey.overall.as_ref(), detail));
    let movement = match &journey.movement {
        Some(movement) if choice.has_words => figure::moved_columns(brush, movement, Said::Since),
        Some(movement) if choice.has_movement => u16::from(movement.way.is_some()),
        _ => 0,
    };
    let goal = if choice.has_goal { brush.columns(&journey.goal) } else { 0 };
    let before = |part: u16, gap: u16| if part > 0 { part + gap } else { 0 };
    let gap = if figure == 0 { 0 } else { gap_before_movement(choice) };
    figure + before(movement, gap) + before(goal, if figure + movement > 0 { 3 } else { 0 })
}

/// A lone sign stands close to its figure.
const fn gap_before_movement(choice: Shown) -> u16 {
    if choice.has_words { 3 } else { 1 }
}

fn paint_right(brush: &mut Brush<'_>, field: Field, journey: &Journey, choice: Shown) {
    let mut rest = field;
    if let Some((label, figure)) = &journey.overall
        && let Some(detail) = choice.figure
    {
        let used = brush.left(rest, label, Role::Dim) + 1;
        rest = rest.skip(used);
        let used = figure::inline(brush, rest, figure, Role::Strong, detail);
        rest = rest.skip(used);
        let has_movement = journey.movement.is_some() && choice.has_movement;
        rest = rest.skip(if has_movement { gap_before_movement(choice) } else { 3 });
    }
    match &journey.movement {
        Some(movement) if choice.has_words => {
            let used = figure::moved(brush, rest, movement, Said::Since);
            rest = rest.skip(used + 3);
        }
        Some(Movement { way: Some(way), tone, .. }) if choice.has_movement => {
            brush.sign(rest, figure::arrow(brush, *way), Role::of(*tone));
            rest = rest.skip(4);
        }
        _ => {}
    }
    if choice.has_goal {
        brush.left(rest, &journey.goal, Role::Dim);
    }
}

/// Purpose on the left; the goal, or what is being read, under the figure.
fn paint_second(brush: &mut Brush<'_>, field: Field, journey: &Journey, has_persona: bool) {
    let right = journey.progress.as_ref().unwrap_or(&journey.goal);
    let used = brush.right(field, right, Role::Dim);
    let mut rest = field.shorten(if used > 0 { used + 3 } else { 0 });
    if has_persona && !journey.persona.is_empty() {
        let used = brush.left(rest, &journey.persona, Role::Text);
        rest = rest.skip(used);
        if !journey.purpose.is_empty() && rest.width > 8 {
            brush.left(rest.skip(1), brush.glyphs.dot, Role::Dim);
            rest = rest.skip(3);
        }
    }
    if rest.width > 4 {
        brush.left(rest, &journey.purpose, Role::Dim);
    }
}

/// The line that says what is wrong.
pub(super) fn paint_banner(brush: &mut Brush<'_>, banner: &Banner, field: Field) {
    let (sign, role) = if banner.is_bad { (brush.glyphs.wrong, Role::Worst) } else { (brush.glyphs.remark, Role::Dim) };
    let field = margin(field);
    brush.sign(field, sign, role);
    let words = if banner.is_bad { Role::Bad } else { Role::Text };
    brush.ours().left(field.skip(2), &banner.text, words);
}
