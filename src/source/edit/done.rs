//! What a change is signed with, and what became of it.

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
