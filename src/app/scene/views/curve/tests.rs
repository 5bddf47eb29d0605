//! What the curve draws, told by its values.

use super::*;
use crate::app::stand::{LABEL, Session, book, told};
use crate::app::view::{TimelineValue, TimelineZone};
use crate::journey::{Book, ByPersona, Evidence, EvidenceKind, Map};

/// The timeline that is shown.
fn drawing(session: &Session) -> Timeline {
    let blocks = session.journey().detail.blocks;
    let found = blocks.into_iter().find_map(|block| match block {
        Block::Timeline(timeline) => Some(timeline),
        _ => None,
    });
    found.expect("a timeline")
}

/// The lines of what is felt: the name, then the value at every touchpoint, behind a `?` where it is assumed.
fn felt(session: &Session) -> Vec<String> {
    let drawing = drawing(session);
    let panel = drawing.panels.iter().find(|panel| panel.is_emotion).expect("emotion");
    let value = |own: &Option<TimelineValue>| match own {
        Some(own) => format!("{}{}", own.shown, if own.is_assumed { "?" } else { "" }),
        None => ".".to_owned(),
    };
    let line = |own: &crate::app::view::TimelineSeries| {
        let values: Vec<String> = own.values.iter().map(value).collect();
        format!("{} {}", own.name, values.join(" ")).trim().to_owned()
    };
    panel.series.iter().map(line).collect()
}

fn map_of(change: impl FnOnce(&mut Map)) -> Book {
    let mut book = book();
    change(&mut book.map);
    book
}

#[test]
fn every_unit_has_a_panel_and_the_mean_is_the_baseline() {
    let mut session = Session::single(book());
    session.press("v c");
    let own = drawing(&session);
    let titles: Vec<&str> = own.panels.iter().map(|panel| panel.title.as_str()).collect();
    assert_eq!(titles.len(), 3, "{titles:?}");
    assert!(titles[0].starts_with("CSAT %") && titles[1].starts_with("emotion") && titles[2].starts_with("sentiment"));
    let (value, words) = own.panels[0].baseline.as_ref().expect("a baseline");
    let values = own.panels[0].series[0].values.iter().flatten();
    let measured: Vec<&TimelineValue> = values.filter(|own| !own.is_few).collect();
    assert!(own.panels[0].baseline_ends.is_some_and(|(low, high)| low < *value && *value < high));
    let n = u32::try_from(measured.len()).expect("few");
    let mean = measured.iter().map(|own| own.value).sum::<f64>() / f64::from(n);
    assert!((value - mean).abs() < 1e-9 && words.as_str().starts_with(&format!("mean of the {n}: ")), "{words}");
    assert!(measured.iter().all(|own| !own.n.is_empty() && own.interval.is_some()), "{measured:?}");
    let stages: Vec<usize> = own.stages.iter().map(|stage| stage.n_points).collect();
    assert_eq!((stages, own.points.len()), (vec![2, 3, 2], 7));
}

#[test]
fn the_words_below_follow_the_cursor() {
    let mut session = Session::single(book());
    session.press("l j v c");
    let lines = |session: &Session| told(&session.journey().detail).join("\n");
    let under = lines(&session);
    assert!(under.contains("# Restaurants · moment of truth"), "{under}");
    for words in ["CSAT ", "[4 !!] prices well above", "thinks: Eighteen dollars", "feels: resigned"] {
        assert!(under.contains(words), "{words} in {under}");
    }
    assert!(!under.contains("menus only") && !under.contains("nothing open before"), "the worst alone: {under}");
    session.press("right");
    assert!(lines(&session).contains("# Shops"), "{}", lines(&session));
    session.press("left j");
    let marked = lines(&session);
    assert!(marked.contains("▸[4 !!]"), "{marked}");
    session.press("right");
    assert!(lines(&session).contains("# Shops"), "from what is below as well");
    session.press("esc");
    assert_eq!(session.journey().detail.title.as_str(), "Shops", "one is where the cursor was");
}

#[test]
fn what_nobody_asked_is_assumed_and_gaps_stay_gaps() {
    let mut session = Session::single(book());
    session.press("v c");
    assert_eq!(felt(&session), [". . . −1? . . ."]);
    let known = Evidence { kind: EvidenceKind::Interview, ..Evidence::default() };
    let mut session = Session::single(map_of(|map| map.stages[1].touchpoints[1].evidence = vec![known]));
    session.press("v c");
    assert_eq!(felt(&session), [". . . −1 . . ."]);
}

#[test]
fn personas_stand_side_by_side_and_differ_by_name() {
    let dana = ByPersona { persona: "dana".to_owned(), value: 2 };
    let mut session = Session::single(map_of(|map| map.stages[1].touchpoints[1].emotions = vec![dana]));
    session.press("v c");
    assert_eq!(felt(&session), [". . . −1? . . ."]);
    session.press("s");
    assert_eq!(session.journey().detail.aside.as_str(), "personas");
    let lines = felt(&session);
    assert_eq!(lines[0], "Dana . . . +2? . . .");
    assert!(lines.len() > 1 && lines[1].ends_with(" . . . −1? . . ."), "{lines:?}");
    let own = drawing(&session);
    let panel = own.panels.iter().find(|panel| panel.is_emotion).expect("emotion");
    let named = |nth: usize| panel.series[nth].values[3].as_ref().is_some_and(|own| own.is_named);
    assert_eq!((named(0), named(1)), (true, false), "once");
    session.press("s");
    assert_eq!(felt(&session).len(), 1);
}

#[test]
fn a_journey_as_it_should_be_stands_beside_that_as_it_is() {
    let future = |path: &str| {
        map_of(|map| {
            map.state = crate::journey::MapState::Future;
            map.current = Some(path.to_owned());
            map.stages[1].touchpoints[1].emotion = Some(1);
            map.stages[0].touchpoints.remove(0);
        })
    };
    let mut session = Session::start(&[LABEL, "airport/then.toml"], false);
    session.load(LABEL, book());
    session.load("airport/then.toml", future("journey.toml"));
    session.press("enter v c");
    assert_eq!(felt(&session).len(), 1, "a map as it is stands alone");
    session.press("s");
    assert_eq!(felt(&session), ["as it is . . . −1? . . .", "as it should be . . . +1? . . ."]);
    session.press("esc esc esc j enter v c");
    assert_eq!(felt(&session), ["as it is . . −1? . . .", "as it should be . . +1? . . ."]);
    let words = told(&session.journey().detail).join("\n");
    assert!(words.contains("only as it is: Roads"), "{words}");
    session.press("s");
    assert_eq!(felt(&session).len(), 1, "it can be seen alone");
    for path in ["now.toml", "journey.toml"] {
        let mut session = Session::single(future(path));
        session.press("v c");
        let words = told(&session.journey().detail).join("\n");
        assert!(words.contains(&format!("{path} is not open: open the folder with both")), "{words}");
    }
}

#[test]
fn zones_hold_touchpoints_beside_one_another() {
    let place = |map: &mut Map, stage: usize, idx: usize, name: &str| {
        map.stages[stage].touchpoints[idx].place = Some(name.to_owned());
    };
    let mut session = Session::single(map_of(|map| {
        place(map, 0, 1, "at home");
        place(map, 1, 0, "at home");
        place(map, 1, 2, "at home");
        place(map, 2, 0, " ");
    }));
    session.press("v c");
    let zone = |points| TimelineZone { name: "at home".into(), points };
    assert_eq!(drawing(&session).zones, [zone(1..3), zone(4..5)]);
}

#[test]
fn a_map_without_anything_says_what_to_press() {
    let bare = |map: &mut Map| {
        map.sources.clear();
        map.metrics.clear();
        for touchpoint in map.stages.iter_mut().flat_map(|stage| &mut stage.touchpoints) {
            (touchpoint.emotion, touchpoint.metrics) = (None, Vec::new());
        }
    };
    let mut session = Session::single(map_of(bare));
    session.press("v c");
    let words = told(&session.journey().detail).join("\n");
    assert!(words.contains("(e writes it)") && words.contains("cjm bind"), "{words}");
    let mut session = Session::single(map_of(|map| map.stages.clear()));
    session.press("v c");
    assert_eq!(told(&session.journey().detail), ["There is no touchpoint to draw."]);
}
