//! Sessions driven by key strings, told by what a person would see.

use std::sync::Arc;

use proptest::prelude::*;

use crate::app::effect::Effect;
use crate::app::event::{Event, Gesture, News, Pointed, Recalled, Size};
use crate::app::order::Outcome;
use crate::app::stand::{LABEL, Session, book, counts, finding};
use crate::app::view::{Area, Body, Geometry, Links, Overlay, Seen, Target};
use crate::journey::book::Pass;
use crate::journey::{Address, Aim, Book, Draft};

/// What may come in from outside.
fn news() -> impl Strategy<Value = News> {
    (0..15_usize, 0..60_usize, 0..60_usize).prop_map(|(kind, a, b)| {
        let mut changed = book();
        match kind {
            0 => News::Shelf(vec![LABEL.into(), "b.toml".into()]),
            1 => News::Shelf(vec!["b.toml".into()]),
            2 => News::Changed(LABEL.into()),
            3 => News::Resized(Size::new(u16::try_from(a).unwrap(), 0)),
            4 => {
                News::Progress { map: LABEL.into(), source: "x".into(), done: 5, total: a as u64, pass: Pass::Counting }
            }
            5 => {
                changed.map.stages.truncate(a % 4);
                changed.counts = counts(&changed.map);
                News::Loaded { map: LABEL.into(), book: Arc::new(changed) }
            }
            6 => News::Loaded { map: "b.toml".into(), book: Arc::new(Book::default()) },
            7 => {
                changed.findings = vec![finding(&crate::journey::rule::SYNTAX, "odd")];
                News::Loaded { map: LABEL.into(), book: Arc::new(changed) }
            }
            8 => News::Loaded { map: LABEL.into(), book: Arc::new(changed) },
            9 => {
                let (before, book) = ("x".into(), Arc::new(changed));
                let outcome = Outcome::Saved { book, before, done: Vec::new() };
                News::Answered { number: a as u64 % 4, map: LABEL.into(), outcome }
            }
            10 => {
                let outcome = Outcome::Failed { message: "no space".into(), help: None };
                News::Answered { number: a as u64 % 4, map: LABEL.into(), outcome }
            }
            11 => {
                let (map, aim) = (LABEL.to_owned(), Aim::Field(Address::journey().field("owner")));
                let drafts = vec![Draft { map, aim, typed: "words".into(), was: None, is_open: b % 2 == 0 }];
                News::Recalled(Recalled { drafts, ..Recalled::default() })
            }
            _ => News::Drawn(Geometry {
                targets: vec![(Area { x: 0, y: 0, width: 9, height: 9 }, Target::Touchpoint(b))],
                page: a,
                detail_rows: b,
                detail_total: a,
                marked_row: Some(a),
                block_rows: (0..a).map(|row| (row * (b % 5), b % 7)).collect(),
                seen: Seen { top: a, n_whole: b % 4, n_rows: b, n_above: a % 3, n_below: b % 3 },
                caret: None,
                links: Links::default(),
            }),
        }
    })
}

/// Anything that can happen to a session.
fn happening() -> impl Strategy<Value = Event> {
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
            "S",
            "H",
            "up",
            "down",
            "backspace",
            "ctrl-w",
            "space",
            "a",
            "o",
            "e",
            "E",
            "J",
            "K",
            "x",
            "+",
            "-",
            "d",
            "u",
            "ctrl-r",
            "U",
            "ctrl-o",
            "ctrl-y",
            "ctrl-j",
            "left",
            "ctrl-right",
            "ctrl-k",
            "s",
            "y",
            "א",
        ])
        .prop_map(str::to_owned)
    ];
    let gesture = prop::sample::select(vec![Gesture::Click, Gesture::WheelUp, Gesture::WheelDown]);
    prop_oneof![
        8 => key.prop_map(|key| Event::News(News::Said(key))),
        2 => news().prop_map(Event::News),
        1 => (any::<u16>(), 0..12_u16, gesture).prop_map(|(x, y, gesture)| Event::Pointed(Pointed { x: x % 12, y, gesture })),
        1 => any::<char>().prop_map(Event::Text),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    /// Whatever happens, nothing panics, every cursor is on something, and esc never quits.
    #[test]
    fn nothing_that_happens_breaks_a_session(is_single: bool, happenings in prop::collection::vec(happening(), 1..60)) {
        let mut session = Session::start(&[LABEL, "b.toml"], is_single);
        session.load(LABEL, book());
        for event in happenings {
            match event {
                // A word said stands for a key pressed, so that both come in one sequence.
                Event::News(News::Said(key)) => { session.press(&key); }
                event => {
                    let effects = session.act(event);
                    session.effects.extend(effects);
                }
            }
            let view = session.frame();
            match view.body {
                Body::MapList(shelf) => prop_assert!(shelf.selected < shelf.rows.len().max(1)),
                Body::Comments(read) => prop_assert!(read.spot.selected < read.page.window.n_all.max(1)),
                Body::Journey(journey) => {
                    prop_assert!(journey.stage_idx < journey.stages().len().max(1));
                    prop_assert!(journey.touchpoint_idx < journey.touchpoints().len().max(1));
                }
            }
            match view.overlay {
                Some(Overlay::Picker(picker)) => prop_assert!(picker.selected < picker.page.window.n_all.max(1)),
                Some(Overlay::Card(card)) => prop_assert!(card.selected < card.choices.len()),
                None => {}
            }
        }
        session.effects.clear();
        session.press("esc esc esc esc esc esc esc esc");
        prop_assert!(!session.effects.contains(&Effect::Quit));
    }
}
