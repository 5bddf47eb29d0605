//! Floor 4: paints a frame into a buffer of cells, and pictures of that buffer. Of `app` it sees `view` alone.

mod bidi;
mod brush;
mod card;
mod chart;
pub(crate) mod cluster;
mod columns;
mod comments;
mod curve;
mod detail;
mod dots;
mod figure;
mod fold;
mod footer;
mod frame;
mod glyph;
mod header;
mod journey;
mod legend;
mod look;
mod page;
mod paint;
mod paper;
mod picker;
pub mod picture;
mod plot;
mod rail;
mod rule;
mod scroll;
mod shelf;
mod stages;
mod strip;
mod theme;
mod touchpoints;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use look::{Depth, Look};
pub use page::sheet::sheet;
pub use paint::paint;
pub use paper::paper;
