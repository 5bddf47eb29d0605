//! The explorer on naughty maps: every screen of it, without a terminal and on a real one.
//! Must not know how a frame is made. Invariant: every cell is looked at.

use std::collections::BTreeSet;

use cjm::app::key::Code;
use cjm::app::{Key, Size};
use cjm::terminal::Rehearsal;
use naughty_strings::BLNS;

use super::harm::{self, is_numbers, without};
use super::scribe::Scribe;
use super::{Library, save, worst};
use crate::pty::terminal::Start;
use crate::session::{LARGE, USUAL, open, play, resize, text};

/// Every screen, by keys; each goes on where the one before was.
const SCREENS: &[&str] = &[
    "", "enter", "1", "2", "p", "t", "m", "z", "z", "i", "G", "i", "!", "pgdn", "enter", "?", "pgdn", "esc", ":",
    "esc", "/", "pgdn", "esc", "w", "H",
];

#[track_caller]
fn walk(name: &str, session: &mut Rehearsal, size: Size) {
    resize(session, size);
    for keys in SCREENS {
        play(session, keys);
        harm::check_frame(&format!("{name} after {keys}"), session.cells());
    }
}

/// Goes down the detail until nothing more comes.
#[track_caller]
fn scroll(name: &str, session: &mut Rehearsal) -> usize {
    play(session, "enter enter 3 g");
    let mut n_frames = 0;
    loop {
        let before = text(session);
        play(session, "pgdn");
        harm::check_frame(name, session.cells());
        n_frames += 1;
        if text(session) == before {
            return n_frames;
        }
    }
}

#[test]
fn every_screen_of_naughty_maps_is_harmless() {
    let library = Library::write();
    for map in library.paths() {
        let name = map.to_string_lossy();
        let mut session = open(map, USUAL);
        for size in [USUAL, LARGE] {
            walk(&name, &mut session, size);
            scroll(&name, &mut session);
        }
    }
}

#[test]
fn naughty_words_are_typed_without_harm() {
    let library = Library::write();
    let mut session = open(&library.sound[0].0, USUAL);
    play(&mut session, "/");
    let every: BTreeSet<char> = BLNS.iter().flat_map(|odd| odd.chars()).collect();
    for typed in every.into_iter().collect::<Vec<_>>().chunks(24) {
        for c in typed {
            assert!(session.press(Key::from(Code::Char(*c))));
        }
        harm::check_frame(&format!("{typed:?}"), session.cells());
        play(&mut session, "ctrl-u");
    }
}

#[test]
fn a_real_terminal_gets_nothing_naughty() {
    let folder = tempfile::tempdir().unwrap();
    // The worst of the list in one map.
    let worst = worst();
    assert!(worst.len() > 10);
    let mut scribe = Scribe::new(&worst);
    let map = save(folder.path(), "\x1b]0;journey\x07.toml", &scribe.sound_map());
    let answers = save(folder.path(), "answers.csv", &scribe.answers());
    // What was written just now is read twice.
    for path in [&map, &answers] {
        let file = std::fs::File::options().write(true).open(path).unwrap();
        file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(60)).unwrap();
    }
    let mut terminal = Start::cjm(&[map.to_str().unwrap()]).size(80, 24).open();
    // From here on only keys change the screen.
    terminal.until("all that there is to read", |screen| {
        screen.contents().contains("lists them") && !screen.contents().contains("reading")
    });
    for keys in [b"\r".as_slice(), b"G", b"i", b"!", b"\x1b", b"/"] {
        terminal.press_and_see(keys);
    }
    terminal.until_shown("find");
    for odd in &worst {
        terminal.press(b"\x1b[200~");
        terminal.press(odd.replace('\x1b', "").as_bytes());
        terminal.press(b"\x1b[201~");
    }
    // control-u, then something that shows.
    terminal.press(b"\x15done");
    terminal.until_shown("/ done");
    terminal.press(b"\x1b");
    // Sooner, it would be taken for alt-q.
    terminal.until("the list closed", |screen| !screen.contents().contains("/ done"));
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
    terminal.check_left_clean();
    check_written(terminal.raw());
}

/// Nothing but text, our own sequences, and the line breaks that move the cursor.
#[track_caller]
fn check_written(raw: &[u8]) {
    let written = String::from_utf8(raw.to_vec()).unwrap().replace("\x1b]11;?\x1b\\", "");
    let is_ours = |sequence: &str| {
        let modes = ["?2026", "?1000", "?1002", "?1006", "?1004", "?2004", "?1049", "?25", "8"];
        let is_switch = sequence.strip_suffix(['h', 'l']).is_some_and(|mode| modes.contains(&mode));
        // Styles, the cursor, and wiping what is right of it or everything.
        let is_motion = sequence.strip_suffix(['m', 'H', 'C', 'K', 'J']).is_some_and(is_numbers);
        is_switch || is_motion
    };
    let rest = without(&written, is_ours).replace(['\r', '\n'], "");
    harm::check_text("the terminal", &rest);
    assert!(rest.chars().count() > 1_000, "hardly anything was written");
}

#[test]
fn names_longer_than_any_screen_are_cut() {
    let (long, blank, wide) = ("x".repeat(66_000), " ".repeat(70_000), "旅".repeat(33_000));
    let map = format!(
        "[journey]\ntitle = \"{long}\"\n[[stage]]\nid = \"s\"\nname = \"{wide}\"\n[[stage.touchpoint]]\nid = \"t\"\n\
         name = \"{long}\"\nmoment_of_truth = true\nchannel = \"{wide}\"\ndoes = \"a{blank}b\"\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let mut session = open(save(folder.path(), "journey.toml", &map), USUAL);
    for size in [Size::new(40, 12), LARGE] {
        resize(&mut session, size);
        for keys in ["enter enter", "z", "i", "/", "esc esc"] {
            play(&mut session, keys);
            harm::check_frame(keys, session.cells());
        }
    }
}
