//! Why a command could not do its work, in the words a person reads.
//! Invariant: every message is lower case without a final dot; help starts with a verb.

use std::fmt;
use std::io;

use crate::source::Unresolved;
use crate::source::edit::Refusal;
use crate::store;

#[derive(Debug)]
pub(super) enum CommandFailure {
    /// There is no terminal to explore on.
    NoTerminal,
    /// Nothing can be drawn on the terminal: its `TERM`, and what was to be explored.
    Undrawable { term: String, path: String },
    /// What was named could not be opened.
    Open(store::Error),
    /// There is no map where one is needed.
    NoMap(String),
    /// A new map is to be called by its folder, and none is named.
    NoName,
    /// There are several maps where one is needed: the folder and the maps.
    SeveralMaps(String, Vec<String>),
    /// The map could not be read at all; its findings tell why.
    Unreadable(String, String),
    /// Nothing of that kind has the name; `known` are those there are.
    Unknown { kind: &'static str, name: String, known: Vec<String> },
    /// There is nothing that a dial of that name can be turned to: why.
    Undialed(&'static str, &'static str),
    /// Two periods that cannot be compared: why, and what to do.
    Periods(String, String),
    /// No source has a column that was asked for: the message, and the help.
    Column(String, Option<String>),
    /// The persona has no segment, so her rows cannot be told apart.
    NoSegment(String),
    /// No comments are bound at that place; the places where some are.
    NoComments(String, Vec<String>),
    /// `--keys` contains something that is no key.
    Keys(crate::app::key::KeyError),
    /// An address means no place of the map, or several.
    Unresolved(Unresolved),
    /// The change cannot be made in this map.
    Refused(Refusal),
    /// Nothing can be proposed for a file: why, and what helps.
    Unbound(String, &'static str),
    /// Standard input could not be read.
    Input(io::Error),
    /// A file that is no map could not be read to its end.
    File(io::Error),
    /// The explorer was left before these could be written: why, one each.
    Unsaved(Vec<String>),
    /// The terminal refused.
    Terminal(io::Error),
    /// The output could not be written.
    Output(io::Error),
}

impl CommandFailure {
    pub(super) fn help(&self) -> Option<String> {
        match self {
            Self::Open(error) => error.help().map(str::to_owned),
            Self::NoTerminal => Some("use `cjm show` to print a frame, or `cjm metrics` to print the readings".into()),
            Self::Undrawable { term, .. } if term.is_empty() => {
                Some("set TERM where it can be drawn on, as in TERM=xterm".into())
            }
            Self::NoMap(_) => Some(
                "name a TOML file with a [journey] table, or a folder that holds one; `cjm new --list` tells what to begin one from".into(),
            ),
            Self::NoName => Some("write `cjm new shop`; `cjm new --list` tells what there is to begin from".into()),
            Self::SeveralMaps(_, maps) => Some(format!("name one of them: {}", maps.join(", "))),
            Self::Unknown { name, known, .. } => Some(match nearest(name, known) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => return None,
                None => format!("use one of: {}", known.join(", ")),
            }),
            Self::Column(_, help) => help.clone(),
            Self::Periods(_, help) => Some(help.clone()),
            Self::Unbound(_, help) => Some((*help).to_owned()),
            Self::NoComments(_, places) if places.is_empty() => {
                Some("name their column in the map: `comment = \"...\"` in a source".into())
            }
            Self::NoComments(_, places) => Some(format!("use one of: {}", places.join(", "))),
            Self::NoSegment(_) => Some("give her one in the map, as in segment = { column = \"value\" }".into()),
            Self::Unresolved(unresolved) => unresolved.help(),
            Self::Refused(refusal) => refusal.help(),
            Self::Unsaved(_) => Some("start the explorer again: what was typed is kept".into()),
            Self::Keys(_) => Some("write keys as in \"j j enter ctrl-d\", and text to type in quotes".into()),
            _ => None,
        }
    }
}

impl fmt::Display for CommandFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTerminal => f.write_str("the explorer needs a terminal on standard input and output"),
            Self::Undrawable { term, path } => {
                let term = if term.is_empty() { "TERM is not set".to_owned() } else { format!("TERM is `{term}`") };
                write!(f, "this terminal cannot be drawn on ({term}): `cjm show {path}` prints a frame")
            }
            Self::Open(error) => error.fmt(f),
            Self::NoMap(place) => write!(f, "no map in `{place}`"),
            Self::NoName => f.write_str("a name is needed: the folder of the new map"),
            Self::SeveralMaps(place, maps) => write!(f, "{} maps in `{place}`, expected one", maps.len()),
            Self::Unreadable(map, why) => write!(f, "`{map}` could not be read: {why}"),
            Self::Unknown { kind, name, .. } => write!(f, "unknown {kind} `{name}`"),
            Self::Undialed(name, why) => write!(f, "nothing can be chosen with `--{name}` in this map: {why}"),
            Self::Column(message, _) | Self::Unbound(message, _) | Self::Periods(message, _) => f.write_str(message),
            Self::NoSegment(persona) => write!(f, "persona `{persona}` has no segment: no rows are known to be hers"),
            Self::NoComments(at, _) => write!(f, "no comments are bound at `{at}`"),
            Self::Keys(error) => error.fmt(f),
            Self::Unresolved(unresolved) => unresolved.fmt(f),
            Self::Refused(refusal) => refusal.fmt(f),
            Self::Input(error) => write!(f, "standard input could not be read: {error}"),
            Self::File(error) => write!(f, "the file could not be read: {error}"),
            Self::Unsaved(why) => f.write_str(&why.join("; ")),
            Self::Terminal(error) => write!(f, "the terminal could not be used: {error}"),
            Self::Output(error) => write!(f, "the output could not be written: {error}"),
        }
    }
}

impl From<io::Error> for CommandFailure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

impl From<Unresolved> for CommandFailure {
    fn from(unresolved: Unresolved) -> Self {
        Self::Unresolved(unresolved)
    }
}

impl From<Refusal> for CommandFailure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<store::Error> for CommandFailure {
    fn from(error: store::Error) -> Self {
        Self::Open(error)
    }
}

/// The known name that was most likely meant.
fn nearest<'n>(name: &str, known: &'n [String]) -> Option<&'n String> {
    let distance = |other: &String| strsim::osa_distance(&name.to_lowercase(), &other.to_lowercase());
    let near = known.iter().min_by_key(|other| distance(other))?;
    (distance(near) <= 1 + name.chars().count() / 4).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_answered_with_the_name_that_was_meant() {
        let known: Vec<String> = ["food", "store", "roads"].map(str::to_owned).to_vec();
        let unknown =
            |name: &str| CommandFailure::Unknown { kind: "touchpoint", name: name.into(), known: known.clone() };
        assert_eq!(unknown("fodo").to_string(), "unknown touchpoint `fodo`");
        assert_eq!(unknown("fodo").help().as_deref(), Some("did you mean `food`?"));
        assert_eq!(unknown("zzzz").help().as_deref(), Some("use one of: food, store, roads"));
    }
}
