//! Changes as a person makes them: keys go in, orders are carried out on a text, and the lines that changed come out.

use jiff::civil::date;
use proptest::prelude::*;

use crate::app::effect::Effect;
use crate::app::event::{News, Recalled};
use crate::app::order::Outcome;
use crate::app::stand::{LABEL, Session, WRITTEN, check, draft, finding, read, shelf};
use crate::app::view::Overlay;
use crate::journey::{Aim, Book, Change, Edit, rule};
use crate::source::edit::{self, Stamp};

#[test]
fn one_key_changes_one_line() {
    check("raise", "3 j j j +", &["-severity = 3", "+severity = 4"], "saved: severity 3 to 4, “labels are too small”");
    check("lower", "3 j j j -", &["-severity = 3", "+severity = 2"], "saved: severity 3 to 2, “labels are too small”");
    check("to the end", "3 j j +", &[], "that is the end of the scale");
    check("an emotion", "=", &["-emotion = -1", "+emotion = 0"], "saved: emotion -1 to 0, “Shelf”");
    check("no scale", "3 j j j j +", &[], "this has no scale: pain points, opportunities, risks and touchpoints do");
    check(
        "a state",
        "3 j j x",
        &["-status = \"planned\"", "+status = \"fixed\""],
        "saved: status planned to fixed, “it is dark”",
    );
    check("no state", "x", &[], "this has no states: put the cursor on a pain point or an action, 3 leads there");
}

#[test]
fn things_move_and_go() {
    let mut session = Session::written();
    session.press("J").save();
    assert_eq!(session.notice(), "saved: moved touchpoint “Shelf” down");
    let names =
        |session: &Session| session.journey().touchpoints().iter().map(|row| row.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&session), ["Smell", "Shelf"]);
    assert_eq!(session.place(), "Choosing / Shelf", "the cursor follows");
    session.press("J").save();
    assert_eq!(session.notice(), "it is at the end already");
    session.press("K").save();
    assert_eq!(session.disk[LABEL], WRITTEN);
    session.press("d").save();
    assert_eq!(session.notice(), "deleted touchpoint “Shelf”: u takes it back");
    assert_eq!(session.place(), "Choosing / Smell");
    session.press("u").save();
    assert_eq!(
        (session.notice().as_str(), session.place().as_str()),
        ("undone: deleted touchpoint “Shelf”", "Choosing / Shelf")
    );
    session.press("1 K").save();
    assert_eq!(session.notice(), "it is at the end already");
    session.press("2 3 J");
    assert_eq!(session.notice(), "this stays where it is: stages, touchpoints and what is listed under them move");
}

#[test]
fn keys_pressed_before_the_answer_are_not_lost() {
    let mut session = Session::written();
    session.press("3 j j j + + u - x d u").save();
    assert_eq!(
        session.changed(),
        ["-severity = 3", "+severity = 3", "+status = \"planned\""].map(str::to_owned)[2..].to_vec()
    );
    assert_eq!(session.notice(), "undone: deleted pain point “labels are too small”");
    session.press("u u u u u").save();
    assert_eq!(session.disk[LABEL], WRITTEN);
    assert_eq!(session.notice(), "nothing was changed here that could be undone");
    session.press("ctrl-r ctrl-r ctrl-r ctrl-r ctrl-r ctrl-r").save();
    assert_eq!(session.notice(), "nothing is undone here");
}

#[test]
fn a_command_that_waits_is_about_what_it_was_pressed_on() {
    let mut session = Session::written();
    session.press("d d j").save();
    assert_eq!(session.journey().touchpoints().len(), 1, "the cursor moved on before the second could be done");
    let mut session = Session::written();
    session.press("J J J").save();
    assert_eq!(session.place(), "Choosing / Shelf");
}

#[test]
fn each_map_has_its_own_history() {
    let mut session = Session::start(&["b.toml", LABEL], false);
    for label in ["b.toml", LABEL] {
        session.disk.insert(label.to_owned(), WRITTEN.to_owned());
        session.load(label, read(WRITTEN));
    }
    session.effects.clear();
    session.press("j e");
    assert_eq!(session.typing().0, "title> Buying bread");
    session.press("\" daily\" enter").save();
    assert_eq!(session.shelf().selected, 1, "back on the shelf");
    assert_eq!(session.shelf().rows[1].title.as_str(), "Buying bread daily");
    session.press("up d");
    assert_eq!(session.notice(), "the journey itself is not deleted here: put the cursor on something in it");
    session.press("u");
    assert_eq!(session.notice(), "nothing was changed here that could be undone");
    session.press("down u").save();
    assert_eq!(session.notice(), "undone: title “Buying bread daily”");
    assert_eq!(session.disk[LABEL], WRITTEN);
}

#[test]
fn undo_keeps_what_others_wrote() {
    let mut session = Session::written();
    session.press("+").save();
    session.elsewhere("id = \"dana\"\nname = \"Dana\"", "id = \"dana\"\nname = \"Dana B.\"");
    session.press("3 j j x").save();
    session.press("u u").save();
    assert_eq!(session.changed(), ["-name = \"Dana\"", "+name = \"Dana B.\""]);
    session.press("ctrl-r ctrl-r").save();
    assert_eq!(session.changed().len(), 6, "{:?}", session.changed());
}

#[test]
fn a_map_that_cannot_be_changed_says_so_before_one_types() {
    let mut session = Session::single(Book { locked: Some(crate::journey::ReadOnly::File), ..read(WRITTEN) });
    for key in ["e", "a", "x", "+", "-", "d", "o", "J", "u"] {
        session.press("3 j j").press(key);
        let told = "this map cannot be changed (read-only file): chmod u+w airport/journey.toml mends that";
        assert_eq!(session.notice(), told, "{key}");
        assert!(session.orders().is_empty());
    }
    let mut session = Session::written();
    session.load(LABEL, Book { findings: vec![finding(&rule::SYNTAX, "a quote is not closed")], ..Book::default() });
    session.press("e");
    assert_eq!(session.notice(), "mend line 12 first: E opens it");
    session.press("E");
    assert_eq!(session.effects, [Effect::Editor { map: LABEL.to_owned(), line: 12 }]);
    let gone = crate::journey::Finding { line: 0, ..finding(&rule::UNREADABLE_FILE, "cannot open it: no such file") };
    session.load(LABEL, Book { findings: vec![gone], ..Book::default() });
    session.press("e");
    assert_eq!(session.notice(), "cannot open it: no such file");
}

#[test]
fn the_users_own_editor_opens_at_the_line() {
    let mut session = Session::written();
    let line = |session: &mut Session, keys: &str| {
        session.press(keys);
        match session.effects.pop() {
            Some(Effect::Editor { line, .. }) => WRITTEN.lines().nth(line - 1).unwrap_or_default(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(line(&mut session, "E"), "name = \"Shelf\"");
    assert_eq!(line(&mut session, "3 E"), "thinks = \"Which one is fresh?\"");
    assert_eq!(line(&mut session, "j j E"), "text = \"it is dark\"");
    let after = WRITTEN.replace("Shelf", "Rack");
    session.disk.insert(LABEL.to_owned(), after.clone());
    session.news(News::Edited {
        map: LABEL.into(),
        texts: Some((WRITTEN.into(), after.as_str().into())),
        failed: None,
    });
    assert_eq!(session.notice(), "edited in the editor: u takes it back");
    assert!(matches!(session.effects[..], [Effect::Look { .. }]), "it is read as any map that changed on disk");
    session.effects.clear();
    session.load(LABEL, read(&after));
    session.press("u").save();
    assert_eq!(session.disk[LABEL], WRITTEN);
    session.news(News::Edited { map: LABEL.into(), texts: None, failed: Some("no editor".into()) });
    assert_eq!(session.notice(), "no editor");
}

/// What happens to people who edit.
fn happening() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "j",
        "k",
        "l",
        "h",
        "tab",
        "1",
        "2",
        "3",
        "i",
        "enter",
        "esc",
        "e",
        "a",
        "o",
        "x",
        "+",
        "-",
        "d",
        "J",
        "K",
        "u",
        "ctrl-r",
        "U",
        "down",
        "up",
        "m",
        "t",
        "s",
        "n",
        "r",
        "y",
        "text:note",
        "text:pain",
        "text:goal",
        "5",
        "ctrl-u",
        "ctrl-o",
        "alt-enter",
        "א",
        "save",
        "save",
        "save",
        "fail",
        "colleague",
        "reload",
        "recall",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    /// Whatever people do, the map stays a map, and no key of one who types or decides is lost on the way.
    #[test]
    fn nothing_that_people_do_breaks_the_map(happenings in prop::collection::vec(happening(), 1..80)) {
        let mut session = Session::written();
        for (nth, happening) in happenings.into_iter().enumerate() {
            match happening {
                "save" => { session.save(); }
                "fail" => for order in session.orders() {
                    session.answer(&order, Outcome::Failed { message: "no space".into(), help: None });
                },
                "colleague" => {
                    let text = session.disk[LABEL].clone();
                    let edit = Edit::Set { at: shelf().field("thinks"), value: format!("theirs {nth}") };
                    let stamp = Stamp { date: date(2018, 12, 1), by: None };
                    if let Ok(made) = edit::apply(&text, &Change { edits: vec![edit], seen: None }, &stamp) {
                        session.disk.insert(LABEL.into(), made.text);
                    }
                }
                "reload" => { let book = read(&session.disk[LABEL]); session.load(LABEL, book); }
                "recall" => {
                    let drafts = vec![draft(Aim::Field(shelf().field("thinks")), "words", nth % 2 == 0)];
                    session.news(News::Recalled(Recalled { drafts, ..Recalled::default() }));
                }
                key => { session.press(key); }
            }
            let view = session.frame();
            match view.overlay {
                Some(Overlay::Picker(picker)) => prop_assert!(picker.selected < picker.page.window.n_all.max(1)),
                Some(Overlay::Card(card)) => prop_assert!(card.selected < card.choices.len(), "{:?}", card),
                None => {}
            }
            let is_typing = session.inner.has_pen();
            if is_typing {
                prop_assert!(!session.typing().0.is_empty());
            }
        }
        session.save();
        let odd: Vec<String> = read(&session.disk[LABEL]).findings.iter().filter(|found| found.rule == &rule::SYNTAX).map(|found| found.message.clone()).collect();
        prop_assert!(odd.is_empty(), "{:?}", odd);
    }
}
