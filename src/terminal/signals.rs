//! The thread that hears signals. Must not know what is on the screen.
//! Invariant: a signal that ends the program restores the terminal first and ends it within a second.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::Event;
use super::tty::Tty;

/// Starts to hear signals.
pub(super) fn listen(tty: Arc<Tty>, told: Sender<Event>) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGCONT, SIGTERM, SIGHUP, SIGINT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            match signal {
                SIGWINCH => told.send(Event::Resized).ok(),
                SIGCONT => told.send(Event::Continued).ok(),
                _ => end(&tty, signal),
            };
        }
    });
    Ok(())
}

/// Restores what can be restored and ends.
#[expect(clippy::exit, reason = "the drawing thread may hang in a write that never returns")]
fn end(tty: &Arc<Tty>, signal: i32) -> ! {
    let (done, is_done) = std::sync::mpsc::channel();
    let tty = Arc::clone(tty);
    thread::spawn(move || {
        tty.leave_now();
        done.send(()).ok();
    });
    is_done.recv_timeout(std::time::Duration::from_millis(800)).ok();
    std::process::exit(128 + signal)
}
