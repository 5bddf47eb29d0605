//! What an author is told, and what lands in the map.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::parse;
use crate::journey::{ActionStatus, Column, EvidenceKind, Finding, Map, PainStatus, State, When};
use crate::metric::{Direction, Kind};
use crate::source::format::{FIELDS, Kind as Field, ROOT, SETTINGS};

const FULL: &str = include_str!("full.toml");

/// The start of most rows: a clean map but for what is added.
const START: &str = r#"[journey]
title = "T"
[[source]]
id = "s"
file = "s.csv"
[[stage]]
id = "a"
name = "A"
[[stage.touchpoint]]
id = "x"
name = "X"
"#;

fn told(findings: &[Finding]) -> String {
    let mut told = String::new();
    for finding in findings {
        let Finding { rule, line, column, message, .. } = finding;
        writeln!(told, "{rule} {line}:{column} {message}").unwrap();
        if let Some(help) = &finding.help {
            writeln!(told, "  {help}").unwrap();
        }
    }
    told
}

#[track_caller]
fn check(name: &str, text: &str, expected: &str) -> Map {
    let (map, findings) = parse("map.toml", text);
    let lines = |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&told(&findings)), lines(expected.trim_start_matches('\n')), "{name}\n{}", told(&findings));
    map
}

/// As [`check`], with the text after [`START`], whose eleven lines count.
#[track_caller]
fn check_after(name: &str, text: &str, expected: &str) -> Map {
    check(name, &format!("{START}{text}"), expected)
}

#[test]
fn debug_rows() {
    for text in ["", "x", "title: Hello"] {
        println!("{text:?}\n{}", told(&parse("map.toml", text).1));
    }
    println!("FULL {}", told(&parse("map.toml", FULL).1));
    for text in [
        "emotion = 3\nthinks = 5\nfeel = \"x\"\nmoment_of_truth = \"yes\"\nchannel = [1]\nmatch = [1.5, \"a\"]\n",
        "metrics = [{ metric = \"csta\", source = \"z\", column = \"c\" }, { metric = \"csat\", source = \"s\" }, { metric=\"csat\", source=\"s\", column=\"c\", scale=[5,1] }]",
        "[[stage.touchpoint]]\nid = \"x\"\nname = \"again\"\n[[stage.touchpoint]]\nname = \"none\"\n[[stage.touchpoint]]\nid = \"né x\"\n",
        "[stage.touchpoint.pain]\ntext = \"p\"\nstatus = \"opne\"\nseverity = 9\n",
        "[[stage.touchpoint.pain]]\nseverity = 1.5\nevidence = { kind = \"survey\" }\n",
        "metrics = [{ metric = \"csat\", source = \"s\", column = \"c\" }\n[[stage]]\nid = \"b\"\nname = \"B\"\n",
        "does = \"x\n[[stage]]\nid = \"b\"\nname = B\n",
        "does = \"\"\"x\nthinks = 1\n[[stage]]\nid = \"b\"\nname = \"B\"\n",
        "does\n[[stage\nid = \"b\"\nname = \"B\"\n[[stage]]\nid = \"c\"\nname = \"C\"\n",
        "does = \"a\\eb\"\nevidence = [{ kind = \"survey\",\n n = 3 }, { kind = \"sales\", }]\n",
        "[[stage.touchpoint.action]]\ntext=\"a\"\nmends=[\"p\", \"y/p\"]\nshipped=\"2024-01-01\"\npromise={from=1}\n[[scenario]]\nid=\"q\"\nname=\"q\"\npersona=\"who\"\npath=[\"xx\",\"x\",3]\n",
        "[[source]]\nid=\"v\"\nfile=\"/etc/passwd\"\nvalue=\"v\"\nentered=\"e\"\ncsat=\"c\"\nsd=\"x\"\ndelimiter=\"ab\"\n",
    ] {
        println!("----\n{text}\n>>>\n{}", told(&parse("map.toml", &format!("{START}{text}")).1));
    }
}
