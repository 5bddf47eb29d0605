//! Why a text was not changed.

use std::ops::Range;

/// Why nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The text is not TOML as it is.
    Syntax {
        /// Where.
        span: Range<usize>,
        /// What is wrong there.
        message: String,
    },
    /// There is nothing at the path, nor a table or list that it could be added to.
    Absent,
    /// What stands there cannot be edited so; says what it is, lower case.
    Misfit(&'static str),
    /// The result would have said something else too.
    Unsafe,
}

impl From<toml::de::Error> for Fault {
    fn from(error: toml::de::Error) -> Self {
        Self::Syntax { span: error.span().unwrap_or_default(), message: error.message().to_owned() }
    }
}
