//! The terminal we are on: its modes, its size, and every byte that goes to it.
//! Invariant: after [`Tty::leave`] nothing is written until [`Tty::enter`].

use std::io::{self, IsTerminal as _};
use std::os::fd::BorrowedFd;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::stdio::{stdin, stdout};
use rustix::termios::{OptionalActions, QueueSelector, Termios, tcflush, tcgetattr, tcgetwinsize, tcsetattr};

use super::environment::Environment;
use super::modes::{self, Modes};
use crate::app::Size;

/// No terminal is larger; more would only be memory.
const LARGEST: u16 = 1000;
/// The terminal on standard input and output.
#[derive(Debug)]
pub(super) struct Tty {
    saved: Termios,
    inner: Mutex<Inner>,
    /// Apart from the rest, so that nobody has to wait to know it.
    is_lent: AtomicBool,
}

#[derive(Debug, Default)]
struct Inner {
    is_entered: bool,
    modes: Modes,
    awaits_answer: bool,
}

impl Tty {
    /// The terminal, if standard input and output are one.
    pub(super) fn find() -> Option<Self> {
        let are_terminals = io::stdin().is_terminal() && io::stdout().is_terminal();
        let saved = are_terminals.then(|| tcgetattr(stdin()).ok()).flatten()?;
        Some(Self { saved, inner: Mutex::default(), is_lent: AtomicBool::default() })
    }

    /// Takes the terminal over.
    pub(super) fn enter(&self, modes: Modes) -> io::Result<()> {
        let mut inner = self.lock();
        // Not crossterm's raw mode: it takes what an editor leaves behind, or a shell after `kill -STOP`, for the usual modes.
        let mut raw = self.saved.clone();
        raw.make_raw();
        tcsetattr(stdin(), OptionalActions::Now, &raw)?;
        inner.is_entered = true;
        self.is_lent.store(false, Ordering::SeqCst);
        inner.modes = modes;
        write_whole(stdout(), &modes::enter(modes)?)
    }

    /// Gives the terminal back as it was. Doing so twice does no harm.
    pub(super) fn leave(&self) {
        self.restore(&mut self.lock());
    }

    /// Gives the terminal to another program, until [`Tty::enter`].
    pub(super) fn lend(&self) {
        self.is_lent.store(true, Ordering::SeqCst);
        self.leave();
    }

    /// Makes good what a program left behind that had the terminal.
    pub(super) fn repair(&self) -> io::Result<()> {
        let _inner = self.lock();
        write_whole(stdout(), &modes::repair()?)
    }

    /// Has another program got the terminal from us?
    pub(super) fn is_lent(&self) -> bool {
        self.is_lent.load(Ordering::SeqCst)
    }

    /// Gives the terminal back from a thread that may not wait for the one that draws.
    pub(super) fn leave_now(&self) {
        // A drawing thread may hang in a write to a terminal that takes nothing more.
        for _ in 0..40 {
            match self.inner.try_lock() {
                Ok(mut inner) => return self.restore(&mut inner),
                Err(TryLockError::Poisoned(inner)) => return self.restore(&mut inner.into_inner()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        tcsetattr(stdin(), OptionalActions::Now, &self.saved).ok();
    }

    /// Writes a frame in one go. Nothing is written to a terminal that was given back.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let inner = self.lock();
        if inner.is_entered { write_whole(stdout(), bytes) } else { Ok(()) }
    }

    /// Takes what was typed, once something was; `None` while the terminal is not ours.
    pub(super) fn read(&self, bytes: &mut [u8]) -> Option<Result<usize, Errno>> {
        let inner = self.lock();
        if !inner.is_entered {
            return None;
        }
        // What was there a moment ago may have gone to the program that had the terminal then.
        let stdin = stdin();
        let mut fds = [PollFd::new(&stdin, PollFlags::IN)];
        Some(match poll(&mut fds, Some(&Timespec::default())) {
            Ok(0) => Err(Errno::AGAIN),
            Ok(_) => rustix::io::read(stdin, bytes),
            Err(errno) => Err(errno),
        })
    }

    /// Changes what the terminal does for us.
    pub(super) fn set(&self, modes: Modes) -> io::Result<()> {
        let mut inner = self.lock();
        let bytes = modes::change(inner.modes, modes)?;
        inner.modes = modes;
        if inner.is_entered { write_whole(stdout(), &bytes) } else { Ok(()) }
    }

    /// Asks for the background color; the answer comes as input, or never.
    pub(super) fn ask_background(&self) -> io::Result<()> {
        let mut inner = self.lock();
        inner.awaits_answer = inner.is_entered;
        if inner.is_entered { write_whole(stdout(), &modes::ask_background()?) } else { Ok(()) }
    }

    /// The answer came.
    pub(super) fn is_answered(&self) {
        self.lock().awaits_answer = false;
    }

    fn restore(&self, inner: &mut Inner) {
        if !inner.is_entered {
            return;
        }
        inner.is_entered = false;
        // The line first: it never waits, as a terminal that takes no bytes would. One that hung up takes neither.
        tcsetattr(stdin(), OptionalActions::Now, &self.saved).ok();
        if inner.awaits_answer {
            // An answer that is there already must not be typed into the shell.
            tcflush(stdin(), QueueSelector::IFlush).ok();
        }
        modes::leave().and_then(|bytes| write_whole(stdout(), &bytes)).ok();
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Is there a terminal to explore on?
#[must_use]
pub fn has_terminal() -> bool {
    Tty::find().is_some()
}

/// The size of the terminal: as it says, else as the environment says, else 80x24.
#[must_use]
pub fn size(environment: &Environment) -> Size {
    // Not crossterm's: it asks `/dev/tty`, which may be another terminal than the one that is drawn on, and then `tput`.
    let told = [stdout(), stdin()].into_iter().find_map(|fd| {
        let size = tcgetwinsize(fd).ok()?;
        // A line that does not know says 0.
        (size.ws_col > 0 && size.ws_row > 0).then_some((size.ws_col, size.ws_row))
    });
    let (width, height) = told.or(environment.size).unwrap_or((80, 24));
    Size::new(width.min(LARGEST), height.min(LARGEST))
}

/// Takes the terminal and gives it back when dropped.
#[derive(Debug)]
pub(super) struct Guard<'t>(&'t Tty);

impl<'t> Guard<'t> {
    /// Takes the terminal over.
    pub(super) fn enter(tty: &'t Tty, modes: Modes) -> io::Result<Self> {
        let guard = Self(tty);
        tty.enter(modes)?;
        Ok(guard)
    }
}

impl Drop for Guard<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Writes all bytes with as few writes as the terminal takes: one, unless it is slow.
fn write_whole(fd: BorrowedFd<'_>, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match rustix::io::write(fd, bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(n) => bytes = bytes.get(n..).unwrap_or_default(),
            Err(Errno::INTR) => {}
            Err(Errno::AGAIN) => wait_to_write(fd)?,
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

/// Waits on a terminal that somebody set not to block.
fn wait_to_write(fd: BorrowedFd<'_>) -> io::Result<()> {
    let mut fds = [PollFd::new(&fd, PollFlags::OUT)];
    let patience = Timespec { tv_sec: 10, tv_nsec: 0 };
    match poll(&mut fds, Some(&patience)) {
        Ok(0) => Err(io::ErrorKind::TimedOut.into()),
        Ok(_) if fds.iter().any(|fd| fd.revents().intersects(PollFlags::ERR | PollFlags::NVAL)) => {
            Err(io::ErrorKind::BrokenPipe.into())
        }
        Ok(_) | Err(Errno::INTR) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::fd::AsFd as _;

    use super::*;

    #[test]
    fn a_frame_larger_than_the_pipe_arrives_whole() {
        let (reader, writer) = std::io::pipe().unwrap();
        rustix::io::ioctl_fionbio(writer.as_fd(), true).unwrap();
        let frame: Vec<u8> = (0..=250).cycle().take(300_000).collect();
        let expected = frame.clone();
        let writing = std::thread::spawn(move || write_whole(writer.as_fd(), &frame));
        let mut seen = Vec::new();
        std::io::Read::read_to_end(&mut &reader, &mut seen).unwrap();
        writing.join().unwrap().unwrap();
        assert!(seen == expected, "{} of {} bytes, or others", seen.len(), expected.len());
    }

    #[test]
    fn a_closed_end_is_an_error_and_no_loop() {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let error = write_whole(writer.as_fd(), b"x").unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }
}
