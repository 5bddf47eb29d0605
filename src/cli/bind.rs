//! `cjm bind`: proposes a map for an unknown CSV file.
//! Invariant: what is printed can be pasted into a map unchanged.

use std::path::Path;

use super::arguments::{BindArguments, Reach};
use super::failure::CommandFailure;
use super::open::{OpenedMap, open_one};
use super::print::{Printer, complain};
use crate::source::bind;
use crate::store::Named;

/// Prints a map for a file, or what is to be added to one.
pub(super) fn run(arguments: &BindArguments, out: &mut Printer) -> Result<(), CommandFailure> {
    let shown = arguments.file.to_string_lossy().into_owned();
    let named = Named::open(&arguments.file).map_err(|error| {
        let help = "name a CSV file, as it is or packed with gzip or zstd";
        CommandFailure::Unbound(error.to_string(), help)
    })?;
    let opened = arguments.map.as_deref().map(|path| open_one(path, Reach { allow_outside: false })).transpose()?;
    let map = opened.as_ref().map(OpenedMap::parse).transpose()?;
    let beside = opened.as_ref().map(OpenedMap::file);
    // A map that is not there yet belongs beside the file.
    let file = match beside.as_deref() {
        Some(map) => named.seen_from(Path::new(map).parent().unwrap_or(Path::new("."))),
        None => None,
    };
    let is_beside = file.is_some();
    let file = file.unwrap_or_else(|| named.name());
    let text = bind::propose(named.bytes(), &file, map.as_ref()).map_err(|unbound| {
        CommandFailure::Unbound(format!("nothing to bind in `{shown}`: {unbound}"), unbound.help())
    })?;
    out.lines(&text)?;
    let is_here = named.seen_from(Path::new(".")).as_ref() == Some(&file);
    if beside.is_none() && !is_here {
        complain(&format!("note: save the map beside {file}, in the folder of that file: the map names it from there"));
    }
    if beside.is_some() && !is_beside {
        complain(&format!("note: put {file} into the folder of the map, or below it: only files there are read"));
    }
    Ok(())
}
