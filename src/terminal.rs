//! Floor 5: raw mode, the loop, performs effects. Invariant: however it ends, the terminal is left as it was.
