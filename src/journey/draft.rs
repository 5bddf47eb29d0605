//! Words that were typed and are in no map yet.
//! Invariant: a draft holds all that is needed to go on typing.

use super::{Address, Noun};

/// What a draft is to become.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Aim {
    /// The value of a field.
    Field(Address),
    /// A new item of that kind at this place.
    Item(Address, Noun),
}

/// Words that were typed and are in no map yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The map's label.
    pub map: String,
    /// What it is to become.
    pub aim: Aim,
    /// What was typed; may hold line breaks.
    pub typed: String,
    /// What the field said when typing began; `None` where it said nothing, and for a new item.
    pub was: Option<String>,
    /// Was it being typed, or saved, when it was last heard of? Else it was put aside.
    pub is_open: bool,
}

impl Draft {
    /// Is it of this map, and to become this?
    #[must_use]
    pub fn is_for(&self, map: &str, aim: &Aim) -> bool {
        self.map == map && self.aim == *aim
    }
}
