//! Frames to paint in tests: an airport, a bakery in Hebrew, a list of maps, overlays, and one with nasty names.

mod airport;
mod bakery;
mod nasty;
mod overlay;
mod parts;
mod shelf;

pub(super) use airport::{airport, airport_at, overview_of};
pub(super) use bakery::bakery;
pub(super) use nasty::nasty;
pub(super) use overlay::{deciding, finding, picker, typed, typing};
pub(super) use parts::journey_of;
pub(super) use shelf::shelf;
