//! What became of what was promised: every action that was shipped or that promises something, before and since.
//! Invariant: one formula judges it, wherever it is told.

mod chronicle;
mod data;
mod entry;
mod ledger;

pub(crate) use entry::{Aftermath, Entry, EntryLack, PromiseTally};
pub(crate) use ledger::Ledger;
