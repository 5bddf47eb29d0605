//! Typing into a map, and what becomes of the words.

use crate::app::effect::Effect;
use crate::app::event::{Event, News};
use crate::app::order::Outcome;
use crate::app::stand::{LABEL, Session, WRITTEN, check, read, told};

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
fn a_question_is_answered_and_not_mended() {
    let mut session = Session::written();
    session.elsewhere("thinks = \"Which one is fresh?\"", "thinks = \"? What do they think?\"");
    let text = session.disk[LABEL].clone();
    session.load(LABEL, read(&text));
    let pen = |session: &Session| session.typing();
    session.press("3 e");
    assert_eq!(pen(&session), ("thinks> ".to_owned(), "What do they think?".to_owned()));
    session.press("enter");
    assert!(session.orders().is_empty(), "a question that nobody answered stays");
    session.press(r#"e "? What then?" enter"#);
    assert_eq!(pen(&session).1, "! still a question: write your answer");
    session.press(r#"ctrl-u "Where is the rye?" enter"#).save();
    assert_eq!(session.changed(), ["-thinks = \"Which one is fresh?\"", "+thinks = \"Where is the rye?\""]);
    session.press(r#"a "note" enter "? For whom?" enter"#);
    assert_eq!(pen(&session).1, "! still a question: write your answer", "nobody adds one either");
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
        let effects = session.act(Event::Paste(text.to_owned()));
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
fn a_map_that_goes_while_one_types_takes_no_words_along() {
    let mut session = Session::written();
    session.press("3 e a");
    session.news(News::Shelf(vec!["b.toml".into()]));
    assert_eq!(session.notice(), format!("{LABEL} is gone: your words are kept"));
    assert_eq!(session.kept(), ["Which one is fresh?a"]);
    session.press("j e x");
}

#[test]
fn the_footer_tells_what_one_edits_with() {
    let mut session = Session::written();
    session.press("3 j j x").save();
    assert_eq!(session.footer()[..5], ["+- severity", "o owner", "x state", "u undo", "e edit"]);
    session.press("e");
    assert_eq!(session.footer(), ["enter save", "esc leave", "ctrl-u erase line"]);
    session.press("esc a text:note enter");
    assert_eq!(session.footer()[2], "alt-enter new line");
}
