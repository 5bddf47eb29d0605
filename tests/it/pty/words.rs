//! Words that are being typed when the program ends, whatever ends it.

use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::bakery::{Bakery, MAP};
use super::terminal::Terminal;

/// What may be missing after a crash.
const MOST_LOST: Duration = Duration::from_secs(1);

/// Opens the map and empties the pen for the name of its first touchpoint.
#[track_caller]
fn take_pen(bakery: &Bakery) -> Terminal {
    let mut terminal = bakery.open();
    terminal.press(b"2e");
    terminal.until_shown("Menu");
    terminal.press(b"\x15");
    terminal.until("an empty pen", |screen| !super::text(screen).contains("Menu▏"));
    terminal
}

#[test]
fn screens() {
    let bakery = Bakery::new();
    let mut terminal = bakery.open();
    println!("{}", terminal.text());
    terminal.press(b"2");
    terminal.press_and_see(b"e");
    println!("{}", terminal.text());
    terminal.press_and_see(b"\x15");
    println!("{}", terminal.text());
    terminal.press_and_see(b"abc def");
    println!("{}", terminal.text());
    terminal.signal(Signal::KILL);
    terminal.until_gone();
    let mut terminal = bakery.open();
    terminal.until_shown("restore");
    println!("{}", terminal.text());
    terminal.press_and_see(b"r");
    println!("{}", terminal.text());
    terminal.press_and_see(b"\r");
    println!("{}", terminal.text());
    println!("{}", bakery.text());
    terminal.press_and_see(b"u");
    println!("{}", terminal.text());
}
