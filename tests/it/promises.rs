//! What became of what was promised, as a person meets it: the toy shop and the bakery.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::program::{example, stdout};

/// A folder with a map of ours and its files; some words of it changed.
fn copy(map: &str, changed: &[(&str, &str)]) -> TempDir {
    let folder = example(map);
    let path = folder.path().join("journey.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, changed.iter().fold(text, |text, (was, is)| text.replace(was, is))).unwrap();
    folder
}

fn data(folder: &TempDir, arguments: &[&str]) -> Value {
    let text = stdout(folder, &[&["changes", ".", "--show", "promises", "--format", "json"], arguments].concat());
    serde_json::from_str(&text).unwrap_or_else(|why| panic!("{why}: {text}"))
}

fn row<'d>(data: &'d Value, id: &str) -> &'d Value {
    data["promises"].as_array().unwrap().iter().find(|own| own["id"] == id).unwrap()
}

#[track_caller]
fn near(is: &Value, expected: f64, digits: i32) {
    let is = is.as_f64().unwrap();
    assert!((is - expected).abs() <= 0.5 * 10_f64.powi(-digits), "{is} is not {expected}");
}

#[test]
fn the_simple_checkout_is_kept_and_part_of_it_is_going_again() {
    let all = data(&copy("toys", &[]), &[]);
    assert_eq!(
        (&all["counts"]["reached"], &all["counts"]["cannot_tell"], &all["counts"]["due"]),
        (&2.into(), &1.into(), &2.into())
    );
    let own = row(&all, "simple-checkout");
    near(&own["from"]["value"], 37.5, 1);
    near(&own["to"]["value"], 28.1, 1);
    near(&own["change"], -9.4, 1);
    near(&own["low"], -10.8, 1);
    near(&own["high"], -8.0, 1);
    near(&own["relative"], -25.0, 0);
    near(&own["placebo"]["change"], -1.0, 1);
    near(&own["fading"]["change"], 3.0, 1);
    near(&own["fading"]["low"], 1.2, 1);
    near(&own["fading"]["high"], 4.8, 1);
    near(&own["latest"]["value"], 29.9, 1);
    assert_eq!((&own["promise"], &own["latest"]["promise"]), (&"reached".into(), &"cannot tell".into()));
    assert_eq!(own["season"]["reason"], "no year before: season not ruled out");
    let shop = row(&all, "whole-shop");
    near(&shop["from"]["value"], 2.0, 2);
    near(&shop["to"]["value"], 2.3, 2);
    near(&shop["relative"], 15.0, 0);
    assert_eq!((&shop["promise"], &shop["fading"]["verdict"]), (&"reached".into(), &"steady".into()));
    assert_eq!(row(&all, "age-filter")["promise"], "due");
}

#[test]
fn one_action_is_judged_as_among_all() {
    let folder = copy("toys", &[]);
    let (all, one) = (data(&folder, &[]), data(&folder, &["--action", "simple-checkout"]));
    assert_eq!(one["action"], *row(&all, "simple-checkout"));
    assert_eq!(one["promises"].as_array().unwrap().len(), 1);
}

#[test]
fn the_first_screen_tells_the_story_by_its_promises() {
    let line = |map: &str, size: &str| {
        let screen = stdout(&copy(map, &[]), &["show", ".", "--size", size, "--color", "never"]);
        screen.lines().nth(2).unwrap().trim().to_owned()
    };
    assert_eq!(
        line("toys", "120x40"),
        "3 promises due: 2 kept, 1 cannot tell · Cart abandonment −25 % (relative), fading · Conversion +15 % (relative)"
    );
    assert_eq!(line("toys", "80x24"), "promises: 2 kept, 1 cannot tell · Cart abandonment −25 % (relative), fading");
    // One change that two actions promised is told once.
    assert!(line("bakery", "120x40").contains("2 פעמים"), "{}", line("bakery", "120x40"));
    assert!(line("bakery", "120x40").contains("+40 %"), "{}", line("bakery", "120x40"));
    assert!(!line("toys", "40x12").contains("promises"));
}

#[test]
fn too_few_on_a_side_are_told_and_not_compared() {
    // All but a few answers are before it.
    let folder = copy(
        "toys",
        &[(
            "shipped = 2025-09-29\npromise = { metric = \"csat\", from = 54",
            "shipped = 2026-03-15\npromise = { metric = \"csat\", from = 54",
        )],
    );
    let all = data(&folder, &[]);
    let own = row(&all, "whole-price");
    assert!(own["from"]["value"].is_f64() && own["to"]["value"].is_f64(), "both are told: {own}");
    assert!(own["change"].is_null() && own["reason"].as_str().unwrap().ends_with("fewer than 30"), "{own}");
    assert_eq!(own["promise"], "cannot tell");
    let page = stdout(&folder, &["changes", ".", "--action", "whole-price", "--width", "110"]);
    assert!(page.contains("too few to compare"), "{page}");
}

#[test]
fn what_is_not_shipped_or_has_no_day_says_so() {
    let folder = copy(
        "toys",
        &[
            (
                "due = 2026-05-15\npromise = { metric = \"conversion\", from = 45, to = 50, by = 2026-08-31 }",
                "due = 2026-01-15\npromise = { metric = \"conversion\", from = 45, to = 50, by = 2026-02-28 }",
            ),
            ("shipped = 2025-09-29\npromise = { metric = \"abandonment\"", "promise = { metric = \"abandonment\""),
        ],
    );
    let all = data(&folder, &[]);
    assert_eq!(row(&all, "age-filter")["promise"], "late");
    assert_eq!(row(&all, "simple-checkout")["reason"], "no day: `shipped` would say when");
    assert_eq!(all["counts"]["late"], 1);
}

#[test]
fn a_standup_says_what_the_ledger_says() {
    let folder = copy("toys", &[]);
    let all = data(&folder, &[]);
    let page = stdout(&folder, &["changes", ".", "--show", "promises", "--width", "118"]);
    assert!(page.contains("▼ fading"), "{page}");
    assert_eq!(row(&all, "simple-checkout")["fading"]["verdict"], "rose");
}

#[test]
fn a_ledger_names_its_metrics_and_tells_what_is_to_come_apart() {
    let folder = copy("toys", &[]);
    let ledger = stdout(&folder, &["changes", ".", "--show", "promises", "--width", "118"]);
    let (_, table) = ledger.split_once("promises of this map").unwrap();
    let (shipped, open) = table.split_once("not shipped yet").unwrap();
    assert!(shipped.contains("since then") && shipped.contains("37.5 → 30 %"), "{ledger}");
    assert!(open.contains("now") && open.contains("planned for 15 May") && !open.contains("since then"), "{ledger}");
    let one = stdout(&folder, &["changes", ".", "--action", "age-filter", "--width", "110"]);
    assert!(one.contains("not shipped yet: where it stands") && !one.contains("did it help?"), "{one}");
    let own = row(&data(&folder, &[]), "age-filter").clone();
    assert_eq!((&own["touchpoint_name"], &own["metric_name"]), (&"Toy list".into(), &"Conversion".into()));
    assert!(own["from"].is_null() && own["reason"] == "not shipped", "the reason is said once: {own}");
}

#[test]
fn a_promise_is_judged_by_what_it_promised_and_until_its_day() {
    let was = "promise = { metric = \"abandonment\", from = 37.5, to = 30, by = 2026-03-29 }";
    let told = |promise: &str| row(&data(&copy("toys", &[(was, promise)]), &[]), "simple-checkout").clone();
    let own = told("promise = { metric = \"abandonment\", from = 30, to = 37.5, by = 2026-03-29 }");
    assert_eq!(own["promise"], "cannot tell", "lower is better: {own}");
    assert_eq!(own["promise_remark"], "it promised to get worse");
    let own = told("promise = { metric = \"abandonment\", from = 60, to = 50, by = 2026-03-29 }");
    assert_eq!((&own["promise"], &own["promise_remark"]), (&"reached".into(), &"as before".into()));
    let own = told("promise = { metric = \"abandonment\", from = 37.5, to = 30, by = 2025-09-01 }");
    assert_eq!(own["promise"], "late", "its day was before it was shipped: {own}");
    let own = told("promise = { metric = \"abandonment\", from = 37.5, to = 30, by = 2025-12-31 }");
    assert!(own["promise_over"].as_str().unwrap().ends_with("/2025-12-31"), "{own}");
    assert!(!own["since"].as_str().unwrap().ends_with("/2025-12-31"), "what came later stays in since: {own}");
    let own = told("promise = { metric = \"abandonment\" }");
    assert!(own["promise"].is_null(), "{own}");
}
