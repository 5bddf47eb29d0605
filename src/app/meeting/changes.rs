//! What changed in a standup so far.
//! Invariant: the newest stands first, and what is taken back leaves the order that was there before.

use std::sync::Arc;

use crate::journey::{Book, Map};
use crate::standup::{self, Changed};

/// What changed, for each text that the map had; the last is that of now.
#[derive(Clone, Debug, Default)]
pub(super) struct Changes {
    of_texts: Vec<(Arc<str>, Vec<Changed>)>,
}

impl Changes {
    /// What changed so far, in a line each, the newest first.
    pub(super) fn now(&self) -> &[Changed] {
        self.of_texts.last().map(|(_, changed)| changed.as_slice()).unwrap_or_default()
    }

    /// Puts what changed with the map as it is now before what changed earlier.
    pub(super) fn follow(&mut self, start: &Map, book: &Book) {
        if let Some(idx) = self.of_texts.iter().rposition(|(own, _)| *own == book.text) {
            self.of_texts.truncate(idx + 1);
            return;
        }
        let now = standup::changed(start, &book.map);
        let before = self.now();
        let (old, mut all): (Vec<Changed>, Vec<Changed>) = now.into_iter().partition(|own| before.contains(own));
        all.extend(before.iter().filter(|own| old.contains(own)).cloned());
        self.of_texts.push((Arc::clone(&book.text), all));
    }
}
