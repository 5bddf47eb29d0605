//! Which encoding a text is in: by its mark, by its zero bytes, by what the map says, by its letters.
//! Invariant: a mark of the file wins over all else, and text that is UTF-8 is taken for nothing else.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_8, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1255};

use super::foreign::Refused;
use super::{HEAD, label};

/// Of UTF-8 so many good letters outweigh one bad one. Text in another encoding hardly ever holds a good one by chance, so
/// that where there are as many of them as of the others it is UTF-8 with a piece of something else in it.
const SLIP: usize = 1;

/// What settles how bytes become letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letters {
    pub(super) encoding: &'static Encoding,
    /// How long the byte order mark is.
    pub(super) mark: usize,
    /// Does the map say so?
    pub(super) is_given: bool,
}

impl Letters {
    /// What the head of a file and places further on say, and the label in the map.
    ///
    /// # Errors
    ///
    /// Where there are hardly any letters at all, or the label is unknown.
    pub(super) fn told(head: &[u8], probes: &[Vec<u8>], wanted: Option<&str>) -> Result<Self, Refused> {
        let given = match wanted.map(label::encoding) {
            Some(None) => return Err(("the encoding of the source is not known", "mend `encoding`, or leave it out")),
            Some(given) => given,
            None => None,
        };
        let marked = marked(head);
        let paired = sixteen(head);
        let (encoding, mark) = match (marked, given, paired) {
            (Some((encoding, mark)), ..) => (encoding, mark),
            (None, Some(_), Some(paired)) if wanted.is_some_and(label::is_either_sixteen) => (paired, 0),
            (None, Some(given), _) => (given, 0),
            (None, None, Some(paired)) => (paired, 0),
            (None, None, None) if is_eight(head, probes) => (UTF_8, 0),
            (None, None, None) => (guessed(head, probes), 0),
        };
        let is_sixteen = encoding == UTF_16LE || encoding == UTF_16BE;
        if is_hollow(head, probes, is_sixteen) {
            return Err((
                "the file is mostly zero bytes, expected text",
                "export it again: it was not written to its end",
            ));
        }
        let is_either = wanted.is_some_and(label::is_either_sixteen) && is_sixteen;
        Ok(Self { encoding, mark, is_given: is_either || given == Some(encoding) })
    }
}

/// The encoding that a byte order mark tells, and how long it is. Files put together from others have two.
fn marked(head: &[u8]) -> Option<(&'static Encoding, usize)> {
    let (encoding, one) = Encoding::for_bom(head)?;
    let mark = head.get(..one)?;
    Some((encoding, head.chunks(one).take_while(|bytes| *bytes == mark).count() * one))
}

/// Is every other byte zero often enough, and do the signs between fields stand in pairs with a zero?
fn sixteen(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = || {
        head.chunks_exact(2).map(|pair| [pair.first().copied(), pair.get(1).copied()].map(Option::unwrap_or_default))
    };
    let n_pairs = head.len() / 2;
    let n_zeros = |place: usize| pairs().filter(|pair| pair.get(place) == Some(&0)).count();
    let (first, second) = (n_zeros(0), n_zeros(1));
    let (encoding, most, least) = if second >= first { (UTF_16LE, second, first) } else { (UTF_16BE, first, second) };
    if most < 3 || most * 20 < n_pairs || least * 20 > most {
        return None;
    }
    let is_sign = |byte: u8| matches!(byte, b'\n' | b'\r' | b',' | b';' | b'\t' | b'|' | b'"');
    let n_paired = pairs().filter(|[one, two]| {
        let (letter, zero) = if encoding == UTF_16LE { (one, two) } else { (two, one) };
        is_sign(*letter) && *zero == 0
    });
    let n_paired = n_paired.count();
    let n_signs = head.iter().filter(|byte| is_sign(**byte)).count();
    // A file of one short line may have no sign at all.
    (n_paired * 4 >= n_signs * 3 && (n_paired > 0 || most * 10 > n_pairs * 6)).then_some(encoding)
}

/// Is most of it nothing? Half of Latin text in UTF-16 is.
fn is_hollow(head: &[u8], probes: &[Vec<u8>], is_sixteen: bool) -> bool {
    let pieces = || probes.iter().map(Vec::as_slice).chain([head]);
    let n_zeros: usize = pieces().map(|piece| memchr::memchr_iter(0, piece).count()).sum();
    let n_bytes: usize = pieces().map(<[u8]>::len).sum();
    let (most, of) = if is_sixteen { (3, 4) } else { (1, 2) };
    n_bytes > 3 && n_zeros * of > n_bytes * most
}

/// Is it UTF-8, but for a piece of something else?
fn is_eight(head: &[u8], probes: &[Vec<u8>]) -> bool {
    let is_cut = head.len() as u64 >= HEAD;
    let probes = probes.iter().map(|probe| {
        let n_cut = probe.iter().take(3).take_while(|byte| (0x80..0xc0).contains(*byte)).count();
        (probe.get(n_cut..).unwrap_or_default(), true)
    });
    let (n_good, n_bad) =
        std::iter::once((head, is_cut)).chain(probes).fold((0, 0), |(n_good, n_bad), (piece, is_cut)| {
            let (good, bad) = eights(piece, is_cut);
            (n_good + good, n_bad + bad)
        });
    n_bad == 0 || n_bad * SLIP <= n_good
}

/// How many letters of several bytes are well written, and how many are not. The last may be cut.
fn eights(piece: &[u8], is_cut: bool) -> (usize, usize) {
    let (mut rest, mut n_good, mut n_bad) = (piece, 0, 0);
    loop {
        let (good, bad) = match simdutf8::compat::from_utf8(rest) {
            Ok(_) => (rest.len(), None),
            Err(error) => (error.valid_up_to(), Some(error.error_len())),
        };
        n_good += rest.iter().take(good).filter(|byte| **byte >= 0xc0).count();
        match bad {
            None => return (n_good, n_bad),
            Some(None) => return (n_good, n_bad + usize::from(!is_cut)),
            Some(Some(n)) => {
                n_bad += 1;
                rest = rest.get(good + n..).unwrap_or_default();
            }
        }
    }
}

/// What the letters look like to a browser.
fn guessed(head: &[u8], probes: &[Vec<u8>]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    if (head.len() as u64) < HEAD {
        detector.feed(head, false);
    } else {
        detector.feed(whole_lines(head, true), false);
    }
    for probe in probes {
        detector.feed(whole_lines(probe, false), false);
    }
    detector.feed(b"\n", true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // The same letters at the same places; nobody exports them from left to right any more.
    if guess == ISO_8859_8 { WINDOWS_1255 } else { guess }
}

/// The lines that are there from their start to their end: no encoding has a line feed within a letter.
fn whole_lines(piece: &[u8], is_first: bool) -> &[u8] {
    let end = memchr::memrchr(b'\n', piece).map_or(piece.len(), |idx| idx + 1);
    let start = if is_first { 0 } else { memchr::memchr(b'\n', piece).map_or(0, |idx| idx + 1) };
    piece.get(start..end).unwrap_or(piece)
}
