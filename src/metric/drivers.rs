//! What goes with an outcome: how much each of several places does, how it stands among the others, and in which order
//! they come.
//! Invariant: what goes with something is not said to be its cause.

mod correlation;
mod order;
mod quadrant;
#[cfg(test)]
mod tests;

pub use correlation::{Correlation, halo};
pub use order::{FixOrder, PlaceRange, Strength, place_ranges};
pub use quadrant::{DriverMedians, Positioned, Quadrant};
