//! Makes ids for new things.
//! Invariant: an id is short, easy to type, and nobody else's.

use crate::journey::Noun;

/// How long an id made of words may be.
const LONGEST: usize = 24;

/// An id for a thing of that kind.
///
/// * `words`: its name or text.
/// * `number`: its place among the others, for where no word of it can be typed everywhere.
pub(crate) fn id(noun: Noun, words: &str, number: usize, is_taken: impl Fn(&str) -> bool) -> String {
    let stem = stem(words);
    if stem.is_empty() {
        return counted(noun.word(), number, is_taken);
    }
    // A bare number would look like a position.
    let stem = if stem.bytes().all(|byte| byte.is_ascii_digit()) { format!("{}-{stem}", noun.word()) } else { stem };
    if is_taken(&stem) || Noun::of_word(&stem).is_some() { counted(&stem, 2, is_taken) } else { stem }
}

/// The stem with the first number that makes it distinct.
fn counted(stem: &str, first: usize, is_taken: impl Fn(&str) -> bool) -> String {
    let mut number = first;
    loop {
        let id = format!("{stem}-{number}");
        if !is_taken(&id) {
            return id;
        }
        number += 1;
    }
}

/// The first words in lower case, as many as fit: `prices-well-above`.
fn stem(words: &str) -> String {
    let mut stem = String::new();
    let bare = words.replace(['\'', '’'], "");
    let words = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && word.is_ascii());
    for word in words {
        let word = word.to_ascii_lowercase();
        if stem.is_empty() {
            stem = word.chars().take(LONGEST).collect();
        } else if stem.len() + 1 + word.len() <= LONGEST {
            stem.push('-');
            stem.push_str(&word);
        } else {
            break;
        }
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_made_of_the_first_words() {
        let taken = ["food", "pain-3", "food-2"];
        let rows = [
            (Noun::Pain, "Prices well above those in town", "prices-well-above-those"),
            (Noun::Pain, "Don't know where to go", "dont-know-where-to-go"),
            (Noun::Touchpoint, "Food!", "food-3"),
            (Noun::Pain, "המחיר גבוה", "pain-4"),
            (Noun::Note, "המחיר ב־Wi-Fi גבוה", "wi-fi"),
            (Noun::Note, "2026", "note-2026"),
            (Noun::Touchpoint, "Pain", "pain-2"),
            (Noun::Stage, "Pneumonoultramicroscopicsilicovolcanoconiosis", "pneumonoultramicroscopic"),
        ];
        for (noun, words, expected) in rows {
            assert_eq!(id(noun, words, 3, |id| taken.contains(&id)), expected, "{words}");
        }
    }
}
