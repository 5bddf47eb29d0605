//! Changes of files, told by the map they are about.

use std::fs;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use super::{ANSWERS, MAP, folder, load, open, put};
use crate::store::{DiskChange, watch};

/// Waits for a change; the time is only how long a failing test takes.
#[track_caller]
fn expect(heard: &Receiver<DiskChange>, name: &str, is_meant: impl Fn(&DiskChange) -> bool) {
    let mut others = Vec::new();
    while let Ok(change) = heard.recv_timeout(Duration::from_secs(20)) {
        if is_meant(&change) {
            return;
        }
        others.push(change);
    }
    panic!("{name}: heard {others:?}");
}

/// Waits until nothing more is told.
fn settle(heard: &Receiver<DiskChange>) {
    while heard.recv_timeout(Duration::from_millis(500)).is_ok() {}
}

#[test]
fn changes_are_told_by_map() {
    let folder = folder();
    put(&folder, "other.toml", MAP.replace("data/answers.csv", "other.csv"));
    put(&folder, "other.csv", ANSWERS);
    let root = open(&folder);
    let (tell, heard) = channel();
    let watcher = root.watch(move |change| tell.send(change).expect("somebody listens")).expect("watched");
    watcher.follow("trip.toml", &load(&root, "trip.toml").map);
    watcher.follow("other.toml", &load(&root, "other.toml").map);
    let expect_of = |label: &str, name, is_meant: fn(&DiskChange) -> Option<&[String]>| {
        expect(&heard, name, |change| is_meant(change).is_some_and(|labels| labels.iter().any(|own| own == label)));
        settle(&heard);
    };
    let touched = |label: &str, name| {
        expect_of(label, name, |change| match change {
            DiskChange::Touched(labels) => Some(labels),
            _ => None,
        });
    };
    let rewritten = |label: &str, name| {
        expect_of(label, name, |change| match change {
            DiskChange::Rewritten(labels) => Some(labels),
            _ => None,
        });
    };
    let shelf = |labels: &[&str], name| {
        expect(&heard, name, |change| matches!(change, DiskChange::Shelf(maps) if maps == labels));
        settle(&heard);
    };
    let save_as_editors_do = |text: &str| {
        put(&folder, "data/.answers.csv.tmp", text);
        let path = |name: &str| folder.path().join("data").join(name);
        fs::rename(path(".answers.csv.tmp"), path("answers.csv")).expect("renamed");
    };

    // The files were made just before they were watched.
    settle(&heard);
    put(&folder, "trip.toml", format!("{MAP}# more\n"));
    rewritten("trip.toml", "a map is written");
    save_as_editors_do(&format!("{ANSWERS}2018,A,1,1\n"));
    touched("trip.toml", "a source is replaced");
    save_as_editors_do(ANSWERS);
    touched("trip.toml", "and again");
    put(&folder, "new/map.toml", MAP);
    shelf(&["new/map.toml", "other.toml", "trip.toml"], "a map in a new folder");
    put(&folder, "new/map.toml", format!("{MAP}# more\n"));
    rewritten("new/map.toml", "the new map is written");
    // A branch is switched: the folder goes and comes back.
    fs::remove_dir_all(folder.path().join("data")).expect("removed");
    touched("trip.toml", "the folder of a source goes");
    put(&folder, "data/answers.csv", ANSWERS);
    touched("trip.toml", "it comes back");
    save_as_editors_do(ANSWERS);
    touched("trip.toml", "and is watched again");
    fs::remove_file(folder.path().join("other.toml")).expect("removed");
    shelf(&["new/map.toml", "trip.toml"], "a map is removed");

    let _ = load(&root, "trip.toml");
    assert!(heard.recv_timeout(Duration::from_millis(500)).is_err(), "reading is no change");
    drop(watcher);
    assert_eq!(heard.recv_timeout(Duration::from_secs(20)), Err(RecvTimeoutError::Disconnected), "the thread ends");
}

#[test]
fn changes_are_seen_where_the_system_does_not_tell() {
    let folder = folder();
    let long_ago = std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for name in ["trip.toml", "data/answers.csv"] {
        let file = fs::OpenOptions::new().write(true).open(folder.path().join(name)).expect("opened");
        file.set_modified(long_ago).expect("set");
    }
    let root = open(&folder);
    let (tell, heard) = channel();
    let hear = move |change| tell.send(change).expect("somebody listens");
    let watcher = root.watch_by(watch::Way::Looking, hear).expect("watched");
    assert!(watcher.is_polling());
    watcher.follow("trip.toml", &load(&root, "trip.toml").map);
    put(&folder, "data/.tmp", ANSWERS);
    fs::rename(folder.path().join("data/.tmp"), folder.path().join("data/answers.csv")).expect("renamed");
    expect(&heard, "a source is replaced", |change| *change == DiskChange::Touched(vec!["trip.toml".to_owned()]));
    put(&folder, "new.toml", MAP);
    expect(&heard, "a map is added", |change| {
        *change == DiskChange::Shelf(vec!["new.toml".to_owned(), "trip.toml".to_owned()])
    });
}
