//! Small groups: no number, word or value of theirs comes out, whatever one asks and in whatever format.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cjm::app::Size;
use serde_json::Value;

use super::session::{open, play, text};

const FORMATS: [&str; 4] = ["text", "json", "csv", "markdown"];

/// `tests/privacy/NAME`.
fn case(name: &str) -> String {
    format!("{}/tests/privacy/{name}", env!("CARGO_MANIFEST_DIR"))
}

struct Ran {
    out: String,
    err: String,
    code: Option<i32>,
}

fn run(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.args(arguments).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
    command.env("XDG_CONFIG_HOME", case("no-settings"));
    let output = command.output().unwrap();
    let read = |bytes| String::from_utf8(bytes).unwrap();
    Ran { out: read(output.stdout), err: read(output.stderr), code: output.status.code() }
}

/// Every reading that is printed as JSON.
fn readings(arguments: &[&str]) -> Vec<Value> {
    let ran = run(&[["metrics"].as_slice(), arguments, &["--format", "json"]].concat());
    assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.err);
    let json: Value = serde_json::from_str(&ran.out).unwrap();
    json["readings"].as_array().unwrap().clone()
}

fn settings(folder: &Path, hidden: u64) -> PathBuf {
    let path = folder.join("config.toml");
    std::fs::write(&path, format!("hidden = {hidden}\n")).unwrap();
    path
}

#[test]
fn a_filter_that_leaves_few_people_prints_no_value() {
    let (hidden, groups) = (case("hidden"), case("small-groups/m.toml"));
    let cases: &[(&[&str], u64)] = &[
        (&[&hidden, "--where", "name=Ann"], 1),
        (&[&hidden, "--persona", "ann"], 1),
        (&[&hidden, "--persona", "ann", "--where", "dept=HR"], 1),
        (&[&hidden, "--where", "dept=HR"], 2),
        (&[&hidden, "--where", "name=Ann", "--where", "name=Bob"], 2),
        (&[&hidden, "--where", "name=Ann", "--by", "year", "--since", "2024"], 1),
        (&[&groups, "--where", "id=r7"], 1),
        (&[&groups, "--where", "team=B"], 4),
        (&[&groups, "--persona", "c"], 1),
    ];
    for (arguments, n) in cases {
        let told = readings(arguments);
        assert!(!told.is_empty(), "{arguments:?}");
        for reading in &told {
            assert_eq!((&reading["hidden"], reading["n"].as_u64()), (&Value::Bool(true), Some(*n)), "{arguments:?}");
            for key in ["value", "low", "high", "mean"] {
                assert!(reading[key].is_null(), "{arguments:?}: {reading}");
            }
        }
        let noun = if *n == 1 { "answer" } else { "answers" };
        let words = format!("hidden: {n} {noun}, fewer than 5");
        for format in ["text", "table", "markdown"] {
            let ran = run(&[["metrics"].as_slice(), arguments, &["--format", format]].concat());
            assert_eq!(ran.out.matches(&words).count(), told.len(), "{arguments:?}: {}", ran.out);
            assert_eq!(ran.out.chars().filter(|c| *c == '.').count(), 0, "{arguments:?}: a number: {}", ran.out);
        }
        let csv = run(&[["metrics"].as_slice(), arguments, &["--format", "csv"]].concat()).out;
        for row in csv.lines().skip(1) {
            assert!(row.contains(&format!(",{n},,,,,")) && row.ends_with(",true,false,"), "{arguments:?}: {row}");
        }
    }
}

#[test]
fn everyone_and_large_groups_are_shown() {
    let (hidden, groups) = (case("hidden"), case("small-groups/m.toml"));
    let cases: &[&[&str]] = &[&[&hidden], &[&groups, "--where", "sex=f"]];
    for arguments in cases {
        let told = readings(arguments);
        assert!(!told.is_empty(), "{arguments:?}");
        assert!(told.iter().all(|own| own["hidden"] == false && own["value"].is_number()), "{arguments:?}: {told:?}");
    }
    let text = run(&["metrics", &hidden]).out;
    assert!(!text.contains("note") && !text.contains("hidden"), "{text}");
}

#[test]
fn each_small_period_of_a_filtered_group_is_hidden() {
    let groups = case("small-groups/m.toml");
    let told = readings(&[&groups, "--where", "team=A", "--by", "day", "--metric", "csat"]);
    assert!(told.len() > 20);
    for reading in &told {
        let is_small = reading["n"].as_u64().unwrap() < 5;
        assert_eq!((&reading["hidden"], reading["value"].is_null()), (&Value::Bool(is_small), is_small), "{reading}");
    }
    // In each month fewer than five answered who are not of the team: the difference to everyone would tell theirs.
    let months = readings(&[&groups, "--where", "team=A", "--by", "month", "--metric", "csat"]);
    assert!(months.iter().all(|reading| reading["hidden"] == true && reading["n"].as_u64() > Some(5)), "{months:?}");
    let text = run(&["metrics", &groups, "--where", "team=A", "--by", "month", "--metric", "csat"]).out;
    assert!(text.contains("of this group, fewer than 5 of others"), "{text}");
}

#[test]
fn the_settings_say_how_small_a_group_is_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let (hidden, groups) = (case("hidden"), case("small-groups/m.toml"));
    let config = settings(folder.path(), 1);
    let config = config.to_str().unwrap();
    assert_eq!(readings(&[&hidden, "--where", "name=Ann", "--config", config])[0]["value"], 0.0);
    assert!(run(&["comments", &groups, "--persona", "c", "--config", config]).out.contains("boss"));
    settings(folder.path(), 6);
    let told = readings(&[&hidden, "--where", "dept=IT", "--config", config]);
    assert_eq!(told[0]["hidden"], true, "five answers");
    let text = run(&["metrics", &hidden, "--where", "dept=IT", "--config", config]).out;
    assert!(text.contains("hidden: 5 answers, fewer than 6"), "{text}");
    settings(folder.path(), 200);
    let ran = run(&["comments", &groups, "--persona", "a", "--config", config]);
    assert_eq!((ran.out.as_str(), ran.code), ("", Some(1)), "{}", ran.err);
    assert!(ran.err.contains("fewer than 200 answers"), "{}", ran.err);
    // The usual settings file counts as well.
    let usual = folder.path().join("cjm");
    std::fs::create_dir(&usual).unwrap();
    std::fs::write(usual.join("config.toml"), "hidden = 200\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.args(["comments", &groups, "--persona", "a"]).env("XDG_CONFIG_HOME", folder.path());
    assert_eq!(command.output().unwrap().status.code(), Some(1));
    for subcommand in ["metrics", "comments"] {
        let ran = run(&[subcommand, &groups, "--config", "no-such-file.toml"]);
        assert_eq!(ran.code, Some(2), "{subcommand}: {}", ran.err);
    }
    std::fs::write(config, "hidden = \"many\"\n").unwrap();
    let ran = run(&["metrics", &hidden, "--config", config]);
    assert!(ran.err.contains("warning: ") && ran.err.contains("config.toml:1:"), "{}", ran.err);
}

#[test]
fn comments_of_few_people_are_hidden_in_every_format() {
    let groups = case("small-groups/m.toml");
    for persona in ["b", "c"] {
        for format in FORMATS {
            let ran = run(&["comments", &groups, "--persona", persona, "--format", format]);
            assert_eq!(ran.code, Some(1), "{persona} {format}");
            assert!(!ran.out.contains("says"), "{persona} {format}: {}", ran.out);
        }
    }
}

#[test]
fn no_value_that_few_people_share_stands_beside_a_comment() {
    let groups = case("small-groups/m.toml");
    for format in FORMATS {
        let ran = run(&["comments", &groups, "--find", "says", "--format", format]);
        assert_eq!(ran.code, Some(0), "{format}: {}", ran.err);
        assert_eq!(ran.err.matches("warning: values of ").count(), 1, "{format}: said once: {}", ran.err);
        assert!(ran.err.contains("id") && ran.err.contains("team"), "{format}: {}", ran.err);
        let ids = (1..=111).filter(|id| {
            let words = ran.out.split(|c: char| !c.is_alphanumeric());
            let id = format!("r{id}");
            words.into_iter().any(|word| word == id)
        });
        assert_eq!(ids.count(), 0, "{format}: {}", ran.out);
    }
    let json: Value = serde_json::from_str(&run(&["comments", &groups, "--format", "json"]).out).unwrap();
    let mut teams: Vec<&str> =
        json["comments"].as_array().unwrap().iter().filter_map(|own| own["segments"]["team"].as_str()).collect();
    teams.sort_unstable();
    teams.dedup();
    assert_eq!(teams, ["A", "D"], "four and one are in the others");
    assert_eq!(json["hidden_segments"], serde_json::json!(["id", "team"]));
    assert_eq!(json["n"], 111);
}

#[test]
fn the_explorer_leaves_it_out_too_and_says_so() {
    // The same with a place to stand on.
    let folder = tempfile::tempdir().unwrap();
    let source = case("small-groups");
    let map = std::fs::read_to_string(format!("{source}/m.toml")).unwrap();
    let place = "[[stage.touchpoint]]\nid = \"t\"\nname = \"T\"\n\
        metrics = [{ metric = \"comments\", source = \"s\", column = \"comment\" }]\n";
    std::fs::write(folder.path().join("m.toml"), map + place).unwrap();
    std::fs::copy(format!("{source}/d.csv"), folder.path().join("d.csv")).unwrap();
    let mut session = open(folder.path(), Size::new(120, 40));
    play(&mut session, "c");
    let shown = text(&session);
    assert!(shown.contains("says boss is bad"), "{shown}");
    assert_eq!(shown.matches("rare values of id, team hidden").count(), 1, "{shown}");
    let words = shown.split(|c: char| !c.is_alphanumeric());
    let is_id = |word: &&str| word.strip_prefix('r').is_some_and(|rest| rest.parse::<u32>().is_ok());
    assert_eq!(words.into_iter().find(is_id), None, "{shown}");
}

/// Cells of words that a spreadsheet would run.
fn formulas(csv: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(csv.as_bytes());
    let records: Vec<csv::StringRecord> = reader.records().map(|record| record.unwrap()).collect();
    let cells = records.iter().flat_map(csv::StringRecord::iter);
    let is_formula = |cell: &&str| {
        cell.parse::<f64>().is_err()
            && cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
    };
    cells.filter(is_formula).map(str::to_owned).collect()
}

#[test]
fn no_formula_leaves_in_any_column() {
    let (map, other) = (case("formula/m.toml"), case("formula/map.toml"));
    let folder = tempfile::tempdir().unwrap();
    let lines = folder.path().join("lines.txt");
    std::fs::write(&lines, "=1+1\n  @SUM(1)\n\t-2\n＝3\nfine\n").unwrap();
    let cases: &[&[&str]] = &[
        &["metrics", &map],
        &["metrics", &map, "--where", "seg==cmd|' /C calc'!A0"],
        &["comments", &map],
        &["comments", &other],
        &["check", &map],
        &["check", "--list"],
        &["sources", &map, &other],
        &["sentiment", lines.to_str().unwrap()],
    ];
    for arguments in cases {
        let ran = run(&[arguments, ["--format", "csv"].as_slice()].concat());
        assert!(ran.out.lines().count() > 1, "{arguments:?}: {}{}", ran.out, ran.err);
        assert_eq!(formulas(&ran.out), [""; 0], "{arguments:?}: {}", ran.out);
    }
    let csv = run(&["metrics", &map, "--format", "csv"]).out;
    for guarded in ["'=HYPERLINK(1)", "'+1+1", "'-2+3", "'@SUM(1)", "'=1+4"] {
        assert!(csv.contains(guarded), "{guarded}: {csv}");
    }
    let csv = run(&["comments", &other, "--format", "csv"]).out;
    assert!(csv.contains("'=area==1+1"), "{csv}");
    // What is read by programs and by people stays as it is.
    let json = run(&["metrics", &map, "--format", "json"]).out;
    assert!(json.contains("\"=HYPERLINK(1)\"") && !json.contains("'="), "{json}");
}

#[test]
fn who_prints_sees_no_reading_that_did_not_pass_the_gate() {
    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { files(&path, found) } else { found.push(path) }
        }
    }
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for floor in ["app", "ui", "cli", "terminal"] {
        files(&source.join(floor), &mut found);
    }
    assert!(found.len() > 100);
    let mut n_uses = 0;
    for path in found {
        let text = std::fs::read_to_string(&path).unwrap();
        let is_test = path.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests"));
        let code = text.split("#[cfg(test)]").next().filter(|_| !is_test).unwrap_or_default();
        let name = path.to_string_lossy();
        for import in code.split("use crate::metric").skip(1) {
            let import = import.split(';').next().unwrap();
            let raw = |word: &str| matches!(word, "Reading" | "Basis" | "reading" | "score" | "Tally");
            assert_eq!(import.split(|c: char| !c.is_alphanumeric()).find(|word| raw(word)), None, "{name}: {import}");
            n_uses += 1;
        }
        // Readings are taken from a series by the gate alone.
        let typed = code.matches("typed.readings(").count();
        assert_eq!(code.matches(".readings(").count() - typed, code.matches("gate.readings(").count(), "{name}");
        assert_eq!(code.matches(".total(").count(), code.matches("gate.total(").count(), "{name}");
    }
    assert!(n_uses > 5, "only {n_uses} imports were read");
}
