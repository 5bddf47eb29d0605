//! The thread that listens to the keyboard.
//! Invariant: it ends when the line hangs up, and never spins.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use super::burst::Sieve;
use super::clock;
use super::decode::{Decoder, Input, Patience};
use super::tty::Tty;
use super::wakeup::Wakeup;

/// How long after an ESC the rest of a sequence may come.
const SHORT: Timespec = Timespec { tv_sec: 0, tv_nsec: 40_000_000 };
/// How long the rest of a begun sequence may take over a bad line.
const LONG: Timespec = Timespec { tv_sec: 0, tv_nsec: 500_000_000 };
/// How long keys that may begin a paste wait for the rest of it.
const UNTIL_FOLLOWED: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// How long to look away from a terminal that is not ours for the moment.
const LENT: Duration = Duration::from_millis(20);

/// How long keys wait for words of earlier sessions.
const UNTIL_RECALLED: Duration = Duration::from_millis(500);

/// Starts to listen, once words of earlier sessions are found: who goes on with them at once shall see them.
pub(super) fn listen(tty: Arc<Tty>, told: Sender<Wakeup>, is_recalled: Receiver<()>) {
    thread::spawn(move || {
        // Nothing is ever sent: the other end goes.
        is_recalled.recv_timeout(UNTIL_RECALLED).ok();
        let mut keyboard = Keyboard { tty, decoder: Decoder::default(), sieve: Sieve::default() };
        while let Some(inputs) = keyboard.next() {
            if !inputs.is_empty() && told.send(Wakeup::Input(inputs.into(), clock::now())).is_err() {
                return;
            }
        }
        told.send(Wakeup::HungUp).ok();
    });
}

struct Keyboard {
    tty: Arc<Tty>,
    decoder: Decoder,
    sieve: Sieve,
}

impl Keyboard {
    /// What came next; `None` once nothing can come any more.
    fn next(&mut self) -> Option<Vec<Input>> {
        let patience = match self.decoder.patience() {
            _ if self.sieve.holds() => Some(&UNTIL_FOLLOWED),
            Patience::None => None,
            Patience::Short => Some(&SHORT),
            Patience::Long => Some(&LONG),
        };
        let stdin = stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut fds, patience) {
            Ok(0) if self.sieve.holds() => return Some(self.sieve.release()),
            Ok(0) => {
                let settled = self.decoder.settle().into_iter().collect();
                return Some(self.sieve.sift(settled, clock::now()));
            }
            Ok(_) => {}
            Err(Errno::INTR | Errno::AGAIN) => return Some(Vec::new()),
            Err(_) => return None,
        }
        let ready = fds.iter().fold(PollFlags::empty(), |all, fd| all | fd.revents());
        if ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return None;
        }
        let mut bytes = [0; 4096];
        match self.tty.read(&mut bytes) {
            Some(Ok(0)) => None,
            Some(Ok(n)) => {
                let read = self.decoder.feed(bytes.get(..n).unwrap_or_default());
                Some(self.sieve.sift(read, clock::now()))
            }
            Some(Err(Errno::INTR | Errno::AGAIN)) => Some(Vec::new()),
            Some(Err(_)) => None,
            // What is typed now is for the shell or the editor that has the terminal.
            None => {
                thread::sleep(LENT);
                Some(Vec::new())
            }
        }
    }
}
