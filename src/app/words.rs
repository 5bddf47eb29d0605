//! Words on their way into a map: what they are typed for, what becomes of them, and what is to be decided about them.

use std::sync::Arc;

use super::naming;
use crate::journey::{Address, Aim, Change, Draft, Noun, Slot};
use crate::source::edit::Conflict;
use crate::text::Plain;

/// What somebody is typing for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The value of a field.
    Field(Address),
    /// A new item.
    Item {
        /// The place it belongs to.
        under: Address,
        noun: Noun,
        /// Where among its siblings.
        slot: Slot,
        /// Fields that are chosen already.
        fields: Vec<(String, String)>,
    },
    /// The name of a file for a copy of the map, with a change that the map itself did not take.
    Copy {
        /// The change, with the text it is made in.
        change: Change,
        /// The words of the change.
        words: Box<Words>,
    },
}

impl Purpose {
    /// A new item after the last of its kind.
    #[must_use]
    pub(super) fn item(under: Address, noun: Noun) -> Self {
        Self::Item { under, noun, slot: Slot::Last, fields: Vec::new() }
    }

    /// What its words are kept under; `None` if they need not be kept.
    #[must_use]
    pub(super) fn aim(&self) -> Option<Aim> {
        match self {
            Self::Field(at) => Some(Aim::Field(at.clone())),
            Self::Item { under, noun, .. } => Some(Aim::Item(under.clone(), *noun)),
            Self::Copy { .. } => None,
        }
    }

    /// The place in the map that shows it.
    #[must_use]
    pub(super) fn place(&self) -> Address {
        match self {
            Self::Field(at) => at.clone(),
            Self::Item { under, .. } => under.clone(),
            Self::Copy { .. } => Address::journey(),
        }
    }

    /// What is typed: `thinks`, `new pain point`.
    #[must_use]
    pub(super) fn label(&self) -> String {
        match self {
            Self::Field(at) if at.field.as_deref() == Some(naming::main_field(naming::noun_of(at))) => {
                naming::whole(naming::noun_of(at)).to_owned()
            }
            Self::Field(at) => naming::kind(at),
            Self::Item { noun, .. } => format!("new {}", naming::noun(*noun)),
            Self::Copy { .. } => "save as".to_owned(),
        }
    }

    /// The field whose rules what is typed must obey.
    pub(super) fn ruled_by(&self) -> Option<Address> {
        match self {
            Self::Field(at) => Some(at.clone()),
            Self::Item { under, noun, .. } => Some(under.then(*noun, "1").field(naming::main_field(*noun))),
            Self::Copy { .. } => None,
        }
    }
}

/// Words on their way into a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// What they were typed for; `None` if their place is gone.
    pub(super) purpose: Option<Purpose>,
    pub(super) draft: Draft,
    /// A text that their author has seen, if it is newer than the map on screen.
    pub(super) seen: Option<Arc<str>>,
}

/// Why something is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// Somebody changed something.
    Change {
        change: Change,
        /// What was typed for it.
        words: Option<Box<Words>>,
    },
    /// The last change is undone, or redone.
    Turn {
        /// Is it undone?
        is_back: bool,
    },
    /// A copy with a change in it.
    Copy(Box<Words>),
    /// A map is begun.
    Begin,
}

/// A place that two people changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clash {
    pub(super) map: String,
    /// What each of them says.
    pub(super) conflict: Conflict,
    /// What our side came from.
    pub(super) cause: Cause,
}

/// Something to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Matter {
    /// Two people changed the same place.
    Clash(Clash),
    /// Words were not saved: the map's label, the words, and why.
    Refused(String, Box<Words>, Plain),
    /// Words of an earlier session.
    Found(Draft),
}

impl Matter {
    #[must_use]
    pub(super) fn map(&self) -> &str {
        match self {
            Self::Clash(clash) => &clash.map,
            Self::Refused(map, ..) => map,
            Self::Found(draft) => &draft.map,
        }
    }
}

/// Two texts as one that a person can sort out.
pub(super) fn side_by_side(one: &str, other: &str) -> String {
    let is_long = one.contains('\n') || other.contains('\n');
    format!("{one}{}{other}", if is_long { "\n" } else { " / " })
}
