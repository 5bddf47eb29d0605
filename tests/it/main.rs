//! What a user would see, tested from the outside.
#![expect(clippy::disallowed_methods, reason = "tests read the repository, make files of their own and need deadlines")]

mod anything;
mod asks;
mod binding;
mod bound;
mod cli;
mod comments;
mod csv;
mod digits;
mod editing;
mod edits;
mod floors;
mod format;
mod frames;
mod joint;
mod loss;
mod meetings;
mod naughty;
mod privacy;
mod program;
mod pty;
mod readings;
mod readme;
mod reload;
mod rules;
mod saves;
mod session;
mod shapes;
mod signs;
mod sources;
mod stages;
mod standup;
mod tour;
mod vectors;
mod verdicts;
mod weights;
