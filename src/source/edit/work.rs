//! A text in which edits are made one after the other.
//! Invariant: what others changed is looked for in the text as it was found, not in what was made of it since.

use std::borrow::Cow;
use std::cell::OnceCell;

use super::done::{Done, Stamp};
use super::refusal::Refusal;
use crate::journey::trace::Trace;
use crate::journey::{Address, Edit};
use crate::source::atlas::Atlas;
use crate::source::format::{self, Branch, Report, rules};
use crate::source::splice::{Fault, Original};
use crate::source::tables::ROOT;

/// A text in which edits are made.
pub(super) struct Work<'a> {
    /// The text as it was found.
    pub(super) now: &'a str,
    /// What the author of the edits looked at, where that is something else.
    pub(super) seen: Option<&'a str>,
    /// Where the things of what was seen are by now, once that was asked.
    pub(super) trace: OnceCell<Trace>,
    pub(super) stamp: &'a Stamp,
    /// What became of it so far.
    pub(super) text: Cow<'a, str>,
    /// What the text as it was found says, until it is changed; `None` too where it is not TOML.
    pub(super) tree: Option<Branch<'a>>,
}

impl Work<'_> {
    /// Looks something up in what became of the text so far.
    pub(super) fn read<T>(&self, look: impl FnOnce(&Atlas<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        match &self.tree {
            Some(tree) => look(&Atlas::new(tree)),
            None => read(&self.text, look),
        }
    }

    /// Looks something up in the text as it was found.
    pub(super) fn read_now<T>(&self, look: impl FnOnce(&Atlas<'_>) -> Result<T, Refusal>) -> Result<T, Refusal> {
        match &self.tree {
            Some(tree) => look(&Atlas::new(tree)),
            None => read(self.now, look),
        }
    }

    /// Changes the text at a place.
    pub(super) fn splice(
        &mut self,
        at: &Address,
        change: impl FnOnce(Original<'_>) -> Result<String, Fault>,
    ) -> Result<(), Refusal> {
        let made = change(Original { text: &self.text, tree: self.tree.take() });
        self.text = Cow::Owned(made.map_err(|fault| Refusal::of_fault(fault, &self.text, at))?);
        Ok(())
    }
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
