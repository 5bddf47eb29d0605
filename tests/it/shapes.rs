//! Event logs and files of cases, from the files of a person to the numbers of `cjm metrics`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// Orders from the cart to the door, and what was complained about.
const MAP: &str = r#"[journey]
title = "Ordering"
metrics = [{ metric = "conversion", source = "events", to = "door" }]

[[metric]]
id = "carts"
kind = "count"

[[metric]]
id = "abandonment"
kind = "rate"
better = "lower"

[[metric]]
id = "until-paid"
kind = "duration"
unit = "min"

[[metric]]
id = "in-time"
kind = "rate"

[[metric]]
id = "until-closed"
kind = "duration"
unit = "h"

[[source]]
id = "events"
file = "events.csv"
time = "at"
case = "order"
activity = "event"

[[source]]
id = "complaints"
file = "complaints.csv"
opened = "opened"
due = "due"
closed = "closed"
touchpoint = "about"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "cart"
name = "Cart"
metrics = [
    { metric = "carts", source = "events", column = "order" },
    { metric = "abandonment", source = "events", to = "pay" },
    { metric = "until-paid", source = "events", to = "pay" },
]

[[stage.touchpoint]]
id = "pay"
name = "Payment"

[[stage.touchpoint]]
id = "door"
name = "At the door"
metrics = [
    { metric = "in-time", source = "complaints" },
    { metric = "until-closed", source = "complaints" },
]
"#;

/// Order 1 goes all the way, 10 minutes to the payment; 2 pays after 20 minutes; 3 leaves its cart twice.
const EVENTS: &str = "order;event;at\n\
    1;pay;02.04.2024 08:10\n\
    1;cart;02.04.2024 08:00\n\
    1;door;03.04.2024 17:00\n\
    3;cart;02.04.2024 11:00\n\
    3;cart;13.04.2024 11:00\n\
    2;cart;02.04.2024 09:00\n\
    2;pay;02.04.2024 09:20\n";

/// One in time after 24 hours, one late after 72, one open and late, one open and not due yet, and one of elsewhere.
const COMPLAINTS: &str = "opened,due,closed,about\n\
    2024-04-02T10:00,2024-04-03,2024-04-03T10:00,door\n\
    2024-04-02T10:00,2024-04-03,2024-04-05T10:00,door\n\
    2024-04-02T10:00,2024-04-03,,door\n\
    2024-04-02T10:00,2024-04-30,,door\n\
    2024-04-02T10:00,2024-04-03,,bakery\n";

fn cjm(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    let output = command.args(arguments).current_dir(folder).env("XDG_CONFIG_HOME", folder).output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr))
}

#[test]
fn events_and_cases_become_readings() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("journey.toml", MAP), ("events.csv", EVENTS), ("complaints.csv", COMPLAINTS)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let (code, said) = cjm(folder.path(), &["check", "journey.toml"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("1 of 5 rows is left out (unknown touchpoint)"), "{said}");
    assert!(said.contains("1 map: 1 warning"), "{said}");
    let (code, text) = cjm(folder.path(), &["metrics", "journey.toml", "--by", "all", "--format", "json"]);
    assert_eq!(code, Some(0), "{text}");
    let json: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let told: Vec<String> = json["readings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reading| {
            let value = (reading["value"].as_f64().unwrap() * 100.0).round() / 100.0;
            let place = reading["touchpoint"].as_str().unwrap_or("journey");
            format!("{place} {} {value} of {}", reading["metric"].as_str().unwrap(), reading["n"])
        })
        .collect();
    assert_eq!(
        told,
        [
            "journey conversion 33.33 of 3",
            "cart carts 3 of 3",
            "cart abandonment 33.33 of 3",
            "cart until-paid 15 of 2",
            "door in-time 33.33 of 3",
            "door until-closed 48 of 2",
        ]
    );
}
