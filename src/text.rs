//! Floor 1: what text may reach a screen, a pipe or a file of ours.
//!
//! Responsible for the one sanitiser: [`Plain`] is text without control, format or invisible
//! characters and without piles of combining marks. Knows nothing of where text comes from or goes.
//! One invariant: [`Plain::new`] is the only way to make a `Plain`.

pub mod fingerprint;
pub mod link;
pub mod numeral;

use std::borrow::Cow;
use std::fmt;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_width::UnicodeWidthStr;

/// What stands for a character that must not be shown.
pub const REPLACEMENT: char = '\u{FFFD}';

/// How many combining marks one character may carry; more is a flood, not a language.
const MOST_MARKS: usize = 4;

/// One line of text that is safe to show.
///
/// * Line breaks and tabs become blanks; other controls, unassigned and private characters become U+FFFD.
/// * Format characters (bidi controls, joiners, tags), variation selectors and other invisible ones are dropped.
/// * From the fifth combining mark on a character, marks are dropped.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Plain(String);

impl Plain {
    /// Sanitises one line.
    #[must_use]
    pub fn new(raw: &str) -> Self {
        Self(plain(raw).into_owned())
    }

    /// Sanitises text of several lines.
    #[must_use]
    pub fn lines(raw: &str) -> Vec<Self> {
        raw.lines().map(Self::new).collect()
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many terminal columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.width()
    }

    /// Is there nothing to show?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<&str> for Plain {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl From<String> for Plain {
    fn from(raw: String) -> Self {
        match plain(&raw) {
            Cow::Borrowed(_) => Self(raw),
            Cow::Owned(clean) => Self(clean),
        }
    }
}

impl From<&String> for Plain {
    fn from(raw: &String) -> Self {
        Self::new(raw)
    }
}

impl AsRef<str> for Plain {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// One line of safe text; see [`Plain`].
#[must_use]
pub fn plain(raw: &str) -> Cow<'_, str> {
    if raw.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(raw);
    }
    let mut clean = String::with_capacity(raw.len());
    let mut n_marks = 0;
    for c in raw.chars() {
        match fate(c) {
            Fate::Keep => {
                n_marks = 0;
                clean.push(c);
            }
            Fate::Mark => {
                n_marks += 1;
                if n_marks <= MOST_MARKS {
                    clean.push(c);
                }
            }
            Fate::Blank => clean.push(' '),
            Fate::Replace => clean.push(REPLACEMENT),
            Fate::Drop => {}
        }
    }
    Cow::Owned(clean)
}

/// May this character be shown as it is?
#[must_use]
pub fn is_plain(c: char) -> bool {
    matches!(fate(c), Fate::Keep | Fate::Mark)
}

/// Text of several lines, each safe, joined by `\n`.
#[must_use]
pub fn plain_lines(raw: &str) -> String {
    raw.lines().map(plain).collect::<Vec<_>>().join("\n")
}

/// The words with a capital in front.
#[must_use]
pub fn capitalized(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Safe text with its signs in ASCII, for terminals that may have no others. Each stays one column wide; letters of any
/// script are left as they are.
#[must_use]
pub fn ascii_signs(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let sign = |c: char| match c {
        '‘' | '’' | '′' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‐' | '‑' | '−' => '-',
        // "About" says what `?` would hide.
        '…' | '±' | '≈' => '~',
        '÷' => '/',
        '·' | '•' => '.',
        '←' | '‹' | '≤' | '◂' => '<',
        '◆' => '*',
        '○' => 'o',
        '●' => '@',
        '→' | '›' | '≥' => '>',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        '×' => 'x',
        '┊' => '|',
        // The signs of what came of a promise or a goal, beside those above.
        '✗' => '!',
        '\u{a0}' | '\u{202f}' => ' ',
        '◐' | REPLACEMENT => '?',
        c => c,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// What becomes of a character.
enum Fate {
    Keep,
    Mark,
    Blank,
    Replace,
    Drop,
}

fn fate(c: char) -> Fate {
    use GeneralCategory as G;
    match c {
        ' '..='~' => return Fate::Keep,
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => return Fate::Blank,
        // Soft hyphen, fillers, and the other characters that Unicode calls "default ignorable" without making them Cf.
        '\u{ad}'
        | '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{2065}'
        | '\u{3164}'
        | '\u{ffa0}' => {
            return Fate::Drop;
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e0fff}' | '\u{fff0}'..='\u{fffb}' => return Fate::Drop,
        _ => {}
    }
    match c.general_category() {
        G::Control | G::Unassigned | G::PrivateUse | G::Surrogate => Fate::Replace,
        G::Format => Fate::Drop,
        G::LineSeparator | G::ParagraphSeparator | G::SpaceSeparator => Fate::Blank,
        G::NonspacingMark | G::EnclosingMark | G::SpacingMark => Fate::Mark,
        _ => Fate::Keep,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capital_is_that_of_the_first_character() {
        for (words, expected) in [("none of 3", "None of 3"), ("écart", "Écart"), ("", ""), ("שלום", "שלום")]
        {
            assert_eq!(capitalized(words), expected);
        }
    }

    #[test]
    fn ordinary_text_of_any_language_stays() {
        for text in ["Wi-Fi", "שלום, עולם", "旅客 体验", "مرحبا", "naïve – “quoted”", "😀 ok", "e\u{301}"]
        {
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn what_could_move_the_cursor_or_hide_is_gone() {
        let cases = [
            ("escape", "a\u{1b}[2Jb", "a\u{fffd}[2Jb"),
            ("c1 control", "a\u{9b}31mb", "a\u{fffd}31mb"),
            ("bidi override", "a\u{202e}b", "ab"),
            ("zero width", "a\u{200b}\u{feff}b", "ab"),
            ("tags", "a\u{e0041}b", "ab"),
            ("variation selector", "☺\u{fe0f}", "☺"),
            ("line break", "a\nb\tc", "a b c"),
            ("flood", "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b", "a\u{301}\u{301}\u{301}\u{301}b"),
        ];
        for (name, raw, expected) in cases {
            assert_eq!(plain(raw), expected, "{name}");
        }
    }

    #[test]
    fn every_scalar_comes_out_harmless() {
        for c in '\0'..=char::MAX {
            let clean = Plain::new(&format!("x{c}y"));
            for kept in clean.as_str().chars() {
                let category = kept.general_category();
                assert!(
                    !matches!(
                        category,
                        GeneralCategory::Control
                            | GeneralCategory::Format
                            | GeneralCategory::LineSeparator
                            | GeneralCategory::ParagraphSeparator
                    ),
                    "U+{:04X} let U+{:04X} through",
                    c as u32,
                    kept as u32
                );
            }
            assert_eq!(Plain::new(clean.as_str()), clean, "U+{:04X} is not stable", c as u32);
            assert_eq!(is_plain(c), clean.as_str() == format!("x{c}y"), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn signs_in_ascii_keep_their_columns_and_letters_stay() {
        assert_eq!(ascii_signs("“Wi‑Fi” – 價"), "\"Wi-Fi\" - 價");
        assert_eq!(ascii_signs("←→ ↑↓ 2×3"), "<> ^v 2x3");
        assert_eq!(ascii_signs("−0.63 to 0.65, 54 ±2, ≤ 30 °C"), "-0.63 to 0.65, 54 ~2, < 30 °C");
        assert_eq!(ascii_signs("צה״ל… café"), "צה״ל~ café");
    }
}
