//! Sources of one shape, and the bindings that fit it.

use super::check_after;
use crate::journey::Column;

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
