//! Something an author should know about a file: where, what, what was expected, how to mend it.
//! Must not know how it is printed. Invariant: `line` and `column` are 1-based; 0 means the whole file.

use super::Address;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Part of the file could not be used.
    Error,
    /// It was used, but is odd.
    Warning,
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
    /// How bad.
    pub severity: Severity,
    /// Its stable name: `unknown-key`.
    pub rule: &'static str,
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
