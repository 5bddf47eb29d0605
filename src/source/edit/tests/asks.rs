//! Open questions are answered: what is written, what is gone, and what is refused.

use super::{lines_changed, made};
use crate::journey::{Address, Edit, Noun};

const MAP: &str = r#"[journey]
title = "Shop"

[[metric]]
id = "member"
kind = "rate"

[[source]]
id = "wide"
file = "wide.csv"
segments = ["city"]
ask = [
  { column = "q7", as = "csat", touchpoint = "pay", scale = [1, 6], missing = ["9"], why = "No name says so" },
  { column = "q8", as = "csat", touchpoint = "new", why = "No name says so" },
  { column = "Plan", as = "segments" },
]

[[source]]
id = "long"
file = "long.csv"
touchpoint = "about"
nps = "score"
ask = [{ column = "mark", as = "csat", scale = [1, 6] }, { column = "who", as = "respondent" }, { column = "in", as = "member", yes = ["1"] }, { column = "q", as = "nps" }]

[[source]]
id = "one"
file = "one.csv"
ask = [{ column = "all", as = "csat" }] # only one

[[stage]]
id = "buy"
name = "Buying"

[[stage.touchpoint]]
id = "pay"
name = "Paying"
"#;

fn ask(source: &str, column: &str) -> Address {
    Address::journey().then(Noun::Source, source).then(Noun::Ask, column)
}

#[track_caller]
fn check(name: &str, edit: Edit, expected: &[&str]) {
    let applied = made(MAP, edit).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    assert_eq!(lines_changed(MAP, &applied.text), expected, "{name}");
    assert_eq!(applied.done.len(), 1, "{name}");
    let (map, findings) = crate::source::parse("map.toml", &applied.text);
    let errors = findings.iter().filter(|finding| finding.rule.name() != "open-question").count();
    assert_eq!((map.asks.len(), errors), (7, 0), "{name}: {findings:?}");
}

#[test]
fn yes_binds_what_was_asked() {
    check(
        "a touchpoint that is there",
        Edit::Take { at: ask("wide", "q7") },
        &[
            "-   { column = \"q7\", as = \"csat\", touchpoint = \"pay\", scale = [1, 6], missing = [\"9\"], why = \"No name says so\" },",
            "+ metrics = [{ metric = \"csat\", source = \"wide\", column = \"q7\", scale = [1, 6], missing = [\"9\"] }]",
        ],
    );
    check(
        "one that is not",
        Edit::Take { at: ask("wide", "q8") },
        &[
            "-   { column = \"q8\", as = \"csat\", touchpoint = \"new\", why = \"No name says so\" },",
            "+",
            "+ [[stage.touchpoint]]",
            "+ id = \"new\"",
            "+ name = \"q8\"",
            "+ metrics = [{ metric = \"csat\", source = \"wide\", column = \"q8\" }]",
        ],
    );
    check(
        "a list of the source",
        Edit::Take { at: ask("wide", "Plan") },
        &[
            "- segments = [\"city\"]",
            "+ segments = [\"city\", \"Plan\"]",
            "-   { column = \"Plan\", as = \"segments\" },",
        ],
    );
    check(
        "the journey, by the only question of a source",
        Edit::Take { at: ask("one", "all") },
        &[
            "+ metrics = [{ metric = \"csat\", source = \"one\", column = \"all\" }]",
            "- ask = [{ column = \"all\", as = \"csat\" }] # only one",
        ],
    );
}

#[test]
fn yes_to_a_long_source_names_the_column_once() {
    let taken = made(MAP, Edit::Take { at: ask("long", "mark") }).expect("taken").text;
    let (map, _) = crate::source::parse("map.toml", &taken);
    let (_, pay) = map.touchpoint("pay").expect("it is there");
    let csat = pay.metrics.iter().find(|binding| binding.metric == "csat").expect("bound");
    assert_eq!((csat.scale, map.sources[1].columns.len()), (Some((1, 6)), 2));
    let taken = made(MAP, Edit::Take { at: ask("long", "who") }).expect("taken").text;
    assert!(taken.contains("\nrespondent = \"who\"\n"), "{taken}");
    let taken = made(MAP, Edit::Take { at: ask("long", "in") }).expect("taken").text;
    assert!(taken.contains("\ncolumns = { member = \"in\" }\n"), "{taken}");
    assert!(taken.contains("metrics = [{ metric = \"member\", source = \"long\", yes = [\"1\"] }]"), "{taken}");
}

#[test]
fn no_takes_the_question_away_and_nothing_else() {
    check(
        "one of several",
        Edit::Remove { at: ask("wide", "Plan") },
        &["-   { column = \"Plan\", as = \"segments\" },"],
    );
    check(
        "the only one",
        Edit::Remove { at: ask("one", "all") },
        &["- ask = [{ column = \"all\", as = \"csat\" }] # only one"],
    );
}

#[test]
fn what_cannot_be_taken_says_why() {
    let refused = |at: Address| made(MAP, Edit::Take { at }).expect_err("refused").to_string();
    assert_eq!(refused(ask("long", "q")), "source/long.nps names the column `score` already");
    assert_eq!(refused(ask("wide", "gone")), "there is no open question `gone` in source/wide");
    assert_eq!(refused(Address::journey().then(Noun::Source, "wide")), "source/wide is no open question");
    let stageless = MAP.split("[[stage]]").next().expect("a start");
    let refusal = made(stageless, Edit::Take { at: ask("wide", "q8") }).expect_err("refused");
    assert_eq!(refusal.to_string(), "there is no stage for its touchpoint");
}

#[test]
fn a_question_that_somebody_changed_meanwhile_is_not_taken() {
    let changed = MAP.replace("scale = [1, 6], missing", "scale = [1, 7], missing");
    let change = crate::journey::Change::of(Edit::Take { at: ask("wide", "q7") }, &std::sync::Arc::from(MAP));
    let made = crate::source::edit::apply(&changed, &change, &super::stamp());
    assert!(matches!(made, Err(crate::source::edit::Refusal::Conflict(_))), "{made:?}");
    // Another one above it moved it down.
    let moved = MAP.replace("ask = [\n", "ask = [\n  { column = \"a\", as = \"comment\" },\n");
    let made = crate::source::edit::apply(&moved, &change, &super::stamp()).expect("the same question");
    assert!(!made.text.contains("q7\", as") && made.text.contains("column = \"a\", as"), "{}", made.text);
}
