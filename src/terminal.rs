//! Floor 5: raw mode, the loop, performs effects. Must not know the format of maps or how a view is painted.
//! Invariant: however the program ends, the terminal is given back as it was.

mod crew;
mod decode;
mod editor;
mod encode;
mod environment;
mod explorer;
mod gatherer;
mod input;
mod keeper;
mod loader;
mod panics;
mod rehearsal;
mod run;
mod screen;
mod signals;
mod tty;
mod writer;

use std::collections::VecDeque;
use std::io;
use std::process::ExitStatus;
use std::time::Instant;

pub use environment::Environment;
pub use rehearsal::Rehearsal;
pub use run::{Ended, Session, has_terminal, run, size};

use crate::app::News;
use crate::store::Watcher;

/// What may wake the loop.
enum Event {
    /// The keyboard, the mouse, or an answer of the terminal: all that came at once.
    Heard(VecDeque<decode::Heard>),
    /// A loader read something of a map.
    Read {
        /// The map.
        map: String,
        /// Which reading of it.
        number: u64,
        /// What it read.
        news: News,
    },
    /// Something else happened.
    News(Vec<News>),
    /// The editor that had the terminal ended.
    Returned(io::Result<ExitStatus>),
    /// Changes on disk are heard of from now on.
    Watching(Watcher),
    /// The line is gone.
    HungUp,
    /// The terminal has another size.
    Resized,
    /// The program was stopped and goes on.
    Continued,
}

/// For how long to wait and how often to tell; never for what is shown.
#[expect(clippy::disallowed_methods, reason = "the terminal is an edge")]
fn now() -> Instant {
    Instant::now()
}
