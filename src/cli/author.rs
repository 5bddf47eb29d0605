//! Who signs what is written. Must not know what that is.
//! Invariant: a name is on one line and can be shown.

use std::process::{Command, Stdio};

use crate::source::settings;
use crate::store;
use crate::text::Plain;

/// The author of the settings, else `user.name` of git, else the name one logs in by.
pub(super) fn author(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let (file, text) = store::settings_text(None).ok().flatten().unwrap_or_default();
    let chosen = settings::parse(&file, &text).0.author;
    chosen.and_then(|name| fit(&name)).or_else(of_git).or_else(|| fit(&variable("USER")?))
}

/// No git is no error.
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
