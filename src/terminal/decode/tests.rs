//! A decoder and its patience, with pieces that do not go together.
//! Invariant: what is no key gives none.

use super::super::ear::tests::named as words;
use super::super::meaning::meaning;
use super::*;

fn named(sent: &[Sent]) -> String {
    let inputs: Vec<_> = sent.iter().cloned().filter_map(meaning).collect();
    words(&inputs)
}

#[test]
fn a_lone_escape_is_the_key_once_nothing_follows() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert_eq!(decoder.patience(), Patience::Short);
    assert_eq!(named(&decoder.settle()), "esc");
    assert_eq!(decoder.patience(), Patience::None);
}

#[test]
fn a_sequence_without_an_end_is_dropped() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b[1;"), []);
    assert_eq!(decoder.patience(), Patience::Long);
    assert_eq!(decoder.settle(), []);
    assert_eq!(named(&decoder.feed(b"\x1b[B")), "down");
}

#[test]
fn an_endless_paste_is_cut_and_ends() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(PASTE_BEGIN), []);
    for _ in 0..40 {
        assert_eq!(decoder.feed(&vec![b'a'; 1 << 16]), []);
    }
    let sent = decoder.feed(b"\x1b[201~j");
    assert!(matches!(&*sent, [Sent::Paste(text)] if text.len() <= LONGEST_PASTE), "kept more than it may");
    assert_eq!(named(&decoder.settle()), "j");
}

/// What comes of a paste that lost its end, and of what is typed after it; `...` is silence.
#[test]
fn a_paste_without_an_end_is_passed_on_and_can_be_left() {
    for (name, pieces, expected) in [
        ("told before its end", &["ab", "...", "\x1b[201~j"][..], "paste(ab) paste() j"),
        ("goes on", &["ab", "...", "cd\r\x1b[201~j"], "paste(ab) paste(cd\r) j"),
        ("left by esc", &["ab", "...", "\x1b", "...", "j"], "paste(ab) esc j"),
        ("told once only by a key alone", &["ab", "...", "\x03j\x1b[201~"], "paste(ab) paste(\u{3}j)"),
        ("left by control-c alone", &["ab", "...", "\x03", "j"], "paste(ab) ctrl-c j"),
        ("empty", &["...", "\x1b", "...", "j"], "esc j"),
        ("half of the end waits", &["ab\x1b[20", "...", "1~j"], "paste(ab) paste() j"),
        ("half of the end is lost", &["ab\x1b[20", "...", "...", "\x1b", "...", "j"], "paste(ab) esc j"),
        ("typed after it", &["ab", "...", "j\r", "...", "\x1b", "...", "q"], "paste(ab) paste(j\r) esc q"),
    ] {
        let mut decoder = Decoder::default();
        let mut heard = decoder.feed(PASTE_BEGIN);
        for piece in pieces {
            match *piece {
                "..." => heard.extend(decoder.settle()),
                bytes => heard.extend(decoder.feed(bytes.as_bytes())),
            }
        }
        heard.extend(decoder.settle());
        assert_eq!(named(&heard), expected, "{name}");
        assert_eq!(decoder.patience(), Patience::None, "{name}");
    }
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~\xd7\xa9\xd7");
    assert_eq!(decoder.settle(), [Sent::Paste("\u{5e9}".to_owned())], "half a character");
    assert_eq!(decoder.settle(), []);
}

#[test]
fn no_bytes_make_it_panic_or_stall() {
    let mut seed = 1_u32;
    let mut decoder = Decoder::default();
    for _ in 0..200_000 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        decoder.feed(&[u8::try_from(seed >> 24).unwrap()]);
        if seed.is_multiple_of(97) {
            decoder.settle();
        }
    }
    decoder.settle();
    decoder.feed(PASTE_END);
    decoder.settle();
    assert_eq!(decoder.patience(), Patience::None);
}
