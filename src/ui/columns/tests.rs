//! Columns that line up at every width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Lack, Level, Strip};
use crate::ui::cluster;
use crate::ui::fold::Field;
use crate::ui::{Look, picture};

fn row(name: &str, value: &str, margin: &str) -> TouchpointRow {
    TouchpointRow {
        name: Plain::new(name),
        score: Score {
            figure: Some(Figure {
                value: Plain::new(value),
                margin: Some(crate::app::view::Spread::Half(margin.into())),
                n: Plain::new("2,318"),
                ..Figure::default()
            }),
            strip: Strip { cells: vec![Level::Within(4); 7] },
        },
        ..TouchpointRow::default()
    }
}

fn painted(rows: &[TouchpointRow], width: u16) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, u16::try_from(rows.len()).expect("few rows")));
    let mut brush = Brush::new(&mut buffer, Look::default(), false);
    let entries: Vec<_> = rows.iter().map(ListRow::from).collect();
    let columns = ListColumns::fit(&brush, &entries, true, false, width);
    for (y, entry) in (0..).zip(&entries) {
        columns.paint(&mut brush, Field { x: 0, y, width }, entry, Selected::No);
    }
    picture::text(&buffer).lines().map(str::to_owned).collect()
}

#[test]
fn numbers_line_up_whatever_the_names() {
    let rows = [row("Shops", "51", "2.1"), row("旅客体验 😀", "−5", "12.0"), row("Wi-Fi", "100", "0.4")];
    let lines = painted(&rows, 44);
    let places: Vec<_> = lines
        .iter()
        .map(|line| {
            let before: String = line.chars().take_while(|c| *c != '▄').collect();
            cluster::columns(&before)
        })
        .collect();
    assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{lines:?}");
    assert!(lines[1].contains("−5 ±12.0"), "{lines:?}");
}

#[test]
fn a_metric_that_was_asked_for_has_its_column_where_nobody_measured_it() {
    let silent = TouchpointRow { score: Score::default(), ..row("Shops", "54", "2.0") };
    let asked = TouchpointRow { lack: Lack::Asked, ..silent.clone() };
    let [silent, asked] = [silent, asked].map(|row| painted(&[row], 66).remove(0));
    let n_signs = |line: &str| line.matches('–').count();
    assert_eq!((n_signs(&asked), n_signs(&silent)), (2, 1), "one is of sentiment: {asked:?}\n{silent:?}");
}

#[test]
fn what_is_still_read_keeps_its_place() {
    let whole = TouchpointRow { emotion: Some(-1), is_worst: true, ..row("Restaurants", "54", "2.0") };
    let awaited = TouchpointRow { score: Score::default(), lack: Lack::Awaited, is_worst: false, ..whole.clone() };
    let moved = |mut row: TouchpointRow| {
        if let Some(figure) = &mut row.score.figure {
            figure.change = Some((crate::app::view::Move::Fell, crate::app::view::Tone::Bad));
            figure.by = "7.6".into();
        }
        row
    };
    let [before, after] = [awaited, moved(whole)].map(|row| painted(&[row], 66).remove(0));
    let felt = |line: &str| line.trim_end().strip_suffix('–').map(cluster::columns);
    assert_eq!(felt(&before), felt(&after), "{before:?}\n{after:?}");
    assert!(before.contains("  …  ") && after.contains("54 ±2.0 ◂  2,318 ▼ 7.6"), "{before:?}\n{after:?}");
}

#[test]
fn what_does_not_fit_is_left_out_whole() {
    for width in 0..60 {
        for line in painted(&[row("Restaurants", "54", "2.0")], width) {
            assert!(!line.contains('±') || line.contains("54 ±2.0"), "{width}: {line}");
        }
    }
}

#[test]
fn words_that_all_names_share_are_cut_first() {
    let rows = ["shops", "restaurants"].map(|own| TouchpointRow {
        short: own.into(),
        ..row(&format!("How satisfied are you with the {own}"), "51", "2.1")
    });
    let lines = painted(&rows, 50);
    assert!(lines[0].starts_with("   shops ") && lines[1].starts_with("   restaurants "), "{lines:?}");
    assert!(painted(&rows, 120)[0].contains("How satisfied are you with the shops"), "{:?}", painted(&rows, 120));
}

#[test]
fn a_name_is_whole_before_n_is_told() {
    for width in 40..100 {
        let line = painted(&[row("Restaurants of the terminal", "54", "2.0")], width).remove(0);
        let (has_n, is_whole) = (line.contains("2,318"), line.contains("Restaurants of the terminal"));
        assert!(is_whole || !has_n, "{width}: {line}");
        assert!(line.contains("54 ±2.0") && line.contains('▄'), "{width}: {line}");
    }
}
