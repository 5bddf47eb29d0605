//! A text in which edits are made one after the other. Must not know what an edit is.
//! Invariant: what others changed is looked for in the text as it was found, not in what was made of it since.

use super::{Done, Refusal, Stamp};
use crate::journey::{Address, Edit};
use crate::source::atlas::Atlas;
use crate::source::format::{self, ROOT, Report, rules};

/// A text in which edits are made.
pub(super) struct Work<'a> {
    /// The text as it was found.
    pub(super) now: &'a str,
    /// What the author of the edits looked at, where that is something else.
    pub(super) seen: Option<&'a str>,
    pub(super) stamp: &'a Stamp,
    /// What became of it so far.
    pub(super) text: String,
}

/// What an edit did.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) at: Address,
    pub(super) was: Option<String>,
    pub(super) is: Option<String>,
}

impl Made {
    pub(super) fn of(self, edit: &Edit) -> Done {
        Done { edit: edit.clone(), at: self.at, was: self.was, is: self.is }
    }
}

/// Looks something up in a map that is TOML from end to end.
pub(super) fn read<T>(text: &str, look: impl FnOnce(&Atlas<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
    let mut report = Report::new("", text);
    let found = format::read(&mut report, &ROOT, |_, root| look(&Atlas::new(root)));
    let broken = report.finish().into_iter().find(|finding| finding.rule == &rules::SYNTAX);
    match broken {
        Some(finding) => Err(Refusal::Broken { line: finding.line, column: finding.column, message: finding.message }),
        None => found,
    }
}
