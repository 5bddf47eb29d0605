//! What is said where there is nothing.

use crate::app::view::{Block, Tone};
use crate::text::Plain;

/// A line that says so.
pub(super) fn remark(words: &str) -> Block {
    let lines = vec![Plain::from(words).into()];
    Block::Field { label: Plain::default(), lines, tone: Tone::Dim, at: None, is_marked: false }
}
