//! What weights do, as a person meets it: the airport's survey with its own weights, and files with odd ones.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with the airport's map and answers, which weigh what the survey says.
fn airport() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport");
    fs::copy(maps.join("responses.csv"), folder.path().join("responses.csv")).unwrap();
    let map = fs::read_to_string(maps.join("journey.toml")).unwrap();
    let (before, after) = map.split_once("file = \"responses.csv\"\n").unwrap();
    let map = format!("{before}file = \"responses.csv\"\nweight = \"weight\"\n{after}");
    fs::write(folder.path().join("journey.toml"), map).unwrap();
    folder
}

/// What a subcommand prints of a folder, and its exit code.
fn cjm(folder: &TempDir, arguments: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.args(arguments).current_dir(folder.path()).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
    command.env("XDG_CONFIG_HOME", folder.path().join("no-settings"));
    let output = command.output().unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code())
}

/// The readings of a folder's map.
fn readings(folder: &TempDir, arguments: &[&str]) -> Vec<Value> {
    let (text, code) = cjm(folder, &[&["metrics", ".", "--format", "json"], arguments].concat());
    assert_eq!(code, Some(0), "{text}");
    serde_json::from_str::<Value>(&text).unwrap()["readings"].as_array().unwrap().clone()
}

#[test]
fn unweighted_the_airport_is_what_it_is_without_weights() {
    let folder = airport();
    let by_year = ["--by", "year", "--metric", "nps"];
    let nps = |arguments: &[&str]| {
        let readings = readings(&folder, &[&by_year, arguments].concat());
        let of = readings.iter().find(|reading| reading["period"] == "2017").unwrap();
        (of["value"].clone(), of["n"].clone(), of["weighted"].clone())
    };
    let (value, n, is_weighted) = nps(&[]);
    assert_eq!((n, is_weighted), (Value::from(2746), Value::from(true)));
    assert!((value.as_f64().unwrap() - 40.398).abs() < 0.001, "{value}");
    let (value, n, is_weighted) = nps(&["--unweighted"]);
    assert_eq!((n, is_weighted), (Value::from(2746), Value::from(false)));
    assert!((value.as_f64().unwrap() - 39.840).abs() < 0.001, "{value}");
}

#[test]
fn screens_and_pages_say_that_weights_are_left_aside() {
    let folder = airport();
    for (subcommand, more) in [("show", ["--size", "80x24"]), ("about", ["--width", "80"])] {
        let arguments = [subcommand, ".", more[0], more[1]];
        let (weighted, _) = cjm(&folder, &arguments);
        assert!(!weighted.contains("everyone · unweighted"), "{weighted}");
        let (unweighted, _) = cjm(&folder, &[&arguments[..], &["--unweighted"]].concat());
        assert!(unweighted.contains("everyone · unweighted"), "{unweighted}");
        assert_ne!(weighted, unweighted, "{subcommand}");
    }
    // A map without weights has none to leave aside.
    fs::copy(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport/journey.toml"),
        folder.path().join("journey.toml"),
    )
    .unwrap();
    let (plain, _) = cjm(&folder, &["show", ".", "--unweighted"]);
    assert!(!plain.contains("unweighted"), "{plain}");
}
