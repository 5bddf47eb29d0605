//! A word as three numbers: made, compared and hashed without a loop.
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
pub(in crate::sentiment) struct Key {
    first: u64,
    second: u64,
    /// Its highest byte is the length.
    third: u64,
}

impl Key {
    /// The key of a word; its ASCII capitals count as small letters.
    pub(in crate::sentiment) fn of(word: &[u8]) -> Option<Self> {
        if word.len() > LONGEST {
            return None;
        }
        let mut bytes = [0; 32];
        bytes.get_mut(..word.len())?.copy_from_slice(word);
        let [first, second, third] = parts(&bytes).map(|part| lower(part).0);
        Some(Self::new([first, second, third], word.len()))
    }

    /// The key of the ASCII letters that a window begins with, and whether all of them are capitals. Most words of
    /// most texts are such.
    pub(in crate::sentiment) fn leading(window: &[u8; 32]) -> Option<Run> {
        let [first, second, third] = parts(window);
        let (first, n, mut is_loud) = run(first);
        let (mut key, mut length) = ([first, 0, 0], n);
        if n == 8 {
            let (second, n, is_part_loud) = run(second);
            key = [first, second, 0];
            length += n;
            is_loud &= is_part_loud;
            if n == 8 {
                let (third, n, is_part_loud) = run(third);
                key = [first, second, third];
                length += n;
                is_loud &= is_part_loud;
            }
        }
        (1..=LONGEST).contains(&length).then(|| Run { key: Self::new(key, length), length, is_loud })
    }

    fn new([first, second, third]: [u64; 3], length: usize) -> Self {
        Self { first, second, third: third | (length as u64) << 56 }
    }

    /// A hash of it.
    pub(super) fn hash(self) -> u64 {
        let product = u128::from(self.first ^ 0x9e37_79b9_7f4a_7c15 ^ self.third.rotate_left(23))
            * u128::from(self.second ^ 0xc2b2_ae3d_27d4_eb4f ^ self.third.rotate_left(41));
        let [low, high] = [product, product >> 64].map(half);
        low ^ high
    }
}

/// The bytes that may be part of a word.
fn parts(window: &[u8; 32]) -> [u64; 3] {
    let (parts, _) = window.as_chunks::<8>();
    [0, 1, 2].map(|idx| parts.get(idx).map_or(0, |bytes| u64::from_le_bytes(*bytes)))
}

/// Of eight bytes the letters they begin with, in lower case; how many; whether all of them are capitals.
fn run(bytes: u64) -> (u64, usize, bool) {
    let (small, capitals) = lower(bytes);
    let others = !letters(small) & HIGH;
    let n = (others.trailing_zeros() / 8) as usize;
    let mask = MASKS.get(n).copied().unwrap_or_default();
    (small & mask, n, capitals & mask == HIGH & mask)
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
                    let word = letters.get(start..end).unwrap();
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
