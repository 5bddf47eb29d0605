//! The clock of a standup: whole minutes since it was started. Must not know what they are for.
//! Invariant: while it is off, nobody waits for it.

use std::time::{Duration, Instant};

const MINUTE: Duration = Duration::from_secs(60);

/// A clock, on or off.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    since: Option<Instant>,
    n_told: u32,
}

impl Clock {
    /// A clock that starts at that moment.
    pub(super) fn since(now: Instant) -> Self {
        Self { since: Some(now), n_told: 0 }
    }

    /// How long until the next minute is full; `None` while it is off.
    pub(super) fn until_next(&self, now: Instant) -> Option<Duration> {
        let next = self.since? + MINUTE * (self.n_told + 1);
        Some(next.saturating_duration_since(now))
    }

    /// How many minutes are full, where that is more than was told before. Those that were slept through are passed over.
    pub(super) fn tell(&mut self, now: Instant) -> Option<u32> {
        let n_minutes = now.duration_since(self.since?).as_secs() / MINUTE.as_secs();
        let n_minutes = u32::try_from(n_minutes).unwrap_or(u32::MAX);
        (n_minutes > self.n_told).then(|| {
            self.n_told = n_minutes;
            n_minutes
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_tells_whole_minutes_once() {
        let start = super::super::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        let mut clock = Clock::since(start);
        assert_eq!(clock.until_next(start), Some(MINUTE));
        assert_eq!(clock.tell(at(59)), None);
        assert_eq!(clock.until_next(at(59)), Some(Duration::from_secs(1)));
        assert_eq!(clock.tell(at(60)), Some(1));
        assert_eq!(clock.tell(at(61)), None);
        assert_eq!(clock.until_next(at(61)), Some(Duration::from_secs(59)));
        assert_eq!(clock.tell(at(400)), Some(6), "a stopped program wakes late");
        assert_eq!(clock.until_next(at(400)), Some(Duration::from_secs(20)));
        assert_eq!(clock.until_next(at(9_000)), Some(Duration::ZERO));
    }

    #[test]
    fn a_clock_that_is_off_wakes_nobody() {
        let now = super::super::now();
        let mut clock = Clock::default();
        assert_eq!((clock.until_next(now), clock.tell(now)), (None, None));
    }
}
