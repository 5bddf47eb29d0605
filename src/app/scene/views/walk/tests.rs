//! Sessions on a walk: going along, editing on the way, and the end.

use crate::app::event::{News, Size};
use crate::app::stand::{LABEL, Session, book, told};
use crate::app::view::Block;
use crate::journey::{ByPersona, Scenario};

fn title(session: &Session) -> String {
    session.journey().detail.title.to_string()
}

#[test]
fn keys_go_on_and_back_across_stages_and_esc_leaves_where_one_is() {
    let mut session = Session::single(book());
    session.press("v l");
    assert_eq!((title(&session).as_str(), session.journey().is_zoomed), ("Roads", true));
    session.press("right right");
    assert_eq!((title(&session), session.journey().detail.way.to_string()), ("Art".into(), "Waiting".into()));
    session.press("l h h");
    assert_eq!(title(&session), "Parking");
    assert!(session.footer().iter().any(|hint| hint == "→ on") && session.footer().iter().any(|hint| hint == "← back"));
    session.press("left left");
    assert_eq!((title(&session), session.notice()), ("Roads".into(), "the walk begins here".into()));
    session.press("l l l enter");
    assert_eq!((session.place(), session.journey().is_zoomed), ("Waiting / Restaurants".into(), false));
    session.press("[ l esc");
    assert_eq!((session.place(), session.journey().is_zoomed), ("Waiting / Shops".into(), false));
}

#[test]
fn where_a_map_is_read_from_the_right_one_goes_on_to_the_left() {
    let mut mirrored = book();
    mirrored.map.language = Some("he".to_owned());
    let mut session = Session::single(mirrored);
    session.press("v l left");
    assert_eq!(title(&session), "Parking");
    assert_eq!(session.footer()[..2], ["← on", "→ back"]);
}

#[test]
fn the_end_tells_the_mean_from_what_is_remembered() {
    let mut felt = book();
    for (id, emotion) in [("park", 1), ("bus", 0)] {
        let mut all = felt.map.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints);
        all.find(|own| own.id == id).expect("a touchpoint").emotion = Some(emotion);
    }
    felt.map.stages[1].touchpoints[1].emotion = Some(-2);
    let mut session = Session::single(felt);
    session.press("v l l l l l l l l");
    assert_eq!(title(&session), "The end of the walk");
    let all = told(&session.journey().detail);
    for expected in [
        "mean: −0.3 · over 3 of 7 touchpoints · 3 of them assumed",
        "peak: −2 · Restaurants",
        "end: 0 · Bus",
        "peak-end: −1.0",
        ": a model of memory, not a score (Kahneman 1993)",
        "too few: 1: Shops",
    ] {
        assert!(all.iter().any(|line| line == expected), "{expected}: {all:#?}");
    }
    session.press("l");
    assert_eq!(session.notice(), "this is the end of the walk");
    session.press("h");
    assert_eq!(title(&session), "Taxi");
    let mut blank = book();
    blank.map.stages[1].touchpoints[1].emotion = None;
    let mut session = Session::single(blank);
    session.press("v l l l l l l l l");
    assert!(told(&session.journey().detail).contains(&"nobody has said how any of it feels".to_owned()));
}

#[test]
fn one_edits_on_the_way_and_stays_on_it() {
    let mut session = Session::written();
    session.press("/ text:fresh enter v l");
    let first = title(&session);
    session.press("a enter \"said so again\" enter").save();
    assert_eq!(title(&session), first, "{:?}", session.changed());
    let all = told(&session.journey().detail);
    assert!(all.iter().any(|line| line.contains("said so again")), "{all:#?}");
    assert!(session.changed().iter().any(|line| line.contains("said so again")));
    session.press("u").save();
    assert_eq!((title(&session), session.changed().len()), (first.clone(), 0));
    assert!(session.journey().is_zoomed);
    session.press("g +").save();
    assert_eq!((title(&session), session.changed().len()), (first, 2), "an emotion is raised: {:?}", session.changed());
}

#[test]
fn what_is_settled_on_the_way_is_counted_at_the_end() {
    let mut session = Session::written();
    let left = |session: &Session| {
        let all = told(&session.journey().detail);
        all.iter().find(|line| line.starts_with("left to settle")).cloned().unwrap_or_default()
    };
    session.press("v l");
    while title(&session) != "The end of the walk" {
        session.press("l");
    }
    let before = left(&session);
    let is_settled = |session: &Session| told(&session.journey().detail).contains(&"settled on the way: 1".to_owned());
    assert!(!before.is_empty() && !is_settled(&session));
    let text = session.disk[LABEL].clone();
    let unowned = session.inner.state.map().expect("a map").clone();
    let pain = unowned
        .stages
        .iter()
        .flat_map(|own| &own.touchpoints)
        .flat_map(|own| &own.pains)
        .find(|own| own.owner.is_none());
    let pain = pain.expect("a pain point that nobody has").text.clone();
    session.press(&format!("/ \"{}\" enter o \"Mo\" enter", pain.split_whitespace().next().unwrap_or_default())).save();
    assert_ne!(session.disk[LABEL], text);
    session.press("v l");
    while title(&session) != "The end of the walk" {
        session.press("l");
    }
    assert!(is_settled(&session), "{:#?}", told(&session.journey().detail));
    assert_ne!(left(&session), before);
}

#[test]
fn a_persona_feels_otherwise_and_wants_something_else() {
    let mut felt = book();
    felt.map.personas.iter_mut().for_each(|own| own.segment.choices.clear());
    let food = &mut felt.map.stages[1].touchpoints[1];
    food.emotions = vec![ByPersona { persona: "lee".to_owned(), value: 2 }];
    food.goals = vec![ByPersona { persona: "lee".to_owned(), value: "a table".to_owned() }];
    let mut session = Session::single(felt);
    session.press("v l l l l");
    let all = |session: &Session| told(&session.journey().detail);
    let assumed = "as its authors see it: nobody was asked";
    assert!(all(&session).contains(&format!("emotion: -1 −1 · {assumed}")), "{:#?}", all(&session));
    session.press("p p");
    assert_eq!(session.journey().counted.as_str(), "Lee · answers of everyone");
    assert!(all(&session).contains(&format!("emotion: 2 +2 · {assumed}")), "{:#?}", all(&session));
    assert!(all(&session).contains(&"goal: a table".to_owned()), "{:#?}", all(&session));
}

#[test]
fn a_scenario_may_be_the_path() {
    let mut book = book();
    let path = ["taxi", "food", "taxi"].map(str::to_owned).to_vec();
    book.map.scenarios =
        vec![Scenario { id: "late".to_owned(), name: "In a hurry".to_owned(), path, ..Scenario::default() }];
    let mut session = Session::single(book);
    session.press("v l s");
    let seen = |session: &Session| told(&session.journey().detail).first().cloned().unwrap_or_default();
    assert_eq!(
        (title(&session), seen(&session)),
        ("Taxi".into(), "touchpoint 1 of 3 · In a hurry".replace(" · ", " "))
    );
    session.press("l l");
    assert_eq!((title(&session), seen(&session)), ("Taxi".into(), "touchpoint 3 of 3 In a hurry".into()));
    session.press("l");
    assert_eq!(title(&session), "The end of the walk");
}

#[test]
fn a_small_screen_tells_the_thought_the_number_and_the_worst_pain() {
    let mut session = Session::single(book());
    session.news(News::Resized(Size::new(40, 12)));
    session.press("v l l l l");
    let journey = session.journey();
    assert_eq!((journey.detail.aside.as_str(), journey.detail.blocks.len()), ("4/7", 3));
    let all = told(&journey.detail);
    assert!(
        all[0].contains("Eighteen dollars") && all[1].starts_with("CSAT 54") && all[2].contains("prices"),
        "{all:#?}"
    );
}

#[test]
fn a_walk_of_nothing_says_what_is_missing() {
    let mut bare = book();
    bare.map.stages.clear();
    let mut session = Session::single(bare);
    session.press("v l");
    let blocks = session.journey().detail.blocks;
    assert!(
        matches!(blocks.as_slice(), [Block::Sentence(words)] if words.as_str().starts_with("There is no touchpoint"))
    );
}
