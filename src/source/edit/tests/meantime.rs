//! Edits of a map that somebody else changed in the meantime, and edits that are taken back after that.

use std::sync::Arc;

use super::{MAP, add, food, lines_changed, made, set, stamp};
use crate::journey::{Address, Change, Edit, Noun, Slot};
use crate::source::edit::{Applied, Conflict, Refusal, apply, turn, value};

/// A text after somebody else's edit.
fn theirs(edit: Edit) -> String {
    made(MAP, edit).unwrap().text
}

/// Mine, made by somebody who looked at the map before they changed it.
fn after(theirs: &str, edit: Edit) -> Result<Applied, Refusal> {
    apply(theirs, &Change { edits: vec![edit], seen: Some(Arc::from(MAP)) }, &stamp())
}

#[test]
fn what_others_changed_at_the_same_place_is_not_overwritten() {
    let severity = food().then(Noun::Pain, "prices").field("severity");
    let other = theirs(set(severity.clone(), "5"));
    let conflict = Conflict {
        at: severity.clone(),
        base: Some("3".to_owned()),
        theirs: Some("5".to_owned()),
        mine: Some("4".to_owned()),
    };
    let refusal = after(&other, set(severity.clone(), "4")).unwrap_err();
    assert_eq!(refusal, Refusal::Conflict(Box::new(conflict)));
    assert_eq!(
        refusal.to_string(),
        "wait/food/pain/prices.severity was changed in the meantime: it was \"3\", is \"5\", and you want \"4\""
    );
    let over = apply(&other, &Change { edits: vec![set(severity.clone(), "4")], seen: None }, &stamp()).unwrap();
    assert_eq!(lines_changed(MAP, &over.text), ["- severity = 3", "+ severity = 4"]);
    assert_eq!(after(&other, set(severity.clone(), "5")).unwrap().done, []);
    let both = after(&other, set(food().then(Noun::Pain, "prices").field("text"), "Dear")).unwrap();
    assert_eq!(value(&both.text, &severity).as_deref(), Some("5"));
    // What is relative adds up.
    let less = after(&other, Edit::Step { at: severity.clone(), by: -1 }).unwrap();
    assert_eq!(value(&less.text, &severity).as_deref(), Some("4"));
    let refusal = after(&other, Edit::Remove { at: food() }).unwrap_err();
    assert!(matches!(refusal, Refusal::Conflict(_)), "{refusal}");
}

#[test]
fn words_for_a_place_that_is_gone_are_not_lost() {
    let other = theirs(Edit::Remove { at: food() });
    let thinks = food().field("name");
    let refusal = after(&other, set(thinks.clone(), "Bars")).unwrap_err();
    let conflict =
        Conflict { at: thinks, base: Some("Restaurants".to_owned()), theirs: None, mine: Some("Bars".to_owned()) };
    assert_eq!(refusal, Refusal::Conflict(Box::new(conflict)));
    let refusal = after(&other, Edit::Cycle { at: food().then(Noun::Pain, "2") }).unwrap_err();
    assert!(matches!(refusal, Refusal::Misplaced { .. }), "{refusal}");
}

#[test]
fn what_is_named_by_its_position_is_followed_by_what_it_says() {
    // Somebody adds a pain point and a piece of evidence above those that are meant.
    let first = Slot::Before(food().then(Noun::Pain, "prices"));
    let fields = vec![("text".to_owned(), "Loud".to_owned())];
    let other = theirs(Edit::Add { under: food(), noun: Noun::Pain, fields, slot: first });
    let nowhere = food().then(Noun::Pain, "2");
    let mine = after(&other, set(nowhere.field("severity"), "1")).unwrap();
    assert_eq!(mine.done[0].at.to_string(), "wait/food/pain/3.severity");
    assert!(mine.text.contains("text = \"Nowhere to sit\"\nseverity = 1"), "{}", mine.text);
    let other = theirs(Edit::Remove { at: food().then(Noun::Evidence, "1") });
    let mine = after(&other, set(food().then(Noun::Evidence, "2").field("n"), "7")).unwrap();
    assert!(mine.text.contains("evidence = [{ kind = \"sales\", n = 7 }]"), "{}", mine.text);
    let other = theirs(set(nowhere.field("text"), "No seats"));
    let refusal = after(&other, set(nowhere.field("text"), "No chairs")).unwrap_err();
    assert!(matches!(refusal, Refusal::Conflict(_)), "{refusal}");
}

#[test]
fn what_got_another_id_or_place_is_followed_by_its_words() {
    let prices = food().then(Noun::Pain, "prices");
    let severe = || set(prices.field("severity"), "5");
    let rows = [
        ("another id", set(prices.field("id"), "dear"), "wait/food/pain/dear.severity"),
        ("no id", Edit::Clear { at: prices.field("id") }, "wait/food/pain/1.severity"),
        (
            "another touchpoint",
            Edit::Move { at: prices.clone(), to: Slot::After(Address::journey().then(Noun::Touchpoint, "seats")) },
            "wait/seats/pain/prices.severity",
        ),
        ("a place with another id", set(food().field("id"), "meals"), "wait/meals/pain/prices.severity"),
    ];
    for (name, edit, expected) in rows {
        let mine = after(&theirs(edit), severe()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
        assert_eq!(mine.done[0].at.to_string(), expected, "{name}");
    }
}

#[test]
fn of_two_that_are_called_the_same_the_one_that_says_the_same_is_meant() {
    let twice = MAP.replace(
        "text = \"Nowhere to sit\"",
        "text = \"Cold\"\nseverity = 1\n\n[[stage.touchpoint.pain]]\ntext = \"Cold\"",
    );
    let other = made(&twice, Edit::Remove { at: food().then(Noun::Pain, "2") }).unwrap().text;
    let edit = set(food().then(Noun::Pain, "3").field("severity"), "4");
    let mine = apply(&other, &Change { edits: vec![edit], seen: Some(Arc::from(twice)) }, &stamp()).unwrap();
    assert_eq!(mine.done[0].at.to_string(), "wait/food/pain/2.severity");
}

#[test]
fn what_is_gone_is_not_taken_for_one_of_its_kind_elsewhere() {
    let sales = food().then(Noun::Evidence, "2");
    let seats = Address::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "seats");
    let other = theirs(Edit::Remove { at: sales.clone() });
    let other = made(&other, add(seats, Noun::Evidence, &[("kind", "sales")])).unwrap().text;
    let refusal = after(&other, set(sales.field("n"), "7")).unwrap_err();
    assert!(matches!(&refusal, Refusal::Conflict(own) if own.theirs.is_none()), "{refusal}");
}

#[test]
fn what_is_no_good_to_a_reader_is_followed_too() {
    let bound =
        |first: &str| MAP.replace("evidence = [", &format!("metrics = [{first}{{ metric = \"gone\" }}]\nevidence = ["));
    let edit = set(food().then(Noun::Binding, "1").field("source"), "survey");
    let change = Change { edits: vec![edit], seen: Some(Arc::from(bound(""))) };
    let mine = apply(&bound("{ metric = \"nps\", source = \"x\" }, "), &change, &stamp()).unwrap();
    assert_eq!(mine.done[0].at.to_string(), "wait/food/metrics/2.source");
}

#[test]
fn a_change_is_taken_back_and_everybody_elses_stay() {
    let prices = food().then(Noun::Pain, "prices");
    let edits = [
        ("severity", set(prices.field("severity"), "5")),
        ("a new key", set(prices.field("owner"), "Mia")),
        ("a key less", Edit::Clear { at: prices.field("severity") }),
        ("a pain point more", add(food(), Noun::Pain, &[("text", "Loud")])),
        ("a pain point less", Edit::Remove { at: prices.clone() }),
        ("a list", set(food().field("match"), "7")),
        ("a stage more", add(Address::journey(), Noun::Stage, &[("name", "Landing")])),
        ("a cycle", Edit::Cycle { at: food().then(Noun::Action, "1") }),
    ];
    let others = [
        ("next line", set(prices.field("status"), "fixed")),
        ("the line above", set(prices.field("text"), "Dear")),
        ("another pain point", add(food(), Noun::Pain, &[("text", "Cold"), ("id", "cold")])),
        ("evidence", Edit::Remove { at: food().then(Noun::Evidence, "1") }),
        ("the title", set(Address::journey().field("title"), "Port")),
        ("the last stage", set(Address::journey().then(Noun::Stage, "fly").field("owner"), "Noa")),
        ("the other action", add(food(), Noun::Action, &[("text", "Menus")])),
    ];
    let mut refused = Vec::new();
    for (name, edit) in &edits {
        let from = made(MAP, edit.clone()).unwrap().text;
        assert_eq!(turn(&from, &from, MAP).as_deref(), Ok(MAP), "{name}");
        for (other, theirs) in &others {
            let Ok(both) = made(&from, theirs.clone()) else { continue };
            let expected = made(MAP, theirs.clone()).unwrap().text;
            match turn(&both.text, &from, MAP) {
                Ok(back) => assert_eq!(back, expected, "{name}, {other}"),
                Err(Refusal::Conflict(_)) => refused.push((*name, *other)),
                Err(refusal) => panic!("{name}, {other}: {refusal}"),
            }
        }
    }
    assert_eq!(refused, []);
}

#[test]
fn what_was_changed_again_is_not_taken_back() {
    let severity = food().then(Noun::Pain, "prices").field("severity");
    let from = made(MAP, set(severity.clone(), "5")).unwrap().text;
    let now = made(&from, set(severity.clone(), "1")).unwrap().text;
    let expected =
        Conflict { at: severity, base: Some("5".to_owned()), theirs: Some("1".to_owned()), mine: Some("3".to_owned()) };
    assert_eq!(turn(&now, &from, MAP), Err(Refusal::Conflict(Box::new(expected))));
    // A text that is no map can be taken back as well, as long as nobody else wrote in it.
    let broken = MAP.replace("[journey]", "[journey");
    assert_eq!(turn(&broken, &broken, MAP).as_deref(), Ok(MAP));
    let more = broken.replace("Flying", "Landing");
    let back = turn(&more, &broken, MAP).unwrap();
    assert_eq!(back, MAP.replace("Flying", "Landing"));
    // One of two broken lines was mended by both.
    let twice = broken.replace("id = \"fly\"", "id = fly\"");
    let more = twice.replace("[journey", "[journey]").replace("Flying", "Landing");
    assert_eq!(turn(&more, &twice, MAP).unwrap(), MAP.replace("Flying", "Landing"));
}
