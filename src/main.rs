//! Floor 7: arguments to exit code.

fn main() {}
