//! A refusal in words. Must not know who reads them.
//! Invariant: lower case, no final dot, and help starts with a verb.

use std::fmt;

use super::{Conflict, Refusal};
use crate::journey::{Address, Noun};
use crate::source::format::{Report, shorten, table_of};
use crate::source::splice::Fault;

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
