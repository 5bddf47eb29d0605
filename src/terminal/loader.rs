//! The threads that read maps and their data. Must not know what is on the screen.
//! Invariant: nothing of a reading that was replaced by a later one of the same map is told.

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::Event;
use crate::app::News;
use crate::journey::{Book, Counts, Finding, rule};
use crate::store::{Loading, Reread, Root, Wanted};

/// As many maps are read at a time.
const N_THREADS: usize = 2;
/// Progress is told no more often.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(100);

/// Reads maps beside the screen.
#[derive(Debug)]
pub(super) struct Loader {
    queue: Arc<Queue>,
    /// The latest reading of each map.
    latest: BTreeMap<String, Job>,
    n_jobs: u64,
}

/// One map to read.
#[derive(Clone, Debug)]
struct Job {
    map: String,
    number: u64,
    /// What is shown of it, where only its text is to be read.
    shown: Option<Arc<Book>>,
    is_cancelled: Arc<AtomicBool>,
}

#[derive(Debug, Default)]
struct Queue {
    jobs: Mutex<VecDeque<Job>>,
    has_more: Condvar,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, VecDeque<Job>> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Job {
        let mut jobs = self.lock();
        loop {
            match jobs.pop_front() {
                Some(job) => return job,
                None => jobs = self.has_more.wait(jobs).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

impl Loader {
    /// Starts the threads; they wait for work.
    pub(super) fn start(root: &Arc<Root>, told: &Sender<Event>) -> Self {
        let queue = Arc::new(Queue::default());
        for _ in 0..N_THREADS {
            let (queue, root, told) = (Arc::clone(&queue), Arc::clone(root), told.clone());
            thread::spawn(move || {
                loop {
                    let job = queue.next();
                    match &job.shown {
                        Some(shown) => reread(&root, &job, shown, &told),
                        None => read(&root, &job, &told),
                    }
                }
            });
        }
        Self { queue, latest: BTreeMap::new(), n_jobs: 0 }
    }

    /// Reads these maps, in this order, before any that still wait.
    pub(super) fn load(&mut self, maps: impl DoubleEndedIterator<Item = String>) {
        for map in maps.rev() {
            self.begin(map, None);
        }
    }

    /// Reads the text of a map again, and tells what is different from what is shown.
    pub(super) fn reread(&mut self, map: String, shown: Arc<Book>) {
        self.begin(map, Some(shown));
    }

    fn begin(&mut self, map: String, shown: Option<Arc<Book>>) {
        self.n_jobs += 1;
        let job = Job { map: map.clone(), number: self.n_jobs, shown, is_cancelled: Arc::default() };
        if let Some(replaced) = self.latest.insert(map, job.clone()) {
            replaced.is_cancelled.store(true, Ordering::Relaxed);
        }
        self.queue.lock().push_front(job);
        self.queue.has_more.notify_one();
    }

    /// Stops all reading.
    pub(super) fn cancel(&self) {
        for job in self.latest.values() {
            job.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Is this still of the latest reading of that map?
    pub(super) fn is_latest(&self, map: &str, number: u64) -> bool {
        self.latest.get(map).is_some_and(|job| job.number == number)
    }
}

/// Says nothing where nothing is different; what cannot be told from the text alone is loaded.
fn reread(root: &Root, job: &Job, shown: &Book, told: &Sender<Event>) {
    let reading = AssertUnwindSafe(|| root.reread(&job.map, shown));
    match catch_unwind(reading).unwrap_or(Reread::Unlike) {
        Reread::Same => {}
        Reread::Told(book) => tell(job, loaded(job, *book), told),
        Reread::Unlike => tell(job, News::Changed(job.map.clone()), told),
    }
}

fn tell(job: &Job, news: News, told: &Sender<Event>) {
    // The loop is gone when the program ends.
    told.send(Event::Read { map: job.map.clone(), number: job.number, news }).ok();
}

fn loaded(job: &Job, book: Book) -> News {
    News::Loaded { map: job.map.clone(), book: Arc::new(book) }
}

fn read(root: &Root, job: &Job, told: &Sender<Event>) {
    let tell = |news| tell(job, news, told);
    let loaded = |book| loaded(job, book);
    let mut told_at = None;
    let mut hear = |loading| match loading {
        Loading::Opened(book) | Loading::Counted(book) => tell(loaded(book)),
        Loading::Reading { source, done, total } => {
            let now = super::now();
            if told_at.is_none_or(|before| now.duration_since(before) >= BETWEEN_PROGRESS) {
                told_at = Some(now);
                tell(News::Progress { map: job.map.clone(), source, done, total });
            }
        }
    };
    let reading = AssertUnwindSafe(|| root.load(&job.map, &Wanted::default(), &job.is_cancelled, &mut hear));
    match catch_unwind(reading) {
        Ok(book) => tell(loaded(book)),
        Err(_) => tell(loaded(unread(&job.map))),
    }
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
