//! Floor 2b: fuzzy search over names and notes. Must not know screens.
//! Invariant: the same query over the same texts gives the same order.
