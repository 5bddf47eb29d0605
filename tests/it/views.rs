//! Views that are asked for in the shell: what is refused, and with which words.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::Path;

use serde_json::Value;

use crate::program::{cjm, stdout};

/// A map of ours, by its path.
fn map(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(name).to_str().unwrap().to_owned()
}

#[track_caller]
fn refused(arguments: &[&str], message: &str) {
    let (_, said, code) = cjm(&tempfile::tempdir().unwrap(), arguments);
    assert!(said.contains(message) && code == Some(2), "{arguments:?}, {code:?}: {said}");
}

#[test]
fn periods_that_are_not_one_after_the_other_are_not_compared() {
    let toys = map("toys");
    let between = |from: &str, to: &str, message: &str| {
        refused(&["changes", &toys, "--from", from, "--to", to], message);
    };
    between("2026-Q1", "2026-Q1", "2026-Q1 and 2026-Q1 have days in common");
    between("2025", "2025-Q4", "2025 and 2025-Q4 have days in common");
    let turned = ["changes", &toys, "--from", "2026-Q1", "--to", "2025-Q4"];
    let (_, said, code) = cjm(&tempfile::tempdir().unwrap(), &turned);
    assert!(
        said.contains("--from 2026-Q1 is later than --to 2025-Q4: all signs are turned") && code == Some(0),
        "{said}"
    );
}

#[test]
fn a_form_is_text() {
    refused(&["drivers", &map("toys"), "--ask", "--format", "json"], "unknown format of a form `json`");
}

#[test]
fn what_only_the_journey_has_is_looked_at_as_well() {
    let told =
        stdout(&tempfile::tempdir().unwrap(), &["changes", &map("airport"), "--metric", "nps", "--format", "json"]);
    let data: Value = serde_json::from_str(&told).unwrap();
    let metrics: Vec<&str> =
        data["changes"].as_array().unwrap().iter().filter_map(|own| own["metric"].as_str()).collect();
    assert_eq!(metrics, ["nps"], "{told}");
}
