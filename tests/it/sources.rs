//! What `cjm sources` says of files, kept in `tests/sources`.
//! `INSTA_UPDATE=always cargo test --test it sources` writes it anew, once a change of it is wanted.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sources");

/// A survey as tools export it: headers padded with blanks, 11 for no answer to NPS, 6 for "not used", days without
/// a time, and a comment column that no metric reads.
const RAW: &str = "\
 Response ID , Date , How likely to recommend? ,Checkout,Delivery , Store ,Comment
1,31/05/2024,9,5,6,Haifa,\"Fast, and kind\"
2,01/06/2024,11,4,5,Haifa,
3,02/06/2024,0,6,3,Eilat,mail me at dana@example.com
4,yesterday,7,4,4,Eilat,
5,04/06/2024,12,x,2,Haifa,
6,05/06/2024,10,5,1
7,06/06/2024,,,,Haifa,
8,13/06/2024,8,3,4,,
";

const RAW_MAP: &str = r#"
[journey]
title = "Ordering"
metrics = [{ metric = "nps", source = "export", column = "How likely to recommend?", missing = ["11"] }]

[[source]]
id = "export"
file = "export.csv"
time = "Date"
respondent = "Response ID"
comment = "Comment"
segments = ["Store"]
missing = ["6"]

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
metrics = [{ metric = "csat", source = "export", column = "Checkout" }]

[[stage.touchpoint]]
id = "delivery"
name = "Delivery"
metrics = [{ metric = "csat", source = "export", column = "Delivery" }]
"#;

#[track_caller]
fn sources(folder: &Path, arguments: &[&str], code: i32) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.arg("sources").args(arguments).current_dir(folder).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
    String::from_utf8(output.stdout).unwrap() + &said
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with a map and one file of its source.
fn folder(map: &str, file: &str, bytes: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("journey.toml"), map).unwrap();
    std::fs::write(folder.path().join(file), bytes).unwrap();
    folder
}

#[track_caller]
fn check(name: &str, said: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, said));
}

#[test]
fn the_example_maps_are_understood() {
    for name in ["airport", "bakery", "toys"] {
        check(name, &sources(here(), &[&format!("maps/{name}")], 0));
    }
}

#[test]
fn a_raw_export_is_understood_as_its_map_says() {
    let folder = folder(RAW_MAP, "export.csv", RAW.as_bytes());
    let said = sources(folder.path(), &["journey.toml"], 0);
    check("raw", &said);
    assert!(!said.contains("dana@example.com"), "a comment is shown: {said}");
}

#[test]
fn what_is_wrong_with_a_source_is_said_with_it() {
    let missing = folder(RAW_MAP, "other.csv", b"a\n");
    check("file-missing", &sources(missing.path(), &["journey.toml"], 1));
    let open = folder(RAW_MAP, "export.csv", format!("{RAW}9,07/06/2024,9,\"5,4,Eilat,\n").as_bytes());
    check("quote-open", &sources(open.path(), &[], 1));
    let said = sources(here(), &["maps/bakery", "--source", "card"], 2);
    assert_eq!(said, "error: unknown source `card`\nhelp: did you mean `cards`?\n");
    sources(here(), &["no-such-folder"], 2);
}

#[test]
fn touchpoints_that_the_map_does_not_have_are_marked() {
    let map = r#"
[journey]
title = "Ordering"

[[source]]
id = "answers"
file = "answers.csv"
touchpoint = "where"
csat = "csat"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
"#;
    let mut rows = "where;csat\n".to_owned();
    for n in 0..30 {
        rows.push_str(if n % 3 == 0 { "chekout;4\n" } else { "checkout;5\n" });
    }
    let folder = folder(map, "answers.csv", rows.as_bytes());
    let said = sources(folder.path(), &[], 0);
    assert!(said.contains("where  checkout 20, chekout 10 (no touchpoint)"), "{said}");
    assert!(said.contains("10 unknown touchpoint: lines 2, 5, 8, 11, 14, 17, 20, 23, 26, 29"), "{said}");
    assert!(said.contains("semicolons, LF line ends, decimal comma allowed"), "{said}");
}

#[test]
fn scripts_get_the_same_as_json() {
    let folder = folder(RAW_MAP, "export.csv", RAW.as_bytes());
    let said: Value = serde_json::from_str(&sources(folder.path(), &["--format", "json"], 0)).unwrap();
    let source = &said[0];
    assert_eq!((source["rows"].as_u64(), source["used"].as_u64()), (Some(8), Some(5)));
    assert_eq!(source["columns"].as_array().unwrap().len(), 7);
    assert_eq!(source["columns"][2]["name"], "How likely to recommend?");
    assert_eq!(source["columns"][2]["uses"][0]["missing"], serde_json::json!(["6", "11"]));
    assert_eq!(source["columns"][2]["uses"][0]["expected"]["scale"], serde_json::json!([0, 10]));
    assert_eq!(source["first_rows"].as_array().unwrap().len(), 5);
    assert_eq!(source["first_rows"][3]["left_out"], "bad date");
    let all: Value = serde_json::from_str(&sources(here(), &["maps", "--format", "json"], 0)).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 29);
}

#[test]
fn a_wide_file_and_long_cells_stay_on_the_page() {
    let wide: Vec<String> = (0..3_000).map(|n| format!("question {n}")).collect();
    let long = "very long ".repeat(2_000);
    let text = format!("Date,{}\n2024-05-01,\"{long}\"{}\n", wide.join(","), ",5".repeat(2_999));
    let map = RAW_MAP
        .replace("\"How likely to recommend?\"", "\"question 7\"")
        .replace("\"Checkout\" }", "\"question 8\" }")
        .replace("\"Delivery\" }", "\"question 9\" }")
        .replace("respondent = \"Response ID\"\ncomment = \"Comment\"\n", "")
        .replace("segments = [\"Store\"]", "segments = [\"question 0\"]");
    let folder = folder(&map, "export.csv", text.as_bytes());
    let said = sources(folder.path(), &[], 0);
    assert!(said.contains("3,001, 5 used") && said.contains(" and 2,956 more"), "{said}");
    assert!(said.contains("question 0  too many different values to list"), "{said}");
    // What is found stands below the page, as `cjm check` tells it.
    let page = said.split("\nwarning: ").next().unwrap();
    assert!(page.lines().count() < 80, "{said}");
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{said}");
}

#[test]
fn first_rows_of_events_and_open_cases_are_told_as_they_are_counted() {
    let map = r#"
[journey]
title = "Ordering"
metrics = [{ metric = "late", source = "cases" }, { metric = "took", source = "cases" }]

[[metric]]
id = "visits"
name = "Visits"
kind = "count"

[[metric]]
id = "late"
name = "Late"
kind = "rate"
better = "lower"

[[metric]]
id = "took"
name = "Took"
kind = "duration"
unit = "h"

[[source]]
id = "events"
file = "events.csv"
time = "when"
case = "case"
activity = "activity"

[[source]]
id = "cases"
file = "cases.csv"
opened = "opened"
due = "due"
closed = "closed"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "cart"
name = "Cart"
metrics = [{ metric = "visits", source = "events", column = "case" }]
"#;
    let events = "case,activity,when\n1,cart,2026-01-01T10:00\n,cart,2026-01-01T10:01\n2,pay,2026-01-01T10:02\n";
    let folder = folder(map, "events.csv", events.as_bytes());
    let cases = "opened,due,closed\n2026-01-01T00:00,2026-01-09T00:00,2026-01-01T00:20\n\
                 2026-01-01T00:00,2026-01-02T00:00,\n2026-02-01T00:00,2026-02-09T00:00,\n";
    std::fs::write(folder.path().join("cases.csv"), cases).unwrap();
    let said: Value = serde_json::from_str(&sources(folder.path(), &["--format", "json"], 0)).unwrap();
    for (idx, left_out) in [(0, [false, true, true]), (1, [false, false, true])] {
        let rows = said[idx]["first_rows"].as_array().unwrap();
        let is: Vec<bool> = rows.iter().map(|row| row["left_out"].is_string()).collect();
        assert_eq!(is, left_out, "{rows:#?}");
        let n_used = left_out.iter().filter(|is_left_out| !**is_left_out).count();
        assert_eq!(said[idx]["used"].as_u64(), Some(n_used as u64));
    }
    let shown = sources(folder.path(), &["--source", "cases"], 0);
    assert!(shown.contains("0.3333") && !shown.contains("0.33333"), "{shown}");
}
