//! What changed between two maps, and where what is talked about stands now.

use super::{BEFORE, edited, map};
use cjm::journey::diff::{MapChange, What, diff, trace};
use cjm::journey::{Address, Noun};

/// `address: what`, with the mark that stands beside it.
fn told(change: &MapChange) -> String {
    let what = match &change.what {
        What::New => "new".to_owned(),
        What::Gone => "gone".to_owned(),
        What::Changed(turned) => {
            let say = |words: &Option<String>| words.clone().unwrap_or_else(|| "-".to_owned());
            let turned: Vec<String> =
                turned.iter().map(|own| format!("{} {} > {}", own.field.key, say(&own.was), say(&own.is))).collect();
            turned.join(", ")
        }
    };
    format!("{}: {what} [{}]", change.at, change.mark().unwrap_or_default())
}

#[track_caller]
fn check(name: &str, edits: &[(&str, &str)], expected: &[&str]) {
    let changes: Vec<String> = diff(&map(BEFORE), &edited(edits)).iter().map(told).collect();
    assert_eq!(changes, expected, "{name}");
}

#[test]
fn what_changed_is_found_by_id() {
    check("nothing", &[], &[]);
    check("severity", &[("severity = 3", "severity = 4")], &["find/window/pain/dark: severity 3 > 4 [was 3]"]);
    check("no severity", &[("severity = 3\n", "")], &["find/window/pain/dark: severity 3 > - [was 3]"]);
    check(
        "severity and status",
        &[("severity = 4\nstatus = \"planned\"", "severity = 5\nstatus = \"fixed\"")],
        &["buy/queue/pain/slow: severity 4 > 5, status planned > fixed [was 4, planned]"],
    );
    check(
        "shipped",
        &[("\"in progress\"", "\"shipped\"\nshipped = 2026-11-22")],
        &["buy/queue/action/second-till: status in progress > shipped [was in progress]"],
    );
    check(
        "owner",
        &[("owner = \"Yoav\"", "owner = \"Noa\"")],
        &["buy/queue/pain/slow: owner Yoav > Noa [was with Yoav]"],
    );
    check(
        "due",
        &[("2026-11-20", "2026-12-20")],
        &["buy/queue/action/second-till: due 2026-11-20 > 2026-12-20 [was due 2026-11-20]"],
    );
    check(
        "text",
        &[("No light", "No light at all")],
        &["find/window/pain/dark: text No light after five > No light at all after five [reworded]"],
    );
    check(
        "a field of a touchpoint",
        &[("Is it open?", "Closed again")],
        &["find/window: thinks Is it open? > Closed again [changed]"],
    );
    check("a stage renamed", &[("\"Finding\"", "\"Looking\"")], &["find: name Finding > Looking [changed]"]);
    check("the title", &[("Buying bread", "Bread")], &["journey: title Buying bread > Bread [changed]"]);
}

#[test]
fn what_came_and_went_is_told() {
    check(
        "a pain point",
        &[(
            "[[stage]]\nid = \"buy\"",
            "[[stage.touchpoint.pain]]\nid = \"high\"\ntext = \"Too high\"\n[[stage]]\nid = \"buy\"",
        )],
        &["find/window/pain/high: new [new]"],
    );
    check(
        "a touchpoint with what was in it",
        &[
            ("[[stage.touchpoint.pain]]\nid = \"dark\"\ntext = \"No light after five\"\nseverity = 3\n", ""),
            ("[[stage.touchpoint]]\nid = \"window\"\nname = \"The window\"\nthinks = \"Is it open?\"\n", ""),
        ],
        &["find/window: gone []"],
    );
    check(
        "a touchpoint in another stage",
        &[
            ("[[stage]]\nid = \"buy\"\nname = \"Buying\"\nowner = \"Tamar\"\n", ""),
            (
                "[[stage.touchpoint]]\nid = \"pay\"",
                "[[stage]]\nid = \"buy\"\nname = \"Buying\"\nowner = \"Tamar\"\n[[stage.touchpoint]]\nid = \"pay\"",
            ),
        ],
        &["find/queue: belongs_to Buying > Finding [moved]"],
    );
}

#[test]
fn what_has_no_id_is_known_by_its_words() {
    check(
        "one before it",
        &[(
            "[[stage.touchpoint.note]]\ntext = \"Cards",
            "[[stage.touchpoint.note]]\ntext = \"First\"\n[[stage.touchpoint.note]]\ntext = \"Cards",
        )],
        &["buy/pay/note/1: new [new]"],
    );
    check(
        "the first is gone",
        &[("[[stage.touchpoint.note]]\ntext = \"Cards only since May\"\n", "")],
        &["buy/pay/note/1: gone []"],
    );
    check("it got an id", &[("text = \"Cards", "id = \"cards\"\ntext = \"Cards")], &[]);
    check(
        "it was reworded",
        &[("since May", "since June")],
        &["buy/pay/note/1: text Cards only since May > Cards only since June [reworded]"],
    );
    check(
        "the other way round",
        &[
            ("Cards only since May", "?"),
            ("Ask about change", "Cards only since May"),
            ("\"?\"", "\"Ask about change\""),
        ],
        &[],
    );
}

#[test]
fn what_is_talked_about_is_found_again() {
    let now = edited(&[
        (
            "[[stage.touchpoint.note]]\ntext = \"Cards",
            "[[stage.touchpoint.note]]\ntext = \"First\"\n[[stage.touchpoint.note]]\ntext = \"Cards",
        ),
        ("[[stage.touchpoint.pain]]\nid = \"dark\"\ntext = \"No light after five\"\nseverity = 3\n", ""),
        ("Paying", "Leaving"),
    ]);
    let at = |text: &str| {
        let steps = text.split('/').zip([Noun::Stage, Noun::Touchpoint, Noun::Note]);
        steps.fold(Address::journey(), |at, (id, noun)| at.then(noun, id))
    };
    let dark = at("find/window").then(Noun::Pain, "dark");
    let places = [&at("buy/pay/1"), &at("buy/pay"), &dark];
    let trace = trace(&map(BEFORE), &now);
    assert_eq!(places.map(|at| trace.at(at)), [Some(at("buy/pay/2")), Some(at("buy/pay")), None]);
}
