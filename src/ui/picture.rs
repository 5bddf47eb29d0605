//! A painted buffer as something to keep or to send: text, ANSI, SVG; and several of them as a film.

mod ansi;
mod cells;
mod color;
mod film;
mod svg;
mod text;

pub use ansi::ansi;
pub use film::{Shot, film};
pub(super) use svg::escaped;
pub use svg::svg;
pub use text::text;

#[cfg(test)]
mod tests;
