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
    assert!(
        form.contains(
            "How satisfied were you with “Parcel, opened”? 1 (very unsatisfied) to 5 (very satisfied) `csat_parcel`"
        ),
        "{form}"
    );
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
    frame_of("airport", arguments)
}

/// A frame of an example map.
fn frame_of(map: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(map);
    for file in fs::read_dir(maps).unwrap().map(|own| own.unwrap().path()) {
        if file.extension().is_some_and(|own| own == "csv") || file.ends_with("journey.toml") {
            fs::copy(&file, folder.path().join(file.file_name().unwrap())).unwrap();
        }
    }
    let usual = ["show", "journey.toml", "--view", "drivers", "--color", "never"];
    crate::program::stdout(&folder, &[&usual, arguments].concat())
}

/// The words of a frame on one line.
fn flowing(shown: &str) -> String {
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn nothing_is_said_to_go_with_the_outcome_that_may_not() {
    for map in ["car", "cafe", "product"] {
        let shown = frame_of(map, &["--size", "120x60"]);
        let all = flowing(&shown);
        assert!(all.contains("Cannot tell what goes with recommending"), "{shown}");
        assert!(all.contains("Cannot tell whether it goes with recommending: "), "{shown}");
        for wrong in ["meet them", "worse than most", "they go with", "place of", " 1 to 10 "] {
            assert!(!all.contains(wrong), "{wrong}\n{shown}");
        }
    }
}

#[test]
fn a_clause_is_said_only_where_it_is_true_of_each() {
    // Search goes with the outcome, is met by all, and does as well as the other.
    let alike = folder(&answers(200, |idx| [2 * (idx % 5), 1 + idx % 5, 1 + (idx / 5) % 5]), "");
    let shown = |folder: &TempDir| {
        let usual = ["show", ".", "--view", "drivers", "--color", "never", "--size", "120x40"];
        flowing(&crate::program::stdout(folder, &usual))
    };
    let told = shown(&alike);
    assert!(told.contains("Fix first: Search. More than half meet it, and it goes with recommending"), "{told}");
    assert!(!told.contains("worse than most"), "{told}");
    assert!(told.contains("Cannot tell whether it goes with recommending: Pay "), "{told}");
    // Two go with it; that which does surely better is kept, and is not to be mended.
    let two = folder(&answers(400, |idx| [2 * (idx % 5), 1 + (idx % 5) * (idx % 2), 3 + (idx % 5) / 2]), "");
    let told = shown(&two);
    assert!(told.contains("Fix first: Search. More than half meet it, it does worse than most, and it goes"), "{told}");
    let (first, keep) = told.split_once("strong, and it matters: keep").unwrap();
    assert!(keep.contains("Pay 60") && !first.contains("Pay"), "{told}");
}

#[test]
fn what_is_strong_is_kept_and_not_mended() {
    let shown = frame(&["--size", "120x60"]);
    let (first, keep) = shown.split_once("strong, and it matters: keep").unwrap();
    for name in ["Signs inside", "Flight screens", "Finding the way"] {
        assert!(keep.contains(name) && !first.contains(name), "{shown}");
    }
    assert!(flowing(&shown).contains("above it does: Restaurants 84 %, Info at check-in 53 %."), "{shown}");
    let plot = flowing(&frame(&["--show", "plot", "--size", "120x40"]));
    assert!(plot.contains("The list begins with Restaurants, Shops: it counts how many meet a touchpoint"), "{plot}");
}

#[test]
fn without_an_outcome_only_what_has_a_reason_has_a_place() {
    let shown = frame_of("toys", &["--size", "120x50"]);
    let (first, rest) = shown.split_once("the rest, in the order of the journey").unwrap();
    assert!(first.contains("Returns") && first.contains("Payment"), "{shown}");
    let row = rest.lines().find(|line| line.contains("Search engine")).unwrap();
    assert!(row.trim_start().starts_with("Search engine"), "no place: {row}");
    assert!(flowing(&shown).contains("Every touchpoint has a number; few answers: Gift guide n 15."), "{shown}");
    let tabbed = frame_of("toys", &["--size", "120x50", "--keys", "tab"]);
    assert!(tabbed.contains("the rest, in the order") && tabbed.contains("nothing to plot: NPS"), "{tabbed}");
}

#[test]
fn the_sentence_is_on_the_first_screen() {
    let maps = [
        ("airport", "Fix first: R"),
        ("toys", "Fix first: R"),
        ("car", "Zuerst beheben: "),
        ("cafe", "corriger d'abord: "),
    ];
    for (map, sentence) in maps {
        for size in ["40x12", "80x24"] {
            let shown = frame_of(map, &["--size", size]);
            assert!(flowing(&shown).contains(sentence), "{map} {size}\n{shown}");
            assert!(shown.contains("▸"), "{map} {size}\n{shown}");
        }
    }
}

#[test]
fn a_form_asks_again_only_what_cannot_be_joined_and_says_why() {
    let again = "Also what was asked before: those answers cannot be joined with a recommendation.";
    let folder = folder(&answers(60, |idx| [idx % 11, 1 + idx % 5, 1 + (idx / 3) % 5]), "");
    let (form, _, _) = crate::program::cjm(&folder, &["drivers", ".", "--ask"]);
    assert!(!form.contains(again) && !form.contains("“Pay”"), "{form}");
    let path = folder.path().join("journey.toml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replacen("metrics = [{ metric = \"nps\", source = \"answers\", column = \"nps\" }]", "", 1);
    fs::write(&path, text).unwrap();
    let (form, _, _) = crate::program::cjm(&folder, &["drivers", ".", "--ask"]);
    assert!(form.contains(again) && form.contains("How satisfied were you with “Pay”?"), "{form}");
    assert!(form.contains("`nps`") && !form.contains("easy"), "{form}");
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

#[test]
fn of_an_outcome_that_is_better_low_the_good_end_is_what_goes_with() {
    let told = of_airport(&["--outcome", "problem"]);
    assert_eq!((&told["outcome"], &told["outcome_better"]), (&"problem".into(), &"lower".into()));
    let all = told["drivers"].as_array().unwrap();
    assert_eq!((&all[0]["touchpoint"], &all[0]["place"]), (&"ease_security".into(), &1.into()), "{told}");
    // pandas: answers to ease_security and whether there was a problem, of 2018, weighted; r stays as it is.
    let of = |name: &str| &all[0][name];
    assert!((of("importance").as_f64().unwrap() + 0.323_394_963_951_723_1_f64).abs() < 1e-9, "{}", all[0]);
    assert!(of("low").as_f64() < of("importance").as_f64() && of("high").as_f64() < Some(-0.27), "{}", all[0]);
    assert_eq!(of("quadrant"), "keep up", "it goes with it more than most, and does as well as most");
    for own in all.iter().filter(|own| !own["order"].is_null()) {
        assert!(own["high"].as_f64().unwrap() < 0.0, "what may not go with it has no place: {own}");
    }
    let shown = flowing(&frame(&["--outcome", "problem", "--size", "120x60"]));
    assert!(shown.contains("Fix first: Security"), "{shown}");
    assert!(shown.contains("goes with less of “Met a problem”"), "{shown}");
    assert!(
        shown.contains(".32 (.28 to .36)") && shown.contains("lower is better: above 0 is the good way"),
        "{shown}"
    );
    assert_eq!(of_airport(&[])["outcome_better"], "higher");
}

#[test]
fn what_is_said_is_of_the_period_that_was_asked_for() {
    let shown = flowing(&frame(&["--period", "2014", "--size", "120x60"]));
    assert!(!shown.contains("fell 7.6 since 2017") && shown.contains("Fix first: "), "{shown}");
    let moved = |period: &str| of_airport(&["--period", period])["critical"].to_string().contains("since 2017");
    assert!(moved("2018") && !moved("2014") && !moved("2017"));
    for (period, why) in [("2031", "no answers in 2031"), ("2017-Q1", "its dates are by year: no 2017-Q1")] {
        let shown = flowing(&frame(&["--period", period, "--size", "120x40"]));
        assert!(shown.contains(&format!("Fix first: {why}.")), "{shown}");
        assert!(!shown.contains("Security ◆") && !shown.contains("57 (55"), "{shown}");
        let told = of_airport(&["--period", period]);
        assert_eq!(told["reason"], why);
        assert_eq!(told["critical"].as_array().map(Vec::len), Some(0));
        let is_blank = |own: &Value| own["performance"]["value"].is_null() && own["place"].is_null();
        assert!(told["drivers"].as_array().unwrap().iter().all(is_blank), "{told}");
    }
}

#[test]
fn the_reason_is_what_is_missing() {
    let reason = |rows: &str| drivers(&folder(rows, ""), &[])["reason"].as_str().unwrap_or_default().to_owned();
    assert_eq!(reason(&answers(40, |idx| [idx % 11, 4, 4])), "NPS: everybody said 4");
    assert_eq!(reason(&answers(40, |idx| [9, 1 + idx % 5, 1 + idx % 4])), "NPS: everybody gave 9 as outcome");
}

#[test]
fn what_cannot_be_told_from_the_next_is_not_alone_the_lowest() {
    let shown = flowing(&frame(&["--size", "120x60"]));
    assert!(shown.contains("with Restaurants the lowest of 21"), "{shown}");
    assert!(!shown.contains(" · lowest of 21"), "{shown}");
}

/// What is said of the airport.
fn of_airport(arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport");
    for file in ["journey.toml", "responses.csv"] {
        fs::copy(maps.join(file), folder.path().join(file)).unwrap();
    }
    drivers(&folder, arguments)
}
