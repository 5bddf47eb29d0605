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
use crate::journey::{Book, Finding, rule};
use crate::store::{Loading, Pace, Root, Wanted};

/// What each thread reads. One map of a list is read at a time, by all cores: several at once would be no sooner
/// done, and each takes what it counts in memory. The open map waits for none of them.
const THREADS: [Reads; 2] = [Reads::Any, Reads::Open];

/// Which maps a thread reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reads {
    /// All of them, one after the other.
    Any,
    /// The open one.
    Open,
}

/// A map that is to be read.
#[derive(Clone, Debug)]
pub(super) struct Order {
    pub(super) map: String,
    /// What is known of it already: then only its sources are read.
    pub(super) read: Option<Arc<Book>>,
}

/// Reads maps beside the screen.
#[derive(Debug)]
pub(super) struct Loader {
    queue: Arc<Queue>,
    /// The number of the latest load of each map, and whether it is cancelled.
    latest: BTreeMap<String, (u64, Arc<AtomicBool>)>,
    n_loads: u64,
}

/// One map to read.
#[derive(Clone, Debug)]
struct Load {
    order: Order,
    number: u64,
    is_cancelled: Arc<AtomicBool>,
}

#[derive(Debug, Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    has_more: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    loads: VecDeque<Load>,
    /// The map that is open.
    open: Option<String>,
}

impl Waiting {
    fn next(&mut self, reads: Reads) -> Option<Load> {
        let is_open = |load: &Load| self.open.as_ref() == Some(&load.order.map);
        let idx = self.loads.iter().position(|load| reads == Reads::Any || is_open(load))?;
        self.loads.remove(idx)
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self, reads: Reads) -> Load {
        let mut waiting = self.lock();
        loop {
            match waiting.next(reads) {
                Some(load) => return load,
                None => waiting = self.has_more.wait(waiting).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl Loader {
    /// Starts the threads; they wait for work.
    pub(super) fn start(root: &Arc<Root>, told: &Sender<Wakeup>) -> Self {
        let queue = Arc::new(Queue::default());
        for reads in THREADS {
            let (queue, root, told) = (Arc::clone(&queue), Arc::clone(root), told.clone());
            thread::spawn(move || {
                loop {
                    read(&root, &queue.next(reads), &told);
                }
            });
        }
        Self { queue, latest: BTreeMap::new(), n_loads: 0 }
    }

    /// Reads these maps, in this order, before any that still wait.
    pub(super) fn load(&mut self, orders: impl DoubleEndedIterator<Item = Order>) {
        for order in orders.rev() {
            self.n_loads += 1;
            let (number, is_cancelled) = (self.n_loads, Arc::<AtomicBool>::default());
            let latest = (number, Arc::clone(&is_cancelled));
            if let Some((_, replaced)) = self.latest.insert(order.map.clone(), latest) {
                replaced.store(true, Ordering::Relaxed);
            }
            self.queue.lock().loads.push_front(Load { order, number, is_cancelled });
            self.queue.has_more.notify_all();
        }
    }

    /// This map is open, or none: whichever waits of it is read next.
    pub(super) fn attend(&self, open: Option<String>) {
        self.queue.lock().open = open;
        self.queue.has_more.notify_all();
    }

    /// Stops all loads.
    pub(super) fn cancel(&self) {
        for (_, is_cancelled) in self.latest.values() {
            is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Is this of the latest load of that map?
    pub(super) fn is_latest(&self, map: &str, number: u64) -> bool {
        self.latest.get(map).is_some_and(|(latest, _)| *latest == number)
    }
}

fn read(root: &Root, load: &Load, told: &Sender<Wakeup>) {
    let Order { map, read } = &load.order;
    let tell = |news| {
        // The loop is gone when the program ends.
        told.send(Wakeup::Read { map: map.clone(), number: load.number, news }).ok();
    };
    let loaded = |book| News::Loaded { map: map.clone(), book: Arc::new(book) };
    let mut throttle = Throttle::default();
    let mut hear = |loading| match loading {
        Loading::Opened(book) | Loading::Counted(book) => tell(loaded(book)),
        Loading::Reading { source, done, total, pass } => {
            if throttle.is_due() {
                tell(News::Progress { map: map.clone(), source, done, total, pass });
            }
        }
    };
    let wanted = Wanted { pace: Pace::Fast, ..Wanted::default() };
    let reading = AssertUnwindSafe(|| match read {
        Some(read) => root.recount(map, read, &wanted, &load.is_cancelled, &mut hear),
        None => root.load(map, &wanted, &load.is_cancelled, &mut hear),
    });
    tell(loaded(catch_unwind(reading).unwrap_or_else(|_| unread(map, read.as_deref()))));
}

/// What is known of a map when reading it went wrong by our own fault.
fn unread(map: &str, read: Option<&Book>) -> Book {
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
    let mut book = read.cloned().unwrap_or_default().uncounted();
    book.findings.push(finding);
    book.counts.is_complete = true;
    book
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_map_waits_for_no_other() {
        let load = |map: &str| {
            let order = Order { map: map.to_owned(), read: None };
            Load { order, number: 1, is_cancelled: Arc::default() }
        };
        let mut waiting = Waiting { loads: ["a", "b", "c"].map(load).into(), open: None };
        let mut check = |name: &str, open: Option<&str>, reads: Reads, map: Option<&str>| {
            waiting.open = open.map(str::to_owned);
            assert_eq!(waiting.next(reads).map(|load| load.order.map).as_deref(), map, "{name}");
        };
        check("none is open", None, Reads::Open, None);
        check("it comes before those that waited longer", Some("b"), Reads::Open, Some("b"));
        check("it is being read", Some("b"), Reads::Open, None);
        check("the others in their order", Some("b"), Reads::Any, Some("a"));
        check("whoever is free reads it", Some("c"), Reads::Any, Some("c"));
        check("all are read", Some("c"), Reads::Any, None);
    }
}
