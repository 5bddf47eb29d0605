//! What stands in a list, and what choosing it comes to.

use crate::app::command::{Command, Heading};
use crate::app::location::Spot;
use crate::app::view::Tone;
use crate::app::words::Purpose;
use crate::text::Plain;

/// What choosing a row comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum Goal {
    /// Do this.
    Run(Command),
    /// Go there.
    Visit(Spot),
    /// Open the map of that label.
    Open(String),
    /// Say this.
    Tell(Plain),
    /// Take the pen for this.
    Write(Box<Purpose>),
    /// Undo (below 0) or redo so many changes.
    Travel(isize),
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct ListEntry {
    /// What is read and searched.
    pub(in crate::app) text: Plain,
    /// What is searched besides.
    pub(in crate::app) also: String,
    /// What stands beside it.
    pub(in crate::app) aside: Plain,
    /// Its key.
    pub(in crate::app) key: Plain,
    /// How it is colored.
    pub(in crate::app) tone: Tone,
    /// Its group, where the list has groups.
    pub(in crate::app) heading: Option<Heading>,
    /// What choosing it comes to.
    pub(in crate::app) goal: Goal,
}
