//! Files that may be read, and files that may not: links, pipes, folders and what lies outside.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use tempfile::TempDir;

use super::{ANSWERS, MAP, fifo, folder, load, open, put};
use crate::store::{Outside, Root};

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
