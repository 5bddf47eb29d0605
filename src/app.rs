//! Floor 3: the state machine, which does no input or output and reads no clock.
//!
//! A session is [`Session::new`], then [`press()`] and [`update()`] for whatever happens, and [`view()`] for what is to
//! be seen. Effects are performed by the floor above; what comes of them returns as [`News`].
//!
//! From the top down: `update` does what layers want to be done next; `frame` makes the view of a session; `stack` joins
//! the layers, one file each in `layer`; below them `state` holds what a session knows, `scene` tells what of a map is to
//! be seen, and the rest is the vocabulary.

mod answer;
pub mod board;
pub mod command;
mod cursor;
pub mod desk;
pub mod effect;
pub mod event;
pub mod figures;
mod frame;
pub mod history;
pub mod key;
pub mod keymap;
mod layer;
pub mod lens;
pub mod library;
pub mod location;
pub mod meeting;
pub mod naming;
mod news;
mod next;
pub mod order;
pub mod pen;
pub mod request;
mod row;
mod saving;
pub(crate) mod scene;
pub mod session;
mod settle;
mod stack;
#[cfg(test)]
mod stand;
mod standing;
pub mod state;
pub mod track;
mod turn;
mod update;
mod upkeep;
pub mod view;
mod words;

pub use command::Command;
pub use effect::Effect;
pub use event::{Event, Gesture, News, Pointed, Size};
pub use frame::view;
pub use key::{Key, KeyError};
pub use order::{Outcome, SaveOrder, Work};
pub use session::Session;
pub use state::Start;
pub use update::{press, update};
