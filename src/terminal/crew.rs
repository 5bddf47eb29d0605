//! What is done before the program ends all of a sudden: words are written, a save that runs is let finish, the
//! terminal is given back.
//! Invariant: it takes no longer than [`PATIENCE`], whatever hangs.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use super::clock;
use super::keeper::Keeper;
use super::tty::Tty;
use super::writer::Writer;

/// How long a program that is told to end may take, all in all.
const PATIENCE: Duration = Duration::from_millis(800);

/// Those who have something to finish. None of them needs the thread that draws, which may hang.
#[derive(Clone, Debug)]
pub(super) struct Crew {
    pub(super) tty: Arc<Tty>,
    pub(super) keeper: Keeper,
    pub(super) writer: Writer,
}

impl Crew {
    /// Finishes what can be finished in time, all of it side by side.
    pub(super) fn hurry(&self) {
        let (done, is_done) = channel();
        let Self { tty, keeper, writer } = self.clone();
        let works: [Box<dyn FnOnce() + Send>; 3] = [
            Box::new(move || tty.leave_now()),
            Box::new(move || keeper.flush(PATIENCE)),
            Box::new(move || writer.rest(PATIENCE)),
        ];
        let n_works = works.len();
        for work in works {
            let done = done.clone();
            thread::spawn(move || {
                work();
                done.send(()).ok();
            });
        }
        let until = clock::now() + PATIENCE;
        for _ in 0..n_works {
            is_done.recv_timeout(until.saturating_duration_since(clock::now())).ok();
        }
    }
}
