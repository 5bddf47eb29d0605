//! A text as words, each looked up once.
//! Invariant: words are those that Python's `split` and `strip` make, and loud is what its `isupper` says.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory as _};

use super::lexicon::{EntryIdx, Key, Lexicon};
use super::spelling::{self, Letters};

/// A word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// What is known of it.
    pub(super) entry: EntryIdx,
    /// Is it in capitals?
    pub(super) is_loud: bool,
}

/// A text as words.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// In order.
    pub(super) list: Vec<Word>,
    /// How many of them are in capitals.
    pub(super) n_loud: usize,
    /// How many exclamation marks there are.
    pub(super) n_exclamations: usize,
    /// How many question marks there are.
    pub(super) n_questions: usize,
    /// The letters beside ASCII.
    pub(super) letters: Letters,
    /// Are some words names of emoji?
    pub(super) has_emoji: bool,
    /// How many words hold a letter that English does without.
    pub(super) n_accented: usize,
}

const BLANK: u8 = 1;
const SIGN: u8 = 2;
const CAPITAL: u8 = 4;
const SMALL: u8 = 8;
const WIDE: u8 = 16;
const APOSTROPHE: u8 = 32;

/// What each byte is. U+001C to U+001F are blanks to Python.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "below 256")]
        let c = byte as u8;
        classes[byte] = match c {
            b'\t'..=b'\r' | 0x1c..=0x1f | b' ' => BLANK,
            b'\'' => SIGN | APOSTROPHE,
            b'A'..=b'Z' => CAPITAL,
            b'a'..=b'z' => SMALL,
            0x80.. => WIDE,
            _ if c.is_ascii_punctuation() => SIGN,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::split(text);
        }
        let mut spelled = String::with_capacity(text.len() * 2);
        let (letters, n_emoji) = spelling::spell(text, &mut spelled);
        Self { letters, has_emoji: n_emoji > 0, ..Self::split(&spelled) }
    }

    fn split(text: &str) -> Self {
        let lexicon = Lexicon::get();
        let bytes = text.as_bytes();
        let mut words = Self { list: Vec::with_capacity(bytes.len() / 4 + 1), ..Self::default() };
        let mut end = 0;
        while end < bytes.len() {
            let start = end;
            if let Some((key, length, is_loud)) = plain(bytes.get(start..).unwrap_or_default()) {
                words.add(lexicon.find(key).unwrap_or(EntryIdx::UNKNOWN), is_loud);
                end += length + 1;
                continue;
            }
            let mut classes = 0;
            for byte in bytes.get(start..).unwrap_or_default() {
                let class = class(*byte);
                if class & BLANK != 0 {
                    break;
                }
                classes |= class;
                end += 1;
            }
            if end > start {
                if classes & WIDE == 0 {
                    words.add_plain(lexicon, bytes, start..end, classes);
                } else if let Some(word) = text.get(start..end) {
                    words.add_wide(lexicon, word);
                }
            }
            end += 1;
        }
        words.n_exclamations = memchr::memchr_iter(b'!', bytes).count();
        words.n_questions = memchr::memchr_iter(b'?', bytes).count();
        words
    }

    fn add(&mut self, entry: EntryIdx, is_loud: bool) {
        self.n_loud += usize::from(is_loud);
        self.list.push(Word { entry, is_loud });
    }

    /// Adds a word of ASCII.
    fn add_plain(&mut self, lexicon: &Lexicon, text: &[u8], place: std::ops::Range<usize>, classes: u8) {
        let (mut start, mut end) = (place.start, place.end);
        if classes & SIGN != 0 {
            let is_sign = |at: usize| text.get(at).is_some_and(|byte| class(*byte) & SIGN != 0);
            while start < end && is_sign(start) {
                start += 1;
            }
            while start < end && is_sign(end - 1) {
                end -= 1;
            }
            // What is left is so short that the signs may have been a face.
            if end - start <= 2 {
                (start, end) = (place.start, place.end);
            }
        }
        let known = text.get(start..end).and_then(Key::of).and_then(|key| lexicon.find(key));
        let entry = known.unwrap_or_else(|| {
            let may_negate = classes & APOSTROPHE != 0;
            if may_negate && negates(text.get(start..end).unwrap_or_default()) {
                EntryIdx::NEGATION
            } else {
                EntryIdx::UNKNOWN
            }
        });
        self.add(entry, classes & (CAPITAL | SMALL) == CAPITAL);
    }

    /// Adds a word with other characters in it.
    fn add_wide(&mut self, lexicon: &Lexicon, word: &str) {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation());
        let word = if bare.chars().nth(2).is_none() { word } else { bare };
        let known = small(word).and_then(|key| lexicon.find(key));
        let unknown = if negates(word.as_bytes()) { EntryIdx::NEGATION } else { EntryIdx::UNKNOWN };
        self.add(known.unwrap_or(unknown), is_loud(word));
        let is_name = word.chars().next().is_some_and(char::is_uppercase);
        self.n_accented += usize::from(!is_name && word.chars().any(is_accented));
    }
}

/// The key, the length and the loudness of a word of letters, which one sign may follow.
fn plain(text: &[u8]) -> Option<(Key, usize, bool)> {
    let mut tail = [b' '; 32];
    let window = if let Some(window) = text.first_chunk() {
        window
    } else {
        tail.get_mut(..text.len())?.copy_from_slice(text);
        &tail
    };
    let run = Key::leading(window)?;
    let [next, second] = [0, 1].map(|after| window.get(run.length + after).map_or(0, |byte| class(*byte)));
    match () {
        () if next & BLANK != 0 => Some((run.key, run.length, run.is_loud)),
        // Shorter words keep their signs.
        () if run.length > 2 && next & SIGN != 0 && second & BLANK != 0 => Some((run.key, run.length + 1, run.is_loud)),
        () => None,
    }
}

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

fn negates(word: &[u8]) -> bool {
    word.windows(3).any(|part| part.eq_ignore_ascii_case(b"n't"))
}

/// The key of a word in lower case: the Kelvin sign is a `k`, too.
fn small(word: &str) -> Option<Key> {
    let mut bytes = [0; 32];
    let mut length = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        let room = bytes.get_mut(length..).filter(|room| room.len() >= c.len_utf8())?;
        length += c.encode_utf8(room).len();
    }
    Key::of(bytes.get(..length)?)
}

/// Python's `isupper`: capitals, and neither small letters nor title case.
fn is_loud(word: &str) -> bool {
    let is_quiet =
        |c: char| c.is_lowercase() || !c.is_ascii() && c.general_category() == GeneralCategory::TitlecaseLetter;
    word.chars().any(char::is_uppercase) && !word.chars().any(is_quiet)
}

/// Letters that languages of the Latin script have and that English does not borrow with its words, as it does é or ñ.
fn is_accented(c: char) -> bool {
    matches!(
        c,
        'ä' | 'å'
            | 'ã'
            | 'æ'
            | 'ö'
            | 'õ'
            | 'ø'
            | 'ü'
            | 'ß'
            | 'ą'
            | 'ć'
            | 'č'
            | 'ď'
            | 'đ'
            | 'ę'
            | 'ě'
            | 'ğ'
            | 'ı'
            | 'ł'
            | 'ń'
            | 'ň'
            | 'ő'
            | 'œ'
            | 'ř'
            | 'ś'
            | 'ş'
            | 'š'
            | 'ș'
            | 'ť'
            | 'ț'
            | 'ů'
            | 'ű'
            | 'ź'
            | 'ż'
            | 'ž'
            | 'ă'
            | 'ơ'
            | 'ư'
            | '\u{1ea0}'..='\u{1ef9}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_are_told_as_python_tells_them() {
        for (word, expected) in [
            ("OK", true),
            ("O.K.", true),
            ("4EVER", true),
            ("Ok", false),
            ("123", false),
            ("ÄRGER", true),
            ("ΣΑΣ", true),
            ("ǅUNGLA", false),
            ("ªBC", false),
            ("ⒶⒷ", true),
            ("שלום", false),
            ("שלוםX", true),
        ] {
            assert_eq!(is_loud(word), expected, "{word}");
        }
    }

    #[test]
    fn words_end_where_python_ends_them() {
        for (name, text, n_words) in [
            ("separators", "a\u{1c}b\u{1d}c\u{1e}d\u{1f}e", 5),
            ("next line", "a\u{85}b", 2),
            ("wide blanks", "a\u{2003}b\u{3000}c\u{a0}d\u{2028}e", 5),
            ("zero width", "a\u{200b}b\u{feff}c\u{180e}d", 1),
            ("nothing", " \t\u{a0}", 0),
        ] {
            assert_eq!(Words::of(text).list.len(), n_words, "{name}");
        }
    }
}
