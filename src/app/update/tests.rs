use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::app::action::{Gesture, News, Pointed, Size};
use crate::app::stand::{LABEL, Session, book, finding, told, words};
use crate::app::view::{Area, Geometry, Level, Move, Target, Tone};
use crate::journey::{Book, SourceReport};

fn geometry() -> Geometry {
    Geometry { page: 10, detail_rows: 8, detail_total: 30, strip_width: 12, ..Geometry::default() }
}

#[test]
fn the_first_frame_tells_the_story() {
    let session = Session::single(book());
    let journey = session.journey();
    assert_eq!(journey.title.as_str(), "Flying from SFO");
    assert_eq!(journey.persona.as_str(), "Dana");
    assert_eq!(journey.purpose.as_str(), "Passengers reach the gate calm");
    assert_eq!(journey.goal.as_str(), "goal 45 by May 2019");
    let (label, figure) = journey.overall.expect("a score");
    assert_eq!((label.as_str(), words(&figure).as_str()), ("NPS", "20 ±13.4 n 200"));
    let (step, said, tone) = journey.movement.expect("it moved");
    assert_eq!((step, said.as_str(), tone), (Some(Move::Fell), "fell 29.6 since 2017", Tone::Bad));
    assert_eq!(journey.metric.as_str(), "CSAT");
    let stages: Vec<String> = journey
        .stages
        .iter()
        .map(|stage| format!("{} {}", stage.name, stage.figure.as_ref().map(words).unwrap_or_default()))
        .collect();
    assert_eq!(stages, ["Getting there 90 ±4.2 n 400", "Waiting 62 ±6.6 n 400", "Leaving "]);
    assert_eq!(session.view().status.as_str(), "by year · everyone");
    assert_eq!(session.view().banner, None);
}

#[test]
fn a_stage_shows_its_touchpoints() {
    let mut session = Session::single(book());
    let journey = session.press("l").journey();
    assert_eq!(journey.customer_goal.as_str(), "spend the time well");
    let food = &journey.touchpoints[1];
    assert_eq!(food.name.as_str(), "Restaurants");
    assert_eq!(food.channel.as_str(), "in person");
    assert_eq!((food.emotion, food.n_pains, food.severity), (Some(-1), 2, Some(4)));
    assert!(food.is_worst && food.is_moment_of_truth);
    assert_eq!(food.figure.as_ref().map(words).as_deref(), Some("54 ±6.8 n 200"));
    assert_eq!(food.figure.as_ref().and_then(|figure| figure.change), Some((Move::Fell, Tone::Bad)));
    assert_eq!(food.strip.cells, [Level::Rise(6), Level::Rise(7), Level::Rise(5)]);
    assert_eq!(
        food.sentiment.as_ref().map(|strip| strip.cells.clone()),
        Some(vec![Level::Gap, Level::Gap, Level::Swing(-1)])
    );
    assert_eq!(journey.touchpoints[2].figure.as_ref().map(words).as_deref(), Some("75 ±32.7 n 4 weak"));
    let journey = session.press("l").journey();
    assert_eq!(journey.touchpoints[0].metric.as_ref().map(ToString::to_string).as_deref(), Some("Visits"));
    assert_eq!(journey.touchpoints[0].figure.as_ref().map(words).as_deref(), Some("40 n 40"));
    assert_eq!(journey.touchpoints[1].figure, None);
}

#[test]
fn the_detail_leaves_nothing_out() {
    let mut session = Session::single(book());
    let journey = session.press("l j").journey();
    assert_eq!(journey.detail.title.as_str(), "Restaurants");
    assert_eq!(
        told(&journey.detail),
        [
            "CSAT 54 ±6.8 n 200; 47 to 61 · mean 3.16; fell 21.0 since 2017 Bad",
            "Sentiment −0.25 ±0.12 n 100; −0.37 to −0.13",
            "",
            "does: looks for something quick",
            "thinks: Eighteen dollars for a sandwich?",
            "feels: resigned",
            "emotion: −1 on a scale from −2 to 2",
            "",
            "# pain points",
            "[4 !!] prices well above the city's [open] (survey 2017 comments, n 41, 2017-06-01 | owner Terminal shops)",
            "[3 !] nothing open before 5 am [planned] (survey 2017 comments, n 41, 2017-06-01 | owner Terminal shops)",
            "[5 !!!] menus only in English [fixed] done (survey 2017 comments, n 41, 2017-06-01 | owner Terminal shops)",
            "",
            "# actions",
            "[] order ahead from the queue [planned, due 2018-09-01] (promised CSAT from 54 to 60 by Jun 2019 | mends: prices well above the city's | owner Mo)",
            "",
            "chart CSAT by year 2016 2017 2018 (40.0, 90.0) 54 (47 to 61)",
            "",
            "# notes",
            "[2018-06-01 dl] asked for noon staffing [] ()",
            "[2018-01-09 dl] heard it again [] ()",
        ]
    );
    let shops = told(&session.press("j").journey().detail);
    assert_eq!(shops, ["CSAT 75 ±32.7 n 4 weak; 30 to 95 · mean 4.00"], "one period is no trend");
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
fn a_search_goes_along_and_comes_back() {
    let mut session = Session::single(book());
    session.press("2 j / text:noon");
    let list = session.list();
    assert_eq!((list.prompt.as_str(), list.typed.as_str()), ("/", "noon"));
    assert_eq!(list.rows[0].text.as_str(), "asked for noon staffing");
    assert_eq!(list.rows[0].matched, [10, 11, 12, 13]);
    assert_eq!(list.rows[0].aside.as_str(), "note · Waiting / Restaurants");
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
    assert_eq!(session.list().rows.len(), 0);
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
    assert!(told.contains(&"goal: NPS from 20 to 45 by May 2019".to_owned()));
    assert!(told.contains(&"[] responses.csv [2,650 of 2,700 rows used] ()".to_owned()));
    assert!(told.contains(&"[2016-03-03 dl] drawn in a workshop [] ()".to_owned()));
    assert_eq!(session.press("i").journey().detail.title.as_str(), "Roads");
    assert_eq!(session.press("i").journey().detail.title.as_str(), "Flying from SFO");
}

#[test]
fn a_persona_filters_the_numbers() {
    let mut session = Session::single(book());
    session.press("p l j");
    assert_eq!(session.view().status.as_str(), "by year · Dana");
    let journey = session.journey();
    assert_eq!(journey.touchpoints[0].figure.as_ref().map(words).as_deref(), Some("80 ±10.9 n 50"));
    assert_eq!(journey.touchpoints[1].figure, None);
    assert_eq!(told(&journey.detail)[0], "CSAT: n < 5, hidden");
    assert_eq!(journey.touchpoints[1].strip.cells, [Level::Gap; 3], "the columns stay where they are");
    session.press("p");
    assert_eq!(session.view().status.as_str(), "by year · everyone");
    session.press("P");
    assert_eq!(session.view().status.as_str(), "by year · Dana");
}

#[test]
fn periods_and_metrics_take_turns() {
    let mut session = Session::single(book());
    session.press("w t");
    assert_eq!(session.view().status.as_str(), "all time · everyone");
    let row = &session.journey().touchpoints[1];
    assert_eq!(row.figure.as_ref().map(words).as_deref(), Some("66 ±4.1 n 500"));
    assert_eq!(row.strip.cells.len(), 1);
    session.press("t t");
    assert_eq!(session.notice(), "the period that suits the data");
    session.press("m");
    assert_eq!(session.journey().metric.as_str(), "Sentiment");
    assert_eq!(session.journey().touchpoints[0].metric.as_ref().map(ToString::to_string).as_deref(), Some("CSAT"));
    session.press("m m");
    assert_eq!(session.journey().metric.as_str(), "CSAT");
}

#[test]
fn the_worst_is_one_key_away() {
    let mut session = Session::single(book());
    assert_eq!(session.press("w").place(), "Waiting / Restaurants");
    assert_eq!(session.press("[").place(), "Getting there / Roads");
}

#[test]
fn help_and_palette_run_commands() {
    let mut session = Session::single(book());
    session.press("?");
    assert!(session.list().rows[0].is_heading);
    assert_eq!(session.list().selected, 1);
    session.press(r#""fill the screen" enter"#);
    assert!(session.journey().is_zoomed);
    assert_eq!(session.view().overlay, None);
    session.press("ctrl-p text:zoom");
    let row = &session.list().rows[0];
    assert_eq!((row.text.as_str(), row.key.as_str()), ("zoom", "z"));
    session.press("enter");
    assert!(!session.journey().is_zoomed);
    session.press(": q q q esc");
    assert!(!session.effects.contains(&Effect::Quit), "q is a letter in a line");
}

#[test]
fn findings_lead_to_their_place() {
    let mut book = book();
    let address = crate::journey::Address::journey()
        .then(crate::journey::Noun::Stage, "wait")
        .then(crate::journey::Noun::Touchpoint, "food")
        .then(crate::journey::Noun::Pain, "prices");
    book.findings = vec![crate::journey::Finding { address: Some(address), ..finding("scale", "severity is 1 to 5") }];
    let mut session = Session::single(book);
    let banner = session.view().banner.expect("a remark");
    assert_eq!((banner.is_bad, banner.text.as_str()), (false, "1 finding, ! shows it"));
    session.press("!");
    assert_eq!(session.list().rows[0].text.as_str(), "airport/journey.toml:12:5: severity is 1 to 5");
    session.press("enter");
    assert_eq!(session.place(), "Waiting / Restaurants");
    assert!(told(&session.journey().detail).iter().any(|line| line.starts_with("▸[4 !!] prices")));
}

#[test]
fn a_changed_map_keeps_place_and_scroll() {
    let mut session = Session::single(book());
    session.draw(geometry());
    session.press("l j 3 j j p");
    let mut changed = book();
    changed.map.stages.remove(0);
    changed.map.stages[0].touchpoints.remove(0);
    changed.counts = crate::app::stand::counts(&changed.map);
    session.load(LABEL, changed);
    assert_eq!(session.place(), "Waiting / Restaurants");
    let journey = session.journey();
    assert_eq!((journey.stage_idx, journey.touchpoint_idx, journey.scroll), (0, 0, 2));
    assert_eq!(session.view().status.as_str(), "by year · Dana");
}

#[test]
fn a_broken_file_keeps_the_last_good_version() {
    let mut session = Session::single(book());
    session.press("l j");
    session.load(LABEL, Book { findings: vec![finding("syntax", "a quote is not closed")], ..Book::default() });
    assert_eq!(session.place(), "Waiting / Restaurants");
    let banner = session.view().banner.expect("it says so");
    assert!(banner.is_bad);
    assert_eq!(banner.text.as_str(), "airport/journey.toml:12:5: a quote is not closed: showing the last good version");
    session.load(LABEL, book());
    assert_eq!(session.view().banner, None);
}

#[test]
fn a_failed_source_and_stopped_reading_are_said() {
    let mut failed = book();
    failed.counts.sources =
        vec![SourceReport { id: "survey".into(), failed: Some("no such file".into()), ..SourceReport::default() }];
    let session = Session::single(failed);
    assert_eq!(
        session.view().banner.map(|banner| banner.text.to_string()).as_deref(),
        Some("responses.csv: no such file")
    );

    let mut session = Session::start(&[LABEL], true);
    assert_eq!(session.effects, [Effect::Load(LABEL.to_owned())]);
    let mut begun = book();
    begun.counts = crate::journey::Counts::default();
    session.load(LABEL, begun);
    assert_eq!(told(&session.journey().detail), ["CSAT: reading …"]);
    session.news(News::Progress { map: LABEL.into(), source: "responses.csv".into(), done: 43, total: 100 });
    assert_eq!(session.journey().progress.map(|text| text.to_string()).as_deref(), Some("reading responses.csv 43 %"));
    session.effects.clear();
    session.press("ctrl-c");
    assert_eq!(session.effects, [Effect::CancelLoads]);
    assert_eq!(session.journey().progress, None);
    assert_eq!(
        session.view().banner.map(|banner| banner.text.to_string()).as_deref(),
        Some("reading was stopped, so the numbers are not complete: r reads again")
    );
    session.press("ctrl-c");
    assert_eq!(session.notice(), "q quits");
    session.press("r");
    assert_eq!(session.effects, [Effect::CancelLoads, Effect::Load(LABEL.to_owned())]);
}

#[test]
fn the_shelf_tells_how_far_each_map_is() {
    let mut session = Session::start(&[LABEL, "bakery.toml"], false);
    assert_eq!(session.effects.len(), 2);
    assert_eq!(session.shelf().rows[0].remark.as_ref().map(|(text, _)| text.to_string()).as_deref(), Some("reading …"));
    session.load(LABEL, book());
    let row = &session.shelf().rows[0];
    assert_eq!((row.title.as_str(), row.persona.as_str()), ("Flying from SFO", "Dana"));
    assert_eq!(
        row.objective.as_ref().map(|(label, figure)| format!("{label} {}", words(figure))).as_deref(),
        Some("NPS 20 ±13.4 n 200")
    );
    assert_eq!(row.progress, Some(0.0));
    assert_eq!(row.worst.as_ref().map(|(name, _)| name.to_string()).as_deref(), Some("Restaurants"));
    assert_eq!((row.reviewed.as_str(), row.is_overdue), ("reviewed 2018-06-01", true));
    assert_eq!(row.remark, None);
    assert_eq!(session.shelf().rows[1].title.as_str(), "bakery.toml");
}

#[test]
fn the_shelf_is_searched_through_all_maps() {
    let mut session = Session::start(&["bakery.toml", LABEL], false);
    session.load(LABEL, book());
    session.press("/ text:flying");
    assert_eq!(session.shelf().selected, 1, "a title moves the cursor");
    session.press("ctrl-u text:noon");
    assert_eq!(session.list().rows[0].aside.as_str(), "note · Flying from SFO / Waiting / Restaurants");
    assert_eq!(session.place(), "Waiting / Restaurants");
    session.press("esc");
    assert_eq!(session.shelf().selected, 0);
    session.press("/ text:flying enter");
    assert_eq!(session.place(), "Getting there / Roads");
}

#[test]
fn maps_come_and_go() {
    let mut session = Session::start(&["a.toml", LABEL], false);
    session.load(LABEL, book());
    session.press("j enter l");
    session.effects.clear();
    session.news(News::Shelf(vec![LABEL.into(), "c.toml".into()]));
    assert_eq!(session.effects, [Effect::Load("c.toml".into())]);
    assert_eq!(session.place(), "Waiting / Art");
    session.news(News::Shelf(vec!["c.toml".into()]));
    assert_eq!(session.shelf().rows.len(), 1);
    assert_eq!(session.notice(), "airport/journey.toml is gone");
    session.news(News::Shelf(Vec::new()));
    session.press("enter j / ? ! esc i w p t m z n 3 2 1");
    assert_eq!(session.shelf().rows.len(), 0);
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
        let _ = update(&mut session.state, Action::Pointed(Pointed { x: 3, y, gesture }));
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
    let words = |session: &Session| -> Vec<String> {
        session.view().hints.iter().map(|(keys, words)| format!("{keys} {words}")).collect()
    };
    assert_eq!(words(&session), ["↑↓ move", "enter in", "? help", "/ find", ": commands", "q quit"]);
    session.load(LABEL, book());
    session.press("enter");
    let inside = words(&session);
    assert_eq!(inside.first().map(String::as_str), Some("←→ stage"));
    assert!(inside.contains(&"p persona".to_owned()) && !inside.contains(&"n/N match".to_owned()));
    session.press("/");
    assert_eq!(words(&session), ["enter choose", "esc close", "↑↓ move", "ctrl-u erase"]);
}

/// Anything that can happen to a session.
fn happening() -> impl Strategy<Value = Action> {
    let key = prop_oneof![
        prop::sample::select(vec![
            "j",
            "k",
            "h",
            "l",
            "enter",
            "esc",
            "tab",
            "shift-tab",
            "1",
            "2",
            "3",
            "g",
            "G",
            "pgdn",
            "pgup",
            "ctrl-d",
            "ctrl-u",
            "z",
            "/",
            "n",
            "N",
            ":",
            "?",
            "[",
            "]",
            "p",
            "P",
            "t",
            "m",
            "M",
            "b",
            "!",
            "r",
            "ctrl-c",
            "i",
            "w",
            "H",
            "up",
            "down",
            "backspace",
            "ctrl-w",
            "space",
            "a",
            "o",
            "e",
        ])
        .prop_map(str::to_owned)
    ];
    let news = (0..12_usize, 0..60_usize, 0..60_usize).prop_map(|(kind, a, b)| {
        let mut changed = book();
        match kind {
            0 => News::Shelf(vec![LABEL.into(), "b.toml".into()]),
            1 => News::Shelf(vec!["b.toml".into()]),
            2 => News::Changed(LABEL.into()),
            3 => News::Resized(Size::new(u16::try_from(a).unwrap(), 0)),
            4 => News::Progress { map: LABEL.into(), source: "x".into(), done: 5, total: a as u64 },
            5 => {
                changed.map.stages.truncate(a % 4);
                changed.counts = crate::app::stand::counts(&changed.map);
                News::Loaded { map: LABEL.into(), book: Arc::new(changed) }
            }
            6 => News::Loaded { map: "b.toml".into(), book: Arc::new(Book::default()) },
            7 => {
                changed.findings = vec![finding("syntax", "odd")];
                News::Loaded { map: LABEL.into(), book: Arc::new(changed) }
            }
            8 => News::Loaded { map: LABEL.into(), book: Arc::new(changed) },
            _ => News::Drawn(Geometry {
                targets: vec![(Area { x: 0, y: 0, width: 9, height: 9 }, Target::Touchpoint(b))],
                page: a,
                detail_rows: b,
                detail_total: a,
                strip_width: b,
                marked_row: Some(a),
            }),
        }
    });
    let gesture = prop::sample::select(vec![Gesture::Click, Gesture::WheelUp, Gesture::WheelDown]);
    prop_oneof![
        8 => key.prop_map(|key| Action::News(News::Said(key))),
        2 => news.prop_map(Action::News),
        1 => (any::<u16>(), 0..12_u16, gesture).prop_map(|(x, y, gesture)| Action::Pointed(Pointed { x: x % 12, y, gesture })),
        1 => any::<char>().prop_map(Action::Text),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// Whatever happens, nothing panics, every cursor is on something, and esc never quits.
    #[test]
    fn nothing_that_happens_breaks_a_session(is_single: bool, happenings in prop::collection::vec(happening(), 1..60)) {
        let mut session = Session::start(&[LABEL, "b.toml"], is_single);
        session.load(LABEL, book());
        for action in happenings {
            match action {
                // A word said stands for a key pressed, so that both come in one sequence.
                Action::News(News::Said(key)) => { session.press(&key); }
                action => session.effects.extend(update(&mut session.state, action)),
            }
            let view = session.view();
            match view.body {
                crate::app::view::Body::Shelf(shelf) => prop_assert!(shelf.selected < shelf.rows.len().max(1)),
                crate::app::view::Body::Journey(journey) => {
                    prop_assert!(journey.stage_idx < journey.stages.len().max(1));
                    prop_assert!(journey.touchpoint_idx < journey.touchpoints.len().max(1));
                }
            }
            if let Some(crate::app::view::Overlay::Picker(picker)) = view.overlay {
                prop_assert!(picker.selected < picker.rows.len().max(1));
            }
        }
        session.effects.clear();
        session.press("esc esc esc esc esc esc esc esc");
        prop_assert!(session.effects.is_empty(), "{:?}", session.effects);
    }
}
