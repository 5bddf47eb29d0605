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
use crate::app::action::Compared;
use crate::journey::{Book, Counts, Finding, rule};
use crate::store::{Loading, Pace, Reread, Root, Wanted};

/// As many maps are read at a time.
const N_THREADS: usize = 2;
/// Progress is told no more often.
const BETWEEN_PROGRESS: Duration = Duration::from_millis(100);

/// Reads maps beside the screen.
#[derive(Debug)]
pub(super) struct Loader {
    queue: Arc<Queue>,
    /// The latest load of each map.
    loads: BTreeMap<String, Job>,
    n_jobs: u64,
}

/// One map to read.
#[derive(Clone, Debug)]
struct Job {
    map: String,
    number: u64,
    task: Task,
    is_cancelled: Arc<AtomicBool>,
}

/// What of a map is read.
#[derive(Clone, Debug)]
enum Task {
    /// The text and all sources.
    Load,
    /// The text, to be compared with what was read of it.
    Look { read: Arc<Book>, is_pointed: bool },
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
                    match &job.task {
                        Task::Load => read(&root, &job, &told),
                        Task::Look { read, is_pointed } => look(&root, &job.map, (read, *is_pointed), &told),
                    }
                }
            });
        }
        Self { queue, loads: BTreeMap::new(), n_jobs: 0 }
    }

    /// Reads these maps, in this order, before any that still wait.
    pub(super) fn load(&mut self, maps: impl DoubleEndedIterator<Item = String>) {
        for map in maps.rev() {
            let job = self.job(map, Task::Load);
            if let Some(replaced) = self.loads.insert(job.map.clone(), job.clone()) {
                replaced.is_cancelled.store(true, Ordering::Relaxed);
            }
            self.queue(job);
        }
    }

    /// Compares the text of a map with what was read of it, beside a load of it.
    pub(super) fn look(&mut self, map: String, read: Arc<Book>, is_pointed: bool) {
        let job = self.job(map, Task::Look { read, is_pointed });
        self.queue(job);
    }

    /// Stops all loads.
    pub(super) fn cancel(&self) {
        for job in self.loads.values() {
            job.is_cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Is this of the latest load of that map?
    pub(super) fn is_latest(&self, map: &str, number: u64) -> bool {
        self.loads.get(map).is_some_and(|job| job.number == number)
    }

    fn job(&mut self, map: String, task: Task) -> Job {
        self.n_jobs += 1;
        Job { map, number: self.n_jobs, task, is_cancelled: Arc::default() }
    }

    fn queue(&self, job: Job) {
        self.queue.lock().push_front(job);
        self.queue.has_more.notify_one();
    }
}

fn look(root: &Root, map: &str, (read, is_pointed): (&Arc<Book>, bool), told: &Sender<Event>) {
    let looking = AssertUnwindSafe(|| looked(root, map, read, is_pointed));
    let news = catch_unwind(looking).unwrap_or_else(|_| News::Looked {
        map: map.to_owned(),
        read: Arc::clone(read),
        compared: Compared::Unlike,
    });
    // The loop is gone when the program ends.
    told.send(Event::News(vec![news])).ok();
}

/// Compares the text of a map with what was read of it.
pub(super) fn looked(root: &Root, map: &str, read: &Arc<Book>, is_pointed: bool) -> News {
    let compared = match root.reread(map, read, is_pointed) {
        Reread::Same => Compared::Same,
        Reread::Told(book) => Compared::Other(Arc::new(*book)),
        Reread::Unlike => Compared::Unlike,
    };
    News::Looked { map: map.to_owned(), read: Arc::clone(read), compared }
}

fn tell(job: &Job, news: News, told: &Sender<Event>) {
    // The loop is gone when the program ends.
    told.send(Event::Read { map: job.map.clone(), number: job.number, news }).ok();
}

fn loaded(job: &Job, book: Arc<Book>) -> News {
    News::Loaded { map: job.map.clone(), book }
}

fn read(root: &Root, job: &Job, told: &Sender<Event>) {
    let tell = |news| tell(job, news, told);
    let loaded = |book| loaded(job, Arc::new(book));
    let mut told_at = None;
    let mut hear = |loading| match loading {
        Loading::Opened(book) | Loading::Counted(book) => tell(loaded(book)),
        Loading::Reading { source, done, total, pass } => {
            let now = super::now();
            if told_at.is_none_or(|before| now.duration_since(before) >= BETWEEN_PROGRESS) {
                told_at = Some(now);
                tell(News::Progress { map: job.map.clone(), source, done, total, pass });
            }
        }
    };
    let wanted = Wanted { pace: Pace::Fast, ..Wanted::default() };
    let reading = AssertUnwindSafe(|| root.load(&job.map, &wanted, &job.is_cancelled, &mut hear));
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
