//! Text that is pasted without marks, as a console, a serial line and `tmux paste-buffer` do it.

use std::fs;

use tempfile::TempDir;

use super::bakery::copy_of_maps;
use super::terminal::{Start, Terminal, text};

const IGNORED: &str = "this looks like pasted text: ignored";

const MAIL: &str = "Dear all,\nplease add the following to the next standup: Dana saw that the\nescalator exit was closed \
                    again on Saturday. Expected delay 10 minutes.\nKind regards,\nRuth\n";
const CODE: &str = "def add(x, y):\n    return x + y\nprint(add(1, 2))\nquit()\n";

/// The explorer on a copy of the airport, with the cursor on a touchpoint.
struct Airport {
    folder: TempDir,
    before: String,
    terminal: Terminal,
}

impl Airport {
    #[track_caller]
    fn open() -> Self {
        let folder = copy_of_maps("airport");
        let before = fs::read_to_string(folder.path().join("journey.toml")).unwrap();
        let start = Start::cjm(&[folder.path().to_str().unwrap()]);
        let mut terminal = start.left_at(folder.path().join("journey.toml"), "arrive", "ease_getto").open();
        super::until_read(&mut terminal);
        terminal.press(b"2j");
        terminal.until_shown("▸ Signs on the roads");
        Self { folder, before, terminal }
    }

    fn text(&self) -> String {
        fs::read_to_string(self.folder.path().join("journey.toml")).unwrap()
    }

    /// What is pasted is refused; keys are heard after it, and nothing was changed.
    #[track_caller]
    fn check_refused(mut self, pieces: &[&str]) {
        for piece in pieces {
            self.terminal.press(piece.as_bytes());
        }
        self.terminal.until_shown(IGNORED);
        // A key that comes at once would be of the paste; whatever was obeyed of it is seen by then.
        self.terminal.press_until(b"?", |screen| text(screen).contains("Go to the stage before"));
        assert_eq!(self.text(), self.before);
        self.terminal.press_and_see(b"\x1b");
        self.terminal.press(b"q");
        assert_eq!(self.terminal.until_gone(), 0);
        assert_eq!(self.text(), self.before);
    }
}

#[test]
fn a_mail_is_not_obeyed() {
    Airport::open().check_refused(&[MAIL]);
    Airport::open().check_refused(&[&MAIL.replace('\n', "\r")]);
}

#[test]
fn a_program_is_not_obeyed() {
    Airport::open().check_refused(&[CODE]);
    Airport::open().check_refused(&[&CODE.replace('\n', "\r")]);
}

#[test]
fn a_long_text_in_many_reads_is_not_obeyed() {
    Airport::open().check_refused(&[&MAIL.repeat(60)]);
    let pieces: Vec<&str> = MAIL.split_inclusive(' ').collect();
    Airport::open().check_refused(&pieces);
}

#[test]
fn a_quick_hand_is_obeyed() {
    let mut airport = Airport::open();
    airport.terminal.press(b"jjjj");
    airport.terminal.until_shown("▸ Parking shuttle");
    airport.terminal.press(b"kkkkk");
    airport.terminal.until_shown("▸ Way to the airport");
    // To the next stage, its touchpoint deleted, and out.
    airport.terminal.press(b"ldq");
    assert_eq!(airport.terminal.until_gone(), 0);
    assert!(!airport.terminal.text().contains(IGNORED));
    assert!(airport.text().len() < airport.before.len(), "nothing was deleted");
}

#[test]
fn where_one_types_it_is_typed_and_its_line_feeds_save_nothing() {
    let mut airport = Airport::open();
    airport.terminal.press_and_see(b"e");
    airport.terminal.press(CODE.replace('\n', "\r").as_bytes());
    airport.terminal.until_shown("quit()");
    assert_eq!(airport.text(), airport.before);
    airport.terminal.press_until(b"\r", |screen| text(screen).contains("saved: "));
    assert_eq!(airport.text().lines().count(), airport.before.lines().count(), "a line feed reached the map");
    assert!(airport.text().contains("def add(x, y):"));
}
