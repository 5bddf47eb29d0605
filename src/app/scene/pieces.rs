//! What the builders of a journey look at, and what they share.

use crate::app::board::Board;
use crate::app::keymap::Keymap;
use crate::app::library::{LoadProgress, Volume};
use crate::app::location::Location;
use crate::app::meeting::Standup;
use crate::app::state::State;
use crate::journey::{Book, Map};
use crate::text::Plain;

/// What the builders of a journey look at.
#[derive(Clone, Copy)]
pub(in crate::app) struct Scene<'a> {
    /// The map with its numbers.
    pub(super) book: &'a Book,
    /// The numbers as they are looked at.
    pub(super) board: &'a Board,
    /// Where one is.
    pub(super) place: &'a Location,
    /// Is anything still being read?
    pub(super) is_loading: bool,
    /// How far the source is that is being read.
    pub(super) progress: Option<&'a LoadProgress>,
    /// The keys in force.
    pub(super) keymap: &'a Keymap,
    /// The standup under way, where it is of this map.
    pub(super) standup: Option<&'a Standup>,
}

impl<'a> Scene<'a> {
    /// Of a map as it is looked at.
    pub(super) fn of(state: &'a State, volume: &'a Volume, book: &'a Book) -> Self {
        Self {
            book,
            board: &state.sight.board,
            place: &state.place,
            is_loading: volume.is_loading,
            progress: volume.progress.as_ref().filter(|_| volume.is_loading),
            keymap: &state.setup.keymap,
            standup: state.standup_of(&volume.label),
        }
    }

    /// The map.
    pub(super) fn map(&self) -> &'a Map {
        &self.book.map
    }
}

/// `a · b`, of what there is.
pub(in crate::app) fn joined(parts: impl IntoIterator<Item = String>) -> Plain {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" · ").into()
}
