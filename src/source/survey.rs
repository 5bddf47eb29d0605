//! What the columns of an unknown file seem to be, and a proposal for a map while it is made.
//! Invariant: every choice has its reason.

pub(in crate::source) mod column;
pub(in crate::source) mod file;
mod heading;
pub(in crate::source) mod hints;
pub(in crate::source) mod names;
pub(in crate::source) mod pass;
pub(in crate::source) mod proposal;
pub(in crate::source) mod role;
pub(in crate::source) mod scale;
pub(in crate::source) mod unbound;
mod when;
pub(in crate::source) mod words;
