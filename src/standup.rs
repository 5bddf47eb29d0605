//! Floor 2b: a standup. What there is to go through, what changed since the last one, and what is told of it.
//!
//! Responsible for folds over one map or two. Knows nothing of formats, files, screens or clocks: the day is given.
//! One invariant: the same maps give the same words.

mod agenda;
mod digest;
mod inventory;
pub(crate) mod markdown;
mod since;
mod summary;
mod words;

#[cfg(test)]
mod tests;

pub use agenda::{Turn, agenda};
pub use digest::{Digest, digests};
pub use since::{Change, Turned, What, since, trace};
pub use summary::{Meeting, summary};
