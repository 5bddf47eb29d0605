//! Floor 2b: a standup. What there is to go through, what changed since the last one, and what is told of it.
//!
//! Responsible for folds over one map or two. Knows nothing of formats, files, screens or clocks: the day is given.
//! One invariant: the same maps give the same words.

mod agenda;
mod digest;
mod due;
mod git;
pub(crate) mod markdown;
mod pressing;
mod shipped;
mod summary;
mod words;

pub use agenda::{Turn, agenda, turn};
pub use digest::{Digest, digests};
pub use due::{day, due};
pub use git::commit;
pub use pressing::{FIRST, Urgency, pressing, unnamed};
pub use shipped::{actions, awaited, shipped};
pub use summary::{Changed, Meeting, changed, summary};
pub use words::{became, kind, told};
