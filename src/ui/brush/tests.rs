//! What the brush leaves in cells.

use super::*;
use crate::ui::picture;

fn painted(look: Look, is_right_to_left: bool, paint: impl FnOnce(&mut Brush<'_>)) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
    paint(&mut Brush::new(&mut buffer, look, is_right_to_left));
    picture::text(&buffer).trim_end_matches('\n').to_owned()
}

fn field(x: u16, width: u16) -> Field {
    Field { x, y: 0, width }
}

#[test]
fn text_stays_in_its_field() {
    let text = Plain::new("Restaurants");
    let shown = painted(Look::default(), false, |brush| {
        brush.left(field(2, 6), &text, Role::Text);
    });
    assert_eq!(shown, "  Resta…");
    let shown = painted(Look::default(), false, |brush| {
        brush.right(field(2, 6), "54", Role::Text);
    });
    assert_eq!(shown, "      54");
    let shown = painted(Look { is_unicode: false, ..Look::default() }, false, |brush| {
        brush.left(field(0, 9), &Plain::new("“価格” – hoch"), Role::Text);
    });
    assert_eq!(shown, "\"価格\" -~");
}

#[test]
fn signs_are_plain_and_words_are_in_order_without_utf8() {
    let plain = Look { is_unicode: false, ..Look::default() };
    let mut shown = painted(plain, true, |brush| {
        brush.left(field(0, 12), &Plain::new("יואב · 1…"), Role::Text);
    });
    assert_eq!(shown, "   ~1 . באוי");
    shown = painted(plain, false, |brush| {
        brush.typed(field(0, 12), &Plain::new("né – 2"), Some(0));
    });
    assert_eq!(shown, "né - 2");
}

#[test]
fn outside_the_buffer_nothing_is_written() {
    let shown = painted(Look::default(), false, |brush| {
        brush.left(field(10, 40), "abcdef", Role::Text);
        brush.left(Field { x: 0, y: 7, width: 4 }, "lost", Role::Text);
        brush.fill(Field { x: 400, y: 0, width: 4 }, "-", Role::Rule);
        brush.sign(Field { x: 3, y: 9, width: 1 }, "-", Role::Rule);
    });
    assert_eq!(shown, "          ab");
}

#[test]
fn a_mirrored_row_begins_at_the_right_and_time_runs_on() {
    let shown = painted(Look::default(), true, |brush| {
        let used = brush.left(field(0, 12), "NPS", Role::Text);
        brush.sign(field(used + 1, 4), "▸", Role::Text);
        let (mut time, place) = brush.forward(field(6, 4));
        time.left(place, "12", Role::Text);
        brush.left(field(11, 40), "!?", Role::Text);
        brush.left(field(40, 4), "lost", Role::Text);
        brush.fill(field(40, 4), "-", Role::Rule);
    });
    assert_eq!(shown, "! 12   ◂ NPS");
}

#[test]
fn hebrew_starts_at_the_right_of_its_field() {
    let text = Plain::new("הזמנה 12");
    let shown = painted(Look::default(), true, |brush| {
        brush.left(field(1, 10), &text, Role::Text);
    });
    assert_eq!(shown, "   12 הנמזה");
    let logical = painted(Look { reorders: false, ..Look::default() }, true, |brush| {
        brush.left(field(1, 10), &text, Role::Text);
    });
    assert_eq!(logical, "   הזמנה 12");
}

#[test]
fn matches_stand_out_wherever_they_end_up() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
    let mut brush = Brush::new(&mut buffer, Look::default(), false);
    brush.marked(field(0, 12), &Plain::new("שלום"), Role::Text, &[0]);
    let bright: Vec<_> = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED))
        .map(Cell::symbol)
        .collect();
    assert_eq!(bright, ["ש"]);
}

#[test]
fn wiping_takes_a_wide_character_whole() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
    let mut brush = Brush::new(&mut buffer, Look::default(), false);
    brush.left(field(0, 6), &Plain::new("旅客"), Role::Text);
    brush.wipe(Area { x: 1, y: 0, width: 2, height: 1 });
    assert!(buffer.content().iter().all(|cell| cell.symbol() == " "));
}
