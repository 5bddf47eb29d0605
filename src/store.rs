//! Floor 4: the only file access. Must not know the state machine or the screen.
//! Invariant: what is read is a regular file inside what the user opened.
