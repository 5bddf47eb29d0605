//! Sessions driven by key strings, told by what a person would see.

use std::sync::Arc;

use proptest::prelude::*;

use crate::app::action::{Action, Gesture, News, Pointed, Size};
use crate::app::stand::{LABEL, Session, book, counts, finding};
use crate::app::update::update;
use crate::app::view::{Area, Body, Geometry, Overlay, Target};
use crate::journey::Book;

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
                changed.counts = counts(&changed.map);
                News::Loaded { map: LABEL.into(), book: Arc::new(changed) }
            }
            6 => News::Loaded { map: "b.toml".into(), book: Arc::new(Book::default()) },
            7 => {
                changed.findings = vec![finding(&crate::journey::rule::SYNTAX, "odd")];
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
                block_rows: (0..a).map(|row| (row * (b % 5), b % 7)).collect(),
                caret: None,
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
                Body::Shelf(shelf) => prop_assert!(shelf.selected < shelf.rows.len().max(1)),
                Body::Journey(journey) => {
                    prop_assert!(journey.stage_idx < journey.stages.len().max(1));
                    prop_assert!(journey.touchpoint_idx < journey.touchpoints.len().max(1));
                }
            }
            if let Some(Overlay::Picker(picker)) = view.overlay {
                prop_assert!(picker.selected < picker.rows.len().max(1));
            }
        }
        session.effects.clear();
        session.press("esc esc esc esc esc esc esc esc");
        prop_assert!(session.effects.is_empty(), "{:?}", session.effects);
    }
}
