//! Files and folders with naughty names. Must not know what stands in the files.
//! Invariant: what the file system takes for a name is tried.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

use naughty_strings::BLNS;

use super::commands::run;
use super::scribe::quoted;
use super::{harm, save};
use crate::session::{LARGE, open, play};

/// The longest name that file systems take, in bytes, less the longest ending.
const LONGEST: usize = 255 - ".toml".len();

/// A folder of folders with naughty names, each with a map and a CSV file of that name; and those maps.
fn shelves() -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let is_name = |odd: &&&str| {
        !odd.is_empty() && odd.len() <= LONGEST && !odd.contains(['/', '\0']) && !matches!(**odd, "." | "..")
    };
    let mut maps = Vec::new();
    for odd in BLNS.iter().filter(is_name).chain(&["\x1b[31mred", "a\nb", "\u{9b}2J", "\u{202e}moc"]) {
        let own = folder.path().join(odd);
        let file = quoted(&format!("{odd}.csv"));
        let map = format!(
            "[journey]\ntitel = 1\n\n[[source]]\nid = \"a\"\nfile = {file}\ntime = \"when\"\n\n[[stage]]\nid = \"s\"\n\
             name = \"S\"\nmetrics = [{{ metric = \"nps\", source = \"a\", column = \"none\" }}]\n"
        );
        save(&own, &format!("{odd}.csv"), "day,answer\n2026-01-01,1\n");
        maps.push(save(&own, &format!("{odd}.toml"), &map));
    }
    // No text at all.
    let raw = folder.path().join(OsStr::from_bytes(b"\xff\x1b[2J\x9b"));
    std::fs::create_dir_all(&raw).unwrap();
    std::fs::write(raw.join(OsStr::from_bytes(b"\xfe\x07.toml")), "[journey]\ntitle = 1\n").unwrap();
    maps.push(raw);
    (folder, maps)
}

#[test]
fn naughty_file_names_are_harmless() {
    let (folder, maps) = shelves();
    assert!(maps.len() > 300, "only {} names", maps.len());
    let whole = folder.path().as_os_str();
    for arguments in [
        ["check", "--format=text"].as_slice(),
        &["check", "--format=json"],
        &["show", "--color=never"],
        &["show", "--color=never", "--size=120x1000"],
        &["show", "--color=never", "--size=80x24", "--keys=/ pgdn pgdn"],
        &["show", "--color=never", "--size=200x500", "--keys=!"],
        &["show", "--format=svg", "--size=120x1000"],
        &["metrics"],
    ] {
        let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).chain([whole]).collect();
        run(&arguments, false);
    }
    for map in maps.iter().filter(|map| map.to_string_lossy().chars().any(harm::is_harmful)) {
        for command in ["check", "show", "metrics"] {
            run(&[OsString::from(command), map.into()], false);
            // And one that is not there.
            run(&[OsString::from(command), map.join("x\x1b[2J").into()], false);
        }
    }
    let mut session = open(folder.path(), LARGE);
    for keys in ["", "G", "/", "pgdn", "esc !", "pgdn", "esc g enter", "i", "!"] {
        play(&mut session, keys);
        harm::check_frame(keys, session.cells());
    }
}
