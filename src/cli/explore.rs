//! `cjm [PATH]`: the explorer.
//! Invariant: without a terminal nothing is opened.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::arguments::{ColorsChoice, ExploreArguments, LookArguments};
use super::author::author;
use super::failure::CommandFailure;
use super::open::{open, open_one};
use super::print::Printer;
use super::settings::{self as settings_file, SettingsFile};
use crate::app::Session;
use crate::app::meeting::Topic;
use crate::app::state::Start;
use crate::journey::Finding;
use crate::source::comments::Privacy;
use crate::source::settings::{self, Settings};
use crate::store::Root;
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
    let root = open(path, arguments.reach)?;
    let chosen = Chosen::read(&arguments.look, arguments.colors)?;
    let mut settings = chosen.settings.clone();
    settings.mouse = arguments.mouse || (settings.mouse && !arguments.no_mouse);
    settings.privacy = privacy(arguments.show_personal);
    let start = chosen.start(&root, today(), terminal::size(&environment), settings.clone());
    let start = Session::new(Start { standup, ..start });
    let explorer = Explorer { root: Arc::new(root), start, settings, environment, author, today };
    let ended = terminal::run(explorer).map_err(CommandFailure::Terminal)?;
    out.lines(&ended.report)?;
    if ended.unsaved.is_empty() {
        return Ok(ended.code);
    }
    Err(CommandFailure::Unsaved(ended.unsaved))
}

/// What is opened, and what its standup is about where one was asked for. A standup is of one map, and of a touchpoint
/// that it has.
fn standup(arguments: &ExploreArguments) -> Result<(&Path, Option<Topic>), CommandFailure> {
    let path = arguments.path.as_path();
    let Some(named) = arguments.standup.as_deref() else { return Ok((path, None)) };
    let is_here = path == Path::new(".");
    // `cjm --standup maps/bakery` means that map.
    let (path, id) = match Path::new(named) {
        map if is_here && !named.is_empty() && open(map, arguments.reach).is_ok() => (map, ""),
        _ => (path, named),
    };
    let opened = open_one(path, arguments.reach)?;
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

/// What was chosen in the settings file and on the command line.
pub(super) struct Chosen {
    pub(super) settings: Settings,
    findings: Vec<Finding>,
    file: String,
}

impl Chosen {
    /// Reads the settings file; flags go before it.
    pub(super) fn read(look: &LookArguments, colors: Option<ColorsChoice>) -> Result<Self, CommandFailure> {
        let SettingsFile { mut settings, findings, name } = settings_file::read(look.config.as_deref())?;
        settings.theme = look.theme.map_or(settings.theme, Into::into);
        settings.glyphs = look.glyphs.map_or(settings.glyphs, Into::into);
        settings.bidi = look.bidi.map_or(settings.bidi, Into::into);
        settings.colors = match colors {
            None => settings.colors,
            Some(ColorsChoice::Auto) => settings::Colors::Auto,
            Some(ColorsChoice::Never) => settings::Colors::Never,
            Some(ColorsChoice::Sixteen) => settings::Colors::Sixteen,
            Some(ColorsChoice::Indexed | ColorsChoice::Always) => settings::Colors::Indexed,
            Some(ColorsChoice::True) => settings::Colors::True,
        };
        Ok(Self { settings, findings, file: name })
    }

    /// What a session starts with.
    pub(super) fn start(self, root: &Root, today: Date, size: crate::app::action::Size, settings: Settings) -> Start {
        Start {
            folder: root.title().to_string(),
            // A folder with one map is that map.
            is_single: root.only_map().is_some(),
            maps: root.only_map().map_or_else(|| root.maps(), |map| vec![map]),
            settings,
            findings: self.findings,
            settings_file: self.file,
            today,
            size,
            standup: None,
        }
    }
}

pub(super) const fn privacy(is_shown: bool) -> Privacy {
    if is_shown { Privacy::Shown } else { Privacy::Masked }
}

/// The day by which reviews are overdue: in UTC, so that a map looks the same wherever it is opened.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}
