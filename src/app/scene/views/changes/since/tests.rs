//! What the three sides tell of the small book of tests.

use crate::app::stand::{Session, book};
use crate::app::view::{Block, GridRow};
use crate::journey::Noun;

/// Rows of the table, the words of their cells joined.
fn rows(session: &Session) -> Vec<String> {
    let row = |block: &Block| match block {
        Block::GridRow(GridRow { cells, anchor, .. }) => {
            let words = cells.iter().filter_map(|cell| cell.forms.first()).map(ToString::to_string);
            let words: Vec<String> = words.filter(|own| !own.is_empty()).collect();
            Some(format!("{}{}", if anchor.is_marked { "▸" } else { "" }, words.join(" | ")))
        }
        Block::Heading(words) => Some(format!("# {words}")),
        _ => None,
    };
    session.journey().detail.blocks.iter().filter_map(row).collect()
}

fn sentences(session: &Session) -> String {
    let own = |block: &Block| match block {
        Block::Sentence(words) => Some(words.to_string()),
        _ => None,
    };
    session.journey().detail.blocks.iter().filter_map(own).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_touchpoint_stands_in_one_group_with_its_change() {
    let mut session = Session::single(book());
    session.press("v h");
    assert_eq!(session.journey().detail.title.as_str(), "What changed");
    let rows = rows(&session);
    assert!(rows.iter().any(|row| row.starts_with("# ")), "{rows:?}");
    let restaurants: Vec<&String> = rows.iter().filter(|row| row.contains("Restaurants")).collect();
    assert_eq!(restaurants.len(), 1, "{rows:?}");
    assert!(restaurants.iter().all(|row| row.contains(" to ")), "with its interval: {restaurants:?}");
}

#[test]
fn the_place_under_the_cursor_is_told_and_stays_where_the_cursor_is_on_its_pain() {
    let mut session = Session::single(book());
    session.press("v h");
    let is_told = |session: &Session| {
        let blocks = session.journey().detail.blocks;
        blocks.iter().any(|block| block.at().is_some_and(|at| at.id_of(Noun::Pain).is_some()))
    };
    let mut n_told = 0;
    for _ in 0..12 {
        session.press("down");
        n_told += usize::from(is_told(&session));
    }
    assert!(n_told > 1, "on the touchpoint, and on its pain point");
}

#[test]
fn tab_turns_to_all_periods_and_on() {
    let mut session = Session::single(book());
    session.press("v h tab");
    assert_eq!(session.journey().detail.title.as_str(), "Where it goes");
    assert!(sentences(&session).contains("Too few periods for a trend: 3 of the 6"), "{}", sentences(&session));
    session.press("tab tab tab tab");
    assert_eq!(session.journey().detail.title.as_str(), "Will the goal be met?");
    assert!(sentences(&session).contains("goal 45 by"), "{}", sentences(&session));
    let told = sentences(&session);
    assert!(told.starts_with("Not reached: ") || told.starts_with("Missed: "), "it is answered first: {told}");
    assert!(!told.contains("wave"), "{told}");
}

#[test]
fn what_is_missing_is_said_with_what_would_make_it() {
    let mut without = book();
    without.map.target = None;
    let mut session = Session::single(without);
    session.press("v h tab tab tab tab tab");
    assert!(sentences(&session).contains("[journey.target]"), "{}", sentences(&session));
    let mut unmeasured = book();
    for stage in &mut unmeasured.map.stages {
        stage.touchpoints.iter_mut().for_each(|own| own.metrics.clear());
    }
    unmeasured.map.metrics.clear();
    unmeasured.counts = crate::journey::Counts::default();
    let mut session = Session::single(unmeasured);
    session.press("v h");
    assert!(sentences(&session).contains("cjm bind"), "{}", sentences(&session));
}
