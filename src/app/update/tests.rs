//! Any sequence of keys and news leaves a session that can be shown.

use super::*;
use crate::app::event::{Gesture, Pointed};
use crate::app::stand::{LABEL, Session, book, geometry, told, words};
use crate::app::view::{Area, Geometry, Lack, Level, Move, Pane, Target, Tone};
use crate::source::settings::Bidi;
use crate::text::Plain;

#[test]
fn the_first_frame_tells_the_story() {
    let session = Session::single(book());
    let journey = session.journey();
    assert_eq!(journey.title.as_str(), "Flying from SFO");
    assert_eq!((journey.counted.as_str(), journey.is_filtered), ("everyone", false));
    let headline: Vec<&str> = journey.overview.headline.forms.iter().map(Plain::as_str).collect();
    assert_eq!(headline.first(), Some(&"1 of 2 fell since 2017, none rose: Restaurants 21.0"), "{headline:?}");
    assert_eq!(headline.last(), Some(&"1 of 2 fell"));
    let goals: Vec<&str> = journey.goal.iter().map(Plain::as_str).collect();
    assert_eq!(goals, ["goal 45 by May 2019: not reached, 25.0 to go", "goal 45: not reached", "goal 45"]);
    let (label, figure) = journey.overall.clone().expect("a score");
    assert_eq!((label.as_str(), words(&figure).as_str()), ("NPS", "20 ±13 n 200"));
    let moved = journey.movement.clone().expect("it moved");
    assert_eq!((moved.way, moved.tone), (Some(Move::Fell), Tone::Bad));
    assert_eq!([moved.words, moved.by, moved.since].map(|part| part.to_string()), ["fell", "30", "since 2017"]);
    assert_eq!(journey.overview.metric.as_str(), "CSAT");
    let stages: Vec<String> = journey
        .stages()
        .iter()
        .map(|stage| format!("{} {}", stage.name, stage.score.figure.as_ref().map(words).unwrap_or_default()))
        .collect();
    assert_eq!(stages, ["Getting there 90 85 to 93 n 400", "Waiting 62 ±6.6 n 400", "Leaving "]);
    assert_eq!(session.frame().status.as_str(), "by year · as of 2019-01-01 · everyone");
    assert_eq!(session.frame().banner, None);
}

#[test]
fn a_stage_shows_its_touchpoints() {
    let mut session = Session::single(book());
    let journey = session.press("l").journey();
    assert_eq!(journey.customer_goal.as_str(), "spend the time well");
    let food = &journey.touchpoints()[1];
    assert_eq!(food.name.as_str(), "Restaurants");
    assert_eq!(food.channel.as_str(), "in person");
    assert_eq!(food.emotion, Some(-1));
    let pain = |own: &crate::app::view::PainLine| format!("{:?} {}: {}", own.severity, own.status, own.owner);
    assert_eq!(
        food.pains.iter().map(pain).collect::<Vec<_>>(),
        ["Some(4) open: Terminal shops", "Some(3) planned: Terminal shops"]
    );
    assert!(food.is_worst && food.is_moment_of_truth);
    assert_eq!(food.score.figure.as_ref().map(words).as_deref(), Some("54 ±6.8 n 200"));
    assert_eq!(food.score.figure.as_ref().and_then(|figure| figure.change), Some((Move::Fell, Tone::Bad)));
    assert_eq!(food.score.strip.cells, [Level::Within(5), Level::Beyond(6), Level::Beyond(2)]);
    assert_eq!(food.sentiment.strip.cells, [Level::Gap, Level::Gap, Level::Within(4)]);
    assert_eq!(food.sentiment.figure.as_ref().map(words).as_deref(), Some("−0.25 ±0.12 n 100"));
    assert_eq!(journey.touchpoints()[2].score.figure.as_ref().map(words).as_deref(), Some("75 30 to 95 n 4 weak"));
    let journey = session.press("l").journey();
    assert_eq!(journey.touchpoints()[0].metric.as_ref().map(ToString::to_string).as_deref(), Some("Visits"));
    assert_eq!(journey.touchpoints()[0].score.figure.as_ref().map(words).as_deref(), Some("40 n 40"));
    assert_eq!(journey.touchpoints()[1].score.figure, None);
}

#[test]
fn the_detail_leaves_nothing_out() {
    let mut session = Session::single(book());
    let journey = session.press("l j").journey();
    assert_eq!(journey.detail.title.as_str(), "Restaurants");
    assert_eq!(
        (journey.overview.scale.as_str(), journey.overview.span(journey.labels, 7).as_str()),
        ("0–100", "2016 to 2018")
    );
    assert_eq!(
        told(&journey.detail),
        [
            "CSAT 54 ±6.8 n 200; 47 to 61 · mean 3.16; fell 21.0 since 2017 Bad",
            "Sentiment −0.25 ±0.12 n 100; ",
            "",
            "does: looks for something quick",
            "thinks: Eighteen dollars for a sandwich?",
            "feels: resigned",
            "emotion: −1 on a scale from −2 to +2",
            "",
            "# pain points",
            "[4 !!] prices well above the city's [open] (survey 2017 comments, n 41, 2017-06-01 | owner Terminal shops)",
            "[3 !] nothing open before 5 am [planned] (survey 2017 comments, n 41, 2017-06-01 | owner Terminal shops)",
            "[5 !!!] menus only in English [fixed] done (survey 2017 comments, n 41, 2017-06-01 | owner Terminal shops)",
            "",
            "# actions",
            "[] order ahead from the queue [planned, due 2018-09-01] (promised CSAT from 54 to 60 by Jun 2019 | mends: prices well above the city's | owner Mo)",
            "",
            "chart CSAT by year 2016 2017 2018 (0.0, 100.0) 54 (47 to 61)",
            "",
            "# near that time",
            "2018-01-09: noted: heard it again",
            "2018-02-02: noted: it is loud at noon",
            "",
            "# notes",
            "[2018-06-01 dl] asked for noon staffing [] ()",
            "[2018-01-09 dl] heard it again [] ()",
        ]
    );
    let shops = told(&session.press("j").journey().detail);
    assert_eq!(shops, ["CSAT 75 30 to 95 n 4 weak; mean 4.00; too few   Dim"]);
}

#[test]
fn panes_go_in_and_out() {
    let mut session = Session::start(&[LABEL, "b.toml"], false);
    session.load(LABEL, book());
    assert_eq!(session.shelf().selected, 0);
    session.press("enter");
    assert_eq!(session.journey().focus, Pane::Touchpoints);
    for (keys, focus) in [
        ("enter", Pane::Detail),
        ("enter", Pane::Detail),
        ("esc", Pane::Touchpoints),
        ("esc", Pane::Stages),
        ("enter", Pane::Touchpoints),
        ("tab", Pane::Detail),
        ("tab", Pane::Stages),
        ("shift-tab", Pane::Detail),
        ("2", Pane::Touchpoints),
        ("z esc", Pane::Touchpoints),
        ("1", Pane::Stages),
    ] {
        assert_eq!(session.press(keys).journey().focus, focus, "{keys}");
    }
    session.press("l j esc");
    assert_eq!(session.shelf().selected, 0);
    session.press("esc esc");
    assert_eq!(session.shelf().selected, 0);
    assert_eq!(session.press("enter").place(), "Leaving / Bus", "a map is opened where one left it");
    assert!(!session.effects.contains(&Effect::Quit));
}

#[test]
fn a_single_map_has_no_shelf_to_go_to() {
    let mut session = Session::single(book());
    session.press("esc esc esc H");
    assert_eq!(session.place(), "Getting there / Roads");
    assert_eq!(session.notice(), "this is the only map that was opened");
    assert_eq!(session.press("q").effects, [Effect::Quit]);
}

#[test]
fn moving_stops_at_the_ends() {
    let mut session = Session::single(book());
    assert_eq!(session.press("h h k").place(), "Getting there / Roads");
    assert_eq!(session.press("l G").place(), "Waiting / Shops");
    assert_eq!(session.press("j g").place(), "Waiting / Art");
    assert_eq!(session.press("l l l pgdn").place(), "Leaving / Taxi");
    session.draw(geometry());
    session.press("3 G");
    session.draw(geometry());
    assert_eq!(session.journey().scroll, 22, "the last row is the last on screen");
    session.press("k ctrl-u");
    assert_eq!(session.journey().scroll, 18);
    session.press("home");
    assert_eq!(session.journey().scroll, 0);
}

#[test]
fn a_persona_filters_the_numbers() {
    let mut session = Session::single(book());
    session.press("p l j");
    assert_eq!(session.frame().status.as_str(), "by year · as of 2019-01-01 · Dana");
    let journey = session.journey();
    assert_eq!(journey.touchpoints()[0].score.figure.as_ref().map(words).as_deref(), Some("80 67 to 89 n 50"));
    assert_eq!(journey.touchpoints()[1].score.figure, None);
    assert_eq!(told(&journey.detail)[0], "CSAT: n < 5, hidden");
    assert_eq!(journey.touchpoints()[1].score.strip.cells, [Level::Gap; 3], "the columns stay where they are");
    assert_eq!((journey.counted.as_str(), journey.is_filtered), ("only Dana · n 50", true));
    session.press("p");
    assert_eq!(session.journey().counted.as_str(), "Lee · answers of everyone", "who has none is not passed over");
    assert!(session.journey().touchpoints().iter().any(|row| row.score.figure.is_some()), "she stands for everybody");
    session.press("p");
    assert_eq!(session.frame().status.as_str(), "by year · as of 2019-01-01 · everyone");
    session.press("P down enter");
    assert_eq!(session.frame().status.as_str(), "by year · as of 2019-01-01 · Dana");
}

#[test]
fn periods_and_metrics_take_turns() {
    let mut session = Session::single(book());
    session.press("w t");
    assert_eq!(session.frame().status.as_str(), "all time · as of 2019-01-01 · everyone");
    let journey = session.journey();
    let row = &journey.touchpoints()[1];
    assert_eq!(row.score.figure.as_ref().map(words).as_deref(), Some("66 ±4.1 n 500"));
    assert_eq!(row.score.strip.cells, [], "of one period there is nothing to compare");
    session.press("t t");
    assert_eq!(session.notice(), "the period that suits the data");
    session.press("m");
    assert_eq!(session.journey().overview.metric.as_str(), "Sentiment");
    let journey = session.journey();
    let without = &journey.touchpoints()[0];
    assert_eq!(
        (&without.score.figure, &without.metric),
        (&None, &None),
        "a touchpoint without it shows no other metric"
    );
    assert_eq!(without.lack, Lack::Asked, "and says that it has none");
    session.press("m m");
    assert_eq!(session.journey().overview.metric.as_str(), "CSAT");
}

#[test]
fn the_worst_is_one_key_away() {
    let mut session = Session::single(book());
    assert_eq!(session.press("w").place(), "Waiting / Restaurants");
    assert_eq!(session.press("[").place(), "Getting there / Roads");
}

#[test]
fn the_mouse_does_what_keys_do() {
    let mut session = Session::single(book());
    let area = |y| Area { x: 0, y, width: 20, height: 1 };
    let targets = vec![
        (Area { x: 0, y: 0, width: 80, height: 24 }, Target::Pane(Pane::Detail)),
        (area(2), Target::Stage(1)),
        (area(5), Target::Touchpoint(2)),
    ];
    session.draw(Geometry { targets, ..geometry() });
    let mut point = |y, gesture| {
        let _ = update(&mut session.inner, Event::Pointed(Pointed { x: 3, y, gesture }));
        (session.place(), session.journey().focus, session.journey().scroll)
    };
    assert_eq!(point(2, Gesture::Click), ("Waiting / Art".into(), Pane::Stages, 0));
    assert_eq!(point(5, Gesture::Click), ("Waiting / Shops".into(), Pane::Touchpoints, 0));
    assert_eq!(point(5, Gesture::WheelUp), ("Waiting / Restaurants".into(), Pane::Touchpoints, 0));
    assert_eq!(point(9, Gesture::WheelDown), ("Waiting / Restaurants".into(), Pane::Touchpoints, 3));
    assert_eq!(point(9, Gesture::Click), ("Waiting / Restaurants".into(), Pane::Detail, 3));
    session.effects.clear();
    session.press("M");
    assert_eq!(session.effects, [Effect::Mouse(false)]);
}

#[test]
fn a_click_on_what_keys_run_past_hits_nothing_in_it() {
    let mut session = Session::single(book());
    session.press("l 2");
    let whole = Area { x: 0, y: 0, width: 80, height: 24 };
    let targets = vec![(whole, Target::Pane(Pane::Detail)), (whole, Target::Block(20))];
    session.draw(Geometry { targets, ..geometry() });
    for key in Key::sequence("j j").expect("keys") {
        let _ = press(&mut session.inner, key);
    }
    assert_eq!(session.place(), "Waiting / Shops");
    assert_eq!(session.journey().detail.title.as_str(), "Art", "what was painted");
    let _ = update(&mut session.inner, Event::Pointed(Pointed { x: 3, y: 3, gesture: Gesture::Click }));
    let journey = session.journey();
    assert_eq!((journey.detail.title.as_str(), journey.focus), ("Shops", Pane::Detail));
}

#[test]
fn bidi_takes_turns_and_hebrew_keys_work() {
    let mut session = Session::single(book());
    session.press("b b b");
    assert_eq!(session.effects, [Bidi::Terminal, Bidi::Off, Bidi::App].map(Effect::Bidi));
    assert_eq!(session.press("ך ח").place(), "Waiting / Restaurants", "l and j on a Hebrew keyboard");
    assert_eq!(session.press("/ text:חך").list().typed.as_str(), "חך");
}

#[test]
fn the_footer_shows_what_matters_here() {
    let mut session = Session::start(&[LABEL], false);
    assert_eq!(session.footer(), ["↑↓ move", "enter open", "/ find", "a new map", ": commands", "q quit", "? help"]);
    session.load(LABEL, book());
    session.press("enter");
    let inside = session.footer();
    assert_eq!(inside.first().map(String::as_str), Some("←→ stage"));
    assert!(inside.contains(&"p persona".to_owned()) && !inside.contains(&"nN match".to_owned()));
    session.press("/");
    assert_eq!(session.footer(), ["enter choose", "esc close", "↑↓ move", "ctrl-u erase"]);
}

#[test]
fn a_command_that_does_not_work_here_says_why() {
    let mut session = Session::start(&[LABEL, "b.toml"], false);
    session.load(LABEL, book());
    for keys in ["w", "p", "t", "m", "c", "z", "tab", "l", "i"] {
        session.press(keys);
        assert_eq!(session.notice(), "open a map first", "{keys}");
    }
    let why = |session: &mut Session, name: &str| {
        session.press(&format!(": text:{name}"));
        let row = session.choices().into_iter().find(|row| row.text.as_str() == name);
        session.press("esc");
        row.map(|row| (row.aside.to_string(), row.tone))
    };
    assert_eq!(why(&mut session, "worst"), Some(("open a map first".to_owned(), Tone::Dim)));
    assert_eq!(why(&mut session, "order"), Some(("`order` works among comments".to_owned(), Tone::Dim)));
    assert_eq!(why(&mut session, "find").map(|(_, tone)| tone), Some(Tone::Neutral));
    session.press("enter");
    assert_eq!(why(&mut session, "worst").map(|(_, tone)| tone), Some(Tone::Neutral));
}

#[test]
fn moves_that_came_at_once_are_obeyed_and_nothing_else_among_them() {
    let mut session = Session::single(book());
    session.press("2");
    let before = session.place();
    assert!(!session.act(Event::Burst("ljkjk".to_owned())).contains(&Effect::Refuse));
    let moved = session.place();
    assert_ne!(moved, before);
    assert!(session.act(Event::Burst("jjkd".to_owned())).contains(&Effect::Refuse));
    assert_eq!(session.place(), moved, "none of it is obeyed");
    assert!(!session.act(Event::Burst("/shops\r".to_owned())).contains(&Effect::Refuse));
    assert_eq!(session.place(), "Waiting / Shops");
    for text in ["/shops\rd", "/a\nb", "k/a\u{1b}"] {
        assert!(session.act(Event::Burst(text.to_owned())).contains(&Effect::Refuse), "{text:?}");
    }
}

#[test]
fn pasted_text_is_refused_where_letters_are_commands() {
    for event in [Event::Paste("dear".to_owned()), Event::Burst("dear".to_owned())] {
        let mut session = Session::written();
        session.press("2");
        let effects = session.act(event.clone());
        assert_eq!(session.notice(), "this looks like pasted text: ignored", "{event:?}");
        // What a terminal marks has an end; of the rest more may come.
        assert_eq!(effects.contains(&Effect::Refuse), event == Event::Burst("dear".to_owned()));
        session.press("/");
        session.act(event);
        assert_eq!(session.list().typed.as_str(), "dear");
    }
}
