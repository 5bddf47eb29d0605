//! What an author is told.

mod bindings;
mod broken;
mod ids;
mod moments;
mod shapes;
mod values;
mod whole;

use std::fmt::Write as _;

use super::parse;
use crate::journey::{Finding, Map};

/// The start of most rows: a clean map of eleven lines.
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

/// `rule line:column message`, and the help under it.
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
    let told = told(&findings);
    assert!(told.trim() == expected.trim(), "{name}\n--- told\n{told}--- expected\n{}", expected.trim_start());
    map
}

/// As [`check`], with the text after [`START`].
#[track_caller]
fn check_after(name: &str, text: &str, expected: &str) -> Map {
    check(name, &format!("{START}{text}"), expected)
}

#[test]
fn newer_toml_is_read_with_a_warning() {
    check_after(
        "escapes, line breaks and last commas",
        r#"does = "a\eb"
feels = 'a\eb'
thinks = "a\\eb"
evidence = [
  { kind = "survey",
    n = 3 },
  { kind = "sales", },
  { kind = "sales" },
]
"#,
        r"
toml-1.1 12:8 the escapes \e and \x in does are TOML 1.1, other tools cannot read them
  write \u and four digits
toml-1.1 16:3 line breaks and a last comma in evidence of a touchpoint are TOML 1.1, other tools cannot read them
  write it on one line, without a last comma
toml-1.1 18:3 line breaks and a last comma in evidence of a touchpoint are TOML 1.1, other tools cannot read them
  write it on one line, without a last comma
",
    );
}

#[test]
fn findings_name_their_place() {
    let pain = "[[stage.touchpoint.pain]]\nid = \"p\"\ntext = \"t\"\nseverity = 9\n";
    let (_, findings) = parse("m", &format!("{START}{pain}"));
    assert_eq!(findings[0].address.as_ref().unwrap().to_string(), "a/x/pain/p.severity");
    assert_eq!(findings[0].excerpt.as_ref().unwrap().line, "severity = 9");
    assert_eq!(findings[0].file, "m");
    let action = "[[stage.touchpoint.action]]\ntext = \"t\"\npromise = { metric = \"csta\" }\n";
    let (_, findings) = parse("m", &format!("{START}{action}"));
    assert_eq!(findings[0].address.as_ref().unwrap().to_string(), "a/x/action/1.promise.metric");
}

#[test]
fn only_a_map_of_the_future_has_one_of_today() {
    let check = |state: &str, expected: &str| {
        let stage = START.split_once("[[stage]]").map(|(_, stage)| stage).unwrap_or_default();
        check(state, &format!("[journey]\ntitle = \"T\"\ncurrent = \"now.toml\"\n{state}\n[[stage]]{stage}"), expected);
    };
    check("state = \"future\"", "");
    let expected =
        "unused-key 3:11 current does nothing in a map of the journey as it is\n  add state = \"future\", or remove it";
    check("state = \"current\"", expected);
    check("", expected);
    let misread = "unknown-word 4:9 state is \"futur\", expected \"current\" or \"future\"\n  did you mean \"future\"?";
    check("state = \"futur\"", misread);
}
