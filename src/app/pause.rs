//! What waits until keys pause: while they come fast, what is drawn for each of them is little.
//! A command that acts on what is shown never finds it waiting.

use std::time::Duration;

use super::location::Location;
use crate::journey::Map;

/// Keys pause when none came for so long.
const PAUSE: Duration = Duration::from_millis(80);

/// What is late, and stays as it was painted last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Late {
    /// The detail beside a list.
    Detail,
    /// The page behind a search.
    Page,
}

/// What waits until keys pause.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pause {
    /// When it waits no longer; `None` while nothing waits.
    due: Option<Duration>,
    late: Option<Late>,
    /// The place that was painted last.
    painted: Location,
    /// When the cursor moved last.
    moved: Option<Duration>,
}

impl Pause {
    /// When it is to be told the time.
    #[must_use]
    pub(crate) const fn due(&self) -> Option<Duration> {
        self.due
    }

    /// The place that the detail shows while it is late.
    #[must_use]
    pub(crate) fn detail(&self) -> Option<&Location> {
        self.late.map(|_| &self.painted)
    }

    /// The place that the page shows while it is late.
    #[must_use]
    pub(crate) fn page(&self) -> Option<&Location> {
        self.detail().filter(|_| self.late == Some(Late::Page))
    }

    /// Something waits from now on.
    pub(crate) fn wait(&mut self, now: Duration) {
        self.due = Some(now.saturating_add(PAUSE));
    }

    /// Nothing waits any more; tells whether anything did.
    pub(crate) fn end(&mut self) -> bool {
        self.late = None;
        self.due.take().is_some()
    }

    /// The cursor moved to another place of this map. The first step is followed at once; where more come fast, what
    /// follows is late: it waits for the last of them.
    pub(crate) fn moved(&mut self, now: Duration, place: &Location, map: &Map, late: Late) {
        let is_fast = self.moved.replace(now).is_some_and(|before| now.saturating_sub(before) < PAUSE);
        if is_fast && self.painted.is_inside && self.painted.map.id == place.map.id {
            self.painted.settle(map);
            self.late = Some(late);
            self.wait(now);
        }
    }

    /// A frame was painted of this place.
    pub(crate) fn painted(&mut self, place: &Location) {
        self.painted.clone_from(place);
    }
}
