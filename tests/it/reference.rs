//! What tests against vectors share: the rows of a section, and numbers that are the same to nine digits.
#![expect(clippy::panic, reason = "a test that cannot go on has failed")]

use serde_json::Value;

/// Fails unless both are the same to 1e-9, absolute or relative, whichever is wider.
#[track_caller]
pub(crate) fn near(is: f64, expected: f64) {
    assert!((is - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{is} is not {expected}");
}

/// The rows of a section of a file of vectors; there are some.
pub(crate) fn section(vectors: &str, name: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(vectors).expect("the vectors are JSON");
    let rows = all.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    assert!(!rows.is_empty(), "no vectors of {name}");
    rows
}

/// A number of a row.
#[track_caller]
pub(crate) fn real(row: &Value, key: &str) -> f64 {
    row.get(key).and_then(Value::as_f64).unwrap_or_else(|| panic!("{row} has no {key}"))
}

/// A whole number of a row.
#[track_caller]
pub(crate) fn whole(row: &Value, key: &str) -> u64 {
    row.get(key).and_then(Value::as_u64).unwrap_or_else(|| panic!("{row} has no {key}"))
}

/// A text of a row.
#[track_caller]
pub(crate) fn text<'r>(row: &'r Value, key: &str) -> &'r str {
    row.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("{row} has no {key}"))
}
