//! Folders and files, good and bad.

mod loading;
mod passes;
mod reading;
mod watching;

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;

use crate::journey::Book;
use crate::store::{Outside, Root, Wanted, settings};

const MAP: &str = r#"
[journey]
title = "Trip"
metrics = [{ metric = "nps", source = "survey", column = "nps" }]

[[persona]]
id = "leisure"
name = "Dana"
segment = { area = "B" }

[[source]]
id = "survey"
file = "data/answers.csv"
time = "year"

[[stage]]
id = "wait"
name = "Waiting"
[[stage.touchpoint]]
id = "food"
name = "Food"
metrics = [{ metric = "csat", source = "survey", column = "food" }]
"#;

const ANSWERS: &str = "year,area,food,nps\n2017,A,5,10\n2017,B,4,0\n2018,B,,9\n";

/// A folder with `trip.toml`, `trip/map.toml` and the data of the first.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    put(&folder, "trip.toml", MAP);
    put(&folder, "data/answers.csv", ANSWERS);
    folder
}

fn put(folder: &TempDir, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.path().join(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("created");
    fs::write(path, text).expect("written");
}

fn fifo(path: &Path) {
    let kind = rustix::fs::FileType::Fifo;
    rustix::fs::mknodat(rustix::fs::CWD, path, kind, rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR, 0).expect("made");
}

fn open(folder: &TempDir) -> Root {
    Root::open(folder.path(), Outside::Refuse).expect("opened")
}

fn load(root: &Root, label: &str) -> Book {
    root.load(label, &Wanted::default(), &AtomicBool::new(false), &mut |_| {})
}

#[test]
fn a_root_is_a_folder_or_a_file() {
    let folder = folder();
    fifo(&folder.path().join("pipe"));
    let root = open(&folder);
    assert!(!root.is_single());
    assert_eq!(root.only_map().as_deref(), Some("trip.toml"));
    let root = Root::open(&folder.path().join("trip.toml"), Outside::Refuse).expect("opened");
    assert!(root.is_single());
    assert_eq!((root.maps(), root.only_map()), (vec!["trip.toml".to_owned()], Some("trip.toml".to_owned())));
    for (name, words) in [("pipe", "pipe"), ("none", "no such file")] {
        let error = Root::open(&folder.path().join(name), Outside::Refuse).expect_err("no root");
        assert!(error.to_string().contains(words), "{error}");
        assert!(error.help().is_some(), "{name}");
    }
}

#[test]
fn the_shelf_lists_maps_and_nothing_else() {
    let folder = folder();
    let outside = TempDir::new().expect("a folder");
    put(&outside, "theirs.toml", MAP);
    for name in ["b/map.toml", "a/b/c/map.toml", "שלום.toml", "1/2/3/4/5/6/deep.toml"] {
        put(&folder, name, MAP);
    }
    for name in
        [".hidden/map.toml", "target/map.toml", "x/node_modules/map.toml", "1/2/3/4/5/6/7/deeper.toml", "map.txt"]
    {
        put(&folder, name, MAP);
    }
    put(&folder, "Cargo.toml", "[package]\nname = \"x\"\n");
    put(&folder, "late.toml", format!("{}{MAP}", "# long\n".repeat(10_000)));
    symlink(outside.path(), folder.path().join("theirs")).expect("linked");
    symlink(outside.path().join("theirs.toml"), folder.path().join("theirs.toml")).expect("linked");
    symlink("trip.toml", folder.path().join("same.toml")).expect("linked");
    fifo(&folder.path().join("pipe.toml"));
    let root = open(&folder);
    assert_eq!(
        root.maps(),
        ["1/2/3/4/5/6/deep.toml", "a/b/c/map.toml", "b/map.toml", "same.toml", "trip.toml", "שלום.toml"]
    );
    assert_eq!(root.only_map(), None);
}

#[test]
fn settings_are_read_where_they_are() {
    let folder = TempDir::new().expect("a folder");
    assert!(settings::settings_in(folder.path()).expect("no error").is_none());
    put(&folder, "cjm/config.toml", "theme = \"dark\"\n");
    let (label, text) = settings::settings_in(folder.path()).expect("no error").expect("it is there");
    assert!(label.ends_with("cjm/config.toml"));
    assert_eq!(text, "theme = \"dark\"\n");
    put(&folder, "cjm/config.toml", b"\xff");
    assert!(settings::settings_in(folder.path()).is_err());
    fs::remove_file(folder.path().join("cjm/config.toml")).expect("removed");
    fifo(&folder.path().join("cjm/config.toml"));
    assert!(settings::settings_in(folder.path()).is_err());
}
