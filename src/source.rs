//! Floor 2a: text and bytes to a journey and its counts. Must not know paths or files.
//! Invariant: parsing never fails; it gives a map and findings.

pub mod caret;
pub mod format;
pub mod map;
pub mod settings;

pub use format::rules::{RULES, Rule};
pub use map::parse;
