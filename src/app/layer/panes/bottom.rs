//! The layer below every other.

use crate::app::state::State;
use crate::text::Plain;

/// The panes. The state keeps what is in them, since other layers lie over them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct Panes;

/// Why a command does nothing in the list of maps.
pub(super) fn outside(state: &State) -> Option<Plain> {
    (!state.place.is_inside).then(|| "open a map first".into())
}
