//! Text without what people leave out when they search: case, accents, Hebrew and Arabic points.
//! Invariant: folding a folded text changes nothing but blanks.

use std::borrow::Cow;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::{Plain, plain};

/// A comment as one line: safe to show, with single blanks.
#[must_use]
pub fn shown(text: &str) -> Plain {
    let plain = Plain::new(text);
    let is_even = !plain.as_str().contains("  ") && plain.as_str().trim().len() == plain.as_str().len();
    if is_even { plain } else { plain.as_str().split_whitespace().collect::<Vec<_>>().join(" ").into() }
}

/// A text as it is compared with others: in lower case, with single blanks.
pub(super) fn evened(text: &str) -> String {
    shown(text).as_str().to_lowercase()
}

/// A text as it is searched: in lower case, without accents and points.
#[must_use]
pub fn fold(text: &str) -> String {
    fold_shown(shown(text).as_str()).into_owned()
}

fn fold_shown(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    // Upper case first: `ß` becomes `ss`, and both small sigmas one.
    let cased = text.nfkd().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    let apart: String = cased.nfkd().filter(|c| !is_point(*c)).map(plain_sign).collect();
    // Taking characters apart may give one more marks than are shown.
    Cow::Owned(plain(&apart).nfc().collect())
}

/// Is it a mark that nobody types when searching?
fn is_point(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}')
}

/// The sign on the keyboard in place of a typographic one.
const fn plain_sign(c: char) -> char {
    match c {
        '‘' | '’' | '′' | '׳' => '\'',
        '“' | '”' | '„' | '״' => '"',
        '‐' | '‑' | '–' | '—' | '−' | '־' => '-',
        _ => c,
    }
}

/// The positions of the characters that match what was typed.
#[must_use]
pub fn matched(text: &Plain, typed: &str) -> Vec<usize> {
    let wanted = fold(typed);
    let wanted = wanted.trim();
    if wanted.is_empty() {
        return Vec::new();
    }
    let mut folded = String::new();
    // For each folded byte, the characters it came from: the first, and how many.
    let mut from: Vec<(usize, usize)> = Vec::new();
    let mut char_idx = 0;
    for whole in text.as_str().graphemes(true) {
        let n_chars = whole.chars().count();
        folded.push_str(&fold_shown(whole));
        from.resize(folded.len(), (char_idx, n_chars));
        char_idx += n_chars;
    }
    let mut found = Vec::new();
    for start in memmem::find_iter(folded.as_bytes(), wanted) {
        for (first, n_chars) in from.get(start..start + wanted.len()).unwrap_or_default() {
            if found.last().is_none_or(|last| last < first) {
                found.extend(*first..first + n_chars);
            }
        }
    }
    found
}

/// Folded texts, one after the other.
#[derive(Debug)]
pub(super) struct Folded {
    arena: String,
    /// Where each ends.
    ends: Vec<usize>,
}

impl Folded {
    /// Folds texts and puts a line break after each, which nobody can type.
    pub(super) fn new<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let mut folded = Self { arena: String::new(), ends: Vec::new() };
        for text in texts {
            folded.arena.push_str(&fold(text));
            folded.arena.push('\n');
            folded.ends.push(folded.arena.len());
        }
        folded
    }

    /// The positions of the texts that contain a folded one.
    pub(super) fn find(&self, wanted: &str) -> Vec<u32> {
        let finder = memmem::Finder::new(wanted);
        let (mut found, mut from, mut next) = (Vec::new(), 0, 0);
        while let Some(at) = self.arena.as_bytes().get(from..).and_then(|rest| finder.find(rest)) {
            // The next match is usually close to the last one.
            let ends = self.ends.get(next..).unwrap_or_default();
            let idx = next + gallop(ends, from + at);
            found.extend(u32::try_from(idx));
            next = idx + 1;
            from = self.ends.get(idx).copied().unwrap_or(self.arena.len());
        }
        found
    }
}

/// How many of the ends lie at or before a place.
fn gallop(ends: &[usize], at: usize) -> usize {
    let mut reach = 1;
    while ends.get(reach - 1).is_some_and(|end| *end <= at) {
        reach *= 2;
    }
    let start = reach / 2;
    let part = ends.get(start..reach.min(ends.len())).unwrap_or_default();
    start + part.partition_point(|end| *end <= at)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_points_do_not_matter() {
        let cases = [
            ("case", "Card TERMINAL", "card terminal"),
            ("accents", "Café Zoë naïve", "cafe zoe naive"),
            ("accents apart", "Cafe\u{301}", "cafe"),
            ("sharp s", "Straße", "strasse"),
            ("sigmas", "ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("turkish i", "İstanbul ISPARTA ılık", "istanbul isparta ilik"),
            ("hebrew points", "שָׁלוֹם", "שלום"),
            ("arabic points", "مُحَمَّد", "محمد"),
            ("full width", "ＷｉＦｉ", "wifi"),
            ("ligature", "oﬃce", "office"),
            ("curly quotes", "don’t “go”", "don't \"go\""),
            ("lines and blanks", "one\n\n  two\tthree", "one two three"),
            ("hidden characters", "co\u{200b}st\u{202e}", "cost"),
            ("hangul stays whole", "각", "각"),
            ("a sign that comes apart", "\u{bd7}\u{fb2}\u{f71}\u{f80}\u{11038}", "\u{bd7}\u{fb2}\u{f71}\u{f80}"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(fold(text), expected, "{name}");
            assert_eq!(fold(&fold(text)), expected, "{name} again");
        }
    }

    #[test]
    fn matches_are_told_by_the_characters_that_are_seen() {
        let marked = |text: &str, typed| {
            let text = shown(text);
            let letters: Vec<char> = text.as_str().chars().collect();
            matched(&text, typed).into_iter().map(|idx| letters[idx]).collect::<String>()
        };
        assert_eq!(marked("Card, card and CARD", "card"), "CardcardCARD");
        assert_eq!(marked("Große Straße", "ss"), "ßß");
        assert_eq!(marked("cafe\u{301}s", "fe"), "fe\u{301}");
        assert_eq!(marked("שָׁלוֹם לך", "שלום"), "שָׁלוֹם");
        assert_eq!(marked("anything", "  "), "");
    }

    #[test]
    fn what_is_found_is_told_once_and_in_order() {
        let texts = ["card card", "", "no", "a Card", "car", "d"];
        let folded = Folded::new(texts.into_iter());
        assert_eq!(folded.find("card"), [0, 3]);
        assert_eq!(folded.find("zzz"), [0_u32; 0]);
        assert_eq!(folded.find("d"), [0, 3, 5]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn in_ascii_it_finds_what_contains_finds(
            texts in prop::collection::vec("[ a-cA-C.]{0,12}", 0..40), typed in "[a-cA-C.]{1,3}"
        ) {
            let folded = Folded::new(texts.iter().map(String::as_str));
            let has = |text: &String| text.to_lowercase().contains(&typed.to_lowercase());
            let expected: Vec<u32> = (0..).zip(&texts).filter(|(_, text)| has(text)).map(|(idx, _)| idx).collect();
            prop_assert_eq!(folded.find(&fold(&typed)), expected);
        }

        #[test]
        fn whatever_is_typed_is_found_in_itself(text in "\\PC{1,20}") {
            let wanted = fold(&text);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&fold(&wanted)), words(&wanted));
            if !wanted.trim().is_empty() {
                prop_assert_eq!(Folded::new([text.as_str()].into_iter()).find(wanted.trim()), [0]);
                prop_assert!(!matched(&shown(&text), &text).is_empty());
            }
        }
    }
}
