//! A file of cells: how it is laid out, its records, what is asked of one and what a cell says, what is left out, and
//! what is followed until the end.
//! Invariant: nothing here depends on what the rows of a file are.

pub(in crate::source) mod answer;
pub(in crate::source) mod case;
mod clocks;
pub(in crate::source) mod columns;
pub(in crate::source) mod crowds;
pub(in crate::source) mod desk;
pub(in crate::source) mod dialect;
pub(in crate::source) mod events;
pub(in crate::source) mod header;
pub(in crate::source) mod index;
pub(in crate::source) mod ledger;
pub(in crate::source) mod log;
pub(in crate::source) mod passage;
pub(in crate::source) mod pending;
pub(in crate::source) mod question;
pub(in crate::source) mod records;
pub(in crate::source) mod width;
