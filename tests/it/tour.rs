//! The film in README: a walk through an example map, of frames that the program painted.
//! `UPDATE_DOCS=1 cargo test` makes it anew.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};

use cjm::app::{Size, Start};
use cjm::source::edit::Stamp;
use cjm::source::settings::Settings;
use cjm::terminal::Rehearsal;
use cjm::ui::picture::{Shot, film};
use cjm::ui::{Depth, Look};
use tempfile::TempDir;

use super::readme::{check_or_write, readme};
use super::session::{TODAY, play, start, text};

/// Keys, what they do, words that are on the screen then, and how many tenths of a second they are.
type Step = (&'static str, &'static str, &'static str, u32);

#[rustfmt::skip]
const STEPS: &[Step] = &[
    ("end enter",     "From the list of maps into one: it opens at its worst touchpoint", "▸ Returns",       40),
    ("z",             "The journey takes the whole screen",           "Toy list 47",           25),
    ("z left down",   "Another stage, another touchpoint",            "▸ Opening the",         20),
    ("enter }",       "Its pain points, each with its evidence",      "▸ 2",                   25),
    ("+",             "It hurts more than we thought: saved",         "▸ 3",                   20),
    ("o \"Ana\"",     "Who looks after it?",                          "▸owner",                15),
    ("enter",         "Ana does: saved",                              "owner Ana",             20),
    ("u u",           "Both changes are taken back",                  "▸ 2",                   25),
    ("c s",           "What customers wrote about it, worst first",   "Six layers of plastic", 30),
    ("esc H",         "All maps, each with its goal and worst place", "Flying from SFO",       25),
];

/// Keys as the arrows on a keyboard and the words that are typed say them.
fn told(keys: &str) -> String {
    keys.replace("left", "←").replace("down", "↓").replace('"', "")
}

/// The example maps, to be changed.
fn copy_of_maps() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let maps = folder.path().join("maps");
    for map in ["airport", "bakery", "toys"] {
        let copy = maps.join(map);
        fs::create_dir_all(&copy).unwrap();
        for file in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(map)).unwrap() {
            let file = file.unwrap();
            if file.file_type().unwrap().is_file() {
                fs::copy(file.path(), copy.join(file.file_name())).unwrap();
            }
        }
    }
    (folder, maps)
}

/// The shots of the walk, in a session that begins in the list of maps.
fn shots(session: &mut Rehearsal) -> Vec<Shot> {
    let shot = |(keys, does, seen, tenths): &Step| {
        play(session, keys);
        assert!(text(session).contains(seen), "{keys}: {}", text(session));
        Shot { screen: session.cells().clone(), keys: told(keys), told: (*does).to_owned(), millis: 100 * tenths }
    };
    STEPS.iter().map(shot).collect()
}

#[test]
fn the_film_is_what_the_program_paints() {
    let (_folder, maps) = copy_of_maps();
    let map = maps.join("toys/journey.toml");
    let before = fs::read(&map).unwrap();
    let (root, usual) = start(&maps, Size::new(120, 36), Settings::default());
    // Nobody was in any of the maps before.
    let start = Start { folder: "maps".to_owned(), is_recalled: true, ..usual };
    let look = Look { depth: Depth::True, ..Look::default() };
    let stamp = Stamp { date: TODAY, by: Some("Dana".to_owned()) };
    let shown = film(&shots(&mut Rehearsal::open(root, start, look).signing(stamp)), look.is_dark);
    assert!(before == fs::read(&map).unwrap(), "what was changed is taken back to the byte");
    assert!(shown.len() < 400_000, "{} bytes are too many for a page", shown.len());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/frames/tour.svg");
    check_or_write(&path, &fs::read_to_string(&path).unwrap_or_default(), &shown);
    assert!(readme().contains("](tests/frames/tour.svg)"), "README does not show it");
}
