//! Terminals that are told little: without a type, without a locale.

use std::path::Path;

use super::super::signs::written;
use super::terminal::{Start, text};
use super::{DOWN, until_read};

const NOTICE: &str = "signs are plain";

#[test]
fn a_terminal_that_cannot_be_drawn_on_is_pointed_to_a_frame() {
    let cases = [
        ("dumb", "maps", "error: this terminal cannot be drawn on (TERM is `dumb`): `cjm show maps` prints a frame"),
        (
            "",
            "maps/airport",
            "error: this terminal cannot be drawn on (TERM is not set): `cjm show maps/airport` prints a frame",
        ),
    ];
    for (term, map, expected) in cases {
        let mut terminal = Start::cjm(&[map]).variable("TERM", term).open();
        assert_eq!(terminal.until_gone(), 2, "{term}");
        terminal.until_shown(expected);
        assert_eq!(terminal.count(b"\x1b"), 0, "{term}: it draws");
        terminal.check_left_clean();
    }
}

#[test]
fn a_map_is_named_so_that_a_shell_takes_the_words_as_they_stand() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("two words");
    std::fs::create_dir(&map).unwrap();
    let mut terminal = Start::cjm(&[map.to_str().unwrap()]).variable("TERM", "dumb").size(400, 24).open();
    assert_eq!(terminal.until_gone(), 2);
    terminal.until_shown(&format!("`cjm show '{}'`", map.to_str().unwrap()));
}

#[test]
fn without_a_locale_words_are_whole_signs_are_plain_and_the_screen_says_so_once() {
    for (name, value) in [("LC_ALL", "C"), ("LANG", "POSIX"), ("LANG", "")] {
        let mut terminal = Start::cjm(&["maps/bakery"]).variable(name, value).open();
        terminal.until_shown(NOTICE);
        terminal
            .until("the last of the words", |screen| text(screen).contains('א') && !text(screen).contains("reading"));
        terminal.press_and_see(DOWN);
        assert!(!terminal.text().contains(NOTICE), "it says so again:\n{}", terminal.text());
        terminal.press_and_see(b"?");
        terminal.press_and_see(b"\x1b");
        let known = written(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/maps/bakery")));
        let sent = String::from_utf8(terminal.raw().to_vec()).unwrap();
        let odd: Vec<char> = sent.chars().filter(|c| !c.is_ascii() && !known.contains(c)).collect();
        assert!(odd.is_empty(), "{name}={value}: {odd:?}");
    }
}

#[test]
fn who_chose_the_signs_is_not_told_of_others() {
    for glyphs in ["ascii", "unicode"] {
        let mut terminal = Start::cjm(&["maps/airport", "--glyphs", glyphs]).variable("LC_ALL", "C").open();
        until_read(&mut terminal);
        assert_eq!(terminal.count(NOTICE.as_bytes()), 0, "{glyphs}");
    }
}
