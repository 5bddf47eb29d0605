//! The caret has its cell, whatever is typed and wherever it stands.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::view::{Frame, Geometry, Typing};
use crate::text::Plain;
use crate::ui::{Depth, Look, paint, picture, sample};

const NO_COLOR: Look = Look { depth: Depth::None, is_dark: true, is_unicode: true, reorders: true, has_links: false };

/// A page with nothing but what is typed: its rows, and the signs that are turned over.
fn typed(view: Frame, typing: Typing, (width, height): (u16, u16)) -> (Vec<String>, String, Geometry) {
    let mut view = view;
    if let Some(journey) = sample::journey_of(&mut view) {
        journey.detail.blocks.clear();
        journey.detail.title = Plain::default();
    }
    let view = sample::typed(view, "it", typing);
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let geometry = paint(&view, &NO_COLOR, &mut buffer);
    let is_turned = |cell: &&Cell| cell.modifier.contains(Modifier::REVERSED);
    let turned = buffer.content().iter().filter(is_turned).map(Cell::symbol).collect();
    let rows = picture::text(&buffer).lines().map(str::to_owned).collect();
    if let Some((x, y)) = geometry.caret {
        let cell = buffer.cell(Position::new(x, y)).expect("the caret is on the screen");
        assert!(cell.modifier.contains(Modifier::REVERSED), "{x},{y}");
    }
    (rows, turned, geometry)
}

#[track_caller]
fn check(name: &str, view: Frame, text: &str, (turned, column): (&str, u16)) {
    let (rows, found, geometry) = typed(view, sample::typing("does", text, ""), (80, 24));
    let caret = geometry.caret.unwrap_or_else(|| panic!("{name}: no caret in {rows:#?}"));
    assert_eq!((found.as_str(), caret.0), (turned, column), "{name}: {}", rows[usize::from(caret.1)]);
}

#[test]
fn the_caret_turns_the_next_character_over() {
    let air = sample::airport;
    check("before the first", air(), "|abc", ("a", 7));
    check("in the middle", air(), "ab|c", ("c", 9));
    check("at the end", air(), "abc|", (" ", 10));
    check("nothing typed", air(), "|", (" ", 7));
    check("a wide character", air(), "旅|客", ("客", 9));
    check("a letter with a mark", air(), "e\u{301}|e\u{301}", ("e\u{301}", 8));
    check("inside a letter", air(), "abe|\u{301}", ("e\u{301}", 9));
    check("an emoji", air(), "a|👩b", ("👩", 8));
    check("a Hebrew word in an English map", air(), "שלום|", (" ", 7));
    check("before it", air(), "|שלום", ("ש", 10));
}

#[test]
fn in_hebrew_the_caret_stands_where_the_next_letter_will() {
    let bake = sample::bakery;
    check("at the end: left of the last", bake(), "שלום|", (" ", 68));
    check("before the first: at the right", bake(), "|שלום", ("ש", 72));
    check("in the middle", bake(), "של|ום", ("ו", 70));
    check("before a number", bake(), "עד |21", ("2", 68));
    check("English in Hebrew", bake(), "ab|c", ("c", 72));
    check("a letter with a point", bake(), "|שָׁלוֹם", ("שָׁ", 72));
}

#[test]
fn a_long_text_scrolls_around_the_caret() {
    let lines: Vec<String> = (0..60).map(|nth| format!("line {nth}")).collect();
    for at in [0, 1, 30, 58, 59] {
        let mut lines = lines.clone();
        lines[at].push('|');
        let (rows, _, geometry) =
            typed(sample::airport(), sample::typing("new note", &lines.join("\n"), "help"), (80, 24));
        let (_, y) = geometry.caret.expect("a caret");
        assert!(rows[usize::from(y)].contains(&format!("line {at}")), "{at}: {rows:#?}");
        assert!(rows.iter().any(|row| row.contains("new note") && row.contains(" of 60")), "{rows:#?}");
        assert!(rows.iter().any(|row| row.contains("help")), "{rows:#?}");
        assert!(geometry.detail_total <= geometry.detail_rows, "{geometry:?}");
    }
}

#[test]
fn a_full_row_leaves_the_caret_a_place() {
    for n in 60..80 {
        for text in [format!("{}|", "x".repeat(n)), format!("{} |", "x".repeat(n)), format!("{}  |", "x".repeat(n))] {
            let (rows, turned, geometry) = typed(sample::airport(), sample::typing("does", &text, ""), (80, 24));
            let (x, _) = geometry.caret.expect("a caret");
            assert!(x < 80 && turned == " ", "{n}: {rows:#?}");
        }
    }
}

#[test]
fn what_is_wrong_has_a_sign() {
    let typing = sample::typing("severity", "9|", "expected a whole number from 1 to 5");
    let (rows, _, _) = typed(sample::airport(), typing, (80, 24));
    assert!(rows.iter().any(|row| row.trim() == "✗ expected a whole number from 1 to 5"), "{rows:#?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn whatever_is_typed_the_caret_is_seen(
        lines in prop::collection::vec("[a-c שלום旅👩\u{301} ]{0,60}", 1..30),
        (line, at, width, height, is_long) in (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 40_u16..130, 12_u16..40, any::<bool>()),
    ) {
        let lines: Vec<Plain> = lines.iter().map(|line| Plain::new(line)).collect();
        let line = line.index(lines.len());
        let places: Vec<usize> = lines[line].as_str().char_indices().map(|(at, _)| at).chain([lines[line].as_str().len()]).collect();
        let caret = (line, places[at.index(places.len())]);
        let typing = Typing { label: "note".into(), lines, caret, is_long, help: "help".into(), is_wrong: false };
        for view in [sample::airport(), sample::bakery()] {
            let (rows, _, geometry) = typed(view, typing.clone(), (width, height));
            prop_assert!(geometry.caret.is_some(), "{rows:#?}");
        }
    }
}
