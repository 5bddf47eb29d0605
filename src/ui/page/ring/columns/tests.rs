//! The parts of a ring in columns, line by line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Anchor, Feeling, Figure, Spread};
use crate::journey::{Address, Noun};
use crate::text::Plain;
use crate::ui::fold::Field;
use crate::ui::page::words::PageRow;
use crate::ui::{Look, picture};

fn ring() -> Ring {
    let spoke = |name: &str, stage: &str, emotion: Option<i8>| Spoke {
        anchor: Anchor { at: Some(Address::journey().then(Noun::Stage, name)), is_marked: name == "Security" },
        name: name.into(),
        stage: stage.into(),
        feeling: emotion.map(|emotion| Feeling { emotion, is_assumed: true }),
        figure: Some(Figure {
            value: "73".into(),
            margin: Some(Spread::Half("1.9".into())),
            n: "2,364".into(),
            ..Figure::default()
        }),
        is_moment_of_truth: name == "Security",
        pain: (name == "Security").then_some(5),
        ..Spoke::default()
    };
    let few = Figure { value: "few".into(), n: "4".into(), is_weak: true, ..Figure::default() };
    let before = vec![
        spoke("Roads", "Getting there", Some(-1)),
        spoke("Parking", "Getting there", Some(0)),
        spoke("Security", "Check-in", Some(-2)),
    ];
    let during = vec![spoke("Art", "Waiting", Some(2)), Spoke { figure: Some(few), ..spoke("Shops", "Waiting", None) }];
    let after = vec![spoke("Taxi", "Leaving", Some(1))];
    let part = |name: &str, spokes| RingPart { name: name.into(), spokes };
    Ring {
        hub: ["Dana", "see family", "numbers of everyone"].into_iter().map(Plain::from).collect(),
        parts: vec![part("before", before), part("during", during), part("after", after)],
    }
}

fn frame((width, height): (u16, u16), look: Look, is_mirrored: bool) -> (Vec<String>, Option<u16>) {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 30));
    let mut brush = Brush::new(&mut buffer, look, is_mirrored);
    let plot = rows(&brush, &ring(), width, height);
    for (y, words) in (0..).zip(plot.rows) {
        PageRow::Words(words).paint(&mut brush, Field { x: 0, y, width });
    }
    (picture::text(&buffer).lines().map(|row| row.trim_end().to_owned()).collect(), plot.marked)
}

#[test]
fn parts_stand_beside_one_another_under_who_it_is() {
    let (rows, marked) = frame((78, 18), Look::default(), false);
    assert_eq!(rows[0], "Dana                                                       numbers of everyone");
    assert_eq!(rows[1], "see family");
    assert_eq!(rows[3], "before       + 0 ◦ 1 − 2  during       + 1 ◦ 0 − 0  after        + 1 ◦ 0 − 0");
    assert_eq!(rows[4], "Getting there             Waiting                   Leaving");
    assert_eq!(rows[5], " − Roads             73   ++ Art               73    + Taxi              73");
    assert_eq!(rows[6], " ◦ Parking           73      Shops        few n 4");
    assert_eq!(rows[8], "−− Security          73◆");
    assert_eq!(marked, Some(8));
}

#[test]
fn where_that_is_too_narrow_they_stand_under_one_another() {
    let (rows, marked) = frame((38, 7), Look::default(), false);
    assert_eq!(rows[0], "Dana               numbers of everyone");
    assert_eq!(rows[1], "before                     + 0 ◦ 1 − 2", "no row is left for what she wants");
    assert_eq!(rows[6], "−− Security            73 ±1.9 ◆ 5 !!!");
    assert_eq!(rows[8], "during                     + 1 ◦ 0 − 0");
    assert_eq!(marked, Some(6));
}

#[test]
fn it_is_mirrored_and_plain_where_that_is_needed() {
    let ascii = frame((78, 18), Look { is_unicode: false, ..Look::default() }, false).0;
    assert!(ascii.iter().all(|row| row.is_ascii()) && ascii[8].starts_with("-- Security"), "{ascii:?}");
    let mirrored = frame((78, 18), Look::default(), true).0;
    assert!(mirrored[0].starts_with("numbers of everyone") && mirrored[0].ends_with("Dana"), "{mirrored:?}");
    assert!(mirrored[3].ends_with("before") && mirrored[3].trim_start().starts_with("− 0"), "{}", mirrored[3]);
}
