//! What an unknown CSV file seems to be, proposed as TOML for a map, each choice with its reason. Must not know paths.
//! Invariant: what is proposed is TOML, whatever the bytes; what could be otherwise says so.

mod column;
mod heading;
mod hints;
mod names;
mod page;
mod pass;
mod proposal;
mod role;
mod scale;
mod series;
mod shape;
#[cfg(test)]
mod tests;
mod when;
mod words;

use std::fmt;

use super::bytes::Bytes;
use crate::journey::Map;

/// Why nothing can be proposed, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unbound {
    why: String,
    help: &'static str,
}

impl Unbound {
    fn new(why: impl Into<String>, help: &'static str) -> Self {
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

/// A whole map for a file; or, where there is a map, the source and the bindings to be added to it.
///
/// * `file`: how the map is to name it.
///
/// # Errors
///
/// Where it is no CSV file with a header.
pub fn propose(bytes: &dyn Bytes, file: &str, map: Option<&Map>) -> Result<String, Unbound> {
    let survey = pass::survey(bytes)?;
    let roles = role::tell(&survey.columns);
    let shape = shape::tell(&survey.columns, &roles);
    let pairs = match &shape {
        shape::Shape::Series(series) => series::pairs(bytes, &survey.columns, series)?,
        _ => Vec::new(),
    };
    let proposal = proposal::make(&survey, roles, &shape, &pairs, names::Names::new(file, map));
    Ok(match map {
        None => page::whole(&proposal, &survey),
        Some(map) => page::added(&proposal, &survey, map),
    })
}
