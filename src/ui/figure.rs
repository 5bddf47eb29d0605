//! A figure and how sure it is, on a line or in columns that line up.
//! Invariant: in columns, values, margins and counts each end at the same place on every row.

use super::bidi::has_right_to_left;
use super::brush::Brush;
use super::fold::Field;
use super::theme::Role;
use crate::app::view::{Figure, Lack, Move, Movement, Spread, TimelineValue};
use crate::text::Plain;

/// What stands in the place of a figure.
pub(super) const fn lack(brush: &Brush<'_>, lack: Lack) -> &'static str {
    match lack {
        Lack::Awaited => brush.glyphs.ellipsis,
        Lack::Unmeasured | Lack::Asked => brush.glyphs.none,
    }
}

/// How wide the columns of a list of figures are; 0 where one is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Widths {
    pub(super) value: u16,
    /// Sign included: `±2.0`, `21 to 100`.
    pub(super) margin: u16,
    pub(super) n: u16,
}

impl Widths {
    /// The wider of two in each column.
    pub(super) fn or(self, other: Self) -> Self {
        Self { value: self.value.max(other.value), margin: self.margin.max(other.margin), n: self.n.max(other.n) }
    }

    /// Those of value and margin, with the blank between them.
    pub(super) const fn together(self) -> u16 {
        self.value + self.margin + if self.margin > 0 { 1 } else { 0 }
    }

    /// Paints value and margin, or a sign where there is none; gives back what is right of them.
    ///
    /// * `usual`: the role of a value that can be relied on.
    pub(super) fn paint(
        self,
        brush: &mut Brush<'_>,
        field: Field,
        figure: Option<&Figure>,
        usual: Role,
        (sign, looks): (&'static str, Role),
    ) -> Field {
        let value = field.first(self.value);
        match figure {
            Some(figure) => {
                brush.right(value, &figure.value, value_role(figure, usual));
                margin(brush, field.first(self.together()).last(self.margin), figure);
            }
            None => {
                brush.right(value, sign, looks);
            }
        }
        field.skip(self.together())
    }

    /// Paints n; gives back what is right of it.
    pub(super) fn paint_n(self, brush: &mut Brush<'_>, field: Field, figure: Option<&Figure>) -> Field {
        if let Some(figure) = figure {
            brush.right(field.first(self.n), &figure.n, Role::Dim);
        }
        field.skip(self.n)
    }

    /// What the figures need.
    pub(super) fn of<'f>(brush: &Brush<'_>, figures: impl Iterator<Item = &'f Figure>) -> Self {
        figures.fold(Self::default(), |widest, figure| Self {
            value: widest.value.max(brush.columns(&figure.value)),
            margin: widest.margin.max(margin_columns(brush, figure)),
            n: widest.n.max(brush.columns(&figure.n)),
        })
    }
}

fn margin_columns(brush: &Brush<'_>, figure: &Figure) -> u16 {
    figure.margin.as_ref().map_or(0, |margin| brush.columns(&spread(brush, margin)))
}

/// How sure a value is, as it is read: `±2.0`, `21 to 100`.
pub(super) fn spread(brush: &Brush<'_>, spread: &Spread) -> Plain {
    match spread {
        Spread::Half(half) => Plain::new(&format!("{}{half}", brush.glyphs.plus_minus)),
        Spread::Ends(ends) => ends.clone(),
    }
}

/// Paints `±2.0` at the right end of a field.
pub(super) fn margin(brush: &mut Brush<'_>, field: Field, figure: &Figure) {
    if let Some(margin) = &figure.margin {
        let text = spread(brush, margin);
        brush.right(field, &text, Role::Dim);
    }
}

/// The role of a value: one that rests on too few answers is dim.
pub(super) fn value_role(figure: &Figure, usual: Role) -> Role {
    if figure.is_weak { Role::Dim } else { usual }
}

/// The sign of a movement.
pub(super) fn arrow(brush: &Brush<'_>, way: Move) -> &'static str {
    match way {
        Move::Rose => brush.glyphs.rose,
        Move::Fell => brush.glyphs.fell,
    }
}

/// The sign of a value over a touchpoint, and its role: how it moved, or how sure it is.
pub(super) fn dot(brush: &Brush<'_>, value: &TimelineValue, is_here: bool) -> (&'static str, Role) {
    let (sign, role) = match &value.moved {
        Some((way, tone, _)) => return (arrow(brush, *way), Role::of(*tone)),
        None if value.is_few => (brush.glyphs.few, Role::Dim),
        None if value.is_assumed => (brush.glyphs.before, Role::Text),
        None => (brush.glyphs.value, Role::Text),
    };
    (sign, if is_here { Role::Selected } else { role })
}

/// How much is told of a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MovementForm {
    /// `▼ fell 8.9 (5.0 to 12.7 points) since 2017`
    Full,
    /// `▼ fell 8.9 since 2017`
    Since,
    /// `▼ fell 8.9`
    Words,
    /// `▼ 8.9`; nothing where it did not move.
    Amount,
    /// `▼ fell`
    Bare,
}

/// The words after the sign of a movement; a blank goes between them. What is read in one direction is one text, so that
/// a sentence keeps its order in any map.
pub(super) fn told(movement: &Movement, how: MovementForm) -> Vec<Plain> {
    runs(said(movement, how))
}

/// The same pieces, those of one direction together.
pub(super) fn runs<'p>(pieces: impl IntoIterator<Item = &'p Plain>) -> Vec<Plain> {
    let mut all: Vec<String> = Vec::new();
    for part in pieces.into_iter().map(Plain::as_str) {
        let is_back = has_right_to_left(part);
        match all.last_mut().filter(|last| has_right_to_left(last) == is_back) {
            Some(last) => *last = format!("{last} {part}"),
            None => all.push(part.to_owned()),
        }
    }
    all.into_iter().map(Plain::from).collect()
}

fn said(movement: &Movement, said: MovementForm) -> impl Iterator<Item = &Plain> {
    let (is_full, has_since) = (said == MovementForm::Full, matches!(said, MovementForm::Full | MovementForm::Since));
    let words = (said != MovementForm::Amount).then_some(&movement.words);
    let (sure, why) = (is_full.then_some(&movement.sure), is_full.then_some(&movement.why));
    let since = has_since.then_some(&movement.since);
    let by = (said != MovementForm::Bare).then_some(&movement.by);
    [words, by, sure, since, why].into_iter().flatten().filter(|part| !part.is_empty())
}

/// The columns that [`moved`] takes.
pub(super) fn moved_columns(brush: &Brush<'_>, movement: &Movement, how: MovementForm) -> u16 {
    let words: u16 = said(movement, how).map(|part| brush.columns(part) + 1).sum();
    2 * u16::from(movement.way.is_some()) + words.saturating_sub(1)
}

/// Paints `▼ fell 8.9 since 2017`; gives back how many columns that took.
pub(super) fn moved(brush: &mut Brush<'_>, field: Field, movement: &Movement, how: MovementForm) -> u16 {
    let role = Role::of(movement.tone);
    let mut rest = field;
    if let Some(way) = movement.way {
        brush.sign(rest, arrow(brush, way), role);
        rest = rest.skip(2);
    }
    for part in told(movement, how) {
        let used = brush.left(rest, &part, role);
        rest = rest.skip(used + 1);
    }
    moved_columns(brush, movement, how).min(field.width)
}

/// How much is told of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FigureForm {
    /// `54`
    Value,
    /// `54 ±2.0`
    Margin,
    /// `54 ±2.0  n 2,318`
    Count,
}

/// The columns that [`inline`] takes.
pub(super) fn inline_columns(brush: &Brush<'_>, figure: &Figure, detail: FigureForm) -> u16 {
    let mut columns = brush.columns(&figure.value);
    if detail != FigureForm::Value && figure.margin.is_some() {
        columns += 1 + margin_columns(brush, figure);
    }
    if detail == FigureForm::Count && !figure.n.is_empty() {
        columns += 4 + brush.columns(&figure.n);
    }
    columns
}

/// Paints a figure on a line; gives back how many columns that took.
pub(super) fn inline(brush: &mut Brush<'_>, field: Field, figure: &Figure, role: Role, detail: FigureForm) -> u16 {
    let mut used = brush.left(field, &figure.value, value_role(figure, role));
    if detail != FigureForm::Value
        && let Some(margin) = &figure.margin
    {
        let text = spread(brush, margin);
        used += 1;
        used += brush.left(field.skip(used), &text, Role::Dim);
    }
    if detail == FigureForm::Count && !figure.n.is_empty() {
        used += 2;
        used += brush.left(field.skip(used), &Plain::new(&format!("n {}", figure.n)), Role::Dim);
    }
    used.min(field.width)
}
