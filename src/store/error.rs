//! What can go wrong with a file, in words. Must not know maps or columns.
//! Invariant: what is shown of a path has passed [`Plain`].

use std::fmt;
use std::io;

use crate::journey::{Finding, rule as rules};
use crate::text::Plain;

/// Why a file could not be used. `label` is the file as the user named it.
#[derive(Debug)]
pub enum Error {
    /// The folder or file to start from could not be opened.
    OpenRoot {
        /// What was given.
        label: String,
        /// Why.
        source: io::Error,
    },
    /// A file could not be opened.
    Open {
        /// Which.
        label: String,
        /// Why.
        source: io::Error,
    },
    /// It is open, but reading it failed.
    Read {
        /// Which.
        label: String,
        /// Why.
        source: io::Error,
    },
    /// It is a folder, a pipe or a device.
    ReadOdd {
        /// Which.
        label: String,
        /// What it is: `a folder`.
        what: &'static str,
    },
    /// It is larger than files of its kind may be.
    ReadLarge {
        /// Which.
        label: String,
        /// How many MiB are read at most.
        most: u64,
    },
    /// It is not text in UTF-8.
    ReadText {
        /// Which.
        label: String,
        /// 1-based line of the first byte that is not.
        line: usize,
        /// 1-based column of it, in characters.
        column: usize,
    },
    /// It lies outside the folder that was opened.
    OpenOutside {
        /// Which.
        label: String,
    },
    /// The folder cannot be watched for changes.
    Watch {
        /// Why.
        source: notify::Error,
    },
}

impl Error {
    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::OpenRoot { .. } => Some("name a map or a folder of maps"),
            Self::Open { source, .. } if source.kind() == io::ErrorKind::NotFound => {
                Some("check the path, it is relative to the folder of the map")
            }
            Self::Open { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                Some("check who may read the file")
            }
            Self::Open { .. } | Self::Read { .. } | Self::Watch { .. } => None,
            Self::ReadOdd { .. } => Some("name a regular file"),
            Self::ReadLarge { .. } => Some("split the file"),
            Self::ReadText { .. } => Some("save the file as UTF-8"),
            Self::OpenOutside { .. } => Some("move the file into the folder, or start with --allow-outside"),
        }
    }

    /// The error as a finding about the file itself.
    #[must_use]
    pub fn finding(&self) -> Finding {
        let (rule, line, column) = match self {
            Self::OpenOutside { .. } => (&rules::OUTSIDE_PATH, 0, 0),
            Self::ReadText { line, column, .. } => (&rules::NOT_TEXT, *line, *column),
            _ => (&rules::UNREADABLE_FILE, 0, 0),
        };
        Finding {
            rule,
            message: self.to_string(),
            help: self.help().map(str::to_owned),
            file: self.label().to_owned(),
            line,
            column,
            excerpt: None,
            address: None,
        }
    }

    fn label(&self) -> &str {
        match self {
            Self::OpenRoot { label, .. }
            | Self::Open { label, .. }
            | Self::Read { label, .. }
            | Self::ReadOdd { label, .. }
            | Self::ReadLarge { label, .. }
            | Self::ReadText { label, .. }
            | Self::OpenOutside { label } => label,
            Self::Watch { .. } => "",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = Plain::new(self.label());
        match self {
            Self::OpenRoot { source, .. } | Self::Open { source, .. } => {
                write!(f, "cannot open `{label}`: {}", words(source))
            }
            Self::Read { source, .. } => write!(f, "cannot read `{label}`: {}", words(source)),
            Self::ReadOdd { what, .. } => write!(f, "`{label}` is {what}, expected a regular file"),
            Self::ReadLarge { most, .. } => write!(f, "`{label}` is larger than {most} MiB"),
            Self::ReadText { line, column, .. } => {
                write!(f, "`{label}` is not UTF-8 text from line {line}, column {column} on")
            }
            Self::OpenOutside { .. } => write!(f, "`{label}` lies outside the folder that was opened"),
            Self::Watch { source } => {
                let why = Plain::new(&source.to_string());
                write!(f, "changes on disk cannot be seen: {why}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::OpenRoot { source, .. } | Self::Open { source, .. } | Self::Read { source, .. } => Some(source),
            Self::Watch { source } => Some(source),
            Self::ReadOdd { .. } | Self::ReadLarge { .. } | Self::ReadText { .. } | Self::OpenOutside { .. } => None,
        }
    }
}

/// What the system said, without its numbers.
fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file".to_owned(),
        kind => kind.to_string(),
    }
}
