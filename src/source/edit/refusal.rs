//! Why a change was not made, and how that is told.
//! Invariant: messages are in lower case without a final dot, and help starts with a verb.

use std::fmt;

use crate::journey::{Address, Noun};
use crate::source::format::{Report, shorten};
use crate::source::splice::Fault;
use crate::source::tables::table_of;

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

impl Refusal {
    /// How to mend it.
    #[must_use]
    pub fn help(&self) -> Option<String> {
        match self {
            Self::Conflict(_) => Some("look at both and choose".to_owned()),
            Self::Misplaced { help, .. } | Self::Unfit { help, .. } => help.clone(),
            Self::Broken { .. } => Some("mend that line in an editor first".to_owned()),
            Self::Unsafe { .. } => Some("make this change in an editor, and tell us about it".to_owned()),
        }
    }

    pub(super) fn misplaced(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Misplaced { message: message.into(), help: Some(help.into()) }
    }

    pub(super) fn unfit(at: &Address, message: impl Into<String>, help: Option<String>) -> Self {
        Self::Unfit { at: at.clone(), message: message.into(), help }
    }

    /// There is no such thing.
    pub(super) fn absent(at: &Address) -> Self {
        let bare = Address { steps: at.steps.clone(), field: None };
        let Some((last, parents)) = bare.steps.split_last() else {
            return Self::misplaced("there is no [journey] in the map", "add [journey] and its title");
        };
        let place = match parents {
            [] => "the map".to_owned(),
            _ => Address { steps: parents.to_vec(), field: None }.to_string(),
        };
        let message = format!("there is no {} `{}` in {place}", noun_words(last.noun), shorten(&last.id));
        Self::Misplaced { message, help: None }
    }

    /// Somebody else has that id.
    pub(super) fn taken(id: &str) -> Self {
        Self::misplaced(format!("the id `{}` is taken", shorten(id)), "choose another one")
    }

    pub(super) fn conflict(at: &Address, base: Option<String>, theirs: Option<String>, mine: Option<String>) -> Self {
        Self::Conflict(Box::new(Conflict { at: at.clone(), base, theirs, mine }))
    }

    /// What kept the text from being changed.
    pub(super) fn of_fault(fault: Fault, text: &str, at: &Address) -> Self {
        match fault {
            Fault::Syntax { span, message } => {
                let (line, column, _) = Report::new("", text).spot(&span);
                Self::Broken { line, column, message }
            }
            Fault::Absent => Self::absent(at),
            Fault::Misfit(what) => {
                Self::misplaced(format!("{at} cannot be changed here: it is {what}"), "make this change in an editor")
            }
            Fault::Unsafe => Self::Unsafe { at: at.clone() },
        }
    }
}

/// What a thing is called, without its article.
pub(super) fn noun_words(noun: Noun) -> &'static str {
    let name = table_of(noun).name;
    ["a ", "an ", "the "].iter().find_map(|article| name.strip_prefix(article)).unwrap_or(name)
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict(conflict) => {
                let words = |words: &Option<String>| match words {
                    Some(words) => format!("\"{}\"", shorten(words)),
                    None => "nothing".to_owned(),
                };
                let Conflict { at, base, theirs, mine } = conflict.as_ref();
                write!(f, "{at} was changed in the meantime: ")?;
                write!(f, "it was {}, is {}, and you want {}", words(base), words(theirs), words(mine))
            }
            Self::Misplaced { message, .. } | Self::Unfit { message, .. } => f.write_str(message),
            Self::Broken { line, column, message } => {
                write!(f, "the map cannot be edited while line {line}, column {column} is broken: {message}")
            }
            Self::Unsafe { at } => write!(f, "{at} could not be changed without changing something else"),
        }
    }
}
