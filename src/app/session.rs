//! A session: what it knows, and the layers that take its keys.

use std::time::Duration;

use super::effect::Effect;
use super::layer::comments::Reader;
use super::layer::page::Page;
use super::settle::settle;
use super::stack::Layer;
use super::state::{Start, State};

/// A session. It is moved by [`super::press()`] and [`super::update()`], and seen by [`super::view()`].
#[derive(Clone, Debug)]
pub struct Session {
    pub(super) state: State,
    /// The page first, what is on top of it last.
    pub(super) layers: Vec<Layer>,
}

impl Session {
    /// A session, and what it asks for first: that its maps be read.
    #[must_use]
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let (mut state, effects) = State::new(start);
        settle(&mut state, false);
        (Self { state, layers: vec![Layer::Page(Page)] }, effects)
    }

    /// When to be told the time, if the view depends on it: so long after the session began.
    #[must_use]
    pub fn wake_at(&self) -> Option<Duration> {
        self.state.wake_at()
    }

    /// The layer on top; there is always the page.
    pub(super) fn top(&self) -> &Layer {
        self.layers.last().unwrap_or(const { &Layer::Page(Page) })
    }

    /// Is something being typed in the detail?
    pub(super) fn has_pen(&self) -> bool {
        matches!(self.top(), Layer::Pen(_))
    }

    /// Who reads comments, with or without a list over them.
    pub(super) fn reader(&self) -> Option<&Reader> {
        self.layers
            .iter()
            .rev()
            .find_map(|layer| if let Layer::Comments(reader) = layer { Some(&**reader) } else { None })
    }
}

#[cfg(test)]
mod tests;
