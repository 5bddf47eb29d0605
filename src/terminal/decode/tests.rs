//! Every sequence that must be understood, whole, in pieces, and mixed with noise.
//! Invariant: what is no key gives none.

use super::*;

fn named(heard: &[Input]) -> String {
    let words: Vec<String> = heard
        .iter()
        .map(|what| match what {
            Input::Key(key) => key.to_string(),
            Input::Paste(text) => format!("paste({text})"),
            Input::Burst(text) => format!("burst({text})"),
            Input::Mouse(mouse) => format!("{:?}({},{})", mouse.gesture, mouse.x, mouse.y),
            Input::Background { is_dark } => (if *is_dark { "dark" } else { "light" }).to_owned(),
        })
        .collect();
    words.join(" ")
}

#[rustfmt::skip]
const CASES: &[(&str, &[u8], &str)] = &[
    ("letters",              b"jkG",                              "j k G"),
    ("hebrew",               "של".as_bytes(),                     "ש ל"),
    ("arrows",               b"\x1b[A\x1b[B\x1bOC\x1bOD",         "up down right left"),
    ("held arrow",           b"\x1b[1;5C",                        "ctrl-right"),
    ("back tab",             b"\x1b[Z",                           "shift-tab"),
    ("pages",                b"\x1b[5~\x1b[6~\x1b[H\x1b[4~",      "pgup pgdn home end"),
    ("function keys",        b"\x1bOP\x1b[15~\x1b[24~\x1b[[B",    "f1 f5 f12 f2"),
    ("controls",             b"\x03\x1a\x10\x00\r\t\x7f",         "ctrl-c ctrl-z ctrl-p ctrl-space enter tab backspace"),
    ("alt",                  b"\x1bx",                            "alt-x"),
    ("two escapes",          b"\x1b\x1b[A",                       "esc up"),
    ("code point key",       b"\x1b[103;2u\x1b[27u",              "G esc"),
    ("release is no key",    b"\x1b[103;1:3u\x1b[1;1:3A",         ""),
    ("repeat is a key",      b"\x1b[1;1:2B",                      "down"),
    ("click",                b"\x1b[<0;40;12M\x1b[<0;40;12m",     "Click(39,11)"),
    ("drag is no click",     b"\x1b[<32;41;12M",                  ""),
    ("wheel",                b"\x1b[<64;1;1M\x1b[<65;1;1M",       "WheelUp(0,0) WheelDown(0,0)"),
    ("old mouse",            b"\x1b[M !!",                        "Click(0,0)"),
    ("paste",                b"\x1b[200~a\nb\x1b[201~q",          "paste(a\nb) q"),
    ("dark background",      b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07j",  "dark j"),
    ("light background",     b"\x1b]11;rgb:ff/ff/f0\x1b\\j",      "light j"),
    ("answers are no keys",  b"\x1b[?62;4c\x1b[12;40R\x1bP>|x\x1b\\j", "j"),
    ("unknown sequence",     b"\x1b[99;9;9$zj",                   "j"),
    ("cut-off sequence",     b"\x1b[1;\rj",                       "enter j"),
    ("noise",                b"\xff\xc0\x80j",                    "j"),
    ("focus",                b"\x1b[I\x1b[Oj",                    "j"),
];

#[test]
fn bytes_become_what_was_meant() {
    for (name, bytes, expected) in CASES {
        assert_eq!(named(&Decoder::default().feed(bytes)), *expected, "{name}");
    }
}

#[test]
fn a_sequence_in_pieces_is_the_same_sequence() {
    for (name, bytes, expected) in CASES {
        let mut decoder = Decoder::default();
        let heard: Vec<Input> = bytes.iter().flat_map(|byte| decoder.feed(&[*byte])).collect();
        assert_eq!(named(&heard), *expected, "{name}");
    }
}

#[test]
fn a_lone_escape_is_the_key_once_nothing_follows() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b"), []);
    assert_eq!(decoder.patience(), Patience::Short);
    assert_eq!(decoder.settle(), Some(Input::Key(Code::Esc.into())));
    assert_eq!(decoder.patience(), Patience::None);
}

#[test]
fn a_sequence_without_an_end_is_dropped() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b[1;"), []);
    assert_eq!(decoder.patience(), Patience::Long);
    assert_eq!(decoder.settle(), None);
    assert_eq!(named(&decoder.feed(b"j")), "j");
}

#[test]
fn an_endless_paste_is_cut_and_ends() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(PASTE_BEGIN), []);
    for _ in 0..40 {
        assert_eq!(decoder.feed(&vec![b'a'; 1 << 16]), []);
    }
    let heard = decoder.feed(b"\x1b[201~j");
    assert_eq!(heard.len(), 2);
    assert!(matches!(&heard[0], Input::Paste(text) if text.len() <= LONGEST_PASTE), "kept more than it may");
    assert_eq!(named(&heard[1..]), "j");
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
        assert_eq!(named(&heard), expected, "{name}");
        assert_eq!(decoder.patience(), Patience::None, "{name}");
    }
    let mut decoder = Decoder::default();
    decoder.feed(b"\x1b[200~\xd7\xa9\xd7");
    assert_eq!(decoder.settle(), Some(Input::Paste("\u{5e9}".to_owned())), "half a character");
    assert_eq!(decoder.settle(), None);
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
