//! Cursors in lists that grow, shrink and vanish.

use crate::app::effect::Effect;
use crate::app::stand::{LABEL, Session, book, finding, geometry, told};
use crate::app::view::{Block, Geometry, LEGEND, Pane, Sign, Tone};
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
    assert!(matches!(session.list().page.blocks[0], Block::Heading(_)));
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
fn the_palette_begins_with_what_was_chosen_last_and_what_matters_here() {
    let mut session = Session::single(book());
    let headings = |session: &Session| -> Vec<String> {
        let blocks = session.list().page.blocks.into_iter();
        blocks
            .filter_map(|block| if let Block::Heading(words) = block { Some(words.to_string()) } else { None })
            .collect()
    };
    let names =
        |session: &Session| -> Vec<String> { session.choices().iter().map(|row| row.text.to_string()).collect() };
    session.press(":");
    assert_eq!(headings(&session), ["here", "all else"]);
    assert_eq!(names(&session)[..2], ["worst", "edit"]);
    session.press("pgdn pgdn pgdn pgdn pgdn");
    let last = session.choices().pop().expect("a row");
    assert_eq!(last.tone, Tone::Dim, "what does not work comes last");
    session.press("text:zoom enter : text:about");
    assert_eq!(headings(&session), [""; 0], "what is typed ranks them");
    session.press("enter : ");
    assert_eq!(headings(&session), ["recent", "here", "all else"]);
    assert_eq!(names(&session)[..2], ["about", "zoom"]);
    session.press("enter :");
    assert_eq!(names(&session)[..2], ["about", "zoom"], "once each");
}

#[test]
fn help_begins_with_what_works_here_and_ends_with_the_signs() {
    let mut session = Session::single(book());
    session.press("l 3 j j j ?");
    assert!(matches!(&session.list().page.blocks[0], Block::Heading(words) if words.as_str() == "here"));
    session.press("text:decides");
    let row = session.choices().into_iter().find(|row| row.is_marked).expect("a row");
    assert_eq!(row.text.as_str(), "A moment of truth: it decides whether the customer stays");
    assert_eq!(row.sign, Some(Sign::Truth));
    session.press("enter");
    assert!(session.notice().starts_with("A moment of truth"));
    session.press("? text:legend");
    let n_signs = session.choices().iter().filter(|row| row.sign.is_some()).count();
    assert_eq!(n_signs, LEGEND.len(), "all of them are found by that word");
}

#[test]
fn numbers_are_chosen_from_a_list() {
    let mut session = Session::single(book());
    session.press("P");
    let told: Vec<(String, String)> =
        session.choices().iter().map(|row| (row.text.to_string(), row.aside.to_string())).collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(text, aside)| (text.as_str(), aside.as_str())).collect();
    assert_eq!(
        told,
        [
            ("everyone", "now · 400 answers"),
            ("Dana", "50 answers"),
            ("Lee", "no rows are known to be theirs"),
            ("what suits the data", "now · by year"),
            ("all time", "1 period"),
            ("by year", "3 periods"),
            ("what most touchpoints have", "now · CSAT, elsewhere what there is"),
            ("CSAT", "at 5 of 7 touchpoints"),
            ("Sentiment", "at 1 of 7 touchpoints"),
            ("Visits", "at 1 of 7 touchpoints"),
        ]
    );
    session.press("1");
    assert!(session.frame().status.as_str().ends_with("Dana"), "a digit takes one at once");
    session.press("P");
    assert_eq!(session.list().selected, 2, "on the one in force");
    session.press("up enter");
    assert!(session.frame().status.as_str().ends_with("everyone"));
    session.press(r#"P "all time" enter"#);
    assert!(session.frame().status.as_str().starts_with("all time"));
    session.press("P text:visits enter");
    assert_eq!(session.journey().overview.metric.as_str(), "Visits");
    let row = |session: &mut Session, name: &str| {
        session.press("P");
        let row = session.choices().into_iter().find(|row| row.text.as_str() == name);
        session.press("esc");
        row.map(|row| (row.aside.to_string(), row.tone)).expect("a row")
    };
    assert_eq!(row(&mut session, "Visits"), ("now · at 1 of 7 touchpoints".to_owned(), Tone::Strong));
    assert_eq!(row(&mut session, "all time").1, Tone::Strong);
}

#[test]
fn of_a_small_group_the_list_of_numbers_tells_none() {
    let mut small = book();
    let n = small.map.bindings().count();
    let keep = |idx: usize| {
        idx + 1 < n && small.map.bindings().nth(idx).is_some_and(|(at, _)| at.to_string().ends_with("food"))
    };
    let kept: Vec<bool> = (0..n).map(keep).collect();
    let mut series = (*small.counts.series).clone();
    for (own, is_kept) in series.iter_mut().zip(kept) {
        if !is_kept && let Some(hers) = own.get_mut(1) {
            *hers = crate::metric::Series::new(crate::metric::Grain::Year);
        }
    }
    small.counts.series = series.into();
    let mut session = Session::single(small.clone());
    session.press("P");
    assert_eq!(session.choices()[1].aside.as_str(), "n < 5, hidden");
    let mut series = (*small.counts.series).clone();
    for own in &mut series {
        own.truncate(1);
        own.push(crate::metric::Series::new(crate::metric::Grain::Year));
    }
    small.counts.series = series.into();
    let mut session = Session::single(small);
    session.press("P");
    assert_eq!(session.choices()[1].aside.as_str(), "no rows of the data are theirs");
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
