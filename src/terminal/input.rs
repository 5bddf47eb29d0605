//! The thread that listens to the keyboard.
//! Invariant: it ends when the line hangs up, and never spins.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::stdin;

use super::clock;
use super::ear::Ear;
use super::meaning::Input;
use super::tty::Tty;
use super::wakeup::Wakeup;

/// How long to look away from a terminal that is not ours for the moment.
const LENT: Duration = Duration::from_millis(20);

/// How long keys wait for words of earlier sessions.
const UNTIL_RECALLED: Duration = Duration::from_millis(500);

/// Starts to listen, once words of earlier sessions are found: who goes on with them at once shall see them.
pub(super) fn listen(tty: Arc<Tty>, escape: Duration, told: Sender<Wakeup>, is_recalled: Receiver<()>) {
    thread::spawn(move || {
        // Nothing is ever sent: the other end goes.
        is_recalled.recv_timeout(UNTIL_RECALLED).ok();
        let mut keyboard = Keyboard { tty, ear: Ear::new(escape) };
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
    ear: Ear,
}

impl Keyboard {
    /// What came next; `None` once nothing can come any more.
    fn next(&mut self) -> Option<Vec<Input>> {
        let patience = self.ear.patience().and_then(|patience| Timespec::try_from(patience).ok());
        let stdin = stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        match poll(&mut fds, patience.as_ref()) {
            Ok(0) => return Some(self.ear.settle(clock::now())),
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
            Some(Ok(n)) => Some(self.ear.hear(bytes.get(..n).unwrap_or_default(), clock::now())),
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
