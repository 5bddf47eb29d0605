//! Something an author should know about a file: where, what, what was expected, how to mend it.
//! Invariant: `line` and `column` are 1-based; 0 means the whole file.

use super::{Address, Rule};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Part of the file could not be used.
    Error,
    /// It was used, but is odd.
    Warning,
    /// Nothing is wrong: it waits for its author.
    Advice,
}

/// The line a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The line as in the file, without its line ending; a long one is cut around the mark.
    pub line: String,
    /// Byte range in `line` to mark.
    pub marked: std::ops::Range<usize>,
}

/// One thing an author should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was checked.
    pub rule: &'static Rule,
    /// What is wrong and what was expected; lower case, no final dot.
    pub message: String,
    /// How to mend it; starts with a verb.
    pub help: Option<String>,
    /// The file as the user named it.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column in characters.
    pub column: usize,
    /// The line.
    pub excerpt: Option<Excerpt>,
    /// The place in the map, where there is one.
    pub address: Option<Address>,
}

impl Finding {
    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}
