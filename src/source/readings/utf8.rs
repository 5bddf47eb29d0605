//! Is a file UTF-8, as it was taken to be?
//! Invariant: the same bytes give the same line, whatever the pieces they come in.

use super::records::feeds;

/// Looks at the pieces of a file in their order.
#[derive(Debug, Default)]
pub(super) struct Proof {
    /// The bytes of a character that is cut off.
    cut: Vec<u8>,
    /// Line feeds so far.
    n_feeds: u64,
    /// The first line that is not UTF-8.
    refuted: Option<u64>,
}

impl Proof {
    /// Looks at the next piece.
    pub(super) fn take(&mut self, piece: &[u8]) {
        if self.refuted.is_some() {
            return;
        }
        let mut rest = piece;
        while let Some((byte, after)) = rest.split_first().filter(|_| !self.cut.is_empty()) {
            rest = after;
            self.cut.push(*byte);
            match std::str::from_utf8(&self.cut) {
                Ok(_) => self.cut.clear(),
                Err(error) if error.error_len().is_none() => {}
                Err(_) => return self.refuted = Some(self.n_feeds + 1),
            }
        }
        if let Err(error) = simdutf8::compat::from_utf8(rest) {
            let (good, bad) = rest.split_at(error.valid_up_to());
            if error.error_len().is_some() {
                return self.refuted = Some(self.n_feeds + feeds(good) + 1);
            }
            self.cut.extend_from_slice(bad);
        }
        self.n_feeds += feeds(piece);
    }

    /// The first line that is not UTF-8, as far as is known.
    pub(super) fn refuted(&self) -> Option<u64> {
        self.refuted
    }

    /// The first line that is not UTF-8, now that there are no more pieces.
    pub(super) fn finish(&self) -> Option<u64> {
        self.refuted.or_else(|| (!self.cut.is_empty()).then_some(self.n_feeds + 1))
    }
}

/// Line feeds before the first bytes that are not UTF-8, of a piece that is no part of a character.
pub(super) fn feeds_before_stray(piece: &[u8]) -> Option<u64> {
    if piece.is_ascii() {
        return None;
    }
    let error = simdutf8::compat::from_utf8(piece).err()?;
    piece.get(..error.valid_up_to()).map(feeds)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn pieces_make_no_difference(
            parts in proptest::collection::vec(prop_oneof![Just(b"\n".to_vec()), Just("ש€😀".as_bytes().to_vec()), Just(b"ab".to_vec()), Just(vec![0xe2, 0x82]), Just(vec![0xff])], 0..12),
            size in 1..6_usize,
        ) {
            let text = parts.concat();
            let mut proof = Proof::default();
            text.chunks(size).for_each(|piece| proof.take(piece));
            prop_assert_eq!(proof.finish(), feeds_before_stray(&text).map(|n_feeds| n_feeds + 1));
            let expected = std::str::from_utf8(&text).err().map(|error| feeds(&text[..error.valid_up_to()]) + 1);
            prop_assert_eq!(proof.finish(), expected);
        }
    }
}
