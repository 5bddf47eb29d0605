//! How much of a text is kept.
//! Invariant: what is personal is masked before a text is cut, or half a phone number could be left.

use std::borrow::Cow;

use super::mask;
use super::wish::Privacy;

/// The longest a comment may be, in bytes; the rest is cut off.
pub(super) const LONGEST: usize = 8 * 1024;

/// Stands where a comment was cut.
pub(super) const CUT: &str = " […]";

/// Separates the parts of what is kept of a comment. No part holds it.
pub(super) const BREAK: char = '\u{1f}';

/// Adds a text, cut to [`LONGEST`] and without any [`BREAK`].
pub(super) fn put(arena: &mut String, text: &str, privacy: Privacy) {
    let text = match privacy {
        Privacy::Masked => mask::mask(text),
        Privacy::Shown => Cow::Borrowed(text),
    };
    let text = text.trim();
    let is_long = text.len() > LONGEST;
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    let kept = text.get(..end.unwrap_or_default()).unwrap_or_default();
    arena.extend(kept.chars().map(|c| if c == BREAK { ' ' } else { c }));
    if is_long {
        arena.push_str(CUT);
    }
}
