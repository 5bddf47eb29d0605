//! The thread that compares the texts of maps with what was read of them. It reads no data, so nobody waits for it long.
//! Invariant: every look is answered once, in the order they came.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::wakeup::Wakeup;
use crate::app::News;
use crate::app::action::Compared;
use crate::journey::Book;
use crate::store::{Reread, Root};

/// Compares texts beside the screen, and beside the threads that load.
#[derive(Debug)]
pub(super) struct Looker {
    looks: Sender<(String, Arc<Book>, bool)>,
}

impl Looker {
    /// Starts the thread; it waits for work.
    pub(super) fn start(root: &Arc<Root>, told: &Sender<Wakeup>) -> Self {
        let (looks, asked) = channel::<(String, Arc<Book>, bool)>();
        let (root, told) = (Arc::clone(root), told.clone());
        thread::spawn(move || {
            for (map, read, is_pointed) in asked {
                let looking = AssertUnwindSafe(|| looked(&root, map.clone(), Arc::clone(&read), is_pointed));
                let news = catch_unwind(looking).unwrap_or_else(|_| News::Looked {
                    map: map.clone(),
                    read: Arc::clone(&read),
                    compared: Compared::Unlike,
                });
                // The loop is gone when the program ends.
                told.send(Wakeup::News(news)).ok();
            }
        });
        Self { looks }
    }

    /// Compares the text of a map with what was read of it.
    pub(super) fn look(&self, map: String, read: Arc<Book>, is_pointed: bool) {
        // The thread ends with the program.
        self.looks.send((map, read, is_pointed)).ok();
    }
}

/// Compares the text of a map with what was read of it.
pub(super) fn looked(root: &Root, map: String, read: Arc<Book>, is_pointed: bool) -> News {
    let compared = match root.reread(&map, &read, is_pointed) {
        Reread::Same => Compared::Same,
        Reread::Told(book) => Compared::Other(Arc::new(*book)),
        Reread::Unlike => Compared::Unlike,
    };
    News::Looked { map, read, compared }
}
