//! What is to be done next, as data: no layer calls another, it says what it wants and the session does it.

use super::command::Command;
use super::effect::Effect;
use super::meeting::Topic;
use super::words::{Matter, Purpose, Words};
use crate::journey::Address;
use crate::source::edit::Done;
use crate::text::Plain;

/// One thing to do next.
#[derive(Debug)]
pub(super) enum Next {
    /// Ask this of the world.
    Effect(Effect),
    /// Put a layer on top.
    Open(Opening),
    /// Take the layer away that says so.
    Close,
    /// Do this as if it were asked for now.
    Run(Command),
    /// Tell every layer what was just saved in a map.
    Saved {
        /// The map's label.
        map: String,
        /// What was done to it.
        done: Vec<Done>,
    },
    /// Show what was taken back or made again.
    Show {
        /// The map's label.
        map: String,
        /// Where.
        at: Address,
    },
}

/// A layer to be put on top.
#[derive(Debug)]
pub(super) enum Opening {
    /// A list to choose from.
    List(ListKind),
    /// Something to type; words from before are there again.
    Pen(Purpose),
    /// Words that were not saved, to be typed on, with what is wrong about them.
    PenAgain {
        /// The map's label.
        map: String,
        /// The words.
        words: Words,
        /// What is wrong.
        wrong: Option<Plain>,
    },
    /// Something to type that begins with these words.
    PenWith {
        /// The map's label.
        map: String,
        /// What for.
        purpose: Purpose,
        /// The words.
        typed: String,
    },
    /// Something to decide.
    Card(Matter),
    /// What customers wrote here.
    Comments,
    /// A standup.
    Standup(Topic),
}

/// Which list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    /// Everything in the map.
    Find,
    /// Commands by name.
    Palette,
    /// Commands by what they do, in groups.
    Help,
    /// What is odd in the files.
    Findings,
    /// What can be added here.
    Add,
    /// What evidence for this may come from.
    Evidence(Address),
    /// What was changed.
    History,
}

/// What is to be done next, in this order.
pub(super) type Todo = Vec<Next>;

/// To ask this of the world.
pub(super) fn ask(effects: impl IntoIterator<Item = Effect>) -> Todo {
    effects.into_iter().map(Next::Effect).collect()
}

/// To open one layer.
pub(super) fn open(opening: Opening) -> Todo {
    vec![Next::Open(opening)]
}
