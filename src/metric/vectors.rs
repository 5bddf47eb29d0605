//! What reference vectors are compared with. Must not know formulas.
//! Invariant: equal means within 1e-9, absolute or relative, whichever is wider.

use super::Interval;

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
