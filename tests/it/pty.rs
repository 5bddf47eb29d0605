//! The real binary on a pseudo terminal: what it shows, and how it leaves the terminal behind.
//! No sleeps: every wait is for something on the screen, with a deadline.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

pub(crate) mod bakery;
mod editor;
mod keys;
mod leaving;
mod paste;
mod plain;
mod standup;
pub(crate) mod terminal;
mod words;

use rustix::process::Signal;
use terminal::{Start, Terminal, text};

const AIRPORT: &str = "maps/airport";
const DOWN: &[u8] = b"\x1b[B";
const CONTROL_Z: &[u8] = b"\x1a";

/// The airport with all its numbers.
#[track_caller]
fn airport(start: Start) -> Terminal {
    let mut terminal = start.open();
    until_read(&mut terminal);
    terminal
}

/// Waits until the airport is there with all its numbers.
#[track_caller]
fn until_read(terminal: &mut Terminal) {
    terminal.until("the numbers", |screen| {
        let shown = text(screen);
        screen.alternate_screen() && shown.contains("2,650") && !shown.contains("reading ")
    });
}

#[test]
fn it_walks_resizes_quits_and_leaves_the_terminal_as_it_was() {
    let mut terminal = airport(Start::cjm(&[AIRPORT]));
    assert!(terminal.is_raw());
    assert!(terminal.screen().alternate_screen());
    terminal.press_and_see(DOWN);
    terminal.press_and_see(b"\x1b[C");
    terminal.press_and_see(b"?");
    terminal.press_and_see(b"\x1b");
    for (columns, rows) in [(80, 24), (40, 12), (120, 40)] {
        terminal.resize(columns, rows);
        // The footer is the last row at every size.
        terminal.until("a frame of the new size", |screen| {
            let last = screen.rows(0, columns).nth(usize::from(rows) - 1).unwrap();
            last.contains("help") || last.contains("move")
        });
    }
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
    terminal.check_left_clean();
}

#[test]
fn a_signal_ends_it_with_the_terminal_restored() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129), (Signal::QUIT, 131)] {
        let mut terminal = airport(Start::cjm(&[AIRPORT]));
        terminal.signal(signal);
        assert_eq!(terminal.until_gone(), code, "{signal:?}");
        terminal.check_left_clean();
    }
}

#[test]
fn a_closed_window_ends_it() {
    let mut terminal = airport(Start::cjm(&[AIRPORT]));
    terminal.hang_up(DOWN);
    assert_eq!(terminal.until_gone(), 129);
}

#[test]
fn a_closed_line_without_a_signal_ends_it_too() {
    let mut terminal = airport(Start::cjm(&[AIRPORT]).without_signals());
    terminal.hang_up(DOWN);
    assert_eq!(terminal.until_gone(), 129);
}

#[test]
fn control_z_gives_the_shell_back_and_fg_the_screen() {
    let mut shell = Start::program("sh").variable("PS1", "ready> ").open();
    shell.press(format!("set -m; '{}' {AIRPORT}\n", env!("CARGO_BIN_EXE_cjm")).as_bytes());
    until_read(&mut shell);
    let shown = shell.text();
    shell.press(CONTROL_Z);
    shell.until_shown("Stopped");
    shell.check_left_clean();
    shell.press(b"fg\n");
    shell.until("the screen as it was", |screen| screen.alternate_screen() && text(screen) == shown);
    assert!(shell.is_raw());
    shell.press(b"q");
    shell.check_left_clean();
    shell.press(b"exit 0\n");
    shell.until_gone();
}

#[test]
fn no_color_means_no_color_and_still_a_selection() {
    let mut terminal = airport(Start::cjm(&[AIRPORT]).variable("NO_COLOR", "1"));
    terminal.press_and_see(DOWN);
    let sequences = styles(terminal.raw());
    assert!(!sequences.is_empty(), "there is no style at all");
    for sequence in &sequences {
        let is_color = |code: &str| code.parse().is_ok_and(|code: u8| matches!(code, 30..=38 | 40..=48 | 90..=107));
        assert!(!sequence.split(';').any(is_color), "CSI {sequence} m sets a color");
    }
    let is_reverse = |sequence: &String| sequence.split(';').any(|code| code == "7");
    assert!(sequences.iter().any(is_reverse), "the selection cannot be seen: {sequences:?}");
}

/// The parameters of every `CSI ... m`.
fn styles(raw: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(raw);
    let sequences = text.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !matches!(c, '0'..='9' | ';'))?;
        rest.get(end..)?.starts_with('m').then(|| rest.get(..end).map(str::to_owned))?
    });
    sequences.collect()
}

#[test]
fn only_modes_that_a_laggy_line_bears_are_asked_for() {
    let terminal = airport(Start::cjm(&[AIRPORT]));
    for (mode, is_wanted) in
        [("?1000h", true), ("?1002h", true), ("?1006h", true), ("?1003h", false), ("?1015h", false)]
    {
        assert_eq!(terminal.count(format!("\x1b[{mode}").as_bytes()) > 0, is_wanted, "{mode}");
    }
    assert_eq!(terminal.count(b"\x1b[6n"), 0, "it asks where the cursor is");
    let mut quiet = airport(Start::cjm(&[AIRPORT, "--no-mouse"]));
    assert_eq!(quiet.count(b"\x1b[?1000h"), 0, "the mouse is taken though it may not");
    quiet.press(b"q");
    assert_eq!(quiet.until_gone(), 0);
}

#[test]
fn a_key_that_changes_nothing_draws_nothing() {
    let mut terminal = airport(Start::cjm(&[AIRPORT, "--theme", "dark"]));
    terminal.press_and_see(DOWN);
    let n_frames = terminal.count(b"\x1b[?2026h");
    // Unbound, a release, and an answer to a question nobody asked; then one key that does something.
    terminal.press(b"\x1b[24~");
    terminal.press(b"\x1b[106;1:3u");
    terminal.press(b"\x1b[?62c");
    terminal.press_and_see(b"?");
    assert_eq!(terminal.count(b"\x1b[?2026h"), n_frames + 1);
}

#[test]
fn an_escape_torn_in_two_never_quits() {
    let mut terminal = airport(Start::cjm(&[AIRPORT]));
    for piece in [b"\x1b".as_slice(), b"[", b"B", b"\x1b", b"O", b"A", b"\x1b", b"\x1b"] {
        terminal.press(piece);
    }
    terminal.press_and_see(b"?");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.until_gone(), 143);
}

#[test]
fn the_answer_about_the_background_is_no_key() {
    let mut terminal = airport(Start::cjm(&[AIRPORT]));
    assert_eq!(terminal.count(b"\x1b]11;?\x1b\\"), 1, "it does not ask");
    let (before, n_frames) = (terminal.text(), terminal.count(b"\x1b[?2026h"));
    terminal.press(b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    terminal.until_drawn(n_frames + 1);
    assert_eq!(terminal.text(), before, "the answer was taken for keys");
    terminal.press_and_see(DOWN);
    terminal.press(b"\x1b[A");
    terminal.until("the screen as it was", |screen| text(screen) == before);
}

#[test]
fn a_line_that_does_not_know_its_size_is_taken_for_80_by_24() {
    let mut terminal = airport(Start::cjm(&[AIRPORT]).size(0, 0));
    let rows: Vec<String> = terminal.screen().rows(0, 80).collect();
    assert!(!rows[23].trim().is_empty(), "the last row is empty:\n{}", terminal.text());
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
}

#[test]
fn a_terminal_of_one_cell_can_be_left() {
    let mut terminal = Start::cjm(&[AIRPORT]).size(1, 1).open();
    terminal.until("the other screen", vt100::Screen::alternate_screen);
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
    terminal.check_left_clean();
}

#[test]
fn a_file_changed_on_disk_is_reloaded_in_place_and_a_broken_one_keeps_the_view() {
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/maps/toys")).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let map = folder.path().join("journey.toml");
    let text = std::fs::read_to_string(&map).unwrap();
    let title = text.lines().find(|line| line.starts_with("title = ")).unwrap().to_owned();
    let mut terminal = Start::cjm(&[map.to_str().unwrap()]).open();
    terminal.until("the first stage", |screen| self::text(screen).contains("▸"));
    let selected = |screen: &vt100::Screen| {
        let rows = self::text(screen);
        rows.lines().find(|row| row.contains('▸')).map(|row| row.split("  ").next().unwrap_or_default().to_owned())
    };
    let first = selected(terminal.screen());
    terminal.press(DOWN);
    terminal.until("the next touchpoint", |screen| selected(screen) != first);
    let before = selected(terminal.screen());
    std::fs::write(&map, text.replace(&title, "title = \"Another name\"")).unwrap();
    terminal.until_shown("Another name");
    assert_eq!(selected(terminal.screen()), before, "the selection moved");
    std::fs::write(&map, "[journey\ntitle").unwrap();
    terminal.until("the place of the fault", |screen| self::text(screen).contains("journey.toml:1:"));
    assert!(terminal.text().contains("Another name"), "the last good view is gone");
    std::fs::write(&map, &text).unwrap();
    terminal.until("the map as it was", |screen| {
        !self::text(screen).contains("Another name") && !self::text(screen).contains("journey.toml:1:")
    });
    terminal.press(b"q");
    assert_eq!(terminal.until_gone(), 0);
}
