//! What does harm to a terminal, and where it is looked for. Must not know where it came from.
//! Invariant: only our own styles, written as we write them, are taken out before looking.

use std::sync::LazyLock;

use ratatui::buffer::Buffer;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Could a terminal act on it, or would it hide there?
pub(super) fn is_harmful(c: char) -> bool {
    // Asked a hundred million times.
    static KNOWN: LazyLock<Vec<bool>> = LazyLock::new(|| (0..=u32::from(char::MAX)).map(is_harmful_scalar).collect());
    KNOWN[c as usize]
}

fn is_harmful_scalar(scalar: u32) -> bool {
    use GeneralCategory as G;
    let category = char::from_u32(scalar).map(UnicodeGeneralCategory::general_category);
    matches!(category, Some(G::Control | G::Format | G::LineSeparator | G::ParagraphSeparator))
}

/// Which characters came by.
pub(super) struct Seen(Vec<bool>);

impl Seen {
    /// None yet.
    pub(super) fn none() -> Self {
        Self(vec![false; char::MAX as usize + 1])
    }

    /// Those of a text did.
    pub(super) fn take(&mut self, text: &str) {
        text.chars().for_each(|c| self.0[c as usize] = true);
    }

    /// How many different ones.
    pub(super) fn count(&self) -> usize {
        self.0.iter().filter(|is_seen| **is_seen).count()
    }
}

/// Every line is harmless.
#[track_caller]
pub(super) fn check_text(name: &str, text: &str) {
    if let Some(harm) = text.chars().position(|c| c != '\n' && is_harmful(c)) {
        let around: String = text.chars().skip(harm.saturating_sub(40)).take(80).collect();
        panic!("{name} prints {around:?}");
    }
}

/// Every line is harmless but for styles: `ESC [ 1 ; 38 ; 5 ; 245 m`.
#[track_caller]
pub(super) fn check_styled(name: &str, text: &str) {
    check_text(name, &without(text, |sequence| sequence.strip_suffix('m').is_some_and(is_numbers)));
}

/// Every cell is harmless.
#[track_caller]
pub(super) fn check_frame(name: &str, frame: &Buffer) {
    for cell in frame.content() {
        let symbol = cell.symbol();
        assert!(!symbol.is_empty() && !symbol.chars().any(is_harmful), "{name} shows {symbol:?}");
    }
}

/// The text without the sequences `ESC [ ...` that are ours.
pub(super) fn without(text: &str, is_ours: impl Fn(&str) -> bool) -> String {
    let mut parts = text.split("\x1b[");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| c.is_ascii_alphabetic()).map_or(part.len(), |last| last + 1);
        let (sequence, after) = part.split_at(end);
        if !is_ours(sequence) {
            rest.push_str("\x1b[");
            rest.push_str(sequence);
        }
        rest.push_str(after);
    }
    rest
}

/// Nothing, or numbers with `;` between them.
pub(super) fn is_numbers(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c == ';')
}

#[test]
fn harm_is_seen() {
    for (name, text) in
        [("escape", "a\x1b[2J"), ("c1", "\u{9b}"), ("bell", "\x07"), ("bidi", "\u{202e}"), ("nul", "\0")]
    {
        assert!(text.chars().any(is_harmful), "{name}");
        assert!(std::panic::catch_unwind(|| check_styled(name, text)).is_err(), "{name}");
    }
    check_styled("styles", "\x1b[1;38;5;245mbold\x1b[0m\x1b[m שלום\n");
}
