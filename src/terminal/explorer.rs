//! The loop: what comes in becomes an action, what comes out is performed, and the screen is drawn
//! once for all that was queued. Must not know what actions do.
//! Invariant: nothing that takes longer than a frame happens here, but for what has the terminal meanwhile.

mod finish;
mod handoff;
mod reading;

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::crew::Crew;
use super::decode::Heard;
use super::gatherer::Gatherer;
use super::loader::Loader;
use super::run::{HUNG_UP, Session, size};
use super::screen::Screen;
use super::tty::Modes;
use super::{Environment, Event, input};
use crate::app::action::{Action, News};
use crate::app::effect::Effect;
use crate::app::{self, Session as AppSession};
use crate::journey::Book;
use crate::source::settings::{Bidi, Settings, Theme};
use crate::store::{Root, Watcher};
use crate::ui::{self, Look};

/// How long the answer to a question may come after the question, and how long we wait for it when leaving.
const UNTIL_ANSWERED: Duration = Duration::from_millis(1500);
const WAIT_FOR_ANSWER: Duration = Duration::from_millis(100);
/// A frame is painted again when its geometry changes the view, but not for ever.
const MOST_PAINTS: usize = 3;

/// A session on a terminal.
pub(super) struct Explorer {
    crew: Crew,
    screen: Screen,
    modes: Modes,
    state: AppSession,
    effects: Vec<Effect>,
    root: Arc<Root>,
    loader: Loader,
    gatherer: Gatherer,
    look: Look,
    settings: Settings,
    environment: Environment,
    told: Sender<Event>,
    pending: VecDeque<Event>,
    watcher: Option<Watcher>,
    asked_at: Option<Instant>,
    started: Instant,
    followed: BTreeMap<String, Arc<Book>>,
    report: String,
}

/// Go on, or end with this exit code.
type Next = Option<u8>;

impl Explorer {
    /// A session of which nothing is shown yet.
    pub(super) fn new(session: Session, crew: Crew, modes: Modes, told: Sender<Event>) -> Self {
        let Session { root, start: (state, effects), settings, environment, .. } = session;
        let size = size(&environment);
        Self {
            screen: Screen::new(Arc::clone(&crew.tty), (size.width, size.height)),
            loader: Loader::start(&root, &told),
            gatherer: Gatherer::start(&root, &told),
            look: environment.look(&settings),
            pending: VecDeque::new(),
            watcher: None,
            asked_at: None,
            started: super::now(),
            followed: BTreeMap::new(),
            report: String::new(),
            crew,
            modes,
            state,
            effects,
            root,
            settings,
            environment,
            told,
        }
    }

    /// Explores until the user leaves; gives the exit code. The first frame comes before anything is read.
    pub(super) fn explore(&mut self, events: &Receiver<Event>, is_recalled: Receiver<()>) -> io::Result<u8> {
        self.act(Action::News(News::Resized(size(&self.environment))));
        self.draw()?;
        input::listen(Arc::clone(&self.crew.tty), self.told.clone(), is_recalled);
        self.ask_background()?;
        self.watch();
        loop {
            if let Some(code) = self.perform(events)? {
                return Ok(code);
            }
            self.draw()?;
            if self.pending.is_empty() && !self.wait(events) {
                return Ok(HUNG_UP);
            }
            self.pending.extend(events.try_iter());
            self.act(Action::News(News::Clock(self.elapsed())));
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

    /// Waits until something happens; false once nothing can.
    fn wait(&mut self, events: &Receiver<Event>) -> bool {
        let due = self.state.wake_at().map(|at| at.saturating_sub(self.elapsed()));
        let heard = match due {
            None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(patience) => events.recv_timeout(patience),
        };
        match heard {
            Ok(event) => self.pending.push_back(event),
            Err(RecvTimeoutError::Timeout) => {
                // It is time to tell the time.
                self.pending.push_back(Event::News(Vec::new()));
            }
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        true
    }

    fn elapsed(&self) -> Duration {
        super::now().duration_since(self.started)
    }

    fn act(&mut self, action: Action) {
        let effects = app::update(&mut self.state, action);
        self.effects.extend(effects);
    }

    fn hear(&mut self, event: Event) -> io::Result<Next> {
        match event {
            Event::Heard(mut heard) => {
                if let Some(first) = heard.pop_front() {
                    self.take(first);
                }
                if !heard.is_empty() {
                    self.pending.push_front(Event::Heard(heard));
                }
            }
            Event::Read { map, number, news } if self.loader.is_latest(&map, number) => self.act(Action::News(news)),
            Event::Read { .. } | Event::Returned(_) => {}
            Event::News(news) => news.into_iter().for_each(|news| self.hear_of(news)),
            Event::Watching(watcher) => {
                self.watcher = Some(watcher);
                self.follow();
            }
            Event::Resized => self.resize(),
            Event::Continued => {
                self.crew.tty.enter(self.modes)?;
                self.resize();
            }
            Event::HungUp => return Ok(Some(HUNG_UP)),
        }
        Ok(None)
    }

    fn hear_of(&mut self, news: News) {
        let is_recalled = matches!(news, News::Recalled(_));
        self.act(Action::News(news));
        if is_recalled {
            self.crew.keeper.settle();
        }
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
                self.crew.tty.is_answered();
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
                Effect::Comments(request) => self.gatherer.ask(request),
                Effect::Redraw | Effect::Refuse => {}
                Effect::Mouse(has_mouse) => self.set(Modes { has_mouse, ..self.modes })?,
                Effect::Bidi(bidi) => {
                    let bidi = self.environment.bidi(bidi);
                    self.look.reorders = bidi == Bidi::App;
                    self.set(Modes::new(self.modes.has_mouse, bidi))?;
                    // Cells that stay the same are shown in another order now.
                    self.resize();
                }
                Effect::Suspend => self.suspend(events)?,
                Effect::Editor { map, line } => self.hand_over(&map, line, events)?,
                Effect::Look { map, read, is_pointed } => self.loader.look(map, read, is_pointed),
                Effect::Follow { map, book } => {
                    if let Some(watcher) = &self.watcher {
                        watcher.follow(&map, &book.map);
                    }
                    self.followed.insert(map, book);
                }
                Effect::Quit => return Ok(Some(0)),
                kept => self.keep(kept),
            }
        }
        self.loader.load(maps.into_iter());
        Ok(None)
    }

    /// Does what must be done even when one leaves.
    fn keep(&mut self, effect: Effect) {
        match effect {
            Effect::Save(order) => self.crew.writer.write(order),
            Effect::Keep(drafts) => self.crew.keeper.keep(drafts),
            Effect::Remember { map, date, text } => self.crew.keeper.remember(map, date, text),
            Effect::Report(text) => self.report.push_str(&text),
            _ => {}
        }
    }

    fn set(&mut self, modes: Modes) -> io::Result<()> {
        self.modes = modes;
        self.crew.tty.set(modes)
    }

    fn draw(&mut self) -> io::Result<()> {
        let mut caret = None;
        for _ in 0..MOST_PAINTS {
            let geometry = ui::paint(&app::view(&self.state), &self.look, self.screen.sheet());
            caret = geometry.caret;
            self.act(Action::News(News::Drawn(geometry)));
            let n_effects = self.effects.len();
            self.effects.retain(|effect| *effect != Effect::Redraw);
            if self.effects.len() == n_effects {
                break;
            }
        }
        self.screen.commit(caret)
    }

    fn ask_background(&mut self) -> io::Result<()> {
        if self.settings.theme == Theme::Auto
            && self.look.depth != ui::Depth::None
            && self.environment.answers_queries()
        {
            self.asked_at = Some(super::now());
            self.crew.tty.ask_background()?;
        }
        Ok(())
    }

    /// Who quits at once may be gone before the answer comes; the shell must not read it.
    pub(super) fn await_answer(&mut self, events: &Receiver<Event>) {
        let is_due = |asked_at: &Instant| super::now().duration_since(*asked_at) < UNTIL_ANSWERED;
        while self.asked_at.as_ref().is_some_and(is_due) {
            match events.recv_timeout(WAIT_FOR_ANSWER) {
                Ok(Event::Heard(heard)) if heard.iter().any(|heard| matches!(heard, Heard::Background { .. })) => {
                    self.crew.tty.is_answered();
                    return;
                }
                Ok(Event::HungUp) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }
}
