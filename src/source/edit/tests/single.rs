//! One edit by somebody who looked at the very text: what changes in it, and what is refused.

use super::{MAP, add, check, check_refused, food, lines_changed, made, set};
use crate::journey::{Address, Edit, Noun, Slot};
use crate::source::edit::{Refusal, value};

#[test]
fn a_field_changes_on_its_own_line() {
    let pain = food().then(Noun::Pain, "prices");
    check("severity", set(pain.field("severity"), "4"), &["- severity = 3", "+ severity = 4"]);
    check("a new key stands where the format has it", set(food().field("emotion"), "-1"), &["+ emotion = -1"]);
    check(
        "a comment stays",
        set(food().field("name"), "Bars"),
        &["- name = \"Restaurants\"   # by the gates", "+ name = \"Bars\"   # by the gates"],
    );
    check("a list keeps its comments", set(food().field("match"), "food, 7, bars"), &["+     \"bars\","]);
    check("a list loses one", set(food().field("match"), "7"), &["-     \"food\", # old survey"]);
    check(
        "several lines",
        set(food().field("thinks"), "one\ntwo \"three\""),
        &["+ thinks = \"\"\"", "+ one", "+ two \"three\\\"\"\"\""],
    );
    check("yes", set(food().field("moment_of_truth"), "yes"), &["+ moment_of_truth = true"]);
    check("today", set(Address::journey().field("reviewed"), "today"), &["+ reviewed = 2026-07-30"]);
    check("a word", set(pain.field("status"), "Fixed"), &["+ status = \"fixed\""]);
    check(
        "in a list",
        set(food().then(Noun::Evidence, "1").field("n"), "120"),
        &[
            "- evidence = [{ kind = \"survey\", ref = \"spring\" }, { kind = \"sales\" }]",
            "+ evidence = [{ kind = \"survey\", ref = \"spring\", n = 120 }, { kind = \"sales\" }]",
        ],
    );
    let target = Address::journey().field("target");
    check("a table", set(target, "metric = \"nps\", target = 40"), &["+ target = { metric = \"nps\", target = 40 }"]);
    check("gone", Edit::Clear { at: pain.field("severity") }, &["- severity = 3"]);
    let same = check("the same", set(pain.field("severity"), "3"), &[]);
    assert_eq!(same.done, []);
}

#[test]
fn what_does_not_fit_is_refused_with_what_was_expected() {
    let pain = food().then(Noun::Pain, "prices");
    check_refused("scale", set(pain.field("severity"), "9"), "severity is 9, expected 1 to 5", "");
    check_refused(
        "no number",
        set(pain.field("severity"), "bad"),
        "severity is \"bad\", expected a whole number from 1 to 5",
        "",
    );
    check_refused(
        "word",
        set(pain.field("status"), "fixd"),
        "status is \"fixd\", expected \"open\", \"planned\", \"fixed\" or \"accepted\"",
        "did you mean \"fixed\"?",
    );
    check_refused(
        "date",
        set(Address::journey().field("reviewed"), "tomorrow"),
        "reviewed is \"tomorrow\", expected a date like 2018-06-01",
        "",
    );
    check_refused("blank", set(food().field("name"), " "), "name is empty, expected text", "");
    check_refused(
        "needed",
        Edit::Clear { at: food().field("name") },
        "a touchpoint needs its name",
        "remove the whole of it, or write something else",
    );
    check_refused(
        "no such field",
        set(food().field("emotoin"), "1"),
        "a touchpoint has no field `emotoin`",
        "did you mean `emotion`?",
    );
    check_refused(
        "no such place",
        set(food().then(Noun::Pain, "x").field("text"), "1"),
        "there is no pain point `x` in wait/food",
        "",
    );
    check_refused("taken", set(food().field("id"), "seats"), "the id `seats` is taken", "choose another one");
    check_refused(
        "half a table",
        set(Address::journey().field("target.by"), "2027-01-01"),
        "a target without metric, expected text",
        "set all of it at once: journey.target to { ... }",
    );
}

#[test]
fn a_step_stops_at_the_ends_and_starts_in_the_middle() {
    let pain = food().then(Noun::Pain, "prices").field("severity");
    let step = |at: &Address, by| Edit::Step { at: at.clone(), by };
    check("up", step(&pain, 1), &["- severity = 3", "+ severity = 4"]);
    check("far", step(&pain, 9), &["- severity = 3", "+ severity = 5"]);
    check("from nothing", step(&food().field("emotion"), 1), &["+ emotion = 0"]);
    check("from nothing", step(&food().then(Noun::Pain, "2").field("severity"), -1), &["+ severity = 3"]);
    check_refused("no scale", step(&food().field("name"), 1), "name is not on a scale, expected text", "");
}

#[test]
fn a_cycle_goes_round_and_dates_what_is_shipped() {
    let action = food().then(Noun::Action, "1");
    let shipped = check(
        "shipped",
        Edit::Cycle { at: action.clone() },
        &["- status = \"in progress\"", "+ status = \"shipped\"", "+ shipped = 2026-07-30"],
    );
    assert_eq!(shipped.done[0].was.as_deref(), Some("in progress"));
    assert_eq!(shipped.done[0].is.as_deref(), Some("shipped"));
    let dropped = made(&shipped.text, Edit::Cycle { at: action.clone() }).unwrap();
    assert_eq!(lines_changed(MAP, &dropped.text), ["- status = \"in progress\"", "+ status = \"dropped\""]);
    check("a pain", Edit::Cycle { at: food().then(Noun::Pain, "prices") }, &["+ status = \"planned\""]);
    check_refused(
        "no states",
        Edit::Cycle { at: food() },
        "a touchpoint goes through no states, expected a pain point or an action",
        "",
    );
}

#[test]
fn what_is_added_gets_an_id_a_date_and_an_author() {
    let pain = check(
        "pain",
        add(food(), Noun::Pain, &[("text", "Prices well above those in town")]),
        &[
            "+ [[stage.touchpoint.pain]]",
            "+ id = \"prices-well-above-those\"",
            "+ text = \"Prices well above those in town\"",
            "+",
        ],
    );
    assert_eq!(pain.done[0].at.to_string(), "wait/food/pain/prices-well-above-those");
    assert_eq!(pain.done[0].is.as_deref(), Some("Prices well above those in town"));
    check(
        "note",
        add(food(), Noun::Note, &[("text", "המחיר")]),
        &[
            "+ [[stage.touchpoint.note]]",
            "+ id = \"note-1\"",
            "+ text = \"המחיר\"",
            "+ date = 2026-07-30",
            "+ by = \"dana\"",
            "+",
        ],
    );
    let evidence = check(
        "evidence",
        add(food().then(Noun::Pain, "prices"), Noun::Evidence, &[("kind", "survey"), ("by", "")]),
        &["+ evidence = [{ kind = \"survey\", date = 2026-07-30 }]"],
    );
    assert_eq!(evidence.done[0].at.to_string(), "wait/food/pain/prices/evidence/1");
    let after = Edit::Add {
        under: Address::journey().then(Noun::Stage, "wait"),
        noun: Noun::Touchpoint,
        fields: vec![("name".to_owned(), "Food".to_owned())],
        slot: Slot::After(food()),
    };
    check("touchpoint", after, &["+ id = \"food-2\"", "+ name = \"Food\"", "+", "+ [[stage.touchpoint]]"]);
    check_refused(
        "no text",
        add(food(), Noun::Pain, &[("severity", "3")]),
        "a pain point without text, expected text",
        "add text=\"...\"",
    );
    check_refused(
        "no such key",
        add(food(), Noun::Pain, &[("txt", "3")]),
        "a pain point has no field `txt`",
        "did you mean `text`?",
    );
    check_refused(
        "no place",
        add(Address::journey().then(Noun::Stage, "fly"), Noun::Pain, &[("text", "x")]),
        "a stage has no pain points",
        "add it to a touchpoint",
    );
}

#[test]
fn items_move_and_go_with_what_is_in_them() {
    let moved = made(MAP, Edit::Shift { at: food(), by: 5 }).unwrap();
    assert_eq!(moved.done[0].at, food());
    let (seats, eats) = (moved.text.find("Seats").unwrap(), moved.text.find("# Where one eats.").unwrap());
    assert!(seats < eats && moved.text.len() == MAP.len(), "{}", moved.text);
    let back = made(&moved.text, Edit::Shift { at: food(), by: -1 }).unwrap();
    assert_eq!(back.text, MAP);
    let fly = Address::journey().then(Noun::Stage, "fly");
    let flown = made(MAP, Edit::Move { at: food(), to: Slot::After(fly.clone()) }).unwrap();
    assert_eq!(flown.done[0].at, fly.then(Noun::Touchpoint, "food"));
    assert!(value(&flown.text, &fly.then(Noun::Touchpoint, "food").then(Noun::Pain, "2")).is_some());
    let gone = made(MAP, Edit::Remove { at: food() }).unwrap();
    assert_eq!(gone.done[0].was.as_deref(), Some("Restaurants"));
    assert!(!gone.text.contains("one eats") && !gone.text.contains("Price"), "{}", gone.text);
    check(
        "evidence",
        Edit::Remove { at: food().then(Noun::Evidence, "1") },
        &[
            "- evidence = [{ kind = \"survey\", ref = \"spring\" }, { kind = \"sales\" }]",
            "+ evidence = [{ kind = \"sales\" }]",
        ],
    );
    let seats = Address::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "seats");
    let cap = food().then(Noun::Action, "1");
    let elsewhere = made(MAP, Edit::Move { at: cap, to: Slot::After(seats.clone()) }).unwrap();
    assert_eq!(elsewhere.done[0].at, seats.then(Noun::Action, "1"));
    assert!(elsewhere.text.contains("name = \"Seats\"\n\n[[stage.touchpoint.action]]\n"), "{}", elsewhere.text);
}

#[test]
fn a_broken_map_is_not_touched() {
    let broken = MAP.replace("id = \"seats\"", "id = seats");
    let refusal = made(&broken, set(food().field("name"), "x")).unwrap_err();
    let line = broken.lines().position(|line| line == "id = seats").unwrap() + 1;
    assert!(matches!(&refusal, Refusal::Broken { line: own, .. } if *own == line), "{refusal}");
    assert_eq!(
        refusal.to_string(),
        format!(
            "the map cannot be edited while line {line}, column 6 is broken: text without quotes, expected it in quotes"
        )
    );
}
