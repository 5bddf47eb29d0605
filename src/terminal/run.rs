//! The loop: what comes in becomes an action, what comes out is performed, and the screen is drawn
//! once for all that was queued. Must not know what actions do.
//! Invariant: nothing that takes longer than a frame happens here.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Signal, kill_current_process_group};

use super::decode::Heard;
use super::loader::Loader;
use super::screen::Screen;
use super::tty::{self, Guard, Modes, Tty};
use super::{Environment, Event, input, panics, signals};
use crate::app::action::{Action, News, Size};
use crate::app::effect::Effect;
use crate::app::{self, State};
use crate::source::settings::{Bidi, Settings, Theme};
use crate::store::{Change, Root, Watcher};
use crate::ui::{self, Look};

/// What a hang-up is told the shell as: 128 and SIGHUP.
const HUNG_UP: u8 = 129;
/// How long a shell may take to stop us.
const UNTIL_STOPPED: Duration = Duration::from_millis(200);
/// How long the answer to a question may come after the question, and how long we wait for it when leaving.
const UNTIL_ANSWERED: Duration = Duration::from_millis(1500);
const WAIT_FOR_ANSWER: Duration = Duration::from_millis(100);
/// A frame is painted again when its geometry changes the view, but not for ever.
const MOST_PAINTS: usize = 3;
/// No terminal is larger; more would only be memory.
const LARGEST: u16 = 1000;

/// What to explore, and how.
#[derive(Debug)]
pub struct Session {
    /// What was opened.
    pub root: Arc<Root>,
    /// The state before anything happened, and what it asks for.
    pub start: (State, Vec<Effect>),
    /// What the user chose, flags included.
    pub settings: Settings,
    /// What the environment says of the terminal.
    pub environment: Environment,
}

/// Is there a terminal to explore on?
#[must_use]
pub fn has_terminal() -> bool {
    Tty::find().is_some()
}

/// The size of the terminal: as it says, else as the environment says, else 80x24.
#[must_use]
pub fn size(environment: &Environment) -> Size {
    let (width, height) = tty::size().or(environment.size).unwrap_or((80, 24));
    Size::new(width.min(LARGEST), height.min(LARGEST))
}

/// Explores until the user leaves; gives the exit code.
///
/// # Errors
/// When the terminal cannot be used.
pub fn run(session: Session) -> io::Result<u8> {
    let tty = Arc::new(Tty::find().ok_or(io::ErrorKind::NotConnected)?);
    let (told, events) = channel();
    let _hook = panics::Hook::set(&tty);
    signals::listen(Arc::clone(&tty), told.clone())?;
    let modes = Modes {
        has_mouse: session.settings.mouse,
        is_explicit: is_explicit(session.environment.bidi(session.settings.bidi)),
    };
    let _guard = Guard::enter(&tty, modes)?;
    let mut explorer = Explorer::new(session, Arc::clone(&tty), modes, told);
    let code = match explorer.explore(&events) {
        // A terminal that went away takes no frame; there is nobody to tell.
        Err(error) if is_hang_up(&error) => HUNG_UP,
        other => other?,
    };
    explorer.await_answer(&events);
    Ok(code)
}

/// Must the terminal leave the order of cells alone?
fn is_explicit(bidi: Bidi) -> bool {
    matches!(bidi, Bidi::App | Bidi::Off)
}

fn is_hang_up(error: &io::Error) -> bool {
    // EIO is what a write to a terminal without its other end gives.
    error.kind() == io::ErrorKind::BrokenPipe || rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::IO)
}

struct Explorer {
    tty: Arc<Tty>,
    screen: Screen,
    modes: Modes,
    state: State,
    effects: Vec<Effect>,
    root: Arc<Root>,
    loader: Loader,
    look: Look,
    settings: Settings,
    environment: Environment,
    told: Sender<Event>,
    pending: VecDeque<Event>,
    watcher: Option<Watcher>,
    asked_at: Option<Instant>,
}

/// Go on, or end with this exit code.
type Next = Option<u8>;

impl Explorer {
    fn new(session: Session, tty: Arc<Tty>, modes: Modes, told: Sender<Event>) -> Self {
        let Session { root, start: (state, effects), settings, environment } = session;
        let size = size(&environment);
        Self {
            screen: Screen::new(Arc::clone(&tty), (size.width, size.height)),
            loader: Loader::start(&root, &told),
            look: environment.look(&settings),
            pending: VecDeque::new(),
            watcher: None,
            asked_at: None,
            tty,
            modes,
            state,
            effects,
            root,
            settings,
            environment,
            told,
        }
    }

    /// The first frame comes before anything is read.
    fn explore(&mut self, events: &Receiver<Event>) -> io::Result<u8> {
        self.act(Action::News(News::Resized(size(&self.environment))));
        self.draw()?;
        input::listen(Arc::clone(&self.tty), self.told.clone());
        self.ask_background()?;
        self.watch();
        loop {
            if let Some(code) = self.perform(events)? {
                return Ok(code);
            }
            self.draw()?;
            if self.pending.is_empty() {
                let Ok(event) = events.recv() else { return Ok(HUNG_UP) };
                self.pending.push_back(event);
            }
            self.pending.extend(events.try_iter());
            while let Some(event) = self.pending.pop_front() {
                if let Some(code) = self.hear(event)? {
                    return Ok(code);
                }
                // What a key asks for is done before the next key is heard.
                if let Some(code) = self.perform(events)? {
                    return Ok(code);
                }
            }
        }
    }

    fn act(&mut self, action: Action) {
        let effects = app::update(&mut self.state, action);
        self.effects.extend(effects);
    }

    fn hear(&mut self, event: Event) -> io::Result<Next> {
        match event {
            Event::Heard(heard) => heard.into_iter().for_each(|heard| self.take(heard)),
            Event::Read { map, number, news } if self.loader.is_latest(&map, number) => self.learn(&map, news),
            Event::Read { .. } => {}
            Event::News(news) => news.into_iter().for_each(|news| self.act(Action::News(news))),
            Event::Watching(watcher) => {
                self.watcher = Some(watcher);
                self.follow();
            }
            Event::Resized => self.resize(),
            Event::Continued => {
                self.tty.enter(self.modes)?;
                self.resize();
            }
            Event::HungUp => return Ok(Some(HUNG_UP)),
        }
        Ok(None)
    }

    fn learn(&mut self, map: &str, news: News) {
        if let (Some(watcher), News::Loaded { book, .. }) = (&self.watcher, &news)
            && book.counts.is_complete
        {
            watcher.follow(map, &book.map);
        }
        self.act(Action::News(news));
    }

    fn take(&mut self, heard: Heard) {
        match heard {
            Heard::Key(key) => {
                let effects = app::press(&mut self.state, key);
                self.effects.extend(effects);
            }
            Heard::Paste(text) => self.act(Action::Paste(text)),
            Heard::Mouse(pointed) => self.act(Action::Pointed(pointed)),
            Heard::Background { is_dark } => {
                self.tty.is_answered();
                self.asked_at = None;
                if self.settings.theme == Theme::Auto {
                    self.look.is_dark = is_dark;
                }
            }
        }
    }

    fn resize(&mut self) {
        let size = size(&self.environment);
        self.screen.wipe((size.width, size.height));
        self.act(Action::News(News::Resized(size)));
    }

    fn perform(&mut self, events: &Receiver<Event>) -> io::Result<Next> {
        let mut maps = Vec::new();
        for effect in std::mem::take(&mut self.effects) {
            match effect {
                Effect::Load(map) => maps.push(map),
                Effect::CancelLoads => self.loader.cancel(),
                Effect::Redraw
                | Effect::Save(_)
                | Effect::Keep(_)
                | Effect::Editor { .. }
                | Effect::Clock(_)
                | Effect::Remember { .. }
                | Effect::Report(_) => {}
                Effect::Mouse(has_mouse) => self.set(Modes { has_mouse, ..self.modes })?,
                Effect::Bidi(bidi) => {
                    let bidi = self.environment.bidi(bidi);
                    self.look.reorders = bidi == Bidi::App;
                    self.set(Modes { is_explicit: is_explicit(bidi), ..self.modes })?;
                    // Cells that stay the same are shown in another order now.
                    self.resize();
                }
                Effect::Suspend => self.suspend(events)?,
                Effect::Quit => return Ok(Some(0)),
            }
        }
        self.loader.load(maps.into_iter());
        Ok(None)
    }

    fn set(&mut self, modes: Modes) -> io::Result<()> {
        self.modes = modes;
        self.tty.set(modes)
    }

    fn draw(&mut self) -> io::Result<()> {
        for _ in 0..MOST_PAINTS {
            let geometry = ui::paint(&app::view(&self.state), &self.look, self.screen.sheet());
            self.act(Action::News(News::Drawn(geometry)));
            let n_effects = self.effects.len();
            self.effects.retain(|effect| *effect != Effect::Redraw);
            if self.effects.len() == n_effects {
                break;
            }
        }
        self.screen.commit()
    }

    /// Stops with the whole job, as Ctrl-Z does everywhere, and comes back with a fresh screen.
    fn suspend(&mut self, events: &Receiver<Event>) -> io::Result<()> {
        self.tty.leave();
        kill_current_process_group(Signal::TSTP)?;
        // Stopped somewhere in here. Without a shell that minds jobs nothing stops, and we go on at once.
        loop {
            match events.recv_timeout(UNTIL_STOPPED) {
                Ok(Event::Continued) | Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                Ok(event) => self.pending.push_back(event),
            }
        }
        self.tty.enter(self.modes)?;
        self.resize();
        Ok(())
    }

    /// Watches from a thread of its own: a large folder takes its time.
    fn watch(&self) {
        let (root, told) = (Arc::clone(&self.root), self.told.clone());
        thread::spawn(move || {
            let tell = told.clone();
            let hear = move |change| {
                let news = match change {
                    Change::Touched(maps) | Change::Rewritten(maps) => maps.into_iter().map(News::Changed).collect(),
                    Change::Shelf(maps) => vec![News::Shelf(maps)],
                };
                // The loop is gone when the program ends.
                tell.send(Event::News(news)).ok();
            };
            let event = match root.watch(hear) {
                Ok(watcher) => Event::Watching(watcher),
                Err(error) => Event::News(vec![News::Said(error.to_string())]),
            };
            told.send(event).ok();
        });
    }

    /// Watches the sources of every map that was read.
    fn follow(&self) {
        let Some(watcher) = &self.watcher else { return };
        for volume in &self.state.shelf.volumes {
            if let Some(book) = &volume.book {
                watcher.follow(&volume.label, &book.map);
            }
        }
    }

    fn ask_background(&mut self) -> io::Result<()> {
        if self.settings.theme == Theme::Auto
            && self.look.depth != ui::Depth::None
            && self.environment.answers_queries()
        {
            self.asked_at = Some(super::now());
            self.tty.ask_background()?;
        }
        Ok(())
    }

    /// Who quits at once may be gone before the answer comes; the shell must not read it.
    fn await_answer(&mut self, events: &Receiver<Event>) {
        let is_due = |asked_at: &Instant| super::now().duration_since(*asked_at) < UNTIL_ANSWERED;
        while self.asked_at.as_ref().is_some_and(is_due) {
            match events.recv_timeout(WAIT_FOR_ANSWER) {
                Ok(Event::Heard(heard)) if heard.iter().any(|heard| matches!(heard, Heard::Background { .. })) => {
                    self.tty.is_answered();
                    return;
                }
                Ok(Event::HungUp) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }
}
