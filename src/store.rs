//! Floor 4: the only file access.
//! Invariant: what is read is a regular file inside what the user opened.

mod access;
mod begin;
mod comments;
mod elsewhere;
mod error;
mod file;
mod inquire;
mod journal;
mod known;
mod load;
mod lock;
mod memory;
mod named;
mod proposal;
mod reread;
mod rewrite;
mod root;
mod settings;
mod shelf;
mod state;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the files to be read are made first")]
mod tests;
mod watch;

pub use begin::{Unproposed, is_table};
pub use error::Error;
pub use file::{Outside, open_named};
pub use journal::{Journal, Left};
pub(crate) use load::beside;
pub use load::{Loading, Pace, Wanted};
pub use named::Named;
pub use reread::Reread;
pub use rewrite::{Rewritten, Unwritten};
pub use root::{Root, Weights};
pub use settings::settings_text;
pub use watch::{DiskChange, Watcher};
