//! Changes as a person makes them: keys go in, orders are carried out on a text, and the lines that changed come out.

use std::sync::Arc;

use jiff::civil::date;
use proptest::prelude::*;

use crate::app::action::{Action, News, Recalled};
use crate::app::effect::Effect;
use crate::app::order::{Outcome, Work};
use crate::app::stand::{LABEL, Session, WRITTEN, finding, read, told};
use crate::app::state::Mode;
use crate::app::update::update;
use crate::app::view::Overlay;
use crate::journey::{Address, Aim, Book, Change, Draft, Edit, Noun, rule};
use crate::source::edit::{self, Stamp};

/// Keys are pressed on a map as it is written; these lines change, and that is said.
#[track_caller]
fn check(name: &str, keys: &str, lines: &[&str], notice: &str) {
    let mut session = Session::written();
    session.press(keys).save();
    assert_eq!(session.changed(), lines, "{name}");
    assert_eq!(session.notice(), notice, "{name}");
    let is_changed = !lines.is_empty();
    session.press("u").save();
    assert_eq!(session.disk[LABEL], WRITTEN, "{name}, undone");
    if is_changed {
        session.press("ctrl-r").save();
        assert_eq!(session.changed(), lines, "{name}, redone");
    }
    assert!(session.kept().is_empty(), "{name}: {:?}", session.kept());
}

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
fn what_is_under_the_cursor_is_edited_in_place() {
    let mut session = Session::written();
    session.press("3 e");
    assert_eq!(session.typing().0, "thinks> Which one is fresh?");
    session.press(r#"ctrl-u "Is it fresh?" enter"#).save();
    assert_eq!(session.changed(), ["-thinks = \"Which one is fresh?\"", "+thinks = \"Is it fresh?\""]);
    assert_eq!(session.notice(), "saved: thinks “Is it fresh?”, “Shelf”");
    assert!(told(&session.journey().detail).contains(&"▸thinks: Is it fresh?".to_owned()), "shown at once");
    check("a name", r#"e "ful" enter"#, &["-name = \"Shelf\"", "+name = \"Shelfful\""], "saved: touchpoint “Shelfful”");
    check(
        "a stage",
        r#"1 e " it" enter"#,
        &["-name = \"Choosing\"", "+name = \"Choosing it\""],
        "saved: stage “Choosing it”",
    );
    check(
        "a pain point",
        r#"3 j j e "!" enter"#,
        &["-text = \"it is dark\"", "+text = \"it is dark!\""],
        "saved: pain point “it is dark!”",
    );
    check("an owner", r#"3 j j o "Lee" enter"#, &["+owner = \"Lee\""], "saved: owner “Lee”, “it is dark”");
    check("nothing new", "3 e enter", &[], "");
    check(
        "an emptied field",
        "3 e ctrl-u enter",
        &["-thinks = \"Which one is fresh?\""],
        "saved: thinks emptied, “Shelf”",
    );
}

#[test]
fn what_does_not_fit_stays_in_the_pen() {
    let mut session = Session::written();
    session.press("3 j e ctrl-u 9 enter");
    assert_eq!(session.typing().0, "emotion> 9");
    assert!(session.typing().1.starts_with("! "), "{:?}", session.typing());
    assert_eq!(session.kept(), ["9"], "it is not lost either");
    session.press("backspace 2");
    assert_eq!(session.typing().1, "-2 to 2");
    session.press("enter").save();
    assert_eq!(session.changed(), ["-emotion = -1", "+emotion = 2"]);
    session.press("2 e ctrl-u enter");
    assert_eq!(session.typing().1, "! name is needed");
    session.press("esc");
    assert!(session.kept().is_empty() && session.orders().is_empty());
}

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
    let rows: Vec<String> = session.list().rows.iter().map(|row| format!("{} {}", row.text, row.aside)).collect();
    assert_eq!(
        rows[..5],
        [
            "add ",
            "touchpoint after “Shelf”",
            "stage after “Choosing”",
            "pain point at “Shelf”",
            "opportunity at “Shelf”"
        ]
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
        session.journey().stages.iter().map(|stage| stage.name.to_string()).collect::<Vec<_>>(),
        ["Choosing", "Leaving", "Paying"]
    );
    assert_eq!(session.notice(), "saved: added stage “Leaving”");
}

#[test]
fn evidence_is_asked_where_it_comes_from() {
    let mut session = Session::written();
    session.press(r#"3 j j a "evidence" enter"#);
    assert_eq!(session.list().title.as_str(), "evidence from");
    session.press(r#""interv" enter "Dana" enter"#).save();
    assert_eq!(
        session.changed(),
        ["+evidence = [{ kind = \"interview\", ref = \"Dana\", date = 2018-12-01, by = \"dl\" }]"]
    );
}

#[test]
fn a_note_has_several_lines_a_date_and_an_author() {
    let mut session = Session::written();
    session.press(r#"a "note" enter "one" alt-enter "שתיים" ctrl-j "3" enter"#).save();
    let changed = session.changed().join("\n");
    for part in ["one\n", "שתיים\n", "date = 2018-12-01", "by = \"dl\""] {
        assert!(changed.contains(part.trim_end()), "{changed}");
    }
    assert!(
        told(&session.journey().detail).contains(&"▸[2018-12-01 dl] one | שתיים | 3 [] ()".to_owned()),
        "{:#?}",
        told(&session.journey().detail)
    );
    session.press("2 e alt-enter");
    assert_eq!(session.notice(), "this takes one line");
}

#[test]
fn things_move_and_go() {
    let mut session = Session::written();
    session.press("J").save();
    assert_eq!(session.notice(), "saved: moved touchpoint “Shelf” down");
    let names =
        |session: &Session| session.journey().touchpoints.iter().map(|row| row.name.to_string()).collect::<Vec<_>>();
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
    assert_eq!(session.journey().touchpoints.len(), 1, "the cursor moved on before the second could be done");
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
    assert_eq!(session.typing().0, "journey> Buying bread");
    session.press("\" daily\" enter").save();
    assert_eq!(session.shelf().selected, 1, "back on the shelf");
    assert_eq!(session.shelf().rows[1].title.as_str(), "Buying bread daily");
    session.press("up d");
    assert_eq!(session.notice(), "the journey itself is not deleted here: put the cursor on something in it");
    session.press("u");
    assert_eq!(session.notice(), "nothing was changed here that could be undone");
    session.press("down u").save();
    assert_eq!(session.notice(), "undone: journey “Buying bread daily”");
    assert_eq!(session.disk[LABEL], WRITTEN);
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
        session.list().rows.iter().map(|row| format!("{} [{}]", row.text, row.aside)).collect()
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
    let mut session = Session::single(Book { locked: Some("read-only file".into()), ..read(WRITTEN) });
    for key in ["e", "a", "x", "+", "-", "d", "o", "J", "u"] {
        session.press("3 j j").press(key);
        assert_eq!(session.notice(), "this map cannot be changed: read-only file", "{key}");
        assert!(session.orders().is_empty());
    }
    let mut session = Session::written();
    session.load(LABEL, Book { findings: vec![finding(&rule::SYNTAX, "a quote is not closed")], ..Book::default() });
    session.press("e");
    assert_eq!(session.notice(), "mend line 12 first: E opens it");
    session.press("E");
    assert_eq!(session.effects, [Effect::Editor { map: LABEL.to_owned(), line: 12 }]);
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
    assert_eq!(session.effects, [Effect::Load(LABEL.into())]);
    session.load(LABEL, read(&after));
    session.press("u").save();
    assert_eq!(session.disk[LABEL], WRITTEN);
    session.news(News::Edited { map: LABEL.into(), texts: None, failed: Some("no editor".into()) });
    assert_eq!(session.notice(), "no editor");
}

#[test]
fn what_cannot_be_written_stays_in_the_pen() {
    let mut session = Session::written();
    session.press(r#"3 e "!" enter"#);
    let order = session.orders().remove(0);
    session.press("j j j");
    let full = || Outcome::Failed { message: "no space left on the device".into(), help: None };
    session.answer(&order, full());
    assert_eq!(
        session.typing(),
        ("thinks> Which one is fresh?!".into(), "! no space left on the device: your words are kept".into())
    );
    assert_eq!(session.kept(), ["Which one is fresh?!"]);
    session.press("enter").save();
    assert_eq!(session.changed().last().map(String::as_str), Some("+thinks = \"Which one is fresh?!\""));
    assert!(session.kept().is_empty());

    session.press("+");
    let order = session.orders().remove(0);
    session.press(r#"e "x""#);
    session.answer(&order, full());
    assert_eq!(session.notice(), "not saved: no space left on the device");
    assert_eq!(session.typing().0, "pain point> labels are too smallx", "nobody is disturbed while typing");
}

#[test]
fn words_are_kept_after_every_stroke_and_come_back() {
    let mut session = Session::written();
    session.press("3 e");
    assert!(session.effects.is_empty(), "nothing is typed yet");
    session.press("a left b");
    let kept: Vec<&Effect> = session.effects.iter().filter(|effect| matches!(effect, Effect::Keep(_))).collect();
    assert_eq!(kept.len(), 2, "a move is no word");
    assert!(
        matches!(kept.last(), Some(Effect::Keep(drafts)) if drafts[0].typed == "Which one is fresh?ba" && drafts[0].is_open)
    );
    session.press("esc");
    assert_eq!(session.notice(), "kept as a draft: e shows it again");
    assert!(matches!(session.effects.last(), Some(Effect::Keep(drafts)) if !drafts[0].is_open));
    assert!(told(&session.journey().detail).contains(&"▸thinks: Which one is fresh?".to_owned()), "back where one was");
    session.press("e");
    assert_eq!(
        session.typing(),
        ("thinks> Which one is fresh?ba".into(), "draft from before, ctrl-o shows what the map says".into())
    );
    session.press("ctrl-o");
    assert_eq!(session.typing(), ("thinks> Which one is fresh?".into(), String::new()));
    session.press("ctrl-o enter").save();
    assert!(session.kept().is_empty());
    assert_eq!(session.effects.last(), Some(&Effect::Keep(Vec::new())));
    session.press(r#"a "pain" enter "so" esc"#);
    assert_eq!(session.notice(), "kept as a draft: a shows it again");
    session.press(r#"a "pain" enter"#);
    assert_eq!(session.typing().0, "new pain point> so");
}

#[test]
fn pasted_text_is_one_thing() {
    let mut session = Session::written();
    session.press("3 e ctrl-u");
    session.effects.clear();
    let paste = |session: &mut Session, text: &str| {
        let effects = update(&mut session.state, Action::Paste(text.to_owned()));
        session.effects.extend(effects);
    };
    paste(&mut session, "one\r\ntwo\u{1b}[2J");
    assert_eq!((session.typing().0.as_str(), session.effects.len()), ("thinks> one two[2J", 1));
    paste(&mut session, &"x".repeat(70_000));
    assert_eq!(session.notice(), "that is more than 64 KiB: the rest was left out");
    session.press("esc /");
    paste(&mut session, "lamps");
    assert_eq!(session.list().typed.as_str(), "lamps");
}

fn draft(aim: Aim, typed: &str, is_open: bool) -> Draft {
    Draft { map: LABEL.into(), aim, typed: typed.into(), was: None, is_open }
}

fn shelf() -> Address {
    Address::journey().then(Noun::Stage, "choose").then(Noun::Touchpoint, "shelf")
}

#[test]
fn the_next_start_asks_about_words_that_were_being_typed() {
    let mut session = Session::start(&[LABEL], true);
    session.disk.insert(LABEL.into(), WRITTEN.into());
    let thinks = Draft {
        was: Some("Which one is fresh?".into()),
        ..draft(Aim::Field(shelf().field("thinks")), "Is this fresh?", true)
    };
    let drafts = vec![
        thinks,
        draft(Aim::Item(shelf(), Noun::Pain), "too crowded", false),
        draft(Aim::Field(shelf().then(Noun::Pain, "gone").field("text")), "the text of it", true),
    ];
    session.news(News::Recalled(Recalled { drafts, standups: Vec::new() }));
    assert_eq!(session.view().overlay, None, "not before the map is read");
    session.load(LABEL, read(WRITTEN));
    let card = session.card();
    assert_eq!(
        (card.title.as_str(), card.aside.as_str()),
        ("words from before that are in no map yet", "thinks · Choosing / Shelf")
    );
    let choices: Vec<String> = card.choices.iter().map(|choice| format!("{} {}", choice.key, choice.words)).collect();
    assert_eq!(choices, ["r restore", "d show the difference", "x discard"]);
    session.press("d");
    let lines: Vec<String> = session.card().parts[0].lines.iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["- Which one is fresh?", "+ Is this fresh?"]);
    session.press("r");
    assert_eq!(session.typing().0, "thinks> Is this fresh?");
    session.press("enter").save();
    assert_eq!(session.changed(), ["-thinks = \"Which one is fresh?\"", "+thinks = \"Is this fresh?\""]);
    let card = session.card();
    assert_eq!(card.aside.as_str(), "pain point · choose/shelf/pain/gone.text, which is gone");
    assert_eq!(card.choices[0].words.as_str(), "add as a note to the journey");
    session.press("x");
    assert_eq!(session.card().title.as_str(), "discard “the text of it” for good?");
    session.press("k n").save();
    assert!(session.disk[LABEL].contains("choose/shelf/pain/gone.text: the text of it"));
    session.press(r#"2 a "pain" enter"#);
    assert_eq!(session.typing().0, "new pain point> too crowded", "what was put aside is just there");
}

#[test]
fn discarding_asks_once_more() {
    let mut session = Session::written();
    session.news(News::Recalled(Recalled {
        drafts: vec![draft(Aim::Item(shelf(), Noun::Note), "so", true)],
        standups: Vec::new(),
    }));
    session.press("x enter");
    assert_eq!(session.kept(), ["so"], "enter keeps");
    session.press("esc");
    assert_eq!(session.notice(), "kept: the next start asks again");
    session.news(News::Recalled(Recalled {
        drafts: vec![draft(Aim::Item(shelf(), Noun::Risk), "no", true)],
        standups: Vec::new(),
    }));
    session.press("x y");
    assert_eq!((session.kept(), session.notice()), (vec!["so".to_owned()], "discarded “no”".to_owned()));
}

/// Two people change what customers think.
fn clashing() -> Session {
    let mut session = Session::written();
    session.press(r#"3 e ctrl-u "Mine" enter"#);
    session.elsewhere("Which one is fresh?", "Theirs");
    session.save();
    session
}

#[test]
fn two_people_at_one_place_are_asked() {
    let mut session = clashing();
    let card = session.card();
    let parts: Vec<String> = card.parts.iter().map(|part| format!("{}: {}", part.label, part.lines[0])).collect();
    assert_eq!(parts, ["when you began: Which one is fresh?", "theirs: Theirs", "yours: Mine"]);
    assert_eq!(card.aside.as_str(), "thinks · Choosing / Shelf");
    let choices: Vec<String> = card.choices.iter().map(|choice| format!("{} {}", choice.key, choice.words)).collect();
    assert_eq!(choices, ["m merge", "t keep theirs", "k keep mine", "s save as"]);
    assert_eq!(session.kept(), ["Mine"]);

    session.press("t");
    assert_eq!(session.notice(), "kept as a draft: e shows it again");
    assert_eq!((session.kept(), session.orders().len()), (vec!["Mine".to_owned()], 0));

    let mut session = clashing();
    session.press("k").save();
    assert_eq!(session.changed(), ["-thinks = \"Which one is fresh?\"", "+thinks = \"Mine\""]);
    assert!(session.kept().is_empty());
    session.press("u").save();
    assert!(session.disk[LABEL].contains("thinks = \"Theirs\""), "what was overwritten is not gone");

    let mut session = clashing();
    session.press("m");
    assert_eq!(session.typing().0, "thinks> Theirs / Mine");
    session.press("enter").save();
    assert_eq!(session.changed(), ["-thinks = \"Which one is fresh?\"", "+thinks = \"Theirs / Mine\""]);

    let mut session = clashing();
    session.press("s");
    assert_eq!(session.typing().0, "save as> journey-2.toml");
    session.press("enter");
    let orders = session.orders();
    assert!(matches!(&orders[0].work, Work::Copy { file, .. } if file == "journey-2.toml"));
    session.answer(&orders[0], Outcome::Copied { label: "airport/journey-2.toml".into() });
    assert_eq!(session.notice(), "saved as airport/journey-2.toml, this map is as it was");
    assert!(session.kept().is_empty());

    let mut session = clashing();
    session.press("esc");
    assert_eq!(session.kept(), ["Mine"]);
}

#[test]
fn a_colleague_is_seen_while_one_types() {
    let mut session = Session::written();
    session.press(r#"3 e ctrl-u "Mine""#);
    session.elsewhere("Which one is fresh?", "Theirs");
    let text = session.disk[LABEL].clone();
    session.load(LABEL, read(&text));
    assert_eq!(session.typing().0, "thinks> Mine", "typing goes on");
    session.press("enter");
    assert!(session.orders().is_empty());
    assert_eq!(session.card().parts[1].lines[0].as_str(), "Theirs");
    session.press("m enter").save();
    assert!(session.disk[LABEL].contains("Theirs / Mine"));
}

#[test]
fn somebody_elses_item_is_not_deleted_unseen() {
    let mut session = Session::written();
    session.elsewhere("it is dark", "it is dark at night");
    session.press("3 j j d").save();
    let choices: Vec<String> = session.card().choices.iter().map(|choice| choice.words.to_string()).collect();
    assert_eq!(choices, ["keep theirs", "keep mine"]);
    session.press("t");
    assert_eq!(session.notice(), "theirs stays");
    assert!(session.disk[LABEL].contains("it is dark at night"));
}

#[test]
fn an_undo_that_meets_somebody_elses_words_is_asked_about() {
    let mut session = Session::written();
    session.press(r#"3 e "!" enter"#).save();
    session.elsewhere("Which one is fresh?!", "Theirs");
    session.press("u").save();
    assert_eq!(session.card().title.as_str(), "somebody else changed this since");
    session.press("t u");
    assert_eq!(session.notice(), "nothing was changed here that could be undone");
    assert!(session.disk[LABEL].contains("Theirs"));
}

#[test]
fn letters_are_letters_in_the_pen_on_any_keyboard() {
    let mut session = Session::written();
    session.press("ק");
    assert_eq!(session.typing().0, "touchpoint> Shelf", "e on a Hebrew keyboard");
    session.press("ctrl-u ק ו ד j u x enter").save();
    assert_eq!(session.changed(), ["-name = \"Shelf\"", "+name = \"קודjux\""]);
    session.press("ו").save();
    assert_eq!(session.disk[LABEL], WRITTEN, "u");
}

#[test]
fn counts_stay_while_a_word_changes() {
    let mut session = Session::written();
    let shown = Arc::clone(session.state.book().expect("a book"));
    session.press("+").save();
    assert!(!Arc::ptr_eq(&shown, session.state.book().expect("a book")));
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
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

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
                    session.news(News::Recalled(Recalled { drafts, standups: Vec::new() }));
                }
                key => { session.press(key); }
            }
            let view = session.view();
            match view.overlay {
                Some(Overlay::Picker(picker)) => prop_assert!(picker.selected < picker.rows.len().max(1)),
                Some(Overlay::Card(card)) => prop_assert!(card.selected < card.choices.len(), "{:?}", card),
                None => {}
            }
            let is_typing = matches!(session.state.mode, Mode::Writing(_));
            if is_typing {
                prop_assert!(!session.typing().0.is_empty());
            }
        }
        session.save();
        let odd: Vec<String> = read(&session.disk[LABEL]).findings.iter().filter(|found| found.rule == &rule::SYNTAX).map(|found| found.message.clone()).collect();
        prop_assert!(odd.is_empty(), "{:?}", odd);
    }
}
