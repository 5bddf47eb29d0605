//! An entry of a list, and what choosing it does.

use crate::app::command::{Command, Heading};
use crate::app::location::Spot;
use crate::app::order::Beginning;
use crate::app::view::{Sign, Tone};
use crate::app::viewing::ViewName;
use crate::app::words::Purpose;
use crate::metric::Grain;
use crate::text::Plain;

/// What a choice of numbers turns; `None` is the usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum Dial {
    /// A persona's id.
    Persona(Option<String>),
    Period(Option<Grain>),
    /// A metric's id.
    Metric(Option<String>),
}

/// What choosing a row does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum Goal {
    Run(Command),
    Visit(Spot),
    /// Open the map of that label.
    Open(String),
    Tell(Plain),
    Write(Box<Purpose>),
    /// Look at the journey by this view.
    See(ViewName),
    /// Count these answers, or draw them so.
    Turn(Dial),
    /// Begin a map from this: ask where it is to be.
    Begin(Beginning),
    /// Write the new map to the path that was typed.
    Put,
    /// Leave the program; nothing is written.
    Leave,
    /// Undo (below 0) or redo that many changes.
    Travel(isize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct ListEntry {
    /// What is read and searched.
    pub(in crate::app) text: Plain,
    /// What is searched besides.
    pub(in crate::app) also: String,
    /// What stands beside it.
    pub(in crate::app) aside: Plain,
    pub(in crate::app) key: Plain,
    /// What is explained, in place of a key.
    pub(in crate::app) sign: Option<Sign>,
    pub(in crate::app) tone: Tone,
    /// Its group, if the list has groups.
    pub(in crate::app) heading: Option<Heading>,
    pub(in crate::app) goal: Goal,
}

impl ListEntry {
    /// Words with what stands beside them, in a group; it has no key of its own.
    pub(in crate::app) fn new(text: &str, aside: String, heading: Heading, goal: Goal) -> Self {
        Self {
            text: text.into(),
            also: String::new(),
            aside: aside.into(),
            key: Plain::default(),
            sign: None,
            tone: Tone::Neutral,
            heading: Some(heading),
            goal,
        }
    }
}
