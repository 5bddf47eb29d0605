//! What to fix first, from the outside: reasons, what is missing, and a form that comes back as columns.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a map of two touchpoints, one more that nobody is asked about, and answers.
fn folder(rows: &str, source: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("answers.csv"), rows).unwrap();
    let map = format!(
        r#"
[journey]
title = "Buying"
metrics = [{{ metric = "nps", source = "answers", column = "nps" }}]
[[source]]
id = "answers"
file = "answers.csv"
{source}
[[stage]]
id = "buy"
name = "Buy"
[[stage.touchpoint]]
id = "search"
name = "Search"
metrics = [{{ metric = "csat", source = "answers", column = "search" }}]
pain = [{{ text = "finds nothing", severity = 5 }}]
[[stage.touchpoint]]
id = "pay"
name = "Pay"
metrics = [{{ metric = "csat", source = "answers", column = "pay" }}]
[[stage.touchpoint]]
id = "parcel"
name = "Parcel, opened"
moment_of_truth = true
pain = [{{ text = "broken", severity = 4 }}]
"#
    );
    fs::write(folder.path().join("journey.toml"), map).unwrap();
    folder
}

fn answers(n: usize, row: impl Fn(usize) -> [usize; 3]) -> String {
    let mut text = "nps,search,pay\n".to_owned();
    for idx in 0..n {
        let [nps, search, pay] = row(idx);
        let _ = writeln!(text, "{nps},{search},{pay}");
    }
    text
}

fn drivers(folder: &TempDir, arguments: &[&str]) -> Value {
    let (text, error, _) = crate::program::cjm(folder, &[&["drivers", ".", "--format", "json"], arguments].concat());
    serde_json::from_str(&text).unwrap_or_else(|_| unreachable!("{text}{error}"))
}

fn texts(own: &Value) -> Vec<&str> {
    own.as_array().unwrap().iter().filter_map(Value::as_str).collect()
}

#[test]
fn without_spread_pairs_or_answers_there_is_a_reason() {
    let reasons = |rows: &str| {
        let told = drivers(&folder(rows, ""), &[]);
        let own =
            told["drivers"].as_array().unwrap().iter().find(|own| own["touchpoint"] == "search").cloned().unwrap();
        assert_eq!((&own["importance"], &own["order"], &own["quadrant"]), (&Value::Null, &Value::Null, &Value::Null));
        (own["reason"].as_str().unwrap().to_owned(), told["reason"].is_string())
    };
    let told = |rows: &str| reasons(rows).0;
    assert_eq!(told(&answers(0, |_| [9, 4, 4])), "no answers");
    assert_eq!(told(&answers(1, |_| [9, 4, 4])), "n 1, fewer than 30");
    assert_eq!(told(&answers(2, |idx| [9, 4 + idx, 4])), "n 2, fewer than 30");
    let alike = answers(40, |idx| [idx % 11, 4, 1 + idx % 5]);
    assert_eq!(told(&alike), "everybody said 4");
    assert_eq!(reasons(&answers(40, |idx| [9, 1 + idx % 5, 4])), ("everybody gave 9 as outcome".to_owned(), true));
}

#[test]
fn what_nobody_asked_is_asked_for_with_its_column() {
    let folder = folder(&answers(60, |idx| [idx % 11, 1 + idx % 5, 1 + (idx / 3) % 5]), "");
    let told = drivers(&folder, &[]);
    let [open] = told["not_measured"].as_array().unwrap().as_slice() else { unreachable!("{told}") };
    assert_eq!((open["touchpoint"].as_str(), open["column"].as_str()), (Some("parcel"), Some("csat_parcel")));
    assert_eq!(texts(&open["why"]).len(), 3, "no number, said to decide, a pain that nobody has seen");
    assert_eq!(told["settled"]["settled"], 3);
    let critical = told["critical"].as_array().unwrap();
    let search = critical.iter().find(|own| own["touchpoint"] == "search").unwrap();
    assert!(texts(&search["why"]).contains(&"pain 5"), "{search}");
    assert_eq!(search["unattended"], "nobody has begun");
}

#[test]
fn a_form_comes_back_as_the_columns_that_it_names() {
    let folder = folder(&answers(60, |idx| [idx % 11, 1 + idx % 5, 1 + (idx / 3) % 5]), "");
    let (form, _, code) = crate::program::cjm(&folder, &["drivers", ".", "--ask"]);
    assert_eq!(code, Some(0), "{form}");
    assert!(form.contains("How easy was “Parcel, opened”? 1 (very hard) to 5 (very easy) `csat_parcel`"), "{form}");
    let header = form.lines().skip_while(|line| *line != "```csv").nth(1).unwrap();
    assert_eq!(header, "respondent,date,nps,csat_parcel,comment");
    fs::write(folder.path().join("asked.csv"), format!("{header}\n")).unwrap();
    let (bound, _, code) = crate::program::cjm(&folder, &["bind", "asked.csv"]);
    assert_eq!(code, Some(0), "{bound}");
    for expected in [
        "metric = \"nps\", source = \"asked\", column = \"nps\"",
        "metric = \"csat\", source = \"asked\", column = \"csat_parcel\", scale = [1, 5]",
        "comment = \"comment\"",
        "time = \"date\"",
    ] {
        assert!(bound.contains(expected), "{expected}\n{bound}");
    }
}

#[test]
fn long_answers_are_joined_by_who_gave_them_and_only_then() {
    let mut rows = "who,touchpoint,csat,nps\n".to_owned();
    for idx in 0..80 {
        let _ = writeln!(rows, "{idx},search,{},\n{idx},,,{}", 1 + idx % 5, 2 * (idx % 5) + usize::from(idx % 7 == 0));
    }
    let keys = "touchpoint = \"touchpoint\"\ncsat = \"csat\"\nnps = \"nps\"\n";
    let map = |more: &str| {
        let folder = folder(&rows, &format!("{keys}{more}"));
        let path = folder.path().join("journey.toml");
        let text = fs::read_to_string(&path).unwrap();
        let kept = text.lines().filter(|line| !line.starts_with("metrics = [{ metric = \"csat\""));
        let text = kept.collect::<Vec<_>>().join("\n").replace(", column = \"nps\"", "");
        fs::write(&path, text).unwrap();
        folder
    };
    let told = drivers(&map("respondent = \"who\""), &[]);
    let search = told["drivers"].as_array().unwrap().iter().find(|own| own["touchpoint"] == "search").unwrap();
    assert_eq!(search["n"], 80, "{told}");
    assert!(search["importance"].as_f64().unwrap() > 0.9, "{search}");
    assert!((search["reach"].as_f64().unwrap() - 1.0).abs() < 1e-9, "{search}");
    let told = drivers(&map(""), &[]);
    assert!(told["reason"].as_str().unwrap().contains("add respondent"), "{told}");
}

#[test]
fn a_few_people_and_some_rows_are_counted_apart() {
    let folder = tempfile::tempdir().unwrap();
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport");
    for file in ["journey.toml", "responses.csv"] {
        fs::copy(maps.join(file), folder.path().join(file)).unwrap();
    }
    let parking = |arguments: &[&str]| {
        let told = drivers(&folder, arguments);
        told["drivers"].as_array().unwrap().iter().find(|own| own["touchpoint"] == "park").cloned().unwrap()
    };
    // pandas: boarding areas A and G of 2018, scipy.stats.pearsonr.
    let near = |own: &Value| (own["importance"].as_f64().unwrap() - 0.436_921_170_418_382_8).abs() < 1e-9;
    let of_persona = parking(&["--persona", "abroad", "--unweighted"]);
    assert!(near(&of_persona) && of_persona["n"] == 446, "{of_persona}");
    let of_year = parking(&["--where", "year=2017", "--unweighted"]);
    assert_eq!(of_year["n"], 1236, "{of_year}");
    // Of so few nothing is told.
    let hidden = parking(&["--where", "response_id=2018-1"]);
    assert!(hidden["importance"].is_null() && hidden["reason"].is_string(), "{hidden}");
}

/// A frame of the airport.
fn frame(arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport");
    for file in ["journey.toml", "responses.csv"] {
        fs::copy(maps.join(file), folder.path().join(file)).unwrap();
    }
    let usual = ["show", ".", "--view", "drivers", "--color", "never"];
    crate::program::stdout(&folder, &[&usual, arguments].concat())
}

#[test]
fn the_first_places_are_told_at_one_glance_at_any_size() {
    for size in ["120x40", "80x24", "40x12"] {
        let shown = frame(&["--size", size]);
        let all = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(all.contains("Fix first: Restaurants, Shops."), "{shown}");
        assert!(all.contains("nobody has begun"), "{shown}");
        assert!(all.contains("57 (55 to 59)"), "a value has its interval\n{shown}");
        let width: usize = size.split('x').next().unwrap().parse().unwrap();
        assert!(shown.lines().all(|line| line.chars().count() <= width), "{shown}");
    }
    let ascii = frame(&["--size", "80x24", "--glyphs", "ascii"]);
    assert!(ascii.is_ascii(), "{ascii}");
}

#[test]
fn the_plot_has_a_hollow_dot_for_what_cannot_be_placed_and_a_name_that_covers_nothing() {
    let shown = frame(&["--show", "plot", "--size", "120x40"]);
    let plot: Vec<&str> = shown.lines().skip_while(|line| !line.contains("goes with recommending")).collect();
    let plot = plot.into_iter().take_while(|line| !line.contains("can be placed")).collect::<Vec<_>>().join("\n");
    let n = |sign: char| plot.chars().filter(|c| *c == sign).count();
    assert!((8..=9).contains(&(n('●') + n('◉'))), "nine are sure, of which two may share a cell\n{plot}");
    assert!((11..=12).contains(&n('○')), "{plot}");
    assert!(shown.contains("9 of 21 can be placed"), "{shown}");
    let low = frame(&["--show", "plot", "--size", "40x12"]);
    assert!(low.contains('●') && low.contains('○'), "{low}");
    let moved = frame(&["--show", "plot", "--size", "120x40", "--keys", "j j"]);
    assert_ne!(moved, frame(&["--show", "plot", "--size", "120x40"]), "keys go from dot to dot");
}

#[test]
fn what_is_added_under_the_cursor_is_added_there() {
    let shown = frame(&["--size", "120x40", "--keys", "a"]);
    assert!(shown.contains("action") && shown.contains("Restaurants"), "{shown}");
}
