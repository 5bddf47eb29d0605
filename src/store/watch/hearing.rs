//! The thread that listens to what happens on disk.
//! Invariant: changes are told after a pause, or once waiting for one took too long.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use notify::EventKind;
use notify::event::{AccessKind, AccessMode};

use super::{DiskChange, Heard, Watched, lock};

/// How long nothing must happen before changes are told.
const SETTLED: Duration = Duration::from_millis(100);

/// How many such pauses are waited for at most.
const MOST_PAUSES: usize = 10;

pub(super) struct Hearing<L, T> {
    pub(super) events: Receiver<Heard>,
    pub(super) lock: L,
    pub(super) tell: T,
}

impl<L: Fn() -> Option<Arc<Mutex<Watched>>>, T: FnMut(DiskChange)> Hearing<L, T> {
    /// Runs until the watcher is gone.
    pub(super) fn run(mut self) {
        while let Ok(first) = self.events.recv() {
            let mut touched = BTreeSet::new();
            let mut is_all = note(first, &mut touched);
            if touched.is_empty() && !is_all {
                continue;
            }
            for _ in 0..MOST_PAUSES {
                match self.events.recv_timeout(SETTLED) {
                    Ok(event) => {
                        is_all |= note(event, &mut touched);
                        for event in self.events.try_iter() {
                            is_all |= note(event, &mut touched);
                        }
                    }
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            let Some(watched) = (self.lock)() else { return };
            let changes = lock(&watched).changes(&touched, is_all);
            drop(watched);
            for change in changes {
                (self.tell)(change);
            }
        }
    }
}

/// Takes down which paths an event is about; true where events were lost and all may have changed.
fn note(event: Heard, touched: &mut BTreeSet<PathBuf>) -> bool {
    let Ok(event) = event else { return false };
    let is_reading = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
        EventKind::Access(_) => true,
        _ => false,
    };
    if !is_reading {
        touched.extend(event.paths.iter().cloned());
    }
    event.need_rescan()
}
