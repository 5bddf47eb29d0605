//! Nothing that a terminal could act on reaches it, whatever stands in a map, a CSV file, a file name or an
//! argument: the Big List of Naughty Strings and every Unicode scalar, in the explorer and in every subcommand.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod commands;
mod comments;
mod explorer;
mod harm;
mod names;
mod pens;
mod scalars;
mod scribe;

use std::path::{Path, PathBuf};

use naughty_strings::BLNS;
use scribe::Scribe;

/// A folder of maps in which every text is a naughty string, and the maps in it.
struct Library {
    folder: tempfile::TempDir,
    /// Maps that hold together, so that their numbers are read, each with the id of its touchpoint.
    sound: Vec<(PathBuf, String)>,
    /// Maps in which every key holds a naughty string, and files that are no maps at all.
    odd: Vec<PathBuf>,
}

impl Library {
    /// Writes as many maps of both kinds as it takes to use every string, and some in which every string does harm.
    fn write() -> Self {
        let mut library = Self { folder: tempfile::tempdir().unwrap(), sound: Vec::new(), odd: Vec::new() };
        library.add(BLNS);
        library.add(&worst());
        library.add_broken();
        library
    }

    fn add(&mut self, strings: &[&str]) {
        let mut scribe = Scribe::new(strings);
        while scribe.n_used() < strings.len() {
            let own = self.folder.path().join(format!("sound-{}", self.sound.len()));
            let path = save(&own, "journey.toml", &scribe.sound_map());
            save(&own, "answers.csv", &scribe.answers());
            self.sound.push((path, scribe.touchpoint().to_owned()));
        }
        let mut scribe = Scribe::new(strings);
        while scribe.n_used() < strings.len() {
            let own = self.folder.path().join(format!("odd-{}", self.odd.len()));
            self.odd.push(save(&own, "journey.toml", &scribe.odd_map()));
        }
    }

    /// Maps in which the strings are neither quoted nor escaped: what is broken, and what is not TOML at all.
    fn add_broken(&mut self) {
        for (idx, strings) in BLNS.chunks(40).enumerate() {
            let lines = strings.join("\n");
            let broken = format!("[journey]\ntitle = \"Broken\"\n{lines}\n[[stage]]\nname = {lines}\n");
            self.odd.push(save(&self.folder.path().join(format!("broken-{idx}")), "journey.toml", &broken));
        }
    }

    /// Every map, and the folder of them all.
    fn paths(&self) -> impl Iterator<Item = &Path> {
        let sound = self.sound.iter().map(|(path, _)| path.as_path());
        sound.chain(self.odd.iter().map(PathBuf::as_path)).chain([self.folder.path()])
    }
}

/// The strings that would do harm.
fn worst() -> Vec<&'static str> {
    BLNS.iter().copied().filter(|odd| odd.chars().any(harm::is_harmful)).collect()
}

fn save(folder: &Path, name: &str, text: &str) -> PathBuf {
    std::fs::create_dir_all(folder).unwrap();
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}
