//! What is read of maps while they are looked at: loads, and texts that change meanwhile. Must not know what is in them.
//! Invariant: no text is shown again that a later one has replaced, and no source is read because of words.

use std::sync::Arc;
use std::thread;

use super::{Event, Explorer};
use crate::app::action::{Action, News};
use crate::journey::Book;
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
                    Change::Rewritten(maps) => Event::Rewritten(maps),
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
        for volume in &self.state.shelf.volumes {
            if let Some(book) = &volume.book {
                watcher.follow(&volume.label, &book.map);
            }
        }
    }

    /// The text of a map may be another one on disk.
    pub(super) fn reread(&mut self, map: &str) {
        let Some(volume) = self.state.shelf.volume(map) else { return };
        let is_whole = |book: &&Arc<Book>| volume.broken.is_none() && (volume.is_loading || book.counts.is_complete);
        match volume.book.as_ref().filter(is_whole).cloned() {
            Some(shown) => self.loader.reread(map.to_owned(), shown),
            None => self.act(Action::News(News::Changed(map.to_owned()))),
        }
    }

    /// The text of a map is another one than that of which a load tells, if one is under way.
    pub(super) fn overtake(&mut self, map: &str) {
        if self.is_loading(map) {
            self.loader.overtake(map);
        }
    }

    /// Takes in what was read, unless something newer is shown already.
    pub(super) fn learn(&mut self, map: String, number: u64, news: News) {
        let is_loaded = matches!(news, News::Loaded { .. });
        if let Some(shown) = self.loader.shown(&map, number) {
            self.learn_of_text(&map, &shown, news);
        } else if self.loader.is_latest(&map, number) {
            match news {
                News::Loaded { book, .. } if self.loader.is_overtaken(&map) => {
                    if book.counts.is_complete {
                        self.loader.recheck(map, book);
                    }
                    return;
                }
                news => self.act(Action::News(news)),
            }
        }
        if is_loaded {
            self.follow_shown(&map);
        }
    }

    /// Takes in that a text is another one. A load that is under way goes on counting.
    fn learn_of_text(&mut self, map: &str, shown: &Arc<Book>, news: News) {
        let now = self.state.shelf.volume(map).and_then(|volume| volume.book.as_ref());
        if !now.is_some_and(|book| Arc::ptr_eq(book, shown)) {
            return self.reread(map);
        }
        match news {
            News::Loaded { book, .. } if self.is_loading(map) => {
                self.loader.overtake(map);
                let book = Arc::new(Arc::unwrap_or_clone(book).uncounted());
                self.act(Action::News(News::Loaded { map: map.to_owned(), book }));
            }
            news => self.act(Action::News(news)),
        }
    }

    fn is_loading(&self, map: &str) -> bool {
        self.state.shelf.volume(map).is_some_and(|volume| volume.is_loading)
    }

    /// A broken map says nothing of its sources: those of the one that is shown are watched.
    fn follow_shown(&self, map: &str) {
        let shown = self.state.shelf.volume(map).and_then(|volume| volume.book.as_ref());
        if let (Some(watcher), Some(book)) = (&self.watcher, shown.filter(|book| book.counts.is_complete)) {
            watcher.follow(map, &book.map);
        }
    }
}
