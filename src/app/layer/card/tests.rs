//! What is asked where two people changed the same, and where words were left behind.

use crate::app::event::{News, Recalled};
use crate::app::order::{Outcome, Work};
use crate::app::stand::{LABEL, Session, WRITTEN, draft, read, shelf};
use crate::app::view::CardLine;
use crate::journey::{Aim, Draft, Noun};
use crate::text::Plain;

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
    session.news(News::Recalled(Recalled { drafts, ..Recalled::default() }));
    assert_eq!(session.frame().overlay, None, "not before the map is read");
    session.load(LABEL, read(WRITTEN));
    let card = session.card();
    assert_eq!(
        (card.title.as_str(), card.aside.as_str()),
        ("words from before that are in no map yet", "thinks · Choosing / Shelf")
    );
    let choices: Vec<String> = card.choices.iter().map(|choice| format!("{} {}", choice.key, choice.words)).collect();
    assert_eq!(choices, ["r restore", "d show the difference", "x discard"]);
    session.press("d");
    let [removed, added] = ["Which one is fresh?", "Is this fresh?"].map(Plain::from);
    assert_eq!(session.card().parts[0].lines, [CardLine::Removed(removed), CardLine::Added(added)]);
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
        ..Recalled::default()
    }));
    session.press("x enter");
    assert_eq!(session.kept(), ["so"], "enter keeps");
    session.press("esc");
    assert_eq!(session.notice(), "kept: the next start asks again");
    session.news(News::Recalled(Recalled {
        drafts: vec![draft(Aim::Item(shelf(), Noun::Risk), "no", true)],
        ..Recalled::default()
    }));
    session.press("x y");
    assert_eq!((session.kept(), session.notice()), (vec!["so".to_owned()], "discarded “no”".to_owned()));
}

#[test]
fn words_of_two_crashed_sessions_at_one_place_stand_side_by_side() {
    let mut session = Session::written();
    let aim = Aim::Field(shelf().field("thinks"));
    let nothing = draft(Aim::Item(shelf(), Noun::Risk), "  ", true);
    let was = Some("Which one is fresh?".to_owned());
    let warm = Draft { was: was.clone(), ..draft(aim.clone(), "Is it warm?", false) };
    let drafts = vec![Draft { was, ..draft(aim, "Is it fresh?", true) }, nothing, warm];
    session.news(News::Recalled(Recalled { drafts, ..Recalled::default() }));
    session.press("r");
    assert_eq!(session.typing().0, "thinks> Is it fresh? / Is it warm?");
    session.press("enter").save();
    assert!(session.frame().overlay.is_none(), "nothing is asked about no words");
    assert!(session.kept().is_empty());
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
    let parts: Vec<(&str, CardLine)> =
        card.parts.iter().map(|part| (part.label.as_str(), part.lines[0].clone())).collect();
    let wanted = [("when you began", "Which one is fresh?"), ("theirs", "Theirs"), ("yours", "Mine")];
    assert_eq!(parts, wanted.map(|(label, text)| (label, CardLine::Words(text.into()))));
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
    assert_eq!(session.card().parts[1].lines, [CardLine::Words("Theirs".into())]);
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
