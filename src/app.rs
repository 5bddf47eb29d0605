//! Floor 3: the state machine. State, action, update, effect, keymap, view.
//! Must not know ratatui, crossterm, files, the environment or a clock.
//! Invariant: a session is the list of its actions.
//!
//! A session is [`State::new`], then [`press()`] and [`update()`] for whatever happens, and [`view()`] for what is to be
//! seen. Effects are performed by the floor above; what comes of them returns as [`News`].

pub mod action;
pub mod board;
pub mod card;
pub mod command;
pub mod desk;
mod edits;
pub mod effect;
pub mod find;
mod focus;
pub mod key;
pub mod keymap;
pub mod lens;
mod list;
mod mark;
pub mod menu;
mod mouse;
pub mod naming;
mod news;
pub mod order;
pub mod pen;
pub mod picker;
pub mod place;
pub mod reader;
pub mod shelf;
#[cfg(test)]
mod stand;
pub mod standup;
pub mod state;
pub mod track;
pub mod update;
mod upkeep;
pub mod view;
pub mod writing;

pub use action::{Action, Gesture, News, Pointed, Size};
pub use command::Command;
pub use effect::Effect;
pub use key::{Key, KeyError};
pub use order::{Order, Outcome, Work};
pub use state::{Start, State};
pub use update::{press, update};
pub use view::view;
