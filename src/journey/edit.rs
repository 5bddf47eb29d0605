//! What can be changed in a map, in the words of the field.
//! Invariant: an edit names its place by address and never by bytes, so it can be made again on a text that changed.

use std::sync::Arc;

use super::{Address, Noun};

/// Where an item goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Slot {
    /// After the last of its kind.
    #[default]
    Last,
    /// Before this one.
    Before(Address),
    /// After this one.
    After(Address),
}

/// One thing to change.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`at` is what the edit is about")]
pub enum Edit {
    /// Gives a field a value.
    Set {
        at: Address,
        /// As a person types it: `4`, `in progress`, `2026-05-01`, any text.
        value: String,
    },
    /// Takes a field away.
    Clear { at: Address },
    /// Goes up or down a scale and stops at its ends; without a value it starts in the middle.
    Step {
        /// The field: a severity, an emotion, an impact.
        at: Address,
        by: i8,
    },
    /// Goes on to the next state, and from the last to the first; a shipped action gets its date.
    Cycle {
        /// A pain point or an action.
        at: Address,
    },
    /// Says yes to an open question: what was asked is bound, and the question is gone. `Remove` says no.
    Take { at: Address },
    /// Adds an item.
    Add {
        /// The place it belongs to; its own noun may be the journey.
        under: Address,
        noun: Noun,
        /// Its fields, as a person types them. Without an `id` it gets one, without `date` and `by` those of the day.
        fields: Vec<(String, String)>,
        /// Where among its siblings.
        slot: Slot,
    },
    /// Takes an item away with all that is in it.
    Remove { at: Address },
    /// Moves an item, to another place of the same kind too.
    Move { at: Address, to: Slot },
    /// Moves an item among its siblings and stops at the ends.
    Shift { at: Address, by: isize },
}

/// Edits that belong together: all of them are made, or none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// In this order.
    pub edits: Vec<Edit>,
    /// The text that its author looked at. What somebody else changed since at the very same place is then not
    /// overwritten; `None` overwrites it.
    pub seen: Option<Arc<str>>,
}

impl Change {
    /// One edit by somebody who looked at this text.
    #[must_use]
    pub fn of(edit: Edit, seen: &Arc<str>) -> Self {
        Self { edits: vec![edit], seen: Some(Arc::clone(seen)) }
    }
}
