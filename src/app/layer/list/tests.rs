//! Cursors in lists that grow, shrink and vanish.

use crate::app::effect::Effect;
use crate::app::stand::{LABEL, Session, book, finding, geometry, told};
use crate::app::view::{Geometry, Pane};
use crate::journey::{Address, Finding, Noun};

#[test]
fn a_search_goes_along_and_comes_back() {
    let mut session = Session::single(book());
    session.press("2 j / text:noon");
    let list = session.list();
    assert_eq!((list.prompt.as_str(), list.typed.as_str()), ("/", "noon"));
    assert_eq!(session.choices()[0].text.as_str(), "asked for noon staffing");
    assert_eq!(session.choices()[0].matched, [10, 11, 12, 13]);
    assert_eq!(session.choices()[0].aside.as_str(), "note · Waiting / Restaurants");
    assert_eq!(session.place(), "Waiting / Restaurants", "the view behind follows");
    assert!(told(&session.journey().detail).contains(&"▸[2018-06-01 dl] asked for noon staffing [] ()".to_owned()));
    session.press("down");
    assert_eq!(session.journey().detail.title.as_str(), "Waiting", "a note on the stage");
    session.press("esc");
    assert_eq!(session.place(), "Getting there / Parking");
    assert_eq!(session.journey().focus, Pane::Touchpoints);
    session.press("n");
    assert_eq!(session.notice(), "nothing was found yet: / finds");
}

#[test]
fn a_search_that_finds_nothing_stays_where_it_began() {
    let mut session = Session::single(book());
    session.press("l / text:restau");
    assert_eq!(session.place(), "Waiting / Restaurants");
    session.press("text:xxxx");
    assert_eq!(session.place(), "Waiting / Art");
    assert_eq!(session.choices().len(), 0);
    session.press("enter");
    assert_eq!(session.place(), "Waiting / Art");
}

#[test]
fn what_was_found_can_be_walked() {
    let mut session = Session::single(book());
    session.press(r#"/ "noon" enter"#);
    assert_eq!(session.place(), "Waiting / Restaurants");
    assert_eq!(session.journey().focus, Pane::Detail);
    session.press("n");
    assert_eq!(session.notice(), "2 of 2: noon");
    assert_eq!(session.journey().detail.title.as_str(), "Waiting");
    session.press("n");
    assert_eq!(session.notice(), "1 of 2: noon");
    session.press("N N");
    assert_eq!(session.notice(), "1 of 2: noon");
    session.press("[ [ [ [ [");
    assert_eq!(session.place(), "Getting there / Roads", "back to where the search began");
    assert_eq!(session.press("[").notice(), "no place to go back to");
    session.press("]");
    assert_eq!(session.place(), "Waiting / Restaurants");
}

#[test]
fn a_found_item_is_scrolled_to_once() {
    let mut session = Session::single(book());
    session.draw(geometry());
    session.effects.clear();
    session.press(r#"/ "staffing" enter"#);
    session.draw(Geometry { marked_row: Some(20), ..geometry() });
    assert_eq!(session.effects, [Effect::Redraw]);
    assert_eq!(session.journey().scroll, 18);
    session.press("g");
    session.draw(Geometry { marked_row: Some(20), ..geometry() });
    assert_eq!(session.journey().scroll, 0, "scrolling away is possible");
    assert_eq!(session.effects, [Effect::Redraw]);
}

#[test]
fn personas_are_found_in_the_journeys_own_story() {
    let mut session = Session::single(book());
    session.press(r#"/ "dana" enter"#);
    let journey = session.journey();
    assert_eq!(journey.detail.title.as_str(), "Flying from SFO");
    let told = told(&journey.detail);
    assert!(told.contains(&"▸[] Dana [area = B] (“I just want to sit”)".to_owned()), "{told:#?}");
    assert!(told.contains(&"goal: NPS from 20 to 45 by May 2019: not reached, 25.0 to go".to_owned()));
    assert!(told.contains(&"[] responses.csv [2,650 rows used] ()".to_owned()));
    assert!(told.contains(&"[2016-03-03 dl] drawn in a workshop [] ()".to_owned()));
    assert_eq!(session.press("i").journey().detail.title.as_str(), "Roads");
    assert_eq!(session.press("i").journey().detail.title.as_str(), "Flying from SFO");
}

#[test]
fn help_and_palette_run_commands() {
    let mut session = Session::single(book());
    session.press("?");
    assert!(matches!(session.list().page.blocks[0], crate::app::view::Block::Heading(_)));
    assert_eq!(session.list().selected, 1);
    session.press(r#""fill the screen" enter"#);
    assert!(session.journey().is_zoomed);
    assert_eq!(session.frame().overlay, None);
    session.press("ctrl-p text:zoom");
    let row = &session.choices()[0];
    assert_eq!((row.text.as_str(), row.key.as_str()), ("zoom", "z"));
    session.press("enter");
    assert!(!session.journey().is_zoomed);
    session.press(": q q q esc");
    assert!(!session.effects.contains(&Effect::Quit), "q is a letter in a line");
}

#[test]
fn findings_lead_to_their_place() {
    let mut book = book();
    let address =
        Address::journey().then(Noun::Stage, "wait").then(Noun::Touchpoint, "food").then(Noun::Pain, "prices");
    book.findings =
        vec![Finding { address: Some(address), ..finding(&crate::journey::rule::OFF_SCALE, "severity is 1 to 5") }];
    let mut session = Session::single(book);
    let banner = session.frame().banner.expect("a remark");
    assert_eq!((banner.is_bad, banner.text.as_str()), (false, "1 finding, ! shows it"));
    session.press("!");
    assert_eq!(session.choices()[0].text.as_str(), "airport/journey.toml:12:5: severity is 1 to 5");
    session.press("enter");
    assert_eq!(session.place(), "Waiting / Restaurants");
    assert!(told(&session.journey().detail).iter().any(|line| line.starts_with("▸[4 !!] prices")));
}

#[test]
fn the_shelf_is_searched_through_all_maps() {
    let mut session = Session::start(&["bakery.toml", LABEL], false);
    session.load(LABEL, book());
    session.press("/ text:flying");
    assert_eq!(session.shelf().selected, 1, "a title moves the cursor");
    session.press("ctrl-u text:noon");
    assert_eq!(session.choices()[0].aside.as_str(), "note · Flying from SFO / Waiting / Restaurants");
    assert_eq!(session.place(), "Waiting / Restaurants");
    session.press("esc");
    assert_eq!(session.shelf().selected, 0);
    session.press("/ text:flying enter");
    assert_eq!(session.place(), "Getting there / Roads");
}
