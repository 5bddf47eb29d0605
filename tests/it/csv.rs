//! Any file that people really have: what cjm makes of it, and what it says of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cjm::journey::book::Cohort;
use cjm::journey::{Binding, Choice, Column, Map, Question, Segment, Source};
use cjm::metric::{Direction, Kind, Metric, Tally};
use cjm::source::readings;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/csv")
}

/// Names within a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("an entry"));
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What a command prints, and its exit code.
fn said(arguments: &[&str], case: &Path) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.args(arguments).current_dir(case).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8").env("NO_COLOR", "1");
    command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/no-settings"));
    let output = command.output().expect("it runs");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    let code = output.status.code().expect("no signal ended it");
    let whole = format!("$ cjm {}\n{text}exit code {code}\n", arguments.join(" "));
    (whole, text)
}

/// What was left out, from the records that other programs read.
fn left_out(json: &str) -> String {
    let json: Value = serde_json::from_str(json).expect("it prints JSON");
    let mut page = String::new();
    for source in json["sources"].as_array().expect("a list of sources") {
        writeln!(page, "{} rows, {} used", source["rows"], source["used"]).expect("a string takes all");
        for left in source["left_out"].as_array().expect("a list of reasons") {
            let column = left["column"].as_str().map(|column| format!(" in `{column}`")).unwrap_or_default();
            let reason = left["reason"].as_str().expect("a reason");
            writeln!(page, "  {reason}{column}: {}, lines {}", left["count"], left["lines"])
                .expect("a string takes all");
        }
        if let Some(failed) = source["failed"].as_str() {
            writeln!(page, "  failed: {failed}").expect("a string takes all");
        }
    }
    page
}

#[test]
fn every_case_is_read_as_expected() {
    let is_new = std::env::var_os("UPDATE_DOCS").is_some();
    let cases: Vec<String> = names(&folder()).into_iter().filter(|name| folder().join(name).is_dir()).collect();
    let cases: Vec<&String> = cases.iter().filter(|name| *name != "spectrum").collect();
    assert!(cases.len() > 50, "the cases are not where they are looked for");
    let mut wrong = Vec::new();
    for name in cases {
        let case = folder().join(name);
        let has_data = names(&case).iter().any(|file| file.starts_with("data.csv"));
        assert!(has_data && case.join("map.toml").exists(), "{name} is no case");
        let (metrics, _) = said(&["metrics", ".", "--by", "month"], &case);
        let (_, json) = said(&["metrics", ".", "--format", "json"], &case);
        let (check, _) = said(&["check", "."], &case);
        let is = format!("{metrics}{}\n{check}", left_out(&json));
        let path = case.join("expected.txt");
        if is_new {
            fs::write(&path, &is).expect("written");
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if is != expected {
            wrong.push(format!("{name}:\n{is}expected:\n{expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The rows of a file of csv-spectrum, as its JSON has them: column and value.
fn spectrum(name: &str) -> Vec<Vec<(String, String)>> {
    let text = fs::read_to_string(folder().join("spectrum/json").join(name).with_extension("json")).expect("readable");
    let json: Value = serde_json::from_str(&text).expect("it is JSON");
    let rows = json.as_array().cloned().unwrap_or_else(|| vec![json]);
    let cells = |row: &Value| {
        let row = row.as_object().expect("an object a row").iter();
        let text = |value: &Value| value.as_str().expect("texts").to_owned();
        // The phone number of that file is another one than in its CSV.
        row.filter(|(column, _)| *column != "Contact Phone Number").map(|(c, value)| (c.clone(), text(value))).collect()
    };
    rows.iter().map(cells).collect()
}

#[test]
fn csv_spectrum_is_read_as_its_json_says() {
    let files = names(&folder().join("spectrum/csvs"));
    assert_eq!(files.len(), 12, "{files:?}");
    for file in files {
        let rows = spectrum(&file);
        let cohort = |row: &Vec<(String, String)>| {
            let choices = row.iter().map(|(c, value)| Choice { column: c.clone(), values: vec![value.clone()] });
            Cohort { persona: None, segment: Segment { choices: choices.collect() } }
        };
        let cohorts: Vec<Cohort> = std::iter::once(Cohort::default()).chain(rows.iter().map(cohort)).collect();
        let bytes = fs::read(folder().join("spectrum/csvs").join(&file)).expect("readable");
        let question = Question::of(&counting(), 0, &cohorts).expect("it has a source");
        let mut go_on = |_| ControlFlow::Continue(());
        let counts = readings::count(&question, &bytes.as_slice(), NonZeroUsize::MIN, &mut go_on);
        assert_eq!((counts.findings.len(), counts.lacking.len()), (0, 0), "{file}: {:?}", counts.findings);
        let (_, series) = counts.series.first().expect("it is counted");
        let n = |cohort: usize| match series[cohort].sum() {
            Some(Tally::Sum { n, .. }) => usize::try_from(n).expect("few"),
            _ => 0,
        };
        assert_eq!(n(0), rows.len(), "{file}");
        for (idx, row) in rows.iter().enumerate() {
            let n_same = rows.iter().filter(|other| *other == row).count();
            assert_eq!(n(idx + 1), n_same, "{file}: {row:?}");
        }
        let columns: BTreeSet<&String> = rows.iter().flatten().map(|(column, _)| column).collect();
        assert!(columns.len() > 1, "{file}: nothing was compared");
    }
}

/// A map that counts the rows of one source.
fn counting() -> Map {
    let (metric, source) = ("rows".to_owned(), "data".to_owned());
    let binding = Binding::implied_by(&source, &metric, Column::Rows).written_at(1);
    let (kind, direction) = (Kind::Count, Direction::HigherIsBetter);
    Map {
        sources: vec![Source { id: source, file: "data.csv".to_owned(), ..Default::default() }],
        metric_definitions: vec![Metric {
            id: metric,
            name: "Rows".to_owned(),
            kind,
            unit: String::new(),
            direction,
            range: None,
            steady: None,
        }],
        metrics: vec![binding],
        ..Default::default()
    }
}
