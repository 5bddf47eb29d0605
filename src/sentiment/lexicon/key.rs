//! A word as three numbers: made, compared and hashed without a loop. Must not know what words mean.
//! Invariant: two words have one key only where they are the same bytes, Latin capitals aside.

/// The longest word that can be a key.
const LONGEST: usize = 23;

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

    /// The key of a part of a text.
    pub(in crate::sentiment) fn within(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let window = text.get(start..).and_then(<[u8]>::first_chunk::<{ LONGEST + 1 }>);
        match window {
            Some(bytes) => Self::new(*bytes, end - start),
            None => Self::of(text.get(start..end)?),
        }
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
            *part = lower(u64::from_le_bytes(*bytes) & mask);
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

/// Eight bytes, their ASCII capitals as small letters.
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (0x7f * EACH);
    let beyond_z = low + (0x7f - b'Z' as u64) * EACH;
    let from_a = low + (0x80 - b'A' as u64) * EACH;
    let is_ascii = !bytes & (0x80 * EACH);
    bytes | ((from_a ^ beyond_z) & is_ascii) >> 2
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
    fn a_part_of_a_text_has_the_key_of_the_word() {
        let text = b"Disadvantageousness of NUL\0 and of a far longer word than there are";
        for start in 0..text.len() {
            for end in start..=text.len() {
                assert_eq!(Key::within(text, start, end), Key::of(&text[start..end]), "{start} {end}");
            }
        }
        assert_ne!(Key::of(b"a"), Key::of(b"a\0"));
        assert_eq!(Key::of(&[b'a'; 24]), None);
        assert!(Key::of(&[b'a'; 23]).is_some());
    }
}
