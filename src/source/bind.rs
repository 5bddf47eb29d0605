//! What an unknown CSV file seems to be, proposed as TOML for a map, each choice with its reason.
//! Invariant: what is proposed is TOML, whatever the bytes; what could be otherwise says so.

mod page;
#[cfg(test)]
mod tests;

use super::bytes::Bytes;
use super::shapes;
use super::survey::file::File;
use super::survey::names::Names;
use super::survey::proposal::Maker;
pub use super::survey::unbound::Unbound;
use super::survey::{pass, role};
use crate::journey::Map;

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
    let file_of = File { columns: &survey.columns, roles: &roles };
    let make = shapes::by_keys().find_map(|shape| (shape.propose)(&file_of, bytes));
    let mut maker = Maker::new(&survey, roles.clone(), Names::new(file, map));
    if let Some(make) = make {
        make(&mut maker)?;
    }
    let proposal = maker.finish();
    Ok(match map {
        None => page::whole(&proposal, &survey),
        Some(map) => page::added(&proposal, &survey, map),
    })
}
