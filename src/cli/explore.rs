//! `cjm [PATH]`: the explorer.
//! Invariant: without a terminal, nothing is opened.

use std::path::Path;
use std::sync::Arc;

use super::arguments::ExploreArguments;
use super::author::author;
use super::chosen::{Chosen, privacy};
use super::dates::today;
use super::failure::CommandFailure;
use super::open::{open, open_any, open_only};
use super::print::Printer;
use crate::app::Session;
use crate::app::Start;
use crate::app::meeting::Topic;
use crate::terminal::{self, Environment, Explorer};

/// Opens the explorer; gives the exit code.
pub(super) fn run(
    arguments: &ExploreArguments,
    environment: Environment,
    out: &mut Printer,
) -> Result<u8, CommandFailure> {
    let (path, standup) = standup(arguments)?;
    if !terminal::has_terminal() {
        return Err(CommandFailure::NoTerminal);
    }
    if !environment.can_be_drawn_on() {
        let path = shell_words::quote(&path.to_string_lossy()).into_owned();
        return Err(CommandFailure::Undrawable { term: environment.term, path });
    }
    let root = open_any(path, arguments.counting)?;
    let chosen = Chosen::read(&arguments.look, arguments.colors)?;
    let mut settings = chosen.settings.clone();
    settings.mouse = arguments.mouse || (settings.mouse && !arguments.no_mouse);
    settings.privacy = privacy(arguments.show_personal);
    let start = chosen.start(&root, today(), terminal::size(&environment), settings.clone());
    let start = Session::new(Start { standup, is_recalled: false, ..start });
    let explorer = Explorer { root: Arc::new(root), start, settings, environment, author, today };
    let ended = terminal::run(explorer).map_err(CommandFailure::Terminal)?;
    out.lines(&ended.report)?;
    if ended.unsaved.is_empty() {
        return Ok(ended.code);
    }
    Err(CommandFailure::Unsaved(ended.unsaved))
}

/// What to open, and what its standup is about, if one was asked for: one map, or one touchpoint of it.
fn standup(arguments: &ExploreArguments) -> Result<(&Path, Option<Topic>), CommandFailure> {
    let path = arguments.path.as_path();
    let Some(named) = arguments.standup.as_deref() else { return Ok((path, None)) };
    let is_here = path == Path::new(".");
    // `cjm --standup maps/bakery` means that map.
    let (path, id) = match Path::new(named) {
        map if is_here && !named.is_empty() && open(map, arguments.counting).is_ok() => (map, ""),
        _ => (path, named),
    };
    let opened = open_only(path, arguments.counting)?;
    if id.is_empty() {
        return Ok((path, Some(Topic::Map)));
    }
    let map = opened.parse()?;
    if map.touchpoint(id).is_none() {
        let touchpoints = map.stages.iter().flat_map(|stage| &stage.touchpoints);
        let known = touchpoints.map(|touchpoint| touchpoint.id.clone()).collect();
        return Err(CommandFailure::Unknown { kind: "touchpoint", name: id.to_owned(), known });
    }
    Ok((path, Some(Topic::Touchpoint(id.to_owned()))))
}
