//! The threads that read maps and their data. Must not know what is on the screen.
//! Invariant: nothing of a reading that was replaced by a later one of the same map is told.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::Event;
use crate::app::News;
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
    /// The latest reading of the text alone.
    rereads: BTreeMap<String, Job>,
    /// Maps that say something else by now than they did when their load began.
    overtaken: BTreeSet<String>,
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
    /// The text: what is different from what is shown is told.
    Reread(Arc<Book>),
    /// The text, which changed while this was loaded: it is told with what it says now.
    Recheck(Arc<Book>),
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
                        Task::Reread(shown) => reread(&root, &job, shown, &told),
                        Task::Recheck(book) => recheck(&root, &job, book, &told),
                    }
                }
            });
        }
        let (loads, rereads, overtaken) = (BTreeMap::new(), BTreeMap::new(), BTreeSet::new());
        Self { queue, loads, rereads, overtaken, n_jobs: 0 }
    }

    /// Reads these maps, in this order, before any that still wait.
    pub(super) fn load(&mut self, maps: impl DoubleEndedIterator<Item = String>) {
        for map in maps.rev() {
            self.begin_load(map, Task::Load);
        }
    }

    /// Reads the text of a map again, beside a load of it, and tells what is different from what is shown.
    pub(super) fn reread(&mut self, map: String, shown: Arc<Book>) {
        let job = self.job(map, Task::Reread(shown));
        self.rereads.insert(job.map.clone(), job.clone());
        self.queue(job);
    }

    /// The map that is being loaded says something else by now.
    pub(super) fn overtake(&mut self, map: &str) {
        self.overtaken.insert(map.to_owned());
    }

    /// Does the map say something else than what was loaded of it?
    pub(super) fn is_overtaken(&self, map: &str) -> bool {
        self.overtaken.contains(map)
    }

    /// Has what was loaded told with what the map says now.
    pub(super) fn recheck(&mut self, map: String, book: Arc<Book>) {
        self.begin_load(map, Task::Recheck(book));
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

    /// What was shown when this reading of the text began, where it is the latest of that map.
    pub(super) fn shown(&self, map: &str, number: u64) -> Option<Arc<Book>> {
        match self.rereads.get(map).filter(|job| job.number == number).map(|job| &job.task) {
            Some(Task::Reread(shown)) => Some(Arc::clone(shown)),
            _ => None,
        }
    }

    fn begin_load(&mut self, map: String, task: Task) {
        self.overtaken.remove(&map);
        let job = self.job(map, task);
        if let Some(replaced) = self.loads.insert(job.map.clone(), job.clone()) {
            replaced.is_cancelled.store(true, Ordering::Relaxed);
        }
        self.queue(job);
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

/// Says nothing where nothing is different; what cannot be told from the text alone is loaded.
fn reread(root: &Root, job: &Job, shown: &Book, told: &Sender<Event>) {
    let reading = AssertUnwindSafe(|| root.reread(&job.map, shown));
    match catch_unwind(reading).unwrap_or(Reread::Unlike) {
        Reread::Same => {}
        Reread::Told(book) => tell(job, loaded(job, Arc::new(*book)), told),
        Reread::Unlike => tell(job, News::Changed(job.map.clone()), told),
    }
}

/// Says what was loaded, with the words of the text as it is.
fn recheck(root: &Root, job: &Job, book: &Arc<Book>, told: &Sender<Event>) {
    let reading = AssertUnwindSafe(|| root.reread(&job.map, book));
    match catch_unwind(reading).unwrap_or(Reread::Unlike) {
        Reread::Same => tell(job, loaded(job, Arc::clone(book)), told),
        Reread::Told(book) => tell(job, loaded(job, Arc::new(*book)), told),
        Reread::Unlike => tell(job, News::Changed(job.map.clone()), told),
    }
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
