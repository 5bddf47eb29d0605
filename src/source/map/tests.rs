//! What an author is told.

mod broken;
mod moments;
mod shapes;
mod whole;

use std::fmt::Write as _;

use super::parse;
use crate::journey::{Column, Finding, Map};

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
fn values_that_are_not_what_their_key_takes() {
    let map = check_after(
        "six slips in one touchpoint",
        r#"emotion = 3
thinks = 5
feel = "x"
moment_of_truth = "yes"
channel = [1]
match = [1.5, "a"]
does = "d"
"#,
        r#"
off-scale 12:11 emotion is 3, expected -2 to 2
wrong-type 13:10 thinks is 5, expected text
  put it in quotes: "5"
unknown-key 14:1 unknown key `feel` in a touchpoint
  did you mean `feels`?
wrong-type 15:19 moment_of_truth is "yes", expected true or false
wrong-type 16:11 channel is [1], expected text
wrong-type 17:10 an entry of match is 1.5, expected text or a whole number
"#,
    );
    let touchpoint = &map.stages[0].touchpoints[0];
    assert_eq!((touchpoint.id.as_str(), touchpoint.name.as_str()), ("x", "X"));
    assert_eq!((touchpoint.emotion, touchpoint.does.as_deref()), (None, Some("d")));
    assert_eq!(touchpoint.thinks, None);
}

#[test]
fn words_scales_dates_and_spans() {
    check_after(
        "words and scales",
        r#"[[stage.touchpoint.pain]]
text = "p"
status = "opne"
severity = 9
[[stage.touchpoint.pain]]
text = "q"
severity = 1.5
status = 1
"#,
        r#"
unknown-word 14:10 status is "opne", expected "open", "planned", "fixed" or "accepted"
  did you mean "open"?
off-scale 15:12 severity is 9, expected 1 to 5
wrong-type 18:12 severity is 1.5, expected a whole number from 1 to 5
wrong-type 19:10 status is 1, expected "open", "planned", "fixed" or "accepted"
"#,
    );
    check(
        "dates and spans",
        r#"[journey]
title = "T"
reviewed = "2018-06-01"
review_every = "9 moons"
[journey.target]
metric = "nps"
target = nan
by = 2018-06-01T10:00:00
[[stage]]
id = "a"
name = " "
"#,
        r#"
wrong-type 3:12 reviewed is "2018-06-01", expected a date like 2018-06-01
  write it without quotes: 2018-06-01
wrong-type 4:16 review_every is "9 moons", expected days like 90, or text like "90 days", "12 weeks", "6 months" or "1 year"
wrong-type 7:10 target is nan, expected a number
wrong-type 8:6 by is 2018-06-01T10:00:00, expected a date like 2018-06-01
empty-value 11:8 name is empty, expected text
"#,
    );
    check(
        "no days",
        "[journey]\ntitle = \"T\"\nreview_every = 0\n[[stage]]\nid = \"a\"\nname = \"A\"\n",
        r#"off-scale 3:16 review_every is 0, expected days like 90, or text like "90 days", "12 weeks", "6 months" or "1 year""#,
    );
}

#[test]
fn a_scale_has_a_counter_for_each_answer() {
    for (scale, expected) in [
        ("[5, 1]", "the second number above the first"),
        ("[3, 3]", "the second number above the first"),
        ("[-600, 600]", "at most 1000 steps"),
        ("[0, 1001]", "answers from -1000 to 1000"),
        ("[-2147483648, 2147483647]", "answers from -1000 to 1000"),
    ] {
        let binding = format!("metrics = [{{ metric = \"csat\", source = \"s\", column = \"c\", scale = {scale} }}]");
        let map = check_after(scale, &binding, &format!("off-scale 12:67 scale is {scale}, expected {expected}"));
        assert_eq!(map.stages[0].touchpoints[0].metrics[0].scale, None, "{scale}");
    }
    let most = "metrics = [{ metric = \"csat\", source = \"s\", column = \"c\", scale = [-1000, 0] }]";
    assert_eq!(check_after("most", most, "").stages[0].touchpoints[0].metrics[0].scale, Some((-1000, 0)));
}

#[test]
fn tables_in_the_wrong_shape_are_read() {
    let map = check_after(
        "single brackets and braces",
        "[stage.touchpoint.pain]\ntext = \"p\"\nevidence = { kind = \"survey\" }\n",
        "
wrong-type 12:1 pain is a table, expected a list of tables
  write it with two brackets: [[stage.touchpoint.pain]]
wrong-type 14:12 evidence is a table, expected a list of tables
  put it in a list: evidence = [{ ... }]
",
    );
    let pain = &map.stages[0].touchpoints[0].pains[0];
    assert_eq!((pain.text.as_str(), pain.evidence.len()), ("p", 1));
    check_after(
        "no table at all",
        r#"research = [1, { method = "diary" }]
evidence = "survey"
[[persona]]
id = "p"
name = "P"
segment = "x"
"#,
        r#"
wrong-type 12:13 an entry of research is 1, expected a table
wrong-type 13:12 evidence is "survey", expected a list of tables
wrong-type 17:11 segment is "x", expected a table like { column = "value" }
"#,
    );
}

#[test]
fn what_is_missing() {
    check("nothing", "", "missing-key 1:1 a map without journey, expected a table\n  add [journey]");
    check(
        "a title and a stage",
        "[journey]\n",
        r#"
missing-key 1:1 the journey without title, expected text
  add title = "..."
no-stages 1:1 a journey without stages, expected at least one
  add [[stage]] and its [[stage.touchpoint]]
"#,
    );
    let map = check_after(
        "ids and names",
        r#"[[stage.touchpoint]]
name = "none"
[[stage.touchpoint]]
id = "y"
[[stage.touchpoint.pain]]
severity = 2
[[stage]]
"#,
        r#"
missing-key 12:1 a touchpoint without id, expected text
  add id = "..."
missing-key 14:1 a touchpoint without name, expected text
  add name = "..."
missing-key 16:1 a pain point without text, expected text
  add text = "..."
missing-key 18:1 a stage without id, expected text
  add id = "..."
missing-key 18:1 a stage without name, expected text
  add name = "..."
"#,
    );
    let touchpoints: Vec<_> = map.stages[0].touchpoints.iter().map(|it| (it.id.as_str(), it.name.as_str())).collect();
    assert_eq!(touchpoints, [("x", "X"), ("2", "none"), ("y", "y")]);
    assert_eq!(map.stages[0].touchpoints[2].pains[0].id, "1");
    assert_eq!((map.stages[1].id.as_str(), map.stages[1].name.as_str()), ("2", "2"));
    assert_eq!(parse("maps/bread.toml", "[journey]").0.title, "maps/bread.toml");
}

#[test]
fn ids_are_distinct() {
    let map = check_after(
        "twice, empty, odd, a number",
        r#"[[stage]]
id = "b"
name = "B"
[[stage.touchpoint]]
id = "x"
name = "again"
[[stage.touchpoint]]
id = ""
name = "N"
[[stage.touchpoint]]
id = "né x"
name = "N"
[[stage.touchpoint]]
id = 7
name = "N"
"#,
        r#"
duplicate-id 16:6 the id "x" is taken on line 10, expected another one
  rename one of the two
empty-value 19:6 id is empty, expected a short name
  give it a name
odd-id 22:6 the id "né x" is hard to type, expected letters, digits, - _ and .
  rename it, and keep the long form in `name`
wrong-type 25:6 id is 7, expected text
  put it in quotes: "7"
"#,
    );
    let ids: Vec<_> = map.stages[1].touchpoints.iter().map(|touchpoint| touchpoint.id.as_str()).collect();
    assert_eq!(ids, ["x-2", "2", "né x", "4"]);
    check_after(
        "of other kinds",
        r#"[[stage.touchpoint.note]]
id = "n"
text = "1"
[[stage.touchpoint.note]]
id = "n"
text = "2"
[[source]]
id = "s"
file = "t.csv"
[[metric]]
id = "m"
kind = "rate"
[[metric]]
id = "m"
kind = "rate"
[[stage]]
id = "שלב"
name = "S"
"#,
        r#"
duplicate-id 16:6 the id "n" is taken on line 13, expected another one
  rename one of the two
duplicate-id 19:6 the id "s" is taken on line 4, expected another one
  rename one of the two
duplicate-id 25:6 the id "m" is taken on line 22, expected another one
  rename one of the two
"#,
    );
}

#[test]
fn references_to_nothing() {
    let map = check_after(
        "everywhere",
        r#"metrics = [{ metric = "csta", source = "t", column = "c" }]
channel = "wbe"
[[stage.touchpoint.pain]]
id = "cold"
text = "p"
[[stage.touchpoint.action]]
text = "a"
mends = ["colt", "y/cold", "x/cold", "cold"]
promise = { metric = "conversoin" }
[[channel]]
id = "web"
name = "Web"
[[scenario]]
id = "q"
name = "q"
persona = "who"
path = ["xx", "x", 3]
"#,
        r#"
unknown-metric 12:23 no metric "csta" in the map, expected the id of one
  did you mean "csat"?
unknown-source 12:40 no source "t" in the map, expected the id of one
  use one of s
unknown-channel 13:11 no channel "wbe" in the map, expected the id of one
  did you mean "web"?
unknown-pain 19:10 no pain point "colt" in the map, expected the id of one
  did you mean "cold"?
unknown-pain 19:18 no pain point "y/cold" in the map, expected the id of one
  did you mean "cold"?
unknown-metric 20:22 no metric "conversoin" in the map, expected the id of one
  did you mean "conversion"?
unknown-persona 27:11 no persona "who" in the map, expected the id of one
  add a persona of that id
unknown-touchpoint 28:9 no touchpoint "xx" in the map, expected the id of one
  use one of x
wrong-type 28:20 an entry of path is 3, expected text
"#,
    );
    assert_eq!(map.scenarios[0].path, ["x"]);
    assert!(map.stages[0].touchpoints[0].metrics.is_empty());
    assert_eq!(map.stages[0].touchpoints[0].actions[0].promise, None);
}

#[test]
fn bindings_must_fit_a_file_of_answers() {
    let map = check_after(
        "wide",
        r#"metrics = [
    { metric = "csat", source = "s" },
    { metric = "csat", source = "s", column = "c", scale = [5, 1] },
    { metric = "csat", source = "s", column = "c", top = 5 },
    { metric = "nps", source = "s", column = "c", scale = [1, 10], yes = ["a"] },
    { metric = "comments", source = "s" },
]
"#,
        r#"
binding-shape 13:5 no column for csat in "s", expected the one with the answers
  add column = "..."
off-scale 14:60 scale is [5, 1], expected the second number above the first
off-scale 15:58 top is 5, expected fewer than the 5 answers there are
off-scale 16:59 scale is [1, 10], expected [0, 10] for nps
  define a [[metric]] of another kind for these answers
unused-key 16:74 yes does nothing here, expected it for a rate of single answers
  remove it
"#,
    );
    let columns: Vec<_> = map.stages[0].touchpoints[0].metrics.iter().map(|binding| &binding.column).collect();
    let own = Column::Own("c".to_owned());
    assert_eq!(columns, [&own, &own, &own, &Column::Rows]);
}

#[test]
fn bindings_must_fit_a_series_or_a_funnel() {
    check_after(
        "series and funnel",
        r#"metrics = [
    { metric = "csat", source = "v", column = "c" },
    { metric = "csat", source = "f" },
]
[[source]]
id = "v"
file = "v.csv"
metric = "m"
value = "v"
[[source]]
id = "f"
file = "f.csv"
entered = "e"
completed = "c"
"#,
        r#"
unused-key 13:47 column does nothing here, "v" is a series
  remove it
binding-shape 14:16 "f" is a funnel, expected a metric of the kind rate
  use conversion, or a [[metric]] with kind = "rate"
funnel-unit 21:1 a funnel without unit, expected what is counted
  add unit = "sessions", "people" or "orders"
"#,
    );
}

#[test]
fn sources_have_one_shape() {
    let map = check_after(
        "half shapes",
        r#"[[source]]
id = "v"
file = "/etc/passwd"
value = "v"
entered = "e"
csat = "c"
delimiter = "ab"
[[source]]
id = "w"
sd = "x"
[[source]]
id = "z"
file = 'C:\z.csv'
sd = "x"
"#,
        r#"
absolute-path 14:8 file is "/etc/passwd", an absolute path, expected one relative to the map
  put the file beside the map and write its name
source-shape 15:9 value without metric, a series needs both
  add metric = "..."
source-shape 16:11 entered without completed, a funnel needs both
  add completed = "..."
source-shape 16:11 a series and a funnel at once, expected one shape
  write two sources for the one file
source-shape 17:8 csat without touchpoint, expected the column that names the touchpoint
  add touchpoint = "...", or bind the column where it is measured
off-scale 18:13 delimiter is "ab", expected text of one character
  use one like ",", ";", "\t" or "|"
missing-key 19:1 a source without file, expected text
  add file = "..."
absolute-path 24:8 file is "C:\z.csv", an absolute path, expected one relative to the map
  put the file beside the map and write its name
unused-key 25:6 sd does nothing here, expected it in a series
  remove it, or add value = "..."
"#,
    );
    let ids: Vec<_> = map.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["s", "v", "z"]);
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
