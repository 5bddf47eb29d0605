//! The clock: how long to wait and how often to tell, and never what is shown.

use std::time::{Duration, Instant};

/// Progress is told no more often.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(100);

/// The moment.
#[expect(clippy::disallowed_methods, reason = "the terminal is an edge")]
pub(super) fn now() -> Instant {
    Instant::now()
}

/// Says when progress is to be told again.
#[derive(Debug, Default)]
pub(super) struct Throttle {
    told_at: Option<Instant>,
}

impl Throttle {
    /// Is it time? Then the next time is a while away.
    pub(super) fn is_due(&mut self) -> bool {
        let now = now();
        let is_due = self.told_at.is_none_or(|before| now.duration_since(before) >= BETWEEN_PROGRESS);
        if is_due {
            self.told_at = Some(now);
        }
        is_due
    }
}
