//! `cjm [PATH]`: the explorer. Must not know what it shows.
//! Invariant: without a terminal nothing is opened.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::arguments::{Colors, Explore, LookArguments};
use super::author::author;
use super::failure::Failure;
use super::open::{open, open_one};
use super::print::Printer;
use crate::app::State;
use crate::app::standup::Topic;
use crate::app::state::Start;
use crate::journey::Finding;
use crate::source::comments::Privacy;
use crate::source::settings::{self, Settings};
use crate::store::{self, Root};
use crate::terminal::{self, Environment, Explorer};

/// Opens the explorer; gives the exit code.
pub(super) fn run(arguments: &Explore, environment: Environment, out: &mut Printer) -> Result<u8, Failure> {
    let (path, standup) = standup(arguments)?;
    if !terminal::has_terminal() {
        return Err(Failure::NoTerminal);
    }
    let root = open(path, arguments.reach)?;
    let chosen = Chosen::read(&arguments.look, arguments.colors)?;
    let mut settings = chosen.settings.clone();
    settings.mouse = arguments.mouse || (settings.mouse && !arguments.no_mouse);
    settings.privacy = privacy(arguments.show_personal);
    let start = chosen.start(&root, today(), terminal::size(&environment), settings.clone());
    let start = State::new(Start { standup, ..start });
    let explorer = Explorer { root: Arc::new(root), start, settings, environment, author, today };
    let ended = terminal::run(explorer).map_err(Failure::Terminal)?;
    out.lines(&ended.report)?;
    if ended.unsaved.is_empty() {
        return Ok(ended.code);
    }
    Err(Failure::Unsaved(ended.unsaved))
}

/// What is opened, and what its standup is about where one was asked for. A standup is of one map, and of a touchpoint
/// that it has.
fn standup(arguments: &Explore) -> Result<(&Path, Option<Topic>), Failure> {
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
        return Err(Failure::Unknown { kind: "touchpoint", name: id.to_owned(), known });
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
    pub(super) fn read(look: &LookArguments, colors: Option<Colors>) -> Result<Self, Failure> {
        let text = store::settings_text(look.config.as_deref())?;
        let (file, text) = text.unwrap_or_default();
        let (mut settings, findings) = settings::parse(&file, &text);
        settings.theme = look.theme.map_or(settings.theme, Into::into);
        settings.glyphs = look.glyphs.map_or(settings.glyphs, Into::into);
        settings.bidi = look.bidi.map_or(settings.bidi, Into::into);
        settings.colors = match colors {
            None => settings.colors,
            Some(Colors::Auto) => settings::Colors::Auto,
            Some(Colors::Never) => settings::Colors::Never,
            Some(Colors::Sixteen) => settings::Colors::Sixteen,
            Some(Colors::Indexed | Colors::Always) => settings::Colors::Indexed,
            Some(Colors::True) => settings::Colors::True,
        };
        Ok(Self { settings, findings, file })
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

/// Is personal data masked?
pub(super) const fn privacy(is_shown: bool) -> Privacy {
    if is_shown { Privacy::Shown } else { Privacy::Masked }
}

/// The day, for overdue reviews: that of Greenwich, so that it is the same wherever a map is looked at.
pub(super) fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}
