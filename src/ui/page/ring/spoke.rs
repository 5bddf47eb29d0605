//! What stands beside a touchpoint of a ring: its sign, its number, what hurts there.
//! Invariant: a number is told with how sure it is, or with how many answers are too few.

use super::plot::Piece;
use crate::app::view::{Feeling, Ring, Spoke, Spread};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::columns::alarm;
use crate::ui::figure::{arrow, spread};
use crate::ui::theme::Role;

/// How much is told of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberForm {
    /// `73`: how sure it is stands elsewhere.
    Value,
    /// `73 ±1.9`
    Sure,
    /// `73 ±1.9 n 2,364`
    Counted,
}

/// Does some feeling of a ring rest on more than its author's word? Then the others step back.
pub(super) fn is_mixed(ring: &Ring) -> bool {
    ring.parts.iter().flat_map(|part| &part.spokes).filter_map(|spoke| spoke.feeling).any(|own| !own.is_assumed)
}

/// The sign of what is felt: `−−` to `++`.
pub(super) fn felt(brush: &Brush<'_>, feeling: Feeling, is_mixed: bool) -> (Plain, Role) {
    let (sign, role) = match feeling.emotion {
        ..=-2 => (brush.glyphs.emotion[0], Role::Bad),
        -1 => (brush.glyphs.emotion[1], Role::Bad),
        0 => (brush.glyphs.emotion[2], Role::Text),
        1 => (brush.glyphs.emotion[3], Role::Good),
        2.. => (brush.glyphs.emotion[4], Role::Good),
    };
    (sign.into(), if is_mixed && feeling.is_assumed { Role::Dim } else { role })
}

/// The role of its name.
pub(super) const fn role(spoke: &Spoke) -> Role {
    if spoke.anchor.is_marked { Role::Selected } else { Role::Text }
}

/// Its number, and what sets it apart.
pub(super) fn number(brush: &Brush<'_>, spoke: &Spoke, form: NumberForm) -> Vec<Piece> {
    let Some(figure) = &spoke.figure else { return Vec::new() };
    let mut pieces = Vec::new();
    if figure.is_weak {
        let words = format!("{} n {}", figure.value, figure.n);
        return vec![Piece::Words(words.into(), Role::Dim)];
    }
    pieces.push(Piece::Words(figure.value.clone(), Role::Text));
    if let Some(margin) = figure.margin.as_ref().filter(|_| form != NumberForm::Value) {
        let words = spread(brush, margin);
        // Two numbers in a row would be read as one more.
        let words = if matches!(margin, Spread::Ends(_)) { format!("({words})").into() } else { words };
        pieces.push(Piece::Words(words, Role::Dim));
    }
    if form == NumberForm::Counted {
        pieces.push(Piece::Words(format!("n {}", figure.n).into(), Role::Dim));
    }
    if !spoke.apart.is_empty() {
        pieces.push(Piece::Words(spoke.apart.clone(), Role::Dim));
    }
    pieces
}

/// The sign of how its number moved.
pub(super) fn moved(brush: &Brush<'_>, spoke: &Spoke) -> Option<Piece> {
    let (way, tone) = spoke.figure.as_ref()?.change?;
    Some(Piece::Sign(arrow(brush, way), Role::of(tone)))
}

/// `◆`, `4 !!`: does it decide, and what hurts there. A small pain would be taken for a number.
pub(super) fn marks(brush: &Brush<'_>, spoke: &Spoke) -> Vec<Piece> {
    let mut pieces = Vec::new();
    if spoke.is_moment_of_truth {
        pieces.push(Piece::Sign(brush.glyphs.truth, Role::Strong));
    }
    match spoke.pain {
        None | Some(1..=2) => {}
        Some(0) => pieces.push(Piece::Sign("!", Role::Dim)),
        Some(severity) => {
            let words = format!("{severity} {}", alarm(severity));
            let role = if severity >= 4 { Role::Bad } else { Role::Dim };
            pieces.push(Piece::Words(words.trim_end().into(), role));
        }
    }
    pieces
}

/// `+ 1 ◦ 3 − 4`: how many are good, neutral and bad.
pub(super) fn counts(brush: &Brush<'_>, spokes: &[Spoke]) -> Vec<Piece> {
    let felt = || spokes.iter().filter_map(|spoke| spoke.feeling);
    if felt().next().is_none() {
        return Vec::new();
    }
    let of = |sign: usize, role: Role, is: fn(i8) -> bool| {
        let n = felt().filter(|own| is(own.emotion)).count();
        let sign = brush.glyphs.emotion.get(sign).copied().unwrap_or_default();
        let role = if n == 0 { Role::Dim } else { role };
        Piece::Words(format!("{sign} {n}").into(), role)
    };
    vec![of(3, Role::Good, |own| own > 0), of(2, Role::Text, |own| own == 0), of(1, Role::Bad, |own| own < 0)]
}
