//! The thread that listens to the keyboard. Must not know what a key does.
//! Invariant: it ends when the line hangs up, and never spins.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use super::Event;
use super::decode::{Decoder, Patience};
use super::tty::Tty;

/// How long after an ESC the rest of a sequence may come.
const SHORT: Timespec = Timespec { tv_sec: 0, tv_nsec: 40_000_000 };
/// How long the rest of a begun sequence may take over a bad line.
const LONG: Timespec = Timespec { tv_sec: 0, tv_nsec: 500_000_000 };

/// How long to look away from a terminal that is not ours for the moment.
const LENT: Duration = Duration::from_millis(20);

/// How long keys wait for words of earlier sessions.
const UNTIL_RECALLED: Duration = Duration::from_millis(500);

/// Starts to listen, once words of earlier sessions are found: who goes on with them at once shall see them.
pub(super) fn listen(tty: Arc<Tty>, told: Sender<Event>, is_recalled: Receiver<()>) {
    thread::spawn(move || {
        // Nothing is ever sent: the other end goes.
        is_recalled.recv_timeout(UNTIL_RECALLED).ok();
        let mut decoder = Decoder::default();
        while let Some(heard) = next(&tty, &mut decoder) {
            if !heard.is_empty() && told.send(Event::Heard(heard.into())).is_err() {
                return;
            }
        }
        told.send(Event::HungUp).ok();
    });
}

/// What came next; `None` once nothing can come any more.
fn next(tty: &Tty, decoder: &mut Decoder) -> Option<Vec<super::decode::Heard>> {
    let patience = match decoder.patience() {
        Patience::None => None,
        Patience::Short => Some(&SHORT),
        Patience::Long => Some(&LONG),
    };
    let stdin = stdin();
    let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
    match poll(&mut fds, patience) {
        Ok(0) => return Some(decoder.settle().into_iter().collect()),
        Ok(_) => {}
        Err(Errno::INTR | Errno::AGAIN) => return Some(Vec::new()),
        Err(_) => return None,
    }
    let ready = fds.iter().fold(PollFlags::empty(), |all, fd| all | fd.revents());
    if ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        return None;
    }
    let mut bytes = [0; 4096];
    match tty.read(&mut bytes) {
        Some(Ok(0)) => None,
        Some(Ok(n)) => Some(decoder.feed(bytes.get(..n).unwrap_or_default())),
        Some(Err(Errno::INTR | Errno::AGAIN)) => Some(Vec::new()),
        Some(Err(_)) => None,
        // What is typed now is for the shell or the editor that has the terminal.
        None => {
            thread::sleep(LENT);
            Some(Vec::new())
        }
    }
}
