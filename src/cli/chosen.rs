//! What was chosen in the settings file and on the command line.
//! Invariant: a flag has precedence over the file.

use jiff::civil::Date;

use super::arguments::{ColorsChoice, LookArguments};
use super::failure::CommandFailure;
use super::settings::{self as settings_file, SettingsFile};
use crate::app::Start;
use crate::app::event::Size;
use crate::journey::{Finding, Segment};
use crate::source::comments::Privacy;
use crate::source::settings::{self, Settings};
use crate::store::Root;

/// The settings to start with, and what was odd in their file.
pub(super) struct Chosen {
    pub(super) settings: Settings,
    findings: Vec<Finding>,
    file: String,
}

impl Chosen {
    /// Reads the settings file; flags have precedence over it.
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
    pub(super) fn start(self, root: &Root, today: Date, size: Size, settings: Settings) -> Start {
        Start {
            folder: root.title().to_string(),
            // A folder with one map is that map.
            is_proposal: root.is_proposal(),
            tables: root.tables(),
            is_single: root.only_map().is_some(),
            maps: root.only_map().map_or_else(|| root.maps(), |map| vec![map]),
            settings,
            findings: self.findings,
            settings_file: self.file,
            today,
            size,
            only: Segment::default(),
            standup: None,
            is_printed: false,
            is_recalled: true,
        }
    }
}

pub(super) const fn privacy(is_shown: bool) -> Privacy {
    if is_shown { Privacy::Shown } else { Privacy::Masked }
}
