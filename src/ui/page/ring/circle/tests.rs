//! A ring as it is painted: round, whole, and the way the map is read.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Anchor, Feeling, Figure, Spread};
use crate::journey::{Address, Noun};
use crate::ui::fold::Field;
use crate::ui::page::words::PageRow;
use crate::ui::{Look, picture};

fn ring(parts: &[usize]) -> Ring {
    let names = ["before", "during", "after"];
    let spoke = |nth: usize| Spoke {
        anchor: Anchor { at: Some(Address::journey().then(Noun::Stage, nth.to_string())), is_marked: nth == 1 },
        name: format!("Place {nth}").into(),
        feeling: Some(Feeling { emotion: i8::try_from(nth % 5).unwrap_or_default() - 2, is_assumed: true }),
        figure: Some(Figure {
            value: "73".into(),
            margin: Some(Spread::Half("1.9".into())),
            n: "2,364".into(),
            ..Figure::default()
        }),
        ..Spoke::default()
    };
    let mut nth = 0;
    let parts = parts.iter().zip(names).map(|(n, name)| {
        let spokes = (nth..nth + n).map(spoke).collect();
        nth += n;
        RingPart { name: name.into(), spokes }
    });
    let hub = ["Dana", "wants to arrive", "“I only relax at the gate”", "numbers of everyone"];
    Ring { hub: hub.into_iter().map(Plain::from).collect(), parts: parts.collect() }
}

fn frame(ring: &Ring, (width, height): (u16, u16), look: Look, is_mirrored: bool) -> Option<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let mut brush = Brush::new(&mut buffer, look, is_mirrored);
    let plot = rows(&brush, ring, width, height)?;
    assert!(plot.rows.len() <= usize::from(height), "it fits");
    for (y, words) in (0..).zip(plot.rows) {
        PageRow::Words(words).paint(&mut brush, Field { x: 0, y, width });
    }
    Some(picture::text(&buffer))
}

const SIZES: [(u16, u16); 4] = [(96, 21), (118, 33), (118, 24), (198, 43)];

#[test]
fn all_names_numbers_and_signs_are_there_at_any_size() {
    for size in SIZES {
        for parts in [&[1][..], &[2, 1], &[1, 1, 1], &[4, 5, 4], &[8, 10, 3], &[1, 28, 1], &[10, 10, 10]] {
            let ring = ring(parts);
            let shown = frame(&ring, size, Look::default(), false).expect("a ring");
            let all: usize = parts.iter().sum();
            for nth in 0..all {
                assert!(shown.contains(&format!("Place {nth} 73 ±1.9")), "{nth} of {parts:?} {size:?}\n{shown}");
            }
            let marks = shown.matches('▸').count();
            assert_eq!(marks, usize::from(all > 1), "{parts:?} {size:?}\n{shown}");
        }
    }
}

#[test]
fn it_is_round() {
    for size in SIZES {
        let ring = ring(&[4, 5, 4]);
        let mut none = Buffer::empty(Rect::ZERO);
        let brush = Brush::new(&mut none, Look::default(), false);
        let (round, _) = fit(&brush, &ring, size.0, size.1).expect("it fits");
        let off = |(x, y): (u16, u16)| {
            let across = (f64::from(x) - f64::from(round.x)) / ASPECT;
            (across.hypot(f64::from(y) - f64::from(round.radius)) - f64::from(round.radius)).abs()
        };
        let (seats, _) = seats(&ring, round).expect("rows enough");
        let cells: Vec<(u16, u16)> = round.dots().chain(seats.iter().map(|seat| (seat.x, seat.y))).collect();
        assert!(cells.len() > 60 && cells.into_iter().all(|cell| off(cell) < 0.75), "{size:?}");
    }
}

#[test]
fn it_starts_at_the_top_and_runs_the_way_the_map_is_read() {
    let ring = ring(&[4, 4, 4]);
    let place = |shown: &str, name: &str| {
        let mut rows = shown.lines().enumerate();
        rows.find_map(|(y, row)| {
            row.split(name).next().filter(|own| own.len() < row.len()).map(|own| (own.chars().count(), y))
        })
    };
    for is_mirrored in [false, true] {
        let shown = frame(&ring, (118, 33), Look::default(), is_mirrored).expect("a ring");
        let name = |nth: usize| place(&shown, &format!("Place {nth}"));
        let (first, second, last) = (name(0).expect("first"), name(2).expect("third"), name(11).expect("last"));
        assert!(first.1 < second.1, "it goes down\n{shown}");
        let is_right = |x: usize| x > 59;
        assert_eq!((is_right(first.0), is_right(last.0)), (!is_mirrored, is_mirrored), "{shown}");
    }
}

#[test]
fn without_room_there_is_none() {
    assert_eq!(frame(&ring(&[10, 10, 10]), (96, 15), Look::default(), false), None);
    assert_eq!(frame(&ring(&[40, 40, 40]), (118, 33), Look::default(), false), None);
}

#[test]
fn without_utf8_it_is_ascii() {
    let look = Look { is_unicode: false, ..Look::default() };
    let shown = frame(&ring(&[4, 5, 4]), (118, 33), look, false).expect("a ring");
    assert!(shown.is_ascii() && shown.contains("+ 1 o 1 - 2"), "{shown}");
}

#[test]
fn parts_say_what_is_felt_in_them() {
    let shown = frame(&ring(&[8, 10, 3]), (118, 33), Look::default(), false).expect("a ring");
    for words in ["before", "during", "after", "+ 2 ◦ 2 − 4", "Dana", "wants to arrive", "numbers of everyone"] {
        assert!(shown.contains(words), "{words}\n{shown}");
    }
}
