//! Tables as they are painted, and what goes first where room is short.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Anchor, Area, Block, GridColumn, Sketch};
use crate::journey::{Address, Noun};
use crate::ui::fold::Field;
use crate::ui::{Look, picture};

fn blocks() -> Vec<Block> {
    let row = |name: &str, n: &str, (from, to): (f64, f64), tone: Tone| {
        let at = Some(Address::journey().then(Noun::Stage, name));
        let sketch = Sketch::Dumbbell { from: Some(from), to: Some(to), is_sure: tone == Tone::Bad, tone };
        Block::GridRow(GridRow {
            anchor: Anchor { at, is_marked: name == "Security" },
            cells: vec![
                GridCell::told(name),
                GridCell::told(n),
                GridCell::drawn(sketch),
                GridCell::in_forms(vec!["fell 7.6 since 2017".into(), "▼ 7.6".into()]).toned(tone),
            ],
            is_dim: false,
        })
    };
    let columns = vec![
        GridColumn::words("").cut_to(8),
        GridColumn::numbers("2018").going(1),
        GridColumn::drawn("", (50.0, 90.0)).going(3),
        GridColumn::words("since when").cut_to(7),
    ];
    vec![
        Block::GridHead(GridHead { columns, is_bare: false }),
        row("Security", "75", (83.0, 75.0), Tone::Bad),
        row("Finding the way", "86", (87.0, 86.0), Tone::Neutral),
    ]
}

fn frame(width: u16, look: Look, is_mirrored: bool) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 3));
    let blocks = blocks();
    let mut brush = Brush::new(&mut buffer, look, is_mirrored);
    let rows = PageRows::of(&brush, &blocks, Area { x: 0, y: 0, width, height: 3 });
    assert_eq!((rows.rows.len(), rows.marked), (3, Some(1)));
    for (y, row) in (0..).zip(&rows.rows) {
        row.paint(&mut brush, Field { x: 0, y, width });
    }
    picture::text(&buffer)
}

#[test]
fn cells_stand_under_their_heads() {
    let shown = frame(80, Look::default(), false);
    let rows: Vec<&str> = shown.lines().collect();
    let at = |row: usize, words: &str| rows[row].split_once(words).map(|(before, _)| before.chars().count());
    assert_eq!(at(0, "since when"), at(1, "fell 7.6 since 2017"), "{shown}");
    assert_eq!(
        at(0, "2018").map(|at| at + 4),
        at(1, "75").map(|at| at + 2),
        "numbers end where their head does\n{shown}"
    );
    assert!(rows[0].contains("50") && rows[0].contains("90"), "the axis says its ends\n{shown}");
    assert!(rows[1].contains("●━") && rows[1].contains("━○"), "{shown}");
    assert!(rows[2].contains('●') && !rows[2].contains('━'), "{shown}");
}

#[test]
fn names_are_cut_before_columns_go_and_drawings_go_first() {
    let narrow = frame(40, Look::default(), false);
    assert!(narrow.contains("Finding th…") && narrow.contains("▼ 7.6") && narrow.contains("●━○"), "{narrow}");
    let narrower = frame(24, Look::default(), false);
    assert!(narrower.contains("▼ 7.6") && narrower.contains("75") && !narrower.contains('●'), "{narrower}");
    assert!(narrower.lines().all(|row| row.chars().count() <= 24), "{narrower}");
}

#[test]
fn an_axis_says_different_values() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 48, 1));
    let brush = Brush::new(&mut buffer, Look::default(), false);
    let of = |axis: (f64, f64)| -> Vec<String> {
        let words = super::sketch::ticks(&brush, axis, (0, 48));
        let told = |own: PageWords<'static>| match own.text {
            PageText::Line(own) => own.to_string(),
            _ => String::new(),
        };
        words.into_iter().map(told).collect()
    };
    for axis in [(72.4, 74.3), (-0.4, 0.4), (-10.0, 10.0), (1.8, 2.6)] {
        let all = of(axis);
        let mut distinct = all.clone();
        distinct.dedup();
        assert!(all.len() > 1 && all == distinct, "{axis:?}: {all:?}");
        assert!(!all.iter().any(|own| own.contains('-') || own == "−0"), "{axis:?}: {all:?}");
    }
}

#[test]
fn in_ascii_and_mirrored_it_is_the_same() {
    let ascii = frame(60, Look { is_unicode: false, ..Look::default() }, false);
    assert!(ascii.is_ascii() && ascii.contains("@==O"), "{ascii}");
    let mirrored = frame(60, Look::default(), true);
    assert!(mirrored.contains("○━━●") && mirrored.trim_end().ends_with("Finding the way"), "{mirrored}");
}
