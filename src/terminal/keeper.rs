//! The thread that keeps words that are in no map yet.
//! Invariant: what is kept is at most a pause and a write behind what was typed, and what an earlier session left
//! behind is kept until this one knows of it.

mod backlog;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use jiff::civil::Date;

use self::backlog::Backlog;
use super::clock;
use super::wakeup::Wakeup;
use crate::app::News;
use crate::app::event::Recalled;
use crate::journey::{Bookmark, Draft};
use crate::store::{Error, Journal, Root};

/// Keeps words beside the screen.
#[derive(Clone, Debug)]
pub(super) struct Keeper {
    memos: Sender<Memo>,
}

/// What the thread is told.
#[derive(Debug)]
enum Memo {
    /// These are all the drafts there are now.
    Keep(Vec<Draft>),
    /// The session took in what earlier ones left behind.
    Known,
    /// A standup ended, and this was the text of the map.
    Remember { map: String, date: Date, text: Arc<str> },
    /// The user is here now.
    Bookmark(Bookmark),
    /// Write what waits now, and say when that is done.
    Flush(Sender<()>),
    /// The same, and nothing more comes.
    Close(Sender<()>),
}

impl Keeper {
    /// Starts the thread; what earlier sessions left behind is told as soon as it is found. The other end of what is
    /// given beside it goes once there is nothing more to find.
    pub(super) fn start(root: &Arc<Root>, told: &Sender<Wakeup>) -> (Self, Receiver<()>) {
        let (memos, heard) = channel();
        let (searching, is_searched) = channel();
        let (root, told) = (Arc::clone(root), told.clone());
        thread::spawn(move || {
            let mut keeping = Keeping {
                root,
                told,
                journal: None,
                backlog: Backlog::default(),
                bookmark: None,
                has_recalled: false,
                has_complained: false,
            };
            if catch_unwind(AssertUnwindSafe(|| keeping.run(&heard, searching))).is_err() {
                keeping.tell(News::Said("words are not kept any more: that failed inside cjm".to_owned()));
            }
        });
        (Self { memos }, is_searched)
    }

    /// Keeps these drafts in place of those before. Never waits.
    pub(super) fn keep(&self, drafts: Vec<Draft>) {
        self.tell(Memo::Keep(drafts));
    }

    /// The session took in what earlier ones left behind: it says itself what is to be kept of that from here on.
    pub(super) fn settle(&self) {
        self.tell(Memo::Known);
    }

    /// Remembers how a map was when a standup ended.
    pub(super) fn remember(&self, map: String, date: Date, text: Arc<str>) {
        self.tell(Memo::Remember { map, date, text });
    }

    /// Keeps where the user is now, once the user goes to another map or leaves.
    pub(super) fn bookmark(&self, bookmark: Bookmark) {
        self.tell(Memo::Bookmark(bookmark));
    }

    /// Waits until everything is on disk, but no longer than that.
    pub(super) fn flush(&self, patience: Duration) {
        let (done, is_done) = channel();
        self.tell(Memo::Flush(done));
        // A thread that is gone lets go of the other end at once.
        is_done.recv_timeout(patience).ok();
    }

    /// The same at a clean end: nothing is left behind but words.
    pub(super) fn close(&self, patience: Duration) {
        let (done, is_done) = channel();
        self.tell(Memo::Close(done));
        is_done.recv_timeout(patience).ok();
    }

    fn tell(&self, memo: Memo) {
        // The thread goes before the session only where it failed, which was told.
        self.memos.send(memo).ok();
    }
}

/// What the thread knows.
struct Keeping {
    root: Arc<Root>,
    told: Sender<Wakeup>,
    journal: Option<Journal>,
    backlog: Backlog,
    /// Where the user is, as far as that is not written.
    bookmark: Option<Bookmark>,
    /// Was it told what earlier sessions left behind?
    has_recalled: bool,
    has_complained: bool,
}

impl Keeping {
    fn run(&mut self, heard: &Receiver<Memo>, searching: Sender<()>) {
        self.attempt(|_| Ok(()));
        if !self.has_recalled {
            // Whoever waits for that need not wait any longer.
            self.tell(News::Recalled(Recalled::default()));
        }
        drop(searching);
        loop {
            let memo = match self.backlog.until_due(clock::now()) {
                None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(Duration::ZERO) => Err(RecvTimeoutError::Timeout),
                Some(pause) => heard.recv_timeout(pause),
            };
            match memo {
                Ok(Memo::Keep(drafts)) => self.backlog.add(drafts),
                Ok(Memo::Known) => self.backlog.settle(),
                Ok(Memo::Remember { map, date, text }) => {
                    self.attempt(|journal| journal.remember(&map, date, &text));
                }
                Ok(Memo::Bookmark(bookmark)) => {
                    let before = self.bookmark.replace(bookmark);
                    let here = self.bookmark.as_ref().map(|own| &own.map);
                    if let Some(left) = before.filter(|before| Some(&before.map) != here) {
                        self.leave(&left);
                    }
                }
                Ok(Memo::Flush(done)) => {
                    self.write_all();
                    done.send(()).ok();
                }
                Ok(Memo::Close(done)) => {
                    self.write_all();
                    self.journal = None;
                    done.send(()).ok();
                    return;
                }
                Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => return self.write_all(),
            }
        }
    }

    fn write(&mut self) {
        if let Some(drafts) = self.backlog.take(clock::now()) {
            self.attempt(|journal| journal.keep(&drafts));
        }
    }

    /// Keeps where a map was left. That is not worth a word where it cannot be kept.
    fn leave(&mut self, bookmark: &Bookmark) {
        if let Some(journal) = &mut self.journal {
            journal.bookmark(bookmark).ok();
        }
    }

    /// Writes all that waits: nobody knows whether there is a next time.
    fn write_all(&mut self) {
        self.write();
        if let Some(bookmark) = self.bookmark.take() {
            self.leave(&bookmark);
        }
    }

    /// Does something with the journal, which is opened where it is not yet. That it fails is told once.
    fn attempt(&mut self, work: impl FnOnce(&mut Journal) -> Result<(), Error>) {
        let worked = match &mut self.journal {
            Some(journal) => work(journal),
            None => self.open().and_then(|mut journal| {
                let worked = work(&mut journal);
                self.journal = Some(journal);
                worked
            }),
        };
        if let Err(error) = worked
            && !std::mem::replace(&mut self.has_complained, true)
        {
            self.tell(News::Said(format!("what is typed is not kept: {error}")));
        }
    }

    fn open(&mut self) -> Result<Journal, Error> {
        let (journal, left) = Journal::open(&self.root)?;
        let recalled = Recalled { drafts: left.drafts.clone(), standups: left.standups, bookmarks: left.bookmarks };
        self.backlog.inherit(left.drafts);
        self.has_recalled = true;
        self.tell(News::Recalled(recalled));
        Ok(journal)
    }

    fn tell(&self, news: News) {
        // The loop is gone when the program ends.
        self.told.send(Wakeup::News(news)).ok();
    }
}
