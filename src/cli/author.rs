//! Who signs what is written.
//! Invariant: a name is one line that is safe to show.

use std::process::{Command, Stdio};

use super::environment::variable;
use super::settings;
use crate::source::settings::Settings;
use crate::text::Plain;

/// The author in the settings, else `user.name` of git, else the login name.
pub(super) fn author(settings: &Settings) -> Option<String> {
    let chosen = settings.author.as_deref().and_then(fit);
    chosen.or_else(of_git).or_else(|| fit(&variable("USER")?))
}

/// The same with the usual settings file, which may be missing or broken.
pub(super) fn usual_author() -> Option<String> {
    let settings = settings::read(None).map(|file| file.settings).unwrap_or_default();
    author(&settings)
}

/// `None` where git is not installed or knows no name.
fn of_git() -> Option<String> {
    let mut git = Command::new("git");
    git.args(["config", "user.name"]).stdin(Stdio::null()).stderr(Stdio::null());
    let output = git.output().ok().filter(|output| output.status.success())?;
    fit(&String::from_utf8_lossy(&output.stdout))
}

fn fit(name: &str) -> Option<String> {
    let name = Plain::new(name.trim()).to_string();
    (!name.is_empty()).then_some(name)
}
