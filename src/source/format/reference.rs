//! The reference page of the map format. Must not know the parser.
//! Invariant: every table, key, built-in metric and rule stands on it.

/// The page, as Markdown.
#[must_use]
pub fn reference() -> String {
    String::new()
}
