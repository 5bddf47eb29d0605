//! A map of one's own to edit, with a place for what is kept between sessions.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::terminal::{Start, Terminal, leave};

/// A journey of two touchpoints; the second has a pain point.
pub(crate) const MAP: &str = r#"# Our bakery
[journey]
title = "Buying bread"
objective = "Bread in a minute"

[[stage]]
id = "choose"
name = "Choosing"

[[stage.touchpoint]]
id = "menu"
name = "Menu"
thinks = "What is a boule?"

[[stage.touchpoint]]
id = "queue"
name = "Queue"

[[stage.touchpoint.pain]]
id = "long"
text = "It is long"
severity = 3
"#;

/// A folder with a map, and a state directory.
pub(crate) struct Bakery {
    pub(crate) folder: TempDir,
    state: TempDir,
    map: PathBuf,
}

impl Bakery {
    /// The map under its usual name.
    pub(crate) fn new() -> Self {
        Self::named("journey.toml")
    }

    /// The map under that name.
    pub(crate) fn named(name: &str) -> Self {
        let (folder, state) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let map = folder.path().join(name);
        fs::write(&map, MAP).unwrap();
        // Keys are counted from the first touchpoint, not from what hurts most.
        leave(state.path(), &map, "choose", "menu");
        Self { folder, state, map }
    }

    /// The map.
    pub(crate) fn map(&self) -> &Path {
        &self.map
    }

    /// What the map says.
    pub(crate) fn text(&self) -> String {
        fs::read_to_string(&self.map).unwrap()
    }

    /// The explorer on the map, not started yet.
    pub(crate) fn start(&self) -> Start {
        self.start_with(&[])
    }

    /// The same with more arguments.
    pub(crate) fn start_with(&self, arguments: &[&str]) -> Start {
        let map = self.map.to_str().unwrap();
        let all: Vec<&str> = arguments.iter().copied().chain(["--", map]).collect();
        Start::cjm(&all).variable("XDG_STATE_HOME", self.state.path().to_str().unwrap()).size(80, 24)
    }

    /// The explorer on the map, which is read.
    #[track_caller]
    pub(crate) fn open(&self) -> Terminal {
        let mut terminal = self.start().open();
        terminal.until_shown("Choosing");
        terminal
    }

    /// Leaves the explorer.
    #[track_caller]
    pub(crate) fn quit(terminal: &mut Terminal) {
        terminal.press(b"q");
        assert_eq!(terminal.until_gone(), 0);
        terminal.check_left_clean();
    }

    /// The files in which words are kept.
    pub(crate) fn journals(&self) -> Vec<PathBuf> {
        let Ok(files) = fs::read_dir(self.state.path().join("cjm/journal")) else { return Vec::new() };
        files.map(|file| file.unwrap().path()).collect()
    }
}

/// How often something is tried: as `CJM_ROUNDS` says, else a few times.
pub(crate) fn rounds(few: usize) -> usize {
    std::env::var("CJM_ROUNDS").map_or(few, |rounds| rounds.parse().unwrap())
}

/// Tells a figure to whoever runs the tests with `--nocapture`.
pub(crate) fn tell(words: &str) {
    std::io::stderr().write_all(format!("{words}\n").as_bytes()).unwrap();
}

/// A folder with a copy of one of the example maps and its data.
pub(crate) fn copy_of_maps(name: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(name)).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    folder
}

/// What git would show of a change of a file: the lines that go and come, without those around them.
pub(crate) fn diff(before: &str, after: &Path) -> String {
    let folder = tempfile::tempdir().unwrap();
    let old = folder.path().join("before");
    fs::write(&old, before).unwrap();
    let out = std::process::Command::new("git")
        .args(["diff", "--no-index", "--no-color", "--no-ext-diff", "-U0"])
        .args([old.as_path(), after])
        .output()
        .unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let lines = text.lines().skip_while(|line| !line.starts_with("@@"));
    let shown = lines.map(|line| if line.starts_with("@@") { "@@" } else { line });
    shown.collect::<Vec<_>>().join("\n")
}
