//! Locks on files, and waiting for one.
//! Invariant: nobody waits for ever.

use std::fs::File;
use std::io;
use std::sync::{Arc, Once};
use std::thread::sleep;
use std::time::Duration;

use rustix::fs::{FlockOperation, flock};
use rustix::io::retry_on_intr;
use signal_hook::consts::SIGXFSZ;

use super::state::is_unsupported;

/// How long somebody else may take.
const LONGEST: Duration = Duration::from_secs(5);

/// How long it takes at most until we notice that it is our turn.
const PAUSE: Duration = Duration::from_millis(10);

/// What came of asking for a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    /// It is ours while the file is open.
    Ours,
    /// Somebody else has it.
    Theirs,
    /// There are no locks here.
    Unsupported,
}

/// Asks for the lock of a file.
pub(super) fn ask(file: &File) -> io::Result<Lock> {
    match retry_on_intr(|| flock(file, FlockOperation::NonBlockingLockExclusive)).map_err(io::Error::from) {
        Ok(()) => Ok(Lock::Ours),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Ok(Lock::Theirs),
        Err(error) if is_unsupported(&error) => Ok(Lock::Unsupported),
        Err(error) => Err(error),
    }
}

/// Waits for the lock of a file; [`Lock::Theirs`] when it takes too long.
pub(super) fn wait(file: &File) -> io::Result<Lock> {
    let mut waited = Duration::ZERO;
    let mut pause = Duration::from_millis(1);
    loop {
        let lock = ask(file)?;
        if lock != Lock::Theirs || waited >= LONGEST {
            return Ok(lock);
        }
        sleep(pause);
        waited += pause;
        pause = PAUSE.min(pause * 2);
    }
}

/// A file that would grow past the limit of the process is an error for us, not the end.
pub(super) fn outlive_limits() {
    static ONCE: Once = Once::new();
    // Where the signal cannot be caught it ends us as it always did, and the file is whole all the same.
    ONCE.call_once(|| {
        signal_hook::flag::register(SIGXFSZ, Arc::default()).ok();
    });
}
