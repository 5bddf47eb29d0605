//! Floor 6: arguments as data, one file a subcommand. Invariant: only this floor prints.
