//! Floor 3: the state machine. It does no input or output and reads no clock.
//!
//! Start with [`Session::new`], tell it what happens with [`press()`] and [`update()`], and look at it with [`frame()`].
//! The floor above performs the effects; their results come back as [`News`].
//!
//! From the top down: `update` does what the layers ask for next; `frame` makes the frame of a session; `stack` joins
//! the layers, one file each in `layer`; below them `state` holds what a session knows, `scene` says what of a map is
//! shown, and the rest is vocabulary.

pub(crate) mod abreast;
mod analyzed;
mod answer;
mod arrival;
pub(crate) mod board;
mod bookmarks;
pub(crate) mod command;
mod cursor;
pub(crate) mod desk;
pub mod effect;
pub mod event;
pub(crate) mod figures;
mod frame;
pub(crate) mod goal;
pub(crate) mod history;
pub mod key;
pub mod keymap;
mod layer;
mod lead;
pub(crate) mod lens;
pub(crate) mod library;
pub(crate) mod location;
pub(crate) mod meeting;
pub(crate) mod movement;
pub(crate) mod naming;
mod news;
mod next;
pub(crate) mod order;
mod pause;
pub(crate) mod pen;
pub(crate) mod request;
mod row;
mod saving;
pub(crate) mod scene;
pub(crate) mod session;
mod settle;
mod stack;
#[cfg(test)]
mod stand;
mod standing;
mod start;
pub(crate) mod state;
mod truths;
mod turn;
mod unseen;
mod update;
mod upkeep;
pub mod view;
pub(crate) mod viewing;
pub(crate) mod walk;
mod words;
mod worst;

pub use command::Command;
pub use effect::Effect;
pub use event::{Event, Gesture, News, Pointed, Size};
pub use frame::frame;
pub use key::{Key, KeyError};
pub use order::{Beginning, Outcome, SaveOrder, Work};
pub use scene::views::markdown as views_markdown;
pub use session::Session;
pub use start::Start;
pub use update::{press, update};
pub use viewing::ViewName;
