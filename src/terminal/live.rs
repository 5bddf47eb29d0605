//! The world of a session on a terminal: threads beside the loop read, write and listen, and tell it what came.
//! Invariant: nothing that takes longer than a frame happens here, but for what has the terminal meanwhile.

mod handoff;

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::mem;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::burst::Tail;
use super::clock;
use super::crew::Crew;
use super::driver::{Given, Painted, World};
use super::environment::Environment;
use super::frames::{Frames, area};
use super::gatherer::Gatherer;
use super::input;
use super::inquirer::Inquirer;
use super::loader::{Loader, Order};
use super::looker::Looker;
use super::meaning::Input;
use super::modes::Modes;
use super::tty;
use super::wakeup::Wakeup;
use crate::app::{Effect, News, Size};
use crate::journey::Book;
use crate::source::settings::{Bidi, Settings, Theme};
use crate::store::{DiskChange, Root, Watcher};
use crate::ui::{Depth, Look};

/// How long the answer to a question may come after the question, and how long we wait for it when leaving.
const UNTIL_ANSWERED: Duration = Duration::from_millis(1500);
const WAIT_FOR_ANSWER: Duration = Duration::from_millis(100);

/// A terminal, its user, and the files.
pub(super) struct Live {
    crew: Crew,
    screen: Terminal<Frames>,
    modes: Modes,
    look: Look,
    is_theme_asked: bool,
    /// How long after an ESC the rest of a key may come.
    escape: Duration,
    environment: Environment,
    root: Arc<Root>,
    loader: Loader,
    /// Maps that are to be read, until all that is asked for at once is known.
    loads: Vec<Order>,
    looker: Looker,
    gatherer: Gatherer,
    inquirer: Inquirer,
    watcher: Option<Watcher>,
    /// Maps of which the sources will be watched.
    followed: BTreeMap<String, Arc<Book>>,
    told: Sender<Wakeup>,
    wakeups: Receiver<Wakeup>,
    pending: VecDeque<Wakeup>,
    asked_at: Option<Instant>,
    /// When the last of what was typed or pasted was read.
    read_at: Instant,
    /// What may still come of pasted text that was refused.
    refused: Option<Tail>,
    started: Instant,
}

impl Live {
    /// The terminal is taken already.
    pub(super) fn new(
        root: Arc<Root>,
        settings: &Settings,
        environment: Environment,
        (crew, modes): (Crew, Modes),
        (told, wakeups): (Sender<Wakeup>, Receiver<Wakeup>),
    ) -> io::Result<Self> {
        let look = environment.look(settings);
        let is_theme_asked =
            settings.theme == Theme::Auto && look.depth != Depth::None && environment.answers_queries();
        Ok(Self {
            screen: Terminal::new(Frames::new(Arc::clone(&crew.tty), tty::size(&environment))?)?,
            loader: Loader::start(&root, &told),
            looker: Looker::start(&root, &told),
            gatherer: Gatherer::start(&root, &told),
            inquirer: Inquirer::start(&root, &told),
            loads: Vec::new(),
            watcher: None,
            followed: BTreeMap::new(),
            pending: VecDeque::new(),
            asked_at: None,
            read_at: clock::now(),
            refused: None,
            started: clock::now(),
            crew,
            modes,
            look,
            is_theme_asked,
            escape: Duration::from_millis(settings.escape_ms),
            environment,
            root,
            told,
            wakeups,
        })
    }

    /// How it is to be painted.
    pub(super) const fn look(&self) -> Look {
        self.look
    }

    /// Begins to hear of keys, of the background color and of changes on disk.
    pub(super) fn begin(&mut self, is_recalled: Receiver<()>) -> io::Result<()> {
        input::listen(Arc::clone(&self.crew.tty), self.escape, self.told.clone(), is_recalled);
        if self.is_theme_asked {
            self.asked_at = Some(clock::now());
            self.crew.tty.ask_background()?;
        }
        self.watch();
        Ok(())
    }

    /// Watches from a thread of its own: a large folder takes its time.
    fn watch(&self) {
        let (root, told) = (Arc::clone(&self.root), self.told.clone());
        thread::spawn(move || {
            let tell = told.clone();
            let hear = move |change| {
                let news: Vec<News> = match change {
                    DiskChange::Touched(maps) => maps.into_iter().map(News::Changed).collect(),
                    DiskChange::Rewritten(maps) => maps.into_iter().map(News::Rewritten).collect(),
                    DiskChange::Shelf(maps) => vec![News::Shelf(maps)],
                };
                for news in news {
                    // The loop is gone when the program ends.
                    tell.send(Wakeup::News(news)).ok();
                }
            };
            let wakeup = match root.watch(hear) {
                Ok(watcher) => Wakeup::Watching(watcher),
                Err(error) => Wakeup::News(News::Said(error.to_string())),
            };
            told.send(wakeup).ok();
        });
    }

    /// What the size is now. All is written anew then.
    pub(super) fn resized(&self) -> Given {
        News::Resized(tty::size(&self.environment)).into()
    }

    /// Is an order not carried out yet?
    pub(super) fn is_writing(&self) -> bool {
        self.crew.writer.is_busy()
    }

    /// What came and was not given to the session.
    pub(super) fn take_pending(&mut self) -> VecDeque<Wakeup> {
        mem::take(&mut self.pending)
    }

    /// What comes next, within that time.
    pub(super) fn await_wakeup(&self, patience: Duration) -> Result<Wakeup, RecvTimeoutError> {
        self.wakeups.recv_timeout(patience)
    }

    /// Who quits at once may be gone before the answer comes; the shell must not read it.
    pub(super) fn await_answer(&mut self) {
        let is_due = |asked_at: &Instant| clock::now().duration_since(*asked_at) < UNTIL_ANSWERED;
        while self.asked_at.as_ref().is_some_and(is_due) {
            match self.wakeups.recv_timeout(WAIT_FOR_ANSWER) {
                Ok(Wakeup::Input(inputs, _))
                    if inputs.iter().any(|input| matches!(input, Input::Background { .. })) =>
                {
                    self.crew.tty.is_answered();
                    return;
                }
                Ok(Wakeup::HungUp) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    fn set(&mut self, modes: Modes) -> io::Result<()> {
        self.modes = modes;
        self.crew.tty.set(modes)
    }

    fn age(&self) -> Duration {
        clock::now().duration_since(self.started)
    }

    /// What a wakeup means for the session, if anything.
    fn meaning(&mut self, wakeup: Wakeup) -> io::Result<Option<Given>> {
        Ok(match wakeup {
            Wakeup::Input(mut inputs, read_at) => {
                let first = inputs.pop_front();
                if !inputs.is_empty() {
                    self.pending.push_front(Wakeup::Input(inputs, read_at));
                }
                self.read_at = read_at;
                let is_refused = match (&mut self.refused, &first) {
                    (Some(tail), Some(input)) => tail.takes(input, read_at),
                    _ => false,
                };
                first.filter(|_| !is_refused).and_then(|input| self.meant(input))
            }
            Wakeup::Read { map, number, news } => self.loader.is_latest(&map, number).then(|| news.into()),
            Wakeup::News(news) => {
                if matches!(news, News::Recalled(_)) {
                    // The session says from here on what is kept of that.
                    self.crew.keeper.settle();
                }
                Some(news.into())
            }
            Wakeup::Watching(watcher) => {
                for (map, book) in mem::take(&mut self.followed) {
                    watcher.follow(&map, &book.map);
                }
                self.watcher = Some(watcher);
                None
            }
            Wakeup::Resized => Some(self.resized()),
            Wakeup::Continued => {
                self.crew.tty.enter(self.modes)?;
                Some(self.resized())
            }
            Wakeup::HungUp => Some(Given::HungUp),
            // Of an editor that nobody waits for any more.
            Wakeup::Returned(_) => None,
        })
    }

    fn meant(&mut self, input: Input) -> Option<Given> {
        let Input::Background { is_dark } = input else { return Given::of(input) };
        self.crew.tty.is_answered();
        self.asked_at = None;
        if !self.is_theme_asked {
            return None;
        }
        self.look.is_dark = is_dark;
        Some(Given::Look(self.look))
    }

    /// All that is asked for at once is read in its order, and before what still waits.
    fn load(&mut self) {
        self.loader.load(self.loads.drain(..));
    }
}

impl World for Live {
    type Error = io::Error;

    fn perform(&mut self, effect: Effect, answers: &mut VecDeque<Given>) -> io::Result<()> {
        match effect {
            Effect::Forget(map) => self.root.forget(&map),
            Effect::Open(map) => {
                self.root.attend(map.as_deref());
                self.loader.attend(map);
                self.gatherer.forget();
            }
            Effect::Load(map) => self.loads.push(Order { map, read: None }),
            Effect::Recount { map, book } => self.loads.push(Order { map, read: Some(book) }),
            Effect::CancelLoads => {
                self.load();
                self.loader.cancel();
            }
            Effect::Look { map, read, is_pointed } => self.looker.look(map, read, is_pointed),
            Effect::Follow { map, book } => {
                if let Some(watcher) = &self.watcher {
                    watcher.follow(&map, &book.map);
                } else {
                    self.followed.insert(map, Arc::new(book.folded()));
                }
            }
            Effect::Comments(request) => self.gatherer.ask(request),
            Effect::Inquire(request) => self.inquirer.ask(request),
            Effect::Save(order) => self.crew.writer.write(order),
            Effect::Keep(drafts) => self.crew.keeper.keep(drafts),
            // Of what is not there, nothing is remembered.
            Effect::Bookmark(_) | Effect::Remember { .. } if self.root.is_proposal() => {}
            Effect::Remember { map, date, text } => self.crew.keeper.remember(map, date, text),
            Effect::Bookmark(bookmark) => self.crew.keeper.bookmark(bookmark),
            Effect::Mouse(has_mouse) => self.set(Modes { has_mouse, ..self.modes })?,
            Effect::Bidi(bidi) => {
                let bidi = self.environment.bidi(bidi);
                self.look.reorders = bidi == Bidi::App;
                self.set(Modes::new(self.modes.has_mouse, bidi))?;
                // Cells that stay the same are shown in another order now.
                answers.extend([Given::Look(self.look), self.resized()]);
            }
            Effect::Refuse => self.refused = Some(Tail::new(self.read_at)),
            Effect::Suspend => self.suspend(answers)?,
            Effect::Editor { map, line } => self.hand_over(map, line, answers)?,
            // The driver does these itself.
            Effect::Redraw | Effect::Report(_) | Effect::Quit => {}
        }
        Ok(())
    }

    fn resize(&mut self, size: Size) -> io::Result<()> {
        self.screen.backend_mut().resize(size);
        self.screen.resize(area(size))
    }

    fn show(&mut self, paint: impl FnOnce(&mut Buffer) -> Painted) -> io::Result<()> {
        let Painted { caret, links } = paint(self.screen.current_buffer_mut());
        self.screen.backend_mut().lead(links);
        self.screen.apply_buffer_with_cursor(caret.map(Position::from)).map(drop)
    }

    fn wait(&mut self, until: Option<Duration>) -> Option<Duration> {
        self.load();
        if self.pending.is_empty() {
            let woken = match until {
                None => self.wakeups.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(until) => self.wakeups.recv_timeout(until.saturating_sub(self.age())),
            };
            match woken {
                Ok(wakeup) => self.pending.push_back(wakeup),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        self.pending.extend(self.wakeups.try_iter());
        Some(self.age())
    }

    fn next(&mut self) -> io::Result<Option<Given>> {
        self.load();
        while let Some(wakeup) = self.pending.pop_front() {
            if let Some(given) = self.meaning(wakeup)? {
                return Ok(Some(given));
            }
        }
        Ok(None)
    }
}
