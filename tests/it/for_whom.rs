//! `cjm changes` for whom: figures of the example maps against pandas, and that small groups stay hidden.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{cjm, example};
use super::reference::section;

const VECTORS: &str = include_str!("../vectors/people.json");

/// What `cjm changes` finds.
fn found(folder: &TempDir, arguments: &[&str]) -> Value {
    let (out, err, code) = cjm(folder, &[&["changes", ".", "--format", "json"], arguments].concat());
    assert_eq!(code, Some(0), "{arguments:?} {err}");
    serde_json::from_str(&out).unwrap()
}

#[track_caller]
fn near(is: &Value, expected: &Value) {
    let (is, expected) = (is.as_f64().unwrap(), expected.as_f64().unwrap());
    assert!((is - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{is} is not {expected}");
}

#[track_caller]
fn is_reading(is: &Value, expected: &Value) {
    assert_eq!(is["n"], expected["n"]);
    near(&is["value"], &expected["value"]);
    near(&is["n_eff"], &expected["n_eff"]);
}

#[track_caller]
fn is_change(is: &Value, expected: &Value) {
    for key in ["change", "z", "p", "p_adjusted"] {
        near(&is[key], &expected[key]);
    }
    // An interval of adjusted scores holds the change that is shown.
    let change = expected["change"].as_f64().unwrap();
    near(&is["low"], &expected["low"].as_f64().unwrap().min(change).into());
    near(&is["high"], &expected["high"].as_f64().unwrap().max(change).into());
}

#[test]
fn the_values_of_a_column_equal_pandas() {
    let folder = example("airport");
    for row in section(VECTORS, "maps").iter().filter(|row| row["map"] == "airport") {
        let mut arguments = vec!["--segment", "boarding_area", "--from", "2017", "--to", "2018"];
        if row["weighted"] == false {
            arguments.push("--unweighted");
        }
        if row["metric"] == "security" {
            arguments.extend(["--touchpoint", "ease_security"]);
        }
        let found = found(&folder, &arguments);
        let segments = found["segments"].as_array().unwrap();
        assert_eq!(segments.len(), 7);
        for expected in row["rows"].as_array().unwrap() {
            let own = segments.iter().find(|own| own["value"] == expected["value"]).unwrap();
            is_reading(&own["from"], &expected["from"]);
            is_reading(&own["to"], &expected["to"]);
            is_change(own, &expected["own"]);
            is_reading(&own["rest"]["reading"], &expected["rest_to"]);
            is_change(&own["rest"], &expected["rest"]);
            is_change(&own["more_than_rest"], &expected["beyond"]);
            assert_eq!(own["family"], 7);
        }
        for key in ["within", "mix", "total"] {
            near(&found["mix"][key], &row["mix"][key]);
        }
        for key in ["low", "high", "p"] {
            near(&found["mix"]["of_within"][key], &row["mix"][format!("within_{key}")]);
            near(&found["mix"]["of_mix"][key], &row["mix"][format!("mix_{key}")]);
        }
        for (key, expected) in [("moved_alike", &row["alike"]), ("same_now", &row["differ"])] {
            near(&found["omnibus"][key]["statistic"], &expected["statistic"]);
            near(&found["omnibus"][key]["p"], &expected["p"]);
        }
    }
}

#[test]
fn turning_from_and_to_flips_every_sign() {
    let folder = example("airport");
    let of = |from: &str, to: &str| found(&folder, &["--segment", "boarding_area", "--from", from, "--to", to]);
    let (forth, back) = (of("2016", "2018"), of("2018", "2016"));
    let flipped = |own: &Value| Value::from(-own.as_f64().unwrap());
    let ease =
        |own: &Value| own["where"].as_array().unwrap().iter().find(|at| at["touchpoint"] == "wifi").unwrap().clone();
    let (forth, back) = (ease(&forth), ease(&back));
    for own in forth["segments"].as_array().unwrap() {
        let other = back["segments"].as_array().unwrap().iter().find(|other| other["value"] == own["value"]).unwrap();
        near(&own["change"], &flipped(&other["change"]));
        near(&own["low"], &flipped(&other["high"]));
        near(&own["p_adjusted"], &other["p_adjusted"]);
    }
}

#[test]
fn shuffling_rows_and_merging_periods_change_nothing() {
    let folder = teams(&[("A", 80, 70), ("B", 40, 90), ("C", 60, 60)], "B");
    let by_year = found(&folder, &["--segment", "team"]);
    let rows = fs::read_to_string(folder.path().join("s.csv")).unwrap();
    let (head, rows) = rows.split_once('\n').unwrap();
    let turned: Vec<&str> = rows.lines().rev().collect();
    fs::write(folder.path().join("s.csv"), format!("{head}\n{}\n", turned.join("\n"))).unwrap();
    assert_eq!(found(&folder, &["--segment", "team"]), by_year);
    // The same answers, dated by the day all over their year.
    let dated = turned.iter().enumerate().map(|(nth, row)| {
        let (year, rest) = row.split_once(',').unwrap();
        format!("{year}-{:02}-{:02},{rest}\n", 1 + nth % 12, 1 + nth % 28)
    });
    fs::write(folder.path().join("s.csv"), format!("{head}\n{}", dated.collect::<String>())).unwrap();
    let by_day = found(&folder, &["--segment", "team", "--from", "2024", "--to", "2025"]);
    for key in ["segments", "mix", "omnibus", "whole", "hidden"] {
        assert_eq!(by_day[key], by_year[key], "{key}");
    }
}

#[test]
fn two_personas_equal_pandas() {
    let folder = example("airport");
    for row in section(VECTORS, "pairs") {
        let (persona, beside) = (row["persona"].as_str().unwrap(), row["beside"].as_str().unwrap());
        let mut arguments = vec!["--persona", persona, "--beside", beside];
        if row["weighted"] == false {
            arguments.push("--unweighted");
        }
        let found = found(&folder, &arguments);
        let people = found["people"].as_array().unwrap();
        assert_eq!(people.len(), 21);
        for expected in row["rows"].as_array().unwrap() {
            let own = if expected["touchpoint"].is_null() {
                &found["whole"]
            } else {
                people.iter().find(|own| own["touchpoint"] == expected["touchpoint"]).unwrap()
            };
            is_reading(&own["persona"], &expected["persona"]);
            is_reading(&own["beside"], &expected["beside"]);
            is_change(own, expected);
        }
    }
}

#[test]
fn who_has_it_worse_is_said_by_name() {
    let folder = example("airport");
    let (page, ..) =
        cjm(&folder, &["changes", ".", "--persona", "abroad", "--beside", "terminal-one", "--width", "120"]);
    let security = page.lines().find(|line| line.contains("Security  ")).unwrap();
    assert!(security.ends_with("15.9 worse for Wei (10.7 to 20.8)"), "{page}");
    assert!(page.contains("8 of 21 differ · Wei: worse at 1 · Ruth: worse at 7"), "{page}");
    assert!(page.contains("may be chance among 21"), "{page}");
    let (page, ..) = cjm(&folder, &["changes", ".", "--segment", "boarding_area", "--unweighted", "--width", "120"]);
    assert!(page.contains("the same people are less happy: −9.4 (−13.2 to −5.5)"), "{page}");
    assert!(page.contains("they did not all move alike"), "{page}");
}

/// A map whose answers each have a team, and the number of people of each in 2024 and 2025; those of `high` say 5, others
/// one of 1, 3 and 4 in turn.
fn teams(teams: &[(&str, usize, usize)], high: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let map = "[journey]\ntitle = \"Work\"\nlanguage = \"en\"\nas_of = 2026-02-01\nmetrics = [{ metric = \"csat\", source = \"s\", \
               column = \"answer\", scale = [1, 5] }]\n[[persona]]\nid = \"a\"\nname = \"Ada\"\nsegment = { team = \"A\" }\n\
               [[persona]]\nid = \"b\"\nname = \"Bo\"\nsegment = { site = \"1\" }\n[[source]]\nid = \"s\"\nfile = \"s.csv\"\ntime = \
               \"year\"\nsegments = [\"team\"]\n[[stage]]\nid = \"day\"\nname = \"Day\"\n[[stage.touchpoint]]\nid = \"desk\"\nname = \
               \"Desk\"\nmetrics = [{ metric = \"csat\", source = \"s\", column = \"answer\", scale = [1, 5] }]\n";
    let mut rows = "year,team,site,answer\n".to_owned();
    for (team, before, after) in teams {
        for (year, n) in [(2024, *before), (2025, *after)] {
            for nth in 0..n {
                let answer = if *team == high { 5 } else { [1, 3, 4].into_iter().cycle().nth(nth).unwrap() };
                writeln!(rows, "{year},{team},{},{answer}", nth % 2).unwrap();
            }
        }
    }
    fs::write(folder.path().join("m.toml"), map).unwrap();
    fs::write(folder.path().join("s.csv"), rows).unwrap();
    folder
}

#[test]
fn a_small_team_is_not_named_and_nothing_of_it_is_told() {
    let of = [("A", 60, 60), ("B", 60, 60), ("C", 20, 20), ("Canary", 3, 4)];
    let folder = teams(&of, "Canary");
    for format in ["text", "json", "csv", "markdown", "ansi", "svg"] {
        let (out, err, code) = cjm(&folder, &["changes", ".", "--segment", "team", "--format", format]);
        assert_eq!(code, Some(0), "{err}");
        assert!(!out.contains("Canary"), "{format} {out}");
    }
    let found = found(&folder, &["--segment", "team"]);
    let told = |value: &str| {
        let own = found["segments"].as_array().unwrap().iter().find(|own| own["value"] == value).unwrap();
        own["to"]["value"].clone()
    };
    assert!(told("A").is_number() && told("B").is_number());
    // With it the four would be what is left of the whole.
    assert!(told("C").is_null(), "{found}");
    assert_eq!((&found["hidden"]["values"], &found["hidden"]["to"]), (&Value::from(2), &Value::Null));
    assert_eq!(found["where"][0]["segments"].as_array().unwrap().len(), 3);
}

#[test]
fn answers_without_a_team_are_said_and_not_told_by_what_is_left() {
    let few = teams(&[("A", 60, 60), ("B", 60, 60), ("C", 60, 60), ("", 3, 3)], "");
    let found_few = found(&few, &["--segment", "team"]);
    assert_eq!(found_few["without_value"]["to"], 3);
    assert!(found_few["whole"].is_null() && found_few["mix"]["total"].is_null() && found_few["hidden"].is_null());
    let n_hidden = found_few["segments"].as_array().unwrap().iter().filter(|own| own["to"]["value"].is_null()).count();
    assert_eq!(n_hidden, 1);
    let many = teams(&[("A", 60, 60), ("B", 60, 60), ("", 30, 30)], "");
    let found_many = found(&many, &["--segment", "team"]);
    assert!(found_many["mix"]["total"].is_number(), "{found_many}");
    let (page, ..) = cjm(&many, &["changes", ".", "--segment", "team"]);
    assert!(page.contains("30 answers have no team"), "{page}");
}

#[test]
fn people_who_are_both_are_not_compared_with_themselves() {
    let folder = teams(&[("A", 80, 80), ("B", 80, 80)], "B");
    let found = found(&folder, &["--persona", "a", "--beside", "b"]);
    let desk = &found["people"][0];
    assert_eq!((&desk["both"], &desk["change"]), (&Value::from(40), &Value::Null));
    assert_eq!(desk["note"], "40 answers are of people who are both: not compared");
    // Nearly all of one being of the other would tell of the rest.
    let folder = teams(&[("A", 80, 80), ("B", 4, 4)], "B");
    let hidden = self::found(&folder, &["--persona", "a", "--beside", "b"]);
    assert!(hidden["people"][0]["beside"]["value"].is_null(), "{hidden}");
}

#[test]
fn where_nothing_can_be_told_it_says_what_would_make_it() {
    let folder = example("b2b");
    let told = found(&folder, &["--show", "segments", "--touchpoint", "signup"]);
    assert!(told["reason"].is_string() || told["segments"].is_array(), "{told}");
    let bare = teams(&[("A", 80, 80)], "");
    let map = fs::read_to_string(bare.path().join("m.toml")).unwrap();
    fs::write(bare.path().join("m.toml"), map.replace("segments = [\"team\"]\n", "")).unwrap();
    let told = found(&bare, &["--show", "segments"]);
    assert!(told["reason"].as_str().unwrap().contains("`segments`"), "{told}");
    let one = teams(&[("A", 80, 80)], "");
    let told = found(&one, &["--segment", "team"]);
    assert!(told["segments"][0]["rest"]["change"].is_null() && told["mix"]["total"].is_null(), "{told}");
    assert!(told["mix"]["reason"].as_str().is_some_and(|own| !own.is_empty()), "{told}");
}

#[test]
fn of_values_that_are_hidden_only_their_number_is_told() {
    // What Bo said is what those that are hidden come to, less what A said.
    let folder = teams(&[("A", 80, 80), ("B", 90, 90), ("Bo", 1, 1)], "");
    let asked = ["--show", "segments", "--segment", "team", "--touchpoint", "desk"];
    let told = found(&folder, &asked);
    assert_eq!(told["hidden"].to_string(), r#"{"values":2}"#, "{told}");
    let segments = told["segments"].as_array().unwrap();
    let [hidden, only] = ["A", "B"].map(|name| segments.iter().find(|own| own["value"] == name).unwrap());
    assert!(only["to"]["value"].is_number() && only["rest"]["reading"]["value"].is_null(), "{only}");
    assert!(hidden["to"]["n"].is_null() && !hidden.to_string().contains("80"), "{hidden}");
    for format in ["text", "csv", "markdown"] {
        let (page, err, _) = cjm(&folder, &[&["changes", ".", "--format", format][..], &asked].concat());
        assert!(!page.is_empty(), "{err}");
        let of_hidden = page.lines().find(|line| line.trim_start_matches(['|', ' ']).starts_with('A')).unwrap();
        let has = |text: &str, n: &str| text.split(|own: char| !own.is_ascii_digit() && own != '.').any(|own| own == n);
        assert!(!has(of_hidden, "80") && !has(&page, "81") && !page.contains("together"), "{format}: {page}");
    }
}
