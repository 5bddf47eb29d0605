//! Floor 6: arguments to exit code.
//! Invariant: only this floor prints, and nothing reaches a terminal that it could act on.

mod arguments;
mod author;
mod bind;
mod change;
mod check;
mod chosen;
mod comments;
mod dates;
mod diff;
mod environment;
mod explore;
mod failure;
mod findings;
mod get;
mod left_out;
mod metrics;
mod new;
mod open;
mod persona;
mod print;
mod program;
mod sentiment;
mod settings;
mod show;
mod sources;
mod table;
mod timeline;
mod view;

pub use program::main;
