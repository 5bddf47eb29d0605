//! Sessions that end well and sessions that do not.

use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use jiff::civil::date;
use tempfile::TempDir;

use super::*;
use crate::journey::{Address, Aim, LastStandup, Noun};
use crate::store::Outside;

/// Two folders of maps and a state folder.
struct Desk {
    maps: TempDir,
    state: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { maps: TempDir::new().expect("a folder"), state: TempDir::new().expect("a folder") };
        for folder in ["east", "west"] {
            fs::create_dir(desk.maps.path().join(folder)).expect("made");
            fs::write(desk.maps.path().join(folder).join("map.toml"), "[journey]\n").expect("written");
        }
        desk
    }

    fn open(&self, folder: &str) -> (Journal, Left) {
        let root = Root::open(&self.maps.path().join(folder), Outside::Refuse).expect("opened");
        Journal::open_in(State::at(self.state.path()), &root).expect("opened")
    }

    /// What a session finds that is opened there; it is gone again afterwards.
    fn left(&self, folder: &str) -> Vec<Draft> {
        let (journal, left) = self.open(folder);
        die(journal);
        left.drafts
    }

    /// The files of all sessions.
    fn files(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.state.path().join(FOLDER)).expect("a folder");
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
        files.sort();
        files
    }
}

/// The end that nothing is done at.
fn die(mut journal: Journal) {
    drop(journal.log.take());
}

fn draft(map: &str, typed: &str) -> Draft {
    let touchpoint = Address::journey().then(Noun::Stage, "wait / here").then(Noun::Touchpoint, "food.court");
    Draft {
        map: map.to_owned(),
        aim: Aim::Field(touchpoint.then(Noun::Pain, "1").field("text")),
        typed: typed.to_owned(),
        was: Some("before".to_owned()),
        is_open: true,
    }
}

#[test]
fn words_are_there_after_a_crash_whatever_they_are() {
    let desk = Desk::new();
    let (mut journal, left) = desk.open("east");
    assert_eq!(left, Left::default());
    let drafts = [
        draft("map.toml", "two\nlines \"quoted\" שלום \u{1b}[31m \\ \0 👩‍👩‍👧"),
        Draft { aim: Aim::Item(Address::journey(), Noun::Persona), was: None, is_open: false, ..draft("map.toml", "") },
    ];
    journal.keep(&[draft("map.toml", "typed first")]).expect("kept");
    journal.keep(&drafts).expect("kept");
    die(journal);
    assert_eq!(desk.left("east"), drafts);
    assert_eq!(desk.left("east"), drafts, "and until they are dealt with");
    let (mut journal, _) = desk.open("east");
    journal.keep(&[]).expect("kept");
    die(journal);
    assert_eq!(desk.left("east"), []);
    assert_eq!(desk.files(), Vec::<PathBuf>::new());
}

#[test]
fn nothing_typed_leaves_nothing() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open("east");
    journal.keep(&[]).expect("kept");
    assert_eq!(desk.files().len(), 0, "no file before there is something to keep");
    journal.keep(&[draft("map.toml", "a")]).expect("kept");
    assert_eq!(desk.files().len(), 1);
    journal.keep(&[]).expect("kept");
    drop(journal);
    assert_eq!(desk.files().len(), 0);
    let (mut journal, _) = desk.open("east");
    journal.keep(&[draft("map.toml", "put aside")]).expect("kept");
    drop(journal);
    assert_eq!(desk.left("east"), [draft("map.toml", "put aside")], "a draft outlives a good end");
}

#[test]
fn only_its_owner_reads_it_and_no_name_tells_anything() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open("east");
    journal.keep(&[draft("map.toml", "a")]).expect("kept");
    journal.remember("map.toml", date(2026, 5, 4), "[journey]\n").expect("remembered");
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    for folder in [FOLDER, standup::FOLDER] {
        let folder = desk.state.path().join(folder);
        assert_eq!(mode(&folder), 0o700, "{folder:?}");
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            assert_eq!(mode(&path), 0o600, "{path:?}");
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            assert!(!name.contains("map") && !name.contains("east"), "{name}");
        }
    }
}

#[test]
fn a_session_that_lives_keeps_its_words() {
    let desk = Desk::new();
    let (mut first, _) = desk.open("east");
    first.keep(&[draft("map.toml", "of the first")]).expect("kept");
    let (mut second, left) = desk.open("east");
    assert_eq!(left.drafts, []);
    second.keep(&[draft("map.toml", "of the second")]).expect("kept");
    die(first);
    assert_eq!(desk.left("east"), [draft("map.toml", "of the first")]);
    die(second);
    let mut left = desk.left("east");
    left.sort_by(|one, other| one.typed.cmp(&other.typed));
    assert_eq!(left, [draft("map.toml", "of the first"), draft("map.toml", "of the second")]);
}

#[test]
fn words_of_other_maps_stay_for_those_who_open_them() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open(".");
    journal.keep(&[draft("east/map.toml", "of the east"), draft("west/map.toml", "of the west")]).expect("kept");
    die(journal);
    assert_eq!(desk.left("east"), [draft("map.toml", "of the east")]);
    assert_eq!(desk.left("west/map.toml"), [draft("map.toml", "of the west")], "a map that is named itself");
    let mut left = desk.left(".");
    left.sort_by(|one, other| one.map.cmp(&other.map));
    assert_eq!(left, [draft("east/map.toml", "of the east"), draft("west/map.toml", "of the west")]);
}

#[test]
fn a_map_is_the_same_through_a_link() {
    let desk = Desk::new();
    symlink("../west/map.toml", desk.maps.path().join("east/link.toml")).expect("linked");
    let (mut journal, _) = desk.open(".");
    journal.keep(&[draft("east/link.toml", "through the link")]).expect("kept");
    die(journal);
    assert_eq!(desk.left("west"), [draft("map.toml", "through the link")]);
}

#[test]
fn words_of_a_map_that_is_gone_wait_until_it_is_back() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open("east");
    journal.keep(&[draft("map.toml", "a")]).expect("kept");
    die(journal);
    let path = desk.maps.path().join("east/map.toml");
    fs::rename(&path, desk.maps.path().join("elsewhere")).expect("renamed");
    assert_eq!(desk.left("east"), []);
    fs::rename(desk.maps.path().join("elsewhere"), &path).expect("renamed");
    assert_eq!(desk.left("east"), [draft("map.toml", "a")]);
}

#[test]
fn a_torn_line_never_was() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open("east");
    journal.keep(&[draft("map.toml", "whole")]).expect("kept");
    die(journal);
    let file = desk.files().remove(0);
    let whole = fs::read(&file).expect("read");
    for tail in [&b"[{\"path\":\"/x\",\"rea"[..], b"\0\0\0\0", b"\n\n", b"\xff\xfe", b"{}\n", b""] {
        fs::write(&file, [&whole, tail].concat()).expect("written");
        let (mut journal, left) = desk.open("west");
        assert_eq!(left.drafts, []);
        journal.keep(&[draft("map.toml", "of the west")]).expect("kept");
        drop(journal);
        let (east, west) = (desk.left("east"), desk.left("west"));
        assert_eq!(east, [draft("map.toml", "whole")], "{tail:?}");
        assert_eq!(west, [draft("map.toml", "of the west")], "{tail:?}");
        for file in desk.files() {
            fs::remove_file(file).expect("removed");
        }
    }
    fs::write(&file, "rubbish").expect("written");
    assert_eq!(desk.left("east"), []);
    assert_eq!(desk.files(), [file], "what is not understood is not removed");
}

#[test]
fn a_line_cut_off_before_its_end_stays_readable_when_another_follows() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open(".");
    journal.keep(&[draft("east/map.toml", "of the east"), draft("west/map.toml", "of the west")]).expect("kept");
    die(journal);
    let file = desk.files().remove(0);
    let whole = fs::read(&file).expect("read");
    fs::write(&file, whole.trim_ascii_end()).expect("written");
    assert_eq!(desk.left("west"), [draft("map.toml", "of the west")]);
    assert_eq!(desk.left("east"), [draft("map.toml", "of the east")]);
}

#[test]
fn a_crash_while_words_are_taken_over_does_not_double_them() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open("east");
    journal.keep(&[draft("map.toml", "once")]).expect("kept");
    die(journal);
    let file = desk.files().remove(0);
    fs::copy(&file, file.with_file_name("1-0.jsonl")).expect("copied");
    assert_eq!(desk.left("east"), [draft("map.toml", "once")]);
    assert_eq!(desk.files().len(), 1);
}

#[test]
fn a_long_session_keeps_a_short_file() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open("east");
    let mut typed = "x".repeat(5_000);
    for idx in 0..300 {
        typed.push_str(&idx.to_string());
        journal.keep(&[draft("map.toml", &typed)]).expect("kept");
    }
    assert_eq!(desk.files().len(), 1);
    let length = fs::metadata(desk.files().remove(0)).expect("there").len();
    assert!(length < 300 * 1024, "{length} bytes");
    let (mut large, _) = desk.open("west");
    let huge = "y".repeat(600_000);
    for end in ["1", "2", "3"] {
        large.keep(&[draft("map.toml", &format!("{huge}{end}"))]).expect("kept");
    }
    die(journal);
    die(large);
    assert_eq!(desk.left("east"), [draft("map.toml", &typed)]);
    assert_eq!(desk.left("west"), [draft("map.toml", &format!("{huge}3"))]);
}

#[test]
fn a_folder_whose_name_is_no_text_has_drafts_too() {
    let desk = Desk::new();
    let name = std::ffi::OsString::from_vec(b"caf\xe9".to_vec());
    // Not every file system has such names.
    if fs::rename(desk.maps.path().join("east"), desk.maps.path().join(&name)).is_err() {
        return;
    }
    let root = Root::open(&desk.maps.path().join(&name), Outside::Refuse).expect("opened");
    let open = || Journal::open_in(State::at(desk.state.path()), &root).expect("opened");
    let (mut journal, _) = open();
    journal.keep(&[draft("map.toml", "a")]).expect("kept");
    die(journal);
    assert_eq!(open().1.drafts, [draft("map.toml", "a")]);
}

#[test]
fn what_cannot_be_kept_is_said() {
    let desk = Desk::new();
    let (mut journal, _) = desk.open("east");
    fs::remove_dir(desk.state.path().join(FOLDER)).expect("removed");
    fs::write(desk.state.path().join(FOLDER), "a file where the folder should be").expect("written");
    let error = journal.keep(&[draft("map.toml", "a")]).expect_err("no folder");
    assert!(error.to_string().starts_with("cannot keep what is typed in `/"), "{error}");
    assert_eq!(error.help(), Some("set XDG_STATE_HOME to a folder that can be written"));
    let root = Root::open(desk.maps.path(), Outside::Refuse).expect("opened");
    assert!(Journal::open_in(State::at(desk.state.path()), &root).is_err());
    fs::remove_file(desk.state.path().join(FOLDER)).expect("removed");
    journal.keep(&[draft("map.toml", "a")]).expect("kept as soon as that is possible");
}

#[test]
fn a_standup_is_remembered_until_the_next() {
    let desk = Desk::new();
    let (mut journal, left) = desk.open(".");
    assert_eq!(left.standups, []);
    journal.remember("west/map.toml", date(2026, 5, 4), "first\r\n").expect("remembered");
    journal.remember("west/map.toml", date(2026, 5, 5), "second\r\n").expect("remembered");
    journal.remember("east/map.toml", date(2026, 5, 4), "").expect("remembered");
    drop(journal);
    let standup = |label: &str, day, text: &str| LastStandup {
        map: label.to_owned(),
        date: date(2026, 5, day),
        text: text.into(),
    };
    assert_eq!(desk.open("west").1.standups, [standup("map.toml", 5, "second\r\n")]);
    let both = [standup("east/map.toml", 4, ""), standup("west/map.toml", 5, "second\r\n")];
    assert_eq!(desk.open(".").1.standups, both);
}
