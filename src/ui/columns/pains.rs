//! Pain points beside a list of places: in words on a row of their own, or by number and worst severity.

use crate::app::view::PainLine;
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::fold::Field;
use crate::ui::theme::Role;

/// The marks of a severity.
pub(in crate::ui) const fn alarm(severity: u8) -> &'static str {
    match severity {
        0..=2 => "",
        3 => "!",
        4 => "!!",
        _ => "!!!",
    }
}

const fn role(severity: u8) -> Role {
    if severity >= 4 { Role::Bad } else { Role::Text }
}

/// The columns of `4 !!`, the worst severity: rows line up whatever it is.
pub(super) fn severity_columns(pains: &[PainLine]) -> u16 {
    u16::from(pains.iter().any(|pain| pain.severity.is_some())) * 5
}

/// The columns of `×2`, where there are several, or where none has a severity.
pub(super) fn count_columns(brush: &Brush<'_>, pains: &[PainLine]) -> u16 {
    match pains {
        [] => 0,
        [only] if only.severity.is_some() => 0,
        _ => 1 + brush.columns(&Plain::new(&pains.len().to_string())),
    }
}

/// Paints `4 !!`, the worst severity of some.
pub(super) fn severity(brush: &mut Brush<'_>, field: Field, pains: &[PainLine]) {
    if let Some(severity) = pains.iter().filter_map(|pain| pain.severity).max() {
        sign(brush, field, severity);
    }
}

/// Paints `×2`: how many there are.
pub(super) fn count(brush: &mut Brush<'_>, field: Field, pains: &[PainLine]) {
    if count_columns(brush, pains) > 0 {
        brush.left(field, brush.glyphs.times, Role::Dim);
        brush.left(field.skip(1), &Plain::new(&pains.len().to_string()), Role::Dim);
    }
}

/// Paints `4 !! ×2`: the worst severity of some, and how many they are.
pub(in crate::ui) fn paint_worst_pain(brush: &mut Brush<'_>, field: Field, pains: &[PainLine]) {
    severity(brush, field, pains);
    let columns = severity_columns(pains);
    count(brush, field.skip(if columns > 0 { columns + 1 } else { 0 }), pains);
}

fn sign(brush: &mut Brush<'_>, field: Field, severity: u8) {
    brush.left(field, &Plain::new(&severity.to_string()), role(severity));
    brush.left(field.skip(2), alarm(severity), role(severity));
}

/// The most columns of what stands behind a pain point.
const WIDEST_TAIL: u16 = 28;

/// Paints `5 !!! The queue takes longer than anybody was told   planned · Terminal operations`; where `n_more` others are
/// not shown, their number too.
pub(in crate::ui) fn paint_pain(brush: &mut Brush<'_>, field: Field, pain: &PainLine, n_more: usize) {
    if let Some(severity) = pain.severity {
        sign(brush, field, severity);
    }
    let rest = field.skip(6).shorten(1);
    let whole = Plain::new(&format!("{} · {}", pain.status, pain.owner));
    let more = if n_more > 0 { Plain::new(&format!("+{n_more}")) } else { Plain::default() };
    let more_columns = if n_more > 0 { brush.columns(&more) + 2 } else { 0 };
    let tail = [&whole, &pain.status].into_iter().find(|tail| {
        let columns = brush.columns(*tail).min(WIDEST_TAIL) + more_columns;
        brush.columns(&pain.text).min(24) + columns + 2 <= rest.width
    });
    let mut end = 0;
    if let Some(tail) = tail {
        let columns = brush.columns(tail).min(WIDEST_TAIL);
        let role = if pain.is_owned { Role::Dim } else { Role::Text };
        let used = brush.right(rest.last(columns), tail, role);
        end = used + 2;
        if n_more > 0 {
            brush.right(rest.shorten(end), &more, Role::Dim);
            end += more_columns;
        }
    }
    brush.left(rest.shorten(end), &pain.text, Role::Text);
}
