//! A painted buffer as something to keep or to send: text, ANSI, SVG.

mod ansi;
mod cells;
mod color;
mod svg;
mod text;

pub use ansi::ansi;
pub use svg::svg;
pub use text::text;

#[cfg(test)]
mod tests;
