//! What `cjm bind` proposes for the files of the example maps counts as the maps themselves do.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;

use cjm::journey::{Binding, Book, Column, Map};
use cjm::metric::{Grain, Period, Reading};
use cjm::store::{Outside, Root, Wanted};

/// The files of the example maps, and how many bindings the proposed map and the example must have in common. Of the
/// cards nobody but a person knows that 0 is a blank.
const FILES: &[(&str, &str, usize)] = &[
    ("airport", "responses.csv", 24),
    ("bakery", "cards.csv", 2),
    ("bakery", "daily.csv", 2),
    ("bakery", "responses.csv", 24),
    ("toys", "contacts.csv", 8),
    ("toys", "funnel.csv", 5),
    ("toys", "responses.csv", 40),
    ("toys", "weekly.csv", 4),
];

fn maps() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("maps")
}

fn load(folder: &Path) -> Book {
    let root = Root::open(folder, Outside::Refuse).unwrap();
    root.load("journey.toml", &Wanted::default(), &AtomicBool::new(false), &mut |_| {})
}

fn cjm(folder: &Path, arguments: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    let output = command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// A folder with a copy of a file and the map that is proposed for it.
fn bound(folder: &str, file: &str) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    std::fs::copy(maps().join(folder).join(file), place.path().join(file)).unwrap();
    let (text, said, code) = cjm(place.path(), &["bind", file]);
    assert_eq!((said.as_str(), code), ("", 0), "{file}");
    std::fs::write(place.path().join("journey.toml"), text).unwrap();
    place
}

/// Says yes to every question about a metric; the last first, so that the others keep their numbers.
fn take_metrics(place: &Path) {
    let keys = ["time", "touchpoint", "segments", "comment", "respondent"];
    for ask in load(place).map.asks.iter().rev().filter(|ask| !keys.contains(&ask.role.as_str())) {
        let (_, said, code) = cjm(place, &["take", "journey.toml", &ask.address().to_string()]);
        assert_eq!((said.as_str(), code), ("", 0), "{}", ask.column);
    }
}

/// What a binding reads, whatever its source is called.
fn read_by<'m>(map: &'m Map, binding: &'m Binding) -> (&'m str, &'m Column, String, Vec<String>) {
    let source = map.sources.iter().find(|source| source.id == binding.source).unwrap();
    let kind = format!("{:?}", map.measure(binding).unwrap());
    let mut matches = if source.touchpoint.is_some() { binding.matches.clone() } else { Vec::new() };
    matches.sort();
    // A series is read by the name of its metric, and a funnel turned round by some.
    let name = if matches!(binding.column, Column::Shape("series" | "funnel")) { binding.metric.as_str() } else { "" };
    (&source.file, &binding.column, format!("{kind} {name}"), matches)
}

fn readings(book: &Book, idx: usize, binding: &Binding) -> Vec<(Period, Option<Reading>)> {
    let measure = book.map.measure(binding).unwrap();
    let series = &book.counts.series[idx][0];
    [Grain::All, Grain::Year].into_iter().flat_map(|grain| series.readings(grain, &measure)).collect()
}

#[test]
fn a_proposed_map_counts_as_the_example_does() {
    let mut few = Vec::new();
    for (folder, file, least) in FILES {
        let place = bound(folder, file);
        take_metrics(place.path());
        let (example, proposed) = (load(&maps().join(folder)), load(place.path()));
        let asked = |finding: &&cjm::journey::Finding| !["funnel-unit", "open-question"].contains(&finding.rule.name());
        assert_eq!(
            proposed.findings.iter().filter(asked).collect::<Vec<_>>(),
            Vec::<&cjm::journey::Finding>::new(),
            "{folder}/{file}"
        );
        let (own, theirs) = (
            proposed.map.sources.first().unwrap(),
            example.map.sources.iter().find(|source| source.file == *file).unwrap(),
        );
        assert_eq!(
            (&own.time, &own.respondent, &own.segments),
            (&theirs.time, &theirs.respondent, &theirs.segments),
            "{file}"
        );
        assert_eq!((&own.touchpoint, &own.comment), (&theirs.touchpoint, &theirs.comment), "{file}");
        assert_eq!(own.weight, theirs.weight, "{file}");
        let mut n_shared = 0;
        for (idx, (address, binding)) in proposed.map.bindings().enumerate() {
            let reads = read_by(&proposed.map, binding);
            let same = example.map.bindings().enumerate().find(|(_, (_, other))| read_by(&example.map, other) == reads);
            let Some((other_idx, (_, other))) = same else { continue };
            let (is, expected) = (readings(&proposed, idx, binding), readings(&example, other_idx, other));
            assert_eq!(is, expected, "{folder}/{file}: {address} {reads:?}");
            n_shared += usize::from(is.iter().any(|(_, reading)| reading.is_some()));
        }
        if n_shared < *least {
            few.push(format!("{folder}/{file}: only {n_shared} bindings with answers in common"));
        }
    }
    assert!(few.is_empty(), "{few:#?}");
}

#[test]
fn a_proposed_map_opens_and_is_checked() {
    let place = bound("bakery", "responses.csv");
    let (asked, said, code) = cjm(place.path(), &["check", "journey.toml"]);
    assert!(asked.contains("99 stands in 62 of 276 cells, far off 0 to 10: yes takes it for"), "{asked}");
    assert_eq!((said.as_str(), code), ("checked 1 map: 1 warning\n", 1));
    take_metrics(place.path());
    let (found, said, code) = cjm(place.path(), &["check", "journey.toml"]);
    assert_eq!((format!("{found}{said}"), code), ("checked 1 map: nothing found\n".to_owned(), 0));
    let (shown, _, code) = cjm(place.path(), &["show", "journey.toml", "--size", "100x30"]);
    assert!(code == 0 && shown.contains("Payment") && shown.contains("Responses"), "{shown}");
}

#[test]
fn no_reason_is_wider_than_a_page() {
    for (folder, file, _) in FILES {
        let (text, _, _) = cjm(&maps().join(folder), &["bind", file]);
        let wide = text.lines().find(|line| line.trim_start().starts_with('#') && line.chars().count() > 110);
        assert_eq!(wide, None, "{folder}/{file}");
    }
}

#[test]
fn a_file_elsewhere_is_named_by_its_name_and_said() {
    let place = tempfile::tempdir().unwrap();
    let file = maps().join("toys").join("weekly.csv");
    let (text, said, code) = cjm(place.path(), &["bind", file.to_str().unwrap()]);
    assert!(code == 0 && text.contains("\nfile = \"weekly.csv\"\n"), "{text}");
    assert_eq!(said, "note: save the map beside weekly.csv, in the folder of that file: the map names it from there\n");
    // A map that is saved beside its file finds it, wherever it was made.
    std::fs::create_dir(place.path().join("v1")).unwrap();
    std::fs::write(place.path().join("v1/a.csv"), "date,csat\n2026-01-01,4\n").unwrap();
    let (text, _, code) = cjm(place.path(), &["bind", "v1/a.csv"]);
    assert!(code == 0 && text.contains("\nfile = \"a.csv\"\n") && text.contains("belongs beside `a.csv`"), "{text}");
    std::fs::write(place.path().join("v1/journey.toml"), text).unwrap();
    let (found, _, _) = cjm(place.path(), &["check", "v1/journey.toml"]);
    assert!(!found.contains("error"), "{found}");
    let map = maps().join("toys").join("journey.toml");
    let (text, said, code) = cjm(place.path(), &["bind", "v1/a.csv", "--map", map.to_str().unwrap()]);
    assert!(code == 0 && text.contains("\nfile = \"a.csv\"\n"), "{text}");
    assert_eq!(said, "note: put a.csv into the folder of the map, or below it: only files there are read\n");
}

#[test]
fn what_cannot_be_bound_says_why() {
    let place = tempfile::tempdir().unwrap();
    let rows: &[(&str, &[u8], &str)] = &[
        (
            "empty.csv",
            b"",
            "error: nothing to bind in `empty.csv`: it is empty, expected a header\nhelp: name the columns in the first line\n",
        ),
        (
            "page.csv",
            b"<html>\n<body>\n",
            "error: nothing to bind in `page.csv`: the file is a web page or XML, expected CSV\nhelp: open it in a spreadsheet and save it as \"CSV UTF-8\"\n",
        ),
        (
            "open.csv",
            b"\"date,csat\n2026-01-01,4\n",
            "error: nothing to bind in `open.csv`: the quote opened on line 1, in the header, is never closed\nhelp: close it, or take it out\n",
        ),
    ];
    for (name, bytes, expected) in rows {
        std::fs::write(place.path().join(name), bytes).unwrap();
        assert_eq!(cjm(place.path(), &["bind", name]), (String::new(), (*expected).to_owned(), 2));
    }
    let (_, said, code) = cjm(place.path(), &["bind", "none.csv"]);
    assert_eq!(
        (said.as_str(), code),
        (
            "error: cannot open `none.csv`: no such file\nhelp: name a CSV file, as it is or packed with gzip or zstd\n",
            2
        )
    );
    let (_, said, code) = cjm(place.path(), &["bind", "."]);
    assert!(code == 2 && said.starts_with("error: `.` is a folder"), "{said}");
}
