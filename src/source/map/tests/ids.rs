//! Keys and ids that are missing or taken, and references that lead nowhere.

use super::{check, check_after};
use crate::source::map::parse;

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
    assert_eq!(map.scenarios[0].path, ["xx", "x"]);
    assert!(map.stages[0].touchpoints[0].metrics.is_empty());
    assert_eq!(map.stages[0].touchpoints[0].actions[0].promise, None);
}
