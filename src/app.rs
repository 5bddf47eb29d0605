//! Floor 3: the state machine. State, action, update, effect, keymap, view.
//! Must not know ratatui, crossterm, files, the environment or a clock.
//! Invariant: a session is the list of its actions.

pub mod view;
