//! Changes of a map as changes of its text. Must not know files, nor who asks.
//! Invariant: no byte changes that the edit is not about; whatever else the text says, it says afterwards.

use jiff::civil::Date;

use crate::journey::{Address, Edit};

/// What notes and evidence are signed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The day.
    pub date: Date,
    /// Who; `None` where that is not known.
    pub by: Option<String>,
}

/// What became of one edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The edit that was made.
    pub edit: Edit,
    /// The field or item it was about, as it is addressed now; of what is gone, as it was.
    pub at: Address,
    /// The words of it before: a field's value, an item's name or text. `None` where there was none.
    pub was: Option<String>,
    /// The words of it now; `None` where there are none any more.
    pub is: Option<String>,
}

/// A text in which a change was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The new text.
    pub text: String,
    /// What became of each edit, in their order; one that changed nothing is left out.
    pub done: Vec<Done>,
}

/// The same place, changed by two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field or item.
    pub at: Address,
    /// What its author saw.
    pub base: Option<String>,
    /// What it says now; `None` where it is gone.
    pub theirs: Option<String>,
    /// What its author wants it to say; `None` where it is to go.
    pub mine: Option<String>,
}

/// Why a change was not made. Nothing of it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Somebody else changed the same place.
    Conflict(Box<Conflict>),
    /// There is no such place, or it is no place for that.
    Misplaced {
        /// What was looked for, lower case: `there is no pain point `x` in wait/food`.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// The value does not fit.
    Unfit {
        /// The field.
        at: Address,
        /// What was expected, lower case.
        message: String,
        /// How to mend it.
        help: Option<String>,
    },
    /// The map is not TOML as it is, and cannot be changed by address.
    Broken {
        /// 1-based.
        line: usize,
        /// 1-based.
        column: usize,
        /// What is wrong there.
        message: String,
    },
    /// The text would have said something else too. Nothing was changed: a bug of ours.
    Unsafe {
        /// Where.
        at: Address,
    },
}
