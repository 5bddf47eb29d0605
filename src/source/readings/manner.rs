//! How a piece of CSV is written: as RFC 4180 has it, or with quotes and line ends that readers differ about.
//! Must not know columns. Invariant: of a plain piece every reader makes the same records, and the last one is whole.

use memchr::{memchr, memchr_iter};

/// A byte order mark.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// How a piece is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Quotes stand around whole fields only, lines end in LF or CRLF, and there is no zero byte.
    Plain {
        /// Where the fields begin that have line feeds in them.
        folded: Vec<usize>,
    },
    /// Only the `csv` crate knows what it makes of it.
    Odd,
    /// Nobody reads it by itself as it is read within its file.
    Unreadable,
}

/// How a piece is written that begins where a record does.
pub(super) fn manner(piece: &[u8], delimiter: u8) -> Manner {
    if piece.starts_with(MARK) {
        return Manner::Unreadable;
    }
    // Rows with zero bytes are told of.
    if memchr(0, piece).is_some() {
        return Manner::Odd;
    }
    let is_before_feed = |at: usize| piece.get(at + 1) == Some(&b'\n');
    if !memchr_iter(b'\r', piece).all(is_before_feed) {
        return Manner::Odd;
    }
    let mut from = 0;
    let mut folded = Vec::new();
    while let Some(open) = quote(piece, from) {
        let before = open.checked_sub(1).and_then(|before| piece.get(before));
        let is_at_start = before.is_none_or(|before| *before == b'\n' || *before == delimiter);
        let Some(end) = end(piece, open + 1, delimiter).filter(|_| is_at_start) else { return Manner::Odd };
        if piece.get(open..end).is_some_and(|field| memchr(b'\n', field).is_some()) {
            folded.push(open);
        }
        from = end;
    }
    Manner::Plain { folded }
}

/// Where the field ends whose text begins there, after a quote; `None` where anything else follows the next one.
fn end(piece: &[u8], mut from: usize, delimiter: u8) -> Option<usize> {
    loop {
        let close = quote(piece, from)?;
        match piece.get(close + 1) {
            Some(b'"') => from = close + 2,
            // No carriage return stands alone here.
            None | Some(b'\n' | b'\r') => return Some(close + 1),
            Some(byte) => return (*byte == delimiter).then_some(close + 1),
        }
    }
}

fn quote(piece: &[u8], from: usize) -> Option<usize> {
    memchr(b'"', piece.get(from..)?).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_differ_about_is_odd() {
        let plain = |folded: &[usize]| Manner::Plain { folded: folded.to_vec() };
        for (name, piece, expected) in [
            ("no quote", &b"a,b\n1,2\r\n\n3,4"[..], plain(&[])),
            ("quotes around fields", b"\"a\",\"b\"\"c\"\n\"\",\"x\ny\"\r\n1,\"2\"", plain(&[14])),
            ("in a field", b"a,b\"c\n", Manner::Odd),
            ("text after it", b"\"a\"b,c\n", Manner::Odd),
            ("a blank before it", b"a, \"b\"\n", Manner::Odd),
            ("never closed", b"a,\"b\n", Manner::Odd),
            ("another delimiter", b"\"a\";b\n", Manner::Odd),
            ("a zero byte", b"a\0b\n", Manner::Odd),
            ("a carriage return alone", b"a\rb\n", Manner::Odd),
            ("a carriage return at the end", b"a\n\"b\"\r", Manner::Odd),
            ("a mark", b"\xef\xbb\xbfa,b\n", Manner::Unreadable),
            ("nothing", b"", plain(&[])),
        ] {
            assert_eq!(manner(piece, b','), expected, "{name}");
        }
    }
}
