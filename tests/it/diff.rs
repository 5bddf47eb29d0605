//! `cjm diff`: what became of a map, in the words of standups.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const OLD: &str = r#"[journey]
title = "Airport"

[[source]]
id = "survey"
file = "2015.csv"
ask = [{ column = "q1", as = "csat" }, { column = "q2", as = "csat" }]

[[persona]]
id = "dana"
name = "Dana"

[[stage]]
id = "wait"
name = "Waiting"

[[stage.touchpoint]]
id = "food"
name = "Restaurants"
thinks = "Is there time?"
emotion = 1

[[stage.touchpoint.pain]]
id = "prices"
text = "Prices well above those in town"
severity = 3

[[stage.touchpoint.pain]]
text = "Nowhere to sit"

[[stage.touchpoint]]
id = "seats"
name = "מושבים"

[[stage]]
id = "fly"
name = "Flying"
"#;

/// What a command came to.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.arg("diff").args(arguments).current_dir(folder).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

fn diff(before: &str, now: &str, arguments: &[&str]) -> Ran {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.toml"), before).unwrap();
    fs::write(folder.path().join("new.toml"), now).unwrap();
    run(folder.path(), &[&["old.toml", "new.toml"], arguments].concat())
}

/// Each line as its address, change, kind, what it says, and words.
#[track_caller]
fn check(name: &str, (before, now): (&str, &str), expected: &[&str]) {
    assert_ne!(before, now, "{name}");
    let ran = diff(before, now, &["--format", "csv"]);
    let mut reader = csv::Reader::from_reader(ran.out.as_bytes());
    let line = |record: &csv::StringRecord| [0, 1, 2, 7, 6].map(|cell| record[cell].to_owned()).join(" | ");
    let lines: Vec<String> = reader.records().map(|record| line(&record.unwrap())).collect();
    assert_eq!(lines, expected, "{name}: {}", ran.err);
    assert_eq!(ran.code, i32::from(!expected.is_empty()), "{name}");
}

#[track_caller]
fn check_replaced(name: &str, (old, new): (&str, &str), expected: &[&str]) {
    assert_eq!(OLD.matches(old).count(), 1, "{name}");
    check(name, (OLD, &OLD.replace(old, new)), expected);
}

/// The text without what begins at a header and ends before another one.
fn without(start: &str, end: &str) -> (String, String) {
    let (above, rest) = OLD.split_once(start).unwrap();
    let (own, below) = rest.split_once(end).unwrap();
    (format!("{above}{end}{below}"), format!("{start}{own}"))
}

const PRICES: &str = "Prices well above those in town";

#[test]
fn every_change_is_told_with_its_address() {
    let rows: &[(&str, (&str, &str), &[&str])] = &[
        (
            "a short value",
            ("severity = 3", "severity = 4\nowner = \"Mia\""),
            &[
                "wait/food/pain/prices | changed | pain point | severity 3 to 4 | Prices well above those in town",
                "wait/food/pain/prices | changed | pain point | owner Mia | Prices well above those in town",
            ],
        ),
        (
            "a value less",
            ("emotion = 1\n", ""),
            &["wait/food | changed | touchpoint | no emotion any more, was 1 | Restaurants"],
        ),
        (
            "prose",
            ("Is there time?", "Where is my gate?"),
            &["wait/food | changed | touchpoint | thinks now: Where is my gate? | Restaurants"],
        ),
        (
            "another text",
            ("Nowhere to sit", "No seats"),
            &["wait/food/pain/2 | changed | pain point | reworded | No seats"],
        ),
        ("another title", ("Airport", "Port"), &["journey | changed | journey | title now: Port | Port"]),
        ("a Hebrew name", ("מושבים", "כיסאות"), &["wait/seats | changed | touchpoint | name now: כיסאות | כיסאות"]),
        (
            "a file",
            ("2015.csv", "2016.csv"),
            &["source/survey | changed | source | file 2015.csv to 2016.csv | 2016.csv"],
        ),
        (
            "an answered question",
            ("{ column = \"q1\", as = \"csat\" }, ", ""),
            &["source/survey/ask/q1 | gone | open question | deleted open question | q1"],
        ),
        (
            "evidence",
            ("severity = 3", "severity = 3\nevidence = [{ kind = \"sales\" }]"),
            &["wait/food/pain/prices | changed | pain point | evidence 1 | Prices well above those in town"],
        ),
        ("an id", ("id = \"prices\"", "id = \"dear\""), &[]),
        ("a remark", ("emotion = 1", "emotion = 1 # or 2"), &[]),
    ];
    for (name, replaced, expected) in rows {
        check_replaced(name, *replaced, expected);
    }
}

#[test]
fn what_comes_and_goes_is_told_once_with_all_that_is_in_it() {
    let (less, _) = without("[[stage.touchpoint]]\nid = \"food\"", "[[stage.touchpoint]]\nid = \"seats\"");
    check("deleted", (OLD, &less), &["wait/food | gone | touchpoint | deleted touchpoint | Restaurants"]);
    let new = "wait/food | new | touchpoint | new touchpoint | Restaurants";
    let pain = format!("wait/food/pain/prices | new | pain point | new pain point | {PRICES}");
    let other = "wait/food/pain/2 | new | pain point | new pain point | Nowhere to sit";
    check("new", (&less, OLD), &[new, &pain, other]);
    let (less, _) = without("[[source]]", "[[persona]]");
    check("a source", (OLD, &less), &["source/survey | gone | source | deleted source | 2015.csv"]);
    let (less, _) = without("[[persona]]", "[[stage]]");
    check("a persona", (OLD, &less), &["persona/dana | gone | persona | deleted persona | Dana"]);
}

#[test]
fn what_moved_is_neither_new_nor_gone() {
    let (less, pain) = without("[[stage.touchpoint.pain]]\nid", "[[stage.touchpoint.pain]]\ntext");
    let moved = less.replace("name = \"מושבים\"\n", &format!("name = \"מושבים\"\n\n{pain}"));
    let expected = format!("wait/seats/pain/prices | moved | pain point | moved from Restaurants to מושבים | {PRICES}");
    check("to another touchpoint", (OLD, &moved), &[&expected]);
    let (less, food) = without("[[stage.touchpoint]]\nid = \"food\"", "[[stage.touchpoint]]\nid = \"seats\"");
    let expected = ["fly/food | moved | touchpoint | moved from Waiting to Flying | Restaurants"];
    check("to another stage", (OLD, &format!("{less}\n{food}")), &expected);
    let lower = less.replace("[[stage]]\nid = \"fly\"", &format!("{food}[[stage]]\nid = \"fly\""));
    let ran = diff(OLD, &lower, &["--format", "csv"]);
    assert!(ran.out.contains(",moved,touchpoint,position,") && ran.out.lines().count() == 2, "{}", ran.out);
    assert_eq!(ran.code, 1);
}

#[test]
fn changes_stand_in_the_order_of_the_map_in_every_format() {
    let now = OLD.replace("2015", "2016").replace("Flying", "טיסה").replace("severity = 3", "severity = 5");
    let ran = diff(OLD, &now, &[]);
    let at: Vec<&str> = ran.out.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert_eq!(at, ["address", "wait/food/pain/prices", "fly", "source/survey"], "{}", ran.out);
    let markdown = diff(OLD, &now, &["--format", "markdown"]).out;
    assert!(markdown.contains("| fly | טיסה | name now: טיסה |"), "{markdown}");
    let json: Value = serde_json::from_str(&diff(OLD, &now, &["--format", "json"]).out).unwrap();
    assert_eq!((json["old"].as_str(), json["new"].as_str()), (Some("old.toml"), Some("new.toml")));
    let first = &json["changes"][0];
    assert_eq!(first["address"], "wait/food/pain/prices");
    assert_eq!([&first["field"], &first["was"], &first["is"]], ["severity", "3", "5"]);
}

#[test]
fn what_a_terminal_could_act_on_is_not_printed() {
    let now = OLD.replace("Flying", "Fly\\u001b[31m\\u202eing");
    for format in ["text", "csv", "markdown", "json"] {
        let out = diff(OLD, &now, &["--format", format]).out;
        assert!(out.contains("Fly") && !out.contains(['\u{1b}', '\u{202e}']), "{format}: {out:?}");
    }
}

#[test]
fn the_same_map_twice_is_the_same() {
    let ran = diff(OLD, OLD, &[]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "no changes\n", ""));
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps");
    for map in ["airport", "bakery", "toys"] {
        let ran = run(&maps, &[map, map]);
        assert_eq!((ran.code, ran.out.as_str()), (0, "no changes\n"), "{map}: {}", ran.err);
    }
    let ran = run(&maps, &["airport", "bakery/journey.toml"]);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
}

#[test]
fn what_cannot_be_read_to_its_end_is_not_compared() {
    let broken = OLD.replace("[[stage]]\nid = \"fly\"", "[[stage\nid = \"fly\"");
    for (before, now) in [(OLD, broken.as_str()), (&broken, OLD)] {
        let ran = diff(before, now, &[]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        let file = if before == OLD { "new.toml" } else { "old.toml" };
        assert!(ran.err.starts_with(&format!("error: `{file}` could not be read: line 35: ")), "{}", ran.err);
    }
    for other in ["name = \"no map\"\n", "a,b\n1,2\n", ""] {
        let ran = diff(OLD, other, &[]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{other:?}: {}", ran.err);
        assert!(ran.err.contains("new.toml"), "{other:?}: {}", ran.err);
    }
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(run(folder.path(), &[".", "gone.toml"]).code, 2);
    assert_eq!(run(folder.path(), &["-", "-"]).code, 2);
}

#[test]
fn a_zone_is_no_move() {
    let told = |before: &str, now: &str| {
        let folder = tempfile::tempdir().unwrap();
        let map = |place: &str| {
            format!(
                "[journey]\ntitle = \"T\"\n[[stage]]\nid = \"s\"\nname = \"S\"\n[[stage.touchpoint]]\nid = \"t\"\nname = \"T\"\n{place}"
            )
        };
        std::fs::write(folder.path().join("a.toml"), map(before)).unwrap();
        std::fs::write(folder.path().join("b.toml"), map(now)).unwrap();
        super::program::stdout(&folder, &["diff", "a.toml", "b.toml", "--format", "csv"])
    };
    assert!(
        told("", "place = \"home\"\n").contains("changed,touchpoint,place,,home"),
        "{}",
        told("", "place = \"home\"\n")
    );
    assert!(told("place = \"home\"\n", "place = \"shop\"\n").contains("place home to shop"));
}
