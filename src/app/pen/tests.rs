//! Typing, moving and erasing in any script.

use proptest::prelude::*;

use super::*;
use Stroke::{
    Break, Down, End, Erase, EraseLine, EraseNext, EraseRest, EraseWord, Left, PutBack, Right, Start, Up, WordLeft,
    WordRight,
};

/// The text with the caret as `|`.
fn shown(pen: &Pen) -> String {
    format!("{}|{}", pen.before(), pen.after())
}

#[track_caller]
fn check(name: &str, text: &str, strokes: &[Stroke], expected: &str) {
    let mut pen = Pen::new(text, true);
    for stroke in strokes {
        pen.stroke(*stroke);
    }
    assert_eq!(shown(&pen), expected, "{name}");
}

#[test]
fn one_character_is_what_a_person_takes_for_one() {
    check("a cook", "a👩‍🍳", &[Erase], "a|");
    check("a flag", "🇮🇱🇫🇷", &[Erase], "🇮🇱|");
    check("an accent of its own", "cafe\u{301}", &[Erase], "caf|");
    check("over them", "a👩‍🍳🇮🇱", &[Left, Left, EraseNext], "a|🇮🇱");
    check("a vowel sign", "שָׁלוֹם", &[Right, Right, Right, EraseNext], "ש\u{5b8}\u{5c1}|ו\u{5b9}ם");
    check("nothing before", "a", &[Start, Erase], "|a");
    check("nothing behind", "a", &[EraseNext], "a|");
}

#[test]
fn an_accent_that_comes_later_joins() {
    let mut pen = Pen::new("\u{301}x", false);
    pen.stroke(Start);
    pen.type_in("e");
    assert_eq!(shown(&pen), "e\u{301}|x");
}

#[test]
fn words_and_lines_are_walked_and_erased() {
    check("a word back", "heard it, again", &[WordLeft], "heard it, |again");
    check("over marks", "heard it, again", &[WordLeft, WordLeft], "heard |it, again");
    check("a word on", "heard it, again", &[Start, WordRight, WordRight], "heard it|, again");
    check("no word left", "a", &[WordRight, WordLeft, WordLeft], "|a");
    check("erase a word", "heard it again  ", &[EraseWord], "heard it |");
    check("erase a line", "one\ntwo\nthree", &[Up, EraseLine], "one\n|\nthree");
    check("erase the rest", "one two", &[WordLeft, EraseRest], "one |");
    check("join lines", "one\ntwo", &[Up, End, EraseRest], "one|two");
    check("put back", "one two", &[EraseWord, Start, PutBack], "two|one ");
    check("break a line", "one two", &[WordLeft, Break], "one \n|two");
}

#[test]
fn up_and_down_keep_the_column() {
    check("short line between", "second\na\nfourth", &[Up, Down], "second\na\nfourth|");
    check("up twice", "second\na\nfourth", &[Left, Up, Up], "secon|d\na\nfourth");
    check("beyond the first", "ab\ncd", &[Up, Up], "|ab\ncd");
    check("beyond the last", "ab\ncd", &[Up, Start, Down, Down], "ab\ncd|");
}

#[test]
fn in_hebrew_left_is_on() {
    check("right goes back", "שלום", &[Right], "שלו|ם");
    check("left goes on", "שלום", &[Start, Left], "ש|לום");
    check("by words", "שלום עולם", &[WordRight], "שלום |עולם");
    check("each line for itself", "שלום\nabc", &[Left, Left, Up, Left], "של|ום\nabc");
}

#[test]
fn what_is_pasted_is_text() {
    let typed = |text: &str, is_long| Pen::new(text, is_long).text().to_owned();
    assert_eq!(typed("a\r\nb\tc\u{1b}[2J\0\u{9b}", false), "a b c[2J");
    assert_eq!(typed("a\r\nb\rc\u{2028}d", true), "a\nb\nc\nd");
    assert_eq!(typed("user\u{202e}gpj.exe \u{feff}\u{200b}x", true), "usergpj.exe x");
    assert_eq!(typed("می‌خواهم 👩‍🍳 \u{200f}", true), "می‌خواهم 👩‍🍳 \u{200f}", "joiners and marks are letters to some");
}

#[test]
fn a_flood_stops_and_says_so() {
    let mut pen = Pen::default();
    assert!(pen.type_in(&"x".repeat(MOST - 3)));
    assert!(!pen.type_in("👩‍🍳"), "no half of it");
    assert!(pen.type_in("abc"));
    assert!(!pen.type_in("d"));
    assert_eq!(pen.text().len(), MOST);
}

#[test]
fn the_caret_is_told_by_lines() {
    let mut pen = Pen::new("one\ntwo", true);
    assert_eq!(pen.before_caret(), (1, "two"));
    pen.stroke(Start);
    assert_eq!(pen.before_caret(), (1, ""));
    assert_eq!(Pen::default().lines().count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_strokes_leave_a_caret_between_characters(
        text in any::<String>(),
        strokes in prop::collection::vec((0..15_usize, any::<char>()), 0..40),
    ) {
        let all = [Break, Left, Right, WordLeft, WordRight, Up, Down, Start, End, Erase, EraseNext, EraseWord, EraseLine, EraseRest, PutBack];
        let mut pen = Pen::new(&text, true);
        for (idx, c) in strokes {
            pen.stroke(all[idx]);
            pen.type_in(&c.to_string());
            prop_assert!(pen.text.is_char_boundary(pen.caret));
            let mut cursor = GraphemeCursor::new(pen.caret, pen.text.len(), true);
            prop_assert_eq!(cursor.is_boundary(&pen.text, 0), Ok(true));
        }
    }
}
