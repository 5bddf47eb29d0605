//! What tests of figures share: measures, and what reference vectors are compared with.
//! Invariant: equal means within 1e-9, absolute or relative, whichever is wider.

use super::kinds::AnswerRange;
use super::{Interval, Kind, Measure};

// Those that vectors are of.
pub(super) const NPS: Measure = Measure { kind: Kind::Nps, scale: (0, 10), top: 10 };
pub(super) const CSAT: Measure = Measure { kind: Kind::Csat, scale: (1, 5), top: 4 };
pub(super) const CES: Measure = Measure { kind: Kind::Ces, scale: (1, 7), top: 5 };
pub(super) const SENTIMENT: Measure = Measure { kind: Kind::Sentiment, scale: (-1, 1), top: 1 };
pub(super) const RATE: Measure = Measure { kind: Kind::Rate, scale: (0, 1), top: 1 };
pub(super) const AMOUNT: Measure = Measure { kind: Kind::Amount, scale: (0, 1), top: 1 };
pub(super) const DURATION: Measure = Measure { kind: Kind::Duration, scale: (0, 1), top: 1 };
pub(super) const COUNT: Measure = Measure { kind: Kind::Count, scale: (0, 1), top: 1 };

/// A measure of each kind, as a map has it that says no more.
pub(super) fn all() -> impl Iterator<Item = Measure> {
    Kind::ALL.iter().map(|kind| Measure::new(*kind, None, None))
}

/// An answer that a measure takes.
///
/// * `place`: where it lies among them, from 0 to 1.
pub(super) fn answer(measure: &Measure, place: f64) -> f64 {
    let (low, high) = measure.kind.row().answers.ends(measure.scale);
    let answer = low.max(-1e4) + place * (high.min(1e4) - low.max(-1e4));
    let is_whole = matches!(measure.kind.row().answers, AnswerRange::Whole | AnswerRange::YesNo);
    if is_whole { answer.round() } else { answer }
}

/// Fails unless both are the same to 1e-9.
#[track_caller]
pub(super) fn near(actual: f64, expected: f64) {
    let allowed = 1e-9 * expected.abs().max(1.0);
    assert!((actual - expected).abs() <= allowed, "{actual} is not {expected}");
}

/// Fails unless both ends are the same to 1e-9.
#[track_caller]
pub(super) fn spans(actual: Interval, low: f64, high: f64) {
    near(actual.low, low);
    near(actual.high, high);
}
