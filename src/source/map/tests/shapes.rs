//! Event logs and files of cases: what makes them whole, and what can be bound to them.

use std::collections::BTreeSet;

use super::check_after;
use crate::journey::Column;
use crate::source::parse;
use crate::source::shapes::{self, SHAPES};

#[test]
fn logs_and_cases_are_whole() {
    check_after(
        "half logs and cases",
        r#"[[source]]
id = "a"
file = "a.csv"
case = "order"
touchpoint = "t"
[[source]]
id = "b"
file = "b.csv"
case = "order"
activity = "event"
touchpoint = "t"
csat = "c"
[[source]]
id = "c"
file = "c.csv"
closed = "closed"
[[source]]
id = "d"
file = "d.csv"
opened = "opened"
due = "due"
done = ["x"]
[[source]]
id = "e"
file = "e.csv"
time = "t"
value = "v"
metric = "m"
case = "order"
activity = "event"
[[source]]
id = "f"
file = "f.csv"
entered = "in"
completed = "out"
unit = "people"
weight = "w"
[[source]]
id = "g"
file = "g.csv"
metric = "m"
value = "v"
weight = "w"
"#,
        r#"
source-shape 15:8 case without activity, an event log needs both
  add activity = "..."
source-shape 20:8 an event log without time, expected the column that says when it happened
  add time = "..."
unused-key 22:14 touchpoint does nothing here, the activity of an event log names the touchpoint
  remove it
source-shape 27:10 closed without opened, a case is opened before it is closed
  add opened = "..."
source-shape 32:7 due without closed, expected the column that says when a case was closed
  add closed = "...", or remove due
unused-key 33:8 done does nothing here, expected it beside the state of cases
  remove it, or add status = "..."
source-shape 40:8 a series and an event log at once, expected one shape
  write two sources for the one file
unused-key 48:10 weight does nothing here, a row of a funnel says how many it stands for
  remove it
unused-key 54:10 weight does nothing here, a row of a series says how many it stands for
  remove it
"#,
    );
}

#[test]
fn bindings_must_fit_an_event_log_or_cases() {
    let map = check_after(
        "event log and cases",
        r#"metrics = [
    { metric = "csat", source = "log" },
    { metric = "conversion", source = "log", to = "pya" },
    { metric = "conversion", source = "log", to = "pay", yes = ["a"] },
    { metric = "seen", source = "log", column = "order" },
    { metric = "seen", source = "log", to = "pay" },
    { metric = "wait", source = "log" },
    { metric = "hours", source = "log", to = "pay" },
    { metric = "stars", source = "log", to = "pay" },
    { metric = "csat", source = "log", column = "stars" },
    { metric = "hours", source = "opened" },
    { metric = "conversion", source = "opened" },
    { metric = "conversion", source = "states" },
    { metric = "seen", source = "opened" },
    { metric = "hours", source = "cases" },
]
[[stage.touchpoint]]
id = "pay"
name = "Pay"
[[stage]]
id = "b"
name = "B"
metrics = [{ metric = "conversion", source = "log" }]
[[source]]
id = "log"
file = "l.csv"
time = "t"
case = "order"
activity = "event"
[[source]]
id = "opened"
file = "o.csv"
opened = "o"
[[source]]
id = "states"
file = "s.csv"
opened = "o"
status = "s"
[[source]]
id = "cases"
file = "c.csv"
opened = "o"
closed = "c"
[[metric]]
id = "seen"
kind = "count"
[[metric]]
id = "wait"
kind = "duration"
[[metric]]
id = "hours"
kind = "duration"
unit = "Hours"
[[metric]]
id = "stars"
kind = "duration"
unit = "stars"
"#,
        r#"
binding-shape 13:5 no column for csat in "log", expected the one with the answers
  add column = "..."
unknown-touchpoint 14:51 no touchpoint "pya" in the map, expected the id of one
  did you mean "pay"?
unused-key 15:64 yes does nothing here, expected it for a rate of single answers
  remove it
unused-key 17:45 to does nothing here, expected it for a rate or a duration of an event log
  remove it
binding-shape 18:16 wait has no unit, expected s, min, h, days or weeks
  write unit = "h" in its [[metric]]
binding-shape 20:16 the unit of stars is "stars", expected s, min, h, days or weeks
  write unit = "h" in its [[metric]]
binding-shape 22:34 "opened" does not say when a case was closed, expected its column
  add closed = "..." to the [[source]]
binding-shape 23:39 "opened" does not say when a case was closed, expected its column
  add closed = "..." to the [[source]]
binding-shape 34:12 a place without match has every event, expected the touchpoint that cases get to
  add to = "...", the id of a touchpoint
"#,
    );
    let columns: Vec<_> = map.stages[0].touchpoints[0].metrics.iter().map(|binding| &binding.column).collect();
    let stars = Column::Matched("stars".to_owned());
    let (log, rows, cases) = (&Column::Shape("log"), &Column::Rows, &Column::Shape("cases"));
    assert_eq!(columns, [log, log, log, rows, log, &stars, cases, rows, cases]);
    assert_eq!(map.sources.last().and_then(|source| source.time.as_deref()), Some("o"));
}

#[test]
fn a_shape_is_told_by_its_keys() {
    for shape in SHAPES {
        let text = format!("[journey]\ntitle = \"x\"\n{}", shape.page.toml);
        let (map, _) = parse("journey.toml", &text);
        let told = map.sources.first().map(|source| shapes::of(source).page.title);
        assert_eq!(told, Some(shape.page.title), "its page is of another");
    }
    let keys: Vec<&str> = shapes::keys().map(|key| key.field.key).collect();
    assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "a key is of one shape: {keys:?}");
    let ids: BTreeSet<&str> = SHAPES.iter().filter(|shape| shape.told.is_some()).map(|shape| shape.id).collect();
    assert_eq!(ids.len(), SHAPES.iter().filter(|shape| shape.told.is_some()).count(), "two have one name: {ids:?}");
}
