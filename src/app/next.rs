//! What is to be done next, as data: a layer never calls another, it says what it wants and the session does it.

use super::command::Command;
use super::effect::Effect;
use super::meeting::Topic;
use super::order::Beginning;
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
    /// Remove the layer that asks for this.
    Close,
    /// Run this as if the user asked for it now.
    Run(Command),
    /// Tell every layer what was just saved in a map.
    Saved { map: String, done: Vec<Done> },
    /// Show the place of what was undone or redone.
    Show { map: String, at: Address },
}

/// A layer to be put on top.
#[derive(Debug)]
pub(super) enum Opening {
    /// A list to choose from.
    List(ListKind),
    /// Something to type, starting from the draft if there is one.
    Pen(Purpose),
    /// Words that were not saved, to go on with, and what is wrong with them.
    PenAgain { map: String, words: Words, wrong: Option<Plain> },
    /// Something to type that begins with these words.
    PenWith { map: String, purpose: Purpose, typed: String },
    /// Something to decide.
    Card(Matter),
    /// What customers wrote here.
    Comments,
    /// A standup.
    Standup(Topic),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ListKind {
    /// Everything in the map.
    Find,
    /// Ways to look at the journey, by their letters.
    Views,
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
    /// Whose answers, which period and which metric.
    Numbers,
    /// What was changed.
    History,
    /// Where the journey goes on from here.
    Leads,
    /// Where a new map is to be, and what will be written.
    Begin {
        what: Beginning,
        /// Does whoever closes it leave the program?
        is_leaving: bool,
    },
}

/// What is to be done next, in this order.
pub(super) type Todo = Vec<Next>;

/// Asks for these effects, in this order.
pub(super) fn ask(effects: impl IntoIterator<Item = Effect>) -> Todo {
    effects.into_iter().map(Next::Effect).collect()
}

/// Opens one layer.
pub(super) fn open(opening: Opening) -> Todo {
    vec![Next::Open(opening)]
}
