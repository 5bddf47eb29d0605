//! The words for what changed. Must not know where they are shown: whoever asks says how a text of the map is written.
//! Invariant: what was there is said where it is short; long texts only as they are now.

use crate::journey::diff::{PLACE, Turned};
use crate::journey::{Noun, Role, ValueKind};

/// Is it something that others are in?
pub(super) const fn is_place(noun: Noun) -> bool {
    matches!(noun, Noun::Journey | Noun::Stage | Noun::Touchpoint)
}

/// What people call it.
pub(super) const fn kind(noun: Noun) -> &'static str {
    match noun {
        Noun::Pain => "pain point",
        other => other.word(),
    }
}

/// `severity 3 to 4`, `owner Dana`, `thinks now: …`.
///
/// * `written`: how a text of the map is written there.
pub(super) fn told(turned: &Turned, written: fn(&str) -> String) -> String {
    let (was, is) = (turned.was.as_deref().map(written), turned.is.as_deref().map(written));
    let field = turned.field;
    let label = if field.key == PLACE.key { "moved from".to_owned() } else { field.label() };
    let (is_short, is_truth) = (field.role == Role::Own, matches!(field.kind, ValueKind::Truth));
    match (was, is) {
        // Its words stand behind.
        _ if field.key == "text" => "reworded".to_owned(),
        (_, Some(_)) if is_truth => format!("now a {label}"),
        (_, None) if is_truth => format!("no {label} any more"),
        (Some(was), Some(is)) if was == is => format!("{label} changed"),
        (Some(was), Some(is)) if is_short => format!("{label} {was} to {is}"),
        (None, Some(is)) if is_short => format!("{label} {is}"),
        (Some(was), None) if is_short => format!("no {label} any more, was {was}"),
        (_, Some(is)) => format!("{label} now: {is}"),
        (_, None) => format!("{label} emptied"),
    }
}
