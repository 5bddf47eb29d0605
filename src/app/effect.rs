//! What a session asks of the world. Must not know how it is done.
//! Invariant: an effect holds all that is needed to perform it.

use crate::source::settings::Bidi;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read the map of this label and its data; a second one for the same map replaces the first.
    Load(String),
    /// Stop all reading; what is read so far stays.
    CancelLoads,
    /// What was just painted is out of date: paint once more. Only ever an answer to `Drawn`.
    Redraw,
    /// Take the mouse, or let go of it.
    Mouse(bool),
    /// Put right-to-left text in order this way from now on.
    Bidi(Bidi),
    /// Leave the screen and stop, until the shell says to go on.
    Suspend,
    /// Leave for good.
    Quit,
}
