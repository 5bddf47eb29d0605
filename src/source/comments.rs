//! What customers wrote at a place of a map and all in it: the words, and what each row says besides.
//! Invariant: what is personal is masked before it is kept, unless the user asked for it.
//!
//! Of each place at most [`MOST_BYTES`] are kept: the newest comments, with the number of all there were.

mod alike;
mod cut;
pub mod fold;
mod gathering;
mod kept;
mod rank;
#[cfg(test)]
mod tests;
mod wish;

pub use super::commented::{has_comments, is_of_comments, places, sources};
pub use super::mask;
pub use alike::Groups;
pub use fold::shown;
pub use gathering::{Gathering, MOST_BYTES};
pub use kept::{Comment, Comments};
pub use rank::{Found, Gist, Moods, Order, Scores, sign};
pub use wish::{Privacy, Wish};
