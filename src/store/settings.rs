//! Finds the settings file and reads its text.
//! Invariant: without a file there is no error.

use std::io;
use std::path::Path;

use etcetera::BaseStrategy;
use etcetera::base_strategy::Xdg;

use super::Error;
use super::file::{LARGEST_TEXT, open_anywhere, text};

/// Label and text of the settings file: the one that was named, else `cjm/config.toml` in
/// `$XDG_CONFIG_HOME` or `~/.config`.
///
/// # Errors
///
/// When it is there and cannot be read, and when it was named and is not there.
pub fn settings_text(named: Option<&Path>) -> Result<Option<(String, String)>, Error> {
    if let Some(path) = named {
        let label = path.to_string_lossy().into_owned();
        let (file, _) = open_anywhere(path, &label, LARGEST_TEXT)?;
        let text = text(file, &label, LARGEST_TEXT)?;
        return Ok(Some((label, text)));
    }
    // Without a home folder there are no settings.
    Xdg::new().map_or(Ok(None), |places| settings_in(&places.config_dir()))
}

/// Label and text of the settings file in a folder for configuration.
pub(super) fn settings_in(folder: &Path) -> Result<Option<(String, String)>, Error> {
    let path = folder.join("cjm").join("config.toml");
    let label = path.to_string_lossy().into_owned();
    match open_anywhere(&path, &label, LARGEST_TEXT) {
        Ok((file, _)) => {
            let text = text(file, &label, LARGEST_TEXT)?;
            Ok(Some((label, text)))
        }
        Err(Error::Open { source, .. }) if is_absent(&source) => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
