//! Floor 2a: text and bytes to a journey and its counts.
//! Invariant: parsing never fails; it gives a map and findings.

mod appearance;
mod atlas;
pub mod bind;
pub mod bytes;
pub mod caret;
mod cells;
pub mod charset;
mod commented;
pub mod comments;
mod dates;
pub mod edit;
pub mod format;
mod locate;
pub mod map;
pub mod mask;
mod naming;
pub mod readings;
pub mod resolve;
pub mod settings;
mod shapes;
pub mod splice;
mod survey;
pub mod tables;
pub mod templates;
pub mod unused;

pub use crate::journey::rule::{RULES, Rule};
pub use locate::{locate, point};
#[cfg(test)]
pub(crate) use map::n_parsed;
pub use map::parse;
pub use resolve::{Unresolved, resolve};
