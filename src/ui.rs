//! Floor 4: paints a view. Must not know the state, files or the terminal.
//! Invariant: it changes nothing; it gives back where things were painted.
