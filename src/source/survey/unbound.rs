//! Why nothing can be proposed for a file.

use std::fmt;

/// Why nothing can be proposed, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbound {
    why: String,
    help: &'static str,
}

impl Unbound {
    pub(in crate::source) fn new(why: impl Into<String>, help: &'static str) -> Self {
        Self { why: why.into(), help }
    }

    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.help
    }
}

impl fmt::Display for Unbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.why)
    }
}
