//! The thread that gathers what customers wrote, searches and scores it.
//! Invariant: only the latest request is answered, and the same comments are not read twice.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvError, Sender, channel};
use std::thread;

use super::clock::Throttle;
use super::wakeup::Wakeup;
use crate::app::News;
use crate::app::request::{CommentAnswer, CommentRequest};
use crate::source::comments::{Comments, Found, Order, Scores};
use crate::store::Root;
use crate::text::Plain;

/// So many comments are scored before it is looked whether something else is asked for.
const AT_ONCE: usize = 500;

/// Gathers comments beside the screen.
#[derive(Debug)]
pub(super) struct Gatherer {
    /// `None`: nobody reads again what was gathered last.
    requests: Sender<Option<Gathering>>,
    latest: Option<Gathering>,
    /// How many requests there were.
    n_requests: Arc<AtomicU64>,
}

/// One request, in the order they came.
#[derive(Clone, Debug)]
struct Gathering {
    request: CommentRequest,
    number: u64,
    /// Are its comments of no use any more?
    is_cancelled: Arc<AtomicBool>,
}

impl Gatherer {
    /// Starts the thread; it waits for requests.
    pub(super) fn start(root: &Arc<Root>, told: &Sender<Wakeup>) -> Self {
        let (requests, jobs) = channel();
        let n_requests = Arc::<AtomicU64>::default();
        let (root, told, count) = (Arc::clone(root), told.clone(), Arc::clone(&n_requests));
        thread::spawn(move || {
            let mut kept = None;
            while let Ok(job) = latest(&jobs) {
                let Some(job) = job else {
                    kept = None;
                    continue;
                };
                let is_latest = || count.load(Ordering::Relaxed) == job.number;
                let mut tell = |news| {
                    // The loop is gone when the program ends.
                    told.send(Wakeup::News(News::Comments { request: job.request.clone(), told: news })).ok();
                };
                let answering = AssertUnwindSafe(|| answer(&root, &job, &mut kept, &is_latest, &mut tell));
                if catch_unwind(answering).is_err() {
                    kept = None;
                    tell(CommentAnswer::Failed(Plain::new("reading comments failed inside cjm")));
                }
            }
        });
        Self { requests, latest: None, n_requests }
    }

    /// Asks for comments in place of those asked for before; `None`: for nothing any more.
    pub(super) fn ask(&mut self, request: Option<CommentRequest>) {
        let before = self.latest.take();
        let number = self.n_requests.fetch_add(1, Ordering::Relaxed) + 1;
        let is_same = |job: &&Gathering| request.as_ref().is_some_and(|request| request.is_of_same(&job.request));
        // What is read for the one before may be for this one too.
        let shared = before.as_ref().filter(is_same).map(|before| Arc::clone(&before.is_cancelled));
        if let (None, Some(before)) = (&shared, before) {
            before.is_cancelled.store(true, Ordering::Relaxed);
        }
        let is_cancelled = shared.unwrap_or_default();
        let Some(request) = request else { return };
        let job = Gathering { request, number, is_cancelled };
        self.latest = Some(job.clone());
        // The thread ends with the program.
        self.requests.send(Some(job)).ok();
    }

    /// Drops what was gathered last: its map is left.
    pub(super) fn forget(&self) {
        // The thread ends with the program.
        self.requests.send(None).ok();
    }
}

/// The last of the requests that wait; `None` where there is only something to forget.
fn latest(jobs: &Receiver<Option<Gathering>>) -> Result<Option<Gathering>, RecvError> {
    let first = jobs.recv()?;
    Ok(jobs.try_iter().flatten().last().or(first))
}

/// What was gathered last.
#[derive(Debug)]
struct Gathered {
    request: CommentRequest,
    comments: Arc<Comments>,
    scores: Arc<Scores>,
}

fn answer(
    root: &Root,
    job: &Gathering,
    kept: &mut Option<Gathered>,
    is_latest: &dyn Fn() -> bool,
    tell: &mut (dyn FnMut(CommentAnswer) + Send),
) {
    let request = &job.request;
    if kept.as_ref().is_none_or(|kept| !kept.request.is_of_same(request)) {
        *kept = None;
        let mut throttle = Throttle::default();
        let mut progress = |done, total| {
            if throttle.is_due() {
                tell(CommentAnswer::Reading { done, total });
            }
        };
        match root.comments(&request.map, &request.wish, &job.is_cancelled, &mut progress) {
            Ok(_) if job.is_cancelled.load(Ordering::Relaxed) => return,
            Ok(comments) => {
                let (comments, scores) = (Arc::new(comments), Arc::default());
                *kept = Some(Gathered { request: request.clone(), comments, scores });
            }
            Err(error) => return tell(CommentAnswer::Failed(Plain::new(&error.to_string()))),
        }
    }
    let Some(kept) = kept else { return };
    let n = kept.comments.len();
    if request.order == Order::Newest && kept.scores.n_told() < n {
        // They can be read while their scores are still to come.
        tell(CommentAnswer::Found(found(kept, request)));
    }
    let mut throttle = Throttle::default();
    while kept.scores.n_told() < n {
        if !is_latest() {
            return;
        }
        Arc::make_mut(&mut kept.scores).go_on(&kept.comments, AT_ONCE);
        if throttle.is_due() {
            tell(CommentAnswer::Scoring { done: kept.scores.n_told(), total: n });
        }
    }
    tell(CommentAnswer::Found(found(kept, request)));
}

fn found(kept: &Gathered, request: &CommentRequest) -> Found {
    let scores = (kept.scores.n_told() == kept.comments.len()).then(|| Arc::clone(&kept.scores));
    Found::new(Arc::clone(&kept.comments), scores, request.order, &request.typed)
}

/// Answers a request at once.
pub(super) fn answered(root: &Root, request: &CommentRequest) -> CommentAnswer {
    match root.comments(&request.map, &request.wish, &AtomicBool::new(false), &mut |_, _| {}) {
        Ok(comments) => CommentAnswer::Found(Found::scored(comments, request.order, &request.typed)),
        Err(error) => CommentAnswer::Failed(Plain::new(&error.to_string())),
    }
}
