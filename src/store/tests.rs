//! Folders and files, good and bad.

mod passes;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use tempfile::TempDir;

use super::*;
use crate::journey::{Book, Choice, Segment};
use crate::metric::Tally;

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
fn a_map_is_loaded_with_its_counts() {
    let folder = folder();
    let book = load(&open(&folder), "trip.toml");
    assert_eq!(book.findings, []);
    assert!(book.counts.is_complete);
    assert_eq!(book.map.title, "Trip");
    assert_eq!(&*book.text, MAP);
    let n = |binding: usize, cohort: usize| -> u64 {
        book.counts.series[binding][cohort].tallies.values().map(Tally::n).sum()
    };
    assert_eq!(book.counts.cohorts.len(), 2);
    assert_eq!(book.counts.cohorts[1].persona.as_deref(), Some("leisure"));
    assert_eq!([n(0, 0), n(0, 1), n(1, 0), n(1, 1)], [3, 2, 2, 1]);
    assert_eq!((book.counts.sources[0].rows, book.counts.sources[0].used), (3, 3));
}

#[test]
fn loading_tells_how_far_it_is() {
    let folder = folder();
    put(&folder, "trip.toml", format!("{MAP}\n[[source]]\nid = \"more\"\nfile = \"data/answers.csv\"\n"));
    let mut heard = Vec::new();
    let root = open(&folder);
    let book = root.load("trip.toml", &Wanted::default(), &AtomicBool::new(false), &mut |loading| heard.push(loading));
    let told: Vec<String> = heard
        .iter()
        .map(|loading| match loading {
            Loading::Opened(book) => format!("opened {} with {} sources", book.map.title, book.counts.sources.len()),
            Loading::Reading { source, done, total, .. } => format!("{source} {done} of {total}"),
            Loading::Counted(book) => {
                format!("counted {}, complete {}", book.counts.sources.len(), book.counts.is_complete)
            }
        })
        .collect();
    let n = ANSWERS.len();
    assert_eq!(
        told,
        [
            "opened Trip with 0 sources".to_owned(),
            format!("survey {n} of {n}"),
            "counted 1, complete false".to_owned(),
            format!("more {n} of {n}"),
        ]
    );
    assert!(book.counts.is_complete);
    assert_eq!(book.counts.sources.len(), 2);
}

#[test]
fn loading_can_be_cancelled() {
    let folder = folder();
    let cancel = AtomicBool::new(false);
    let book =
        open(&folder).load("trip.toml", &Wanted::default(), &cancel, &mut |_| cancel.store(true, Ordering::Relaxed));
    assert!(!book.counts.is_complete);
    assert_eq!(book.map.title, "Trip");
    assert_eq!(book.findings, []);
}

#[test]
fn a_column_that_no_source_has_is_said() {
    let folder = folder();
    let choice = Choice { column: "aera".to_owned(), values: vec!["B".to_owned()] };
    let wanted = Wanted { cohorts: vec![Segment { choices: vec![choice] }], ..Wanted::default() };
    let book = open(&folder).load("trip.toml", &wanted, &AtomicBool::new(false), &mut |_| {});
    assert_eq!(book.counts.cohorts.len(), 3);
    assert_eq!(book.findings.len(), 1);
    assert_eq!(book.findings[0].message, "no column `aera` in `data/answers.csv`, did you mean `area`?");
    assert_eq!((book.findings[0].file.as_str(), book.findings[0].line), ("data/answers.csv", 1));
}

#[test]
fn a_column_that_the_source_lacks_is_shown_where_the_map_names_it() {
    let folder = folder();
    let long =
        "touchpoint = \"area\"\nces = \"fod\"\ncolumns = { conversion = \"fodd\" }\nsegments = [\"area\", \"zone\"]";
    for (name, from, to, expected) in [
        ("a binding of a touchpoint", "column = \"food\"", "column = \"fod\"", ("\"fod\"", "did you mean `food`?")),
        ("a binding of the journey", "column = \"nps\"", "column = \"npz\"", ("\"npz\"", "did you mean `nps`?")),
        ("the time", "time = \"year\"", "time = \"yaer\"", ("\"yaer\"", "did you mean `year`?")),
        ("a persona", "segment = { area = \"B\" }", "segment = { aera = \"B\" }", ("\"B\"", "no column `aera`")),
        ("a long source", "time = \"year\"", long, ("\"fod\"", "did you mean `food`?")),
        ("other columns of a long source", "time = \"year\"", long, ("\"fodd\"", "did you mean `food`?")),
        ("a list", "time = \"year\"", long, ("\"zone\"", "no column `zone`")),
    ] {
        let text = MAP.replacen(from, to, 1);
        put(&folder, "trip.toml", &text);
        let book = load(&open(&folder), "trip.toml");
        let marked = |finding: &&crate::journey::Finding| {
            let excerpt = finding.excerpt.as_ref().expect("it is shown");
            excerpt.line.get(excerpt.marked.clone()) == Some(expected.0)
        };
        let finding = book.findings.iter().find(marked).unwrap_or_else(|| panic!("{name}: {:#?}", book.findings));
        assert!(finding.message.contains(expected.1), "{name}: {}", finding.message);
        assert_eq!((finding.rule.name(), finding.file.as_str()), ("unknown-column", "trip.toml"), "{name}");
        let shown =
            text.lines().nth(finding.line - 1).and_then(|line| line.get(finding.column - 1..)).expect("a place");
        assert!(shown.starts_with(expected.0), "{name}: {shown}");
        let help = finding.help.as_deref().unwrap_or_default();
        assert_eq!(help, "name one of its 4 columns: `year`, `area`, `food`, `nps`", "{name}");
    }
}

#[test]
fn a_source_that_cannot_be_opened_leaves_the_map() {
    let folder = folder();
    let outside = TempDir::new().expect("a folder");
    put(&outside, "secret.csv", ANSWERS);
    symlink(outside.path().join("secret.csv"), folder.path().join("link.csv")).expect("linked");
    symlink(outside.path(), folder.path().join("away")).expect("linked");
    symlink("nowhere.csv", folder.path().join("dangling.csv")).expect("linked");
    symlink("loop.csv", folder.path().join("loop.csv")).expect("linked");
    fifo(&folder.path().join("pipe.csv"));
    let secret = outside.path().join("secret.csv").to_string_lossy().into_owned();
    let up = format!("../{}/secret.csv", outside.path().file_name().expect("a name").to_string_lossy());
    for (name, file, rule, words) in [
        ("missing", "none.csv", "unreadable-file", "no such file"),
        ("a folder", "data", "unreadable-file", "is a folder"),
        ("a pipe", "pipe.csv", "unreadable-file", "is a pipe"),
        ("absolute", secret.as_str(), "outside-path", "outside the folder"),
        ("a device", "/dev/zero", "outside-path", "outside the folder"),
        ("up and out", up.as_str(), "outside-path", "outside the folder"),
        ("down, up and out", "data/../../x.csv", "outside-path", "outside the folder"),
        ("a link to a file outside", "link.csv", "outside-path", "outside the folder"),
        ("a link to a folder outside", "away/secret.csv", "outside-path", "outside the folder"),
        ("a link to nothing", "dangling.csv", "unreadable-file", "no such file"),
        ("a link to itself", "loop.csv", "unreadable-file", "cannot open"),
    ] {
        put(&folder, "trip.toml", MAP.replace("data/answers.csv", file));
        let book = load(&open(&folder), "trip.toml");
        let finding = book.findings.iter().find(|finding| finding.rule.name() == rule);
        let finding = finding.unwrap_or_else(|| panic!("{name}: {:?}", book.findings));
        assert!(finding.message.contains(words), "{name}: {}", finding.message);
        assert_eq!((finding.file.as_str(), finding.line, finding.column), ("trip.toml", 13, 8), "{name}");
        assert_eq!(book.counts.sources[0].failed.as_ref(), Some(&finding.message), "{name}");
        assert_eq!(book.map.stages.len(), 1, "{name}");
        assert!(book.counts.is_complete, "{name}");
        assert_eq!(book.counts.series.len(), 2, "{name}");
    }
    for file in [secret.as_str(), up.as_str(), "link.csv", "away/secret.csv"] {
        put(&folder, "trip.toml", MAP.replace("data/answers.csv", file));
        let root = Root::open(folder.path(), Outside::Allow).expect("opened");
        assert_eq!(load(&root, "trip.toml").counts.sources[0].rows, 3, "{file}");
    }
}

#[test]
fn links_and_detours_inside_are_fine() {
    let folder = folder();
    symlink("data/answers.csv", folder.path().join("near.csv")).expect("linked");
    symlink(folder.path().join("data/answers.csv"), folder.path().join("absolute.csv")).expect("linked");
    symlink("data", folder.path().join("also")).expect("linked");
    for file in ["near.csv", "absolute.csv", "also/answers.csv", "./data/answers.csv", "data/../data/answers.csv"] {
        put(&folder, "trip.toml", MAP.replace("data/answers.csv", file));
        let book = load(&open(&folder), "trip.toml");
        assert_eq!(book.findings, [], "{file}");
        assert_eq!(book.counts.sources[0].rows, 3, "{file}");
    }
}

#[test]
fn a_map_deeper_in_names_files_beside_itself() {
    let folder = folder();
    put(&folder, "maps/far/trip.toml", MAP.replace("data/answers.csv", "../answers.csv"));
    put(&folder, "maps/answers.csv", "year,area,food,nps\n2017,A,9,10\n");
    let book = load(&open(&folder), "maps/far/trip.toml");
    assert_eq!(book.counts.sources[0].rows, 1);
    // Where only the map was opened, its folder is the limit.
    let root = Root::open(&folder.path().join("maps/far/trip.toml"), Outside::Refuse).expect("opened");
    assert_eq!(root.maps(), ["trip.toml"]);
    assert_eq!(load(&root, "trip.toml").findings[0].rule.name(), "outside-path");
}

#[test]
fn a_map_that_cannot_be_read_says_why() {
    let folder = folder();
    put(&folder, "bytes.toml", b"[journey]\ntitle = \"\xc3\xa9\xff\"\n");
    put(&folder, "large.toml", vec![b'#'; 16 * 1024 * 1024 + 1]);
    fifo(&folder.path().join("pipe.toml"));
    let root = open(&folder);
    for (label, rule, message) in [
        ("bytes.toml", "not-text", "`bytes.toml` is not UTF-8 text from line 2, column 11 on"),
        ("large.toml", "unreadable-file", "`large.toml` is larger than 16 MiB"),
        ("pipe.toml", "unreadable-file", "`pipe.toml` is a pipe, expected a regular file"),
        ("data", "unreadable-file", "`data` is a folder, expected a regular file"),
        ("none.toml", "unreadable-file", "cannot open `none.toml`: no such file"),
        ("../trip.toml", "outside-path", "`../trip.toml` lies outside the folder that was opened"),
    ] {
        let book = load(&root, label);
        assert_eq!(book.findings.len(), 1, "{label}");
        assert_eq!((book.findings[0].rule.name(), book.findings[0].message.as_str()), (rule, message));
        assert_eq!(book.findings[0].file, label);
        assert!(book.counts.is_complete && book.text.is_empty(), "{label}");
    }
    assert_eq!((load(&root, "bytes.toml").findings[0].line, load(&root, "bytes.toml").findings[0].column), (2, 11));
}

#[test]
fn a_file_that_may_not_be_read_says_so() {
    let folder = folder();
    let path = folder.path().join("data/answers.csv");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("set");
    let book = load(&open(&folder), "trip.toml");
    // Whoever may do everything reads it all the same.
    if rustix::process::geteuid().is_root() {
        assert_eq!(book.findings, []);
    } else {
        assert_eq!(book.findings[0].message, "cannot open `data/answers.csv`: permission denied");
    }
}

#[test]
fn names_with_control_characters_are_shown_plain() {
    let folder = folder();
    let error = open(&folder).text("\u{1b}[2J\u{202e}.toml").expect_err("there is none");
    assert_eq!(error.to_string(), "cannot open `\u{fffd}[2J.toml`: no such file");
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

/// Waits for a change; the time is only how long a failing test takes.
#[track_caller]
fn expect(heard: &Receiver<Change>, name: &str, is_meant: impl Fn(&Change) -> bool) {
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
fn settle(heard: &Receiver<Change>) {
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
    let expect_of = |label: &str, name, is_meant: fn(&Change) -> Option<&[String]>| {
        expect(&heard, name, |change| is_meant(change).is_some_and(|labels| labels.iter().any(|own| own == label)));
        settle(&heard);
    };
    let touched = |label: &str, name| {
        expect_of(label, name, |change| match change {
            Change::Touched(labels) => Some(labels),
            _ => None,
        });
    };
    let rewritten = |label: &str, name| {
        expect_of(label, name, |change| match change {
            Change::Rewritten(labels) => Some(labels),
            _ => None,
        });
    };
    let shelf = |labels: &[&str], name| {
        expect(&heard, name, |change| matches!(change, Change::Shelf(maps) if maps == labels));
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
    expect(&heard, "a source is replaced", |change| *change == Change::Touched(vec!["trip.toml".to_owned()]));
    put(&folder, "new.toml", MAP);
    expect(&heard, "a map is added", |change| {
        *change == Change::Shelf(vec!["new.toml".to_owned(), "trip.toml".to_owned()])
    });
}
