//! A word as three numbers: made, compared and hashed without a loop. Must not know what words mean.
//! Invariant: two words have one key only where they are the same bytes, Latin capitals aside.

/// The longest word that can be a key.
const LONGEST: usize = 23;

/// Letters in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sentiment) struct Run {
    /// The word they make.
    pub(in crate::sentiment) key: Key,
    /// How many there are.
    pub(in crate::sentiment) length: usize,
    /// Are all of them capitals?
    pub(in crate::sentiment) is_loud: bool,
}

/// A word of at most 23 bytes in lower case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::sentiment) struct Key([u64; 3]);

impl Key {
    /// The key of a word; its ASCII capitals count as small letters.
    pub(in crate::sentiment) fn of(word: &[u8]) -> Option<Self> {
        let mut bytes = [0; LONGEST + 1];
        bytes.get_mut(..word.len().min(LONGEST + 1))?.copy_from_slice(word.get(..LONGEST + 1).unwrap_or(word));
        Self::new(bytes, word.len())
    }

    /// The key of the ASCII letters that a window begins with, and whether all of them are capitals. Most words of
    /// most texts are such.
    pub(in crate::sentiment) fn leading(window: &[u8; 32]) -> Option<Run> {
        let (parts, _) = window.as_chunks::<8>();
        let mut key = [0; 3];
        let (mut length, mut is_loud) = (0, true);
        for (part, bytes) in key.iter_mut().zip(parts) {
            let bytes = u64::from_le_bytes(*bytes);
            let (small, capitals) = lower(bytes);
            let others = !letters(small) & HIGH;
            let n_bytes = (others.trailing_zeros() / 8) as usize;
            let mask = MASKS.get(n_bytes).copied().unwrap_or_default();
            *part = small & mask;
            is_loud &= capitals & mask == HIGH & mask;
            length += n_bytes;
            if n_bytes < 8 {
                key[2] |= (length as u64) << 56;
                return (length > 0).then_some(Run { key: Self(key), length, is_loud });
            }
        }
        None
    }

    /// Of bytes, only so many of which are the word.
    fn new(bytes: [u8; LONGEST + 1], length: usize) -> Option<Self> {
        if length > LONGEST {
            return None;
        }
        let (parts, _) = bytes.as_chunks::<8>();
        let mut key = [0; 3];
        for (idx, (part, bytes)) in key.iter_mut().zip(parts).enumerate() {
            let n_bytes = length.saturating_sub(idx * 8).min(8);
            let mask = MASKS.get(n_bytes).copied().unwrap_or_default();
            (*part, _) = lower(u64::from_le_bytes(*bytes) & mask);
        }
        // The last byte is never part of a word.
        key[2] |= (length as u64) << 56;
        Some(Self(key))
    }

    /// A hash of it.
    pub(super) fn hash(self) -> u64 {
        let [a, b, c] = self.0;
        let product = u128::from(a ^ 0x9e37_79b9_7f4a_7c15 ^ c.rotate_left(23))
            * u128::from(b ^ 0xc2b2_ae3d_27d4_eb4f ^ c.rotate_left(41));
        let [low, high] = [product, product >> 64].map(half);
        low ^ high
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the low half")]
fn half(product: u128) -> u64 {
    product as u64
}

/// The first so many bytes of eight.
const MASKS: [u64; 9] = [
    0,
    0xff,
    0xffff,
    0xff_ffff,
    0xffff_ffff,
    0xff_ffff_ffff,
    0xffff_ffff_ffff,
    0xff_ffff_ffff_ffff,
    0xffff_ffff_ffff_ffff,
];

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x80 * EACH;

/// Eight bytes with their ASCII capitals as small letters, and where those were.
fn lower(bytes: u64) -> (u64, u64) {
    let capitals = between(bytes, b'A', b'Z');
    (bytes | capitals >> 2, capitals)
}

/// Where there are small letters of ASCII.
fn letters(bytes: u64) -> u64 {
    between(bytes, b'a', b'z')
}

/// The highest bit of each byte that lies between two of ASCII.
fn between(bytes: u64, first: u8, last: u8) -> u64 {
    let low = bytes & !HIGH;
    let from_first = low + u64::from(0x80 - first) * EACH;
    let beyond_last = low + u64::from(0x7f - last) * EACH;
    (from_first ^ beyond_last) & !bytes & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_count_as_small_letters_and_nothing_else_does() {
        for byte in 0..=255_u8 {
            let word = [b'x', byte, b'Y', 0, byte];
            let small = word.to_ascii_lowercase();
            assert_eq!(Key::of(&word), Key::of(&small), "{byte}");
            for other in (0..=255_u8).filter(|other| !other.eq_ignore_ascii_case(&byte)) {
                assert_ne!(Key::of(&[b'x', byte]), Key::of(&[b'x', other]), "{byte} {other}");
            }
        }
    }

    #[test]
    fn leading_letters_have_the_key_of_the_word() {
        let read = |text: &str| {
            let mut window = [b' '; 32];
            window[..text.len()].copy_from_slice(text.as_bytes());
            Key::leading(&window)
        };
        let letters = "DisADVANTAGEOUSnessOfItAll";
        for start in 0..letters.len() {
            for end in start + 1..=letters.len() {
                for next in ["", " x", "'t", "{", "@", "[", "`", "é", "\0", "9"] {
                    let word = &letters[start..end];
                    let expected = Key::of(word.as_bytes()).map(|key| Run {
                        key,
                        length: word.len(),
                        is_loud: word.bytes().all(|byte| byte.is_ascii_uppercase()),
                    });
                    assert_eq!(read(&format!("{word}{next}")), expected, "{word}{next}");
                }
            }
        }
        for odd in ["", " a", "'a", "1a", "éa"] {
            assert_eq!(read(odd), None, "{odd}");
        }
    }

    #[test]
    fn words_of_another_length_have_another_key() {
        assert_ne!(Key::of(b"a"), Key::of(b"a\0"));
        assert_eq!(Key::of(&[b'a'; 24]), None);
        assert!(Key::of(&[b'a'; 23]).is_some());
    }
}
