//! What the threads beside the loop tell it.

use std::collections::VecDeque;
use std::io;
use std::process::ExitStatus;
use std::time::Instant;

use super::meaning::Input;
use crate::app::News;
use crate::store::Watcher;

/// What wakes the loop.
pub(super) enum Wakeup {
    /// The keyboard, the mouse, or an answer of the terminal: all that came at once, and when.
    Input(VecDeque<Input>, Instant),
    /// The loader read something of a map.
    Read {
        /// The map.
        map: String,
        /// Which reading of it.
        number: u64,
        /// What it read.
        news: News,
    },
    /// Something else happened.
    News(News),
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
