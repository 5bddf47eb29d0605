//! What is offered, and what comes of choosing it.

use crate::app::stand::{LABEL, Session, WRITTEN, check};

#[test]
fn the_menu_adds_what_belongs_here() {
    check(
        "a pain point",
        r#"a "pain" enter "no bags" enter"#,
        &["+[[stage.touchpoint.pain]]", "+id = \"no-bags\"", "+text = \"no bags\"", "+"],
        "saved: added pain point “no bags”",
    );
    let mut session = Session::written();
    session.press("a");
    let rows: Vec<String> = session.choices().iter().map(|row| format!("{} {}", row.text, row.aside)).collect();
    assert_eq!(
        rows[..4],
        ["touchpoint after “Shelf”", "stage after “Choosing”", "pain point at “Shelf”", "opportunity at “Shelf”"]
    );
    assert!(
        rows.contains(&"feels of “Shelf”".to_owned()) && !rows.contains(&"thinks of “Shelf”".to_owned()),
        "{rows:#?}"
    );
    session.press("esc a text:feels enter");
    assert_eq!(session.typing().0, "feels> ");
    session.press(r#""curious" enter"#).save();
    assert_eq!(session.changed(), ["+feels = \"curious\""]);
    session.press(r#"a "touchpoint" enter "Bags" enter"#).save();
    assert_eq!(session.place(), "Choosing / Bags", "the cursor goes there");
    session.press(r#"a "stage" enter "Leaving" enter"#).save();
    assert_eq!(
        session.journey().stages().iter().map(|stage| stage.name.to_string()).collect::<Vec<_>>(),
        ["Choosing", "Leaving", "Paying"]
    );
    assert_eq!(session.notice(), "saved: added stage “Leaving”");
}

#[test]
fn evidence_is_asked_where_it_comes_from() {
    let mut session = Session::written();
    session.press(r#"3 j j a "evidence" enter"#);
    assert_eq!(session.list().page.title.as_str(), "evidence from");
    session.press(r#""interv" enter "Dana" enter"#).save();
    assert_eq!(
        session.changed(),
        ["+evidence = [{ kind = \"interview\", ref = \"Dana\", date = 2018-12-01, by = \"dl\" }]"]
    );
}

#[test]
fn the_list_of_changes_goes_anywhere() {
    let mut session = Session::written();
    session.press("U");
    assert_eq!(session.notice(), "nothing was changed here");
    session.press("+ + + 3 j j x").save();
    session.press("u").save();
    session.press("U");
    let rows = |session: &Session| -> Vec<String> {
        session.choices().iter().map(|row| format!("{} [{}]", row.text, row.aside)).collect()
    };
    assert_eq!(
        rows(&session),
        [
            "status planned to fixed, “it is dark” [undone]",
            "emotion 1 to 2, “Shelf” [the map is here]",
            "emotion 0 to 1, “Shelf” []",
            "emotion -1 to 0, “Shelf” []",
            "as it was before the first of these []",
        ]
    );
    session.press("down down enter").save();
    assert_eq!(session.changed(), ["-emotion = -1", "+emotion = 1"]);
    session.press("U up up enter").save();
    assert_eq!(session.changed().len(), 4, "all of them again");
    session.press("U pgdn enter").save();
    assert_eq!(session.disk[LABEL], WRITTEN);
}

#[test]
fn everything_on_the_menu_can_be_added_and_taken_back() {
    for (place, nouns) in [
        ("2", ["touchpoint", "stage", "pain point", "opportunity", "risk", "note", "action", "persona"].as_slice()),
        ("1", &["touchpoint", "stage", "note", "persona"]),
        ("i", &["stage", "note", "action", "persona"]),
    ] {
        for noun in nouns {
            let mut session = Session::written();
            session.press(place).press(&format!("a \"{noun}\" enter"));
            assert_eq!(session.typing().0, format!("new {noun}> "), "{place} {noun}");
            session.press("\"Something שונה\" enter").save();
            assert_eq!(session.notice(), format!("saved: added {noun} “Something שונה”"), "{place}");
            assert!(
                session.changed().iter().all(|line| line.starts_with('+')),
                "{place} {noun}: {:?}",
                session.changed()
            );
            session.press("u").save();
            assert_eq!(session.disk[LABEL], WRITTEN, "{place} {noun}");
        }
    }
}
