//! The top of a page: whose journey it is at the left, how it does at the right.
//! Invariant: what does not fit is left out whole, and what tells least goes first.

use super::brush::Brush;
use super::figure::{self, FigureForm, MovementForm};
use super::fold::{self, Field, Fold};
use super::theme::Role;
use crate::app::view::{Area, Banner, Body, Figure, Frame, Journey, Movement};
use crate::text::Plain;

/// What the right end of the first row tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct HeaderForm {
    figure: Option<FigureForm>,
    has_movement: bool,
    has_words: bool,
    has_goal: bool,
}

const ALL: HeaderForm =
    HeaderForm { figure: Some(FigureForm::Count), has_movement: true, has_words: true, has_goal: true };

/// From the most to the least telling. A score is told with its n and its interval, or not at all.
const CHOICES: [HeaderForm; 4] = [
    ALL,
    HeaderForm { has_goal: false, ..ALL },
    HeaderForm { has_goal: false, has_words: false, ..ALL },
    HeaderForm { has_goal: false, has_words: false, has_movement: false, ..ALL },
];

const NOTHING: HeaderForm = HeaderForm { figure: None, has_movement: false, has_words: false, has_goal: false };

/// How many rows of a page the header takes. What became of promises has a row of its own on the first screen, where
/// there is one to spare.
pub(super) fn n_rows(height: u16, journey: &Journey, is_page: bool) -> u16 {
    let has_promises = !is_page && !journey.overview.promises.is_empty();
    match height {
        SPARE.. if has_promises => 3,
        19.. => 2,
        _ => 1,
    }
}

/// From so many rows on there is one to spare.
const SPARE: u16 = 22;

/// What is being read, on a page whose header has no row for it.
pub(super) fn progress_left_over(view: &Frame, body: Area) -> Option<&Plain> {
    match &view.body {
        Body::Journey(journey) if Fold::of(body) == Fold::Card || n_rows(body.height, journey, true) == 1 => {
            journey.progress.as_ref()
        }
        _ => None,
    }
}

/// Paints the header of a journey in one row or two.
pub(super) fn paint(brush: &mut Brush<'_>, journey: &Journey, area: Area) {
    let field = margin(fold::row(area, 0));
    let has_second = area.height > 1;
    let title = brush.columns(&journey.title);
    let counted = if journey.counted.is_empty() { 0 } else { 3 + brush.columns(&journey.counted) };
    // The second row takes the goal, and who is counted too if there is no room for it in the first.
    let choices = if has_second { &CHOICES[1..] } else { &CHOICES[..] };
    let fitting = |left: u16| {
        choices.iter().find(|choice| left + 3 + right_columns(brush, journey, **choice) <= field.width).copied()
    };
    let beside_both = fitting(title + counted).filter(|choice| !has_second || *choice == choices[0]);
    let choice = beside_both.or_else(|| fitting(title.min(field.width / 2))).unwrap_or(NOTHING);
    let right = right_columns(brush, journey, choice);
    paint_right(brush, field.last(right), journey, choice);
    let left = field.shorten(if right > 0 { right + 3 } else { 0 });
    let has_counted = counted > 0 && (!has_second || title + counted <= left.width);
    paint_left(brush, left, journey, has_counted);
    if has_second {
        paint_second(brush, margin(fold::row(area, 1)), journey, !has_counted);
    }
    if area.height > 2 {
        let field = margin(fold::row(area, 2));
        let promises = &journey.overview.promises;
        let fitting = promises.iter().find(|form| brush.columns(*form) <= field.width);
        if let Some(form) = fitting.or(promises.last()) {
            brush.left(field, form, Role::Text);
        }
    }
}

fn margin(field: Field) -> Field {
    field.skip(1).shorten(1)
}

/// Who is counted is told in our words, and in the accent where that is not everyone.
fn paint_counted(brush: &mut Brush<'_>, field: Field, journey: &Journey) -> u16 {
    let role = if journey.is_filtered { Role::Selected } else { Role::Text };
    brush.ours().left(field, &journey.counted, role)
}

fn paint_left(brush: &mut Brush<'_>, field: Field, journey: &Journey, has_counted: bool) {
    let used = brush.left(field, &journey.title, Role::Title);
    let rest = field.skip(used);
    // A few letters of a name would say nothing.
    if has_counted && rest.width >= 3 + brush.columns(&journey.counted).min(12) {
        brush.left(rest.skip(1), brush.glyphs.dot, Role::Dim);
        paint_counted(brush, rest.skip(3), journey);
    }
}

fn overall_columns(brush: &Brush<'_>, overall: Option<&(Plain, Figure)>, detail: FigureForm) -> u16 {
    overall.map_or(0, |(label, figure)| brush.columns(label) + 1 + figure::inline_columns(brush, figure, detail))
}

fn right_columns(brush: &Brush<'_>, journey: &Journey, choice: HeaderForm) -> u16 {
    let figure = choice.figure.map_or(0, |detail| overall_columns(brush, journey.overall.as_ref(), detail));
    let movement = match &journey.movement {
        Some(movement) if choice.has_words => figure::moved_columns(brush, movement, MovementForm::Since),
        Some(movement) if choice.has_movement => u16::from(movement.way.is_some()),
        _ => 0,
    };
    let goal = if choice.has_goal { journey.goal.first().map_or(0, |goal| brush.columns(goal)) } else { 0 };
    let before = |part: u16, gap: u16| if part > 0 { part + gap } else { 0 };
    let gap = if figure == 0 { 0 } else { gap_before_movement(choice) };
    figure + before(movement, gap) + before(goal, if figure + movement > 0 { 3 } else { 0 })
}

/// A sign without words stands close to its figure.
const fn gap_before_movement(choice: HeaderForm) -> u16 {
    if choice.has_words { 3 } else { 1 }
}

fn paint_right(brush: &mut Brush<'_>, field: Field, journey: &Journey, choice: HeaderForm) {
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
            let used = figure::moved(brush, rest, movement, MovementForm::Since);
            rest = rest.skip(used + 3);
        }
        Some(Movement { way: Some(way), tone, .. }) if choice.has_movement => {
            brush.sign(rest, figure::arrow(brush, *way), Role::of(*tone));
            rest = rest.skip(4);
        }
        _ => {}
    }
    if let Some(goal) = journey.goal.first().filter(|_| choice.has_goal) {
        brush.left(rest, goal, Role::Dim);
    }
}

/// Paints what there is to say of the whole journey; the goal, or what is being read, under the figure.
fn paint_second(brush: &mut Brush<'_>, field: Field, journey: &Journey, has_counted: bool) {
    let mut rest = field;
    if has_counted && !journey.counted.is_empty() {
        let used = paint_counted(brush, rest, journey);
        rest = rest.skip(used);
        if rest.width > 12 && !journey.overview.headline.forms.is_empty() {
            brush.left(rest.skip(1), brush.glyphs.dot, Role::Dim);
            rest = rest.skip(3);
        } else {
            rest = rest.skip(2);
        }
    }
    let headline = &journey.overview.headline;
    let sign = 2 * u16::from(headline.way.is_some());
    let rights: &[Plain] = match &journey.progress {
        Some(progress) => std::slice::from_ref(progress),
        None => &journey.goal,
    };
    // The goal is told in fewer words before anything that moved loses its name.
    let columns: Vec<u16> = headline.forms.iter().map(|form| brush.columns(form)).collect();
    let fitting = |right: u16| {
        let room = rest.width.saturating_sub(if right > 0 { right + 3 } else { 0 } + sign);
        columns.iter().position(|columns| *columns <= room).unwrap_or(columns.len())
    };
    // What is being read is always said.
    let none = if journey.progress.is_some() { None } else { Some(0) };
    let lengths: Vec<u16> = rights.iter().map(|right| brush.columns(right)).chain(none).collect();
    let choices = lengths.into_iter().enumerate().filter(|(_, right)| *right <= rest.width);
    let best = choices.min_by_key(|(nth, right)| (fitting(*right).max(headline.n_whole.saturating_sub(1)), *nth));
    let (nth, right) = best.unwrap_or((rights.len(), 0));
    // A goal without its verdict says little: two fuller forms of the sentence are given for it.
    let verdict = nth.checked_sub(1).filter(|_| journey.progress.is_none() && nth + 1 == rights.len());
    let verdict = verdict.and_then(|nth| Some((nth, brush.columns(rights.get(nth)?))));
    let verdict = verdict.filter(|(_, columns)| {
        let form = fitting(*columns);
        *columns <= rest.width
            && form + 1 < headline.forms.len()
            && form <= fitting(right).max(headline.n_whole.saturating_sub(1)) + 2
    });
    let (nth, right) = verdict.unwrap_or((nth, right));
    if let Some(words) = rights.get(nth) {
        brush.right(rest, words, Role::Dim);
    }
    if let Some(form) = headline.forms.get(fitting(right)) {
        let role = Role::of(headline.tone);
        if let Some(way) = headline.way {
            brush.sign(rest, figure::arrow(brush, way), role);
        }
        brush.left(rest.skip(sign), form, role);
    }
}

/// Paints the line that says what is wrong.
pub(super) fn paint_banner(brush: &mut Brush<'_>, banner: &Banner, field: Field) {
    let (sign, role) = if banner.is_bad { (brush.glyphs.wrong, Role::Worst) } else { (brush.glyphs.remark, Role::Dim) };
    let field = margin(field);
    brush.sign(field, sign, role);
    let words = if banner.is_bad { Role::Bad } else { Role::Text };
    brush.ours().left(field.skip(2), &banner.text, words);
}
