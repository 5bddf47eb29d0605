//! Dots as they are painted, and where their facts stand.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Area, Block, DotPoint, DotSpan, Tone};
use crate::ui::fold::Field;
use crate::ui::{Look, picture};

fn chart() -> DotChart {
    let point = |nth: u32| {
        let value = if nth < 10 { 38.0 } else { 28.0 };
        DotPoint { at: (f64::from(nth) + 0.5) / 20.0, value, is_weak: nth == 3 }
    };
    let fact = |label: &str, forms: &[&str], is_main| DotFact {
        label: label.into(),
        forms: forms.iter().map(|own| Plain::from(*own)).collect(),
        tone: Tone::Neutral,
        is_main,
    };
    let span = |from: f64, to: f64, words: &str| DotSpan { from, to, lines: vec![vec![words.into()]] };
    DotChart {
        points: (0..20).map(point).collect(),
        ends: (28.0, 38.0),
        day: Some((0.5, "29 Sep".into())),
        meant: Some((30.0, "30".into())),
        spans: vec![span(0.0, 0.5, "38.0"), span(0.5, 1.0, "28.0")],
        facts: vec![
            fact("before it", &["37.5 (36.4 to 38.6) · n 7,680 · 26 weeks", "37.5 ±1.1"], false),
            fact("change", &["better by 9.4 points (8.0 to 10.8), −25 % (relative)", "9.4 (8.0 to 10.8)"], true),
        ],
    }
}

fn frame((width, height): (u16, u16), look: Look, is_mirrored: bool) -> String {
    let blocks = [Block::Dots(chart())];
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let mut brush = Brush::new(&mut buffer, look, is_mirrored);
    let rows = PageRows::of(&brush, &blocks, Area { x: 0, y: 0, width, height });
    for (y, row) in (0..height).zip(&rows.rows) {
        row.paint(&mut brush, Field { x: 0, y, width });
    }
    picture::text(&buffer)
}

#[test]
fn dots_stand_on_either_side_of_the_day_and_facts_below() {
    let shown = frame((110, 36), Look::default(), false);
    let rows: Vec<&str> = shown.lines().collect();
    let with_dots: Vec<&&str> = rows.iter().filter(|row| row.contains('●')).collect();
    assert_eq!(with_dots.len(), 2, "equal values are equally high\n{shown}");
    let day = rows[0].chars().position(|c| c == '┊').expect("the day");
    let columns =
        |row: &str| -> Vec<usize> { row.chars().enumerate().filter(|(_, c)| *c == '●').map(|own| own.0).collect() };
    assert!(
        columns(with_dots[0]).iter().all(|x| *x < day) && columns(with_dots[1]).iter().all(|x| *x > day),
        "{shown}"
    );
    assert_eq!(shown.matches('▫').count(), 1, "few answers are no dot like the others\n{shown}");
    assert!(rows.iter().any(|row| row.contains("┈") && row.trim_end().ends_with("30")), "{shown}");
    assert!(shown.contains("29 Sep") && shown.contains("n 7,680 · 26 weeks") && shown.contains("−25 % (relative)"));
}

#[test]
fn where_rows_are_few_facts_stand_beside_and_at_last_alone() {
    let low = frame((78, 18), Look::default(), false);
    let row = low.lines().find(|row| row.contains("37.5 ±1.1")).unwrap_or_default();
    assert!(row.contains('┊') || row.contains('●'), "{low}");
    let narrow = frame((58, 18), Look::default(), false);
    assert!(!narrow.contains('●') && narrow.contains("before it") && narrow.contains("9.4"), "{narrow}");
    let tiny = frame((38, 8), Look::default(), false);
    assert!(!tiny.contains("before it") && tiny.contains("9.4 (8.0 to 10.8)"), "{tiny}");
}

#[test]
fn time_runs_forward_in_a_mirrored_page_and_ascii_has_signs_for_all() {
    let mirrored = frame((110, 36), Look::default(), true);
    let row = mirrored.lines().find(|row| row.contains('●')).unwrap_or_default();
    let place = row.chars().position(|c| c == '●').unwrap_or(999);
    assert!(place < 60, "what came first stands at the left\n{mirrored}");
    let ascii = frame((110, 36), Look { is_unicode: false, ..Look::default() }, false);
    let is_plain = |row: &&str| row.contains('@') && !row.contains('●');
    assert!(ascii.lines().any(|row| is_plain(&row)), "{ascii}");
}
