//! What a user would see, tested from the outside.
#![expect(clippy::disallowed_methods, reason = "tests read the repository and make files of their own")]

mod floors;

mod format;
mod readings;
