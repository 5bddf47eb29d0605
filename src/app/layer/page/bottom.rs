//! The page below every other layer.

use crate::app::state::State;
use crate::text::Plain;

/// The page. The state keeps what is on it, since other layers lie over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct Page;

/// Why a command does nothing in the list of maps.
pub(super) fn outside(state: &State) -> Option<Plain> {
    (!state.place.is_inside).then(|| "open a map first".into())
}
