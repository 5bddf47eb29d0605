//! What happens when we are wrong: a panic of the drawing thread gives the terminal back and keeps what
//! was typed before its message is printed; one of a worker leaves the screen alone.
//! Invariant: the hook that was there before is there again afterwards.

use std::panic::{self, PanicHookInfo};
use std::sync::Arc;
use std::thread;

use super::crew::Crew;

type Before = Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync>;

/// Our panic hook, for as long as it lives.
pub(super) struct Hook {
    before: Before,
}

impl Hook {
    /// Sets the hook for the thread that calls, which is the one that draws.
    pub(super) fn set(crew: Crew) -> Self {
        let before: Before = Arc::from(panic::take_hook());
        let (usual, drawing) = (Arc::clone(&before), thread::current().id());
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == drawing {
                crew.hurry();
                usual(info);
            }
        }));
        Self { before }
    }
}

impl Drop for Hook {
    fn drop(&mut self) {
        // A panicking thread may not touch the hook, and ends the program anyway.
        if !thread::panicking() {
            let before = Arc::clone(&self.before);
            panic::set_hook(Box::new(move |info| before(info)));
        }
    }
}
