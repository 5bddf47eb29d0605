//! What is said of numbers over time: on the screen, and by `cjm metrics` the same.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::stdout as cjm;

const HEAD: &str = "[journey]\ntitle = \"T\"\nas_of = 2030-01-01\n";
const SOURCE: &str = "[[source]]\nid = \"s\"\nfile = \"d.csv\"\ntime = \"day\"\n[[stage]]\nid = \"a\"\nname = \"A\"\n";

fn touchpoint(id: &str, metric: &str) -> String {
    format!(
        "[[stage.touchpoint]]\nid = \"{id}\"\nname = \"Place {id}\"\n\
        metrics = [{{ metric = \"{metric}\", source = \"s\", column = \"{id}\" }}]\n"
    )
}

fn folder(map: &str, data: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("m.toml"), map).unwrap();
    fs::write(folder.path().join("d.csv"), data).unwrap();
    folder
}

fn told(folder: &TempDir) -> Value {
    serde_json::from_str(&cjm(folder, &["metrics", "m.toml", "--format", "json"])).unwrap()
}

/// The row of a touchpoint (or of a stage, where it is blank) by a metric.
#[track_caller]
fn row<'v>(told: &'v Value, rows: &str, touchpoint: &str, metric: &str) -> &'v Value {
    let all = told[rows].as_array().unwrap();
    let is = |row: &&Value| row["touchpoint"].as_str().unwrap_or_default() == touchpoint && row["metric"] == metric;
    all.iter().find(is).unwrap_or_else(|| panic!("{told:#}"))
}

/// A hundred and twenty days of ten answers at each place, of which so many are satisfied before and after the 60th.
fn days(places: &[(&str, u32, u32)]) -> String {
    let mut text = format!("day,{}\n", places.iter().map(|(id, ..)| *id).collect::<Vec<_>>().join(","));
    for nth in 0..120_u32 {
        let day = jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(i64::from(nth))).unwrap();
        for answer in 0..10 {
            let of = |(_, before, after): &(&str, u32, u32)| {
                let hits = if nth < 60 { *before } else { *after };
                if answer < hits { "5" } else { "2" }
            };
            writeln!(text, "{day},{}", places.iter().map(of).collect::<Vec<_>>().join(",")).unwrap();
        }
    }
    text
}

#[test]
fn a_break_is_told_by_its_days_whatever_the_period() {
    let map = format!("{HEAD}{SOURCE}{}{}", touchpoint("x", "csat"), touchpoint("y", "csat"));
    let folder = folder(&map, &days(&[("x", 8, 3), ("y", 7, 7)]));
    let told = told(&folder);
    let own = row(&told, "since", "x", "csat");
    assert_eq!((&own["day"], &own["verdict"], &own["family"]), (&"2026-03-02".into(), &"fell".into(), &2.into()));
    assert_eq!((&own["from"]["value"], &own["to"]["value"]), (&80.0.into(), &30.0.into()));
    assert_eq!(told["since"].as_array().unwrap().len(), 1, "nothing happened elsewhere");
    for keys in ["t", "t t", "t t t", "t t t t", "t t t t t", "t t t t t t", "t t t t t t t"] {
        let screen = cjm(&folder, &["show", "m.toml", "--size", "120x40", "--color", "never", "--keys", keys]);
        assert!(screen.contains("▼ broke on 2 Mar 2026: 80 → 30"), "{keys}: {screen}");
    }
}

#[test]
fn cases_that_are_open_are_not_compared() {
    let mut text = "opened,closed,status,topic\n".to_owned();
    for nth in 0..90_i64 {
        let opened = jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().days(nth)).unwrap();
        for taken in [1, 2, 5, 10, 20, 30] {
            let closed = opened.checked_add(jiff::Span::new().days(taken)).unwrap();
            let is_closed = closed < jiff::civil::date(2026, 4, 1);
            let (closed, status) = if is_closed { (closed.to_string(), "closed") } else { (String::new(), "open") };
            writeln!(text, "{opened},{closed},{status},pay").unwrap();
        }
    }
    let map = format!(
        "{HEAD}[[metric]]\nid = \"closed\"\nkind = \"rate\"\n[[metric]]\nid = \"took\"\nkind = \"duration\"\nunit = \"d\"\n\
        [[source]]\nid = \"s\"\nfile = \"d.csv\"\nopened = \"opened\"\nclosed = \"closed\"\nstatus = \"status\"\n\
        touchpoint = \"topic\"\n[[stage]]\nid = \"a\"\nname = \"A\"\n[[stage.touchpoint]]\nid = \"pay\"\nname = \"Pay\"\n\
        metrics = [{{ metric = \"closed\", source = \"s\" }}, {{ metric = \"took\", source = \"s\" }}]\n"
    );
    let folder = folder(&map, &text);
    let told = told(&folder);
    for metric in ["closed", "took"] {
        let own = row(&told, "changes", "pay", metric);
        assert_eq!((&own["verdict"], &own["change"]), (&"cannot tell".into(), &Value::Null), "{metric}: {own}");
        assert!(own["note"].as_str().unwrap().ends_with(" are still open"), "{own}");
    }
    assert_eq!(told["since"], Value::Array(Vec::new()));
    for (keys, n_told) in [("esc", 1), ("enter z", 2)] {
        let screen = cjm(&folder, &["show", "m.toml", "--size", "120x40", "--color", "never", "--keys", keys]);
        let n = screen.matches("cannot tell: 68 still open").count();
        assert!(n >= n_told && !screen.contains('▼'), "{keys}: {screen}");
    }
}

#[test]
fn a_touchpoint_that_joins_moves_no_stage() {
    let mut text = "day,x,y\n".to_owned();
    (0..200).for_each(|nth| writeln!(text, "2023,{},", if nth < 180 { 5 } else { 2 }).unwrap());
    (0..200).for_each(|nth| {
        writeln!(text, "2024,{},{}", if nth < 180 { 5 } else { 2 }, if nth < 60 { 5 } else { 2 }).unwrap();
    });
    let folder = folder(&format!("{HEAD}{SOURCE}{}{}", touchpoint("x", "csat"), touchpoint("y", "csat")), &text);
    let screen = cjm(&folder, &["show", "m.toml", "--size", "120x40", "--color", "never", "--keys", "esc"]);
    assert!(screen.contains("joined") && screen.contains("Place y"), "{screen}");
    assert!(!screen.contains('▼') && screen.contains(" 90 "), "{screen}");
}

#[test]
fn the_change_is_that_of_what_is_shown() {
    let mut text = "day,x\n".to_owned();
    (0..30).for_each(|nth| writeln!(text, "2023,{}", if nth % 2 == 0 { 10 } else { 0 }).unwrap());
    (0..30).for_each(|nth| writeln!(text, "2024,{}", if nth < 29 { 10 } else { 8 }).unwrap());
    let told = told(&folder(&format!("{HEAD}{SOURCE}{}", touchpoint("x", "nps")), &text));
    let own = row(&told, "changes", "x", "nps");
    let number = |key: &str| own[key].as_f64().unwrap();
    assert!((number("change") - 2900.0 / 30.0).abs() < 1e-9, "{own}");
    assert!(number("adjusted_change") < 90.0 && number("high") >= number("change"), "{own}");
    assert_eq!((&own["verdict"], &own["unit"], &own["family"]), (&"rose".into(), &"points".into(), &1.into()));
}

#[test]
fn a_period_that_is_not_over_is_not_compared() {
    let data = days(&[("x", 8, 8)]) + &"2026-05-01,2\n".repeat(40);
    let of = |as_of: &str| {
        let map = format!("{}{SOURCE}{}", HEAD.replace("2030-01-01", as_of), touchpoint("x", "csat"));
        let folder = folder(&map, &data);
        let own = row(&told(&folder), "changes", "x", "csat").clone();
        let screen = cjm(&folder, &["show", "m.toml", "--size", "120x50", "--color", "never"]);
        (own["to"]["period"].clone(), own["verdict"].clone(), screen)
    };
    let (period, verdict, screen) = of("2026-05-01");
    assert_eq!((period, verdict), ("2026-04".into(), "cannot tell".into()));
    // Its cell in the strip is no value, and neither is its bar's name that of a whole month.
    for told in ["▄▄▄▄… ", "May…", "May 2026 is not complete"] {
        assert!(screen.contains(told), "{told}: {screen}");
    }
    // In every month before answers came to the end.
    assert_eq!(of("2026-09-01").0, "2026-04");
}

#[test]
fn what_is_steady_is_for_the_map_to_say() {
    let data = days(&[("x", 8, 8)]);
    let of = |steady: &str| {
        let metric = format!("[[metric]]\nid = \"csat\"\nkind = \"csat\"\n{steady}");
        let own = told(&folder(&format!("{HEAD}{metric}{SOURCE}{}", touchpoint("x", "csat")), &data));
        row(&own, "changes", "x", "csat").clone()
    };
    assert_eq!((&of("")["verdict"], &of("steady = 9\n")["verdict"]), (&"cannot tell".into(), &"steady".into()));
    assert_eq!(of("steady = 9\n")["steady_within"], 9.0);
    assert!(of("")["would_show"].as_f64().unwrap() > 5.0);
}
