//! Left and come back: where the cursor is then, and what others changed meanwhile.

use super::*;
use crate::app::event::{News, Recalled};
use crate::app::order::Outcome;
use crate::app::stand::{LABEL, Session, WRITTEN, book, read};
use crate::app::view::{Journey, Pane};
use crate::journey::FirstView;

/// A session on the airport that knows of these bookmarks, before anything is read.
fn recalled(bookmarks: Vec<Bookmark>) -> Session {
    let mut session = Session::start(&[LABEL], true);
    session.news(News::Recalled(Recalled { bookmarks, ..Recalled::default() }));
    session
}

/// A session on the written map that knows of what an earlier one left.
fn again(bookmarks: Vec<Bookmark>, text: &str) -> Session {
    let mut session = recalled(bookmarks);
    session.disk.insert(LABEL.to_owned(), text.to_owned());
    let mut book = read(text);
    book.counts.is_complete = true;
    session.load(LABEL, book);
    session
}

/// Where a session left the map, as it was told last.
fn left(session: &Session) -> Vec<Bookmark> {
    let told = session.effects.iter().rev().find_map(|effect| match effect {
        Effect::Bookmark(bookmark) => Some(bookmark.clone()),
        _ => None,
    });
    told.into_iter().collect()
}

/// The names of what is marked: stages, then the touchpoints of the stage under the cursor.
fn marked(session: &Session) -> Vec<String> {
    let journey = session.journey();
    let (stages, touchpoints) = (journey.stages(), journey.touchpoints());
    let stages = stages.iter().filter(|own| own.is_news).map(|own| own.name.to_string());
    stages.chain(touchpoints.iter().filter(|own| own.is_news).map(|own| own.name.to_string())).collect()
}

#[test]
fn one_comes_back_to_where_one_left() {
    for keys in ["", "l j", "l j 3", "l 1", "i", "l v s", "3"] {
        let mut session = recalled(Vec::new());
        session.load(LABEL, book());
        session.press("g h");
        session.press(keys);
        let mut later = recalled(left(&session));
        later.load(LABEL, book());
        let (was, now) = (session.journey(), later.journey());
        let place = |own: &Journey| (own.stage_idx, own.touchpoint_idx, own.focus, own.is_zoomed);
        assert_eq!(place(&now), place(&was), "{keys}");
        assert_eq!(now.detail.title, was.detail.title, "{keys}");
    }
}

#[test]
fn what_is_known_too_late_or_of_another_time_harms_nothing() {
    let bookmark = |stage: &str, about: &str| Bookmark {
        map: LABEL.to_owned(),
        stage: (stage.to_owned(), 1),
        touchpoint: ("gone".to_owned(), 2),
        pane: "detail".to_owned(),
        about: about.to_owned(),
        ..Bookmark::default()
    };
    let mut session = recalled(vec![bookmark("gone", "touchpoint")]);
    session.load(LABEL, book());
    assert_eq!(session.place(), "Waiting / Shops", "what is gone leaves its position");
    let mut session = recalled(vec![bookmark("leave", "a view of another version")]);
    session.load(LABEL, book());
    assert_eq!(session.place(), "Waiting / Restaurants", "the worst, as if nobody had been there");
    let mut session = Session::start(&[LABEL], true);
    session.load(LABEL, book());
    session.press("j");
    session.news(News::Recalled(Recalled { bookmarks: vec![bookmark("leave", "stage")], ..Recalled::default() }));
    assert_eq!(session.place(), "Getting there / Parking", "somebody moved already");
}

#[test]
fn a_map_that_nobody_was_in_is_opened_at_its_worst_touchpoint() {
    let mut session = recalled(Vec::new());
    assert!(left(&session).is_empty());
    session.load(LABEL, book().uncounted());
    assert_eq!(session.place(), "Waiting / Restaurants", "no number could change that");
    session.press("l");
    session.load(LABEL, book());
    assert_eq!(session.place(), "Leaving / Bus", "it stays where the user went");

    let mut painless = book();
    painless.map.stages[1].touchpoints[1].pains.clear();
    let mut session = recalled(Vec::new());
    session.load(LABEL, painless.clone().uncounted());
    assert_eq!(session.place(), "Getting there / Roads", "the numbers are not there yet");
    assert!(left(&session).is_empty(), "that is not where the user left");
    session.load(LABEL, painless.clone());
    assert_eq!(session.place(), "Waiting / Restaurants");
    assert_eq!(left(&session).len(), 1);
    session.press("w");
    assert_ne!(session.place(), "Waiting / Restaurants", "that was seen already");

    let mut session = recalled(Vec::new());
    session.load(LABEL, painless.clone().uncounted());
    session.press("f9");
    session.load(LABEL, painless);
    assert_eq!(session.place(), "Getting there / Roads", "a key was pressed, though it does nothing");
}

/// The airport, which opens on a view.
fn opening_on(view: FirstView) -> Book {
    let mut book = book();
    book.map.view = Some(view);
    book
}

#[test]
fn a_map_may_open_on_a_view_and_esc_leads_to_its_worst_touchpoint() {
    let about = |session: &Session| (session.inner.state.place.subject, session.journey().is_zoomed);
    let curve = Subject::View(views::named("curve").expect("a view").name);
    let mut session = recalled(Vec::new());
    session.load(LABEL, opening_on(FirstView::Curve).uncounted());
    assert_eq!(about(&session), (curve, true), "before anything is counted");
    session.load(LABEL, opening_on(FirstView::Curve));
    assert_eq!((about(&session), session.place().as_str()), ((curve, true), "Waiting / Restaurants"));
    session.press("esc");
    let journey = session.journey();
    assert_eq!((journey.focus, journey.is_zoomed), (Pane::Touchpoints, false));
    assert_eq!(session.place(), "Waiting / Restaurants");
    session.load(LABEL, opening_on(FirstView::Curve));
    assert!(!session.journey().is_zoomed, "once is enough");

    let mut later = recalled(left(&session));
    later.load(LABEL, opening_on(FirstView::Curve));
    assert!(!later.journey().is_zoomed, "it was left in the panes");
    later.press("v l");
    let mut again = recalled(left(&later));
    again.load(LABEL, opening_on(FirstView::Curve));
    assert_eq!(about(&again).0, Subject::View(ViewName::WALK), "a place that is remembered comes first");
}

#[test]
fn a_walk_begins_where_the_journey_does() {
    let mut session = recalled(Vec::new());
    session.load(LABEL, opening_on(FirstView::Walk));
    assert_eq!(session.place(), "Getting there / Roads");
}

#[test]
fn from_the_list_it_opens_on_its_view_each_time_that_nobody_was_there() {
    let mut session = Session::start(&[LABEL, "toys/journey.toml"], false);
    session.news(News::Recalled(Recalled::default()));
    session.load(LABEL, opening_on(FirstView::Plan));
    session.load("toys/journey.toml", book());
    session.press("enter");
    assert!(session.journey().is_zoomed);
    session.press("esc H j enter");
    assert!(!session.journey().is_zoomed, "this one says nothing");
    session.press("H k enter");
    assert!(!session.journey().is_zoomed, "one comes back to where one was");
}

#[test]
fn from_the_list_a_map_is_opened_the_same_way() {
    let other = "toys/journey.toml";
    let mut session = Session::start(&[LABEL, other], false);
    let at = Bookmark {
        map: other.to_owned(),
        stage: ("leave".to_owned(), 2),
        touchpoint: ("taxi".to_owned(), 1),
        pane: "touchpoints".to_owned(),
        about: "touchpoint".to_owned(),
        ..Bookmark::default()
    };
    session.news(News::Recalled(Recalled { bookmarks: vec![at], ..Recalled::default() }));
    session.load(LABEL, book());
    session.load(other, book());
    session.press("enter");
    assert_eq!(session.place(), "Waiting / Restaurants");
    session.press("H j enter");
    assert_eq!(session.place(), "Leaving / Taxi");
    session.press("H k enter");
    assert_eq!(session.place(), "Waiting / Restaurants");
}

#[test]
fn what_a_colleague_changed_since_then_is_marked_until_one_was_there() {
    let first = again(Vec::new(), WRITTEN);
    assert_eq!((marked(&first), first.notice()), (Vec::new(), String::new()), "all is new to who was never there");
    let text = WRITTEN.replacen("Which one is fresh?", "Which one is warm?", 1);
    assert_ne!(text, WRITTEN);
    let mut session = again(left(&first), &text);
    let all = marked(&session);
    assert_eq!(session.notice(), "changed since you looked: 1 touchpoint");
    assert_eq!(all.len(), 2, "a touchpoint and its stage: {all:?}");
    let mut later = again(left(&session), &text);
    assert_eq!((marked(&later), later.notice()), (Vec::new(), String::new()), "at the next opening that is old");
    later.press("j");
    // Down to the last of them and back: each had the cursor.
    session.press("j j j j k k k k k");
    assert_eq!(marked(&session), Vec::<String>::new());
    assert_eq!(session.notice(), "", "it is said once");
}

#[test]
fn one_s_own_changes_are_never_marked_and_those_of_others_are() {
    let mut session = again(Vec::new(), WRITTEN);
    session.press("g h 2 e \" now\" enter").save();
    assert_eq!((marked(&session), session.changed().len()), (Vec::new(), 2));
    session.press("u").save();
    assert_eq!(marked(&session), Vec::<String>::new());
    // The file is heard of before the answer.
    session.press("e \" again\" enter");
    let order = session.orders().remove(0);
    let text = WRITTEN.replacen("name = \"", "name = \"Again ", 1);
    session.load(LABEL, read(&text));
    assert_eq!(marked(&session), Vec::<String>::new(), "it may be one's own");
    let outcome = Outcome::Saved { book: Arc::new(read(&text)), before: WRITTEN.into(), done: Vec::new() };
    session.answer(&order, outcome);
    assert_eq!(marked(&session), Vec::<String>::new());
    session.load(LABEL, read(&text.replacen("Which one is fresh?", "Which one is warm?", 1)));
    assert_eq!(marked(&session).len(), 2);
}

#[test]
fn an_empty_map_says_what_to_press() {
    let session = again(Vec::new(), "[journey]\ntitle = \"Bread\"\n");
    assert_eq!(session.journey().invitation.as_str(), "a adds a stage");
    let session = again(Vec::new(), "[journey]\ntitle = \"Bread\"\n[[stage]]\nid = \"a\"\nname = \"A\"\n");
    assert_eq!(session.journey().invitation.as_str(), "a adds a touchpoint");
    assert_eq!(again(Vec::new(), WRITTEN).journey().invitation.as_str(), "");
    assert_eq!(session.journey().focus, Pane::Touchpoints);
}
