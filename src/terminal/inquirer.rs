//! The thread that reads sources for what an analysis asks of them.
//! Invariant: only the latest request is answered; those before it are given up.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::clock::Throttle;
use super::wakeup::Wakeup;
use crate::app::News;
use crate::app::request::{InquiryAnswer, InquiryRequest};
use crate::store::Root;
use crate::text::Plain;

/// Reads beside the screen.
#[derive(Debug)]
pub(super) struct Inquirer {
    requests: Sender<(InquiryRequest, Arc<AtomicBool>)>,
    /// Gives up what was asked for last.
    cancel: Arc<AtomicBool>,
}

impl Inquirer {
    /// Starts the thread; it waits for requests.
    pub(super) fn start(root: &Arc<Root>, told: &Sender<Wakeup>) -> Self {
        let (requests, jobs) = channel::<(InquiryRequest, Arc<AtomicBool>)>();
        let (root, told) = (Arc::clone(root), told.clone());
        thread::spawn(move || {
            while let Ok((request, cancel)) = jobs.recv() {
                if cancel.load(Ordering::Relaxed) {
                    continue;
                }
                let tell = |own: InquiryAnswer| {
                    // The loop is gone when the program ends.
                    told.send(Wakeup::News(News::Inquired { request: request.clone(), told: own })).ok();
                };
                let mut throttle = Throttle::default();
                let mut progress = |done, total| {
                    if throttle.is_due() {
                        tell(InquiryAnswer::Reading { done, total });
                    }
                };
                let InquiryRequest { map, book, inquiry, .. } = &request;
                let reading = AssertUnwindSafe(|| root.inquire(map, book, inquiry, &cancel, &mut progress));
                match catch_unwind(reading) {
                    Ok(Some(found)) => tell(InquiryAnswer::Found(Arc::new(found))),
                    Ok(None) => {}
                    Err(_) => tell(InquiryAnswer::Failed(Plain::new("reading the sources failed inside cjm"))),
                }
            }
        });
        Self { requests, cancel: Arc::default() }
    }

    /// Asks for this in place of what was asked for before; `None`: for nothing any more.
    pub(super) fn ask(&mut self, request: Option<InquiryRequest>) {
        self.cancel.store(true, Ordering::Relaxed);
        self.cancel = Arc::default();
        if let Some(request) = request {
            // The thread ends with the program.
            self.requests.send((request, Arc::clone(&self.cancel))).ok();
        }
    }
}

/// Answers a request at once.
pub(super) fn answered(root: &Root, request: &InquiryRequest) -> InquiryAnswer {
    let InquiryRequest { map, book, inquiry, .. } = request;
    let found = root.inquire(map, book, inquiry, &AtomicBool::new(false), &mut |_, _| {});
    InquiryAnswer::Found(Arc::new(found.unwrap_or_default()))
}
