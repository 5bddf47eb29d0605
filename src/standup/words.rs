//! The words for what changed.
//! Invariant: what was there is said where it is short; long texts only as they are now.

use crate::journey::diff::{MapChange, PLACE, Turned, What};
use crate::journey::{Noun, Role, ValueKind};

/// Is it something that others are in?
pub(super) const fn is_place(noun: Noun) -> bool {
    matches!(noun, Noun::Journey | Noun::Stage | Noun::Touchpoint)
}

/// What people call it.
#[must_use]
pub const fn kind(noun: Noun) -> &'static str {
    match noun {
        Noun::Pain => "pain point",
        Noun::Ask => "open question",
        other => other.word(),
    }
}

/// `new note`, `severity 3 to 4, owner Dana`: what became of it.
#[must_use]
pub fn became(change: &MapChange) -> String {
    let kind = kind(change.noun);
    match &change.what {
        What::New => format!("new {kind}"),
        What::Gone => format!("deleted {kind}"),
        What::Changed(turned) => turned.iter().map(|turned| told(turned, str::to_owned)).collect::<Vec<_>>().join(", "),
    }
}

/// `severity 3 to 4`, `owner Dana`, `thinks now: …`.
///
/// * `written`: how a text of the map is written there.
#[must_use]
pub fn told(turned: &Turned, written: fn(&str) -> String) -> String {
    let (was, is) = (turned.was.as_deref().map(written), turned.is.as_deref().map(written));
    let field = turned.field;
    let label = match field.role {
        _ if field.key == PLACE.key => "moved from".to_owned(),
        Role::Own if !matches!(field.kind, ValueKind::Truth) => field.key.replace('_', " "),
        _ => field.label(),
    };
    let (is_short, is_truth) = (field.role == Role::Own || field.key == "file", matches!(field.kind, ValueKind::Truth));
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
