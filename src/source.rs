//! Floor 2a: text and bytes to a journey and its counts. Must not know paths or files.
//! Invariant: parsing never fails; it gives a map and findings.

pub mod settings;
