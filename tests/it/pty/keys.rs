//! Keys that come in pieces, as slow lines deliver them. What each sequence is, is told beside the decoder.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::bakery::copy_of_maps;
use super::terminal::{Start, Terminal, text};

/// As long as it takes a usual reader to give up on an ESC.
const A_MOMENT: Duration = Duration::from_millis(4);
/// Longer than our own reader waits after an ESC.
const TOO_LONG: Duration = Duration::from_millis(200);

/// The explorer with the cursor on a touchpoint, where most letters are commands.
#[track_caller]
fn open(folder: &str, more: &[&str]) -> Terminal {
    let arguments: Vec<&str> = [folder].iter().chain(more).copied().collect();
    let start = Start::cjm(&arguments).left_at(Path::new(folder).join("journey.toml"), "arrive", "ease_getto");
    let mut terminal = start.open();
    super::until_read(&mut terminal);
    terminal.press(b"2j");
    terminal.until_shown("▸ Signs on the roads");
    terminal
}

#[test]
fn an_arrow_whose_escape_comes_early_is_an_arrow() {
    let mut terminal = open("maps/airport", &[]);
    for (arrow, until) in [(b"[B", "▸ Parking shuttle"), (b"OA", "▸ Signs on the roads")] {
        for _ in 0..3 {
            terminal.press(b"\x1b");
            terminal.see(A_MOMENT);
            terminal.press(arrow);
        }
        terminal.until_shown(until);
    }
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
}

#[test]
fn what_is_torn_for_good_changes_no_map_and_quits_nothing() {
    let folder = copy_of_maps("airport");
    let map = folder.path().join("journey.toml");
    let before = fs::read_to_string(&map).unwrap();
    let mut terminal = open(folder.path().to_str().unwrap(), &[]);
    let pieces: &[[&[u8]; 2]] = &[
        [b"\x1b", b"[B"],
        [b"\x1b", b"OA"],
        [b"\x1b\x1b", b"[B"],
        [b"\x1b[1;", b"5A"],
        [b"\x1b", b"O2P"],
        [b"\x1b", b"[7$"],
        [b"\x1b", b"[27;5;100~"],
        [b"\x1b", b"[<0;40;12M"],
        [b"\x1b[M", b" dq"],
        [b"\x1b", b"]11;rgb:dddd/dddd/dddd\x07"],
        [b"\x1b", b"P>|dq\x1b\\"],
        [b"\x1b", b"[24;80R"],
        [b"\x9b", b"1;5D"],
        [b"\x1b", b"[200~dq\r\x1b[201~"],
        [b"\x1b[200~a\x1b[201~", b"dq\r\x1b[201~"],
    ];
    for piece in pieces.iter().flatten() {
        terminal.press(piece);
        terminal.see(TOO_LONG);
    }
    terminal.press_until(b"?", |screen| text(screen).contains("Go to the stage before"));
    terminal.press_and_see(b"\x1b");
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
    assert_eq!(fs::read_to_string(&map).unwrap(), before);
}

#[test]
fn how_long_an_escape_waits_is_as_set() {
    let folder = tempfile::tempdir().unwrap();
    let settings = folder.path().join("config.toml");
    fs::write(&settings, "escape_ms = 1000\n").unwrap();
    let mut terminal = open("maps/airport", &["--config", settings.to_str().unwrap()]);
    terminal.press_and_see(b"?");
    for piece in [b"\x1b".as_slice(), b"[B"] {
        terminal.press(piece);
        terminal.see(TOO_LONG);
    }
    assert!(terminal.text().contains("Go to the stage before"), "Esc closed the help:\n{}", terminal.text());
    terminal.press_and_see(b"\x1b");
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
}
