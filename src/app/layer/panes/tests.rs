//! What the footer says where the cursor is, and that the mouse may press it.

use crate::app::event::{Event, Gesture, Pointed};
use crate::app::stand::{LABEL, Session, book, geometry};
use crate::app::view::{Area, Geometry, Pane, Target};
use crate::journey::Noun;

/// Puts the cursor on the first thing of that kind in the detail.
#[track_caller]
fn go_to(session: &mut Session, noun: Noun) {
    session.press("l j 3 g");
    for _ in 0..40 {
        if session.inner.state.under_cursor().and_then(|at| at.steps.last().map(|step| step.noun)) == Some(noun) {
            return;
        }
        session.press("j");
    }
    panic!("no {noun:?} is there");
}

#[test]
fn the_footer_begins_with_what_the_cursor_is_on() {
    let start = || Session::single(book());
    assert_eq!(start().footer()[..4], ["←→ stage", "↑↓ move", "enter open", "w worst"]);
    assert_eq!(start().press("1").footer()[..4], ["←→ stage", "enter open", "w worst", "/ find"]);
    let first = |noun: Noun| {
        let mut session = start();
        go_to(&mut session, noun);
        session.footer()
    };
    assert_eq!(first(Noun::Pain)[..3], ["+- severity", "o owner", "x state"]);
    assert_eq!(first(Noun::Action)[..2], ["x state", "o owner"]);
    assert_eq!(first(Noun::Note)[..2], ["↑↓ move", "{} section"], "a note has no owner and no state");
    for noun in [Noun::Action, Noun::Note] {
        assert!(!first(noun).iter().any(|hint| hint.contains("severity") || hint.contains("emotion")), "{noun:?}");
    }
    let mut session = Session::start(&[LABEL], false);
    assert!(!session.press("j").footer().iter().any(|hint| hint.contains("stage") || hint.contains("edit")));
}

#[test]
fn the_help_is_in_every_footer_over_a_page() {
    for keys in ["", "2", "3", "i", "i 3", "v s", "S"] {
        let session = &mut Session::single(book());
        session.press(keys);
        let kept: Vec<_> = session.frame().hints.into_iter().filter(|hint| hint.is_kept).collect();
        assert_eq!(kept.iter().map(|hint| hint.words.as_str()).collect::<Vec<_>>(), ["help"], "{keys}");
    }
}

#[test]
fn a_hint_is_clicked_like_its_key() {
    let mut session = Session::single(book());
    let area = |x: u16| Area { x, y: 0, width: 1, height: 1 };
    let at = |session: &Session, words: &str| {
        session.frame().hints.iter().position(|hint| hint.words.as_str() == words).expect("a hint")
    };
    let click = |session: &mut Session, hint: usize, key: Option<usize>| {
        session.draw(Geometry { targets: vec![(area(3), Target::Hint(hint, key))], ..geometry() });
        session.act(Event::Pointed(Pointed { x: 3, y: 0, gesture: Gesture::Click }));
    };
    let stage = at(&session, "stage");
    click(&mut session, stage, None);
    assert_eq!(session.place(), "Waiting / Art", "the words go on");
    click(&mut session, stage, Some(0));
    assert_eq!(session.place(), "Getting there / Roads", "the first key goes back");
    let open = at(&session, "open");
    click(&mut session, open, Some(0));
    assert_eq!(session.journey().focus, Pane::Detail);
    let help = at(&session, "help");
    click(&mut session, help, None);
    assert_eq!(session.list().page.title.as_str(), "help");
    let close = at(&session, "close");
    click(&mut session, close, None);
    assert!(session.is_on_page(), "the footer of a list is clicked as well");
    click(&mut session, 99, None);
    assert!(session.is_on_page(), "a hint that is gone does nothing");
}
