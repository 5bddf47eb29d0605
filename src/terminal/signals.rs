//! The thread that hears signals.
//! Invariant: a signal that ends the program ends it within a second, with the terminal given back and words kept.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::crew::Crew;
use super::wakeup::Wakeup;

/// Starts to hear signals.
pub(super) fn listen(crew: Crew, told: Sender<Wakeup>) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => told.send(Wakeup::Resized).ok(),
                SIGCONT => told.send(Wakeup::Continued).ok(),
                // Ctrl-C and Ctrl-\ in an editor are for the editor, though the line sends them to the whole job.
                SIGINT | SIGQUIT if crew.tty.is_lent() => None,
                _ => end(&crew, signal),
            };
        }
    });
    Ok(())
}

/// Rescues what can be rescued and ends.
#[expect(clippy::exit, reason = "the drawing thread may hang in a write that never returns")]
fn end(crew: &Crew, signal: i32) -> ! {
    crew.hurry();
    std::process::exit(128 + signal)
}
