//! The words for what changed. Must not know where they are shown: whoever asks says how a text of the map is written.
//! Invariant: what was there is said where it is short; long texts only as they are now.

use super::Turned;
use crate::journey::Noun;

/// Fields whose value before is told too.
const SHORT: &[&str] = &[
    "severity",
    "status",
    "impact",
    "effort",
    "likelihood",
    "emotion",
    "due",
    "owner",
    "when",
    "channel",
    "evidence",
    "place",
];

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
    let label = match turned.field {
        "customer_goal" => "goal",
        "expectation" => "expects",
        "place" => "moved from",
        other => other,
    };
    match (turned.field, was, is) {
        // Its words stand behind.
        ("text", ..) => "reworded".to_owned(),
        ("moment_of_truth", _, Some(_)) => "now a moment of truth".to_owned(),
        ("moment_of_truth", _, None) => "no moment of truth any more".to_owned(),
        (field, Some(was), Some(is)) if SHORT.contains(&field) => format!("{label} {was} to {is}"),
        (field, None, Some(is)) if SHORT.contains(&field) => format!("{label} {is}"),
        (field, Some(was), None) if SHORT.contains(&field) => format!("no {label} any more, was {was}"),
        (_, _, Some(is)) => format!("{label} now: {is}"),
        (_, _, None) => format!("{label} emptied"),
    }
}
