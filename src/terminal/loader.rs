//! The threads that read maps and their data.
//! Invariant: nothing of a reading that was replaced by a later one of the same map is told.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::clock::Throttle;
use super::wakeup::Wakeup;
use crate::app::News;
use crate::journey::{Book, Counts, Finding, rule};
use crate::store::{Loading, Pace, Root, Wanted};

/// As many maps are read at a time.
const N_THREADS: usize = 2;

/// Reads maps beside the screen.
#[derive(Debug)]
pub(super) struct Loader {
    queue: Arc<Queue>,
    /// The latest load of each map.
    latest: BTreeMap<String, Load>,
    n_loads: u64,
}

/// One map to read.
#[derive(Clone, Debug)]
struct Load {
    map: String,
    number: u64,
    is_cancelled: Arc<AtomicBool>,
}

#[derive(Debug, Default)]
struct Queue {
    loads: Mutex<VecDeque<Load>>,
    has_more: Condvar,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, VecDeque<Load>> {
        self.loads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Load {
        let mut loads = self.lock();
        loop {
            match loads.pop_front() {
                Some(load) => return load,
                None => loads = self.has_more.wait(loads).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl Loader {
    /// Starts the threads; they wait for work.
    pub(super) fn start(root: &Arc<Root>, told: &Sender<Wakeup>) -> Self {
        let queue = Arc::new(Queue::default());
        for _ in 0..N_THREADS {
            let (queue, root, told) = (Arc::clone(&queue), Arc::clone(root), told.clone());
            thread::spawn(move || {
                loop {
                    read(&root, &queue.next(), &told);
                }
            });
        }
        Self { queue, latest: BTreeMap::new(), n_loads: 0 }
    }

    /// Reads these maps, in this order, before any that still wait.
    pub(super) fn load(&mut self, maps: impl DoubleEndedIterator<Item = String>) {
        for map in maps.rev() {
            self.n_loads += 1;
            let load = Load { map, number: self.n_loads, is_cancelled: Arc::default() };
            if let Some(replaced) = self.latest.insert(load.map.clone(), load.clone()) {
                replaced.is_cancelled.store(true, Ordering::Relaxed);
            }
            self.queue.lock().push_front(load);
            self.queue.has_more.notify_one();
        }
    }

    /// Stops all loads.
    pub(super) fn cancel(&self) {
        for load in self.latest.values() {
            load.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Is this of the latest load of that map?
    pub(super) fn is_latest(&self, map: &str, number: u64) -> bool {
        self.latest.get(map).is_some_and(|load| load.number == number)
    }
}

fn read(root: &Root, load: &Load, told: &Sender<Wakeup>) {
    let tell = |news| {
        // The loop is gone when the program ends.
        told.send(Wakeup::Read { map: load.map.clone(), number: load.number, news }).ok();
    };
    let loaded = |book| News::Loaded { map: load.map.clone(), book: Arc::new(book) };
    let mut throttle = Throttle::default();
    let mut hear = |loading| match loading {
        Loading::Opened(book) | Loading::Counted(book) => tell(loaded(book)),
        Loading::Reading { source, done, total, pass } => {
            if throttle.is_due() {
                tell(News::Progress { map: load.map.clone(), source, done, total, pass });
            }
        }
    };
    let wanted = Wanted { pace: Pace::Fast, ..Wanted::default() };
    let reading = AssertUnwindSafe(|| root.load(&load.map, &wanted, &load.is_cancelled, &mut hear));
    tell(loaded(catch_unwind(reading).unwrap_or_else(|_| unread(&load.map))));
}

/// What is known of a map when reading it went wrong by our own fault.
fn unread(map: &str) -> Book {
    let finding = Finding {
        rule: &rule::UNREADABLE_FILE,
        message: "reading it failed inside cjm".to_owned(),
        help: Some("report this as a bug, with the map and its sources if you may".to_owned()),
        file: map.to_owned(),
        line: 0,
        column: 0,
        excerpt: None,
        address: None,
    };
    let counts = Counts { is_complete: true, ..Counts::default() };
    Book { findings: vec![finding], counts, ..Book::default() }
}
