//! Rails as they are painted, and what goes first where room is short.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Anchor, Area};
use crate::journey::{Address, Noun};
use crate::text::Plain;
use crate::ui::fold::Field;
use crate::ui::{Look, picture};

fn value(value: f64, shown: &str) -> RailValue {
    let interval = Some((value - 5.0, value + 5.0));
    RailValue { value, interval, shown: shown.into(), n: "611".into(), ..RailValue::default() }
}

fn blocks() -> Vec<Block> {
    let row = |name: &str, values: Vec<Option<RailValue>>, leads| {
        let at = Some(Address::journey().then(Noun::Consult, name));
        let anchor = Anchor { at, is_marked: name == "Search engine" };
        Block::RailRow(RailRow { anchor, name: name.into(), aside: "research".into(), values, leads })
    };
    let few = RailValue { shown: "n 21: few".into(), n: "21".into(), is_few: true, ..RailValue::default() };
    let written = RailValue { is_assumed: true, ..value(40.0, "40 (35 to 45)") };
    let words = |own: &str| Plain::from(own);
    vec![
        Block::RailHead(RailHead {
            name: words("they look at"),
            aside: words("mostly at"),
            rails: vec![words("used by, % of 611"), words("of those, helped, %")],
        }),
        row("Our configurator", vec![Some(value(71.0, "71 (66 to 76)")), Some(value(38.0, "38 (33 to 43)"))], Some(0)),
        row("Search engine", vec![Some(value(100.0, "100 (95 to 100)")), Some(value(0.0, "0 (0 to 5)"))], None),
        row("A friend’s car", vec![Some(written), Some(few)], None),
        row("Nobody knows", vec![None, None], None),
    ]
}

fn frame(width: u16, look: Look, is_mirrored: bool) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 5));
    let blocks = blocks();
    let mut brush = Brush::new(&mut buffer, look, is_mirrored);
    let rows = PageRows::of(&brush, &blocks, Area { x: 0, y: 0, width, height: 5 });
    assert_eq!((rows.rows.len(), rows.marked), (5, Some(2)));
    for (y, row) in (0..).zip(&rows.rows) {
        row.paint(&mut brush, Field { x: 0, y, width });
    }
    picture::text(&buffer)
}

#[test]
fn with_room_there_are_both_rails_and_where() {
    let shown = frame(118, Look::default(), false);
    let rows: Vec<&str> = shown.lines().collect();
    for words in ["they look at", "mostly at", "used by, % of 611", "of those, helped, %", "n"] {
        assert!(rows[0].contains(words), "{words}\n{shown}");
    }
    assert_eq!((rows[1].matches('●').count(), rows[1].matches('◂').count()), (2, 1), "{shown}");
    assert!(rows[3].contains('○') && !rows[3].contains('●') && rows[3].contains("n 21: few"), "{shown}");
    assert!(rows[4].contains('–') && !rows[4].contains('●'), "{shown}");
    let dots: Vec<usize> = rows[2].chars().enumerate().filter(|(_, c)| *c == '●').map(|(x, _)| x).collect();
    let rail = |nth: usize| rows[4].chars().collect::<Vec<char>>()[dots[nth]];
    assert_eq!((dots.len(), rail(0), rail(1)), (2, '┈', '┈'), "the ends lie on the rails\n{shown}");
}

#[test]
fn rails_go_before_numbers_and_numbers_before_names() {
    let columns = |width: u16| {
        let shown = frame(width, Look::default(), false);
        let row = shown.lines().nth(1).unwrap_or_default().to_owned();
        let has = |words: &str| row.contains(words);
        (has("research"), row.matches('●').count(), has("71 (66"), has("38 (33"), has("configurator"))
    };
    assert_eq!(columns(118), (true, 2, true, true, true));
    assert_eq!(columns(88), (false, 2, true, true, true));
    assert_eq!(columns(78), (false, 1, true, true, true));
    assert_eq!(columns(58), (false, 0, true, true, true));
    assert_eq!(columns(38), (false, 0, false, true, true));
    assert_eq!(columns(32), (false, 0, false, true, false));
    for width in 24..130 {
        let shown = frame(width, Look::default(), false);
        assert!(shown.lines().nth(1).is_some_and(|row| row.contains("38 (33 to 43)")), "{width}\n{shown}");
    }
}

#[test]
fn without_utf8_and_from_the_right_it_is_the_same() {
    let look = Look { is_unicode: false, ..Look::default() };
    let ascii = frame(118, look, false);
    assert!(ascii.lines().nth(1).is_some_and(|row| row.is_ascii() && row.matches('@').count() == 2), "{ascii}");
    let (plain, mirrored) = (frame(118, Look::default(), false), frame(118, Look::default(), true));
    let dots = |shown: &str| -> Vec<usize> {
        let row = shown.lines().nth(1).unwrap_or_default().to_owned();
        row.chars().enumerate().filter(|(_, c)| *c == '●').map(|(x, _)| x).collect()
    };
    let turned: Vec<usize> = dots(&mirrored).into_iter().rev().map(|x| 117 - x).collect();
    assert_eq!(dots(&plain), turned, "{mirrored}");
}
