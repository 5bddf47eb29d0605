//! What can go wrong with a file, in words.
//! Invariant: a path has passed [`Plain`] before it is shown.

use std::fmt;
use std::io;

use rustix::io::Errno;

use super::file::{LARGEST_TEXT, MIB};
use crate::journey::{Finding, rule as rules};
use crate::text::Plain;

/// Why a file could not be used. `label` is the file as the user named it.
#[derive(Debug)]
#[expect(missing_docs, reason = "`label` names the file, `source` says what the system said")]
pub enum Error {
    /// The folder or file to start from could not be opened.
    OpenRoot {
        /// What was given.
        label: String,
        source: io::Error,
    },
    /// A file could not be opened.
    Open { label: String, source: io::Error },
    /// It is open, but reading it failed.
    Read { label: String, source: io::Error },
    /// It is a folder, a pipe or a device.
    ReadOdd {
        label: String,
        /// What it is: `a folder`.
        what: &'static str,
    },
    /// It is larger than files of its kind may be.
    ReadLarge {
        label: String,
        /// How many MiB are read at most.
        most: u64,
    },
    /// It is not text in UTF-8.
    ReadText {
        label: String,
        /// 1-based line of the first byte that is not.
        line: usize,
        /// 1-based column of it, in characters.
        column: usize,
    },
    /// It lies outside the folder that was opened.
    OpenOutside { label: String },
    /// A map could not be written; it is as it was.
    Write { label: String, source: io::Error },
    /// Nobody may write it: it is meant to stay as it is.
    WriteSealed { label: String },
    /// Another program has it for longer than one waits.
    WriteLocked { label: String },
    /// Others write it faster than it can be read.
    WriteOutrun { label: String },
    /// It would be larger than files of its kind may be.
    WriteLarge {
        label: String,
        /// How many MiB are written at most.
        most: u64,
    },
    /// It can only be written in place, and no copy of it can be kept meanwhile.
    WriteBackup { label: String, source: io::Error },
    /// Writing it in place failed half way, and so did putting it right.
    WriteTorn {
        label: String,
        /// The path of the copy.
        backup: String,
        source: io::Error,
    },
    /// The new text is there, but the disk did not confirm that it will stay.
    WriteUnsure { label: String, source: io::Error },
    /// A new map could not be written; there is none.
    Create { label: String, source: io::Error },
    /// Words that are in no map yet cannot be kept.
    Keep {
        /// Where they would be.
        label: String,
        source: io::Error,
    },
    /// The folder cannot be watched for changes.
    Watch { source: notify::Error },
}

impl Error {
    /// A text that is more than a map may be.
    pub(super) fn too_large(label: &str) -> Self {
        Self::WriteLarge { label: label.to_owned(), most: LARGEST_TEXT / MIB }
    }

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
            Self::ReadLarge { .. } | Self::WriteLarge { .. } => Some("split the file"),
            Self::ReadText { .. } => Some("save the file as UTF-8"),
            Self::OpenOutside { .. } => Some("move the file into the folder, or start with --allow-outside"),
            Self::WriteSealed { .. } => Some("let it be written with `chmod u+w`"),
            Self::WriteLocked { .. } => Some("close what holds it; `fuser` or `lsof` name it"),
            Self::WriteOutrun { .. } => Some("save again when the other program is done"),
            Self::WriteBackup { source, .. } | Self::Keep { source, .. } => match Errno::from_io_error(source) {
                Some(Errno::NOSPC | Errno::DQUOT | Errno::IO | Errno::MFILE | Errno::NFILE | Errno::FBIG) => {
                    mending(source)
                }
                _ => Some("set XDG_STATE_HOME to a folder that can be written"),
            },
            Self::WriteTorn { .. } => Some("mend the disk, then open the map again: its old text is put back"),
            Self::WriteUnsure { .. } => Some("copy the map to another disk, and check this one"),
            Self::Create { source, .. } if source.kind() == io::ErrorKind::AlreadyExists => Some("choose another name"),
            Self::Create { source, .. } if source.kind() == io::ErrorKind::NotFound => Some("make the folder first"),
            Self::Write { source, .. } | Self::Create { source, .. } => mending(source),
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
            | Self::OpenOutside { label }
            | Self::Write { label, .. }
            | Self::WriteSealed { label }
            | Self::WriteLocked { label }
            | Self::WriteOutrun { label }
            | Self::WriteLarge { label, .. }
            | Self::WriteBackup { label, .. }
            | Self::WriteTorn { label, .. }
            | Self::WriteUnsure { label, .. }
            | Self::Create { label, .. }
            | Self::Keep { label, .. } => label,
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
            Self::Write { source, .. } => write!(f, "cannot write `{label}`: {}", words(source)),
            Self::WriteSealed { .. } => write!(f, "`{label}` is read-only"),
            Self::WriteLocked { .. } => write!(f, "cannot write `{label}`: another program holds it"),
            Self::WriteOutrun { .. } => write!(f, "cannot write `{label}`: another program keeps writing it"),
            Self::WriteLarge { most, .. } => write!(f, "`{label}` would be larger than {most} MiB"),
            Self::WriteBackup { source, .. } => {
                write!(f, "cannot write `{label}` in place, no copy can be kept meanwhile: {}", words(source))
            }
            Self::WriteTorn { backup, source, .. } => {
                let backup = Plain::new(backup);
                write!(f, "`{label}` is half written, {}; both texts are in `{backup}`", words(source))
            }
            Self::WriteUnsure { source, .. } => {
                write!(f, "`{label}` is written, but may not survive a power cut: {}", words(source))
            }
            Self::Create { source, .. } => write!(f, "cannot create `{label}`: {}", words(source)),
            Self::Keep { source, .. } => write!(f, "cannot keep what is typed in `{label}`: {}", words(source)),
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
            Self::OpenRoot { source, .. }
            | Self::Open { source, .. }
            | Self::Read { source, .. }
            | Self::Write { source, .. }
            | Self::WriteBackup { source, .. }
            | Self::WriteTorn { source, .. }
            | Self::WriteUnsure { source, .. }
            | Self::Create { source, .. }
            | Self::Keep { source, .. } => Some(source),
            Self::Watch { source } => Some(source),
            _ => None,
        }
    }
}

/// What the system said, without its numbers.
fn words(error: &io::Error) -> String {
    let words = match Errno::from_io_error(error) {
        Some(Errno::NOENT) => "no such file",
        Some(Errno::EXIST) => "there is one already",
        Some(Errno::NOSPC) => "the disk is full",
        Some(Errno::DQUOT) => "the share of the disk is used up",
        Some(Errno::ROFS) => "the file system is read-only",
        Some(Errno::IO) => "the disk reports an error",
        Some(Errno::MFILE | Errno::NFILE) => "too many files are open",
        Some(Errno::FBIG) => "it would be larger than this program may write",
        _ => match error.kind() {
            io::ErrorKind::NotFound => "no such file",
            kind => return kind.to_string(),
        },
    };
    words.to_owned()
}

/// How to mend what keeps a file from being written.
fn mending(error: &io::Error) -> Option<&'static str> {
    match Errno::from_io_error(error)? {
        Errno::NOSPC => Some("make room on the disk, then save again"),
        Errno::DQUOT => Some("remove files of yours, or ask for a larger share, then save again"),
        Errno::ROFS => Some("copy the map to where it can be written"),
        Errno::ACCESS | Errno::PERM => Some("check who may write the file and its folder"),
        Errno::IO => Some("copy the map to another disk, and check this one"),
        Errno::MFILE | Errno::NFILE => Some("close other programs, or raise the limit with `ulimit -n`"),
        Errno::FBIG => Some("raise the limit with `ulimit -f`"),
        _ => None,
    }
}
