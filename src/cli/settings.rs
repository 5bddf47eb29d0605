//! The settings file as the subcommands read it.
//! Invariant: a settings file that is named must exist.

use std::path::Path;

use super::failure::CommandFailure;
use super::print::complain;
use crate::journey::Finding;
use crate::metric::Limits;
use crate::source::settings::{self, Settings};
use crate::store;

/// What a settings file says, and what is odd in it.
pub(super) struct SettingsFile {
    pub(super) settings: Settings,
    pub(super) findings: Vec<Finding>,
    /// As the user would name it; empty where there is none.
    pub(super) name: String,
}

/// Reads the file that is named, else the usual one.
pub(super) fn read(config: Option<&Path>) -> Result<SettingsFile, CommandFailure> {
    let (name, text) = store::settings_text(config)?.unwrap_or_default();
    let (settings, findings) = settings::parse(&name, &text);
    Ok(SettingsFile { settings, findings, name })
}

/// How many answers it takes for a reading to be shown, and to be relied on. Warns of what is odd in the file.
pub(super) fn limits(config: Option<&Path>) -> Result<Limits, CommandFailure> {
    let SettingsFile { settings, findings, .. } = read(config)?;
    for Finding { file, line, column, message, .. } in &findings {
        complain(&format!("warning: {file}:{line}:{column}: {message}"));
    }
    Ok(Limits { few: settings.few, hidden: settings.hidden })
}
