//! Words that are being typed when the program ends, whatever ends it.
//! `CJM_ROUNDS=200` kills it as often.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::bakery::{Bakery, MAP, rounds, tell};
use super::terminal::Terminal;

/// What may be missing after a crash.
const MOST_LOST: Duration = Duration::from_secs(1);
/// More than may be missing, so that something has to be there.
const TYPING: Duration = Duration::from_millis(1_050);

/// Opens the map and empties the pen for the name of its first touchpoint.
#[track_caller]
fn take_pen(bakery: &Bakery) -> Terminal {
    let mut terminal = bakery.open();
    terminal.press(b"2e");
    terminal.until_shown("touchpoint  Menu");
    terminal.press(b"\x15");
    terminal.until("an empty pen", |screen| !super::text(screen).contains("touchpoint  Menu"));
    terminal
}

/// The n-th letter of what is typed.
fn letter(nth: usize) -> char {
    char::from(b"abcdefghijklmnopqrstuvwxy"[nth * 7 % 25])
}

/// Types letters and waits to see each; gives when each was pressed.
#[track_caller]
fn type_letters(terminal: &mut Terminal, mut goes_on: impl FnMut(usize) -> bool) -> (String, Vec<Instant>) {
    let (mut typed, mut pressed) = (String::new(), Vec::new());
    while goes_on(typed.len()) {
        let n_frames = terminal.count(b"\x1b[?2026h");
        let c = letter(typed.len());
        typed.push(c);
        pressed.push(Instant::now());
        terminal.press(&[u8::try_from(c).unwrap()]);
        terminal.until_drawn(n_frames + 1);
    }
    (typed, pressed)
}

/// Takes up what is offered, saves it, and gives what the map then has for it.
#[track_caller]
fn restored(bakery: &Bakery) -> String {
    let mut terminal = bakery.open();
    terminal.until_shown("words from before");
    terminal.press(b"r");
    terminal.until_shown("draft from before");
    terminal.press(b"\r");
    terminal.until_shown("saved: ");
    Bakery::quit(&mut terminal);
    let text = bakery.text();
    let names = text.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let name = names.skip(1).find(|name| *name != "Queue").unwrap().to_owned();
    assert_eq!(text, MAP.replace("name = \"Menu\"", &format!("name = \"{name}\"")), "something else was changed");
    name
}

#[test]
fn a_crash_takes_no_more_than_the_last_second() {
    let mut worst = Duration::ZERO;
    for round in 0..rounds(3) {
        let bakery = Bakery::new();
        let mut terminal = take_pen(&bakery);
        // Not always at the same moment between two writes.
        let typing = TYPING + Duration::from_millis(u64::try_from(round * 37 % 293).unwrap());
        let begun = Instant::now();
        let (typed, pressed) = type_letters(&mut terminal, |_| begun.elapsed() < typing);
        terminal.signal(Signal::KILL);
        let died = Instant::now();
        terminal.until_gone();
        assert_eq!(bakery.text(), MAP, "nothing was saved, and yet the map is another");
        let name = restored(&bakery);
        assert!(typed.starts_with(&name), "round {round}: {name} was never typed");
        if let Some(first_lost) = pressed.get(name.len()) {
            worst = worst.max(died - *first_lost);
        }
        assert!(worst <= MOST_LOST, "round {round}: {worst:?} of typing are lost");
    }
    tell(&format!("typing lost by a crash, at most: {worst:?}"));
}

#[test]
fn being_told_to_end_takes_nothing() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130), (Signal::QUIT, 131)] {
        let bakery = Bakery::new();
        let mut terminal = take_pen(&bakery);
        let (typed, _) = type_letters(&mut terminal, |n_typed| n_typed < 30);
        terminal.signal(signal);
        assert_eq!(terminal.until_gone(), code, "{signal:?}");
        terminal.check_left_clean();
        assert_eq!(restored(&bakery), typed, "{signal:?}");
    }
}

#[test]
fn a_closed_window_takes_nothing() {
    for has_signals in [true, false] {
        let bakery = Bakery::new();
        let start = if has_signals { bakery.start() } else { bakery.start().without_signals() };
        let mut terminal = start.open();
        terminal.until_shown("Choosing");
        terminal.press(b"2e");
        terminal.until_shown("touchpoint  Menu");
        let (typed, _) = type_letters(&mut terminal, |n_typed| n_typed < 30);
        terminal.hang_up(b"z");
        assert_eq!(terminal.until_gone(), 129);
        let name = restored(&bakery);
        assert!(name == format!("Menu{typed}") || name == format!("Menu{typed}z"), "{has_signals}: {name}");
    }
}

#[test]
fn words_put_aside_are_there_again_in_the_next_session() {
    let bakery = Bakery::new();
    let mut terminal = take_pen(&bakery);
    terminal.press("לוח ועליו מחירים".as_bytes());
    terminal.press(b"\x1b");
    terminal.until_shown("kept as a draft");
    Bakery::quit(&mut terminal);
    let mut terminal = bakery.open();
    terminal.press(b"2e");
    terminal.until_shown("draft from before");
    terminal.press(b"\r");
    terminal.until_shown("saved: ");
    Bakery::quit(&mut terminal);
    assert_eq!(bakery.text(), MAP.replace("\"Menu\"", "\"לוח ועליו מחירים\""));
    assert!(bakery.journals().is_empty(), "what is saved is kept no longer: {:?}", bakery.journals());
}
