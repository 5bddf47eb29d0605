//! Floor 0: how glad or sad an English text sounds.
//!
//! Responsible for the compound score of VADER (Hutto & Gilbert, ICWSM 2014), number for number that of the Python
//! package vaderSentiment 3.3.2, quirks included, and for telling which texts it has no words for. Knows nothing of
//! files, columns or screens. One invariant: a text in another language has no score, never a score of zero.

mod compound;
mod language;
mod lexicon;
mod spelling;
mod valence;
mod words;

pub use language::Language;

use words::Words;

/// How a text sounds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scoring {
    /// The compound score, in -1..=1.
    Scored(f64),
    /// It is in a language that the lexicon has no words for.
    NoLexicon,
}

/// The score of a text, unless the lexicon has no words for its language.
#[must_use]
pub fn score(text: &str, language: Language) -> Scoring {
    if language == Language::Another {
        return Scoring::NoLexicon;
    }
    let words = Words::of(text);
    if language.takes_for_english(text, &words) { Scoring::Scored(compound::of(&words)) } else { Scoring::NoLexicon }
}

/// The compound score of a text, taken for English.
///
/// * Input: any text; blanks, signs, emoji and capitals all count.
/// * Output: -1 (most negative) to 1 (most positive), at four decimals.
/// * Formula: s / sqrt(s² + 15), s the sum of the valences of the words, changed by what stands around them.
/// * Without a word of the lexicon it is 0: nothing was said for or against.
/// * Source: Hutto & Gilbert, ICWSM 2014; vaderSentiment 3.3.2.
#[must_use]
pub fn compound(text: &str) -> f64 {
    compound::of(&Words::of(text))
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "equal is meant to the last bit")]
mod tests;
