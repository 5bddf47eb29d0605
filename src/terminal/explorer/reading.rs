//! What is read of maps while they are looked at: loads, and texts that change meanwhile. Must not know what is in them.
//! Invariant: no text is shown again that a later one has replaced, and no source is read because of words.

use std::sync::Arc;
use std::thread;

use super::{Event, Explorer};
use crate::app::action::News;
use crate::store::Change;

impl Explorer {
    /// Watches from a thread of its own: a large folder takes its time.
    pub(super) fn watch(&self) {
        let (root, told) = (Arc::clone(&self.root), self.told.clone());
        thread::spawn(move || {
            let tell = told.clone();
            let hear = move |change| {
                let event = match change {
                    Change::Touched(maps) => Event::News(maps.into_iter().map(News::Changed).collect()),
                    Change::Rewritten(maps) => Event::News(maps.into_iter().map(News::Rewritten).collect()),
                    Change::Shelf(maps) => Event::News(vec![News::Shelf(maps)]),
                };
                // The loop is gone when the program ends.
                tell.send(event).ok();
            };
            let event = match root.watch(hear) {
                Ok(watcher) => Event::Watching(watcher),
                Err(error) => Event::News(vec![News::Said(error.to_string())]),
            };
            told.send(event).ok();
        });
    }

    /// Watches the sources of every map that was read.
    pub(super) fn follow(&self) {
        let Some(watcher) = &self.watcher else { return };
        for (map, book) in &self.followed {
            watcher.follow(map, &book.map);
        }
    }
}
