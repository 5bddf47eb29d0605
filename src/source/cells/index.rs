//! Where the cells and records of a piece of CSV end, found in one pass over its bytes.
//! Invariant: of a plain piece every reader makes the same records, and the last one is whole; `csv` is the oracle.
//!
//! Sixty-four bytes are looked at at once: one bit a byte says whether it is a delimiter, a quote or a line end, and
//! whether it stands within quotes follows from the quotes before it.

use wide::u8x16;

/// A byte order mark.
pub(in crate::source) const MARK: &[u8] = b"\xef\xbb\xbf";

/// How many bytes are looked at at once.
const WORD: usize = 64;

/// How a piece is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::source) enum Manner {
    /// Quotes stand around whole fields only, lines end in LF or CRLF, and there is no zero byte.
    Plain,
    /// Only the `csv` crate knows what it makes of it.
    Odd,
    /// Nobody reads it by itself as it is read within its file.
    Unreadable,
}

/// Where the cells and records of a piece end.
#[derive(Debug, Default)]
pub(in crate::source) struct Index {
    /// What follows each cell: a delimiter, the end of the line or of the piece.
    ends: Vec<u32>,
    /// For each record how many cells end with it or before.
    records: Vec<u32>,
    /// How many of them a line feed ends.
    n_ended: usize,
    /// Line feeds within quotes.
    folds: Vec<u32>,
    /// The ends within 64 bytes.
    own: Ends,
    is_ascii: bool,
}

/// Ends that wait to be taken over.
#[derive(Debug)]
struct Ends([u32; WORD]);

impl Default for Ends {
    fn default() -> Self {
        Self([0; WORD])
    }
}

/// One bit for each of 64 bytes.
#[derive(Clone, Copy, Default)]
struct Bits {
    delimiters: u64,
    feeds: u64,
    /// Quotes and carriage returns.
    rare: u64,
}

/// What the bytes before tell of those that follow.
struct Before {
    /// All bits where they are within quotes.
    inside: u64,
    /// Does a field begin, or did a quote close that may be half of two?
    may_open: u64,
    closed: u64,
    returned: u64,
}

impl Index {
    /// Looks at a piece that begins where a record does. Only of a plain one is the index right.
    pub(in crate::source) fn read(&mut self, piece: &[u8], delimiter: u8) -> Manner {
        let Self { ends, records, folds, .. } = self;
        ends.clear();
        records.clear();
        folds.clear();
        self.is_ascii = true;
        if piece.starts_with(MARK) {
            return Manner::Unreadable;
        }
        let (Ok(n_bytes), false) = (u32::try_from(piece.len()), piece.last() == Some(&b'\r')) else {
            return Manner::Odd;
        };
        let mut eye = Eye::new(delimiter);
        let mut before = Before { inside: 0, may_open: 1, closed: 0, returned: 0 };
        let (words, rest) = piece.as_chunks::<WORD>();
        let mut base = 0;
        let mut is_plain = true;
        for word in words {
            is_plain &= self.take(base, word, &mut eye, &mut before);
            base += 64;
        }
        if !rest.is_empty() {
            let mut word = [b' '; WORD];
            word.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            eye.valid = u64::MAX >> (WORD - rest.len());
            is_plain &= self.take(base, &word, &mut eye, &mut before);
        }
        self.is_ascii = !eye.has_high();
        if !is_plain || before.inside != 0 || eye.has_zero() {
            return Manner::Odd;
        }
        self.n_ended = self.records.len();
        if piece.last().is_some_and(|last| *last != b'\n') {
            self.ends.push(n_bytes);
            self.records.push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        }
        Manner::Plain
    }

    /// How many line feeds there are, those within quotes included.
    pub(in crate::source) fn n_feeds(&self) -> u64 {
        (self.n_ended + self.folds.len()) as u64
    }

    /// Are all bytes ASCII?
    pub(in crate::source) fn is_ascii(&self) -> bool {
        self.is_ascii
    }

    /// The cells of every record: by the end of each.
    pub(in crate::source) fn records(&self) -> impl Iterator<Item = &[u32]> {
        let mut first = 0;
        self.records.iter().map(move |next| {
            let next = *next as usize;
            let ends = self.ends.get(first..next).unwrap_or_default();
            first = next;
            ends
        })
    }

    /// Line feeds within quotes.
    pub(in crate::source) fn folds(&self) -> &[u32] {
        &self.folds
    }

    /// Takes in 64 bytes; false where they are not plain.
    #[inline]
    fn take(&mut self, base: u32, word: &[u8; WORD], eye: &mut Eye, before: &mut Before) -> bool {
        let bits = eye.see(word);
        if bits.rare | before.inside | before.closed | before.returned == 0 {
            // Most have neither quotes nor carriage returns, and nothing before them is open.
            let ends = (bits.delimiters | bits.feeds) & eye.valid;
            before.may_open = ends >> 63;
            self.end(base, ends, bits.feeds & eye.valid);
            return true;
        }
        self.take_quoted(base, (bits, word), eye, before)
    }

    fn take_quoted(&mut self, base: u32, (bits, word): (Bits, &[u8; WORD]), eye: &Eye, before: &mut Before) -> bool {
        let (quotes, returns) = (Eye::find(word, b'"'), Eye::find(word, b'\r'));
        let line_or_cell = bits.delimiters | bits.feeds;
        let inside = within(quotes) ^ before.inside;
        let (opened, closed) = (quotes & inside, quotes & !inside);
        let ends = line_or_cell & !inside & eye.valid;
        let feeds_outside = bits.feeds & !inside;
        let may_open = (ends | closed) << 1 | before.may_open;
        let follow = closed << 1 | before.closed;
        let odd = opened & !may_open
            | follow & !(line_or_cell | returns | quotes)
            | (returns << 1 | before.returned) & !bits.feeds;
        let before_feed = (returns << 1 | before.returned) & feeds_outside;
        *before = Before {
            inside: if inside >> 63 == 1 { u64::MAX } else { 0 },
            may_open: (ends | closed) >> 63,
            closed: closed >> 63,
            returned: returns >> 63,
        };
        let feeds = bits.feeds & eye.valid;
        let n_before = self.ends.len();
        self.end(base, ends, feeds & !inside);
        // A line that ends in CRLF ends at the CR.
        if before_feed != 0 {
            let own = self.ends.get_mut(n_before..).unwrap_or_default();
            own.iter_mut().filter(|end| before_feed >> (**end - base) & 1 == 1).for_each(|end| *end -= 1);
        }
        each(feeds & inside, |at| self.folds.push(base.wrapping_add(at)));
        odd & eye.valid == 0
    }

    /// Cells end there, and records at line feeds.
    #[inline]
    fn end(&mut self, base: u32, ends: u64, feeds: u64) {
        let n_before = self.ends.len();
        let mut n_own = 0_usize;
        each(ends, |at| {
            if let Some(end) = self.own.0.get_mut(n_own) {
                *end = base.wrapping_add(at);
            }
            n_own = n_own.wrapping_add(1);
        });
        self.ends.extend_from_slice(self.own.0.get(..n_own).unwrap_or_default());
        each(feeds, |at| {
            let n_ends = (ends << (63 - at)).count_ones() as usize;
            self.records.push(u32::try_from(n_before + n_ends).unwrap_or(u32::MAX));
        });
    }
}

/// Looks at bytes.
struct Eye {
    delimiter: u8x16,
    /// Which bytes of the next 64 are of the piece.
    valid: u64,
    zeros: u8x16,
    all: u8x16,
}

impl Eye {
    fn new(delimiter: u8) -> Self {
        Self { delimiter: u8x16::splat(delimiter), valid: u64::MAX, zeros: u8x16::ZERO, all: u8x16::ZERO }
    }

    #[inline]
    fn see(&mut self, word: &[u8; WORD]) -> Bits {
        let mut bits = Bits::default();
        for (quarter, shift) in word.as_chunks::<16>().0.iter().zip([0, 16, 32, 48]) {
            let bytes = u8x16::new(*quarter);
            let mask = |found: u8x16| u64::from(found.to_bitmask()) << shift;
            bits.delimiters |= mask(bytes.simd_eq(self.delimiter));
            bits.feeds |= mask(bytes.simd_eq(u8x16::splat(b'\n')));
            bits.rare |= mask(bytes.simd_eq(u8x16::splat(b'"')) | bytes.simd_eq(u8x16::splat(b'\r')));
            self.zeros |= bytes.simd_eq(u8x16::ZERO);
            self.all |= bytes;
        }
        bits
    }

    /// Where a byte stands.
    fn find(word: &[u8; WORD], byte: u8) -> u64 {
        let quarters = word.as_chunks::<16>().0.iter().zip([0, 16, 32, 48]);
        quarters.fold(0, |found, (quarter, shift)| {
            found | u64::from(u8x16::new(*quarter).simd_eq(u8x16::splat(byte)).to_bitmask()) << shift
        })
    }

    fn has_zero(&self) -> bool {
        self.zeros.to_bitmask() != 0
    }

    fn has_high(&self) -> bool {
        self.all.to_bitmask() != 0
    }
}

/// Which bytes stand after an odd number of quotes, themselves included.
#[inline]
const fn within(quotes: u64) -> u64 {
    let mut inside = quotes ^ quotes << 1;
    inside ^= inside << 2;
    inside ^= inside << 4;
    inside ^= inside << 8;
    inside ^= inside << 16;
    inside ^ inside << 32
}

/// The place of every bit, from the lowest.
#[inline]
fn each(mut bits: u64, mut take: impl FnMut(u32)) {
    while bits != 0 {
        take(bits.trailing_zeros());
        bits &= bits - 1;
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_differ_about_is_odd() {
        let plain = |folds: &[u32]| (Manner::Plain, folds.to_vec());
        let odd = || (Manner::Odd, Vec::new());
        for (name, piece, expected) in [
            ("no quote", &b"a,b\n1,2\r\n\n3,4"[..], plain(&[])),
            ("quotes around fields", b"\"a\",\"b\"\"c\"\n\"\",\"x\ny\"\r\n1,\"2\"", plain(&[16])),
            ("in a field", b"a,b\"c\n", odd()),
            ("text after it", b"\"a\"b,c\n", odd()),
            ("a blank before it", b"a, \"b\"\n", odd()),
            ("never closed", b"a,\"b\n", odd()),
            ("another delimiter", b"\"a\";b\n", odd()),
            ("a zero byte", b"a\0b\n", odd()),
            ("a carriage return alone", b"a\rb\n", odd()),
            ("a carriage return at the end", b"a\n\"b\"\r", odd()),
            ("a mark", b"\xef\xbb\xbfa,b\n", (Manner::Unreadable, Vec::new())),
            ("nothing", b"", plain(&[])),
        ] {
            // Wherever it stands in the words that are looked at.
            for n_before in [0, 1, 55, 62, 63, 64, 65, 127] {
                let before = format!("{}\n", "x".repeat(n_before)).into_bytes();
                let (from, piece) =
                    if n_before == 0 { (0, piece.to_vec()) } else { (before.len(), [&before, piece].concat()) };
                let mut index = Index::default();
                let manner = index.read(&piece, b',');
                if expected.0 == Manner::Unreadable && n_before > 0 {
                    continue;
                }
                assert_eq!(manner, expected.0, "{name} after {n_before}");
                if manner == Manner::Plain {
                    let folds: Vec<u32> = expected.1.iter().map(|fold| fold + u32::try_from(from).unwrap()).collect();
                    assert_eq!(index.folds(), folds, "{name} after {n_before}");
                    assert_eq!(index.n_feeds(), super::super::records::feeds(&piece), "{name}");
                }
            }
        }
    }

    #[test]
    fn letters_beyond_ascii_are_seen_wherever_they_stand() {
        let mut index = Index::default();
        for at in [0, 15, 16, 63, 64, 70] {
            let mut piece = vec![b'a'; 71];
            index.read(&piece, b',');
            assert!(index.is_ascii());
            piece[at] = 0xd7;
            index.read(&piece, b',');
            assert!(!index.is_ascii(), "{at}");
        }
    }
}
