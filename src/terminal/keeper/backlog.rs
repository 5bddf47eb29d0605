//! Words that wait to be written, and when they are due.
//! Invariant: only the newest words wait; what an earlier session left behind goes with them until it is known.

use std::time::{Duration, Instant};

use crate::journey::Draft;

/// Words are written no more often: a disk may be slow, and a fast hand types ten characters a second.
const PAUSE: Duration = Duration::from_millis(250);

/// Words that wait to be written.
#[derive(Debug, Default)]
pub(super) struct Backlog {
    /// What earlier sessions left behind, until this one has heard of it.
    left: Vec<Draft>,
    waiting: Option<Vec<Draft>>,
    written: Option<Instant>,
}

impl Backlog {
    /// These are all the drafts there are now.
    pub(super) fn add(&mut self, drafts: Vec<Draft>) {
        self.waiting = Some(drafts);
    }

    /// Earlier sessions left these behind.
    pub(super) fn inherit(&mut self, left: Vec<Draft>) {
        self.left = left;
    }

    /// The session knows what earlier ones left behind; what it said before that, it said without knowing.
    pub(super) fn settle(&mut self) {
        let left = std::mem::take(&mut self.left);
        if let Some(waiting) = &mut self.waiting {
            waiting.splice(..0, left);
        }
    }

    /// How long until what waits is to be written; `None` while nothing waits.
    pub(super) fn until_due(&self, now: Instant) -> Option<Duration> {
        self.waiting.as_ref()?;
        let due = self.written.map(|written| written + PAUSE);
        Some(due.map_or(Duration::ZERO, |due| due.saturating_duration_since(now)))
    }

    /// What is to be written now, if anything waits.
    pub(super) fn take(&mut self, now: Instant) -> Option<Vec<Draft>> {
        let waiting = self.waiting.take()?;
        self.written = Some(now);
        Some(self.left.iter().cloned().chain(waiting).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journey::{Address, Aim};

    fn typed(words: &str) -> Draft {
        let aim = Aim::Field(Address::journey().field("title"));
        Draft { map: "bakery.toml".to_owned(), aim, typed: words.to_owned(), was: None, is_open: true }
    }

    #[test]
    fn the_first_stroke_is_written_at_once_and_the_next_ones_together() {
        let start = super::super::super::clock::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut backlog = Backlog::default();
        assert_eq!(backlog.until_due(start), None);
        backlog.add(vec![typed("a")]);
        assert_eq!(backlog.until_due(start), Some(Duration::ZERO));
        assert_eq!(backlog.take(start), Some(vec![typed("a")]));
        backlog.add(vec![typed("ab")]);
        backlog.add(vec![typed("abc")]);
        assert_eq!(backlog.until_due(at(100)), Some(Duration::from_millis(150)));
        assert_eq!(backlog.until_due(at(900)), Some(Duration::ZERO));
        assert_eq!(backlog.take(at(250)), Some(vec![typed("abc")]));
        assert_eq!((backlog.until_due(at(300)), backlog.take(at(300))), (None, None));
        backlog.add(Vec::new());
        assert_eq!(backlog.take(at(500)), Some(Vec::new()), "that nothing is left to keep is written too");
    }

    #[test]
    fn what_was_left_behind_stays_until_the_session_knows_of_it() {
        let now = super::super::super::clock::now();
        let mut backlog = Backlog::default();
        backlog.add(vec![typed("new")]);
        backlog.inherit(vec![typed("old")]);
        assert_eq!(backlog.take(now), Some(vec![typed("old"), typed("new")]));
        backlog.add(vec![typed("said before it knew")]);
        backlog.settle();
        assert_eq!(backlog.take(now), Some(vec![typed("old"), typed("said before it knew")]));
        backlog.add(vec![typed("newer")]);
        assert_eq!(backlog.take(now), Some(vec![typed("newer")]));
    }
}
