//! How a map is arrived at.

use crate::journey::Bookmark;

/// How a map is arrived at, and where the user is by what was told of that.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arrival {
    /// Is it known what earlier sessions left behind?
    pub is_recalled: bool,
    /// The map that was opened at its beginning; `None` once its cursor is placed, or the user did something.
    pub awaited: Option<String>,
    /// What was told last.
    pub(super) told: Option<Bookmark>,
}

impl Arrival {
    /// Is the cursor of this map still to be placed?
    #[must_use]
    pub(crate) fn is_awaited(&self, map: &str) -> bool {
        self.awaited.as_deref() == Some(map)
    }
}
