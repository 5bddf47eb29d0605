//! Leaving while something is being written: nobody goes before it is on disk, or said not to be.

use std::fs::{self, File};

use rustix::fs::{FlockOperation, flock};
use rustix::process::Signal;

use super::bakery::{Bakery, MAP};
use super::terminal::{Terminal, text};

/// A way to end a session, and its name.
type End = (&'static str, fn(&mut Terminal));

/// Types another name for the first touchpoint.
#[track_caller]
fn rename(bakery: &Bakery) -> Terminal {
    let mut terminal = bakery.open();
    terminal.press(b"2e");
    terminal.until_shown("touchpoint  Menu");
    terminal.press(b" of today");
    terminal.until_shown("Menu of today");
    terminal
}

fn renamed() -> String {
    MAP.replace("\"Menu\"", "\"Menu of today\"")
}

/// Holds the map as another program that writes it would.
fn hold(bakery: &Bakery) -> File {
    let file = File::open(bakery.map()).unwrap();
    flock(&file, FlockOperation::LockExclusive).unwrap();
    file
}

#[test]
fn enter_and_quit_at_once_is_saved() {
    let bakery = Bakery::new();
    let mut terminal = rename(&bakery);
    terminal.press(b"\rq");
    assert_eq!(terminal.until_gone(), 0);
    terminal.check_left_clean();
    assert_eq!(bakery.text(), renamed());
    assert!(bakery.journals().is_empty(), "{:?}", bakery.journals());
}

#[test]
fn one_comes_back_to_where_one_left_however_that_was() {
    let bakery = Bakery::new();
    let ends: [End; 3] = [
        ("quit", |terminal| terminal.press(b"q")),
        ("a signal", |terminal| terminal.signal(Signal::TERM)),
        ("a hang-up", |terminal| terminal.signal(Signal::HUP)),
    ];
    for (name, end) in ends {
        let mut terminal = bakery.open();
        terminal.until("where the map was left", |screen| text(screen).contains("▸ Menu"));
        terminal.press(b"j");
        terminal.until("the next touchpoint", |screen| text(screen).contains("▸ Queue"));
        end(&mut terminal);
        terminal.until_gone();
        let mut terminal = bakery.open();
        terminal.until(name, |screen| text(screen).contains("▸ Queue"));
        terminal.press(b"k");
        terminal.until("the touchpoint before", |screen| text(screen).contains("▸ Menu"));
        Bakery::quit(&mut terminal);
    }
}

#[test]
fn what_a_colleague_changed_meanwhile_is_marked() {
    let bakery = Bakery::new();
    Bakery::quit(&mut bakery.open());
    fs::write(bakery.map(), MAP.replace("It is long", "It is very long")).unwrap();
    let mut terminal = bakery.open();
    terminal.until_shown("changed since you looked: 1 touchpoint");
    terminal.until_shown("✱Queue");
    Bakery::quit(&mut terminal);
    let mut terminal = bakery.open();
    terminal.until_shown("Queue");
    assert!(!terminal.text().contains('✱'), "{}", terminal.text());
    Bakery::quit(&mut terminal);
}

#[test]
fn a_save_that_takes_long_is_waited_for_or_left_alone() {
    let bakery = Bakery::new();
    let mut terminal = rename(&bakery);
    let held = hold(&bakery);
    terminal.press(b"\rq");
    terminal.until_shown("still saving, ctrl-c leaves all the same");
    drop(held);
    assert_eq!(terminal.until_gone(), 0);
    terminal.check_left_clean();
    assert_eq!(bakery.text(), renamed());

    let bakery = Bakery::new();
    let mut terminal = rename(&bakery);
    let held = hold(&bakery);
    terminal.press(b"\rq");
    terminal.until_shown("still saving");
    terminal.press(b"\x03");
    assert_eq!(terminal.until_gone(), 0);
    drop(held);
    assert_eq!(bakery.text(), MAP);
    let mut terminal = bakery.open();
    terminal.until_shown("words from before");
    terminal.press(b"\x1b");
    terminal.until_shown("kept");
    Bakery::quit(&mut terminal);
}

#[test]
fn a_signal_does_not_wait_for_a_save_that_hangs() {
    let bakery = Bakery::new();
    let mut terminal = rename(&bakery);
    let held = hold(&bakery);
    terminal.press(b"\r");
    terminal.until_shown("▸ Menu");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.until_gone(), 143);
    terminal.check_left_clean();
    drop(held);
    assert_eq!(bakery.text(), MAP);
    let mut terminal = bakery.open();
    terminal.until_shown("Menu of today");
    terminal.press(b"r");
    terminal.until_shown("draft from before");
    terminal.press(b"\r");
    terminal.until_shown("saved: ");
    Bakery::quit(&mut terminal);
    assert_eq!(bakery.text(), renamed());
}

#[test]
fn what_could_not_be_saved_is_told_to_who_left_and_kept() {
    let bakery = Bakery::new();
    let mut terminal = rename(&bakery);
    fs::remove_file(bakery.map()).unwrap();
    terminal.press(b"\rq");
    assert_eq!(terminal.until_gone(), 2);
    terminal.check_left_clean();
    terminal.until_shown("the last change of `journey.toml` was not saved: ");
    fs::write(bakery.map(), MAP).unwrap();
    let mut terminal = bakery.open();
    terminal.until_shown("Menu of today");
    terminal.press(b"\x1b");
    terminal.until_shown("kept");
    Bakery::quit(&mut terminal);
}
