//! What a person reads of a number: its digits, its interval, and whether it is a mean or a median.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::stdout as cjm;

/// A folder with a map of one touchpoint and its data.
fn folder(metrics: &str, source: &str, bindings: &str, data: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let map = format!(
        "[journey]\ntitle = \"T\"\n{metrics}\n[[source]]\nid = \"s\"\nfile = \"d.csv\"\n{source}\n\
         [[stage]]\nid = \"a\"\nname = \"A\"\n[[stage.touchpoint]]\nid = \"t\"\nname = \"T\"\nmetrics = [{bindings}]\n"
    );
    fs::write(folder.path().join("journey.toml"), map).unwrap();
    fs::write(folder.path().join("d.csv"), data).unwrap();
    folder
}

/// The table of readings, without its titles and with single blanks.
#[track_caller]
fn check(name: &str, folder: &TempDir, arguments: &[&str], expected: &[&str]) {
    let table = cjm(folder, &[&["metrics", "."], arguments].concat());
    let rows: Vec<String> =
        table.lines().skip(1).map(|row| row.split_whitespace().skip(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(rows, expected, "{name}\n{table}");
}

fn first_reading(folder: &TempDir) -> Value {
    let json: Value = serde_json::from_str(&cjm(folder, &["metrics", ".", "--format", "json"])).unwrap();
    json["readings"][0].clone()
}

const SURVEY: &str =
    "{ metric = \"csat\", source = \"s\", column = \"csat\" }, { metric = \"nps\", source = \"s\", column = \"nps\" }";

#[test]
fn intervals_end_where_the_scale_does_and_hold_their_value() {
    let of = |data: &str| folder("", "", SURVEY, &format!("csat,nps\n{data}"));
    check(
        "the best of two",
        &of("4,9\n5,10\n"),
        &[],
        &["csat all 100 · 34 100 2 4.50 %", "nps all 100 · -24 100 2 9.50 points"],
    );
    check(
        "the worst of one",
        &of("2,3\n"),
        &[],
        &["csat all 0 · 0 79 1 2.00 %", "nps all -100 · -100 48 1 3.00 points"],
    );
    let all_but_one = of(&("5,10\n".repeat(39) + "1,0\n"));
    check(
        "all but one of 40",
        &all_but_one,
        &[],
        &["csat all 97.5 · 87.1 99.6 40 4.90 %", "nps all 95 · 76 100 40 9.75 points"],
    );
    let shown = cjm(&all_but_one, &["show", ".", "--size", "120x40", "--glyphs", "ascii"]);
    assert!(shown.contains("97.5 87.1 to 99.6"), "{shown}");
    assert!(shown.lines().all(str::is_ascii), "{shown}");
}

#[test]
fn a_time_is_told_by_its_median_in_every_output() {
    let metrics = "[[metric]]\nid = \"wait\"\nkind = \"duration\"\nunit = \"min\"";
    let mut data = String::from("wait\n");
    for minutes in 1..=100 {
        writeln!(data, "{minutes}").unwrap();
    }
    let times = folder(metrics, "", "{ metric = \"wait\", source = \"s\", column = \"wait\" }", &data);
    check("text", &times, &[], &["wait all 50 10 40 61 median 100 50 90 min"]);
    let markdown = cjm(&times, &["metrics", ".", "--format", "markdown"]);
    assert!(markdown.contains("| shown |") && markdown.contains("| median |"), "{markdown}");
    let csv = cjm(&times, &["metrics", ".", "--format", "csv"]);
    assert!(
        csv.starts_with(
            "stage,touchpoint,metric,period,n,value,low,high,mean,median,median_low,median_high,p90,shown,"
        ),
        "{csv}"
    );
    let reading = first_reading(&times);
    for (key, expected) in
        [("value", 50.5), ("median", 50.5), ("median_low", 40.0), ("median_high", 61.0), ("p90", 90.1)]
    {
        assert!((reading[key].as_f64().unwrap() - expected).abs() < 1e-9, "{key}: {reading}");
    }
    assert_eq!((reading["shown"].as_str(), reading["low"].is_null()), (Some("median"), false));
    let shown = cjm(&times, &["show", ".", "--size", "120x40"]);
    assert!(shown.contains("median 40 to 61 · mean 50 ±5.8 · p90 90"), "{shown}");
}

#[test]
fn the_mean_of_a_few_times_has_no_margin() {
    let metrics = "[[metric]]\nid = \"wait\"\nkind = \"duration\"\nunit = \"min\"";
    let binding = "{ metric = \"wait\", source = \"s\", column = \"wait\" }";
    let few = folder(metrics, "", binding, &format!("wait\n{}", "3\n4\n9.5\n12\n".repeat(10)));
    let reading = first_reading(&few);
    assert_eq!((reading["low"].is_null(), reading["median_low"].as_f64()), (true, Some(4.0)), "{reading}");
}

/// By numpy and scipy: 16001.79, 15324.96 to 16725.75, 16039.975, 28865.35.
#[test]
fn a_large_time_has_no_decimal_that_nobody_asked_for() {
    let metrics = "[[metric]]\nid = \"w\"\nkind = \"duration\"\nunit = \"s\"";
    let mut data = String::from("v\n");
    for idx in 0..2001 {
        writeln!(data, "{}.{:02}", (idx * 7919) % 32_000, idx % 100).unwrap();
    }
    let times = folder(metrics, "", "{ metric = \"w\", source = \"s\", column = \"v\" }", &data);
    check("seconds", &times, &[], &["w all 16002 700 15325 16726 median 2001 16040 28865 s"]);
}

#[test]
fn a_few_of_a_million_are_not_none_and_the_others_are_not_all() {
    let metrics = "[[metric]]\nid = \"x\"\nkind = \"rate\"\nbetter = \"lower\"";
    let source = "time = \"date\"\ntouchpoint = \"tp\"\nentered = \"e\"\ncompleted = \"k\"\nunit = \"calls\"";
    let data = "date,tp,e,k\n2023,t,1000000,999650\n2024,t,1000000,999700\n";
    let calls = folder(metrics, source, "{ metric = \"x\", source = \"s\" }", data);
    let expected = [
        "x 2023 0.035 0.004 0.032 0.039 1000000 · %",
        "x 2024 0.030 · 0.027 0.034 1000000 · %",
        "conversion 2023 99.965 0.004 99.961 99.968 1000000 · %",
        "conversion 2024 99.970 · 99.966 99.973 1000000 · %",
    ];
    check("calls", &calls, &["--by", "year"], &expected);
}

#[test]
fn a_figure_of_a_series_is_the_figure_as_given() {
    let source = "time = \"date\"\ntouchpoint = \"tp\"\nmetric = \"m\"\nvalue = \"v\"\nn = \"n\"";
    let metrics = "[[metric]]\nid = \"churn\"\nkind = \"rate\"\nbetter = \"lower\"";
    let bindings = "{ metric = \"nps\", source = \"s\" }, { metric = \"csat\", source = \"s\" }, { metric = \"churn\", source = \"s\" }";
    let data = "date,tp,m,v,n\n2024-01-01,t,nps,42.0,15\n2024-02-01,t,nps,33.0,40\n2024-01-01,t,csat,31.5,8\n\
                2024-02-01,t,csat,61.3,35\n2024-01-01,t,churn,0.4,100\n2024-02-01,t,churn,1.4,40\n";
    let figures = folder(metrics, source, bindings, data);
    let expected = [
        "nps 2024-01 42 · -6 76 15 · points",
        "nps 2024-02 33 · 3 59 40 · points",
        "csat 2024-01 32 · 10 65 8 · %",
        "csat 2024-02 61 · 45 76 35 · %",
        "churn 2024-01 0.4 · 0.0 4.4 100 · %",
        "churn 2024-02 1.4 · 0.2 11.2 40 · %",
    ];
    check("figures", &figures, &["--by", "month"], &expected);
    let mut months = String::from("date,tp,m,v,n\n");
    (1..=12).for_each(|month| writeln!(months, "2018-{month:02}-01,t,csat,49,3").unwrap());
    let year = folder("", source, "{ metric = \"csat\", source = \"s\" }", &months);
    check("a year of 49", &year, &["--by", "year"], &["csat 2018 49 16 34 65 36 · %"]);
}
