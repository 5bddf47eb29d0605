//! Every key of every terminal: whole, in pieces, late, and torn for good.
//! Invariant: a sequence is the very key that it is, or nothing; what is torn for good changes no map.

use std::collections::BTreeMap;
use std::fs;

use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::app::{Key, Size, Start};
use crate::source::edit::Stamp;
use crate::source::settings::Settings;
use crate::store::{Outside, Root};
use crate::terminal::clock;
use crate::terminal::driver::Given;
use crate::terminal::rehearsal::Rehearsal;
use crate::ui::Look;

/// Milliseconds since the piece before, and the piece.
type Piece<'p> = (u64, &'p [u8]);

/// What the thread that listens makes of pieces that come so many milliseconds after one another.
pub(in crate::terminal) fn heard(pieces: &[Piece<'_>]) -> Vec<Input> {
    let (mut ear, mut now) = (Ear::new(Duration::from_millis(100)), clock::now());
    let mut inputs = Vec::new();
    let last = (60_000, b"".as_slice());
    for (pause, piece) in pieces.iter().chain([&last]) {
        let next = now + Duration::from_millis(*pause);
        while let Some(lapsed) = ear.patience().map(|patience| now + patience).filter(|lapsed| *lapsed <= next) {
            now = lapsed;
            inputs.extend(ear.settle(now));
        }
        now = next;
        if !piece.is_empty() {
            inputs.extend(ear.hear(piece, now));
        }
    }
    assert_eq!(ear.patience(), None, "it waits for ever");
    inputs
}

/// Inputs as a person would write them.
pub(in crate::terminal) fn named(inputs: &[Input]) -> String {
    let words: Vec<String> = inputs
        .iter()
        .map(|input| match input {
            Input::Key(key) => key.to_string(),
            Input::Paste(text) => format!("paste({text})"),
            Input::Burst(text) => format!("{text:?}"),
            Input::Mouse(mouse) => format!("{:?}({},{})", mouse.gesture, mouse.x, mouse.y),
            Input::Background { is_dark } => (if *is_dark { "dark" } else { "light" }).to_owned(),
        })
        .collect();
    words.join(" ")
}

/// Bytes, and what they are.
type Case = (Vec<u8>, String);

const ARROWS: &[(char, &str)] = &[('A', "up"), ('B', "down"), ('C', "right"), ('D', "left")];
const LETTERS: &[(char, &str)] =
    &[('A', "up"), ('B', "down"), ('C', "right"), ('D', "left"), ('H', "home"), ('F', "end")];
const FIRST: &[(char, &str)] = &[('P', "f1"), ('Q', "f2"), ('R', "f3"), ('S', "f4")];
#[rustfmt::skip]
const NUMBERS: &[(u32, &str)] = &[
    (1, "home"), (2, "insert"), (3, "delete"), (4, "end"), (5, "pgup"), (6, "pgdn"), (7, "home"), (8, "end"),
    (11, "f1"), (12, "f2"), (13, "f3"), (14, "f4"), (15, "f5"), (17, "f6"), (18, "f7"), (19, "f8"), (20, "f9"),
    (21, "f10"), (23, "f11"), (24, "f12"), (25, "f13"), (26, "f14"), (28, "f15"), (29, "f16"), (31, "f17"), (34, "f20"),
];
/// Keys with a code point of their own.
const SPELLED: &[(u32, &str)] = &[
    (9, "tab"),
    (13, "enter"),
    (27, "esc"),
    (127, "backspace"),
    (57_417, "left"),
    (57_424, "end"),
    (57_426, "delete"),
];

#[rustfmt::skip]
const SINGLE: &[(&[u8], &str)] = &[
    // What needs no sequence.
    (b"\r", "enter"), (b"\t", "tab"), (b"\x7f", "backspace"), (b"\x08", "backspace"), (b"\x00", "ctrl-space"),
    (b"\x03", "ctrl-c"), (b"\x1b", "esc"), (b"\x1b\x1b", "esc esc"), ("של".as_bytes(), "ש ל"), ("é".as_bytes(), "é"),
    (b"\x1bx", "alt-x"), (b"\x1b\r", "alt-enter"), (b"\x1b\x7f", "alt-backspace"), ("\x1bש".as_bytes(), "alt-ש"),
    (b"\x1b[Z", "shift-tab"), (b"\x1b[1;6Z", "ctrl-shift-tab"),
    // The Linux console.
    (b"\x1b[[A", "f1"), (b"\x1b[[B", "f2"), (b"\x1b[[C", "f3"), (b"\x1b[[D", "f4"), (b"\x1b[[E", "f5"), (b"\x1b[[F", ""),
    (b"\x1b[G", ""), (b"\x1b[E", ""),
    // The keypad in application mode.
    (b"\x1bOM", "enter"), (b"\x1bOp", ""), (b"\x1bOy", ""), (b"\x1bOk", ""), (b"\x1bOj", ""), (b"\x1bOE", ""),
    // SCO: others have the missing ones for other keys, or for the focus.
    (b"\x1b[M", "f1"), (b"\x1b[M\x1b[M", "f1 f1"), (b"\x1b[N", "f2"), (b"\x1b[T", "f8"), (b"\x1b[X", "f12"),
    (b"\x1b[O", ""), (b"\x1b[P", ""), (b"\x1b[R", ""), (b"\x1b[S", ""), (b"\x1b[Y", ""), (b"\x1b[L", ""), (b"\x1b[I", ""),
    // kitty.
    (b"\x1b[97u", "a"), (b"\x1b[97;5u", "ctrl-a"), (b"\x1b[97;2u", "A"), (b"\x1b[97:65;2u", "A"), (b"\x1b[49:33;2u", "!"),
    (b"\x1b[97:65;6u", "ctrl-a"), (b"\x1b[49:33;3u", "alt-1"), (b"\x1b[97;1:1u", "a"), (b"\x1b[97;1:2u", "a"),
    (b"\x1b[97;1:3u", ""), (b"\x1b[97;5:3u", ""), (b"\x1b[1;1:3A", ""), (b"\x1b[1;1:2A", "up"), (b"\x1b[3;1:3~", ""),
    (b"\x1b[97;9u", ""), (b"\x1b[97;17u", ""), (b"\x1b[97;33u", ""), (b"\x1b[97;129u", "a"), (b"\x1b[97;;97u", "a"),
    (b"\x1b[1513u", "ש"), (b"\x1b[9;2u", "shift-tab"), (b"\x1b[57399u", "0"), (b"\x1b[57414u", "enter"),
    (b"\x1b[57376u", "f13"), (b"\x1b[57388u", ""), (b"\x1b[57358u", ""), (b"\x1b[57428u", ""), (b"\x1b[57441;2u", ""),
    (b"\x1b[57344u", ""), (b"\x1b[63743u", ""), (b"\x1b[1114112u", ""), (b"\x1b[155u", ""), (b"\x1b[u", ""),
    (b"\x1b[?1u", ""), (b"\x1b[99999999999u", ""),
    // modifyOtherKeys.
    (b"\x1b[27;5;97~", "ctrl-a"), (b"\x1b[27;2;65~", "A"), (b"\x1b[27;2;33~", "!"), (b"\x1b[27;6;9~", "ctrl-shift-tab"),
    (b"\x1b[27;2;9~", "shift-tab"), (b"\x1b[27;9;97~", ""), (b"\x1b[27;5~", ""), (b"\x1b[27~", ""), (b"\x1b[>1;5A", ""),
    // ESC and a letter in one byte, and as UTF-8 has it.
    (b"\x9bA", "up"), (b"\x9b1;5A", "ctrl-up"), (b"\x8fP", "f1"), (b"\x8fA", "up"), (b"\x9b5~", "pgup"), (b"\x9bM", "f1"),
    (b"\xc2\x9bB", "down"), (b"\xc2\x8fQ", "f2"), (b"\x1b\x9bA", "alt-up"), (b"\x9d11;rgb:00/00/00\x9c", "dark"),
    (b"\x90>|xterm\x9c", ""), (b"\x84", ""), (b"\xc2\x84", ""),
    // The focus.
    (b"\x1b[I", ""), (b"\x1b[O", ""), (b"\x1b[I\x1b[O\x1b[I", ""),
    // The mouse: SGR, the oldest way, urxvt.
    (b"\x1b[<0;40;12M", "Click(39,11)"), (b"\x1b[<0;40;12m", ""), (b"\x1b[<64;1;1M", "WheelUp(0,0)"), (b"\x1b[<35;4;4M", ""),
    (b"\x1b[<65;1;1M", "WheelDown(0,0)"), (b"\x1b[<32;41;12M", ""), (b"\x1b[<2;4;4M", ""), (b"\x1b[<0;0;0M", ""),
    (b"\x1b[<4;3;3M", "Click(2,2)"), (b"\x1b[<128;3;3M", ""), (b"\x1b[<0;3M", ""), (b"\x1b[<0;40;12q", ""),
    (b"\x1b[M !!", "Click(0,0)"), (b"\x1b[M`qd", "WheelUp(80,67)"), (b"\x1b[M#dq", ""), (b"\x1b[M \x00d", ""),
    (b"\x1b[MddD", "WheelUp(67,35)"), (b"\x1b[M \xe9\xe9", "Click(200,200)"), (b"\x1b[32;10;20M", "Click(9,19)"), (b"\x1b[35;10;20M", ""),
    (b"\x1b[96;10;20M", "WheelUp(9,19)"), (b"\x1b[1;2M", ""),
    // Answers of the terminal.
    (b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07", "dark"), (b"\x1b]11;rgb:ff/ff/f0\x1b\\", "light"), (b"\x1b]11;rgba:0/0/0/f\x07", "dark"),
    (b"\x1b]10;rgb:ffff/ffff/ffff\x07", ""), (b"\x1b]11;dark\x07", ""), (b"\x1b]52;c;ZHEK\x1b\\", ""), (b"\x1b]11;rgb:1e1e/1e", ""),
    (b"\x1b[?1;2c", ""), (b"\x1b[?62;4c", ""), (b"\x1b[>41;354;0c", ""), (b"\x1b[0n", ""), (b"\x1b[3n", ""), (b"\x1b[24;80R", ""),
    (b"\x1b[1;1R", ""), (b"\x1b[1;80R", ""), (b"\x1b[?24;80R", ""), (b"\x1b[?2026;2$y", ""), (b"\x1b[4;1$y", ""),
    (b"\x1bP>|XTerm(354)\x1b\\", ""), (b"\x1bP1$r0m\x1b\\", ""), (b"\x1bP1+r544e=787465726d\x1b\\", ""), (b"\x1b_Gi=1;OK\x1b\\", ""),
    (b"\x1bX dq \x1b\\", ""), (b"\x1b^dq\x1b\\", ""), (b"\x1b[8;40;120t", ""), (b"\x1b[?997;1n", ""), (b"\x1bP1$r0m", ""),
    // Pastes.
    (b"\x1b[200~dq\r\x1b[201~", "paste(dq\r)"), (b"\x1b[200~a\x1b[Ab\x1b[201~", "paste(a\u{1b}[Ab)"),
    (b"\x1b[200~a\x1b[201~dq\r\x1b[201~", "paste(a) paste(dq\r)"), (b"\x1b[200~a\x1b[201~\x1b[201~", "paste(a)"),
    (b"\x1b[200~a\x1b[201~d\x1b[201~d\x1b[201~", "paste(a) paste(d) paste(d)"),
    (b"\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~", "paste(a) paste(b)"), (b"\x1b[200~\x1b[200~a\x1b[201~", "paste(\u{1b}[200~a)"),
    (b"\x1b[201~", ""),
    // Noise: no UTF-8, too long for what it says, surrogates, controls within a sequence, and what no terminal sends.
    (b"\xff\xfe", ""), (b"\xc0\xaf", ""), (b"\xc1\xa4", ""), (b"\xe0\x81\xa4", ""), (b"\xf0\x80\x81\xa4", ""), (b"\xed\xa0\x80", ""),
    (b"\xf4\x90\x80\x80", ""), (b"\xd7", ""), (b"\xe2\x82", ""), (b"\x80\xbf", ""), (b"\x1b[\rB", ""), (b"\x1b[1;\r5A", ""),
    (b"\x1b[1\x03;5A", ""), (b"\x1bO\rA", ""), (b"\x1b[<0;4\x000;12M", ""), (b"\x1b[\x7fA", ""), (b"\x1b[1;\xd7\xa95A", ""),
    (b"\x1b[99;9;9$z", ""), (b"\x1b[1;", ""), (b"\x1b[", ""), (b"\x1bO", ""), (b"\x1b[1;5\x1b[B", "down"), (b"\x1bO\x1b[B", "down"),
    (b"\x1b[1;0A", "up"), (b"\x1b[1;999A", ""), (b"\x1b[;5A", "ctrl-up"), (b"\x1b[1:2:3A", "up"), (b"\x1b[!p", ""), (b"\x1b[<A", ""),
];

/// What is held, as the number of a sequence says it, before the name of a key.
fn with(number: u32, name: &str) -> String {
    let bits = number - 1;
    let words = [(4, "ctrl-"), (2, "alt-"), (1, "shift-")].into_iter().filter(|(bit, _)| bits & bit != 0);
    words.map(|(_, word)| word).chain([name]).collect()
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<Case> = SINGLE.iter().map(|(bytes, name)| (bytes.to_vec(), (*name).to_owned())).collect();
    let mut add = |bytes: String, name: String| cases.push((bytes.into_bytes(), name));
    for (letter, name) in LETTERS {
        add(format!("\x1b[{letter}"), (*name).to_owned());
        add(format!("\x1bO{letter}"), (*name).to_owned());
        add(format!("\x1b\x1b[{letter}"), with(3, name));
        add(format!("\x1b[1;10{letter}"), String::new());
    }
    for (letter, name) in ARROWS {
        let small = letter.to_ascii_lowercase();
        add(format!("\x1bO{small}"), with(5, name));
        add(format!("\x1b[{small}"), with(2, name));
        add(format!("\x1b\x1bO{small}"), with(7, name));
        add(format!("\x1b\x1b[{small}"), with(4, name));
    }
    for (letter, name) in FIRST {
        add(format!("\x1bO{letter}"), (*name).to_owned());
        add(format!("\x1b\x1bO{letter}"), with(3, name));
    }
    for (number, name) in NUMBERS {
        add(format!("\x1b[{number}~"), (*name).to_owned());
        add(format!("\x1b\x1b[{number}~"), with(3, name));
        for (last, held) in [('$', 2), ('^', 5), ('@', 6)] {
            add(format!("\x1b[{number}{last}"), with(held, name));
            add(format!("\x1b\x1b[{number}{last}"), with(held + 2, name));
        }
    }
    for held in 2..=8 {
        for (letter, name) in LETTERS.iter().chain(FIRST) {
            add(format!("\x1b[1;{held}{letter}"), with(held, name));
            add(format!("\x1bO{held}{letter}"), with(held, name));
            add(format!("\x1bO1;{held}{letter}"), with(held, name));
        }
        for (letter, name) in LETTERS {
            add(format!("\x1b[{held}{letter}"), with(held, name));
        }
        for (number, name) in NUMBERS {
            add(format!("\x1b[{number};{held}~"), with(held, name));
        }
        for (code, name) in SPELLED {
            add(format!("\x1b[{code};{held}u"), with(held, name));
            add(format!("\x1b[27;{held};{code}~"), with(held, name));
            add(format!("\x1b[{code};{held}:3u"), String::new());
        }
    }
    cases
}

#[test]
fn a_sequence_is_its_key_however_it_comes() {
    for (bytes, name) in cases() {
        let check = |way: &str, pieces: &[Piece<'_>]| {
            assert_eq!(named(&heard(pieces)), name, "{:?} {way}", String::from_utf8_lossy(&bytes));
        };
        check("whole", &[(0, &bytes)]);
        for pause in [0, 60] {
            let single: Vec<Piece<'_>> = bytes.chunks(1).map(|byte| (pause, byte)).collect();
            check(&format!("byte by byte, {pause} ms"), &single);
            for at in 1..bytes.len() {
                let (first, rest) = bytes.split_at(at);
                check(&format!("cut at {at}, {pause} ms"), &[(0, first), (pause, rest)]);
            }
        }
    }
}

#[test]
fn what_follows_a_sequence_is_a_key_of_its_own() {
    for (bytes, name) in cases() {
        let expected = match bytes.as_slice() {
            // An ESC before a sequence is held with it.
            b"\x1b" => "alt-down".to_owned(),
            b"\x1b\x1b" => "esc alt-down".to_owned(),
            _ if name.is_empty() => "down".to_owned(),
            _ => format!("{name} down"),
        };
        assert_eq!(named(&heard(&[(0, &bytes), (0, b"\x1b[B")])), expected, "{:?}", String::from_utf8_lossy(&bytes));
    }
}

/// What comes after an ESC that was given up on.
#[test]
fn the_rest_of_a_torn_sequence_is_no_key_of_its_own() {
    let cases: &[(&[Piece<'_>], &str)] = &[
        (&[(0, b"\x1b"), (200, b"[B")], "esc down"),
        (&[(0, b"\x1b"), (200, b"OB")], "esc down"),
        (&[(0, b"\x1b"), (200, b"[B\x1b[B")], "esc down down"),
        (&[(0, b"\x1b"), (200, b"["), (10, b"1;5"), (10, b"B")], "esc ctrl-down"),
        (&[(0, b"\x1b"), (200, b"[1;5"), (700, b"B")], "esc ctrl-down"),
        (&[(0, b"\x1b["), (700, b"B")], "down"),
        (&[(0, b"\x1b["), (700, b"B"), (10, b"B")], "down B"),
        (&[(0, b"\x1b[<0;40"), (700, b";12M")], "Click(39,11)"),
        (&[(0, b"\x1b]11;rgb:1e1e/"), (700, b"1e1e/1e1e\x07")], "dark"),
        (&[(0, b"\x1b"), (200, b"]11;rgb:1e1e/1e1e/1e1e\x07")], "esc dark"),
        (&[(0, b"\x1b"), (200, b"P>|q\x1b\\")], "esc"),
        (&[(0, b"\x1b"), (200, b"[200~dq\x1b[201~")], "esc paste(dq)"),
        (&[(0, b"\x1b[M"), (700, b" !!")], "f1 Click(0,0)"),
        (&[(0, b"\xd7"), (700, b"\xa9")], "ש"),
        // Somebody who goes on after Esc.
        (&[(0, b"\x1b"), (200, b"[")], "esc ["),
        (&[(0, b"\x1b"), (200, b"["), (150, b"j")], "esc [ j"),
        (&[(0, b"\x1b"), (200, b"O"), (150, b"A")], "esc O A"),
        (&[(0, b"\x1b"), (200, b"P"), (10, b"j")], "esc P j"),
        (&[(0, b"\x1b"), (200, b"]")], "esc ]"),
        (&[(0, b"\x1b"), (200, b"x")], "esc x"),
        (&[(0, b"\x1b"), (200, b"\x1b[B")], "esc down"),
        (&[(0, b"\x1b"), (200, b"\x1b")], "esc esc"),
        (&[(0, b"\x1b[1;"), (700, b"\x1b[B")], "down"),
        (&[(0, b"\x1bP"), (700, b"j")], "j"),
        (&[(0, b"\x1b[200~a\x1b[201~"), (50, b"j")], "paste(a) j"),
        (&[(0, b"\x1b[200~a\x1b[201~"), (200, b"dq\x1b[201~")], "paste(a) paste(dq)"),
        (&[(0, b"\x1b[200~a\x1b[201~d"), (200, b"q\x1b[201~")], "paste(a) paste(dq)"),
    ];
    for (pieces, expected) in cases {
        assert_eq!(named(&heard(pieces)), *expected, "{pieces:?}");
    }
}

#[test]
fn the_patience_is_as_set() {
    for (set, short, long) in [(10, 10, 500), (100, 100, 500), (1000, 1000, 1000)] {
        let mut ear = Ear::new(Duration::from_millis(set));
        assert_eq!(ear.patience(), None);
        ear.hear(b"\x1b", clock::now());
        assert_eq!(ear.patience(), Some(Duration::from_millis(short)));
        ear.hear(b"[", clock::now());
        assert_eq!(ear.patience(), Some(Duration::from_millis(long)));
    }
}

/// A session on a map that may be written, with the cursor on a touchpoint, where most letters are commands.
fn opened() -> (TempDir, Rehearsal) {
    let folder = TempDir::new().expect("a folder");
    for file in ["journey.toml", "responses.csv"] {
        fs::copy(format!("maps/airport/{file}"), folder.path().join(file)).expect("copied");
    }
    let root = Root::open(folder.path(), Outside::Refuse).expect("opened");
    let start = Start {
        only: crate::journey::Segment::default(),
        folder: "airport".to_owned(),
        is_proposal: false,
        tables: Vec::new(),
        is_single: true,
        maps: vec![root.only_map().expect("one map")],
        settings: Settings::default(),
        findings: Vec::new(),
        settings_file: String::new(),
        today: date(2026, 9, 1),
        size: Size::new(40, 12),
        standup: None,
        is_printed: false,
        is_recalled: false,
    };
    let stamp = Stamp { date: start.today, by: None };
    let mut session = Rehearsal::open(root, start, Look::default()).signing(stamp);
    assert!(session.play(&Key::sequence("2 j").expect("keys")));
    (folder, session)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "as somebody else reads it")]
fn what_is_torn_for_good_changes_no_map_and_quits_nothing() {
    let (folder, session) = opened();
    let read = || fs::read_to_string(folder.path().join("journey.toml")).expect("a text");
    let before = read();
    let mut torn: BTreeMap<String, (Vec<Input>, Vec<u8>)> = BTreeMap::new();
    for (bytes, name) in cases() {
        // A sequence for a letter is that letter.
        if name.chars().count() == 1 {
            continue;
        }
        // A letter after ESC is one key with alt or two without, and nobody can tell a slow line from a slow hand.
        if matches!(bytes.as_slice(), [0x1b, rest, ..] if !b"\x1b[O]PX^_".contains(rest)) {
            continue;
        }
        for at in 1..bytes.len() {
            let (first, rest) = bytes.split_at(at);
            let inputs = heard(&[(0, first), (200, rest)]);
            torn.entry(named(&inputs)).or_insert((inputs, bytes.clone()));
        }
    }
    assert!(torn.len() > 100, "too little was torn: {}", torn.len());
    for (name, (inputs, bytes)) in torn {
        let mut session = session.clone();
        let goes_on = inputs.into_iter().filter_map(Given::of).all(|given| session.give(given).is_none());
        assert!(goes_on, "{:?} is {name} and leaves", String::from_utf8_lossy(&bytes));
        assert!(read() == before, "{:?} is {name} and changes the map", String::from_utf8_lossy(&bytes));
    }
    // Whether anything would be seen at all.
    let mut session = session.clone();
    assert!(session.play(&Key::sequence("d").expect("keys")));
    assert!(read() != before, "a touchpoint cannot be deleted");
}

#[test]
fn what_no_terminal_sends_is_no_key_of_rxvt_and_a_letter() {
    for number in [0, 1, 4, 7, 20, 23, 34, 35] {
        assert_eq!(named(&heard(&[(0, format!("\x1b[{number}$d").as_bytes())])), "", "{number}");
    }
    assert_eq!(named(&heard(&[(0, b"\x1b[7$"), (150, b"d")])), "shift-home d", "that is what rxvt sends");
}

#[test]
fn what_is_longer_than_any_sequence_is_no_key_up_to_a_pause() {
    for (begin, noise, end) in
        [("\x1b[", "9", "d"), ("\x1b_", "d", "\x1b\\"), ("\x1bP", "x", "d"), ("\x1b]52;c;", "Q", "\x07")]
    {
        for n in [4_000, 4_096, 8_185, 8_193, 20_000] {
            let bytes = [begin, &noise.repeat(n), end].concat();
            let pieces: Vec<Piece<'_>> = bytes.as_bytes().chunks(4_096).map(|piece| (1, piece)).collect();
            let told = named(&heard(&[&pieces[..], &[(700, b"j")]].concat()));
            assert_eq!(told, "j", "{begin:?} and {n} bytes");
        }
    }
}

#[test]
fn a_sequence_without_an_end_lets_go_of_the_keyboard() {
    let typed: Vec<Piece<'_>> =
        std::iter::once((0, b"\x1b[1".as_slice())).chain((0..20).map(|_| (250, b"!".as_slice()))).collect();
    let n = heard(&typed).len();
    assert!((7..20).contains(&n), "{n} of 20 keys were heard");
    assert_eq!(named(&heard(&[(0, b"\x1b[Mab"), (3_000, b"?")])), "?", "half a report of the mouse is long gone");
}
