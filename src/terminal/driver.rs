//! The loop of every session, on a terminal or without one: what comes in is taken one by one, what the session asks for
//! is done, and one frame shows what came of it all.
//! Invariant: what one input asks for is done, or given to somebody to do, before the next is taken.

use std::collections::VecDeque;
use std::mem;
use std::time::Duration;

use ratatui::buffer::Buffer;

use super::meaning::Input;
use crate::app::view::{Frame, Links};
use crate::app::{self, Effect, Event, Key, News, Session, Size};
use crate::ui::{self, Look};

/// A frame is painted again when its geometry changes it, but not for ever.
const MOST_PAINTS: usize = 3;

/// Everything outside of a session: files, the terminal, the clock.
pub(super) trait World {
    /// Why the world cannot go on.
    type Error;

    /// Does what the session asks for. What comes of it at once is added to the answers; the rest comes by
    /// [`World::next`].
    fn perform(&mut self, effect: Effect, answers: &mut VecDeque<Given>) -> Result<(), Self::Error>;

    /// From here on a frame has this size, and nothing of what is on the screen is relied on.
    fn resize(&mut self, size: Size) -> Result<(), Self::Error>;

    /// Shows what is painted, with the cursor where painting says, and lets it lead where painting says.
    fn show(&mut self, paint: impl FnOnce(&mut Buffer) -> Painted) -> Result<(), Self::Error>;

    /// Waits until something comes, or until the session has this age. Gives its age then; `None` once nothing can come
    /// any more.
    fn wait(&mut self, until: Option<Duration>) -> Option<Duration>;

    /// The next of what there was when the wait ended.
    fn next(&mut self) -> Result<Option<Given>, Self::Error>;
}

/// What a session is given.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Given {
    /// A key was pressed.
    Key(Key),
    /// Something else happened.
    Event(Event),
    /// From here on it is painted like this.
    Look(Look),
    /// Nobody is there any more.
    HungUp,
}

/// What there is to a frame besides its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Painted {
    /// Where the next character goes.
    pub(super) caret: Option<(u16, u16)>,
    pub(super) links: Links,
}

impl Given {
    /// What comes of an input; what the terminal says of itself is for the world that asked.
    pub(super) fn of(input: Input) -> Option<Self> {
        Some(match input {
            Input::Key(key) => Self::Key(key),
            Input::Paste(text) => Self::Event(Event::Paste(text)),
            Input::Burst(text) => Self::Event(Event::Burst(text)),
            Input::Mouse(pointed) => Self::Event(Event::Pointed(pointed)),
            Input::Background { .. } => return None,
        })
    }
}

impl From<News> for Given {
    fn from(news: News) -> Self {
        Self::Event(Event::News(news))
    }
}

/// Why a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaving {
    /// The user quits.
    Quit,
    /// Nobody is there any more.
    HungUp,
}

/// A session and the world it runs in.
#[derive(Clone, Debug)]
pub(super) struct Driver<W> {
    /// What is outside.
    pub(super) world: W,
    session: Session,
    look: Look,
    /// The size that the world is not told yet.
    resized: Option<Size>,
    is_painted: bool,
    /// How old the session was when it was last told.
    age: Duration,
    asked: Vec<Effect>,
    answers: VecDeque<Given>,
    leaving: Option<Leaving>,
    report: String,
}

impl<W: World> Driver<W> {
    /// A session of which nothing is shown and nothing is done yet.
    pub(super) fn new((session, asked): (Session, Vec<Effect>), look: Look, world: W) -> Self {
        Self {
            world,
            session,
            look,
            resized: None,
            is_painted: false,
            age: Duration::ZERO,
            asked,
            answers: VecDeque::new(),
            leaving: None,
            report: String::new(),
        }
    }

    /// Goes on until the session ends; `None` where nothing can come any more.
    pub(super) fn run(&mut self) -> Result<Option<Leaving>, W::Error> {
        self.leaving = None;
        loop {
            self.catch_up()?;
            if self.leaving.is_some() {
                return Ok(self.leaving);
            }
            self.draw()?;
            // A frame may show that something is missing.
            self.perform()?;
            if !self.answers.is_empty() {
                continue;
            }
            let Some(age) = self.world.wait(self.session.wake_at()) else { return Ok(None) };
            if mem::replace(&mut self.age, age) != age {
                self.take(News::Clock(age).into());
            }
        }
    }

    /// Takes in all that there is, and does what is asked for then.
    fn catch_up(&mut self) -> Result<(), W::Error> {
        self.perform()?;
        while self.leaving.is_none() {
            let next = match self.answers.pop_front() {
                None => self.world.next()?,
                answer => answer,
            };
            let Some(given) = next else { break };
            self.take(given);
            self.perform()?;
        }
        Ok(())
    }

    /// Takes in one thing. What the session asks for then is left to [`Driver::perform`].
    pub(super) fn take(&mut self, given: Given) {
        self.is_painted = false;
        let asked = match given {
            Given::Key(key) => app::press(&mut self.session, key),
            Given::Event(event) => {
                if let Event::News(News::Resized(size)) = &event {
                    self.resized = Some(*size);
                }
                app::update(&mut self.session, event)
            }
            Given::Look(look) => {
                self.look = look;
                Vec::new()
            }
            Given::HungUp => {
                self.leaving = Some(Leaving::HungUp);
                Vec::new()
            }
        };
        self.asked.extend(asked);
    }

    /// From here on only what must be done even when one leaves is done.
    pub(super) fn leave(&mut self) {
        self.leaving.get_or_insert(Leaving::HungUp);
        for answer in mem::take(&mut self.answers) {
            self.take(answer);
        }
    }

    /// Does what the session asked for.
    pub(super) fn perform(&mut self) -> Result<(), W::Error> {
        let mut performed = Ok(());
        for effect in mem::take(&mut self.asked) {
            match effect {
                Effect::Redraw => {}
                Effect::Quit => self.leaving = Some(Leaving::Quit),
                Effect::Report(text) => self.report.push_str(&text),
                effect if is_owed(&effect) || (self.leaving.is_none() && performed.is_ok()) => {
                    performed = performed.and(self.world.perform(effect, &mut self.answers));
                }
                _ => {}
            }
        }
        performed
    }

    /// Paints what changed since the last frame.
    pub(super) fn draw(&mut self) -> Result<(), W::Error> {
        if mem::replace(&mut self.is_painted, true) {
            return Ok(());
        }
        if let Some(size) = self.resized.take() {
            self.world.resize(size)?;
        }
        let Self { world, session, look, asked, .. } = self;
        world.show(|frame| {
            let mut painted = Painted::default();
            for _ in 0..MOST_PAINTS {
                frame.reset();
                let mut geometry = ui::paint(&app::frame(session), look, frame);
                painted = Painted { caret: geometry.caret, links: mem::take(&mut geometry.links) };
                let told = app::update(session, Event::News(News::Drawn(geometry)));
                let is_stale = told.contains(&Effect::Redraw);
                asked.extend(told);
                if !is_stale {
                    break;
                }
            }
            painted
        })
    }

    /// The session that is driven.
    pub(super) const fn session(&self) -> &Session {
        &self.session
    }

    /// What is to be seen.
    pub(super) fn frame(&self) -> Frame {
        app::frame(&self.session)
    }

    /// How it is painted.
    pub(super) fn look(&self) -> Look {
        self.look
    }

    /// What is to be printed once the terminal is given back.
    pub(super) fn report(&self) -> &str {
        &self.report
    }
}

/// Must it be done even when one leaves?
fn is_owed(effect: &Effect) -> bool {
    matches!(effect, Effect::Save(_) | Effect::Keep(_) | Effect::Remember { .. } | Effect::Bookmark(_))
}

#[cfg(test)]
mod tests;
