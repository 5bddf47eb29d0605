//! A session: what it knows, and the layers that take its keys.

use std::sync::Arc;
use std::time::Duration;

use super::effect::Effect;
use super::layer::comments::Reader;
use super::layer::panes::Panes;
use super::scene::views::{self, DialRow, ViewRow};
use super::settle::settle;
use super::stack::Layer;
use super::start::Start;
use super::state::State;
use super::upkeep;
use crate::analysis::matter::Analysis;
use crate::journey::{Finding, rule};
use crate::text::Plain;

/// A session. It is moved by [`super::press()`] and [`super::update()`], and seen by [`super::frame()`].
#[derive(Clone, Debug)]
pub struct Session {
    pub(super) state: State,
    /// From the bottom up: the page is the first.
    pub(super) layers: Vec<Layer>,
}

impl Session {
    /// A session, and its first effects: it asks for its maps to be read.
    #[must_use]
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let (mut state, effects) = State::new(start);
        settle(&mut state, false);
        let effects = upkeep::attend(&mut state).into_iter().chain(effects).collect();
        (Self { state, layers: vec![Layer::Panes(Panes)] }, effects)
    }

    /// When it wants to be told the time, counted from its beginning; `None` if the frame does not depend on it.
    #[must_use]
    pub fn wake_at(&self) -> Option<Duration> {
        self.state.wake_at()
    }

    /// What a view needs of the map in which the user is, and is not there.
    #[must_use]
    pub(crate) fn lack(&self, view: &ViewRow) -> Option<Plain> {
        views::lack(&self.state, view)
    }

    /// The language of the map in which the user is.
    #[must_use]
    pub(crate) fn language(&self) -> Option<String> {
        self.state.map()?.language.clone()
    }

    /// What a dial may be turned to in the map in which the user is.
    #[must_use]
    pub(crate) fn choices(&self, view: &ViewRow, dial: &DialRow) -> Vec<String> {
        views::choices(&self.state, view, dial)
    }

    /// What the view that is looked at found in the numbers.
    #[must_use]
    pub(crate) fn analysis(&self) -> Option<Arc<dyn Analysis>> {
        views::analysis(&self.state).cloned()
    }

    /// What is wrong with a column that was asked for: no source has it.
    #[must_use]
    pub(crate) fn unknown_column(&self) -> Option<&Finding> {
        let book = self.state.book()?;
        book.findings.iter().find(|own| *own.rule == rule::UNKNOWN_COLUMN && own.address.is_none())
    }

    /// The layer on top; there is always the page.
    pub(super) fn top(&self) -> &Layer {
        self.layers.last().unwrap_or(const { &Layer::Panes(Panes) })
    }

    /// Is something being typed in the detail?
    pub(super) fn has_pen(&self) -> bool {
        matches!(self.top(), Layer::Pen(_))
    }

    /// The layer that reads comments, with or without a list over it.
    pub(super) fn reader(&self) -> Option<&Reader> {
        self.layers
            .iter()
            .rev()
            .find_map(|layer| if let Layer::Comments(reader) = layer { Some(&**reader) } else { None })
    }
}

#[cfg(test)]
mod tests;
