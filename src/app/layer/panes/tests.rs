//! What the footer says where the cursor is, and that the mouse may press it.

use crate::app::event::{Event, Gesture, Pointed};
use crate::app::stand::{LABEL, Session, book, geometry, told};
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

/// Two maps that lead to each other, opened at the restaurants of the first.
fn linked(is_single: bool, change: impl FnOnce(&mut crate::journey::Map)) -> Session {
    let mut own = book();
    own.map.state = crate::journey::MapState::Future;
    own.map.current = Some("now.toml".to_owned());
    change(&mut own.map);
    let mut now = book();
    now.map.title = "Flying today".to_owned();
    let maps: &[&str] = if is_single { &[LABEL] } else { &[LABEL, "airport/now.toml", "back/journey.toml"] };
    let mut session = Session::start(maps, is_single);
    session.load(LABEL, own);
    if !is_single {
        session.load("airport/now.toml", now);
        session.press("enter");
    }
    session.press("2 l j");
    session
}

/// Where the user is: the map, and the touchpoint.
fn here(session: &Session) -> (&str, &str) {
    let place = &session.inner.state.place;
    (place.map.id.as_str(), place.touchpoint.id.as_str())
}

#[test]
fn a_touchpoint_leads_to_what_comes_next_and_back_again() {
    let food = |map: &mut crate::journey::Map, next: &[&str]| {
        map.stages[1].touchpoints[1].next = next.iter().map(|id| (*id).to_owned()).collect();
    };
    let mut one = linked(false, |map| food(map, &["bus"]));
    assert!(one.footer().contains(&"f follow".to_owned()));
    assert_eq!(here(one.press("f")), (LABEL, "bus"));
    assert_eq!(here(one.press("[")), (LABEL, "food"));
    assert_eq!(here(one.press("]")), (LABEL, "bus"));
    assert!(!one.footer().contains(&"f follow".to_owned()), "nothing leads on from there");
    assert_eq!(one.press("f").notice(), "nothing leads on from here: next, journey and current in a map do");

    let mut several = linked(false, |map| food(map, &["art", "bus"]));
    let rows: Vec<String> = several.press("f").choices().iter().map(|row| row.text.to_string()).collect();
    assert_eq!(rows, ["Art", "Bus"]);
    assert_eq!(here(several.press("esc")), (LABEL, "food"));
    assert_eq!(here(several.press("f down enter")), (LABEL, "bus"));
    assert_eq!(here(several.press("[")), (LABEL, "food"));
}

#[test]
fn another_map_is_opened_if_it_is_among_those_here() {
    let leading = |is_single: bool, path: &str| {
        let path = path.to_owned();
        linked(is_single, |map| map.stages[1].touchpoints[1].journey = Some(path))
    };
    let mut session = leading(false, "../back/journey.toml");
    assert_eq!(here(session.press("f")).0, "back/journey.toml");
    assert_eq!(here(session.press("[")), (LABEL, "food"));
    for (is_single, path, why) in [
        (false, "../../returns/journey.toml", "../../returns/journey.toml is not in this folder: open its folder"),
        (false, "../gone.toml", "../gone.toml is not among the maps of this folder"),
        (true, "now.toml", "now.toml is not open, this map alone is: open its folder"),
    ] {
        let mut session = leading(is_single, path);
        assert_eq!(here(session.press("f")), (LABEL, "food"));
        assert_eq!(session.notice(), why);
    }
}

#[test]
fn the_field_that_says_it_leads_there_by_enter_and_by_a_second_click() {
    let current = |session: &Session| {
        let blocks = session.journey().detail.blocks;
        let is_current = |block: &crate::app::view::Block| {
            block.at().is_some_and(|at| at.field.as_deref() == Some("current") && at.steps.is_empty())
        };
        let idx = blocks.iter().position(is_current).expect("it is shown");
        (idx, crate::app::stand::told(&session.journey().detail)[idx].clone())
    };
    let mut session = linked(false, |_| {});
    session.press("i");
    let (idx, words) = current(&session);
    assert_eq!(words.trim_start_matches('▸'), "as it is: Flying today");
    session
        .draw(Geometry { targets: vec![(Area { x: 0, y: 5, width: 9, height: 1 }, Target::Block(idx))], ..geometry() });
    let click = |session: &mut Session| {
        session.act(Event::Pointed(Pointed { x: 1, y: 5, gesture: Gesture::Click }));
    };
    click(&mut session);
    assert_eq!(here(&session).0, LABEL, "the first click chooses");
    click(&mut session);
    assert_eq!(here(&session).0, "airport/now.toml");
    assert_eq!(here(session.press("[")).0, LABEL);
    assert_eq!(here(session.press("enter")).0, "airport/now.toml", "the cursor is on it still");

    let mut gone = linked(true, |_| {});
    gone.press("i");
    assert_eq!(current(&gone).1.trim_start_matches('▸'), "as it is: now.toml", "what is not open has no title");
}

/// A session on the airport: restaurants and the bus are moments of truth.
fn decisive() -> Session {
    let mut book = book();
    book.map.stages[2].touchpoints[0].is_moment_of_truth = true;
    book.map.stages[1].touchpoints[1].technology = vec!["menus on a screen".to_owned()];
    let mut session = Session::single(book);
    session.press("g h h 2");
    session
}

/// The names of the stages and touchpoints that are shown.
fn shown(session: &Session) -> (Vec<String>, Vec<String>) {
    let journey = session.journey();
    let touchpoints = journey.overview.rows.iter().flatten().map(|own| own.name.to_string());
    (journey.stages().iter().map(|own| own.name.to_string()).collect(), touchpoints.collect())
}

#[test]
fn only_moments_of_truth_are_listed_and_stepped_through_and_it_is_said() {
    let mut session = decisive();
    let all = shown(&session);
    assert_eq!((session.place().as_str(), all.1.len()), ("Getting there / Roads", 7));
    session.press("T");
    assert_eq!(session.notice(), "only moments of truth are shown");
    assert_eq!(shown(&session), (vec!["Waiting".into(), "Leaving".into()], vec!["Restaurants".into(), "Bus".into()]));
    assert_eq!(session.place(), "Waiting / Restaurants", "the nearest");
    let journey = session.journey();
    assert_eq!((journey.counted.as_str(), journey.is_filtered), ("everyone · only moments of truth", true));
    assert!(session.frame().status.as_str().ends_with("only moments of truth"), "{}", session.frame().status);
    assert!(told(&journey.detail)[0].starts_with("technology"), "{:#?}", told(&journey.detail));
    session.press("j right");
    assert_eq!(session.place(), "Leaving / Bus");
    session.press("right left left");
    assert_eq!(session.place(), "Waiting / Restaurants");
    session.press("T");
    assert_eq!((session.notice().as_str(), shown(&session) == all), ("all touchpoints are shown again", true));
    assert_eq!((session.place().as_str(), session.journey().counted.as_str()), ("Waiting / Restaurants", "everyone"));
}

#[test]
fn a_click_chooses_what_is_shown() {
    let mut session = decisive();
    session.press("T");
    let at = |x| Area { x, y: 0, width: 1, height: 1 };
    let targets = vec![(at(0), Target::Stage(1)), (at(1), Target::Spot(0, 0)), (at(2), Target::Touchpoint(0))];
    session.draw(Geometry { targets, ..geometry() });
    let click = |session: &mut Session, x| session.act(Event::Pointed(Pointed { x, y: 0, gesture: Gesture::Click }));
    click(&mut session, 0);
    assert_eq!(session.place(), "Leaving / Bus");
    click(&mut session, 1);
    assert_eq!(session.place(), "Waiting / Restaurants");
    click(&mut session, 2);
    assert_eq!((session.place().as_str(), session.journey().focus), ("Waiting / Restaurants", Pane::Detail));
}

#[test]
fn whoever_goes_elsewhere_sees_all_again_and_a_map_without_any_says_so() {
    let mut session = decisive();
    session.press("T / text:parking enter");
    assert_eq!((session.place().as_str(), shown(&session).1.len()), ("Getting there / Parking", 7));
    session.press("T i");
    assert_eq!(session.journey().counted.as_str(), "everyone · only moments of truth", "beside the list");
    session.press("z");
    assert_eq!(session.journey().counted.as_str(), "everyone", "the journey's own story is of all");
    let mut none = book();
    none.map.stages[1].touchpoints[1].is_moment_of_truth = false;
    let mut session = Session::single(none);
    session.press("T");
    assert_eq!(session.notice(), "no touchpoint of this map is a moment of truth");
    assert_eq!(shown(&session).1.len(), 7);
}

#[test]
fn a_walk_may_be_along_moments_of_truth_alone() {
    let mut session = decisive();
    session.press("T v l");
    let seen = |session: &Session| told(&session.journey().detail)[0].clone();
    assert_eq!(seen(&session), "touchpoint 1 of 2 the whole journey · only moments of truth");
    session.press("l l");
    assert_eq!(session.journey().detail.title.as_str(), "The end of the walk");
}
